"""The days on which a leaf happened, by the dates of its passages."""

from __future__ import annotations

from collections.abc import Sequence

from framing.events.passages import Passage
from framing.reading import Reading
from framing.tenses import tells_when

Days = tuple[str | None, str | None]
"""First and last day (ISO), None where the texts do not date it."""


def when(members: Sequence[int], readings: Sequence[Reading], passages: Sequence[Passage]) -> Days:
    """The days that at least half of a leaf's passages (``members``) give with a year, if they agree on one date."""
    dated = []
    for member in members:
        passage = passages[member]
        text = readings[passage.article].article.text
        dates = (date for date in passage.dates if date.year)
        dated.append({date.value: date.bounds for date in dates if tells_when(text, passage.span, date)})
    found = {value: bounds for dates in dated for value, bounds in dates.items()}
    if len(found) != 1 or 2 * sum(bool(dates) for dates in dated) < len(members):
        return None, None
    return next(iter(found.values())) or (None, None)
