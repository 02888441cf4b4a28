"""Pairs and occasions become events: the smallest things told, their parents, and how each article tells them.

A leaf is a group of passages that report one fact (``leaves.py``); a passage alone is a leaf of its own. A parent is an
occasion that passages name. What can go wrong: a parent that no noun names stays unnamed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from framing.article import DateBounds, Span
from framing.attribution.speakers import ALL_PRONOUNS
from framing.events.contrasts import Contrast
from framing.events.days import Days, when
from framing.events.headlines import Headline
from framing.events.leaves import leaves
from framing.events.occasions import Occasion
from framing.events.pairs import Pair
from framing.events.passages import Passage, Place, inside
from framing.language.tokens import words
from framing.reading import Reading
from framing.stories.copies import Copy

State = Literal["reports", "contrasts", "absent", "before", "unknown"]
COMMON = 0.9
"""The part of the best, at least, that a leaf's label has of words that the other passages have too."""
NEAR = 0.2
"""The pair score from which a passage comes near to an event, so that its article is not said to be without it. Of the
facts that no passage of an article of ECB+ came near to, 8 % were told there all the same in parts of topics (2 to 6
articles), 4 % in whole ones; of those that none was paired with (0.5), 20 % and 12 %."""
LABEL = 110
"""Characters of a label."""
POINTING = ALL_PRONOUNS | {"there", "then"}


@dataclass(frozen=True, slots=True)
class Telling:
    """How one article (its index) tells an event, in which passages, and where in the article each of them stands.

    ``nearest`` is the passage that comes nearest to an event that the article is not found to tell, if one does.
    """

    article: int
    state: State
    passages: tuple[Span, ...] = ()
    places: tuple[Place, ...] = ()
    nearest: Span | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A leaf or a parent; ``earliest`` and ``latest`` are ISO days where the texts date it; one telling an article.

    ``told_by`` are the articles that tell it, ``tellers`` the first only of those that carry one text. ``contrasts``
    are those between two of its passages (``members``).
    """

    id: str
    label: str
    parent: str | None
    earliest: str | None
    latest: str | None
    tellings: tuple[Telling, ...]
    told_by: tuple[int, ...]
    tellers: tuple[int, ...]
    members: tuple[int, ...]
    contrasts: tuple[Contrast, ...] = ()


class _Told:
    """What all events are built from; ``origins`` leads from an article to the one whose text it carries."""

    def __init__(
        self,
        readings: Sequence[Reading],
        passages: Sequence[Passage],
        pairs: Sequence[Pair],
        origins: Mapping[int, int],
    ) -> None:
        self.readings, self.passages, self.origins = readings, passages, origins
        self._near: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
        for pair in pairs:
            if pair.score >= NEAR:
                self._near[pair.a].append((pair.score, pair.b))
                self._near[pair.b].append((pair.score, pair.a))
        self._bounds = [reading.article.date_bounds for reading in readings]
        self._rows: dict[tuple[str | None, str | None, str | None], list[Telling]] = {}
        self._known: dict[tuple[int, State], Telling] = {}

    def untold(self, when: Days, tellers: Iterable[int]) -> list[Telling]:
        """How each article stands to an event that it does not tell; events of the same days have one row of tellings.

        Of the ``tellers`` only the first day on which one had surely told it counts.
        """
        first = min((latest for a in tellers if (latest := self._bounds[a].latest)), default=None)
        if (*when, first) not in self._rows:
            told = [DateBounds(None, first)]
            states = [
                untold(reading.article.date_bounds, when, told) if reading.understood else "unknown"
                for reading in self.readings
            ]
            self._rows[(*when, first)] = [self._of(article, state) for article, state in enumerate(states)]
        return self._rows[(*when, first)].copy()

    def nearest(self, members: Iterable[int]) -> dict[int, Span]:
        """For each article its passage that comes nearest to one of an event's, if one comes near."""
        best: dict[int, tuple[float, int]] = {}
        for member in members:
            for score, other in self._near[member]:
                article = self.passages[other].article
                best[article] = max(best.get(article, (0.0, 0)), (score, -other))
        return {article: self.passages[-other].span for article, (_, other) in best.items()}

    def _of(self, article: int, state: State) -> Telling:
        return self._known.setdefault((article, state), Telling(article, state))


def events(
    readings: Sequence[Reading],
    passages: Sequence[Passage],
    pairs: Sequence[Pair],
    occasions: Sequence[Occasion],
    *,
    contrasts: Sequence[Contrast] = (),
    headlines: Sequence[Headline] = (),
    copies: Sequence[Copy] = (),
) -> tuple[Event, ...]:
    """Parents with their leaves behind them, in the order of their first passages; then the leaves without a parent."""
    told = _Told(readings, passages, pairs, {copy.article: copy.origin for copy in copies})
    found = leaves(passages, pairs, headlines)
    owners = _owners(found, occasions)
    disputed = _disputed(found, passages, contrasts)
    out: list[Event] = []
    number = 0
    for place, occasion in enumerate(occasions):
        own = [leaf for leaf, owner in enumerate(owners) if owner == place]
        if not own:
            continue
        number += 1
        id = f"e{number}"
        members = tuple(sorted(member for leaf in own for member in found[leaf]))
        tellings = _tellings(members, (occasion.earliest, occasion.latest), told, ())
        out.append(_event(id, occasion.label, None, members, (occasion.earliest, occasion.latest), tellings, told))
        for count, leaf in enumerate(own, 1):
            out.append(_leaf(f"{id}.{count}", id, found[leaf], told, disputed.get(leaf, ()), occasion))
    for leaf, owner in enumerate(owners):
        if owner is None:
            number += 1
            out.append(_leaf(f"e{number}", None, found[leaf], told, disputed.get(leaf, ())))
    return tuple(out)


def _disputed(
    leaves: Sequence[Sequence[int]], passages: Sequence[Passage], contrasts: Sequence[Contrast]
) -> dict[int, list[Contrast]]:
    """For each leaf the contrasts between two of its passages."""
    leaf_of = {
        (passages[member].article, passages[member].span): place for place, leaf in enumerate(leaves) for member in leaf
    }
    out: dict[int, list[Contrast]] = {}
    for contrast in contrasts:
        places = {leaf_of[side.article, side.span] for side in (contrast.a, contrast.b)}
        if len(places) == 1:
            out.setdefault(places.pop(), []).append(contrast)
    return out


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
    told: _Told,
    disputed: Sequence[Contrast],
    occasion: Occasion | None = None,
) -> Event:
    """A leaf; one that its texts date to the time of its ``occasion`` happened at it."""
    days = when(members, told.readings, told.passages)
    if occasion and _holds(days, (occasion.earliest, occasion.latest)):
        days = occasion.earliest, occasion.latest
    label = _label(members, told)
    return _event(id, label, parent, members, days, _tellings(members, days, told, disputed), told, disputed)


def _holds(when: Days, other: Days) -> bool:
    """Whether other days are all known and lie within."""
    (first, last), (start, end) = when, other
    return bool(first and last and start and end and first <= start and end <= last)


def _event(
    id: str,
    label: str,
    parent: str | None,
    members: Sequence[int],
    when: Days,
    tellings: Sequence[Telling],
    told: _Told,
    disputed: Sequence[Contrast] = (),
) -> Event:
    by = sorted({told.passages[member].article for member in members})
    first = {told.origins.get(article, article): article for article in reversed(by)}
    tellers = tuple(sorted(first.values()))
    return Event(id, label, parent, *when, tuple(tellings), tuple(by), tellers, tuple(members), tuple(disputed))


def _label(members: Sequence[int], told: _Told) -> str:
    """The shortest of the passages whose words the others have too, cut at a word; :func:`_unfit` goes before.

    The shortest of all might hold what one teller alone says.
    """
    having = Counter(stem for member in members for stem in set(told.passages[member].words))
    shared = {member: _shared(told.passages[member], having) for member in members}
    least = COMMON * max(shared.values())

    def order(member: int) -> tuple[bool, bool, bool, bool, int, int]:
        span = told.passages[member].span
        return *_unfit(member, told), shared[member] < least, span.end - span.start, member

    best = told.passages[min(members, key=order)]
    text = " ".join(best.span.of(told.readings[best.article].article.text).split())
    return text if len(text) <= LABEL else text[:LABEL].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _shared(passage: Passage, having: Mapping[str, int]) -> float:
    """How many other passages of a leaf have a word of this one, on average over its words."""
    own = set(passage.words)
    return sum(having[stem] - 1 for stem in own) / max(len(own), 1)


def _unfit(member: int, told: _Told) -> tuple[bool, bool, bool]:
    """What speaks against a passage as a label, the worst first: a loaded term, no sense by itself, being a headline.

    The name of an event must not speak in one outlet's loaded words for all of them; and a sentence that begins with
    "He", or within a quotation, leaves open who and what it is about.
    """
    passage, reading = told.passages[member], told.readings[told.passages[member].article]
    span = passage.span
    loaded = any(span.covers(finding.span) for finding in inside(reading.findings, span))
    first = next(iter(words(reading.article.text, span)), None)
    leans = first is not None and first.of(reading.article.text).lower() in POINTING
    cut = any(one.span.start < edge < one.span.end for one in reading.quotations for edge in (span.start, span.end))
    return loaded, leans or cut, passage.headline


def _tellings(
    members: Sequence[int],
    when: Days,
    told: _Told,
    disputed: Sequence[Contrast],
) -> list[Telling]:
    found: dict[int, list[Passage]] = {}
    for member in members:
        found.setdefault(told.passages[member].article, []).append(told.passages[member])
    sides = {side.article for contrast in disputed for side in (contrast.a, contrast.b)}
    out = told.untold(when, found)
    for article, span in told.nearest(members).items():
        if out[article].state in ("absent", "unknown"):
            out[article] = Telling(article, "unknown", nearest=span)
    for article, own in found.items():
        own.sort(key=lambda passage: passage.span)
        spans, places = tuple(one.span for one in own), tuple(one.place for one in own)
        out[article] = Telling(article, "contrasts" if article in sides else "reports", spans, places)
    return out


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
