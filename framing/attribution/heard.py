"""Places in texts become the voices that they stand in, without reading the rest of the text: for `check`.

The answer is the one that :func:`framing.attribution.attributions.speech` gives for the whole article; a test holds
the two to each other. What decides is looked at first: quotation marks, then the sentence of a place with the sentences
that are read together with it. Where that does not settle it, the paragraphs around are read as a whole. What can go
wrong: nothing that does not go wrong there.
"""

from __future__ import annotations

import importlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from framing.article import Article, Block, Span, merged
from framing.attribution.agreed import HEADLINE_WORDS, MENTIONED, TITLED, put_together
from framing.attribution.clause import Outside, rows_inside
from framing.attribution.deferred import may_defer
from framing.attribution.drafts import Draft, drafts
from framing.attribution.learned import ROWS, Arithmetic, Paragraph, learned_drafts, reads_on
from framing.attribution.packed import PackedStates
from framing.attribution.quotations import Quotation, is_speech, quotations
from framing.attribution.traits import NOTHING, QUOTED, WORDS, Edge
from framing.lexicon.rules import VoiceKind


class Heard(NamedTuple):
    """The voice of a place, and whether a word there ties a speaker to what is said."""

    voice: VoiceKind
    cue: bool = False


class Question(NamedTuple):
    """Places of one text whose voices are asked for: spans in order, each in one of ``blocks`` (those of prose).

    ``silent`` are voices of which nothing more is asked: a place in such a voice need not be told to be a cue.
    """

    text: str
    blocks: tuple[Block, ...]
    places: tuple[Span, ...]
    silent: frozenset[VoiceKind] = frozenset()


class _Sentences(NamedTuple):
    """The sentences that decide on a place: rows of one paragraph that are read together; ``quotation`` is the short
    one that the place stands in, if it stands in one.
    """

    place: Span
    paragraph: Paragraph
    quotation: Quotation | None = None


FEW: Final = 250
"""Items of so many sentences that plain integers have read them before NumPy is imported."""
_UNSETTLED: Final = None


def heard(questions: Sequence[Question], arithmetic: Arithmetic | None = None) -> list[tuple[Heard, ...]]:
    """For each question, the voices of its places; the sentences of all of them are read at once.

    ``arithmetic`` is how the network is computed; by default as it is quicker for so many sentences.
    """
    asked = [list(_looked_at(question)) for question in questions]
    around = [_around(question, found) for question, found in zip(questions, asked, strict=True)]
    few = list(
        {id(one.paragraph): one.paragraph for found in asked for one in found if isinstance(one, _Sentences)}.values()
    )
    whole = [laid.paragraphs if laid else () for laid in around]
    paragraphs = [*few, *(paragraph for found in whole for paragraph in found)]
    read = iter(learned_drafts(paragraphs, arithmetic or _arithmetic(paragraphs)))
    drafted = {id(paragraph): _drafts(paragraph, next(read)) for paragraph in few}
    out = []
    for question, found, laid, of_laid in zip(questions, asked, around, whole, strict=True):
        settled = [
            _voice(question.text, one, drafted[id(one.paragraph)]) if isinstance(one, _Sentences) else one
            for one in found
        ]
        if laid is not None:
            said = _whole().speech_of(laid, [next(read) for _ in of_laid])
            settled = list(_all_settled(question, settled, said))
        out.append(tuple(one for one in settled if one is not None))
    return out


def _arithmetic(paragraphs: Sequence[Paragraph]) -> Arithmetic:
    """Plain integers for a few sentences; for more, NumPy is worth its import."""
    items = 0
    for paragraph in paragraphs:
        items += sum(len(row.items) for row in paragraph.rows)
        if items > FEW:
            arrays: Arithmetic = importlib.import_module("framing.attribution.arrays").ArrayStates
            return arrays
    return PackedStates


def _around(question: Question, found: Sequence[Heard | _Sentences | None]) -> Any:
    """The paragraphs that decide on the places that are left, laid out."""
    left = [place for place, one in zip(question.places, found, strict=True) if one is None]
    if not left:
        return None
    starts = [block.span.start for block in question.blocks]
    nearby = importlib.import_module("framing.attribution.nearby").nearby
    chosen = nearby(question.text, question.blocks, {bisect_right(starts, place.start) - 1 for place in left})
    article = Article("", question.text, tuple(question.blocks[number] for number in chosen))
    return _whole().laid_out(article, begins=chosen[0] == 0)


def _whole() -> Any:
    """What reads whole paragraphs; few places need it, so it is imported late."""
    return importlib.import_module("framing.attribution.attributions")


def _looked_at(question: Question) -> Iterator[Heard | _Sentences | None]:
    """For each place its voice, the sentences that decide on it, or None where the paragraphs around do."""
    text, blocks = question.text, question.blocks
    starts = [block.span.start for block in blocks]
    number = -1
    outside: Outside | None = None
    known: dict[int, Paragraph | None] = {}
    marks: list[Quotation] = []
    for place in question.places:
        if bisect_right(starts, place.start) - 1 != number:
            number = bisect_right(starts, place.start) - 1
            block = blocks[number]
            marks = [m for m in quotations(text, blocks[number : number + 2]) if m.span.start < block.span.end]
            outside, known = None, {}
        around = next((mark for mark in marks if mark.paired and mark.span.covers(place)), None)
        if blocks[number].kind == "caption":
            yield _UNSETTLED
            continue
        if around is not None and is_speech(around, text):
            # Speech by its shape is quoted, whoever spoke.
            yield Heard("quoted") if "quoted" in question.silent and not _named(text, around) else _UNSETTLED
            continue
        if around is None and any(mark.paired and mark.span.overlaps(place) for mark in marks):
            yield _UNSETTLED
            continue
        outside = outside or Outside(text, blocks[number].span, marks)
        asked = place if around is None else around.span
        at = bisect_right(outside.sentences, asked.start, key=lambda sentence: sentence.start) - 1
        whole = at >= 0 and asked.end <= outside.sentences[at].end
        if not whole or not (around is None or _alone(text, around, blocks[number])):
            yield _UNSETTLED
            continue
        if at not in known:
            known[at] = _sentences(text, at, outside, blocks[number], first=number == 0)
        paragraph = known[at]
        yield _UNSETTLED if paragraph is None else _Sentences(place, paragraph, around)


def _named(text: str, mark: Quotation) -> bool:
    """Whether a quotation is a title or a word spoken about, if nobody is said to have said it."""
    before = text[max(0, mark.span.start - 40) : mark.span.start]
    return bool(TITLED.search(before) or MENTIONED.search(before))


def _alone(text: str, mark: Quotation, block: Block) -> bool:
    """Whether nothing beyond its sentence decides on a short quotation, and nobody speaks in it."""
    alone = importlib.import_module("framing.attribution.loose").stands_alone
    inside = (row for row in rows_inside(text, mark, 0) if row.items)
    return alone(text, block.span, mark) and not any(drafts(row, headline=True) for row in inside)


def _sentences(text: str, at: int, outside: Outside, block: Block, *, first: bool) -> Paragraph | None:
    """A sentence with those that are read together with it; None where one beside them may name who spoke."""
    sentences = outside.sentences
    start, end = at, at + 1
    while reads_on(start, quotes=outside.quotation_at_start(start) is not None):
        start -= 1
    while end < len(sentences) and reads_on(end, quotes=outside.quotation_at_start(end) is not None):
        end += 1
    looked_at = range(start, min(end + 1, len(sentences)))
    if any(may_defer(text, sentences[n], outside.quotation_at_start(n)) for n in looked_at):
        return _UNSETTLED
    rows = tuple(outside.row(number) for number in range(start, end))
    if not all(row.items for row in rows):
        return _UNSETTLED
    around = _edges(outside, start, end)
    headline = block.kind == "headline" or (first and len(block.span.of(text).split()) <= HEADLINE_WORDS)
    return Paragraph(text, rows, headline, around)


def _edges(outside: Outside, start: int, end: int) -> tuple[Edge, Edge]:
    """How the sentence before some of a paragraph ends, and how the one behind them begins."""
    before = after = NOTHING
    if start % ROWS:
        before = QUOTED if outside.ends_with_quotation(start - 1) else WORDS
    if end % ROWS and end < len(outside.sentences):
        after = QUOTED if outside.quotation_at_start(end) else WORDS
    return before, after


def _drafts(paragraph: Paragraph, learned: Sequence[Draft]) -> list[Draft]:
    """The attributions of some sentences."""
    ruled = [draft for row in paragraph.rows for draft in drafts(row, headline=paragraph.headline)]
    if not (learned or ruled or any(item.is_quote for row in paragraph.rows for item in row.items)):
        return []  # a sentence that names the speaker of another one is not read here
    return [draft for draft in put_together(paragraph.text, paragraph.rows, learned, ruled) if draft.content]


def _voice(text: str, asked: _Sentences, found: Sequence[Draft]) -> Heard:
    """The voice of a place outside quotations, or in a short one, by the attributions of its sentence."""
    place, mark = asked.place, asked.quotation
    cue = any(draft.cue is not None and draft.cue.overlaps(place) for draft in found)
    if mark is None:
        said = any(piece.start <= place.start < piece.end for draft in found for piece in draft.content)
        return Heard("attributed" if said else "own", cue)
    inner = mark.inner(text)
    if any(piece.covers(inner) for draft in found for piece in merged(draft.content, text)):
        return Heard("quoted", cue)
    return Heard("mention" if _named(text, mark) else "scare", cue)


def _all_settled(question: Question, found: Sequence[Heard | None], said: Any) -> Iterator[Heard]:
    """The voices of all places, those that are left by what the paragraphs around them say."""
    starts = [voice.span.start for voice in said.voices]
    cues = sorted(cue for one in said.attributions for cue in one.cue)
    for place, one in zip(question.places, found, strict=True):
        if one is None:
            voice = said.voices[bisect_right(starts, place.start) - 1].voice
            yield Heard(voice, any(cue.overlaps(place) for cue in cues))
        else:
            yield one
