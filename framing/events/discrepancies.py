"""Pairs become discrepancies: a number, a date or a quotation that differs where two articles report the same fact.

Two statements at different times are no contradiction (law 6): numbers are compared only where the same thing is
counted in aligned passages, and dates that exclude each other keep most passages from being aligned. What can go
wrong: "over 100,000" and "120,000" are listed, though both can be true; the page shows both sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from framing.article import Span
from framing.events.pairs import DECISION, Pair
from framing.events.passages import Passage
from framing.language.stems import stem
from framing.mentions.dates import Date
from framing.mentions.numbers import Number
from framing.reading import Reading

SURE = 0.8
"""Pair score from which a day that differs is a discrepancy; below it the day may belong to another fact."""
NEAR_DAYS = 3
SAME_WORDS = 65.0
"""Likeness (per cent of characters kept) from which two quotations are one in two wordings."""
QUOTED_WORDS = 4


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
    readings: Sequence[Reading], passages: Sequence[Passage], pairs: Sequence[Pair]
) -> tuple[Discrepancy, ...]:
    """The discrepancies of all pairs that report the same fact, in the order of the pairs."""
    out: list[Discrepancy] = []
    for pair in pairs:
        if pair.score >= DECISION:
            a, b = passages[pair.a], passages[pair.b]
            out += _numbers(a, b)
            out += _dates(a, b) if pair.score >= SURE else ()
            out += _quotations(a, b, readings)
    return tuple(out)


def _numbers(a: Passage, b: Passage) -> Iterator[Discrepancy]:
    for x in a.numbers:
        for y in b.numbers:
            same = (
                x.kind == y.kind
                and x.unit == y.unit
                and (x.kind != "number" or (x.noun and stem(x.noun) == stem(y.noun)))
            )
            if same and x.amount != y.amount and not _among(x, b) and not _among(y, a):
                what = f" {x.noun}" if x.noun else ""
                yield Discrepancy("number", _side(a, x.span), _side(b, y.span), f"{x.value} or {y.value}{what}")


def _among(number: Number, passage: Passage) -> bool:
    """Whether the other passage has the same number too: then it counts something else as well."""
    return any(other.value == number.value for other in passage.numbers)


def _dates(a: Passage, b: Passage) -> Iterator[Discrepancy]:
    """Days of one month that lie close together but differ; other dates are other times, not discrepancies."""
    for x in a.dates:
        for y in b.dates:
            if x.day and y.day and x.month == y.month and (not x.year or not y.year or x.year == y.year):
                apart = max(y.day - (x.last or x.day), x.day - (y.last or y.day))
                differs = (x.day, x.last) != (y.day, y.last) and -NEAR_DAYS <= apart <= NEAR_DAYS
                if differs and not _dated(x, b) and not _dated(y, a):
                    yield Discrepancy("date", _side(a, x.span), _side(b, y.span), f"{x.value} or {y.value}")


def _dated(date: Date, passage: Passage) -> bool:
    return any(other.value == date.value for other in passage.dates)


def _quotations(a: Passage, b: Passage, readings: Sequence[Reading]) -> Iterator[Discrepancy]:
    texts = readings[a.article].article.text, readings[b.article].article.text
    for x in _quoted(a, readings):
        for y in _quoted(b, readings):
            first, second = (_plain(span.of(text)) for span, text in zip((x, y), texts, strict=True))
            long = min(len(first.split()), len(second.split())) >= QUOTED_WORDS
            if long and first != second and fuzz.ratio(first, second) >= SAME_WORDS:
                yield Discrepancy("quotation", _side(a, x), _side(b, y), "one quotation in two wordings")


def _quoted(passage: Passage, readings: Sequence[Reading]) -> list[Span]:
    found = readings[passage.article].quotations
    return [q.span for q in found if q.kind == "speech" and passage.span.covers(q.span)]


def _plain(quotation: str) -> str:
    """The words of a quotation, without marks, case and final punctuation."""
    return " ".join(quotation.strip("\"“”„«»'‘’ ").rstrip(".,!?…").replace("’", "'").lower().split())


def _side(passage: Passage, exact: Span) -> Side:
    return Side(passage.article, passage.span, exact)
