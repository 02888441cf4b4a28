"""Names that are one across articles: full and short, initials, namesakes, capitals, people of a place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from framing.identities import canonical_concepts, identities
from framing.reading import Reading

Reader = Callable[..., Reading]


def ids(readings: list[Reading]) -> list[tuple[str, str]]:
    found = identities(readings, canonical_concepts(readings))
    return [
        (mention.label, id)
        for reading, own in zip(readings, found, strict=True)
        for mention, id in zip(reading.mentions, own, strict=True)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann B. Marsh", "Ann Marsh"),
        ("Thomas Otter", "Tom Otter"),
        ("Donald Otter", "Don Otter"),
        ("Thomas Otter III", "Thomas Otter"),
        ("Ann Lee Marsh", "Ann Marsh"),
    ],
)
def test_two_forms_of_a_persons_name_are_one(one: str, other: str, read: Reader) -> None:
    found = ids([read(f"The mayor, {one}, resigned."), read(f"The mayor, {other}, resigned.")])
    assert len({id for _, id in found}) == 1


def test_two_people_of_one_surname_are_two(read: Reader) -> None:
    found = ids([read("The mayor, Ann Marsh, resigned."), read("The mayor, Tom Marsh, resigned.")])
    assert [id for _, id in found] == ["ann-marsh", "tom-marsh"]


def test_a_surname_belongs_to_whom_most_articles_name_in_full(read: Reader) -> None:
    readings = [
        read("Mayor Tom Marsh resigned."),
        read("Mayor Tom Marsh left."),
        read("Mayor Marsh and his wife, Ann Marsh, wept. Nobody blamed Marsh."),
    ]
    assert ids(readings)[2:] == [("Marsh", "tom-marsh"), ("Ann Marsh", "ann-marsh"), ("Marsh", "tom-marsh")]


def test_initials_are_the_one_name_that_they_stand_for(read: Reader) -> None:
    found = ids([read("In May the Joint Ferry Plan of Adrano failed."), read("Nobody read the JFPA.")])
    assert dict(found)["JFPA"] == dict(found)["Joint Ferry Plan of Adrano"]


def test_a_capital_is_what_it_mostly_stands_for(read: Reader) -> None:
    found = ids([read("He flew to London. She sang in London. They met in London. London was wet.")])
    assert {id for _, id in found} == {"GB-capital"}


def test_people_of_an_unlisted_place_belong_to_it(read: Reader) -> None:
    found = dict(ids([read("It rained in Otteria. Nobody told the Otterians.")]))
    assert found["Otterians"] == found["Otteria"]


def test_a_closed_word_that_a_headline_writes_with_a_capital_begins_no_name(read: Reader) -> None:
    readings = [
        read("Mayor Tom Marsh resigned."),
        read("Mayor Tom Marsh left."),
        read("Where Does Marsh Stand Today\n\nNobody knew where Marsh stood."),
    ]
    assert dict(ids(readings)[2:])["Marsh"] == "tom-marsh"


@pytest.mark.xfail(strict=True, reason="nothing in the texts tells that the two surnames are one woman's")
def test_a_married_name_is_the_same_persons(read: Reader) -> None:
    found = ids([read("The mayor, Ann Marsh, resigned."), read("The mayor, Ann Otter, resigned.")])
    assert len({id for _, id in found}) == 1
