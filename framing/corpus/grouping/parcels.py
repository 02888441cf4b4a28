"""Rows with the numbers of their buckets become parcels, and tables become rows again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from framing.corpus.exchange import Parcels

Row = tuple[Any, ...]


def parcels(rows: Iterable[tuple[int, Row]], schema: pa.Schema) -> Parcels:
    """Rows, each with the number of the bucket to which it goes, as a table a bucket."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for bucket, row in rows:
        found[bucket].append(row)
    return {bucket: table(own, schema) for bucket, own in found.items()}


def table(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    """Rows as a table."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.table(arrays, schema=schema)


def rows(found: pa.Table | None, *names: str) -> Iterator[Row]:
    """Some columns of a table, row by row; none where nothing was sent."""
    if found is None:
        return iter(())
    return zip(*(found[name].to_pylist() for name in names), strict=True)


def grouped(found: pa.Table | None, *names: str) -> dict[Any, list[Row]]:
    """The rows of a table by the first of some columns, in the order of its values; a row has the other columns."""
    out: defaultdict[Any, list[Row]] = defaultdict(list)
    for key, *values in rows(found, *names):
        out[key].append(tuple(values))
    return dict(sorted(out.items()))
