"""A span of a Diagnostic's file becomes lines and columns, worked out from the lines that the Diagnostic stands on.

Lines and columns count from 1, columns in code points. What can go wrong: a place on other lines than those, which
the Diagnostic alone does not tell: None.
"""

from __future__ import annotations

from typing import NamedTuple

from framing.article import Span
from framing.check.diagnostic import Diagnostic


class Range(NamedTuple):
    """From a line and column to a line and column, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def placed(one: Diagnostic, span: Span) -> Range | None:
    """The lines and columns of a span that begins and ends on the first or last line of the diagnostic.

    A span that takes the end of the last line in ends at the beginning of the next one.
    """
    start, end = _place(one, span.start), _place(one, span.end)
    return None if start is None or end is None else Range(*start, *end)


def _place(one: Diagnostic, offset: int) -> tuple[int, int] | None:
    if not one.lines:
        return None
    behind = offset - (one.span.end - one.end_column + 1)
    last = one.lines[-1] if len(one.lines) > one.end_line - one.line else ""
    if 0 <= behind <= len(last):
        return one.end_line, behind + 1
    if len(last) < behind <= len(last) + len("\r\n"):
        return one.end_line + 1, 1
    behind = offset - (one.span.start - one.column + 1)
    return (one.line, behind + 1) if 0 <= behind <= len(one.lines[0]) else None
