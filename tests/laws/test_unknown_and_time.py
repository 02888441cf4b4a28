"""Law 5: unknown is an answer, and every value rests on its evidence. Law 6: time is not disagreement."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.article import DateBounds
from framing.comparison import Comparison, comparison
from framing.events.events import untold
from framing.intake.collection import collection
from framing.reading import Reading, reading
from tests.conftest import SEEDS, STORYLINES

Reader = Callable[..., Reading]


def outlets(folder: Path) -> dict[str, str | None]:
    return {article.id: article.outlet for article in collection([str(folder)]).articles}


def test_the_seeds_name_three_outlets_and_no_more() -> None:
    assert sorted(filter(None, outlets(SEEDS).values())) == ["Antiwar.com", "Caliber.Az", "RBC-Ukraine"]


@pytest.mark.parametrize("folder", [SEEDS, STORYLINES / "harbour", STORYLINES / "strike"], ids=lambda f: f.name)
def test_without_its_evidence_an_outlet_goes(folder: Path, tmp_path: Path) -> None:
    with_manifest = outlets(folder)
    shutil.copytree(folder, tmp_path / "copy")
    (tmp_path / "copy" / "manifest.toml").unlink()
    without = {article.id: article for article in collection([str(tmp_path / "copy")]).articles}
    lost = [id for id, outlet in with_manifest.items() if outlet and without[id].outlet is None]
    assert lost
    for article in without.values():
        assert (article.outlet is None) == (article.outlet_evidence == ())


def test_a_republication_line_is_the_evidence_it_is(tmp_path: Path) -> None:
    body = "The harbour reopened on Monday after a week of storms, the port office said.\n"
    line = "This article was originally published in The Quay Gazette."
    (tmp_path / "a.txt").write_text(body + line)
    (tmp_path / "b.txt").write_text(body)
    known, unknown = collection([str(tmp_path)]).articles
    assert (known.outlet, unknown.outlet) == ("The Quay Gazette", None)
    (evidence,) = known.outlet_evidence
    assert evidence.kind == "text"
    assert evidence.span is not None
    assert evidence.span.of(known.text) == "The Quay Gazette"


def test_style_names_no_outlet(tmp_path: Path) -> None:
    text = "Kiev and Moscow traded accusations, Reuters reported. The Times also covered it, per The Herald.\n"
    (tmp_path / "a.txt").write_text(f"{text}The talks go on, per The Quay Gazette.")
    assert outlets(tmp_path) == {"a.txt": None}


def test_every_value_has_evidence(corpus: Comparison) -> None:
    for one in corpus.readings:
        article = one.article
        assert (article.outlet is None) == (not article.outlet_evidence)
        bounds = article.date_bounds
        assert {e.value for e in bounds.evidence} >= {day for day in (bounds.earliest, bounds.latest) if day}
        for evidence in (*article.outlet_evidence, *bounds.evidence):
            assert evidence.why
            if evidence.kind == "text":
                assert evidence.span is not None
                assert evidence.span.of(article.text)


def test_a_bound_from_another_article_goes_with_that_article(seeds: Comparison) -> None:
    first = seeds.readings[1].article
    assert first.date_bounds.latest == "2023-07-10"
    alone = comparison([reading(a) for a in collection([str(SEEDS)]).articles if a.id == first.id])
    assert alone.readings[0].article.date_bounds.latest is None


def test_speakers_are_named_only_where_the_text_names_them(read: Reader) -> None:
    found = read("Ann Lee met Tom Ray at the bridge. He said that the river was rising.")
    assert [s.speaker for s in found.sourcings] == [None]
    found = read("Ann Lee spoke at the bridge. She said that the river was rising.")
    assert [s.speaker for s in found.sourcings] == ["Ann Lee"]


NEVER = DateBounds()


@pytest.mark.parametrize(
    ("own", "event", "tellers", "state"),
    [
        (DateBounds("2020-01-01", "2020-01-05"), ("2020-02-01", "2020-02-02"), [], "before"),
        (DateBounds("2020-03-01", None), ("2020-02-01", "2020-02-02"), [], "absent"),
        (DateBounds(None, "2020-03-01"), ("2020-02-01", "2020-02-02"), [], "unknown"),
        (DateBounds("2020-01-01", "2020-03-01"), ("2020-02-01", "2020-02-02"), [], "unknown"),
        (NEVER, ("2020-02-01", "2020-02-02"), [], "unknown"),
        (NEVER, (None, None), [NEVER], "unknown"),
        (DateBounds("2020-03-01", "2020-03-01"), (None, None), [DateBounds("2020-03-01", "2020-03-01")], "absent"),
        (DateBounds("2020-02-28", "2020-02-28"), (None, None), [DateBounds("2020-03-01", "2020-03-01")], "unknown"),
    ],
)
def test_why_an_article_does_not_tell(
    own: DateBounds, event: tuple[str | None, str | None], tellers: list[DateBounds], state: str
) -> None:
    assert untold(own, event, tellers) == state


def test_no_state_is_claimed_that_the_bounds_do_not_decide(corpus: Comparison) -> None:
    for event in corpus.events:
        for telling in event.tellings:
            bounds = corpus.readings[telling.article].article.date_bounds
            if telling.state == "before":
                assert bounds.latest is not None
                assert event.earliest is not None
                assert bounds.latest < event.earliest
            if telling.state == "absent":
                assert bounds.earliest is not None
                assert telling.nearest is None


def test_no_article_is_without_what_a_sentence_of_it_comes_near_to(read: Reader) -> None:
    day = {"date": "2031-03-06", "date_bounds": DateBounds("2031-03-06", "2031-03-06")}
    told = read(
        "The council of Salim put off repairs of the bridge twice for want of money. Two lorries slid off the quay.",
        **day,
    )
    near = read(
        "For years nothing was done about the rotten planks, and the council of Salim has spent its money on a fair.",
        **day,
    )
    found = comparison([told, near])
    states = {event.label: event.tellings[1] for event in found.events if event.told_by == (0,)}
    assert [telling.state for telling in states.values()] == ["unknown", "absent"]
    (nearest, none) = (telling.nearest for telling in states.values())
    assert none is None
    assert nearest is not None
    assert nearest.of(near.article.text).startswith("For years nothing was done")


def test_different_times_are_no_discrepancy(read: Reader) -> None:
    first = read("In April 2019 the mission counted 400 lorries at the Salim crossing, the envoy said.")
    later = read("In April 2021 the mission counted 900 lorries at the Salim crossing, the envoy said.")
    same = read("In April 2019 the mission counted 900 lorries at the Salim crossing, the envoy said.")
    assert comparison([first, later]).discrepancies == ()
    assert [d.why for d in comparison([first, same]).discrepancies] == ["400 or 900 lorries"]


def test_april_is_the_one_that_each_article_means(read: Reader) -> None:
    text = "In April the mission counted {} lorries at the Salim crossing, the envoy said."
    first, later, same = (
        read(text.format(count), date=day, date_bounds=DateBounds(day, day))
        for count, day in ((400, "2019-05-02"), (900, "2020-05-02"), (900, "2019-05-20"))
    )
    assert comparison([first, later]).discrepancies == ()
    assert all(len(event.told_by) == 1 for event in comparison([first, later]).events)
    assert [d.why for d in comparison([first, same]).discrepancies] == ["400 or 900 lorries"]


def test_two_summits_are_not_one(read: Reader) -> None:
    first = read("Ministers will meet at the summit in Lima from July 9 to 11, the host said.")
    second = read("Ministers will meet at the summit in Quito from July 11 to 12, the host said.")
    assert [o.place for o in comparison([first, second]).occasions] == ["PE-capital", "EC-capital"]
    assert all(len(event.told_by) == 1 for event in comparison([first, second]).events)
