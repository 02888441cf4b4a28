"""Vectors and dates become candidate pairs: each article with its nearest, at a cost an article that is bounded.

Blocks are made by date window and shared heavy term (an inverted index whose lists are in the order of the dates).
An article reads its shortest lists first, within a budget, adds up what it shares with each article it meets, and
keeps the nearest (the order of reading is that of Moffat and Zobel 1996). So the work for one article is bounded,
whatever the size of the collection. What can go wrong: two reports that share no heavy term are never compared.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from heapq import nsmallest
from operator import itemgetter

from framing.stories.traits import Days, days_apart
from framing.vectors import Vector

WINDOW = 14
"""Days between the dates of two articles on one event, at most."""
TERMS = 30
"""Heaviest terms of an article by which it is found."""
NEAREST = 20
"""Candidates of an article, beside those that have it among theirs."""
LONGEST = 200
"""Articles that are read of one list: in a window those nearest in date, else those in which the term is heaviest."""
BUDGET = 1000
"""Articles that are read of all lists of an article; its shortest list is read in any case."""

Entry = tuple[int, int, float]
"""Day (0 where not a single day is known), article, weight of the term."""


def neighbours(found: Sequence[Vector], days: Sequence[Days | None]) -> tuple[tuple[int, int], ...]:
    """Index pairs (a < b, in order) of articles that share heavy terms and are no more than a window apart."""
    numbers = range(len(found))
    if len(found) <= NEAREST + 1:
        every = [(a, b) for a in numbers for b in numbers[a + 1 :]]
        return tuple(pair for pair in every if near(days[pair[0]], days[pair[1]]))
    blocks = _Blocks(found, [_ordinal(own) for own in days])
    pairs: set[tuple[int, int]] = set()
    for number in numbers:
        shared = blocks.shared(number)
        met = [(-value, other) for other, value in shared.items() if near(days[number], days[other])]
        pairs.update((min(number, other), max(number, other)) for _, other in nsmallest(NEAREST, met))
    return tuple(sorted(pairs))


def near(a: Days | None, b: Days | None) -> bool:
    """Whether two articles can be on one event by their dates."""
    apart = days_apart(a, b)
    return apart is None or apart <= WINDOW


def _ordinal(days: Days | None) -> int:
    return days[0].toordinal() if days and days[0] == days[1] else 0


class _Blocks:
    """The lists of each heavy term: articles of a known day in the order of their days, and the others."""

    def __init__(self, found: Sequence[Vector], days: Sequence[int]) -> None:
        self._days = days
        self._heavy = [
            [(term, vector[term]) for term in sorted(vector, key=lambda term: (-vector[term], term))[:TERMS]]
            for vector in found
        ]
        self._dated: defaultdict[str, list[Entry]] = defaultdict(list)
        self._others: defaultdict[str, list[Entry]] = defaultdict(list)
        self._heaviest: dict[int, list[Entry]] = {}
        for number in sorted(range(len(found)), key=lambda number: (days[number], number)):
            lists = self._dated if days[number] else self._others
            for term, weight in self._heavy[number]:
                lists[term].append((days[number], number, weight))

    def shared(self, number: int) -> dict[int, float]:
        """What an article shares with each of those it meets: a lower bound of the cosine."""
        lists = []
        for term, weight in self._heavy[number]:
            entries = [*self._of_window(term, self._days[number]), *self._first(self._others.get(term, []))]
            lists.append((len(entries), term, weight, entries))
        shared: defaultdict[int, float] = defaultdict(float)
        left = BUDGET
        for length, _, weight, entries in sorted(lists, key=itemgetter(0, 1)):
            if length > left and left < BUDGET:
                break
            left -= length
            for _, other, its in entries:
                shared[other] += weight * its
        shared.pop(number, None)
        return shared

    def _of_window(self, term: str, day: int) -> list[Entry]:
        entries = self._dated.get(term, [])
        if not day:
            return self._first(entries)
        first = bisect_left(entries, (day - WINDOW,))
        last = bisect_right(entries, (day + WINDOW + 1,))
        if last - first > LONGEST:
            middle = bisect_left(entries, (day,)) + LONGEST // 4
            first = max(first, min(middle - LONGEST // 2, last - LONGEST))
            last = first + LONGEST
        return entries[first:last]

    def _first(self, entries: list[Entry]) -> list[Entry]:
        """The entries, of a long list those in which the term is heaviest."""
        if len(entries) <= LONGEST:
            return entries
        key = id(entries)  # the lists live as long as the blocks
        if key not in self._heaviest:
            self._heaviest[key] = nsmallest(LONGEST, entries, key=lambda entry: (-entry[2], entry[1]))
        return self._heaviest[key]
