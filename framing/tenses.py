"""Dates in their clauses: what happens at one is past or to come, and is or is not what the sentence tells.

A sentence may hold a date and yet not be of that day: "the bridge, built in 1962", "the 2014 protests", "the worst
since the crash of 2008". Only a date of its main clause counts, or of what somebody is told to have said. What can go
wrong: a date that belongs to a noun ("recalled the attack in 2015"); where clauses cannot be told apart, none counts.
"""

from __future__ import annotations

import re
from itertools import pairwise

from framing.article import Span
from framing.mentions.dates import Date

CONTEXT = 400
"""Characters of a sentence before a date, and behind it, that are looked at."""
OPEN = re.compile(
    r"\b(?:by|until|till|through|beyond|from|since|for|before|after|than|to|between)\s+(?:the\s+end\s+of\s+|early\s+|late\s+)?$",
    re.IGNORECASE,
)
TO_COME = re.compile(
    r"\b(?:will|won['’]t|shall|'ll|’ll|scheduled|due|upcoming|next|planned|expected|"
    r"projected|forecast|intends?|expects|going to|"
    r"(?:is|are|was|were) to|to be|set to|"
    r"slated|would|could|(?-i:may)|might|should|if|unless|whether|until|ahead of|forthcoming|"
    r"(?<!\bthe )(?<!\ba )(?<!\bits )(?<!\btheir )(?<!\bhis )(?<!\bher )(?:plans?|aims?|hopes?|target))\b",
    re.IGNORECASE,
)
DEADLINE = re.compile(r"\b(?:by|until|till)\s+$", re.IGNORECASE)
FRONTED = re.compile(r"\s*(?:in|on|at|during|by the time of|after|following)\b", re.IGNORECASE)
PAST = re.compile(
    r"\b(?:was|were|had|did|been|began|became|said|told|took|came|went|held|made|met|fell|rose|broke|won|lost|left|"
    r"struck|wrote|gave|got|led|ran|saw|sent|kept|put|set|"
    r"(?:has|have)(?=\s+(?:(?:not|never|also|already|since|now|long|\w+ly)\s+)?"
    r"(?:been|gone|done|come|become|begun|run|won|led|met|\w+(?:ed|en|wn|ght|ade|ept|elt|old|ent|ost|ood|und|aid|eft))\b)|"
    r"bought|brought|built|caught|chose|drew|fled|flew|fought|found|grew|heard|knew|paid|shot|sold|spent|spoke|stood|stole|"
    r"sworn|taken|taught|thought|threw|written|given|seen|shown|known|drawn|spoken|stolen|thrown|flown|chosen|grown|"
    r"(?!(?:hundred|need|indeed|speed|feed|seed|breed|greed|sacred|hatred|exceed|proceed|succeed)\b)(?-i:[a-z]{2,}ed))\b",
    re.IGNORECASE,
)

PASSIVE = re.compile(
    r"(?:\b(?:be|is|are|being|stays?|remains?)|['’]re)\s+(?:(?:not|also|now|\w+ly)\s+)?$", re.IGNORECASE
)
"""Before a participle that is no past: "will be built", "is seen"."""
CONDITION = re.compile(r"\b(?:if|unless|whether|until)\b", re.IGNORECASE)
CERTAIN = re.compile(r"will|won['’]t|shall|'ll|’ll|scheduled|due|upcoming|slated|set to|forthcoming", re.IGNORECASE)
CUT = re.compile(r"[;:,(–—\"“”]")
MODIFIER = re.compile(
    r",\s+(?:\w+ly\s+)?(?:\w+ed|\w+ing|built|bought|brought|caught|drawn|fought|found|given|held|known|led|made|paid|seen|"
    r"sent|shot|shown|sold|stolen|taken|thrown|written)\b[^,]*$|[-–]$|\b(?:post|pre)\W?$",
    re.IGNORECASE,
)
OWNER = re.compile(r"(?:\b(?:the|an?|this|that|his|her|its|their|our|my)|['’]s?)\s+(?:[a-z]+\s+)?$", re.IGNORECASE)
HEAD = re.compile(r"\s+(?!(?:and|or|in|on|at|to|by|for|from|with|as|that|was|were|is|are|had|has|have|will)\b)[A-Za-z]")
OWNED = re.compile(r"['’]s?\s+\w")
OPENING = re.compile(r"^\W*(?:at|in|during|on)\s+\w+\s+(?:[a-z]+\s+)?$", re.IGNORECASE)
AT = re.compile(r"(?:^|\b(?:at|in|during|on)\s+)(?:[a-z]+\s+)?$", re.IGNORECASE)
OF = re.compile(r"\b(?:of|about|over|against|like|than|ahead of)\s+(?:the\s+)?(?:[a-z]+\s+)?$", re.IGNORECASE)
PART = re.compile(
    r"\b(?:start|beginning|middle|end|half|days?|weeks?|weekend|months?|quarter|morning|afternoon|evening|night|hours|"
    r"spring|summer|autumn|fall|winter|\d+(?:st|nd|rd|th))\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Parts of a time, whose "of" keeps the date: "the end of May"."""
SUBORDINATE = re.compile(
    r"\b(?:(?<!^)when|where|who|whom|whose|which|because|although|though|while|since|than|as\s+(?:he|she|it|they|we)|"
    rf"that(?=\s+(?:\w+ly\s+)?{PAST.pattern}))\b",
    re.IGNORECASE,
)
TO_DO = re.compile(
    r"\b(?:to\s+(?!the\b|an?\b|his\b|her\b|its\b|their\b)[a-z]+|(?!during\b)[a-z]+ing|fiscal(?:\s+year)?)\b[^,;:.]*$"
)
"""An infinitive, or another verb that has no tense, before a date."""
DIRECTLY = re.compile(rf"{PAST.pattern}\s+(?:back\s+)?in\s+$", re.IGNORECASE)
AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|be|been|being|get|got|has|had|have)(?:\s+(?:\w+ly|not|also|first|last|never))?\s+$", re.I
)
FINITE = re.compile(r"\b(?:was|were|is|are|has|had|have|will|would|can|could|may|might|did|does)\b", re.IGNORECASE)
TAIL = re.compile(
    r"\s+(?:(?:by|from|into|for|at|in|to|with|between|among)\s+[^,]*?)?(?:back\s+)?(?:in|on|at)?\s*$", re.IGNORECASE
)
"""What may lie between a verb and its date: "by the council in"."""


def tense(text: str, sentence: Span, place: Span) -> str | None:
    """“past”, "future" or None: how the clause around a date speaks; the verb before it counts more than one behind."""
    found = outlook(text, sentence, place)
    return None if found == "open" else found


def outlook(text: str, sentence: Span, place: Span) -> str | None:
    """As :func:`tense`, or "open" for what might be."""
    before, after = _around(text, sentence, place)
    if OPEN.search(before):
        deadline = DEADLINE.search(before)
        return "open" if deadline and _speaks(before[: deadline.start()], nearest=True) != "past" else None
    clause = re.split(r"[;:–—\"“”]|,\s+(?:and|but|while|although)\b|\bthat\b", before)[-1]
    pieces = re.split(r"[;:.–—,\"“”]", after)
    # What opens the sentence belongs to the clause behind its comma: "At the summit in July 2023, …".
    fronted = len(pieces) > 1 and FRONTED.match(clause) and _speaks(f"{clause} {pieces[0]}") is None
    return _speaks(clause, nearest=True) or _speaks(pieces[1] if fronted else pieces[0])


def _around(text: str, sentence: Span, place: Span) -> tuple[str, str]:
    """What stands before and behind a place in its sentence, as far as it can matter."""
    return (
        text[max(sentence.start, place.start - CONTEXT) : place.start],
        text[place.end : min(sentence.end, place.end + CONTEXT)],
    )


def _speaks(clause: str, *, nearest: bool = False) -> str | None:
    """The tense of the first verb that has one (``nearest``: the last); "open" for what might be, which is neither."""
    if CONDITION.search(clause):
        return "open"
    place = -1 if nearest else 0
    later = list(TO_COME.finditer(clause))
    earlier = [verb for verb in PAST.finditer(clause) if not PASSIVE.search(clause[: verb.start()])]
    if not later:
        return "past" if earlier else None
    before = later[place].start() <= earlier[place].start() if earlier else True
    if earlier and before == nearest and later[place].start() != earlier[place].start():
        return "past"
    return "future" if CERTAIN.fullmatch(later[place].group()) else "open"


def tells_when(text: str, sentence: Span, date: Date) -> bool:
    """Whether a date says when what the sentence tells took place, and is none of something else in it."""
    before, after = _around(text, sentence, date.span)
    clause = CUT.split(before)[-1]
    return not (
        MODIFIER.search(before)
        or (OF.search(before) and not PART.search(before))
        or of_a_noun(text, sentence, date.span)
        or _in_a_side_clause(clause, after)
        or tense(text, sentence, date.span) is None
    )


def dates_what_was(text: str, sentence: Span, date: Date) -> bool:
    """Whether a date is sure enough to say that its sentence was written later or earlier.

    A year alone is much named beforehand ("her race in 2014", "a plan to win in 2016"): it must be that of the verb.
    """
    if date.month is not None:
        return not of_a_noun(text, sentence, date.span)
    before, _ = _around(text, sentence, date.span)
    return bool(DIRECTLY.search(before)) or (tells_when(text, sentence, date) and not TO_DO.search(before))


def of_a_noun(text: str, sentence: Span, place: Span) -> bool:
    """Whether a date is part of a noun phrase: "the 2014 protests", "his July 25 call", "since Friday's attack"."""
    (before, after), date = _around(text, sentence, place), place.of(text)
    if OWNED.match(after):
        return not AT.search(before)
    bare = date.isdecimal() and not re.search(r"\b(?:in|of|year)\s+$|^\W*$", before, re.IGNORECASE)
    owned = bare or (OWNER.search(before) and not OPENING.search(before))
    return bool(owned and HEAD.match(after))


def _in_a_side_clause(before: str, after: str) -> bool:
    """Whether the clause around a date is one within another: "who resigned in 2018", "a tax passed in 2015"."""
    for opening in list(SUBORDINATE.finditer(before))[-1:]:
        if len(_verbs(before[opening.end() :])) < 2:
            return True
    before = re.split(r"\bthat\b", before)[-1]
    verbs = _verbs(before)
    if not verbs or verbs[-1].group().lower() in ("said", "told") or AUXILIARY.search(before[: verbs[-1].start()]):
        return False
    last = verbs[-1]
    if not re.search(r"[a-z]\s+(?:\w+ly\s+)?$", before[: last.start()]) or not TAIL.fullmatch(before[last.end() :]):
        return False
    reduced = re.match(r"\s+by\s", before[last.end() :]) is not None
    first = before[: last.start()]
    return (
        reduced
        or FINITE.match(after.lstrip()) is not None
        or (
            FINITE.search(first) is not None and not re.search(r"\b(?:and|or|he|she|it|they|who|which|that)\s+$", first)
        )
    )


def _verbs(clause: str) -> list[re.Match[str]]:
    """The past forms of a clause, each group of them ("was arrested") by its last."""
    found = list(PAST.finditer(clause))
    joined = (
        re.fullmatch(r"\s+(?:\w+ly\s+|not\s+)?", clause[one.end() : following.start()])
        for one, following in pairwise(found)
    )
    return [one for one, goes_on in zip(found, [*joined, None], strict=False) if not goes_on]
