"""First scores of pairs become features again: what all the other sentences say about a pair.

If two sentences are both like a third one in another article, they are more likely to tell one fact themselves; if one
is like nothing anywhere, it tells a fact of its own. What can go wrong: two articles alone have no third, and what
follows from one is unknown (NaN) there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.events.likeness import CLOSEST, FAINT, Index, Surroundings, by_article, least_and_most, top
from framing.events.odds import probability
from framing.events.similarity import Array

Scores = dict[tuple[int, int], Array]
"""For two articles that are compared, a before b, the scores of the passages of a (rows) with those of b."""


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """First scores, and what follows from them for each passage and each pair of articles."""

    around: Surroundings
    scores: Scores
    best: Array
    """Passages x articles: the best score in each."""
    lengths: Array
    """Of each passage's scores, all together as one vector; 1 where all are 0."""
    unit_best: Array
    of_passage: dict[str, Array]
    of_articles: dict[str, Array]

    def between(self, one: int, other: int) -> Array:
        """The scores of one article's passages with another's."""
        return self.scores[one, other] if one < other else self.scores[other, one].T


def agreement(around: Surroundings, scores: Scores) -> Agreement:
    """What follows from first ``scores``; what scores next to nothing is 0 in them."""
    owners, count = around.similar.owners, around.best.shape[1]
    best = np.zeros(around.best.shape)
    total, squares = np.zeros(len(owners)), np.zeros(len(owners))
    for (a, b), values in scores.items():
        for axis, one, other in ((1, a, b), (0, b, a)):
            rows = around.rows(one)
            best[rows, other] = values.max(axis=axis)
            total[rows] += values.sum(axis=axis)
            squares[rows] += (values * values).sum(axis=axis)
    compared = np.maximum(1, around.near.sum(axis=1))[owners]
    passages = (around.near @ np.bincount(owners, minlength=count))[owners]
    mean, most, few = (np.zeros((count, count)) for _ in range(3))
    for article in np.unique(owners).tolist():
        own = best[around.rows(article)]
        mean[article], most[article] = own.mean(0), own.max(0)
        few[article] = top(own.T, CLOSEST, np.array(len(own)))
    mean = (mean + mean.T) / 2
    in_like = np.zeros(len(owners))
    for article in np.unique(owners).tolist():
        in_like[around.rows(article)] = best[around.rows(article)] @ mean[article]
    of_passage = {
        "score anywhere": best.sum(axis=1) / compared,
        "score closest": top(best, CLOSEST, compared),
        "score best": best.max(axis=1, initial=0.0),
        "score of all": total / np.maximum(1, passages),
        "score in like articles": in_like / np.maximum(1e-9, mean.sum(axis=1))[owners],
    }
    of_articles = {"articles' mean score": mean, "articles' best score": most, "articles' few scores": few}
    unit_best = best / np.maximum(1e-9, np.sqrt((best * best).sum(axis=1)))[:, None]
    lengths = np.where(squares > 0, np.sqrt(squares), 1.0)
    return Agreement(around, scores, best, lengths, unit_best, of_passage, of_articles)


def _through(found: Agreement, article: int, columns: Index) -> Array:
    """For the pairs of an article's passages with ``columns``: their scores with each third one, multiplied and added.

    Only articles that are compared with both sides hold a third one, so the work for two articles is bounded.
    """
    near, rows = found.around.near, found.around.rows(article)
    out = np.zeros((rows.stop - rows.start, len(columns)))
    others = by_article(found.around.similar.owners[columns])
    for third in np.flatnonzero(near[article]).tolist():
        one = found.between(article, third)
        for other, place in others:
            if near[third, other]:
                out[:, place] += one @ found.between(third, other)
    return out


def features(found: Agreement, article: int, columns: Index, logits: Array) -> dict[str, Array]:
    """All second features of the pairs of an article's passages with ``columns``, whose first ``logits`` are given."""
    around, rows = found.around, found.around.rows(article)
    owners = around.similar.owners[columns]
    thirds = int(around.near[article].sum()) - 1
    through = _through(found, article, columns)
    out = {
        "score": logits,
        "scores through a third": through / max(1, thirds),
        "scores alike": through / found.lengths[rows][:, None] / found.lengths[columns][None, :],
        "best scores alike": found.unit_best[rows] @ found.unit_best[columns].T,
    }
    if thirds < 1:
        out |= {name: np.full(logits.shape, np.nan) for name in list(out)[1:]}
    of_both = {name: (values[rows][:, None], values[columns][None, :]) for name, values in found.of_passage.items()}
    for name, values in found.of_articles.items():
        out[name] = np.broadcast_to(values[article, owners], logits.shape)
    probabilities = probability(logits)
    of_both["score beside best"] = (
        np.minimum(1, probabilities / np.maximum(FAINT, found.best[rows][:, owners])),
        np.minimum(1, probabilities / np.maximum(FAINT, found.best[columns, article][None, :])),
    )
    return out | least_and_most(of_both)
