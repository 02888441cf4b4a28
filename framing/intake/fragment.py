"""The HTML of an article and nothing else becomes its text and blocks: all of it is read, however short it is.

Feeds and agencies give such fragments; :mod:`framing.intake.page` finds the article in a whole page instead. What can
go wrong: markup that no browser would read as such is text.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Final, Literal

from framing.article import Block, BlockKind
from framing.intake.packages import module
from framing.intake.page import laid_out
from framing.intake.tags import BLOCKS

_BREAKS: Final = BLOCKS | {"br", "pre"}
_HEADLINES: Final = frozenset("h1 h2 h3 h4 h5 h6".split())
_UNSEEN: Final = frozenset(
    "script style template noscript iframe object audio video canvas svg math select textarea button title".split()
)

_TAG: Final = re.compile(r"<[A-Za-z/!]")


class _Lines:
    """What lxml finds, as lines with what their elements say of their kind."""

    def __init__(self) -> None:
        self.found: list[tuple[str, BlockKind]] = []
        self._line: list[str] = []
        self._open: Counter[str] = Counter()
        self._unseen = 0

    def start(self, tag: str, _: object) -> None:
        """An element begins."""
        self._break(tag)
        self._open[tag] += 1
        self._unseen += tag in _UNSEEN

    def end(self, tag: str) -> None:
        """An element ends."""
        self._break(tag)
        self._open[tag] -= 1
        self._unseen -= tag in _UNSEEN

    def data(self, text: str) -> None:
        """Text between tags."""
        if not self._unseen:
            self._line.append(text)

    def close(self) -> list[tuple[str, BlockKind]]:
        """The lines."""
        self._break("p")
        return self.found

    def _break(self, tag: str) -> None:
        if tag in _BREAKS and self._line:
            self.found.append(("".join(self._line), self._kind()))
            self._line = []

    def _kind(self) -> BlockKind:
        if self._open["blockquote"]:
            return "blockquote"
        if self._open["figcaption"]:
            return "caption"
        return "headline" if any(self._open[tag] for tag in _HEADLINES) else "paragraph"


def fragment(html: str) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of a fragment; both are empty if it holds no text."""
    etree = module("lxml.etree", "lxml", None)
    parser = etree.HTMLParser(target=_Lines(), encoding="utf-8", huge_tree=True)
    parser.feed(html.replace("\0", "\ufffd").encode("utf-8"))
    return laid_out(parser.close())


def told(written: str, *, is_html: bool) -> tuple[Literal["text", "fragment"], bytes]:
    """What a container says is the text of an article, and whether it has markup: without tags, HTML is text."""
    if is_html and _TAG.search(written):
        return "fragment", written.encode("utf-8")
    return "text", (unescape(written) if is_html else written).encode("utf-8")
