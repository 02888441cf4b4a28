"""Learns the odds of pairs, and says how good they are on topics not learned from. Outside the flow; run by hand.

    python -m framing.events.train DOCUMENTS PAIRS APART [--folds 5 --output FOLDER [--scorer FILE]] [--seed 0]

DOCUMENTS holds JSON lines ``{"id", "topic", "text", "sentences": [[start, end)]}``, PAIRS ``{"a": [id, sentence], "b":
[id, sentence], "same_fact", "topic"}``, compressed with gzip or not. APART is like DOCUMENTS, but each of its topics is
a theme: articles of different stories, months apart. No two of their sentences report one fact unless they are the same
word for word; the most alike of them teach that a recurring theme is no fact. Besides each whole topic, random parts of
it are learned from, since a report has mostly few articles, and an article beside itself, since news is copied.

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
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from framing.events.likeness import Surroundings, likeness, surroundings
from framing.events.odds import BENDS, FILE, FORMAT, Odds, bent, probability
from framing.events.pairs import APART, LEAST, Block, firsts, scored, seconds
from framing.events.passages import Passage, passages
from framing.events.similarity import Array, similarity
from framing.identities import canonical_concepts
from framing.intake.collection import collection
from framing.intake.compressed import objects
from framing.reading import Reading, reading

PENALTY = 50.0
"""Of the squares of the weights, which stand for steps of one deviation."""
ROUNDS = 400
PARTS = (2, 2, 3, 3, 4, 6, 10)
"""Articles of the parts of a topic that are learned from beside the whole."""
ALIKE = 100
"""Pairs of a theme that are learned from, of those most alike and of the others each."""
OF_THEME, OF_COPY = 0.15, 0.1
"""Weight of a pair from a theme, or from an article beside itself."""
Known = Mapping[tuple[str, int, str, int], bool]
Features = dict[str, Array]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A topic or a part of it; ``gold`` gives for passages a and b whether they report one fact."""

    topic: int
    whole: bool
    around: Surroundings
    names: tuple[str, ...]
    gold: Mapping[tuple[int, int], bool]
    weight: float = 1.0


def readings(documents: Sequence[Mapping[str, Any]]) -> dict[str, Reading]:
    """The documents, read as the report reads them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "documents.jsonl"
        lines = [json.dumps({"id": one["id"], "text": one["text"]}) for one in documents]
        file.write_text("\n".join(lines), "utf-8")
        return {article.id: reading(article) for article in collection([str(file)]).articles}


def examples(
    documents: Sequence[Mapping[str, Any]], known: Known, found: Mapping[str, Reading], seed: int
) -> list[Example]:
    """The topics and their parts."""
    chance = random.Random(seed)  # noqa: S311
    topics: defaultdict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for document in documents:
        topics[document["topic"]].append(document)
    out = []
    for topic, whole in sorted(topics.items()):
        out.append(_example(topic, True, whole, known, found))
        for size in PARTS:
            if size < len(whole):
                part = sorted(chance.sample(range(len(whole)), size))
                out.append(_example(topic, False, [whole[number] for number in part], known, found))
        first, second = (whole[number] for number in chance.sample(range(len(whole)), 2))
        out.append(_example(topic, False, [first, first], known, found))
        out.append(_example(topic, False, [first, second, first], known, found))
    return out


def themes(documents: Sequence[Mapping[str, Any]], found: Mapping[str, Reading], seed: int) -> list[Example]:
    """The topics of articles that report different things: of each the pairs most alike, and as many others."""
    chance = random.Random(seed)  # noqa: S311
    topics: defaultdict[int, list[Reading]] = defaultdict(list)
    for document in documents:
        topics[document["topic"]].append(found[document["id"]])
    out = []
    for topic, own in sorted(topics.items()):
        cut = passages(own, canonical_concepts(own))
        around = surroundings(cut, similarity(cut, [one.article.text for one in own]))
        written = [passage.span.of(own[passage.article].article.text) for passage in cut]
        ranked = []
        for article in range(len(own)):
            rows, columns = around.rows(article), around.others(article, behind=True)
            alike = likeness(around.similar, rows, columns)
            for row, column in np.ndindex(alike.shape):
                a, b = rows.start + row, int(columns[column])
                if written[a] != written[b]:
                    ranked.append((-round(float(alike[row, column]), 9), a, b))
        ranked.sort()
        kept = ranked[:ALIKE] + chance.sample(ranked[ALIKE:], min(ALIKE, len(ranked[ALIKE:])))
        gold = {(a, b): False for _, a, b in kept}
        out.append(Example(topic, False, around, tuple(one.article.id for one in own), gold, OF_THEME))
    return out


def _example(
    topic: int, whole: bool, documents: Sequence[Mapping[str, Any]], known: Known, found: Mapping[str, Reading]
) -> Example:
    own = [found[document["id"]] for document in documents]
    cut = passages(own, canonical_concepts(own))
    around = surroundings(cut, similarity(cut, [one.article.text for one in own]))
    places = [_place(passage, documents[passage.article]) for passage in cut]
    gold = {}
    for a, first in enumerate(places):
        for b in range(a + 1, len(places)):
            copied = first[0] == places[b][0]
            label = first == places[b] if copied else known.get((*first, *places[b]))
            if label is not None and cut[a].article != cut[b].article:
                gold[a, b] = label
    ids = tuple(document["id"] for document in documents)
    return Example(topic, whole, around, ids, gold, 1.0 if len(set(ids)) == len(ids) else OF_COPY)


def _place(passage: Passage, document: Mapping[str, Any]) -> tuple[str, int]:
    """The sentence of the gold with which a passage shares most."""
    shared = [min(passage.span.end, end) - max(passage.span.start, start) for start, end in document["sentences"]]
    return document["id"], max(range(len(shared)), key=lambda number: (shared[number], -number))


def known_pairs(pairs: Iterable[Mapping[str, Any]]) -> Known:
    """The pairs of sentences that are annotated, both ways."""
    out = {}
    for pair in pairs:
        out[(*pair["a"], *pair["b"])] = out[(*pair["b"], *pair["a"])] = bool(pair["same_fact"])
    return out


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
    *("length", "headline", "covered", "closest", "to own article"),
    *("score anywhere", "score closest", "score best", "score of all", "score in like articles"),
)
"""Features, by how their names begin, that may speak for a pair or against it; all others are likenesses."""
AGAINST = ("other numbers",)
"""Features that may only speak against it."""


def learned(parts: Sequence[tuple[Features, Array, float]]) -> Odds:
    """A logistic regression with a penalty on the slopes, none of which is falling for a likeness (L-BFGS-B)."""
    used = [part for part in parts if len(part[1])]
    truth = np.concatenate([part for _, part, _ in used])
    counts = np.concatenate([np.full(len(part), weight) for _, part, weight in used])
    columns, scales = [np.ones((len(truth), 1))], {}
    bounds: list[tuple[float | None, float | None]] = [(None, None)]
    for name in sorted(used[0][0].keys() - {APART}):
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

    def __init__(self, found: Sequence[Example], fold_of: Mapping[int, int]) -> None:
        self.found, self.fold_of = found, fold_of
        self.truth = [labels(example) for example in found]
        self.plain = [features(example, firsts(example.around, None)) for example in found]
        self.kept: dict[frozenset[int], Odds] = {}

    def first(self, without: frozenset[int]) -> Odds:
        """The first function, learned without some folds."""
        if without not in self.kept:
            use = [n for n, example in enumerate(self.found) if self.fold_of[example.topic] not in without]
            self.kept[without] = learned([(self.plain[n], self.truth[n], self.found[n].weight) for n in use])
        return self.kept[without]

    def both(self, without: frozenset[int]) -> tuple[Odds, Odds]:
        """Both functions; the second learns from first scores of topics that these were not learned from."""
        parts = []
        for example, truth in zip(self.found, self.truth, strict=True):
            fold = self.fold_of[example.topic]
            if fold not in without:
                inner = self.first(without | {fold})
                parts.append((features(example, seconds(example.around, inner)), truth, example.weight))
        return self.first(without), learned(parts)


def folds(found: Sequence[Example], count: int, seed: int) -> dict[int, int]:
    """A fold for each topic."""
    topics = sorted({example.topic for example in found})
    random.Random(seed).shuffle(topics)  # noqa: S311
    return {topic: number % count for number, topic in enumerate(topics)}


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


def out_of_fold(learning: Learning, count: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each topic with its comparison by functions that have not seen it."""
    for fold in range(count):
        functions = learning.both(frozenset({fold}))
        for example in learning.found:
            if example.whole and learning.fold_of[example.topic] == fold:
                yield example.topic, compared(example, *functions)


def written(first: Odds, second: Odds) -> str:
    """The model file."""
    parts = {
        name: {"bias": one.bias, "weights": {key: list(value) for key, value in one.weights.items()}}
        for name, one in (("first", first), ("second", second))
    }
    return json.dumps({"schema": FORMAT, **parts}, indent=1) + "\n"


def main(read: Callable[[Sequence[Mapping[str, Any]]], dict[str, Reading]] = readings) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("apart", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    documents, apart = objects(options.documents), objects(options.apart)
    found = examples(documents, known_pairs(objects(options.pairs)), read(documents), options.seed)
    found += themes(apart, read(apart), options.seed)
    learning = Learning(found, folds(found, options.folds or 5, options.seed))
    if not options.folds:
        FILE.write_text(written(*learning.both(frozenset())), "utf-8", newline="\n")
        return
    options.output.mkdir(parents=True, exist_ok=True)
    files = []
    for topic, comparison in sorted(out_of_fold(learning, options.folds), key=lambda item: item[0]):
        files.append(options.output / f"{topic}.json")
        files[-1].write_text(json.dumps(comparison), "utf-8")
    if options.scorer:
        command = [sys.executable, options.scorer, options.documents, options.pairs, *files]
        subprocess.run([str(part) for part in command], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
