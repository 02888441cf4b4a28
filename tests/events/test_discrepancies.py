"""What differs between two passages that report one fact, and what only seems to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from framing.article import DateBounds
from framing.comparison import Comparison, comparison
from framing.reading import Reading

Reader = Callable[..., Reading]


def found(read: Reader, a: str, b: str) -> Comparison:
    return comparison([read(a), read(b)])


def dated(read: Reader, *articles: tuple[str, str | None]) -> Comparison:
    return comparison([read(text, date=day, date_bounds=DateBounds(day, day)) for text, day in articles])


def differences(of: Comparison) -> list[tuple[str, str]]:
    return [(d.kind, d.why) for d in of.discrepancies]


def contrasts(of: Comparison) -> list[tuple[str, str]]:
    return [(c.kind, c.why) for event in of.events for c in event.contrasts]


def states(of: Comparison) -> set[str]:
    return {t.state for event in of.events for t in event.tellings if t.passages}


NUMBERS = [
    (
        "About 40 lorries waited at the Salim crossing on Monday, the customs office said.",
        "More than 70 lorries waited at the Salim crossing on Monday, the customs office said.",
        ["40 or 70 lorries"],
    ),
    (
        "The mine fire in Ostrava killed 31 people and injured 12, the mayor of Ostrava said.",
        "The mine fire in Ostrava left 36 people dead, the mayor of Ostrava told reporters.",
        ["31 or 36 people"],
    ),
    (
        "The mine fire in Ostrava injured 31 people, the mayor of Ostrava said.",
        "The mine fire in Ostrava killed 36 people, the mayor of Ostrava said.",
        [],
    ),
    (
        "About 40 lorries waited at the Salim crossing on Monday, the customs office said.",
        "About 70 drivers waited at the Salim crossing on Monday, the customs office said.",
        [],
    ),
    (
        "Unemployment in the district of Lund rose to 9.7 percent in spring, the labour office said.",
        "Unemployment in the district of Lund rose to nearly 10 percent in spring, the labour office said.",
        [],
    ),
    (
        "Unemployment in the district of Lund rose to 9 percent in spring, the labour office said.",
        "Unemployment in the district of Lund rose to 12 percent in spring, up from 7 percent, the labour office said.",
        ["9 % or 12 %"],
    ),
    (
        "The storm lay 145 miles south of Port Aron at 2 p.m., moving north, the weather service said.",
        "The storm lay 90 miles south of Port Aron at 11 p.m., moving north, the weather service said.",
        [],
    ),
    (
        "The mine fire in Ostrava killed 31 people, among them Ann Marsh, the mayor of Ostrava said.",
        "The mine fire in Ostrava killed Ann Marsh and 30 other people, the mayor of Ostrava said.",
        [],
    ),
    (
        "In Ostrava 58 percent of the miners opposed the merger, the union of miners said.",
        "Seven years ago in Ostrava 44 percent of the miners opposed the merger, the union of miners said.",
        [],
    ),
    (
        "The mining survey says that the state of Norway spends 12 percent of GDP on its miners.",
        "The mining survey says that the state of Sweden spends 19 percent of GDP on its miners.",
        [],
    ),
    (
        "In Ostrava the party of the miners holds an advantage of 6 percentage points, the survey of miners said.",
        "In Ostrava the party of the miners holds a 50 percent advantage, the survey of miners said.",
        [],
    ),
    (
        "The miners of Ostrava agreed to give up 97 percent of their enriched coal, the mayor of Ostrava said.",
        "The miners of Ostrava agreed to give up coal enriched to 4 percent, the mayor of Ostrava said.",
        [],
    ),
    (  # what was asked for
        "The miners of Ostrava accepted a pay rise of 6.5 percent on Monday, their union said.",
        "The miners of Ostrava had demanded a pay rise of 9 percent, their union said on Monday.",
        [],
    ),
    (
        "The miners of Ostrava accepted a pay rise of 6.5 percent on Monday, their union said.",
        "The miners of Ostrava had accepted a pay rise of 9 percent, their union said on Monday.",
        ["6.5 % or 9 %"],
    ),
    (
        "The strike at Ostrava cost the mine 48 million crowns in coal, its owner said on Monday.",
        "The strike at Ostrava cost the mine 20 million crowns in coal, the town said on Monday.",
        ["48 million or 20 million crowns"],
    ),
    (  # the only tolls of their fate, in other words
        "Fourteen miners died on Tuesday when the mine of Ostrava caught fire, the mayor of Ostrava said.",
        "At least 11 people were killed in the fire in the mine of Ostrava on Tuesday, officials said.",
        [],
    ),
    (
        "Fourteen people died on Tuesday when the mine of Ostrava caught fire, the mayor of Ostrava said.",
        "At least 11 people were killed in the fire in the mine of Ostrava on Tuesday, officials said.",
        ["14 or 11 people"],
    ),
    (
        "Two miners were hurt when the mine of Ostrava caught fire, the mayor of Ostrava said.",
        "Three miners were hurt on Monday when the mine of Ostrava caught fire, officials said.",
        ["2 or 3 miners"],
    ),
    (  # tolls of two fates in another order
        "Four people died and 12 people were injured when the mine of Ostrava caught fire on Monday.",
        "Fifteen people were injured and four were killed when a mine of Ostrava caught fire on Monday.",
        ["12 or 15 people"],
    ),
    (  # a comma, behind which others are told of
        "Four people died, 12 were injured when the mine of Ostrava caught fire on Monday.",
        "Fifteen people were injured and nine were killed when a mine of Ostrava caught fire on Monday.",
        ["4 or 9 people", "12 or 15 people"],
    ),
    (  # the hour of what happened
        "Fourteen people died when the mine of Ostrava caught fire at 7:40 a.m. on Monday.",
        "Eleven people were killed on Monday when the mine of Ostrava caught fire, officials said.",
        ["14 or 11 people"],
    ),
    (  # an hour by which they were counted
        "Fourteen people had died by 9 a.m. on Monday in the burning mine of Ostrava.",
        "Eleven people died on Monday in the burning mine of Ostrava, officials said.",
        [],
    ),
    (
        "At 9 a.m. the toll of the fire in the mine of Ostrava stood at 14 people dead on Monday.",
        "The fire in the mine of Ostrava left 11 people dead on Monday, officials said.",
        [],
    ),
    (
        "Fourteen people died on Tuesday when a mine of Ostrava caught fire, the police said.",
        "Nine people died on Tuesday when a mine of Silesia caught fire, the police said.",
        [],
    ),
    (
        "The team of Ostrava won in Lund as Tom Otter, who now has 2,302 points, made the last basket.",
        "The team of Ostrava won in Lund as Tom Otter finished the night with 20 points and the last basket.",
        [],
    ),
    (
        "Damage to the mine of Ostrava was put at $US1 million ($1.5 million), the mayor of Ostrava said.",
        "Damage to the mine of Ostrava was put at $1 million, the mayor of Ostrava said.",
        [],
    ),
    (
        "At the congress of the Ostrava miners 25 percent called themselves very hopeful.",
        "At the congress of the Ostrava miners Lena Horn took 56 percent of the vote.",
        [],
    ),
]


@pytest.mark.parametrize(("a", "b", "expected"), NUMBERS)
def test_numbers_of_one_thing(read: Reader, a: str, b: str, expected: list[str]) -> None:
    assert differences(found(read, a, b)) == [("number", why) for why in expected]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2031-03-03", "2031-03-03", ["31 or 36 people"]),
        ("2031-03-03", None, ["31 or 36 people"]),
        ("2031-03-03", "2031-03-04", []),
        ("2031-03-04", "2031-03-03", ["31 or 36 people"]),
    ],
)
def test_a_toll_that_is_higher_in_the_later_article_has_grown(
    read: Reader, first: str, second: str | None, expected: list[str]
) -> None:
    a, b = NUMBERS[1][:2]
    assert differences(dated(read, (a, first), (b, second))) == [("number", why) for why in expected]


@pytest.mark.parametrize(("second", "expected"), [("2031-03-03", ["41 or 48 homes"]), ("2031-03-04", [])])
def test_so_have_the_houses_that_a_fire_destroyed(read: Reader, second: str, expected: list[str]) -> None:
    a = "The fire in the hills of Ostrava has killed two people and destroyed 41 homes, the police said."
    b = "The fire in the hills of Ostrava has killed two people and destroyed 48 homes, officials said."
    assert differences(dated(read, (a, "2031-03-03"), (b, second))) == [("number", why) for why in expected]


@pytest.mark.parametrize(("second", "differs"), [("2031-03-17", True), ("2031-03-18", False)])
def test_numbers_of_another_time_are_no_difference(read: Reader, second: str, differs: bool) -> None:
    a, b = (text.replace(" on Monday", "") for text in NUMBERS[0][:2])
    for whole in (dated(read, (a, "2031-03-03"), (b, second)), dated(read, (b, second), (a, "2031-03-03"))):
        assert bool(differences(whole)) == differs


def test_a_number_that_differs_is_a_contrast(read: Reader) -> None:
    whole = found(read, *NUMBERS[0][:2])
    assert states(whole) == {"contrasts"}
    (contrast,) = next(event.contrasts for event in whole.events if event.contrasts)
    texts = [reading.article.text for reading in whole.readings]
    assert [side.exact.of(texts[side.article]) for side in (contrast.a, contrast.b)] == ["40", "70"]


FAIR = "The harbour fair of 2031 in Salim opens on {}, the harbour office of Salim said."


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("June 3, 2031", "June 3 and closes on June 5", []),
        ("June 3 and closes on June 5", "June 3, 2031", []),
        ("June 3, 2031", "June 3, 2031, and closes on June 5", []),
        ("June 3, 2031", "June 5", ["2031-06-03 or XXXX-06-05"]),
        ("June 3, 2031", "June 5 at 7:30 a.m.", []),
    ],
)
def test_a_day_that_both_have_is_no_other_day(read: Reader, a: str, b: str, expected: list[str]) -> None:
    whole = found(read, FAIR.format(a), FAIR.format(b))
    assert differences(whole) == [("date", why) for why in expected]


OLD = "The crane was old and nobody looked after it"
QUOTATIONS = [
    (OLD, "The crane was rusty and nobody looked after it", ("old", "rusty")),
    (OLD, "The crane was old and somebody looked after it", ("nobody", "somebody")),
    ("We will not pay for the crane", "We will pay for the crane", ("will not pay", "will pay")),
    (OLD, "Frankly, the crane was old and nobody looked after it", None),
    (OLD, "The crane was old … nobody looked after it", None),
    (OLD, "[The crane] was old and nobody looked after it", None),
    ("It's a cover-up that nobody will believe in", "It is a coverup that nobody will believe in", None),
    ("I think that the crane was two years late", "I think the crane was 2 years late", None),
    ("The crane at St. Anne was two years late", "The crane at Saint Anne was two years late", None),
    ("The crane at St. Anne was two years late", "The crane at Port Anne was two years late", ("St", "Port")),
    ("The neighbourhood saw the crane fall at 6:41 pm", "The neighborhood saw the crane fall at 18:41", None),
    ("The neighbourhood saw the crane fall at 6 p.m.", "The neighbourhood saw the crane fall at 6:00 pm", None),
    ("The crane fell at 6 p.m. and nobody saw it", "The crane fell at 7 p.m. and nobody saw it", ("6 p.m.", "7 p.m.")),
    ("At the eleventh hour we stopped the old crane", "At the 11th hour we stopped the old crane", None),
    ("We tell the PSA members to stop the crane", "We tell the Port Safety Authority members to stop the crane", None),
    ("The port‘s old crane was two years late", "The port's old crane was two years late", None),
    ("This is the honour of my life in the port", "This is the honor of my life in the port", None),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "words"), QUOTATIONS)
def test_quotations_in_two_wordings(read: Reader, a: str, b: str, words: tuple[str, str] | None) -> None:
    whole = found(
        read,
        f"“{a},” said Ann Marsh, the harbour master of Salim, after the accident on Monday.",
        f"“{b},” harbour master Ann Marsh said in Salim on Monday after the accident.",
    )
    why = words and f"one quotation in two wordings: “{words[0]}” or “{words[1]}”"
    assert differences(whole) == ([("quotation", why)] if why else [])


def test_two_speakers_are_not_quoted_in_two_wordings(read: Reader) -> None:
    whole = found(
        read,
        "“The crane was old and nobody looked after it,” said Ann Marsh in Salim on Monday.",
        "“The crane was rusty and nobody looked after it,” said Tom Otter in Salim on Monday.",
    )
    assert differences(whole) == []


def test_a_name_in_two_spellings_is_a_discrepancy_and_no_contrast(read: Reader) -> None:
    whole = found(
        read,
        "Colin Brosnan fell from the crane in Salim on Monday, the harbour office said.",
        "Colin Bronsan fell from the crane in Salim on Monday, the harbour office said.",
    )
    assert differences(whole) == [("name", "one name in two spellings: “Colin Brosnan” or “Colin Bronsan”")]
    assert contrasts(whole) == []
    assert states(whole) == {"reports"}


@pytest.mark.parametrize("other", ["Colin Brosnan", "C. Brosnan", "Mary Brosnan", "Colin Lee Brosnan"])
def test_names_that_are_no_two_spellings(read: Reader, other: str) -> None:
    whole = found(
        read,
        "Colin Brosnan fell from the crane in Salim on Monday, the harbour office said.",
        f"{other} fell from the crane in Salim on Monday, the harbour office said.",
    )
    assert differences(whole) == []


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("The captain was drunk, police said.", "The captain was not drunk, police said.", "“was not drunk”"),
        ("The horn was working, the master said.", "The horn was not working, a docker said.", "“was not working”"),
    ],
)
def test_the_opposite_of_what_has_no_object(read: Reader, a: str, b: str, why: str) -> None:
    text = "The harbour of Salim was closed after the fall of the crane. "
    assert [found_why.split(" against")[0] for _, found_why in contrasts(found(read, text + a, b))] == [why]


def test_the_opposite_is_a_contrast(read: Reader) -> None:
    whole = found(
        read,
        "The insurance of the port covers the fallen crane in Salim, the harbour office said.",
        "The insurance of the port does not cover the fallen crane in Salim, the dockers’ union said.",
    )
    assert contrasts(whole) == [("polarity", "“does not cover” against “covers”")]
    assert states(whole) == {"contrasts"}


COVERS = "The insurance of the port covers the fallen crane in Salim, its office said."
OPPOSITES = [
    (COVERS, "The insurance of the port covers the fallen crane in Salim, and not the quay, the harbour office said."),
    (COVERS, "The insurance of the port will cover the fallen crane in Salim, the harbour office said."),
    (COVERS, "The insurance of the port should not cover the fallen crane in Salim, the harbour office said."),
    (COVERS, "If the insurance of the port does not cover the fallen crane in Salim, the harbour office pays."),
    (COVERS, "The insurance of the port, which the crew does not cover in Salim, covers the fallen crane, it said."),
    (
        "The Salim Post has not independently confirmed the fall of the crane in Salim on Monday.",
        "The Salim Post looks for independent word on the fall of the crane in Salim on Monday.",
    ),
]


@pytest.mark.parametrize(("a", "b"), OPPOSITES)
def test_what_is_not_the_opposite(read: Reader, a: str, b: str) -> None:
    assert contrasts(found(read, a, b)) == []


def test_another_cause_is_a_contrast(read: Reader) -> None:
    whole = found(
        read,
        "The harbour of Salim closed on Friday because of a fallen crane, the port office said.",
        "The harbour of Salim closed on Friday because of unpaid wages, the port office said.",
    )
    assert contrasts(whole) == [("cause", "another cause: “a fallen crane” or “unpaid wages”")]


def test_two_causes_of_two_things_are_none(read: Reader) -> None:
    whole = found(
        read,
        "The harbour master closed the quay because of a fallen crane in Salim.",
        "The harbour master said the fees for the quay rose because of unpaid wages in Salim.",
    )
    assert contrasts(whole) == []


def test_one_cause_in_two_forms_is_none(read: Reader) -> None:
    whole = found(
        read,
        "The harbour of Salim closed on Friday because of a fallen crane, the port office said.",
        "The harbour of Salim closed on Friday because a crane fell, the port office said.",
    )
    assert contrasts(whole) == []
