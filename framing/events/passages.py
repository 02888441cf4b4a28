"""Sentences become passages: what alignment compares, with their terms, names, dates and numbers.

What can go wrong: a sentence that says only "He said so" has nothing to compare; it is aligned with nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from framing.article import Span, touched
from framing.dating import resolved
from framing.language.stems import STOP_WORDS, stem, stems
from framing.language.tokens import words
from framing.lexicon.gazetteer import roles
from framing.mentions.dates import CALENDAR, Date
from framing.mentions.numbers import Number
from framing.reading import Reading

Place = Literal["headline", "lead", "body", "tail"]
"""Where in its article a sentence stands."""
LEAD = 3
"""Sentences of the first paragraph that are the lead, at most."""
TAIL = 0.75
"""Share of an article's sentences behind which its tail begins, if it has at least :data:`LONG`."""
LONG = 8
APPOSED = re.compile(
    r",\s(?:the|its|an?|his|her|their)\s(?:[\w’'-]+\s){0,3}?(?P<noun>[\w-]+)(?=,|\.|\s(?:of|for|at)\b)"
)
"""Behind a name: who it is, which says nothing of what happened."""
COMMON = 2.0
LEAST_TERMS = 3
"""Terms and names of a passage, at least: a subheading such as "What next" tells nothing."""


class _HasSpan(Protocol):
    @property
    def span(self) -> Span:
        """Where it stands in the text."""


Spanned = TypeVar("Spanned", bound=_HasSpan)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of one article, with what alignment compares; ``article`` is the article's index.

    ``words`` are the stems of all its words, ``terms`` those outside its names, ``core`` those of the latter that are
    no title before a name ("Transport Minister Ann Lee", "the engineer Ann Lee") and no day or month.
    """

    article: int
    number: int
    span: Span
    words: tuple[str, ...]
    terms: tuple[str, ...]
    core: frozenset[str]
    names: frozenset[str]
    dates: tuple[Date, ...]
    numbers: tuple[Number, ...]
    place: Place

    @property
    def headline(self) -> bool:
        """Whether it is a headline of its article."""
        return self.place == "headline"

    @property
    def telling_numbers(self) -> tuple[Number, ...]:
        """The numbers that tell facts apart: much is there by twos."""
        return tuple(number for number in self.numbers if number.kind != "number" or number.amount != COMMON)


def passages(readings: Sequence[Reading], canonical: Mapping[str, str]) -> tuple[Passage, ...]:
    """The sentences of all articles that hold enough to compare, in the order of articles and text.

    A headline in title case writes all its words like names: what is no name in the text below counts as words there.

    ``canonical`` maps a mention's concept to the one it is known by across the articles.
    """
    out: list[Passage] = []
    for article, reading in enumerate(readings):
        blocks = list(reading.article.prose)
        place = 0
        stands = places(reading)
        dated = resolved(reading.article, reading.sentences, reading.dates)
        heads = [block.span for block in blocks if block.kind == "headline"]
        told = frozenset(mention.concept for mention in reading.mentions if not touched(mention.span, heads))
        for number, sentence in enumerate(reading.sentences):
            while blocks[place].span.end < sentence.end:
                place += 1
            headline = blocks[place].kind == "headline"
            mentions = inside(reading.mentions, sentence)
            if headline:
                mentions = tuple(mention for mention in mentions if mention.kind != "name" or mention.concept in told)
            named = [mention.span for mention in mentions]
            found = Passage(
                article,
                number,
                sentence,
                stems(reading.article.text, sentence),
                _outside(reading.article.text, sentence, named),
                _core(reading.article.text, sentence, named),
                frozenset(canonical[mention.concept] for mention in mentions),
                inside(dated, sentence),
                inside(reading.numbers, sentence),
                stands[number],
            )
            if len(found.terms) + len(found.names) >= LEAST_TERMS and blocks[place].kind != "caption":
                out.append(found)
    return tuple(out)


def places(reading: Reading) -> tuple[Place, ...]:
    """Where each sentence of an article stands; a headline further down is a subheading, and part of the body."""
    heads = [block.span for block in reading.article.prose if block.kind == "headline"]
    lead = next((block.span for block in reading.article.prose if block.kind == "paragraph"), None)
    total = len(reading.sentences)
    out: list[Place] = []
    opening = 0
    for number, sentence in enumerate(reading.sentences):
        if touched(sentence, heads) and (lead is None or sentence.end <= lead.start):
            out.append("headline")
        elif lead is not None and lead.covers(sentence) and opening < LEAD:
            opening += 1
            out.append("lead")
        else:
            out.append("tail" if total >= LONG and number >= TAIL * total else "body")
    return tuple(out)


def _outside(text: str, sentence: Span, names: Sequence[Span]) -> tuple[str, ...]:
    """The stems of a sentence outside the names in it, which count as concepts and not as words."""
    out: list[str] = []
    at = sentence.start
    for name in (*names, Span(sentence.end, sentence.end)):
        out += stems(text, Span(at, max(at, name.start)))
        at = name.end
    return tuple(out)


def _core(text: str, sentence: Span, names: Sequence[Span]) -> frozenset[str]:
    """The stems of what a sentence says of its names: without them, their titles, days and months."""
    out = set()
    behind: Span | None = None  # the word behind, where it is a name's or a title's
    offices = [Span(*found.span()) for found in APPOSED.finditer(text, *sentence) if found["noun"].lower() in roles()]
    for word in reversed(words(text, sentence)):
        written = word.of(text)
        plain = written.lower()
        close = behind is not None and not text[word.end : behind.start].strip()
        title = close and plain not in STOP_WORDS and (written[0].isupper() or plain in roles())
        behind = word if title or touched(word, names) or touched(word, offices) else None
        if behind is None and plain not in STOP_WORDS and plain not in CALENDAR:
            out.add(stem(written))
    return frozenset(out)


def inside(found: Sequence[Spanned], sentence: Span) -> tuple[Spanned, ...]:
    """Those of some values with spans, in order, that begin in a sentence."""
    first = bisect_left(found, sentence.start, key=lambda item: item.span.start)
    last = bisect_left(found, sentence.end, key=lambda item: item.span.start)
    return tuple(found[first:last])
