"""A line of text becomes cells: what a terminal shows for each code point, and in how many columns.

Nothing in a cell can move a cursor, change a colour or turn the direction of writing: what has no shape of its own
stands as its code. What can go wrong: terminals part on the newest emoji, on ambiguous East Asian characters (one
column here, as outside East Asia) and on lines that run from right to left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

TAB: Final = "    "
"""What is shown for a tab: always as wide, so that a line may be cut anywhere."""
_NON_JOINER, _JOINER, _EMOJI_STYLE = "\u200c", "\u200d", "\ufe0f"
_MODIFIERS: Final = range(0x1F3FB, 0x1F400)
"""Skin tones, which colour the emoji before them."""
_STYLED: Final = "0123456789#*‼⁉ℹ"
"""What else the emoji style makes as wide as an emoji: key caps and signs."""
_JAMO: Final = range(0x1160, 0x1200)
"""Vowels and finals of Hangul, drawn into the syllable before them."""


class Cell(NamedTuple):
    """What is shown for one code point, and its width in columns."""

    shown: str
    width: int


def visible(text: str, kept: str = "") -> str:
    r"""Text in which each control or unseen character stands as its code, such as \x1b; not those in ``kept``."""
    if text.isprintable():
        return text
    return "".join(one if one in kept or _harmless(one) else _code(one) for one in text)


def cells(line: str) -> list[Cell]:
    """One cell a code point, in order; of an emoji made of several code points the first ones have all of the width."""
    if line.isascii() and line.isprintable():
        return [Cell(one, 1) for one in line]
    out: list[Cell] = []
    base, joined = Cell("", 0), False
    for one in line:
        cell = _cell(one)
        if one == _EMOJI_STYLE:
            cell = Cell(one, int(base.width == 1 and (_is_symbol(base.shown) or base.shown in _STYLED)))
        elif ord(one) in _MODIFIERS and _is_symbol(base.shown):
            cell = Cell(one, 2 - base.width)
        elif joined and _is_symbol(base.shown) and _is_symbol(one):
            cell = Cell(one, 0)
        if cell.width:
            widened = one == _EMOJI_STYLE or ord(one) in _MODIFIERS
            base = Cell(base.shown, 2) if widened and base.width == 1 else cell
        joined = one == _JOINER
        out.append(cell)
    return out


def columns(part: Sequence[Cell]) -> int:
    """The width of cells side by side."""
    return sum(cell.width for cell in part)


@lru_cache(maxsize=1024)
def _cell(one: str) -> Cell:
    if one == "\t":
        return Cell(TAB, len(TAB))
    if not _harmless(one):
        return Cell(_code(one), len(_code(one)))
    if one in (_NON_JOINER, _JOINER) or ord(one) in _JAMO or unicodedata.category(one) in ("Mn", "Me"):
        return Cell(one, 0)
    return Cell(one, 2 if unicodedata.east_asian_width(one) in "WF" else 1)


def _harmless(one: str) -> bool:
    """Whether a character has a shape or is a space; joiners make one shape of several."""
    return one.isprintable() or one in (_NON_JOINER, _JOINER) or unicodedata.category(one) == "Zs"


def _is_symbol(shown: str) -> bool:
    """Whether it is a symbol, as nearly all emoji are."""
    return len(shown) == 1 and unicodedata.category(shown) in ("So", "Sm")


def _code(one: str) -> str:
    return one.encode("unicode_escape").decode("ascii")
