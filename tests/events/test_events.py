"""Passages aligned into events, with their tellings; what is not one fact stays apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from framing.article import Span
from framing.comparison import Comparison, comparison
from framing.events.pairs import DECISION
from framing.events.wording import Stretch, replacements, wording_diff
from framing.mentions.dates import Date, compatible
from framing.reading import Reading

Reader = Callable[..., Reading]

ONE = (
    "The harbour of Salim closed on Friday after a crane fell onto the quay, the port office said.\n"
    "Two dockers were hurt and taken to the hospital in Adrano.\n"
    "The office has ordered a survey of all nine cranes."
)
OTHER = (
    "Two dockers were taken to hospital in Adrano with broken arms.\n"
    "A crane had fallen onto the quay of Salim, and the harbour was closed, according to the port office.\n"
    "Shipping companies asked for compensation."
)


def aligned(found: Comparison) -> set[tuple[int, int]]:
    """The aligned sentences by their numbers in the two articles."""
    return {(found.passages[p.a].number, found.passages[p.b].number) for p in found.pairs if p.score >= DECISION}


def test_the_same_facts_are_aligned_whatever_their_order(read: Reader) -> None:
    found = comparison([read(ONE), read(OTHER)])
    assert aligned(found) == {(0, 1), (1, 0)}
    assert sorted(len(event.told_by) for event in found.events) == [1, 1, 2, 2]


def test_each_telling_points_to_its_sentences(read: Reader) -> None:
    found = comparison([read(ONE), read(OTHER)])
    event = next(e for e in found.events if "dockers" in e.label)
    assert [t.passages[0].of(r.article.text)[:11] for t, r in zip(event.tellings, found.readings, strict=True)] == [
        "Two dockers",
        "Two dockers",
    ]


def test_one_article_alone_has_events_and_no_pairs(read: Reader) -> None:
    found = comparison([read(ONE)])
    assert found.pairs == ()
    assert len(found.events) == 3
    assert "one article only" in found.warnings[0]


def test_an_article_twice_is_aligned_sentence_by_sentence(read: Reader) -> None:
    found = comparison([read(ONE), read(ONE)])
    assert aligned(found) == {(0, 0), (1, 1), (2, 2)}
    assert found.discrepancies == ()


def test_an_occasion_is_one_parent_in_all_its_names(read: Reader) -> None:
    found = comparison(
        [
            read("Ministers will meet at the summit in Lima on May 4, the host said. The summit is to last a day."),
            read("At the Lima summit in May 2019, ministers signed a treaty on fish. It lapsed a year later."),
        ]
    )
    parents = [event for event in found.events if any(other.parent == event.id for other in found.events)]
    assert [(e.label, e.earliest, e.latest) for e in parents] == [
        ("Summit in Lima, 4 May 2019", "2019-05-04", "2019-05-04")
    ]
    bounds = [reading.article.date_bounds for reading in found.readings]
    assert (bounds[0].latest, bounds[1].earliest) == ("2019-05-03", "2019-05-04")
    assert "other-article" in {evidence.kind for evidence in bounds[0].evidence}


def test_what_happened_at_an_occasion_is_before_whoever_speaks_of_it_as_to_come(read: Reader) -> None:
    found = comparison(
        [
            read("The host expects a quarrel about prices. The summit in Lima will begin on May 4, she said."),
            read("At the Lima summit in May 2019, ministers signed a treaty on fish. The Lima summit ended early."),
            read("Ministers signed the fish treaty at the Lima summit in May 2019. Fishermen call it useless."),
        ]
    )
    event = next(event for event in found.events if "treaty" in event.label)
    assert (event.earliest, event.latest) == ("2019-05-04", "2019-05-04")
    assert [telling.state for telling in event.tellings] == ["before", "reports", "reports"]


CRANE = "The harbour of Salim closed on Friday after a crane fell onto the quay."


@pytest.mark.parametrize(
    ("other", "label"),
    [
        ("Harbour of Salim closed on Friday: a crane fell onto the quay.", "Harbour of Salim closed"),
        ("It closed on Friday, the harbour of Salim, as a crane fell.", "The harbour of Salim"),
        (
            "“Nobody slept. A crane fell and the harbour of Salim closed on Friday,” said a docker.",
            "The harbour of Salim",
        ),
        ("A crane fell on Friday and the Kiev regime closed the harbour of Salim.", "The harbour of Salim"),
    ],
    ids=["the shortest", "no pronoun first", "no part of a quotation", "no loaded term"],
)
def test_an_event_is_called_by_the_shortest_passage_that_makes_sense_by_itself(
    read: Reader, other: str, label: str
) -> None:
    found = comparison([read(f"{CRANE} Fishmongers were angry."), read(f"{other} A strike was off.")])
    event = next(event for event in found.events if "crane" in event.label)
    assert len(event.told_by) == 2
    assert event.label.startswith(label)


def test_an_event_is_not_called_by_what_one_teller_alone_says_of_it(read: Reader) -> None:
    found = comparison(
        [
            read(f"{CRANE} Fishmongers were angry."),
            read(f"{CRANE[:-1]}, as nine gales had loosened it. A strike was off."),
            read("A crane fell onto the quay of Salim and hurt a cook. Nobody slept in Adrano."),
        ]
    )
    (event,) = (event for event in found.events if len(event.told_by) == 3)
    assert event.label == CRANE


def test_articles_that_carry_one_text_are_one_teller(read: Reader) -> None:
    found = comparison([read(ONE, outlet="Salim Post"), read(ONE, outlet="Adrano Times"), read(OTHER)])
    event = next(event for event in found.events if "dockers" in event.label)
    assert (event.told_by, event.tellers) == ((0, 1, 2), (0, 2))


@pytest.mark.parametrize(
    ("a", "b", "fits"),
    [
        (Date(Span(0, 1), 2023), Date(Span(0, 1), 2023, 7, 11), True),
        (Date(Span(0, 1), 2023), Date(Span(0, 1), 2024, 7), False),
        (Date(Span(0, 1), None, 7), Date(Span(0, 1), 2023, 7, 11, 12), True),
        (Date(Span(0, 1), None, 7, 9, 11), Date(Span(0, 1), None, 7, 11, 12), False),
        (Date(Span(0, 1), None, 7, 11), Date(Span(0, 1), None, 7, 11, 12), True),
        (Date(Span(0, 1), 2023, 4), Date(Span(0, 1), 2023, 5), False),
    ],
)
def test_dates_that_can_be_one(a: Date, b: Date, fits: bool) -> None:
    assert compatible(a, b) is compatible(b, a) is fits


def test_wording_diff_marks_the_words_that_differ() -> None:
    a, b = "The Kiev regime rejected the plan.", "The government in Kyiv has rejected the plan."
    diff = wording_diff(a, Span(0, len(a)), b, Span(0, len(b)))
    assert diff == (
        Stretch(True, Span(0, 3), Span(0, 3)),
        Stretch(False, Span(4, 15), Span(4, 26)),
        Stretch(True, Span(16, 34), Span(27, 45)),
    )
    assert [(x.of(a), y.of(b)) for x, y in replacements(diff)] == [("Kiev regime", "government in Kyiv has")]
