"""What finds the weights: a regression, a fair count, collections cut down."""

from __future__ import annotations

import numpy as np
import pytest

from framing.article import Article, DateBounds
from framing.stories.train import FOLDED, b_cubed, cut_down, folded, regression


def test_the_regression_finds_the_weights_that_made_the_answers() -> None:
    values = np.array([[a / 10, b / 10] for a in range(-20, 21) for b in range(-20, 21)])
    odds = 1 / (1 + np.exp(-(0.5 + 2 * values[:, 0] - values[:, 1])))
    found = regression(values, odds)
    assert found == pytest.approx([0.5, 2, -1], abs=0.03)


def test_b_cubed_counts_precision_and_recall_by_article() -> None:
    assert b_cubed([(0, 1, 2)], ["x", "x", "y"], [0, 1, 2]) == (pytest.approx(5 / 3), 3)
    assert b_cubed([(0,), (1,), (2,)], ["x", "x", "y"], [0, 1]) == (2, 1)


def test_stories_are_cut_down_to_one_article_and_the_same_ones_each_time() -> None:
    gold = [f"{n // 3}" for n in range(300)]
    kept = cut_down(gold, 0)
    assert {gold[n] for n in kept} == set(gold)
    assert kept == cut_down(gold, 0)
    sizes = [sum(gold[n] == story for n in kept) for story in set(gold)]
    assert set(sizes) == {1, 3}
    assert 40 < sizes.count(1) < 80


def test_folded_dates_keep_their_weekday_and_their_distance() -> None:
    days = [("2015-03-05", "2015-03-06"), ("2019-08-01", "2019-08-02")]
    for first, second in days:
        moved = [folded(Article("a", "", (), date=day, date_bounds=DateBounds(day, day))) for day in (first, second)]
        before, after = (np.datetime64(moved[0].date or ""), np.datetime64(moved[1].date or ""))
        assert int((after - before).astype(int)) % FOLDED == 1
        assert int((before - np.datetime64(first)).astype(int)) % 7 == 0
