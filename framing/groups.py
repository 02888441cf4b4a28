"""Readings become groups: the articles of one outlet, or of one value of a free column, with their measures together.

Counts are pooled as if a group were one article, so a long article weighs more than a short one; of articles that carry
one text the first alone counts. What can go wrong: a column that no article has, which raises :class:`NoColumn`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from framing.attribution.kinds import SourceKind
from framing.language.readability import Readability
from framing.measures import VOICES, Measure, measured, rate, readable_measures, share
from framing.reading import Reading
from framing.stories.copies import Copy

OUTLET, ARTICLE = "outlet", "article"
"""What articles can be grouped by beside the free columns: their outlet, and nothing but themselves."""
KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
NOT_STATED = "(not stated)"


class NoColumn(ValueError):
    """No article has the column to group by; the message is one line that names those there are."""


@dataclass(frozen=True, slots=True)
class Group:
    """The articles (indices) that share a value of a column, with their measures together.

    ``texts`` are those of them that count: one for each text. ``value`` is None for the articles for which the column
    is not stated. An article without an outlet is a group of its own under its id: two unknown outlets may be two.
    """

    by: str
    value: str | None
    label: str
    articles: tuple[int, ...]
    texts: tuple[int, ...]
    measures: tuple[Measure, ...]

    @property
    def name(self) -> str:
        """What tables call it: its value, which no other group has."""
        return NOT_STATED if self.value is None else self.value

    def measure(self, name: str) -> Measure:
        """One of its measures; of a group without text, one of nothing."""
        return measured(self.measures, name)


def column(found: Sequence[Group]) -> str:
    """What some groups are grouped by."""
    return found[0].by if found else OUTLET


def groups(readings: Sequence[Reading], double: Sequence[Copy], by: str = OUTLET) -> tuple[Group, ...]:
    """The groups in the order of their first articles, the one of articles without a value last.

    Articles in other languages than English are in none. Raises :class:`NoColumn`.
    """
    columns = sorted({name for reading in readings for name, _ in reading.article.columns})
    if by not in (OUTLET, ARTICLE, *columns):
        there = ", ".join((OUTLET, ARTICLE, *columns))
        raise NoColumn(f'no article has a column "{by}" to group by; there are: {there}')
    found: dict[str | None, list[int]] = {}
    for number, reading in enumerate(readings):
        if reading.understood:
            found.setdefault(_value(reading, by), []).append(number)
    order = sorted(found, key=lambda value: (value is None, found[value][0]))
    return tuple(_group(by, value, found[value], readings, double) for value in order)


def _value(reading: Reading, by: str) -> str | None:
    article = reading.article
    if by == OUTLET:
        return article.outlet or article.id
    return article.id if by == ARTICLE else dict(article.columns).get(by) or None


def _group(
    by: str, value: str | None, own: Sequence[int], readings: Sequence[Reading], double: Sequence[Copy]
) -> Group:
    texts = one_each(own, double)
    alone = value is not None and by in (OUTLET, ARTICLE) and len(own) == 1
    label = readings[own[0]].article.label if alone else NOT_STATED if value is None else value
    return Group(by, value, label, tuple(own), tuple(texts), _pooled(texts, readings))


def one_each(own: Sequence[int], double: Sequence[Copy]) -> list[int]:
    """The articles, the first only of those that carry one text."""
    origins = {copy.article: copy.origin for copy in double}
    first = {origins.get(number, number): number for number in reversed(own)}
    return sorted(first.values())


def _pooled(texts: Sequence[int], readings: Sequence[Reading]) -> tuple[Measure, ...]:
    """Measures of several articles as if they were one."""
    kinds = [sourcing.kind for n in texts for sourcing in readings[n].sourcings]
    written = int(sum(measured(readings[n].measures, "words").value for n in texts))
    found = [finding.voice for n in texts for finding in readings[n].findings]
    rates = []
    for name, voices in VOICES.items():
        those = sum(measured(readings[n].measures, f"findings_{name}_per_1000").n for n in texts)
        rates.append(rate(f"findings_{name}_per_1000", sum(voice in voices for voice in found), those))
    counted = [readable for n in texts if (readable := readings[n].readable) is not None]
    return (
        Measure("articles", len(texts), len(texts)),
        Measure("words", written, written),
        *rates,
        Measure("attributions", len(kinds), len(kinds)),
        *(share(f"{kind.replace('-', '_')}_share", kinds.count(kind), len(kinds)) for kind in KINDS),
        *(readable_measures(Readability.together(counted)) if counted else ()),
    )
