"""A Markdown file becomes blocks and a masked copy of itself; the text stays the file as it is, markup and all.

The project's own reader, since it must keep the file's offsets and start fast; a test holds it to markdown-it-py on the
examples of the CommonMark specification. What can go wrong: what is code or markup in a dialect that is neither
CommonMark nor GFM is read as text.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from framing.article import Block, BlockKind, Evidence, Span
from framing.intake import layout
from framing.intake.decoding import Unreadable
from framing.intake.markdown_blocks import Leaf, Scanner, cells, references
from framing.intake.masked import JOINER, MARKED, Aside, Masked, Piece, joined, label, lines_of
from framing.patterns import pattern

FRONT_MATTER = pattern(
    r"(?:---[ \t]*\r?\n(?:.*?^)?(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n(?:.*?^)?\+\+\+)[ \t]*(?=\r?$)",
    re.DOTALL | re.MULTILINE,
)


_FRONT_COMMENT: Final = pattern(r"(?:^|(?<=[ \t]))#[ \t]*framing[ \t]*:[^\r\n]*", re.IGNORECASE | re.MULTILINE)
"""A comment of YAML or TOML that is meant for Framing."""


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text, in order; front matter, code and rules are boilerplate, cells are captions."""
    return masked(text).blocks


def masked(text: str) -> Masked:
    """A Markdown text with its markup masked, its blocks, its comments, and the titles of its links."""
    front = FRONT_MATTER.match(text)
    skip = front.end() if front else 0
    leaves = list(Scanner(text, skip).leaves())
    prose = [(leaf, _defined(leaf, text)) for leaf in leaves]
    marks = _Marks({name for _, defined in prose for name in defined.labels})
    marks.asides += (title for _, defined in prose for title in defined.titles)
    marks.comments += (Span(*found.span()) for found in _FRONT_COMMENT.finditer(text, 0, skip))
    pieces = [Piece((Span(0, skip),), "boilerplate")] if front else []
    for leaf, defined in prose:
        pieces += _pieces(leaf, defined.behind, text, marks)
    seen, found = joined(text, _with_plain_kinds(pieces, text))
    return Masked(seen, found, tuple(sorted(marks.comments)), tuple(sorted(marks.asides)))


class _Marks:
    """What stands in and around the words of a file's blocks: its comments and asides are collected.

    Most articles have no mark inside a paragraph, so what reads them is imported late.
    """

    def __init__(self, references: Collection[str]) -> None:
        self._references = references
        self.comments: list[Span] = []
        self.asides: list[Aside] = []

    def seen(self, block: str, start: int) -> str:
        """The text of a block, which begins at ``start`` of the file, with its inner marks masked."""
        if MARKED.search(block) is None:
            return block
        inline = importlib.import_module("framing.intake.inline")
        return str(inline.seen(block, start, self._references, self.comments, self.asides))

    def pieces(self, text: str, start: int, *, quoted: bool) -> list[Piece]:
        """The blocks of a block of HTML."""
        page = importlib.import_module("framing.intake.html").Page
        return list(page(text, start, self.comments, self.asides, quoted=quoted).pieces())


class _Defined(NamedTuple):
    """Where the prose of a leaf begins, behind the link references that it defines, with their labels and titles."""

    behind: int = 0
    labels: tuple[str, ...] = ()
    titles: tuple[Aside, ...] = ()


def _defined(leaf: Leaf, text: str) -> _Defined:
    start = leaf.spans[0].start
    if leaf.kind not in ("paragraph", "heading") or text[start] != "[":
        return _Defined()
    written = lines_of(text, leaf.spans)
    found = list(references(written))
    if not found:
        return _Defined()
    titles = (one.title for one in found if one.title)
    asides = tuple(Aside(Span(start + title.start, start + title.end), title.of(written)) for title in titles)
    return _Defined(start + found[-1].end, tuple(label(one.label) for one in found), asides)


def _pieces(leaf: Leaf, behind: int, text: str, marks: _Marks) -> Iterator[Piece]:
    """The blocks of a leaf; what stands before ``behind`` defines links and is boilerplate."""
    spans = leaf.spans
    if behind:
        yield Piece((Span(spans[0].start, min(behind, spans[-1].end)),), "boilerplate")
        spans = tuple(Span(max(span.start, behind), span.end) for span in spans if span.end > behind)
    if not spans:
        return
    match leaf.kind:
        case "code" | "rule":
            yield Piece(spans, "boilerplate")
        case "html":
            found = marks.pieces(lines_of(text, spans), spans[0].start, quoted=leaf.quoted)
            yield from found or [Piece(spans, "boilerplate")]
        case "table":
            columns = len(cells(text, spans[0]))
            for row in spans:
                for number, cell in enumerate(cells(text, row)):
                    seen = marks.seen(cell.of(text), cell.start)  # cells too many are not shown; a comment may be
                    if number < columns and cell.of(text).strip():
                        yield Piece((cell,), "caption", seen)
        case "heading":
            yield _prose(spans, "headline", text, marks)
        case "paragraph":
            yield _prose(spans, "blockquote" if leaf.quoted else "paragraph", text, marks)


def _prose(spans: tuple[Span, ...], kind: BlockKind, text: str, marks: _Marks) -> Piece:
    if len(spans) == 1 and not MARKED.search(text, *spans[0]):
        return Piece(spans, kind)
    return Piece(spans, kind, marks.seen(lines_of(text, spans), spans[0].start))


def _with_plain_kinds(found: list[Piece], text: str) -> list[Piece]:
    """Paragraphs that are bylines, captions or republication lines get the kind they would have in plain text."""
    out: list[Piece] = []
    told = layout.Told()
    for number, piece in enumerate(found):
        if piece.kind == "paragraph":
            line = piece.whole.of(text) if piece.seen is None else piece.seen.replace(JOINER, "")
            line = line.strip()
            kind = layout.beside(line, told, followed=number + 1 < len(found)) if line else None
            if kind is not None and kind != "blockquote":
                piece = piece._replace(kind=kind)
        told = told.then(Block(piece.whole, piece.kind), text)
        out.append(piece)
    return out


FIELD = pattern(r"^(?P<key>[A-Za-z_]+)[ \t]*[:=][ \t]*(?P<value>\S.*?)[ \t\r]*$", re.MULTILINE)
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
                value = importlib.import_module("framing.intake.lines").iso_day(value)
            except Unreadable:
                continue  # a date in words or a wrong one: unknown is an answer
        if field and value:
            line = text.count("\n", 0, match.start()) + 1
            out.setdefault(field, Evidence("metadata", value, f"the front matter, line {line}"))
    return out
