"""A text becomes a folded copy for matching, with the way back to the original offsets.

Folded alike: capitals, curly and straight quotation marks and apostrophes, hyphens of every kind, any run of white
space (a run with a blank line becomes a line break, so that no phrase is found across two paragraphs), composed and
decomposed letters; soft hyphens and other invisible characters go. A dash (U+2014, U+2015) parts words.
The copy is only ever matched against; the text itself is never altered. Nothing can go wrong: every text folds.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from framing.article import Span
from framing.patterns import pattern

DASH: Final = "\x02"
"""What dashes become: no letter, no hyphen and no space, and a byte, so that most copies are plain ASCII."""
_SAME_LENGTH: Final = (
    *((mark, "'") for mark in "\u2018\u2019\u201a\u201b\u02bc\uff07"),
    *((mark, '"') for mark in "\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02"),
    *((mark, "-") for mark in "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"),
    *((mark, DASH) for mark in "\u2014\u2015"),
)
INVISIBLE: Final = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphen, zero-width space, word joiner, byte-order mark: characters that no reader sees."""
# The look-ahead lets most characters fail at one test.
_UNEVEN: Final = pattern(r"(?=[^!-~])(?:(?P<space> \s+|[^\S ]\s*)|(?P<foreign>[^ -~\s]+))")
_UNSEEN: Final = pattern(f"[{INVISIBLE}]+")
_BLANK_LINE: Final = pattern(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r|\u2029")

_WESTERN: Final = "cp1252"
"""The one-byte encoding whose characters are those of nearly all English news: curly marks, dashes, accents."""
_FOREIGN: Final = "framing.foreign"
"""What has no place in it becomes a null byte, and so do characters that fold to another length."""


def _nothing(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return b"\0" * (error.end - error.start), error.end


codecs.register_error(_FOREIGN, _nothing)


def _table() -> bytes:
    """What each byte folds to; a null byte asks for the longer way."""
    table = bytearray(256)
    plain = dict(_SAME_LENGTH) | {" ": " ", "\t": " ", "\u00a0": " ", "\n": "\n"}
    for byte in range(2, 256):  # the byte 1 stands for half a blank line
        character = bytes([byte]).decode(_WESTERN, "ignore")
        if character in plain or not (character.isspace() or character in INVISIBLE):
            small = plain.get(character, character.casefold()).encode(_WESTERN, "ignore")
            table[byte] = small[0] if len(small) == 1 else 0
    return bytes(table)


_TABLE: Final = _table()


class Stretch(NamedTuple):
    """A place where the lengths differ: ``[folded_start, folded_end)`` of the copy is ``[start, end)`` of the text."""

    folded_start: int
    folded_end: int
    start: int
    end: int


class Folded(NamedTuple):
    """The copy, and the stretches in which its offsets shift against the original (None: nowhere).

    ``gone`` are those of the invisible characters, which were taken out first; ``offsets`` are against what was left.
    """

    text: str
    offsets: tuple[Stretch, ...] | None = None
    gone: tuple[Stretch, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """The original span under ``[start, end)`` of the copy, without invisible characters at its ends."""
        if self.offsets:
            start, end = _start(self.offsets, start), _end(self.offsets, end)
        if self.gone:
            start, end = _start(self.gone, start), _end(self.gone, end)
        return Span(start, end)


def _start(offsets: Sequence[Stretch], place: int) -> int:
    i = bisect_right(offsets, place, key=itemgetter(0)) - 1
    if i < 0:
        return place
    stretch = offsets[i]
    return stretch.start if place < stretch.folded_end else stretch.end + place - stretch.folded_end


def _end(offsets: Sequence[Stretch], place: int) -> int:
    i = bisect_left(offsets, place, key=itemgetter(0)) - 1
    if i < 0:
        return place
    stretch = offsets[i]
    return stretch.end if place <= stretch.folded_end else stretch.end + place - stretch.folded_end


def folded(text: str, *, case: bool = False) -> Folded:
    """The folded copy of a text, in linear time; ``case`` keeps capitals as they are."""
    gone: list[Stretch] = []
    if not text.isascii() and any(character in text for character in INVISIBLE):
        lost = 0
        for run in _UNSEEN.finditer(text):
            start, end = run.span()
            gone.append(Stretch(start - lost, start - lost, start, end))
            lost += end - start
        text = _UNSEEN.sub("", text)
    even = None if case else _evenly(text)
    copy, offsets = (even, None) if even is not None else _unevenly(text, case)
    return Folded(copy, offsets, tuple(gone) or None)


def _evenly(text: str) -> str | None:
    """The copy of a text all of whose characters keep their places, as nearly all news has it; None for any other.

    One byte a character, so that a table folds them at the speed of C: ten times faster than a look at each.
    """
    copy = text.encode(_WESTERN, _FOREIGN).translate(_TABLE)
    if b"\n" in copy:
        copy = copy.replace(b"\n\n", b"\x01\x01").replace(b"\n", b" ").replace(b"\x01", b"\n")
    if b"\0" in copy or b"  " in copy:
        return None
    return copy.decode("ascii" if copy.isascii() else _WESTERN)


def _unevenly(text: str, case: bool) -> tuple[str, tuple[Stretch, ...] | None]:
    """The copy of any text without invisible characters, with a map of the places where the lengths differ."""
    for mark, plain in _SAME_LENGTH:
        text = text.replace(mark, plain)
    pieces: list[str] = []
    offsets: list[Stretch] = []
    length = last = 0
    for uneven in _UNEVEN.finditer(text):
        start, last_plain = uneven.start(), last
        last = uneven.end()
        if start > last_plain and uneven.lastgroup == "foreign" and _joins(text[start]):
            start -= 1  # a mark melts with the plain letter before it
        before = text[last_plain:start]
        pieces.append(before if case else before.lower())
        length += len(before)
        for piece, end in _pieces(text, start, uneven, case):
            pieces.append(piece)
            if len(piece) != end - start:
                offsets.append(Stretch(length, length + len(piece), start, end))
            length += len(piece)
            start = end
    pieces.append(text[last:] if case else text[last:].lower())
    return "".join(pieces), tuple(offsets) or None


def _pieces(text: str, start: int, uneven: re.Match[str], case: bool) -> Iterator[tuple[str, int]]:
    """What ``[start, end)`` of an uneven place becomes, piece by piece, each with the offset at which it ends."""
    stop = uneven.end()
    found = text[start:stop]
    if uneven.lastgroup == "space":
        yield "\n" if _BLANK_LINE.search(found) else " ", stop
    else:
        whole = _composed(found, case)
        if len(whole) == len(found) and unicodedata.is_normalized("NFC", found):
            yield whole, stop
            return
        for end in range(start + 1, stop + 1):
            if end == stop or not _joins(text[end]):
                yield _composed(text[start:end], case), end
                start = end


def _composed(piece: str, case: bool) -> str:
    composed = unicodedata.normalize("NFC", piece)
    return composed if case else unicodedata.normalize("NFC", composed.casefold())


def _joins(character: str) -> bool:
    """Whether a character may melt into the one before it: marks, and the later parts of a Korean syllable."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
