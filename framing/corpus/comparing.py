"""The counts of a corpus become its comparison: each measure of each group, what sets groups apart, and trends.

DuckDB adds up, and what is kept here is a row a group and measure. Two kinds of contrast stand beside each other: a
group against all others together, and against the others on the stories that both tell, where the topics are the same.
What can go wrong: too few articles; then a value stands there with its interval, and nothing is tested.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import duckdb

from framing.corpus.estimates import (
    LEAST,
    NOTHING,
    Contrast,
    Matched,
    Sums,
    Trend,
    Value,
    contrast,
    corrected,
    matched,
    trends,
    value,
)
from framing.corpus.quantities import PERIODS, QUANTITIES, counts

NOT_STATED: Final = "(not stated)"
SUMS: Final = """count(*), sum(y)::HUGEINT, sum(n)::HUGEINT, sum(y::HUGEINT * y)::HUGEINT, sum(y::HUGEINT * n)::HUGEINT,
                 sum(n::HUGEINT * n)::HUGEINT"""


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of one label, without further copies of one text: their number and words, the first and last day."""

    label: str
    articles: int
    words: int
    earliest: str | None
    latest: str | None
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class CorpusComparison:
    """Measures by group, the largest groups first, or periods in their order; contrasts of each; trends, and the months
    that they are made of.

    ``looked_at`` are the contrasts, those on the same stories, and the trends that were tested.
    """

    by: str
    groups: tuple[Group, ...]
    contrasts: tuple[Contrast, ...]
    within_stories: tuple[Contrast, ...]
    trends: tuple[Trend, ...]
    months: dict[tuple[str, str], tuple[tuple[str, Value], ...]]
    looked_at: tuple[int, int, int]
    with_stories: bool


def comparison(database: duckdb.DuckDBPyConnection, by: str) -> CorpusComparison:
    """Compare the groups of a corpus; raises :class:`~framing.corpus.store.CorpusError`."""
    counts(database, by)
    sums = _sums(database, "coalesce(label, $other)")
    groups = _groups(database, sums, timed=by in PERIODS)
    labels = [group.label for group in groups if group.label != NOT_STATED]
    apart = corrected(_apart(sums, labels))
    timed = by in PERIODS
    same = corrected([] if timed or by == "story" else _on_the_same_stories(database, labels))
    months = _months(database)
    series = {
        key: [(_number(month), one.value) for month, one in points if one.n >= LEAST]
        for key, points in months.items()
        if not key[0] or (not timed and by != "story" and key[0] != NOT_STATED)
    }
    changes = trends(series)
    stories = database.execute("SELECT count(story) > 0 FROM kept").fetchall()[0][0]
    return CorpusComparison(
        by, groups, apart, same, changes, months, (_tested(apart), _tested(same), _tested(changes)), bool(stories)
    )


def _tested(found: Sequence[Contrast] | Sequence[Trend]) -> int:
    return sum(one.p is not None for one in found)


def _sums(database: duckdb.DuckDBPyConnection, label: str) -> dict[tuple[str, str], Sums]:
    found = database.execute(
        f"""SELECT {label} AS label, name, {SUMS} FROM counts JOIN kept USING (article) WHERE n > 0
            GROUP BY ALL ORDER BY ALL""",
        {"other": NOT_STATED},
    ).fetchall()
    return {(label, name): Sums(*numbers) for label, name, *numbers in found}


def _groups(
    database: duckdb.DuckDBPyConnection, sums: dict[tuple[str, str], Sums], *, timed: bool
) -> tuple[Group, ...]:
    """The groups: the largest first, or periods in their order; those that state nothing last."""
    found = database.execute(
        """SELECT coalesce(label, $other) AS label, count(*) AS number, sum(words)::BIGINT, min(date), max(date)
           FROM kept JOIN articles USING (article) GROUP BY ALL
           ORDER BY CASE WHEN $timed THEN 0 ELSE -number END, label""",
        {"other": NOT_STATED, "timed": timed},
    ).fetchall()
    out = []
    for label, number, words, first, last in sorted(found, key=lambda row: row[0] == NOT_STATED):
        own = {
            quantity.name: value(sums[label, quantity.name], quantity.form, quantity.scale)
            for quantity in QUANTITIES
            if (label, quantity.name) in sums
        }
        out.append(Group(label, number, words, first and first.isoformat(), last and last.isoformat(), own))
    return tuple(out)


def _apart(sums: dict[tuple[str, str], Sums], labels: Sequence[str]) -> list[tuple[Contrast, bool]]:
    """Each group against all others together; articles without a label are in none."""
    out = []
    for quantity in QUANTITIES:
        own = {label: sums[label, quantity.name] for label in labels if (label, quantity.name) in sums}
        whole = sum(own.values(), NOTHING)
        for label, one in own.items():
            others = whole - one
            if others.n > 0:
                out.append(contrast(label, quantity.name, one, others, quantity.form, quantity.scale))
    return out


def _on_the_same_stories(database: duckdb.DuckDBPyConnection, labels: Sequence[str]) -> list[tuple[Contrast, bool]]:
    """Each group against the others on the stories that both tell: weighted differences, story by story."""
    found = database.execute(
        """WITH own AS (SELECT label, story, name, sum(y) AS y, sum(n) AS n FROM counts JOIN kept USING (article)
                        WHERE story IS NOT NULL AND label IS NOT NULL GROUP BY ALL),
                whole AS (SELECT story, name, sum(y) AS y, sum(n) AS n, count(*) AS labels FROM own GROUP BY ALL),
                told AS (SELECT label, name, own.n * (whole.n - own.n) / whole.n::DOUBLE AS w,
                                own.y / own.n::DOUBLE - (whole.y - own.y) / (whole.n - own.n)::DOUBLE AS d
                         FROM own JOIN whole USING (story, name)
                         WHERE own.n > 0 AND whole.n > own.n AND whole.labels > 1)
           SELECT label, name, count(*), fsum(w), fsum(w * d), fsum(w * w), fsum(w * w * d), fsum(w * w * d * d)
           FROM told GROUP BY ALL"""
    ).fetchall()
    sums = {(label, name): Matched(*numbers) for label, name, *numbers in found}
    return [
        matched(label, quantity.name, sums[label, quantity.name], quantity.scale)
        for quantity in QUANTITIES
        for label in labels
        if (label, quantity.name) in sums
    ]


def _months(database: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], tuple[tuple[str, Value], ...]]:
    """The measures of each group by month, where it has any article of that month; all groups together are ``""``."""
    found: defaultdict[tuple[str, str], list[tuple[str, Value]]] = defaultdict(list)
    forms = {quantity.name: quantity for quantity in QUANTITIES}
    rows = database.execute(
        f"""SELECT CASE WHEN grouping(label) = 1 THEN '' ELSE coalesce(label, $other) END AS label, name, month, {SUMS}
            FROM counts JOIN kept USING (article) WHERE n > 0 AND month IS NOT NULL
            GROUP BY GROUPING SETS ((label, name, month), (name, month)) ORDER BY 1, 2, 3""",
        {"other": NOT_STATED},
    ).fetchall()
    for label, name, month, *numbers in rows:
        quantity = forms[name]
        found[label, name].append((month, value(Sums(*numbers), quantity.form, quantity.scale)))
    return {key: tuple(points) for key, points in found.items()}


def _number(month: str) -> int:
    """Months since the year 0."""
    year, number = month.split("-")
    return int(year) * 12 + int(number)
