"""A verb in a row of items becomes its subject: the noun phrase that stands before it, or behind it when inverted.

No tagger: the phrase is bounded by marks, conjunctions and auxiliaries. What can go wrong: a subject that a long
relative clause parts from its verb is cut short.
"""

from __future__ import annotations

from collections.abc import Sequence

from framing.attribution.clause import Item
from framing.attribution.words import (
    ADVERBS,
    AUXILIARIES,
    BEFORE_NOUNS,
    DASHES,
    DAYS,
    DETERMINERS,
    LEADS,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    SUBORDINATORS,
    TIMES,
    VERB_GROUP,
    nobody,
)

BEFORE_IS = PRONOUNS | {"that", "there"}
FUNCTION_WORDS = BEFORE_NOUNS | AUXILIARIES
BEHIND_NOUNS = LEADS | SUBORDINATORS | PREPOSITIONS | {"and"}
LONGEST = 28
Range = tuple[int, int]
"""Indices of items, half-open."""


def verb_group_start(items: Sequence[Item], verb: int) -> int:
    """Index at which the verb's auxiliaries and adverbs begin."""
    start = verb
    while start and (items[start - 1].word in VERB_GROUP or _adverb(items[start - 1])):
        if items[start - 1].word == "'s" and not (start > 1 and items[start - 2].word in BEFORE_IS):
            break  # a genitive, not "is"
        start -= 1
    return start


def _adverb(item: Item) -> bool:
    return item.is_word and item.word.endswith("ly") and not item.capital


def subject(items: Sequence[Item], end: int, left: int = 0) -> Range | None:
    """The noun phrase that ends before item ``end``; None where there is none that could act.

    ``left`` is the first item that may belong to it: a verb of saying before it ends the phrase.
    """
    if end <= left or items[end - 1].word in ("and", "but", "or"):
        return None
    if items[end - 1].word == "who":
        return end - 1, end
    relative = _relative_clause(items, end)
    if relative is not None:
        return subject(items, relative, 0)
    start = _left_edge(items, end, left)
    segments = _segments(items, start, end)
    if not segments:
        return _before_who(items, end)
    if items[end - 1].word == ",":
        # An apposition stands before the verb: "X, a fellow at Y, said".
        first = _first_name(items, segments)
        found = (first, end - 1) if first is not None else None
    else:
        found = segments[-1]
        if items[found[0]].word in ("and", "or"):
            names = [part for part in segments if part[1] - part[0] <= 5 and items[part[1] - 1].capital]
            found = (names[0][0], found[1]) if names else found
    if found is None:
        return None
    trimmed = _without_leads(items, *found)
    return trimmed if trimmed and agent_like(items, trimmed) else None


def _before_who(items: Sequence[Item], end: int) -> Range | None:
    """The phrase before "who asked to remain anonymous", where such a clause without commas parts it from its verb."""
    for place in range(end - 1, max(0, end - LONGEST), -1):
        if not items[place].is_word:
            return None
        if items[place].word == "who":
            return subject(items, place, 0)
    return None


def _relative_clause(items: Sequence[Item], end: int) -> int | None:
    """Where the phrase ends to which ", who asked not to be named," belongs, if that is what stands before ``end``."""
    if items[end - 1].word != ",":
        return None
    for place in range(end - 2, max(0, end - LONGEST), -1):
        if items[place].word in STOPS or items[place].is_quote:
            return None
        if items[place].word in ("who", "which") and items[place - 1].word == ",":
            return place - 1
    return None


def _left_edge(items: Sequence[Item], end: int, left: int) -> int:
    start = end
    while start > left and end - start <= LONGEST:
        item = items[start - 1]
        if item.is_quote or item.word in STOPS or item.word in DASHES or item.word in (":", "("):
            break
        if item.word in SUBORDINATORS and not _inside_phrase(items, start - 1):
            break
        if item.word in AUXILIARIES and item.word not in ("'s",):
            break
        if item.word in ("and", "or") and start > 1 and items[start - 2].word == "," and not listed(items, start - 2):
            break
        start -= 1
    return start


def listed(items: Sequence[Item], comma: int) -> bool:
    """Whether a comma before "and" belongs to a list of names: "Chile, Peru, and Ecuador"."""
    names = 0
    while comma > 0 and items[comma - 1].is_word and (items[comma - 1].capital or items[comma - 1].word in DETERMINERS):
        comma, names = comma - 1, names + items[comma - 1].capital
    return 0 < names <= 4 and comma > 0 and items[comma - 1].word == ","


def _inside_phrase(items: Sequence[Item], at: int) -> bool:
    """Whether "as", "after" or the like is a part of the phrase, as in "the mayor since 2014"."""
    following = items[at + 1] if at + 1 < len(items) else None
    return items[at].word in ("since", "after", "before") and following is not None and following.word[0].isdigit()


def _segments(items: Sequence[Item], start: int, end: int) -> list[Range]:
    """The comma-separated parts of a stretch, empty ones left out."""
    out, begin = [], start
    for at in range(start, end):
        if items[at].word == ",":
            if at > begin:
                out.append((begin, at))
            begin = at + 1
    if begin < end:
        out.append((begin, end))
    return out


def _first_name(items: Sequence[Item], segments: Sequence[Range]) -> int | None:
    """Where a phrase with its apposition begins, behind adverbials such as "In April,"."""
    for begin, stop in segments:
        word = items[begin].word
        adverbial = word in PREPOSITIONS or word.endswith("ing")
        if word not in LEADS and not (adverbial and stop - begin > 1):
            return begin
    return None


def _without_leads(items: Sequence[Item], start: int, end: int) -> Range | None:
    while start < end and (items[start].word in LEADS or not (items[start].is_word or items[start].word in "$#")):
        start += 1
    if end - start > 1 and items[start].word.isdigit() and items[start + 1].capital:
        start += 1  # the day of a date, not a number of speakers
    while end > start and ((items[end - 1].word in TIMES and end - start > 1) or items[end - 1].word in ADVERBS):
        end -= 1
    if start < end and items[start].word in PREPOSITIONS:
        return None
    return (start, end) if start < end else None


def agent_like(items: Sequence[Item], found: Range) -> bool:
    """Whether a phrase can speak or think: a pronoun, or words that are more than function words."""
    start, end = found
    if end - start > LONGEST:
        return False
    words = [item.word for item in items[start:end]]
    if nobody(words):
        return False
    if words[-1] in PRONOUNS or words[-1] in ("many", "some", "others", "few", "critics", "supporters"):
        return end - start == 1 or words[-1] in ("many", "some", "others", "few", "critics", "supporters")
    return any(word[0].isalpha() and word not in FUNCTION_WORDS for word in words)


def inverted_subject(items: Sequence[Item], start: int) -> Range | None:
    """The noun phrase that begins at item ``start``, behind its verb: “…,” said X, a fellow at Y."""
    end = start
    while end < len(items) and end - start <= LONGEST:
        item = items[end]
        if item.is_quote or item.word in STOPS or item.word in DASHES or item.word == ":":
            break
        if item.word == "," and _ends_apposition(items, end):
            break
        if (
            item.word in ("in", "on", "during", "at", "as", "while", "after", "adding")
            and end > start
            and _adverbial(items, end)
        ):
            break
        end += 1
    while end > start and (items[end - 1].word in DAYS or items[end - 1].word == ","):
        end -= 1
    return (start, end) if end > start and agent_like(items, (start, end)) else None


def _ends_apposition(items: Sequence[Item], comma: int) -> bool:
    following = items[comma + 1] if comma + 1 < len(items) else None
    if following is None or following.is_quote:
        return True
    return following.word in BEHIND_NOUNS or following.word.endswith("ing")


def _adverbial(items: Sequence[Item], at: int) -> bool:
    following = items[at + 1].word if at + 1 < len(items) else ""
    return (
        following in ("a", "an", "response", "reference", "an", "comments", "remarks")
        or following in DAYS
        or (items[at].word in ("as", "while", "after", "adding"))
    )
