"""Passages become pairs: sentences of different articles that report the same fact, each with a score from 0 to 1.

A first score comes from how alike two sentences, their surroundings and their articles are, a second from what all
first scores say together (``odds.py`` has the functions, the page ``method`` what they were learned from and how good
they are). 0.5 is the decision. What can go wrong: one fact in wholly different words; two facts in the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from framing.events import agreement, likeness
from framing.events.agreement import Scores
from framing.events.likeness import Index, Surroundings, by_article
from framing.events.odds import Odds, logit, odds, probability
from framing.events.passages import Passage
from framing.events.similarity import Array, similarity
from framing.language.stems import stem

DECISION = 0.5
"""From this score on, two passages report the same fact."""
LEAST = 0.05
"""Pairs that score less are not kept."""
MOST, SURE = 1_000_000, 0.95
"""Pairs that are kept, at most: those that score most, and all that score :data:`SURE`."""
BIAS, WORDS, NAMES, QUANTITIES = -3.15, 9.0, 0.8, 0.6
"""Weights of a pair by itself, set by hand: a logistic regression on annotated pairs (ECB+) gave -1.8, 5.6, 1.1, 0.4;
here words weigh more and the bias is lower, since in whole articles far fewer pairs of sentences report one fact."""
CELLS = 100_000
"""Pairs of a block, at most, unless two articles alone have more."""
SAME = 4.0
"""The logit by themselves from which two passages are nearly the same words: among many articles, less says less
than the surroundings do."""
DOUBT_OF_FEW, DOUBT_OF_MANY = 0.4, 0.12
"""Taken from what the surroundings say, so that of the annotated pairs from 0.5 on seven in ten are right; among few
articles more, set by hand, since in whole articles far fewer pairs of sentences report one fact."""
IN_ORDER, FEWEST, TERMS = 0.7, 5, 4
"""Share of the shorter passage's words that stand in the longer one in their order, those words, and those of them that
are no names, at least, for the shorter to be told within the longer."""
WITHIN = 0.2
"""The logit of such a pair, at least (a score of .55): set by hand. Of 22 that the judgments missed in 720 stories, 18
were right."""
APART = "other dates"
EXCLUDED = -1.5
"""The logit, at most, of two passages whose dates exclude each other (a score of .18): set by hand, since the annotated
pairs hold too few of them to learn from, while "same names, another time" is the classic false merge."""
SAYING = frozenset(map(stem, "tell tells told add adds added".split()))
CORE, ACTORS = 2, 3
NEARLY_NAMES = -0.5
"""The logit, at most, of two passages of few articles that share fewer than :data:`CORE` words beside names, titles,
days and that somebody said so, or only one with fewer than :data:`ACTORS` names (a score of .38). Of the pairs of parts
of ECB+ topics that the judgments of topics not learned from took for one fact, those that share one such word were
right in 21 of 63 cases, the others in 303 of 412."""
FAINT = 0.02
"""First scores below this one are left out of what all of them say together."""
DIGITS = 9
"""Decimals of a logit, so that the last bits of a machine's arithmetic decide nothing."""


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


def pairs(passages: Sequence[Passage], texts: Sequence[str]) -> tuple[tuple[Pair, ...], float]:
    """The pairs of passages of different articles in order, and the score from which on they are kept.

    That score is :data:`LEAST`; where it leaves more than :data:`MOST` pairs, the first hundredth above it that does
    not. ``texts`` are the articles'.
    """
    around = likeness.surroundings(passages, similarity(passages, texts))
    found: list[tuple[Index, Index, Array]] = []
    least = LEAST
    for block, scores in scored(around, *odds(few=around.few)):
        rows, columns = np.nonzero(scores >= least)
        found.append((rows + block.start, block.columns[columns], scores[rows, columns]))
        if sum(len(values) for *_, values in found) > MOST:
            whole, least = _surest(*_joined(found), least)
            found = [whole]
    a, b, values = _joined(found)
    order = np.lexsort((b, a))
    return tuple(map(Pair, a[order].tolist(), b[order].tolist(), values[order].tolist())), least


def _joined(found: Sequence[tuple[Index, Index, Array]]) -> tuple[Index, Index, Array]:
    a, b, scores = ([part[place] for part in found] for place in range(3))
    empty = np.zeros(0, np.intp)
    return np.concatenate([empty, *a]), np.concatenate([empty, *b]), np.concatenate([np.zeros(0), *scores])


def _surest(a: Index, b: Index, scores: Array, least: float) -> tuple[tuple[Index, Index, Array], float]:
    """Of pairs those that score most, no more than :data:`MOST` unless they are sure; and the least score of them."""
    while least < SURE and np.count_nonzero(scores >= least) > MOST:
        least = round(least + 0.01, 2)
    kept = scores >= least
    return (a[kept], b[kept], scores[kept]), least


def scored(around: Surroundings, first: Odds, second: Odds) -> Iterator[tuple[Block, Array]]:
    """The blocks of all articles with the scores of their pairs."""
    for block in seconds(around, first):
        logits = last_logits(block, second, around.passages, few=around.few)
        for row, column in zip(*np.nonzero(_likely_within(block) & (logits < WITHIN)), strict=True):
            if told_within(around.passages[block.start + row], around.passages[block.columns[column]]):
                logits[row, column] = WITHIN
        yield block, probability(logits)


def told_within(a: Passage, b: Passage) -> bool:
    """Whether most words of the shorter passage stand in the longer one in their order, not only names among them.

    The longest common subsequence over the shorter length (recall of ROUGE-L: Lin 2004).
    """
    common = LCSseq.similarity(a.words, b.words)
    enough = common >= FEWEST and common >= IN_ORDER * min(len(a.words), len(b.words))
    return enough and len(set(a.terms) & set(b.terms)) >= TERMS


def _likely_within(block: Block) -> NDArray[np.bool_]:
    """Pairs that may be told one within the other: enough words shared, no dates that exclude each other.

    Half of the share is asked for, since a word that comes twice is counted once here.
    """
    shared = block.features["shared words"]
    enough = (shared >= TERMS) & (shared >= IN_ORDER / 2 * block.features["length, least"])
    return np.asarray(enough & (block.features[APART] == 0))


def by_themselves(features: Mapping[str, Array]) -> Array:
    """The logits of pairs by their two passages alone: words, names, and whether a number or date is shared."""
    quantities = (features["shared numbers"] + features["shared dates"]) > 0
    return BIAS + WORDS * features["terms"] + NAMES * features["names"] + QUANTITIES * quantities


def last_logits(block: Block, second: Odds, passages: Sequence[Passage], *, few: bool) -> Array:
    """The logits that decide: the greater of both judgments, bounded where dates exclude each other.

    Among many articles, two passages are judged by themselves only where they are nearly the same words. Among few,
    those that share hardly more than names are bounded too, unless they are that.
    """
    alone, around = by_themselves(block.features), second.logits(block.features)
    around -= DOUBT_OF_FEW if few else DOUBT_OF_MANY
    logits = np.where(few | (alone >= SAME), np.maximum(alone, around), around)
    if few:
        for row, column in zip(*np.nonzero((logits > NEARLY_NAMES) & (alone < SAME)), strict=True):
            if _nearly_names(passages[block.start + row], passages[block.columns[column]]):
                logits[row, column] = NEARLY_NAMES
    return np.asarray(np.round(np.where(block.features[APART] > 0, np.minimum(logits, EXCLUDED), logits), DIGITS))


def _nearly_names(a: Passage, b: Passage) -> bool:
    """Whether two passages share hardly more than names."""
    words = len((a.core & b.core) - SAYING)
    return words < CORE and not (words and len(a.names & b.names) >= ACTORS)


def firsts(around: Surroundings, first: Odds | None) -> Iterator[Block]:
    """The blocks of all articles with their first features, and logits where the function is given."""
    for article in np.unique(around.similar.owners).tolist():
        rows = around.rows(article)
        for columns in _parts(around.others(article, behind=True), around.similar.owners, rows.stop - rows.start):
            values = likeness.features(around, article, columns)
            logits = np.round(first.logits(values), DIGITS) if first else np.zeros(values["words"].shape)
            yield Block(article, rows.start, columns, values, logits)


def _parts(columns: Index, owners: Index, rows: int) -> Iterator[Index]:
    """Passages in parts that hold whole articles, so that a block has no more than :data:`CELLS` pairs if it can."""
    begin = end = 0
    for _, place in by_article(owners[columns]):
        if begin < end and (place.stop - begin) * rows > CELLS:
            yield columns[begin:end]
            begin = end
        end = place.stop
    if begin < end:
        yield columns[begin:end]


def seconds(around: Surroundings, first: Odds) -> Iterator[Block]:
    """The blocks of all articles with their first and second features."""
    found = agreement.agreement(around, _scores(around, first))
    for block in firsts(around, first):
        more = agreement.features(found, block.article, block.columns, block.logits)
        yield Block(block.article, block.start, block.columns, block.features | more, block.logits)


def _scores(around: Surroundings, first: Odds) -> Scores:
    """First scores of all pairs, by their two articles; those below :data:`FAINT` are 0."""
    out: Scores = {}
    for block in firsts(around, first):
        values = np.where(block.logits >= logit(FAINT), probability(block.logits), 0.0)
        for other, place in by_article(around.similar.owners[block.columns]):
            out[block.article, other] = values[:, place]
    return out
