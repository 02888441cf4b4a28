"""Articles become stories: which of them report the same event.

Copies of one text are found first and count once. Each other article meets its nearest (by date window and shared
terms), the pairs get the odds that they report one event, pairs with good odds hang together as components, and each
component falls into groups by average link over all its pairs, so a running story does not chain. What can go wrong:
two events of one kind on one day, told in the same words; articles without dates, which need to be more alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from framing.article import Article
from framing.clusters import components, groups
from framing.stories.blocks import near, neighbours
from framing.stories.copies import Copy, copies
from framing.stories.likeness import UNLIKE, features, in_common, logit, nearest
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
    alike = {(a, b): in_common(found[a], found[b]) for a, b in pairs}
    best = nearest(len(found), alike)
    logits = {(a, b): logit(features(both, (best[a], best[b]))) for (a, b), both in alike.items()}
    out = []
    for members in components(len(found), [(a, b, value) for (a, b), value in logits.items()], ALIKE, LARGEST):
        out += told_apart(members, {n: found[n] for n in members}, logits, {n: best[n] for n in members})
    return tuple(sorted(out))


def told_apart(
    members: Sequence[int],
    found: Mapping[int, Traits],
    logits: Mapping[tuple[int, int], float],
    best: Mapping[int, float],
) -> list[tuple[int, ...]]:
    """The stories in one component, each sorted: average link over all its pairs.

    ``members`` are the component's articles, sorted; ``logits`` holds those of its candidate pairs, and those of the
    other pairs are worked out here; ``best`` is the nearness of the article nearest to each.
    """

    def unscored(a: int, b: int) -> float:
        if not near(found[a].days, found[b].days):
            return UNLIKE
        return logit(features(in_common(found[a], found[b]), (best[a], best[b])))

    scored = []
    for x, y in combinations(range(len(members)), 2):
        pair = members[x], members[y]
        scored.append((x, y, (logits[pair] if pair in logits else unscored(*pair)) - UNLIKE))
    return [tuple(members[n] for n in group) for group in groups(len(members), scored, ALIKE - UNLIKE)]
