"""Scored pairs become components, and components groups: average link, a pair without a score counting as unlike.

Two groups join while the mean score between all their members is at least a threshold, the best pair of groups first
(Sokal and Michener 1958), so a chain of look-alikes does not become one group. The result does not depend on the
order of the input.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable


def components(
    size: int, scored: Iterable[tuple[int, int, float]], least: float, largest: int
) -> tuple[tuple[int, ...], ...]:
    """What hangs together by pairs that score ``least`` or more, each component sorted, in the order of their firsts.

    In a component with more members than ``largest`` the bar is raised by 1 until what is left of it is small enough,
    so that the work for its members stays bounded.
    """
    waiting = [(tuple(range(size)), [pair for pair in scored if pair[2] >= least], least)]
    out = []
    while waiting:
        members, links, bar = waiting.pop()
        parts = _connected(members, links)
        place = {number: part[0] for part in parts for number in part}
        inside: defaultdict[int, list[tuple[int, int, float]]] = defaultdict(list)
        for link in links:
            if link[2] >= bar + 1:
                inside[place[link[0]]].append(link)
        for part in parts:
            if len(part) > largest:
                waiting.append((part, inside[part[0]], bar + 1))
            else:
                out.append(part)
    return tuple(sorted(out))


def _connected(members: Iterable[int], links: Iterable[tuple[int, int, float]]) -> list[tuple[int, ...]]:
    """Connected components (union-find with halved paths, Tarjan and van Leeuwen 1984), each sorted."""
    parent = {number: number for number in members}

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    for a, b, _ in links:
        first, second = sorted((root(a), root(b)))
        parent[second] = first
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number in parent:
        found[root(number)].append(number)
    return [tuple(sorted(part)) for part in found.values()]


def groups(size: int, scored: Iterable[tuple[int, int, float]], threshold: float) -> tuple[tuple[int, ...], ...]:
    """Groups of the numbers 0 to ``size`` - 1, each sorted, in the order of their first members.

    ``scored`` gives each pair once with its score; a pair that is not given has score 0.
    """
    members: dict[int, list[int]] = {number: [number] for number in range(size)}
    sums: defaultdict[int, dict[int, float]] = defaultdict(dict)
    heap: list[tuple[float, int, int]] = []
    for a, b, score in scored:
        sums[a][b] = sums[b][a] = score
        if score >= threshold:
            heapq.heappush(heap, (-score, min(a, b), max(a, b)))
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in members or b not in members or -negative != _mean(sums, members, a, b):
            continue
        members[a] += members.pop(b)
        for other, total in sums.pop(b).items():
            del sums[other][b]
            if other != a:
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
        for other in sums[a]:
            mean = _mean(sums, members, a, other)
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
    return tuple(sorted(tuple(sorted(found)) for found in members.values()))


def _mean(sums: dict[int, dict[int, float]], members: dict[int, list[int]], a: int, b: int) -> float:
    return sums[a].get(b, 0.0) / (len(members[a]) * len(members[b]))
