"""Features become odds: two logistic functions, the second of which sees the scores of the first.

Each feature is standardised, cut at eight deviations and has a slope of its own between its bends, so that the first
steps of a likeness can count more or less than the last (a generalised additive model, Hastie and Tibshirani 1986). No
likeness has a falling slope: two sentences never score less for having more in common. What cannot be known (with two
articles there is no third) is NaN and counts as the mean. Few articles have functions of their own, since a recurring
theme looks like a fact there and third articles tell little. The weights lie in ``odds.json``;
:mod:`framing.events.train` finds them. Words and names are no features: only how much of them two passages share.
What can go wrong: the article that makes them many changes all scores.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from framing.events.similarity import Array

FILE = Path(__file__).with_name("odds.json")
FORMAT = "framing.odds/2"
FEW = 6
"""Articles that are few, at most."""
MOST = 8.0
"""Deviations from the mean at which a value is cut."""
BENDS = (-MOST, -0.5, 0.5, 1.5, 3.0, MOST)
"""Deviations from the mean between which a feature has one slope."""


@dataclass(frozen=True, slots=True)
class Odds:
    """A bias and, for each feature, its mean, its deviation and its slopes."""

    bias: float
    weights: Mapping[str, tuple[float, ...]]

    def logits(self, values: Mapping[str, Array]) -> Array:
        """The logits of an array of pairs; ``values`` must hold every feature that has a weight."""
        total: Array | None = None
        for name, (mean, deviation, *slopes) in self.weights.items():
            if any(slopes):
                part = _curve(values[name], mean, deviation, slopes)
                total = part if total is None else np.add(total, part, out=total)
        return self.bias + (np.zeros(next(iter(values.values())).shape) if total is None else total)


def _curve(values: Array, mean: float, deviation: float, slopes: Sequence[float]) -> Array:
    """The product of :func:`bent` with the slopes, by the changes of slope at the bends: several times as fast."""
    z = np.subtract(values, mean)
    z /= deviation
    z[np.isnan(z)] = 0.0
    np.clip(z, BENDS[0], BENDS[-1], out=z)
    inner = sum(bend < 0 for bend in BENDS) - 1
    total = z * slopes[inner]
    for place, bend in enumerate(BENDS[1:-1]):
        change = slopes[place + 1] - slopes[place]
        if change:
            beyond = z - bend
            (np.minimum if bend < 0 else np.maximum)(beyond, 0.0, out=beyond)
            beyond *= -change if bend < 0 else change
            total += beyond
    return np.asarray(total)


def bent(values: Array, mean: float, deviation: float) -> Array:
    """How far values, in deviations from the mean, go into each stretch between two bends: 0 at the mean."""
    z = np.nan_to_num((values - mean) / deviation, nan=0.0)
    return np.stack([np.clip(z, low, high) - min(max(0.0, low), high) for low, high in pairwise(BENDS)], axis=-1)


def probability(logits: Array) -> Array:
    """The logistic function: logits become probabilities, or scores."""
    return np.asarray(1 / (1 + np.exp(-logits)))


def logit(probability: float) -> float:
    """The logit of a probability."""
    return float(np.log(probability / (1 - probability)))


def odds(*, few: bool) -> tuple[Odds, Odds]:
    """The first and the second function for few articles or for many, as learned."""
    return _all_odds()["few" if few else "many"]


@cache
def _all_odds() -> Mapping[str, tuple[Odds, Odds]]:
    read = json.loads(FILE.read_text("utf-8"))
    if read["schema"] != FORMAT:
        raise ValueError(f"{FILE.name}: {read['schema']}, not {FORMAT}")
    out = {}
    for size in ("few", "many"):
        first, second = (
            Odds(part["bias"], {name: tuple(weights) for name, weights in part["weights"].items()})
            for part in (read[size]["first"], read[size]["second"])
        )
        out[size] = first, second
    return out
