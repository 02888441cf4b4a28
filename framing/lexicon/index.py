"""Rules become an Index: the folded strings to look for in a text, and the forms that each of them may begin.

A form is looked for by one of its pieces between gaps; a word that counts between quotation marks only, with the mark
that opens them, since most such words are common. What can go wrong: nothing; whether the rest of a form stands there
too is for the matcher to see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from framing.lexicon.folding import folded
from framing.lexicon.rules import GAP, Rule, Term

Entry = tuple[int, int, int]
"""A form: the number of its rule, of its term in the rule, and its own among the forms (``match`` and ``unless`` as one
list) of the term."""

MARKED: Final = ("scare",)
"""The voices of a term that counts between quotation marks only."""
MARKS: Final = ('"', "'")
"""Quotation marks of the folded copy."""

_TELLING: Final = 5
"""Characters from which a piece of an exception is rare enough to be looked for."""


class Index(NamedTuple):
    """What to look for, the entries of each of these keys by its number, and how to come from an entry to its rule.

    Entries and rules may be made only when they are asked for: a short text needs few of them.
    """

    keys: Sequence[str]
    entries: Callable[[int], Sequence[Entry]]
    rule: Callable[[int], Rule]


def index(rules: Sequence[Rule]) -> Index:
    """The index of rules that are there already."""
    found = entries_by_key(rules)
    return Index(tuple(found), tuple(found.values()).__getitem__, rules.__getitem__)


def entries_by_key(rules: Sequence[Rule]) -> dict[str, list[Entry]]:
    """The strings to look for, each with its entries, in the order of rules and terms."""
    found: dict[str, list[Entry]] = {}
    for number, rule in enumerate(rules):
        for place, term in enumerate(rule.terms):
            for form, wording in enumerate((*term.match, *term.unless)):
                for key in _keys(term, wording, silences=form >= len(term.match)):
                    found.setdefault(key, []).append((number, place, form))
    return found


def pieces(wording: str, term: Term) -> tuple[list[str], int]:
    """The folded pieces of a form between its gaps, and which of them is looked for.

    It is the rarest, as far as that can be seen: the longest of more than one word, or else the longest. Of a phrase
    that silences the term it is not the term itself, which would send every find of the term through all its
    exceptions, and not one so short that it stands everywhere.
    """
    parts = folded(wording).text.split(f" {GAP} ")
    if len(parts) == 1:
        return parts, 0
    own = {folded(form).text for form in term.match}
    telling = [part for part in parts if part not in own and len(part) >= _TELLING] or parts
    return parts, parts.index(max(telling, key=lambda part: (" " in part, len(part))))


def _keys(term: Term, wording: str, *, silences: bool) -> Iterator[str]:
    parts, at = pieces(wording, term)
    if term.voices == MARKED and not silences:
        yield from (mark + parts[at] for mark in MARKS)
    else:
        yield parts[at]
