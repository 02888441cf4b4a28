"""JSON lines become records; a bad line is a problem of its own."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from framing.intake.decoding import Unreadable
from framing.intake.lines import iso_day, records


def only(line: str) -> dict[str, Any] | Unreadable:
    ((number, record),) = records(line)
    assert number == 1
    return record


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ('{"text": "The pier."}', {"text": "The pier."}),
        ('{"text": "a", "outlet": null, "date": null, "id": 7}', {"text": "a", "outlet": None, "date": None, "id": 7}),
        ('  {"text": "Pi\\u00e9r\\n"}\r', {"text": "Piér\n"}),
        ('{"text": "a", "date": "2031-03-04T10:00:00Z"}', {"text": "a", "date": "2031-03-04"}),
        ('{"text": "a", "date": "2031-03-04"}', {"text": "a", "date": "2031-03-04"}),
        ('{"text": "a", "date": ""}', {"text": "a", "date": ""}),
        ('{"text": "a", "country": "NL", "tags": [1]}', {"text": "a", "country": "NL", "tags": [1]}),
    ],
)
def test_a_good_line(line: str, record: dict[str, Any]) -> None:
    assert only(line) == record


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": 1}', 'the key "text" is missing or no string'),
        ('{"text": null}', 'the key "text" is missing or no string'),
        ('{"text": ["a"]}', 'the key "text" is missing or no string'),
        ('{"text": " \\n"}', "the text is empty"),
        ('["text"]', 'a line must be a JSON object such as {"text": "…"}'),
        ("not JSON", "no JSON object on this line (Expecting value)"),
        ('{"text": "a"} {"text": "b"}', "no JSON object on this line (Extra data)"),
        ('{"text": "a', "no JSON object on this line (Unterminated string starting at)"),
        ("[" * 100_000, "no JSON object on this line (nested too deeply)"),
        ('{"text": "a", "n": ' + "9" * 5000 + "}", "no JSON object on this line (a number is too long)"),
        ('{"text": "a", "outlet": 3}', 'the key "outlet" must be a string or null'),
        ('{"text": "a", "title": ["x"]}', 'the key "title" must be a string or null'),
        ('{"text": "a", "url": {}}', 'the key "url" must be a string or null'),
        ('{"text": "a", "date": "4 March"}', 'the date "4 March" is not of the form YYYY-MM-DD'),
        ('{"text": "a", "date": "2031-02-30"}', 'the date "2031-02-30" is not of the form YYYY-MM-DD'),
        ('{"text": "a", "date": true}', 'the date "True" is not of the form YYYY-MM-DD'),
    ],
)
def test_a_bad_line_says_why(line: str, reason: str) -> None:
    record = only(line)
    assert isinstance(record, Unreadable)
    assert str(record) == reason


def test_line_numbers_count_blank_lines_and_bad_ones() -> None:
    found = [(number, type(record)) for number, record in records('\n{"text": "a"}\n\nbad\n{"text": "b\u2028c"}\n')]
    assert found == [(2, dict), (4, Unreadable), (5, dict)]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2031-03-04", "2031-03-04"),
        (" 2031-03-04 10:15", "2031-03-04"),
        ("2031-03-04T10:15:00+02:00", "2031-03-04"),
        (datetime.date(2031, 3, 4), "2031-03-04"),
        (datetime.datetime(2031, 3, 4, 23, 59), "2031-03-04"),
    ],
)
def test_a_day_is_that_of_a_date_or_time(value: object, day: str) -> None:
    assert iso_day(value) == day


@pytest.mark.parametrize(
    "value", ["", "2031", "2031-3-4", "20310304", "2031-W10-1", "2031-03-044", "04.03.2031", 20310304, None]
)
def test_any_other_form_is_no_day(value: object) -> None:
    with pytest.raises(Unreadable, match="is not of the form YYYY-MM-DD"):
        iso_day(value)
