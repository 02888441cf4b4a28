"""A name of the gazetteer behind other capitals becomes somebody's surname, or stays what it is listed as.

"Ann Holland" is no country: a title, an age or an office, a listed first name, or the place inside a sentence
tells. What can go wrong: "Trust Holland", where a headline's verb looks like a first name (headlines are left alone).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.article import Span
from framing.lexicon.gazetteer import given_names
from framing.mentions.titles import HONORIFICS, INITIAL, OPENING, introduced, office, without_titles

LONGEST_NAME = 8
"""Tokens before a surname, titles included."""
SEEN_WITHIN = 3000
"""Characters on each side in which a word without its capital is looked for."""
AROUND = 12
"""Tokens on each side that show whether a text has capitals throughout."""
NO_GIVEN = frozenset(
    "north south east west northern southern eastern western north-east north-west south-east south-west northeast "
    "northwest southeast southwest central upper lower inner outer greater metropolitan downtown mainland rural urban "
    "modern old ancient medieval new occupied free democratic hurricane".split()
)
"""Capitals before a place that describe it and are nobody's first name."""


def is_surname(text: str, row: Sequence[Span], at: int, end: int, listed: tuple[str, str]) -> bool:
    """Whether the listed name of one word at ``end`` is a surname: "Ann Macron", "Mr. Holland", "Ann Holland".

    ``row`` holds the tokens of a block, ``at`` is where the capitals before it begin; ``listed`` is the kind of what
    the gazetteer knows by that name, and the use of the name.
    """
    (kind, use), label = listed, row[end].of(text)
    if end - at > LONGEST_NAME:
        return False
    run = Span(row[at].start, row[end - 1].end)
    first = without_titles(text, run)
    words = first.of(text).split() if first.start < first.end == run.end else []
    begins = opens(text, row, at)
    if begins and len(words) == 1 and first.start == run.start and _written_small(text, words[0], run.start):
        return False  # "Internal Obama files"
    if kind == "person":
        return bool(words)  # behind a first name that is not the listed person's: somebody else
    if label.isupper() or "." in label:
        return False
    if row[end - 1 if row[end - 1].of(text) != "." else end - 2].of(text).lower() in HONORIFICS:
        return True
    offices = [number for number, word in enumerate(words) if office(word.rstrip("."))]
    given = [word for word in words[offices[-1] + 1 if offices else 0 :] if not INITIAL.fullmatch(word)]
    if not 1 <= len(given) <= 2 or given[0].lower() in NO_GIVEN or any(w.isupper() or w[1:2] == "-" for w in given):
        return False
    if end + 1 < len(row) and office(row[end + 1].of(text)):
        return False  # "ex-Ohio Gov. Ann Lee"
    foreign = use in ("adjective", "people")
    before = row[at - 1].of(text) if at and row[at - 1].of(text) != "fellow" else ""
    titles = [before, *text[run.start : first.start].replace(".", "").split()]
    if offices or any(map(office, titles)) or given[0] in given_names() or introduced(text, row[end].end):
        return len(given) == 1 or not foreign
    state = kind == "state" and use == "name"
    around = row[max(0, at - AROUND) : end + AROUND]
    return not (state or foreign or kind == "organisation" or begins or _in_capitals(text, around))


def _written_small(text: str, word: str, place: int) -> bool:
    """Whether a word stands without its capital around a place: then the capital only opens a sentence."""
    around = text[max(0, place - SEEN_WITHIN) : place + SEEN_WITHIN]
    return re.search(rf"\b{re.escape(word.lower())}\b", around) is not None


def opens(text: str, row: Sequence[Span], at: int) -> bool:
    """Whether the token opens a sentence, a quotation or an item."""
    return at == 0 or text[row[at - 1].start] in OPENING


def _in_capitals(text: str, row: Sequence[Span]) -> bool:
    """Whether most longer words have a capital, as in a headline: there it tells little."""
    words = [token.of(text) for token in row if token.end - token.start > 3 and text[token.start].isalpha()]
    return 2 * sum(word[0].isupper() for word in words) > len(words)
