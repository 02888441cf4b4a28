"""A Comparison becomes one HTML page that needs nothing else: style, scripts and figures are in it.

Every article is hostile: all of its text is escaped, and the page's own policy allows no network and no scripts but
those that stand here, by their hashes (law 10). What can go wrong: an installation without the page's assets, which
raises :class:`MissingAsset`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from framing.comparison import Comparison
from framing.intake.collection import Problem
from framing.report import event_views, speech_views, views
from framing.report.figures import figures
from framing.report.views import Places, View

FOLDERS = (Path(__file__).parent / "assets", Path(__file__).parents[2] / "reports" / "assets")
"""Where the assets lie: in the package as installed, or in the source tree."""
UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
"""What HTML in UTF-8 cannot hold; shown as U+FFFD."""
LINKED = re.compile(r"https?://[^\s]+", re.IGNORECASE)


class MissingAsset(ValueError):
    """A file of the page is not where it was installed; the message is one line."""


def page(found: Comparison, problems: Sequence[Problem] = ()) -> str:
    """The report as HTML; the same comparison gives the same text. Raises :class:`MissingAsset`."""
    scripts = (_script(get_plotlyjs()), _script(asset("script.js")))
    html = (
        _environment()
        .from_string(asset("report.html.j2"))
        .render(
            **contents(found, problems),
            policy=policy(scripts),
            style=Markup(asset("style.css")),  # noqa: S704  our own file
        )
    )
    head, rest = UNPRINTABLE.sub("\ufffd", html).split("<!--scripts-->", 1)
    return "".join((head, *(f"<script>{script}</script>\n" for script in scripts), rest))


def contents(found: Comparison, problems: Sequence[Problem]) -> View:
    """All that the template prints, section by section."""
    places = Places(found.readings)
    heads = views.heads(found.readings)
    events = event_views.matrix(found, places)
    sourcing = speech_views.sourcing(found.readings, places)
    wording = speech_views.wording(found.readings, places)
    drawn = figures(heads, sourcing, wording, events["coverage"])
    texts = views.texts(found.readings)
    for number, text in enumerate(texts):
        text["spoken"] = speech_views.spoken_of(found.readings[number], number, places)
    return {
        "heads": heads,
        "summary": views.summary(found, places),
        "comparability": views.comparability(found, places),
        "sources": views.sources(found.readings, problems, places),
        "events": events,
        "sourcing": sourcing,
        "wording": wording,
        "naming": event_views.naming(found, places),
        "discrepancies": event_views.disagreements(found, places),
        "quantities": event_views.quantities(found.readings, places),
        "texts": texts,
        "method": views.method(found),
        "figures": drawn,
    }


def policy(scripts: Sequence[str]) -> str:
    """The Content Security Policy that allows these scripts and nothing from outside."""
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{value}'" for value in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def asset(name: str) -> str:
    """The text of one file of the page."""
    for folder in FOLDERS:
        if (folder / name).is_file():
            return (folder / name).read_text(encoding="utf-8")
    raise MissingAsset(f"{name} of the report page is missing from this installation; install framing again")


def _script(code: str) -> str:
    """A script that can stand in HTML; HTML reads line ends as line feeds, and the hash must be of what it reads."""
    code = code.replace("\r\n", "\n").replace("\r", "\n")
    if re.search(r"</script|<!--", code, re.IGNORECASE):
        raise MissingAsset("a script of the report page ends its own element; install another version of plotly")
    return code


@cache
def _environment() -> Environment:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "percent": lambda value: f"{100 * value:.0f}\u202f%",
        "interval": _interval,
        "decimal": lambda value: f"{value:.1f}",
        "counted": lambda value: f"{value:,}",
        "block": _block,
        "web": lambda address: bool(LINKED.fullmatch(address)),
    }
    return environment


def _interval(found: View, kind: str = "share") -> str:
    """The 95 % interval of a measure, or what says that there is none."""
    if found["low"] is None or found["high"] is None:
        return "no interval"
    if kind == "share":
        return f"{100 * found['low']:.0f}–{100 * found['high']:.0f}\u202f%"
    return f"{found['low']:.1f}–{found['high']:.1f}"


def _block(value: Any) -> Markup:
    """JSON for a data block, in which nothing can end the element."""
    written = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return Markup(written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704
