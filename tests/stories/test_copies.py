"""Copies: one text in several articles has one origin, and counts once."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from framing.article import Article, DateBounds
from framing.cli import main
from framing.comparison import comparison
from framing.intake import layout
from framing.reading import reading
from framing.report.comparison_record import comparison_record
from framing.stories import stories
from framing.stories.copies import copies

WIRE = (
    "A crane fell onto the quay of Salim on Friday and hurt two dockers, the port authority said. The harbour was "
    "closed for a day while divers looked for the crane's arm. “We heard a crack and then the whole thing came down,” "
    "said Ada Moss, who works in the customs house. The authority had ordered new bolts for the crane in spring, but "
    "they were never fitted. An inquiry will be led by a retired judge.\n\n"
    "The port of Salim handles a third of the country's grain. Ships waited outside for most of the weekend, and the "
    "price of bread rose in the capital. The union of dockers asked for a day of mourning, though nobody was killed."
)
UPDATE = WIRE + "\n\nOn Sunday evening the first ship came in again, and the two dockers left hospital."
OWN = (
    "Two dockers were hurt in Salim when a crane came down on Friday. Divers searched the harbour, which stayed shut "
    "until Saturday. The bolts that should have held the crane had been ordered months ago and lie in a shed, a docker "
    "told us."
)
ESTIMATES = (
    "Analysts of the grain trade expect a poor harvest in the north and a better one along the coast this year. "
)
BRIEF = WIRE.split(" The harbour")[0]


def article(id: str, text: str, day: str | None = None) -> Article:
    return Article(id, text, layout.blocks(text), date=day, date_bounds=DateBounds(day, day))


def shown(articles: list[Article]) -> dict[str, str]:
    return {articles[c.article].id: articles[c.origin].id for c in copies(articles)}


def test_one_text_in_three_articles_has_one_origin() -> None:
    articles = [article("a", WIRE), article("b", OWN), article("c", UPDATE), article("d", f"  {WIRE.upper()}\n")]
    found = copies(articles)
    assert [(c.article, c.origin) for c in found] == [(2, 0), (3, 0)]
    assert [c.share for c in found] == [1.0, 1.0]


def test_an_edited_text_is_a_copy_with_its_share_and_a_rewritten_one_is_none() -> None:
    edited = WIRE.replace("hurt two dockers", "injured two men").replace("a retired judge", "Judge Moor")
    (found,) = copies([article("a", WIRE), article("b", edited)])
    assert 0.85 < found.share < 0.97
    assert copies([article("a", WIRE), article("b", OWN)]) == ()


def test_a_brief_that_opens_a_long_report_is_no_copy_of_it() -> None:
    assert copies([article("a", WIRE), article("b", BRIEF)]) == ()


@pytest.mark.parametrize(
    ("days", "origin"),
    [((None, None), "a"), (("2021-03-07", "2021-03-06"), "b"), ((None, "2021-03-06"), "b"), (("2021-03-06",) * 2, "a")],
)
def test_the_origin_is_the_earliest_dated_else_the_first_by_id(
    days: tuple[str | None, str | None], origin: str
) -> None:
    articles = [article("a", WIRE, days[0]), article("b", WIRE, days[1])]
    assert set(shown(articles).values()) == {origin}
    assert shown(articles[::-1]) == shown(articles)


def test_copies_do_not_depend_on_the_order_of_the_input() -> None:
    generator = random.Random(5)
    texts = [WIRE, UPDATE, OWN, OWN + " " + ESTIMATES, ESTIMATES, WIRE.replace("Salim", "Adrano")]
    articles = [article(f"{n}", text, "2021-03-05" if n == 5 else None) for n, text in enumerate(texts)]
    wanted = shown(articles)
    assert wanted == {"0": "5", "1": "5", "3": "2"}
    for _ in range(6):
        generator.shuffle(articles)
        assert shown(articles) == wanted


def test_articles_without_words_are_no_copies_of_each_other() -> None:
    assert copies([article("a", ""), article("b", ""), article("c", "*** — ***")]) == ()
    assert shown([article("a", "Rain again."), article("b", "RAIN again"), article("c", "Rain.")]) == {"b": "a"}


def test_small_print_that_all_articles_share_makes_no_copies() -> None:
    print_ = "All rights reserved; this material may not be published, broadcast or passed on without leave. "
    own = [f"{word} " * 40 for word in ("grain", "bolts", "ships", "bread")]
    assert copies([article(f"{n}", text + print_) for n, text in enumerate(own)]) == ()


def test_a_copy_is_in_the_story_of_its_origin_however_late_it_came_out() -> None:
    articles = [article("a", WIRE, "2021-03-05"), article("b", ESTIMATES), article("c", WIRE, "2021-05-30")]
    assert stories(articles) == ((0, 2), (1,))


def test_the_command_names_the_origin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [{"id": "wire", "text": WIRE}, {"id": "daily", "text": UPDATE}, {"id": "own", "text": OWN}]
    file = tmp_path / "articles.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert main(["stories", str(file)]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"id": "wire", "story": "daily", "same_text_as": "daily"},
        {"id": "daily", "story": "daily", "same_text_as": None},
        {"id": "own", "story": "daily", "same_text_as": None},
    ]


def test_a_comparison_says_so_and_counts_the_text_once() -> None:
    told = [("a", WIRE, "Gazette"), ("b", OWN, "Herald"), ("c", UPDATE, "Gazette")]
    found = comparison([reading(article(id, text)._replace(outlet=outlet)) for id, text, outlet in told])
    record = comparison_record(found)
    assert record["comparability"]["copies"] == [{"article": "c", "origin": "a", "share": 1.0}]
    (warning,) = (w for w in found.warnings if "same text" in w)
    assert warning == (
        "a and c carry the same text (100 % of the shorter one): counted once among an outlet's measures, "
        "and what both tell comes from one teller."
    )
    gazette = next(group for group in found.groups if group.value == "Gazette")
    assert gazette.articles == (0, 2)
    values = {measure.name: measure.value for measure in gazette.measures}
    assert values["articles"] == 1
    assert values["words"] == next(m.n for m in found.readings[0].measures if m.name == "words")
