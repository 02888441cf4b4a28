"""Comments silence the rules that they name, on the lines they mean, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.check.diagnostics import diagnostics
from framing.cli import main

REGIME = "The Assad regime met."
BEGIN, END = "<!-- framing: ignore-start WL01 -->", "<!-- framing: ignore-end WL01 -->"


def told(text: str, name: str = "a.md") -> list[str]:
    """Line, rule and whether it is silenced, of WL01 and of the notices on comments."""
    found = diagnostics(name, text.encode())
    mine = [one for one in found if one.rule.code in ("WL01", "WL10", "CK02", "CK03", "CK04")]
    return [f"{one.line} {one.rule.code}{' ' + one.suppressed if one.suppressed else ''}" for one in mine]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{REGIME} <!-- framing: ignore WL01 -->\n\n{REGIME}", ["1 WL01 inline", "3 WL01"]),
        (f"{REGIME} <!-- framing: ignore government-label -->", ["1 WL01 inline"]),
        (f"{REGIME} <!--framing:ignore WL01, WL04-->", ["1 WL01 inline", "1 CK02"]),
        (f"{REGIME} <!-- framing: ignore WL04 -->", ["1 WL01", "1 CK02"]),
        (f"<!-- framing: ignore WL01 -->\n\n{REGIME}\n\n{REGIME}", ["3 WL01 inline", "5 WL01"]),
        (f"<!-- framing: ignore-next-line WL01 -->\n{REGIME}\n\n{REGIME}", ["2 WL01 inline", "4 WL01"]),
        (
            "\n\n".join((REGIME, BEGIN, REGIME, REGIME, END, REGIME)),
            ["1 WL01", "5 WL01 inline", "7 WL01 inline", "11 WL01"],
        ),
        (
            "\n\n".join((BEGIN.replace("WL01", "WL01, WL10"), REGIME, END, REGIME, f"She claims it. {REGIME}")),
            ["1 CK03", "3 WL01 inline", "7 WL01", "9 WL10", "9 WL01"],
        ),
        (
            "\n\n".join((BEGIN.replace("WL01", "WL01, WL10"), END, "She claims that it met.", END.replace("01", "10"))),
            ["1 CK02", "5 WL10 inline"],
        ),
        (f"<!-- framing: ignore WL01 -->\n<img src='x.png' alt='{REGIME}'>\n\n{REGIME}", ["2 WL01 inline", "4 WL01"]),
        (
            f"1. <!-- framing: ignore WL01 -->\n   {REGIME}\n\n* <!-- framing: ignore WL01 -->\n\n  {REGIME}",
            ["2 WL01 inline", "6 WL01 inline"],
        ),
        (f"{REGIME} <!-- framing: ignore WL01: regime -->", ["1 WL01", "1 CK03"]),
        (f"{REGIME}\n\n{REGIME}\n\n<!-- framing: ignore-file WL01 -->", ["1 WL01 inline", "3 WL01 inline"]),
        (f"> {REGIME}\n>\n> <!-- framing: ignore WL01 -->\n\n{REGIME}", ["5 WL01 inline"]),
        (f"{REGIME} <!-- framing: ignore -->", ["1 WL01", "1 CK03"]),
        (f"{REGIME} <!-- framing: ignore ALL -->", ["1 WL01", "1 CK03"]),
        (f"{REGIME} <!-- framing: ignore WLO1 -->", ["1 WL01", "1 CK03"]),
        (f"{REGIME} <!-- framing: ignroe WL01 -->", ["1 WL01", "1 CK03"]),
        (f"<!-- framing: ignore-start WL01 -->\n\n{REGIME}", ["1 CK03", "3 WL01"]),
        (f"{REGIME}\n\n<!-- framing: ignore-end WL01 -->", ["1 WL01", "3 CK03"]),
        (f"{REGIME} <!-- a comment about framing: it is not ours -->", ["1 WL01"]),
        (f"{REGIME} `<!-- framing: ignore WL01 -->`", ["1 WL01"]),
    ],
)
def test_in_markdown(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{REGIME}  # framing: ignore WL01 -- a quotation\n{REGIME}\n", ["1 WL01 inline", "2 WL01"]),
        (f"{REGIME}  // framing: ignore WL01\n", ["1 WL01 inline"]),
        (f"# framing: ignore WL01\n{REGIME}\n{REGIME}\n", ["2 WL01 inline", "3 WL01"]),
        (f"# framing: ignore-file WL01\n{REGIME}\n{REGIME}\n", ["2 WL01 inline", "3 WL01 inline"]),
        (f"# framing: ignore WL01 (the Assad regime is a name)\n{REGIME}\n", ["2 WL01 inline"]),
        (f"# framing: ignore\n{REGIME}\n", ["1 CK03", "2 WL01"]),
        (f"{REGIME} <!-- framing: ignore WL01 -->\n{REGIME}\n", ["1 WL01 inline", "2 WL01"]),
        (f"{REGIME} # framing: ignore WL01 because it is a film\n", ["1 WL01 inline", "1 CK03"]),
    ],
)
def test_in_plain_text(text: str, expected: list[str]) -> None:
    assert told(text, "a.txt") == expected


def test_in_html() -> None:
    page = (
        f"<p>{REGIME}</p><!-- framing: ignore WL01 -->\n<p>{REGIME}</p>\n<!-- framing: ignore WL01 -->\n<p>{REGIME}</p>"
    )
    assert told(page, "a.html") == ["1 WL01 inline", "2 WL01", "4 WL01 inline"]
    page = f"<!-- framing: ignore WL01 -->\n<div class='x'>\n\n<p>\n{REGIME}</p></div>"
    assert told(page, "a.html") == ["5 WL01 inline"]


def test_a_finding_of_two_lines_is_silenced_on_either() -> None:
    wrapped = "Nobody in the far town by the river heard of the Assad\nregime and its bridge."
    assert told(f"{wrapped} <!-- framing: ignore WL01 -->") == ["1 WL01 inline"]
    assert told(wrapped.replace("\n", " <!-- framing: ignore WL01 -->\n")) == ["1 WL01 inline"]


def test_the_comment_itself_is_not_read() -> None:
    assert told("<!-- framing: ignore-file WL10 -- as the Assad regime claimed -->\n\nIt met.") == ["1 CK02"]
    assert told("It met.  # framing: ignore WL10 -- the Assad regime claimed it\n", "a.txt") == ["1 CK02"]


def test_the_reason_is_kept_and_can_be_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = diagnostics("a.md", f"{REGIME} <!-- framing: ignore WL01 -- the name of a film -->".encode())
    assert (found.suppressed, found.reason) == ("inline", "the name of a film")
    file = tmp_path / "a.md"
    file.write_text(f"{REGIME} <!-- framing: ignore WL01 -->\n")
    assert main(["check", str(file), "--isolated"]) == 0
    assert main(["check", str(file), "--isolated", "--config", "require-reason=true"]) == 1
    assert "CK04 a rule is silenced without a reason" in capsys.readouterr().out


def test_what_is_silenced_can_be_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.md"
    file.write_text(f"{REGIME} <!-- framing: ignore WL01 -->\n")
    concise = ["check", str(file), "--isolated", "--output-format", "concise"]
    assert main(concise) == 0
    assert "WL01" not in capsys.readouterr().out
    assert main([*concise, "--show-suppressed"]) == 0
    assert "WL01" in capsys.readouterr().out
    assert main([*concise, "--ignore-suppressions"]) == 1
    assert "1 warning" in capsys.readouterr().out


def test_a_comment_for_a_rule_that_is_not_checked_is_not_idle(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(f"{REGIME} <!-- framing: ignore WL01 -->\n")
    assert main(["check", str(file), "--isolated", "--select", "WL04,CK"]) == 0


TEXTS = {
    "a.md": f"# {REGIME}\n\n{REGIME} It met.  \nAnd on. <!-- a note -->\n\n| a | b |\n|---|---|\n| {REGIME} | x |\n",
    "b.txt": f"{REGIME}\nThe Assad regime and the Kiev regime met.\n",
    "c.html": f"<title>{REGIME}</title>\n<p>{REGIME}\n<b>More</b></p>\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_comments_can_be_written(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / name
    file.write_text(TEXTS[name])
    check = ["check", str(file), "--isolated", "--select", "WL01,CK"]
    assert main(check) == 1
    assert main([*check, "--add-ignore", "accepted in 2031"]) == 0
    once = file.read_text()
    assert once.count("framing: ignore WL01 -- accepted in 2031") == {"a.md": 3, "b.txt": 2, "c.html": 2}[name]
    assert main([*check, "--add-ignore", "accepted in 2031"]) == 0
    assert file.read_text() == once
    capsys.readouterr()
    assert main(check) == 0
    assert "suppressed inline" in capsys.readouterr().out


def test_a_second_rule_joins_the_comment_that_is_there(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "The Assad regime carried out a special military operation. <!-- framing: ignore WL01 -- a name -->\n"
    )
    assert main(["check", str(file), "--isolated", "--select", "WL01,WL04", "--add-ignore"]) == 0
    assert "<!-- framing: ignore WL04, WL01 -- a name -->" in file.read_text()


def added(name: str, text: str, folder: Path, *more: str) -> str:
    """A file after `--add-ignore` with a reason; a second time changes nothing, and nothing is left to report."""
    file = folder / name
    file.write_text(text)
    command = ["check", str(file), "--isolated", "--select", "WL01,WL11,CK", *more]
    assert main([*command, "--add-ignore", "r"]) == 0
    once = file.read_text()
    assert main([*command, "--add-ignore", "r"]) == 0
    assert file.read_text() == once
    return once


HERE = "<!-- framing: ignore WL01 -- r -->"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.html", f"<p>{REGIME}</p><style>\np {{}}</style>", f"<p>{REGIME} {HERE}</p><style>\np {{}}</style>"),
        ("a.html", f"<p>{REGIME}</p><pre>\nx</pre>", f"<p>{REGIME} {HERE}</p><pre>\nx</pre>"),
        (
            "a.md",
            "See the [Assad regime](http://x.org\n'it') now.",
            f"See the [Assad regime {HERE}](http://x.org\n'it') now.",
        ),
        ("a.md", "The Assad regime {{ x\n}} met.", f"The Assad regime {HERE} {{{{ x\n}}}} met."),
        ("a.md", "The Assad regime `x\ny` met.", f"The Assad regime {HERE} `x\ny` met."),
        ("a.html", "<img alt='The Assad regime'>", f"<img alt='The Assad regime'> {HERE}"),
        ("a.md", "## The Assad regime {#top}\n\nIt met.", f"## The Assad regime {HERE} {{#top}}\n\nIt met."),
        (
            "a.md",
            "The Assad regime slammed it. <!-- framing: ignore WL01 -->",
            "The Assad regime slammed it. <!-- framing: ignore WL11, WL01 -- r -->",
        ),
        ("a.xhtml", f"<p>{REGIME}</p>", f"<p>{REGIME}</p> <!-- framing: ignore WL01 — r -->"),
    ],
)
def test_a_comment_changes_nothing_that_is_read(name: str, text: str, expected: str, tmp_path: Path) -> None:
    assert added(name, text, tmp_path) == expected


def test_a_line_without_a_place_for_a_comment_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "It met.\n\n![The Assad\nregime](x.png 'The Assad regime')\n\n<p title='Assad regime'\n>It met.</p>\n"
    (tmp_path / "a.md").write_text(text)
    assert main(["check", str(tmp_path / "a.md"), "--isolated", "--select", "WL01", "--add-ignore=r"]) == 1
    assert "a.md:6:11: WL01: no comment can stand on this line\n" in capsys.readouterr().err


FRONT = "---\n{}title: Assad regime{}\n---\n\nIt met.\n"


def test_in_front_matter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    title = ("--config", 'front-matter=["title"]')
    behind = FRONT.format("", " # framing: ignore WL01 -- r")
    assert added("a.md", FRONT.format("", ""), tmp_path, *title) == behind
    (tmp_path / "a.md").write_text(FRONT.format("# framing: ignore WL01 -- r\n", ""))
    assert main(["check", str(tmp_path / "a.md"), "--isolated", *title]) == 0
    assert "1 suppressed inline" in capsys.readouterr().out


def test_a_hard_break_stays_at_the_end_of_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("The Assad regime met.  \nIt met again.\n")
    assert main(["check", str(file), "--isolated", "--add-ignore"]) == 0
    assert file.read_text() == "The Assad regime met. <!-- framing: ignore WL01 -->  \nIt met again.\n"
