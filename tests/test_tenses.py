"""A date counts for what its sentence tells, not for another thing in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from framing.reading import Reading
from framing.tenses import tells_when

Reader = Callable[..., Reading]


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2014, the bridge was closed for a week.",
        "The council approved the plan in March 2031.",
        "The bridge was last repaired in 2025.",
        "Ruth Okoye said the bridge was closed on 5 May 2031.",
        "The bridge reopened at the end of May 2031.",
        "When he visited Karsk in 2030, the bridge was closed.",
        "Tom Marsh, a former mayor, was arrested in June 2031.",
        "It was clear that the council acted in June 2031.",
        "At the June 2031 meeting, the council approved the plan.",
    ],
)
def test_a_date_of_the_main_clause_counts(read: Reader, sentence: str) -> None:
    assert _counts(read(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge, built in 1962, was closed.",
        "The bridge built in 1962 was closed.",
        "The council dropped a plan approved by the voters in 2025.",
        "The court has upheld the tax introduced in 2025.",
        "Tom Marsh, who resigned in 2018, was arrested.",
        "The bridge, which was repaired in 2025, was closed.",
        "The council closed the bridge that was repaired in 2025.",
        "The flood was the worst since the dam broke in 1987.",
        "It was the worst day since the flood of 1987.",
        "The 1987 flood was never forgotten.",
        "A January 2031 report called the bridge unsafe.",
        "The mayor denied that he read the council's July 2030 letter.",
        "More vehicles crossed it than in the same month of 2030.",
    ],
)
def test_a_date_of_another_thing_does_not(read: Reader, sentence: str) -> None:
    assert not _counts(read(sentence))


@pytest.mark.xfail(strict=True, reason="nothing tells the tail of a noun from that of the verb")
def test_a_date_behind_a_noun_may_be_the_noun_s(read: Reader) -> None:
    assert not _counts(read("The mayor recalled the flood in 1987."))


def _counts(reading: Reading) -> bool:
    (span,) = reading.sentences
    (date,) = reading.dates
    return tells_when(reading.article.text, span, date)
