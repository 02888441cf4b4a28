"""Tags, comments and character references of HTML become what a reader sees of them, in the same length.

Shared by Markdown with tags in it and by HTML (WHATWG HTML, living standard, sections 12 and 13). What can go wrong: a
tag that no browser would read as one is left as text. Linear in the text.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final, NamedTuple

from framing.article import Span
from framing.intake.masked import JOINER, Aside, hidden
from framing.patterns import pattern

ENTITY: Final = r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_ENTITY: Final = pattern(ENTITY)
_TAG: Final = pattern(
    r"<(?P<closes>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*+)"
    r"(?P<attributes>(?:[\s/]++[^\s\"'<>/=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+)*+)[\s/]*+>"
)
_STRICT: Final = pattern(
    r"<(?:(?P<closes>/)(?P<closed>[A-Za-z][A-Za-z0-9-]*+)\s*+>|(?P<name>[A-Za-z][A-Za-z0-9-]*+)(?P<attributes>"
    r"(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+)*+)\s*+/?>)",
    re.ASCII,
)
"""What Markdown takes for a tag inside a paragraph."""
_ATTRIBUTE: Final = pattern(
    r"(?P<name>[^\s\"'<>/=]++)\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s\"'=<>`]++))"
)
_ENDS: Final = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))
UNREAD: Final = frozenset(
    "script style template noscript code pre kbd samp var textarea svg math iframe object audio video canvas "
    "select".split()
)
"""Elements whose content is no prose, or is not shown."""
_TO_THE_END: Final = frozenset("script style textarea template pre".split())
"""Those that run to the end of the text where nothing closes them."""
BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link main menu meta nav ol option p search "
    "section summary table tbody td tfoot th thead title tr ul".split()
)
"""Elements that begin and end a block."""
_SEEN: Final = frozenset("alt title aria-label placeholder label summary".split())
"""Attributes that readers see or hear."""
_DESCRIBED: Final = pattern(
    r"\b(?:name|property|itemprop)\s*=\s*[\"']?(?:og:|twitter:)?(?:title|description|headline|abstract)\b",
    re.IGNORECASE,
)
"""A ``meta`` tag with what search engines and social media show of a page."""
_OPENING: Final = "\"'“‘«„‚‹"


class Tag(NamedTuple):
    """A tag or comment ``[start, end)`` and what stands in its place; ``unread`` where the range holds an element whose
    content is no prose.
    """

    end: int
    name: str
    closes: bool
    instead: str
    unread: bool = False


class Tags:
    """The tags of a text that begins at ``start`` of its file; comments and attributes that are seen are collected."""

    def __init__(self, text: str, start: int, comments: list[Span], asides: list[Aside]) -> None:
        self._text = text
        self._start = start
        self._comments = comments
        self._asides = asides
        self._endless: set[str] = set()

    def at(self, start: int, *, whole: bool = False) -> Tag | None:
        """The tag, comment or declaration that begins at ``start``; ``whole`` is HTML, where a comment without an end
        runs to the end of the text; without it, a paragraph of Markdown.
        """
        text = self._text
        tag = (_TAG if whole else _STRICT).match(text, start)
        if tag is None:
            return self._declaration(start, whole=whole)
        closes = bool(tag["closes"])
        name = (tag["name"] or tag["closed"]).lower()
        if tag["attributes"] and not closes:
            self._attributes(tag, name)
        if name in UNREAD and not closes and not tag.group().endswith("/>"):
            end = self._element_end(name, tag.end(), whole=whole)
            if end is not None:
                return Tag(end, name, closes, hidden(text[start:end]), unread=True)
        return Tag(tag.end(), name, closes, _instead(tag.group(), name, closes=closes))

    def _declaration(self, start: int, *, whole: bool) -> Tag | None:
        text = self._text
        for opening, closing in _ENDS:
            if not text.startswith(opening, start):
                continue
            if opening == "<!" and not whole and not text[start + 2 : start + 3].isalpha():
                return None
            inner = start + (2 if opening == "<!--" else len(opening))  # <!--> is a comment
            end = self._closed(closing, inner)
            if whole and opening == "<!--":  # browsers end it there, too
                end = min((one for one in (end, self._closed("--!>", inner)) if one is not None), default=None)
            if end is None and not whole:
                return None
            end = len(text) if end is None else end
            if opening == "<!--":
                self._comments.append(Span(self._start + start, self._start + end))
            return Tag(end, "!--" if opening == "<!--" else "!", False, hidden(text[start:end]))
        return None

    def _element_end(self, name: str, inner: int, *, whole: bool) -> int | None:
        """Where an element ends whose content is not read: behind its closing tag."""
        key = f"</{name}"
        if key in self._endless:
            return len(self._text) if whole and name in _TO_THE_END else None
        closing = re.compile(rf"</{name}(?=[\s/>])[^>]*+>", re.I | re.ASCII).search(self._text, inner)
        if closing is None:
            self._endless.add(key)
            return len(self._text) if whole and name in _TO_THE_END else None
        return closing.end()

    def _closed(self, closing: str, inner: int) -> int | None:
        """The end of the next ``closing``; one that was missing once is not looked for again."""
        if closing in self._endless:
            return None
        found = self._text.find(closing, inner)
        if found < 0:
            self._endless.add(closing)
            return None
        return found + len(closing)

    def _attributes(self, tag: re.Match[str], name: str) -> None:
        described = name == "meta" and _DESCRIBED.search(tag["attributes"])
        button = name == "input" and re.search(r"\btype\s*=\s*[\"']?(?:submit|button|reset)", tag["attributes"], re.I)
        for one in _ATTRIBUTE.finditer(self._text, *tag.span("attributes")):
            called = one["name"].lower()
            if called in _SEEN or (described and called == "content") or (button and called == "value"):
                span = Span(*one.span(one.lastgroup or "bare"))
                moved = Span(self._start + span.start, self._start + span.end)
                self._asides.append(Aside(moved, decoded(span.of(self._text))))


def _instead(tag: str, name: str, *, closes: bool) -> str:
    """What a reader sees in the place of a tag: a line break, the marks of ``<q>``, or nothing."""
    if name == "br" or name in BLOCKS:
        return " " + JOINER * (len(tag) - 1) if name == "br" else "\n" * len(tag)
    if name == "q":
        return "”" + JOINER * (len(tag) - 1) if closes else JOINER * (len(tag) - 1) + "“"
    return hidden(tag)


def decoded(text: str) -> str:
    """The text with its character references masked."""
    return _ENTITY.sub(lambda one: character(text, one.start(), one.end()), text) if "&" in text else text


def character(text: str, start: int, end: int) -> str:
    """What a character reference stands for, in its own length; its own text if it stands for nothing.

    A mark that opens a quotation stands at the end of the range, so that it stands before what it opens.
    """
    reference = text[start:end]
    found = unescape(reference)
    if found == reference or len(found) > len(reference):
        return reference
    if found.isspace():
        return " " * len(reference)
    before = text[start - 1] if start else " "
    rest = JOINER * (len(reference) - len(found))
    opens = found in _OPENING and (before.isspace() or before in "([—–-" or found in "“‘„‚")
    return rest + found if opens else found + rest
