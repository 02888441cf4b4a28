"""An Article's own words bound its date: it was written after what it tells as past, before what it tells as to come.

Only dates with a written year count here; what another article dates is added later, with that article as evidence.
What can go wrong: "by 2030" and the like are neither past nor future happenings, and bound nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.article import Article, DateBounds, Evidence, Note, Span
from framing.mentions.dates import Date

OPEN = re.compile(
    r"\b(?:by|until|till|through|beyond|from|since|for|before|after|than|to|between)\s+(?:the\s+end\s+of\s+|early\s+|late\s+)?$",
    re.IGNORECASE,
)
TO_COME = re.compile(
    r"\b(?:will|shall|'ll|’ll|scheduled|due|upcoming|next|plans?|planned|expected|expects|going to|"
    r"(?:is|are|was|were) to|to be|set to|"
    r"slated|would|could|(?-i:may)|might|should|if|unless|whether|until|ahead of|forthcoming|aims?|hopes?|target)\b",
    re.IGNORECASE,
)
FRONTED = re.compile(r"\s*(?:in|on|at|during|by the time of|after|following)\b", re.IGNORECASE)
PAST = re.compile(
    r"\b(?:was|were|had|did|has|have|been|began|became|said|told|took|came|went|held|made|met|fell|rose|broke|won|lost|left|"
    r"struck|wrote|gave|got|led|ran|saw|sent|kept|put|set|\w{2,}ed)\b",
    re.IGNORECASE,
)


def bounds(article: Article, sentences: Sequence[Span], dates: Sequence[Date]) -> tuple[DateBounds, tuple[Note, ...]]:
    """Bounds on the article's date with their evidence; a known date is its own bounds.

    ``sentences`` and ``dates`` are the article's, in order. A note says where past and future contradict each other.
    """
    if article.date is not None:
        return article.date_bounds, ()
    earliest: tuple[str, Evidence] | None = None
    latest: tuple[str, Evidence] | None = None
    number = 0
    for date in dates:
        while number < len(sentences) and sentences[number].end <= date.span.start:
            number += 1
        if number == len(sentences) or date.bounds is None or not sentences[number].covers(date.span):
            continue
        first, last = date.bounds
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


def _evidence(article: Article, date: Date, value: str, why: str) -> Evidence:
    return Evidence("text", value, f"{why}: “{date.span.of(article.text)}”", date.span)


def tense(text: str, sentence: Span, place: Span) -> str | None:
    """“past”, "future" or None: how the clause around a date speaks; the verb before it counts more than one behind."""
    before = text[sentence.start : place.start]
    if OPEN.search(before):
        return None
    clause = re.split(r"[;:–—\"“”]|,\s+(?:and|but|while|although)\b|\bthat\b", before)[-1]
    pieces = re.split(r"[;:.–—,\"“”]", text[place.end : sentence.end])
    # What opens the sentence belongs to the clause behind its comma: "At the summit in July 2023, …".
    fronted = len(pieces) > 1 and FRONTED.match(clause) and _speaks(f"{clause} {pieces[0]}") is None
    found = _speaks(clause, nearest=True) or _speaks(pieces[1] if fronted else pieces[0])
    return None if found == "open" else found


def _speaks(clause: str, *, nearest: bool = False) -> str | None:
    """The tense of the first verb that has one (``nearest``: the last); "open" for what might be, which is neither."""
    if CONDITION.search(clause):
        return "open"
    place = -1 if nearest else 0
    later, earlier = list(TO_COME.finditer(clause)), list(PAST.finditer(clause))
    if not later:
        return "past" if earlier else None
    before = later[place].start() <= earlier[place].start() if earlier else True
    if earlier and before == nearest and later[place].start() != earlier[place].start():
        return "past"
    return "future" if CERTAIN.fullmatch(later[place].group()) else "open"


MODIFIER = re.compile(r",\s+(?:\w+ly\s+)?\w+(?:ed|ing)\b[^,]*$|[-–]$|\b(?:post|pre)\W?$", re.IGNORECASE)


def tells_when(text: str, sentence: Span, date: Date) -> bool:
    """Whether a date says when what the sentence tells took place, and is no modifier of something else in it.

    "Signed back in 2015", "the 2014 protests", "post-2014" and "beyond 2024" date other things, or nothing.
    """
    before, after = text[sentence.start : date.span.start], text[date.span.end : sentence.end]
    bare_year = (
        date.month is None
        and re.match(r"\s+[a-z]", after) is not None
        and not re.search(r"\b(?:in|of|year)\s$", before)
    )
    return (
        not (bare_year or OPEN.search(before) or MODIFIER.search(before))
        and tense(text, sentence, date.span) is not None
    )


CONDITION = re.compile(r"\b(?:if|unless|whether|until)\b", re.IGNORECASE)
CERTAIN = re.compile(r"will|shall|'ll|’ll|scheduled|due|upcoming|slated|set to|forthcoming", re.IGNORECASE)
