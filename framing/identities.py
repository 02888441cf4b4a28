"""Names across Readings become the actors, places and things that they are: which names are one.

An entity of the gazetteer is one everywhere; another name is one with the same name elsewhere, with its fuller form,
with its spelling in another transliteration, and with its initials. A surname that several people bear belongs to
whomever most articles name in full; a capital is what it mostly stands for in these articles (one sense per discourse:
Gale, Church and Yarowsky 1992). What can go wrong: two people of one surname whom equally many articles name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from framing.attribution.words import AUXILIARIES, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from framing.lexicon.gazetteer import given_names, short_names
from framing.mentions.mention import concept_names
from framing.mentions.titles import OF_A_PLACE
from framing.reading import Reading

CLOSED = AUXILIARIES | PREPOSITIONS | PRONOUNS | SUBORDINATORS | frozenset("anything something everything and".split())
"""Words that begin no name, though a headline writes them with a capital."""
SUFFIXES = frozenset("jr sr ii iii iv".split())
LINKS = frozenset("of and for the de in on at to".split())
FROM_THERE = ("n", "ns", "an", "ans", "ian", "ians", "er", "ers", "i", "is", "ese")
LONGEST = 40
CAPITAL = "-capital"
CLEAR = 3
"""A capital is read as what it stands for so many times as often as for the other."""


def canonical_concepts(readings: Sequence[Reading]) -> dict[str, str]:
    """For each concept id of a mention, the id of the concept that it is one with across the articles."""
    known = concept_names()
    ids = sorted({mention.concept for reading in readings for mention in reading.mentions})
    by_spelling: dict[str, str] = {}
    for id in [*(id for id in ids if id in known), *(id for id in ids if id not in known)]:
        by_spelling.setdefault(_spelling(id), id)
    people = {
        m.concept
        for reading in readings
        for m in reading.mentions
        if m.kind == "person" or (m.kind == "name" and m.label.split()[0] in given_names())
    }
    full: defaultdict[str, set[str]] = defaultdict(set)
    for id in ids:
        if "-" in id and (id not in known or id in people) and _parts(id)[0] not in OF_A_PLACE:
            full[id.rsplit("-", 1)[-1]].add(by_spelling[_spelling(id)])
    shortened = _shortened(ids, people)
    initials = _initials(ids) | _inhabitants(readings)
    out = {}
    for id in ids:
        one = by_spelling[_spelling(id)]
        bearers = {shortened.get(bearer, bearer) for bearer in full[one]}
        if one not in known and "-" not in one and len(bearers) == 1:
            one = next(iter(bearers))
        one = initials.get(one, one)
        out[id] = id if id in known else shortened.get(one, one)
    return out


def _spelling(id: str) -> str:
    """An id with what transliterations vary in folded away: -iy, -yy, -ii and -y; doubled letters; ph and f;
    initials between a first and a last name; "Jr" and "III"; closed words before a name; stops between initials.
    """
    if id in concept_names():
        return id
    parts = id.split("-")
    if len(parts) > 1 and all(len(part) == 1 for part in parts):
        return "".join(parts)
    while len(parts) > 1 and parts[0] in CLOSED:
        parts = parts[1:]
    while len(parts) > 2 and parts[-1] in SUFFIXES:
        parts = parts[:-1]
    without_initials = re.sub(r"(?<=[^-])-[a-z](?=-[^-])", "", "-".join(parts))
    folded = re.sub(r"(?:iy|yy|yi|ii|ij|y)\b", "y", without_initials.replace("ph", "f"))
    return re.sub(r"(.)\1", r"\1", folded)


def _shortened(ids: Sequence[str], people: set[str]) -> dict[str, str]:
    """Full names of people that another name has in a longer form: "Tom Otter" and "Thomas Lee Otter"."""
    by_last: defaultdict[str, list[str]] = defaultdict(list)
    for id in ids:
        parts = _parts(id)
        if id in people and len(parts) > 1 and not LINKS & set(parts):
            by_last[parts[-1]].append(id)
    out: dict[str, str] = {}
    for same in by_last.values():
        ordered = sorted(same, key=lambda id: (id not in concept_names(), -len(id), id))
        for number, id in enumerate(ordered[:20]):
            first = _parts(id)[0]
            fits = [other for other in ordered[:number] if other not in out and _one_given(_parts(other)[0], first)]
            if len(fits) == 1:
                out[id] = fits[0]
    return out


def _parts(id: str) -> list[str]:
    parts = [part for part in id.split("-") if part not in SUFFIXES]
    while len(parts) > 1 and parts[0] in CLOSED:
        parts = parts[1:]
    return parts


def _one_given(one: str, other: str) -> bool:
    """Whether two given names can be one person's: the same, or one short for the other."""
    one, other = short_names().get(one, one), short_names().get(other, other)
    return one == other or (min(len(one), len(other)) > 2 and (one.startswith(other) or other.startswith(one)))


def _initials(ids: Sequence[str]) -> dict[str, str]:
    """Initials with the one name of three words or more that they stand for."""
    spelled: defaultdict[str, set[str]] = defaultdict(set)
    for id in ids:
        parts = id.split("-")
        if len(parts) > 2 and id not in concept_names() and max(map(len, parts)) > 1:
            spelled["".join(part[0] for part in parts if part)].add(id)
            spelled["".join(part[0] for part in parts if part and part not in LINKS)].add(id)
    out = {}
    for id in ids:
        letters = id.replace("-", "")
        if 2 < len(letters) < 8 and len(spelled[letters]) == 1 and id not in concept_names():
            out[id] = next(iter(spelled[letters]))
    return out


def _inhabitants(readings: Sequence[Reading]) -> dict[str, str]:
    """Unlisted words for who or what is from a place, with the place: "Otterians" are from "Otteria"."""
    single = [m for reading in readings for m in reading.mentions if " " not in m.label and len(m.label) < LONGEST]
    places = {
        m.label.lower(): m.concept
        for m in sorted(single, key=lambda m: m.concept)
        if m.kind in ("place", "state") or (m.kind == "name" and m.label.endswith("ia"))
    }
    out = {}
    for mention in single:
        word = mention.label.lower()
        if mention.kind == "name" and mention.concept not in concept_names():
            bases = [word.removesuffix(ending) for ending in FROM_THERE if word.endswith(ending)]
            found = [places[base] for base in bases if len(base) > 3 and base in places]
            if found:
                out[mention.concept] = found[0]
    return out


# ---------------------------------------------------------------- each mention's own


def identities(readings: Sequence[Reading], canonical: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """For each article the ids of the concepts that its mentions stand for, parallel to its mentions."""
    bearers = _bearers(readings, canonical)
    seats = _seats(readings)
    out = []
    for reading in readings:
        own = []
        for mention in reading.mentions:
            one = canonical[mention.concept]
            if mention.kind in ("person", "name") and " " not in mention.label:
                one = _most_named(bearers.get(mention.label, {}), one)
            own.append(seats.get((mention.concept, mention.label), one))
        out.append(tuple(own))
    return tuple(out)


def _bearers(readings: Sequence[Reading], canonical: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """For each surname the people who bear it, with the number of articles that name them in full, or them alone."""
    out: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        meant: defaultdict[str, set[str]] = defaultdict(set)
        full: defaultdict[str, set[str]] = defaultdict(set)
        for mention in reading.mentions:
            if mention.kind in ("person", "name"):
                surname = mention.label.split()[-1]
                meant[surname].add(canonical[mention.concept])
                if " " in mention.label:
                    full[surname].add(canonical[mention.concept])
        for surname, people in meant.items():
            out[surname].update(sorted(people if len(people) == 1 else full[surname]))
    return {surname: dict(counted) for surname, counted in out.items()}


def _most_named(bearers: Mapping[str, int], one: str) -> str:
    """The bearer of a surname whom most articles name in full, and more than one; else whom the article means."""
    ranked = sorted(bearers, key=lambda id: (-bearers[id], id))
    if len(ranked) < 2 or one not in bearers or bearers[ranked[0]] < 2 or bearers[ranked[0]] == bearers[one]:
        return one
    return ranked[0] if bearers[ranked[0]] > bearers[ranked[1]] else one


def _seats(readings: Sequence[Reading]) -> dict[tuple[str, str], str]:
    """For a concept and a label of it that is a capital's name, what the label mostly stands for in these articles."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        for mention in reading.mentions:
            if mention.concept.endswith(CAPITAL) or mention.use == "metonym":
                counted[mention.label][mention.concept] += 1
    out = {}
    for label, senses in counted.items():
        for one, count in senses.items():
            state, place = one.removesuffix(CAPITAL), f"{one.removesuffix(CAPITAL)}{CAPITAL}"
            other = state if one == place else place
            if senses[other] >= CLEAR * count:
                out[one, label] = other
    return out
