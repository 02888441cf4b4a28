"""Connected components become stories: the last step of :mod:`framing.stories`, a component a process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa

from framing.corpus.exchange import Parcels
from framing.corpus.grouping.connecting import NODES
from framing.corpus.grouping.counting import COUNTED, Lookup, words_of
from framing.corpus.grouping.parcels import grouped, parcels, rows
from framing.stories import told_apart

MEMBERS: Final = COUNTED.remove(COUNTED.get_field_index("shingles"))
GATHERED: Final = MEMBERS.append(pa.field("component", pa.int64())).append(pa.field("best", pa.float64()))
LOGITS: Final = pa.schema([("component", pa.int64()), ("a", pa.int64()), ("b", pa.int64()), ("logit", pa.float64())])


def components(number: int, nodes: pa.Table | None) -> dict[int, int]:
    """The component of each node of a bucket that is not in a large one."""
    return {node: component for node, component, large in rows(nodes, *NODES.names) if not large}


def gathered(
    number: int, articles: pa.Table | None, nodes: pa.Table | None, nearest: pa.Table | None, *, buckets: int
) -> Parcels:
    """What is counted of the members of each component, sent by component."""
    where = components(number, nodes)
    if articles is None or not where:
        return {}
    known: dict[int, float] = dict(rows(nearest, "article", "best"))
    places: dict[int, list[int]] = {}
    for place, (article,) in enumerate(rows(articles, "article")):
        if article in where:
            places.setdefault(where[article] % buckets, []).append(place)
    out = {}
    for bucket, own in places.items():
        found = articles.select(MEMBERS.names).take(pa.array(own, pa.int64()))
        members = found["article"].to_pylist()
        found = found.append_column(GATHERED.field("component"), pa.array([where[one] for one in members], pa.int64()))
        out[bucket] = found.append_column(
            GATHERED.field("best"), pa.array([known[one] for one in members], pa.float64())
        )
    return out


def logits(number: int, scored: pa.Table | None, nodes: pa.Table | None, *, buckets: int) -> Parcels:
    """The logits of the pairs whose first article is in a component, sent by component."""
    where = components(number, nodes)
    own = (
        (where[a] % buckets, (where[a], a, b, value)) for a, b, value in rows(scored, "a", "b", "logit") if a in where
    )
    return parcels(own, LOGITS)


def told(number: int, found: pa.Table | None, scored: pa.Table | None, *, lookup: Lookup) -> list[tuple[int, int]]:
    """Each article of the components of a bucket with its story, which is named by its first article."""
    if found is None:
        return []
    by_component = grouped(scored, "component", "a", "b", "logit")

    def stories() -> Iterator[tuple[int, int]]:
        where: dict[Any, list[int]] = {}
        for place, (component,) in enumerate(rows(found, "component")):
            where.setdefault(component, []).append(place)
        known: dict[int, float] = dict(rows(found, "article", "best"))
        for component, places in sorted(where.items()):
            traits = lookup.traits(words_of(found, places))
            members = sorted(traits)
            own = {(a, b): value for a, b, value in by_component.get(component, ())}
            for group in told_apart(members, traits, own, {one: known[one] for one in members}):
                yield from ((article, group[0]) for article in group)

    return list(stories())
