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
    DAYS,
    DETERMINERS,
    NOUN_TOO,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    VERB_GROUP,
)
from framing.lexicon.cues import cues
from framing.mentions.mention import Mention

LONGEST = 16
"""Tokens of a phrase; more are a list without stops."""
GENITIVES = frozenset(("'s", "’s", "'", "’"))
MODIFIERS = frozenset("many several few more most another other such all each every any some no both".split())
HEADS_NOTHING = MODIFIERS | frozenset(
    "way ways time times thing things lot bit kind sort part parts one ones day days week weeks month months year "
    "years hour hours minute minutes today yesterday tomorrow night morning evening afternoon moment fact case "
    "number hundred thousand million billion percent example instance place end rest others something anything "
    "nothing everything someone anyone everyone everybody nobody somebody ago january february march april june "
    "july august september october november december mr mrs ms dr sir".split()
)
"""Nouns that name no actor, place or thing."""
FUNCTION = frozenset(
    "and or nor & not n't there here them him us me himself herself itself themselves myself ourselves yourself "
    "who whom whose which what that this these those then thus yet too very so how why where when if because up "
    "out down off away back again once ever never even just only also still already almost perhaps maybe rather "
    "quite well much less least enough ahead apart forward together instead however mine ours theirs yours hers "
    "mostly that's it's".split()
)
VERBS = frozenset(
    "be am is are was were say says said tell tells told make makes made take takes took taken give gives gave "
    "given get gets got gotten go goes went gone come comes came see sees saw seen know knows knew known think "
    "thinks thought want wants keep keeps kept let lets put puts find finds found bring brings brought begin "
    "begins began begun leave leaves show shows shown seem seems become becomes became mean means meant hold "
    "holds held write writes wrote written stand stands stood hear hears heard send sends sent build builds built "
    "spend spends spent speak speaks spoke spoken grow grows grew grown lose loses lost pay pays paid meet meets "
    "met sit sits sat win wins won teach understand understands understood draw draws drew drawn break breaks "
    "broke broken eat choose chooses chose chosen fall falls fell fallen seek seeks sought fight fights fought "
    "throw throws threw thrown catch catches caught buy buys bought sell sells sold forget forgot rise rises rose "
    "risen drive drives drove driven wear wears wore worn sing swear swore sworn feel feels felt lead leads led "
    "lay lays laid lie lies bear bore borne strike struck shoot shot hang hung hide hid hidden shake shook shaken "
    "stick stuck tear tore torn ask asks call calls try tries need needs help helps start starts happen happens "
    "include includes continue continues believe believes allow allows add adds appear appears expect expects "
    "remain remains suggest suggests require requires decide decides pull pulls agree agrees consider considers "
    "provide provides create creates accept accepts avoid avoids achieve ensure discuss discusses describe "
    "describes explain explains prevent prevents refuse refuses reach reaches receive receives reduce reject "
    "rejects remove replace resolve respond responds seize serve serves use uses carry carries arrive arrives "
    "destroy enter follow follows join joins kill kills learn live lives pursue undermine withdraw withdrew "
    "withdrawn warn warns welcome work works sign signs turn turns stop stops move moves set sets run runs ran "
    "plan plans urge urges visit visits cut cuts hit hits face faces".split()
)
ADJECTIVE_ENDS = re.compile(r".{2,}(?:ous|ful|able|ible|less|ish|ical|ary|ic|ed)$")
NOUNS_LIKE_ADJECTIVES = frozenset(
    "public critic critics rubric topic traffic music panic clinic republic fabric logic epidemic pandemic "
    "mechanic secretary adversary emissary boundary library salary territory summary diary dictionary missionary "
    "finish rubbish table cable vegetable bible mayor mouthful handful deed seed speed feed breed need steed "
    "arsenal shed sled bed skeptic sceptic rhetoric politic statistic characteristic plastic cleric academic "
    "visionary anniversary commentary documentary".split()
)
ADJECTIVES = frozenset(
    "new old good bad big small great little large long short high low early late young important different own "
    "same able best better worst worse right wrong sure true real major free full clear recent current former "
    "possible likely ready hard easy open close strong weak local national international political federal "
    "foreign nuclear military social economic main final first second third last next past future total serious "
    "similar special private common poor rich dead legal illegal human north south east west northern southern "
    "eastern western unlikely aware afraid alone happy sad angry certain several two three four five six seven "
    "eight nine ten senior top key such unable willing eager due wide deep tough fair entire whole potential "
    "initial critical central formal global previous presidential original mutual bilateral unusual additional "
    "crucial ballistic massive extensive aggressive effective expensive positive negative active so-called "
    "fellow".split()
)


class Phrase(NamedTuple):
    """A noun phrase: where it stands, its head and the other words before that, in small letters.

    ``names`` are the indices of the mentions that stand in it.
    """

    span: Span
    head: str
    modifiers: tuple[str, ...]
    names: tuple[int, ...]

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
            found = _phrase(row, small, named, start, stop)
            if found:
                out.append(found)
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
    behind_owner = before in DETERMINERS or before in GENITIVES
    if behind_owner:
        return False
    if word in _cue_verbs() or word in VERBS:
        return True
    following = small[here + 1] if here + 1 < len(small) else "."
    opens_object = following in DETERMINERS or following in _ends() or not following[0].isalnum()
    if word.endswith("ed") and len(word) > 4 and word not in NOUNS_LIKE_ADJECTIVES:
        noun_before = here > at and before not in ADJECTIVES and not before.endswith("ly")
        return opens_object or (noun_before and (named[here - 1] >= 0 or before.endswith("s")))
    if word.endswith("ing") and len(word) > 5:
        return following in DETERMINERS or (here > at and named[here - 1] >= 0 and opens_object)
    return word.endswith("ly") and opens_object


def _parts(small: Sequence[str], at: int, end: int) -> Iterator[tuple[int, int]]:
    """A run, and the owners in it: "the harbour master's" of "the harbour master's decision"."""
    for here in range(at + 1, end):
        if small[here] in GENITIVES:
            yield at, here
    yield at, end


def _phrase(row: Sequence[Span], small: Sequence[str], named: Sequence[int], at: int, end: int) -> Phrase | None:
    """The phrase that the words of a run make; None where the last noun in it is a name, or there is none."""
    while end > at and named[end - 1] < 0 and not _noun(small[end - 1]):
        end -= 1
    if end == at or named[end - 1] >= 0:
        return None
    names = tuple(sorted({number for number in named[at:end] if number >= 0}))
    return Phrase(Span(row[at][0], row[end - 1][1]), small[end - 1], tuple(small[at : end - 1]), names)


def _noun(word: str) -> bool:
    """Whether a word can be the head of a phrase."""
    if len(word) < 3 or not word[0].isalpha() or word in HEADS_NOTHING or word in ADJECTIVES or word in DETERMINERS:
        return False
    if word in DAYS or word in _ends() or word.endswith("ly"):
        return False
    return word in NOUNS_LIKE_ADJECTIVES or not ADJECTIVE_ENDS.match(word)
