"""Traits of two articles become a logit: how likely they report one event.

A logistic function of few numbers: cosines, weekdays and quotations in common, the days apart, and how near the two
are beside the nearest other articles of each, since of a running story all reports are alike. There is one function
for two dates and one for a date that is missing. ``framing/stories/train.py`` finds the weights.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from framing.stories.traits import Traits, days_apart
from framing.vectors import cosine

FLOOR = 0.7
"""Nearness below which an article has no near ones: beside nothing alike, little is not much."""
CEILING = 1.2
"""Nearness from which two articles are near, however near a third one is: a large story holds nearer and less near."""
MOST_QUOTED = 5.0
"""The logarithm of quoted runs in common counts up to here."""
UNLIKE = -15.0
"""The least logit, so that one pair does not outvote a group."""

LENIENCE = 0.3
"""Added where a date is missing: such pairs are scored too low more often than too high."""

WORDS = ("body", "root", "title", "opening", "weekdays", "weekdays known", "quoted", "least", "most")
NAMES = (*WORDS, "2-3 days", "days")
BIAS, BIAS_UNDATED = -4.3, -9.8
DATED = (0.2, 0.2, -2.0, -1.5, 0.8, -2.1, 0.4, 7.4, 2.5, -1.4, -0.9)
UNDATED = (1.7, 1.5, -2.2, -0.5, 2.8, -2.6, 0.8, 8.5, 2.4)
"""Weights in the order of :data:`NAMES`, those of ``train.py`` on 1,710 articles in 726 stories, rounded."""


class Likeness(NamedTuple):
    """What two articles have in common, whatever else there is: cosines of all stems, of the titles, of the openings
    and of the weekdays (``known`` is 1 where both name any), quoted runs in common, and the days apart.
    """

    body: float
    title: float
    opening: float
    weekdays: float
    known: float
    quoted: int
    apart: int | None

    @property
    def nearness(self) -> float:
        """How near the two are, from 0 to 3."""
        return self.body + self.title + self.opening


def in_common(a: Traits, b: Traits) -> Likeness:
    """What two articles have in common."""
    return Likeness(
        cosine(a.body, b.body),
        cosine(a.title, b.title),
        cosine(a.opening, b.opening),
        cosine(a.weekdays, b.weekdays),
        float(bool(a.weekdays and b.weekdays)),
        len(set(a.quoted).intersection(b.quoted)) if a.quoted and b.quoted else 0,
        days_apart(a.days, b.days),
    )


def features(found: Likeness, nearest: tuple[float, float]) -> tuple[float, ...]:
    """Numbers from 0 on, in the order of :data:`NAMES`; the last two only where both dates are known.

    ``nearest`` is the nearness of the article nearest to each.
    """
    shares = [found.nearness / min(CEILING, max(FLOOR, one)) for one in nearest]
    values = (
        found.body,
        math.sqrt(found.body),
        found.title,
        found.opening,
        found.weekdays,
        found.known,
        min(MOST_QUOTED, math.log1p(found.quoted)),
        min(1.0, *shares),
        min(1.0, max(shares)),
    )
    return values if found.apart is None else (*values, float(1 < found.apart < 4), float(found.apart))


def logit(found: Sequence[float]) -> float:
    """The logit of the probability that two articles with these features report one event."""
    bias, weights = (BIAS, DATED) if len(found) == len(DATED) else (BIAS_UNDATED + LENIENCE, UNDATED)
    return max(UNLIKE, bias + math.fsum(weight * value for weight, value in zip(weights, found, strict=True)))


def nearest(size: int, found: Mapping[tuple[int, int], Likeness]) -> list[float]:
    """For each article the greatest nearness to one of its candidates, 0 without any."""
    out = [0.0] * size
    for (a, b), both in found.items():
        out[a], out[b] = max(out[a], both.nearness), max(out[b], both.nearness)
    return out
