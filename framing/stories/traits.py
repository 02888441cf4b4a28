"""Articles become their traits: what tells two reports of one event from two reports of the same sort of event.

First the words of one article are counted by themselves; then, with the number of articles that have each word, they
become vectors. So the first step can be done anywhere, and an archive of millions needs no more than its counts in one
place. Beside the vectors stand the weekdays an article names ("on Tuesday": reports of one event mostly name the same)
and the words it quotes. What can go wrong: a title that only teases; a quotation in other marks than double ones.
"""

from __future__ import annotations

import datetime
import math
import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from framing.article import Article, Span
from framing.language.stems import stems
from framing.mentions.dates import WEEKDAY
from framing.vectors import vector

OPENING = 80
"""Stems of the opening, behind the title."""
QUOTED = re.compile(r"[“\"]([^”\"]{20,600})[”\"]")
RUN = 5
"""Words of a quoted run: so many in a row are hardly quoted twice by chance."""
KEPT = 200_000
"""Stems whose numbers are kept from one article to the next."""

Days = tuple[datetime.date, datetime.date]
"""The first and the last day on which an article can have been written."""
Terms = Mapping[int, float]
"""A unit vector; a term is the number of its stem."""
SPACES = ("body", "title", "opening")
"""What is counted apart: all stems; those of the title; those of title and opening."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is counted of one article by itself: how often each stem stands in each of :data:`SPACES`.

    A text without a title has its opening there. ``weekdays`` are those it names, as often as it does, ``quoted`` the
    sorted hashes of all runs of five words in double quotation marks, ``days`` None where the date is not known on both
    sides.
    """

    body: Mapping[int, int]
    title: Mapping[int, int]
    opening: Mapping[int, int]
    weekdays: tuple[str, ...]
    quoted: array[int]
    days: Days | None


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of ``total`` articles each stem stands, in each of :data:`SPACES`."""

    total: int
    body: Mapping[int, int]
    title: Mapping[int, int]
    opening: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of one article: its :class:`Words` as unit vectors."""

    body: Terms
    title: Terms
    opening: Terms
    weekdays: Mapping[str, float]
    quoted: array[int]
    days: Days | None


def traits(articles: Sequence[Article]) -> tuple[Traits, ...]:
    """The traits of articles; a word counts the more, the fewer of these articles have it."""
    counted = [words(article) for article in articles]
    found = frequencies(counted)
    return tuple(weighted(one, found) for one in counted)


def words(article: Article) -> Words:
    """The counts of one article."""
    title = article.title or ""
    headed = [term(stem) for stem in stems(title, Span(0, len(title)))]
    prose = [term(stem) for block in article.prose for stem in stems(article.text, block.span)]
    return Words(
        body=Counter([*prose, *headed]),
        title=Counter(headed or prose[:OPENING]),
        opening=Counter([*headed, *prose[:OPENING]]),
        weekdays=tuple(sorted(_weekdays(article))),
        quoted=array("L", sorted(_quoted(article))),
        days=_days(article),
    )


@lru_cache(KEPT)
def term(stem: str) -> int:
    """The number of a stem: 63 bits of a hash, so that two stems with one number are not to be expected."""
    return int.from_bytes(blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def frequencies(counted: Iterable[Words]) -> Frequencies:
    """In how many of some articles each stem stands."""
    found: dict[str, Counter[int]] = {space: Counter() for space in SPACES}
    total = 0
    for one in counted:
        total += 1
        for space in SPACES:
            found[space].update(getattr(one, space).keys())
    return Frequencies(total, **found)


def weighted(counted: Words, found: Frequencies) -> Traits:
    """The traits of one article among others, whose frequencies hold its own stems too."""
    return Traits(
        vector(counted.body, found.body, found.total),
        vector(counted.title, found.title, found.total),
        vector(counted.opening, found.opening, found.total),
        _unit(Counter(counted.weekdays)),
        counted.quoted,
        counted.days,
    )


def _unit(counted: Mapping[str, int]) -> Mapping[str, float]:
    length = math.sqrt(sum(n * n for n in counted.values()))
    return {day: n / length for day, n in sorted(counted.items())}


def _weekdays(article: Article) -> Iterator[str]:
    for block in article.prose:
        for match in WEEKDAY.finditer(article.text, block.span.start, block.span.end):
            yield match["weekday"]


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
