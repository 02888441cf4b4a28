"""Places in texts become the voices that they stand in, without reading the rest of the text: for `check`.

The answer is the one that :func:`framing.attribution.attributions.speech` gives for the whole article; a test holds
the two to each other. What decides is looked at first: quotation marks, then the sentence of a place with the sentences
that are read together with it. Where that does not settle it, the paragraphs around are read as a whole. What can go
wrong: nothing that does not go wrong there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from framing.article import Article, Block, Span
from framing.attribution.attributions import HEADLINE_WORDS, MENTIONED, TITLED, put_together, speech
from framing.attribution.clause import Row, rows
from framing.attribution.deferred import may_defer
from framing.attribution.drafts import Draft, drafts
from framing.attribution.learned import ROWS, Arithmetic, Paragraph, learned_drafts, linked
from framing.attribution.loose import is_speech
from framing.attribution.nearby import nearby
from framing.attribution.quotations import Quotation, quotations
from framing.attribution.voices import VoiceKind


class Heard(NamedTuple):
    """The voice of a place, and whether a word there ties a speaker to what is said."""

    voice: VoiceKind
    cue: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Places of one text whose voices are asked for: spans in order, each in one of ``blocks`` (those of prose).

    ``silent`` are voices of which nothing more is asked: a place in such a voice need not be told to be a cue.
    """

    text: str
    blocks: tuple[Block, ...]
    places: tuple[Span, ...]
    silent: frozenset[VoiceKind] = frozenset()


class _Sentences(NamedTuple):
    """The sentences that decide on a place: rows of one paragraph that are read together."""

    place: Span
    paragraph: Paragraph


_UNSETTLED: Final = None


def heard(questions: Sequence[Question], arithmetic: Arithmetic) -> list[tuple[Heard, ...]]:
    """For each question, the voices of its places; the sentences of all of them are read at once."""
    asked = [list(_looked_at(question)) for question in questions]
    waiting = [one for found in asked for one in found if isinstance(one, _Sentences)]
    read = iter(learned_drafts([one.paragraph for one in waiting], arithmetic))
    out = []
    for question, found in zip(questions, asked, strict=True):
        settled = [_settled(question.text, one, next(read)) if isinstance(one, _Sentences) else one for one in found]
        out.append(_all_settled(question, settled, arithmetic))
    return out


def _looked_at(question: Question) -> Iterator[Heard | _Sentences | None]:
    """For each place its voice, the sentences that decide on it, or None where the paragraphs around do."""
    text, blocks = question.text, question.blocks
    starts = [block.span.start for block in blocks]
    number = -1
    laid: list[Row] = []
    marks: list[Quotation] = []
    for place in question.places:
        if bisect_right(starts, place.start) - 1 != number:
            number = bisect_right(starts, place.start) - 1
            block = blocks[number]
            marks = [m for m in quotations(text, blocks[number : number + 2]) if m.span.start < block.span.end]
            laid = []
        around = next((mark for mark in marks if mark.paired and mark.span.covers(place)), None)
        if blocks[number].kind == "caption":
            yield _UNSETTLED
        elif around is not None:
            yield _quoted(question, around)
        elif any(mark.paired and mark.span.overlaps(place) for mark in marks):
            yield _UNSETTLED
        else:
            laid = laid or [row for row in rows(text, blocks[number].span, marks) if row.items and row.inside is None]
            yield _sentences(text, place, laid, blocks[number], first=number == 0)


def _quoted(question: Question, mark: Quotation) -> Heard | None:
    """Speech by its shape is quoted, whoever spoke."""
    before = question.text[max(0, mark.span.start - 40) : mark.span.start]
    if "quoted" not in question.silent or not is_speech(mark, question.text):
        return _UNSETTLED
    return _UNSETTLED if TITLED.search(before) or MENTIONED.search(before) else Heard("quoted")


def _sentences(text: str, place: Span, laid: Sequence[Row], block: Block, *, first: bool) -> _Sentences | None:
    """The sentences that decide on a place outside quotations; None where one beside them may name who spoke."""
    at = next((n for n, row in enumerate(laid) if row.span.start <= place.start < row.span.end), None)
    if at is None or place.end > laid[at].span.end:
        return _UNSETTLED
    start, end = at, at + 1
    while start and linked(laid, start):
        start -= 1
    while end < len(laid) and linked(laid, end):
        end += 1
    following = laid[end : end + 1]
    if any(may_defer(text, row) for row in (*laid[start:end], *following)):
        return _UNSETTLED
    before = laid[start - 1] if start % ROWS else None
    after = laid[end] if end < len(laid) and end % ROWS else None
    headline = block.kind == "headline" or (first and len(block.span.of(text).split()) <= HEADLINE_WORDS)
    return _Sentences(place, Paragraph(text, tuple(laid[start:end]), headline, (before, after)))


def _settled(text: str, one: _Sentences, learned: Sequence[Draft]) -> Heard:
    """The voice of a place by the attributions of its sentences."""
    paragraph = one.paragraph
    ruled = [draft for row in paragraph.rows for draft in drafts(row, headline=paragraph.headline)]
    found = [draft for draft in put_together(text, paragraph.rows, learned, ruled) if draft.content]
    said = any(piece.start <= one.place.start < piece.end for draft in found for piece in draft.content)
    cue = any(draft.cue is not None and draft.cue.overlaps(one.place) for draft in found)
    return Heard("attributed" if said else "own", cue)


def _all_settled(
    question: Question, found: Sequence[Heard | None], arithmetic: Arithmetic
) -> tuple[Heard, ...]:
    """The voices of all places; those that are left are found by reading the paragraphs around them."""
    if all(found):
        return tuple(one for one in found if one)
    blocks = question.blocks
    starts = [block.span.start for block in blocks]
    left = [place for place, one in zip(question.places, found, strict=True) if one is None]
    chosen = nearby(question.text, blocks, {bisect_right(starts, place.start) - 1 for place in left})
    article = Article("", question.text, tuple(blocks[n] for n in chosen))
    said = speech(article, arithmetic, begins=chosen[0] == 0)
    places = [voice.span.start for voice in said.voices]
    cues = sorted(cue for one in said.attributions for cue in one.cue)
    out = []
    for place, one in zip(question.places, found, strict=True):
        if one is None:
            voice = said.voices[bisect_right(places, place.start) - 1].voice
            out.append(Heard(voice, any(cue.overlaps(place) for cue in cues)))
        else:
            out.append(one)
    return tuple(out)
