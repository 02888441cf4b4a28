"""Quotations that no cue covers become more of what somebody has said before, or speech that nobody is named for.

What can go wrong: a speaker who changes between two sentences without a cue, whose words go to the one before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from framing.article import Block, Span, disjoint, touched
from framing.attribution.drafts import Draft, unspoken
from framing.attribution.learned import lexeme
from framing.attribution.quotations import Quotation, is_speech
from framing.patterns import pattern

SENTENCE_END = pattern(r"[.!?…;][”\"’')\]]*\s*$")
OWN_CUE = pattern(
    r"\s+(?:(?:[A-Z][\w.’'-]*\s+){1,4}(?:\w+ed|said|says|wrote|writes)|(?:he|she|they)\s+\w+|(?:said|asked)\s+\w+)\b"
)
"""Behind a quotation that ends with a comma or with ! or ?: somebody of its own who says it."""
SPOKEN = pattern(
    r",?\s+(?:(?P<source>(?:[A-Z][\w.’'-]*\s+){0,3}[A-Z][\w.’'-]*|he|she|they)\s+(?P<cue>[a-z]+ed)"
    r"|(?P<verb>[a-z]+ed)\s+(?P<name>[A-Z][\w’'-]*(?:\s+[A-Z][\w.’'-]*){0,3}))\b"
)
"""Behind a quotation that is a sentence of its own but for its comma: who spoke, with any verb at all."""
JOINED = pattern(r"[^.!?“”\"]{0,80},\s*$")


def with_loose_quotations(
    text: str, blocks: Sequence[Block], marks: Sequence[Quotation], found: list[Draft]
) -> list[Draft]:
    """Drafts that also hold the quotations which continue them: in the same sentence, the next, or a paragraph on."""
    found = [*found, *_spoken(text, blocks, marks, found)]
    paragraph_of = [block.span for block in blocks]
    order = sorted((n for n in range(len(found)) if found[n].inside is None), key=lambda n: found[n].place)
    cues = [found[n].place.start for n in order]
    covered = disjoint(span for draft in found if draft.inside is None for span in draft.content)
    loose: list[Draft] = []
    signed = _said_at_the_end(text, marks, found)
    place = 0
    for number, mark in enumerate(marks):
        while place < len(paragraph_of) and paragraph_of[place].end <= mark.span.start:
            place += 1
        if not mark.paired or touched(mark.span, covered):
            continue
        last = bisect_left(cues, mark.span.start) - 1
        before = marks[number - 1] if number else None
        waits = last >= 0 and not found[order[last]].content
        if number in signed and not waits:
            owner = signed[number]
            found[owner] = found[owner]._replace(content=tuple(sorted((*found[owner].content, mark.span))))
            continue
        goes_on = last >= 0 and _goes_on(text, found[order[last]], mark, paragraph_of[place], before)
        if goes_on:
            owner = order[last]
            found[owner] = found[owner]._replace(content=(*found[owner].content, mark.span))
        elif is_speech(mark, text):
            loose.append(unspoken(mark.span))
    return [*found, *loose]


def stands_alone(text: str, paragraph: Span, mark: Quotation) -> bool:
    """Whether a quotation that is no speech by its shape cannot get a speaker by :func:`with_loose_quotations`.

    It may neither continue one before it nor be a sentence of its own with somebody behind it.
    """
    at = mark.span.start
    while at > paragraph.start and text[at - 1].isspace():
        at -= 1
    if at == paragraph.start or text[at - 1] == ",":
        return False
    return not mark.inner(text).of(text)[:1].isupper() or SPOKEN.match(text, mark.span.end) is None


def _spoken(text: str, blocks: Sequence[Block], marks: Sequence[Quotation], found: Sequence[Draft]) -> Iterator[Draft]:
    """“Go back to the harbour,” Ann Lee barked: what no draft covers, at the beginning of a sentence."""
    starts = {block.span.start for block in blocks}
    covered = disjoint(span for draft in found for span in (*draft.content, *draft.source))
    cues = disjoint(draft.cue for draft in found if draft.cue)
    for mark in marks:
        inner = mark.inner(text).of(text)
        match = SPOKEN.match(text, mark.span.end) if mark.paired else None
        if match is None or not inner[:1].isupper() or not (inner.endswith(",") or match.group().startswith(",")):
            continue
        opens = mark.span.start in starts or SENTENCE_END.search(text, max(0, mark.span.start - 8), mark.span.start)
        place = Span(mark.span.end, match.end())
        if opens and not touched(mark.span, covered) and not touched(place, covered) and not touched(place, cues):
            source, cue = (Span(*match.span(a if match[a] else b)) for a, b in (("source", "name"), ("cue", "verb")))
            yield Draft((source,), cue, (mark.span,), lexeme([cue.of(text)]))


def _said_at_the_end(text: str, marks: Sequence[Quotation], found: Sequence[Draft]) -> dict[int, int]:
    """For each paragraph of a quotation that the next one takes up with the same mark, the draft with a speaker that
    has the last one.
    """
    spoken = [n for n, draft in enumerate(found) if draft.inside is None and draft.cue and draft.source]
    pieces = sorted((piece, n) for n in spoken for piece in found[n].content)
    out: dict[int, int] = {}
    owner: int | None = None
    for number in range(len(marks) - 1, -1, -1):
        following = marks[number + 1] if number + 1 < len(marks) else None
        if marks[number].runs_on and following and owner is not None:
            if text[following.span.start] == text[marks[number].span.start]:
                out[number] = owner
            else:
                owner = None
            continue
        place = bisect_left(pieces, marks[number].span.end, key=lambda owned: owned[0].start) - 1
        owner = pieces[place][1] if place >= 0 and pieces[place][0].overlaps(marks[number].span) else None
    return out


def _goes_on(text: str, draft: Draft, mark: Quotation, paragraph: Span, before: Quotation | None) -> bool:
    """Whether the speaker of the last cue goes on in this quotation."""
    if not draft.content:
        return is_speech(mark, text)  # "X continued:" waits for its content
    if before is None or not any(before.span.overlaps(piece) for piece in draft.content):
        return False
    if mark.inner(text).of(text).rstrip().endswith((",", "!", "?")) and OWN_CUE.match(text, mark.span.end):
        return False
    between = text[max(paragraph.start, draft.place.end) : mark.span.start]
    if mark.span.start == paragraph.start:
        near = before.span.end >= paragraph.start - 3
        return near and (before.runs_on or (is_speech(mark, text) and is_speech(before, text)))
    if draft.place.start < paragraph.start and not before.runs_on:
        return False
    if SENTENCE_END.search(text, max(paragraph.start, mark.span.start - 8), mark.span.start):
        return is_speech(mark, text)
    # “It was not”, she said, “the storm”: the same sentence, broken by its cue.
    return JOINED.fullmatch(between) is not None and "ing" not in between
