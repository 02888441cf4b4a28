"""The command: what it reads, prints and returns."""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.check.settings import FORMATS
from framing.cli import main

REGIME = "The Assad regime met.\n"

Out = Callable[..., tuple[int, str, str]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Out:
    """Runs the command in a folder of its own: status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def of(*options: str, stdin: bytes | None = None) -> tuple[int, str, str]:
        if stdin is not None:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        return (main(["check", *options]), *capsys.readouterr())

    return of


def test_the_statuses(check: Out) -> None:
    Path("clean.txt").write_text("The council met.\n")
    Path("loaded.txt").write_text(REGIME)
    assert check("clean.txt")[:2] == (0, "1 file checked: 0 errors, 0 warnings, 0 info\n")
    assert [check("loaded.txt", *more)[0] for more in ((), ("--exit-zero",), ("--fail-level", "error"))] == [1, 0, 0]
    status, out, err = check("loaded.txt", "gone.txt")
    assert (status, out) == (2, "")
    assert err == "framing: gone.txt: there is no such file or folder: check the path\n"
    Path("binary.txt").write_bytes(b"\x00\x01")
    status, out, err = check("--output-format", "concise")
    assert status == 2
    assert "loaded.txt:1:5: warning: WL01" in out
    assert err == "framing: binary.txt: this is binary data (it holds NUL bytes): give the article as text\n"


def test_what_is_read_in_a_folder(check: Out) -> None:
    for name in ("a.md", "b.html", "c.txt", "d.py", ".hidden.md", "node_modules/e.md", "deep/f.markdown"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(REGIME)
    Path(".gitignore").write_text("c.txt\n")
    assert check("--show-files")[1].split() == ["a.md", "b.html", "deep/f.markdown"]
    assert check("--show-files", "--no-respect-gitignore")[1].split() == ["a.md", "b.html", "c.txt", "deep/f.markdown"]
    assert check("--show-files", "--exclude", "deep/,*.html")[1].split() == ["a.md"]
    assert check("--show-files", "c.txt", "d.py")[1].split() == ["c.txt", "d.py"]
    assert check("--show-files", "--force-exclude", "c.txt", "a.md")[1].split() == ["a.md"]


def test_standard_input_has_a_name_and_a_format(check: Out) -> None:
    marked = b"The `Assad regime` met. The **Assad** regime met.\n"
    status, out, _ = check("-", "--stdin-filename", "news/a.md", "--output-format", "concise", stdin=marked)
    assert status == 1
    assert out.startswith("news/a.md:1:31: warning: WL01 contested label “Assad regime” in own voice; instead: ")
    assert out.count("WL01 contested") == 1
    assert check("-", stdin=marked)[1].count("WL01 contested") == 1  # as plain text: the marks part the second phrase


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_written_to_a_file(name: str, check: Out) -> None:
    Path("a.md").write_text(REGIME)
    status, printed, _ = check("a.md", "--output-format", name)
    assert (status, printed != "") == (1, True)
    status, out, _ = check("a.md", "--output-format", name, "-o", "found")
    assert (status, out) == (1, "1 file checked: 0 errors, 1 warning, 0 info\n")
    assert Path("found").read_text("utf-8") == printed
    assert check("a.md", "--output-format", name, "-o", "no/such/folder")[0] == 2


def test_colour_only_where_it_is_wanted(check: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.md").write_text(REGIME)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in check("a.md")[1]
    assert "\x1b[" in check("a.md", "--color", "always")[1]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" in check("a.md")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in check("a.md")[1]


def test_the_summary_counts_and_can_be_left_out(check: Out) -> None:
    Path("a.md").write_text(REGIME + "\nThe junta met. It was a “kinetic action”, she claimed.\n")
    out = check("a.md", "--output-format", "concise")[1].splitlines()
    assert out[-3:-1] == ["1 file checked: 0 errors, 2 warnings, 1 info", "by rule: WL01 2, WL10 1"]
    assert check("a.md", "--output-format", "concise", "-q")[1].splitlines() == out[:-3]
    table = check("a.md", "--output-format", "concise", "--statistics")[1]
    assert "count  rule  name" in table


def test_two_processes_print_what_one_prints(check: Out) -> None:
    for number in range(230):
        Path(f"{number:03}.md").write_text(REGIME * (number % 3 == 0) + "The council met.\n")
    one, two = (check("--output-format", "json", "--jobs", jobs) for jobs in ("1", "2"))
    assert one == two
    assert len(json.loads(one[1])["diagnostics"]) == 77


def test_no_text_is_written_over(check: Out) -> None:
    Path("a.txt").write_text(REGIME)
    for options in (("a.txt", "-o", "a.txt"), (".", "-o", "new.md"), (".", "-o", "a.txt")):
        status, out, err = check(*options)
        assert (status, out) == (2, "")
        assert err == f"framing: {options[2]}: is one of the texts, or lies among them: write the findings elsewhere\n"
    assert Path("a.txt").read_text() == REGIME
    assert not Path("new.md").exists()
    Path("link.json").symlink_to("target.json")
    assert check("a.txt", "--output-format", "json", "-o", "link.json")[0] == 1
    assert Path("link.json").is_symlink()
    assert json.loads(Path("target.json").read_text())["files"] == 1
    assert check("a.txt", "-o", "/dev/null")[0] == 1
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--select=",), "--select is empty: give it a value, or leave it out"),
        (("--diff-base", ""), "--diff-base is empty: give it a value, or leave it out"),
        (("--add-ignore", "a.txt"), "--add-ignore takes a reason, and a.txt is a path: write --add-ignore=REASON PATH"),
        (
            ("--write-baseline", "--prune-baseline"),
            "--write-baseline and --prune-baseline do not go together: run one after the other",
        ),
        (("--write-baseline", "--diff-base", "main"), "--write-baseline looks at all findings: leave --diff-base out"),
        (
            ("--no-baseline", "--write-baseline"),
            "--no-baseline and --write-baseline do not go together: leave one of them out",
        ),
        (
            ("--no-baseline", "--baseline", "x"),
            "--no-baseline and --baseline do not go together: leave one of them out",
        ),
        (("--show-files", "--fix"), "--show-files and --fix do not go together: run one after the other"),
        (("--diff", "--write-baseline"), "--write-baseline and --diff do not go together: run one after the other"),
        (("--stdin-filename", "x.md", "a.txt"), "--stdin-filename names standard input: give - as PATH"),
        (
            ("--isolated", "--config", "x.toml"),
            "--isolated passes over all files of settings, and --config names x.toml: leave one of them out",
        ),
        (("-o", "no/x.json", "a.txt"), "-o no/x.json: there is no folder no: make it first"),
        (
            ("--fix", "--baseline", "no.json"),
            "no.json: there is no such baseline: check the path, or write the baseline anew with --write-baseline",
        ),
    ],
)
def test_arguments_that_are_not_meant(options: tuple[str, ...], message: str, check: Out) -> None:
    Path("a.txt").write_text(REGIME)
    assert check(*options) == (2, "", f"framing: {message}\n")
    assert Path("a.txt").read_text() == REGIME


def test_a_name_that_is_no_utf_8(check: Out) -> None:
    name = os.fsdecode(b"b\xff.txt")
    Path(name).write_text(REGIME)
    assert check("--show-files")[:2] == (0, "b\\udcff.txt\n")
    assert check("--output-format", "concise")[0] == 1


def test_wrong_use(check: Out) -> None:
    assert check("--jobs", "0")[2] == "framing: --jobs must be 1 or more\n"
    status, out, err = check("--output-format", "xml")
    assert (status, out) == (2, "")
    assert err.startswith("framing: argument --output-format: invalid choice: 'xml' (choose from 'full', 'concise', ")
    status, out, err = check("--isolatd")
    assert (status, out) == (2, "")
    assert err.startswith("framing: --isolatd: there is no such option or place for it; did you mean --isolated? (see:")
    for option in ("--show-files", "--show-settings", "--show-schema", "--diff"):
        assert check(option, "-o", "out.txt") == (
            2,
            "",
            f"framing: -o takes findings, and {option} prints none: leave one of them out\n",
        )
    assert not Path("out.txt").exists()


def test_a_reader_that_goes_leaves_the_status(tmp_path: Path) -> None:
    (tmp_path / "loaded.txt").write_text("\n".join([REGIME] * 3000))
    (tmp_path / "clean.txt").write_text("The council met.\n")
    for name, expected in (("loaded.txt", 1), ("clean.txt", 0)):
        command = [sys.executable, "-m", "framing", "check", name, "--isolated", "--output-format", "concise"]
        with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout
            assert process.stderr
            assert process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(60) == expected


def test_the_program_writes_all_and_returns_the_status(tmp_path: Path) -> None:
    (tmp_path / "loaded.txt").write_text("\n".join([REGIME] * 3000))
    command = [sys.executable, "-m", "framing", "check", "loaded.txt", "--isolated", "--output-format", "concise"]
    with (tmp_path / "out").open("wb") as out:
        assert subprocess.run(command, cwd=tmp_path, stdout=out, timeout=60).returncode == 1
    lines = (tmp_path / "out").read_text("utf-8").splitlines()
    assert lines[2999].startswith("loaded.txt:5999:5: warning: WL01")
    assert lines[3000].startswith("1 file checked: 0 errors, 3000 warnings")


def test_nothing_is_left_to_be_collected(check: Out) -> None:
    """The program collects no garbage: what it makes of a file holds no cycle."""
    for number in range(12):
        Path(f"{number}.md").write_text(
            f"# Pier {number}\n\n{REGIME}\n“It is shut,” said Ann Marsh. The “junta” met.\n"
        )
    check("0.md")
    gc.collect()
    gc.disable()
    try:
        check("0.md")
        of_one = gc.collect()
        check(*(f"{number}.md" for number in range(12)))
        assert gc.collect() <= of_one
    finally:
        gc.enable()


def test_standard_input_under_a_name_that_is_left_out(check: Out) -> None:
    Path(".gitignore").write_text("c.txt\n")
    named = "-", "--stdin-filename"
    for name in ("drafts/a.md", "c.txt"):
        assert check(*named, name, "--exclude", "drafts/", stdin=REGIME.encode())[0] == 1
        status, out, err = check(*named, name, "--exclude", "drafts/", "--force-exclude", stdin=REGIME.encode())
        assert (status, out, err) == (0, "0 files checked: 0 errors, 0 warnings, 0 info\n", "")
    assert check(*named, "a.md", "--exclude", "drafts/", "--force-exclude", stdin=REGIME.encode())[0] == 1


def test_settings_of_the_run_are_those_that_all_paths_share(check: Out) -> None:
    Path("site").mkdir()
    Path("other").mkdir()
    for folder in ("site", "other"):
        Path(folder, "a.md").write_text(REGIME)
    Path("site/framing.toml").write_text('fail-level = "error"\noutput-format = "concise"\n')
    status, out, _ = check("site")
    assert status == 0
    assert out.startswith("site/a.md:1:5: warning: WL01")
    assert check("site", "other")[0] == 1
    Path("framing.toml").write_text("")
    assert check("site")[0] == 1


def test_nothing_to_check_is_told(check: Out) -> None:
    Path("empty").mkdir()
    status, out, err = check("empty")
    assert (status, out) == (0, "0 files checked: 0 errors, 0 warnings, 0 info\n")
    assert err == "framing: no file to check in empty (see: framing check --show-files)\n"
    assert check("empty", "-q")[2] == ""


@pytest.mark.parametrize(("closed", "name", "expected"), [(">&-", "a.txt", 1), (">&-", "b.txt", 0), ("<&-", "-", 2)])
def test_a_stream_that_is_closed(closed: str, name: str, expected: int, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REGIME)
    (tmp_path / "b.txt").write_text("It met.\n")
    shell = f'"{sys.executable}" -m framing check {name} --isolated {closed}'
    done = subprocess.run(["bash", "-c", shell], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == expected
    assert done.stderr == ("framing: -: standard input is closed\n" if name == "-" else "")


def test_findings_for_standard_output_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REGIME)
    check = f'"{sys.executable}" -m framing check a.txt --isolated -q --output-format concise -o /dev/stdout'
    shell = f"(echo head; {check}; echo tail) > log; {check} | cat > piped"
    subprocess.run(["bash", "-c", shell], cwd=tmp_path, timeout=60, check=True)
    finding = (tmp_path / "piped").read_text()
    assert finding.startswith("a.txt:1:5: warning: WL01")
    assert (tmp_path / "log").read_text() == f"head\n{finding}tail\n"


@pytest.mark.parametrize("option", ["--output-format=concise", "--show-files"])
def test_a_full_disk_is_trouble(option: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REGIME)
    command = [sys.executable, "-m", "framing", "check", "a.txt", "--isolated", option]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (2, "framing: standard output: no space left on device\n")
