"""Sentences that report one fact score 0.5 and more; a theme, another time and other words do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from framing.comparison import comparison
from framing.events.likeness import Surroundings, surroundings
from framing.events.odds import FEW, Odds, odds
from framing.events.pairs import DECISION, told_within
from framing.events.passages import passages
from framing.events.similarity import similarity
from framing.events.train_examples import apart
from framing.identities import canonical_concepts
from framing.language.frequencies import document_frequencies, rarity
from framing.reading import Reading

Reader = Callable[..., Reading]
PORT = "The port of Ostrava reopened after a strike of nine days. Dockers accepted a pay rise of four per cent."


def best(read: Reader, *texts: str) -> float:
    return max((pair.score for pair in comparison([read(text) for text in texts]).pairs), default=0.0)


def test_copied_sentences_are_pairs_and_no_others_are(read: Reader) -> None:
    found = comparison([read(PORT), read(PORT)])
    assert {(p.a, p.b) for p in found.pairs if p.score >= DECISION} == {(0, 2), (1, 3)}


ACCORDS = "After long talks the island has signed several accords with its neighbours."
LIST = (
    "Critics counted a dozen steps, among them a new harbour for Ponta and a levy on tuna; since spring the island "
    "has also signed several separate fishing accords with coastal neighbours, trained two hundred inspectors, "
    "bought radar and patrol boats from Denmark, paid widows of drowned sailors a pension of nine thousand crowns, "
    "moved its weather station to a hill above Horta, banned nets of fine mesh and closed its last cannery, where "
    "mackerel and sardines had been packed in olive oil for eighty years."
)
NAMED = (
    "The Ponta Delgada Harbour Board, Banco Comercial dos Acores and Captain Joao Medeiros welcomed a levy, while "
    "the owners of eleven trawlers from Vila Franca said that no fish would be left for anybody by next autumn."
)


@pytest.mark.parametrize(
    ("shorter", "longer", "within"),
    [
        (ACCORDS, LIST, True),
        ("Coastal accords on fishing, several neighbours said, signed away the island since spring.", LIST, False),
        ("Captain Joao Medeiros of Banco Comercial dos Acores and the Ponta Delgada Harbour Board met.", NAMED, False),
    ],
    ids=["in the same order", "in another order", "names alone"],
)
def test_a_short_sentence_told_within_a_list(read: Reader, shorter: str, longer: str, within: bool) -> None:
    texts = [f"It rained in {town} on the feast day. {told}" for town, told in (("Faial", shorter), ("Pico", longer))]
    found = comparison([read(text) for text in texts])
    assert told_within(found.passages[1], found.passages[3]) is within
    if within:
        scores = {(pair.a, pair.b): pair.score for pair in found.pairs}
        assert scores[1, 3] >= DECISION


VISIT = (
    "Transport Minister Paul Rademar will visit Adrano on Monday. The town wants a ring road. Its mayor has asked for "
    "thirty million crowns. Traders in the old market say that lorries shake their houses. A bypass was promised nine "
    "years ago. The council will vote on it in autumn."
)
LICENCE = (
    "Transport Minister Paul Rademar suspended the licence of a ferry on Monday. The ship had run aground with two "
    "hundred passengers. Divers found a crack in the hull. Its owner blamed the weather. Families of the injured have "
    "hired lawyers."
)
TAKEN = (
    "On Monday Transport Minister Paul Rademar took away the ferry's licence, officials said. It had struck a rock off "
    "Adrano. Two hundred people were taken ashore in boats. The owner said that the wind was to blame."
)


def test_a_name_with_its_title_and_a_day_are_no_fact(read: Reader) -> None:
    assert best(read, VISIT, LICENCE) < DECISION
    found = comparison([read(text) for text in (VISIT, LICENCE, TAKEN)])
    scores = {(pair.a, pair.b): pair.score for pair in found.pairs}
    first, second, third = (next(n for n, p in enumerate(found.passages) if p.article == a) for a in range(3))
    assert scores[second, third] >= DECISION
    assert scores[first, second] == scores[first, third] == pytest.approx(0.3775, abs=1e-3)


def test_who_somebody_is_says_nothing_of_what_happened(read: Reader) -> None:
    first = "Owen Strand, the chief executive of Adrano Ferries, said the demand was out of reach."
    assert (
        best(read, first, "Owen Strand, the chief executive of Adrano Ferries, earned 3.1 million last year.")
        < DECISION
    )


LIBRARY = "Paul Rademar opened the new library of Adrano on Sunday, and guests were told that it has no roof yet."
INQUIRY = "The prosecutor of Adrano told the press that he has opened an inquiry into Paul Rademar."
BEGUN = "The prosecutor of Adrano has begun an inquiry into Paul Rademar, officials told the press."


def test_names_and_one_word_are_no_fact_in_few_articles(read: Reader) -> None:
    assert best(read, LIBRARY, INQUIRY) <= 0.38
    assert best(read, BEGUN, INQUIRY) >= DECISION


@pytest.mark.parametrize(
    ("sentence", "core"),
    [
        ("On Monday Transport Minister Paul Rademar withdrew a ferry licence.", {"withdrew", "ferri", "licenc"}),
        ("The governor of the Bank of Adrano, Paul Rademar, resigned.", {"governor", "resign"}),
        ("Fishermen opposed Paul Rademar, and in July engineer Ann Lee resigned.", {"fishermen", "oppos", "resign"}),
    ],
)
def test_what_a_sentence_says_of_its_names(read: Reader, sentence: str, core: set[str]) -> None:
    found = [read(f"{sentence} Nobody else spoke to the press.")]
    assert passages(found, canonical_concepts(found))[0].core == core


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "In April 2023 the council of Lima voted to close the harbour.",
            "In April 2024 the council of Lima voted to close the harbour.",
        ),
        (
            "The ministers met in Oslo from July 9 to 11 for talks on fish.",
            "The ministers met in Oslo from July 11 to 12 for talks on fish.",
        ),
    ],
)
def test_the_same_words_of_another_time_are_no_pair(read: Reader, first: str, second: str) -> None:
    assert best(read, first, first) >= DECISION
    assert 0 < best(read, first, second) < DECISION


def test_no_likeness_counts_against_a_pair() -> None:
    for function in (*odds(few=True), *odds(few=False)):
        for name in ("words", "terms", "names", "grams", "shared numbers", "articles mixed"):
            assert min(function.weights[name][2:]) >= 0, name


def test_what_is_unknown_counts_as_the_mean() -> None:
    function = Odds(-1.0, {"likeness": (0.5, 0.25, 1.0, 2.0, 3.0, 4.0, 5.0)})
    logits = function.logits({"likeness": np.array([np.nan, 0.5, 0.75])})
    assert logits.tolist() == [-1.0, -1.0, -1.0 + 2.0 * 0.5 + 3.0 * 0.5]


def test_rare_words_weigh_more_and_names_are_not_listed() -> None:
    assert rarity("year") < 1 < 7 < rarity("trawler")
    assert not {"obama", "biden", "putin", "ukrain"} & set(document_frequencies()[1])


QUAKE = [
    f"A quake of magnitude six shook the town of Lorca at {hour}. They {verb} two people from the ruins of a school."
    for hour, verb in (("dawn", "pulled"), ("six", "freed"), ("daybreak", "saved"), ("sunrise", "dug"))
]
STRIKE = [
    f"Dockers in Ostrava {verb} a strike over pay. The port stayed {state} and ships waited outside the harbour."
    for verb, state in (("began", "shut"), ("started", "closed"), ("held", "idle"), ("called", "silent"))
]


def around(found: Sequence[Reading]) -> Surroundings:
    """What is known of the passages of some articles before any pair is judged."""
    cut = passages(found, canonical_concepts(found))
    return surroundings(cut, similarity(cut, [one.article.text for one in found]))


def test_articles_of_one_event_are_like_the_same_articles(read: Reader) -> None:
    found = [read(text) for text in (*QUAKE, *STRIKE)]
    elsewhere = around(found).elsewhere
    assert np.nanmin(elsewhere[:4, :4]) > 0.5 > -0.5 > np.nanmax(elsewhere[:4, 4:])
    assert np.isnan(around(found[:2]).elsewhere).all()


def test_what_all_articles_say_is_told_around_and_what_one_says_is_not(read: Reader) -> None:
    found = [read(f"{text} A cellist played Brahms in {n} villages.") for n, text in enumerate((*QUAKE, *STRIKE), 2)]
    both = around(found)
    told, leads = both.around.reshape(8, 3), both.around_leads.reshape(8, 3)
    assert (leads[:, :2] == told[:, :2]).all()
    assert (leads[:, 2] < 0.5 * told[:, 2]).all()
    alone = read("A glacier lost eleven metres. Botanists counted mosses there. Nobody saw a bear.")
    told = around([*found[:3], alone]).around
    assert told[-3:].max() < 1 < told[:9].min()


def test_the_same_words_are_a_pair_among_many_articles_too(read: Reader) -> None:
    found = comparison([read(text) for text in (PORT, *QUAKE, *STRIKE, PORT)])
    assert len(found.readings) > FEW
    same = {(p.a, p.b) for p in found.pairs if p.score >= DECISION}
    last = len(found.passages) - 2
    assert {(0, last), (1, last + 1)} <= same


FRENCH = (
    "Le port d'Ostrava a rouvert hier matin apres neuf jours de greve. Les dockers ont accepte une hausse des salaires "
    "de quatre pour cent, a annonce le syndicat devant la presse."
)


def test_an_article_that_is_not_understood_changes_nothing_for_the_others(read: Reader) -> None:
    english = [read(text) for text in (*QUAKE, *STRIKE[:2])]
    french = read(FRENCH)
    assert not french.understood
    assert len(english) == FEW
    alone = comparison(english)
    for place in (0, 3, FEW):
        beside = comparison([*english[:place], french, *english[place:]])
        assert beside.pairs == alone.pairs
        assert [event.members for event in beside.events] == [event.members for event in alone.events]


def test_a_theme_is_articles_of_different_stories_months_apart() -> None:
    texts = ["A quake shook the town. " * 60, "The senate voted on the budget. " * 60]
    articles = [
        {"id": f"{kind}{n}", "text": texts[kind], "date": f"201{n}-0{1 + kind}-01", "story": f"{kind}{n // 2}"}
        for kind in (0, 1)
        for n in range(8)
    ]
    themes: defaultdict[int, list[str]] = defaultdict(list)
    for one in apart([*articles, {**articles[0], "id": "undated", "date": None}]):
        themes[one["topic"]].append(one["id"])
    assert sorted(themes) == [-4, -3, -2, -1]
    story = {one["id"]: one["story"] for one in articles}
    assert all(len({story[name] for name in theme}) == 4 for theme in themes.values())
    assert all(len({name[0] for name in theme}) == 1 for theme in themes.values())
