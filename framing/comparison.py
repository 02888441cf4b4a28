"""Readings become a Comparison: all that can be said of several articles side by side.

First it is asked whether they can be compared at all: one story or moments of a storyline, which bounds on their
dates the texts support, which outlets are unknown. What can go wrong: one article alone has nothing to be compared
with, and the warnings say so.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from framing.article import DateBounds, Evidence
from framing.concepts import Concept, concepts
from framing.distinctive import Distinctive, distinctive
from framing.events.contrasts import contrasts
from framing.events.discrepancies import Discrepancy, discrepancies
from framing.events.events import Event, events
from framing.events.headlines import Headline, headlines
from framing.events.occasions import Naming, Occasion, occasions
from framing.events.pairs import LEAST, Pair, pairs
from framing.events.passages import Passage, passages
from framing.events.reuse import Reuse, reuse
from framing.events.substitutions import Substitution, substitutions
from framing.groups import OUTLET, Group, groups
from framing.identities import canonical_concepts
from framing.reading import Reading
from framing.stories import stories
from framing.stories.copies import Copy, copies

LONGEST = 14
"""Days of an occasion whose first day is known; one that is dated to a month or a year has more."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison that a report shows; every index points into ``readings`` or ``passages``."""

    readings: tuple[Reading, ...]
    stories: tuple[tuple[int, ...], ...]
    earliest: str | None
    latest: str | None
    warnings: tuple[str, ...]
    passages: tuple[Passage, ...]
    pairs: tuple[Pair, ...]
    occasions: tuple[Occasion, ...]
    events: tuple[Event, ...]
    headlines: tuple[Headline, ...]
    concepts: tuple[Concept, ...]
    discrepancies: tuple[Discrepancy, ...]
    substitutions: tuple[Substitution, ...]
    reuse: tuple[Reuse, ...]
    groups: tuple[Group, ...]
    distinctive: Distinctive
    copies: tuple[Copy, ...]


def comparison(found: Sequence[Reading], by: str = OUTLET) -> Comparison:
    """Compare readings, and the groups of those that have one outlet, or one value of the column ``by``.

    Articles in other languages are listed, and left out of what cannot be done for them. Raises
    :class:`~framing.groups.NoColumn`.
    """
    readings = tuple(found)
    canonical = canonical_concepts(readings)
    cut = passages(readings, canonical)
    named = occasions(readings, cut)
    readings = _dated_by_others(readings, cut, named)
    scored, least = pairs(cut, [reading.article.text for reading in readings])
    differing = discrepancies(readings, cut, scored, canonical)
    titled = headlines(readings, canonical)
    labelled = concepts(readings, canonical)
    double = copies([reading.article for reading in readings])
    grouped = groups(readings, double, by)
    told = stories([reading.article for reading in readings], double)
    bounds = [reading.article.date_bounds for reading in readings]
    return Comparison(
        readings=readings,
        stories=told,
        earliest=_extreme(min, [b.earliest for b in bounds]),
        latest=_extreme(max, [b.latest for b in bounds]),
        warnings=(
            *_warnings(readings, understood_stories(readings, told)),
            *_left_out(least),
            *_same_text(readings, double),
            *_without_value(grouped),
        ),
        passages=cut,
        pairs=scored,
        occasions=named,
        events=events(
            readings,
            cut,
            scored,
            named,
            contrasts=contrasts(readings, cut, scored, differing),
            headlines=titled,
            copies=double,
        ),
        headlines=titled,
        concepts=labelled,
        discrepancies=differing,
        substitutions=substitutions(readings, cut, scored, labelled),
        reuse=reuse(readings),
        groups=grouped,
        distinctive=distinctive(readings, grouped),
        copies=double,
    )


def _extreme(pick: Callable[[list[str]], str], days: Sequence[str | None]) -> str | None:
    """The first or last of all days; None as soon as one of them is open."""
    known = [day for day in days if day is not None]
    return pick(known) if known and len(known) == len(days) else None


# ---------------------------------------------------------------- dates that follow from other articles


def _dated_by_others(
    readings: Sequence[Reading], cut: Sequence[Passage], named: Sequence[Occasion]
) -> tuple[Reading, ...]:
    """The readings with bounds that follow from an occasion which the article tells as past or as to come."""
    out = list(readings)
    for occasion in named:
        if not occasion.earliest or not occasion.latest:
            continue
        for article in sorted({cut[naming.passage].article for naming in occasion.namings}):
            own = [n for n in occasion.namings if cut[n.passage].article == article and n.tense]
            others = sorted({cut[occasion.namings[n].passage].article for n in occasion.dated_by} - {article})
            # An article that tells of it both as past and as to come decides nothing.
            if others and len({naming.tense for naming in own}) == 1 and out[article].article.date is None:
                sources = " and ".join(readings[n].article.label for n in others)
                out[article] = _bounded(out[article], occasion, own[0], sources)
    return tuple(out)


def _eve(occasion: Occasion) -> str | None:
    """The last day on which an occasion is to come: on its own days it is "today"; of a month only its end is known."""
    if not occasion.earliest or not occasion.latest:
        return None
    first, last = (datetime.date.fromisoformat(day) for day in (occasion.earliest, occasion.latest))
    if (last - first).days >= LONGEST:
        return occasion.latest
    return (first - datetime.timedelta(days=1)).isoformat()


def _bounded(reading: Reading, occasion: Occasion, naming: Naming, source: str) -> Reading:
    old = reading.article.date_bounds
    past = naming.tense == "past"
    value = (occasion.earliest if past else _eve(occasion)) or ""
    tells = "past" if past else "to come"
    why = f"tells of “{occasion.label}” as {tells}; dated with the help of {source}"
    evidence = Evidence("other-article", value, why, naming.span)
    if past and (old.earliest is None or old.earliest < value) and not (old.latest and old.latest < value):
        new = DateBounds(value, old.latest, (*old.evidence, evidence))
    elif not past and (old.latest is None or old.latest > value) and not (old.earliest and old.earliest > value):
        new = DateBounds(old.earliest, value, (*old.evidence, evidence))
    else:
        return reading
    return replace(reading, article=reading.article._replace(date_bounds=new))


# ---------------------------------------------------------------- comparability and groups


def _warnings(readings: Sequence[Reading], told: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """What a reader should know before comparing, each in one sentence; ``told`` are the stories in English."""
    out: list[str] = []
    articles = [reading.article for reading in readings]
    compared = sum(reading.understood for reading in readings)
    if len(articles) == 1:
        out.append("There is one article only, so nothing is compared; its own sourcing and wording are shown.")
    elif compared < 2:
        out.append(f"{_count(compared, 'article is', 'articles are')} in English, so nothing is compared.")
    elif len(told) > 1:
        which = f"{compared} articles" if compared == len(articles) else f"{compared} articles in English"
        out.append(
            f"The {which} do not all report one event: they fall into {len(told)} stories. "
            "Differences between stories may be differences of time or topic, not of framing."
        )
    undated = [article for article in articles if article.date is None]
    if undated:
        open_ended = sum(a.date_bounds.earliest is None or a.date_bounds.latest is None for a in undated)
        bounded = "the texts leave at least one end open" if open_ended else "the texts bound it on both sides"
        which = (
            f" for {open_ended} of them" if 0 < open_ended < len(undated) else " for each" if len(undated) > 1 else ""
        )
        out.append(f"{_count(len(undated), 'article has', 'articles have')} no stated date; {bounded}{which}.")
    apart = _apart(articles)
    if apart:
        out.append(apart)
    unnamed = sum(article.outlet is None for article in articles)
    if unnamed:
        out.append(
            f"{_count(unnamed, 'article names', 'articles name')} no outlet: shown by file name, and not guessed."
        )
    foreign = [reading for reading in readings if not reading.understood]
    if foreign:
        names = ", ".join(f"{reading.article.label} ({reading.language})" for reading in foreign)
        out.append(f"Not in English, so not analysed and left out of all that is compared: {names}.")
    return tuple(out)


def understood_stories(readings: Sequence[Reading], told: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """The stories of which an article at least is in a language that is read; what the others report is not known."""
    return [story for story in told if any(readings[number].understood for number in story)]


def _same_text(readings: Sequence[Reading], double: Sequence[Copy]) -> list[str]:
    """One sentence a copy: who carries whose text; two tellers with one text are one witness."""
    out = []
    for copy in double:
        one, other = readings[copy.origin].article, readings[copy.article].article
        names = (one.label, other.label) if one.label != other.label else (one.id, other.id)
        out.append(
            f"{names[0]} and {names[1]} carry the same text ({int(100 * copy.share)} % of the shorter one): "
            "counted once among an outlet's measures, and what both tell comes from one teller."
        )
    return out


def _without_value(grouped: Sequence[Group]) -> list[str]:
    """One sentence where articles do not state the column that others are grouped by."""
    return [
        f"{_count(len(group.articles), 'article does', 'articles do')} not state “{group.by}”: a group of "
        f"{'its' if len(group.articles) == 1 else 'their'} own, set against no other."
        for group in grouped
        if group.value is None
    ]


def _left_out(least: float) -> list[str]:
    """One sentence where more pairs of sentences are alike than can be kept."""
    if least <= LEAST:
        return []
    why = f"So many sentences are alike that only pairs which score {least:.2f} or more are kept"
    return [f"{why}: what two articles tell in quite other words may be shown as two events."]


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _apart(articles: Sequence[object]) -> str | None:
    """Whether some article was certainly written after another, and how far apart the bounds put them at least."""
    bounds = [(a.date_bounds.earliest, a.date_bounds.latest, a.label) for a in articles]  # type: ignore[attr-defined]
    firsts = [(earliest, label) for earliest, _, label in bounds if earliest]
    lasts = [(latest, label) for _, latest, label in bounds if latest]
    if not firsts or not lasts:
        return None
    newest, oldest = max(firsts), min(lasts)
    if newest[0] > oldest[0] and newest[1] != oldest[1]:
        by, after = f"{oldest[1]} by {oldest[0]} at the latest", f"{newest[1]} not before {newest[0]}"
        return f"They were written at different times: {by}, {after}."
    return None
