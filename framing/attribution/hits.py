"""A row of items becomes hits: the places where a cue of the lexicon stands and is used as one.

What can go wrong: a noun that looks like the verb ("plans", "claims"); it needs a sign of a verb behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framing.attribution.clause import Item
from framing.attribution.subjects import verb_group_start
from framing.attribution.words import BE, BEFORE_NOUNS, DETERMINERS, NOUN_TOO, PRONOUNS, STOPS
from framing.lexicon.cues import Cue, cues_by_first_word, first_words, second_words

MODALS = frozenset("should could may might must shall".split())
"""What somebody should or might say is not said."""
NOUN_SIGNS = frozenset("of by from over about against on".split())
VERB_SIGNS = DETERMINERS | PRONOUNS | {"that", "to", "it", ":", "there", "its"}
COMPOUNDS = frozenset([("think", "tank"), ("think", "tanks"), ("thought", "leader"), ("thought", "leaders")])
"""Nouns that begin like a verb."""
AS_SAYING = ("as", "saying")
LONGEST_AGENT = 8
"""Items of "by X" inside "was quoted by X as saying"."""
QUOTED_WITHIN = 8
"""Items between "saying" and what is quoted."""
TITLED = 0.6
"""Share of capitals from which a row is set like a headline, where a capital tells nothing."""


class Hit(NamedTuple):
    """A cue of the lexicon on the items from ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    cue: Cue


def hits(items: Sequence[Item]) -> Iterator[Hit]:
    """The cues of a row, the longest form first; a verb's form that is a noun here counts as the noun, or as none."""
    forms, firsts, seconds = cues_by_first_word(), first_words(), second_words()
    behind = 0
    for at in [at for at, item in enumerate(items) if item.word in firsts]:
        if at < behind:
            continue
        item = items[at]
        if item.word in seconds and (at + 1 == len(items) or items[at + 1].word not in seconds[item.word]):
            continue
        if item.capital and at and items[at - 1].is_word and not _titled(items):
            continue  # a capital inside a sentence begins a name: the Rail Workers
        hit = _hit(items, at, forms[item.word])
        if hit:
            yield hit
            behind = hit.end


def _titled(items: Sequence[Item]) -> bool:
    return sum(item.capital for item in items) > TITLED * sum(item.is_word for item in items)


def _hit(items: Sequence[Item], at: int, forms: Sequence[tuple[tuple[str, ...], Cue]]) -> Hit | None:
    for form, cue in forms:
        end = _end(items, at, form)
        if end is not None:
            hit = Hit(at, end, cue)
            if cue.kind != "verb" or is_verb(items, hit):
                return hit
    return None


def _end(items: Sequence[Item], at: int, form: tuple[str, ...]) -> int | None:
    """Where a form whose first word stands at an item ends, if all of it does; "was quoted as saying" also with "by X"
    in its middle.
    """
    end = at + len(form)
    if len(form) == 1:
        return end
    if end <= len(items) and items[at + 1].word == form[1] and tuple(item.word for item in items[at:end]) == form:
        return end
    if form[-2:] != AS_SAYING:
        return None
    first = form[:-2]
    behind = at + len(first)
    if tuple(item.word for item in items[at : behind + 1]) not in {(*first, "by"), (*first, "in")}:
        return None
    for end in range(behind + 4, behind + 4 + LONGEST_AGENT):
        if tuple(item.word for item in items[end - 2 : end]) == AS_SAYING:
            return end
    return None


def quoted_behind(items: Sequence[Item], hit: Hit) -> int | None:
    """Index of the quotation that a verb takes, if one stands near behind it in the same clause."""
    for place in range(hit.end, min(hit.end + QUOTED_WITHIN, len(items))) if "quotation" in hit.cue.takes else ():
        if items[place].is_quote:
            return place
        if items[place].word in STOPS:
            return None
    return None


def is_verb(items: Sequence[Item], hit: Hit) -> bool:
    """Whether a form stands as a verb with a subject of its own, and says what somebody did say."""
    start = verb_group_start(items, hit.start)
    form = items[hit.start].word
    before = items[start - 1] if start else None
    after = items[hit.end] if hit.end < len(items) else None
    auxiliaries = {item.word for item in items[start : hit.start]}
    if auxiliaries & MODALS or (before and start == hit.start and before.word in BEFORE_NOUNS):
        return False
    if after and (form, after.word) in COMPOUNDS:
        return False
    if before and before.word == "'s":
        return False  # behind a genitive stands a noun or a participle: "Lima's stated goal"
    if form.endswith("ing") and start == hit.start:
        # ", saying that"; and "footage of Lee saying “…”", which names its subject
        named = before is not None and before.capital and start > 1
        return before is not None and (before.word == "," or (named and quoted_behind(items, hit) is not None))
    if form.endswith(("ed", "en", "wn", "ght", "told")) and auxiliaries & BE:
        return False  # a passive: its subject is not the one who says it
    if form not in NOUN_TOO or auxiliaries - {"'s"}:
        return True
    if before is None or items[hit.start - 1].word == "'s" or after is None or after.word in NOUN_SIGNS:
        return False
    signs = after.is_quote or after.word in VERB_SIGNS
    return signs or before.word in PRONOUNS or (after.capital and not items[hit.start].capital)
