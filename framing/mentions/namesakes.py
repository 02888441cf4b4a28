"""Listed names become somebody else's where the article calls only that one so: "Holland", after "Ann Holland".

What can go wrong: two people of one surname, of whom only one is ever named in full; a head of government whom a text
calls "Mr" throughout, and never by a title or in full: then he is nobody whom the gazetteer knows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from framing.lexicon.gazetteer import given_names
from framing.mentions.mention import Mention, concept_names, slug
from framing.mentions.titles import AGED, BEHIND_A_PREPOSITION, PLAIN

STRANGER = re.compile(r", an? [a-z]")
"""Behind a name that the reader is not taken to know: ", a plumber,"."""
BEFORE = 60


def own_names(text: str, found: Sequence[Mention]) -> list[Mention]:
    """The mentions, with those made somebody else's whose listed owner the article does not mean.

    A listed person is not meant who is not named in full, where another person of that surname is, or whom the text
    introduces as a stranger ("Mr. Holland", ", a plumber,"). A listed place or body is not meant where somebody called
    so has been named before, unless the article calls it by another of its names too, or "in" or "from" stands before.
    """
    ordered = sorted(found, key=lambda mention: mention.span)
    full: dict[str, list[Mention]] = {}
    forms: dict[str, set[str]] = {}
    first: dict[str, Mention] = {}
    for mention in ordered:
        forms.setdefault(mention.concept, set()).add(mention.label)
        first.setdefault(mention.label, mention)
        alone = mention.kind == "person" and mention.concept not in concept_names()
        if mention.kind in ("name", "person") and (" " in mention.label or alone):
            full.setdefault(mention.label.split()[-1], []).append(mention)
    return [_owned(text, mention, full.get(mention.label, ()), forms, first) for mention in ordered]


def _owned(
    text: str,
    mention: Mention,
    full: Sequence[Mention],
    forms: Mapping[str, set[str]],
    first: Mapping[str, Mention],
) -> Mention:
    if " " in mention.label or mention.concept not in concept_names():
        return mention
    place = bisect_left(full, mention.span, key=lambda other: other.span)
    other = full[place - 1] if place else full[0] if full else None
    if mention.kind == "person":
        if any(" " in form for form in forms[mention.concept]):
            return mention
        if other is None and _stranger(text, first[mention.label]):
            return replace(mention, concept=slug(mention.label))
        return replace(mention, concept=other.concept, kind=other.kind, use="name") if other else mention
    if other is None or not place:
        return mention
    somebody = other.kind == "person" or other.label.split()[0] in given_names()
    seat = mention.use == "metonym" and other.kind == "person"
    alone = len(forms[mention.concept]) == 1 or seat
    before = text[max(0, mention.span.start - BEFORE) : mention.span.start]
    theirs = (
        somebody and alone and full[0].span <= first[mention.label].span and not BEHIND_A_PREPOSITION.search(before)
    )
    return replace(mention, concept=other.concept, kind=other.kind, use="name") if theirs else mention


def _stranger(text: str, mention: Mention) -> bool:
    """Whether a surname is that of somebody whom the text does not take the reader to know: "Mr. Holland"."""
    before = text[max(0, mention.span.start - BEFORE) : mention.span.start].replace(".", " ").split()[-1:]
    titled = bool(before) and before[0].lower() in PLAIN
    return (
        titled or AGED.match(text, mention.span.end) is not None or STRANGER.match(text, mention.span.end) is not None
    )
