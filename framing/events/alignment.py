"""The sentences of two versions of one text become an alignment: which one stands for which, in order, and what moved.

Equal sentences come first, those that stand once in both versions as anchors (the longest row of them that keeps the
order, as in Bram Cohen's patience diff), the rest between the anchors by difflib. What lies between equal sentences is
paired by shared words, again in order; then sentences that were joined or split, and last those that moved. What can
go wrong: a sentence rewritten from end to end is one removed and one added.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.5
"""Share of words in common (Dice) from which a sentence stands for another one in its place."""
MOVED_ALIKE = 0.75
"""The same for a sentence in another place, which needs more to be the same one."""
LEAST_MOVED = 3
"""Words of a sentence that can be told to have moved, at least: "He agreed." may stand anywhere."""
CELLS = 40_000
"""Sentences of a gap, old times new, up to which difflib looks for equal ones."""
COMMON = 24
"""A word that stands in more sentences of a gap leads to none of them."""
TRIED = 6
"""Sentences that are compared with a new one, at most."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Sentences that stand for each other, by their indices in both versions; two on one side were joined or split.

    One side is empty where a sentence was added or removed.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


def alignment(old: Sequence[Words], new: Sequence[Words]) -> tuple[Match, ...]:
    """Match the sentences (each as its words) of two versions, in the order of the new one; what was removed stands
    where it stood, a sentence that moved where it went. Near-linear in the number of sentences.
    """
    fixed = dict(_equal(old, new))
    moved = dict(_equal_elsewhere(old, new, fixed))
    gone_to = set(moved.values())
    for low, high in _gaps(fixed, len(old), len(new)):
        rows = [i for i in low if i not in moved], [j for j in high if j not in gone_to]
        fixed |= dict(_chain(_likely(old, new, *rows, ALIKE)))
    matches = _joined(old, new, fixed, {*moved}, gone_to)
    left_old = set(range(len(old))) - {i for match in matches for i in match.old} - {*moved}
    left_new = set(range(len(new))) - {j for match in matches for j in match.new} - gone_to
    moved |= _elsewhere(old, new, sorted(left_old), sorted(left_new))
    return tuple(_in_order(matches, {j: i for i, j in moved.items()}, len(old), len(new)))


def likeness(a: Words, b: Words) -> float:
    """The share of words that two sentences have in common, 0 to 1, whatever their order (Dice 1945)."""
    return 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b)) if a or b else 1.0


# ---------------------------------------------------------------- equal sentences


def _equal(old: Sequence[Words], new: Sequence[Words]) -> Iterator[tuple[int, int]]:
    """Pairs of equal sentences that stand in one order in both versions."""
    open_gaps = [(0, len(old), 0, len(new))]
    while open_gaps:
        a, a_end, b, b_end = open_gaps.pop()
        while a < a_end and b < b_end and old[a] == new[b]:
            yield a, b
            a, b = a + 1, b + 1
        while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
            yield a_end, b_end
        anchors = _increasing(_once_in_both(old, new, range(a, a_end), range(b, b_end)))
        if anchors:
            yield from anchors
            for i, j in [*anchors, (a_end, b_end)]:
                open_gaps.append((a, i, b, j))
                a, b = i + 1, j + 1
        elif 0 < (a_end - a) * (b_end - b) <= CELLS:
            for block in SequenceMatcher(None, old[a:a_end], new[b:b_end], autojunk=False).get_matching_blocks():
                yield from ((a + block.a + n, b + block.b + n) for n in range(block.size))


def _once_in_both(old: Sequence[Words], new: Sequence[Words], low: range, high: range) -> list[tuple[int, int]]:
    """The places of the sentences that stand once in each of two ranges, in the order of the old one."""
    in_old, in_new = Counter(old[i] for i in low), Counter(new[j] for j in high)
    places = {new[j]: j for j in high if in_new[new[j]] == 1}
    return [(i, places[old[i]]) for i in low if in_old[old[i]] == 1 and old[i] in places]


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs whose second members rise; the first ones do already."""
    tails: list[int] = []
    chosen: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        before.append(chosen[place - 1] if place else -1)
        if place == len(tails):
            tails.append(j)
            chosen.append(number)
        else:
            tails[place], chosen[place] = j, number
    out = []
    at = chosen[-1] if chosen else -1
    while at >= 0:
        out.append(pairs[at])
        at = before[at]
    return out[::-1]


def _equal_elsewhere(old: Sequence[Words], new: Sequence[Words], fixed: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Pairs of equal sentences among the rest: they have moved."""
    left: defaultdict[Words, list[int]] = defaultdict(list)
    for i, sentence in enumerate(old):
        if i not in fixed and len(sentence) >= LEAST_MOVED:
            left[sentence].append(i)
    taken = set(fixed.values())
    used: Counter[Words] = Counter()
    for j, sentence in enumerate(new):
        if j not in taken and used[sentence] < len(left.get(sentence, ())):
            yield left[sentence][used[sentence]], j
            used[sentence] += 1


# ---------------------------------------------------------------- sentences alike


def _gaps(fixed: Mapping[int, int], old: int, new: int) -> Iterator[tuple[range, range]]:
    """What lies between the sentences that are matched, where there is something on both sides."""
    a = b = 0
    for i, j in [*sorted(fixed.items()), (old, new)]:
        if a < i and b < j:
            yield range(a, i), range(b, j)
        a, b = i + 1, j + 1


def _likely(
    old: Sequence[Words], new: Sequence[Words], low: Sequence[int], high: Sequence[int], least: float
) -> Iterator[tuple[int, int, float]]:
    """Pairs that share enough words; each new sentence is compared with the few that share the most with it."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for i in low:
        for word in sorted(set(old[i])):
            index[word].append(i)
    for j in high:
        shared: Counter[int] = Counter()
        for word in sorted(set(new[j])):
            places = index.get(word, ())
            if len(places) <= COMMON:
                shared.update(places)
        for i in sorted(shared, key=lambda i: (-shared[i], i))[:TRIED]:
            score = likeness(old[i], new[j])
            if score >= least:
                yield i, j, score


def _chain(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The pairs of the greatest total score that keep one order, none used twice. O(n log n), by a tree of maxima."""
    rows = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    places = sorted({j for _, j, _ in rows})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)
    before: list[int] = []
    for number, (_, j, score) in enumerate(rows):
        place = bisect_left(places, j)
        top, at = (0.0, -1), place
        while at > 0:
            top, at = max(top, best[at], key=lambda one: one[0]), at - (at & -at)
        before.append(top[1])
        total, at = (top[0] + score, number), place + 1
        while at <= len(places):
            best[at], at = max(best[at], total, key=lambda one: one[0]), at + (at & -at)
    top, at = (0.0, -1), len(places)
    while at > 0:
        top, at = max(top, best[at], key=lambda one: one[0]), at - (at & -at)
    out = []
    number = top[1]
    while number >= 0:
        out.append(rows[number][:2])
        number = before[number]
    return out[::-1]


def _joined(
    old: Sequence[Words], new: Sequence[Words], fixed: Mapping[int, int], gone: Set[int], come: Set[int]
) -> list[Match]:
    """The matches in order, each with a free neighbour on one side if both together are more like the other side."""
    free_old = set(range(len(old))) - {*fixed} - gone
    free_new = set(range(len(new))) - {*fixed.values()} - come
    out = []
    for i, j in sorted(fixed.items()):
        one, other = _with_neighbour(old, i, free_old, new[j]), _with_neighbour(new, j, free_new, old[i])
        if old[i] == new[j] or one == other == ():
            out.append(Match((i,), (j,)))
        elif one:
            free_old -= {*one}
            out.append(Match(one, (j,)))
        else:
            free_new -= {*other}
            out.append(Match((i,), other))
    return out


def _with_neighbour(row: Sequence[Words], at: int, free: Set[int], whole: Words) -> tuple[int, ...]:
    """A sentence and the free one beside it, if most of that one's words stand in ``whole`` too; else nothing."""
    rest = Counter(whole) - Counter(row[at])
    for beside in (at + 1, at - 1):
        if beside in free:
            found = (Counter(row[beside]) & rest).total()
            pair = (min(at, beside), max(at, beside))
            together = likeness((*row[pair[0]], *row[pair[1]]), whole)
            if 2 * found >= len(row[beside]) and together > likeness(row[at], whole):
                return pair
    return ()


def _elsewhere(old: Sequence[Words], new: Sequence[Words], low: Sequence[int], high: Sequence[int]) -> dict[int, int]:
    """Of what is left, the sentences that are much alike: they have moved and were changed."""
    long = [i for i in low if len(old[i]) >= 2 * LEAST_MOVED], [j for j in high if len(new[j]) >= 2 * LEAST_MOVED]
    out: dict[int, int] = {}
    taken: set[int] = set()
    for i, j, _ in sorted(_likely(old, new, *long, MOVED_ALIKE), key=lambda pair: (-pair[2], pair[0], pair[1])):
        if i not in out and j not in taken:
            out[i] = j
            taken.add(j)
    return out


def _in_order(matches: Sequence[Match], moved: Mapping[int, int], old: int, new: int) -> Iterator[Match]:
    """The matches with what was removed before what was added; ``moved`` leads from a new sentence to its old one."""
    a = b = 0
    gone = set(moved.values())
    for match in [*matches, Match((old,), (new,))]:
        yield from (Match((i,), ()) for i in range(a, match.old[0]) if i not in gone)
        for j in range(b, match.new[0]):
            yield Match((moved[j],), (j,), moved=True) if j in moved else Match((), (j,))
        if match.old[0] < old:
            yield match
        a, b = match.old[-1] + 1, match.new[-1] + 1
