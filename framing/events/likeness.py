"""Vectors become the features of pairs: what speaks for and against two passages reporting one fact.

A pair is not judged by its two sentences alone: whether its articles report one event, how central each sentence is
to the other article, how like the headlines and leads of all, and which sentences elsewhere are like it (the neighbours
that smooth its vector) all count.
Articles of one event are like the same articles and unlike the same articles. Features come in blocks, one article's
passages against those of the articles behind it, so that no matrix of all pairs is ever held. What can go wrong: an
article far from all others in its words is compared with its nearest only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from framing.events.odds import FEW
from framing.events.passages import Passage
from framing.events.similarity import Array, Rows, Similarity, products, sums, unit
from framing.mentions.dates import excluded

NEAREST = 40
"""Articles that an article is compared with, at most: those most like it, and those that it is most like to."""
NEIGHBOURS = 5
"""Passages of other articles that smooth a passage's vector, each by how like it is."""
CLOSEST = 3
"""Passages over which the best likenesses of a passage are averaged."""
LEADS = 2
"""First passages of an article: its headline and its lead, which mostly tell its main event."""
FAINT = 0.05
"""A best likeness below this one counts as this much, where a likeness is set beside it."""
THIRDS = 3
"""Articles near both of two that tell, at least, whether the two are like the same ones."""
EVEN = 0.001
"""Variance of likenesses that counts as none: where all articles are alike, nothing tells one event from another."""
Index = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What is known of each passage before any pair is judged.

    ``best`` is its best likeness in each article (passages x articles), ``leads`` that in its first passages; ``near``
    says which articles are compared (articles x articles), ``elsewhere`` whether two of them are like the same ones,
    ``around`` how much of what a passage says the articles like its own have (see :func:`_around`), ``starts`` where
    each article's passages begin.
    """

    passages: tuple[Passage, ...]
    similar: Similarity
    starts: Index
    near: NDArray[np.bool_]
    best: Array
    closest: Array
    covered: Array
    leads: Array
    closest_leads: Array
    covered_leads: Array
    around: Array
    around_leads: Array
    smoothed: Rows
    to_article: Array
    alike: dict[str, Array]
    elsewhere: Array

    @property
    def few(self) -> bool:
        """Whether few articles are compared."""
        return len(self.near) <= FEW

    def rows(self, article: int) -> slice:
        """Where the passages of an article stand."""
        return slice(int(self.starts[article]), int(self.starts[article + 1]))

    def others(self, article: int, *, behind: bool) -> Index:
        """The passages that those of an article are compared with; ``behind``: only those of later articles."""
        near = self.near[article].copy()
        if behind:
            near[: article + 1] = False
        return np.flatnonzero(near[self.similar.owners])


def surroundings(passages: Sequence[Passage], similar: Similarity) -> Surroundings:
    """How the passages and their articles lie to each other."""
    count = similar.articles["words"].shape[0]
    alike = {kind: products(rows, rows) for kind, rows in similar.articles.items()}
    near = _near(alike["mixed"])
    starts = np.searchsorted(similar.owners, np.arange(count + 1)).astype(np.intp)
    best, leads = np.zeros((len(passages), count)), np.zeros((len(passages), count))
    leading = np.arange(len(passages)) - starts[similar.owners] < LEADS
    found: list[tuple[Index, Index, Array]] = []
    for article in range(count):
        rows = slice(int(starts[article]), int(starts[article + 1]))
        columns = np.flatnonzero(near[article][similar.owners])
        if rows.start == rows.stop or not len(columns):
            continue
        block = likeness(similar, rows, columns)
        first = leading[columns]
        best_of_articles(block, similar.owners[columns], best[rows])
        best_of_articles(block[:, first], similar.owners[columns[first]], leads[rows])
        at, to = _greatest(block, NEIGHBOURS)
        found.append((at + rows.start, columns[to], block[at, to]))
    around, around_leads = _around(similar, alike["mixed"] * near, leading)
    compared = np.maximum(1, near.sum(axis=1))[similar.owners]
    weights = sparse.csr_matrix((len(passages), len(passages)))
    if found:
        at, to, values = (np.concatenate(part) for part in zip(*found, strict=True))
        weights = sparse.csr_matrix((values, (at, to)), shape=weights.shape)
    local = similar.passages["local"]
    return Surroundings(
        passages=tuple(passages),
        similar=similar,
        starts=starts,
        near=near,
        best=best,
        closest=top(best, CLOSEST, compared),
        covered=best.sum(axis=1) / compared,
        leads=leads,
        closest_leads=top(leads, CLOSEST, compared),
        covered_leads=leads.sum(axis=1) / compared,
        around=around,
        around_leads=around_leads,
        smoothed=unit(local + weights @ local),
        to_article=products(local, similar.articles["local"]),
        alike=alike,
        elsewhere=_elsewhere(alike["mixed"], near),
    )


def likeness(similar: Similarity, rows: slice, columns: Index) -> Array:
    """How alike passages are by words, characters and names: the mean of three cosines."""
    kinds = ("local", "grams", "terms")
    total = sum(products(similar.passages[kind][rows], similar.passages[kind][columns]) for kind in kinds)
    return np.asarray(total / len(kinds))


def _near(alike: Array) -> NDArray[np.bool_]:
    """For each article its nearest ones, both ways; never itself."""
    scores = alike.copy()
    np.fill_diagonal(scores, -1.0)
    near = np.zeros(scores.shape, dtype=np.bool_)
    order = np.argsort(-scores, axis=1, kind="stable")[:, :NEAREST]
    np.put_along_axis(near, order, True, axis=1)
    near |= near.T
    np.fill_diagonal(near, False)
    return near


def _elsewhere(alike: Array, near: NDArray[np.bool_]) -> Array:
    """For two near articles, how the likenesses of both to third ones go together: a correlation, NaN if unknown."""
    out = np.full(alike.shape, np.nan)
    for article in range(len(alike)):
        others = np.flatnonzero(near[article])
        thirds = (near[others] & near[article]).astype(float)
        counts = np.maximum(1, thirds.sum(axis=1, keepdims=True))
        own, other = alike[article] * thirds, alike[others] * thirds
        own, other = ((v - v.sum(axis=1, keepdims=True) / counts) * thirds for v in (own, other))
        together = (own * other).sum(axis=1)
        spread = np.sqrt((own * own).sum(axis=1) * (other * other).sum(axis=1)) + EVEN * counts[:, 0]
        out[article, others] = np.where(counts[:, 0] >= THIRDS, together / spread, np.nan)
    return out


def _around(similar: Similarity, alike: Array, leading: NDArray[np.bool_]) -> tuple[Array, Array]:
    """For each passage the rarity of its words, each times the share of other articles that have the word.

    Articles weigh by the square of how ``alike`` they are to the passage's own. The second value counts only what their
    ``leading`` passages have.
    """
    rare = similar.shared["rarity"].power(2)
    weights = alike * alike / np.maximum(EVEN * EVEN, (alike * alike).sum(axis=1, keepdims=True))
    out = np.zeros((2, len(similar.owners)))
    for values, heard in zip(out, (np.ones_like(leading), leading), strict=True):
        having = (sums(similar.shared["words"][heard], similar.owners[heard], len(alike)) > 0).astype(float)
        for article, rows in by_article(similar.owners):
            values[rows] = rare[rows] @ (having.T @ weights[article])
    return out[0], out[1]


def best_of_articles(block: Array, owners: Index, out: Array) -> None:
    """Write the greatest value of each row in each article's columns (which lie together) to ``out``."""
    firsts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
    out[:, owners[firsts]] = np.maximum.reduceat(block, firsts, axis=1)


def by_article(owners: Index) -> list[tuple[int, slice]]:
    """The articles of passages in order, and where those of each stand among them."""
    firsts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]]) if len(owners) else owners
    ends = [*firsts[1:].tolist(), len(owners)]
    return [(int(owners[first]), slice(first, end)) for first, end in zip(firsts.tolist(), ends, strict=False)]


def _greatest(block: Array, count: int) -> tuple[Index, Index]:
    """Where the ``count`` greatest values of each row stand, the first of equal ones, by rows."""
    count = min(count, block.shape[1])
    least = np.partition(block, -count, axis=1)[:, -count][:, None]
    kept = block >= least
    for row in np.flatnonzero(kept.sum(axis=1) > count):
        equal = np.flatnonzero(block[row] == least[row])
        kept[row, equal[count - np.count_nonzero(block[row] > least[row]) :]] = False
    at, to = np.nonzero(kept)
    return at, to


def top(values: Array, count: int, most: Index) -> Array:
    """The mean of the ``count`` greatest values of each row, or of as many as the row has at ``most``."""
    return np.asarray(-np.sort(-values, axis=1)[:, :count].sum(axis=1) / np.minimum(count, most))


def features(around: Surroundings, article: int, columns: Index) -> dict[str, Array]:
    """All features of the pairs of an article's passages with ``columns``: arrays of passages x columns."""
    similar, rows = around.similar, around.rows(article)
    owners = similar.owners[columns]
    out = {kind: products(vectors[rows], vectors[columns]) for kind, vectors in similar.passages.items()}
    out |= {f"shared {kind}": products(r[rows], r[columns]) for kind, r in similar.shared.items()}
    out["smoothed"] = products(around.smoothed[rows], around.smoothed[columns])
    for kind, whole in around.alike.items():
        out[f"articles {kind}"] = np.broadcast_to(whole[article, owners], out["words"].shape)
    out["articles elsewhere"] = np.broadcast_to(around.elsewhere[article, owners], out["words"].shape)
    mean = (out["local"] + out["grams"] + out["terms"]) / 3
    both = {
        "to other article": (around.to_article[rows][:, owners], around.to_article[columns, article][None, :]),
        "to own article": (
            around.to_article[rows, article][:, None],
            around.to_article[columns, similar.owners[columns]][None, :],
        ),
        "covered": (around.covered[rows][:, None], around.covered[columns][None, :]),
        "closest": (around.closest[rows][:, None], around.closest[columns][None, :]),
        "to other leads": (around.leads[rows][:, owners], around.leads[columns, article][None, :]),
        "covered leads": (around.covered_leads[rows][:, None], around.covered_leads[columns][None, :]),
        "closest leads": (around.closest_leads[rows][:, None], around.closest_leads[columns][None, :]),
        "told around": (around.around[rows][:, None], around.around[columns][None, :]),
        "told around in leads": (around.around_leads[rows][:, None], around.around_leads[columns][None, :]),
        "beside best": (
            mean / np.maximum(FAINT, around.best[rows][:, owners]),
            mean / np.maximum(FAINT, around.best[columns, article][None, :]),
        ),
    }
    own = [around.passages[number] for number in range(rows.start, rows.stop)]
    other = [around.passages[number] for number in columns]
    for name, value in (("length", _lengths), ("headline", _headlines)):
        both[name] = value(own)[:, None], value(other)[None, :]
    out |= least_and_most(both)
    poorer = np.minimum(similar.rarity[rows][:, None], similar.rarity[columns][None, :])
    out["share of rarity"] = out["shared rarity"] / np.maximum(1e-9, poorer)
    return out | _telling(own, other, out["shared numbers"])


def least_and_most(both: Mapping[str, tuple[Array, Array]]) -> dict[str, Array]:
    """What is known of the two sides of pairs, without an order of the sides."""
    out = {}
    for name, (a, b) in both.items():
        out[f"{name}, least"], out[f"{name}, most"] = np.minimum(a, b), np.maximum(a, b)
    return out


def _lengths(passages: Sequence[Passage]) -> Array:
    return np.array([float(len(passage.words)) for passage in passages])


def _headlines(passages: Sequence[Passage]) -> Array:
    return np.array([float(passage.headline) for passage in passages])


def _telling(own: Sequence[Passage], other: Sequence[Passage], numbers: Array) -> dict[str, Array]:
    """Numbers that all differ; dates that exclude each other, which no function weighs but :mod:`pairs` does."""
    rows, columns = (np.array([bool(p.telling_numbers) for p in side]) for side in (own, other))
    numbered = rows[:, None] & columns[None, :]
    apart = np.zeros(numbered.shape)
    dated = [number for number, passage in enumerate(other) if passage.dates]
    for row, passage in enumerate(own):
        if passage.dates:
            for column in dated:
                apart[row, column] = float(excluded(passage.dates, other[column].dates))
    return {"other numbers": (numbered & (numbers == 0)).astype(float), "other dates": apart}
