"""Names in the text, each with its exact span and the concept that all names of one actor share."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from framing.article import Span
from framing.intake import layout
from framing.language.tokens import tokens
from framing.mentions.mention import Mention, concept_names, slug
from framing.mentions.names import mentions


def found(text: str) -> tuple[Mention, ...]:
    return mentions(text, [tokens(text, block.span) for block in layout.blocks(text)])


def concepts(text: str) -> list[tuple[str, str]]:
    return [(mention.label, mention.concept) for mention in found(text)]


# --- the gazetteer ------------------------------------------------------------------------------------------------


def test_the_forms_of_a_state_are_one_concept() -> None:
    text = "Kenya's plan and Kenya’s army. A Kenyan envoy met other Kenyans."
    assert [(m.span.of(text), m.concept, m.kind, m.use) for m in found(text)] == [
        ("Kenya", "KE", "state", "name"),
        ("Kenya", "KE", "state", "name"),
        ("Kenyan", "KE", "state", "adjective"),
        ("Kenyans", "KE", "state", "people"),
    ]
    assert concept_names()["KE"] == "Kenya"


@pytest.mark.parametrize(
    ("text", "label", "concept"),
    [
        ("The U.N. met.", "U.N.", "un"),
        ("Then the UN's envoy left.", "UN", "un"),
        ("The European Union met.", "European Union", "eu"),
        ("South Korean troops left.", "South Korean", "KR"),
        ("The New York Times reported it.", "The New York Times", "new-york-times"),
        ("The Bank of England said so.", "Bank of England", "bank-of-england"),
        ("The G7 met.", "G7", "group-of-seven"),
        ("They read 24tv.ua first.", "24tv.ua", "24-kanal"),
        ("Talks with the\nAfrican\tUnion.", "African Union", "african-union"),
    ],
)
def test_listed_names_take_their_longest_form(text: str, label: str, concept: str) -> None:
    assert concepts(" ".join(text.split("\n"))) == [(label, concept)]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Ministers met in Paris on Monday.", "FR-capital"),
        ("In Paris, the mayor spoke.", "FR-capital"),
        ("She flew to Paris.", "FR-capital"),
        ("The talks in central Paris failed.", "FR-capital"),
        ("Ministers from Paris rejected it.", "FR-capital"),
        ("Paris rejected the plan.", "FR"),
        ("Officials said Paris had rejected it.", "FR"),
        ("They blamed Paris's plan.", "FR"),
    ],
)
def test_a_capital_is_a_place_or_the_government_that_sits_there(text: str, concept: str) -> None:
    assert concepts(text) == [("Paris", concept)]


def test_a_description_counts_after_its_owner_has_been_named_only() -> None:
    assert concepts("The bloc agreed before the African Union met.") == [("African Union", "african-union")]
    text = "The African Union met. The bloc agreed."
    assert [(m.span.of(text), m.concept, m.use) for m in found(text)][1:] == [
        ("The bloc", "african-union", "description")
    ]


def test_a_description_with_two_owners_is_left_open() -> None:
    assert [label for label, _ in concepts("The African Union met the European Union. The bloc agreed.")] == [
        "African Union",
        "European Union",
    ]


# --- other names --------------------------------------------------------------------------------------------------


def test_short_forms_join_the_full_name() -> None:
    text = "Ann Otter spoke. Otter said so. Mrs. Otter left, and Otter’s staff too."
    assert concepts(text) == [("Ann Otter", "ann-otter")] + [("Otter", "ann-otter")] * 3
    assert [m.span.of(text) for m in found(text)] == ["Ann Otter", "Otter", "Otter", "Otter"]


def test_a_listed_person_and_a_surname_alone() -> None:
    text = "Emmanuel Macron spoke. Macron said no. President Macron left."
    assert [(m.label, m.concept, m.kind) for m in found(text)] == [
        ("Emmanuel Macron", "emmanuel-macron", "person"),
        ("Macron", "emmanuel-macron", "person"),
        ("Macron", "emmanuel-macron", "person"),
    ]


def test_somebody_else_of_a_listed_surname() -> None:
    assert concepts("They met Ann Macron. Macron left.") == [("Ann Macron", "ann-macron"), ("Macron", "ann-macron")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Foreign Minister Ann Lee met Prime Minister Bo Reed.", ["Ann Lee", "Bo Reed"]),
        ("It was Dr. Cy Marsh, Lt. Col. Otter and Mayor Reed.", ["Cy Marsh", "Otter", "Reed"]),
        ("Capt. Reed met Gen. Marsh.", ["Reed", "Marsh"]),
        ("Talks with Sir Bo Reed and Lady Otter.", ["Bo Reed", "Otter"]),
        ("He met J. Marsh and George W. Reed.", ["J. Marsh", "George W. Reed"]),
        ("He met Ludwig van Marsh and Omar bin Reed.", ["Ludwig van Marsh", "Omar bin Reed"]),
        ("He met Jean-Luc Otter.", ["Jean-Luc Otter"]),
        ("He met O’Malley; O'Malley's plan failed.", ["O’Malley", "O'Malley"]),
        ("They saw the University of Lumen.", ["University of Lumen"]),
        ("They saw the Lumen Institute for Peace.", ["Lumen Institute for Peace"]),
        ("They saw Ann Otter and Bo Reed.", ["Ann Otter", "Bo Reed"]),
        ("Then Žofia Élan met Ірина Мала.", ["Žofia Élan", "Ірина Мала"]),
    ],
)
def test_titles_are_taken_off_and_particles_kept(text: str, names: list[str]) -> None:
    assert [mention.span.of(text) for mention in found(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "However the plan failed. Piers fell. They left.",
        "On Tuesday, May said nothing about June.",
        "Otter arrived. Otter left.",
        "“Waves are high,” he said. “Winds too.”",
        "The prime minister and the President met.",
        "I think I’m ill.",
    ],
)
def test_a_capital_that_only_opens_a_sentence_is_no_name(text: str) -> None:
    assert found(text) == ()


def test_a_capital_that_stands_inside_a_sentence_elsewhere_is_one() -> None:
    assert concepts("Otter left. They followed Otter.") == [("Otter", "otter"), ("Otter", "otter")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Dayton Accords were signed.", "Dayton Accords"),
        ("It broke the Paris Agreement.", "Paris Agreement"),
        ("The Nairobi Summit ended.", "Nairobi Summit"),
        ("The Residents' Association paid.", "Residents' Association"),
        ("The Northgate Women’s Society paid.", "Northgate Women's Society"),
    ],
)
def test_a_place_and_one_more_capital_are_one_name(text: str, name: str) -> None:
    assert concepts(text) == [(name, slug(name))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They met in Otter. Then Otter was cut off.", "place"),
        ("Trust in Otter fell. They blamed Otter. Then Otter left.", "name"),
        ("They met in Otter. Then Ms. Otter left.", "person"),
        ("They met Otter, who left.", "person"),
        ("They met Otter, which left.", "name"),
        ("The chairman Otter left.", "person"),
        ("They met Otter, the deputy leader of the council.", "person"),
        ("They met Otter, the owner of the pier.", "name"),
        ("They met on Otter Lane.", "place"),
        ("They blamed Otter Lane.", "name"),
    ],
)
def test_what_stands_around_a_name_tells_its_kind(text: str, kind: str) -> None:
    assert {mention.kind for mention in found(text)} == {kind}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Otter Board Chairman Ann Reed left.", ["Otter Board", "Ann Reed"]),
        ("Otter News Senior Editor Ann Reed left.", ["Otter News", "Ann Reed"]),
        ("They met Chief Marine Correspondent Ann Reed.", ["Ann Reed"]),
        ("They met the Secretary of Energy Ann Reed.", ["Ann Reed"]),
        ("The Director of Inland Waters Ann B. Reed left.", ["Ann B. Reed"]),
        ("Otter Company Gen. Ann Reed left.", ["Otter Company", "Ann Reed"]),
        ("House Minority Whip Ann Reed left.", ["Ann Reed"]),
        ("They met the Director of Public Prosecutions.", ["Public Prosecutions"]),
    ],
)
def test_a_title_inside_a_run_of_capitals_parts_it(text: str, names: list[str]) -> None:
    assert [mention.span.of(text) for mention in found(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mr. King met Dr. Lord and Sen. May.", ["King", "Lord", "May"]),
        ("Bo Lord met the Lord Mayor.", ["Bo Lord"]),
        ("Iraqi envoy Omar al-Otter met Ann diReed.", ["Iraqi", "Omar al-Otter", "Ann diReed"]),
        ("Then Al-Qaeda and al-Qaeda fled.", ["Al-Qaeda", "al-Qaeda"]),
    ],
)
def test_names_that_are_titles_or_begin_small(text: str, names: list[str]) -> None:
    assert [mention.span.of(text) for mention in found(text)] == names


# --- people who are called like a place or a body -----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "George Holland spoke. Holland left.",
        "Rep. Otter Holland spoke. Holland left.",
        "Otter Board Chairman Bo Holland spoke. Holland left.",
        "Otter Holland, 57, spoke. Holland left.",
        "Otter Holland, spokeswoman for the port, spoke. Holland left.",
        "They met Otter Hamilton, an analyst with a bank. Hamilton left.",
        "It began with George Bloomberg. Then Bloomberg left.",
        "They met Ms. Otter Fleming, the mayor. Fleming left.",
    ],
)
def test_somebody_called_like_a_place_or_a_body(text: str) -> None:
    full, short = found(text)[-2:]
    assert " " in full.label
    assert " " not in short.label
    assert full.concept == short.concept == slug(full.label)
    assert short.kind in ("person", "name")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take Holland, which left.", [("Holland", "NL")]),
        ("They toured East Holland.", [("Holland", "NL")]),
        ("They toured Communist China.", [("Communist", "communist"), ("China", "CN")]),
        (
            "Otter Warns Holland Over Pier",
            [("Otter Warns", "otter-warns"), ("Holland", "NL"), ("Over Pier", "over-pier")],
        ),
        ("Rep. Ann Holland spoke in Holland.", [("Ann Holland", "ann-holland"), ("Holland", "NL")]),
        (
            "Rep. Ann Holland spoke. Holland and the Dutch envoy left.",
            [("Ann Holland", "ann-holland"), ("Holland", "NL"), ("Dutch", "NL")],
        ),
        ("Holland won. Then Rep. Ann Holland spoke.", [("Holland", "NL"), ("Ann Holland", "ann-holland")]),
        ("Internal Macron papers. The internal files.", [("Macron", "emmanuel-macron")]),
        ("Despite Otter Board’s plan, they left.", [("Otter Board", "otter-board")]),
        ("They read All Otter Tales.", [("All Otter Tales", "all-otter-tales")]),
        ("Shares of Otter rose. They like Otter.", [("Otter", "otter")] * 2),
        ("Chancellor Helen May left. May slept in May.", [("Helen May", "helen-may"), ("May", "helen-may")]),
    ],
)
def test_what_only_looks_like_a_first_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert concepts(text) == expected


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Mr. Macron, a plumber, left. Macron left.", "macron"),
        ("Macron, 34, a baker, left.", "macron"),
        ("Dr. Macron left.", "macron"),
        ("Macron warned them. Mr. Macron left.", "emmanuel-macron"),
        ("President Macron left. Mr. Macron came back.", "emmanuel-macron"),
        ("Emmanuel Macron left. Mr. Macron came back.", "emmanuel-macron"),
        ("Mr. Holland left. Holland was tired.", "holland"),
        ("Lord Holland left.", "holland"),
        ("The White House paid. Rep. Ann Washington left. Washington was tired.", "ann-washington"),
        ("Victor Otter left. Anton Otter stayed. Otter slept.", "anton-otter"),
    ],
)
def test_whose_surname_it_is(text: str, concept: str) -> None:
    assert found(text)[-1].concept == concept


def test_a_listed_surname_is_that_of_the_one_named_in_full() -> None:
    assert [c for _, c in concepts("Hillary Clinton spoke. Clinton left.")] == ["hillary-clinton"] * 2
    assert [c for _, c in concepts("Bill Clinton met Hillary Clinton. Clinton left.")][-1] == "bill-clinton"


def test_what_is_based_or_led_somewhere_describes_a_name() -> None:
    assert concepts("Lumen-based Otter Group paid.") == [("Otter Group", "otter-group")]


def test_capitals_throughout_tell_nothing() -> None:
    assert found("COUNCIL OF LUMEN REJECTS PIER") == ()
    assert concepts("COUNCIL OF LUMEN REJECTS PIER\n\nHe met Otter.") == [("Otter", "otter")]


def test_a_block_ends_every_name() -> None:
    assert concepts("They met Ann Otter\n\nBo Reed was ill.") == [("Ann Otter", "ann-otter"), ("Bo Reed", "bo-reed")]


@pytest.mark.parametrize(
    ("name", "id"), [("Ann Otter", "ann-otter"), ("O'Malley", "o-malley"), ("Žofia É.", "žofia-é")]
)
def test_a_slug(name: str, id: str) -> None:
    assert slug(name) == id


# --- on any text --------------------------------------------------------------------------------------------------

PIECES = [
    *(
        "Ann",
        "Otter",
        "Paris",
        "Kenya",
        "Kenyan",
        "the bloc",
        "African Union",
        "Gen",
        "J",
        "of",
        "the",
        "van",
        "and",
        "U.N.",
    ),
    *(
        "Macron",
        "Mr",
        "Minister",
        "PARIS",
        "said",
        "’s",
        "'s",
        ".",
        ". ",
        ",",
        " ",
        " ",
        " ",
        "\n\n",
        "“",
        "”",
        "(",
        "-",
        "5",
        "é",
    ),
]


@pytest.mark.parametrize("seed", range(100))
def test_mentions_are_in_order_disjoint_and_labelled_as_written(seed: int) -> None:
    rng = random.Random(seed)
    text = "".join(rng.choice(PIECES) for _ in range(rng.randrange(1, 60)))
    row = found(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(row))
    for mention in row:
        assert mention.label == " ".join(mention.span.of(text).replace("’", "'").split())
        assert mention.concept
        assert "\n" not in mention.span.of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gladly Otter left.", [("Otter", "otter")], id="an adverb opens the sentence"),
        pytest.param(
            "Visits by Otter Holland. Holland left.", [("Otter Holland", "otter-holland")] * 2, id="called like a state"
        ),
        pytest.param("He met A. B. Otter.", [("A. B. Otter", "a-b-otter")], id="an initial that is an article too"),
        pytest.param("It was US-led.", [("US", "US")], id="a state in a compound"),
        pytest.param("COUNCIL REJECTS PARIS PLAN", [("PARIS", "FR")], id="a listed name in capitals"),
    ],
)
@pytest.mark.xfail(reason="capitals alone do not tell")
def test_known_misses(text: str, expected: list[tuple[str, str]]) -> None:
    assert concepts(text) == expected


def test_may_is_somebody_where_the_article_names_somebody_so() -> None:
    text = "Theresa May spoke. Critics accused May of delay. It rained in May 2018, and on 3 May."
    row = tokens(text, Span(0, len(text)))
    named = [(mention.span.start, mention.label) for mention in mentions(text, [row])]
    assert named == [(0, "Theresa May"), (35, "May")]


def test_may_is_a_month_where_nobody_is_called_so() -> None:
    text = "Critics accused them of delay. The vote, May being warm, was late."
    row = tokens(text, Span(0, len(text)))
    assert mentions(text, [row]) == ()
