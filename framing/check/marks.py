"""A text becomes the quotation marks in it that have no partner: each is told, none silences anything.

What can go wrong: a mark that is none, such as a sign for inches; one behind a digit is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from framing.article import Block, Span
from framing.attribution.quotations import DOUBLE, TYPED, quotations
from framing.patterns import pattern

_STRAIGHT: Final = pattern(r'[^"]*+(?:(?<!\w)"(?=[^\s\u2060])[^"\r\n]*+(?<![\s\u2060])"(?![\w\u2060])[^"]*+)*+')
_CURLY: Final = pattern(r"[^“”]*+(?:“[^“”\r\n]*+”[^“”]*+)*+")
_OTHERS: Final = (*TYPED, *(mark for mark in DOUBLE if mark not in '"“”'))
"""Marks for which the rules of quotations are asked in any case."""


def in_order(text: str) -> bool:
    """Whether all marks of a text stand in plain pairs within one line, so that none can lack its partner."""
    straight, curly = '"' in text, "“" in text or "”" in text
    if straight and (curly or not _STRAIGHT.fullmatch(text)):
        return False
    return not (curly and not _CURLY.fullmatch(text)) and not any(mark in text for mark in _OTHERS)


def unpaired(text: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """The marks of a text's blocks of prose without a partner, in order."""
    for number, block in enumerate(blocks):
        if in_order(block.span.of(text)):
            continue
        for mark in quotations(text, blocks[number : number + 2]):
            inch = mark.span.start > block.span.start and text[mark.span.start - 1].isdigit()
            if not mark.paired and mark.span.start < block.span.end and not (inch and mark.span.of(text) in '"”'):
                yield mark.span
