"""Settings: which file counts, how layers lie on each other, and what a wrong one is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.check import schema
from framing.check.configuration import ConfigError, Configuration, Given
from framing.check.settings import BY_NAME, KEYS
from framing.cli import main

Files = Callable[[dict[str, str]], Path]
REGIME = "The Assad regime met.\n"
"""WL01, a warning."""
CLAIMED = "Ann Marsh claimed that the dam was safe.\n"
"""WL10, info."""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """Writes files into a folder of its own, which becomes the working folder."""
    monkeypatch.chdir(tmp_path)

    def of(texts: dict[str, str]) -> Path:
        for name, text in texts.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return of


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, list[str], str]]:
    """Runs the command: its status, the places and rules of what it found, and what it said on standard error."""

    def of(*options: str) -> tuple[int, list[str], str]:
        status = main(["check", "--output-format", "jsonl", *options])
        out, err = capsys.readouterr()
        records = [json.loads(line) for line in out.splitlines()]
        return status, [f"{r['path']}:{r['line']} {r['rule']} {r['severity']}" for r in records if "rule" in r], err

    return of


Check = Callable[..., tuple[int, list[str], str]]


def test_the_nearest_file_counts_for_each_file(files: Files, check: Check) -> None:
    files(
        {
            "framing.toml": 'severity.WL01 = "error"\n',
            "a.txt": REGIME,
            "news/pyproject.toml": '[project]\nname = "x"\n[tool.framing]\nignore = ["WL01"]\n',
            "news/a.txt": REGIME + CLAIMED,
            "news/deep/b.txt": REGIME,
            "other/pyproject.toml": '[project]\nname = "no settings of ours"\n',
            "other/c.txt": REGIME,
        }
    )
    assert check() == (
        1,
        ["a.txt:1 WL01 error", "news/a.txt:2 WL10 info", "other/c.txt:1 WL01 error"],
        "",
    )
    assert check("--isolated")[1][:2] == ["a.txt:1 WL01 warning", "news/a.txt:1 WL01 warning"]


def test_layers_lie_on_each_other(files: Files, check: Check) -> None:
    files(
        {
            "base/framing.toml": 'ignore = ["WL10"]\n[severity]\nWL01 = "info"\nWL04 = "error"\n',
            "news/framing.toml": 'extend = "../base/framing.toml"\n[severity]\nWL01 = "error"\n',
            "news/a.txt": REGIME + CLAIMED + "The special military operation went on.\n",
        }
    )
    assert check("news")[1] == ["news/a.txt:1 WL01 error", "news/a.txt:3 WL04 error"]
    assert check("news", "--config", 'severity.WL01="info"')[1][0] == "news/a.txt:1 WL01 info"
    assert check("news", "--config", "base/framing.toml")[1] == ["news/a.txt:1 WL01 info", "news/a.txt:3 WL04 error"]
    assert check("news", "--extend-select", "reporting-verb")[1][1] == "news/a.txt:2 WL10 info"
    assert check("news", "--select", "WL04")[1] == ["news/a.txt:3 WL04 error"]
    assert check("news", "--select", "WL0", "--ignore", "WL04")[1] == ["news/a.txt:1 WL01 error"]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ('select = ["WL"]\nignore = ["WL01"]', ["WL10"]),
        ('ignore = ["WL"]\nextend-select = ["WL10"]', ["WL10"]),
        ('select = ["WL1"]', ["WL10"]),
        ('select = ["government-label"]', ["WL01"]),
        ('ignore = ["WL01: regime"]', ["WL10"]),
        ('ignore = ["WL01: junta"]', ["WL01", "WL10"]),
        ('ignore = ["ALL"]', []),
    ],
)
def test_the_most_exact_selector_counts(selection: str, expected: list[str], files: Files, check: Check) -> None:
    files({"framing.toml": selection, "a.txt": REGIME + CLAIMED})
    assert [line.split()[1] for line in check("a.txt")[1]] == expected


def test_a_rule_that_is_ignored_hides_no_other(files: Files, check: Check) -> None:
    """“Kiev regime” is one finding; without its rule, the name in it is one of the rule of names."""
    files({"a.txt": "The Kiev regime met.\n"})
    assert check("a.txt")[1] == ["a.txt:1 WL01 warning"]
    assert check("a.txt", "--ignore", "WL01")[1] == ["a.txt:1 WL20 info"]


def test_files_have_rules_of_their_own(files: Files, check: Check) -> None:
    files(
        {
            "framing.toml": '[per-file-ignores]\n"opinion/**" = ["WL01"]\n"*.md" = ["WL10"]\n',
            "a.md": REGIME + "\n" + CLAIMED,
            "opinion/b.txt": REGIME + CLAIMED,
        }
    )
    assert check()[1] == ["a.md:1 WL01 warning", "opinion/b.txt:2 WL10 info"]


SPOKEN = "“The Assad regime will fall,” said Ann Marsh. Ann Marsh said that the Assad regime would fall. It fell.\n"


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        ("", ["info"]),
        ('[voices]\nattributed = "flag"', ["warning"]),
        ('[voices]\nattributed = "silent"', []),
        ('[voices]\nquoted = "flag"', ["warning", "info"]),
        ('[voices.WL01]\nattributed = "silent"', []),
        ('[voices.WL10]\nattributed = "silent"', ["info"]),
        ('[voices]\nattributed = "silent"\n[voices.government-label]\nattributed = "flag"', ["warning"]),
    ],
)
def test_a_policy_for_each_voice(voices: str, expected: list[str], files: Files, check: Check) -> None:
    files({"framing.toml": voices, "a.txt": SPOKEN})
    found = check("a.txt", "--select", "WL01")[1]
    assert [line.split()[2] for line in found] == expected


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("", ["3 warning"]),
        ('headlines = "silent"', ["3 warning"]),
        ('headlines = "flag"', ["1 warning", "3 warning"]),
        ('headlines = "lower"', ["3 warning"]),
        ('block-quotes = "flag"', ["3 warning", "5 warning"]),
    ],
)
def test_a_switch_for_headlines_and_block_quotations(
    setting: str, expected: list[str], files: Files, check: Check
) -> None:
    text = "# “The Assad regime will fall,” says Ann Marsh\n\nThe Assad regime met.\n\n> The Assad regime has to go.\n"
    files({"framing.toml": setting, "a.md": text})
    assert [re.sub(r".*:(\d+) \w+", r"\1", line) for line in check("a.md")[1] if "WL01" in line] == expected


def test_a_headline_in_own_voice_has_the_switch_too(files: Files, check: Check) -> None:
    files({"a.md": "# Assad regime meets\n\nIt met.\n"})
    for value, expected in (("voice", ["warning"]), ("lower", ["info"]), ("silent", []), ("flag", ["warning"])):
        found = check("a.md", "--config", f'headlines="{value}"', "--select", "WL01")[1]
        assert [line.split()[2] for line in found] == expected, value


def test_front_matter_is_read_where_it_is_asked_for(files: Files, check: Check) -> None:
    files({"a.md": '---\ntitle: "The Assad regime"\ntags: Assad regime\n---\n\nIt met.\n'})
    assert check("a.md")[1] == []
    assert check("a.md", "--config", 'front-matter=["title"]')[1] == ["a.md:2 WL01 warning"]


@pytest.mark.parametrize(
    ("front", "lines"),
    [
        ("title: The Assad regime # a note", [2]),
        ("title: >-\n  The Assad\n  regime met\nother: The Assad regime", [3]),
        ("title: |\n\n  It met.\n  The Assad regime\n", [5]),
        ("tags:\n  - ferry\n  - Assad regime\n- no item", [4]),
        ("tags:\n- 'Assad regime'\n- Assad regime # a note\nother: Assad regime", [3, 4]),
        ("seo:\n  title: Assad regime\n", [3]),
        ("title:\n  sub: Assad regime\n", []),
    ],
)
def test_values_of_front_matter_on_several_lines(front: str, lines: list[int], files: Files, check: Check) -> None:
    files({"a.md": f"---\n{front}\n---\n\nIt met.\n"})
    found = check("a.md", "--config", 'front-matter=["title", "tags"]')[1]
    assert found == [f"a.md:{line} WL01 warning" for line in lines]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('selct = ["WL01"]', "framing.toml:1: selct: there is no such setting; did you mean “select”?"),
        ("\n\nmood = 1", "framing.toml:3: mood: there is no such setting; choose extend, lexicon, select"),
        ('select = "WL01"', 'framing.toml:1: select: must be a list of texts; write it like select = ["…"]'),
        ("select = [1]", "framing.toml:1: select: must be a list of texts"),
        ('force-exclude = "yes"', "framing.toml:1: force-exclude: must be true or false, without quotation marks"),
        ('fail-level = "warnin"', "framing.toml:1: fail-level: “warnin” is not known; did you mean “warning”?"),
        ('[severity]\n\nWL01 = "fatal"', "framing.toml:3: severity.WL01: “fatal” is not known; choose info, warning"),
        ('severity = "error"', "framing.toml:1: severity: must be a table; write [severity] and its lines below"),
        ('[voices]\nquotd = "flag"', "framing.toml:2: voices.quotd: there is no such voice; did you mean “quoted”?"),
        ('[voices]\nquoted = "off"', "framing.toml:2: voices.quoted: “off” is not known; choose flag, lower, silent"),
        (
            '[voices.WL01]\nquotd = "flag"',
            "framing.toml:2: voices.WL01.quotd: there is no such voice; did you mean “quoted”?",
        ),
        ('ignore = ["WLO1"]', "framing.toml:1: ignore: there is no rule “WLO1”; did you mean “WL01”?"),
        ('ignore = ["WL01: juntta"]', "framing.toml:1: ignore: WL01 has no term “juntta”; see `framing rule WL01`"),
        ('[severity]\nXX99 = "error"', "there is no rule “XX99”; `framing rule` lists all of them"),
        ('extend = "none.toml"', "framing.toml:1: extend: there is no file “none.toml”; name one relative to this"),
        ('extend = "framing.toml"', "framing.toml:1: extend: the file extends itself; take one extend away"),
        ("select = [", "framing.toml:1: not TOML: Invalid value; repair that line"),
        ('\nlexicon = [\n"none"]', "framing.toml:2: lexicon: “none” is no folder; name one that holds rule files"),
    ],
)
def test_a_wrong_setting_is_told_with_its_place_and_remedy(text: str, message: str, files: Files, check: Check) -> None:
    files({"framing.toml": text, "a.txt": REGIME})
    status, found, err = check("a.txt")
    assert (status, found) == (2, [])
    assert message in err
    assert err.count("\n") == 1


def test_wrong_settings_on_the_command_line(files: Files, check: Check) -> None:
    files({"a.txt": REGIME})
    assert check("a.txt", "--select", "WLO1")[2] == (
        "framing: --select: there is no rule “WLO1”; did you mean “WL01”?\n"
    )
    assert (
        "--config 'selct=1': selct: there is no such setting; did you mean “select”?"
        in check("a.txt", "--config", "selct=1")[2]
    )
    assert check("a.txt", "--config", "gone.toml")[2] == (
        "framing: gone.toml: cannot be read: no such file or directory; check the path\n"
    )


def test_the_settings_in_force_are_shown_with_their_origin(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    files({"framing.toml": '\nignore = ["WL10"]\n[voices.WL14]\nscare = "silent"\n', "a.txt": REGIME})
    assert main(["check", "a.txt", "--show-settings", "--fail-level", "error"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "# settings for a.txt: framing.toml"
    assert 'ignore = ["WL10"]  # framing.toml:2' in lines
    assert 'fail-level = "error"  # --fail-level' in lines
    assert 'select = ["ALL"]  # default' in lines
    assert any('WL14 = {scare = "silent"}}  # framing.toml:3' in line for line in lines)


def test_what_adds_up_is_shown_with_all_its_origins(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    files(
        {
            "framing.toml": 'ignore = ["WL10"]\nexclude = ["drafts/"]\nselect = ["ALL"]\n',
            "desk/framing.toml": 'extend = "../framing.toml"\nselect = ["WL"]\n'
            'ignore = ["WL13"]\nextend-exclude = ["a/"]\n',
        }
    )
    assert main(["check", "desk", "--show-settings"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert 'select = ["WL"]  # desk/framing.toml:2' in lines
    assert 'ignore = ["WL10", "WL13"]  # framing.toml:1, desk/framing.toml:3' in lines
    assert 'exclude = ["drafts/", "a/"]  # framing.toml:2, desk/framing.toml:4' in lines


def test_the_schema_knows_the_same_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--show-schema"]) == 0
    shown = capsys.readouterr().out
    assert shown == schema.text() == schema.FILE.read_text("utf-8")
    assert list(json.loads(shown)["properties"]) == [key.name for key in KEYS] == list(BY_NAME)


def test_settings_are_read_once(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    root = files({"framing.toml": "", **{f"{n}/a.txt": REGIME for n in range(5)}})
    configuration = Configuration(Given())
    first = [configuration.settings(Path(f"{n}/a.txt")) for n in range(5)]
    (root / "framing.toml").write_text("broken = [")
    assert all(configuration.settings(Path(f"{n}/a.txt")) is one for n, one in enumerate(first))
    with pytest.raises(ConfigError):
        Configuration(Given()).settings(Path("0/a.txt"))
