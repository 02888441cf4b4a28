"""A file of JSON lines becomes records, one article a line.

Only ``text`` is required; ``outlet``, ``title``, ``date`` and ``url`` are known fields, other keys free columns. What
can go wrong: a line that is no JSON object or holds no text is a problem of its own, and the other lines are read.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from typing import Any

from framing.intake.decoding import Unreadable
from framing.patterns import pattern

KNOWN = ("id", "text", "outlet", "title", "date", "url")
DAY = pattern(r"\s*(\d{4}-\d\d-\d\d)(?:[T\s].*)?", re.DOTALL)


def records(text: str) -> Iterator[tuple[int, dict[str, Any] | Unreadable]]:
    """The number of each line that is not blank (from 1), with its record or with why it cannot be read."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, _checked(json.loads(line))
        except (ValueError, RecursionError) as error:
            reason = error if isinstance(error, Unreadable) else f"no JSON object on this line ({_short(error)})"
            yield number, Unreadable(str(reason))


def _short(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return error.msg if isinstance(error, json.JSONDecodeError) else "a number is too long"


def _checked(record: object) -> dict[str, Any]:
    if not isinstance(record, dict):
        raise Unreadable('a line must be a JSON object such as {"text": "…"}')
    if not isinstance(record.get("text"), str):
        raise Unreadable('the key "text" is missing or no string')
    if not record["text"].strip():
        raise Unreadable("the text is empty")
    for key in ("outlet", "title", "url"):
        if not isinstance(record.get(key), str | None):
            raise Unreadable(f'the key "{key}" must be a string or null')
    if record.get("date") not in (None, ""):
        record["date"] = iso_day(record["date"])
    return record


def iso_day(value: object) -> str:
    """The day of an ISO 8601 date or time, e.g. "2023-07-11"; raises :class:`Unreadable` for anything else."""
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    written = DAY.fullmatch(str(value))
    try:
        return datetime.date.fromisoformat(written.group(1) if written else "").isoformat()
    except ValueError:
        raise Unreadable(f'the date "{str(value)[:40]}" is not of the form YYYY-MM-DD') from None
