"""Rows of the table of articles become Articles again, as they were when they were annotated.

What can go wrong: a corpus without texts (``--no-text``), of which nothing can be read again.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from framing.article import Article, Block, DateBounds, Evidence, Note, Span
from framing.intake import markdown

COLUMNS = "id kind outlet title date earliest latest url columns evidence notes blocks text".split()
"""The columns that are needed."""


def article_of(row: Mapping[str, Any]) -> Article:
    """The article of a row that has :data:`COLUMNS`; its text must be there."""
    text: str = row["text"]
    found = [(one["field"], _evidence(one)) for one in row["evidence"]]
    return Article(
        id=row["id"],
        text=text,
        blocks=tuple(Block(Span(one["start"], one["end"]), one["kind"]) for one in row["blocks"]),
        outlet=row["outlet"],
        outlet_evidence=tuple(evidence for field, evidence in found if field == "outlet"),
        title=row["title"],
        date=_written(row["date"]),
        date_bounds=DateBounds(
            _written(row["earliest"]),
            _written(row["latest"]),
            tuple(evidence for field, evidence in found if field == "date"),
        ),
        url=row["url"],
        columns=tuple(dict(row["columns"]).items()),
        notes=tuple(Note(message) for message in row["notes"]),
        masked=markdown.masked(text).text if row["kind"] == "markdown" else None,
    )


def _written(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _evidence(one: Mapping[str, Any]) -> Evidence:
    span = None if one["start"] is None else Span(one["start"], one["end"])
    return Evidence(one["kind"], one["value"], one["why"], span)
