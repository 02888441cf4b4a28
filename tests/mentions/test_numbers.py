"""Numbers as they are written: amounts, money, percentages, and the noun that is counted; names are no numbers."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from framing.article import Span
from framing.mentions.dates import dates
from framing.mentions.numbers import Number, numbers


def found(text: str) -> tuple[Number, ...]:
    return numbers(text, Span(0, len(text)), [date.span for date in dates(text)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost 48 million crowns.", "48 million"),
        ("It has 14,000 trees.", "14,000"),
        ("It has 9.75 per cent.", "9.75 %"),
        ("It cost $3,880,000.", "USD 3.88 million"),
        ("It has 1,234,567,890 trees.", "1.234568 billion"),
    ],
)
def test_a_number_as_a_reader_writes_it(text: str, expected: str) -> None:
    (number,) = found(text)
    assert number.readable == expected


def read(text: str) -> list[tuple[str, str, str]]:
    return [(number.span.of(text), number.value, number.noun) for number in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It has 31 members.", ("31", "31", "members")),
        ("It has 12,500 new troops.", ("12,500", "12500", "troops")),
        ("It lost 3 of its ships.", ("3", "3", "ships")),
        ("A loss of 1,000,000.50 in all", ("1,000,000.50", "1000000.5", "")),
        ("It has twenty-one ships.", ("twenty-one", "21", "ships")),
        ("It has two ships.", ("two", "2", "ships")),
        ("Some forty ships came.", ("forty", "40", "ships")),
        ("It has three hundred ships.", ("three hundred", "300", "ships")),
        ("It has a hundred ships.", ("a hundred", "100", "ships")),
        ("It has a dozen boats.", ("a dozen", "12", "boats")),
        ("It has 5 million trees.", ("5 million", "5000000", "trees")),
        ("It has 5m trees.", ("5m", "5000000", "trees")),
        ("It has 12k readers.", ("12k", "12000", "readers")),
        ("A wall 12 m long", ("12", "12", "")),
        ("It had 5 and lost them.", ("5", "5", "")),
        ("A 100,000-strong army", ("100,000", "100000", "")),
        ("Some 40 ships came.", ("40", "40", "ships")),
        ("About 40 ships came.", ("40", "40", "ships")),
        ("The council met. Nearly 40 ships came.", ("40", "40", "ships")),
    ],
)
def test_a_count_with_what_is_counted(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text) == [expected]
    assert found(text)[0].kind == "number"


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("It cost $3.88 million.", "$3.88 million", "USD 3880000"),
        ("It cost £100,000.", "£100,000", "GBP 100000"),
        ("It cost €2bn.", "€2bn", "EUR 2000000000"),
        ("It cost US$5m.", "$5m", "USD 5000000"),
        ("It cost $US5m.", "$US5m", "USD 5000000"),
        ("It cost A$5m.", "$5m", "AUD 5000000"),
        ("It cost $NZ 5m.", "$NZ 5m", "NZD 5000000"),
        ("It cost $ 5.", "$ 5", "USD 5"),
        ("It cost 100 million dollars.", "100 million", "USD 100000000"),
        ("It cost 5 euros.", "5", "EUR 5"),
        ("It cost three thousand pounds.", "three thousand", "GBP 3000"),
    ],
)
def test_sums_of_money(text: str, written: str, value: str) -> None:
    assert [(n.span.of(text), n.kind, n.value, n.noun) for n in found(text)] == [(written, "money", value, "")]


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("Only 5% came.", "5%", "5 %"),
        ("Only 3.5 per cent came.", "3.5 per cent", "3.5 %"),
        ("Only 12 percent came.", "12 percent", "12 %"),
        ("Only five percent came.", "five percent", "5 %"),
        ("Only two per cent came.", "two per cent", "2 %"),
        ("It fell 3 percentage points.", "3 percentage points", "3 %"),
    ],
)
def test_percentages(text: str, written: str, value: str) -> None:
    assert [(n.span.of(text), n.kind, n.value) for n in found(text)] == [(written, "percent", value)]


@pytest.mark.parametrize(
    "text",
    [
        "They invoked Article 5.",
        "Article 5 was invoked.",
        "It ended. Article 5 was invoked.",
        "They took Flight 12 and Room 7.",
        "the G7, an F-16 and COVID-19",
        "the 9th, the 2nd and the 21st",
        "the third, twenty-first and two-thirds",
        "a 7-year-old and a seven-year-old",
        "a six-fold rise",
        "at 10:30 and 9.30.15",
        "call 555 0142 or 08005550",
        "after 41/2 months and 9/11",
        "one man and one of the women",
        "an hour and a day",
        "on March 4, 2031, and in 2032",
        "thousands of ships",
        "version 1.2.3",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert read(text) == []


def test_what_is_taken_already_is_left_out() -> None:
    text = "In 2031, 40 ships came."
    assert read(text) == [("40", "40", "ships")]
    assert [n.span.of(text) for n in numbers(text, Span(0, len(text)))] == ["2031", "40"]


def test_a_span_limits_where_numbers_are_looked_for() -> None:
    text = "5 ships and 7 boats"
    assert [n.value for n in numbers(text, Span(8, 19))] == ["7"]


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (Number(Span(0, 1), "number", 1e9), "1000000000"),
        (Number(Span(0, 1), "number", 0.5), "0.5"),
        (Number(Span(0, 1), "money", 3.88e6, "USD"), "USD 3880000"),
        (Number(Span(0, 1), "percent", 100.0), "100 %"),
        (Number(Span(0, 1), "number", 0.0), "0"),
    ],
)
def test_a_value_has_no_exponent_and_no_grouping(number: Number, value: str) -> None:
    assert number.value == value


PIECES = [
    "5",
    "1,000",
    "3.5",
    "$",
    "£",
    "%",
    "million",
    "bn",
    "two",
    "twenty",
    "a",
    "dozen",
    "ships",
    "Article",
    "-",
    ".",
    "2031",
]


@pytest.mark.parametrize("seed", range(100))
def test_numbers_are_in_order_disjoint_and_trimmed(seed: int) -> None:
    rng = random.Random(seed)
    text = "".join(rng.choice(PIECES) + rng.choice([" ", "", "\n"]) for _ in range(rng.randrange(1, 40)))
    row = found(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(row))
    assert all(number.span.of(text) == number.span.of(text).strip() != "" for number in row)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It has one hundred and fifty ships.", ["150"], id="hundreds and tens in words"),
        pytest.param("It has 400 000 ships.", ["400000"], id="groups parted by spaces"),
        pytest.param("It was -5 degrees.", ["-5"], id="a minus sign"),
        pytest.param("Some 5-10 ships came.", ["5", "10"], id="both ends of a range"),
        pytest.param("Half of the ships left.", ["50 %"], id="fractions in words"),
        pytest.param("Minister Says 40 Ships Came", ["40"], id="a headline in capitals"),
    ],
)
@pytest.mark.xfail(reason="a form that no pattern reads")
def test_known_misses(text: str, expected: list[str]) -> None:
    assert [number.value for number in found(text)] == expected
