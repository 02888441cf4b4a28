"""Counted articles become copies: the steps of :mod:`framing.stories.copies`, joined by the runs that are looked up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

import pyarrow as pa

from framing.corpus.exchange import Parcels
from framing.corpus.grouping.counting import NUMBERS
from framing.corpus.grouping.parcels import grouped, parcels, rows
from framing.stories.copies import FULL, SAME, likeliest, sample, share

RUNS: Final = pa.schema([("run", pa.int64()), ("place", pa.int64()), ("bucket", pa.int32())])
MET: Final = pa.schema([("place", pa.int64()), ("other", pa.int64()), ("other_bucket", pa.int32())])
"""An article, and an earlier one, by their places, with the bucket of the earlier one."""
WANTED: Final = pa.schema([("place", pa.int64()), ("asking", pa.int32())])
WRITTEN: Final = pa.schema([("place", pa.int64()), ("shingles", NUMBERS)])
SHARES: Final = pa.schema([("place", pa.int64()), ("other", pa.int64()), ("share", pa.float64())])


def looked_up(number: int, articles: pa.Table | None, *, buckets: int) -> Parcels:
    """The runs by which each article of a bucket is looked up, sent by run."""
    found = (
        (run % buckets, (run, place, number))
        for place, written in rows(articles, "place", "shingles")
        for run in sorted(sample(written))
    )
    return parcels(found, RUNS)


def met(number: int, runs: pa.Table | None) -> Parcels:
    """For each article the earlier ones that have one of its runs, as often as they do, sent to its bucket."""

    def found() -> Iterator[tuple[int, tuple[int, int, int]]]:
        for entries in grouped(runs, "run", "place", "bucket").values():
            earlier = sorted(entries)[:FULL]
            for place, bucket in entries:
                for other, other_bucket in earlier:
                    if other >= place:
                        break
                    yield bucket, (place, other, other_bucket)

    return parcels(found(), MET)


def tried(number: int, found: pa.Table | None) -> Parcels:
    """The earlier articles with which each article of a bucket is compared in full."""
    counted: defaultdict[int, Counter[int]] = defaultdict(Counter)
    where: dict[int, int] = {}
    for place, other, bucket in rows(found, "place", "other", "other_bucket"):
        counted[place][other] += 1
        where[other] = bucket
    pairs = ((number, (place, other, where[other])) for place in sorted(counted) for other in likeliest(counted[place]))
    return parcels(pairs, MET)


def wanted(number: int, pairs: pa.Table | None) -> Parcels:
    """The places whose shingles are needed in this bucket, sent to where they are."""
    asked = sorted(set(rows(pairs, "other", "other_bucket")))
    return parcels(((bucket, (other, number)) for other, bucket in asked), WANTED)


def answered(number: int, articles: pa.Table | None, asked: pa.Table | None) -> Parcels:
    """The shingles that other buckets need, sent to them."""
    written: dict[int, list[int]] = dict(rows(articles, "place", "shingles"))
    return parcels(((asking, (place, written[place])) for place, asking in rows(asked, "place", "asking")), WRITTEN)


def shares(
    number: int, articles: pa.Table | None, pairs: pa.Table | None, got: pa.Table | None
) -> list[tuple[int, int, float]]:
    """The pairs of a bucket that share enough to be copies: places of the article and of the earlier one, share."""
    own: dict[int, list[int]] = dict(rows(articles, "place", "shingles"))
    others: dict[int, list[int]] = dict(rows(got, "place", "shingles"))
    out = []
    for place, other in rows(pairs, "place", "other"):
        value = share(own[place], others[other])
        if value >= SAME:
            out.append((place, other, value))
    return out
