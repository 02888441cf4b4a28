"""Views become figures: Plotly specifications as plain dicts, each with the words that describe it.

Colours are Okabe and Ito's, none of them says good or bad, and patterns or labels always stand beside them. Labels of
articles are escaped, since Plotly reads tags in them. What can go wrong: nothing; a test lets Plotly validate them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from framing.report.views import View

Figure = dict[str, Any]

COLOURS = {
    "named-person": ("#0072B2", ""),
    "organisation": ("#56B4E9", ""),
    "document": ("#F0E442", ""),
    "media-outlet": ("#E69F00", ""),
    "anonymous": ("#D55E00", "/"),
    "collective": ("#CC79A7", "x"),
    "unknown": ("#999999", "|"),
    "own": ("#D55E00", ""),
    "attributed": ("#0072B2", "/"),
    "quoted": ("#56B4E9", "\\"),
    "mention": ("#009E73", "."),
    "reports": ("#0072B2", ""),
    "contrasts": ("#E69F00", "\\"),
    "absent": ("#BBBBBB", ""),
    "before": ("#CC79A7", "/"),
}
NAMES = {"own": "own voice", "before": "written before it", "unknown": "unknown"}
ROW, FRAME = 34, 120
"""Height of one article's bar and of what stands around the bars, in pixels."""


def figures(heads: Sequence[View], sourcing: View, wording: View, coverage: Sequence[View]) -> dict[str, Figure]:
    """The three figures by name; one without anything to show is left out."""
    out = {}
    if any(row["all"]["n"] for row in sourcing["rows"]):
        out["sourcing"] = sourcing_figure(heads, sourcing)
    if any(cell["rate"] for row in wording["rows"] for cell in row["cells"]):
        out["wording"] = wording_figure(heads, wording)
    if any(count["n"] for row in coverage for count in row["counts"].values()):
        out["coverage"] = coverage_figure(heads, coverage)
    return out


def sourcing_figure(heads: Sequence[View], sourcing: View) -> Figure:
    """Shares of source kinds, one stacked bar an article; the count stands in its part of the bar."""
    traces = []
    for place, kind in enumerate(sourcing["kinds"]):
        cells = [row["cells"][place] for row in sourcing["rows"]]
        shares = [round(100 * cell["share"]["value"], 2) for cell in cells]
        counts = [cell["count"]["n"] for cell in cells]
        traces.append(_bars(kind, kind.replace("-", " "), shares, counts, "%{x:.0f} % (%{text})"))
    label = "Stacked bars: the share of each kind of source among the attributions of each article"
    return _figure("sourcing", label, heads, traces, "share of attributions, per cent", [0, 100])


def coverage_figure(heads: Sequence[View], coverage: Sequence[View]) -> Figure:
    """How many of the shared events stand in which state, one stacked bar an article."""
    traces = []
    for state in coverage[0]["counts"]:
        counts = [row["counts"][state]["n"] for row in coverage]
        traces.append(_bars(state, NAMES.get(state, state), counts, counts, "%{x} events"))
    most = max(sum(count["n"] for count in row["counts"].values()) for row in coverage)
    label = "Stacked bars: how each article stands to the events that two or more articles tell"
    return _figure("coverage", label, heads, traces, "events told by two or more articles", [0, most])


def wording_figure(heads: Sequence[View], wording: View) -> Figure:
    """Marked terms per 1,000 words of each voice, with 95 % intervals; a voice of few words has no bar."""
    traces = []
    for place, voice in enumerate(wording["voices"]):
        cells = [row["cells"][place] for row in wording["rows"]]
        rates = [cell["rate"] for cell in cells]
        values = [rate and round(rate["value"], 2) for rate in rates]
        counts = [cell["count"]["n"] for cell in cells]
        trace = _bars(voice, NAMES.get(voice, voice), values, counts, "%{x:.1f} per 1,000 words (%{text})")
        trace["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": [rate and round(rate["high"] - rate["value"], 2) for rate in rates],
            "arrayminus": [rate and round(rate["value"] - rate["low"], 2) for rate in rates],
            "thickness": 1.2,
            "width": 3,
        }
        traces.append({**trace, "textposition": "none"})
    label = "Bars with 95 per cent intervals: marked terms per 1,000 words in each voice of each article"
    figure = _figure("wording", label, heads, traces, "marked terms per 1,000 words of that voice", None)
    figure["layout"] |= {"barmode": "group", "height": FRAME + 2 * ROW * len(heads)}
    return figure


def _bars(kind: str, name: str, values: Sequence[Any], counts: Sequence[int], shown: str) -> dict[str, Any]:
    colour, pattern = COLOURS[kind]
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": list(values),
        "y": list(range(len(values))),
        "text": [str(count) if count else "" for count in counts],
        "texttemplate": "%{text}",
        "textposition": "inside",
        "textangle": 0,
        "insidetextanchor": "middle",
        "hovertemplate": f"{name}: {shown}<extra></extra>",
        "marker": {
            "color": colour,
            "line": {"color": "#FFFFFF", "width": 1},
            "pattern": {
                "shape": pattern,
                "size": 7,
                "solidity": 0.2,
                "fgcolor": "#FFFFFF",
                "fgopacity": 0.5,
                "bgcolor": colour,
            },
        },
        "textfont": {"color": "#FFFFFF" if colour in ("#0072B2",) else "#111111"},
    }


def _figure(
    name: str, label: str, heads: Sequence[View], traces: list[dict[str, Any]], axis: str, ends: list[float] | None
) -> Figure:
    labels = [f"{head['number']} · {_plain(head['short'])}" for head in heads]
    layout: dict[str, Any] = {
        "barmode": "stack",
        "height": FRAME + ROW * len(heads),
        "margin": {"l": 12, "r": 24, "t": 44, "b": 48},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "system-ui, sans-serif", "size": 13},
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
        "xaxis": {
            "title": {"text": axis, "font": {"size": 12}},
            "zeroline": False,
            "fixedrange": True,
            "ticklabeloverflow": "allow",
        },
        "yaxis": {
            "tickmode": "array",
            "tickvals": list(range(len(heads))),
            "ticktext": labels,
            "autorange": "reversed",
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
            "ticklabelstandoff": 6,
        },
    }
    if ends:
        layout["xaxis"] |= {"range": ends, "dtick": 20 if ends[1] == 100 else max(1, round(ends[1] / 8))}
    else:
        layout["xaxis"]["rangemode"] = "tozero"
    return {"name": name, "label": label, "data": traces, "layout": layout}


def _plain(label: str) -> str:
    """A label that Plotly shows as it is written."""
    return label.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
