"""Links become connected components, by large and small stars (Kiveris et al. 2014, "Connected Components in MapReduce
and Beyond").

Each node is linked to the smallest of its neighbours, from above and from below in turn, until every component is one
star around its smallest node. A link lies in the bucket of its first node, once for each direction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final

import pyarrow as pa

from framing.corpus.exchange import Parcels
from framing.corpus.grouping.parcels import grouped, parcels, rows

LINKS: Final = pa.schema(
    [("node", pa.int64()), ("other", pa.int64()), ("node_bucket", pa.int32()), ("other_bucket", pa.int32())]
)
MEMBERS: Final = pa.schema([("component", pa.int64()), ("node", pa.int64()), ("node_bucket", pa.int32())])
NODES: Final = pa.schema([("node", pa.int64()), ("component", pa.int64()), ("large", pa.bool_())])

Link = tuple[int, int, int, int]


def linked(number: int, scored: pa.Table | None, large: pa.Table | None = None, *, bar: float, every: bool) -> Parcels:
    """The pairs of a bucket with a logit of at least ``bar``, in both directions; those of large components only,
    unless ``every``.
    """
    inside = {node for node, _, is_large in rows(large, *NODES.names) if is_large}

    def found() -> Iterator[tuple[int, Link]]:
        for a, b, bucket, logit in rows(scored, "a", "b", "b_bucket", "logit"):
            if logit >= bar and (every or a in inside):
                yield from _both(a, b, number, bucket)

    return parcels(found(), LINKS)


def large_star(number: int, links: pa.Table | None) -> Parcels:
    """The larger neighbours of each node become neighbours of the smallest; sent to the larger."""

    def found() -> Iterator[tuple[int, Link]]:
        for node, least, others in _stars(number, links):
            for other, bucket in others:
                if other > node:
                    yield bucket, (other, least[0], bucket, least[1])

    return parcels(found(), LINKS)


def small_star(number: int, links: pa.Table | None) -> Parcels:
    """Each node and its neighbours, which are smaller, become neighbours of the smallest; in both directions."""

    def found() -> Iterator[tuple[int, Link]]:
        for node, least, others in _stars(number, links):
            for other, bucket in [(node, number), *others]:
                if other != least[0]:
                    yield from _both(other, least[0], bucket, least[1])

    return parcels(found(), LINKS)


def _stars(number: int, links: pa.Table | None) -> Iterator[tuple[int, tuple[int, int], list[tuple[int, int]]]]:
    """Each node of a bucket, the smallest of it and its neighbours, and the neighbours; all but the first with their
    buckets.
    """
    for node, own in grouped(links, "node", "other", "other_bucket").items():
        others = sorted({(other, bucket) for other, bucket in own})
        yield node, min((node, number), others[0]), others


def _both(a: int, b: int, a_bucket: int, b_bucket: int) -> Iterator[tuple[int, Link]]:
    yield a_bucket, (a, b, a_bucket, b_bucket)
    yield b_bucket, (b, a, b_bucket, a_bucket)


def fingerprint(number: int, links: pa.Table | None) -> str:
    """The same for the same links: when it stays, all components are stars."""
    found = sorted(set(rows(links, "node", "other")))
    return blake2b(repr(found).encode(), digest_size=16).hexdigest()


def membership(number: int, links: pa.Table | None) -> Parcels:
    """The component of each node of a bucket, named by its smallest node, sent to the bucket of that."""

    def found() -> Iterator[tuple[int, tuple[int, int, int]]]:
        for node, (least, bucket), _ in _stars(number, links):
            yield bucket, (least, node, number)

    return parcels(found(), MEMBERS)


def sized(number: int, members: pa.Table | None, *, largest: int) -> Parcels:
    """The component of each node, and whether it has more members than ``largest``, sent to the bucket of the node."""
    sizes = Counter(component for (component,) in rows(members, "component"))
    found = (
        (bucket, (node, component, sizes[component] > largest))
        for component, node, bucket in rows(members, *MEMBERS.names)
    )
    return parcels(found, NODES)


def larges(number: int, nodes: pa.Table | None) -> int:
    """How many nodes of a bucket are in large components."""
    return sum(is_large for (is_large,) in rows(nodes, "large"))
