"""First scores of pairs become features again: what all the other sentences say about a pair.

If two sentences are both like a third one in another article, they are more likely to tell one fact themselves; if one
is like nothing anywhere, it tells a fact of its own. What can go wrong: two articles alone have no third, and what
follows from one is unknown (NaN) there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.events.likeness import CLOSEST, Index, Surroundings, best_of_articles, top
from framing.events.similarity import Array, Rows, products, unit

FAINT = 0.05
"""A best score below this one counts as this much, where a score is set beside it."""


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """First scores, and what follows from them for each passage and each pair of articles."""

    around: Surroundings
    scores: Rows
    """Passages x passages, both ways; what scores next to nothing is left out."""
    best: Array
    """Passages x articles: the best score in each."""
    unit_scores: Rows
    unit_best: Array
    of_passage: dict[str, Array]
    of_articles: dict[str, Array]


def agreement(around: Surroundings, scores: Rows) -> Agreement:
    """``scores``: a sparse matrix of passages x passages, the same both ways."""
    owners, count = around.similar.owners, around.best.shape[1]
    best = np.zeros(around.best.shape)
    for article in range(count):
        rows, columns = around.rows(article), around.others(article, behind=False)
        if rows.start < rows.stop and len(columns):
            best_of_articles(scores[rows][:, columns].toarray(), owners[columns], best[rows])
    compared = np.maximum(1, around.near.sum(axis=1))[owners]
    passages = (around.near @ np.bincount(owners, minlength=count))[owners]
    mean, most, few = (np.zeros((count, count)) for _ in range(3))
    for article in range(count):
        own = best[around.rows(article)]
        if len(own):
            mean[article], most[article], few[article] = (
                own.mean(0),
                own.max(0),
                top(own.T, CLOSEST, np.array(len(own))),
            )
    mean = (mean + mean.T) / 2
    weights = mean[owners]
    of_passage = {
        "score anywhere": best.sum(axis=1) / compared,
        "score closest": top(best, CLOSEST, compared),
        "score best": best.max(axis=1, initial=0.0),
        "score of all": np.asarray(scores.sum(axis=1)).ravel() / np.maximum(1, passages),
        "score in like articles": (best * weights).sum(axis=1) / np.maximum(1e-9, weights.sum(axis=1)),
    }
    of_articles = {"articles' mean score": mean, "articles' best score": most, "articles' few scores": few}
    lengths = np.maximum(1e-9, np.sqrt((best * best).sum(axis=1)))
    return Agreement(around, scores, best, unit(scores), best / lengths[:, None], of_passage, of_articles)


def features(found: Agreement, article: int, columns: Index, logits: Array) -> dict[str, Array]:
    """All second features of the pairs of an article's passages with ``columns``, whose first ``logits`` are given."""
    around, rows = found.around, found.around.rows(article)
    owners = around.similar.owners[columns]
    thirds = int(around.near[article].sum()) - 1
    out = {
        "score": logits,
        "scores through a third": products(found.scores[rows], found.scores[columns]) / max(1, thirds),
        "scores alike": products(found.unit_scores[rows], found.unit_scores[columns]),
        "best scores alike": found.unit_best[rows] @ found.unit_best[columns].T,
    }
    if thirds < 1:
        out |= {name: np.full(logits.shape, np.nan) for name in list(out)[1:]}
    for name, values in found.of_passage.items():
        a, b = values[rows][:, None], values[columns][None, :]
        out[f"{name}, least"], out[f"{name}, most"] = np.minimum(a, b), np.maximum(a, b)
    for name, values in found.of_articles.items():
        out[name] = np.broadcast_to(values[article, owners], logits.shape)
    probabilities = 1 / (1 + np.exp(-logits))
    first = np.minimum(1, probabilities / np.maximum(FAINT, found.best[rows][:, owners]))
    second = np.minimum(1, probabilities / np.maximum(FAINT, found.best[columns, article][None, :]))
    out["score beside best, least"], out["score beside best, most"] = (
        np.minimum(first, second),
        np.maximum(first, second),
    )
    return out
