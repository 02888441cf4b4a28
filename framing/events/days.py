"""The days on which a leaf happened, by the dates of its passages."""

from __future__ import annotations

from collections.abc import Sequence

from framing.events.passages import Passage
from framing.reading import Reading
from framing.tenses import tells_when

Days = tuple[str | None, str | None]
"""First and last day (ISO), None where the texts do not date it."""


def when(members: Sequence[int], readings: Sequence[Reading], passages: Sequence[Passage]) -> Days:
    """The days that half of a leaf's articles or more (of ``members``) give with a year, if they can be the same."""
    dated: dict[int, set[tuple[str, str]]] = {}
    for member in members:
        passage = passages[member]
        text = readings[passage.article].article.text
        own = (date for date in passage.dates if date.year and tells_when(text, passage.span, date))
        dated.setdefault(passage.article, set()).update(date.bounds for date in own if date.bounds)
    found = {bounds for own in dated.values() for bounds in own}
    if not found or 2 * sum(bool(own) for own in dated.values()) < len(dated):
        return None, None
    first, last = max(bounds[0] for bounds in found), min(bounds[1] for bounds in found)
    return (first, last) if first <= last else (None, None)
