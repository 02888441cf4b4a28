"""Mentions across Readings become concepts: one actor, place or thing, with the labels that each outlet gives it.

An entity of the gazetteer is one concept everywhere; another name is one with the same name elsewhere, with its
fuller form, and with another spelling of it (doubled letters, -y, -iy and -yy). Noun phrases are one by their heads;
an office is the one person whom the articles introduce by it, a state's officials are that state. What can go wrong:
two people of one surname; two things of one kind ("the first deal", "the second deal"), which become one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from framing.article import Span
from framing.attribution.referents import offices
from framing.language.stems import stem
from framing.language.tokens import tokens
from framing.lexicon.gazetteer import entities, roles
from framing.mentions.mention import concept_names
from framing.phrases import Phrase, phrases
from framing.reading import Reading

STATE_BODIES = frozenset(
    "official officials government governments authority authorities regime regimes leadership administration "
    "diplomat diplomats military army forces troops negotiators".split()
)
"""Behind a state's name or adjective, the state itself acting."""
DOMINANT = 3
"""An office of several people is that of the one who is named so many times as often as any other."""
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
    """One actor, place or thing with all its mentions, in the order of articles and text."""

    id: str
    name: str
    mentions: tuple[Labelled, ...]

    @property
    def labels(self) -> tuple[tuple[str, int], ...]:
        """The labels with their counts, the commonest first."""
        counted = Counter(mention.label for mention in self.mentions)
        return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


Holders = Mapping[str, Mapping[str, int]]
"""From the last word of an office to the people (concepts) who are introduced by it, with how often each is named."""


def concepts(readings: Sequence[Reading]) -> tuple[Concept, ...]:
    """The concepts that the articles name: first what most articles name, then what is named most often."""
    canonical = canonical_concepts(readings)
    found: defaultdict[str, list[Labelled]] = defaultdict(list)
    for number, reading in enumerate(readings):
        for mention in reading.mentions:
            found[canonical[mention.concept]].append(Labelled(number, mention.span, mention.label))
    held = [offices(reading.article.text, reading.mentions) for reading in readings]
    in_articles = [_holders([reading], [own], canonical) for reading, own in zip(readings, held, strict=True)]
    in_story = _holders(readings, held, canonical)
    for number, reading in enumerate(readings):
        for phrase in _phrases(reading):
            id = _meant(phrase, reading, canonical, (in_articles[number], in_story)) or f"noun-{stem(phrase.head)}"
            found[id].append(Labelled(number, phrase.span, " ".join(phrase.span.of(reading.article.text).split())))
    out = []
    for id, mentions in found.items():
        if not id.startswith("noun-") or len(mentions) >= LEAST:
            out.append(Concept(id, _name(id, mentions), tuple(sorted(mentions, key=lambda m: (m.article, m.span)))))
    return tuple(sorted(out, key=lambda c: (-len({mention.article for mention in c.mentions}), -len(c.mentions), c.id)))


def _name(id: str, mentions: Sequence[Labelled]) -> str:
    """What the report calls a concept: the gazetteer's name, a noun's commonest label, else the longest label."""
    if id in concept_names():
        return concept_names()[id]
    if id.startswith("noun-"):
        counted = Counter(m.label.lower() for m in mentions)
        return min(counted, key=lambda label: (-counted[label], label))
    named = [m.label for m in mentions if m.label[:1].isupper() and not m.label.startswith("The ")]
    return max(named or [m.label for m in mentions], key=lambda label: (len(label), label))


def _phrases(reading: Reading) -> Iterator[Phrase]:
    """The noun phrases of one article."""
    if reading.understood:
        text = reading.article.text
        for block in reading.article.prose:
            yield from phrases(text, tokens(text, block.span), reading.mentions)


# ---------------------------------------------------------------- whom an office or a state's body stands for


def _holders(
    readings: Sequence[Reading], held: Sequence[Mapping[str, set[str]]], canonical: Mapping[str, str]
) -> Holders:
    """The people whom the articles introduce by an office, which ``held`` gives for each article by concept."""
    named = Counter(canonical[mention.concept] for reading in readings for mention in reading.mentions)
    out: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for own in held:
        for concept, called in own.items():
            for office in sorted(called):
                person = canonical[concept]
                out[office.split()[-1]][person] = named[person]
    return out


@cache
def _states() -> Mapping[str, str | None]:
    """For each entity of the gazetteer the state that it belongs to; for a state itself."""
    return {entity.id: entity.id if entity.kind == "state" else entity.part_of for entity in entities()}


def _meant(phrase: Phrase, reading: Reading, canonical: Mapping[str, str], known: Sequence[Holders]) -> str | None:
    """The person or the state that a phrase stands for; None for any other phrase."""
    inside = [reading.mentions[number] for number in phrase.names]
    states = [mention.concept for mention in inside if mention.kind == "state"]
    if phrase.head in STATE_BODIES:
        return canonical[states[0]] if len(inside) == 1 and states else None
    role = roles().get(phrase.head)
    former = {"former", "ex", "vice", "deputy", "previous", "next"} & set(phrase.modifiers)
    one = role is not None and not role.plural and role.kind != "collective"
    if not one or former or (phrase.determiner != "the" and not inside) or len(inside) > len(states):
        return None
    for holders in known:
        held = holders.get(phrase.head, {})
        if states:
            held = {person: count for person, count in held.items() if _states().get(person) == states[0]}
        ranked = sorted(held, key=lambda person: (-held[person], person))
        if len(ranked) == 1 or (ranked and held[ranked[0]] >= DOMINANT * held[ranked[1]]):
            return ranked[0]
    return None


# ---------------------------------------------------------------- names


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
    """An id with what transliterations vary in folded away: -iy, -yy, -ii and -y; doubled letters; ph and f;
    initials between a first and a last name.
    """
    if id in concept_names():
        return id
    without_initials = re.sub(r"(?<=[^-])-[a-z](?=-[^-])", "", id)
    folded = re.sub(r"(?:iy|yy|yi|ii|ij|y)\b", "y", without_initials.replace("ph", "f"))
    return re.sub(r"(.)\1", r"\1", folded)
