"""The comparison of a corpus becomes JSON ("framing.corpus-comparison/1") and rows for CSV; floats have six digits."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from framing.corpus.comparing import CorpusComparison
from framing.corpus.estimates import Value
from framing.corpus.quantities import QUANTITIES
from framing.report.records import Record

COLUMNS = ("group", "measure", "value", "count", "n", "articles", "low", "high")


def comparison_record(found: CorpusComparison) -> Record:
    """The whole comparison."""
    return {
        "schema": "framing.corpus-comparison/1",
        "by": found.by,
        "measures": [
            {"name": one.name, "form": one.form, "scale": one.scale, "about": one.about} for one in QUANTITIES
        ],
        "groups": [
            {
                "label": group.label,
                "articles": group.articles,
                "words": group.words,
                "earliest": group.earliest,
                "latest": group.latest,
                "measures": {name: _value(one) for name, one in group.values.items()},
            }
            for group in found.groups
        ],
        "contrasts": [_rounded(asdict(one)) for one in found.contrasts],
        "within_stories": [_rounded(asdict(one)) for one in found.within_stories],
        "trends": [_rounded(asdict(one)) for one in found.trends],
        "months": [
            {"label": label or None, "name": name, "points": [{"month": month, **_value(one)} for month, one in points]}
            for (label, name), points in found.months.items()
        ],
        "looked_at": dict(zip(("contrasts", "within_stories", "trends"), found.looked_at, strict=True)),
    }


def comparison_rows(found: CorpusComparison) -> list[tuple[Any, ...]]:
    """A row for each group and measure, in the order of :data:`COLUMNS`."""
    return [
        (group.label, name, *(_value(one)[column] for column in COLUMNS[2:]))
        for group in found.groups
        for name, one in group.values.items()
    ]


def _value(one: Value) -> Record:
    return _rounded(asdict(one))


def _rounded(found: Record) -> Record:
    return {key: round(value, 6) if isinstance(value, float) else value for key, value in found.items()}
