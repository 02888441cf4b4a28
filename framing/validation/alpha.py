"""Codes that several people gave to the same units become Krippendorff's alpha: agreement beyond what chance gives.

Nominal, for any number of coders, with missing codes (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability;
Hayes and Krippendorff 2007). The interval comes from drawing the units again, all codes of one together, and both
disagreements anew (percentiles; Zapf et al. 2016, who found that it holds the true value about as often as it says, and
Krippendorff's own bootstrap far less often). What can go wrong: codes that hardly vary, of which alpha says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt

LEAST = 20
"""Units below which no interval is given."""
TIMES = 2000
"""Samples that are drawn again."""
UNDEFINED = 0.05
"""Share of these in which all codes were one, from which on there is no interval."""
TAILS = (0.025, 0.975)

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Alpha:
    """Alpha of some codes: ``units`` with two codes or more, ``values`` the codes in them.

    ``value`` is None where nothing can be said, ``low`` and ``high`` where there is no interval; ``why`` says why.
    """

    value: float | None
    units: int
    values: int
    low: float | None = None
    high: float | None = None
    why: str = ""


def alpha(codes: Sequence[Sequence[str]], seed: int = 1) -> Alpha:
    """Alpha of units, each with the codes that it got; a unit with fewer than two counts for nothing.

    1 is full agreement, 0 what chance would give, less than 0 worse than that.
    """
    paired = [Counter(given) for given in codes if len(given) > 1]
    names = sorted({code for given in paired for code in given})
    counts = np.array([[given[code] for code in names] for given in paired], dtype=np.float64)
    many = len(paired)
    values = int(counts.sum())
    if not paired:
        return Alpha(None, 0, 0, why="no unit has two codes")
    if len(names) == 1:
        return Alpha(None, many, values, why=f"all codes are “{names[0]}”: there is nothing to tell apart")
    value = float(_alphas(counts, np.ones((1, many)))[0])
    if many < LEAST:
        return Alpha(value, many, values, why=f"fewer than {LEAST} units: no interval")
    if value == 1:
        return Alpha(value, many, values, why="no codes differ, so that samples drawn again cannot either: no interval")
    again = _alphas(counts, _weights(many, seed))
    known = again[~np.isnan(again)]
    if len(known) < (1 - UNDEFINED) * TIMES:
        return Alpha(value, many, values, why="the codes vary too little: no interval")
    low, high = (float(np.quantile(known, tail)) for tail in TAILS)
    return Alpha(value, many, values, min(low, value), max(high, value))


def _weights(many: int, seed: int) -> Numbers:
    """How often each unit is in each of the samples drawn again: a row a sample."""
    chance = Random(seed)  # noqa: S311 - no secret; random() alone is the same in every version
    drawn = np.array([int(chance.random() * many) for _ in range(TIMES * many)]).reshape(TIMES, many)
    return np.stack([np.bincount(row, minlength=many) for row in drawn]).astype(np.float64)


def _alphas(counts: Numbers, weights: Numbers) -> Numbers:
    """Alpha for each row of weights of the units; nan where all codes are one.

    With n values, n_c of code c, and n_uc of them in unit u with m_u values: observed disagreement is the mean over
    units of the pairs that differ, sum n_uc n_uk / (m_u - 1), the expected one sum n_c n_k / (n - 1), for c not k.
    """
    sizes = counts.sum(axis=1)
    differing = (sizes**2 - (counts**2).sum(axis=1)) / (sizes - 1)
    observed = weights @ differing
    totals = weights @ counts
    n = totals.sum(axis=1)
    expected = (n**2 - (totals**2).sum(axis=1)) / (n - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(expected > 0, 1 - observed / expected, np.nan))
