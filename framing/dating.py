"""An Article's own words bound its date: it was written after what it tells as past, before what it tells as to come.

Only dates with a written year count here; what another article dates is added later, with that article as evidence.
The other way round, a date that leaves its year or day open ("in April", "on Thursday", "last year") is resolved by the
day on which the article was written, if that is known or bounded well enough. What can go wrong: "by 2030" and the like
are neither past nor future happenings, and bound nothing; a weekday of a week long ago.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from framing.article import Article, DateBounds, Evidence, Note, Span
from framing.intake.layout import dateline
from framing.mentions.dates import Date
from framing.tenses import dates_what_was, outlook, tense


def bounds(article: Article, sentences: Sequence[Span], dates: Sequence[Date]) -> tuple[DateBounds, tuple[Note, ...]]:
    """Bounds on the article's date with their evidence; a known date is its own bounds.

    ``sentences`` and ``dates`` are the article's, in order. A note says where past and future contradict each other.
    """
    if article.date is not None:
        return article.date_bounds, ()
    earliest, latest = _stated(article.date_bounds)
    number = 0
    for date in dates:
        while number < len(sentences) and sentences[number].end <= date.span.start:
            number += 1
        if number == len(sentences) or date.bounds is None or not sentences[number].covers(date.span):
            continue
        first, last = date.bounds
        if not dates_what_was(article.text, sentences[number], date):
            continue
        when = tense(article.text, sentences[number], date.span)
        if when == "past" and (earliest is None or first > earliest[0]):
            earliest = first, _evidence(article, date, first, "tells of it as past")
        if when == "future" and (latest is None or last < latest[0]):
            latest = last, _evidence(article, date, last, "tells of it as to come")
    if earliest and latest and earliest[0] > latest[0]:
        note = Note(f"tells of {earliest[0]} as past and of {latest[0]} as to come: its date is left open", None)
        return DateBounds(), (note,)
    found = tuple(bound[1] for bound in (earliest, latest) if bound)
    return DateBounds(earliest and earliest[0], latest and latest[0], found), ()


def _stated(found: DateBounds) -> tuple[tuple[str, Evidence] | None, tuple[str, Evidence] | None]:
    """The bounds that something outside the text gives, such as the day on which a page was captured."""
    evidence = {one.value: one for one in reversed(found.evidence)}
    first, last = evidence.get(found.earliest or ""), evidence.get(found.latest or "")
    return first and (first.value, first), last and (last.value, last)


def _evidence(article: Article, date: Date, value: str, why: str) -> Evidence:
    return Evidence("text", value, f"{why}: “{date.span.of(article.text)}”", date.span)


# ---------------------------------------------------------------- dates that leave something open

RELATIVE = re.compile(
    r"\b(?:(?P<day>yesterday|tomorrow)|(?P<which>last|next|this|earlier this|later this)\s+(?P<unit>month|year))\b",
    re.IGNORECASE,
)
DAYS = {"yesterday": -1, "tomorrow": 1}
NEAR, FAR = 90, 240
"""Days from an article's date to a month or day without a year: where no verb says past or to come, and where one does.
In December, "in January" is left open: verbs are misread too often to tell the last one from the next.
"""
STEPS = {"last": -1, "next": 1}
LEAD = re.compile(r"\b(last|next|this|past)\s+(?:\w+day,?\s+)?$", re.IGNORECASE)


def resolved(article: Article, sentences: Sequence[Span], dates: Sequence[Date]) -> tuple[Date, ...]:
    """The dates of an article, in order, with what its own date adds: years of months and days, days of weekdays; and
    the relative dates of its sentences ("yesterday", "last year"). What the bounds on its date leave open stays open;
    the date of its dateline is not among them, since nothing but the article is of that day.
    """
    line = dateline(article)
    dates = [date for date in dates if not line or date.span.start >= line.end()]
    known = article.date_bounds.earliest, article.date_bounds.latest
    written = [datetime.date.fromisoformat(day) for day in known if day is not None]
    if len(written) < 2:
        return tuple(dates)
    out = []
    number = 0
    for date in dates:
        while number + 1 < len(sentences) and sentences[number].end <= date.span.start:
            number += 1
        found = {_resolved(date, article.text, sentences[number], day) for day in written} if sentences else {date}
        out.append(found.pop() if len(found) == 1 else date)
    relative = [{date for sentence in sentences for date in _relative(article.text, sentence, day)} for day in written]
    return tuple(sorted((*out, *(relative[0] & relative[1])), key=lambda date: date.span))


def _resolved(date: Date, text: str, sentence: Span, day: datetime.date) -> Date:
    """A date as an article of ``day`` means it."""
    if date.year is not None:
        return date
    lead = LEAD.search(text, max(sentence.start, date.span.start - 20), date.span.start)
    which = (lead[1] if lead else date.lead or "").lower().replace("past", "last")
    when = {"last": "past", "next": "future"}.get(which) or outlook(text, sentence, date.span)
    if date.weekday is not None:
        when = "future" if when == "open" else when  # "is expected on Friday"
        back = (day.weekday() - date.weekday) % 7
        if which == "last" and back == 0:
            back = 7
        shift = -back if when != "future" and which != "next" else 7 - back if back or which == "next" else 0
        found = day + datetime.timedelta(days=shift)
        return replace(date, year=found.year, month=found.month, day=found.day, written=date.value)
    if date.month is None:
        return date
    years = [year for year in (day.year - 1, day.year, day.year + 1) if date.with_year(year)]
    past = [year for year in years if _first(date, year) <= day and not (which == "last" and _last(date, year) >= day)]
    later = [year for year in years if _last(date, year) >= day and not (which == "next" and _first(date, year) <= day)]
    chosen = past[-1:] if when == "past" else later[:1] if when == "future" else years
    near = [year for year in chosen if _distance(date, year, day) <= (FAR if when else NEAR)]
    return replace(date, year=near[0], written=date.value) if len(near) == 1 else date


def _first(date: Date, year: int) -> datetime.date:
    return datetime.date.fromisoformat((date.with_year(year) or ("9999-12-31",))[0])


def _last(date: Date, year: int) -> datetime.date:
    return datetime.date.fromisoformat((date.with_year(year) or ("", "0001-01-01"))[1])


def _distance(date: Date, year: int, day: datetime.date) -> int:
    """Days between a day and the date in a year; 0 within it."""
    return max(0, (_first(date, year) - day).days, (day - _last(date, year)).days)


def _relative(text: str, sentence: Span, day: datetime.date) -> Iterator[Date]:
    """What "yesterday", "last month" or "this year" mean in an article of ``day``."""
    for match in RELATIVE.finditer(text, *sentence):
        span = Span(match.start(), match.end())
        if match["day"]:
            found = day + datetime.timedelta(days=DAYS[match["day"].lower()])
            yield Date(span, found.year, found.month, found.day, weekday=found.weekday())
        else:
            step = STEPS.get(match["which"].lower(), 0)
            if match["unit"].lower() == "year":
                yield Date(span, day.year + step)
            else:
                month = day.year * 12 + day.month - 1 + step
                yield Date(span, month // 12, month % 12 + 1)
