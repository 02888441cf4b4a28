"""Passages become pairs: sentences of different articles that report the same fact, each with a score from 0 to 1.

A first score comes from how alike two sentences, their surroundings and their articles are, a second from what all
first scores say together (``odds.py`` has the function, the page ``pair-model`` what it was learned from and how good
it is). 0.5 is the decision. What can go wrong: one fact in wholly different words; two facts in the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse

from framing.events import agreement, likeness
from framing.events.likeness import Index, Surroundings
from framing.events.odds import Odds, odds
from framing.events.passages import Passage
from framing.events.similarity import Array, Rows, similarity

DECISION = 0.5
"""From this score on, two passages report the same fact."""
LEAST = 0.05
"""Pairs that score less are not kept."""
BIAS, WORDS, NAMES, QUANTITIES = -3.15, 9.0, 0.8, 0.6
"""Weights of a pair by itself, set by hand: a logistic regression on annotated pairs (ECB+) gave -1.8, 5.6, 1.1, 0.4;
here words weigh more and the bias is lower, since in whole articles far fewer pairs of sentences report one fact."""
APART = "other dates"
EXCLUDED = -1.5
"""The logit, at most, of two passages whose dates exclude each other (a score of .18): set by hand, since the annotated
pairs hold too few of them to learn from, while "same names, another time" is the classic false merge."""
FAINT = 0.02
"""First scores below this one are left out of what all of them say together."""
DIGITS = 9
"""Decimals of a first logit, so that the last bits of a machine's arithmetic decide nothing."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages by their indices, a before b, and how surely they report the same fact."""

    a: int
    b: int
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One article's passages (from ``start``) against some of later articles: features by name, first logits."""

    article: int
    start: int
    columns: Index
    features: dict[str, Array]
    logits: Array


def pairs(passages: Sequence[Passage], texts: Sequence[str]) -> tuple[Pair, ...]:
    """All pairs of passages of different articles that score at all, in order; ``texts`` are the articles'."""
    around = likeness.surroundings(passages, similarity(passages, texts))
    first, second = odds()
    out: list[Pair] = []
    for block in seconds(around, first):
        scores = 1 / (1 + np.exp(-last_logits(block, second)))
        rows, columns = np.nonzero(scores >= LEAST)
        places = (rows + block.start).tolist(), block.columns[columns].tolist(), scores[rows, columns].tolist()
        out += [Pair(a, b, score) for a, b, score in zip(*places, strict=True)]
    return tuple(sorted(out, key=lambda pair: (pair.a, pair.b)))


def by_themselves(features: Mapping[str, Array]) -> Array:
    """The logits of pairs by their two passages alone: words, names, and whether a number or date is shared."""
    quantities = (features["shared numbers"] + features["shared dates"]) > 0
    return BIAS + WORDS * features["terms"] + NAMES * features["names"] + QUANTITIES * quantities


def last_logits(block: Block, second: Odds) -> Array:
    """The logits that decide: the greater of both judgments, bounded where dates exclude each other."""
    logits = np.maximum(second.logits(block.features), by_themselves(block.features))
    return np.where(block.features[APART] > 0, np.minimum(logits, EXCLUDED), logits)


def firsts(around: Surroundings, first: Odds | None) -> Iterator[Block]:
    """The blocks of all articles with their first features, and logits where the function is given."""
    for article in range(around.best.shape[1]):
        rows, columns = around.rows(article), around.others(article, behind=True)
        if rows.start < rows.stop and len(columns):
            values = likeness.features(around, article, columns)
            logits = np.round(first.logits(values), DIGITS) if first else np.zeros(values["words"].shape)
            yield Block(article, rows.start, columns, values, logits)


def seconds(around: Surroundings, first: Odds) -> Iterator[Block]:
    """The blocks of all articles with their first and second features."""
    found = agreement.agreement(around, _scores(around, first))
    for block in firsts(around, first):
        more = agreement.features(found, block.article, block.columns, block.logits)
        yield Block(block.article, block.start, block.columns, block.features | more, block.logits)


def _scores(around: Surroundings, first: Odds) -> Rows:
    """First scores of all pairs, both ways; those below :data:`FAINT` are left out."""
    size = len(around.passages)
    at: list[Index] = []
    to: list[Index] = []
    values: list[Array] = []
    for block in firsts(around, first):
        rows, columns = np.nonzero(block.logits >= _logit(FAINT))
        at.append(rows + block.start)
        to.append(block.columns[columns])
        values.append(1 / (1 + np.exp(-block.logits[rows, columns])))
    if not at:
        return sparse.csr_matrix((size, size))
    half = sparse.csr_matrix((np.concatenate(values), (np.concatenate(at), np.concatenate(to))), shape=(size, size))
    return sparse.csr_matrix(half + half.T)


def _logit(probability: float) -> float:
    return float(np.log(probability / (1 - probability)))
