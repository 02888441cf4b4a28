"""Sentences that report one fact score 0.5 and more; a theme, another time and other words do not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from framing.comparison import comparison
from framing.events.odds import Odds, odds
from framing.events.pairs import DECISION
from framing.language.frequencies import document_frequencies, rarity
from framing.reading import Reading

Reader = Callable[..., Reading]
PORT = "The port of Ostrava reopened after a strike of nine days. Dockers accepted a pay rise of four per cent."


def best(read: Reader, *texts: str) -> float:
    return max((pair.score for pair in comparison([read(text) for text in texts]).pairs), default=0.0)


def test_copied_sentences_are_pairs_and_no_others_are(read: Reader) -> None:
    found = comparison([read(PORT), read(PORT)])
    assert {(p.a, p.b) for p in found.pairs if p.score >= DECISION} == {(0, 2), (1, 3)}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "In April 2023 the council of Lima voted to close the harbour.",
            "In April 2024 the council of Lima voted to close the harbour.",
        ),
        (
            "The ministers met in Oslo from July 9 to 11 for talks on fish.",
            "The ministers met in Oslo from July 11 to 12 for talks on fish.",
        ),
    ],
)
def test_the_same_words_of_another_time_are_no_pair(read: Reader, first: str, second: str) -> None:
    assert best(read, first, first) >= DECISION
    assert 0 < best(read, first, second) < DECISION


def test_no_likeness_counts_against_a_pair() -> None:
    for function in odds():
        for name in ("words", "terms", "names", "grams", "shared numbers", "articles mixed"):
            assert min(function.weights[name][2:]) >= 0, name


def test_what_is_unknown_counts_as_the_mean() -> None:
    function = Odds(-1.0, {"likeness": (0.5, 0.25, 1.0, 2.0, 3.0, 4.0, 5.0)})
    logits = function.logits({"likeness": np.array([np.nan, 0.5, 0.75])})
    assert logits.tolist() == [-1.0, -1.0, -1.0 + 2.0 * 0.5 + 3.0 * 0.5]


def test_rare_words_weigh_more_and_names_are_not_listed() -> None:
    assert rarity("year") < 1 < 7 < rarity("trawler")
    assert not {"obama", "biden", "putin", "ukrain"} & set(document_frequencies()[1])
