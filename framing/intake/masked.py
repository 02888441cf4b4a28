"""Markup becomes blanks of the same length: the words that a reader sees stay where they are in the file (law 1).

Between two blocks stands a paragraph break, so that no phrase is found across them; a mark inside a block becomes
word joiners, which part nothing, so that a phrase is found through it. What can go wrong: nothing here; what is markup
is decided by the readers of each format.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from framing.article import Block, BlockKind, Span, trimmed
from framing.patterns import one_of, pattern

JOINER: Final = "\u2060"
"""Stands for a character of a mark inside a block: no space, no letter, nothing that is seen."""
OBJECT: Final = "\ufffc"
"""Stands for code, an address or a picture."""
MARKED: Final = pattern(one_of(r"\\", "`", r"\*", "_", "~", r"\[", r"\]", "<", "&", "://", r"www\.", r"\{\{", r"\{%"))
"""What a block without inner marks does not hold."""
PARAGRAPH: Final = "\u2029"
"""Parts two blocks between which the file has one character."""
_BLANK_LINE: Final = pattern(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r")
_NOT_BREAKS: Final = pattern(r"[^\r\n]")


class Aside(NamedTuple):
    """Text outside the flow, such as the description of a picture; ``text`` has the length of the span."""

    span: Span
    text: str


class Masked(NamedTuple):
    """A file without its markup: ``text`` has the file's length, ``blocks`` are in order and do not overlap.

    ``comments`` are the spans of comments of the format, their marks included, in order.
    """

    text: str
    blocks: tuple[Block, ...]
    comments: tuple[Span, ...] = ()
    asides: tuple[Aside, ...] = ()


class Piece(NamedTuple):
    """A block as its format shows it: its lines without the marks around them (``spans``, in order, none empty).

    ``seen`` is the text of ``[spans[0].start, spans[-1].end)`` with its inner marks masked, or None for the file's own.
    """

    spans: tuple[Span, ...]
    kind: BlockKind
    seen: str | None = None

    @property
    def whole(self) -> Span:
        """From the first line to the end of the last."""
        return Span(self.spans[0].start, self.spans[-1].end)


def joined(text: str, pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The masked copy of a text and its blocks; ``pieces`` are in order and do not overlap. Boilerplate is blank."""
    out: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        span = piece.whole
        whole = span if _tight(text, span) else trimmed(span, text)
        if piece.kind != "boilerplate":
            out.append(_between(text, at, span.start))
            out.append(text[span.start : span.end] if piece.seen is None else piece.seen)
            at = span.end
        if whole.start < whole.end:
            blocks.append(Block(whole, piece.kind))
    out.append(_between(text, at, len(text)))
    return "".join(out), tuple(blocks)


def _tight(text: str, span: Span) -> bool:
    return not (text[span.start].isspace() or text[span.end - 1].isspace())


def _between(text: str, start: int, end: int) -> str:
    """What stands between two blocks: white space with a blank line as it is, anything else as line breaks."""
    gap = text[start:end]
    if gap == "\n\n":
        return gap
    if not gap or (gap.isspace() and (_BLANK_LINE.search(gap) or end == len(text) or not start)):
        return gap
    return "\n" * len(gap) if len(gap) > 1 else PARAGRAPH


def lines_of(text: str, spans: Sequence[Span]) -> str:
    """The text under a block's lines and between them, where what is no line of the block is blank."""
    out: list[str] = []
    at = spans[0].start
    for span in spans:
        out += _blank(text[at : span.start]), text[span.start : span.end]
        at = span.end
    return "".join(out)


def _blank(gap: str) -> str:
    return gap if gap.isspace() else _NOT_BREAKS.sub(" ", gap)


def hidden(mark: str) -> str:
    """A mark inside a block as joiners; its line breaks stay."""
    if "\n" not in mark and "\r" not in mark:
        return JOINER * len(mark)
    return "".join(JOINER if _NOT_BREAKS.match(character) else character for character in mark)


def label(written: str) -> str:
    """The label of a link reference as it is compared: case and white space folded."""
    return " ".join(written.split()).casefold()
