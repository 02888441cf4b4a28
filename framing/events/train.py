"""Learns the odds of pairs, and says how good they are on topics not learned from. Outside the flow; run by hand.

    python -m framing.events.train DOCUMENTS PAIRS STORIES [--folds 5 --output FOLDER [--scorer FILE]] [--seed 0]

DOCUMENTS holds JSON lines ``{"id", "topic", "event", "text", "sentences": [[start, end)]}``, PAIRS ``{"a": [id,
sentence], "b": [id, sentence], "same_fact", "topic"}``, STORIES ``{"id", "text", "date", "story"}``, compressed with
gzip or not. From the articles of STORIES, themes are made: articles of different stories, months apart. No two of their
sentences report one fact unless they are the same word for word; the most alike of them teach that a recurring theme is
no fact. Besides each whole topic, each of its events alone and random parts of it are learned from, since a report may
hold one event only, and mostly has few articles. What is learned for few articles comes from the small ones of these
and from the themes, what is learned for many from the others.

Without ``--folds`` the weights are learned from all topics and written beside :mod:`framing.events.odds`. With it, each
fold's topics are scored by weights learned without them (the first scores that the second function learns from come
from folds within those); FOLDER gets one comparison a topic, with the pairs as ``framing report --format json --pairs
all`` prints them, and FILE, a scorer that takes DOCUMENTS PAIRS COMPARISON..., is run on them. The same files and
options give the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from framing.events.odds import BENDS, FEW, FILE, FORMAT, Odds, bent, probability
from framing.events.pairs import APART, LEAST, Block, firsts, scored, seconds
from framing.events.similarity import Array
from framing.events.train_examples import Example, apart, examples, known_pairs, readings, themes
from framing.intake.compressed import objects
from framing.reading import Reading

PENALTY = 50.0
"""Of the squares of the weights, which stand for steps of one deviation."""
ROUNDS = 400
Features = dict[str, Array]


# ---------------------------------------------------------------- features and labels


def features(example: Example, blocks: Iterable[Block]) -> Features:
    """The features of the annotated pairs of an example, in the order of the pairs."""
    parts: list[dict[str, Array]] = []
    for block in blocks:
        rows, columns = _annotated(example, block)
        parts.append({name: values[rows, columns] for name, values in block.features.items()})
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]} if parts else {}


def _annotated(example: Example, block: Block) -> tuple[list[int], list[int]]:
    places = [
        (row, column)
        for row in range(block.logits.shape[0])
        for column, number in enumerate(block.columns)
        if (block.start + row, int(number)) in example.gold
    ]
    return [row for row, _ in places], [column for _, column in places]


def labels(example: Example) -> Array:
    """Whether the annotated pairs report one fact, in the order of :func:`features`."""
    out: list[float] = []
    for block in firsts(example.around, None):
        rows, columns = _annotated(example, block)
        out += [
            float(example.gold[block.start + row, int(block.columns[c])]) for row, c in zip(rows, columns, strict=True)
        ]
    return np.array(out)


# ---------------------------------------------------------------- learning


FREE = (
    *("length", "headline", "covered", "closest", "to own article", "told around"),
    *("score anywhere", "score closest", "score best", "score of all", "score in like articles"),
)
"""Features, by how their names begin, that may speak for a pair or against it; all others are likenesses."""
AGAINST = ("other numbers",)
"""Features that may only speak against it."""
OF_MANY = ("told around",)
"""Features of many articles alone: one or two other articles do not tell what all of them say."""


def learned(parts: Sequence[tuple[Features, Array, float]], left_out: tuple[str, ...] = ()) -> Odds:
    """A logistic regression with a penalty on the slopes, none of which is falling for a likeness (L-BFGS-B).

    Features whose names begin with one of ``left_out`` get no weight.
    """
    used = [part for part in parts if len(part[1])]
    truth = np.concatenate([part for _, part, _ in used])
    counts = np.concatenate([np.full(len(part), weight) for _, part, weight in used])
    columns, scales = [np.ones((len(truth), 1))], {}
    bounds: list[tuple[float | None, float | None]] = [(None, None)]
    for name in sorted(name for name in used[0][0] if name != APART and not name.startswith(left_out)):
        values = np.concatenate([part[name] for part, _, _ in used])
        scales[name] = (round(float(np.nanmean(values)), 6), round(float(np.nanstd(values)), 6) or 1.0)
        columns.append(bent(values, *scales[name]))
        sort = (None, None) if name.startswith(FREE) else (None, 0.0) if name in AGAINST else (0.0, None)
        bounds += [sort] * (len(BENDS) - 1)
    table = np.hstack(columns)
    penalty = np.full(table.shape[1], PENALTY)
    penalty[0] = 0.0

    def loss(weights: Array) -> tuple[float, Array]:
        logits = table @ weights
        value = counts @ (np.logaddexp(0, logits) - truth * logits) + (penalty * weights * weights).sum() / 2
        return float(value), table.T @ (counts * (probability(logits) - truth)) + penalty * weights

    start = np.zeros(table.shape[1])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": ROUNDS})
    rounded = [round(float(weight), 5) for weight in best.x]
    size = len(BENDS) - 1
    own = {name: rounded[1 + size * n : 1 + size * (n + 1)] for n, name in enumerate(scales)}
    return Odds(rounded[0], {name: (*scales[name], *own[name]) for name in scales})


class Learning:
    """The examples with their first features; functions learned without some folds are kept."""

    def __init__(self, found: Sequence[Example], fold_of: Mapping[int, int], left_out: tuple[str, ...] = ()) -> None:
        self.found, self.fold_of, self.left_out = found, fold_of, left_out
        self.truth = [labels(example) for example in found]
        self.plain = [features(example, firsts(example.around, None)) for example in found]
        self.kept: dict[frozenset[int], Odds] = {}

    def first(self, without: frozenset[int]) -> Odds:
        """The first function, learned without some folds."""
        if without not in self.kept:
            use = [n for n, example in enumerate(self.found) if self.fold_of[example.topic] not in without]
            parts = [(self.plain[n], self.truth[n], self.found[n].weight) for n in use]
            self.kept[without] = learned(parts, self.left_out)
        return self.kept[without]

    def both(self, without: frozenset[int]) -> tuple[Odds, Odds]:
        """Both functions; the second learns from first scores of topics that these were not learned from."""
        parts = []
        for example, truth in zip(self.found, self.truth, strict=True):
            fold = self.fold_of[example.topic]
            if fold not in without:
                inner = self.first(without | {fold})
                parts.append((features(example, seconds(example.around, inner)), truth, example.weight))
        return self.first(without), learned(parts, self.left_out)


def folds(found: Sequence[Example], count: int, seed: int) -> dict[int, int]:
    """A fold for each topic, and for each theme: which topics are scored together does not hang on the themes."""
    topics = sorted({example.topic for example in found})
    out: dict[int, int] = {}
    for own in ([topic for topic in topics if topic >= 0], [topic for topic in topics if topic < 0]):
        random.Random(seed).shuffle(own)  # noqa: S311
        out |= {topic: number % count for number, topic in enumerate(own)}
    return out


# ---------------------------------------------------------------- what comes out


def compared(example: Example, first: Odds, second: Odds) -> dict[str, Any]:
    """The pairs of a topic in the shape of ``framing report --format json --pairs all``."""
    cut = example.around.passages
    pairs = []
    for block, scores in scored(example.around, first, second):
        for row, column in zip(*np.nonzero(scores >= LEAST), strict=True):
            sides = [
                {"article": example.names[cut[n].article], "span": [cut[n].span.start, cut[n].span.end]}
                for n in (block.start + int(row), int(block.columns[column]))
            ]
            pairs.append({"a": sides[0], "b": sides[1], "score": round(float(scores[row, column]), 6)})
    return {"schema": "framing.comparison/1", "pairs": pairs}


def out_of_fold(few: Learning, many: Learning, count: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each topic with its comparison by functions that have not seen it."""
    for learning in (few, many):
        for fold in range(count):
            whole = [one for one in learning.found if one.whole and learning.fold_of[one.topic] == fold]
            if whole:
                functions = learning.both(frozenset({fold}))
                yield from ((one.topic, compared(one, *functions)) for one in whole)


def written(few: tuple[Odds, Odds], many: tuple[Odds, Odds]) -> str:
    """The model file."""
    parts = {
        size: {
            name: {"bias": one.bias, "weights": {key: list(value) for key, value in one.weights.items()}}
            for name, one in zip(("first", "second"), functions, strict=True)
        }
        for size, functions in (("few", few), ("many", many))
    }
    return json.dumps({"schema": FORMAT, **parts}, indent=1) + "\n"


def main(read: Callable[[Sequence[Mapping[str, Any]]], dict[str, Reading]] = readings) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    documents, different = objects(options.documents), apart(objects(options.stories))
    found = examples(documents, known_pairs(objects(options.pairs)), read(documents), options.seed)
    found += themes(different, read(different), options.seed)
    fold_of = folds(found, options.folds or 5, options.seed)
    few = Learning([one for one in found if len(one.names) <= FEW], fold_of, OF_MANY)
    many = Learning([one for one in found if len(one.names) > FEW], fold_of)
    if not options.folds:
        FILE.write_text(written(few.both(frozenset()), many.both(frozenset())), "utf-8", newline="\n")
        return
    options.output.mkdir(parents=True, exist_ok=True)
    files = []
    for topic, comparison in sorted(out_of_fold(few, many, options.folds), key=lambda item: item[0]):
        files.append(options.output / f"{topic}.json")
        files[-1].write_text(json.dumps(comparison), "utf-8")
    if options.scorer:
        command = [sys.executable, options.scorer, options.documents, options.pairs, *files]
        subprocess.run([str(part) for part in command], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
