"""Diagnostics and the comments of a file become diagnostics with those marked that a comment suppresses, and notices.

What can go wrong: a comment that suppresses nothing, which is what the notices tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from framing.article import Span
from framing.check.diagnostic import Diagnostic
from framing.check.notices import BROKEN, UNREASONED, UNUSED, Notice
from framing.check.suppressions import Suppression, suppressions
from framing.lexicon.rules import Rule

Told = tuple[Notice, Span, str]
"""A notice, where it stands, and its message."""


def silenced(
    text: str,
    seen: str,
    comments: Iterable[Span],
    found: Sequence[Diagnostic],
    known: Mapping[str, Rule | Notice],
    checked: Callable[[Rule | Notice], bool],
    *,
    require_reason: bool,
) -> tuple[list[Diagnostic], list[Told]]:
    """The diagnostics of a file, marked where a comment suppresses them, and what is to be told of the comments.

    ``seen`` is the text with its markup masked; ``known`` are the rules by code and name; of a rule that is not
    ``checked`` nothing can be found.
    """
    kept, broken = suppressions(text, seen, comments, known)
    used: set[Span] = set()
    out = [_marked(one, kept, used) for one in found]
    notices: list[Told] = [(BROKEN, one.span, one.message) for one in broken]
    for one in kept:
        idle = (code for code in one.codes if code.span not in used and checked(known[code.name]))
        notices += ((UNUSED, code.span, f"“{code.name}” is silenced, but there is nothing to silence") for code in idle)
        if require_reason and one.reason is None:
            notices.append((UNREASONED, one.comment, "a rule is silenced without a reason"))
    return out, notices


def _marked(one: Diagnostic, kept: Sequence[Suppression], used: set[Span]) -> Diagnostic:
    """The diagnostic, suppressed if a comment covers it; the codes that do so are noted in ``used``."""
    last = one.end_line - (one.end_column == 1 and one.end_line > one.line)
    names = (one.rule.code, one.rule.name)
    covering = [(by, code) for by in kept if (code := by.covers(names, one.line, last)) is not None]
    if not covering:
        return one
    used.update(code.span for _, code in covering)
    return one._replace(suppressed="inline", reason=next((by.reason for by, _ in covering if by.reason), None))
