"""Passages become occasions: happenings that a text names by kind and place, such as a summit in a city.

Occasions are the parents of events. Two mentions are one occasion if kind and place agree and no date excludes it;
"the summit" alone is the one that its article has placed, if it has placed only one. What can go wrong: two meetings
of a kind in one place in one year without a month.
"""

from __future__ import annotations

import calendar
import datetime
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from framing.article import Span
from framing.events.passages import Passage
from framing.language.tokens import words
from framing.lexicon.gazetteer import names
from framing.mentions.dates import Date, compatible
from framing.mentions.mention import Mention, concept_names
from framing.reading import Reading
from framing.tenses import tense

KINDS = {
    "summit": "summit",
    "conference": "conference",
    "gathering": "gathering",
    "talks": "talks",
    "negotiations": "talks",
    "meeting": "meeting",
    "forum": "conference",
    "election": "election",
    "referendum": "referendum",
    "trial": "trial",
    "hearing": "hearing",
    "earthquake": "earthquake",
    "quake": "earthquake",
    "flood": "flood",
    "floods": "flood",
    "crash": "crash",
    "bombing": "bombing",
    "shooting": "shooting",
    "explosion": "explosion",
    "blast": "explosion",
    "protest": "protest",
    "protests": "protest",
    "rally": "rally",
    "strike": "strike",
    "strikes": "strike",
    "siege": "siege",
    "massacre": "massacre",
    "tournament": "tournament",
    "festival": "festival",
    "inauguration": "inauguration",
    "debate": "debate",
}
"""Nouns that name a happening at a place, each with the kind it counts as; "summits" are several and count as none."""

KIND = re.compile(rf"\b(?:{'|'.join(KINDS)})\b(?!\s+of\s+\w+s\b)", re.IGNORECASE)
BEFORE, AFTER = 4, 16
"""Words before and after the noun among which its place and its date are looked for."""


@dataclass(frozen=True, slots=True)
class Naming:
    """One mention of an occasion: in which passage, where its noun stands, and with which place and dates."""

    passage: int
    span: Span
    kind: str
    place: str | None
    dates: tuple[Date, ...]
    tense: str | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """A happening of a kind at a place; ``earliest`` and ``latest`` (ISO days) where its mentions date it together.

    ``dated_by`` are indices into ``namings`` of those that give the dates.
    """

    kind: str
    place: str
    label: str
    namings: tuple[Naming, ...]
    earliest: str | None = None
    latest: str | None = None
    dated_by: tuple[int, ...] = ()


def occasions(readings: Sequence[Reading], passages: Sequence[Passage]) -> tuple[Occasion, ...]:
    """The occasions that the passages name at a place, in the order of their first mention."""
    towns = _unlisted_places(readings)
    found = [naming for number in range(len(passages)) for naming in _namings(number, passages, readings, towns)]
    found = _with_places(found, passages)
    grouped: defaultdict[tuple[str, str], list[list[Naming]]] = defaultdict(list)
    for naming in sorted(found, key=lambda n: (-_exactness(n), n.passage, n.span)):
        if naming.place is None:
            continue
        variants = grouped[naming.kind, naming.place]
        fits = next((group for group in variants if _fits(naming, group)), None)
        if fits is None:
            variants.append([naming])
        else:
            fits.append(naming)
    out = [_occasion(group, readings, passages) for variants in grouped.values() for group in variants]
    return tuple(sorted(out, key=lambda occasion: (occasion.namings[0].passage, occasion.namings[0].span)))


def _exactness(naming: Naming) -> int:
    """How much of a date a mention gives: those that give most are grouped first."""
    return max((3 * bool(d.year) + 2 * bool(d.month) + bool(d.day) for d in naming.dates), default=0)


def _fits(naming: Naming, group: Sequence[Naming]) -> bool:
    return all(
        any(compatible(a, b) for a in naming.dates for b in other.dates)
        for other in group
        if naming.dates and other.dates
    )


def _unlisted_places(readings: Sequence[Reading]) -> frozenset[str]:
    """Places outside the gazetteer, which some article puts behind "in"."""
    return frozenset(
        m.concept for r in readings for m in r.mentions if m.kind == "place" and m.concept not in concept_names()
    )


def _namings(
    number: int, passages: Sequence[Passage], readings: Sequence[Reading], towns: frozenset[str]
) -> list[Naming]:
    passage = passages[number]
    reading = readings[passage.article]
    text = reading.article.text
    row = words(text, passage.span)
    starts = [word.start for word in row]
    out = []
    for match in KIND.finditer(text, passage.span.start, passage.span.end):
        at = bisect_left(starts, match.start())
        left, right = row[max(0, at - BEFORE)].start, row[min(len(row) - 1, at + AFTER)].end
        around = Span(left, right)
        place = _place(text, reading.mentions, around, Span(match.start(), match.end()), towns)
        dates = tuple(d for d in passage.dates if around.covers(d.span) and d.weekday is None)
        span = Span(match.start(), match.end())
        when = tense(text, passage.span, span) if _takes_place(text, passage.span, span) else None
        out.append(Naming(number, span, KINDS[match.group().lower()], place, dates, when))
    return out


SUBJECT_OR_SCENE = re.compile(
    r"(?:^|[,;:\"“”]|\b(?:at|during|when|while|that|since|the day|and|but)\b)\s*"
    r"(?:(?:the|a|an|this|last|its|their)\s+)?(?:[\w.&’'-]+\s+){0,4}$",
    re.IGNORECASE,
)


def _takes_place(text: str, sentence: Span, noun: Span) -> bool:
    """Whether the sentence says that the occasion happens ("the summit ended"), and does not only speak of it."""
    before = text[sentence.start : noun.start]
    last = before.split()[-BEFORE - 1 :]
    scene = any(word.lower().strip('“"') in ("at", "during") for word in last)
    opens = SUBJECT_OR_SCENE.search(before) is not None
    other = any(word.lower() in OTHER_CASES for word in last)
    return scene or (opens and not other)


OTHER_CASES = frozenset(
    [
        "of",
        "to",
        "for",
        "between",
        "about",
        "on",
        "into",
        "from",
        "with",
        "against",
        "before",
        "after",
        "until",
        "ahead",
        "over",
        "link",
        "by",
    ]
)


def _place(text: str, mentions: Sequence[Mention], around: Span, noun: Span, towns: frozenset[str]) -> str | None:
    """The place that names the occasion: right before the noun, or behind it with "in" or "at"."""
    first = bisect_left(mentions, around.start, key=lambda m: m.span.start)
    behind = None
    for mention in mentions[first:]:
        if mention.span.start >= around.end:
            break
        place = _as_place(mention, towns)
        if place is None:
            continue
        if mention.span.end <= noun.start:
            lead = text[mention.span.end : noun.start]
            if not re.search(r"[,.;:]", lead) and not KIND.search(lead):
                return place
        between = text[noun.end : mention.span.start]
        if mention.span.start >= noun.end and behind is None and re.search(r"\b(?:in|at|of)\b[\w\s'’-]*$", between):
            behind = place if not re.search(r"[.;:“”\"]", between) and not KIND.search(between) else None
    return behind


def _as_place(mention: Mention, towns: frozenset[str]) -> str | None:
    """A city or another place (not a whole state, not an actor), as such even where it stands for a government."""
    if mention.concept in towns:
        return mention.concept
    for entity, name in names().get(mention.label, ()):
        if entity.kind == "place" and name.use == "name":
            return entity.id
    return None


def _with_places(found: Sequence[Naming], passages: Sequence[Passage]) -> list[Naming]:
    """“The summit” without a place is the one its article has placed, if there is one only and no date speaks
    against.
    """
    placed: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    dated: defaultdict[tuple[int, str], list[Naming]] = defaultdict(list)
    for naming in found:
        if naming.place:
            placed[passages[naming.passage].article, naming.kind].add(naming.place)
            dated[passages[naming.passage].article, naming.kind].append(naming)
    out = []
    for naming in found:
        key = passages[naming.passage].article, naming.kind
        if naming.place is None and len(placed[key]) == 1 and _fits(naming, dated[key]):
            naming = replace(naming, place=next(iter(placed[key])))
        out.append(naming)
    return out


def _occasion(group: Sequence[Naming], readings: Sequence[Reading], passages: Sequence[Passage]) -> Occasion:
    ordered = tuple(sorted(group, key=lambda naming: (naming.passage, naming.span)))
    kind, place = ordered[0].kind, ordered[0].place or ""
    bounds, by = _bounds(ordered)
    label = f"{kind} in {_place_name(place, readings)}"
    bodies = _bodies(ordered, readings, passages)
    if bodies:
        label = f"{bodies} {label}"
    label = label[0].upper() + label[1:] + (f", {_written(bounds)}" if bounds else "")
    return Occasion(kind, place, label, ordered, bounds and bounds[0], bounds and bounds[1], by)


def _place_name(place: str, readings: Sequence[Reading]) -> str:
    labels = (m.label for reading in readings for m in reading.mentions if m.concept == place)
    return concept_names().get(place) or next(labels, place)


def _bodies(namings: Sequence[Naming], readings: Sequence[Reading], passages: Sequence[Passage]) -> str:
    """The organisation whose occasion it is, where it stands right before the noun: "ASEAN" in "ASEAN summit"."""
    counted: Counter[str] = Counter()
    for naming in namings:
        reading = readings[passages[naming.passage].article]
        at = bisect_left(reading.mentions, naming.span.start, key=lambda m: m.span.start)
        before = reading.mentions[at - 1] if at else None
        if (
            before
            and before.kind == "organisation"
            and reading.article.text[before.span.end : naming.span.start].strip(" '’s") == ""
        ):
            counted[concept_names().get(before.concept, before.label)] += 1
    return min(counted, key=lambda name: (-counted[name], name)) if counted else ""


def _bounds(namings: Sequence[Naming]) -> tuple[tuple[str, str] | None, tuple[int, ...]]:
    """First and last day of an occasion from all its mentions: the year from one, the day perhaps from another."""
    dates = [(n, date) for n, naming in enumerate(namings) for date in naming.dates]
    years = Counter(date.year for _, date in dates if date.year)
    if len(years) != 1:
        return None, ()
    year = next(iter(years))
    finest = max(dates, key=lambda item: (bool(item[1].month), bool(item[1].day), bool(item[1].last), -item[0]))
    yearly = next(n for n, date in dates if date.year)
    return finest[1].with_year(year or 0), tuple(sorted({finest[0], yearly}))


def _written(bounds: tuple[str, str]) -> str:
    """Bounds as a reader writes them: "11–12 July 2023", "July 2023", "2023"."""
    first, last = (datetime.date.fromisoformat(day) for day in bounds)
    month = f"{calendar.month_name[last.month]} {last.year}"
    if first == last:
        return f"{last.day} {month}"
    if (first.year, first.month) != (last.year, last.month):
        return str(last.year)
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    return month if whole else f"{first.day}–{last.day} {month}"
