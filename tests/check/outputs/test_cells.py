"""What a terminal shows for a line: nothing in it acts on the terminal, and its width is known."""

from __future__ import annotations

import pytest

from framing.check.outputs.cells import cells, columns, visible


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("regime", 6),
        ("", 0),
        ("漢字", 4),
        ("カﾞ", 3),  # a full-width and a half-width letter
        ("ｗ", 2),
        ("한국", 4),
        ("\u1112\u1161\u11ab", 2),  # one syllable of three letters
        ("é", 1),
        ("e\u0301", 1),
        ("a\u200cb", 2),
        ("क्\u200dष", 2),  # a joiner between letters joins no emoji
        ("\u00a0\u2009", 2),
        ("\u3000", 2),
        ("😀", 2),
        ("👨\u200d👩\u200d👧", 2),
        ("🧑\u200d⚕\ufe0f", 2),
        ("❤\ufe0f", 2),
        ("❤", 1),
        ("🏳\ufe0f\u200d🌈", 2),
        ("👋🏽", 2),
        ("☝🏽", 2),
        ("🇵🇪", 2),
        ("1\ufe0f\u20e3", 2),
        ("ℹ\ufe0f", 2),
        ("x\ufe0f", 1),
        ("👨\u200d👩😀", 4),
        ("…“”–", 4),
    ],
)
def test_the_width_of_text(text: str, width: int) -> None:
    found = cells(text)
    assert columns(found) == width
    assert len(found) == len(text)
    assert "".join(cell.shown for cell in found) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\x9bb", "a\\x9bb"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u200bb\ufeff", "a\\u200bb\\ufeff"),
        ("soft\xadhyphen", "soft\\xadhyphen"),
        ("\ud800", "\\ud800"),
        ("\x00\x7f\r", "\\x00\\x7f\\r"),
    ],
)
def test_what_has_no_shape_stands_as_its_code(text: str, shown: str) -> None:
    assert "".join(cell.shown for cell in cells(text)) == shown
    assert columns(cells(text)) == len(shown)
    assert visible(text) == shown


def test_tabs_and_line_ends() -> None:
    assert [cell.shown for cell in cells("a\tb")] == ["a", "    ", "b"]
    assert visible("a\tb\nc") == "a\\tb\\nc"
    assert visible("a\tb\nc\x1b", kept="\n") == "a\\tb\nc\\x1b"
