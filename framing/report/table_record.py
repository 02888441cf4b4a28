"""Tables and the summary become JSON objects, and rows of CSV files.

Places are the id of an article and a span, or no span for the whole of it. What can go wrong: a cell of a CSV file that
a spreadsheet would take for a formula; it gets an apostrophe, as OWASP advises ("CSV Injection").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from framing.report.records import Record, rounded
from framing.report.summary import Number, Sentence, plain
from framing.report.tables import Row, Spot, Table

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tables_record(found: Mapping[str, Table], ids: Sequence[str]) -> list[Record]:
    """The tables, in order."""
    return [
        {
            "name": table.name,
            "title": table.title,
            "about": table.about,
            "keys": list(table.keys),
            "unit": table.unit,
            "rows": [_row(row, ids) for row in table.rows],
        }
        for table in found.values()
    ]


def _row(row: Row, ids: Sequence[str]) -> Record:
    value = row.measure
    out: Record = {"keys": list(row.keys), "count": row.count}
    out |= {
        "value": None if value is None else rounded(value.value),
        "n": None if value is None else value.n,
        "low": None if value is None or value.low is None else rounded(value.low),
        "high": None if value is None or value.high is None else rounded(value.high),
    }
    return out | {"places": [_place(spot, ids) for spot in row.spots], "events": list(row.events)}


def _place(spot: Spot, ids: Sequence[str]) -> Record:
    article, span = spot
    return {"article": ids[article], "span": None if span is None else list(span)}


def summary_record(sentences: Sequence[Sentence], ids: Sequence[str], *, with_text: bool) -> list[Record]:
    """The sentences with their numbers; without text only the numbers, since a sentence may quote an event."""
    return [
        {
            "text": plain(sentence) if with_text else "",
            "numbers": [
                {
                    "text": piece.words,
                    "value": piece.value,
                    "about": piece.about,
                    "places": [_place(spot, ids) for spot in piece.spots],
                    "events": list(piece.events),
                    "anchors": list(piece.anchors),
                }
                for piece in sentence
                if isinstance(piece, Number)
            ],
        }
        for sentence in sentences
    ]


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A CSV file (RFC 4180, but with line feeds alone)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_cell(name) for name in head])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
