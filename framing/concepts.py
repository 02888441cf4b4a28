"""Mentions across Readings become concepts: one actor, place or thing, with the labels that each outlet gives it.

Names are one as :mod:`framing.identities` has it, noun phrases as :mod:`framing.denotations` has it. What can go
wrong: two people of one surname; two things of one kind, which become one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.article import Span
from framing.attribution.words import DETERMINERS
from framing.denotations import denoted
from framing.identities import identities
from framing.lexicon.common_nouns import singular
from framing.mentions.mention import concept_names, slug
from framing.reading import Reading

LEAST = 2
"""How often a common noun must be named to be a concept."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One mention of a concept: the index of its article, where it stands and what it says."""

    article: int
    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One actor, place or thing with all its mentions, in the order of articles and text.

    ``nouns`` is by how many nouns it is called if no mention is a name: "the war" here and "the conflict" there are
    two; 0 for what has a name.
    """

    id: str
    name: str
    mentions: tuple[Labelled, ...]
    nouns: int = 0

    @property
    def labels(self) -> tuple[tuple[str, int], ...]:
        """The labels with their counts, the commonest first."""
        counted = Counter(mention.label for mention in self.mentions)
        return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def concepts(readings: Sequence[Reading], canonical: Mapping[str, str]) -> tuple[Concept, ...]:
    """The concepts that the articles name: first what most articles name, then what is named most often.

    ``canonical`` maps a mention's concept to the one it is known by across the articles.
    """
    found: defaultdict[str, list[Labelled]] = defaultdict(list)
    ids = identities(readings, canonical)
    for number, (reading, own) in enumerate(zip(readings, ids, strict=True)):
        for mention, id in zip(reading.mentions, own, strict=True):
            label = _inner(mention.label) if mention.use == "description" else mention.label
            found[id].append(Labelled(number, mention.span, label))
    called = {id: _name(id, [mention.label for mention in mentions]) for id, mentions in found.items()}
    for number, phrases in enumerate(denoted(readings, ids)):
        text = readings[number].article.text
        for phrase, id in phrases:
            found[id].append(Labelled(number, phrase.span, _inner(" ".join(phrase.span.of(text).split()))))
    out = []
    for id, mentions in found.items():
        if id in called or len(mentions) >= LEAST:
            labels = [mention.label for mention in mentions]
            nouns = 0 if id in called else len({singular(label.split()[-1].lower()) for label in labels})
            name = called.get(id) or _noun(labels)
            out.append(Concept(id, name, tuple(sorted(mentions, key=lambda m: (m.article, m.span))), nouns))
    return tuple(sorted(out, key=lambda c: (-len({mention.article for mention in c.mentions}), -len(c.mentions), c.id)))


def _name(id: str, labels: Sequence[str]) -> str:
    """What the report calls whoever has a name: the gazetteer's name, the one its id is made of, or the longest."""
    if id in concept_names():
        return concept_names()[id]
    own = sorted(label for label in labels if slug(label) == id and not label.isupper())
    if own:
        return own[-1]
    named = [label for label in labels if label[:1].isupper() and not label.startswith("The ")]
    return max(named or labels, key=lambda label: (len(label), label))


def _noun(labels: Sequence[str]) -> str:
    """What the report calls a thing without a name: its commonest label without "the" or a number, else its noun."""
    bare = [_without_determiner(label) for label in labels]
    counted = Counter(label.lower() for label in bare)
    if max(counted.values()) == 1:
        bare = [label.split()[-1] for label in bare]
        counted = Counter(label.lower() for label in bare)
    return min(bare, key=lambda label: (-counted[label.lower()], len(label), label[:1].isupper(), label))


def _inner(label: str) -> str:
    """A label as inside a sentence: "the deal" for "The deal", which are one label."""
    opens = label.split()[0].lower() in DETERMINERS and label[1:2] != label[1:2].upper()
    return label[0].lower() + label[1:] if opens or label.startswith("A ") else label


def _without_determiner(label: str) -> str:
    """A label without "the", a number or the like before it."""
    words = label.split()
    while len(words) > 1 and (words[0].lower() in DETERMINERS or words[0][:1].isdigit()):
        words = words[1:]
    return " ".join(words)
