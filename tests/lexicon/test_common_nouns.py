"""The lists of common nouns: each word in one group, and the forms that rules make of them."""

from __future__ import annotations

import tomllib

import pytest

from framing.lexicon.common_nouns import FILE, quantities, singular, synonyms, verbs

TABLES = tomllib.loads(FILE.read_text("utf-8"))


def test_a_word_stands_in_one_group_and_in_the_singular() -> None:
    words = [word for group in TABLES["synonyms"] for word in group.split()]
    assert len(words) == len(set(words))
    assert all(singular(word) == word for word in words)


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"synonyms"}))
def test_a_list_has_no_word_twice(name: str) -> None:
    assert len(TABLES[name]) == len(set(TABLES[name]))


def test_groups_are_small_and_of_two_words_at_least() -> None:
    assert all(2 <= len(group.split()) <= 8 for group in TABLES["synonyms"])
    assert len(TABLES["synonyms"]) <= 150


def test_words_of_a_group_are_one() -> None:
    assert synonyms()["accord"] == synonyms()["deal"] == "deal"
    assert "dozens" in quantities()


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("deals", "deal"),
        ("parties", "party"),
        ("witnesses", "witness"),
        ("branches", "branch"),
        ("women", "woman"),
        ("policemen", "policeman"),
        ("crises", "crisis"),
        ("news", "news"),
        ("crisis", "crisis"),
        ("campus", "campus"),
    ],
)
def test_a_plural_becomes_the_singular(noun: str, expected: str) -> None:
    assert singular(noun) == expected


def test_verbs_stand_in_all_regular_forms() -> None:
    assert {"deny", "denies", "denied", "denying", "develop", "developed", "propose", "proposing"} <= verbs()
    assert {"commit", "commits", "committed", "committing"} <= verbs()
