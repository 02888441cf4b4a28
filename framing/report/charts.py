"""Tables become charts: what is drawn, before it is known by which means (Plotly, or a still picture in SVG).

Each mark of a chart carries the id of its number's cell in the table, so that a click leads to the sentences. What can
go wrong: very many groups; a chart shows those with most to count, and its caption says of how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from framing.report.tables import Row, Table

MOST_GROUPS = 12
MOST_SPEAKERS = 15
MOST_CUES = 14
MOST_LABELS = 24
MOST_LABELS_EACH = 4

Name = Callable[[str], str]
"""What a chart calls a group or an article, by its name in the tables."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One value with its interval in a row of its own; ``says`` is what is shown of it in words."""

    label: str
    value: float
    low: float | None
    high: float | None
    says: str
    cell: str


@dataclass(frozen=True, slots=True)
class Section:
    """Dots of one kind, such as a source kind; ``style`` names its colour and shape."""

    title: str
    style: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Dots:
    """Values with intervals on one axis, in sections."""

    name: str
    title: str
    axis: str
    sections: tuple[Section, ...]
    note: str = ""
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One count of a grid, at a row and a column."""

    row: int
    column: int
    count: int
    says: str
    cell: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts by row and column; ``groups`` are rows (first, last) under one heading."""

    name: str
    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]
    groups: tuple[tuple[str, int, int], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One article on the scale of time: days in ISO 8601, None for an open end, and a count."""

    label: str
    earliest: str | None
    latest: str | None
    count: int
    says: str
    cell: str


@dataclass(frozen=True, slots=True)
class Times:
    """Articles over time, each with a count; ``guides`` are dated events (label, first day, last day)."""

    name: str
    title: str
    axis: str
    bars: tuple[Bar, ...]
    guides: tuple[tuple[str, str, str], ...] = ()
    note: str = ""


Chart = Dots | Grid | Times


def _ids(table: Table) -> dict[tuple[str, ...], str]:
    return {row.keys: id for id, row in table.numbered()}


def _note(shown: int, every: int, what: str) -> str:
    if shown == every:
        return ""
    whose = f"The {what[:-1]}" if shown == 1 else f"The {shown} {what}"
    return f"{whose} with most to count, of {every}; the table has all."


def _first(counted: Counter[str], most: int) -> list[str]:
    """The names with the highest counts, in the order in which they were met."""
    kept = {name for name, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:most]}
    return [name for name in counted if name in kept]


def said(row: Row, unit: str) -> str:
    """A row's number in words: value, interval, n."""
    value = row.measure
    if value is None:
        return str(row.count)
    if unit == "share":
        ends = "" if value.low is None or value.high is None else f" ({100 * value.low:.0f}–{100 * value.high:.0f} %)"
        return f"{100 * value.value:.0f} %{ends}, {row.count} of {value.n}"
    ends = "" if value.low is None or value.high is None else f" ({value.low:.1f}–{value.high:.1f})"
    counted = "" if row.count is None else f", {row.count} in" if unit.startswith("per") else f", {row.count} of"
    return f"{value.value:.1f}{ends}{counted or ', n'} {value.n}"


# ---------------------------------------------------------------- values with intervals


def intervals(table: Table, name: Name, axis: str, *, sections: int = 1, only: Sequence[str] = ()) -> Dots | None:
    """A table's values in sections by one of its keys (the index ``sections``), a row for each group.

    None if there is nothing to show.
    """
    ids, other = _ids(table), 1 - sections
    rows = [row for row in table.rows if row.measure is not None and row.measure.n]
    weight: Counter[str] = Counter()
    for row in rows:
        weight[row.keys[other]] += row.count or 0
    shown = _first(weight, MOST_GROUPS)
    heads = only or list(dict.fromkeys(row.keys[sections] for row in table.rows))
    found = []
    for head in heads:
        own = [row for row in rows if row.keys[sections] == head and row.keys[other] in shown]
        dots = tuple(_dot(row, name(row.keys[other]), table, ids[row.keys]) for row in own)
        if dots and any(row.count is None or row.count for row in own):
            found.append(Section(head.replace("-", " "), head, dots))
    if not found:
        return None
    note = _note(len(shown), len(weight), "groups")
    return Dots(table.name, table.title, axis, tuple(found), note, percent=table.unit == "share")


def _dot(row: Row, label: str, table: Table, cell: str) -> Dot:
    value = row.measure
    assert value is not None  # noqa: S101  only rows with a value are drawn
    scale = 100 if table.unit == "share" else 1
    low, high = (None if end is None else scale * end for end in (value.low, value.high))
    return Dot(label, scale * value.value, low, high, said(row, table.unit), cell)


def distinctive(table: Table, name: Name) -> Dots | None:
    """The words that set groups apart, a section a group."""
    ids = _ids(table)
    sections = []
    for group in dict.fromkeys(row.keys[0] for row in table.rows):
        own = [row for row in table.rows if row.keys[0] == group]
        sections.append(
            Section(name(group), "word", tuple(_dot(row, row.keys[1], table, ids[row.keys]) for row in own))
        )
    axis = "log-odds against the other groups"
    return Dots(table.name, table.title, axis, tuple(sections)) if sections else None


# ---------------------------------------------------------------- counts in a grid


def speakers(table: Table) -> Grid | None:
    """Speakers by the cues that introduce them, those with most to count."""
    heard: Counter[str] = Counter()
    used: Counter[str] = Counter()
    cells: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], str] = {}
    ids = _ids(table)
    for row in table.rows:
        speaker, cue = row.keys[:2]
        heard[speaker] += row.count or 0
        used[cue] += row.count or 0
        cells[speaker, cue] += row.count or 0
        first.setdefault((speaker, cue), ids[row.keys])
    columns = [cue for cue, _ in sorted(used.items(), key=lambda item: (-item[1], item[0]))[:MOST_CUES]]
    introduced = {speaker for speaker, cue in cells if cue in columns}
    rows = _first(Counter({speaker: n for speaker, n in heard.items() if speaker in introduced}), MOST_SPEAKERS)
    found = tuple(
        Cell(rows.index(speaker), columns.index(cue), count, f"{speaker}, {cue}: {count}", first[speaker, cue])
        for (speaker, cue), count in cells.items()
        if speaker in rows and cue in columns
    )
    note = _note(len(rows), len(heard), "speakers") or _note(len(columns), len(used), "cues")
    return Grid(table.name, table.title, tuple(rows), tuple(columns), found, note=note) if found else None


def labels(table: Table, name: Name) -> Grid | None:
    """The labels of each concept that has several, by group."""
    ids = _ids(table)
    weight: Counter[str] = Counter()
    for row in table.rows:
        weight[row.keys[2]] += row.count or 0
    columns = _first(weight, MOST_GROUPS)
    by_concept: dict[str, list[Row]] = {}
    for row in table.rows:
        if row.keys[2] in columns:
            by_concept.setdefault(row.keys[0], []).append(row)
    rows: list[str] = []
    cells, groups = [], []
    for concept, own in by_concept.items():
        written: Counter[str] = Counter()
        for row in own:
            written[row.keys[1]] += row.count or 0
        ranked = [label for label, _ in written.most_common(MOST_LABELS_EACH)]
        if len(ranked) > 1 and len(rows) + len(ranked) <= MOST_LABELS:
            start = len(rows)
            groups.append((concept, start, start + len(ranked) - 1))
            rows += ranked
            for row in (row for row in own if row.keys[1] in ranked):
                says = f"{name(row.keys[2])} calls {concept} “{row.keys[1]}”: {row.count}"
                at = start + ranked.index(row.keys[1])
                cells.append(Cell(at, columns.index(row.keys[2]), row.count or 0, says, ids[row.keys]))
    note = _note(len(groups), len(by_concept), "concepts")
    note += f" Of each at most the {MOST_LABELS_EACH} commonest labels." if note else ""
    names = tuple(map(name, columns))
    return Grid(table.name, table.title, tuple(rows), names, tuple(cells), tuple(groups), note) if cells else None


# ---------------------------------------------------------------- over time


def times(table: Table, name: Name, guides: Iterable[tuple[str, str, str]] = ()) -> Times | None:
    """Articles by the days between which they were written, with the number of shared events that each tells."""
    ids = _ids(table)
    bars = []
    for row in table.rows:
        _, article, *days = row.keys
        earliest, latest = (None if day == "open" else day for day in days)
        when = earliest if earliest == latest else f"{earliest or 'open'} to {latest or 'open'}"
        says = f"{name(article)}: {row.count} event{'' if row.count == 1 else 's'}; written {when or 'at an open date'}"
        bars.append(Bar(name(article), earliest, latest, row.count or 0, says, ids[row.keys]))
    if not any(bar.earliest or bar.latest for bar in bars):
        return None
    shown = tuple(guides)
    note = f"Shaded: {'; '.join(label for label, _, _ in shown)}." if shown else ""
    return Times(table.name, table.title, "written on, or between", tuple(bars), shown, note)
