"""Passages that report one fact are one leaf; a headline goes to the leaf that it fits best and keeps nobody out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from framing.article import Span
from framing.events.headlines import Headline
from framing.events.leaves import leaves
from framing.events.pairs import Pair
from framing.events.passages import Passage, Place


def passage(article: int, place: Place, number: int) -> Passage:
    span = Span(number * 10, number * 10 + 9)
    return Passage(article, number, span, (), (), frozenset(), frozenset(), (), (), place)


def row(*articles: str) -> list[Passage]:
    """Passages by a letter each: h for a headline, b for a sentence of the body."""
    places: dict[str, Place] = {"h": "headline", "b": "body"}
    out: list[Passage] = []
    for article, letters in enumerate(articles):
        out += [passage(article, places[letter], number) for number, letter in enumerate(letters)]
    return out


def headline(found: Sequence[Passage], own: int, body: int) -> Headline:
    return Headline(found[own].article, "", found[own].span, found[body].span, 0.7, (), ())


def test_two_sentences_that_another_article_tells_in_one_are_one_leaf() -> None:
    found = row("b", "bb")
    assert leaves(found, [Pair(0, 1, 0.8), Pair(0, 2, 0.7)], []) == [(0, 1, 2)]
    assert leaves(found, [Pair(0, 1, 0.8), Pair(0, 2, 0.55)], []) == [(0, 1), (2,)]


def test_a_headline_keeps_no_sentence_of_its_own_article_out() -> None:
    found = row("hb", "b")
    assert leaves(found, [Pair(0, 2, 0.9), Pair(1, 2, 0.6)], []) == [(0, 1, 2)]


@pytest.mark.parametrize(
    ("score", "expected"),
    [(0.0, [(0,), (1, 2)]), (0.2, [(0, 1, 2)]), (0.8, [(0, 1, 2)])],
)
def test_a_headline_goes_with_its_sentence_unless_the_others_are_told_something_else(
    score: float, expected: list[tuple[int, ...]]
) -> None:
    found = row("hb", "b")
    assert leaves(found, [Pair(0, 2, score), Pair(1, 2, 0.9)], [headline(found, 0, 1)]) == expected


def test_a_headline_goes_with_its_sentence_where_no_other_article_tells_it() -> None:
    found = row("hb", "b")
    assert leaves(found, [], [headline(found, 0, 1)]) == [(0, 1), (2,)]
    assert leaves(found, [], []) == [(0,), (1,), (2,)]


def test_headlines_alone_make_no_leaf_unless_they_are_all_there_is() -> None:
    assert leaves(row("hb", "hb"), [Pair(0, 2, 0.9)], []) == [(0,), (1,), (2,), (3,)]
    assert leaves(row("h", "h"), [Pair(0, 1, 0.9)], []) == [(0, 1)]
