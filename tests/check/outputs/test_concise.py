"""The format "concise" and the counts at the end of the formats for people."""

from __future__ import annotations

import pytest

from framing.check.diagnostic import Outcome
from framing.check.outputs.style import Style
from tests.check.outputs.samples import BASELINED, CALLED, HOSTILE, IGNORED, ORDINARY, REGIME, flagged, printed


def test_all_of_it() -> None:
    assert printed("concise", ORDINARY) == (
        "news/bridge.md:1:5: warning: WL01 “Salim regime” is delegitimising in own voice\n"
        "news/gate.md:1:19: warning: CK02 nothing is silenced by this comment\n"
        "news/plan.md:1:5: info: WL14 “so-called” is doubt in own voice\n"
        "news/plan.md:2:3: error: WL03 “the orcs back” is dehumanising in own voice\n"
        "6 files checked: 1 error, 2 warnings, 1 info\n"
        "by rule: CK02 1, WL01 1, WL03 1, WL14 1\n"
        "by voice: own 2, scare 1\n"
        "1 suppressed inline, 1 in the baseline\n"
        "1 file could not be checked\n"
    )


def test_suppressed_ones_are_listed_where_asked_for_but_counted_apart() -> None:
    outcome = Outcome((BASELINED, IGNORED), 1)
    assert printed("concise", outcome, Style(show_suppressed=True)) == (
        "news/old.md:1:9: warning: WL01 “Salim regime” is delegitimising in own voice (in the baseline)\n"
        "news/old.md:1:5: warning: WL01 “Salim regime” is delegitimising in own voice "
        "(suppressed inline: its own name)\n"
        "1 file checked: 0 errors, 0 warnings, 0 info\n"
        "1 suppressed inline, 1 in the baseline\n"
    )


@pytest.mark.parametrize(
    ("outcome", "line"),
    [
        (Outcome((), 0), "0 files checked: 0 errors, 0 warnings, 0 info"),
        (Outcome((), 1), "1 file checked: 0 errors, 0 warnings, 0 info"),
        (Outcome((), 2), "2 files checked: 0 errors, 0 warnings, 0 info"),
    ],
)
def test_nothing_found_is_one_line(outcome: Outcome, line: str) -> None:
    for name in ("concise", "full"):
        assert printed(name, outcome, Style(statistics=True)) == f"{line}\n"


def test_one_kind_of_suppression_is_told_alone() -> None:
    assert printed("concise", Outcome((BASELINED, BASELINED), 1)).splitlines()[1:] == ["2 in the baseline"]
    assert printed("concise", Outcome((IGNORED,), 1)).splitlines()[1:] == ["1 suppressed inline"]


def test_the_table_by_rule() -> None:
    quoted = REGIME._replace(voice="attributed")
    outcome = Outcome((CALLED, REGIME, quoted, REGIME, flagged("“It", "“", "CK01")), 1)
    lines = printed("concise", outcome, Style(statistics=True)).splitlines()
    assert lines[5:] == [
        "count  rule  name                     voices",
        "    3  WL01  government-label         own 2, attributed 1",
        "    1  CK01  unpaired-quotation-mark",
        "    1  WL14  doubt-marker             scare 1",
        "",
        "1 file checked: 0 errors, 3 warnings, 2 info",
        "by rule: WL01 3, CK01 1, WL14 1",
        "by voice: own 2, scare 1, attributed 1",
    ]


def test_each_finding_is_one_harmless_line() -> None:
    text = printed("concise", HOSTILE, Style(show_suppressed=True, statistics=True))
    assert all(one.isprintable() or one == "\n" for one in text)
    assert sum(line.startswith(("news/%", "::error::x.md:1:5: ")) for line in text.splitlines()) == 14
