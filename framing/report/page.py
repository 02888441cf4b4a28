"""A Comparison becomes one HTML page that needs nothing else: style, scripts, figures and data are in it.

Every article is hostile: all of its text is escaped, and the page's own policy allows no network and no scripts but
those that stand here, by their hashes (law 10). What can go wrong: an installation without the page's assets, which
raises :class:`MissingAsset`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from markupsafe import Markup

from framing.comparison import Comparison
from framing.groups import column
from framing.intake.collection import Problem
from framing.lexicon.folders import rules
from framing.lexicon.rules import Rule
from framing.report import (
    all_tables,
    event_views,
    figure_views,
    pair_views,
    rule_views,
    speech_views,
    table_views,
    views,
)
from framing.report.assets import (
    UNPRINTABLE,
    MissingAsset,
    asset,
    assets,
    environment,
    policy,
    squeezed,
    squeezed_style,
)
from framing.report.bundle import bundle, packed
from framing.report.overview import overview
from framing.report.page_data import page_data
from framing.report.summary import Piece, summary
from framing.report.views import Places, View
from framing.report.withheld import withheld

Drawn = Literal["full", "light"]
"""Figures drawn by Plotly, whose script is in the page, or as still pictures alone."""


def page(
    found: Comparison,
    problems: Sequence[Problem] = (),
    lexicon: tuple[Rule, ...] | None = None,
    *,
    drawn: Drawn = "full",
    with_text: bool = True,
) -> str:
    """The report as HTML; the same comparison gives the same text. ``lexicon`` is what the articles were read with.

    ``with_text`` False shows spans and counts, and no text of the articles. Raises :class:`MissingAsset`.
    """
    code = [*assets("script", ".js"), *([asset("drawn.js")] if drawn == "full" else [])]
    own = script(squeezed("\n".join(code)))
    plotly = plotly_script() if drawn == "full" else ""
    shown = found if with_text else withheld(found)
    texts = [reading.article.text for reading in found.readings]
    html = (
        environment()
        .get_template("page.html.j2")
        .render(
            **contents(shown, problems, lexicon, texts),
            hashes=[reading.article.sha256 for reading in found.readings],
            with_text=with_text,
            drawn=drawn,
            policy=policy([own, plotly] if plotly else [own]),
            style=Markup(squeezed_style(asset("style.css") + asset("report.css"))),  # noqa: S704  our own files
            bundle=bundle(found, shown, with_text=with_text) if drawn == "full" else "",
            plotly=packed([plotly]) if plotly else "",
        )
    )
    head, rest = UNPRINTABLE.sub("\ufffd", html).split("<!--script-->", 1)
    return f"{head}<script>{own}</script>\n{rest}"


def contents(
    found: Comparison,
    problems: Sequence[Problem],
    lexicon: tuple[Rule, ...] | None = None,
    written: Sequence[str] | None = None,
) -> View:
    """All that the template prints, section by section; ``written`` are the texts, where ``found`` withholds them."""
    texts = [reading.article.text for reading in found.readings] if written is None else written
    terms = rules() if lexicon is None else lexicon
    places = Places(found.readings)
    heads = views.heads(found.readings)
    tables = all_tables.tables(found)
    names = table_views.Names(found)
    groups = [group.name for group in found.groups]
    events = event_views.matrix(found, places, texts)
    shown = views.texts(found.readings)
    for number, text in enumerate(shown):
        text["spoken"] = speech_views.spoken_of(found.readings[number], number, places)
    pivoted = {
        name: table_views.pivoted(table, places, names)
        for name, table in tables.items()
        if name.removesuffix("_by_article") in all_tables.PIVOTED
    }
    return {
        "heads": heads,
        "many": len(heads) > views.COLUMNS,
        "by": column(found.groups),
        "summary": [[_piece(piece, places) for piece in sentence] for sentence in summary(found)],
        "overview": overview(found, {**pivoted, "events": events}, tables["labels"], places, names),
        "copies": len(found.copies),
        "comparability": views.comparability(found, places),
        "sources": views.sources(found.readings, problems, places),
        "events": events,
        "tables": pivoted,
        "over_time": table_views.over_time(tables["coverage_over_time"], places, names),
        "speakers": table_views.speakers(tables["speakers"], places, names, groups, views.COLUMNS),
        "chains": table_views.chains(tables["chains"], places, names),
        "labels": table_views.labels(tables["labels"], places, names, groups, views.COLUMNS),
        "distinctive": {
            **table_views.listed(tables["distinctive"], places, names),
            "looked": found.distinctive.looked,
            "left_out": [names.head(found.groups[n].name) for n in found.distinctive.left_out],
        },
        "unnamed": speech_views.unnamed(found.readings, places),
        "wording": speech_views.wording(found.readings, places),
        "substitutions": pair_views.substitutions(found, places),
        "reuse": pair_views.reuse(found, places),
        "discrepancies": event_views.disagreements(found, places),
        "headlines": event_views.headlines(found, places),
        "quantities": event_views.quantities(found.readings, places),
        "texts": shown,
        "method": views.method(found, terms),
        "rules": rule_views.pages(terms, found.readings),
        "figures": figure_views.figures(found, tables, names),
        "data": page_data(found, names, terms, texts),
    }


def _piece(piece: Piece, places: Places) -> View | str:
    """A piece of a sentence of the summary: words, or a number with its links and what it counts."""
    if isinstance(piece, str):
        return piece
    links = places.count(piece.spots)["links"]
    links += [{"href": f"#ev-{event}", "text": event, "times": 1} for event in piece.events]
    links += [{"href": f"#{anchor}", "text": anchor.rpartition("-")[2], "times": 1} for anchor in piece.anchors]
    return {"n": piece.words, "links": links, "about": piece.about}


def plotly_script() -> str:
    """Plotly's script, as it can stand in a page."""
    from plotly.offline import get_plotlyjs

    return script(str(get_plotlyjs()))


def script(code: str) -> str:
    """A script that can stand in HTML; HTML reads line ends as line feeds, and the hash must be of what it reads."""
    code = code.replace("\r\n", "\n").replace("\r", "\n")
    if re.search(r"</script|<!--", code, re.IGNORECASE):
        raise MissingAsset("a script of the report page ends its own element; install another version of plotly")
    return code
