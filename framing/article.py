"""A file becomes an Article: the text as read, and values that point into it.

Every later result is a :class:`Span` into ``Article.text``; nothing stores a piece of text that it could cut from
there. Offsets are Unicode code points (``str`` indices), half-open. What can go wrong here: nothing; these are plain
values.
"""

from __future__ import annotations

import importlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from framing.patterns import pattern

BlockKind = Literal["headline", "paragraph", "blockquote", "byline", "caption", "boilerplate"]
EvidenceKind = Literal["manifest", "metadata", "text", "other-article"]

PROSE: frozenset[BlockKind] = frozenset({"headline", "paragraph", "blockquote", "caption"})
"""Kinds of block that hold sentences; a byline names people but tells nothing."""


class Span(NamedTuple):
    """Half-open range ``[start, end)`` of code points in one article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The text under the span."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether all of ``other`` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether at least one character lies in both."""
        return self.start < other.end and other.start < self.end


def trimmed(span: Span, text: str) -> Span:
    """The span without white space at its ends; empty at its start if there is nothing else."""
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))


def merged(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Sorted spans; those that overlap, touch or have only white space between them become one."""
    out: list[Span] = []
    for span in sorted(spans):
        if span.start >= span.end:
            continue
        if out and not text[out[-1].end : span.start].strip():
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def disjoint(spans: Iterable[Span]) -> list[Span]:
    """Sorted spans; those that overlap become one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def touched(span: Span, taken: Sequence[Span]) -> bool:
    """Whether ``span`` overlaps one of ``taken``, which are sorted and do not overlap each other; in O(log n)."""
    place = bisect_left(taken, (span.end, span.end))
    return place > 0 and taken[place - 1].overlaps(span)


class Block(NamedTuple):
    """A run of lines with one job on the page; ``span`` has no white space at its ends."""

    span: Span
    kind: BlockKind


class Evidence(NamedTuple):
    """Why a value is believed: take the evidence away and the value goes (law 5)."""

    kind: EvidenceKind
    value: str
    why: str
    span: Span | None = None


class DateBounds(NamedTuple):
    """The first and last day (ISO 8601) on which the article can have been written; None where nothing says."""

    earliest: str | None = None
    latest: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Note(NamedTuple):
    """Something the reader of a result should know about this article, such as an unclosed quotation mark."""

    message: str
    span: Span | None = None


class Article(NamedTuple):
    """One text with what is known about it.

    ``text`` is the text as read; ``blocks`` cover what is not white space, in order, without overlap. ``masked`` is the
    text with its markup blank, in the same length, where the text is a file with markup. ``outlet``,
    ``title`` and ``date`` (ISO 8601 day) are None where nothing names them. ``columns`` are free columns of a
    manifest or JSON line.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    outlet: str | None = None
    outlet_evidence: tuple[Evidence, ...] = ()
    title: str | None = None
    date: str | None = None
    date_bounds: DateBounds = DateBounds()
    url: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    masked: str | None = None

    @property
    def unmarked(self) -> Article:
        """The article as a reader sees it: its masked text, and the same offsets."""
        return self if self.masked is None else self._replace(text=self.masked, masked=None)

    @property
    def label(self) -> str:
        """What a report calls the article: its outlet, else its file's name (an unknown outlet stays unknown)."""
        return self.outlet or self.id.rsplit("/", 1)[-1]

    @property
    def sha256(self) -> str:
        """Hash of the UTF-8 bytes of the text (lone surrogates kept as they are)."""
        sha256 = importlib.import_module("hashlib").sha256
        return str(sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest())

    @property
    def prose(self) -> tuple[Block, ...]:
        """The blocks that tell something, in order."""
        return tuple(block for block in self.blocks if block.kind in PROSE)


_BREAK: Final = pattern(r"\r\n|\n|\r")


def _line_feeds(text: str) -> Iterator[int]:
    """Where each line begins but the first, in a text with no other breaks: ten times faster than an expression."""
    at = text.find("\n") + 1
    while at:
        yield at
        at = text.find("\n", at) + 1


class Lines:
    """Line and column of an offset, both counted from 1, columns in code points; a line ends at LF, CRLF or CR."""

    def __init__(self, text: str) -> None:
        self._text = text
        ends = (found.end() for found in _BREAK.finditer(text)) if "\r" in text else _line_feeds(text)
        self._starts = [0, *ends]
        self._lines: dict[int, str] = {}

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of the character at ``offset``."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    @property
    def count(self) -> int:
        """The number of lines."""
        return len(self._starts)

    def start(self, line: int) -> int:
        """The offset at which a line begins."""
        return self._starts[line - 1]

    def texts(self, first: int, last: int) -> tuple[str, ...]:
        """The lines from ``first`` to ``last``, both included, without their breaks; each line is cut out once."""
        return tuple(self._line(number) for number in range(first, min(last, self.count) + 1))

    def _line(self, number: int) -> str:
        found = self._lines.get(number)
        if found is None:
            end = self._starts[number] if number < self.count else len(self._text)
            found = self._lines[number] = self._text[self._starts[number - 1] : end].rstrip("\r\n")
        return found
