"""Vectors and dates become candidate pairs: each article with its nearest, at a cost an article that is bounded.

Blocks are made by date window and shared heavy term (an inverted index whose lists are in the order of the dates).
An article reads its shortest lists first, within a budget, adds up what it shares with each article it meets, and
keeps the nearest (the order of reading is that of Moffat and Zobel 1996). So the work for one article is bounded,
whatever the size of the collection. The steps stand apart, since for an archive each is done in another process
(:mod:`framing.corpus.grouping`). What can go wrong: two reports that share no heavy term are never compared.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest

from framing.stories.traits import Days, Terms, days_apart

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
UNIT = 2.0**40
"""What two articles share is added up in whole units of its inverse, so that the order makes no difference."""

Entry = tuple[int, int, float]
"""Day (0 where not a single day is known), article, weight of the term."""


def neighbours(found: Sequence[Terms], days: Sequence[Days | None]) -> tuple[tuple[int, int], ...]:
    """Index pairs (a < b, in order) of articles that share heavy terms and are no more than a window apart."""
    numbers = range(len(found))
    if few(len(found)):
        every = [(a, b) for a in numbers for b in numbers[a + 1 :]]
        return tuple(pair for pair in every if near(days[pair[0]], days[pair[1]]))
    heaviest = [heavy(vector) for vector in found]
    entries: defaultdict[int, list[Entry]] = defaultdict(list)
    for number, terms in enumerate(heaviest):
        for term, weight in terms:
            entries[term].append((one_day(days[number]), number, weight))
    lists = {term: Block(own) for term, own in entries.items()}
    pairs: set[tuple[int, int]] = set()
    for number, terms in enumerate(heaviest):
        day = one_day(days[number])
        read = affordable((lists[term].length(day), term) for term, _ in terms)
        shared: defaultdict[int, int] = defaultdict(int)
        for term, weight in terms:
            for _, other, its in lists[term].read(day) if term in read else ():
                shared[other] += units(weight, its)
        shared.pop(number, None)
        met = {other: value for other, value in shared.items() if near(days[number], days[other])}
        pairs.update((min(number, other), max(number, other)) for other in nearest(met))
    return tuple(sorted(pairs))


def few(articles: int) -> bool:
    """Whether articles are so few that each is compared with all others."""
    return articles <= NEAREST + 1


def near(a: Days | None, b: Days | None) -> bool:
    """Whether two articles can be on one event by their dates."""
    apart = days_apart(a, b)
    return apart is None or apart <= WINDOW


def one_day(days: Days | None) -> int:
    """The number of the day on which an article was written; 0 where not a single day is known."""
    return days[0].toordinal() if days and days[0] == days[1] else 0


def heavy(vector: Terms) -> list[tuple[int, float]]:
    """The terms by which an article is found, with their weights."""
    return [(term, vector[term]) for term in sorted(vector, key=lambda term: (-vector[term], term))[:TERMS]]


def affordable(lengths: Iterable[tuple[int, int]]) -> set[int]:
    """Of the lists of an article (length, term) those that it reads: the shortest, within the budget."""
    out: set[int] = set()
    left = BUDGET
    for length, term in sorted(lengths):
        if length > left and out:
            break
        left -= length
        out.add(term)
    return out


def units(weight: float, its: float) -> int:
    """What two articles share by one term, in units."""
    return int(weight * its * UNIT)


def nearest(shared: Mapping[int, int]) -> list[int]:
    """The articles with which most is shared, the first by number of those with which as much is."""
    return [other for _, other in nsmallest(NEAREST, ((-value, other) for other, value in shared.items()))]


class Block:
    """The articles in which one term is heavy: those of a known day in the order of their days, and the others."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._dated = sorted(entry for entry in entries if entry[0])
        self._others = sorted(entry for entry in entries if not entry[0])
        self._heaviest: dict[bool, list[Entry]] = {}

    def length(self, day: int) -> int:
        """How many entries an article of that day reads."""
        first, last = self._range(day)
        dated = last - first if day else min(LONGEST, len(self._dated))
        return dated + min(LONGEST, len(self._others))

    def read(self, day: int) -> list[Entry]:
        """The entries that an article of that day reads."""
        first, last = self._range(day)
        return [*(self._dated[first:last] if day else self._first(dated=True)), *self._first(dated=False)]

    def _range(self, day: int) -> tuple[int, int]:
        """Where the entries of the window begin and end; of a long one, those of the nearest days."""
        first = bisect_left(self._dated, (day - WINDOW,))
        last = bisect_right(self._dated, (day + WINDOW + 1,))
        if last - first > LONGEST:
            middle = bisect_left(self._dated, (day,)) + LONGEST // 4
            first = max(first, min(middle - LONGEST // 2, last - LONGEST))
            last = first + LONGEST
        return first, last

    def _first(self, *, dated: bool) -> list[Entry]:
        """The entries of one sort, of many those in which the term is heaviest."""
        if dated not in self._heaviest:
            entries = self._dated if dated else self._others
            by_weight = nsmallest(LONGEST, entries, key=lambda entry: (-entry[2], entry[1]))
            self._heaviest[dated] = entries if len(entries) <= LONGEST else by_weight
        return self._heaviest[dated]
