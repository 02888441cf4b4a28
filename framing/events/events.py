"""Pairs and occasions become events: the smallest things told, their parents, and how each article tells them.

A leaf is a group of passages that report one fact (average link over the pair scores); a passage alone is a leaf of
its own. A parent is an occasion that passages name. What can go wrong: a leaf that two sentences of one article
share; a parent that no noun names stays unnamed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from framing.article import DateBounds, Span
from framing.clusters import groups
from framing.dating import tells_when
from framing.events.discrepancies import Discrepancy
from framing.events.occasions import Occasion
from framing.events.pairs import Pair
from framing.events.passages import Passage
from framing.reading import Reading

State = Literal["reports", "contrasts", "absent", "before", "unknown"]
LINK = 0.5
"""Mean pair score within a leaf, at least: a false merge costs more than a miss."""
LABEL = 110


@dataclass(frozen=True, slots=True)
class Telling:
    """How one article (its index) tells an event, and in which passages."""

    article: int
    state: State
    passages: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A leaf or a parent; ``earliest`` and ``latest`` are ISO days where the texts date it; one telling an article."""

    id: str
    label: str
    parent: str | None
    earliest: str | None
    latest: str | None
    tellings: tuple[Telling, ...]
    members: tuple[int, ...] = ()

    @property
    def told_by(self) -> tuple[int, ...]:
        """The articles that report it, in any state that rests on a passage."""
        return tuple(telling.article for telling in self.tellings if telling.passages)


def events(
    readings: Sequence[Reading],
    passages: Sequence[Passage],
    pairs: Sequence[Pair],
    occasions: Sequence[Occasion],
    discrepancies: Sequence[Discrepancy],
) -> tuple[Event, ...]:
    """Parents with their leaves behind them, in the order of their first passages; then the leaves without a parent."""
    scored = [(pair.a, pair.b, pair.score) for pair in pairs]
    leaves = groups(len(passages), scored, LINK)
    owners = _owners(leaves, occasions)
    disputed = {(d.a.article, d.a.span) for d in discrepancies} | {(d.b.article, d.b.span) for d in discrepancies}
    out: list[Event] = []
    number = 0
    for place, occasion in enumerate(occasions):
        own = [leaf for leaf, owner in zip(leaves, owners, strict=True) if owner == place]
        if not own:
            continue
        number += 1
        id = f"e{number}"
        members = tuple(sorted(m for leaf in own for m in leaf))
        when = occasion.earliest, occasion.latest
        out.append(Event(id, occasion.label, None, *when, _tellings(readings, passages, members, when, set()), members))
        for count, leaf in enumerate(own, 1):
            out.append(_leaf(f"{id}.{count}", id, leaf, readings, passages, disputed))
    for leaf, owner in zip(leaves, owners, strict=True):
        if owner is None:
            number += 1
            out.append(_leaf(f"e{number}", None, leaf, readings, passages, disputed))
    return tuple(out)


def _owners(leaves: Sequence[Sequence[int]], occasions: Sequence[Occasion]) -> list[int | None]:
    """For each leaf, the occasion that most of its passages name; occasions in a single passage are no parents."""
    named: dict[int, set[int]] = {}
    for place, occasion in enumerate(occasions):
        told_in = {naming.passage for naming in occasion.namings}
        if len(told_in) > 1:
            for passage in told_in:
                named.setdefault(passage, set()).add(place)
    out: list[int | None] = []
    for leaf in leaves:
        counted = Counter(place for passage in leaf for place in named.get(passage, ()))
        out.append(min(counted, key=lambda place: (-counted[place], place)) if counted else None)
    return out


def _leaf(
    id: str,
    parent: str | None,
    members: Sequence[int],
    readings: Sequence[Reading],
    passages: Sequence[Passage],
    disputed: set[tuple[int, Span]],
) -> Event:
    when = _when(members, readings, passages)
    label = _label(members, readings, passages)
    return Event(id, label, parent, *when, _tellings(readings, passages, members, when, disputed), tuple(members))


def _when(
    members: Sequence[int], readings: Sequence[Reading], passages: Sequence[Passage]
) -> tuple[str | None, str | None]:
    """The days that at least half of a leaf's passages give with a year, if they agree on one date only."""
    dated = []
    for m in members:
        text, span = readings[passages[m].article].article.text, passages[m].span
        dated.append({d.value: d.bounds for d in passages[m].dates if d.year and tells_when(text, span, d)})
    found = {value: bounds for dates in dated for value, bounds in dates.items()}
    if len(found) != 1 or 2 * sum(bool(dates) for dates in dated) < len(members):
        return None, None
    return next(iter(found.values())) or (None, None)


def _label(members: Sequence[int], readings: Sequence[Reading], passages: Sequence[Passage]) -> str:
    """The shortest passage of the leaf, cut at a word: rather no headline, and rather none with a loaded term.

    The name of an event must not speak in one outlet's loaded words for all of them.
    """

    def plainness(member: int) -> tuple[bool, bool, int, int]:
        span, reading = passages[member].span, readings[passages[member].article]
        loaded = any(span.covers(finding.span) for finding in reading.findings)
        return loaded, passages[member].headline, span.end - span.start, member

    best = min(members, key=plainness)
    text = " ".join(passages[best].span.of(readings[passages[best].article].article.text).split())
    return text if len(text) <= LABEL else text[:LABEL].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _tellings(
    readings: Sequence[Reading],
    passages: Sequence[Passage],
    members: Sequence[int],
    when: tuple[str | None, str | None],
    disputed: set[tuple[int, Span]],
) -> tuple[Telling, ...]:
    told: dict[int, list[Span]] = {}
    for member in members:
        told.setdefault(passages[member].article, []).append(passages[member].span)
    bounds = [reading.article.date_bounds for reading in readings]
    out = []
    for article, reading in enumerate(readings):
        if article in told:
            found = tuple(sorted(told[article]))
            state: State = "contrasts" if any((article, span) in disputed for span in found) else "reports"
            out.append(Telling(article, state, found))
        elif reading.understood:
            out.append(Telling(article, untold(bounds[article], when, [bounds[a] for a in told])))
        else:
            out.append(Telling(article, "unknown"))
    return tuple(out)


def untold(own: DateBounds, when: tuple[str | None, str | None], tellers: Sequence[DateBounds]) -> State:
    """Why an article does not tell an event: it was written before, it could have told it, or nobody knows (law 6)."""
    earliest, latest = when
    if earliest and own.latest and own.latest < earliest:
        return "before"
    if latest and own.earliest and own.earliest >= latest:
        return "absent"
    if not earliest and own.earliest and any(t.latest and t.latest <= own.earliest for t in tellers):
        return "absent"  # another article had told it by then
    return "unknown"
