"""Charts become Plotly figures: plain dicts that the page draws where JavaScript is on.

Colours are Okabe and Ito's, none of them says good or bad, and a shape or a label always stands beside them. Labels
are escaped, since Plotly reads tags in them. Each mark has in ``customdata`` the id of its table's cell. What can go
wrong: nothing; a test lets Plotly validate them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from framing.report.charts import Bar, Chart, Dots, Grid, Times

Figure = dict[str, Any]

STYLES = {
    "named-person": ("#0072B2", "circle"),
    "organisation": ("#56B4E9", "square"),
    "document": ("#009E73", "diamond"),
    "media-outlet": ("#E69F00", "triangle-up"),
    "anonymous": ("#D55E00", "x"),
    "collective": ("#CC79A7", "pentagon"),
    "unknown": ("#767676", "cross"),
    "own": ("#D55E00", "circle"),
    "attributed": ("#0072B2", "square"),
    "quoted": ("#009E73", "diamond"),
    "mention": ("#CC79A7", "triangle-up"),
    "word": ("#0072B2", "circle"),
}
PLAIN = ("#0072B2", "circle")
PALE, STRONG, INK = "#E3EFF8", "#56B4E9", "#1C1C1A"
"""Counts of a grid: from few to many, both light enough for digits in ink, in the light and in the dark scheme."""
ROW, FRAME = 22, 96
"""Height of a row and of what stands around the rows, in pixels."""
LABEL = 26
"""Characters of a label of a row."""


def plotly_figure(chart: Chart) -> Figure:
    """A chart as a figure: ``data`` and ``layout`` in Plotly's schema."""
    if isinstance(chart, Dots):
        return _dots(chart)
    return _grid(chart) if isinstance(chart, Grid) else _times(chart)


def plain(label: str) -> str:
    """A label that Plotly shows as it is written, cut to its room."""
    short = label if len(label) <= LABEL else f"{label[: LABEL - 1].rstrip()}…"
    return _escaped(short)


def _escaped(says: str) -> str:
    return says.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _layout(rows: int, ticks: Sequence[tuple[float, str]], axis: str) -> dict[str, Any]:
    return {
        "height": FRAME + ROW * rows,
        "margin": {"l": 8, "r": 18, "t": 8, "b": 44},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "system-ui, sans-serif", "size": 13},
        "showlegend": False,
        "hovermode": "closest",
        "xaxis": {
            "title": {"text": axis, "font": {"size": 12}, "standoff": 6},
            "zeroline": False,
            "fixedrange": True,
            "tickangle": 0,
            "nticks": 6,
        },
        "yaxis": {
            "tickmode": "array",
            "tickvals": [at for at, _ in ticks],
            "ticktext": [label for _, label in ticks],
            "range": [rows - 0.4, -0.6],
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "ticklabelstandoff": 6,
        },
    }


def _dots(chart: Dots) -> Figure:
    traces: list[dict[str, Any]] = []
    ticks: list[tuple[float, str]] = []
    at = 0
    for section in chart.sections:
        ticks.append((at, f"<b>{plain(section.title)}</b>"))
        colour, symbol = STYLES.get(section.style, PLAIN)
        places = [at + number for number in range(1, len(section.dots) + 1)]
        ticks += [(place, plain(dot.label)) for place, dot in zip(places, section.dots, strict=True)]
        trace: dict[str, Any] = {
            "type": "scatter",
            "mode": "markers",
            "name": plain(section.title),
            "x": [round(dot.value, 4) for dot in section.dots],
            "y": places,
            "customdata": [dot.cell for dot in section.dots],
            "hovertext": [_escaped(f"{section.title}, {dot.label}: {dot.says}") for dot in section.dots],
            "hoverinfo": "text",
            "marker": {"color": colour, "symbol": symbol, "size": 9},
            "cliponaxis": False,
        }
        if any(dot.low is not None for dot in section.dots):
            trace["error_x"] = {
                "type": "data",
                "symmetric": False,
                "array": [round((dot.value if dot.high is None else dot.high) - dot.value, 4) for dot in section.dots],
                "arrayminus": [
                    round(dot.value - (dot.value if dot.low is None else dot.low), 4) for dot in section.dots
                ],
                "thickness": 1.6,
                "width": 4,
                "color": colour,
            }
        traces.append(trace)
        at += len(section.dots) + 1
    layout = _layout(at, ticks, chart.axis)
    layout["xaxis"] |= {"range": [-2, 102], "dtick": 25, "ticksuffix": " %"} if chart.percent else {}
    layout["xaxis"] |= {"zeroline": True, "rangemode": "tozero"} if not chart.percent else {}
    return {"data": traces, "layout": layout}


def _grid(chart: Grid) -> Figure:
    rows, columns = len(chart.rows), len(chart.columns)
    counts: list[list[int | None]] = [[None] * columns for _ in range(rows)]
    cells: list[list[str]] = [[""] * columns for _ in range(rows)]
    says: list[list[str]] = [[""] * columns for _ in range(rows)]
    for one in chart.cells:
        counts[one.row][one.column] = one.count
        cells[one.row][one.column] = one.cell
        says[one.row][one.column] = _escaped(one.says)
    heads = {start: concept for concept, start, _ in chart.groups}
    ticks = [
        (float(n), (f"<b>{plain(heads[n])}</b>  " if n in heads else "") + plain(label))
        for n, label in enumerate(chart.rows)
    ]
    trace = {
        "type": "heatmap",
        "z": counts,
        "customdata": cells,
        "hovertext": says,
        "hoverinfo": "text",
        "hoverongaps": False,
        "texttemplate": "%{z}",
        "xgap": 2,
        "ygap": 2,
        "zmin": 0,
        "colorscale": [[0, PALE], [1, STRONG]],
        "textfont": {"color": INK},
        "showscale": False,
    }
    layout = _layout(rows, ticks, "")
    layout["xaxis"] = {
        "tickmode": "array",
        "tickvals": list(range(columns)),
        "ticktext": [plain(column) for column in chart.columns],
        "side": "top",
        "tickangle": -40,
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }
    # The head of the last column leans over to the right; Plotly leaves it out where it has no room.
    layout |= {"height": 150 + ROW * rows, "margin": {"l": 8, "r": 110, "t": 8, "b": 8}}
    layout["shapes"] = [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": start - 0.5, "y1": start - 0.5, "line": {"width": 1}}
        for _, start, _ in chart.groups[1:]
    ]
    return {"data": [trace], "layout": layout}


def _times(chart: Times) -> Figure:
    """When each article was written on the left, how many events it tells on the right."""
    ticks = [(float(place), plain(bar.label)) for place, bar in enumerate(chart.bars)]
    layout = _layout(len(chart.bars), ticks, chart.axis)
    layout["height"] = FRAME + 26 * len(chart.bars)
    layout["xaxis"] |= {"type": "date", "domain": [0, 0.7], "nticks": 5}
    layout["xaxis2"] = {
        "domain": [0.76, 0.96],
        "rangemode": "tozero",
        "title": {"text": "events told", "font": {"size": 12}, "standoff": 6},
        "showticklabels": False,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }
    line = {"width": 1, "dash": "dash"}
    layout["shapes"] = [
        {"type": "rect", "yref": "paper", "y0": 0, "y1": 1, "x0": first, "x1": last, "line": dict(line)}
        for _, first, last in chart.guides
    ]
    days = sorted(day for bar in chart.bars for day in (bar.earliest, bar.latest) if day)
    return {
        "data": [*(_span(place, bar, days) for place, bar in enumerate(chart.bars)), _counts(chart)],
        "layout": layout,
    }


def _span(place: int, bar: Bar, days: Sequence[str]) -> dict[str, Any]:
    """The line from the first to the last day of one article; an open end is an arrow on a dotted line."""
    known = "line-ns-open"
    symbols = [known if bar.earliest else "triangle-left", known if bar.latest else "triangle-right"]
    symbols = ["circle", "circle"] if bar.earliest and bar.earliest == bar.latest else symbols
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [bar.earliest or days[0], bar.latest or days[-1]],
        "y": [place, place],
        "line": {"color": PLAIN[0], "width": 2, "dash": "solid" if bar.earliest and bar.latest else "dot"},
        "marker": {"symbol": symbols, "size": 9, "color": PLAIN[0], "line": {"width": 2, "color": PLAIN[0]}},
        "customdata": [bar.cell, bar.cell],
        "hovertext": _escaped(bar.says),
        "hoverinfo": "text",
    }


def _counts(chart: Times) -> dict[str, Any]:
    """The counts as bars with their numbers."""
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": "x2",
        "x": [bar.count for bar in chart.bars],
        "y": list(range(len(chart.bars))),
        "width": 0.5,
        "text": [str(bar.count) for bar in chart.bars],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": PLAIN[0]},
        "customdata": [bar.cell for bar in chart.bars],
        "hovertext": [_escaped(bar.says) for bar in chart.bars],
        "hoverinfo": "text",
    }
