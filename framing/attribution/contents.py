"""A hit becomes the extent of its content: where what is said begins and where the outlet takes over again.

What can go wrong: content that runs on behind "but" or a comma is cut short.
"""

from __future__ import annotations

from collections.abc import Sequence

from framing.attribution.clause import Item
from framing.attribution.hits import Hit
from framing.attribution.subjects import Range, listed, subject, verb_group_start
from framing.attribution.words import (
    AUXILIARIES,
    CONTENT_ENDS,
    DASHES,
    DAYS,
    DETERMINERS,
    LEADS,
    PREPOSITIONS,
    PRONOUNS,
    QUALIFIERS,
    RELATIONS,
    STOPS,
    SUBORDINATORS,
)

THAT_WITHIN = 14
"""Items between a verb of saying and its "that"."""
LINKS = PREPOSITIONS | SUBORDINATORS
BEHIND_HEARERS = PRONOUNS | PREPOSITIONS | DAYS | {"that", "to", "it", "its"}
NAME_WITHIN = 12
"""Items between "called" and the name that is quoted."""
OCCASION_WORDS = 10
"""Items of "after the closing session" and the like behind a verb of saying, at most."""


def content(items: Sequence[Item], hit: Hit, limit: int) -> list[Range] | None:
    """What follows a verb as its content, by what the verb takes."""
    takes = hit.cue.takes
    if takes == {"quotation"}:
        return _named(items, hit)
    at = _behind_complements(items, hit)
    if at >= len(items):
        return None
    item = items[at]
    end = clause_end(items, at, limit)
    if end <= at:
        return None
    if item.is_quote:
        return [(at, end)]
    if item.word in (":", ",") and at + 1 < len(items) and items[at + 1].is_quote:
        return [(at + 1, clause_end(items, at + 1))]
    if item.word == ":" and "quotation" in takes:
        return [(at + 1, len(items))] if at + 1 < len(items) else None
    if item.word in STOPS or item.word == "," or item.word in DASHES:
        return None
    if item.word in ("that", "whether", "how", "why", "what"):
        return [(at, end)] if takes & {"clause", "noun"} else None
    if item.word == "to":
        return [(at, end)] if "infinitive" in takes else None
    if item.word.endswith("ing"):
        return [(at, end)] if takes & {"gerund", "noun", "clause"} else None
    if item.word in LINKS and item.word not in ("if", "as"):
        return None
    return [(at, end)] if "noun" in takes or ("clause" in takes and _clausal(items, at, end)) else None


def _clausal(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether a stretch has a verb, as far as one sees without a tagger: then it can be a clause without "that"."""
    for item in items[start + 1 : end]:
        word = item.word
        if item.is_quote or (word in AUXILIARIES and word != "'s") or word in IRREGULAR:
            return True
        if item.is_word and not item.capital and word.endswith(("ed", "s")) and not word.endswith(("ss", "us")):
            return True
    return False


IRREGULAR = frozenset(
    "went came took gave got made met fell rose broke won lost left held told thought knew saw felt found "
    "kept began became brought built ran sat stood understood wrote spoke chose drew drove ate paid sent "
    "spent led hit cut put set let want need know think believe feel go come take give get make see find keep "
    "have do plan hope expect agree mean".split()
)


def _named(items: Sequence[Item], hit: Hit) -> list[Range] | None:
    """What "called" takes: somebody or something, and in the same clause the name that is quoted."""
    for place in range(hit.end, min(hit.end + NAME_WITHIN, len(items))):
        if items[place].is_quote:
            return [(hit.end, clause_end(items, place))]
        if items[place].word in STOPS or items[place].word in (",", "that"):
            return None
    return None


def _behind_complements(items: Sequence[Item], hit: Hit) -> int:
    """Where the content begins, behind days, hearers ("told reporters") and places ("in a cable released by …")."""
    at = hit.end
    while at < len(items) and (_day_at(items, at) or (items[at].word == "on" and _day_at(items, at + 1))):
        at += 2 if items[at].word not in DAYS and items[at].capital else 1
    if "clause" in hit.cue.takes or "quotation" in hit.cue.takes:
        for place in range(at, min(at + THAT_WITHIN, len(items))):
            word = items[place].word
            spoken = items[hit.start].word in RELATIONS or (items[at].word in PREPOSITIONS and items[at].word != "as")
            if word == "that" and (place == at or spoken):
                return place
            if items[place].is_quote and items[place - 1].word in (",", ":"):
                return place
            if word in STOPS or (word in SUBORDINATORS and word not in ("as", "after")):
                break
    if items[hit.start].word in RELATIONS:
        return _behind_hearer(items, at)
    return at


def _behind_hearer(items: Sequence[Item], at: int) -> int:
    """Behind "reporters" or "the news site" after "told": the content follows a short noun phrase."""
    place = at
    while place < len(items) and place - at < 6 and items[place].is_word and items[place].word not in BEHIND_HEARERS:
        if place > at and items[place].word in DETERMINERS:
            break
        place += 1
    return place


def _day_at(items: Sequence[Item], at: int) -> bool:
    """Whether a day begins here: a weekday, or a month and a number."""
    if at >= len(items):
        return False
    following = items[at + 1] if at + 1 < len(items) else None
    dated = items[at].capital and following is not None and following.word.isdigit()
    qualified = items[at].word in QUALIFIERS and following is not None and following.word in DAYS
    return items[at].word in DAYS or dated or qualified


def clause_end(items: Sequence[Item], start: int, limit: int | None = None) -> int:
    """Where content that begins at ``start`` ends: at the stop, or where the outlet takes over again."""
    end = start
    while end < len(items):
        item = items[end]
        if (item.word in STOPS and end + 1 >= len(items) - 1) or item.word == ";":
            break
        if item.word == "," and end + 1 < len(items) and _takes_over(items, end + 1, limit):
            break
        if end > start + 1 and _aside(items, end):
            break
        if end > start and items[end - 1].is_quote and _occasion(items, end):
            break
        if item.word in ("and", "but") and limit is not None and _joins_cue(items, end, limit):
            break
        end += 1
    while end > start and not items[end - 1].is_quote and items[end - 1].word in (*STOPS, ",", *DASHES):
        end -= 1
    return end


def _aside(items: Sequence[Item], at: int) -> bool:
    """Whether the outlet adds something of its own: ", which …", ", who …" or " – …" with nothing that closes it."""
    following = items[at + 1].word if at + 1 < len(items) else ""
    return items[at].word in (",", *LONG_DASHES) and following in ("which", "who", "whose", "where", "whom")


LONG_DASHES = ("–", "—", "―")


def _occasion(items: Sequence[Item], at: int) -> bool:
    """Whether “…” is followed by where it was said: "in an interview with …", "during a visit", "on Monday"."""
    following = items[at + 1].word if at + 1 < len(items) else ""
    if items[at].word in ("in", "during"):
        return following in ("a", "an", "comments", "remarks", "his", "her", "their")
    return items[at].word == "on" and following in DAYS


def _takes_over(items: Sequence[Item], at: int, limit: int | None) -> bool:
    word = items[at].word
    if word in CONTENT_ENDS or word in ("according", "per", "adding", "citing", "referencing", "referring"):
        return True
    if word.endswith("ing") and items[at - 2].is_quote:
        return True
    if limit is None:
        return False
    if word in ("and", "or") and (_joins_cue(items, at, limit) or _next_speaks(items, at, limit)):
        return True
    return _interrupts(items, at, limit)


def _next_speaks(items: Sequence[Item], at: int, limit: int) -> bool:
    """Whether ", and" begins the words of somebody else: ", and some say …"."""
    near = at < limit <= at + 6 and limit < len(items) and not listed(items, at - 1)
    return near and subject(items, verb_group_start(items, limit), at + 1) is not None


def _interrupts(items: Sequence[Item], at: int, limit: int) -> bool:
    """Whether ", X has reported" with the next cue at ``limit`` begins at ``at``: a source behind what it says."""
    if not at < limit <= at + 8 or limit >= len(items):
        return False
    return said_last(items, limit, limit + 1) and subject(items, verb_group_start(items, limit), at) is not None


def _joins_cue(items: Sequence[Item], at: int, limit: int) -> bool:
    """Whether "and" at ``at`` joins the next cue to this one, with no subject of its own between."""
    return at < limit <= at + 4 and limit < len(items) and verb_group_start(items, limit) == at + 1


def said_last(items: Sequence[Item], verb: int, end: int) -> bool:
    """Whether a verb of saying closes its sentence but for hearer and occasion: "…, X told reporters on Friday"."""
    at = _behind_hearer(items, end) if items[verb].word in RELATIONS else end
    if at >= len(items) or items[at].word in (*STOPS, ","):
        return True
    occasion = items[at].word in DAYS or items[at].word in ("on", "in", "after", "during", "at", "before")
    rest = items[at : at + OCCASION_WORDS]
    stop = next((n for n, item in enumerate(rest) if item.word in STOPS or item.word == ","), None)
    told = any(item.is_quote or item.word in ("that", "whether", ":") for item in rest[:stop])
    return occasion and not told and (stop is not None or at + OCCASION_WORDS >= len(items))


def clause_before(items: Sequence[Item], hit: Hit, source: Range) -> list[Range] | None:
    """The clause before ", X said": content that comes first."""
    start, _ = source
    if (
        not said_last(items, hit.start, hit.end)
        or not hit.cue.takes & {"clause", "quotation"}
        or start < 3
        or items[start - 1].word != ","
    ):
        return None
    if items[hit.start].word.endswith("ing"):
        return None
    begin = 0
    while begin < start - 1 and (items[begin].word in LEADS or not (items[begin].is_word or items[begin].is_quote)):
        begin += 1
    return [(begin, start - 1)]
