"""Scored pairs become groups: average link over the pairs that were scored, the rest counting as unlike.

Two groups join while the mean score between all their members is at least a threshold, the best pair of groups first
(Sokal and Michener 1958), so a chain of look-alikes does not become one group. The result does not depend on the
order of the input.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable


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
