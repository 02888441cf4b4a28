"""The format "github": commands that GitHub's runner reads back as they were meant, and no others."""

from __future__ import annotations

import re

from framing.check.diagnostic import Outcome, Unchecked
from framing.check.outputs.cells import visible
from framing.check.outputs.github_summary import LARGEST, summary
from framing.check.outputs.style import Style
from tests.check.outputs.samples import EVIL, EVIL_PATH, HOSTILE, IGNORED, ORCS, ORDINARY, REGIME, flagged, printed

COMMAND = re.compile(r"::([a-z]+)(?: ([^:]*))?::(.*)")


def command(line: str) -> tuple[str, dict[str, str], str] | None:
    """A line as GitHub's runner reads it: kind, properties, message; None where it is plain text."""
    match = COMMAND.fullmatch(line.lstrip())
    if not match:
        return None
    pairs = (pair.split("=", 1) for pair in (match[2] or "").split(",") if pair)
    return match[1], {key: unescaped(value) for key, value in pairs}, unescaped(match[3])


def unescaped(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def read(outcome: Outcome, style: Style | None = None) -> tuple[list[tuple[str, dict[str, str], str]], list[str]]:
    """The commands of an output, and its plain lines."""
    lines = printed("github", outcome, style).splitlines()
    commands = [found for line in lines if (found := command(line))]
    return commands, [line for line in lines if not command(line)]


def test_each_finding_is_an_annotation_the_most_severe_first() -> None:
    commands, plain = read(ORDINARY, Style(rule_command="framing rule --lexicon ours"))
    assert [(kind, properties) for kind, properties, _ in commands] == [
        ("error", {"file": "news/x.md", "title": "not checked"}),
        ("error", {"file": "news/plan.md", "line": "2", "endLine": "3", "title": "WL03 dehumanising"}),
        (
            "warning",
            {
                "file": "news/bridge.md",
                "line": "1",
                "endLine": "1",
                "col": "5",
                "endColumn": "17",
                "title": "WL01 government-label",
            },
        ),
        (
            "warning",
            {
                "file": "news/gate.md",
                "line": "1",
                "endLine": "1",
                "col": "19",
                "endColumn": "48",
                "title": "CK02 unused-suppression",
            },
        ),
        (
            "notice",
            {
                "file": "news/plan.md",
                "line": "1",
                "endLine": "1",
                "col": "5",
                "endColumn": "14",
                "title": "WL14 doubt-marker",
            },
        ),
    ]
    assert commands[0][2] == "no text"
    assert commands[2][2].splitlines() == [
        "“Salim regime” is delegitimising in own voice",
        f"Why: {REGIME.rule.why}",
        "Instead: the government; the ministry",
        "More: framing rule --lexicon ours WL01",
    ]
    assert plain[0] == "6 files checked: 1 error, 2 warnings, 1 info"


def test_ten_of_each_severity_are_annotated_and_the_rest_is_listed() -> None:
    found = [REGIME._replace(line=number, end_line=number) for number in range(1, 14)]
    found += [ORCS._replace(path=f"news/{number}.md") for number in range(11)]
    commands, plain = read(Outcome(tuple(found), 20))
    assert [kind for kind, _, _ in commands] == ["error"] * 10 + ["warning"] * 10 + ["group", "endgroup"]
    lines = printed("github", Outcome(tuple(found), 20)).splitlines()
    group = lines[lines.index("::group::4 more") + 1 : lines.index("::endgroup::")]
    assert group == [
        "news/10.md:2:3: error: WL03 “the orcs back” is dehumanising in own voice",
        *(f"news/bridge.md:{n}:5: warning: WL01 “Salim regime” is delegitimising in own voice" for n in (11, 12, 13)),
    ]
    assert plain[-1] == "4 of 24 are not annotated but listed above: GitHub keeps 10 of each severity a step"
    annotated = [properties["file"] + properties["line"] for _, properties, _ in commands[:20]]
    assert len({*annotated, *group}) == len(found)  # nothing is lost


def test_many_unreadable_files_are_not_lost_either() -> None:
    errors = tuple(Unchecked(f"news/{number:02}.md", "no text") for number in range(12))
    lines = printed("github", Outcome((ORCS,), 0, errors)).splitlines()
    assert sum(line.startswith("::error file=") for line in lines) == 10
    group = lines[lines.index("::group::3 more") + 1 : lines.index("::endgroup::")]
    assert group[:2] == [f"news/{n}.md: error: not checked: no text" for n in (10, 11)]
    assert group[2].startswith("news/plan.md:2:3: error: WL03")


def test_quiet_leaves_the_counts_out_and_colour_is_for_terminals() -> None:
    assert read(ORDINARY, Style(quiet=True, colour=True)) == (read(ORDINARY)[0], [])


def test_suppressed_ones_are_no_annotations() -> None:
    outcome = Outcome((IGNORED,), 1)
    assert read(outcome)[0] == []
    commands, plain = read(outcome, Style(show_suppressed=True))
    assert [kind for kind, _, _ in commands] == ["group", "endgroup"]
    assert plain[0].endswith("(suppressed inline: its own name)")


def test_hostile_text_comes_back_as_it_was_and_gives_no_command() -> None:
    commands, plain = read(HOSTILE, Style(show_suppressed=True))
    kinds = [kind for kind, _, _ in commands]
    assert kinds == ["error", *["warning"] * 10, "group", "endgroup", "group", "endgroup"]
    _, properties, message = commands[1]
    assert properties["file"] == visible(EVIL_PATH, kept="\n")
    assert message.startswith(visible(EVIL, kept="\r\n"))
    assert commands[0][2] == visible(EVIL, kept="\r\n")
    assert commands[2][1]["file"] == "::error::x.md"
    for line in plain:
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
        assert all(one.isprintable() for one in line)
    assert plain[0].startswith("./::error::x.md:1:5: warning: WL01 a\\x00")


def test_the_summary_is_a_table_of_all() -> None:
    assert summary(ORDINARY) == (
        "### Framing\n"
        "\n"
        "6 files checked: 1 error, 2 warnings, 1 info\n"
        "\n"
        "2 suppressed\n"
        "\n"
        "1 file could not be checked:\n"
        "\n"
        "- news/x.md: no text\n"
        "\n"
        "| rule | name | count | voices |\n"
        "|---|---|--:|---|\n"
        "| CK02 | unused-suppression | 1 |  |\n"
        "| WL01 | government-label | 1 | own 1 |\n"
        "| WL03 | dehumanising | 1 | own 1 |\n"
        "| WL14 | doubt-marker | 1 | scare 1 |\n"
        "\n"
        "| place | severity | rule | finding |\n"
        "|---|---|---|---|\n"
        "| news/plan.md&#58;2&#58;3 | error | WL03 | “the orcs back” is dehumanising in own voice |\n"
        "| news/bridge.md&#58;1&#58;5 | warning | WL01 | “Salim regime” is delegitimising in own voice |\n"
        "| news/gate.md&#58;1&#58;19 | warning | CK02 | nothing is silenced by this comment |\n"
        "| news/plan.md&#58;1&#58;5 | info | WL14 | “so-called” is doubt in own voice |\n"
    )
    assert summary(Outcome((), 2)) == "### Framing\n\n2 files checked: 0 errors, 0 warnings, 0 info\n"


def test_hostile_text_is_no_markup_in_the_summary() -> None:
    text = summary(HOSTILE)
    assert text.encode("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "WL01" in line]
    assert len(rows) == 14  # one of the rule, thirteen of the findings
    for row in rows:
        assert row.count("|") == 5
    told = text.replace("| ", "").replace(" |", "").replace("|---", "").replace("### ", "")
    assert not set("<>`*_[]~@\\$\x1b") & set(told)


def test_a_very_long_summary_is_cut_and_says_so() -> None:
    long = flagged("The Salim regime met.", "Salim regime", message="x" * 1_000)
    text = summary(Outcome((long,) * 1_000, 1))
    rows = sum("xxx" in line for line in text.splitlines())
    assert len(text.encode("utf-8")) < LARGEST + 2_000
    assert text.endswith(f"\n{1_000 - rows} more are in the log of the run.\n")
    assert rows > 400
