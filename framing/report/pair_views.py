"""Substitutions and reuse become views: which labels stand for each other, which words two articles share.

What can go wrong: forty articles with one agency's text; each pair of them is a row, and its passages are shown by
their beginnings only. Of hundreds, the pairs that share most are shown; all are in the JSON.
"""

from __future__ import annotations

from framing.article import Span
from framing.comparison import Comparison
from framing.events.reuse import Reuse
from framing.report.views import Places, View

ROWS = 100
"""Rows of the table of substitutions, at most."""
PAIRS = 300
"""Pairs of articles with shared words, at most."""
EXCERPT = 200
"""Characters of a shared passage that are shown."""


def substitutions(found: Comparison, places: Places) -> View:
    """The rows of the table, the most frequent first: who calls it what, with both sentences of each place."""
    rows = []
    for one in found.substitutions[:ROWS]:
        spots = [(use.article, use.exact) for place in one.places for use in (place.a, place.b)]
        rows.append(
            {
                "a": {"outlet": one.outlet_a, "words": one.words_a},
                "b": {"outlet": one.outlet_b, "words": one.words_b},
                "n": len(one.places),
                "links": places.count(spots)["links"],
            }
        )
    return {"rows": rows, "all": len(found.substitutions)}


def reuse(found: Comparison, places: Places) -> View:
    """For each pair of articles that share runs of words: the shares, and the runs with links to both articles."""
    shown = sorted(found.reuse, key=lambda one: -sum(shared.words for shared in one.shared))[:PAIRS]
    rows = [_pair(one, found, places) for one in sorted(shown, key=lambda one: (one.a, one.b))]
    return {"rows": rows, "all": len(found.reuse)}


def _pair(one: Reuse, found: Comparison, places: Places) -> View:
    texts = found.readings[one.a].article.text, found.readings[one.b].article.text
    return {
        "a": one.a,
        "b": one.b,
        "shares": [one.share_a, one.share_b],
        "copies": sum(shared.kind == "copy" for shared in one.shared),
        "quotations": sum(shared.kind == "quotation" for shared in one.shared),
        "credits": [
            {"article": article, "names": names}
            for article, names in ((one.a, one.credits_a), (one.b, one.credits_b))
            if names
        ],
        "passages": [
            {
                "kind": shared.kind,
                "words": shared.words,
                "text": _excerpt(texts[1], shared.b),
                "links": [places.link(one.a, shared.a), places.link(one.b, shared.b)],
            }
            for shared in one.shared
        ],
    }


def _excerpt(text: str, span: Span) -> str:
    """The beginning of a passage on one line."""
    shown = " ".join(span.of(text).split())
    return shown if len(shown) <= EXCERPT else shown[: EXCERPT - 1].rsplit(" ", 1)[0] + "…"
