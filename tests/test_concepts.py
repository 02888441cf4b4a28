"""Concepts with common nouns as heads: grouped by head, offices as their holders, officials as their state."""

from __future__ import annotations

from collections.abc import Callable

from framing.concepts import concepts
from framing.reading import Reading

Reader = Callable[..., Reading]


def labels(readings: list[Reading]) -> dict[str, set[str]]:
    return {concept.id: {label for label, _ in concept.labels} for concept in concepts(readings)}


def test_a_thing_is_one_concept_across_articles_by_its_head(read: Reader) -> None:
    found = labels([read("They closed the old bridge."), read("Nobody missed a dangerous bridge.")])
    assert {"the old bridge", "a dangerous bridge"} in found.values()


def test_a_common_noun_named_once_is_no_concept(read: Reader) -> None:
    assert labels([read("They closed the old bridge."), read("It rained for hours.")]) == {}


def test_an_office_is_the_one_person_who_is_introduced_by_it(read: Reader) -> None:
    found = labels([read("Mayor Ann Marsh resigned. In a letter the mayor thanked everyone.")])
    assert found["ann-marsh"] == {"Ann Marsh", "the mayor"}


def test_an_office_of_two_people_named_alike_often_stands_for_neither(read: Reader) -> None:
    found = labels([read("Mayor Ann Marsh met Mayor Tom Otter. In a letter the mayor thanked everyone.")])
    assert found["ann-marsh"] == {"Ann Marsh"}
    assert found["tom-otter"] == {"Tom Otter"}


def test_a_former_holder_is_not_the_holder(read: Reader) -> None:
    found = labels([read("Mayor Ann Marsh resigned. In a letter the former mayor thanked everyone.")])
    assert found["ann-marsh"] == {"Ann Marsh"}


def test_officials_of_a_state_are_labels_of_the_state(read: Reader) -> None:
    found = labels([read("In France nobody spoke. Later the French government met.")])
    assert "the French government" in found["FR"]


def test_an_initial_makes_no_other_person(read: Reader) -> None:
    found = labels([read("The pilot, Ann B. Marsh, resigned."), read("The pilot, Ann Marsh, resigned.")])
    assert {"Ann B. Marsh", "Ann Marsh"} in found.values()


def test_what_more_articles_name_comes_first(read: Reader) -> None:
    found = concepts([read("A crane, a crane, a crane fell near a quay."), read("They closed the quay.")])
    assert [concept.id for concept in found] == ["noun-quay", "noun-crane"]
