"""Paragraphs become attributions, quotations with their kind, and the voice of every character.

This is the one voice engine: `check`, `read` and `report` all call :func:`speech`. What can go wrong: text that
speaks in a layout that no rule knows stays in the outlet's voice; a note says where marks do not pair.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from framing.article import Article, Note, Span, merged, touched
from framing.attribution.agreed import HEADLINE_WORDS, MENTIONED, TITLED, put_together
from framing.attribution.clause import Row, rows
from framing.attribution.drafts import Draft, drafts
from framing.attribution.learned import Arithmetic, Paragraph, learned_drafts
from framing.attribution.loose import with_loose_quotations
from framing.attribution.packed import PackedStates
from framing.attribution.quotations import Quotation, is_speech, quotations
from framing.attribution.voices import Layer, Voice, VoiceKind, voices
from framing.language.tokens import Cut, tokens
from framing.lexicon.cues import Stance

AttributionType = Literal["direct", "indirect", "mixed"]
QuotedAs = Literal["speech", "scare", "title", "unpaired"]

CERTAIN, LIKELY = 0.9, 0.6
"""Decision scores of the rules: speech in marks, and everything else; no rule fires below 0.5."""


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


@dataclass(frozen=True, slots=True)
class LaidOut:
    """An article as the engine reads it: its quotations, and the rows of each block, told whether it is a headline."""

    article: Article
    marks: tuple[Quotation, ...]
    rows: tuple[tuple[tuple[Row, ...], bool], ...]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """What the network reads: the rows outside quotations."""
        return tuple(_outside(self.article.text, self.rows))


def speech(article: Article, arithmetic: Arithmetic = PackedStates, cut: Cut = tokens) -> Speech:
    """Attributions, quotations and voices of an article; the voices partition its blocks but boilerplate.

    ``arithmetic`` is how the network is computed: with plain integers, or with arrays, which give the same results
    and are worth importing for whole articles. ``cut`` gives the tokens of the article's parts.
    """
    laid = laid_out(article, cut=cut)
    return speech_of(laid, learned_drafts(laid.paragraphs, arithmetic))


def laid_out(article: Article, *, begins: bool = True, cut: Cut = tokens) -> LaidOut:
    """The quotations and rows of an article; ``begins`` says whether the first block is where the article begins."""
    marks = quotations(article.text, article.prose)
    return LaidOut(article, marks, tuple(_rows(article, marks, begins=begins, cut=cut)))


def speech_of(laid: LaidOut, learned: Sequence[Sequence[Draft]]) -> Speech:
    """The same as :func:`speech` of an article that is laid out, and what the network has found in its paragraphs."""
    article, marks = laid.article, laid.marks
    text = article.text
    ruled = [draft for found, headline in laid.rows for row in found for draft in drafts(row, headline=headline)]
    outside = [row for found, _ in laid.rows for row in found if row.inside is None]
    drafted = put_together(text, outside, [draft for found in learned for draft in found], ruled)
    found = [draft for draft in with_loose_quotations(text, article.prose, marks, drafted) if draft.content]
    index = _Marks(marks)
    attributions = _nested([_attribution(draft, text, index) for draft in found])
    quoted = _quoted(text, index, attributions)
    notes = tuple(
        Note("a quotation mark without a partner: the text around it is read as if it were not there", mark.span)
        for mark in marks
        if not mark.paired
    )
    return Speech(attributions, quoted, voices(article.blocks, _layers(attributions, quoted, index)), notes)


def outside_quotations(article: Article) -> Iterator[Paragraph]:
    """The paragraphs that are read for attributions, each with its rows outside quotations."""
    return _outside(article.text, _rows(article, quotations(article.text, article.prose)))


def _outside(text: str, paragraphs: Iterable[tuple[Sequence[Row], bool]]) -> Iterator[Paragraph]:
    for found, headline in paragraphs:
        outside = tuple(row for row in found if row.inside is None)
        if outside:
            yield Paragraph(text, outside, headline)


def _rows(
    article: Article, marks: Sequence[Quotation], *, begins: bool = True, cut: Cut = tokens
) -> Iterator[tuple[tuple[Row, ...], bool]]:
    """The rows of each block with attributions, and whether it is a headline.

    A caption repeats and credits; its quotations are kept, without a cue.
    """
    for number, block in enumerate(article.prose):
        if block.kind != "caption":
            short = begins and number == 0 and len(block.span.of(article.text).split()) <= HEADLINE_WORDS
            found = tuple(row for row in rows(article.text, block.span, marks, cut) if row.items)
            yield found, block.kind == "headline" or short


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
    score = draft.score or (CERTAIN if kind == "direct" else LIKELY)
    cue = (draft.cue,) if draft.cue else ()
    # A verb is named by its base form; a noun or a mark by what stands there.
    lexeme = draft.lexeme.name if draft.lexeme.kind == "verb" else draft.cue.of(text).lower() if draft.cue else ""
    return Attribution(draft.source, cue, content, kind, " ".join(lexeme.split()), draft.lexeme.stance, score)


def _type(content: Sequence[Span], text: str, marks: _Marks) -> AttributionType:
    """Direct where all words stand in quotation marks, mixed where some do."""
    inner = outer = 0
    around = [[marks.all[n].span for n in marks.near(piece) if marks.all[n].paired] for piece in content]
    if not any(around):
        return "indirect"
    for piece, spans in zip(content, around, strict=True):
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
    return Quoted(mark.span, "speech" if is_speech(mark, text) else "scare")


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
