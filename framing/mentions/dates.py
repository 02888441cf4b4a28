"""Text becomes dates: what is written of year, month and day, and no more.

A date keeps open what the text leaves open: "July 11-12" has no year. Values are written as ISO 8601 with X for what
is not given, a range with "/" (Extended Date/Time Format, ISO 8601-2:2019). What can go wrong: "May" the verb, which
counts as a month only beside a day or a year, or behind "in", "since" and the like.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.article import Span, touched

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
SHORT = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join([*(name.capitalize() for name in MONTHS), *(rf"{name.capitalize()}\b\.?" for name in SHORT)])
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|20)\d\d"
_TO = r"\s*(?:-|–|—|to|and|through|until)\s*"

ISO = re.compile(rf"\b({_YEAR})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b")
MONTH_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})(?:,?\s+|\s+the\s+)(?P<day>{_DAY})(?:{_TO}(?P<last>{_DAY}))?\b(?!:\d)(?:,?\s+(?P<year>{_YEAR})\b)?"
)
DAY_MONTH = re.compile(
    rf"(?<![\d:.,])\b(?:the\s+)?(?P<day>{_DAY})(?:{_TO}(?P<last>{_DAY}))?\s+(?:of\s+)?(?P<month>{_MONTH})\b(?:,?\s+(?P<year>{_YEAR})\b)?"
)
MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<year>{_YEAR})\b")
MONTH_ONLY = re.compile(
    rf"\b(?P<lead>(?i:in|this|last|next|since|until|by|during|early|mid|late|mid-|of|for))[\s-]+(?P<month>{_MONTH})(?![\w’'])"
)
YEAR_ONLY = re.compile(rf"(?<![\w$£€.,])(?<!\d-)(?P<year>{_YEAR})(?P<decade>(?<=0)s\b)?(?![\w%]|[.,]\d|-\d)")
CALENDAR = frozenset(name.lower() for name in (*calendar.month_name, *calendar.day_name))
WEEKDAY = re.compile(rf"\b(?P<weekday>{'|'.join(calendar.day_name)})\b")
PATTERNS = (ISO, DAY_MONTH, MONTH_DAY, MONTH_YEAR, MONTH_ONLY, YEAR_ONLY, WEEKDAY)
"""The fuller readings first."""
SLACK = 7
"""Days between two weekdays that can be dates of one fact: they may be those of two statements about it, or of two
weeks where an article is dated a day too early.
"""
DIGIT = re.compile(r"\d")
MONTH_BEGINS = tuple(name for name in calendar.month_abbr if name)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written; None for what is not given. ``last`` is the last day of a range within the month.

    A decade ("the 1990s") is its first year with ``decade`` set. ``weekday`` is 0 for a Monday; a weekday that was
    resolved has its day as well, which may be that of a statement about the fact.
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last: int | None = None
    weekday: int | None = None
    lead: str | None = None
    decade: bool = False
    written: str | None = None
    """Of a date that was resolved, the value that is written."""

    @property
    def value(self) -> str:
        """ISO 8601-2, e.g. "2023-07", "199X", "XXXX-07-11/XXXX-07-12", "XXXX-WXX-4" for a Thursday."""
        if self.weekday is not None and self.day is None:
            return f"XXXX-WXX-{self.weekday + 1}"
        head = str(self.year) if self.year else "XXXX"
        if self.month is None:
            return f"{head[:3]}X" if self.decade else head
        head += f"-{self.month:02}"
        if self.day is None:
            return head
        return f"{head}-{self.day:02}" + (f"/{head}-{self.last:02}" if self.last else "")

    def with_year(self, year: int) -> tuple[str, str] | None:
        """First and last day (ISO) that the date can mean in ``year``; None for a weekday or an impossible day."""
        if self.weekday is not None and self.day is None:
            return None
        first = last = 0
        month = self.month or 1
        try:
            first = self.day or 1
            last = self.last or self.day or calendar.monthrange(year, self.month or 12)[1]
            start = datetime.date(year, month, first)
            end = datetime.date(year + 9 * self.decade, self.month or 12, last)
            return start.isoformat(), end.isoformat()
        except ValueError:
            return None

    @property
    def bounds(self) -> tuple[str, str] | None:
        """First and last day (ISO) that the date can mean, where its year is written."""
        return self.with_year(self.year) if self.year else None


def dates(text: str, span: Span | None = None) -> tuple[Date, ...]:
    """The dates in ``span`` (all of the text by default), in order, without overlap; the fuller reading wins."""
    span = span or Span(0, len(text))
    found: list[Date] = []
    for pattern in _possible(span.of(text)):
        taken = sorted(date.span for date in found)
        found += [date for date in _matches(pattern, text, span) if not touched(date.span, taken)]
    return tuple(sorted(found, key=lambda date: date.span))


def _possible(text: str) -> Iterator[re.Pattern[str]]:
    """The patterns that can match: most paragraphs hold no digit, or no month."""
    digit, month = DIGIT.search(text) is not None, any(name in text for name in MONTH_BEGINS)
    for pattern in PATTERNS:
        if pattern is WEEKDAY:
            possible = "day" in text
        elif pattern is MONTH_ONLY:
            possible = month
        elif pattern is ISO or pattern is YEAR_ONLY:
            possible = digit
        else:
            possible = digit and month
        if possible:
            yield pattern


def _matches(pattern: re.Pattern[str], text: str, span: Span) -> Iterator[Date]:
    for match in pattern.finditer(text, span.start, span.end):
        found = match.groupdict()
        place = Span(match.start(), match.end())
        if pattern is ISO:
            year, month, day = (int(part) for part in match.groups())
            yield Date(place, year, month, day)
        elif pattern is WEEKDAY:
            yield Date(place, weekday=list(calendar.day_name).index(found["weekday"]))
        else:
            first, last = (int(re.sub(r"\D", "", found.get(key) or "") or 0) or None for key in ("day", "last"))
            written = int(found["year"]) if found.get("year") else None
            if found.get("lead"):
                place = Span(match.start("month"), match.end())
            if (pattern is not MONTH_DAY and pattern is not DAY_MONTH) or not (last and first and last <= first):
                named, lead, decade = _month(found.get("month")), found.get("lead"), bool(found.get("decade"))
                yield Date(place, written, named, first, last, lead=lead, decade=decade)


def _month(name: str | None) -> int | None:
    key = (name or "").rstrip(".").lower()
    return MONTHS.get(key) or SHORT.get(key)


def excluded(a: Sequence[Date], b: Sequence[Date]) -> bool:
    """Whether both passages are dated and no date of the one can be a date of the other.

    Parts that a date leaves open exclude nothing, nor does a weekday that nothing has resolved. One that was resolved
    is mostly the day of a statement, and excludes only where neither passage has another date.
    """
    dated, other = ([date for date in row if date.weekday is None] for row in (a, b))
    if not dated and not other:
        dated, other = ([date for date in row if date.day] for row in (a, b))
    return bool(dated and other) and not any(compatible(x, y) for x in a for y in b)


def _within(a: tuple[str, str] | None, b: tuple[str, str] | None, slack: int) -> bool:
    """Whether two stretches of days (ISO) overlap or lie within some days of each other."""
    if a is None or b is None:
        return True
    low, high = (datetime.date.fromisoformat(day) for day in (max(a[0], b[0]), min(a[1], b[1])))
    return (low - high).days <= slack


def compatible(a: Date, b: Date) -> bool:
    """Whether two dates can mean days in common, as far as they are known; with a weekday if they are within
    :data:`SLACK` days.
    """
    if a.weekday is not None or b.weekday is not None:
        return _within(a.bounds, b.bounds, SLACK)
    if a.year and b.year and a.year != b.year:
        return False
    if a.month and b.month and a.month != b.month:
        return False
    if a.day and b.day and a.month and b.month:
        first, second = (a.day, a.last or a.day), (b.day, b.last or b.day)
        # Days 9 to 11 and 11 to 12 share a day but are two ranges; a day within a range is that range's.
        return (first[0] <= second[0] and second[1] <= first[1]) or (second[0] <= first[0] and first[1] <= second[1])
    return True
