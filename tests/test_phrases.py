"""Noun phrases: where they end, which word is their head, and what they leave out."""

from __future__ import annotations

import pytest

from framing.article import Span
from framing.language.tokens import tokens
from framing.mentions.names import mentions
from framing.phrases import phrases


def found(text: str) -> list[str]:
    row = tokens(text, Span(0, len(text)))
    return [phrase.span.of(text) for phrase in phrases(text, row, mentions(text, [row]))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The old harbour bridge was closed.", ["The old harbour bridge"]),
        ("They praised a new deal with the dockers.", ["a new deal", "the dockers"]),
        ("Officials rejected the plan.", ["Officials", "the plan"]),
        ("It is expensive and dangerous.", []),
    ],
)
def test_a_phrase_ends_before_verbs_and_closed_words(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_the_owner_in_a_phrase_is_a_phrase_too() -> None:
    assert found("We saw the mayor's decision.") == ["the mayor", "the mayor's decision"]


def test_a_name_alone_is_no_phrase_and_one_before_a_noun_is_part_of_it() -> None:
    assert found("In Paris they saw Ann Marsh.") == []
    assert found("It annoyed the French government.") == ["the French government"]
