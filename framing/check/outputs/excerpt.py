"""A Diagnostic becomes the lines of its file on which it stands, with carets right under it.

A paragraph of Markdown is one line of many hundred characters: a line that is too long is cut to a window around what
is marked. What can go wrong: nothing; a diagnostic without lines has no excerpt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.check.diagnostic import Diagnostic
from framing.check.outputs.cells import Cell, cells, columns
from framing.check.outputs.style import Style

CUT: Final = "…"
"""Stands, in one column, for what is left out of a line."""
NARROWEST: Final = 24
"""Columns of a line that are shown however narrow the terminal."""


def excerpt(one: Diagnostic, style: Style) -> Iterator[str]:
    """Each line with its number, and below it the carets; first and last a line of the frame alone."""
    if not one.lines:
        return
    digits = len(str(one.line + len(one.lines) - 1))
    empty = style.painted(f"{'':>{digits}} |", "frame")
    yield empty
    for number, line in enumerate(one.lines):
        start, end = _marked(one, number)
        shown, before, carets = _window(line, start, end, max(NARROWEST, style.width - digits - 3))
        yield f"{style.painted(f'{one.line + number:>{digits}} |', 'frame')} {shown}".rstrip()
        if start < end or one.span.start == one.span.end:
            yield f"{empty} {' ' * before}{style.painted('^' * carets, one.severity)}"
    yield empty


def _marked(one: Diagnostic, number: int) -> tuple[int, int]:
    """What is marked of a line: code points from and to, without the spaces at a break between two lines."""
    line = one.lines[number]
    start = min(one.column - 1, len(line)) if number == 0 else len(line) - len(line.lstrip())
    end = one.end_column - 1 if one.line + number == one.end_line else len(line.rstrip())
    return start, max(start, min(end, len(line)))


def _window(line: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """What is shown of a line in so many columns, the columns before what is marked in it, and those that are marked.

    Only the surroundings are looked at, so that many findings on a very long line take time in proportion.
    """
    first, last = max(0, start - 2 * room), min(len(line), end, start + 2 * room) + 2 * room
    found = cells(line[first:last])
    start, end = start - first, min(end - first, len(found))
    left, right = 0, len(found)
    if first > 0 or last < len(line) or columns(found) > room:
        left, right = _bounds(found, start, end, room - 2 * len(CUT))
    head, tail = CUT * (first + left > 0), CUT * (first + right < len(line))
    before = len(head) + columns(found[left:start])
    return head + "".join(cell.shown for cell in found[left:right]) + tail, before, _carets(found, start, end, right)


def _bounds(found: list[Cell], start: int, end: int, room: int) -> tuple[int, int]:
    """The cells to show: what is marked, as far as there is room, and as much of its surroundings on either side."""
    left = right = start
    used = 0
    while right < end and used + found[right].width <= room:
        used += found[right].width
        right += 1
    grown = right == end
    while grown:
        grown = False
        if left > 0 and used + found[left - 1].width <= room:
            left, used, grown = left - 1, used + found[left - 1].width, True
        if right < len(found) and used + found[right].width <= room:
            right, used, grown = right + 1, used + found[right].width, True
    while left < start and not found[left].width:
        left += 1  # a mark without the letter that carries it
    return left, right


def _carets(found: list[Cell], start: int, end: int, right: int) -> int:
    """At least one, for what is marked may be a place between two characters, or an unseen character."""
    return max(1, columns(found[start : min(end, right)]))
