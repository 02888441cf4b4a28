"""common_nouns.toml becomes the nouns that the news uses for one thing, and verbs that no noun phrase holds.

What can go wrong: a broken file, which is a fault of the package and raises at the first use.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("common_nouns.toml")
IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "wives": "wife",
    "lives": "life",
    "knives": "knife",
    "thieves": "thief",
    "crises": "crisis",
    "analyses": "analysis",
    "bases": "basis",
    "series": "series",
    "species": "species",
    "arms": "arms",
    **{noun: noun for noun in ("summons", "gas", "bias", "chaos", "lens", "canvas", "headquarters", "means")},
}


@cache
def _tables() -> Mapping[str, list[str]]:
    return tomllib.loads(FILE.read_text("utf-8"))


@cache
def synonyms() -> Mapping[str, str]:
    """From each word of a group to the group's first word."""
    return {word: group.split()[0] for group in _tables()["synonyms"] for word in group.split()}


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the file's plain lists, by its name; KeyError where there is none."""
    return frozenset(_tables()[name])


@cache
def quantities() -> frozenset[str]:
    """Words before "of" that count or gather what comes behind."""
    return word_list("quantities")


@cache
def verbs() -> frozenset[str]:
    """Verbs that are hardly ever nouns, in all their regular forms."""
    return frozenset(form for verb in _tables()["verbs"] for form in _forms(verb))


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    third = f"{verb}es" if verb.endswith(("s", "x", "ch", "sh")) else f"{verb}s"
    forms = (verb, third, f"{verb}ed", f"{verb}ing")
    double = verb[-1] in "bdglmnprt" and verb[-2] in "aeiou" and verb[-3:-2] not in tuple("aeiou")
    return (*forms, f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing") if double else forms


def singular(noun: str) -> str:
    """The singular of a noun in small letters, by its ending: "parties" is "party", "news" stays."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("men") and len(noun) > 5:
        return f"{noun[:-3]}man"
    if len(noun) < 4 or not noun.endswith("s") or noun.endswith(("ss", "us", "is", "news", "ics")):
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    return noun[:-2] if noun.endswith(("sses", "xes", "ches", "shes", "zzes")) else noun[:-1]
