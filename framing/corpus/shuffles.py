"""Rows are sent to numbered buckets by the shuffles of Dask: the exchange of a cluster.

Each row of Dask's tables is a parcel: the bucket to which it goes, where it comes from, and its rows as the bytes of an
Arrow stream. Dask sends parcels of one bucket to one worker (peer to peer, through the disks of the workers) and begins
a shuffle again if a worker goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Final, TypeVar

import dask
import dask.dataframe as dd
import pandas as pd
import pyarrow as pa
from distributed import wait
from distributed.scheduler import KilledWorker

from framing.corpus.cluster import Cluster
from framing.corpus.engine import WorkerError
from framing.corpus.exchange import LostError, Parcels, packed, unpacked

A = TypeVar("A")
R = TypeVar("R")

SHARES: Final = 4
"""Parts of a table for each thread of the workers."""


class Shuffles:
    """An exchange on a cluster; what it returns for sent rows is a table of Dask whose parts lie on the workers."""

    def __init__(self, cluster: Cluster) -> None:
        self._client = cluster.client
        self._parts = SHARES * max(1, sum(self._client.nthreads().values()))

    def sent(self, function: Callable[[A], Parcels], items: Sequence[A]) -> Any:
        """See :class:`~framing.corpus.exchange.Exchange`."""
        with self._here():
            return self._shuffled(dd.from_map(partial(_of_item, function), list(enumerate(items)), meta=_frame([])))

    def resent(self, function: Callable[..., Parcels], *sources: Any) -> Any:
        """See :class:`~framing.corpus.exchange.Exchange`."""
        with self._here():
            made = partial(_of_buckets, function)
            return self._shuffled(dd.map_partitions(made, *sources, meta=_frame([]), align_dataframes=False))

    def received(self, function: Callable[..., R], *sources: Any) -> Iterator[R]:
        """See :class:`~framing.corpus.exchange.Exchange`."""
        parts = zip(*(source.to_delayed() for source in sources), strict=True)
        task = dask.delayed(partial(_results, function), pure=False)
        found: dict[int, R] = {}
        for result in self._sure(lambda: self._client.gather(self._client.compute([task(*own) for own in parts]))):
            found |= result
        for number in sorted(found):
            yield found[number]

    def forgotten(self, *sources: Any) -> None:
        """Dask forgets a table when nobody has it any more."""

    def close(self) -> None:
        """Nothing is left: the tables go with those who have them."""

    @contextmanager
    def _here(self) -> Iterator[None]:
        """Tables of bytes, that are worked out on this cluster."""
        with self._client.as_current(), dask.config.set({"dataframe.convert-string": False}):
            yield

    def _shuffled(self, made: Any) -> Any:
        def shuffled() -> Any:
            out = made.shuffle(on="bucket", npartitions=self._parts, shuffle_method="p2p", ignore_index=True).persist()
            wait(out)
            for future in self._client.futures_of(out):
                if future.status == "error":
                    future.result()
            return out

        return self._sure(shuffled)

    def _sure(self, step: Callable[[], R]) -> R:
        try:
            return step()
        except KilledWorker as error:
            told = f"a step could not be finished (several workers died over it: {error}): give workers more memory"
            raise LostError(" ".join(told.split())) from None
        except Exception as error:
            raise WorkerError(f"{type(error).__name__}: {error}") from error


def _frame(found: Sequence[tuple[int, int, bytes]]) -> pd.DataFrame:
    """Parcels as a table: the bucket, the number of the item or bucket they come from, the bytes."""
    bucket, origin, payload = zip(*found, strict=True) if found else ((), (), ())
    return pd.DataFrame(
        {
            "bucket": pd.array(bucket, dtype="int64"),
            "origin": pd.array(origin, dtype="int64"),
            "payload": pd.array(payload, dtype=pd.ArrowDtype(pa.large_binary())),
        }
    )


def _of_item(function: Callable[[A], Parcels], numbered: tuple[int, A]) -> pd.DataFrame:
    number, item = numbered
    return _frame(_rows(number, function(item)))


def _of_buckets(function: Callable[..., Parcels], *sources: pd.DataFrame) -> pd.DataFrame:
    return _frame([row for number, parcels in _results(function, *sources).items() for row in _rows(number, parcels)])


def _rows(origin: int, parcels: Parcels) -> list[tuple[int, int, bytes]]:
    return [(bucket, origin, packed(own)) for bucket, own in sorted(parcels.items()) if own.num_rows]


def _results(function: Callable[..., R], *sources: pd.DataFrame) -> dict[int, R]:
    """What the function returns for each bucket of a part, by the bucket's number."""
    parted = [_by_bucket(source) for source in sources]
    numbers = sorted({number for found in parted for number in found})
    return {number: function(number, *(found.get(number) for found in parted)) for number in numbers}


def _by_bucket(found: pd.DataFrame) -> dict[int, pa.Table]:
    """The rows of each bucket, in the order of where they come from."""
    parcels: dict[int, list[pa.Table]] = {}
    for row in found.sort_values(["bucket", "origin"]).itertuples():
        parcels.setdefault(int(row.bucket), []).append(unpacked(row.payload))
    return {number: pa.concat_tables(own) for number, own in parcels.items()}
