"""Stories of many articles: what tells reports of one event apart from reports of the like, and odd inputs."""

from __future__ import annotations

import random
import time

import pytest

from framing.article import Article, DateBounds
from framing.clusters import components
from framing.intake import layout
from framing.stories import blocks, stories
from framing.stories.likeness import NAMES, features, in_common, nearest
from framing.stories.traits import traits

SPILL = (
    "A tanker lost oil off the coast of Adrano on {day}, and birds were washed up on the beaches of the bay. The coast "
    "guard closed the bay to fishing boats. {quote} The owner of the tanker promised to pay for the cleaning."
)
SPILL_TOO = (
    "Oil from a tanker reached the bay of Adrano on {day}. Volunteers picked birds from the beaches, and the coast "
    "guard kept fishing boats in port. {quote} The company that owns the ship said it would pay."
)
HARBOUR = "The harbour board of Salim chose a new head, the engineer Rosa Lind, by five votes to four."
MARKET = "Bread was dearer than ever in the markets of the capital, where a loaf now costs two crowns."
GERMAN = "Der Tanker verlor vor der Küste Öl, und am Strand lagen tote Vögel. Die Küstenwache sperrte die Bucht."


def article(id: str, text: str, day: str | None = None, title: str | None = None) -> Article:
    return Article(id, text, layout.blocks(text), title=title, date=day, date_bounds=DateBounds(day, day))


def pair(first: dict[str, str], second: dict[str, str], day: str | None = None) -> dict[str, float]:
    """The features of two articles on the spill, by name."""
    own = traits([article("a", SPILL.format(**first), day), article("b", SPILL_TOO.format(**second), day)])
    both = in_common(*own)
    best = nearest(2, {(0, 1): both})
    return dict(zip(NAMES, features(both, (best[0], best[1])), strict=False))


def test_articles_of_one_event_name_the_same_weekday() -> None:
    same = pair({"day": "Tuesday", "quote": ""}, {"day": "Tuesday", "quote": ""})
    other = pair({"day": "Tuesday", "quote": ""}, {"day": "Friday", "quote": ""})
    assert (same["weekdays"], other["weekdays"]) == (1, 0)
    assert same["weekdays known"] == other["weekdays known"] == 1


def test_runs_of_five_quoted_words_are_counted_in_either_sort_of_marks() -> None:
    first = {"day": "Tuesday", "quote": "“We have never seen so much oil,” a warden said."}
    second = {"day": "Tuesday", "quote": 'A warden said: "Never seen so much oil, never."'}
    assert pair(first, second)["quoted"] == pytest.approx(0.693147, abs=1e-6)
    assert pair(first, {"day": "Tuesday", "quote": ""})["quoted"] == 0


def test_days_count_only_where_both_are_known() -> None:
    plain = {"day": "Tuesday", "quote": ""}
    assert "days" not in pair(plain, plain)
    assert pair(plain, plain, "2021-03-05")["days"] == 0


def test_two_articles_with_nothing_in_common_are_two_stories() -> None:
    for day in (None, "2021-03-05"):
        assert stories([article("a", HARBOUR, day), article("b", MARKET, day)]) == ((0,), (1,))


def test_an_article_on_nothing_that_the_others_tell_stays_alone() -> None:
    texts = [SPILL.format(day="Tuesday", quote=""), SPILL_TOO.format(day="Tuesday", quote=""), HARBOUR, MARKET]
    assert stories([article(f"{n}", text) for n, text in enumerate(texts)]) == ((0, 1), (2,), (3,))


def test_one_article_and_none() -> None:
    assert stories([]) == ()
    assert stories([article("a", HARBOUR)]) == ((0,),)


def test_an_empty_article_is_a_story_of_its_own() -> None:
    texts = [SPILL.format(day="Tuesday", quote=""), "", SPILL_TOO.format(day="Tuesday", quote=""), "", "— * —"]
    found = stories([article(f"{n}", text) for n, text in enumerate(texts)])
    assert found == ((0, 2), (1,), (3,), (4,))


def test_an_article_in_another_language_is_not_joined_to_an_english_one() -> None:
    texts = [SPILL.format(day="Tuesday", quote=""), GERMAN, SPILL_TOO.format(day="Tuesday", quote="")]
    assert stories([article(f"{n}", text) for n, text in enumerate(texts)]) == ((0, 2), (1,))


WORDS = (
    "anchor basin cargo deck engine ferry gale hull island jetty keel lighthouse mast net oar pilot quay rudder sail "
    "tide wave yacht bell chart diver fog gull hatch knot lamp"
).split()


def reports(number: int, event: str, seed: int, day: str | None) -> list[Article]:
    """Reports of one event, each in words of its own."""
    chance = random.Random(seed)
    out = []
    for n in range(number):
        own = " ".join(f"The {a} met the {b}." for a, b in (chance.sample(WORDS, 2) for _ in range(4)))
        text = f"{event} {own} {chance.choice(WORDS).title()} and {chance.choice(WORDS)} were left."
        out.append(article(f"{seed}-{n:03}", text, day))
    return out


EVENTS = (
    "A tanker called Ormen lost oil near Adrano on Tuesday and volunteers picked birds from the beaches there.",
    "Parliament in Salim rejected the fisheries bill on Thursday and minister Rosa Lind resigned after the vote.",
)


def test_five_hundred_reports_of_one_event_are_one_story_in_bounded_time() -> None:
    articles = [*reports(500, EVENTS[0], 1, "2021-03-05"), *reports(30, EVENTS[1], 2, "2021-03-05")]
    start = time.process_time()
    found = stories(articles)
    assert time.process_time() - start < 60
    assert found == (tuple(range(500)), tuple(range(500, 530)))


@pytest.mark.parametrize("dated", [True, False])
def test_the_same_stories_in_any_order_where_blocks_are_cut(dated: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "LONGEST", 8)
    monkeypatch.setattr(blocks, "BUDGET", 30)
    monkeypatch.setattr(blocks, "NEAREST", 4)
    articles = [
        one._replace(date_bounds=DateBounds(day, day))
        for seed in range(4)
        for n, one in enumerate(reports(12, EVENTS[seed % 2].replace("Salim", f"Salim{seed}"), seed, None))
        for day in [f"2021-03-{1 + (n + seed) % 20:02}" if dated and n % 4 else None]
    ]
    wanted = {frozenset(articles[n].id for n in group) for group in stories(articles)}
    chance = random.Random(7)
    for _ in range(3):
        chance.shuffle(articles)
        assert {frozenset(articles[n].id for n in group) for group in stories(articles)} == wanted


def test_the_work_for_an_article_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    found = traits(reports(300, EVENTS[0], 1, None))
    pairs = blocks.neighbours([one.body for one in found], [None] * 300)
    assert len(pairs) <= 300 * blocks.NEAREST
    monkeypatch.setattr(blocks, "NEAREST", 2)
    assert len(blocks.neighbours([one.body for one in found], [None] * 300)) <= 600


def test_a_component_that_is_too_large_is_cut_where_its_links_are_weakest() -> None:
    chain = [(0, 1, 5.0), (1, 2, 1.0), (2, 3, 4.0), (4, 5, 0.5)]
    assert components(7, chain, 0.5, 10) == ((0, 1, 2, 3), (4, 5), (6,))
    assert components(7, chain, 0.5, 3) == ((0, 1), (2, 3), (4, 5), (6,))
    assert components(7, chain, 1.0, 10) == ((0, 1, 2, 3), (4,), (5,), (6,))
