"""Pairs become discrepancies: a number, a date, a name or a quotation that differs where two articles report one fact.

Two statements at different times are no contradiction (law 6): numbers are compared only where the same thing is
counted, and dates that exclude each other keep most passages from being aligned. What can go wrong: a toll that rose
between two articles is listed; the page shows both sentences, and the dates of both articles.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from framing.article import Span
from framing.attribution.attributions import Quoted
from framing.events import counts, quotations
from framing.events.pairs import DECISION, Pair
from framing.events.passages import Passage, inside
from framing.lexicon.gazetteer import given_names, short_names
from framing.mentions.dates import Date
from framing.mentions.mention import Mention, concept_names
from framing.reading import Reading

NEAR_DAYS = 3
LETTERS = 2
"""Letters in which two spellings of a name differ, at most."""
LONG_NAME = 4
"""Letters of a name of which the spelling is compared, at least."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side: the article's index, the passage, and the words that differ."""

    article: int
    span: Span
    exact: Span


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two passages that give one thing differently."""

    kind: Literal["number", "date", "name", "quotation"]
    a: Side
    b: Side
    why: str


def discrepancies(
    readings: Sequence[Reading], passages: Sequence[Passage], pairs: Sequence[Pair], canonical: Mapping[str, str]
) -> tuple[Discrepancy, ...]:
    """The discrepancies of all pairs that report the same fact, in the order of the pairs; one name once."""
    out: dict[object, Discrepancy] = {}
    people = [_people(reading) for reading in readings]
    for pair in pairs:
        if pair.score >= DECISION:
            a, b = passages[pair.a], passages[pair.b]
            for x, y in counts.differing(a, readings[a.article], b, readings[b.article]):
                noun = x.noun or y.noun
                what = f" {noun}" if noun else ""
                found = Discrepancy("number", _side(a, x.span), _side(b, y.span), f"{x.readable} or {y.readable}{what}")
                out[found.a, found.b] = found
            for found in (*_dates(a, b, readings), *_quotations(a, b, readings)):
                out[found.a, found.b] = found
            for key, found in _names(a, b, people, canonical):
                out.setdefault((a.article, b.article, key), found)
    return tuple(out.values())


# ---------------------------------------------------------------- dates


def _dates(a: Passage, b: Passage, readings: Sequence[Reading]) -> Iterator[Discrepancy]:
    """Days of one month that lie close together but differ; other dates are other times, not discrepancies.

    Weekdays are left out: they may be those of two statements. So is what has an hour: it may be an entry of a log.
    """
    if not (a.dates and b.dates):
        return
    written = (passage.span.of(readings[passage.article].article.text) for passage in (a, b))
    if counts.of_two_moments(*written):
        return
    for x in (date for date in a.dates if date.weekday is None):
        for y in (date for date in b.dates if date.weekday is None):
            if x.day and y.day and x.month == y.month and (not x.year or not y.year or x.year == y.year):
                apart = max(y.day - (x.last or x.day), x.day - (y.last or y.day))
                differs = (x.day, x.last) != (y.day, y.last) and -NEAR_DAYS <= apart <= NEAR_DAYS
                if differs and not _dated(x, b) and not _dated(y, a):
                    yield Discrepancy("date", _side(a, x.span), _side(b, y.span), f"{x.value} or {y.value}")


def _dated(date: Date, passage: Passage) -> bool:
    """Whether a passage has this day too, with its year or without."""
    day = (date.month, date.day, date.last)
    return any(
        (other.month, other.day, other.last) == day and (not date.year or other.year in (None, date.year))
        for other in passage.dates
    )


# ---------------------------------------------------------------- quotations


def _quotations(a: Passage, b: Passage, readings: Sequence[Reading]) -> Iterator[Discrepancy]:
    own, other = readings[a.article], readings[b.article]
    for x in _quoted(a, own):
        for y in _quoted(b, other):
            speakers = {_speaker(own, x), _speaker(other, y)} - {None}
            words = quotations.differing(own.article.text, x.span, other.article.text, y.span)
            if words and len(speakers) < 2:
                why = f"one quotation in two wordings: “{words[0]}” or “{words[1]}”"
                yield Discrepancy("quotation", _side(a, x.span), _side(b, y.span), why)


def _quoted(passage: Passage, found: Reading) -> list[Quoted]:
    return [q for q in inside(found.quotations, passage.span) if q.kind == "speech" and passage.span.covers(q.span)]


def _speaker(found: Reading, quotation: Quoted) -> str | None:
    """The surname of the person who is quoted, where the article names one."""
    source = None if quotation.attribution is None else found.sourcings[quotation.attribution]
    named = source is not None and source.kind == "named-person" and source.speaker
    return _plain(named).split()[-1] if named else None


# ---------------------------------------------------------------- names

_Name = tuple[str, ...]


def _people(reading: Reading) -> dict[_Name, Mention]:
    """The names of two words or more that can be people's, each with its first mention."""
    out: dict[_Name, Mention] = {}
    for mention in reading.mentions:
        name = tuple(_plain(mention.label).split())
        if mention.kind in ("person", "name") and len(name) > 1:
            out.setdefault(name, mention)
    return out


def _plain(label: str) -> str:
    """A name in small letters without accents and stops."""
    bare = unicodedata.normalize("NFKD", label)
    return "".join(char for char in bare.lower() if not unicodedata.combining(char) and char != ".")


def _names(
    a: Passage, b: Passage, people: Sequence[Mapping[_Name, Mention]], canonical: Mapping[str, str]
) -> Iterator[tuple[tuple[_Name, _Name], Discrepancy]]:
    """Names that the two articles spell differently: one part of them is the same, the other nearly so."""
    first, second = people[a.article], people[b.article]
    for x, own in first.items():
        if x in second or canonical[own.concept] not in a.names:
            continue
        for y, other in second.items():
            person = _person(own) or _person(other)
            if person and y not in first and canonical[other.concept] in b.names and _two_spellings(x, y):
                why = f"one name in two spellings: “{own.label}” or “{other.label}”"
                sides = Side(a.article, a.span, own.span), Side(b.article, b.span, other.span)
                yield (x, y), Discrepancy("name", *sides, why)


def _person(mention: Mention) -> bool:
    """Whether a name is a person's, whom no list spells already."""
    person = mention.kind == "person" or mention.label.split()[0] in given_names()
    return person and mention.concept not in concept_names()


def _two_spellings(x: _Name, y: _Name) -> bool:
    """Whether two names differ in a few letters of one part, and not as two transliterations do ("-ei", "-ey")."""
    if len(x) != len(y):
        return False
    differing = [(one, other) for one, other in zip(x, y, strict=True) if one != other]
    if len(differing) != 1 or len(x) == 1:
        return False
    one, other = differing[0]
    if min(len(one), len(other)) < LONG_NAME or short_names().get(one, one) == short_names().get(other, other):
        return False
    if re.sub("[ijy]+", "i", one) == re.sub("[ijy]+", "i", other):
        return False
    begins = one[0] == other[0] and not one.startswith(other) and not other.startswith(one)
    return begins and 0 < Levenshtein.distance(one, other) <= LETTERS


def _side(passage: Passage, exact: Span) -> Side:
    return Side(passage.article, passage.span, exact)
