"""Noun phrases become what they stand for: an office its holder, a state's officials the state, other nouns their kind.

Things are one by their heads, and by words that the news uses for the same (``lexicon/common_nouns.toml``). What can go
wrong: two things that one word names ("the first deal", "the second deal"); a phrase whose head is no noun.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from framing.attribution.words import DETERMINERS, PREPOSITIONS
from framing.introductions import (
    DOMINANT,
    Held,
    apart,
    holder,
    holders,
    introduced,
    introductions,
    named_inside,
    offices_held,
    states_of,
)
from framing.language.tokens import tokens
from framing.lexicon.common_nouns import singular, synonyms
from framing.lexicon.gazetteer import roles
from framing.phrases import GENITIVES, Phrase, phrases
from framing.reading import Reading
from framing.sorts import sorted_apart

STATE_BODIES = frozenset(
    "official officials government governments authority authorities regime regimes leadership administration "
    "diplomat diplomats military army forces troops negotiator negotiators leaders rulers cabinet".split()
)
"""Behind a state's name or adjective, the state itself acting."""
CABINETS = frozenset("government administration regime leadership".split())
"""Bodies that a person leads for a state, and that a text goes on calling by the noun alone."""
NEAR = 1000
"""Characters in which "the country" looks back."""
COUNTRIES = frozenset(("country", "nation"))
GATHERINGS = frozenset("caravan crowd flotilla gang gathering horde mob procession throng".split())
"""Of people: what a text calls by these it also calls by the people in it, "the migrant caravan" or "a mob of fans"."""
SOMEBODY = re.compile(r"..(?:er|or|ist|ant|ian|ee|man|woman)$")
LONGEST_PREPOSITION = 12
SAID_TWICE = 2
WITHIN = frozenset("member participant".split())
"""Of a gathering: those in it."""

ByNoun = Mapping[str, set[str]]
"""From the noun of a body to the states of which a text says that they have one."""


def denoted(readings: Sequence[Reading], ids: Sequence[Sequence[str]]) -> tuple[tuple[tuple[Phrase, str], ...], ...]:
    """For each article its noun phrases, in order, each with the id of the concept that it stands for.

    ``ids`` are the concepts of the articles' mentions.
    """
    found = [_phrases(reading) for reading in readings]
    held = [offices_held(reading, own) for reading, own in zip(readings, ids, strict=True)]
    named = [Counter(own) for own in ids]
    in_story = holders(held, sum(named, Counter()))
    bodies = [_bodies(*article) for article in zip(readings, ids, found, strict=True)]
    in_all = [pair for own in bodies for pair in own]
    out = []
    for number, article in enumerate(zip(readings, ids, found, strict=True)):
        known = (holders([held[number]], named[number]), in_story)
        out.append(_own(*article, known, (_by_noun(bodies[number]), _by_noun(in_all))))
    texts = [reading.article.text for reading in readings]
    gathered = _gathered(list(zip(texts, found, strict=True)))
    joined = [[(phrase, _in_it(phrase, one, gathered)) for phrase, one in article] for article in out]
    nouns = {one for text, own in zip(texts, joined, strict=True) for phrase, one in own if _shown(phrase, text)}
    return sorted_apart([[(phrase, one) for phrase, one in article if one in nouns] for article in joined])


def _own(
    reading: Reading, ids: Sequence[str], found: Sequence[Phrase], known: Sequence[Held], bodies: Sequence[ByNoun]
) -> list[tuple[Phrase, str]]:
    """One article's phrases, each with what it stands for; one word before a name is no phrase of its own."""
    called = introductions(found, reading, ids)
    out = []
    for phrase in found:
        one = introduced(phrase, reading, ids)
        if one and phrase.bearer >= 0 and not phrase.modifiers:
            continue
        one = one or (called.get(phrase.head) if phrase.modifiers == ("the",) else None)
        one = one or _state(phrase, reading, ids, bodies) or _country(phrase, reading, ids)
        one = one or holder(phrase, reading, ids, known)
        out.append((phrase, one or f"noun-{kind(phrase)}"))
    return out


def _shown(phrase: Phrase, text: str) -> bool:
    """Whether a phrase shows that its head is a noun: by an article, owner, number, plural or preposition."""
    first = phrase.modifiers[0] if phrase.modifiers else ""
    before = text[max(0, phrase.span.start - LONGEST_PREPOSITION) : phrase.span.start].lower().split()[-1:]
    behind = bool(before) and before[0] in PREPOSITIONS and before[0] not in ("as", "than", "to", "like")
    counted = first in DETERMINERS or first.isdigit() or bool(GENITIVES & set(phrase.modifiers))
    return counted or behind or bool(phrase.names) or phrase.bearer >= 0 or singular(phrase.head) != phrase.head


def kind(phrase: Phrase) -> str:
    """What sort of thing a phrase names: its head in the singular, one word for all that reports use for the same."""
    noun = singular(phrase.head)
    if phrase.modifiers and f"{phrase.modifiers[-1]}-{noun}" in synonyms():
        return synonyms()[f"{phrase.modifiers[-1]}-{noun}"]
    return synonyms().get(noun, noun)


def _phrases(reading: Reading) -> tuple[Phrase, ...]:
    """The noun phrases of one article."""
    if not reading.understood:
        return ()
    text = reading.article.text
    blocks = reading.article.prose
    return tuple(found for block in blocks for found in phrases(text, tokens(text, block.span), reading.mentions))


# ---------------------------------------------------------------- people gathered


def _gathered(articles: Sequence[tuple[str, Sequence[Phrase]]]) -> dict[str, str]:
    """From a gathering to the people in it, where the articles say so more than once and of no others as often."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text, own in articles:
        for number, phrase in enumerate(own):
            if singular(phrase.head) not in GATHERINGS:
                continue
            inside = {word for word in phrase.modifiers if _somebody(word)}
            following = own[number + 1] if number + 1 < len(own) else None
            if following and text[phrase.span.end : following.span.start] == " of " and _somebody(following.head):
                inside.add(following.head)
            counted[kind(phrase)].update(sorted({synonyms().get(singular(word), singular(word)) for word in inside}))
    out = {}
    for gathering, people in counted.items():
        ranked = sorted(people, key=lambda one: (-people[one], one))
        alone = len(ranked) == 1 or (ranked and people[ranked[0]] >= DOMINANT * people[ranked[1]])
        if alone and people[ranked[0]] >= SAID_TWICE:
            out[gathering] = ranked[0]
    return out


def _somebody(word: str) -> bool:
    """Whether a noun is one for people: a role, or by its ending."""
    return singular(word) in roles() or SOMEBODY.search(singular(word)) is not None


def _in_it(phrase: Phrase, one: str, gathered: Mapping[str, str]) -> str:
    """The people for their gathering, and for "the caravan's members"."""
    owned = len(phrase.modifiers) > 1 and phrase.modifiers[-1] in GENITIVES
    within = singular(phrase.head) in WITHIN and phrase.modifiers
    owner = phrase.modifiers[-2 if owned else -1] if within else phrase.head
    noun = synonyms().get(singular(owner), singular(owner))
    return f"noun-{gathered[noun]}" if noun in gathered and one.startswith("noun-") else one


# ---------------------------------------------------------------- states


def _state(phrase: Phrase, reading: Reading, ids: Sequence[str], bodies: Sequence[ByNoun]) -> str | None:
    """The state that acts by a body: "French officials", "the Marsh government", and then "the government"."""
    if phrase.head not in STATE_BODIES or apart(phrase):
        return None
    states, others = named_inside(phrase, reading, ids)
    if states or others:
        return _led(phrase, reading, ids)
    repeated = phrase.modifiers[-1:] and phrase.modifiers[-1] not in DETERMINERS
    bare = (
        phrase.head in CABINETS and len(phrase.modifiers) == 1 and phrase.modifiers[0] in ("the", "his", "her", "its")
    )
    called = f"{phrase.modifiers[-1]} {phrase.head}" if repeated else phrase.head
    for known in bodies[: 1 if repeated else 2] if bare or repeated else ():
        if len(known.get(called, ())) == 1:
            return next(iter(known[called]))
    return None


def _led(phrase: Phrase, reading: Reading, ids: Sequence[str]) -> str | None:
    """The one state that is named in a phrase, by itself or by the person who leads it."""
    states, others = named_inside(phrase, reading, ids)
    if len(states) == 1 and not others:
        return states[0]
    people = phrase.head in CABINETS and not states and len(others) == 1
    return states_of().get(others[0]) if people else None


def _country(phrase: Phrase, reading: Reading, ids: Sequence[str]) -> str | None:
    """The state that "the country" stands for: the one named last before it, in its paragraph."""
    if phrase.head not in COUNTRIES or len(phrase.modifiers) != 1 or phrase.modifiers[0] not in ("the", "that"):
        return None
    number = bisect_left(reading.mentions, phrase.span.start, key=lambda mention: mention.span.start) - 1
    near = max(0, phrase.span.start - NEAR)
    opening = max(near, reading.article.text.rfind("\n", near, phrase.span.start))
    while number >= 0 and reading.mentions[number].span.start >= opening:
        if reading.mentions[number].kind == "state":
            return ids[number]
        number -= 1
    return None


def _bodies(reading: Reading, ids: Sequence[str], found: Sequence[Phrase]) -> list[tuple[str, str]]:
    """The bodies that an article names by their state: noun and state, also with the word before the noun."""
    out = set()
    for phrase in found:
        state = _led(phrase, reading, ids) if phrase.head in STATE_BODIES and not apart(phrase) else None
        if state:
            out |= {(phrase.head, state), (" ".join([*phrase.modifiers[-1:], phrase.head]), state)}
    return sorted(out)


def _by_noun(pairs: Sequence[tuple[str, str]]) -> ByNoun:
    out: defaultdict[str, set[str]] = defaultdict(set)
    for noun, state in pairs:
        out[noun].add(state)
    return out
