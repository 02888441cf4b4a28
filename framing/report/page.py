"""A Comparison becomes one HTML page that needs nothing else: style, scripts and figures are in it.

Every article is hostile: all of its text is escaped, and the page's own policy allows no network and no scripts but
those that stand here, by their hashes (law 10). What can go wrong: an installation without the page's assets, which
raises :class:`MissingAsset`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup
from plotly.offline import get_plotlyjs

from framing.comparison import Comparison
from framing.intake.collection import Problem
from framing.lexicon.folders import rules
from framing.lexicon.rules import Rule
from framing.report import event_views, pair_views, rule_views, speech_views, views
from framing.report.assets import UNPRINTABLE, MissingAsset, asset, environment, policy
from framing.report.figures import figures
from framing.report.views import Places, View


def page(found: Comparison, problems: Sequence[Problem] = (), lexicon: tuple[Rule, ...] | None = None) -> str:
    """The report as HTML; the same comparison gives the same text. ``lexicon`` is what the articles were read with.

    Raises :class:`MissingAsset`.
    """
    scripts = (_script(get_plotlyjs()), _script(asset("script.js")))
    html = (
        environment()
        .from_string(asset("report.html.j2"))
        .render(
            **contents(found, problems, lexicon),
            policy=policy(scripts),
            style=Markup(asset("style.css")),  # noqa: S704  our own file
        )
    )
    head, rest = UNPRINTABLE.sub("\ufffd", html).split("<!--scripts-->", 1)
    return "".join((head, *(f"<script>{script}</script>\n" for script in scripts), rest))


def contents(found: Comparison, problems: Sequence[Problem], lexicon: tuple[Rule, ...] | None = None) -> View:
    """All that the template prints, section by section."""
    terms = rules() if lexicon is None else lexicon
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
        "many": len(heads) > views.COLUMNS,
        "summary": views.summary(found, places),
        "comparability": views.comparability(found, places),
        "sources": views.sources(found.readings, problems, places),
        "events": events,
        "sourcing": sourcing,
        "wording": wording,
        "naming": event_views.naming(found, places),
        "substitutions": pair_views.substitutions(found, places),
        "reuse": pair_views.reuse(found, places),
        "discrepancies": event_views.disagreements(found, places),
        "headlines": event_views.headlines(found, places),
        "quantities": event_views.quantities(found.readings, places),
        "texts": texts,
        "method": views.method(found, terms),
        "rules": rule_views.pages(terms, found.readings),
        "figures": drawn,
    }


def _script(code: str) -> str:
    """A script that can stand in HTML; HTML reads line ends as line feeds, and the hash must be of what it reads."""
    code = code.replace("\r\n", "\n").replace("\r", "\n")
    if re.search(r"</script|<!--", code, re.IGNORECASE):
        raise MissingAsset("a script of the report page ends its own element; install another version of plotly")
    return code
