"""The format "full": the lines, carets right under what is meant, and the advice."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.check.diagnostic import Diagnostic, Outcome
from framing.check.outputs.cells import Cell, cells
from framing.check.outputs.excerpt import excerpt
from framing.check.outputs.style import Style
from tests.check.outputs.samples import CALLED, HOSTILE, ORCS, ORDINARY, REGIME, UNUSED_COMMENT, flagged, printed

EXPECTED = """\
news/bridge.md:1:5: warning: WL01 “Salim regime” is delegitimising in own voice
  |
1 | The Salim regime met.
  |     ^^^^^^^^^^^^
  |
  = why: The label passes a judgement on legitimacy in the place of a name, so the reader takes the judgement in with \
the news and cannot weigh it.
  = instead: the government; the ministry
  = more: framing rule --lexicon ours WL01

news/gate.md:1:19: warning: CK02 nothing is silenced by this comment
  |
1 | The gate is shut. <!-- framing: ignore WL01 -->
  |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = why: The wording has changed, or the comment stands in the wrong place; left there it would hide the next finding.
  = instead: Take the comment, or the code that is named, away.
  = more: framing rule --lexicon ours CK02

news/plan.md:1:5: info: WL14 “so-called” is doubt in own voice
  |
1 | The so-called plan.
  |     ^^^^^^^^^
  |
  = why: It hints that a thing is not what it is called, without saying so or why; set beside one side's terms only, \
it leans.
  = instead: the government; the ministry
  = more: framing rule --lexicon ours WL14

news/plan.md:2:3: error: WL03 “the orcs back” is dehumanising in own voice
  |
2 |   the orcs
  |   ^^^^^^^^
3 | back.
  | ^^^^
  |
  = why: Denying people their humanity lowers the bar for harm done to them, and it tells the reader nothing that a \
plain word does not.
  = instead: the government; the ministry
  = more: framing rule --lexicon ours WL03

6 files checked: 1 error, 2 warnings, 1 info
by rule: CK02 1, WL01 1, WL03 1, WL14 1
by voice: own 2, scare 1
1 suppressed inline, 1 in the baseline
1 file could not be checked
"""


def test_all_of_it() -> None:
    assert printed("full", ORDINARY, Style(rule_command="framing rule --lexicon ours")) == EXPECTED


def test_wordings_that_the_message_names_are_not_told_twice() -> None:
    told = REGIME._replace(message="contested label; instead: the government, the ministry")
    lines = printed("full", Outcome((told,), 1)).splitlines()
    assert lines[6] == "  = instead: Name the body that acted: the government, the ministry, the president's office."
    part = told._replace(suggestions=("the government", "the cabinet"))
    assert printed("full", Outcome((part,), 1)).splitlines()[6] == "  = instead: the government; the cabinet"


def test_colours_change_nothing_else() -> None:
    plain = printed("full", ORDINARY)
    coloured = printed("full", ORDINARY, Style(colour=True))
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert "\x1b" not in plain


def test_no_text_of_a_file_reaches_the_terminal_as_a_command() -> None:
    text = printed("full", HOSTILE, Style(show_suppressed=True))
    assert all(one.isprintable() or one == "\n" for one in text)
    assert "\\x1b[31m" in text
    assert "\\u202e" in text


def shown_and_marked(one: Diagnostic, width: int = 100) -> list[tuple[str, str]]:
    """The lines of an excerpt as printed, each with the carets under it; without the frame."""
    lines = list(excerpt(one, Style(width=width)))
    assert lines[0] == lines[-1]
    assert lines[0].strip() == "|"
    assert all(line.index("|") == lines[0].index("|") for line in lines)
    pairs: list[tuple[str, str]] = []
    for line in lines[1:-1]:
        number, rest = line[: line.index("|")].strip(), line[line.index("|") + 2 :]
        if number:
            assert int(number) == one.line + len(pairs)
            pairs.append((rest, ""))
        else:
            pairs[-1] = (pairs[-1][0], rest)
    return pairs


def test_a_span_of_three_lines_marks_each() -> None:
    text = "One.\n- They called the orcs  \n\n\tof the hill back.\n"
    one = flagged(text, "the orcs  \n\n\tof the hill")
    assert shown_and_marked(one) == [
        ("- They called the orcs", "              ^^^^^^^^"),
        ("", ""),
        ("    of the hill back.", "    ^^^^^^^^^^^"),
    ]


def test_a_place_between_two_characters_gets_one_caret() -> None:
    one = flagged("He said “it", "“")
    start = one.span.start
    empty = one._replace(span=one.span._replace(end=start), end_column=one.column)
    assert shown_and_marked(empty) == [("He said “it", "        ^")]
    behind = empty._replace(column=12, end_column=12)
    assert shown_and_marked(behind) == [("He said “it", "           ^")]


def test_places_outside_the_lines_do_no_harm() -> None:
    one = flagged("He said so.", "so")
    assert shown_and_marked(one._replace(column=40, end_column=90)) == [("He said so.", "")]
    assert shown_and_marked(one._replace(column=4_000, end_column=9_000)) == [("He said so.", "")]
    assert list(excerpt(one._replace(lines=()), Style())) == []


def test_line_numbers_stand_in_one_column() -> None:
    text = "\n" * 8 + "They called the\norcs back."
    assert list(excerpt(flagged(text, "the\norcs"), Style())) == [
        "   |",
        " 9 | They called the",
        "   |             ^^^",
        "10 | orcs back.",
        "   | ^^^^",
        "   |",
    ]


def test_a_long_line_is_cut_to_a_window() -> None:
    before, after = "The bridge is shut. " * 40, " The gate is open." * 40
    one = flagged(f"{before}The Salim regime met.{after}", "Salim regime")
    ((shown, carets),) = shown_and_marked(one, 60)
    assert len(shown) == 60 - len("1 | ")
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown[carets.index("^") : len(carets)] == "Salim regime"
    at = carets.index("^")
    assert abs(at - (len(shown) - at - len("Salim regime"))) <= 2  # in the middle


def test_a_window_at_either_end_of_a_line() -> None:
    filler = " The gate is open." * 40
    ((shown, carets),) = shown_and_marked(flagged(f"Salim regime{filler}", "Salim regime"), 60)
    assert (shown[:14], shown[-1], carets) == ("Salim regime T", "…", "^" * 12)
    ((shown, carets),) = shown_and_marked(flagged(f"{filler} Salim regime", "Salim regime"), 60)
    assert shown[0] == "…"
    assert shown.endswith(" Salim regime")
    assert carets == f"{'^' * 12:>{len(shown)}}"


def test_a_long_span_is_marked_as_far_as_it_is_shown() -> None:
    ((shown, carets),) = shown_and_marked(flagged("x" * 30 + "y" * 500 + "x" * 30, "y" * 500), 60)
    assert shown == f"…{'y' * 54}…"
    assert carets == f" {'^' * 54}"


def test_a_narrow_terminal_still_shows_the_span() -> None:
    one = flagged("x " * 100 + "Salim regime" + " x" * 100, "Salim regime")
    ((shown, carets),) = shown_and_marked(one, 1)
    assert shown[carets.index("^") : len(carets)] == "Salim regime"


PIECES = {
    "a": ("a", 1), "é": ("é", 1), "e\u0301": ("e\u0301", 1), "漢": ("漢", 2), "😀": ("😀", 2),
    "👨\u200d👩\u200d👧": ("👨\u200d👩\u200d👧", 2), "❤\ufe0f": ("❤\ufe0f", 2), "\t": ("    ", 4), "\x1b": ("\\x1b", 4),
    "👋🏽": ("👋🏽", 2), "\u202e": ("\\u202e", 6), "…": ("…", 1), "한": ("한", 2), "\u00a0": ("\u00a0", 1),
}  # fmt: skip
"""Pieces of text with what is shown for them and how wide that is: a table of its own, not the code's."""
SHOWN = re.compile("|".join(sorted((re.escape(shown) for shown, _ in PIECES.values()), key=len, reverse=True)))
WIDTH = dict(PIECES.values())
WORDS = st.lists(st.sampled_from(sorted(PIECES)), min_size=0, max_size=80)


@settings(max_examples=300, deadline=None)
@given(before=WORDS, inside=WORDS, after=WORDS, width=st.integers(30, 120))
def test_carets_stand_under_the_span(before: list[str], inside: list[str], after: list[str], width: int) -> None:
    marked = ["S", *inside[:12], "E"]
    text = "".join((*before, *marked, *after))
    one = flagged(text, "".join(marked))
    ((shown, carets),) = shown_and_marked(one, width)
    start, at, under = carets.index("^"), 0, []
    for piece in re.findall(f"{SHOWN.pattern}|S|E", shown):
        piece_width = WIDTH.get(piece, 1)
        if start <= at < len(carets):
            assert at + piece_width <= len(carets), "a caret under half of a character"
            under.append(piece)
        at += piece_width
    assert at <= width - len("1 | "), "the line is too wide"
    whole = [PIECES[piece][0] if piece in PIECES else piece for piece in marked]
    room = max(24, width - 4) - 2
    if sum(WIDTH.get(piece, 1) for piece in whole) <= room:
        assert under == whole
    else:
        assert under == whole[: len(under)]
        assert under


def test_a_window_does_not_begin_with_a_mark_that_has_lost_its_letter() -> None:
    for letters in range(200, 203):
        one = flagged("e\u0301" * letters + "S", "S")
        ((shown, carets),) = shown_and_marked(one, 40)
        assert shown.startswith("…e\u0301e")
        assert len(carets) == 1 + shown.count("e") + 1


def test_only_the_surroundings_of_a_span_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that many findings on one very long line take time in proportion."""
    looked: list[int] = []

    def counting(part: str) -> list[Cell]:
        looked.append(len(part))
        return cells(part)

    monkeypatch.setattr("framing.check.outputs.excerpt.cells", counting)
    one = flagged("The gate is shut. " * 9_000 + "The Salim regime met. " + "It is open. " * 9_000, "Salim regime")
    ((shown, carets),) = shown_and_marked(one)
    assert shown[carets.index("^") : len(carets)] == "Salim regime"
    assert 0 < sum(looked) < 1_000
    ((_, carets),) = shown_and_marked(flagged("x" * 90_000, "x" * 90_000))
    assert set(carets) == {"^"}
    assert sum(looked) < 2_000


def test_an_ordinary_outcome_has_no_colour_of_its_own() -> None:
    for one in (REGIME, UNUSED_COMMENT, CALLED, ORCS):
        assert "\x1b" not in printed("full", Outcome((one,), 1))
