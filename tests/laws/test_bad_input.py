"""Law 11: bad input gets one clear line, status 2 and no output file; a bad member of a folder costs only itself."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

from framing.cli import main
from framing.files import written
from tests.conftest import SEEDS

UKRAINIAN = (
    "Міністр закордонних справ заявив у вівторок, що переговори триватимуть до кінця тижня.\n"
    "За його словами, сторони досі не домовилися про жоден із пунктів угоди.\n"
)
GOOD = "The bridge will reopen in June, the mayor said on Friday. Nobody was hurt in the storm."


def bad_files(folder: Path) -> dict[str, Path]:
    """One file for each kind of input that cannot be read."""
    folder.mkdir(exist_ok=True)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\n ")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "paper.txt").write_bytes(b"%PDF-1.7 ...")
    (folder / "lines.jsonl").write_text('{"text": 3}\n')
    (folder / "page.html").write_text("<html><body><nav>Home</nav></body></html>")
    return {path.stem: path for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["empty", "blank", "binary", "paper", "lines", "page", "missing"])
@pytest.mark.parametrize("command", ["report", "read", "stories"])
def test_a_named_input_that_cannot_be_read(
    command: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = bad_files(tmp_path / "in").get(name, tmp_path / "in" / "missing.txt")
    assert main([command, str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    last = err.strip().splitlines()[-1]
    assert last.startswith("framing: ")
    assert path.name in last
    assert ": " in last.removeprefix("framing: ")
    assert not (tmp_path / "reports").exists()


def test_bad_members_are_listed_and_the_rest_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names = bad_files(tmp_path / "in")
    (tmp_path / "in" / "good.txt").write_text(GOOD)
    assert main(["report", "in", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert [a["id"] for a in json.loads(out)["articles"]] == ["good.txt"]
    assert len(err.strip().splitlines()) == len(names)
    assert main(["report", "in", "--strict"]) == 2
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        ("[[article]\nfile = 'a.txt'", "line 1"),
        ("[[article]]\nfile = 'b.txt'", 'did you mean "a.txt"?'),
        (
            "\n\n[[article]]\nfile = 'a.txt'\noutlett = 'X'",
            'line 3: the key "outlett" is not known: did you mean "outlet"?',
        ),
        ("[[article]]\nfile = 'a.txt'\ndate = '3 May'", "YYYY-MM-DD"),
        ("[[article]]\nfile = '../a.txt'", "outside"),
        ("[article]\nfile = 'a.txt'", "[[article]]"),
    ],
)
def test_a_broken_manifest(manifest: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "manifest.toml").write_text(manifest)
    assert main(["report", str(tmp_path), "-o", str(tmp_path / "out.html")]) == 2
    err = capsys.readouterr().err
    assert len(err.strip().splitlines()) == 1
    assert "manifest.toml" in err
    assert says in err
    assert not (tmp_path / "out.html").exists()


def test_latin_1_is_read_with_a_note(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_bytes("The café in Málaga reopened, the owner said.".encode("latin-1"))
    assert main(["read", str(tmp_path / "a.txt")]) == 0
    reading = json.loads(capsys.readouterr().out)
    assert "café in Málaga" in reading["text"]
    assert "cp1252" in reading["article"]["notes"][0]["message"]


def test_five_megabytes_of_one_paragraph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(f"{GOOD} " * (5_000_000 // len(GOOD)))
    assert main(["read", str(tmp_path / "a.txt"), "--no-text"]) == 0
    reading = json.loads(capsys.readouterr().out)
    assert len(reading["sentences"]) > 100_000


def test_an_article_with_an_unclosed_quotation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(f"{GOOD}\nHe said: “It will not last.\n{GOOD}")
    assert main(["read", str(tmp_path / "a.txt")]) == 0
    (note,) = json.loads(capsys.readouterr().out)["article"]["notes"]
    assert "without a partner" in note["message"]
    assert note["span"]


def test_an_article_in_ukrainian_is_shown_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(SEEDS, tmp_path / "in")
    (tmp_path / "in" / "uk.txt").write_text(UKRAINIAN, "utf-8")
    assert main(["report", str(tmp_path / "in"), "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    article = record["articles"][-1]
    assert (article["id"], article["language"]) == ("uk.txt", "uk")
    assert "another language" in article["notes"][0]["message"]
    assert any("uk.txt" in warning for warning in record["comparability"]["warnings"])
    assert {t["state"] for e in record["events"] for t in e["tellings"] if t["article"] == "uk.txt"} == {"unknown"}
    assert "uk.txt" not in {pair[side]["article"] for pair in record["pairs"] for side in "ab"}


def test_articles_in_other_languages_are_named_when_stories_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "en.txt").write_text(GOOD, "utf-8")
    for number in range(7):
        (tmp_path / f"uk{number}.txt").write_text(f"{UKRAINIAN}{number}", "utf-8")
    assert main(["stories", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 8
    assert err == (
        "framing: not in English, grouped by shared words alone: uk0.txt (uk), uk1.txt (uk), uk2.txt (uk), "
        "uk3.txt (uk), uk4.txt (uk) and 2 more\n"
    )


def test_an_output_that_cannot_be_written_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    assert main(["report", str(SEEDS), "--format", "json", "-o", str(tmp_path / "file" / "out.json")]) == 2
    assert capsys.readouterr().err.startswith("framing: ")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_write_that_breaks_off_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out.html").write_text("the report of yesterday")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="No space"):
        written(tmp_path / "out.html", "half of it")
    assert [path.name for path in tmp_path.iterdir()] == ["out.html"]
    assert (tmp_path / "out.html").read_text() == "the report of yesterday"


def test_a_report_never_replaces_an_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(SEEDS, tmp_path / "in")
    victim = tmp_path / "in" / "000_d5e445d603c5b3c7.txt"
    before = victim.read_bytes()
    assert main(["report", str(tmp_path / "in"), "-o", str(victim)]) == 2
    assert "one of the articles" in capsys.readouterr().err
    assert victim.read_bytes() == before


def test_a_report_among_the_articles_is_no_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(SEEDS, tmp_path / "in")
    assert main(["report", str(tmp_path / "in"), "-o", str(tmp_path / "in" / "report.html")]) == 0
    first = (tmp_path / "in" / "report.html").read_bytes()
    assert main(["report", str(tmp_path / "in"), "-o", str(tmp_path / "in" / "report.html")]) == 0
    assert (tmp_path / "in" / "report.html").read_bytes() == first
    assert main(["report", str(tmp_path / "in" / "report.html")]) == 2
    assert "a report that Framing has written" in capsys.readouterr().err


@pytest.mark.parametrize("output", ["folder", "nowhere/out.html"])
def test_an_output_that_is_no_place_for_a_file(output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder").mkdir()
    assert main(["report", str(SEEDS), "-o", str(tmp_path / output)]) == 2
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert output in err
    assert ".part" not in err
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("shape", "size"),
    [
        (
            "the mayor said that she wants to see the report from Ann Marsh, who claims the crane fell, and the port ",
            60_000,
        ),
        (f'{GOOD} “The ‘old’ crane fell,” he said. "Nobody knows why," the mayor added. ', 100_000),
        ("The mayor said.\n\n“It will reopen, and the official said so\n\n", 100_000),
        ("He said that “they said ‘we heard “him” say so’ again” and “nobody ", 60_000),
        (
            "‘She said, “It fell,” and left,’ he said. It is 'so' \"now\", an aide who asked not to be named said. ",
            60_000,
        ),
        ("the pier to be built in 2019 and running to win in 2020 that who was said to be going in 2021 ", 30_000),
    ],
    ids=[
        "no stops",
        "one paragraph of quotations",
        "many paragraphs",
        "nested and unclosed",
        "double within single",
        "dates without stops",
    ],
)
def test_reading_takes_time_in_proportion(
    shape: str, size: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    times = []
    for times_longer in (1, 1, 4):
        (tmp_path / "a.txt").write_text(shape * (size * times_longer // len(shape)))
        began = time.process_time()
        assert main(["read", str(tmp_path / "a.txt"), "--no-text"]) == 0
        times.append(time.process_time() - began)
        capsys.readouterr()
    assert times[2] < 7 * times[1], times  # the first run also loads tables; 16 would be quadratic


def test_a_book_among_the_articles_is_left_out_of_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(SEEDS, tmp_path / "in")
    (tmp_path / "in" / "book.txt").write_text(f"{GOOD} " * (5_000_000 // len(GOOD)))
    assert main(["report", str(tmp_path / "in"), "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert [line for line in err.splitlines() if line.startswith("framing: book.txt: ")] == err.splitlines()
    assert len(json.loads(out)["articles"]) == 5
    assert main(["report", str(tmp_path / "in" / "book.txt"), "-o", str(tmp_path / "out.html")]) == 2
    assert not (tmp_path / "out.html").exists()
