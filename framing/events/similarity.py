"""Passages become vectors, and vectors become how alike the passages and the articles are.

Each passage is several TF-IDF vectors (Salton and Buckley 1988): its words by how rare they are in news, its words by
how rare they are here as well, words and names by what is rare here, its words without the names, its names, its
characters by four, its pairs of words. Sparse matrices, one row a passage. What can go wrong: what all articles of a
collection have weighs little here, so two articles alone tell little of what is rare in their story.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from framing.events.passages import Passage
from framing.language.frequencies import rarity

Array = NDArray[np.float64]
Rows = Any
"""A sparse matrix (scipy has no types): one row a passage or an article, each of length 1 or empty."""

CHARACTERS = 4
"""Characters of a gram."""


@dataclass(frozen=True, slots=True, eq=False)
class Similarity:
    """The vectors of passages by kind, those of articles by kind; ``owners`` gives each passage's article.

    Articles are counted from 0 among those that have a passage: one without (in another language) says nothing of what
    is rare among the others, or of how many there are.
    """

    owners: NDArray[np.intp]
    passages: dict[str, Rows]
    articles: dict[str, Rows]
    shared: dict[str, Rows]
    """Not of length 1: their products count what two passages share (words, their rarity, numbers, dates)."""
    rarity: Array
    """The rarity in news of each passage's words together."""


def similarity(passages: Sequence[Passage], texts: Sequence[str]) -> Similarity:
    """The vectors of ``passages``, which stand in the ``texts`` of their articles."""
    owners = np.unique([passage.article for passage in passages], return_inverse=True)[1].astype(np.intp)
    count = int(owners.max(initial=-1)) + 1
    words = [list(passage.words) for passage in passages]
    names = [sorted(passage.names) for passage in passages]
    terms = [[*_terms(passage), *(f"@{name}" for name in own)] for passage, own in zip(passages, names, strict=True)]
    grams = [_grams(passage.span.of(texts[passage.article])) for passage in passages]
    doubles = [list(pairwise(own)) for own in words]
    by_article, named = _joined(words, owners, count), _joined(names, owners, count)
    here = _rarity_here(by_article)
    kinds: dict[str, Rows] = {
        "words": unit(weighted(words, rarity)),
        "mixed": unit(weighted(words, here)),
        "terms": unit(weighted(terms, _idf(terms))),
        "plain": unit(weighted([list(passage.terms) for passage in passages], rarity)),
        "names": unit(weighted(names, _idf(names))),
        "grams": unit(weighted(grams, _idf(grams))),
        "doubles": unit(weighted(doubles, _idf(doubles))),
        "local": unit(weighted(words, _idf(words))),
    }
    articles = {
        "words": unit(weighted(by_article, rarity)),
        "mixed": unit(weighted(by_article, here)),
        "names": unit(weighted(named, _idf(named))),
        "local": unit(sums(kinds["local"], owners, count)),
    }
    single = [sorted(set(own)) for own in words]
    shared = {
        "rarity": weighted(single, lambda stem: math.sqrt(rarity(stem))),
        "words": weighted(single, lambda _: 1.0),
        "numbers": weighted([sorted({n.value for n in p.telling_numbers}) for p in passages], lambda _: 1.0),
        "dates": weighted([sorted({*_days(p)}) for p in passages], lambda _: 1.0),
    }
    total = np.array([math.fsum(rarity(stem) for stem in own) for own in single])
    return Similarity(owners, kinds, articles, shared, total)


def _terms(passage: Passage) -> list[str]:
    """The stems outside the names, and the values of numbers and dates."""
    quantities = [f"={number.value}" for number in passage.telling_numbers] + [f"={day}" for day in _days(passage)]
    return [*passage.terms, *quantities]


def _days(passage: Passage) -> list[str]:
    """The values of dates as written: an article without a date cannot say which Friday it means."""
    return [date.written or date.value for date in passage.dates]


def products(rows: Rows, others: Rows) -> Array:
    """The products of all ``rows`` with all ``others``, as a full matrix: cosines, if both are of length 1."""
    return np.asarray((rows @ others.T).toarray())


def unit(rows: Rows) -> Rows:
    """The rows at length 1; an empty row stays empty."""
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return sparse.csr_matrix(sparse.diags(1 / lengths) @ rows)


def weighted(texts: Sequence[Sequence[Hashable]], weight: Callable[[Any], float]) -> Rows:
    """One row a text: the damped count of each term times its weight; columns in the order of first mention."""
    columns: dict[Hashable, int] = {}
    at, to, values = array("q"), array("q"), array("d")
    for row, terms in enumerate(texts):
        for term, count in Counter(terms).items():
            at.append(row)
            to.append(columns.setdefault(term, len(columns)))
            values.append((1 + math.log(count)) * weight(term))
    return sparse.csr_matrix((np.array(values), (np.array(at), np.array(to))), shape=(len(texts), max(1, len(columns))))


def _idf(texts: Sequence[Sequence[Hashable]]) -> Callable[[Any], float]:
    """Smoothed inverse document frequency among these texts."""
    found = Counter(term for terms in texts for term in set(terms))
    return lambda term: math.log((1 + len(texts)) / (1 + found[term])) + 1


COMMON = 0.05
"""Weight, at least, of a word that all articles have: its square root times the word's rarity in news."""


def _rarity_here(articles: Sequence[Sequence[str]]) -> Callable[[str], float]:
    """How rare a word is in news, less where many articles of this collection have it."""
    found = Counter(word for words in articles for word in set(words))
    total = len(articles)
    return lambda word: rarity(word) * math.sqrt(max(COMMON, math.log((1.5 + total) / (0.5 + found[word]))))


def _joined(texts: Sequence[Sequence[str]], owners: NDArray[np.intp], count: int) -> list[list[str]]:
    out: list[list[str]] = [[] for _ in range(count)]
    for terms, owner in zip(texts, owners, strict=True):
        out[owner].extend(terms)
    return out


def sums(rows: Rows, owners: NDArray[np.intp], count: int) -> Rows:
    """For each article the sum of its passages' vectors."""
    size = len(owners)
    which = sparse.csr_matrix((np.ones(size), (owners, np.arange(size))), shape=(count, size))
    return which @ rows


def _grams(text: str) -> list[str]:
    plain = " ".join(text.lower().split())
    return [plain[at : at + CHARACTERS] for at in range(len(plain) - CHARACTERS + 1)]
