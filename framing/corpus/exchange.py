"""Rows are sent to numbered buckets, and each bucket is worked on by itself: how tables are joined that are too large
for one process.

A function makes parcels, a table for each bucket it sends rows to; behind it the bucket of that number holds the rows
that all others sent there, in an order that does not depend on who was ready first (the shuffle of MapReduce, Dean and
Ghemawat 2004). What can go wrong: the disk fills; a process dies over one bucket, which is then too large for it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pyarrow as pa

from framing.corpus.engine import Engine, Lost

A = TypeVar("A")
R = TypeVar("R")

Parcels = Mapping[int, pa.Table]
"""Rows by the number of the bucket to which they go."""


class LostError(ValueError):
    """Processes died over a part of the work that cannot be left out; the message is one line."""


class Exchange(Protocol):
    """Where rows are exchanged; what it returns for sent rows is its own, and is given back to it as it is."""

    def sent(self, function: Callable[[A], Parcels], items: Sequence[A]) -> Any:
        """What the function makes of each item, by bucket."""

    def resent(self, function: Callable[..., Parcels], *sources: Any) -> Any:
        """What the function makes of each bucket of some sources, by bucket.

        It is called with the bucket's number and, for each source, a table of the rows that were sent there, or None.
        """

    def received(self, function: Callable[..., R], *sources: Any) -> Iterator[R]:
        """What the function, called in the same way, returns for each bucket, in the order of the buckets."""

    def forgotten(self, *sources: Any) -> None:
        """These rows are not needed any more."""

    def close(self) -> None:
        """No rows are needed any more."""


# ---------------------------------------------------------------- on the disk of one machine


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a parcel lies: bytes of a file, which hold an Arrow stream."""

    file: str
    start: int
    size: int


Sent = dict[int, list[Piece]]
"""The parcels of each bucket, in the order of the items that they come from."""


class Files:
    """An exchange through files in a folder: a file an item, in which the parcels lie one behind the other."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self._folder = folder
        self._engine = engine
        self._steps = 0

    def sent(self, function: Callable[[A], Parcels], items: Sequence[A]) -> Sent:
        """See :class:`Exchange`."""
        return self._spilled(partial(_applied, function), items)

    def resent(self, function: Callable[..., Parcels], *sources: Sent) -> Sent:
        """See :class:`Exchange`."""
        return self._spilled(partial(_opened, function), _buckets(sources))

    def received(self, function: Callable[..., R], *sources: Sent) -> Iterator[R]:
        """See :class:`Exchange`."""
        waiting: dict[int, R] = {}
        buckets = _buckets(sources)
        number = 0
        for bucket, result in _sure(self._engine.results(partial(_opened, function), buckets)):
            waiting[bucket[0]] = result
            while number < len(buckets) and buckets[number][0] in waiting:
                yield waiting.pop(buckets[number][0])
                number += 1

    def forgotten(self, *sources: Sent) -> None:
        """See :class:`Exchange`."""
        for file in {piece.file for source in sources for pieces in source.values() for piece in pieces}:
            Path(file).unlink(missing_ok=True)

    def _spilled(self, function: Callable[[A], Parcels], items: Sequence[A]) -> Sent:
        self._steps += 1
        place = self._folder / f"step-{self._steps:03}"
        place.mkdir(parents=True)
        numbered = [(str(place / f"{number:06}.arrows"), item) for number, item in enumerate(items)]
        out: dict[int, dict[str, Piece]] = {}
        for _, pieces in _sure(self._engine.results(partial(_stored, function), numbered)):
            for bucket, piece in pieces:
                out.setdefault(bucket, {})[piece.file] = piece
        return {bucket: [own[file] for file in sorted(own)] for bucket, own in sorted(out.items())}

    def close(self) -> None:
        """Take all files away."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _sure(results: Iterable[tuple[A, R | Lost]]) -> Iterator[tuple[A, R]]:
    """Results of which none may be lost."""
    for item, result in results:
        if isinstance(result, Lost):
            raise LostError(f"a step could not be finished ({result.why}): give it more memory, or fewer --workers")
        yield item, result


def _buckets(sources: Sequence[Sent]) -> list[tuple[int, list[list[Piece]]]]:
    numbers = sorted({number for source in sources for number in source})
    return [(number, [source.get(number, []) for source in sources]) for number in numbers]


def _applied(function: Callable[[A], Parcels], item: A) -> Parcels:
    return function(item)


def _opened(function: Callable[..., R], bucket: tuple[int, list[list[Piece]]]) -> R:
    number, sources = bucket
    return function(number, *(_table(pieces) for pieces in sources))


def _table(pieces: Sequence[Piece]) -> pa.Table | None:
    tables = []
    for piece in pieces:
        with open(piece.file, "rb") as file:
            file.seek(piece.start)
            tables.append(unpacked(file.read(piece.size)))
    return pa.concat_tables(tables) if tables else None


def _stored(function: Callable[[A], Parcels], numbered: tuple[str, A]) -> list[tuple[int, Piece]]:
    """Write the parcels of one item into a file; a file that is there is of a process that died."""
    name, item = numbered
    out: list[tuple[int, Piece]] = []
    parcels = function(item)
    start = 0
    with open(name, "wb") as file:
        for bucket in sorted(parcels):
            if parcels[bucket].num_rows:
                data = packed(parcels[bucket])
                file.write(data)
                out.append((bucket, Piece(name, start, len(data))))
                start += len(data)
    return out


def packed(table: pa.Table) -> bytes:
    """A table as the bytes of an Arrow stream."""
    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        writer.write_table(table)
    return bytes(out.getvalue())


def unpacked(data: bytes) -> pa.Table:
    """The table of the bytes of an Arrow stream."""
    return pa.ipc.open_stream(data).read_all()
