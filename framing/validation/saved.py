"""A CSV file as people save it becomes rows: with commas, semicolons or tabs, in UTF-8 or Windows-1252.

Spreadsheets do what they like with a file: a byte-order mark or none, UTF-16, another separator, a line "sep=;" at the
top, columns and rows in another order, blank rows at the end. What can go wrong: it is no text, or has no column
"unit"; then :class:`BadSheet` says so.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SEPARATORS = (",", ";", "\t")
UNIT = "unit"
GUARDED = re.compile(r"^'(?=[=+\-@\t\r])")
"""An apostrophe that was put before what a spreadsheet would take for a formula (``csv_text`` puts it there)."""
OTHER = "save the sheet as CSV (UTF-8)"


class BadSheet(ValueError):
    """A sheet or key that cannot be used; the message is one line: file, row, column, and what is allowed."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A table: the names of its columns in small letters, and its rows, each with its number as a spreadsheet shows it.

    Every row has a cell for every column; a row without any text is left out.
    """

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def saved(path: Path) -> Saved:
    """The table in a file; raises OSError and :class:`BadSheet`."""
    name = path.as_posix()
    text = _text(name, path.read_bytes())
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep="):
        text = rest
    try:
        for separator in SEPARATORS:
            lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
            head = tuple("_".join(cell.split()).casefold() for cell in lines[0]) if lines else ()
            if UNIT in head:
                return Saved(name, _single(name, head), tuple(_rows(head, lines)))
    except csv.Error as error:
        raise BadSheet(f"{name}: no table ({error}): {OTHER}") from None
    raise BadSheet(f"{name}: no column “{UNIT}” in its first row: give a sheet of framing sample, saved as CSV")


def _single(name: str, head: tuple[str, ...]) -> tuple[str, ...]:
    double = next((column for column in head if column and head.count(column) > 1), None)
    if double is not None:
        raise BadSheet(f"{name}: two columns are called “{double}”: leave one of them")
    return head


def _rows(head: tuple[str, ...], lines: list[list[str]]) -> Iterator[tuple[int, Mapping[str, str]]]:
    for number, line in enumerate(lines[1:], 2):
        cells = [GUARDED.sub("", cell).strip() for cell in line]
        if any(cells):
            yield number, dict(zip(head, cells + [""] * (len(head) - len(cells)), strict=False))


def _text(name: str, data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\0" in data or data.startswith(b"PK\x03\x04"):
        raise BadSheet(f"{name}: this is no CSV file (an office file?): {OTHER}")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadSheet(f"{name}: neither UTF-8 nor Windows-1252 text: {OTHER}")
