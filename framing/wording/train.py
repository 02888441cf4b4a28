"""Learns the statistical signal of charged wording and writes its model file. Outside the flow; run by hand.

    pip install scikit-learn
    python -m framing.wording.train FOLDER [-o FILE] [--folds N --readings FILE]

FOLDER holds ``sentences.jsonl.gz`` (``{"id", "text", "topic", "label", "spans": [[start, end]]}``: sentences labelled
"Biased" or "Non-biased", and the words in them that people found charged), ``articles.jsonl.gz`` (``{"text"}``:
articles of any sort, for the list of words) and ``vectors.txt.gz`` (GloVe vectors: a word and its numbers a line).
``--folds 5 --readings FILE`` learns five times without a fifth of the topics and writes what each model says of the
sentences that it has not seen, for a scorer. The same folder and versions of the libraries give the same file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from framing.article import Span
from framing.intake.compressed import objects
from framing.lexicon.group_words import group_words
from framing.wording.charged import (
    COLUMNS,
    FILE,
    Model,
    Numbers,
    bag,
    chance,
    charge,
    grams,
    made,
    sentence_features,
    sided,
)
from framing.wording.charged import token_features as neighbourhood
from framing.wording.matching import matcher
from framing.wording.units import CLASSES, Unit, units

WIDTH = 100
"""Numbers of a vector."""
ARTICLES = 3
"""Articles that must have a word, written small more often than not, for it to be listed; so names are not."""
INNER = 4
"""Parts of the topics, each scored by what the others teach, so that a later step sees honest scores of an earlier."""
FREQUENT = 20
"""Uses of a word that count; more of them say no more."""
CHARGED_WEIGHT = 3.0
"""How much more a charged word counts than another while learning: they are one in thirty."""
SOFT, HARD, PLAIN = 0.01, 0.02, 1.0
"""Inverse strengths of regularisation of the three steps: charge of a word, of a token, of a sentence."""
DENSE, STYLE, VECTOR, GRAM = 0.5, 0.4, 0.2, 1.6
"""Scales of standardised features, by which they share the regularisation: of tokens; of a sentence's style, of its
mean vector, and of its words."""
SMALL = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A marked sentence: its units, which of them are charged, and whether it is called biased."""

    id: str
    topic: str
    text: str
    row: tuple[Unit, ...]
    charged: tuple[bool, ...]
    biased: bool

    @property
    def words(self) -> list[str]:
        """The words and classes."""
        return [unit.word for unit in self.row]


class Words:
    """The listed words with their vectors and shapes."""

    def __init__(self, frequencies: Mapping[str, int], vectors: Mapping[str, Numbers]) -> None:
        self.listed = sorted(frequencies)
        self._frequencies, self._vectors = frequencies, vectors
        self._features: dict[str, Numbers] = {}

    def vector(self, word: str) -> Numbers:
        """The vector of a word, or the mean of its parts; zeros where there is none, and for a class."""
        if word in self._vectors:
            return self._vectors[word]
        parts = [self._vectors[part] for part in re.split("[-']", word) if part in self._vectors]
        return np.mean(parts, axis=0) if parts and word not in CLASSES else np.zeros(WIDTH)

    def features(self, word: str) -> Numbers:
        """Vector, class and shape of a word."""
        if word not in self._features:
            plain = word not in CLASSES
            shape = [
                *(word == name for name in CLASSES),
                np.log(1 + self._frequencies.get(word, 0)) / 4 * plain,
                len(word) / 5 * plain,
                *(plain and word.endswith(ending) for ending in ("ly", "ing", "ed", "s")),
                plain and "-" in word,
                plain and word not in self._vectors,
            ]
            self._features[word] = np.concatenate([self.vector(word), np.array(shape, dtype=np.float64)])
        return self._features[word]


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A logistic regression on standardised features, with what the features add in their own units."""

    weights: Numbers
    constant: float

    def logits(self, features: Numbers) -> Numbers:
        """The sums for rows of features."""
        return np.asarray(features @ self.weights + self.constant)


def frequencies(articles: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many articles have each word that is to be listed."""
    held: Counter[str] = Counter()
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for article in articles:
        text = article["text"].replace("’", "'")
        seen = set()
        for found in SMALL.finditer(text):
            if text[max(0, found.start() - 2) : found.start()].strip()[-1:] in ("", ".", "!", "?", ":", "“", '"'):
                continue  # a capital may be due here
            word = found[0]
            (small if word[0].islower() else large)[word.lower()] += 1
            if word[0].islower():
                seen.add(word.lower())
        held.update(seen)
    return {
        word: n
        for word, n in held.items()
        if n >= ARTICLES and small[word] >= large[word] and word not in group_words()
    }


def vectors(file: Path, wanted: set[str]) -> dict[str, Numbers]:
    """The vectors of the wanted words."""
    found = {}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            word, *numbers = line.split()
            if word in wanted and len(numbers) == WIDTH:
                found[word] = np.array(numbers, dtype=np.float64)
    return found


def examples(records: Iterable[Mapping[str, Any]], listed: set[str]) -> list[Example]:
    """The sentences whose people agreed on a label."""
    found = []
    for record in records:
        if record["label"] not in ("Biased", "Non-biased"):
            continue
        text = record["text"]
        whole = Span(0, len(text))
        row = units(text, whole, sided(matcher().hits(text)), listed)
        marked = [Span(*pair) for pair in record["spans"]]
        charged = tuple(any(unit.span.overlaps(span) for span in marked) for unit in row)
        if row:
            found.append(Example(record["id"], record["topic"], text, row, charged, record["label"] == "Biased"))
    return found


def fitted(features: Any, labels: Sequence[bool], strength: float, weights: Any = None, charged: float = 1.0) -> Any:
    """A logistic regression that always comes out the same."""
    learner = LogisticRegression(C=strength, max_iter=300, class_weight={False: 1.0, True: charged})
    return learner.fit(features, np.array(labels), weights)


def charges_of(some: Sequence[Example], words: Words) -> Linear:
    """How charged a word is by itself: from how often each was marked, to all words by their vectors and shapes."""
    used: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for example in some:
        for word, charged in zip(example.words, example.charged, strict=True):
            used[word] += 1
            marked[word] += charged
    listed = sorted(used)
    features = np.array([words.features(word) for word in listed])
    means, spreads = features.mean(axis=0), features.std(axis=0) + 1e-6
    standard = (features - means) / spreads
    damped = [min(used[word], FREQUENT) / used[word] for word in listed]
    yes = [CHARGED_WEIGHT * marked[word] * damp for word, damp in zip(listed, damped, strict=True)]
    no = [(used[word] - marked[word]) * damp for word, damp in zip(listed, damped, strict=True)]
    labels = [True] * len(listed) + [False] * len(listed)
    learner = fitted(np.vstack([standard, standard]), labels, SOFT, np.array(yes + no))
    weights = learner.coef_[0] / spreads
    return Linear(weights, float(learner.intercept_[0] - means @ weights))


def charge_of(word: str, by: Linear, words: Words) -> float:
    """The charge of a word as a tempered logit."""
    alone = chance(by.logits(words.features(word)))
    return float(np.log((alone + 0.003) / (1.003 - alone)))


def token_rows(example: Example, charges: Numbers, words: Words) -> Numbers:
    """For each unit: its own features, the vectors of its neighbours, the mean vector, and its neighbourhood."""
    own = np.array([words.features(word) for word in example.words])
    vector = own[:, :WIDTH]
    nothing = np.zeros((1, WIDTH))
    before, behind = np.vstack([nothing, vector[:-1]]), np.vstack([vector[1:], nothing])
    around = np.repeat(vector.mean(axis=0)[None], len(own), axis=0)
    return np.hstack([own, before, behind, around, neighbourhood(example.text, [example.row], charges)])


def tokens_of(some: Sequence[Example], charges: Mapping[str, Numbers], words: Words) -> tuple[Linear, dict[str, float]]:
    """How charged a word is where it stands: the weights of its features, and what single words add to them."""
    rows = np.vstack([token_rows(example, charges[example.id], words) for example in some])
    means, spreads = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    in_sentences = Counter(word for example in some for word in set(example.words) if word not in CLASSES)
    known = {word: n for n, word in enumerate(sorted(word for word, n in in_sentences.items() if n > 1))}
    places = [known.get(word, -1) for example in some for word in example.words]
    kept = [(n, place) for n, place in enumerate(places) if place >= 0]
    single = sparse.csr_matrix((np.ones(len(kept)), np.array(kept).T), shape=(len(places), len(known)))
    features = sparse.hstack([sparse.csr_matrix((rows - means) / spreads * DENSE), single]).tocsr()
    labels = [charged for example in some for charged in example.charged]
    learner = fitted(features, labels, HARD, charged=CHARGED_WEIGHT)
    weights = learner.coef_[0][: rows.shape[1]] * DENSE / spreads
    added = dict(zip(known, learner.coef_[0][rows.shape[1] :].tolist(), strict=True))
    return Linear(weights, float(learner.intercept_[0] - means @ weights)), added


def token_chances(example: Example, charges: Numbers, by: tuple[Linear, Mapping[str, float]], words: Words) -> Numbers:
    """The chance of each unit of a sentence."""
    linear, added = by
    logits = linear.logits(token_rows(example, charges, words)) + [added.get(word, 0.0) for word in example.words]
    return np.asarray(chance(logits))


def sentence_row(example: Example, charges: Numbers, tokens: Numbers, words: Words) -> Numbers:
    """The mean vector of a sentence and what else tells of it."""
    vector = np.array([words.vector(word) for word in example.words]).mean(axis=0)
    return np.concatenate([vector, sentence_features([example.text], [example.words], tokens, charges)[0]])


def sentences_of(
    some: Sequence[Example], charges: Mapping[str, Numbers], tokens: Mapping[str, Numbers], words: Words
) -> tuple[Linear, dict[str, float]]:
    """Whether a sentence is called biased: the weights of its features, and what single words and pairs add."""
    rows = np.array([sentence_row(example, charges[example.id], tokens[example.id], words) for example in some])
    means, spreads = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scales = np.r_[np.full(WIDTH, VECTOR), np.full(rows.shape[1] - WIDTH, STYLE)]
    in_sentences = Counter(gram for example in some for gram in grams(example.words))
    known = {gram: n for n, gram in enumerate(sorted(gram for gram, n in in_sentences.items() if n > 1))}
    cells = []
    for n, example in enumerate(some):
        here = [known[gram] for gram in sorted(grams(example.words)) if gram in known]
        cells += [(n, place, GRAM * bag([1.0]) / max(1, len(here)) ** 0.5) for place in here]
    at_row, at_column, values = zip(*cells, strict=True)
    told = sparse.csr_matrix((values, (at_row, at_column)), shape=(len(some), len(known)))
    features = sparse.hstack([told, sparse.csr_matrix((rows - means) / spreads * scales)]).tocsr()
    learner = fitted(features, [example.biased for example in some], PLAIN)
    weights = learner.coef_[0][len(known) :] * scales / spreads
    added = dict(zip(known, (learner.coef_[0][: len(known)] * GRAM).tolist(), strict=True))
    return Linear(weights, float(learner.intercept_[0] - means @ weights)), added


def learned(some: Sequence[Example], words: Words) -> dict[str, Any]:
    """The stored form of a model of these sentences; each step learns from scores that the step before gave unseen."""
    parts = parted(some, INNER)
    charges: dict[str, Numbers] = {}
    for part in parts:
        by = charges_of([example for example in some if example.topic not in part], words)
        for example in some:
            if example.topic in part:
                charges[example.id] = np.array([charge_of(word, by, words) for word in example.words])
    tokens: dict[str, Numbers] = {}
    for part in parts:
        tagger = tokens_of([example for example in some if example.topic not in part], charges, words)
        for example in some:
            if example.topic in part:
                tokens[example.id] = token_chances(example, charges[example.id], tagger, words)
    return exported(
        charges_of(some, words), tokens_of(some, charges, words), sentences_of(some, charges, tokens, words), words
    )


def exported(
    by: Linear,
    tagger: tuple[Linear, Mapping[str, float]],
    judge: tuple[Linear, Mapping[str, float]],
    words: Words,
) -> dict[str, Any]:
    """What each listed word adds, as whole thousandths: weights of vectors become one number a word."""
    listed = [*CLASSES, *words.listed]
    features = np.array([words.features(word) for word in listed])
    vector, width = features[:, :WIDTH], features.shape[1]
    own, onward, back, around = np.split(
        tagger[0].weights[: width + 3 * WIDTH], [width, width + WIDTH, width + 2 * WIDTH]
    )
    columns = {
        "charge": np.array([charge_of(word, by, words) for word in listed]),
        "itself": features @ own + [tagger[1].get(word, 0.0) for word in listed],
        "onward": vector @ onward,
        "back": vector @ back,
        "around": vector @ around,
        "mean": vector @ judge[0].weights[:WIDTH],
    }
    token, sentence = tagger[0].weights[width + 3 * WIDTH :].copy(), judge[0].weights[WIDTH:].copy()
    columns["itself"] = columns["itself"] + tagger[0].constant
    sentence[0] += judge[0].constant
    return {
        "words": listed,
        "columns": {name: thousandths(columns[name]) for name in COLUMNS},
        "grams": {gram: value for gram, value in zip(judge[1], thousandths(judge[1].values()), strict=True) if value},
        "token": thousandths(token),
        "sentence": thousandths(sentence),
    }


def thousandths(numbers: Iterable[float]) -> list[int]:
    """Numbers as whole thousandths."""
    return [round(1000 * float(number)) for number in numbers]


def parted(some: Sequence[Example], parts: int) -> list[set[str]]:
    """The topics in parts of nearly the same number of sentences."""
    sizes = Counter(example.topic for example in some)
    found: list[set[str]] = [set() for _ in range(parts)]
    filled: defaultdict[int, int] = defaultdict(int)
    for topic, size in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])):
        smallest = min(range(parts), key=lambda part: (filled[part], part))
        found[smallest].add(topic)
        filled[smallest] += size
    return found


def said(example: Example, using: Model) -> dict[str, Any]:
    """What a model says of a sentence, in the shape of a reading."""
    text = example.text
    found = charge(text, [Span(0, len(text))], sided(matcher().hits(text)), using)
    return {
        "article": {"id": example.id},
        "charged": [{"span": list(span), "score": score} for span, score in found.words],
        "charged_sentences": list(found.sentences),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, and write the model file or the readings of the folds."""
    parser = argparse.ArgumentParser(description="learn the statistical signal of charged wording")
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=FILE)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--readings", type=Path)
    options = parser.parse_args(arguments)
    held = frequencies(objects(options.folder / "articles.jsonl.gz"))
    wanted = set(held) | {part for word in held for part in re.split("[-']", word)}
    words = Words(held, vectors(options.folder / "vectors.txt.gz", wanted))
    found = examples(objects(options.folder / "sentences.jsonl.gz"), set(held) | set(CLASSES))
    print(f"{len(found)} sentences, {len(words.listed)} words", file=sys.stderr)
    if options.folds:
        with options.readings.open("w", encoding="utf-8") as out:
            for part in parted(found, options.folds):
                model = made(learned([example for example in found if example.topic not in part], words))
                for example in found:
                    if example.topic in part:
                        out.write(json.dumps(said(example, model)) + "\n")
    else:
        stored = learned(found, words)
        options.output.write_text(
            json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
