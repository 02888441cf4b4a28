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
_MODIFIERS: Final = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
"""Skin tones, which colour the emoji before them."""
_STYLED: Final = frozenset("0123456789#*‼⁉ℹ")
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
    """One cell a code point, in order; of what is drawn as one character the first code point has all of the width."""
    if line.isascii() and line.isprintable():
        return [Cell(one, 1) for one in line]
    out: list[Cell] = []
    base, joined = -1, False
    for one in line:
        cell = _cell(one)
        drawn = out[base].shown if out else ""
        if (one == _EMOJI_STYLE or one in _MODIFIERS) and (_is_symbol(drawn) or drawn in _STYLED):
            out[base], cell = Cell(drawn, 2), Cell(one, 0)
        elif joined and _is_symbol(drawn) and _is_symbol(one):
            cell = Cell(one, 0)
        if cell.width or not out:
            base = len(out)
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
