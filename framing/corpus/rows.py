"""A Reading becomes the rows of each table of a corpus, as tuples in the order of the table's columns.

What can go wrong: nothing; the types are checked where the rows become a record batch.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from framing.article import Article, Evidence, Span
from framing.intake.document import Document
from framing.measures import Measure
from framing.reading import Reading

Row = tuple[Any, ...]
FORMULAE = frozenset("words_per_sentence flesch_reading_ease flesch_kincaid_grade gunning_fog dale_chall".split())
"""Measures that count no part of their n: those of several articles are worked out from the counts of the articles."""


def rows(number: int, document: Document, reading: Reading, *, with_text: bool = True) -> dict[str, list[Row]]:
    """The rows of one article, by table; ``number`` is its number in the corpus."""
    starts = [sentence.start for sentence in reading.sentences]

    def sentence(span: Span) -> int | None:
        at = bisect_right(starts, span.start) - 1
        return at if at >= 0 and span.start < reading.sentences[at].end else None

    return {
        "articles": [_article(number, document, reading, with_text=with_text)],
        "sentences": list(_sentences(number, reading)),
        "voices": [(number, *voice.span, voice.voice, voice.attribution) for voice in reading.voices],
        "attributions": [
            (
                number,
                index,
                *one.place,
                sentence(one.place),
                one.type,
                sourcing.speaker,
                sourcing.kind,
                one.stance,
                one.lexeme,
                list(sourcing.chain),
                one.parent,
                one.score,
                _spans(one.source),
                _spans(one.cue),
                _spans(one.content),
            )
            for index, (one, sourcing) in enumerate(zip(reading.attributions, reading.sourcings, strict=True))
        ],
        "findings": [
            (
                number,
                index,
                *found.span,
                sentence(found.span),
                found.rule.code,
                found.term.match[0],
                found.rule.category,
                found.rule.status,
                found.term.axis,
                found.term.favours,
                found.voice,
                found.attribution,
                found.severity,
            )
            for index, found in enumerate(reading.findings)
        ],
        "mentions": [
            (number, *one.span, sentence(one.span), one.concept, one.label if with_text else None, one.kind, one.use)
            for one in reading.mentions
        ],
        "measures": [_measure(number, one) for one in reading.measures],
    }


def _article(number: int, document: Document, reading: Reading, *, with_text: bool) -> Row:
    article, readable = reading.article, reading.readable
    counts = (
        (readable.words, readable.syllables, readable.polysyllables, readable.difficult, readable.letters)
        if readable
        else (None,) * 5
    )
    return (
        number,
        article.id,
        document.place,
        document.kind,
        article.outlet,
        article.title,
        _day(article.date),
        _day(article.date_bounds.earliest),
        _day(article.date_bounds.latest),
        article.url,
        reading.language,
        article.sha256,
        len(article.text),
        len(reading.sentences) if reading.understood else None,
        *counts,
        list(dict(article.columns).items()),
        list(_evidence(article)),
        [note.message for note in article.notes],
        [{"start": block.span.start, "end": block.span.end, "kind": block.kind} for block in article.blocks],
        article.text if with_text else None,
    )


def _day(written: str | None) -> datetime.date | None:
    return None if written is None else datetime.date.fromisoformat(written)


def _evidence(article: Article) -> Iterator[dict[str, object]]:
    """Why outlet and date are believed."""
    found: list[tuple[str, Evidence]] = [("outlet", one) for one in article.outlet_evidence]
    found += [("date", one) for one in article.date_bounds.evidence]
    for field, one in found:
        start, end = one.span or (None, None)
        yield {"field": field, "kind": one.kind, "value": one.value, "why": one.why, "start": start, "end": end}


def _sentences(number: int, reading: Reading) -> Iterator[Row]:
    blocks = reading.article.blocks
    starts = [block.span.start for block in blocks]
    scores = reading.charge.sentences or (None,) * len(reading.sentences)
    for index, (span, score) in enumerate(zip(reading.sentences, scores, strict=True)):
        yield (number, index, *span, blocks[bisect_right(starts, span.start) - 1].kind, score)


def _spans(found: tuple[Span, ...]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in found]


def _measure(number: int, one: Measure) -> Row:
    if one.name in FORMULAE:
        count = None
    elif one.name.endswith("_per_1000"):
        count = round(one.value * one.n / 1000)
    else:
        count = round(one.value * one.n) if one.name.endswith("_share") else round(one.value)
    return (number, one.name, one.value, count, one.n, one.low, one.high)
