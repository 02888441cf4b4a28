"""An Article's own text may say where it comes from: a republication line, a headline, a line with its date.

Only what the text states counts (law 5); style is no evidence. A republication line names the outlet in which the
article stood first: that is the outlet of its wording, and the line is the evidence.
"""

from __future__ import annotations

import calendar
import datetime
import re

from framing.article import Article, DateBounds, Evidence, Span
from framing.intake.layout import DATE_LINE, dateline

FIRST_STOOD = re.compile(
    r"\b(?:originally|first) (?:featured|published|appeared|posted|ran) (?:at|on|in|by) "
    r"(?:the website of )?(?-i:the )?",
    re.IGNORECASE,
)
A_TIME = re.compile("|".join([r"\d+", *calendar.month_name[1:], *calendar.day_name]))
"""What stands behind "first published in" and is no outlet."""
OUTLET_NAME = re.compile(
    r"(?:The\s+)?[A-Z0-9][\w’'&-]*(?:\.[A-Za-z]{2,})*(?:\s+(?:of\s+|the\s+|&\s+)?[A-Z][\w’'&-]*(?:\.[A-Za-z]{2,})*){0,5}"
)


def origin(article: Article) -> Article:
    """The article with the outlet, title and date that its text states, where nothing else has given them."""
    if article.title is None:
        article = article._replace(title=_headline(article))
    if article.date is None:
        article = _dated(article)
    return article if article.outlet is not None else _first_stood(article)


def _first_stood(article: Article) -> Article:
    for block in article.blocks:
        if block.kind != "boilerplate":
            continue
        line = block.span.of(article.text)
        said = FIRST_STOOD.search(line)
        name = OUTLET_NAME.match(line, said.end()) if said else None
        if name and not A_TIME.fullmatch(name.group()):
            span = Span(block.span.start + name.start(), block.span.start + name.end())
            evidence = Evidence("text", name.group(), "a republication line names where it stood first", span)
            return article._replace(outlet=name.group(), outlet_evidence=(evidence,))
    return article


def _dated(article: Article) -> Article:
    """The article with the day that a line of its own gives, above or below the text; a day of updating is none."""
    for block in article.blocks:
        line = DATE_LINE.fullmatch(block.span.of(article.text)) if block.kind == "byline" else None
        day = _day(line) if line else None
        if day:
            evidence = Evidence("text", day, "a line of its own gives the date", block.span)
            return article._replace(date=day, date_bounds=DateBounds(day, day, (evidence,)))
    line = dateline(article)
    day = _day(line) if line else None
    if line and day:
        evidence = Evidence("text", day, "the dateline gives the date", Span(*line.span("date")))
        return article._replace(date=day, date_bounds=DateBounds(day, day, (evidence,)))
    return article


MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}


def _day(line: re.Match[str]) -> str | None:
    """The day of a match of :data:`DATE_LINE` or :data:`DATELINE`; None without a year."""
    found = line.groupdict()
    if (found.get("lead") or "").lower() in ("updated", "last updated", "modified"):
        return None
    year, month, day = (found[name] or found[f"{name}2"] for name in ("year", "month", "day"))
    try:
        if found.get("iso"):
            return datetime.date.fromisoformat(found["iso"]).isoformat()
        return datetime.date(int(year), MONTHS[month[:3].lower()], int(day)).isoformat() if year else None
    except ValueError:
        return None


def _headline(article: Article) -> str | None:
    """The headline that opens the article, if one does."""
    first = next((block for block in article.blocks if block.kind not in {"boilerplate", "byline"}), None)
    return " ".join(first.span.of(article.text).split()) if first and first.kind == "headline" else None


CREDITED = re.compile(r"\((?:[^()]*[,/] ?)?([^(),/]+)\)\s*$")
CITED = re.compile(r"\b(?:per|reports|told) (?=[A-Z0-9])")


def hints(article: Article) -> tuple[Evidence, ...]:
    """Names in the text that might be the article's outlet, for a person to judge; never taken as known."""
    out: list[Evidence] = []
    for block in article.blocks:
        line = block.span.of(article.text)
        credit = CREDITED.search(line) if block.kind == "caption" else None
        if credit:
            span = Span(block.span.start + credit.start(1), block.span.start + credit.end(1))
            out.append(Evidence("text", credit.group(1), "credited under a picture", span))
        for cited in CITED.finditer(line) if block.kind == "paragraph" else ():
            name = OUTLET_NAME.match(line, cited.end())
            if name and cited.group() == "per ":
                span = Span(block.span.start + name.start(), block.span.start + name.end())
                out.append(Evidence("text", name.group(), 'cited with "per", as outlets cite themselves', span))
    return tuple(out)
