"""Tables become the figures of the page: each as a still picture, and as a Plotly figure that takes its place.

What can go wrong: a table with nothing to draw has no figure; its place says nothing, and the table says why.
"""

from __future__ import annotations

from collections.abc import Mapping

from framing.comparison import Comparison
from framing.report import charts
from framing.report.chain_diagram import chain_diagram
from framing.report.charts import Chart
from framing.report.plotly_figures import plotly_figure
from framing.report.svg_figures import svg_figure
from framing.report.table_views import Names
from framing.report.tables import Table
from framing.report.views import View

GRADES = ("flesch kincaid grade", "gunning fog")
"""The formulae with one unit, years of schooling."""
GUIDES = 3
"""Dated occasions that are drawn on the scale of time, at most."""


def figures(found: Comparison, tables: Mapping[str, Table], names: Names) -> dict[str, View]:
    """The figures by the name of their table."""
    plain = names.plain
    drawn: dict[str, Chart | None] = {
        "coverage_over_time": charts.times(tables["coverage_over_time"], plain, _guides(found)),
        "sourcing": charts.intervals(tables["sourcing"], plain, "share of attributions"),
        "wording": charts.intervals(tables["wording"], plain, "marked terms per 1,000 words of that voice"),
        "speakers": charts.speakers(tables["speakers"]),
        "labels": charts.labels(tables["labels"], plain),
        "distinctive": charts.distinctive(tables["distinctive"], plain),
        "readability": charts.intervals(tables["readability"], plain, "years of schooling", only=GRADES),
    }
    out: dict[str, View] = {
        name: {"label": chart.title, "note": chart.note, "svg": svg_figure(chart), "plotly": plotly_figure(chart)}
        for name, chart in drawn.items()
        if chart is not None
    }
    way = chain_diagram(tables["chains"], plain)
    if way is not None:
        out["chains"] = {"label": tables["chains"].title, "note": way[1], "svg": way[0], "plotly": None}
    return out


def _guides(found: Comparison) -> list[tuple[str, str, str]]:
    """The dated events that most articles tell."""
    dated = [event for event in found.events if event.earliest and event.latest and len(event.tellers) > 1]
    dated.sort(key=lambda event: -len(event.tellers))
    days = {(event.earliest or "", event.latest or ""): event.label for event in reversed(dated)}
    return [(label, *ends) for ends, label in reversed(days.items())][:GUIDES]
