"""Mentions across Readings become concepts: one actor, place or thing, with the labels that each outlet gives it.

An entity of the gazetteer is one concept everywhere; another name is one with the same name elsewhere, with its
fuller form, and with another spelling of it (doubled letters, -y, -iy and -yy). What can go wrong: two people of one
surname.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from framing.article import Span
from framing.mentions.mention import concept_names
from framing.reading import Reading


@dataclass(frozen=True, slots=True)
class Labelled:
    """One mention of a concept: the index of its article, where it stands and what it says."""

    article: int
    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One actor, place or thing with all its mentions, in the order of articles and text."""

    id: str
    name: str
    mentions: tuple[Labelled, ...]

    @property
    def labels(self) -> tuple[tuple[str, int], ...]:
        """The labels with their counts, the commonest first."""
        counted = Counter(mention.label for mention in self.mentions)
        return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def concepts(readings: Sequence[Reading]) -> tuple[Concept, ...]:
    """The concepts that the articles name, the most often named first."""
    canonical = canonical_concepts(readings)
    found: defaultdict[str, list[Labelled]] = defaultdict(list)
    for number, reading in enumerate(readings):
        for mention in reading.mentions:
            found[canonical[mention.concept]].append(Labelled(number, mention.span, mention.label))
    out = []
    for id, mentions in found.items():
        name = concept_names().get(id) or max((m.label for m in mentions), key=lambda label: (len(label), label))
        out.append(Concept(id, name, tuple(mentions)))
    return tuple(sorted(out, key=lambda concept: (-len(concept.mentions), concept.id)))


def canonical_concepts(readings: Sequence[Reading]) -> dict[str, str]:
    """For each concept id of a mention, the id of the concept that it is one with across the articles."""
    known = concept_names()
    ids = sorted({mention.concept for reading in readings for mention in reading.mentions})
    by_spelling: dict[str, str] = {}
    for id in [*(id for id in ids if id in known), *(id for id in ids if id not in known)]:
        by_spelling.setdefault(_spelling(id), id)
    full: defaultdict[str, set[str]] = defaultdict(set)
    for id in ids:
        if "-" in id and id not in known:
            full[id.rsplit("-", 1)[-1]].add(by_spelling[_spelling(id)])
    out = {}
    for id in ids:
        one = by_spelling[_spelling(id)]
        if id not in known and "-" not in id and len(full[id]) == 1:
            one = next(iter(full[id]))
        out[id] = one if id not in known else id
    return out


def _spelling(id: str) -> str:
    """An id with what transliterations vary in folded away: -iy, -yy, -ii and -y; doubled letters; ph and f."""
    if id in concept_names():
        return id
    folded = re.sub(r"(?:iy|yy|yi|ii|ij|y)\b", "y", id.replace("ph", "f"))
    return re.sub(r"(.)\1", r"\1", folded)
