"""Precision, recall and F1 of drawn strata: weights, what is not known, and intervals that hold what they should."""

from __future__ import annotations

import random

import pytest

import framing.validation.estimates as estimating
from framing.measures import share
from framing.validation.estimates import Cell, estimates, weighted


def test_units_of_large_strata_count_for_more() -> None:
    # The tool says yes to 100 units, of which 20 were coded and 15 are a yes: 75 of 100. It says no to 1,000, of which
    # 20 were coded and 2 are a yes: 100 of 1,000. So it is right in .75, and finds 75 of 175.
    found = estimates([Cell("own", True, 100, 20, 15, 5), Cell("nothing", False, 1000, 20, 2, 18)])
    assert found.precision.value == pytest.approx(0.75)
    assert found.recall.value == pytest.approx(75 / 175)
    assert found.f1.value == pytest.approx(2 * 75 / (100 + 175))
    assert (found.precision.n, found.recall.n, found.f1.n) == (20, 17, 40)


def test_strata_of_one_level_are_weighted_too() -> None:
    found = estimates([Cell("own", True, 90, 10, 9, 1), Cell("own", True, 10, 10, 0, 10)])
    assert found.precision.value == pytest.approx((0.9 * 90 + 0) / 100)


def test_units_that_are_unsure_are_left_out_of_what_is_estimated() -> None:
    # Of 100 units 10 were coded: 4 yes, 4 no, 2 unsure. So 80 of the 100 are such as one can be sure of.
    found = estimates([Cell("own", True, 100, 10, 4, 4), Cell("nothing", False, 80, 8, 4, 4)])
    assert found.precision.value == pytest.approx(0.5)
    assert found.recall.value == pytest.approx(40 / (40 + 40))


def test_a_stratum_that_nobody_coded_is_taken_to_be_like_its_level() -> None:
    alone = estimates([Cell("own", True, 200, 10, 5, 5), Cell("nothing", False, 100, 10, 5, 5)])
    split = [Cell("own", True, 100, 10, 5, 5), Cell("own", True, 100, 0, 0, 0), Cell("nothing", False, 100, 10, 5, 5)]
    assert estimates(split).recall.value == pytest.approx(alone.recall.value) == pytest.approx(100 / 150)


def test_without_a_coded_unit_of_a_level_recall_is_not_known() -> None:
    found = estimates([Cell("own", True, 100, 10, 5, 5), Cell("nothing", False, 100, 3, 0, 0)])
    assert found.unknown == ("nothing",)
    assert found.precision.n == 10
    assert (found.recall.n, found.recall.low, found.f1.n) == (0, None, 0)


def test_nothing_that_the_tool_says_yes_to_has_no_precision() -> None:
    found = estimates([Cell("nothing", False, 100, 20, 2, 18)])
    assert (found.precision.n, found.recall.value, found.recall.n) == (0, 0.0, 2)
    assert estimates([]).precision.n == 0


def test_the_interval_holds_the_value_and_is_wide_where_few_stand_for_many() -> None:
    # No miss among 25 of 8,000: recall is 1 on what was coded, and yet there may be hundreds of misses.
    found = estimates([Cell("own", True, 400, 25, 20, 5), Cell("nothing", False, 8000, 25, 0, 25)])
    assert found.recall.value == found.recall.high == 1
    assert (found.recall.low or 1) < 0.5
    perfect = estimates([Cell("own", True, 400, 25, 25, 0), Cell("nothing", False, 40, 25, 0, 25)]).precision
    assert perfect.value == perfect.high == 1
    assert 0.85 < (perfect.low or 0) < 1


def test_the_same_cells_give_the_same_interval() -> None:
    cells = [Cell("own", True, 100, 20, 15, 5), Cell("nothing", False, 1000, 20, 2, 18)]
    assert estimates(cells) == estimates(cells)


def test_a_share_of_all_is_weighted() -> None:
    plain, known = weighted("same", [Cell("a", True, 90, 25, 5, 15)]), share("same", 5, 20)
    assert (plain.n, plain.low, plain.high) == (20, pytest.approx(known.low), pytest.approx(known.high))
    found = weighted("voice", [Cell("a", True, 90, 10, 9, 1), Cell("b", False, 10, 10, 0, 10)])
    assert (found.name, found.value, found.n) == ("voice", pytest.approx(0.81), 20)
    assert weighted("voice", [Cell("a", True, 90, 10, 0, 0)]).n == 0


def test_intervals_hold_the_true_values_about_as_often_as_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimating, "TIMES", 500)
    # Invented material: the tool is right in .8 of what it finds, and misses one in fifty of the rest.
    levels = [(True, 300, 0.8), (True, 150, 0.7), (False, 900, 0.1), (False, 5000, 0.02)]
    right = sum(size * share for found, size, share in levels if found)
    theirs, ours = sum(size * share for _, size, share in levels), sum(size for found, size, _ in levels if found)
    true = (right / ours, right / theirs, 2 * right / (ours + theirs))
    chance = random.Random(4)
    held = [0, 0, 0]
    for seed in range(100):
        cells = []
        for name, (found, size, chances) in zip("abcd", levels, strict=True):
            yes = sum(chance.random() < chances for _ in range(25))
            cells.append(Cell(name, found, size, 25, yes, 25 - yes))
        got = estimates(cells, seed)
        for at, one in enumerate((got.precision, got.recall, got.f1)):
            held[at] += (one.low or 0) <= true[at] <= (one.high or 0)
    assert all(88 <= count <= 100 for count in held), held
