"""Pairs become leaves: groups of passages that report one fact.

Average link over the pair scores, first of the bodies alone. A headline tells in few words what its article tells in
many, so it is like much and decides nothing: it goes to the leaf that it fits best, or stands alone. What can go wrong:
a sentence with two facts stands in one leaf only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from framing.clusters import groups
from framing.events.headlines import Headline
from framing.events.pairs import Pair
from framing.events.passages import Passage

LINK = 0.5
"""Mean pair score within a leaf, at least: a false merge costs more than a miss."""
WITHIN = 0.4
"""The score of two passages of one article, which no pair has: nearly :data:`LINK`, so that two that report what
another article tells in one can stand together, but not by themselves. Also the mean from which a headline may go with
the sentence of its body that tells it, where other articles tell that too."""
Leaf = tuple[int, ...]
Scored = tuple[int, int, float]


def leaves(passages: Sequence[Passage], pairs: Sequence[Pair], headlines: Sequence[Headline]) -> list[Leaf]:
    """The passages (indices) by what they report, each in one leaf; in the order of their first ones."""
    bodied = {passage.article for passage in passages if not passage.headline}
    heads = {number for number, passage in enumerate(passages) if passage.headline and passage.article in bodied}
    scored = [(pair.a, pair.b, pair.score) for pair in pairs]
    body = [pair for pair in scored if not heads.intersection(pair[:2])]
    grouped = groups(len(passages), [*body, *_within(passages, body)], LINK)
    out = [list(leaf) for leaf in grouped if leaf[0] not in heads]
    chosen = _chosen(passages, out, [pair for pair in scored if len(heads.intersection(pair[:2])) == 1], headlines)
    for head, place in chosen.items():
        out[place].append(head)
    return sorted([*(tuple(sorted(leaf)) for leaf in out), *((head,) for head in heads - chosen.keys())])


def _within(passages: Sequence[Passage], scored: Iterable[Scored]) -> Iterator[Scored]:
    """The pairs of passages of one article, of those passages that can join others."""
    own: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted({number for a, b, score in scored if score >= LINK for number in (a, b)}):
        own[passages[number].article].append(number)
    for row in own.values():
        yield from ((a, b, WITHIN) for a, b in combinations(row, 2))


def _chosen(
    passages: Sequence[Passage], found: Sequence[Sequence[int]], scored: Iterable[Scored], headlines: Sequence[Headline]
) -> dict[int, int]:
    """For headlines the leaf that each goes to: the best mean score, or its own sentence in the body.

    In the mean, that sentence counts as much as it tells of the headline.
    """
    leaf_of = {member: place for place, leaf in enumerate(found) for member in leaf}
    sums: defaultdict[int, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    for a, b, score in scored:
        head, member = (b, a) if a in leaf_of else (a, b)
        sums[head][leaf_of[member]] += score
    bodies = _bodies(passages, headlines)
    out = {}
    for head in sorted({*sums, *bodies}):
        own, share = bodies.get(head, (head, WITHIN))
        told = leaf_of.get(own)
        if told is not None:
            sums[head][told] += max(share - WITHIN, 0.0)
        articles = {place: [passages[member].article for member in found[place]] for place in sums[head]}
        means = {
            place: (total + WITHIN * articles[place].count(passages[head].article)) / len(articles[place])
            for place, total in sums[head].items()
        }
        best = max(means, key=lambda place: (means[place], -place), default=None)
        if best is not None and means[best] >= LINK:
            out[head] = best
        elif told is not None and (len(set(articles[told])) == 1 or means[told] >= WITHIN):
            out[head] = told
    return out


def _bodies(passages: Sequence[Passage], headlines: Iterable[Headline]) -> Mapping[int, tuple[int, float]]:
    """For headlines (passages) the sentence of the body that tells most of each, and how much."""
    at = {(passage.article, passage.span): number for number, passage in enumerate(passages)}
    out = {}
    for headline in headlines:
        own, body = (span and at.get((headline.article, span)) for span in (headline.span, headline.told_in))
        if own is not None and body is not None:
            out[own] = body, headline.share
    return out
