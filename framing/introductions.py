"""Words beside names become what those names are called by: "Mayor Ann Lee", and "the mayor" from then on.

A phrase introduces the name right behind it, or the one that only a comma parts from it. What can go wrong: an office
with two holders of whom only one is introduced by it; a list that looks like an apposition.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from framing.attribution.referents import OF_WHAT, offices
from framing.attribution.speakers import LESSER, held_office
from framing.lexicon.common_nouns import quantities
from framing.lexicon.gazetteer import entities, roles
from framing.lexicon.source_nouns import source_nouns
from framing.mentions.titles import KIN
from framing.phrases import GENITIVES, Phrase
from framing.reading import Reading

LEADERS = frozenset("president premier chancellor leader king queen emperor dictator taoiseach".split())
"""Offices of whoever is called a state's leader."""
NOT_NOW = frozenset(
    "former ex vice deputy previous next then late onetime one-time future opposition dissident exiled ousted rebel "
    "rival shadow alleged would-be retired another other".split()
)
"""Before an office or a state's official: not the holder, or not for the state."""
APART = ("pro-", "anti-", "ex-", "non-")
DOMINANT = 3
"""An office of several people is that of the one who is named so many times as often as any other."""
BEHIND_AN_APPOSITION = re.compile(r"[,.;:)—–]| (?:of|for|at|in|who|whom|whose|to)\b")
BEFORE_A_NAME = re.compile(rf"{OF_WHAT}|, ")
BEHIND_A_NAME = (",", ".", "—", "–")

Held = Mapping[tuple[str, str], str]
"""From an office and the id of a state (or nothing) to the one who holds it; "~" before what is short for an office."""


@cache
def states_of() -> Mapping[str, str | None]:
    """For each entity of the gazetteer the state that it belongs to; for a state itself."""
    return {entity.id: entity.id if entity.kind == "state" else entity.part_of for entity in entities()}


def named_inside(phrase: Phrase, reading: Reading, ids: Sequence[str]) -> tuple[list[str], list[str]]:
    """The states that are named in a phrase, and everybody and everything else, by the ids of the mentions."""
    within = [ids[number] for number in phrase.names if reading.mentions[number].kind == "state"]
    return within, [ids[number] for number in phrase.names if reading.mentions[number].kind != "state"]


def apart(phrase: Phrase) -> bool:
    """Whether a word before the noun says that it is not the holder, or not the state, that is meant."""
    return bool(NOT_NOW & set(phrase.modifiers)) or any(word.startswith(APART) for word in phrase.modifiers)


# ---------------------------------------------------------------- words beside a name


def introduced(phrase: Phrase, reading: Reading, ids: Sequence[str]) -> str | None:
    """The person, or the body, whose name stands right behind a phrase, or behind or before its comma."""
    role = roles().get(phrase.head)
    number = phrase.bearer if phrase.bearer >= 0 else _beside(phrase, reading)
    if number < 0 or (role is not None and role.plural):
        return None
    kind = reading.mentions[number].kind
    if phrase.head in KIN or (role is not None and role.kind != "collective"):
        return ids[number] if kind in ("person", "name") else None
    body = phrase.determiner and phrase.head in source_nouns().organisations | source_nouns().media
    return ids[number] if body and kind in ("name", "organisation", "media") else None


def _beside(phrase: Phrase, reading: Reading) -> int:
    """The mention that only a comma parts from a phrase: "Ann Lee, a former mayor of", "the mayor, Ann Lee,"; or -1."""
    text, mentions = reading.article.text, reading.mentions
    start, end = phrase.span
    if text[start - 2 : start] == ", " and BEHIND_AN_APPOSITION.match(text, end):
        number = bisect_left(mentions, start - 2, key=lambda mention: mention.span.end)
        if number < len(mentions) and mentions[number].span.end == start - 2:
            return number
    if apposed := BEFORE_A_NAME.match(text, end):
        number = bisect_left(mentions, apposed.end(), key=lambda mention: mention.span.start)
        if number < len(mentions) and mentions[number].span.start == apposed.end():
            return number if text.startswith(BEHIND_A_NAME, mentions[number].span.end) else -1
    return -1


def introductions(found: Sequence[Phrase], reading: Reading, ids: Sequence[str]) -> dict[str, str]:
    """From a noun by which the article introduces one body, and no other, to that body: "the charity Otter Watch"."""
    out: defaultdict[str, set[str]] = defaultdict(set)
    for phrase in found:
        if phrase.head not in roles() and phrase.head not in quantities():
            one = introduced(phrase, reading, ids)
            out[phrase.head] |= {one} if one else set()
    return {noun: next(iter(those)) for noun, those in out.items() if len(those) == 1}


# ---------------------------------------------------------------- offices


def offices_held(reading: Reading, ids: Sequence[str]) -> dict[str, set[str]]:
    """From each person to the offices that the article introduces them by."""
    own = [replace(mention, concept=id) for mention, id in zip(reading.mentions, ids, strict=True)]
    return offices(reading.article.text, own)


def holders(held: Sequence[Mapping[str, set[str]]], named: Mapping[str, int]) -> Held:
    """Who holds each office, for the articles together; ``named`` says how often each person is named."""
    bearers: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for own in held:
        for person, called in own.items():
            for office in sorted(called):
                for name in _names(office):
                    for state in {"", states_of().get(person) or ""}:
                        bearers[name, state][person] = named[person]
    return {office: one for office, counted in bearers.items() if (one := _foremost(counted))}


def _names(office: str) -> Iterator[str]:
    """An office, and what is short for it: "mayor" for "harbour mayor", "leader" for "president"."""
    yield office
    words = office.split()
    if not NOT_NOW & set(words):
        for count in range(1, len(words)):
            yield f"~{' '.join(words[count:])}"
        if office == "prime minister" or words[-1] in LEADERS:
            yield "~leader"


def _foremost(counted: Mapping[str, int]) -> str:
    """The one who is named far more often than the others; empty if nobody is."""
    ranked = sorted(counted, key=lambda one: (-counted[one], one))
    alone = len(ranked) == 1 or counted[ranked[0]] >= DOMINANT * counted[ranked[1]]
    return ranked[0] if alone else ""


def holder(phrase: Phrase, reading: Reading, ids: Sequence[str], known: Sequence[Held]) -> str | None:
    """The one person whose office a phrase names; "the French leader" is who holds the office that leads France."""
    within, others = named_inside(phrase, reading, ids)
    office = held_office([*phrase.modifiers, phrase.head])
    if (
        office is None
        or (apart(phrase) and office.split()[0] not in LESSER)
        or others
        or (phrase.determiner != "the" and not within)
    ):
        return None
    state = within[0] if within else ""
    for held in known:
        one = held.get((office, state))
        if one is None and not GENITIVES & set(phrase.modifiers) and (office != "leader" or state):
            one = held.get((f"~{office}", state))
        if one is None and office == "leader" and state:
            one = held.get(("~leader", state))
        if one:
            return one
    return None
