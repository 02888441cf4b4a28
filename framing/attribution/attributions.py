"""Paragraphs become attributions, quotations with their kind, and the voice of every character.

This is the one voice engine: `check`, `read` and `report` all call :func:`speech`. What can go wrong: text that
speaks in a layout that no rule knows stays in the outlet's voice; a note says where marks do not pair.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from framing.article import Article, Block, Note, Span, merged, touched
from framing.attribution.clause import rows
from framing.attribution.drafts import Draft, drafts, unspoken
from framing.attribution.quotations import Quotation, quotations
from framing.attribution.voices import Layer, Voice, VoiceKind, voices
from framing.lexicon.cues import Stance

AttributionType = Literal["direct", "indirect", "mixed"]
QuotedAs = Literal["speech", "scare", "title", "unpaired"]

SPEECH_WORDS = 6
"""From so many words on, a quotation that ends like a sentence is speech even where nobody is named as its speaker."""
CERTAIN, LIKELY = 0.9, 0.6
"""Decision scores of the rules: speech in marks, and everything else; no rule fires below 0.5."""

TITLED = re.compile(
    r"\b(?:titled|entitled|headlined|book|film|movie|song|novel|album|documentary|play|series|podcast|headline)\s*,?\s*$",
    re.IGNORECASE,
)
MENTIONED = re.compile(
    r"\b(?:words?|terms?|phrases?|expressions?|labels?|names?|slogans?|hashtags?|nicknamed?|acronym|abbreviation|letters?)"
    r"\s*(?:of|is|was|as|like|:)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with what it is: speech, scare quotes, a title or a word spoken about, or an unpaired mark."""

    span: Span
    kind: QuotedAs
    attribution: int | None = None
    mention: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (source) ties (cue) to themselves what (content); each role a tuple of spans, empty where nothing stands.

    ``parent`` is the index of the attribution whose content holds this one: speech within speech.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    type: AttributionType
    lexeme: str
    stance: Stance
    score: float
    parent: int | None = None

    @property
    def place(self) -> Span:
        """Where the attribution stands: its cue, or else its content."""
        return self.cue[0] if self.cue else self.content[0]


@dataclass(frozen=True, slots=True)
class Speech:
    """All that the engine finds in one article."""

    attributions: tuple[Attribution, ...]
    quotations: tuple[Quoted, ...]
    voices: tuple[Voice, ...]
    notes: tuple[Note, ...]


def speech(article: Article) -> Speech:
    """Attributions, quotations and voices of an article; the voices partition its blocks but boilerplate."""
    text, blocks = article.text, article.prose
    marks = quotations(text, blocks)
    found = _with_loose_quotations(text, blocks, marks, _all_drafts(text, blocks, marks))
    found = [draft for draft in found if draft.content]
    index = _Marks(marks)
    attributions = _nested([_attribution(draft, text, index) for draft in found])
    quoted = _quoted(text, index, attributions)
    notes = tuple(
        Note("a quotation mark without a partner: the text around it is read as if it were not there", mark.span)
        for mark in marks
        if not mark.paired
    )
    return Speech(attributions, quoted, voices(article.blocks, _layers(attributions, quoted, index)), notes)


def _all_drafts(text: str, blocks: Sequence[Block], marks: Sequence[Quotation]) -> list[Draft]:
    out: list[Draft] = []
    for number, block in enumerate(blocks):
        if block.kind == "caption":
            continue  # a caption repeats and credits; its quotations are kept, without a cue
        headline = block.kind == "headline" or (number == 0 and len(block.span.of(text).split()) <= 25)
        for row in rows(text, block.span, marks):
            out.extend(drafts(row, headline=headline))
    return out


# ---------------------------------------------------------------- quotations that no cue covers


def _with_loose_quotations(
    text: str, blocks: Sequence[Block], marks: Sequence[Quotation], found: list[Draft]
) -> list[Draft]:
    """Drafts that also hold the quotations which continue them: behind a colon, in the same or the next paragraph."""
    paragraph_of = [block.span for block in blocks]
    order = sorted((n for n in range(len(found)) if found[n].inside is None), key=lambda n: found[n].place)
    cues = [found[n].place.start for n in order]
    covered = sorted(span for draft in found for span in draft.content)
    loose: list[Draft] = []
    place = at = 0
    for number, mark in enumerate(marks):
        while place < len(paragraph_of) and paragraph_of[place].end <= mark.span.start:
            place += 1
        while at < len(covered) and covered[at].end <= mark.span.start:
            at += 1
        if not mark.paired or _any_cover(covered, at, mark.span):
            continue
        last = bisect_left(cues, mark.span.start) - 1
        before = marks[number - 1] if number else None
        goes_on = last >= 0 and _goes_on(found[order[last]], mark, paragraph_of[place], before)
        if not (_is_speech(mark, text) or (goes_on and _is_sentence(mark, text))):
            continue
        if not goes_on:
            loose.append(unspoken(mark.span))
        else:
            owner = order[last]
            found[owner] = replace(found[owner], content=(*found[owner].content, mark.span))
    return [*found, *loose]


def _any_cover(covered: Sequence[Span], at: int, span: Span) -> bool:
    return any(other.overlaps(span) for other in covered[max(0, at - 1) : at + 2])


def _goes_on(draft: Draft, mark: Quotation, paragraph: Span, before: Quotation | None) -> bool:
    """Whether the speaker of the last cue goes on in this quotation."""
    if not draft.content:
        return True  # "X continued:" waits for its content
    if before is None or not any(before.span.overlaps(piece) for piece in draft.content):
        return False
    opens = mark.span.start == paragraph.start and before.span.end >= paragraph.start - 3
    return draft.place.start >= paragraph.start or before.runs_on or opens


def _is_sentence(mark: Quotation, text: str) -> bool:
    """Whether a short quotation is a sentence of its own: “Nobody came.”"""
    inner = mark.inner(text).of(text).strip()
    return inner[:1].isupper() and inner[-1:] in tuple(".!?…")


def _is_speech(mark: Quotation, text: str) -> bool:
    if mark.set_off or mark.runs_on:
        return True
    inner = mark.inner(text).of(text).strip()
    words = inner.split()
    ends = inner[-1:] in tuple(".!?,…")
    return (ends and len(words) >= SPEECH_WORDS) or (len(words) >= 2 * SPEECH_WORDS)


# ---------------------------------------------------------------- results


class _Marks:
    """The quotations of an article, to be found by place."""

    def __init__(self, all: Sequence[Quotation]) -> None:
        self.all = all
        self._starts = [mark.span.start for mark in all]

    def near(self, span: Span) -> range:
        """Indices of the quotations that overlap the span."""
        first = bisect_right(self._starts, span.start)
        first -= bool(first and self.all[first - 1].span.end > span.start)
        return range(first, bisect_left(self._starts, span.end))


def _attribution(draft: Draft, text: str, marks: _Marks) -> Attribution:
    content = merged(draft.content, text)
    kind = "indirect" if draft.inside is not None else _type(content, text, marks)
    score = CERTAIN if kind == "direct" else LIKELY
    cue = (draft.cue,) if draft.cue else ()
    # A verb is named by its base form; a noun or a mark by what stands there.
    lexeme = draft.lexeme.name if draft.lexeme.kind == "verb" else draft.cue.of(text).lower() if draft.cue else ""
    return Attribution(draft.source, cue, content, kind, " ".join(lexeme.split()), draft.lexeme.stance, score)


def _type(content: Sequence[Span], text: str, marks: _Marks) -> AttributionType:
    """Direct where all words stand in quotation marks, mixed where some do."""
    inner = outer = 0
    for piece in content:
        spans = [marks.all[n].span for n in marks.near(piece) if marks.all[n].paired]
        words = [piece.start + match.start() for match in re.finditer(r"\w+", piece.of(text))]
        quoted = sum(touched(Span(word, word + 1), spans) for word in words)
        inner, outer = inner + quoted, outer + len(words) - quoted
    if not inner:
        return "indirect"
    return "mixed" if outer else "direct"


def _nested(found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions in the order of their cues, each with the innermost one that holds it as its parent."""
    ordered = sorted(found, key=lambda a: (a.place.start, a.content))
    out = []
    for number, inner in enumerate(ordered):
        whole = Span(min(s.start for s in inner.content), max(s.end for s in inner.content))
        best: tuple[int, int] | None = None
        for other in range(max(0, number - NEAR), min(len(ordered), number + NEAR)):
            if other == number:
                continue
            for piece in ordered[other].content:
                size = piece.end - piece.start
                holds = piece.covers(whole) and piece.covers(inner.place) and size > whole.end - whole.start
                if holds and (best is None or size < best[0]):
                    best = (size, other)
        out.append(replace(inner, parent=best[1] if best else None))
    return tuple(out)


NEAR = 12
"""Cues on either side among which a parent is looked for."""


def _quoted(text: str, marks: _Marks, attributions: Sequence[Attribution]) -> tuple[Quoted, ...]:
    """Every quotation with its kind and with the innermost attribution whose content holds it."""
    holding: dict[int, tuple[int, int]] = {}
    for number, attribution in enumerate(attributions):
        for piece in attribution.content:
            size = piece.end - piece.start
            for mark in marks.near(piece):
                if piece.covers(marks.all[mark].inner(text)) and size < holding.get(mark, (size + 1, 0))[0]:
                    holding[mark] = (size, number)
    return tuple(_kind(text, mark, holding.get(number)) for number, mark in enumerate(marks.all))


def _kind(text: str, mark: Quotation, holder: tuple[int, int] | None) -> Quoted:
    if not mark.paired:
        return Quoted(mark.span, "unpaired")
    if holder is not None:
        return Quoted(mark.span, "speech", holder[1])
    before = text[max(0, mark.span.start - 40) : mark.span.start]
    if TITLED.search(before) or MENTIONED.search(before):
        return Quoted(mark.span, "title", mention=True)
    return Quoted(mark.span, "speech" if _is_speech(mark, text) else "scare")


def _layers(attributions: Sequence[Attribution], quoted: Sequence[Quoted], marks: _Marks) -> list[Layer]:
    """What asks for a voice: contents of attributions, and quotations in and outside them."""
    out: list[Layer] = []
    for number, found in enumerate(attributions):
        for piece in found.content:
            around = next(
                (n for n in marks.near(piece) if marks.all[n].paired and marks.all[n].span.covers(piece)), None
            )
            # Speech within a quotation is quoted too: the marks belong to whoever is quoted.
            out.append(Layer(piece, "attributed" if around is None else "quoted", number))
    for mark in quoted:
        if mark.kind != "unpaired":
            voice: VoiceKind = "mention" if mark.mention else "quoted" if mark.kind == "speech" else "scare"
            out.append(Layer(mark.span, voice, mark.attribution))
    return out
