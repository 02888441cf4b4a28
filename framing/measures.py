"""Counts become measures: a value with its n and a 95 % interval, each with a formula that a page explains.

Rates per 1,000 words have exact-like Poisson intervals (Byar's approximation, Breslow and Day 1987), shares have
Wilson's score interval (Wilson 1927). What can go wrong: few words; the interval then says how little is known.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from framing.article import Span
from framing.attribution.chains import Sourcing
from framing.attribution.voices import Voice, VoiceKind
from framing.language.readability import Readability
from framing.wording.findings import Finding

Z = 1.959964
"""The 97.5 % point of the normal distribution."""
VOICES: dict[str, tuple[VoiceKind, ...]] = {
    "own": ("own", "scare"),
    "attributed": ("attributed",),
    "quoted": ("quoted",),
    "mention": ("mention",),
}
"""The voices as wording is counted: scare quotes are the outlet's own; words spoken about are nobody's use."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One named value; ``n`` is what it rests on (words, attributions, sentences), ``low`` and ``high`` its 95 %
    interval.
    """

    name: str
    value: float
    n: int
    low: float | None = None
    high: float | None = None


def measured(found: Sequence[Measure], name: str) -> Measure:
    """The measure of a name; one of nothing, where there is none."""
    return next((measure for measure in found if measure.name == name), Measure(name, 0.0, 0))


def share(name: str, part: int, whole: int) -> Measure:
    """A share of ``whole`` things, between 0 and 1, with Wilson's interval; 0 of 0 has no interval."""
    if not whole:
        return Measure(name, 0.0, 0)
    return Measure(name, part / whole, whole, *share_interval(part, whole))


def share_interval(part: float, whole: float) -> tuple[float, float]:
    """Wilson's 95 % interval (1927) of a share of ``whole`` things, more than none."""
    p = part / whole
    centre = (p + Z * Z / (2 * whole)) / (1 + Z * Z / whole)
    margin = Z * math.sqrt(p * (1 - p) / whole + Z * Z / (4 * whole * whole)) / (1 + Z * Z / whole)
    return max(0.0, centre - margin), min(1.0, centre + margin)


def rate(name: str, count: int, written: int) -> Measure:
    """Occurrences per 1,000 words, with Byar's interval for a Poisson count."""
    if not written:
        return Measure(name, 0.0, 0)
    scale = 1000 / written
    low, high = count_interval(count)
    return Measure(name, count * scale, written, low * scale, high * scale)


def count_interval(count: float) -> tuple[float, float]:
    """Byar's 95 % interval of a Poisson count (Breslow and Day 1987)."""
    low = 0.0 if count == 0 else max(0.0, count * (1 - 1 / (9 * count) - Z / (3 * math.sqrt(count))) ** 3)
    above = count + 1
    return low, above * (1 - 1 / (9 * above) + Z / (3 * math.sqrt(above))) ** 3


def reading_measures(
    words: Sequence[Span],
    voices: Sequence[Voice],
    findings: Sequence[Finding],
    sourcings: Sequence[Sourcing],
    readable: Readability | None,
) -> tuple[Measure, ...]:
    """The measures of one article, in a fixed order; ``words`` are those of its prose, in order."""
    starts = [word.start for word in words]
    counted = {"own": 0, "attributed": 0, "quoted": 0, "scare": 0, "mention": 0}
    for voice in voices:
        counted[voice.voice] += bisect_left(starts, voice.span.end) - bisect_left(starts, voice.span.start)
    written = sum(counted.values())
    out = [
        Measure("words", written, written),
        share("own_voice_share", counted["own"] + counted["scare"] + counted["mention"], written),
        share("attributed_share", counted["attributed"], written),
        share("quoted_share", counted["quoted"], written),
        *(
            rate(
                f"findings_{name}_per_1000",
                sum(finding.voice in voices for finding in findings),
                sum(counted[voice] for voice in voices),
            )
            for name, voices in VOICES.items()
        ),
        rate("findings_all_per_1000", len(findings), written),
        Measure("attributions", len(sourcings), len(sourcings)),
        share("anonymous_share", sum(s.kind == "anonymous" for s in sourcings), len(sourcings)),
        share("named_person_share", sum(s.kind == "named-person" for s in sourcings), len(sourcings)),
    ]
    if readable is not None:
        out += readable_measures(readable)
    return tuple(out)


def readable_measures(readable: Readability) -> tuple[Measure, ...]:
    """The readability formulae on the counts of one text or of several together, each on n sentences."""
    n = readable.sentences
    return (
        Measure("words_per_sentence", readable.words / n, n),
        Measure("flesch_reading_ease", readable.flesch_reading_ease, n),
        Measure("flesch_kincaid_grade", readable.flesch_kincaid_grade, n),
        Measure("gunning_fog", readable.gunning_fog, n),
        Measure("dale_chall", readable.dale_chall, n),
    )
