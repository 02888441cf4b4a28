"""`framing diff` as a user meets it: its lines, its exit status, its three formats, and what it refuses."""

from __future__ import annotations

import html
import io
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import framing.cli.diff as command
from framing.article import Span
from framing.cli import main
from framing.events.wording import PIECE

OLD = (
    "Ferry runs aground off Adrano\n\n"
    "A ferry ran aground off Adrano on Monday. Mayor Ann Lee said that 12 people were hurt.\n"
    "The pier is shut. It will open in June. Trains ran late all day.\n"
    "The ferry is forty years old. Its crew has not been paid since May.\n"
)
NEW = (
    "Ferry runs aground off Adrano\n\n"
    "A ferry ran aground off Adrano on Monday. Mayor Ann Lee claimed that 14 people were hurt.\n"
    "The pier is shut. It will open in June. Trains ran late all day.\n"
    "Its crew has not been paid since May. The ferry is forty years old. Nobody answers for it.\n"
)
HOSTILE = "The mayor said <script>alert(1)</script> & {{ 7 * 7 }} \x1b[31mred\x1b[0m </style> on Monday.\n"


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with both versions, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.txt").write_text(OLD, "utf-8")
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    return tmp_path


@pytest.mark.usefixtures("versions")
def test_the_lines_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.txt", "new.txt"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "--- old.txt (old)",
        "+++ new.txt (new)",
        "@@ 1 sentence the same @@",
        "3 3   A ferry ran aground off Adrano on Monday.",
        "3 3 ~ Mayor Ann Lee [-said-]{+claimed+} that [-12-]{+14+} people were hurt.",
        "      number: 12 → 14",
        "      cue: said (neutral) → claimed (doubting)",
        "      term new: claimed (WL10, own voice)",
        "4 4   The pier is shut.",
        "@@ 2 sentences the same @@",
        "5 5   Its crew has not been paid since May.",
        "5 5 > The ferry is forty years old. (moved from line 5)",
        "  5 + {+Nobody answers for it.+}",
        "1 changed, 1 added, 1 moved, 6 the same",
    ]
    assert err == ""


@pytest.mark.usefixtures("versions")
@pytest.mark.parametrize(("context", "shown"), [("0", 0), ("1", 3), ("9", 6)])
def test_context_is_as_wide_as_asked_for(context: str, shown: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.txt", "new.txt", "-U", context]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if re.match(r"\d \d   \S", line)]) == shown
    left_out = [int(line.split()[1]) for line in lines if line.startswith("@@")]
    assert shown + sum(left_out) == 6


def test_the_same_prints_nothing(versions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.txt", "old.txt"]) == 0
    (versions / "wrapped.txt").write_text(OLD.replace("\n", "\r\n").replace("off Adrano on", "off  Adrano on"), "utf-8")
    assert main(["diff", "old.txt", "wrapped.txt"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_page_and_its_text_are_the_same(versions: Path) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in OLD.splitlines()[2:])
    page = f"<html><body><article><h1>{OLD.splitlines()[0]}</h1>{paragraphs}</article></body></html>"
    (versions / "page.html").write_text(page, "utf-8")
    assert main(["diff", "old.txt", "page.html"]) == 0
    (versions / "page.html").write_text(page.replace("forty", "fifty"), "utf-8")
    assert main(["diff", "old.txt", "page.html"]) == 1


@pytest.mark.usefixtures("versions")
def test_quiet_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert [main(["diff", "-q", "old.txt", name]) for name in ("old.txt", "new.txt", "none.txt")] == [0, 1, 2]
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("versions")
def test_standard_input_is_one_version(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name, status in (("old.txt", 1), ("new.txt", 0)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(NEW.encode())))
        assert main(["diff", name, "-"]) == status
    assert "+++ - (new)" in capsys.readouterr().out
    assert main(["diff", "-", "-"]) == 2


# ---------------------------------------------------------------- trouble


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty.txt: the file is empty"),
        ("bytes.txt", bytes(range(256)), "bytes.txt: this is binary data"),
        ("none.txt", None, "none.txt: there is no such file"),
        ("two.jsonl", b'{"text": "One."}\n{"text": "Two."}\n', "two.jsonl: this file holds 2 articles"),
        ("bad.jsonl", b'{"text": "One."}\n{"txt": "Two."}\n', "bad.jsonl, line 2: "),
        (".", None, ".: this is a folder"),
        ("own.html", b'<meta name="generator" content="Framing 1">', "own.html: this is a report that Framing"),
    ],
)
def test_trouble_is_one_line_and_status_2(
    name: str, data: bytes | None, says: str, versions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        (versions / name).write_bytes(data)
    for arguments in ([name, "old.txt"], ["old.txt", name]):
        assert main(["diff", *arguments, "-o", "out.txt"]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert len(err.splitlines()) == 1
        assert err.startswith(f"framing: {says}")
    assert not (versions / "out.txt").exists()


@pytest.mark.usefixtures("versions")
@pytest.mark.parametrize("arguments", [["old.txt"], [], ["a", "b", "c"], ["old.txt", "new.txt", "-U", "-1"]])
def test_wrong_use_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("framing: ")
    assert line.endswith("(see: framing diff --help)")


@pytest.mark.usefixtures("versions")
def test_a_fault_of_ours_is_trouble_and_no_difference(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(command, "revision", broken)
    assert main(["diff", "old.txt", "new.txt"]) == 2
    assert "RecursionError: too deep" in capsys.readouterr().err


def test_a_version_is_not_written_over(versions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.txt", "new.txt", "-o", "./new.txt"]) == 2
    assert "one of the versions" in capsys.readouterr().err
    assert (versions / "new.txt").read_text("utf-8") == NEW


class Gone(io.StringIO):
    """Standard output whose reader has gone."""

    def __init__(self, file: int) -> None:
        super().__init__()
        self.file = file

    def reconfigure(self, **_: object) -> None:
        """As a text stream has it."""

    def fileno(self) -> int:
        return self.file

    def flush(self) -> None:
        raise BrokenPipeError


@pytest.mark.usefixtures("versions")
def test_a_reader_that_goes_leaves_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("pipe").open("wb") as pipe:
        monkeypatch.setattr("sys.stdout", Gone(pipe.fileno()))
        statuses = [main(["diff", "old.txt", name, "--format", "json"]) for name in ("new.txt", "old.txt")]
        monkeypatch.undo()
    assert statuses == [1, 0]


# ---------------------------------------------------------------- colours


@pytest.mark.usefixtures("versions")
@pytest.mark.parametrize(
    ("terminal", "setting", "arguments", "coloured"),
    [
        (True, {}, [], True),
        (False, {}, [], False),
        (True, {"NO_COLOR": "1"}, [], False),
        (True, {"NO_COLOR": ""}, [], True),
        (True, {"TERM": "dumb"}, [], False),
        (True, {}, ["--color", "never"], False),
        (False, {"NO_COLOR": "1"}, ["--color", "always"], True),
        (True, {}, ["-o", "out.txt"], False),
    ],
)
def test_colours_are_for_terminals(
    terminal: bool,
    setting: dict[str, str],
    arguments: list[str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
    assert main(["diff", "old.txt", "new.txt", *arguments]) == 1
    out = capsys.readouterr().out if "-o" not in arguments else Path("out.txt").read_text("utf-8")
    assert ("\x1b[31m[-12-]\x1b[m\x1b[32m{+14+}\x1b[m" in out) is coloured
    assert ("\x1b" in out) is coloured


def test_no_article_moves_the_terminal(versions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (versions / "old.txt").write_text(HOSTILE, "utf-8")
    (versions / "new.txt").write_text(HOSTILE.replace("31m", "32m").replace("said", "said\u200b\x9b"), "utf-8")
    assert main(["diff", "old.txt", "new.txt"]) == 1
    out = capsys.readouterr().out
    assert r"\x1b[" in out
    assert r"\u200b\x9b" in out
    assert all(line.isprintable() for line in out.splitlines())


# ---------------------------------------------------------------- JSON and HTML


@pytest.mark.usefixtures("versions")
def test_json_holds_every_word_by_its_spans(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.txt", "new.txt", "--format", "json"]) == 1
    record = json.loads(capsys.readouterr().out)
    assert record["schema"] == "framing.revision/1"
    assert (record["old"]["text"], record["new"]["text"]) == (OLD, NEW)
    assert (record["same"], record["analysed"]) == (False, True)
    assert record["counts"] == {"changed": 1, "added": 1, "removed": 0, "moved": 1, "same": 6}
    for side, text in (("old", OLD), ("new", NEW)):
        spans = sorted(Span(*change[side]) for change in record["changes"] if change[side])
        assert [word for span in spans for word in PIECE.findall(text, *span)] == PIECE.findall(text)
    (change,) = [change for change in record["changes"] if change["kind"] == "changed"]
    differing = [stretch for stretch in change["stretches"] if not stretch["same"]]
    assert [Span(*s["old"]).of(OLD) for s in differing] == ["said", "12"]
    assert [Span(*s["new"]).of(NEW) for s in differing] == ["claimed", "14"]
    assert (change["old_line"], change["new_line"]) == (3, 3)
    assert change["facts"][0] == {"kind": "number", "old": [97, 99], "new": [100, 102], "before": "12", "after": "14"}


class Elements(HTMLParser):
    """The elements of a page, closed in order, with its ids and links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in ("meta", "br", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.usefixtures("versions")
def test_the_page_shows_the_words_and_needs_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.txt", "new.txt", "--format", "html", "-o", "out.html"]) == 1
    page = Path("out.html").read_text("utf-8")
    assert capsys.readouterr().out == f"wrote out.html ({len(page.encode()):,} bytes)\n"
    found = Elements(page)
    assert found.open == []
    assert len(found.ids) == len(set(found.ids))
    assert all(link[1:] in found.ids for link in found.links if link != "#")
    assert "script" not in found.tags
    assert "Lee <del>said</del><ins>claimed</ins> that <del>12</del><ins>14</ins> people" in page
    assert "moved from line 5" in page
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0])
    assert policy.startswith("default-src 'none'; script-src 'none'; ")
    assert main(["diff", "old.txt", "out.html"]) == 2, "the page is no article"


@pytest.mark.usefixtures("versions")
def test_the_page_numbers_changes_alone_and_lists_whole_sentences_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.txt", "new.txt", "--format", "html"]) == 1
    page = capsys.readouterr().out
    numbers = [int(number) for number in re.findall(r'id="c(\d+)"', page)]
    assert numbers == list(range(1, 1 + len(re.findall(r'<div class="change (?!same)', page))))
    kinds = re.findall(r'<th scope="rowgroup"[^>]*>(\w+)', page)
    assert kinds[0] == "sentence"
    listed = re.findall(r">(removed|added)</span></td>", page)
    assert [listed.count(kind) for kind in ("removed", "added")] == [
        len(re.findall(f'<div class="change {kind}"', page)) for kind in ("removed", "added")
    ]


def test_hostile_text_comes_out_as_text(versions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, word in (("old", "Monday"), ("new", "<b>Friday</b>")):
        record = {"text": HOSTILE.replace("Monday", word), "title": f"</title>{HOSTILE}{name}", "outlet": HOSTILE}
        (versions / f"{name}.jsonl").write_text(json.dumps(record), "utf-8")
    assert main(["diff", "old.jsonl", "new.jsonl", "--format", "html"]) == 1
    page = capsys.readouterr().out
    found = Elements(page)
    assert found.open == []
    assert "script" not in found.tags
    assert "b" not in re.findall(r"<(b)>Friday", page)
    assert page.count("</style>") == page.count("</title>") == 1
    assert "{{ 7 * 7 }}" in page


@pytest.mark.parametrize("form", ["text", "html"])
def test_two_articles_are_said_to_be_two(form: str, versions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (versions / "other.txt").write_text("A comet was seen over the northern hills last night.\n", "utf-8")
    assert main(["diff", "old.txt", "other.txt", "--format", form]) == 1
    assert "no sentence is in both, so these may be two articles" in capsys.readouterr().out
    assert main(["diff", "old.txt", "new.txt", "--format", form]) == 1
    assert "may be two articles" not in capsys.readouterr().out


@pytest.mark.usefixtures("versions")
def test_the_page_of_two_that_are_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.txt", "old.txt", "--format", "html"]) == 0
    assert "Both versions are the same" in capsys.readouterr().out


def test_a_book_is_compared_by_its_words(
    versions: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "LONGEST", 100)
    assert main(["diff", "old.txt", "new.txt", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["analysed"] is False
    assert err == "framing: old.txt: more than 100 characters: words are compared, numbers and sources are not\n"
    assert main(["diff", "old.txt", "new.txt", "--format", "html"]) == 1
    assert "Not looked for" in capsys.readouterr().out


@pytest.mark.usefixtures("versions")
def test_a_version_in_another_language_has_words_and_no_facts(capsys: pytest.CaptureFixture[str]) -> None:
    Path("new.txt").write_text("Паром сів на мілину біля Адрано, сказав мер у понеділок; 14 людей поранено.\n", "utf-8")
    assert main(["diff", "old.txt", "new.txt", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    record = json.loads(out)
    assert record["analysed"] is False
    assert [change["facts"] for change in record["changes"] if change["facts"]] == []
    assert err == "framing: new.txt: not in English (uk): words are compared, numbers and sources are not\n"


@pytest.mark.parametrize("shape", ["format text", "format json", "format html"])
def test_the_same_bytes_whatever_the_hash_seed(shape: str, versions: Path) -> None:
    outputs = set()
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "framing", "diff", "old.txt", "new.txt", *f"--{shape}".split()]
        done = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, cwd=versions, capture_output=True)
        assert done.returncode == 1
        assert str(versions).encode() not in done.stdout
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_neither_plotly_nor_jinja_is_loaded_for_text(versions: Path) -> None:
    code = (
        "import sys; from framing.cli import main; main(['diff', 'old.txt', 'new.txt', *sys.argv[1:]]);"
        "print(sorted({'plotly', 'jinja2', 'rich'} & set(sys.modules)))"
    )
    for arguments, loaded in ([], []), (["--format", "html"], ["jinja2"]):
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, cwd=versions, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == str(loaded)
