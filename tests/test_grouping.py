"""Stories, clusters, vectors and concepts."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from framing.article import Article, DateBounds
from framing.clusters import groups
from framing.concepts import concepts
from framing.identities import canonical_concepts
from framing.intake import layout
from framing.reading import Reading
from framing.stories import stories
from framing.vectors import candidates, cosine, vectors

Reader = Callable[..., Reading]

CRANE = "A crane fell onto the quay of Salim on Friday. Two dockers were hurt, and the harbour closed for a day."
CRANE_TOO = "Two dockers were hurt when a crane fell in the harbour of Salim. The quay was closed after the crane fell."
VOTE = "Parliament rejected the fisheries bill by two votes. The minister resigned after the vote on the bill."
VOTE_TOO = "The fisheries minister resigned when parliament voted down the bill. It fell short by two votes."


def article(id: str, text: str, day: str | None = None) -> Article:
    bounds = DateBounds(day, day) if day else DateBounds()
    return Article(id, text, layout.blocks(text), date=day, date_bounds=bounds)


def test_articles_on_one_event_are_one_story() -> None:
    found = stories([article("a", CRANE), article("b", VOTE), article("c", CRANE_TOO), article("d", VOTE_TOO)])
    assert found == ((0, 2), (1, 3))


def test_days_apart_are_two_stories() -> None:
    near = [article("a", CRANE, "2020-03-01"), article("b", CRANE_TOO, "2020-03-03")]
    far = [article("a", CRANE, "2020-03-01"), article("b", CRANE_TOO, "2020-03-20")]
    assert stories(near) == ((0, 1),)
    assert stories(far) == ((0,), (1,))


@pytest.mark.parametrize(("days", "together"), [(0, True), (1, True), (9, False)])
def test_the_further_apart_the_more_alike_two_articles_must_be(days: int, together: bool) -> None:
    age = "A crane fell in the harbour of Salim. The port authority began to look into its age and its upkeep."
    pair = [article("a", CRANE, "2020-03-01"), article("b", age, f"2020-03-{1 + days:02}")]
    assert (stories(pair) == ((0, 1),)) is together


def test_titles_bring_together_what_the_texts_tell_in_other_words() -> None:
    texts = (CRANE, "Port workers went to hospital, a spokesman for the port said, and ships had to wait outside.")
    bare = [article(f"{n}", text) for n, text in enumerate(texts)]
    titled = [one._replace(title="Crane falls in Salim harbour") for one in bare]
    assert stories(bare) == ((0,), (1,))
    assert stories(titled) == ((0, 1),)


def test_stories_do_not_depend_on_the_order_of_the_input() -> None:
    texts = [CRANE, VOTE, CRANE_TOO, VOTE_TOO, "A third text about the price of bread in the town of Adrano."]
    articles = [article(f"{n}", text) for n, text in enumerate(texts)]
    wanted = {frozenset(articles[n].id for n in group) for group in stories(articles)}
    generator = random.Random(3)
    for _ in range(5):
        generator.shuffle(articles)
        assert {frozenset(articles[n].id for n in group) for group in stories(articles)} == wanted


def test_average_link_does_not_chain() -> None:
    chain = [(0, 1, 0.9), (1, 2, 0.9), (2, 3, 0.9)]
    assert groups(4, chain, 0.5) == ((0, 1), (2, 3))
    assert groups(3, [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.7)], 0.5) == ((0, 1, 2),)
    assert groups(3, [], 0.5) == ((0,), (1,), (2,))


def test_vectors_are_of_length_one_and_cosine_of_a_text_with_itself_is_one() -> None:
    found = vectors([["crane", "quay", "quay"], ["quay", "vote"], []])
    assert cosine(found[0], found[0]) == pytest.approx(1)
    assert 0 < cosine(found[0], found[1]) < 1
    assert found[2] == {}
    assert list(candidates(found)) == [(0, 1)]


def labels(readings: list[Reading]) -> dict[str, set[str]]:
    return {
        concept.id: {label for label, _ in concept.labels}
        for concept in concepts(readings, canonical_concepts(readings))
    }


def test_one_place_under_two_spellings_is_one_concept(read: Reader) -> None:
    found = labels([read("The talks in Kiev failed."), read("The talks in Kyiv failed again.")])
    assert found["UA-capital"] == {"Kiev", "Kyiv"}


def test_a_full_name_and_a_surname_are_one_concept_across_articles(read: Reader) -> None:
    found = labels([read("The harbour master, Ann Marsh, resigned."), read("Nobody had told Marsh about the crane.")])
    assert found["ann-marsh"] == {"Ann Marsh", "Marsh"}


def test_spellings_of_an_unlisted_name_are_one_concept(read: Reader) -> None:
    found = labels([read("The pilot, Yuri Marskiy, resigned."), read("The pilot, Yuri Marskyy, resigned.")])
    assert sorted(map(sorted, found.values())) == [["Yuri Marskiy", "Yuri Marskyy"], ["the pilot"]]


def test_a_description_belongs_to_the_one_body_that_was_named(read: Reader) -> None:
    found = labels([read("NATO met in Lima. The alliance agreed on nothing.")])
    assert found["nato"] == {"NATO", "the alliance"}
