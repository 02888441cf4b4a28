"""A sentence becomes a row of items: its words and marks, with each quotation as one opaque item.

Rules of attribution read this row: what stands inside a quotation is somebody's word already and is read as a row of
its own. What can go wrong: nothing; this only lays out what was found before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framing.article import Span, trimmed
from framing.attribution.quotations import Quotation
from framing.intake.masked import JOINER
from framing.language.boundaries import sentences_by_rule
from framing.language.tokens import Cut, tokens

LONGEST = 4000
"""Characters of a row; text without stops is cut there, so that time stays linear in it."""
QUOTE = "“”"
"""The word of an item that stands for a whole quotation."""


class Item(NamedTuple):
    """One word or mark of a row, in lower case, or a quotation (``word`` is :data:`QUOTE`)."""

    span: Span
    word: str
    capital: bool = False
    quotation: int | None = None

    @property
    def is_quote(self) -> bool:
        """Whether the item stands for a quotation."""
        return self.quotation is not None

    @property
    def is_word(self) -> bool:
        """Whether the item is a word or a number."""
        return self.quotation is None and self.word[0].isalnum()


class Row(NamedTuple):
    """The items of one sentence, outside quotations or inside one of them (``inside`` its index)."""

    items: tuple[Item, ...]
    span: Span
    inside: int | None = None
    opens_paragraph: bool = False

    @property
    def quoted(self) -> list[Item]:
        """The items that stand for quotations."""
        return [item for item in self.items if item[3] is not None]

    def text_span(self, start: int, end: int) -> Span:
        """The span from item ``start`` to item ``end`` (exclusive)."""
        return Span(self.items[start].span.start, self.items[end - 1].span.end)


def rows(text: str, paragraph: Span, quotations: Sequence[Quotation], cut: Cut = tokens) -> Iterator[Row]:
    """The rows of a paragraph in order: each sentence outside quotations, then the sentences inside each quotation.

    ``quotations`` are those of the whole text, in order; ``cut`` gives the tokens of its parts.
    """
    outside = Outside(text, paragraph, quotations, cut)
    for number in range(len(outside.sentences)):
        yield outside.row(number)
    for number in outside.quoted:
        yield from rows_inside(text, quotations[number], number, cut)


def rows_inside(text: str, quotation: Quotation, number: int, cut: Cut = tokens) -> Iterator[Row]:
    """The rows of the sentences inside a quotation, which is the ``number``-th."""
    for sentence in _bounded(text, sentences_by_rule(text, quotation.inner(text))):
        yield Row(tuple(_items(text, sentence, (), cut)), sentence, inside=number)


class Outside:
    """The sentences of a paragraph outside quotations; the row of each is made when it is asked for."""

    def __init__(self, text: str, paragraph: Span, quotations: Sequence[Quotation], cut: Cut = tokens) -> None:
        self._text = text
        self._cut = cut
        self._start = paragraph.start
        self.quoted: list[int] = []
        self._outer: list[tuple[int, Span]] = []
        first = max(0, bisect_right(quotations, paragraph.start, key=lambda quotation: quotation.span.start) - 1)
        for number in range(first, len(quotations)):
            span = quotations[number].span
            if span.start >= paragraph.end:
                break
            if quotations[number].paired and span.end > paragraph.start:
                self.quoted.append(number)
                if not self._outer or span.end > self._outer[-1][1].end:
                    self._outer.append((number, span))
        sentences = _outside_quotations(sentences_by_rule(text, paragraph), self._outer)
        self.sentences = tuple(_bounded(text, sentences))

    def quotation_at_start(self, number: int) -> Span | None:
        """The quotation with which a sentence begins, as far as it lies in it."""
        sentence = self.sentences[number]
        place = _first_beyond(self._outer, sentence.start)
        if place < len(self._outer):
            span = self._outer[place][1]
            if span.start < sentence.end and not _shown(self._text[sentence.start : span.start]):
                return Span(max(span.start, sentence.start), min(span.end, sentence.end))
        return None

    def ends_with_quotation(self, number: int) -> bool:
        """Whether a sentence ends with a quotation."""
        sentence = self.sentences[number]
        place = bisect_right(self._outer, sentence.end - 1, key=lambda numbered: numbered[1].start) - 1
        if place < 0 or self._outer[place][1].end <= sentence.start:
            return False
        return not _shown(self._text[self._outer[place][1].end : sentence.end])

    def row(self, number: int) -> Row:
        """The row of a sentence."""
        sentence = self.sentences[number]
        items = tuple(_items(self._text, sentence, self._outer, self._cut))
        return Row(items, sentence, opens_paragraph=sentence.start == self._start)


def _shown(text: str) -> bool:
    """Whether anything of a text is seen."""
    return bool(text.replace(JOINER, "").strip())


def _bounded(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """The sentences, those cut at a space that are longer than any sentence is: rules look along a whole row."""
    for sentence in sentences:
        start = sentence.start
        while sentence.end - start > LONGEST:
            cut = text.rfind(" ", start + 1, start + LONGEST)
            end = cut if cut > start else start + LONGEST
            yield Span(start, end)
            start = end
        yield trimmed(Span(start, sentence.end), text)


def _outside_quotations(sentences: Sequence[Span], outer: Sequence[tuple[int, Span]]) -> list[Span]:
    """The sentences, those joined between which a quotation runs on: a quotation is part of one sentence."""
    out: list[Span] = []
    for sentence in sentences:
        after = _first_beyond(outer, sentence.start)
        if out and after < len(outer) and outer[after][1].start < out[-1].end:
            out[-1] = Span(out[-1].start, sentence.end)
        else:
            out.append(sentence)
    return out


def _items(text: str, sentence: Span, outer: Sequence[tuple[int, Span]], cut: Cut) -> Iterator[Item]:
    at = sentence.start
    for place in range(_first_beyond(outer, at), len(outer)):
        number, span = outer[place]
        if span.start >= sentence.end:
            break
        yield from _words(text, Span(at, max(at, span.start)), cut)
        yield Item(Span(max(span.start, sentence.start), min(span.end, sentence.end)), QUOTE, quotation=number)
        at = span.end
    yield from _words(text, Span(at, max(at, sentence.end)), cut)


def _first_beyond(outer: Sequence[tuple[int, Span]], place: int) -> int:
    """The first of the outermost quotations that ends after ``place``: their ends grow with their starts."""
    return bisect_right(outer, place, key=lambda numbered: numbered[1].end)


def _words(text: str, span: Span, cut: Cut) -> Iterator[Item]:
    for token in cut(text, span):
        written = text[token[0] : token[1]]
        word = written.lower()
        yield _new(Item, (token, word.replace("’", "'") if "’" in word else word, written[0].isupper(), None))


_new = tuple.__new__
"""Makes an Item without unpacking: there is one for every word."""
