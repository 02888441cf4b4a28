"""Articles become stories: which of them report the same event.

Copies of one text are found first and count once. Each other article meets its nearest (by date window and shared
terms), the pairs get the odds that they report one event, pairs with good odds hang together as components, and each
component falls into groups by average link over all its pairs, so a running story does not chain. What can go wrong:
two events of one kind on one day, told in the same words; articles without dates, which need to be more alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from framing.article import Article
from framing.clusters import components, groups
from framing.stories.blocks import near, neighbours
from framing.stories.copies import Copy, copies
from framing.stories.likeness import UNLIKE, cosines, features, logit, nearest
from framing.stories.traits import Traits, traits

ALIKE = -1.0
"""Mean logit within a story, at least: a group outvotes one doubt."""
LARGEST = 600
"""Articles of a component all of whose pairs are scored; a larger one is first cut where its links are weakest."""


def stories(articles: Sequence[Article], found: Sequence[Copy] | None = None) -> tuple[tuple[int, ...], ...]:
    """Groups of indices into ``articles``, sorted; every article is in exactly one, a copy in that of its origin.

    ``found`` are the articles' copies, where they are known already. The same groups whatever the order of the
    articles, if their ids differ.
    """
    origins = {copy.article: copy.origin for copy in (copies(articles) if found is None else found)}
    order = sorted((n for n in range(len(articles)) if n not in origins), key=lambda n: articles[n].id)
    told: dict[int, list[int]] = {n: [n] for n in order}
    for copy, origin in origins.items():
        told[origin].append(copy)
    grouped = grouping(traits([articles[n] for n in order]))
    return tuple(sorted(tuple(sorted(n for one in group for n in told[order[one]])) for group in grouped))


def grouping(found: Sequence[Traits]) -> tuple[tuple[int, ...], ...]:
    """Groups of indices into traits, none of which are of copies."""
    pairs = neighbours([one.body for one in found], [one.days for one in found])
    three = {(a, b): cosines(found[a], found[b]) for a, b in pairs}
    best = nearest(len(found), three)

    def likeness(a: int, b: int) -> float:
        if not near(found[a].days, found[b].days):
            return UNLIKE
        both = three.get((a, b)) or cosines(found[a], found[b])
        return logit(features(found[a], found[b], both, (best[a], best[b])))

    logits = {pair: likeness(*pair) for pair in pairs}
    out = []
    for members in components(len(found), [(a, b, value) for (a, b), value in logits.items()], ALIKE, LARGEST):
        places = combinations(range(len(members)), 2)
        pair = {(a, b): (members[a], members[b]) for a, b in places}
        scored = [(a, b, (logits[p] if p in logits else likeness(*p)) - UNLIKE) for (a, b), p in pair.items()]
        out += [tuple(members[n] for n in group) for group in groups(len(members), scored, ALIKE - UNLIKE)]
    return tuple(sorted(out))
