"""Rules become an Index: the folded strings to look for in a text, and the forms that each of them may begin.

A form is looked for by its longest piece without a gap; a word that counts between quotation marks only, by itself with
a mark beside it, since most such words are common. What can go wrong: nothing; whether the rest of a form stands there
too is for the matcher to see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from framing.lexicon.folding import folded
from framing.lexicon.rules import GAP, Rule, Term

Entry = tuple[int, int, int]
"""A form: the number of its rule, of its term in the rule, and its own among the forms (``match`` and ``unless`` as one
list) of the term."""

MARKED: Final = ("scare",)
"""The voices of a term that counts between quotation marks only."""
OPENING: Final = "\"'"
CLOSING: Final = '"'
"""Marks of the folded copy; a single closing one would be an apostrophe too often."""


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What to look for, and how to come from an entry to its rule, which may be made only then."""

    keys: Mapping[str, Sequence[Entry]]
    rule: Callable[[int], Rule]


def index(rules: Sequence[Rule]) -> Index:
    """The index of rules that are there already."""
    return Index(keys(rules), rules.__getitem__)


def keys(rules: Sequence[Rule]) -> dict[str, list[Entry]]:
    """The strings to look for, each with its entries, in the order of rules and terms."""
    found: dict[str, list[Entry]] = {}
    for number, rule in enumerate(rules):
        for place, term in enumerate(rule.terms):
            for form, wording in enumerate((*term.match, *term.unless)):
                for key in _keys(term, wording, silences=form >= len(term.match)):
                    found.setdefault(key, []).append((number, place, form))
    return found


def pieces(wording: str) -> list[str]:
    """The folded pieces of a form between its gaps."""
    return folded(wording).text.split(f" {GAP} ")


def _keys(term: Term, wording: str, *, silences: bool) -> Iterator[str]:
    piece = max(pieces(wording), key=len)
    if term.voices == MARKED and not silences:
        yield from (mark + piece for mark in OPENING)
        yield from (piece + mark for mark in CLOSING)
    else:
        yield piece
