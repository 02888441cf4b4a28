"""Articles become stories: which of them report the same event.

Articles are alike by their words (TF-IDF over stems, title twice); a pair that is dated more than a few days apart is
no candidate. Groups by average link, so a running story does not chain. What can go wrong: two events of one kind on
one day, told in the same words; articles without dates, which need to be more alike.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from framing.article import Article, Span
from framing.clusters import groups
from framing.language.stems import stems
from framing.vectors import candidates, cosine, vectors

WINDOW = 4
"""Days between the dates of two articles on one event, at most."""
ALIKE = 0.26
"""Mean cosine within a story, at least; set on the development stories."""
UNDATED_MARGIN = 0.04
"""How much more alike two articles must be where one has no date."""
TERMS = 30
"""Heaviest terms of an article by which its candidates are found."""


def stories(articles: Sequence[Article]) -> tuple[tuple[int, ...], ...]:
    """Groups of indices into ``articles``, sorted; every article is in exactly one.

    The same groups whatever the order of the articles, if their ids differ.
    """
    order = sorted(range(len(articles)), key=lambda n: articles[n].id)
    found = vectors([_terms(articles[n]) for n in order])
    days = [_bounds(articles[n]) for n in order]
    scored = []
    for a, b in candidates(found, TERMS):
        apart = _days_apart(days[a], days[b])
        if apart is None or apart <= WINDOW:
            score = cosine(found[a], found[b]) - (UNDATED_MARGIN if apart is None else 0.0)
            scored.append((a, b, max(0.0, score)))
    return tuple(sorted(tuple(sorted(order[n] for n in group)) for group in groups(len(order), scored, ALIKE)))


def _terms(article: Article) -> list[str]:
    body = [stem for block in article.prose for stem in stems(article.text, block.span)]
    title = article.title or ""
    return [*body, *(list(stems(title, Span(0, len(title)))) * 2)]


def _bounds(article: Article) -> tuple[datetime.date, datetime.date] | None:
    bounds = article.date_bounds
    if bounds.earliest is None or bounds.latest is None:
        return None
    return datetime.date.fromisoformat(bounds.earliest), datetime.date.fromisoformat(bounds.latest)


def _days_apart(
    a: tuple[datetime.date, datetime.date] | None, b: tuple[datetime.date, datetime.date] | None
) -> int | None:
    """The fewest days between two dates or ranges; None where one is unknown."""
    if a is None or b is None:
        return None
    return max(0, (b[0] - a[1]).days, (a[0] - b[1]).days)
