"""An Overview becomes one HTML page that needs nothing else: style, script, figures and Plotly are in it.

All text of articles is escaped, and the page's policy allows no network and no script but its own, by hash (law 10). A
story's full comparison is a page of its own, made when it is asked for; the overview leads to those that are there.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from framing import __version__
from framing.corpus.estimates import LEAST, Contrast, Trend, Value
from framing.corpus.figures import figures
from framing.corpus.overview import Overview
from framing.corpus.quantities import QUANTITIES
from framing.report.assets import UNPRINTABLE, asset, environment, policy, squeezed, squeezed_style
from framing.report.bundle import packed
from framing.report.page import plotly_script, script

LISTED: Final = 40
"""Rows of a table, at most; the command prints all."""
FORMS: Final = {one.name: one.form for one in QUANTITIES}
ABOUT: Final = {one.name: one.about for one in QUANTITIES}

View = dict[str, Any]


def overview_page(found: Overview, name: str, story_page: Callable[[int], str | None]) -> str:
    """The page; ``name`` is what the corpus is called, ``story_page`` gives the address of a story's report, or None
    where it has not been made.
    """
    code = script(squeezed(asset("corpus.js")))
    library = plotly_script()
    drawn = figures(found)
    html = (
        environment()
        .get_template("corpus.html.j2")
        .render(
            version=__version__,
            name=name,
            one=found,
            by=found.found.by,
            groups=[_group(group) for group in found.found.groups[:LISTED]],
            apart=_holding(found.found.contrasts),
            same=_holding(found.found.within_stories),
            trends=_trends(found.found.trends),
            looked=found.found.looked_at,
            listed=LISTED,
            least=LEAST,
            measures=[(one.name, one.about) for one in QUANTITIES if one.name in drawn["measures"]],
            stories=[(story, story_page(story.number)) for story in found.stories or ()],
            figures=drawn,
            policy=policy([code, library]),
            style=Markup(squeezed_style(asset("style.css") + asset("corpus.css"))),  # noqa: S704  our own files
            plotly=packed([library]),
        )
    )
    head, rest = UNPRINTABLE.sub("\ufffd", html).split("<!--script-->", 1)
    return f"{head}<script>{code}</script>\n{rest}\n"


def story_file(page: Path, story: int) -> Path:
    """Where the report of a story lies: in a folder beside the overview."""
    return page.with_name(f"{page.stem}-stories") / f"{story}.html"


def _group(group: Any) -> View:
    return {"group": group, "cells": {name: _cell(value, name) for name, value in group.values.items()}}


def _cell(value: Value, name: str) -> View:
    return {
        "value": number(value.value, name),
        "interval": "" if value.low is None else f"{number(value.low, name)} to {number(value.high, name)}",
        "of": f"{value.count:,} of {value.n:,}",
    }


def _holding(found: tuple[Contrast, ...]) -> list[View]:
    """The contrasts that hold, the surest first."""
    holding = sorted((one for one in found if one.holds), key=lambda one: (one.p, one.label, one.name))
    return [
        {
            "label": one.label,
            "name": one.name,
            "about": ABOUT[one.name],
            "difference": signed(one.difference, one.name),
            "interval": _between(one.low, one.high, one.name),
            "units": one.units,
            "p": _p(one.p),
        }
        for one in holding
    ]


def _trends(found: tuple[Trend, ...]) -> list[View]:
    holding = sorted(
        (one for one in found if one.p is not None and one.p < 0.05), key=lambda one: (one.p, one.label, one.name)
    )
    return [
        {
            "label": one.label or "all together",
            "name": one.name,
            "about": ABOUT[one.name],
            "slope": signed(one.slope, one.name),
            "interval": _between(one.low, one.high, one.name),
            "months": one.months,
            "p": _p(one.p),
        }
        for one in holding
    ]


def _p(value: float | None) -> str:
    return "<\u00a00.0001" if (value or 0) < 0.0001 else f"{value:.4f}"


def number(value: float | None, name: str) -> str:
    """A value in its unit: shares in per cent."""
    if value is None:
        return "–"
    return f"{100 * value:.1f} %" if FORMS[name] == "share" else f"{value:.2f}"


def signed(value: float | None, name: str, *, unit: bool = True) -> str:
    """A difference in its unit, with its sign: of shares in percentage points."""
    if value is None:
        return "–"
    written = f"{100 * value:+.1f}{' points' if unit else ''}" if FORMS[name] == "share" else f"{value:+.2f}"
    return written.replace("-", "−")


def _between(low: float | None, high: float | None, name: str) -> str:
    return f"{signed(low, name, unit=False)} to {signed(high, name, unit=False)}"
