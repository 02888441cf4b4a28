"""A page of HTML becomes blocks and a masked copy of itself: tags, scripts and styles blank, the file's own offsets.

This is for checking a file as it is written; :mod:`framing.intake.page` extracts the article of a page instead. What
can go wrong: words that only a style sheet hides are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.article import BlockKind, Span
from framing.intake.masked import JOINER, OBJECT, Aside, Masked, Piece, joined
from framing.intake.tags import BLOCKS, ENTITY, Tag, Tags, character
from framing.patterns import pattern

_MARK: Final = pattern(rf"<|(?P<entity>{ENTITY})")
_HEADLINES: Final = frozenset("title h1 h2 h3 h4 h5 h6".split())
_CELLS: Final = frozenset("caption figcaption td th".split())
"""Elements that are read like captions: a line each, with no speech across them."""
_APART: Final = frozenset("pre textarea select video audio iframe object canvas".split())
"""Elements whose content is not read and that stand apart from the text around them."""
_UNSEEN: Final = frozenset("script style template noscript".split())
_NOTHING: Final = pattern(rf"[\s{JOINER}{OBJECT}]*")
_BREAKS: Final = str.maketrans("\r\n", "  ")


def masked(text: str) -> Masked:
    """A file of HTML with its markup masked, its blocks, comments and the attributes that readers see."""
    comments: list[Span] = []
    asides: list[Aside] = []
    pieces = list(Page(text, 0, comments, asides).pieces())
    seen, blocks = joined(text, pieces)
    return Masked(seen, blocks, tuple(comments), tuple(sorted(asides)))


class Page:
    """A stretch of HTML that begins at ``start`` of its file; comments and asides are collected on the way.

    ``quoted`` says that it stands in a block quotation.
    """

    def __init__(
        self, text: str, start: int, comments: list[Span], asides: list[Aside], *, quoted: bool = False
    ) -> None:
        self._text = text
        self._start = start
        self._quoted = int(quoted)
        self._tags = Tags(text, start, comments, asides)
        self._title: str | None = None
        self._cells = 0
        self._from = 0
        self._seen: list[str] = []

    def pieces(self) -> Iterator[Piece]:
        """The blocks of the page, in order."""
        at = 0
        while (mark := _MARK.search(self._text, at)) is not None:
            start = mark.start()
            if mark.lastgroup:
                self._seen += self._text[at:start], character(self._text, start, mark.end())
                at = mark.end()
                continue
            tag = self._tags.at(start, whole=True)
            if tag is None:
                self._seen.append(self._text[at : start + 1])
                at = start + 1
                continue
            self._seen.append(self._text[at:start])
            at = tag.end
            if tag.name in BLOCKS or tag.name in _APART:
                yield from self._flushed(at)
                self._enter(tag)
            elif tag.unread and tag.name not in _UNSEEN:
                self._seen.append(OBJECT + tag.instead[1:])
            else:
                self._seen.append(tag.instead)
        self._seen.append(self._text[at:])
        yield from self._flushed(len(self._text))

    def _flushed(self, following: int) -> Iterator[Piece]:
        """The block that ends here, if there is anything to read in it."""
        seen, start = "".join(self._seen).translate(_BREAKS), self._from
        self._seen, self._from = [], following
        if _NOTHING.fullmatch(seen):
            return
        lead = len(seen) - len(seen.lstrip())
        kept = len(seen.rstrip())
        span = Span(self._start + start + lead, self._start + start + kept)
        yield Piece((span,), self._kind(), seen[lead:kept])

    def _kind(self) -> BlockKind:
        if self._title:
            return "headline"
        if self._quoted:
            return "blockquote"
        return "caption" if self._cells else "paragraph"

    def _enter(self, tag: Tag) -> None:
        """Take note of what a tag begins or ends; an element that was never begun ends nothing."""
        step = -1 if tag.closes else 1
        if tag.name in _HEADLINES:
            self._title = None if tag.closes else tag.name
        elif tag.name == "blockquote":
            self._quoted = max(0, self._quoted + step)
        elif tag.name in _CELLS:
            self._cells = 0 if tag.closes else 1  # cells may be left open, and do not lie in each other
        elif tag.name in ("tr", "table", "figure"):
            self._cells = 0
