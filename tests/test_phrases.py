"""Noun phrases: where they end, which word is their head, and what they leave out."""

from __future__ import annotations

import pytest

from framing.article import Span
from framing.language.tokens import tokens
from framing.mentions.names import mentions
from framing.phrases import Phrase, phrases


def read(text: str) -> tuple[Phrase, ...]:
    row = tokens(text, Span(0, len(text)))
    return phrases(text, row, mentions(text, [row]))


def found(text: str) -> list[str]:
    return [phrase.span.of(text) for phrase in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The old harbour bridge was closed.", ["The old harbour bridge"]),
        ("They praised a new deal with the dockers.", ["a new deal", "the dockers"]),
        ("Officials rejected the plan.", ["Officials", "the plan"]),
        ("It is expensive and dangerous.", []),
        ("The bridge carried 14,000 vehicles.", ["The bridge", "14,000 vehicles"]),
        ("a plant that supplies 80,000 kitchens", ["a plant", "80,000 kitchens"]),
        ("The firm employs 300 welders.", ["The firm", "300 welders"]),
        ("The pier would cost 20 million crowns.", ["The pier", "20 million crowns"]),
        ("The disputed 2019 election was at 9 a.m.", ["The disputed 2019 election"]),
    ],
)
def test_a_phrase_ends_before_verbs_and_closed_words(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_the_owner_in_a_phrase_is_a_phrase_too() -> None:
    assert found("We saw the mayor's decision.") == ["the mayor", "the mayor's decision"]


def test_a_name_alone_is_no_phrase_and_one_before_a_noun_is_part_of_it() -> None:
    assert found("In Paris they saw Ann Marsh.") == []
    assert found("It annoyed the French government.") == ["the French government"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to them, it fully controls the port.", ["the port"]),
        ("She called it highly provocative.", []),
        ("They want to restore ferry services.", ["ferry services"]),
        ("It ended by supplying cheap fuel.", ["cheap fuel"]),
        ("He has rejected tougher fishing rules.", ["tougher fishing rules"]),
        ("It is guilty.", []),
    ],
)
def test_adverbs_adjectives_and_verbs_are_no_heads(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Workers visit the yard.", ["Workers", "the yard"]),
        ("They planned a state visit.", ["a state visit"]),
        ("He feared mass protests.", ["mass protests"]),
        ("The harbour master plans a closure.", ["The harbour master", "a closure"]),
        ("The dockers waiting outside sang.", ["The dockers"]),
    ],
)
def test_a_word_that_is_noun_and_verb_is_told_by_number(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_that_before_a_plural_is_no_article() -> None:
    assert found("She knew that harbour officials agreed.") == ["harbour officials"]
    assert found("She knew that bridge well.") == ["that bridge"]


def test_what_counts_or_gathers_belongs_to_the_phrase_behind_of() -> None:
    assert found("They saw dozens of angry dockers.") == ["dozens of angry dockers"]
    assert found("They saw a large group of dockers.") == ["a large group of dockers"]


def test_a_title_before_a_name_knows_its_bearer() -> None:
    text = "They met former harbour master Ann Marsh."
    (phrase,) = read(text)
    assert phrase.span.of(text) == "former harbour master"
    assert phrase.head == "master"
    assert phrase.bearer == 0


def test_a_role_goes_on_behind_of() -> None:
    text = "They met secretary of state Ann Marsh."
    (phrase,) = read(text)
    assert (phrase.span.of(text), phrase.head, phrase.bearer) == ("secretary of state", "secretary of state", 0)


@pytest.mark.xfail(strict=True, reason="without a tagger, a list without commas looks like one phrase")
def test_two_nouns_beside_each_other_are_two_phrases() -> None:
    assert found("It is one of several issues ministers discussed.") == ["several issues", "ministers"]
