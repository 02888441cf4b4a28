"""Articles become their traits: what tells two reports of one event from two reports of the same sort of event.

Vectors of the stems, the weekdays an article names ("on Tuesday": reports of one event mostly name the same), and the
words it quotes. What can go wrong: a title that only teases; a quotation in other marks than double ones.
"""

from __future__ import annotations

import datetime
import math
import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.article import Article, Span
from framing.language.stems import stems
from framing.mentions.dates import WEEKDAY
from framing.vectors import Vector, vectors

OPENING = 80
"""Stems of the opening, behind the title."""
QUOTED = re.compile(r"[“\"]([^”\"]{20,600})[”\"]")
RUN = 5
"""Words of a quoted run: so many in a row are hardly quoted twice by chance."""

Days = tuple[datetime.date, datetime.date]
"""The first and the last day on which an article can have been written."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of one article; one without a title has its opening there.

    ``weekdays`` is a unit vector of how often each is named, ``quoted`` the sorted hashes of all runs of five words in
    double quotation marks, ``days`` None where the date is not known on both sides.
    """

    body: Vector
    title: Vector
    opening: Vector
    weekdays: Vector
    quoted: array[int]
    days: Days | None


def traits(articles: Sequence[Article]) -> tuple[Traits, ...]:
    """The traits of articles; a word counts the more, the fewer of these articles have it."""
    titles = [list(stems(title, Span(0, len(title)))) for title in (article.title or "" for article in articles)]
    prose = [[stem for block in article.prose for stem in stems(article.text, block.span)] for article in articles]
    both = list(zip(titles, prose, strict=True))
    bodies = vectors([[*body, *title] for title, body in both])
    headed = vectors([title or body[:OPENING] for title, body in both])
    openings = vectors([[*title, *body[:OPENING]] for title, body in both])
    rest = [(_weekdays(article), array("L", sorted(_quoted(article))), _days(article)) for article in articles]
    return tuple(
        Traits(*vectors_, *others)
        for vectors_, others in zip(zip(bodies, headed, openings, strict=True), rest, strict=True)
    )


def _weekdays(article: Article) -> Vector:
    found = Counter(
        match["weekday"]
        for block in article.prose
        for match in WEEKDAY.finditer(article.text, block.span.start, block.span.end)
    )
    length = math.sqrt(sum(n * n for n in found.values()))
    return {day: n / length for day, n in sorted(found.items())}


def _quoted(article: Article) -> set[int]:
    return {
        run
        for block in article.prose
        for match in QUOTED.finditer(article.text, block.span.start, block.span.end)
        for run in runs(match[1])
    }


def runs(text: str) -> Iterator[int]:
    """Hashes (CRC-32) of all runs of five words, in order, whatever their marks and capitals."""
    found = re.findall(r"\w+", text.lower())
    for at in range(len(found) - RUN + 1):
        yield zlib.crc32(" ".join(found[at : at + RUN]).encode("utf-8", "surrogatepass"))


def _days(article: Article) -> Days | None:
    bounds = article.date_bounds
    if bounds.earliest is None or bounds.latest is None:
        return None
    return datetime.date.fromisoformat(bounds.earliest), datetime.date.fromisoformat(bounds.latest)


def days_apart(a: Days | None, b: Days | None) -> int | None:
    """The fewest days between two dates or ranges; None where one is unknown."""
    if a is None or b is None:
        return None
    return max(0, (b[0] - a[1]).days, (a[0] - b[1]).days)
