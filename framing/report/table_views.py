"""Tables become views: rows with one key beside each other, each number with its links, value and interval.

What can go wrong: nothing; a number without a row in the table has an empty cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from framing.comparison import Comparison
from framing.report.numerals import interval, written
from framing.report.tables import Row, Table
from framing.report.views import Places, View, short

VOICE_TITLES = {"own": "own voice (with scare quotes)"}


class Names:
    """What the page calls the groups and articles, by their names in the tables."""

    def __init__(self, found: Comparison) -> None:
        self._heads: dict[str, View] = {}
        for n, reading in enumerate(found.readings, 1):
            article = reading.article
            self._heads[article.id] = {"label": article.label, "number": n, "href": f"#a{n}", "articles": [n]}
        for group in found.groups:
            numbers = [n + 1 for n in group.articles]
            one = len(numbers) == 1
            self._heads[group.name] = {
                "label": group.label,
                "number": numbers[0] if one else None,
                "href": f"#a{numbers[0]}" if one else None,
                "articles": numbers,
            }

    def head(self, name: str) -> View:
        """The head of a row: label, number and link of an article, or a group's label and its articles."""
        return self._heads[name]

    def plain(self, name: str) -> str:
        """A group or an article in words, as figures call it."""
        head = self._heads[name]
        return f"{head['number']} · {head['label']}" if head["number"] else str(head["label"])

    def column(self, name: str) -> View:
        """The head of a column."""
        head = self._heads[name]
        return {**head, "label": short(head["label"])}


def pivoted(table: Table, places: Places, names: Names) -> View:
    """A table with a row for each value of its first key and a column for each of its second."""
    heads = list(dict.fromkeys(row.keys[0] for row in table.rows))
    columns = list(dict.fromkeys(row.keys[1] for row in table.rows))
    cells = {row.keys[:2]: (id, row) for id, row in table.numbered()}
    rows = []
    for head in heads:
        found = [cells.get((head, column)) for column in columns]
        own = [None if one is None else _cell(table, *one, places) for one in found]
        rows.append({"head": names.head(head), "cells": own})
    titles = [VOICE_TITLES.get(column, column.replace("-", " ")) for column in columns]
    return {
        **_about(table),
        "columns": [{"key": c, "title": t} for c, t in zip(columns, titles, strict=True)],
        "rows": rows,
    }


def listed(table: Table, places: Places, names: Names) -> View:
    """A table with a row for each of its rows; the first key is a group."""
    rows = [
        {"head": names.head(row.keys[0]), "keys": row.keys[1:], "cell": _cell(table, id, row, places)}
        for id, row in table.numbered()
    ]
    return {**_about(table), "rows": rows}


def _about(table: Table) -> View:
    return {"name": table.name, "title": table.title, "about": table.about, "by": table.keys[0], "unit": table.unit}


def _cell(table: Table, id: str, row: Row, places: Places) -> View:
    count = places.count(row.spots)
    links = count["links"]
    if not links and row.events:
        links = [{"href": f"#ev-{event}", "text": event, "times": 1} for event in row.events]
    view: View = {"id": id, "n": row.count, "links": links, "value": "", "ci": ""}
    if row.measure is not None and row.measure.n:
        value = row.measure
        view |= {"value": written(value, table.unit), "ci": interval(value, table.unit), "of": value.n}
    return view


# ---------------------------------------------------------------- tables with more than two keys


def speakers(table: Table, places: Places, names: Names, groups: Sequence[str], most: int) -> View:
    """Speakers by cue, with a column for each group; of more than ``most`` groups all are one column.

    Speakers heard once stand by themselves.
    """
    columns = list(groups) if len(groups) <= most else []
    found: dict[str, dict[tuple[str, str], list[tuple[str, Row]]]] = {}
    for id, row in table.numbered():
        speaker, cue, stance, _ = row.keys
        found.setdefault(speaker, {}).setdefault((cue, stance), []).append((id, row))
    out: list[View] = []
    for speaker, cues in found.items():
        rows = []
        for (cue, stance), own in cues.items():
            by_group = {
                row.keys[3]: {**_cell(table, id, row, places), "head": names.head(row.keys[3])} for id, row in own
            }
            cells = [by_group.get(name) for name in columns] if columns else [list(by_group.values())]
            rows.append({"cue": cue, "stance": stance, "cells": cells})
        heard = sum(row.count or 0 for own in cues.values() for _, row in own)
        out.append({"name": speaker, "n": heard, "cues": rows})
    return {
        **_about(table),
        "columns": [names.column(name) for name in columns],
        "often": [one for one in out if one["n"] > 1],
        "once": [one for one in out if one["n"] == 1],
    }


def chains(table: Table, places: Places, names: Names) -> View:
    """The chains as lists of links, each with its article."""
    rows = [
        {"links": row.keys[0].split(" → "), "head": names.head(row.keys[1]), "cell": _cell(table, id, row, places)}
        for id, row in table.numbered()
    ]
    return {**_about(table), "rows": rows}


def labels(table: Table, places: Places, names: Names, groups: Sequence[str], most: int) -> View:
    """The naming grid: concepts by group, each cell the labels with their numbers; of more than ``most`` groups there
    are no columns, and each label has the groups that use it.
    """
    if len(groups) > most:
        return _labels_listed(table, places, names)
    found: dict[str, dict[str, list[View]]] = {}
    for id, row in table.numbered():
        concept, label, group = row.keys
        cell = {**_cell(table, id, row, places), "label": label}
        found.setdefault(concept, {}).setdefault(group, []).append(cell)
    rows = [{"name": concept, "cells": [cells.get(name, []) for name in groups]} for concept, cells in found.items()]
    return {**_about(table), "columns": [names.column(name) for name in groups], "rows": rows}


def _labels_listed(table: Table, places: Places, names: Names) -> View:
    found: dict[str, dict[str, list[View]]] = {}
    for id, row in table.numbered():
        concept, label, group = row.keys
        cell = {**_cell(table, id, row, places), "head": names.head(group)}
        found.setdefault(concept, {}).setdefault(label, []).append(cell)
    rows = []
    for concept, used in found.items():
        order = sorted(used, key=lambda label: -sum(cell["n"] for cell in used[label]))
        rows.append({"name": concept, "labels": [{"label": label, "cells": used[label]} for label in order]})
    return {**_about(table), "columns": [], "rows": rows}


def over_time(table: Table, places: Places, names: Names) -> View:
    """The articles with the days between which they were written and the events that each tells."""
    rows = [
        {"head": names.head(row.keys[1]), "days": row.keys[2:], "cell": _cell(table, id, row, places)}
        for id, row in table.numbered()
    ]
    return {**_about(table), "rows": rows}
