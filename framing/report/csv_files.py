"""The comparison as data becomes CSV files, one a table: what a spreadsheet, R or pandas reads at once.

Each file is tidy: one row an article, a telling, a pair, a finding, an attribution, a discrepancy, or one number with
its keys. Places are written ``id[start-end]``. What can go wrong: see :mod:`framing.report.table_record`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from framing.report.records import Record
from framing.report.table_record import csv_text

Sheet = tuple[Sequence[str], Sequence[Sequence[Any]]]


def csv_files(record: Record) -> dict[str, str]:
    """The files of a comparison record (schema "framing.comparison/1") by their names."""
    where = Where(record)
    sheets: dict[str, Sheet] = {
        "articles": _articles(record),
        "events": _events(record, where),
        "pairs": _pairs(record),
        "discrepancies": _discrepancies(record),
        "findings": _findings(record, where),
        "attributions": _attributions(record, where),
    }
    sheets |= {table["name"]: _table(table, where) for table in record["tables"]}
    return {f"{name}.csv": csv_text(head, rows) for name, (head, rows) in sheets.items()}


def place(article: str, span: Sequence[int] | None) -> str:
    """A place as text."""
    return article if span is None else f"{article}[{span[0]}-{span[1]}]"


class Where:
    """What the page calls a place: "2.14" for article 2, sentence 14, "2.¶3" for a block outside all sentences."""

    def __init__(self, record: Record) -> None:
        self._readings = {one["article"]["id"]: (n, one) for n, one in enumerate(record["readings"], 1)}

    def __call__(self, article: str, span: Sequence[int] | None) -> str:
        """The name of a span's sentence, else of its block, else of its article."""
        number, reading = self._readings[article]
        for mark, spans in (("", reading["sentences"]), ("¶", [block["span"] for block in reading["blocks"]])):
            at = -1 if span is None else bisect_right(spans, span[0], key=lambda one: one[0]) - 1
            if span is not None and at >= 0 and span[0] < spans[at][1]:
                return f"{number}.{mark}{at + 1}"
        return str(number)


def _places(found: Sequence[Mapping[str, Any]]) -> str:
    return "; ".join(place(one["article"], one["span"]) for one in found)


def _articles(record: Record) -> Sheet:
    columns = sorted({name for article in record["articles"] for name in article["columns"]})
    head = (
        "number",
        "id",
        "outlet",
        "title",
        "date",
        "earliest",
        "latest",
        "language",
        "characters",
        "url",
        "sha256",
        *columns,
    )
    rows = []
    for number, article in enumerate(record["articles"], 1):
        bounds = article["date_bounds"]
        own = [number, *(article[key] for key in ("id", "outlet", "title", "date"))]
        own += [bounds["earliest"], bounds["latest"]]
        own += [article[key] for key in ("language", "characters", "url", "sha256")]
        rows.append([*own, *(article["columns"].get(name) for name in columns)])
    return head, rows


def _events(record: Record, where: Where) -> Sheet:
    head = ("event", "label", "parent", "earliest", "latest", "article", "state", "where", "places", "nearest")
    rows = []
    for event in record["events"]:
        own = [event[key] for key in ("id", "label", "parent", "earliest", "latest")]
        for telling in event["tellings"]:
            spans = [{"article": telling["article"], "span": span} for span in telling["passages"]]
            near = where(telling["article"], telling["nearest"]) if "nearest" in telling else None
            told = " ".join(where(telling["article"], span) for span in telling["passages"])
            rows.append([*own, telling["article"], telling["state"], told, _places(spans), near])
    return head, rows


def _pairs(record: Record) -> Sheet:
    rows = [(place(**pair["a"]), place(**pair["b"]), pair["score"]) for pair in record["pairs"]]
    return ("a", "b", "score"), rows


def _discrepancies(record: Record) -> Sheet:
    rows = [
        (
            one["kind"],
            place(one["a"]["article"], one["a"]["span"]),
            place(one["b"]["article"], one["b"]["span"]),
            one["why"],
        )
        for one in record["discrepancies"]
    ]
    return ("kind", "a", "b", "why"), rows


def _by_article(record: Record) -> Iterator[tuple[str, Record]]:
    for reading in record["readings"]:
        yield reading["article"]["id"], reading


def _findings(record: Record, where: Where) -> Sheet:
    keys = ("rule", "term", "category", "status", "severity", "axis", "favours", "voice")
    rows = []
    for article, reading in _by_article(record):
        for one in reading["findings"]:
            said = None if one["attribution"] is None else reading["attributions"][one["attribution"]]
            whose = (None, None) if said is None else (said["speaker"], said["source_kind"])
            words = reading["text"][slice(*one["span"])] if reading["text"] is not None else None
            rows.append(
                [where(article, one["span"]), place(article, one["span"]), words, *(one[key] for key in keys), *whose]
            )
    return ("where", "place", "words", *keys, "speaker", "source_kind"), rows


def _attributions(record: Record, where: Where) -> Sheet:
    keys = ("speaker", "source_kind", "lexeme", "stance", "type", "score")
    rows = []
    for article, reading in _by_article(record):
        for number, one in enumerate(reading["attributions"]):
            spans = ["; ".join(place(article, span) for span in one[role]) for role in ("source", "cue", "content")]
            chain = " → ".join(one["chain"])
            stands = (one["cue"] or one["content"])[0]  # as the page has it (Attribution.place)
            rows.append(
                [where(article, stands), article, number, *(one[key] for key in keys), chain, one["parent"], *spans]
            )
    return ("where", "article", "attribution", *keys, "chain", "parent", "source", "cue", "content"), rows


def _table(table: Record, where: Where) -> Sheet:
    head = (*table["keys"], "count", "value", "n", "low", "high", "where", "places", "events")
    rows = [
        [
            *row["keys"],
            *(row[key] for key in ("count", "value", "n", "low", "high")),
            " ".join(where(one["article"], one["span"]) for one in row["places"]),
            _places(row["places"]),
            " ".join(row["events"]),
        ]
        for row in table["rows"]
    ]
    return head, rows
