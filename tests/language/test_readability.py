"""The published formulae on our own counts, worked out by hand; and where textstat counts otherwise."""

from __future__ import annotations

import pytest
import textstat

from framing.article import Span
from framing.language.readability import Readability, difficult, readability, syllables
from framing.language.sentences import sentences_of
from framing.language.tokens import words

PLAIN = "The cat sat on the mat. The ministers didn’t agree on a generous plan."


def read(text: str) -> Readability:
    found = readability(text, words(text), len(sentences_of(text, Span(0, len(text)))))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1),
        ("through", 1),
        ("council", 2),
        ("Minister", 3),
        ("area", 3),
        ("reliable", 4),
        ("didn't", 2),
        ("didn’t", 2),
        ("don’t", 1),
        ("well-lit", 2),
        ("non-governmental", 5),
        ("-", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "expected"), [("cat", False), ("people", False), ("minister", True), ("generous", True), ("pier", False)]
)
def test_difficult_words_are_outside_the_list_and_of_two_syllables(word: str, expected: bool) -> None:
    assert difficult(word) is expected


def test_the_counts_of_a_short_text() -> None:
    # 6 + 8 words; the second sentence: The mi-nis-ters did-n't a-gree on a gen-er-ous plan
    assert read(PLAIN) == Readability(sentences=2, words=14, syllables=20, polysyllables=2, difficult=2, letters=54)


def test_the_formulae_worked_out_by_hand() -> None:
    found = read(PLAIN)
    assert found.flesch_reading_ease == pytest.approx(206.835 - 1.015 * 7 - 84.6 * 20 / 14)
    assert found.flesch_reading_ease == pytest.approx(78.873, abs=0.001)
    assert found.flesch_kincaid_grade == pytest.approx(2.73 + 11.8 * 20 / 14 - 15.59)
    assert found.gunning_fog == pytest.approx(0.4 * (7 + 100 * 2 / 14))
    assert found.dale_chall == pytest.approx(0.1579 * 100 * 2 / 14 + 0.0496 * 7 + 3.6365)


def test_dale_and_challs_constant_counts_above_five_per_cent_only() -> None:
    assert Readability(1, 20, 20, 0, 1, 80).dale_chall == pytest.approx(0.1579 * 5 + 0.0496 * 20)
    assert Readability(1, 19, 20, 0, 1, 80).dale_chall == pytest.approx(0.1579 * 100 / 19 + 0.0496 * 19 + 3.6365)


def test_numbers_and_marks_are_no_words() -> None:
    assert read("On 4 May, $5 – 100,000 – went.").words == 3
    assert readability("12 345.", words("12 345."), 1) is None
    assert readability("", (), 0) is None


def test_textstat_agrees_where_it_counts_the_same() -> None:
    assert textstat.flesch_reading_ease(PLAIN) == pytest.approx(read(PLAIN).flesch_reading_ease)


@pytest.mark.parametrize(
    ("text", "ours", "theirs"),
    [
        ("“No.” He left.", 2, 1),
        ("Stop! The pier is shut to all of the ships.", 2, 1),
        ("Who? The mayor, who had long opposed it.", 2, 1),
    ],
)
def test_textstat_drops_sentences_of_two_words_or_fewer(text: str, ours: int, theirs: int) -> None:
    assert read(text).sentences == ours
    assert textstat.sentence_count(text) == theirs
    assert abs(textstat.flesch_reading_ease(text) - read(text).flesch_reading_ease) > 1


def test_textstat_counts_numbers_as_words() -> None:
    text = "The towns paid 100,000 crowns in 2031 for it."
    assert (read(text).words, textstat.lexicon_count(text)) == (7, 9)
