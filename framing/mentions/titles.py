"""Titles, offices and openers come off a name, and tell that it is somebody's: "Foreign Minister Ann Lee" is Ann Lee.

Roles are those of the gazetteer. What can go wrong: a surname that is a title or a month too, which counts as one
only where nothing but "Mr" or its like stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from framing.article import Span
from framing.language.boundaries import STARTERS, TITLES
from framing.language.tokens import tokens
from framing.lexicon.gazetteer import Role, given_names, roles

KEPT = 20_000
"""Runs of capitals whose titles are remembered."""
APOSTROPHES = frozenset(("'", "’", "'s", "’s"))
INSIDE = frozenset("of the de la le van von der den del di da al bin ibn and & for du dos das y".split())
OF_A_PLACE = frozenset(
    "academy airport archdiocese bank bay camp cape cathedral college court diocese fort gulf hospital institute lake "
    "mount museum port river school university valley".split()
)
"""A name that begins so may end in that of a place, which is not the same: "University of Salim", "Lake Salim"."""
RANKS = frozenset(
    "senior chief deputy former acting vice assistant associate executive interim special managing junior minority "
    "majority".split()
)
"""What stands before a title and belongs to it: "Otter News Senior Editor"."""
APPOSED = re.compile(
    r", (?:(?:the|an?|then) (?:[\w-]+ ){0,3}?|"
    rf"(?:(?:{'|'.join(sorted(RANKS))}|general|principal|national|political|[A-Z][\w.]*) ){{0,3}})"
    r"(?P<noun>[\w-]+)(?=,| (?:of|for|at|in|with|who)\b)"
)
"""Behind a name: ", the deputy leader of", ", spokeswoman for"."""
AGED = re.compile(r", (?:aged \d|\d\d,)")
FIRMS_TOO = frozenset("owner operator publisher partner sponsor".split())
"""Roles of people that a firm can have as well."""
KIN = frozenset(
    "mother father sister brother son daughter wife husband uncle aunt cousin nephew niece grandmother grandfather "
    "widow widower girlfriend boyfriend fiancé fiancée twin stepson stepdaughter".split()
)
"""Before the name of a relative: "her son, Tom,"."""
PLAIN = frozenset("mr mrs ms mx miss dr prof mme mlle".split())
"""Titles that everybody may have."""
HONORIFICS = TITLES - {"st", "ret", "fr"} | frozenset("sir dame lord lady baroness baron miss judge justice".split())
"""Titles that stand before surnames."""
PERSONAL = TITLES | HONORIFICS
"""Titles of people, whatever stands behind them."""
PEERS = frozenset(("lord", "lady"))
SURNAMES_TOO = frozenset("king lord lady pope judge prince bishop major marshal sergeant may june august".split())
"""Titles and months that are surnames where nothing but "Mr" or its like stands before them."""
OPENING = frozenset('.!?:;"“‘(—–”’\n')
"""Behind these a capital tells nothing."""
AT_A_PLACE = (
    "in|at|near|outside|around|from|capital|to|through|via|visit|visited|visiting|of|toward|towards|across|"
    "central|downtown|northern|southern|eastern|western"
)
BEHIND_A_PREPOSITION = re.compile(
    rf"\b(?i:{AT_A_PLACE})\s+(?:both\s+|either\s+|[A-Z][\w-]+(?:,\s+[A-Z][\w-]+)*,?\s+(?:and|or)\s+)?[(“\"]?$"
)
"""Words before a place, at the end of a text."""
INITIAL = re.compile(r"[^\W\d_]\.?|\.")
NOT_NAMES = (
    frozenset(
        "mr mrs ms dr sir lord lady sen rep gov gen president prime minister secretary monday tuesday "
        "wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december i’m i i’ve".split()
    )
    | STARTERS
    | TITLES - {"st"}
)
"""Titles, days, months and words that begin sentences: at the ends of a run of capitals no part of a name."""
NO_ENDS = NOT_NAMES | INSIDE
OPENERS = frozenset(
    "unlike like under over throughout despite during without within among against amid unless until once because "
    "whether whereas whenever wherever whatever which whose would should could did does do is are was were has have "
    "had can might must no not nor or only even just both each either neither all most many some several few other "
    "another such any every much more less than today yesterday tomorrow tonight also again perhaps maybe instead "
    "indeed thus therefore yes according regarding concerning considering besides beyond behind between above below "
    "across along around upon into onto out off outside inside near except plus let let's let’s asked speaking "
    "calling citing following including about per via toward towards our my your me him them us".split()
)
"""Other words that begin sentences; inside one they may begin a name."""


def without_titles(text: str, span: Span) -> Span:
    """The run without job titles and openers at its ends: "Foreign Minister Ann Lee" is Ann Lee.

    What stands alone behind "Mr" is a surname, be it King or Lord; and behind "Secretary of Energy" stands a name
    where three or more words do.
    """
    before = text[max(0, span.start - 3) : span.start].rstrip(" ")
    bare = _without_titles(span.of(text), opens=not before or before[-1] in OPENING)
    return Span(span.start + bare.start, span.start + bare.end)


@lru_cache(KEPT)
def _without_titles(text: str, *, opens: bool) -> Span:
    """The same for a run by itself: an article names the same people many times, and articles name the same ones."""
    row = list(tokens(text))
    held = behind = False
    while row and (_title(text, row) or _opens_no_name(row[0].of(text), opens=opens)):
        if behind and len(row) == 1 and _surname_too(row[0].of(text).lower()):
            return row[0]
        taken = row[: _title(text, row) or 1]
        of = held and taken[-1].of(text) == "of"
        behind = taken[-1].of(text).lower() in HONORIFICS or (behind and taken[-1].of(text) == ".")
        held = office(" ".join(text[taken[0].start : taken[-1].end].split()))
        row = row[len(taken) :]
        if of:
            row = _behind_an_office(text, row)
    plain = len(row) == 2 and not _opens_no_name(row[0].of(text))
    last = row[-1].of(text).lower() if row else ""
    alone = plain and (last in PEERS or (row[0].of(text) in given_names() and last in SURNAMES_TOO))
    while row and not alone and text[row[-1].start : row[-1].end].lower() in NO_ENDS:
        row.pop()
    return Span(row[0].start, row[-1].end) if row else Span(len(text), len(text))


def _surname_too(word: str) -> bool:
    """Whether a title, a month or a body's noun is a surname where nothing but "Mr" stands before it."""
    role = roles().get(word)
    return word in SURNAMES_TOO or (role is not None and role.kind == "collective" and not role.plural)


def _behind_an_office(text: str, row: list[Span]) -> list[Span]:
    """The name behind "Secretary of": in "Homeland Security Ann Lee" the last two words, with initials between."""
    words = [number for number, token in enumerate(row) if not INITIAL.fullmatch(token.of(text))]
    plain = all(row[number].of(text)[0].isupper() for number in words)
    return row[words[-2] :] if plain and len(words) > 2 else row


def _opens_no_name(word: str, *, opens: bool = False) -> bool:
    return word.lower() in NOT_NAMES or word in INSIDE or word == "." or (opens and word.lower() in OPENERS)


def _title(text: str, row: Sequence[Span]) -> int:
    """How many tokens at the start of a row are a job title of the gazetteer."""
    for length in range(min(4, len(row)), 0, -1):
        form = " ".join(text[row[0].start : row[length - 1].end].lower().split())
        role = roles().get(form)
        if row[length : length + 1] and row[length].of(text) in APOSTROPHES:
            continue  # the Residents' Association is called so
        if role and not (role.kind == "collective" and row[length : length + 1] and row[length].of(text) == "of"):
            return length  # "Minister" is a title, the "University" of somewhere is part of a name
    return 0


def introduced(text: str, end: int) -> bool:
    """Whether a name is introduced by an age or an office behind it: ", 57,", ", the leader of"."""
    apposed = APPOSED.match(text, end)
    noun = apposed.group("noun") if apposed else ""
    return AGED.match(text, end) is not None or (noun not in FIRMS_TOO and office(noun))


def office(word: str) -> bool:
    """Whether a word is the title of one person: "Mr", "Gen", "chairman", "Secretary-Treasurer"."""
    small = word.lower()
    role = roles().get(small) or roles().get(small.rpartition("-")[2])
    return small in PERSONAL or (role is not None and _one_person(role))


def _one_person(role: Role) -> bool:
    """Whether a role is that of one person, unlike "newspaper", "board" and "officials"."""
    body = role.kind == "collective" or (role.kind == "media" and (not role.anonymous or role.text.endswith("outlet")))
    return not role.plural and not body
