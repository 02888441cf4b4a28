"""A record batch of articles becomes record batches of what was found in them: the one function of every engine.

It holds no state beyond caches, so it gives the same in this process, in another one and on another machine. What can
go wrong in one article becomes a row of the table of errors, and the others are read.
"""

from __future__ import annotations

import json
import traceback
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote

import pyarrow as pa

from framing.article import Article, Evidence, Note, Span
from framing.corpus.rows import Row, rows
from framing.corpus.schema import DOCUMENTS, TABLES, schema
from framing.intake.decoding import Unreadable
from framing.intake.document import Document, article
from framing.lexicon.compiled import uncompiled
from framing.lexicon.rules import Rule
from framing.patterns import pattern
from framing.reading import reading, uncollected

Tables = dict[str, pa.RecordBatch]
"""A record batch for each table, empty ones too."""
LONGEST: Final = 500_000
"""Characters of an article, at most: a longer one is a book, and would hold up all others."""

LONGEST_NAME: Final = 200
"""Bytes of an outlet's name as the name of a folder, at most."""
SURROGATE: Final = pattern(r"[\ud800-\udfff]")


class Settings(NamedTuple):
    """How articles are read: ``lexicon`` is the compiled text of the rules, None those of the package."""

    lexicon: str | None = None
    with_text: bool = True


DEFAULT: Final = Settings()


def annotation(batch: pa.RecordBatch, settings: Settings = DEFAULT) -> Tables:
    """The tables of a batch of articles (:data:`~framing.corpus.schema.DOCUMENTS`), rows in the order of the input."""
    with uncollected():
        return _annotation(batch, settings)


def _annotation(batch: pa.RecordBatch, settings: Settings) -> Tables:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for number, document in documents_of(batch):
        try:
            for table, own in _rows(number, document, settings).items():
                found[table] += own
        except Unreadable as error:
            found["errors"].append((number, document.id, document.place, str(error)))
        except OSError:
            raise  # a full disk or the like: it would befall every article
        except (MemoryError, RecursionError) as error:
            found["errors"].append((number, document.id, document.place, f"too much for this machine: {error!r}"))
        except Exception as error:
            found["errors"].append((number, document.id, document.place, _fault(error)))
    return {table: record_batch(table, found[table]) for table in TABLES}


def ready() -> None:
    """Load what reading an article needs: lists of names, weights, parameters. It takes as long as some articles."""
    text = b'"The bridge will reopen in June," said Mayor Anna Miller on 3 May 2021. Two thousand people came.\n'
    annotation(batch_of([(0, Document("", "plain", text, ""))]))


def record_batch(table: str, found: Sequence[Row]) -> pa.RecordBatch:
    """Rows, as tuples in the order of the columns, as a record batch of a table."""
    columns = list(zip(*found, strict=True)) if found else [()] * len(TABLES[table])
    return _batch(columns, schema(table))


def _batch(columns: Sequence[Sequence[Any]], names: pa.Schema) -> pa.RecordBatch:
    try:
        arrays = [pa.array(column, type=field.type) for column, field in zip(columns, names, strict=True)]
    except UnicodeEncodeError:
        return _batch([[unicode(value) for value in column] for column in columns], names)
    return pa.record_batch(arrays, schema=names)


def unicode(value: Any) -> Any:
    """A value whose strings, of the same length, are such that UTF-8 can hold them."""
    if isinstance(value, str):
        return SURROGATE.sub("\ufffd", value)
    if isinstance(value, list | tuple):
        return type(value)(unicode(one) for one in value)
    if isinstance(value, dict):
        return {key: unicode(one) for key, one in value.items()}
    return value


def _rows(number: int, document: Document, settings: Settings) -> dict[str, list[Row]]:
    found = _storable(article(document))
    if len(found.text) > LONGEST:
        raise Unreadable(f"the text has {len(found.text):,} characters, more than {LONGEST:,}: split it into articles")
    if len(quote(unicode(found.outlet or ""), safe="")) > LONGEST_NAME:
        raise Unreadable(f'its outlet "{(found.outlet or "")[:40]}…" is longer than a name: shorten it')
    lexicon = None if settings.lexicon is None else _rules(settings.lexicon)
    return rows(number, document, reading(found, lexicon), with_text=settings.with_text)


def _storable(found: Article) -> Article:
    """An article whose text is Unicode: half of a surrogate pair, which JSON can hold and UTF-8 cannot, is no more
    than a sign that something was lost.
    """
    text = unicode(found.text)
    if text == found.text:
        return found
    note = Note("half of a surrogate pair was read as U+FFFD")
    return found._replace(text=text, masked=found.masked and unicode(found.masked), notes=(*found.notes, note))


@lru_cache(2)
def _rules(written: str) -> tuple[Rule, ...]:
    """Rules as one value that stays: what is made of them is kept by it."""
    return uncompiled(written)


def _fault(error: Exception) -> str:
    """A fault of ours, with the line in which it arose, so that it can be reported."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else "unknown place"
    return " ".join(f"a fault of Framing ({type(error).__name__}: {error}; {place}): please report it".split())


# ---------------------------------------------------------------- articles that travel as a record batch


def batch_of(found: Sequence[tuple[int, Document]]) -> pa.RecordBatch:
    """Numbered documents as a record batch."""
    columns: list[list[Any]] = [
        [number for number, _ in found],
        [document.id for _, document in found],
        [document.kind for _, document in found],
        [document.data for _, document in found],
        [document.place for _, document in found],
        [_known(document) for _, document in found],
        [json.dumps(document.columns) for _, document in found],
    ]
    return _batch(columns, DOCUMENTS)


def _known(document: Document) -> str:
    return json.dumps([[field, *evidence] for field, evidence in document.known])


def documents_of(batch: pa.RecordBatch) -> list[tuple[int, Document]]:
    """The numbered documents of a record batch."""
    out = []
    for row in batch.to_pylist():
        known = tuple(
            (field, Evidence(kind, value, why, Span(*span) if span else None))
            for field, kind, value, why, span in json.loads(row["known"])
        )
        columns = tuple((key, value) for key, value in json.loads(row["columns"]))
        out.append((row["article"], Document(row["id"], row["kind"], row["data"], row["place"], known, columns)))
    return out
