"""Lists of terms become TF-IDF vectors, and vectors become the pairs that are alike.

Sparse and in plain Python: term frequency damped by the logarithm, inverse document frequency smoothed, length 1
(Salton and Buckley 1988). Candidates come from an inverted index, so texts that share no telling term are never
compared. What can go wrong: a term in nearly all texts tells nothing and makes no candidates.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K", str, int)
Vector = Mapping[str, float]

COMMON_SHARE = 0.5
"""A term in more than this share of the texts (and in more than :data:`FEW`) makes no candidates."""
FEW = 40
MANY = 400
"""A term in more texts than this makes none either, so that the number of pairs stays bounded by that of the terms."""


def vectors(texts: Sequence[Iterable[str]]) -> tuple[Vector, ...]:
    """One unit vector a text, from its terms; a text without terms has an empty vector."""
    counted = [Counter(terms) for terms in texts]
    found = Counter(term for terms in counted for term in terms)
    total = len(counted)
    return tuple(vector(terms, found, total) for terms in counted)


def vector(counted: Mapping[K, int], found: Mapping[K, int], total: int) -> Mapping[K, float]:
    """The unit vector of one text: how often each term stands in it, and in how many of ``total`` texts it is found."""
    weights = {term: (1 + math.log(n)) * (math.log((1 + total) / (1 + found[term])) + 1) for term, n in counted.items()}
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in sorted(weights.items())} if length else {}


def cosine(a: Mapping[K, float], b: Mapping[K, float]) -> float:
    """The cosine of the angle between two unit vectors, 0 to 1."""
    if len(b) < len(a):
        a, b = b, a
    return min(1.0, math.fsum(weight * b[term] for term, weight in a.items() if term in b))


def candidates(
    found: Sequence[Vector], most: int | None = None, owners: Sequence[int] | None = None
) -> Iterator[tuple[int, int]]:
    """Index pairs (a < b, in order) that share a telling term.

    ``most`` looks at each vector's heaviest terms only; ``owners`` says whose each vector is, and pairs of one owner
    are left out.
    """
    index: defaultdict[str, list[int]] = defaultdict(list)
    for number, vector in enumerate(found):
        terms: Iterable[str] = vector
        if most is not None and len(vector) > most:
            terms = sorted(vector, key=lambda term: (-vector[term], term))[:most]
        for term in terms:
            index[term].append(number)
    limit = min(MANY, max(FEW, COMMON_SHARE * len(found)))
    partners: defaultdict[int, set[int]] = defaultdict(set)
    for places in index.values():
        if 1 < len(places) <= limit:
            for at, number in enumerate(places):
                others = places[at + 1 :]
                if owners is not None:
                    others = [other for other in others if owners[other] != owners[number]]
                if others:
                    partners[number].update(others)
    for number in sorted(partners):
        for other in sorted(partners[number]):
            yield number, other
