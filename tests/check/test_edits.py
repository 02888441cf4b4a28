"""Safe edits: other spellings of place names, in own voice, and nothing else of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.cli import main
from framing.lexicon.folders import rules

TEXT = "The train to Kiev was late. KIEV was dark. “Kiev is home,” said Ann Marsh. The Kiev regime met in Odessa.\n"
FIXED = "The train to Kyiv was late. KYIV was dark. “Kiev is home,” said Ann Marsh. The Kiev regime met in Odesa.\n"


def fixed(file: Path) -> int:
    return main(["check", str(file), "--isolated", "--fix", "-q", "--exit-zero"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_spellings_are_mended_in_own_voice(encoding: str, end: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    before = TEXT.replace("\n", end).encode(encoding)
    file.write_bytes(before)
    assert fixed(file) == 0
    after = file.read_bytes()
    assert after.decode(encoding) == FIXED.replace("\n", end)
    assert fixed(file) == 0
    assert file.read_bytes() == after


@pytest.mark.parametrize(
    "text",
    [
        "The train to [Kiev] left.\n\n[Kiev]: https://example.org/kiev\n",
        "The train to [Kiev][] left [the Kiev station], [there][Kiev].\n\n[Kiev]: /k\n\n[the Kiev station]: /s\n",
        "Odessa Jones won the race. They saw Kiev.ua today, with #Kiev and [[Kiev]].\n",
        "They read the Kiev Post in Odessa National Park, and went to Greater Odessa in Kiev.md.\n",
        "*Letters from Kiev* is a novel, and so are _From Odessa_ and <i>To Kiev</i>.\n",
    ],
)
def test_what_is_more_than_a_place_stays(text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(text)
    assert fixed(file) == 0
    assert file.read_text() == text


def test_a_place_is_mended_wherever_it_is_one(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "# Kiev votes\n\nIn Kiev it rained. Kiev was dark, **in Kiev** and around. The [Kiev train](x.png) was late. "
        "They left Kiev; Marsh stayed in Kiev.\n\n- Kiev\n- the Kiev station\n"
    )
    assert fixed(file) == 0
    assert "Kiev" not in file.read_text()


def test_the_difference_is_shown_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("# News\n\nThe train to **Kiev** was late.\n")
    assert main(["check", "a.md", "--isolated", "--diff"]) == 1
    out, err = capsys.readouterr()
    assert out == (
        "--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@\n # News\n \n"
        "-The train to **Kiev** was late.\n+The train to **Kyiv** was late.\n"
    )
    assert err == "framing: 1 spelling would be changed in 1 file\n"
    assert Path("a.md").read_text() == "# News\n\nThe train to **Kiev** was late.\n"
    assert main(["check", "a.md", "--isolated", "--fix"]) == 0
    assert main(["check", "a.md", "--isolated", "--diff"]) == 0


def test_a_comment_keeps_a_spelling(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("The train to Kiev was late. <!-- framing: ignore WL20 -- the name on the ticket -->\n")
    before = file.read_text()
    assert fixed(file) == 0
    assert file.read_text() == before


def test_standard_input_is_not_written(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-", "--fix"]) == 2
    assert capsys.readouterr().err == "framing: --fix and --add-ignore write files: name one, or use --diff\n"


def test_only_spellings_of_place_names_are_safe() -> None:
    safe = [(rule.code, term) for rule in rules() for term in rule.terms if term.fix]
    assert len(safe) >= 7
    assert {code for code, _ in safe} == {"WL20"}
    for _, term in safe:
        (spelling,) = term.plain
        assert all(spelling[0] == form[0] for form in term.match), "another name is no other spelling"
        assert all(spelling.casefold() != form.casefold() for form in term.match)


def test_nothing_is_written_that_the_encoding_of_a_file_does_not_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {"a.txt": b"The Assad regime met.\n", "b.txt": "The Assad regime “met.\n".encode("cp1252")}
    for name, data in before.items():
        (tmp_path / name).write_bytes(data)
    command = ["check", *(str(tmp_path / name) for name in before), "--isolated", "--add-ignore=\u2603"]
    assert main(command) == 2
    assert "b.txt: its encoding (charmap) has no “\u2603”: use another reason\n" in capsys.readouterr().err
    assert {name: (tmp_path / name).read_bytes() for name in before} == before


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").symlink_to("far/a.txt")
    assert fixed(tmp_path / "a.txt") == 0
    assert (tmp_path / "a.txt").is_symlink()
    assert (tmp_path / "far" / "a.txt").read_text() == FIXED
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.txt", "a.txt", "far"]
