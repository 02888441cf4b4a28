"""Passages become pairs: sentences of different articles that report the same fact, each with a score from 0 to 1.

The score is a logistic function of shared words (TF-IDF cosine), shared names and shared dates and numbers; dates
that exclude each other pull it down hard, since "same names, different claim" is the classic false merge. 0.5 is the
decision. The weights are set by hand. A logistic regression on annotated pairs (ECB+) gave words 5.6, names 1.1,
quantities 0.4, excluded -0.5 and bias -1.8; here words weigh more and the bias is lower, since in whole articles far
fewer pairs of sentences report one fact than in that selection, and excluded dates weigh more, since a false merge
costs more than a miss.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from framing.events.passages import Passage
from framing.mentions.dates import Date
from framing.vectors import Vector, candidates, cosine, vectors

BIAS, WORDS, NAMES, QUANTITIES, EXCLUDED = -3.15, 9.0, 0.8, 0.6, -3.5
DECISION = 0.5
"""From this score on, two passages report the same fact."""
LEAST = 0.02
"""Pairs that score less are not kept."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages by their indices, a before b, and how surely they report the same fact."""

    a: int
    b: int
    score: float


def pairs(passages: Sequence[Passage]) -> tuple[Pair, ...]:
    """All pairs of passages of different articles that score at all, in order."""
    found = vectors([_terms(passage) for passage in passages])
    names = vectors([sorted(passage.names) for passage in passages])
    out = []
    for a, b in candidates(found, owners=[passage.article for passage in passages]):
        score = _score(passages[a], passages[b], (found[a], found[b]), (names[a], names[b]))
        if score >= LEAST:
            out.append(Pair(a, b, score))
    return tuple(out)


def _terms(passage: Passage) -> list[str]:
    """Stems, with names as terms of their own so that they count in any spelling, and values of numbers and dates."""
    quantities = [f"={number.value}" for number in passage.numbers] + [f"={date.value}" for date in passage.dates]
    return [*passage.terms, *(f"@{name}" for name in sorted(passage.names)), *quantities]


def features(a: Passage, b: Passage, words: tuple[Vector, Vector], names: tuple[Vector, Vector]) -> tuple[float, ...]:
    """Cosine of words, cosine of names, whether a number or date is shared, whether dates exclude each other."""
    numbers = {n.value for n in a.numbers} & {n.value for n in b.numbers}
    dates = {d.value for d in a.dates} & {d.value for d in b.dates}
    return cosine(*words), cosine(*names), float(bool(numbers or dates)), float(excluded(a.dates, b.dates))


def _score(a: Passage, b: Passage, words: tuple[Vector, Vector], names: tuple[Vector, Vector]) -> float:
    values = features(a, b, words, names)
    total = BIAS + sum(w * v for w, v in zip((WORDS, NAMES, QUANTITIES, EXCLUDED), values, strict=True))
    return 1 / (1 + math.exp(-total))


def excluded(a: Sequence[Date], b: Sequence[Date]) -> bool:
    """Whether both passages are dated and no date of the one can be a date of the other.

    Parts that a date leaves open exclude nothing; a weekday excludes nothing.
    """
    first = [date for date in a if date.weekday is None]
    second = [date for date in b if date.weekday is None]
    return bool(first and second) and not any(compatible(x, y) for x in first for y in second)


def compatible(a: Date, b: Date) -> bool:
    """Whether two dates can mean days in common, as far as they are written."""
    if a.year and b.year and a.year != b.year:
        return False
    if a.month and b.month and a.month != b.month:
        return False
    if a.day and b.day and a.month and b.month:
        first, second = (a.day, a.last or a.day), (b.day, b.last or b.day)
        # Days 9 to 11 and 11 to 12 share a day but are two ranges; a day within a range is that range's.
        return (first[0] <= second[0] and second[1] <= first[1]) or (second[0] <= first[0] and first[1] <= second[1])
    return True
