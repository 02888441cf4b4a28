"""A sentence that only names who spoke becomes a draft with what stands before it: “…” Those were the words of Ann Lee.

What can go wrong: "that", which may mean more than the sentence before it; one sentence, or one quotation, is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framing.article import Span, disjoint, touched, trimmed
from framing.attribution.clause import Row
from framing.attribution.drafts import Draft, unspoken
from framing.attribution.hits import hits
from framing.attribution.subjects import verb_group_start
from framing.intake.masked import JOINER
from framing.lexicon.cues import Cue, cues_by_first_word
from framing.patterns import pattern

NOUNS = (
    "accusation|advice|answer|appeal|argument|assessment|belief|claim|complaint|conclusion|description|explanation|"
    "judge?ment|message|opinion|plea|prediction|promise|reaction|reply|response|sentiment|statement|summary|thoughts?|"
    "verdict|view|warning|words"
)
"""Nouns for what somebody says or thinks."""
THAT = r"(?:That|This|Such|Those|These)(?:, [a-z ]{2,20},)? (?:is|was|are|were)(?: also| at least)?"
END = r"(?=[.,;]|\s(?:on|to|at|in|when|after|about|for|as)\b)"
SHAPES = tuple(
    pattern(shape, re.DOTALL)
    for shape in (
        r"The (?:speaker|writer|author)s? (?:is|was|are|were) (?P<source>.+)",
        rf"{THAT} the (?:[\w-]+ ){{0,2}}(?P<cue>{NOUNS}) (?:of|from) (?P<source>.+)",
        rf"{THAT} (?P<source>his|her|their) (?:[\w-]+ ){{0,2}}(?P<cue>{NOUNS}){END}",
        rf"{THAT} (?P<source>[^,;:.]{{2,60}}?)['’]s? (?:[\w-]+ ){{0,2}}(?P<cue>{NOUNS}){END}",
        r"The (?P<cue>words) (?:are|were) those of (?P<source>.+)",
        r"(?:So|Thus) (?P<cue>said|says|spoke|wrote|writes|argued|argues|declared|concluded) (?P<source>[A-Z].+)",
        r"(?:So|Thus) (?P<cue>said|says|spoke|wrote|writes) (?P<source>(?:the|an?|his|her|their|its)\s.+)",
    )
)
BEGINS = pattern(
    r"The (?:speaker|writer|author|words)|(?:That|This|Such|Those|These)(?:,| (?:is|was|are|were) )"
    r"|(?:So|Thus)(?:,| [a-z])"
)
"""How every sentence of these shapes begins."""
HOW = pattern(r"(?:That|So)(?:, [a-z ]{2,20},)? (?:is|was)(?:, [a-z ]{2,20},)? (?:how|what)\s", re.DOTALL)
HOW_BEHIND = pattern(r",?\s(?:(?:is|was)(?: also)? (?:how|what)|as)\s")
IDIOMS = pattern(
    r"\b(?:put|puts|phrased|worded|saw|sees|framed) it\b|\b(?:sum|sums|summed)(?: it)? up\b|\bdescrib(?:ed|es)\b"
)
OCCASION = pattern(
    r"\s(?:when|after|as|before|while|during|in (?:an?|the|his|her|their|its|response|today|\d)|at (?:an?|the)|last|"
    r"this|yesterday|today|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
"""Where a time or an occasion begins that is no part of the source, before its first comma."""
APART = pattern(r",\s(?:published|spoken|delivered|written|made|speaking|writing|in|on|at|when|as|after|before)\b")
"""The same behind a comma."""
OPENERS = frozenset("that this such those these the so thus".split())
NOBODY = frozenset("it you one someone anyone everyone nobody".split())
OTHER = pattern(r"[:“\"]|\bthat\b")
"""Behind the cue: then it is followed by what is said."""
IN_WORDS = pattern(
    r"\b[Ii]n (?P<source>his|her|their|[^,;:.“”\"]{2,40}?(?=['’]s))(?:['’]s)? (?:own )?(?P<cue>words)[,:]?\s$"
)
NEAR = 80
"""Characters before a quotation in which "in her words" is looked for."""
LONGEST = 400
"""Characters of a sentence that names a speaker."""
SHORT = 6
"""Words behind "that is what she says" that do not make it say something else."""


def with_deferred(text: str, rows: Sequence[Row], found: Sequence[Draft]) -> list[Draft]:
    """The drafts, and those of sentences that name who spoke; ``rows`` are those outside quotations, in order."""
    covered = disjoint(piece for draft in found for piece in draft.content)
    known = sorted((draft.cue.start, n) for n, draft in enumerate(found) if draft.cue and draft.source)
    added: list[Draft] = []
    for row in rows:
        added += (draft for draft in _in_words(text, row) if not touched(draft.content[0], covered))
    for before, row in zip((None, *rows), rows, strict=False):
        said = _said(before, row)
        if said and not touched(said.span, covered):
            first = bisect_left(known, (row.span.start, 0))
            there = found[known[first][1]] if first < len(known) and known[first][0] < row.span.end else None
            added += _deferred(text, row, said, there)
    if not added:
        return list(found)
    taken = disjoint(piece for draft in added for piece in (*draft.source, *([draft.cue] if draft.cue else [])))
    return [draft for draft in found if not (draft.cue and touched(draft.cue, taken))] + added


def may_defer(text: str, sentence: Span, quotation: Span | None) -> bool:
    """Whether a sentence, which may begin with a quotation, may name who spoke before it (:func:`with_deferred`)."""
    if quotation is not None:
        return HOW_BEHIND.match(text, quotation.end, sentence.end) is not None
    start = sentence.start
    while text.startswith(JOINER, start):
        start += 1
    if not BEGINS.match(text, start, sentence.end):
        return False
    return any(shape.match(text, start, sentence.end) for shape in (HOW, *SHAPES))


def _in_words(text: str, row: Row) -> Iterator[Draft]:
    """“It is, in her words, “a love letter””: the cue stands within the sentence."""
    for item in row.items:
        match = (
            IN_WORDS.search(text[max(row.span.start, item.span.start - NEAR) : item.span.start])
            if item.is_quote
            else None
        )
        if match:
            shift = max(row.span.start, item.span.start - NEAR)
            source, cue = (Span(shift + match.start(role), shift + match.end(role)) for role in ("source", "cue"))
            draft = unspoken(item.span)
            yield draft._replace(source=(source,), cue=cue)


class Said(NamedTuple):
    """What may have been said by whom a sentence names; ``start`` is where the sentence goes on from there."""

    span: Span
    quoted: bool
    start: int


def _said(before: Row | None, row: Row) -> Said | None:
    """The quotation that opens a sentence or ends the one before it, or else the whole of that."""
    if not row.items or row.span.end - row.span.start > LONGEST:
        return None
    first = row.items[0]
    if not (first.is_quote or first.word in OPENERS) or any(item.is_quote for item in row.items[1:]):
        return None
    if first.is_quote:
        return Said(first.span, True, first.span.end)
    if not before or not before.items or any(item.is_quote for item in before.items[:-1]):
        return None
    if before.items[-1].is_quote:
        return Said(before.items[-1].span, True, row.span.start)
    follows = first.word in ("that", "those", "so", "thus") and not row.opens_paragraph
    return Said(before.span, False, row.span.start) if follows else None


def _deferred(text: str, row: Row, said: Said, there: Draft | None) -> Iterator[Draft]:
    named = _by_verb(text, row, said.start, there)
    named = named or (_by_noun(text, row) if said.start == row.span.start else None)
    if named and named[0].of(text).lower() not in NOBODY:
        source, cue, lexeme, end = named
        behind = text[end : row.span.end]
        if said.quoted or (cue and len(behind.split()) <= SHORT and not OTHER.search(behind)):
            draft = unspoken(said.span)
            yield draft._replace(source=(source,), cue=cue, lexeme=lexeme or draft.lexeme)


Named = tuple[Span, Span | None, Cue | None, int]
"""The source, the cue and its lexeme, and where what names them ends."""


def _by_noun(text: str, row: Row) -> Named | None:
    """“That was the mayor's message”, "the speaker was Ann Lee"."""
    for shape in SHAPES:
        match = shape.match(text, row.span.start, row.span.end)
        if match:
            cue = Span(*match.span("cue")) if "cue" in shape.groupindex else None
            source = _source(text, Span(*match.span("source")))
            lexeme = _lexeme(cue.of(text)) if cue and cue.start < source.start else None
            return (source, cue, lexeme, max(match.end(), source.end)) if source.start < source.end else None
    return None


def _by_verb(text: str, row: Row, start: int, there: Draft | None) -> Named | None:
    """“That is how she put it”, "that, at least, is what the keeper says"; from ``start`` of the row on.

    ``there`` is what was found in the row before.
    """
    opening = (HOW if start == row.span.start else HOW_BEHIND).match(text, start, row.span.end)
    if not opening:
        return None
    idiom = IDIOMS.search(text, opening.end(), row.span.end)
    verbs = (
        hit for hit in hits(row.items) if hit.cue.kind == "verb" and row.items[hit.start].span.start > opening.end()
    )
    hit = next(verbs, None)
    as_put = text[opening.end() - 3 : opening.end()] == "as "
    if as_put and not (idiom and idiom.group() in ("put it", "puts it", "phrased it", "worded it")):
        return None  # "as she said" is read with the sentence
    if idiom and (hit is None or idiom.start() <= row.items[hit.start].span.start):
        cue, lexeme = Span(*idiom.span()), None
        verb = next((n for n, item in enumerate(row.items) if item.span.start >= cue.start), len(row.items))
    elif hit:
        cue, lexeme, verb = row.text_span(hit.start, hit.end), hit.cue, hit.start
    elif there and there.cue and opening.end() <= there.source[0].start < there.cue.start:
        return there.source[0], there.cue, there.lexeme, there.cue.end
    else:
        return None
    group = verb_group_start(row.items, verb)
    source = trimmed(Span(opening.end(), row.items[group].span.start), text)
    return (source, cue, lexeme, cue.end) if source.start < source.end else None


def _lexeme(word: str) -> Cue | None:
    """The cue of the lexicon that has a form of one word."""
    return next((cue for form, cue in cues_by_first_word().get(word, ()) if form == (word,)), None)


def _source(text: str, phrase: Span) -> Span:
    """The phrase up to its time or occasion, without the stop at its end."""
    words = phrase.of(text)
    comma = words.find(",")
    cut = OCCASION.search(words, 0, comma if comma >= 0 else len(words)) or APART.search(words.partition(", who")[0])
    end = cut.start() if cut else len(words.rstrip(" .!?…"))
    return Span(phrase.start, phrase.start + end)
