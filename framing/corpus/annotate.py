"""Inputs become a corpus: articles are read part by part in an engine, and parts become tables.

A run that was interrupted goes on where it was: parts that are finished are not read again, whatever engine finished
them. An article over which a process dies is listed among the errors like any other that cannot be read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from framing import __version__
from framing.corpus.annotation import Settings, annotation, record_batch
from framing.corpus.engine import Engine, Lost
from framing.corpus.parts import Part, parts
from framing.corpus.rows import Row
from framing.corpus.schema import TABLES, schema
from framing.corpus.store import CorpusError, begun, described, part_stored, parts_done, parts_removed, rules_digest
from framing.corpus.tables import partitioned
from framing.intake.document import Document, Problem


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: articles read now and in earlier runs, and whether the tables are being written."""

    articles: int
    before: int = 0
    tables: bool = False


@dataclass(frozen=True, slots=True)
class Annotated:
    """What a corpus holds: the number of articles and of errors, and how many articles this run has read."""

    articles: int
    errors: int
    read: int


def annotate(
    found: Iterable[Document | Problem],
    folder: Path,
    engine: Engine,
    settings: Settings,
    told: Callable[[Progress], object] = bool,
) -> Annotated:
    """Annotate documents into a folder; ``told`` is called after each part.

    Raises :class:`~framing.corpus.store.CorpusError`, and OSError where the disk is full.
    """
    known = begun(folder, _settings(settings))
    done = parts_done(folder)
    digests: dict[int, str] = {}
    if known["complete"]:
        for part in parts(found):
            digests[part.number] = part.digest
        if known["digest"] != _together(digests):
            raise CorpusError(f"{folder}: finished, and made of another input: annotate this one into a new folder")
        return Annotated(known["articles"], known["errors"], 0)
    read = 0
    before = sum(mark["documents"] for mark in done.values())
    task = partial(stored_tables, settings=settings)
    waiting = _not_done(parts(found), done, digests, folder)
    lost = []
    for part, result in engine.results(task, waiting):
        if isinstance(result, Lost):
            lost.append(part)
            continue
        _kept(folder, part, result)
        read += part.batch.num_rows
        told(Progress(read, before))
    for part in lost:
        _kept(folder, part, _one_by_one(part, engine, task))
        read += part.batch.num_rows
        told(Progress(read, before))
    told(Progress(read, before, tables=True))
    rows = partitioned(folder, parts_done(folder))
    known |= {"complete": True, "digest": _together(digests), "errors": rows["errors"], "articles": rows["articles"]}
    described(folder, known | {"rows": rows})
    parts_removed(folder)
    return Annotated(rows["articles"], rows["errors"], read)


def _settings(settings: Settings) -> dict[str, Any]:
    return {"framing": __version__, "lexicon": rules_digest(settings.lexicon), "text": settings.with_text}


def _together(digests: Mapping[int, str]) -> str:
    written = "\n".join(digests[number] for number in sorted(digests))
    return hashlib.blake2b(written.encode(), digest_size=16).hexdigest()


def _not_done(
    found: Iterable[Part], done: Mapping[int, Mapping[str, Any]], digests: dict[int, str], folder: Path
) -> Iterator[Part]:
    """The parts that are left; ``digests`` takes those of all."""
    for part in found:
        digests[part.number] = part.digest
        mark = done.get(part.number)
        if mark is None:
            yield part
        elif mark["digest"] != part.digest:
            first = part.batch["place"][0].as_py() if part.batch.num_rows else "the input"
            raise CorpusError(
                f"{folder}: the input has changed since this was begun (part {part.number}, from {first} on): "
                "annotate into a new folder"
            )
    if extra := sorted(done.keys() - digests.keys()):
        raise CorpusError(
            f"{folder}: the input has become shorter since this was begun (part {extra[0]} is missing): "
            "annotate into a new folder"
        )


def _kept(folder: Path, part: Part, tables: Mapping[str, bytes]) -> None:
    mark = {"digest": part.digest, "documents": part.batch.num_rows, "tables": sorted(tables)}
    part_stored(folder, part.number, mark, tables)


def stored_tables(part: Part, settings: Settings) -> dict[str, bytes]:
    """What is written of a part: its tables in Parquet, without those that have no rows."""
    tables = annotation(part.batch, settings)
    errors = record_batch("errors", part.problems)
    found = {name: pa.Table.from_batches([batch]) for name, batch in tables.items()}
    found["errors"] = pa.concat_tables([found["errors"], pa.Table.from_batches([errors])])
    return {name: in_parquet(table) for name, table in found.items() if table.num_rows}


def in_parquet(table: pa.Table) -> bytes:
    """A table as the bytes of a Parquet file."""
    out = pa.BufferOutputStream()
    pq.write_table(table, out, compression="zstd")
    return bytes(out.getvalue())


def _one_by_one(part: Part, engine: Engine, task: Callable[[Part], dict[str, bytes]]) -> dict[str, bytes]:
    """The tables of a part over which processes died: each of its articles alone, the culprits among the errors."""
    single = [replace(part, number=at, batch=part.batch.slice(at, 1), problems=()) for at in range(part.batch.num_rows)]
    found: dict[int, dict[str, bytes]] = {}
    errors: list[Row] = list(part.problems)
    for one, result in engine.results(task, single):
        if isinstance(result, Lost):
            row = one.batch.to_pylist()[0]
            errors.append((row["article"], row["id"], row["place"], f"not read: {result.why}"))
        else:
            found[one.number] = result
    out = {}
    for name in TABLES:
        tables = [pq.read_table(pa.BufferReader(found[at][name])) for at in sorted(found) if name in found[at]]
        if name == "errors":
            tables.append(pa.Table.from_batches([record_batch("errors", sorted(errors, key=_place))]))
        whole = pa.concat_tables([schema(name).empty_table(), *tables])
        if whole.num_rows:
            out[name] = in_parquet(whole)
    return out


def _place(error: Row) -> tuple[bool, int]:
    return error[0] is None, error[0] or 0
