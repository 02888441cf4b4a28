"""Sentences become how charged they and their words are: a statistical signal beside the lexicon, never mixed with it.

Every word of the model's list has a few numbers, learned from sentences that people have marked (``train.py``); a
sentence is their sum, so that it can be seen which words carry it. Names, numbers, words for groups of people and
terms of the lexicon that favour a side count by their class alone. What can go wrong: the model file may be left out;
then nothing is measured, which is not the same as "not charged".
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from framing.article import Span
from framing.wording.findings import Finding
from framing.wording.matching import Hit
from framing.wording.units import CLASSES, SIDED, Unit, units

Numbers = npt.NDArray[np.float64]

FILE: Final = Path(__file__).with_name("charged.json")
LEAST: Final = 0.3
"""Score from which a word is listed."""
DECISION: Final = 0.5
"""Score from which a word or a sentence counts as charged."""
COLUMNS: Final = ("charge", "itself", "onward", "back", "around", "mean")
"""What each word has: how charged it is by itself; what it adds to its own score, to that of the word behind it, to
that of the word before it, to every word of its sentence (on average); and to the sentence (on average)."""
_EDGE: Final = -3.0
"""The charge of what is no word, beyond either end of a sentence."""
_SELVES: Final = frozenset("i we you our us my me your".split())
_NEGATIONS: Final = frozenset("not no never n't nothing nobody none".split())


class Charged(NamedTuple):
    """A word and its decision score from 0 to 1; 0.5 is the operating point."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The numbers of the model: ``table`` has a row a word and a column for each of COLUMNS.

    ``grams`` are words and pairs of words that tell by standing in a sentence; ``token`` and ``sentence`` weigh the
    features of the functions of these names.
    """

    rows: dict[str, int]
    table: Numbers
    grams: dict[str, float]
    token: Numbers
    sentence: Numbers


@dataclass(frozen=True, slots=True)
class Charge:
    """The words of an article that reach LEAST, and the score of each of its sentences (none: nothing was measured)."""

    words: tuple[Charged, ...] = ()
    sentences: tuple[float, ...] = ()


NOT_MEASURED: Final = Charge()


@cache
def model() -> Model | None:
    """The model that comes with the package; None if its file was left out."""
    return made(json.loads(FILE.read_text("utf-8"))) if FILE.exists() else None


def made(stored: dict[str, Any]) -> Model:
    """A model from its stored form: whole numbers, in thousandths."""
    table = np.array([stored["columns"][name] for name in COLUMNS], dtype=np.float64).T / 1000
    rows = {word: number for number, word in enumerate(stored["words"])}
    grams = {gram: value / 1000 for gram, value in stored["grams"].items()}
    token, sentence = (np.array(stored[name], dtype=np.float64) / 1000 for name in ("token", "sentence"))
    return Model(rows, table, grams, token, sentence)


def charge(text: str, sentences: Sequence[Span], sided: Sequence[Span], using: Model | None = None) -> Charge:
    """How charged the words and sentences are; ``sided`` are the sorted spans of terms that favour a side.

    Pure: the same text gives the same scores. O(n) in the words.
    """
    weights = using or model()
    if weights is None:
        return NOT_MEASURED
    words: list[Charged] = []
    scores: list[float] = []
    for sentence in sentences:
        row = units(text, sentence, sided, weights.rows)
        tokens, score = sentence_scores(text, sentence, row, weights)
        scores.append(score)
        words += [
            Charged(unit.span, float(token))
            for unit, token in zip(row, tokens, strict=True)
            if token >= LEAST and (unit.word == SIDED or unit.word not in CLASSES)
        ]
    return Charge(tuple(words), tuple(scores))


def sided(found: Iterable[Hit | Finding]) -> list[Span]:
    """The places of terms that favour a side, but for names of places, which are names like all others."""
    return [one.span for one in found if one.term.favours and one.rule.status != "contested-place-name"]


def sentence_scores(text: str, sentence: Span, row: Sequence[Unit], weights: Model) -> tuple[Numbers, float]:
    """The score of each unit of a sentence, and that of the sentence; a sentence without words has 0."""
    if not row:
        return np.zeros(0), 0.0
    words = [unit.word for unit in row]
    charges, itself, onward, back, around, mean = np.array([numbers_of(word, weights) for word in words]).T
    sums = itself + around.mean()
    sums[1:] += onward[:-1]
    sums[:-1] += back[1:]
    tokens = chance(sums + token_features(text, row, charges) @ weights.token)
    told = [weights.grams[gram] for gram in grams(words) if gram in weights.grams]
    features = sentence_features(sentence.of(text), words, tokens, charges)
    return tokens, float(chance(mean.mean() + bag(told) + features @ weights.sentence))


def numbers_of(word: str, weights: Model) -> Numbers:
    """The numbers of a word; of a compound that is not listed, the mean of those of its parts."""
    parts = [word] if word in weights.rows else word.split("-")
    return np.asarray(weights.table[[weights.rows[part] for part in parts]].mean(axis=0))


def chance(logits: Any) -> Any:
    """The logistic function."""
    return 1 / (1 + np.exp(-logits))


def grams(words: Sequence[str]) -> list[str]:
    """The different words and pairs of neighbours of a sentence, sorted; a class tells only beside a word."""
    single = {word for word in words if word not in CLASSES}
    return sorted(single | {f"{one} {other}" for one, other in pairwise(words)})


def bag(told: Sequence[float]) -> float:
    """What the grams of a sentence add to it: their sum, damped as there are more of them."""
    return sum(told) / float(max(1, len(told)) ** 0.5)


def token_features(text: str, row: Sequence[Unit], charges: Numbers) -> Numbers:
    """A row for each unit: the charges of it and its neighbours, of the sentence, and the marks beside it."""
    n = len(row)
    padded = np.pad(charges, 2, constant_values=_EDGE)
    neighbours = [padded[shift : shift + n] for shift in (2, 1, 3, 0, 4)]
    whole = [np.full(n, value) for value in (charges.mean(), np.sort(charges)[-2:].mean(), np.log(n + 1), 1.0)]
    beside = [(text[unit.span.start - 1 : unit.span.start], text[unit.span.end : unit.span.end + 1]) for unit in row]
    marks = [
        [bool(before) and before in '“"‘' for before, _ in beside],
        [bool(behind) and behind in '”"’' for _, behind in beside],
        [behind == "," for _, behind in beside],
        [bool(behind) and behind in ".!?" for _, behind in beside],
    ]
    return np.array([*neighbours, *whole, *marks], dtype=np.float64).T


def sentence_features(written: str, words: Sequence[str], tokens: Numbers, charges: Numbers) -> Numbers:
    """What else tells of a sentence: its length, classes, marks and kinds of words, and its most charged words."""
    n = len(words)
    counted = Counter(words)
    plain = [word for word in words if word not in CLASSES]
    highest = np.concatenate([np.sort(tokens)[::-1], np.zeros(3)])[:3]
    style = [
        1.0,
        np.log(n + 1),
        *(counted[name] / n for name in CLASSES),
        any(mark in written for mark in '“”"'),
        "?" in written,
        "!" in written,
        "—" in written or " - " in written,
        sum(map(len, plain)) / n / 5,
        sum(counted[word] for word in _SELVES) / n * 5,
        sum(counted[word] for word in _NEGATIONS),
        sum(word.endswith("ly") for word in plain) / n * 5,
        "said" in counted,
    ]
    spread = [np.log(1 + tokens.sum()), (tokens > DECISION).sum(), tokens.mean()]
    own = [charges.mean(), charges.max(), np.sort(charges)[-3:].mean()]
    return np.array([*style, *np.log((highest + 0.01) / (1.01 - highest)), *spread, *own], dtype=np.float64)
