"""Dates as they are written: no more than the text gives, as Extended Date/Time Format values."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from framing.article import Span
from framing.mentions.dates import Date, dates


def values(text: str) -> list[tuple[str, str]]:
    return [(date.span.of(text), date.value) for date in dates(text)]


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("It met on 2031-03-04.", "2031-03-04", "2031-03-04"),
        ("It met on March 4, 2031.", "March 4, 2031", "2031-03-04"),
        ("It met on March 4 2031.", "March 4 2031", "2031-03-04"),
        ("It met on March 4th, 2031.", "March 4th, 2031", "2031-03-04"),
        ("It met on Mar. 4, 2031.", "Mar. 4, 2031", "2031-03-04"),
        ("It met on Sept. 3.", "Sept. 3", "XXXX-09-03"),
        ("It met on Jan 6 again.", "Jan 6", "XXXX-01-06"),
        ("It met on March the 4th.", "March the 4th", "XXXX-03-04"),
        ("It met on 4 March 2031.", "4 March 2031", "2031-03-04"),
        ("It met on the 4th of March 2031.", "the 4th of March 2031", "2031-03-04"),
        ("It met on 04 March.", "04 March", "XXXX-03-04"),
        ("In December, 3 Minister Reed spoke.", "December, 3", "XXXX-12-03"),
        ("It met on the 3rd of March, 2 weeks later.", "the 3rd of March", "XXXX-03-03"),
        ("It met on 3 March, 5 ships left.", "3 March", "XXXX-03-03"),
        ("It met at 10:30 March 4.", "March 4", "XXXX-03-04"),
        ("It met in March 2031.", "March 2031", "2031-03"),
        ("It met in March of 2031.", "March of 2031", "2031-03"),
        ("It met in March, 2031.", "March, 2031", "2031-03"),
        ("It met in March.", "March", "XXXX-03"),
        ("It met last June.", "June", "XXXX-06"),
        ("It met in mid-July.", "July", "XXXX-07"),
        ("It has met since April,", "April", "XXXX-04"),
        ("It met in 2031.", "2031", "2031"),
        ("It met in 1950.", "1950", "1950"),
        ("The 2031 budget", "2031", "2031"),
        ("It was poor in the 1990s.", "1990s", "199X"),
        ("It met on Thursday night.", "Thursday", "XXXX-WXX-4"),
        ("It met on Sunday.", "Sunday", "XXXX-WXX-7"),
    ],
)
def test_one_date(text: str, written: str, value: str) -> None:
    assert values(text) == [(written, value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on July 11-12, 2023", [("July 11-12, 2023", "2023-07-11/2023-07-12")]),
        ("on July 11–12", [("July 11–12", "XXXX-07-11/XXXX-07-12")]),
        ("on July 11 to 12", [("July 11 to 12", "XXXX-07-11/XXXX-07-12")]),
        ("on 11 and 12 July 2023", [("11 and 12 July 2023", "2023-07-11/2023-07-12")]),
        ("on 11-12 July", [("11-12 July", "XXXX-07-11/XXXX-07-12")]),
        ("from March 4, 2031 to May 9, 2032", [("March 4, 2031", "2031-03-04"), ("May 9, 2032", "2032-05-09")]),
        ("from 2014–2020", [("2014", "2014"), ("2020", "2020")]),
        ("on Monday, March 4, and in 2032", [("Monday", "XXXX-WXX-1"), ("March 4", "XXXX-03-04"), ("2032", "2032")]),
    ],
)
def test_ranges_and_several_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may leave on time.",
        "May said so, and June smiled.",
        "They may 4 times a year.",
        "It marched in Marchville.",
        "3 Marchers came.",
        "in August’s heat",
        "It cost $2031, or 2031%, or 2,031, or 2031.5.",
        "the season of 2031-32",
        "the port’s 1799 walls and 2100 ships",
        "on 12345 of them",
        "July 12-11",
        "the model ABC2031",
        "04.03.2031",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They may leave in May.", [("May", "XXXX-05")]),
        ("May 9 was mild.", [("May 9", "XXXX-05-09")]),
        ("May 2031 was mild.", [("May 2031", "2031-05")]),
    ],
)
def test_may_is_a_month_beside_a_day_a_year_or_in(text: str, found: list[tuple[str, str]]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("March 4, 2031", ("2031-03-04", "2031-03-04")),
        ("July 11-12, 2023", ("2023-07-11", "2023-07-12")),
        ("February 2032", ("2032-02-01", "2032-02-29")),
        ("February 2031", ("2031-02-01", "2031-02-28")),
        ("in 2031", ("2031-01-01", "2031-12-31")),
        ("the 1990s", ("1990-01-01", "1999-12-31")),
        ("February 29, 2032", ("2032-02-29", "2032-02-29")),
        ("February 29, 2031", None),
        ("31 April 2031", None),
        ("2031-02-30", None),
        ("March 4", None),
        ("in March", None),
        ("Monday", None),
    ],
)
def test_the_days_that_a_date_can_mean(text: str, bounds: tuple[str, str] | None) -> None:
    (date,) = dates(text)
    assert date.bounds == bounds


@pytest.mark.parametrize(
    ("text", "year", "days"),
    [
        ("July 11-12", 2023, ("2023-07-11", "2023-07-12")),
        ("in March", 2031, ("2031-03-01", "2031-03-31")),
        ("on 29 February", 2031, None),
        ("on 29 February", 2032, ("2032-02-29", "2032-02-29")),
        ("on Monday", 2031, None),
    ],
)
def test_a_year_that_another_sentence_gives(text: str, year: int, days: tuple[str, str] | None) -> None:
    (date,) = dates(text)
    assert date.with_year(year) == days


def test_the_word_before_a_bare_month_is_kept_outside_the_span() -> None:
    text = "It has met since April."
    assert dates(text) == (Date(Span(17, 22), month=4, lead="since"),)


def test_a_span_limits_where_dates_are_looked_for() -> None:
    text = "on March 4 and May 9"
    assert [date.value for date in dates(text, Span(11, 20))] == ["XXXX-05-09"]
    assert dates(text, Span(0, 2)) == ()


PIECES = [
    "March",
    "May",
    "Sept.",
    "Monday",
    "4",
    "11-12",
    "31st",
    "2031",
    "1990s",
    "2031-03-04",
    "the",
    "of",
    "to",
    "in",
    "–",
]


@pytest.mark.parametrize("seed", range(100))
def test_dates_are_in_order_and_disjoint(seed: int) -> None:
    rng = random.Random(seed)
    text = "".join(rng.choice(PIECES) + rng.choice([" ", ", ", "", "\n"]) for _ in range(rng.randrange(1, 40)))
    found = dates(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(date.span.of(text).strip() == date.span.of(text) != "" for date in found)
    assert all(date.bounds is None or date.bounds[0] <= date.bounds[1] for date in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("MARCH 4, 2031", ["2031-03-04"], id="capitals throughout"),
        pytest.param(
            "from March 4 to April 5, 2031", ["2031-03-04", "2031-04-05"], id="a year given once for two months"
        ),
        pytest.param("on 04.03.2031", ["2031-03-04"], id="days in figures"),
        pytest.param("the twenty-first of March", ["XXXX-03-21"], id="days in words"),
        pytest.param("It cost a lot in the '90s", ["199X"], id="a decade without its century"),
    ],
)
@pytest.mark.xfail(reason="a form that no pattern reads")
def test_known_misses(text: str, expected: list[str]) -> None:
    assert [date.value for date in dates(text)] == expected
