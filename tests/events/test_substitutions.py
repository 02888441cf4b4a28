"""What one outlet calls X another calls Y: few rows and right ones, with exact places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from framing.article import Span
from framing.concepts import concepts
from framing.events.pairs import Pair
from framing.events.passages import passages
from framing.events.substitutions import Substitution, substitutions
from framing.identities import canonical_concepts
from framing.reading import Reading

Reader = Callable[..., Reading]

SEIZED = "The rebels seized the radio station in the harbour before dawn."
BURNED = "The rebels burned forty lorries on the coastal road at noon."


def table(readings: list[Reading], score: float = 0.9) -> tuple[Substitution, ...]:
    """The substitutions of articles whose sentences are aligned one by one, each with each."""
    cut = passages(readings, canonical_concepts(readings))
    pairs = [
        Pair(a, b, score)
        for a, one in enumerate(cut)
        for b, other in enumerate(cut)
        if one.article < other.article and one.number == other.number
    ]
    return substitutions(readings, cut, pairs, concepts(readings, canonical_concepts(readings)))


def of_two(read: Reader, a: str, b: str) -> list[tuple[str, str]]:
    found = table([read(f"{a}\n", outlet="Outlet A"), read(f"{b}\n", outlet="Outlet B")])
    return [(row.words_a, row.words_b) for row in found]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (SEIZED, SEIZED.replace("rebels", "terrorists"), ("rebels", "terrorists")),
        (
            "The council approved the controversial wall by the river last night.",
            "The council approved the security fence by the river last night.",
            ("controversial wall", "security fence"),
        ),
        (
            "Ann Lee closed the northern harbour before the storm came.",
            "The mayor closed the northern harbour before the storm came.",
            ("Ann Lee", "mayor"),
        ),
        (
            "Talks with Moscow on the northern pier and its ferries began on Friday.",
            "On Friday, talks on the northern pier and its ferries began with Russia.",
            ("Moscow", "Russia"),
        ),
    ],
    ids=["one noun", "two words", "name and office", "names of one state, wherever they stand"],
)
def test_a_label_for_a_label(a: str, b: str, expected: tuple[str, str], read: Reader) -> None:
    assert of_two(read, a, b) == [expected]


def test_places_are_exact(read: Reader) -> None:
    a = read(f"The ferry sank.\n\n{SEIZED}\n", outlet="Outlet A")
    b = read(f"The ferry sank.\n\n{SEIZED.replace('rebels', 'armed terrorists')}\n", outlet="Outlet B")
    (row,) = table([a, b])
    (place,) = row.places
    assert (row.outlet_a, row.outlet_b) == ("Outlet A", "Outlet B")
    assert (place.a.article, place.a.sentence, place.a.exact) == (0, Span(17, 80), Span(21, 27))
    assert place.b.exact == Span(21, 37)
    assert place.b.exact.of(b.article.text) == "armed terrorists"


VALLEY = "About 300 people left the flooded valley before the dam broke."
HARBOUR = "Senior officials closed the northern harbour before the storm came."
CREW = "The crew quickly left the burning ferry in the outer harbour in March."


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (VALLEY, VALLEY.replace("300", "500")),
        (CREW, CREW.replace("March", "April")),
        (CREW, CREW.replace("quickly", "slowly")),
        (CREW, CREW.replace("left", "damaged")),
        (HARBOUR, HARBOUR.replace("harbour", "harbor")),
        (HARBOUR, HARBOUR.replace("Senior officials", "Officials")),
        (HARBOUR.replace("Senior officials", "Ann Lee"), HARBOUR.replace("Senior officials", "Bo Marsh")),
        (f"“{SEIZED[:-1]},” Ann Lee said.", f"“{SEIZED[:-1]},” Ann Lee said.".replace("rebels", "terrorists")),
        (SEIZED, SEIZED.replace("rebels", "mob")),
        ("The French mill opened by the old harbour hall.", "The mill in France opened by the old harbour hall."),
        (CREW.replace("March", "a rush"), CREW.replace("March", "a rush").replace("burning ferry", "1998 ferry")),
        ("The mill by the old harbour hall is now French.", "The mill by the old harbour hall is now France."),
        ("The US mill opened in May.", "The mill opened in the United States in May."),
        (
            "Rail workers walked out, and their leaders blamed the ministry for it.",
            "A strike began, which the ministry said was the fault of the unions.",
        ),
    ],
    ids="number date adverb verb spelling longer other quotation plural adjective year bare short rewording".split(),
)
def test_what_is_no_substitution(a: str, b: str, read: Reader) -> None:
    assert of_two(read, a, b) == []


def test_a_pair_below_the_decision_has_none(read: Reader) -> None:
    readings = [read(SEIZED, outlet="A"), read(SEIZED.replace("rebels", "terrorists"), outlet="B")]
    assert len(table(readings, 0.5)) == 1
    assert table(readings, 0.49) == ()


def test_places_of_one_row_are_counted_and_outlets_keep_their_order(read: Reader) -> None:
    mob = [sentence.replace("rebels", "terrorists") for sentence in (SEIZED, BURNED)]
    readings = [
        read(SEIZED, outlet="Outlet A"),
        read(f"{mob[0]} {mob[1]}", outlet="Outlet B"),
        read(f"The pier is shut to all ferries. {BURNED}", outlet="Outlet A"),
    ]
    (row,) = table(readings)
    assert (row.outlet_a, row.words_a, row.outlet_b, row.words_b) == ("Outlet A", "rebels", "Outlet B", "terrorists")
    assert [(place.a.article, place.b.article) for place in row.places] == [(0, 1), (2, 1)]


def test_one_outlet_has_no_substitutions_with_itself(read: Reader) -> None:
    texts = (SEIZED, SEIZED.replace("rebels", "terrorists"))
    assert table([read(text, outlet="Outlet A") for text in texts]) == ()
    assert len(table([read(text) for text in texts])) == 0, "articles of one id"


@pytest.mark.xfail(reason="without a tagger, a verb before a noun is taken for part of a noun phrase", strict=True)
def test_a_verb_with_its_object_is_no_label(read: Reader) -> None:
    a = "It was testing missiles and its influence in the northern valley."
    assert of_two(read, a, "It was testing missiles and fund terrorism in the northern valley.") == []
