"""An Outcome becomes one line a diagnostic, as compilers print them, and the counts.

What can go wrong: nothing; characters that could move a terminal are written as their codes.
"""

from __future__ import annotations

from collections.abc import Iterator

from framing.check.diagnostic import Diagnostic, Outcome
from framing.check.outputs.cells import visible
from framing.check.outputs.style import Style
from framing.check.outputs.summary import summary


def lines(outcome: Outcome, style: Style) -> Iterator[str]:
    """The lines of the format "concise"."""
    for one in style.shown(outcome):
        yield headline(one, style)
    yield from summary(outcome, style)


def headline(one: Diagnostic, style: Style) -> str:
    """``path:line:column: severity: CODE message``; a suppressed one says so at the end."""
    place = style.painted(f"{visible(one.path)}:{one.line}:{one.column}", "strong")
    severity = style.painted(one.severity, one.severity)
    return f"{place}: {severity}: {style.painted(one.rule.code, 'strong')} {visible(one.message)}{_suppressed(one)}"


def _suppressed(one: Diagnostic) -> str:
    if one.suppressed is None:
        return ""
    where = "suppressed inline" if one.suppressed == "inline" else "in the baseline"
    return f" ({where}: {visible(one.reason)})" if one.reason else f" ({where})"
