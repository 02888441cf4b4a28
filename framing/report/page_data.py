"""A Comparison becomes what the page's script needs to know: articles, groups, and aligned pairs with their words.

Everything else the script reads from the page itself. What can go wrong: very many pairs; the surest are kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from framing import __version__
from framing.article import Span
from framing.comparison import Comparison
from framing.events.pairs import DECISION, Pair
from framing.events.wording import wording_diff
from framing.groups import column
from framing.lexicon.rules import Rule
from framing.report.table_views import Names
from framing.report.views import View, lexicon_hash

MOST_PAIRS = 5000
"""Pairs whose words are compared on the page, at most."""


def page_data(found: Comparison, names: Names, lexicon: tuple[Rule, ...], written: Sequence[str]) -> View:
    """A JSON object; a pair is [sentence of a, of b, score, differing spans of a, of b], spans counted from the
    sentence's start. ``written`` are the texts whose words are compared.
    """
    articles = [reading.article for reading in found.readings]
    return {
        "version": __version__,
        "lexicon": lexicon_hash(lexicon)[:12],
        "by": column(found.groups),
        "articles": [{"id": article.id, "label": article.label} for article in articles],
        "groups": [
            {"label": names.plain(group.name), "articles": [n + 1 for n in group.articles]} for group in found.groups
        ],
        "pairs": [_pair(found, pair, written) for pair in _surest(found.pairs)],
    }


def _surest(pairs: Sequence[Pair]) -> list[Pair]:
    sure = sorted((pair for pair in pairs if pair.score >= DECISION), key=lambda pair: (-pair.score, pair.a, pair.b))
    return sorted(sure[:MOST_PAIRS], key=lambda pair: (pair.a, pair.b))


def _pair(found: Comparison, pair: Pair, written: Sequence[str]) -> list[object]:
    a, b = found.passages[pair.a], found.passages[pair.b]
    differing = [
        stretch for stretch in wording_diff(written[a.article], a.span, written[b.article], b.span) if not stretch.same
    ]
    names = [f"a{side.article + 1}-s{side.number + 1}" for side in (a, b)]
    return [
        *names,
        round(pair.score, 2),
        _from([s.a for s in differing if s.a], a.span),
        _from([s.b for s in differing if s.b], b.span),
    ]


def _from(spans: Sequence[Span], sentence: Span) -> list[list[int]]:
    return [[span.start - sentence.start, span.end - sentence.start] for span in spans]
