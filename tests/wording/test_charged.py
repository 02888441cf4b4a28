"""The statistical signal: which words carry a sentence's charge, what it may not see, and that it can be left out."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from framing.article import Span
from framing.lexicon.group_words import group_words
from framing.reading import Reading
from framing.report.records import reading_record
from framing.wording import charged
from framing.wording.charged import LEAST, Charge, charge, model, sided
from framing.wording.matching import matcher
from framing.wording.units import CAPITALS, CLASSES, GROUP, NAME, NUMBER, RARE, SIDED, units

Reader = Callable[..., Reading]
PLAIN = "The council met on Monday and approved the budget for the new bridge by nine votes to four."
HEATED = "The shameless council rammed through its bloated, ludicrous budget in a disgusting display of arrogance."
CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "mirrors.toml").read_text("utf-8"))


def of(text: str) -> Charge:
    return charge(text, [Span(0, len(text))], sided(matcher().hits(text)))


def words(text: str) -> list[str]:
    known = model()
    assert known
    found = units(text, Span(0, len(text)), sided(matcher().hits(text)), known.rows)
    return [unit.word for unit in found]


def test_a_heated_sentence_is_charged_and_its_words_carry_it() -> None:
    plain, heated = of(PLAIN), of(HEATED)
    assert plain.sentences[0] < 0.4 < 0.8 < heated.sentences[0]
    assert plain.words == ()
    marked = [one.span.of(HEATED) for one in heated.words if one.score >= 0.5]
    assert {"shameless", "disgusting", "arrogance"} <= set(marked)
    assert not {"council", "budget", "through", "the"} & {word.lower() for word in marked}
    assert all(LEAST <= one.score <= 1 for one in heated.words)


def test_a_word_that_carries_the_charge_takes_it_along() -> None:
    without = HEATED.replace("disgusting ", "").replace("shameless ", "").replace("bloated, ludicrous ", "")
    assert of(without).sentences[0] < of(HEATED).sentences[0]


def test_names_numbers_groups_and_sided_terms_are_seen_by_their_class_alone() -> None:
    assert words("Ann Marsh of the NPA told 40 liberals that Karsk's fare rose.") == [
        NAME, "of", "the", CAPITALS, "told", NUMBER, GROUP, "that", NAME, "fare", "rose",
    ]  # fmt: skip
    assert words("Yesterday the Kiev regime fell.") == ["yesterday", "the", SIDED, "fell"]
    assert words("Zorblats sang.") == [NAME, "sang"]
    assert words("They zorblatted it.") == ["they", RARE, "it"]


def test_a_compound_or_form_that_is_not_listed_is_what_it_is_made_of() -> None:
    rows = model().rows  # type: ignore[union-attr]
    assert "hatred-fuelled" not in rows
    assert words("a hatred-fuelled row")[1] == "hatred-fuelled"
    assert words("a zorblat-hatred row")[1] == "hatred"


def test_no_name_and_no_word_for_a_group_has_a_row() -> None:
    rows = model().rows  # type: ignore[union-attr]
    assert not group_words() & set(rows)
    for name in ("russia", "ukraine", "trump", "biden", "israel", "russian", "american", "putin", "zelensky"):
        assert name not in rows


@pytest.mark.parametrize("voice", ["own", "attributed", "quoted", "actors"])
def test_swapping_the_sides_moves_the_score_by_little(read: Reader, voice: str) -> None:
    moved = []
    for sentence in CASES[voice]:
        head, rest = sentence.split("{")
        (one, other), tail = rest.split("}")[0].split("|"), rest.split("}")[1]
        scores = [max(read(head + side + tail).charge.sentences) for side in (one, other)]
        moved.append(abs(scores[0] - scores[1]))
    assert np.mean(moved) <= 0.02
    assert max(moved) <= 0.15


def test_what_is_said_is_a_decision_score_for_each_sentence_and_the_same_each_time(read: Reader) -> None:
    reading = read(f"{PLAIN} {HEATED}")
    assert len(reading.charge.sentences) == len(reading.sentences) == 2
    assert reading.charge == read(f"{PLAIN} {HEATED}").charge
    record = reading_record(reading)
    assert record["charged_sentences"] == list(reading.charge.sentences)
    assert [HEATED[s - len(PLAIN) - 1 : e - len(PLAIN) - 1] for s, e in (one["span"] for one in record["charged"])]
    spans = {tuple(finding.span) for finding in reading.findings}
    assert {one["span"][0] for one in record["charged"]} - {start for start, _ in spans}


def test_the_model_can_be_left_out(read: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(charged, "FILE", tmp_path / "nothing.json")
    model.cache_clear()
    try:
        reading = read(HEATED)
        assert reading.charge == Charge()
        assert reading_record(reading)["charged"] == []
        assert reading_record(reading)["charged_sentences"] == [0.0]
    finally:
        model.cache_clear()


def test_a_sentence_without_words_is_not_charged() -> None:
    assert charge("…", [Span(0, 1)], []) == Charge((), (0.0,))
    assert charge("", [], []) == Charge()


def test_a_sentence_has_the_same_score_alone_and_among_others() -> None:
    parts = (PLAIN, "…", HEATED, "Shameless!")
    text = " ".join(parts)
    sentences = [Span(text.index(part), text.index(part) + len(part)) for part in parts]
    together = charge(text, sentences, [])
    alone = [charge(text, [sentence], []) for sentence in sentences]
    assert together.sentences == pytest.approx([score for one in alone for score in one.sentences], abs=1e-9)
    assert [word.span for word in together.words] == [word.span for one in alone for word in one.words]
    assert together.words[-1].span.of(text) == "Shameless"


def test_the_model_is_small_and_holds_words_and_whole_numbers_only() -> None:
    assert charged.FILE.stat().st_size < 2_000_000
    stored = json.loads(charged.FILE.read_text("utf-8"))
    assert set(stored) == {"words", "columns", "grams", "token", "sentence"}
    assert stored["words"][: len(CLASSES)] == list(CLASSES)
    assert len(stored["words"]) == len(set(stored["words"]))
    assert all(type(value) is int for column in stored["columns"].values() for value in column)
