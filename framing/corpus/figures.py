"""The comparison of a corpus becomes Plotly figures, as plain dicts: articles by month, measures by group, months.

A measure's figures are made for each measure, and the page shows those of the one that is chosen. Colours are Okabe and
Ito's, and a symbol or dash always stands beside them. Labels are escaped, since Plotly reads tags in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from framing.corpus.comparing import CorpusComparison
from framing.corpus.estimates import Value
from framing.corpus.overview import Overview
from framing.corpus.quantities import QUANTITIES, Quantity

Figure = dict[str, Any]

COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
DASHES: Final = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
OTHERS: Final = "#767676"
GROUPS: Final = 25
"""Groups of a figure of a measure, the largest."""
LINES: Final = 5
"""Groups of a figure of months, beside all together."""
ROW: Final = 22
LABEL: Final = 28
ROOM: Final = 1.8
"""How far an axis reaches beyond the largest value: the widest intervals, those of very few articles, are cut off."""
LEAST_POINTS: Final = 3
"""Months of a line, at least."""


def coverage(found: Overview) -> Figure:
    """Articles by month, stacked by the largest groups and the others."""
    largest = [group.label for group in found.found.groups[:LINES]]
    months = sorted({month for _, month, _ in found.coverage})
    counted: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for label, month, number in found.coverage:
        counted[label if label in largest else "others"][month] += number
    traces = []
    for number, label in enumerate([*largest, "others"]):
        if counted[label]:
            traces.append(
                {
                    "type": "bar",
                    "name": shown(label),
                    "x": [f"{month}-01" for month in months],
                    "y": [counted[label][month] for month in months],
                    "marker": {"color": COLOURS[number] if label != "others" else OTHERS},
                    "hovertemplate": "%{y} articles, %{x|%B %Y}<extra>" + shown(label) + "</extra>",
                }
            )
    layout = _layout(320, "articles") | {"barmode": "stack", "bargap": 0.1}
    layout["xaxis"] |= {"type": "date"}
    return {"data": traces, "layout": layout}


def measure(found: CorpusComparison, quantity: Quantity) -> Figure:
    """A measure of the largest groups: a dot each, with its interval."""
    groups = [group for group in found.groups if quantity.name in group.values][:GROUPS]
    values = [group.values[quantity.name] for group in groups]
    places = list(range(len(groups)))
    factor = 100.0 if quantity.form == "share" else 1.0
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [round(one.value * factor, 4) for one in values],
        "y": places,
        "marker": {"color": COLOURS[0], "size": 9},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [_beyond(one, one.high, factor) for one in values],
            "arrayminus": [_beyond(one, one.low, factor) for one in values],
            "thickness": 1.6,
            "width": 4,
            "color": COLOURS[0],
        },
        "hovertext": [_says(group.label, one, factor) for group, one in zip(groups, values, strict=True)],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
    layout = _layout(110 + ROW * len(groups), "")
    layout["xaxis"] |= {"title": {"text": _axis(quantity), "font": {"size": 12}}, "range": _range(values, factor)}
    layout["yaxis"] = {
        "tickmode": "array",
        "tickvals": places,
        "ticktext": [shown(group.label) for group in groups],
        "range": [len(groups) - 0.4, -0.6],
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }
    return {"data": [trace], "layout": layout}


def months(found: CorpusComparison, quantity: Quantity) -> Figure | None:
    """A measure by month: all groups together with their interval, and the largest groups; None without months."""
    factor = 100.0 if quantity.form == "share" else 1.0
    every = found.months.get(("", quantity.name), ())
    if len(every) < LEAST_POINTS:
        return None
    x = [f"{month}-01" for month, _ in every]
    low = [_bound(one, one.low, factor) for _, one in every]
    high = [_bound(one, one.high, factor) for _, one in every]
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [*x, *reversed(x)],
            "y": [*high, *reversed(low)],
            "fill": "toself",
            "fillcolor": "rgba(118,118,118,0.2)",
            "line": {"width": 0},
            "hoverinfo": "skip",
            "name": "95 % interval",
        },
        _line("all together", every, factor, OTHERS, "solid"),
    ]
    if found.by not in ("month", "year", "story"):
        for number, group in enumerate(found.groups[:LINES]):
            points = found.months.get((group.label, quantity.name), ())
            if len(points) >= LEAST_POINTS:
                traces.append(_line(group.label, points, factor, COLOURS[number], DASHES[number + 1]))
    layout = _layout(360, _axis(quantity))
    layout["xaxis"] |= {"type": "date"}
    layout["yaxis"] |= {"range": _range([one for _, one in every], factor)}
    return {"data": traces, "layout": layout}


def _line(label: str, points: Any, factor: float, colour: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": shown(label),
        "x": [f"{month}-01" for month, _ in points],
        "y": [round(one.value * factor, 4) for _, one in points],
        "line": {"color": colour, "dash": dash, "width": 2},
        "marker": {"size": 5, "color": colour},
        "hovertext": [_says(f"{label or 'all'}, {month}", one, factor) for month, one in points],
        "hoverinfo": "text",
    }


def figures(found: Overview) -> dict[str, Any]:
    """All figures of the page: of coverage, and of each measure that any group has."""
    present = [one for one in QUANTITIES if any(one.name in group.values for group in found.found.groups)]
    return {
        "coverage": coverage(found) if found.coverage else None,
        "measures": {
            one.name: {"dots": measure(found.found, one), "months": months(found.found, one)} for one in present
        },
    }


def shown(label: str) -> str:
    """A label that Plotly shows as it is written, cut to its room."""
    cut = " ".join(label.split())
    cut = cut if len(cut) <= LABEL else f"{cut[: LABEL - 1]}…"
    return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _range(values: Sequence[Value], factor: float) -> list[float]:
    """From 0 to beyond the largest value, but no further than the widest interval, and of shares than all."""
    largest = max((one.value for one in values), default=0.0)
    widest = max((one.value if one.high is None else one.high for one in values), default=1.0)
    return [0.0, round(min(widest * 1.05, largest * ROOM) * factor, 4) or 1.0]


def _axis(quantity: Quantity) -> str:
    return f"{quantity.about}{' (%)' if quantity.form == 'share' else ''}"


def _bound(one: Value, bound: float | None, factor: float) -> float:
    return round((one.value if bound is None else bound) * factor, 4)


def _beyond(one: Value, bound: float | None, factor: float) -> float:
    return round(abs((one.value if bound is None else bound) - one.value) * factor, 4)


def _says(label: str, one: Value, factor: float) -> str:
    width = "" if one.low is None or one.high is None else f" ({one.low * factor:.2f} to {one.high * factor:.2f})"
    return f"{shown(label)}: {one.value * factor:.2f}{width}<br>{one.count:,} of {one.n:,}; {one.articles:,} articles"


def _layout(height: int, axis: str) -> dict[str, Any]:
    return {
        "height": height,
        "margin": {"l": 56, "r": 18, "t": 8, "b": 48},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "system-ui, sans-serif", "size": 13},
        "hovermode": "closest",
        "legend": {"orientation": "h", "y": -0.22},
        "xaxis": {"zeroline": False, "fixedrange": True},
        "yaxis": {
            "zeroline": False,
            "fixedrange": True,
            "title": {"text": axis, "font": {"size": 12}},
            "rangemode": "tozero",
        },
    }
