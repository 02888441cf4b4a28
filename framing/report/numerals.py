"""Values become the words in which the page shows them: shares in per cent, all else with one decimal.

What can go wrong: a value without an interval; its interval is the empty string.
"""

from __future__ import annotations

from framing.measures import Measure

NARROW = "\u202f"
"""The space before a per cent sign, which no line breaks."""


def percent(value: float) -> str:
    """A share in per cent."""
    return f"{100 * value:.0f}{NARROW}%"


def written(found: Measure, unit: str) -> str:
    """The value of a measure."""
    return percent(found.value) if unit == "share" else f"{found.value:.1f}"


def interval(found: Measure, unit: str = "share") -> str:
    """The 95 % interval of a measure."""
    if found.low is None or found.high is None:
        return ""
    if unit == "share":
        return f"{100 * found.low:.0f}–{percent(found.high)}"
    return f"{found.low:.1f}–{found.high:.1f}"
