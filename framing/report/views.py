"""A Comparison becomes the views that the report's template prints: plain values, each number with its links.

Here stand the articles themselves, the comparability and the method; events, speech and tables have files of their
own. A view is a dict of texts, numbers and other views, never of HTML. What can go wrong: a span outside all
sentences, which is linked to its block, or to its article.
"""

from __future__ import annotations

import datetime
import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from framing import __version__
from framing.article import Article, Evidence, Span
from framing.comparison import Comparison, understood_stories
from framing.intake.collection import Problem
from framing.lexicon.cues import cues
from framing.lexicon.rules import Rule
from framing.reading import Reading
from framing.report.marked import article_text
from framing.report.summary import words
from framing.report.tables import Spot
from framing.stories.blocks import WINDOW

View = dict[str, Any]
SHORT = 18
"""Characters of an article's label in the head of a column."""
COLUMNS = 12
"""Articles or groups that have a column each in the tables of events, speakers and labels, at most; of more the tables
count.
"""
MARGIN = 8.0
"""Per cent of the timeline's width on each side that open ends run into."""
MOST_TICKS = 7


class Places:
    """Where each span stands on the page: the anchor of its sentence, else of its block, else of its article."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._sentences = [reading.sentences for reading in readings]
        self._blocks = [[block.span for block in reading.article.blocks] for reading in readings]

    def link(self, article: int, span: Span | None) -> View:
        """The address of a span and the words of the link, such as “2.14” for article 2, sentence 14."""
        number = article + 1
        if span is not None:
            sentence = _holder(self._sentences[article], span.start)
            if sentence is not None:
                return {"href": f"#a{number}-s{sentence + 1}", "text": f"{number}.{sentence + 1}"}
            block = _holder(self._blocks[article], span.start)
            if block is not None:
                return {"href": f"#a{number}-b{block + 1}", "text": f"{number}.¶{block + 1}"}
        return {"href": f"#a{number}", "text": f"{number}"}

    def sentence(self, article: int, span: Span) -> Span:
        """The sentence in which a span begins, else its block, stretched to hold the whole span."""
        for row in (self._sentences[article], self._blocks[article]):
            place = _holder(row, span.start)
            if place is not None:
                return Span(row[place].start, max(row[place].end, span.end))
        return span

    def count(self, spots: Iterable[Spot]) -> View:
        """A number and the links to all that it counts, in order; two in one sentence make one link, “twice”."""
        links: dict[str, View] = {}
        number = 0
        for article, span in spots:
            number += 1
            link = self.link(article, span)
            links.setdefault(link["href"], {**link, "times": 0})["times"] += 1
        return {"n": number, "links": list(links.values())}


def _holder(spans: Sequence[Span], offset: int) -> int | None:
    """The index of the span that holds an offset; the spans are in order."""
    place = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return place if place >= 0 and offset < spans[place].end else None


def short(label: str) -> str:
    """A label for the head of a column."""
    return label if len(label) <= SHORT else label[: SHORT - 1].rstrip("-_. ") + "…"


def heads(readings: Sequence[Reading]) -> list[View]:
    """For each article its number and labels, as tables and figures call it."""
    return [
        {"number": n, "label": r.article.label, "short": short(r.article.label), "href": f"#a{n}"}
        for n, r in enumerate(readings, 1)
    ]


def _ends(article: Article) -> tuple[str | None, str | None]:
    return article.date_bounds.earliest, article.date_bounds.latest


# ---------------------------------------------------------------- comparability


def comparability(found: Comparison, places: Places) -> View:
    """Warnings, the bounds of each article's date on one scale of time, and the stories."""
    days = sorted({day for reading in found.readings for day in _ends(reading.article) if day})
    scale = _Scale(days)
    rows = []
    for number, reading in enumerate(found.readings):
        earliest, latest = _ends(reading.article)
        row: View = {"article": number, "date": reading.article.date, "earliest": earliest, "latest": latest}
        row["left"] = None if earliest is None else scale.place(earliest)
        row["right"] = None if latest is None else scale.place(latest)
        row["evidence"] = [_evidence(e, number, places) for e in reading.article.date_bounds.evidence]
        rows.append(row)
    told = understood_stories(found.readings, found.stories)
    unread = [number for story in found.stories if story not in told for number in story]
    return {
        "warnings": found.warnings,
        "rows": rows,
        "ticks": scale.ticks(),
        "stories": [story for story in told if len(story) > 1],
        "single": [number for story in told if len(story) == 1 for number in story],
        "unread": unread,
    }


class _Scale:
    """Days on a line from 0 to 100, with a margin on both sides for open ends."""

    def __init__(self, days: Sequence[str]) -> None:
        self._days = [datetime.date.fromisoformat(day) for day in days]

    def place(self, day: str | datetime.date) -> float:
        """Where a day stands, in per cent."""
        value = datetime.date.fromisoformat(day) if isinstance(day, str) else day
        first, last = self._days[0], self._days[-1]
        within = 0.5 if first == last else (value - first).days / (last - first).days
        return round(MARGIN + (100 - 2 * MARGIN) * within, 2)

    def ticks(self) -> list[View]:
        """New Year's Days where the days span years, else the first and the last day."""
        if not self._days:
            return []
        first, last = self._days[0], self._days[-1]
        years = range(first.year + (first > datetime.date(first.year, 1, 1)), last.year + 1)
        if len(years) < 3:
            return [{"at": self.place(day), "label": day.isoformat()} for day in sorted({first, last})]
        chosen = years[:: -(-len(years) // MOST_TICKS)]
        return [{"at": self.place(datetime.date(year, 1, 1)), "label": str(year)} for year in chosen]


def _evidence(evidence: Evidence, article: int, places: Places) -> View:
    link = places.link(article, evidence.span) if evidence.span else None
    return {"kind": evidence.kind, "value": evidence.value, "why": evidence.why, "link": link}


# ---------------------------------------------------------------- articles


def sources(readings: Sequence[Reading], problems: Sequence[Problem], places: Places) -> View:
    """The table of the articles, and the inputs that could not be read."""
    rows: list[View] = []
    for number, reading in enumerate(readings):
        article = reading.article
        rows.append(
            {
                "article": number,
                "id": article.id,
                "outlet": article.outlet,
                "outlet_evidence": [_evidence(e, number, places) for e in article.outlet_evidence],
                "title": article.title,
                "date": article.date,
                "bounds": _ends(article),
                "language": reading.language,
                "understood": reading.understood,
                "sentences": len(reading.sentences),
                "url": article.url,
                "columns": article.columns,
                "notes": [
                    {"message": n.message, "link": places.link(number, n.span) if n.span else None}
                    for n in article.notes
                ],
                "measures": {m.name: m for m in reading.measures},
                "sha256": article.sha256,
            }
        )
    named = {reading.article.outlet for reading in readings} - {None}
    total = {
        "outlets": len(named),
        "unnamed": sum(reading.article.outlet is None for reading in readings),
        "words": words(readings),
        "sentences": sum(row["sentences"] for row in rows if row["understood"]),
        "english": sum(reading.understood for reading in readings),
    }
    return {"rows": rows, "total": total, "problems": [{"path": p.path, "message": p.message} for p in problems]}


def texts(readings: Sequence[Reading]) -> list[View]:
    """Every article with its whole text."""
    return [
        {
            "number": number,
            "title": reading.article.title,
            "language": reading.language,
            "understood": reading.understood,
            "boilerplate": any(block.kind == "boilerplate" for block in reading.article.blocks),
            "text": article_text(reading, number),
        }
        for number, reading in enumerate(readings, 1)
    ]


# ---------------------------------------------------------------- method


def method(found: Comparison, lexicon: tuple[Rule, ...]) -> View:
    """What the numbers rest on: version, lexicon and its hash."""
    return {
        "version": __version__,
        "lexicon": lexicon_hash(lexicon),
        "rules": len(lexicon),
        "terms": sum(len(rule.terms) for rule in lexicon),
        "cues": len(cues()),
        "window": WINDOW,
        "left": sum(len(reading.sentences) for reading in found.readings) - len(found.passages),
    }


def lexicon_hash(lexicon: tuple[Rule, ...]) -> str:
    """SHA-256 of the rules, by which two reports can be known to rest on the same ones."""
    return hashlib.sha256(repr(lexicon).encode("utf-8", "surrogatepass")).hexdigest()
