"""Candidate pairs become scored pairs: the steps of :mod:`framing.stories.likeness`, joined by articles.

A pair lies in the bucket of its first article, and what is needed of the second is sent there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyarrow as pa

from framing.corpus.exchange import Parcels
from framing.corpus.grouping.counting import COUNTED, Lookup, words_of
from framing.corpus.grouping.parcels import grouped, parcels, rows
from framing.stories.likeness import Likeness, features, in_common, logit

ASKED: Final = pa.schema([("article", pa.int64()), ("asking", pa.int32())])
NEARNESS: Final = pa.schema([("article", pa.int64()), ("nearness", pa.float64()), ("asking", pa.int32())])
BEST: Final = pa.schema([("article", pa.int64()), ("best", pa.float64())])
ALIKE: Final = pa.schema(
    [
        ("a", pa.int64()),
        ("b", pa.int64()),
        ("b_bucket", pa.int32()),
        *((name, pa.float64()) for name in ("body", "title", "opening", "weekdays", "known")),
        ("quoted", pa.int32()),
        ("apart", pa.int32()),
    ]
)
"""A pair, and its :class:`~framing.stories.likeness.Likeness`."""
SCORED: Final = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("b_bucket", pa.int32()), ("logit", pa.float64())])


def asked(number: int, pairs: pa.Table | None) -> Parcels:
    """The articles that are needed in a bucket, sent to where they are."""
    wanted = sorted(set(rows(pairs, "b", "b_bucket")))
    return parcels(((bucket, (article, number)) for article, bucket in wanted), ASKED)


def answered(number: int, articles: pa.Table | None, wanted: pa.Table | None) -> Parcels:
    """The rows of the articles of a bucket that others need, sent to them; those who need none get none."""
    if articles is None or wanted is None:
        return {}
    places = {article: place for place, (article,) in enumerate(rows(articles, "article"))}
    slim = articles.set_column(
        articles.column_names.index("shingles"), "shingles", pa.nulls(articles.num_rows, COUNTED.field("shingles").type)
    )
    out = {}
    for asking, own in grouped(wanted, "asking", "article").items():
        out[asking] = slim.take(pa.array([places[article] for (article,) in own], pa.int64()))
    return out


def compared(
    number: int, articles: pa.Table | None, pairs: pa.Table | None, got: pa.Table | None, *, lookup: Lookup
) -> Parcels:
    """What the pairs of a bucket have in common."""
    if articles is None or pairs is None or got is None:
        return {}
    mine = set(pairs["a"].to_pylist())
    places = [place for place, (article,) in enumerate(rows(articles, "article")) if article in mine]
    found = lookup.traits(words_of(articles, places) | words_of(got))
    own = (
        (number, (a, b, bucket, *in_common(found[a], found[b]))) for a, b, bucket in rows(pairs, "a", "b", "b_bucket")
    )
    return parcels(own, ALIKE)


def nearness(number: int, found: pa.Table | None) -> Parcels:
    """How near the two of each pair are, sent to the buckets of both, with the bucket that asks for the nearest."""

    def own() -> Iterator[tuple[int, tuple[int, float, int]]]:
        for a, b, bucket, *values in rows(found, *ALIKE.names):
            near = Likeness(*values).nearness
            yield number, (a, near, number)
            yield bucket, (b, near, number)

    return parcels(own(), NEARNESS)


def best(number: int, found: pa.Table | None) -> Parcels:
    """The nearness of the article nearest to each of a bucket, sent to those who asked, and kept here."""

    def own() -> Iterator[tuple[int, tuple[int, float]]]:
        for article, values in grouped(found, "article", "nearness", "asking").items():
            for asking in sorted({number, *(asking for _, asking in values)}):
                yield asking, (article, max(value for value, _ in values))

    return parcels(own(), BEST)


def scored(number: int, found: pa.Table | None, nearest: pa.Table | None) -> Parcels:
    """The logits of the pairs of a bucket."""
    known: dict[int, float] = dict(rows(nearest, "article", "best"))
    own = (
        (number, (a, b, bucket, logit(features(Likeness(*values), (known[a], known[b])))))
        for a, b, bucket, *values in rows(found, *ALIKE.names)
    )
    return parcels(own, SCORED)
