"""Samples: shares of strata, known chances, the same units for the same seed, and the smaller within the larger."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from framing.article import Article, Span
from framing.comparison import Comparison
from framing.reading import Reading
from framing.validation.codes import TOGETHER, Verdict
from framing.validation.drawing import Sample, allotted, name, picked, sample
from framing.validation.units import Joined, Sentence, Stratum, Unit, pair_strata

MANY = 9000
READINGS = (Reading(Article("a.txt", "Yes. " * MANY, ()), "en", tuple(Span(5 * n, 5 * n + 4) for n in range(MANY))),)
"""One article of many short sentences."""


def invented(level: str, group: str, size: int, first: int = 0) -> Stratum:
    units = tuple(Unit("wording", level, group, (Sentence(0, first + n),), Verdict("no")) for n in range(size))
    return Stratum("wording", level, group, units, size)


@pytest.mark.parametrize(
    ("number", "sizes", "weights", "expected"),
    [
        (10, [50, 50], [1, 1], [5, 5]),
        (10, [2, 50], [1, 1], [2, 8]),
        (9, [100, 100], [2, 1], [6, 3]),
        (3, [9, 9, 9], [100, 1, 1], [1, 1, 1]),  # each gets one first
        (2, [9, 9, 9], [1, 3, 2], [0, 1, 1]),
        (10, [3, 4], [1, 1], [3, 4]),
        (5, [0, 9], [1, 1], [0, 5]),
        (5, [], [], []),
    ],
)
def test_a_number_is_shared_out(number: int, sizes: list[int], weights: list[float], expected: list[int]) -> None:
    assert allotted(number, sizes, weights) == expected


def test_more_asked_for_never_means_fewer_of_a_part() -> None:
    before = [0] * 4
    for number in range(1, 90):
        now = allotted(number, [5, 40, 17, 28], [1, 6, 4, 5])
        assert sum(now) == number
        assert all(a <= b for a, b in zip(before, now, strict=True))
        before = now


SIZES = {
    "own": {"A": 30, "B": 12},
    "elsewhere": {"A": 14},
    "charged": {"A": 5, "B": 3},
    "nothing": {"A": 900, "B": 400},
}


@pytest.fixture(scope="module")
def strata() -> tuple[Stratum, ...]:
    out = []
    first = 0
    for level, groups in SIZES.items():
        for group, size in groups.items():
            out.append(invented(level, group, size, first))
            first += size
    return tuple(out)


def test_rare_units_are_drawn_more_often(strata: tuple[Stratum, ...]) -> None:
    found = sample("wording", strata, READINGS, 80, 1)
    assert len(found.drawn) == 80
    # Forty such as the tool says yes to, of which one sort has only 14; forty others, eight of which are all of a sort.
    by_level = Counter(one.unit.level for one in found.drawn)
    assert by_level == {"own": 26, "elsewhere": 14, "charged": 8, "nothing": 32}
    chances = {(one.unit.level, one.unit.group): (one.drawn, one.size) for one in found.drawn}
    assert chances["own", "A"] == (16, 30)  # by the square root of 30 and 12
    assert chances["own", "B"] == (10, 12)
    assert chances["nothing", "A"] == (19, 900)
    assert [(one.level, one.asked) for one in found.tallies] == [(level, 20) for level in SIZES]
    for one in found.drawn:
        stratum = (one.unit.level, one.unit.group)
        assert one.drawn == sum((other.unit.level, other.unit.group) == stratum for other in found.drawn)


def names(found: Sample) -> list[str]:
    return [one.name for one in found.drawn]


def test_the_same_seed_gives_the_same_units_in_one_order(strata: tuple[Stratum, ...]) -> None:
    first = names(sample("wording", strata, READINGS, 80, 1))
    assert first == names(sample("wording", strata, READINGS, 80, 1))
    assert set(first) != set(names(sample("wording", strata, READINGS, 80, 2)))
    assert first != sorted(first)
    levels = [one.unit.level for one in sample("wording", strata, READINGS, 80, 1).drawn]
    assert levels != sorted(levels)
    # Drawn with nothing but random(), which is the same on every machine and in every version of Python.
    assert first[:3] == ["w-51c465bb1e", "w-cf002aa9f6", "w-f9bd319532"]


def test_a_larger_sample_holds_the_smaller_one(strata: tuple[Stratum, ...]) -> None:
    drawn = [set(names(sample("wording", strata, READINGS, number, 3))) for number in (60, 80, 300, 2000)]
    assert drawn[0] < drawn[1] < drawn[2] < drawn[3]
    assert len(drawn[3]) == sum(size for groups in SIZES.values() for size in groups.values())


def test_groups_too_many_for_two_each_are_drawn_together() -> None:
    strata = [invented("own", f"outlet {n}", 50, 50 * n) for n in range(20)]
    chosen = [*strata, invented("nothing", "outlet 1", 500, 5000)]
    found = sample("wording", chosen, READINGS, 60, 1)
    assert {one.unit.group for one in found.drawn if one.unit.level == "own"} == {TOGETHER}
    assert {one.size for one in found.drawn if one.unit.level == "own"} == {1000}
    assert [(one.level, one.by_groups, one.groups) for one in found.tallies] == [
        ("own", False, 20),
        ("nothing", True, 1),
    ]
    enough = sample("wording", chosen, READINGS, 100, 1)
    assert {one.unit.group for one in enough.drawn if one.unit.level == "own"} == {f"outlet {n}" for n in range(20)}


def test_every_unit_has_the_same_chance() -> None:
    stratum = invented("own", "A", 10)
    counts = Counter(unit.sentences[0].number for seed in range(1000) for unit in picked(stratum, 3, Random(seed)))
    assert set(counts) == set(range(10))
    assert all(240 < count < 360 for count in counts.values()), counts  # 300 expected


def test_units_are_drawn_at_most_once_and_all_can_be() -> None:
    stratum = invented("own", "A", 30)
    assert len({unit.sentences for unit in picked(stratum, 30, Random(1))}) == 30
    joined = Joined([invented("own", "A", 3).units, invented("own", "B", 0).units, invented("own", "C", 2, 3).units])
    found = [joined[n] for n in range(len(joined))]
    assert [unit.sentences[0].number for unit in found if unit] == [0, 1, 2, 3, 4]


def test_pairs_without_a_score_are_drawn_without_listing_them(storyline: tuple[Comparison, object]) -> None:
    found, _ = storyline
    drawn = sample("pairs", pair_strata(found), found.readings, 60, 1).drawn
    assert len({one.unit.sentences for one in drawn}) == 60
    scored = {
        tuple(Sentence(found.passages[n].article, found.passages[n].number) for n in (pair.a, pair.b))
        for pair in found.pairs
    }
    unscored = [one for one in drawn if one.unit.level == "unscored"]
    assert unscored
    assert not scored & {one.unit.sentences for one in unscored}


def test_a_name_tells_nothing_and_stays_with_its_unit() -> None:
    unit = Unit("wording", "own", "A", (Sentence(0, 3),), Verdict("yes"))
    same = Unit("wording", "nothing", "B", (Sentence(0, 3),), Verdict("no"))
    assert name(unit, READINGS) == name(same, READINGS)
    other = Unit("attributions", "none", "A", (Sentence(0, 3),), Verdict("none"))
    assert name(other, READINGS) != name(unit, READINGS)
    assert name(unit, READINGS).startswith("w-")
    assert len(name(unit, READINGS)) == 12
