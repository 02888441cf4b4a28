"""A Parquet file becomes Documents, one a row: a column "text", and the others as the keys of a JSON line are.

Days may be dates, timestamps or strings; other columns become free columns, nested ones as JSON. Folders that are named
"country=NL", as databases write them, are columns, too. pyarrow reads a few rows at a time. What can go wrong: no
column "text"; a file that breaks off, whose rows before that are given.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import unquote

from framing.article import Evidence
from framing.intake.decoding import Unreadable
from framing.intake.document import EMPTY, Document, Problem
from framing.intake.lines import KNOWN, LONGEST, iso_day
from framing.intake.packages import module

ROWS: Final = 16
"""Rows that are held at once."""
SHOWN: Final = 20
"""Columns that are named, at most, where "text" is missing."""
_MAGIC: Final = b"PAR1"
_NULL: Final = "__HIVE_DEFAULT_PARTITION__"
"""The name of a folder for rows without a value."""


def documents(path: Path, name: str, prefix: str) -> Iterator[Document | Problem]:
    """The rows of a Parquet file; raises :class:`Unreadable`, also where it breaks off."""
    arrow, parquet = module("pyarrow", "pyarrow"), module("pyarrow.parquet", "pyarrow")
    _begins_well(path)
    number = 0
    try:
        with parquet.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20, page_checksum_verification=True) as file:
            _fit(arrow, file.schema_arrow)
            folders = _folders(name, file.schema_arrow.names)
            for batch in file.iter_batches(ROWS, use_threads=False):
                for row in _rows(arrow, batch):
                    number += 1
                    place = f"{name}, row {number}"
                    try:
                        yield _document(row, folders, f"{prefix}{number}", place)
                    except Unreadable as error:
                        yield Problem(place, str(error))
    except Unreadable:
        raise
    except (arrow.ArrowException, OSError, ValueError, MemoryError):
        where = f"after row {number}" if number else "so that nothing of it can be read"
        raise Unreadable(f"damaged or cut off {where}: fetch it anew") from None
    if not number:
        raise Unreadable("the table has no rows: nothing to read")


def _begins_well(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(len(_MAGIC))
    if not head:
        raise Unreadable(EMPTY)
    if head != _MAGIC:
        raise Unreadable("this is no Parquet file: mend the name or the file")


def _fit(arrow: Any, schema: Any) -> None:
    """Raise Unreadable for a table that holds no texts."""
    if "text" not in schema.names:
        shown = ", ".join(schema.names[:SHOWN]) + (" and more" if len(schema.names) > SHOWN else "")
        raise Unreadable(f'no column "text" (there are {shown}): rename the one that holds the texts')
    if double := next((name for name in schema.names if schema.names.count(name) > 1), None):
        raise Unreadable(f'two columns are called "{double}": rename one of them')
    held = schema.field("text").type
    held = held.value_type if arrow.types.is_dictionary(held) else held
    if not any(fits(held) for fits in (arrow.types.is_string, arrow.types.is_large_string, arrow.types.is_string_view)):
        raise Unreadable(f'the column "text" holds {held}, not strings: cast it')


def _folders(name: str, names: list[str]) -> dict[str, str]:
    """The columns that folders name: "country=NL/part-0.parquet" (the layout of Hive)."""
    pairs = (part.partition("=") for part in PurePosixPath(name).parts[:-1])
    return {key: unquote(value) for key, sign, value in pairs if sign and key not in names and value != _NULL}


def _rows(arrow: Any, batch: Any) -> Iterator[Mapping[str, Any] | Unreadable]:
    """The rows of a batch; of one with a value that is none, why it cannot be read."""
    schema = arrow.schema([_in_microseconds(arrow, field) for field in batch.schema])
    batch = batch.cast(schema, safe=False)
    try:
        yield from list(batch.to_pylist())
    except (ValueError, OverflowError, LookupError):  # text that is no UTF-8, a day that no calendar has
        for index in range(batch.num_rows):
            try:
                (row,) = batch.slice(index, 1).to_pylist()
            except (ValueError, OverflowError, LookupError) as error:
                yield Unreadable(f"a value cannot be read: {error}")
            else:
                yield row


def _in_microseconds(arrow: Any, field: Any) -> Any:
    """A column of times with the digits that Python has."""
    fine = arrow.types.is_timestamp(field.type) and field.type.unit == "ns"
    return field.with_type(arrow.timestamp("us", field.type.tz)) if fine else field


def _document(found: Mapping[str, Any] | Unreadable, folders: Mapping[str, str], id: str, place: str) -> Document:
    """The document of a row; raises :class:`Unreadable`."""
    if isinstance(found, Unreadable):
        raise found
    row = {**found, **folders}
    text = row["text"]
    if text is None or not text.strip():
        raise Unreadable("the text is empty")
    data = text.encode("utf-8")
    if len(data) > LONGEST:
        raise Unreadable(f"longer than {LONGEST // 1_000_000} MB: cut it into several rows")
    known = []
    for field in ("outlet", "title", "date", "url"):
        value = written(row.get(field))
        if value and value.strip():
            value = iso_day(value) if field == "date" else value
            known.append((field, Evidence("metadata", value, f'{place}: the column "{field}"')))
    columns = tuple(
        (key, value) for key, one in row.items() if key not in KNOWN and (value := written(one)) is not None
    )
    return Document(written(row.get("id")) or id, "text", data, place, tuple(known), columns)


def written(value: object) -> str | None:
    """A value as a string, None for none; nested ones as JSON."""
    if value is None or value != value:  # NaN, which pandas writes for none
        return None
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return json.dumps(value, ensure_ascii=False, default=written) if isinstance(value, list | dict) else str(value)
