"""Articles with marked attributions become examples; articles without marks become a vocabulary with vectors.

Outside the flow: only :mod:`framing.attribution.train` uses this. What can go wrong: marks that lie inside a
quotation or across its edge, which are laid on the whole quotation.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

from framing.article import Article, Span
from framing.attribution.attributions import outside_quotations
from framing.attribution.clause import Row
from framing.attribution.learned import CONTENT, NEITHER, SOURCE, Paragraph, window
from framing.attribution.network import Window
from framing.attribution.paths import BEGIN, INSIDE, OUTSIDE
from framing.attribution.traits import (
    KINDS,
    MARK,
    NAME,
    NUMBER,
    UNKNOWN,
    Traits,
    Vocabulary,
    described,
    named_words,
    numbered,
)
from framing.attribution.traits import traits as traits_of
from framing.intake.collection import collection
from framing.intake.compressed import objects

LEAST_COUNT, LEAST_ARTICLES = 20, 3
"""A word of the vocabulary stands at least so often in the unmarked articles, and in so many of them."""
SMALL_RATIO, OPENING_RATIO = 2, 10
"""How much oftener it is written small than with a capital inside a sentence; and to keep its identity in front."""
LEAST_TRAIT = 25
"""How often any other trait stands in the marked articles."""
CONTEXTS, DIMENSIONS = 3000, 100
OFFSETS = (-2, -1, 1, 2)

Spans = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Example:
    """The rows of one paragraph as traits, the labels of their cues, and each cue with the labels of its window."""

    rows: list[list[Traits]]
    cues: list[list[int]]
    windows: list[tuple[Window, list[int]]]


def articles(file: Path, scratch: Path, *, keep: Mapping[str, str] | None = None) -> dict[str, Article]:
    """The articles of a file, read as the tool reads them, by id; ``keep`` names values that a record must have."""
    wanted = [r for r in objects(file) if all(r.get(key) == value for key, value in (keep or {}).items())]
    plain = scratch / f"{file.name.split('.')[0]}.jsonl"
    given = ("id", "text", "outlet", "title", "date", "url")
    plain.write_text("".join(json.dumps({k: r.get(k) for k in given}) + "\n" for r in wanted), "utf-8")
    return {article.id: article for article in collection([str(plain)]).articles}


# ---------------------------------------------------------------- vocabulary and vectors


def vocabulary_and_vectors(unmarked: Iterable[Article], marked: Iterable[Article]) -> tuple[Vocabulary, Any]:
    """The traits of the network, and for each word a vector of what stands around it in the unmarked articles.

    Vectors are singular vectors of positive pointwise mutual information (Levy, Goldberg and Dagan 2015), words by
    contexts at four offsets; shape (words, DIMENSIONS), in the order of the vocabulary's traits of kind "word".
    """
    lines, counts = _lines(unmarked)
    words = sorted(word for word in counts.small if counts.is_word(word))
    opening = frozenset(word for word in words if counts.small[word] >= OPENING_RATIO * counts.capital[word])
    provisional = Vocabulary({"word": dict.fromkeys([*words, UNKNOWN], 0)}, opening)
    seen: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for article in marked:
        for paragraph in outside_quotations(article):
            for line in described(article.text, paragraph.rows, provisional, headline=paragraph.headline):
                for names in line:
                    for kind, name in zip(KINDS, names, strict=True):
                        seen[kind][name] += 1
    kept = {
        kind: {name for name, n in seen[kind].items() if n >= LEAST_TRAIT} - set(words) | {UNKNOWN} for kind in KINDS
    }
    kept["word"] |= {*words, NAME, NUMBER, MARK}
    numbers = numbered({kind: sorted(names) for kind, names in kept.items()})
    vectors = np.zeros((len(numbers["word"]), DIMENSIONS), dtype=np.float32)
    vectors[[numbers["word"][word] for word in words]] = _vectors(lines, words)
    return Vocabulary(numbers, opening), vectors


class _Counts:
    """How often words are written small and with a capital inside a sentence, and in how many articles."""

    def __init__(self) -> None:
        self.small: Counter[str] = Counter()
        self.capital: Counter[str] = Counter()
        self.articles: Counter[str] = Counter()

    def is_word(self, word: str) -> bool:
        """Whether a word may be a trait: often enough, oftener small than not, and no name."""
        often = self.small[word] >= LEAST_COUNT and self.articles[word] >= LEAST_ARTICLES
        return often and self.small[word] >= SMALL_RATIO * self.capital[word] and word not in named_words()


def _lines(unmarked: Iterable[Article]) -> tuple[list[list[str]], _Counts]:
    """Every row of the articles as words, names and numbers by their class, and the counts of the words."""
    counts, lines = _Counts(), []
    for article in unmarked:
        inside: set[str] = set()
        for paragraph in outside_quotations(article):
            for row in paragraph.rows:
                line = []
                for at, item in enumerate(row.items):
                    word = item.word
                    if item.is_quote:
                        word = "“"
                    elif word[0].isdigit():
                        word = NUMBER
                    elif item.capital and at:
                        counts.capital[word] += 1
                        word = NAME
                    elif word[0].isalpha() or len(word) > 1:
                        counts.small[word] += not item.capital
                        inside.add(word)
                    line.append(word)
                lines.append(line)
        counts.articles.update(inside)
    return lines, counts


def _vectors(lines: Sequence[Sequence[str]], words: Sequence[str]) -> Any:
    places = {word: n for n, word in enumerate(words)}
    counted = Counter(word for line in lines for word in line)
    common = sorted(counted, key=lambda word: (-counted[word], word))[:CONTEXTS]
    contexts = {word: n for n, word in enumerate(common)}
    rows, columns = [], []
    for line in lines:
        here = np.array([places.get(word, -1) for word in line], dtype=np.int32)
        around = np.array([contexts.get(word, -1) for word in line], dtype=np.int32)
        for number, offset in enumerate(OFFSETS):
            if len(line) <= abs(offset):
                continue
            a, b = (here[-offset:], around[:offset]) if offset < 0 else (here[:-offset], around[offset:])
            both = (a >= 0) & (b >= 0)
            rows.append(a[both])
            columns.append(b[both] + number * len(common))
    shape = (len(words), len(OFFSETS) * len(common))
    row, column = np.concatenate(rows), np.concatenate(columns)
    table = sparse.coo_matrix((np.ones(len(row), dtype=np.float64), (row, column)), shape=shape).tocsr().tocoo()
    by_word, by_context = np.asarray(table.sum(axis=1)).ravel(), np.asarray(table.sum(axis=0)).ravel() ** 0.75
    by_context *= table.sum() / by_context.sum()
    information = np.log(table.data * table.sum() / (by_word[table.row] * by_context[table.col]))
    positive = information > 0
    matrix = sparse.csr_matrix((information[positive], (table.row[positive], table.col[positive])), shape=shape)
    left, values, _ = svds(matrix, k=DIMENSIONS, random_state=0)
    found = left[:, ::-1] * np.sqrt(values[::-1])
    return found / (np.linalg.norm(found, axis=1, keepdims=True) + 1e-9)


# ---------------------------------------------------------------- examples


def examples(article: Article, marked: Sequence[Mapping[str, Spans]], vocabulary: Vocabulary) -> Iterator[Example]:
    """The paragraphs of an article with the labels that its marked attributions give them."""
    for paragraph in outside_quotations(article):
        span = Span(paragraph.rows[0].span.start, paragraph.rows[-1].span.end)
        here = [a for a in marked if a["cue"] and span.start <= a["cue"][0][0] < span.end]
        yield _example(article.text, paragraph, here, vocabulary)


def _example(text: str, paragraph: Paragraph, marked: Sequence[Mapping[str, Spans]], vocabulary: Vocabulary) -> Example:
    rows = paragraph.rows
    cues = [[OUTSIDE] * len(row.items) for row in rows]
    windows = []
    for one in marked:
        place = _cue_place(rows, one["cue"])
        if place is None:
            continue
        number, first, end = place
        cues[number][first:end] = [BEGIN, *[INSIDE] * (end - first - 1)]
        view = window(rows, number, first, end, ends_paragraph=number == len(rows) - 1)
        labels = []
        for row, at in view.places():
            span = rows[row].items[at].span
            source, content = (
                any(s < span.end and span.start < e for s, e in one[role]) for role in ("source", "content")
            )
            labels.append(SOURCE if source else CONTENT if content else NEITHER)
        windows.append((view, labels))
    return Example(traits_of(text, rows, vocabulary, headline=paragraph.headline), cues, windows)


def _cue_place(rows: Sequence[Row], cue: Spans) -> tuple[int, int, int] | None:
    """Row, first item and end of a marked cue; None for one in pieces or inside a quotation."""
    start, end = cue[0][0], cue[0][1]
    for number, row in enumerate(rows):
        at = [n for n, item in enumerate(row.items) if item.span.start < end and start < item.span.end]
        if at:
            return None if len(cue) > 1 or row.items[at[0]].is_quote else (number, at[0], at[-1] + 1)
    return None
