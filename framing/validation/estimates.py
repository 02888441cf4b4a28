"""Units that people coded, drawn by strata, become shares of all units: precision, recall, F1, each with an interval.

Each unit stands for as many as its stratum has for each one coded (Horvitz and Thompson 1952), and a share is a ratio
of two such sums. The interval takes each level of the tool's verdict by itself: what is known of its share of yes is a
Beta distribution with one third added to either side (Kerman 2011) and the effective number of units (Kish 1965); the
three measures of many draws from these give the percentiles (Webber 2013, whose way it is for recall). A bootstrap of
the strata gives no width at all where the few units of a large stratum are all of one code, and that is where recall
is least certain. Whatever was coded counts as a draw from material of this kind: where all units of a stratum were
coded, the interval is that of articles like these, and too wide for these very ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

from framing.measures import Measure, Z

PRIOR = 1 / 3
TIMES = 4000
"""Draws for an interval."""
TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Cell:
    """One stratum as one judge coded it: ``size`` units in all, ``coded`` of them, ``yes`` and ``no`` where sure.

    ``found`` is whether the tool says yes to its units; ``level`` names the verdict.
    """

    level: str
    found: bool
    size: int
    coded: int
    yes: int
    no: int


@dataclass(frozen=True, slots=True)
class _Level:
    """A level as a whole: how many of its units stand to be sure ones, the share of yes, and how well it is known."""

    found: bool
    sure: float
    share: float
    effective: float

    def drawn(self, chance: Random) -> float:
        """The number of units that are a yes, drawn from what is known of it."""
        yes, no = self.share * self.effective, (1 - self.share) * self.effective
        return self.sure * chance.betavariate(yes + PRIOR, no + PRIOR)


@dataclass(frozen=True, slots=True)
class Estimates:
    """The tool against one judge; a measure without units has an n of 0 and says nothing.

    ``unknown`` are the levels with units of which none was coded for sure.
    """

    precision: Measure
    recall: Measure
    f1: Measure
    unknown: tuple[str, ...] = ()


def estimates(cells: Iterable[Cell], seed: int = 1) -> Estimates:
    """Precision, recall and F1 of the tool; ``cells`` stand in the order of their levels.

    The n of precision are the units to which the tool says yes, that of recall those to which the judge does, that of
    F1 all. Recall needs a coded unit of each level: without one nobody knows what the tool missed there.
    """
    grouped = [(name, tuple(group)) for name, group in groupby(cells, key=lambda cell: cell.level)]
    levels = {name: found for name, group in grouped if (found := _level(group))}
    unknown = tuple(name for name, _ in grouped if name not in levels)
    known = [cell for name, group in grouped for cell in group if name in levels]
    ours, all_levels = [level for level in levels.values() if level.found], list(levels.values())
    n = (
        sum(cell.yes + cell.no for cell in known if cell.found),
        sum(cell.yes for cell in known),
        sum(cell.yes + cell.no for cell in known),
    )
    value = _three(all_levels, [level.sure * level.share for level in all_levels])
    chance = Random(seed)  # noqa: S311 - no secret
    again = [_three(all_levels, [level.drawn(chance) for level in all_levels]) for _ in range(TIMES)]
    asked = (bool(ours), not unknown and n[1] > 0, not unknown and n[1] > 0)
    made = [
        _measure(name, value[at], n[at], [one[at] for one in again]) if asked[at] else Measure(name, 0.0, 0)
        for at, name in enumerate(("precision", "recall", "f1"))
    ]
    return Estimates(made[0], made[1], made[2], unknown)


def weighted(name: str, cells: Iterable[Cell]) -> Measure:
    """The share of yes among all sure units of some strata, whatever the tool says of them.

    Wilson's interval with Kish's effective number of units (Franco et al. 2019); of one stratum it is Wilson's own.
    """
    asked = tuple(cells)
    found = _level(asked)
    if found is None:
        return Measure(name, 0.0, 0)
    p, n = found.share, found.effective
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    margin = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    low, high = max(0.0, centre - margin), min(1.0, centre + margin)
    return Measure(name, p, sum(cell.yes + cell.no for cell in asked), min(low, p), max(high, p))


def _level(cells: Sequence[Cell]) -> _Level | None:
    """The strata of a level together; one in which nothing was coded is taken to be like the others."""
    coded = [cell for cell in cells if cell.coded]
    grown = sum(cell.size for cell in cells) / (sum(cell.size for cell in coded) or 1)
    weights = [grown * cell.size / cell.coded for cell in coded]
    sure = [cell.yes + cell.no for cell in coded]
    total = sum(weight * count for weight, count in zip(weights, sure, strict=True))
    if not total:
        return None
    yes = sum(weight * cell.yes for weight, cell in zip(weights, coded, strict=True))
    squared = sum(weight**2 * count for weight, count in zip(weights, sure, strict=True))
    return _Level(cells[0].found, total, yes / total, total**2 / squared)


def _three(levels: Sequence[_Level], yes: Sequence[float]) -> tuple[float, float, float]:
    """Precision, recall and F1 of numbers of yes; 0 of nothing is 0."""
    right = sum(count for level, count in zip(levels, yes, strict=True) if level.found)
    ours, theirs = sum(level.sure for level in levels if level.found), sum(yes)
    return right / (ours or 1), right / (theirs or 1), 2 * right / (ours + theirs or 1)


def _measure(name: str, value: float, n: int, again: Sequence[float]) -> Measure:
    ordered = sorted(again)
    low, high = ordered[int(TAIL * len(ordered))], ordered[-1 - int(TAIL * len(ordered))]
    return Measure(name, value, n, min(low, value), max(high, value))
