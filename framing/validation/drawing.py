"""Strata become a sample: so many units of each, by chance, so that every unit's chance of being drawn is known.

Half of the units are such as the tool says yes to, half are others; within each half the levels have the same number,
and within a level its groups by the square root of their size (power allocation: Bankier 1988). So what is rare is
drawn more often than what is common, and whoever counts must weigh for it. The numbers come from the method of equal
proportions (Huntington 1928), with which more units asked for never means fewer of any stratum: a larger sample with
the same seed holds the smaller one. What can go wrong: a stratum with fewer units than its share gives all it has.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from random import Random

from framing.reading import Reading
from framing.validation.codes import QUESTIONS, TOGETHER, Kind
from framing.validation.units import Joined, Stratum, Unit

LEAST = 20
"""Units of a kind, at least: fewer tell nothing."""
EACH = 2
"""Units for each group of a level, at least, for the level to be drawn by groups."""
LETTERS = 10
"""Hexadecimal digits of a unit's name."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A unit with a name that tells nothing of it, and how many were drawn of how many of its stratum."""

    name: str
    unit: Unit
    drawn: int
    size: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units of a level there are, how many were drawn, and how many would have been, had there been enough."""

    kind: Kind
    level: str
    size: int
    drawn: int
    asked: int
    groups: int
    by_groups: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """The units of one kind in the order in which they are to be coded, and the tally of each level."""

    drawn: tuple[Drawn, ...]
    tallies: tuple[Tally, ...]


def sample(kind: Kind, strata: Sequence[Stratum], readings: Sequence[Reading], number: int, seed: int) -> Sample:
    """Draw ``number`` units of one kind, or all there are. The same strata and seed give the same units in one order.

    Only ``random.Random.random`` is used, which is the same on every machine and in every version of Python.
    """
    drawn: list[Drawn] = []
    tallies = []
    levels = [(level, tuple(group)) for level, group in groupby(strata, key=lambda one: one.level)]
    shares = _shares(kind, {level: sum(one.size for one in group) for level, group in levels}, number)
    for level, group in levels:
        share, asked = shares[level]
        by_groups = share >= EACH * len(group) or share == sum(one.size for one in group)
        parts = group if by_groups else (_together(group),)
        numbers = allotted(share, [one.size for one in parts], [math.sqrt(one.size) for one in parts])
        for part, count in zip(parts, numbers, strict=True):
            chance = Random(f"{seed} {kind} {level} {part.group}")  # noqa: S311 - nothing secret
            units = [replace(unit, group=part.group) for unit in picked(part, count, chance)]
            drawn += [Drawn(name(unit, readings), unit, count, part.size) for unit in units]
        tallies.append(Tally(kind, level, sum(one.size for one in group), share, asked, len(group), by_groups))
    return Sample(tuple(_shuffled(drawn, Random(f"{seed} {kind}"))), tuple(tallies))  # noqa: S311 - nothing secret


def _shares(kind: Kind, sizes: Mapping[str, int], number: int) -> dict[str, tuple[int, int]]:
    """For each level how many of its units are drawn, and how many would be if each had enough."""
    out: dict[str, tuple[int, int]] = {}
    halves = [[name for name in sizes if QUESTIONS[kind].level(name).found is found] for found in (True, False)]
    for given in (True, False):
        room = [sum(sizes[name] for name in half) if given else number * bool(half) for half in halves]
        for half, share in zip(halves, allotted(number, room, [1.0, 1.0]), strict=True):
            within = [sizes[name] if given else number for name in half]
            for level, count in zip(half, allotted(share, within, [1.0] * len(half)), strict=True):
                out[level] = (count, count) if given else (out[level][0], count)
    return out


def allotted(number: int, sizes: Sequence[int], weights: Sequence[float]) -> list[int]:
    """A number shared out by weights, none getting more than its size, and each one first if there is one for each.

    Huntington's method of equal proportions: the next one goes where weight / sqrt(has (has + 1)) is greatest.
    """
    out = [0] * len(sizes)
    for _ in range(min(number, sum(sizes))):
        open_ones = [n for n, size in enumerate(sizes) if out[n] < size]
        out[max(open_ones, key=lambda n: (not out[n], weights[n] / math.sqrt(out[n] * (out[n] + 1) or 1), -n))] += 1
    return out


def picked(stratum: Stratum, number: int, chance: Random) -> Iterator[Unit]:
    """Units of a stratum by chance, each at most once; of two numbers the smaller gives the beginning of the larger."""
    seen = set()
    found = 0
    while found < number:
        place = int(chance.random() * len(stratum.units))
        if place not in seen:
            seen.add(place)
            unit = stratum.units[place]
            if unit is not None:
                found += 1
                yield unit


def _together(group: Sequence[Stratum]) -> Stratum:
    """The strata of a level as one."""
    size = sum(one.size for one in group)
    units = group[0].units if len(group) == 1 else Joined([one.units for one in group])
    return Stratum(group[0].kind, group[0].level, TOGETHER, units, size)


def _shuffled(drawn: Sequence[Drawn], chance: Random) -> list[Drawn]:
    keys = {one.name: chance.random() for one in sorted(drawn, key=lambda one: one.name)}
    return sorted(drawn, key=lambda one: keys[one.name])


def name(unit: Unit, readings: Sequence[Reading]) -> str:
    """A name of a unit that tells nothing of it: the kind's first letter, and a hash of where it stands and its words.

    The same unit has one name in every sample, so that what was coded for one counts in a larger one.
    """
    parts: list[str] = [unit.kind]
    for one in unit.sentences:
        article, span = readings[one.article].article, readings[one.article].sentences[one.number]
        parts += [article.id, str(span.start), str(span.end), span.of(article.text)]
    written = "\n".join(parts).encode("utf-8", "surrogatepass")
    return f"{unit.kind[0]}-{hashlib.sha256(written).hexdigest()[:LETTERS]}"
