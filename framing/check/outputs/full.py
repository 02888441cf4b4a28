"""An Outcome becomes a page for people: each diagnostic with its line, why it matters and what to write instead.

What can go wrong: nothing; characters that could move a terminal are written as their codes.
"""

from __future__ import annotations

from collections.abc import Iterator

from framing.check.diagnostic import Diagnostic, Outcome
from framing.check.outputs.cells import visible
from framing.check.outputs.concise import headline
from framing.check.outputs.excerpt import excerpt
from framing.check.outputs.reasons import instead, why
from framing.check.outputs.style import Style
from framing.check.outputs.summary import summary


def lines(outcome: Outcome, style: Style) -> Iterator[str]:
    """The lines of the format "full"; an empty one after each diagnostic."""
    for one in style.shown(outcome):
        yield headline(one, style)
        yield from excerpt(one, style)
        yield from _advice(one, style)
        yield ""
    yield from summary(outcome, style)


def _advice(one: Diagnostic, style: Style) -> Iterator[str]:
    """Why, what instead, and where more is told, behind the frame of the excerpt."""
    digits = len(str(one.line + max(0, len(one.lines) - 1)))
    edge = style.painted(f"{'':>{digits}} =", "frame")
    for label, text in (("why", why(one)), ("instead", instead(one)), ("more", style.page(one))):
        yield f"{edge} {style.painted(f'{label}:', 'strong')} {visible(text)}"
