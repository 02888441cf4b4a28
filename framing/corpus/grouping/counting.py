"""Articles become rows of what is counted of each by itself, in the buckets of their days; and rows become Traits.

``place`` orders articles by their stated day and number (undated ones behind all others), in one integer.
"""

from __future__ import annotations

import datetime
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from framing.article import DateBounds
from framing.corpus.articles import COLUMNS, article_of
from framing.corpus.exchange import Parcels
from framing.corpus.grouping.parcels import parcels, rows
from framing.stories.blocks import one_day
from framing.stories.copies import shingles
from framing.stories.traits import SPACES, Days, Frequencies, Traits, Words, weighted, words

NUMBERS: Final = pa.list_(pa.int64())
COUNTED: Final = pa.schema(
    [
        ("article", pa.int64()),
        ("place", pa.int64()),
        ("first", pa.int32()),
        ("last", pa.int32()),
        *((f"{space}_{what}", NUMBERS) for space in SPACES for what in ("terms", "counts")),
        ("weekdays", pa.list_(pa.string())),
        ("quoted", NUMBERS),
        ("shingles", NUMBERS),
    ]
)
"""What is counted of an article: its days as ordinals (null where they are open), stems with their counts, hashes."""
UNDATED: Final = datetime.date.max.toordinal()
SHIFT: Final = 40
"""Bits of a place that hold the number of the article."""

Item = tuple[tuple[str, int], ...]
"""Files of the table of articles, each with the number of a row group."""


def counted(item: Item, bounds: Sequence[int]) -> Parcels:
    """The rows of the articles in some row groups, each in the bucket of its place; ``bounds`` are the places at which
    buckets begin, but the first.
    """
    return parcels(((bucket(row[1], bounds), row) for row in _rows(item)), COUNTED)


def bucket(place: int, bounds: Sequence[int]) -> int:
    """The bucket in which an article lies."""
    return bisect_right(bounds, place)


def _rows(item: Item) -> Iterator[tuple[Any, ...]]:
    for file, group in item:
        wanted = [name for name in COLUMNS if name != "outlet"]  # which names the folder, and is not needed
        with pq.ParquetFile(file) as source:
            found = source.read_row_group(group, columns=["article", *wanted]).to_pylist()
        for row in found:
            article = article_of(row | {"outlet": None})
            # As in `framing stories` a date counts where it is stated, and not what the text says of other days.
            article = article._replace(date_bounds=DateBounds(article.date, article.date))
            own = words(article)
            day = (row["date"].toordinal() if row["date"] else UNDATED) << SHIFT
            days = [day.toordinal() for day in own.days] if own.days else [None, None]
            spaces = [list(part) for space in SPACES for part in _parts(getattr(own, space))]
            written = list(shingles(article))
            yield (row["article"], day | row["article"], *days, *spaces, list(own.weekdays), list(own.quoted), written)


def _parts(found: Mapping[int, int]) -> tuple[Iterable[int], Iterable[int]]:
    return found.keys(), found.values()


def words_of(found: pa.Table, places: Iterable[int] | None = None) -> dict[int, Words]:
    """The Words of some rows by article; ``places`` are the numbers of the rows, all by default."""
    if places is not None:
        found = found.take(pa.array(list(places), pa.int64()))
    spaces = [f"{space}_{what}" for space in SPACES for what in ("terms", "counts")]
    names = ("article", "first", "last", *spaces, "weekdays", "quoted")
    out = {}
    for article, first, last, body, bodies, title, titles, opening, openings, weekdays, quoted in rows(found, *names):
        out[article] = Words(
            dict(zip(body, bodies, strict=True)),
            dict(zip(title, titles, strict=True)),
            dict(zip(opening, openings, strict=True)),
            tuple(weekdays),
            array("L", quoted),
            days_of(first, last),
        )
    return out


def days_of(first: int | None, last: int | None) -> Days | None:
    """The days of two ordinals."""
    if first is None or last is None:
        return None
    return datetime.date.fromordinal(first), datetime.date.fromordinal(last)


def day_of(first: int | None, last: int | None) -> int:
    """The ordinal of a single known day, else 0."""
    return one_day(days_of(first, last))


# ---------------------------------------------------------------- in how many articles a stem stands


class Lookup:
    """The frequencies of all articles, in files that all processes read: stems and counts, sorted by stem."""

    def __init__(self, files: tuple[str, ...], total: int) -> None:
        """``files`` are those of :data:`~framing.stories.traits.SPACES`, ``total`` the number of articles."""
        self._files = files
        self._total = total

    def of(self, found: Iterable[Words]) -> Frequencies:
        """The frequencies of the stems of some articles."""
        own = list(found)
        out = {}
        for space, file in zip(SPACES, self._files, strict=True):
            stems = np.array(sorted({stem for one in own for stem in getattr(one, space)}), np.int64)
            terms, counts = _frequencies(file)
            out[space] = dict(zip(stems.tolist(), counts[np.searchsorted(terms, stems)].tolist(), strict=True))
        return Frequencies(self._total, **out)

    def traits(self, found: Mapping[int, Words]) -> dict[int, Traits]:
        """The traits of some articles, by article."""
        known = self.of(found.values())
        return {article: weighted(own, known) for article, own in found.items()}


@lru_cache(len(SPACES))
def _frequencies(file: str) -> tuple[Any, Any]:
    found = pa.ipc.open_file(pa.memory_map(file)).read_all()
    return found["term"].to_numpy(), found["count"].to_numpy()
