"""Articles become stories: which of them report the same event.

Two articles are alike by their words (TF-IDF over stems: all of them, those of the title, those of title and opening)
and by the days between their dates; a logistic function of these says how likely they report one event, and groups
form by average link over its logits, so a running story does not chain. What can go wrong: two events of one kind on
one day, told in the same words; articles without dates, which need to be more alike.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass

from framing.article import Article, Span
from framing.clusters import groups
from framing.language.stems import stems
from framing.vectors import Vector, candidates, cosine, vectors

WINDOW = 14
"""Days between the dates of two articles on one event, at most."""
OPENING = 80
"""Stems of the opening, behind the title."""
TERMS = 30
"""Heaviest terms of an article by which its candidates are found."""
BIAS = -6.3
BODY, ROOT, TITLE, OPENED = 7.0, 6.5, 6.8, 7.1
"""Weights of the cosines of all stems, of its square root, of the titles and of the openings."""
UNDATED, DAYS, EACH_DAY = -4.2, -1.6, -1.1
"""Weights of a date that is missing, of two or three days apart, and of each day. All weights are those of a logistic
regression on the candidate pairs of the development stories, rounded; two fits without a fifth of the stories moved
none by more than .6."""
ALIKE = -2.2
"""Mean logit within a story, at least: most pairs of one story score above it, and a group outvotes one doubt."""
UNLIKE = -15.0
"""The logit of two articles that are no candidates."""


@dataclass(frozen=True, slots=True)
class Words:
    """The vectors of one article; one without a title has its opening there."""

    body: Vector
    title: Vector
    opening: Vector


def stories(articles: Sequence[Article]) -> tuple[tuple[int, ...], ...]:
    """Groups of indices into ``articles``, sorted; every article is in exactly one.

    The same groups whatever the order of the articles, if their ids differ.
    """
    order = sorted(range(len(articles)), key=lambda n: articles[n].id)
    words = _words([articles[n] for n in order])
    days = [_bounds(articles[n]) for n in order]
    scored = []
    for a, b in candidates([one.body for one in words], TERMS):
        apart = _days_apart(days[a], days[b])
        if apart is None or apart <= WINDOW:
            scored.append((a, b, max(0.0, likeness(words[a], words[b], apart) - UNLIKE)))
    found = groups(len(order), scored, ALIKE - UNLIKE)
    return tuple(sorted(tuple(sorted(order[n] for n in group)) for group in found))


def _words(articles: Sequence[Article]) -> list[Words]:
    titles = [list(stems(title, Span(0, len(title)))) for title in (article.title or "" for article in articles)]
    prose = [[stem for block in article.prose for stem in stems(article.text, block.span)] for article in articles]
    both = list(zip(titles, prose, strict=True))
    bodies = vectors([[*body, *title] for title, body in both])
    headed = vectors([title or body[:OPENING] for title, body in both])
    openings = vectors([[*title, *body[:OPENING]] for title, body in both])
    return [Words(*three) for three in zip(bodies, headed, openings, strict=True)]


def features(a: Words, b: Words, apart: int | None) -> tuple[float, ...]:
    """Cosine of all stems, its square root, cosines of titles and openings; no date, two or three days, days."""
    body = cosine(a.body, b.body)
    days = apart or 0
    steps = float(apart is None), float(1 < days < 4), float(days)
    return body, math.sqrt(body), cosine(a.title, b.title), cosine(a.opening, b.opening), *steps


def likeness(a: Words, b: Words, apart: int | None) -> float:
    """The logit of the probability that two articles, ``apart`` days from each other, report one event."""
    weights = BODY, ROOT, TITLE, OPENED, UNDATED, DAYS, EACH_DAY
    return BIAS + math.fsum(w * v for w, v in zip(weights, features(a, b, apart), strict=True))


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
