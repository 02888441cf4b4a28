"""Sentences become how charged they and their words are: a statistical signal beside the lexicon, never mixed with it.

Every word of the model's list has a few numbers, learned from sentences that people have marked (``train.py``); a
sentence is their sum, so that it can be seen which words carry it. Names, numbers, words for groups of people and
terms of the lexicon that favour a side count by their class alone. What can go wrong: the model file may be left out;
then nothing is measured, which is not the same as "not charged".
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from framing.article import Span
from framing.language.tokens import Cut, tokens
from framing.wording.findings import Finding
from framing.wording.matching import Hit
from framing.wording.units import CLASSES, SIDED, Unit, units

Numbers = npt.NDArray[np.float64]

FILE: Final = Path(__file__).with_name("charged.json")
LEAST: Final = 0.3
"""Score from which a word is listed."""
DECISION: Final = 0.5
"""Score from which a word or a sentence counts as charged."""
DIGITS: Final = 6
"""Digits of a score: more of them depend on the order in which a machine adds."""
COLUMNS: Final = ("charge", "itself", "onward", "back", "around", "mean")
"""What each word has: how charged it is by itself; what it adds to its own score, to that of the word behind it, to
that of the word before it, to every word of its sentence (on average); and to the sentence (on average)."""
_EDGE: Final = -3.0
"""The charge of what is no word, beyond either end of a sentence."""
_CLASSES: Final = frozenset(CLASSES)
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


def charge(
    text: str,
    sentences: Sequence[Span],
    sided: Sequence[Span],
    using: Model | None = None,
    cut: Cut = tokens,
) -> Charge:
    """How charged the words and sentences are; ``sided`` are the sorted spans of terms that favour a side, and ``cut``
    gives the tokens of a sentence.

    Pure: the same text gives the same scores. O(n) in the words.
    """
    weights = using or model()
    if weights is None:
        return NOT_MEASURED
    rows = [units(text, sentence, sided, weights.rows, cut) for sentence in sentences]
    spoken = [number for number, row in enumerate(rows) if row]
    if not spoken:
        return Charge((), (0.0,) * len(sentences))
    by_unit, by_sentence = scores(
        text, [sentences[number] for number in spoken], [rows[number] for number in spoken], weights
    )
    all_units = [unit for row in rows for unit in row]
    reaching = [(all_units[place], by_unit[place]) for place in np.flatnonzero(by_unit >= LEAST)]
    words = tuple(
        Charged(unit.span, _rounded(score))
        for unit, score in reaching
        if unit.word == SIDED or unit.word not in CLASSES
    )
    known = dict(zip(spoken, map(_rounded, by_sentence), strict=True))
    return Charge(words, tuple(known.get(number, 0.0) for number in range(len(sentences))))


def _rounded(score: float) -> float:
    return round(float(score), DIGITS)


def sided(found: Iterable[Hit | Finding]) -> list[Span]:
    """The places of terms that favour a side, but for names of places, which are names like all others."""
    return [one.span for one in found if one.term.favours and one.rule.status != "contested-place-name"]


def scores(
    text: str, sentences: Sequence[Span], rows: Sequence[Sequence[Unit]], weights: Model
) -> tuple[Numbers, Numbers]:
    """The score of every unit, and that of every sentence; each has at least one unit."""
    words = [[unit.word for unit in row] for row in rows]
    together = Rows([len(row) for row in rows])
    numbers = numbers_of([word for row in words for word in row], weights)
    _, _, _, _, around, mean = together.means(numbers).T
    charges, itself, onward, back, _, _ = numbers.T
    sums = itself + together.spread(around) + together.shifted(onward, -1, 0.0) + together.shifted(back, 1, 0.0)
    tokens = chance(sums + token_features(text, rows, charges) @ weights.token)
    features = sentence_features([sentence.of(text) for sentence in sentences], words, tokens, charges)
    bags = [bag([weights.grams[gram] for gram in sorted(weights.grams.keys() & grams(row))]) for row in words]
    return tokens, chance(mean + bags + features @ weights.sentence)


class Rows:
    """Values of the units of several rows, one row behind the other; none is empty."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = np.array(sizes)
        self.ends = np.cumsum(self.sizes)
        self.starts = self.ends - self.sizes
        self._row = np.repeat(np.arange(len(self.sizes)), self.sizes)

    def sums(self, values: Numbers) -> Numbers:
        """The sum of each row."""
        return np.asarray(np.add.reduceat(values, self.starts, axis=0))

    def means(self, values: Numbers) -> Numbers:
        """The mean of each row; of several columns, that of each."""
        return np.asarray((self.sums(values).T / self.sizes).T)

    def spread(self, of_rows: Numbers) -> Numbers:
        """A value of each row, given to all of its units."""
        return np.asarray(of_rows[self._row])

    def shifted(self, values: Numbers, by: int, edge: float) -> Numbers:
        """For each unit, the value of the one that is ``by`` places behind it; ``edge`` beyond either end of a row."""
        gap = abs(by)
        places = np.arange(len(values)) + gap * (self._row + 1)
        padded = np.full(len(values) + gap * (len(self.sizes) + 1), edge)
        padded[places] = values
        return np.asarray(padded[places + by])

    def highest(self, values: Numbers) -> Numbers:
        """The three highest values of each row, shape (rows, 3), the highest first; 0 where a row has no more."""
        ordered = values[np.lexsort((-values, self._row))]
        places = self.starts[:, None] + np.arange(3)
        there = places < self.ends[:, None]
        return np.where(there, ordered[np.where(there, places, 0)], 0.0)


def numbers_of(words: Sequence[str], weights: Model) -> Numbers:
    """The numbers of each word; of a compound that is not listed, the mean of those of its parts."""
    places = [weights.rows.get(word, -1) for word in words]
    numbers = weights.table[places]
    for number, place in enumerate(places):
        if place < 0:
            parts = words[number].split("-")
            numbers[number] = weights.table[[weights.rows[part] for part in parts]].mean(axis=0)
    return numbers


def chance(logits: Any) -> Any:
    """The logistic function."""
    return 1 / (1 + np.exp(-logits))


def grams(words: Sequence[str]) -> set[str]:
    """The different words and pairs of neighbours of a sentence; a class tells only beside a word."""
    return {f"{one} {other}" for one, other in pairwise(words)}.union(words) - _CLASSES


def bag(told: Sequence[float]) -> float:
    """What the grams of a sentence add to it: their sum, damped as there are more of them."""
    return sum(told) / float(max(1, len(told)) ** 0.5)


def token_features(text: str, rows: Sequence[Sequence[Unit]], charges: Numbers) -> Numbers:
    """A row for each unit: the charges of it and its neighbours, of its sentence, and the marks beside it."""
    together = Rows([len(row) for row in rows])
    neighbours = [together.shifted(charges, by, _EDGE) for by in (0, -1, 1, -2, 2)]
    two = together.highest(charges)[:, :2].sum(axis=1) / np.minimum(together.sizes, 2)
    whole = [together.spread(values) for values in (together.means(charges), two, np.log(together.sizes + 1))]
    # Between two spaces every unit has a character before it and one behind.
    characters = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    spans = [unit.span for row in rows for unit in row]
    before, behind = characters[[span[0] for span in spans]], characters[[span[1] + 1 for span in spans]]
    marks = [_among(before, '“"‘'), _among(behind, '”"’'), _among(behind, ","), _among(behind, ".!?")]
    return np.array([*neighbours, *whole, np.ones(len(charges)), *marks], dtype=np.float64).T


def _among(characters: npt.NDArray[np.uint32], marks: str) -> npt.NDArray[np.bool_]:
    return np.asarray(np.logical_or.reduce([characters == ord(mark) for mark in marks]))


def sentence_features(
    written: Sequence[str], rows: Sequence[Sequence[str]], tokens: Numbers, charges: Numbers
) -> Numbers:
    """A row for each sentence, of what else tells of it: its length, classes, marks and kinds of words, and its most
    charged words.
    """
    together = Rows([len(row) for row in rows])
    style = np.array([_style(*sentence) for sentence in zip(written, rows, strict=True)])
    highest, charged = together.highest(tokens), together.highest(charges)
    return np.column_stack(
        [
            style,
            np.log((highest + 0.01) / (1.01 - highest)),
            np.log(1 + together.sums(tokens)),
            together.sums((tokens > DECISION).astype(np.float64)),
            together.means(tokens),
            together.means(charges),
            charged[:, 0],
            charged.sum(axis=1) / np.minimum(together.sizes, 3),
        ]
    )


def _style(written: str, words: Sequence[str]) -> list[float]:
    n = len(words)
    plain = [word for word in words if word not in _CLASSES]
    return [
        1.0,
        math.log(n + 1),
        *[words.count(name) / n for name in CLASSES],
        any(mark in written for mark in '“”"'),
        "?" in written,
        "!" in written,
        "—" in written or " - " in written,
        sum(map(len, plain)) / n / 5,
        sum(map(_SELVES.__contains__, plain)) / n * 5,
        sum(map(_NEGATIONS.__contains__, plain)),
        sum([word.endswith("ly") for word in plain]) / n * 5,
        "said" in plain,
    ]
