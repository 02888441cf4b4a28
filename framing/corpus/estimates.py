"""Sums over articles become values with intervals, contrasts and trends.

The unit is the article, since the words of one article are not independent: a value is a ratio of sums, its variance
that of the linearised ratio (Cochran 1977, chapter 6), and its interval Wilson's or Byar's on as many things as weigh
as much if they were independent (Korn and Graubard 1998). Every contrast that was looked at counts: p values are Holm's
(1979), and intervals as wide as Bonferroni asks. What can go wrong: fewer than 20 articles on a side; then nothing is
tested (law 8).
"""

from __future__ import annotations

import importlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from statistics import NormalDist
from typing import Final

from framing.corpus.quantities import Form
from framing.measures import Z, count_interval, share_interval

LEAST: Final = 20
"""Articles on each side of a contrast, stories told in both, or months of a trend, at least."""
EXPECTED: Final = 5.0
"""Things that a group, and the others, are expected to have, at least."""
LEVEL: Final = 0.05
MONTHS: Final = 12.0


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over some articles: their number, of y and n, and of the products y y, y n and n n."""

    articles: int
    y: int
    n: int
    yy: int
    yn: int
    nn: int

    def __add__(self, other: Sums) -> Sums:
        """The sums over the articles of both."""
        return Sums(*(mine + its for mine, its in zip(astuple(self), astuple(other), strict=True)))

    def __sub__(self, other: Sums) -> Sums:
        """The sums over the articles that are not in the other."""
        return Sums(*(mine - its for mine, its in zip(astuple(self), astuple(other), strict=True)))

    @property
    def ratio(self) -> float:
        """The measure: y by n."""
        return self.y / self.n

    @property
    def variance(self) -> float:
        """Of the ratio, between articles; 0 for one article, which says nothing of it."""
        if self.articles < 2:
            return 0.0
        # In whole numbers, times n n: the differences of large sums would lose all digits otherwise.
        squares = self.yy * self.n * self.n - 2 * self.y * self.n * self.yn + self.y * self.y * self.nn
        return self.articles / (self.articles - 1) * max(0, squares) / self.n**4


NOTHING: Final = Sums(0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Value:
    """A measure of some articles, with its 95 % interval; None where one article says nothing of it."""

    value: float
    count: int
    n: int
    articles: int
    low: float | None
    high: float | None


def value(sums: Sums, form: Form, scale: float) -> Value:
    """The value of some articles with n above 0."""
    low, high = _interval(sums, form)
    return Value(
        sums.ratio * scale,
        sums.y,
        sums.n,
        sums.articles,
        None if low is None else low * scale,
        None if high is None else high * scale,
    )


def _interval(sums: Sums, form: Form) -> tuple[float | None, float | None]:
    r, n = sums.ratio, sums.n
    if form == "mean":
        if sums.articles < 2:
            return None, None
        reach = _student(sums.articles - 1) * math.sqrt(sums.variance)
        return r - reach, r + reach
    independent = _independent(r, n, form)
    effect = 1.0
    if independent > 0 and sums.variance > independent:
        effect = sums.variance / independent * (_student(sums.articles - 1) / Z) ** 2
    if form == "share":
        return share_interval(sums.y / effect, n / effect)
    low, high = count_interval(sums.y / effect)
    return low * effect / n, high * effect / n


def _student(freedom: int) -> float:
    """Student's t at 95 %: the variance itself is known from few articles."""
    return float(importlib.import_module("scipy.special").stdtrit(freedom, 0.975))


@dataclass(frozen=True, slots=True)
class Contrast:
    """How far a group is from the others, in the unit of the measure.

    ``units`` are the articles of the group, or the stories that it tells together with others. ``p`` is corrected for
    all contrasts, and so are ``low`` and ``high``; None where too little was there to test.
    """

    label: str
    name: str
    difference: float
    units: int
    deviation: float
    low: float | None = None
    high: float | None = None
    p: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the difference is there after the correction."""
        return self.p is not None and self.p < LEVEL


def contrast(label: str, name: str, own: Sums, others: Sums, form: Form, scale: float) -> tuple[Contrast, bool]:
    """A group against the others together, and whether there is enough to test it.

    Of rare things a few articles may happen to have alike many: the variance is at least that of independent things,
    and some must be expected.
    """
    together = (own.y + others.y) / (own.n + others.n)
    expected = min(own.n, others.n) * together
    variance = sum(max(one.variance, _independent(together, one.n, form)) for one in (own, others))
    deviation = math.sqrt(variance) * scale
    found = Contrast(label, name, (own.ratio - others.ratio) * scale, own.articles, deviation)
    return found, min(own.articles, others.articles) >= LEAST and expected >= EXPECTED and deviation > 0


def _independent(r: float, n: int, form: Form) -> float:
    """The variance of the ratio of n independent things."""
    if form == "mean":
        return 0.0
    return r * (1 - r) / n if form == "share" else r / n


@dataclass(frozen=True, slots=True)
class Matched:
    """Sums over stories that a group tells together with others: their number, weights w, weighted differences d, and
    products of both.
    """

    stories: int
    w: float
    d: float
    ww: float
    wd: float
    dd: float


def matched(label: str, name: str, sums: Matched, scale: float) -> tuple[Contrast, bool]:
    """A group against the others on the same stories (the weights are those of Mantel and Haenszel 1959)."""
    difference = sums.d / sums.w
    squares = sums.dd - 2 * difference * sums.wd + difference * difference * sums.ww
    correction = sums.stories / (sums.stories - 1) if sums.stories > 1 else 0.0
    deviation = math.sqrt(correction * max(0.0, squares)) / sums.w * scale
    return Contrast(label, name, difference * scale, sums.stories, deviation), sums.stories >= LEAST and deviation > 0


def corrected(found: Sequence[tuple[Contrast, bool]]) -> tuple[Contrast, ...]:
    """Contrasts with p values and intervals corrected for all that are tested, in the order given."""
    tested = [number for number, (_, enough) in enumerate(found) if enough]
    if not tested:
        return tuple(one for one, _ in found)
    raw = {n: math.erfc(abs(found[n][0].difference) / found[n][0].deviation / math.sqrt(2)) for n in tested}
    holm = _holm(raw)
    reach = NormalDist().inv_cdf(1 - LEVEL / (2 * len(tested)))
    out = []
    for number, (one, enough) in enumerate(found):
        width = reach * one.deviation
        out.append(
            replace(one, low=one.difference - width, high=one.difference + width, p=holm[number]) if enough else one
        )
    return tuple(out)


def _holm(raw: Mapping[int, float]) -> dict[int, float]:
    """The p values corrected by Holm's method, by number."""
    out: dict[int, float] = {}
    least = 0.0
    for rank, number in enumerate(sorted(raw, key=lambda number: (raw[number], number))):
        least = max(least, min(1.0, raw[number] * (len(raw) - rank)))
        out[number] = least
    return out


@dataclass(frozen=True, slots=True)
class Trend:
    """How a measure of a group changes: Sen's slope a year (1968) with its 95 % interval, and the p value of Mann and
    Kendall, corrected for all trends; None where too few months were there to test.
    """

    label: str
    name: str
    months: int
    slope: float
    low: float
    high: float
    p: float | None

    @property
    def holds(self) -> bool:
        """Whether the change is there after the correction."""
        return self.p is not None and self.p < LEVEL


def trends(series: Mapping[tuple[str, str], Sequence[tuple[int, float]]]) -> tuple[Trend, ...]:
    """The trends of series by label and name: months, as numbers, with their values; of three months or more."""
    stats = importlib.import_module("scipy.stats")
    found, raw = [], {}
    for (label, name), points in series.items():
        if len(points) < 3:
            continue
        months, values = zip(*sorted(points), strict=True)
        slope, _, low, high = (float(one) * MONTHS for one in stats.theilslopes(values, months, 0.95))
        found.append(Trend(label, name, len(points), slope, low, high, None))
        if len(points) >= LEAST and len(set(values)) > 1:
            raw[len(found) - 1] = float(stats.kendalltau(months, values).pvalue)
    holm = _holm(raw)
    return tuple(replace(one, p=holm.get(number)) for number, one in enumerate(found))
