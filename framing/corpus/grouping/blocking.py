"""Counted articles become candidate pairs: the steps of :mod:`framing.stories.blocks`, joined by heavy terms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
import pyarrow as pa

from framing.corpus.exchange import Parcels
from framing.corpus.grouping.counting import Lookup, day_of, days_of, words_of
from framing.corpus.grouping.parcels import grouped, parcels, rows
from framing.stories.blocks import Block, affordable, heavy, near, nearest, units
from framing.stories.traits import SPACES

TERMS: Final = pa.schema([("space", pa.int8()), ("term", pa.int64()), ("count", pa.int64())])
ENTRIES: Final = pa.schema(
    [
        ("term", pa.int64()),
        ("article", pa.int64()),
        ("weight", pa.float64()),
        ("first", pa.int32()),
        ("last", pa.int32()),
        ("bucket", pa.int32()),
    ]
)
"""A term that is heavy in an article."""
LENGTHS: Final = pa.schema([("article", pa.int64()), ("length", pa.int64()), ("term", pa.int64())])
READS: Final = pa.schema([("term", pa.int64()), ("article", pa.int64())])
SHARED: Final = pa.schema(
    [("article", pa.int64()), ("other", pa.int64()), ("units", pa.int64()), ("other_bucket", pa.int32())]
)
PAIRS: Final = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("b_bucket", pa.int32())])


def without(articles: pa.Table | None, copies: Iterable[int]) -> pa.Table | None:
    """The articles of a bucket that are no copies; ``copies`` are sorted."""
    if articles is None:
        return None
    mask = np.isin(articles["article"].to_numpy(), np.asarray(copies, np.int64), invert=True)
    return articles.filter(pa.array(mask))


def frequencies(number: int, articles: pa.Table | None, *, buckets: int) -> Parcels:
    """In how many articles of a bucket each stem stands, sent by stem."""
    found: dict[int, Counter[int]] = {space: Counter() for space in range(len(SPACES))}
    for space, name in enumerate(SPACES):
        for (terms,) in rows(articles, f"{name}_terms"):
            found[space].update(terms)
    counted = (
        (term % buckets, (space, term, count)) for space, own in found.items() for term, count in sorted(own.items())
    )
    return parcels(counted, TERMS)


def summed(number: int, counted: pa.Table | None) -> pa.Table:
    """The counts of all buckets together, for the stems of one."""
    if counted is None:
        return TERMS.empty_table()
    whole = counted.group_by(["space", "term"], use_threads=False).aggregate([("count", "sum")])
    return whole.rename_columns(["space", "term", "count"]).cast(TERMS)


def entries(number: int, articles: pa.Table | None, *, lookup: Lookup, buckets: int) -> Parcels:
    """The heavy terms of the articles of a bucket, sent by term."""
    if articles is None:
        return {}
    found = lookup.traits(words_of(articles))

    def own() -> Iterator[tuple[int, tuple[object, ...]]]:
        for article, first, last in rows(articles, "article", "first", "last"):
            for term, weight in heavy(found[article].body):
                yield term % buckets, (term, article, weight, first, last, number)

    return parcels(own(), ENTRIES)


def lengths(number: int, listed: pa.Table | None) -> Parcels:
    """How many entries each article would read of each list, sent to its bucket."""

    def found() -> Iterator[tuple[int, tuple[int, int, int]]]:
        for term, own in _lists(listed).items():
            block = _block(own)
            for article, _, first, last, bucket in own:
                yield bucket, (article, block.length(day_of(first, last)), term)

    return parcels(found(), LENGTHS)


def reads(number: int, found: pa.Table | None, *, buckets: int) -> Parcels:
    """The lists that each article of a bucket reads, sent by term."""
    own = (
        (term % buckets, (term, article))
        for article, lists in grouped(found, "article", "length", "term").items()
        for term in sorted(affordable(lists))
    )
    return parcels(own, READS)


def shared(number: int, listed: pa.Table | None, read: pa.Table | None) -> Parcels:
    """What each article shares with those that it meets in the lists of a bucket, sent to its bucket."""
    asking = {term: {article for (article,) in own} for term, own in grouped(read, "term", "article").items()}

    def found() -> Iterator[tuple[int, tuple[int, int, int, int]]]:
        for term, own in _lists(listed).items():
            block = _block(own)
            known = {article: (days_of(first, last), bucket) for article, _, first, last, bucket in own}
            for article, weight, first, last, bucket in own:
                if article in asking.get(term, ()):
                    for _, other, its in block.read(day_of(first, last)):
                        days, other_bucket = known[other]
                        if other != article and near(known[article][0], days):
                            yield bucket, (article, other, units(weight, its), other_bucket)

    return parcels(found(), SHARED)


def _lists(listed: pa.Table | None) -> dict[int, list[tuple[int, float, int | None, int | None, int]]]:
    found = grouped(listed, "term", "article", "weight", "first", "last", "bucket")
    return {term: [(row[0], row[1], row[2], row[3], row[4]) for row in own] for term, own in found.items()}


def _block(own: Iterable[tuple[int, float, int | None, int | None, int]]) -> Block:
    return Block([(day_of(first, last), article, weight) for article, weight, first, last, _ in own])


def pairs(number: int, found: pa.Table | None) -> Parcels:
    """The candidate pairs (a < b) of the articles of a bucket, sent to the bucket of a, perhaps twice."""

    def own() -> Iterator[tuple[int, tuple[int, int, int]]]:
        for article, others in grouped(found, "article", "other", "units", "other_bucket").items():
            sums: defaultdict[int, int] = defaultdict(int)
            where = {}
            for other, value, bucket in others:
                sums[other] += value
                where[other] = bucket
            for other in nearest(sums):
                if article < other:
                    yield number, (article, other, where[other])
                else:
                    yield where[other], (other, article, number)

    return parcels(own(), PAIRS)


def once(number: int, found: pa.Table | None) -> Parcels:
    """The candidate pairs of a bucket, each once."""
    return parcels(((number, row) for row in sorted(set(rows(found, "a", "b", "b_bucket")))), PAIRS)
