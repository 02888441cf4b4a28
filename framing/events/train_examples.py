"""Articles become examples to learn the odds of pairs from: topics, their events, parts of them, and themes.

Outside the flow: only :mod:`framing.events.train` uses this. A theme is four articles of different stories, months
apart and as alike as can be found: what recurs in the news is no fact. What can go wrong: two articles of a theme that
both recall one earlier event.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.article import Span
from framing.events.likeness import Surroundings, likeness, surroundings
from framing.events.passages import Passage, passages
from framing.events.similarity import Array, products, similarity, unit, weighted
from framing.identities import canonical_concepts
from framing.intake.collection import collection
from framing.language.frequencies import rarity
from framing.language.stems import stems
from framing.reading import Reading, reading

PARTS = (2, 2, 3, 3, 4, 6, 10)
"""Articles of the parts of a topic that are learned from beside the whole."""
ALIKE = 100
"""Pairs of a theme that are learned from, of those most alike and of the others each."""
OF_THEME, OF_EVENT = 0.15, 0.25
"""Weight of a pair from a theme, or from an event alone, whose pairs are in its topic too."""
THEMES, OF_ONE_THEME, DAYS, CHARACTERS = 70, 4, 60, range(1200, 7001)
"""How many themes are made, of how many articles, how far apart and of what length each."""
Known = Mapping[tuple[str, int, str, int], bool]


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
    """The topics, their parts and their events."""
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
        for event in sorted({document["event"] for document in whole}):
            own = [document for document in whole if document["event"] == event]
            out.append(_example(topic, False, own, known, found, OF_EVENT))
    return out


def themes(documents: Sequence[Mapping[str, Any]], found: Mapping[str, Reading], seed: int) -> list[Example]:
    """The themes, their halves (two articles have no third) and three at a time (among many articles)."""
    chance = random.Random(seed)  # noqa: S311
    topics: defaultdict[int, list[Reading]] = defaultdict(list)
    for document in documents:
        topics[document["topic"]].append(found[document["id"]])
    out = []
    for topic, whole in sorted(topics.items()):
        half = len(whole) // 2
        out += [_theme(topic, own, chance) for own in (whole, whole[:half], whole[half:])]
    names = sorted(topics)
    for place in range(len(names) - 2):
        out.append(_theme(names[place], [one for name in names[place : place + 3] for one in topics[name]], chance))
    return out


def _theme(topic: int, own: Sequence[Reading], chance: random.Random) -> Example:
    """Articles that report different things: the pairs most alike, and as many others."""
    cut = passages(own, canonical_concepts(own))
    around = surroundings(cut, similarity(cut, [one.article.text for one in own]))
    written = [passage.span.of(own[passage.article].article.text) for passage in cut]
    ranked = []
    for article in np.unique(around.similar.owners).tolist():
        rows, columns = around.rows(article), around.others(article, behind=True)
        alike = likeness(around.similar, rows, columns)
        for row, column in np.ndindex(alike.shape):
            a, b = rows.start + row, int(columns[column])
            if written[a] != written[b]:
                ranked.append((-round(float(alike[row, column]), 9), a, b))
    ranked.sort()
    kept = ranked[:ALIKE] + chance.sample(ranked[ALIKE:], min(ALIKE, len(ranked[ALIKE:])))
    gold = {(a, b): False for _, a, b in kept}
    return Example(topic, False, around, tuple(one.article.id for one in own), gold, OF_THEME)


def _example(
    topic: int,
    whole: bool,
    documents: Sequence[Mapping[str, Any]],
    known: Known,
    found: Mapping[str, Reading],
    weight: float = 1.0,
) -> Example:
    own = [found[document["id"]] for document in documents]
    cut = passages(own, canonical_concepts(own))
    around = surroundings(cut, similarity(cut, [one.article.text for one in own]))
    places = [_place(passage, documents[passage.article]) for passage in cut]
    gold = {}
    for a, first in enumerate(places):
        for b in range(a + 1, len(places)):
            label = known.get((*first, *places[b]))
            if label is not None and cut[a].article != cut[b].article:
                gold[a, b] = label
    ids = tuple(document["id"] for document in documents)
    return Example(topic, whole, around, ids, gold, weight)


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


def apart(articles: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The articles of the themes, from articles with a story and a date; each theme is a topic below zero."""
    use = [one for one in articles if one["date"] and len(one["text"]) in CHARACTERS]
    rows = unit(weighted([stems(one["text"], Span(0, len(one["text"]))) for one in use], rarity))
    days = np.array([date.fromisoformat(one["date"][:10]).toordinal() for one in use])
    told = np.array([str(one["story"]) for one in use])
    fit = (told[:, None] != told[None, :]) & (abs(days[:, None] - days[None, :]) >= DAYS)
    alike = np.where(fit, np.round(products(rows, rows), 9), -1.0)
    free = np.ones(len(use), dtype=np.bool_)
    out: list[dict[str, Any]] = []
    for place in np.argsort(-alike, axis=None, kind="stable"):
        theme = sorted(divmod(int(place), len(use)))
        if len(out) == THEMES * OF_ONE_THEME or alike.flat[place] < 0:
            break
        if free[theme].all():
            theme = _grown(theme, alike, free)
            free[theme] = False
            if len(theme) == OF_ONE_THEME:
                topic = -1 - len(out) // OF_ONE_THEME
                out += [{"id": use[one]["id"], "topic": topic, "text": use[one]["text"]} for one in sorted(theme)]
    return out


def _grown(theme: Sequence[int], alike: Array, free: NDArray[np.bool_]) -> list[int]:
    """A theme with the articles that are most like all of it."""
    out = list(theme)
    while len(out) < OF_ONE_THEME:
        fitting = (alike[out] >= 0).all(axis=0) & free
        if not fitting.any():
            break
        out.append(int(np.argmax(np.where(fitting, alike[out].sum(axis=0), -1.0))))
    return out
