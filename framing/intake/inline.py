"""The inner marks of a block of Markdown become joiners: emphasis, links, code, tags, entities (CommonMark 0.31, GFM).

What stands for something that is not read (code, an address) becomes one OBJECT, so that no phrase is found through
it. What can go wrong: emphasis is not paired, so a lone asterisk beside a word is taken for a mark as well; no word is
lost by it. Linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection
from typing import Final

from framing.article import Span
from framing.intake.masked import JOINER, OBJECT, Aside, hidden, label
from framing.intake.tags import ENTITY, Tags, character
from framing.patterns import pattern

_MARK: Final = pattern(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<template>\{\{[^{}]{0,500}\}\}|\{%[^{}]{0,500}%\})"
    r"|(?P<ticks>`+)"
    r"|(?P<angle><)"
    rf"|(?P<entity>{ENTITY})"
    r"|(?P<note>\[\^[^\s\[\]]{1,99}\])"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\])"
    r"|(?P<address>(?<![\w@])(?:(?:https?|ftp)://|www\.)[^\s<]+)"
    r"|(?P<emphasis>\*+|_+|~~+)"
)
_INNER: Final = r"(?:[^\s()\\]|\\\S)*+"
_NESTED: Final = rf"(?:[^\s()\\]|\\\S|\({_INNER}(?:\({_INNER}\){_INNER})*+\))*+"
_TAIL: Final = pattern(
    rf"\(\s*+(?:<(?:[^<>\n\\]|\\.)*+>|(?!<){_NESTED})"
    r"(?:\s++(?:\"(?P<double>(?:[^\"\\]|\\.)*+)\"|'(?P<single>(?:[^'\\]|\\.)*+)'|\((?P<round>(?:[^()\\]|\\.)*+)\)))?+"
    r"\s*+\)",
    re.DOTALL,
)
"""Behind the bracket of a link: its target and title."""
_LABEL: Final = pattern(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_AUTOLINK: Final = pattern(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[\w.!#$%&'*+/=?^`{|}~-]++@[\w.-]++)>")
_TRAILING: Final = "?!.,:;*_~'\"”’"


def seen(block: str, start: int, references: Collection[str], comments: list[Span], asides: list[Aside]) -> str:
    """The text of a block, which begins at ``start`` of its file, with its inner marks masked.

    ``references`` are the labels of links that the file defines; comments and asides are collected.
    """
    return _Block(block, start, references, comments, asides).seen()


class _Block:
    def __init__(
        self, text: str, start: int, references: Collection[str], comments: list[Span], asides: list[Aside]
    ) -> None:
        self._text = text
        self._start = start
        self._references = references
        self._asides = asides
        self._tags = Tags(text, start, comments, asides)
        self._out: list[tuple[int, int, str]] = []
        self._opened: list[tuple[int, int]] = []
        self._spent = 0
        self._runs: dict[int, list[int]] | None = None

    def seen(self) -> str:
        """The block with its marks masked."""
        text = self._text
        at = 0
        while (mark := _MARK.search(text, at)) is not None:
            kind = mark.lastgroup or "escaped"
            at = _KINDS[kind](self, mark)
        return self._assembled()

    def _assembled(self) -> str:
        pieces: list[str] = []
        at = 0
        for start, end, instead in sorted(self._out):
            if start >= at:
                pieces += self._text[at:start], instead
                at = end
        pieces.append(self._text[at:])
        return "".join(pieces)

    def _put(self, start: int, end: int, instead: str | None = None) -> int:
        self._out.append((start, end, hidden(self._text[start:end]) if instead is None else instead))
        return end

    def _object(self, start: int, end: int) -> int:
        mark = hidden(self._text[start:end])
        return self._put(start, end, OBJECT + mark[1:])

    def _escaped(self, mark: re.Match[str]) -> int:
        self._put(mark.start(), mark.start() + 1)
        return mark.end()

    def _template(self, mark: re.Match[str]) -> int:
        return self._object(mark.start(), mark.end())

    def _ticks(self, mark: re.Match[str]) -> int:
        if self._runs is None:
            self._runs = {}
            for run in re.finditer("`+", self._text):
                self._runs.setdefault(len(run.group()), []).append(run.start())
        same = self._runs.get(len(mark.group()), [])
        place = bisect_right(same, mark.start())
        return self._object(mark.start(), same[place] + len(mark.group())) if place < len(same) else mark.end()

    def _angle(self, mark: re.Match[str]) -> int:
        start = mark.start()
        address = _AUTOLINK.match(self._text, start)
        if address:
            return self._object(start, address.end())
        tag = self._tags.at(start)
        if tag is None:
            return mark.end()
        if tag.unread:
            return self._object(start, tag.end)
        return self._put(start, tag.end, tag.instead)

    def _entity(self, mark: re.Match[str]) -> int:
        return self._put(mark.start(), mark.end(), character(self._text, mark.start(), mark.end()))

    def _note(self, mark: re.Match[str]) -> int:
        return self._put(mark.start(), mark.end())

    def _open(self, mark: re.Match[str]) -> int:
        self._opened.append((mark.start(), mark.end()))
        return mark.end()

    def _close(self, mark: re.Match[str]) -> int:
        if not self._opened:
            return mark.end()
        start, inner = self._opened.pop()
        picture = inner - start == 2
        if len(self._opened) < self._spent and not picture:
            return mark.end()
        tail = _TAIL.match(self._text, mark.end())
        end = tail.end() if tail else mark.end()
        if tail is None:
            named = _LABEL.match(self._text, mark.end())
            written = named[1] if named and named[1].strip() else self._text[inner : mark.start()]
            if not self._references or label(written) not in self._references:
                return end
            end = named.end() if named else end
        elif tail.lastgroup:
            span = Span(*tail.span(tail.lastgroup))
            moved = Span(self._start + span.start, self._start + span.end)
            self._asides.append(Aside(moved, span.of(self._text)))
        self._put(start, inner)
        if not picture:
            self._spent = len(self._opened)  # no link holds another one; a picture may
        return self._put(mark.start(), end)

    def _address(self, mark: re.Match[str]) -> int:
        text, start, end = self._text, mark.start(), mark.end()
        unopened = text.count(")", start, end) - text.count("(", start, end)
        while end > start and (text[end - 1] in _TRAILING or (text[end - 1] == ")" and unopened > 0)):
            end -= 1
            unopened -= text[end] == ")"
        return self._object(start, end) if end > start else mark.end()

    def _emphasis(self, mark: re.Match[str]) -> int:
        text, start, end = self._text, mark.start(), mark.end()
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        flanks = not (before.isspace() and after.isspace())
        inside = mark.group()[0] == "_" and before.isalnum() and after.isalnum()
        return self._put(start, end, JOINER * (end - start)) if flanks and not inside else end


_KINDS: Final[dict[str, Callable[[_Block, re.Match[str]], int]]] = {
    "escaped": _Block._escaped,
    "template": _Block._template,
    "ticks": _Block._ticks,
    "angle": _Block._angle,
    "entity": _Block._entity,
    "note": _Block._note,
    "open": _Block._open,
    "close": _Block._close,
    "address": _Block._address,
    "emphasis": _Block._emphasis,
}
