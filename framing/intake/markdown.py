"""A Markdown file becomes blocks; the text stays the file itself, markup and all.

Blocks are read with markdown-it-py, whose line numbers are turned into offsets. What can go wrong: text inside raw
HTML, code and tables is boilerplate here, since it is not prose.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from framing.article import Block, BlockKind, Evidence, Span, trimmed
from framing.intake import layout
from framing.intake.decoding import Unreadable
from framing.intake.lines import iso_day

FRONT_MATTER = re.compile(r"(?:---\r?\n.*?^---|\+\+\+\r?\n.*?^\+\+\+)[ \t]*(?=\r?$)", re.DOTALL | re.MULTILINE)
HEADING_MARK = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+|[ \t]{0,3}>[ \t]?|[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
HEADING_END = re.compile(r"\r?\n[ \t]{0,3}(?:=+|-+)[ \t]*$|[ \t]+#+[ \t]*$")


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text, in order; front matter, code, tables and raw HTML are boilerplate."""
    out: list[Block] = []
    front = FRONT_MATTER.match(text)
    skip = front.end() if front else 0
    if front:
        out.append(Block(trimmed(Span(0, skip), text), "boilerplate"))
    starts = _line_starts(text, skip)
    inside = 0
    for token in _parser().parse(text[skip:]):
        inside += token.nesting if token.type.startswith("blockquote") else 0
        kind = _kind(token, quoted=inside > 0)
        if kind and token.map:
            first, last = token.map
            span = _without_marks(Span(starts[first], starts[min(last, len(starts) - 1)]), text, kind)
            if span.start < span.end and (not out or span.start >= out[-1].span.end):
                out.append(Block(span, kind))
    return _with_plain_kinds(out, text)


FIELD = re.compile(r"^(?P<key>[A-Za-z_]+)[ \t]*[:=][ \t]*(?P<value>\S.*?)[ \t\r]*$", re.MULTILINE)
FIELDS = {
    "outlet": "outlet",
    "publication": "outlet",
    "publisher": "outlet",
    "title": "title",
    "date": "date",
    "url": "url",
}


def front_matter(text: str) -> dict[str, Evidence]:
    """What the file's front matter says of "outlet", "title", "date" and "url", as evidence that names its line."""
    front = FRONT_MATTER.match(text)
    out: dict[str, Evidence] = {}
    for match in FIELD.finditer(front.group()) if front else ():
        field = FIELDS.get(match.group("key").lower())
        value = match.group("value").strip("\"'")
        if field == "date":
            try:
                value = iso_day(value)
            except Unreadable:
                continue  # a date in words or a wrong one: unknown is an answer
        if field and value:
            line = text.count("\n", 0, match.start()) + 1
            out.setdefault(field, Evidence("metadata", value, f"the front matter, line {line}"))
    return out


def _line_starts(text: str, skip: int) -> list[int]:
    """Offsets at which markdown-it's lines begin (it counts every line feed), with the end of the text as the last."""
    breaks = [match.end() for match in re.finditer(r"\r\n|\n|\r", text[skip:])]
    return [skip, *(skip + end for end in breaks), len(text)]


def _kind(token: Token, *, quoted: bool) -> BlockKind | None:
    match token.type:
        case "heading_open":
            return "headline"
        case "paragraph_open":
            return "blockquote" if quoted else "paragraph"
        case "fence" | "code_block" | "html_block" | "table_open" | "hr":
            return "boilerplate"
        case _:
            return None


def _without_marks(span: Span, text: str, kind: BlockKind) -> Span:
    span = trimmed(span, text)
    if kind == "boilerplate":
        return span
    mark = HEADING_MARK.match(text, span.start, span.end)
    while mark:
        span = Span(mark.end(), span.end)
        mark = HEADING_MARK.match(text, span.start, span.end)
    end = HEADING_END.search(text[span.start : span.end]) if kind == "headline" else None
    return trimmed(Span(span.start, span.start + end.start()) if end else span, text)


def _with_plain_kinds(found: list[Block], text: str) -> tuple[Block, ...]:
    """Paragraphs that are bylines, captions or republication lines get the kind they would have in plain text."""
    out: list[Block] = []
    told = layout.Told()
    for number, block in enumerate(found):
        if block.kind == "paragraph":
            kind = layout.kind(block.span.of(text), told, followed=number + 1 < len(found))
            block = Block(block.span, kind if kind in {"byline", "caption", "boilerplate"} else "paragraph")
        told = told.then(block, text)
        out.append(block)
    return tuple(out)
