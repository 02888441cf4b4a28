"""Tokens become noun phrases with a common noun as head: "the planned bridge", "Marsh's decision", "harbour officials".

By rules: a phrase runs from word to word until a closed class of words, a mark or a verb ends it, and its head is the
last word that can be a noun. What can go wrong: there is no tagger, so a verb that looks like a noun ("officials
plan a visit") joins the phrase before it or heads one of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from framing.article import Span
from framing.attribution.words import (
    AUXILIARIES,
    BE,
    DAYS,
    DETERMINERS,
    NOUN_TOO,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    VERB_GROUP,
)
from framing.lexicon.common_nouns import quantities, verbs, word_list
from framing.lexicon.cues import cues
from framing.lexicon.gazetteer import roles
from framing.mentions.mention import Mention

LONGEST = 16
"""Tokens of a phrase; more are a list without stops."""
GENITIVES = frozenset(("'s", "’s", "'", "’"))
MODIFIERS = frozenset("many several few more most another other such all each every any some no both".split())
HEADS_NOTHING = word_list("no_heads") | MODIFIERS
"""Nouns that name no actor, place or thing."""
FUNCTION = frozenset(
    "and or nor & not n't n’t wo ca there nobody everybody somebody anybody everyone someone anyone nothing "
    "everything here them him us me himself herself itself themselves myself ourselves yourself "
    "who whom whose which what that this these those then thus yet too very so how why where when if because up "
    "out down off away back again once ever never even just only also still already almost perhaps maybe rather "
    "quite well much less least enough apart forward together instead however mine ours theirs yours hers "
    "mostly that's it's according including regarding concerning following pending involving excluding owing "
    "versus vs along alongside beyond behind below above beside besides outside inside throughout aboard ahead".split()
)
VERBS = word_list("verb_forms")
NOUNS_AND_VERBS = word_list("nouns_and_verbs")
"""Read as verbs behind a plural or where nothing stands before them, else by their ending: "a state visit"."""
PLURALS = frozenset("people police men women children".split())
SUBJECTS = AUXILIARIES - BE | PRONOUNS | frozenset(("which", "to"))
"""Behind these a word in -ed is a verb."""
NO_PLURALS = frozenset("news politics economics series sports arms".split())
BEFORE_VERBS = AUXILIARIES | PRONOUNS | frozenset(("to", "that", "which", "and", "or", "not", "n't"))
NOUNS_IN_LY = frozenset(
    "family ally monopoly assembly supply reply bully daily weekly italy july rally anomaly".split()
)
NOUNS_IN_ING = word_list("nouns_in_ing")
"""Nouns even where nothing stands before them; "going" and "talking" are none."""
ADJECTIVE_ENDS = re.compile(r".{2,}(?:ous|ful|able|ible|less|ish|ical|ary|ic|ed|ive|ional|tial|cial)$")
NOUNS_LIKE_ADJECTIVES = word_list("nouns_like_adjectives")
ADJECTIVES = word_list("adjectives")


class Phrase(NamedTuple):
    """A noun phrase: where it stands, its head and the other words before that, in small letters.

    ``names`` are the indices of the mentions that stand in it.
    """

    span: Span
    head: str
    modifiers: tuple[str, ...]
    names: tuple[int, ...]
    bearer: int = -1
    """The mention right behind it, whom it introduces: "mayor" in "mayor Ann Lee"; -1 where there is none."""

    @property
    def determiner(self) -> str:
        """The article or the possessive that opens it, empty if none does."""
        return self.modifiers[0] if self.modifiers and self.modifiers[0] in DETERMINERS else ""


@cache
def _cue_verbs() -> frozenset[str]:
    verbs = {form for cue in cues() if cue.kind == "verb" for form in cue.match if " " not in form}
    return frozenset(verbs - NOUN_TOO)


@cache
def _ends() -> frozenset[str]:
    """Words that no phrase holds."""
    return (PREPOSITIONS | PRONOUNS | AUXILIARIES | SUBORDINATORS | FUNCTION | VERB_GROUP) - DETERMINERS


def phrases(text: str, row: Sequence[Span], mentions: Sequence[Mention]) -> tuple[Phrase, ...]:
    """The noun phrases in a row of tokens, in order; a genitive's owner is a phrase too, inside the longer one.

    ``mentions`` are the names of the text, in order and without overlap.
    """
    out: list[Phrase] = []
    named = _named(row, mentions)
    small = [text[token[0] : token[1]].lower() for token in row]
    at = 0
    while at < len(row):
        end = _run_end(small, named, at)
        if end == at:
            at += 1
            continue
        for start, stop in _parts(small, at, end):
            titled = _title_end(small, stop)
            found = _phrase(row, small, named, start, stop, titled)
            if found:
                out.append(found)
                end = max(end, titled)
        at = end
    return tuple(out)


def _named(row: Sequence[Span], mentions: Sequence[Mention]) -> list[int]:
    """For each token the index of the mention that it belongs to, or -1."""
    out: list[int] = []
    number = bisect_left(mentions, row[0][0], key=lambda mention: mention.span.end) if row else 0
    for token in row:
        while number < len(mentions) and mentions[number].span.end <= token[0]:
            number += 1
        inside = number < len(mentions) and mentions[number].span.start <= token[0]
        out.append(number if inside else -1)
    return out


def _run_end(small: Sequence[str], named: Sequence[int], at: int) -> int:
    """Where the run of words that begins at a token ends: before a closed word, a mark, a verb or a new determiner."""
    stop = at
    while stop < min(len(small), at + LONGEST):
        word = small[stop]
        if named[stop] < 0:
            if word in DETERMINERS:
                if stop > at and small[stop - 1] not in ("all", "both", "such", "many"):
                    break
            elif word in GENITIVES:
                if stop == at or stop + 1 == len(small) or not small[stop + 1][0].isalnum():
                    break
                if small[stop + 1] in _ends() or small[stop + 1] in DETERMINERS:
                    break
            elif not word[0].isalnum() or word in _ends() or _verb(small, named, at, stop):
                break
        stop += 1
    return stop


def _verb(small: Sequence[str], named: Sequence[int], at: int, here: int) -> bool:
    """Whether a word is rather a verb than part of the phrase that began at ``at``."""
    word = small[here]
    before = small[here - 1] if here > at else ""
    counts = here + 1 < len(small) and small[here + 1][0].isdigit()
    if (before in DETERMINERS or before in GENITIVES) and not (before == "that" and counts):
        return False
    following = small[here + 1] if here + 1 < len(small) else "."
    if counts and _before_a_number(small, at, here):
        return True
    opens_object = following in DETERMINERS or following in _ends() or not following[0].isalnum()
    if word in NOUNS_AND_VERBS:
        return _verb_here(small, named, at, here)
    if word.endswith("ed") and len(word) > 4 and word not in NOUNS_LIKE_ADJECTIVES:
        of_a_name = here == at and here + 1 < len(small) and named[here + 1] >= 0
        noun_before = here > at and before not in ADJECTIVES and not before.endswith("ly")
        told = here == at > 0 and small[at - 1] in (BEFORE_VERBS if word in verbs() else SUBJECTS)
        return told or of_a_name or opens_object or (noun_before and (named[here - 1] >= 0 or before.endswith("s")))
    if word in _cue_verbs() or word in VERBS or word in verbs():
        return True
    if word.endswith("ing") and len(word) > 5:
        behind_a_noun = here > at and ((named[here - 1] >= 0 and opens_object) or _plural(before))
        opens = here == at and word not in NOUNS_IN_ING and not opens_object
        return following in DETERMINERS or behind_a_noun or opens
    return word.endswith("ly") and word not in NOUNS_IN_LY and (here == at or opens_object)


def _before_a_number(small: Sequence[str], at: int, here: int) -> bool:
    """Whether a word before a number is a verb: "destroyed 40 homes", "the firm employs 300", "will cost 20"."""
    word, before = small[here], small[here - 1] if here else ""
    if here == at and (before in AUXILIARIES - BE or before == "to"):
        return True
    told = word.endswith("ed") and (here == at or (before not in ADJECTIVES and not before.endswith("ly")))
    return told or (_plural(word) and word not in PLURALS)


def _plural(word: str) -> bool:
    """Whether a word looks like a noun in the plural."""
    return word in PLURALS or (word.endswith("s") and not word.endswith(("ss", "us")) and word not in NO_PLURALS)


def _verb_here(small: Sequence[str], named: Sequence[int], at: int, here: int) -> bool:
    """Whether a word that can be a noun or a verb is the verb, by number: "workers visit", but "a state visit"."""
    if here == at:
        opener = small[at - 1] if at else ""
        return not (opener in PREPOSITIONS and opener != "to")
    before = small[here - 1]
    described = named[here - 1] < 0 and (before in ADJECTIVES or ADJECTIVE_ENDS.match(before) is not None)
    if described:
        return False
    if small[here].endswith("s"):  # a verb in the singular needs a subject with an article, or a name
        return any(named[place] >= 0 or small[place] in DETERMINERS for place in range(at, here))
    return named[here - 1] < 0 and _plural(before)


def _parts(small: Sequence[str], at: int, end: int) -> Iterator[tuple[int, int]]:
    """A run, and the owners in it: "the harbour master's" of "the harbour master's decision"."""
    for here in range(at + 1, end):
        if small[here] in GENITIVES:
            yield at, here
    yield at, end


def _title_end(small: Sequence[str], end: int) -> int:
    """Where a role that goes on behind "of" ends, as in "secretary of state"; ``end`` where none does."""
    if 0 < end < len(small) and small[end] == "of":
        for count in (2, 3, 4):
            if " ".join(small[end - 1 : end + count]) in roles():
                return end + count
    return end


def _phrase(
    row: Sequence[Span], small: Sequence[str], named: Sequence[int], at: int, end: int, titled: int
) -> Phrase | None:
    """The phrase that the words of a run make; None where there is no noun that is no name.

    Where a name ends the run, the noun before it introduces the name, and the phrase ends there.
    """
    while end > at and named[end - 1] < 0 and not _noun(small[end - 1]):
        end -= 1
    bearer = named[end - 1] if end > at else -1
    while end > at and named[end - 1] >= 0 and named[end - 1] == bearer:
        end -= 1
    if end == at or named[end - 1] >= 0 or (bearer >= 0 and not _noun(small[end - 1])):
        return None
    head = small[end - 1]
    if small[at] == "that" and end - at > 1 and (_plural(head) or small[at + 1] in verbs() or named[at + 1] >= 0):
        at += 1
    if end - at == 1 and not _alone(small, at):
        return None
    after = end + 1 < len(small) and small[end] == "of" and named[end + 1] < 0
    if after and head in quantities():
        return None
    names = tuple(sorted({number for number in named[at:end] if number >= 0}))
    first = _counted_from(small, named, at)
    before = tuple(small[at : end - 1])
    if titled > end > 0 and small[end] == "of" and bearer < 0:
        head, end = " ".join(small[end - 1 : titled]), titled
        bearer = named[end] if end < len(named) else -1
    return Phrase(Span(row[first][0], row[end - 1][1]), head, before, names, bearer)


def _alone(small: Sequence[str], here: int) -> bool:
    """Whether a word can be a phrase by itself: "talks" can, but no "going", and nothing singular behind "is"."""
    word = small[here]
    if word.endswith("ing"):
        return word in NOUNS_IN_ING
    return _plural(word) or here == 0 or small[here - 1] not in BE


def _counted_from(small: Sequence[str], named: Sequence[int], at: int) -> int:
    """Where a phrase begins with what counts it: "dozens of" before "the dockers"."""
    if at < 2 or small[at - 1] != "of" or small[at - 2] not in quantities():
        return at
    first = at - 2
    while first and at - first < 5 and named[first - 1] < 0:
        word = small[first - 1]
        if word not in DETERMINERS and word not in ADJECTIVES and not word.isdigit():
            break
        first -= 1
    return first


def _noun(word: str) -> bool:
    """Whether a word can be the head of a phrase."""
    if len(word) < 3 or not word[0].isalpha() or word in HEADS_NOTHING or word in ADJECTIVES or word in DETERMINERS:
        return False
    if word in DAYS or word in _ends() or (word.endswith("ly") and word not in NOUNS_IN_LY):
        return False
    return word in NOUNS_LIKE_ADJECTIVES or not ADJECTIVE_ENDS.match(word)
