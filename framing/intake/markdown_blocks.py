"""The lines of Markdown become leaves: headings, paragraphs, code, tables, blocks of HTML (CommonMark 0.31, GFM).

Block structure only, line by line: which container each line continues, and what it begins. A paragraph of plain prose,
as nearly all of an article is, is taken in one step. What can go wrong: of a tab that is half in a container the rest
is not code. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from framing.article import Span
from framing.patterns import pattern

LeafKind = Literal["heading", "paragraph", "code", "html", "table", "rule"]

_BLANK_LINES: Final = pattern(r"\n(?:[ \t]*\r?\n)+")
_EMPTY_LINES: Final = pattern(r"(?:[ \t]*\r?\n)+")
_BREAK: Final = pattern(r"\r\n|\n|\r")
_STRUCTURED: Final = pattern(r"^(?:[ \t\r]|[#>+*\-`~=|<\[:]|\d{1,9}[.)](?:[ \t\r]|$))", re.MULTILINE)
"""Where a line may be more than prose."""
_HEADING: Final = pattern(r"#{1,6}(?:[ \t]+|$)")
_HEADING_END: Final = pattern(r"(?:^|[ \t]+)#+[ \t]*$")
_RULE: Final = pattern(r"(?:\*[ \t]*){3,}$|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$")
_MARKS: Final = pattern(r"[*_\-]?(?:(?<=\*)[* \t]*|(?<=-)[- \t]*|(?<=_)[_ \t]*)")
_FENCE: Final = pattern(r"`{3,}(?=[^`]*$)|~{3,}")
_ITEM: Final = pattern(r"(?:[-+*]|(?P<number>\d{1,9})[.)])(?=[ \t]|$)")
_UNDERLINE: Final = pattern(r"(?:=+|-+)[ \t]*$")
_COLUMNS: Final = pattern(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_BAR: Final = pattern(r"(?<!\\)\|")
_BLOCK_NAMES: Final = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_ATTRIBUTES: Final = r"(?:\s++[a-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+)*+"
_TO_BLANK: Final = pattern(r"\Z(?!\Z)")
"""Found nowhere: such a block ends at a blank line."""
_HTML: Final = tuple(
    (pattern(begins, re.I | re.ASCII), pattern(ends, re.I | re.ASCII) if ends else _TO_BLANK)
    for begins, ends in (
        (r"<(?:script|pre|style|textarea)(?:[\s\xa0>]|$)", r"</(?:script|pre|style|textarea)>"),
        (r"<!--", r"-->"),
        (r"<\?", r"\?>"),
        (r"<!\[CDATA\[", r"\]\]>"),
        (r"<![a-z]", r">"),
        (rf"</?(?:{_BLOCK_NAMES})(?:[\s\xa0]|/?>|$)", ""),
        (rf"(?:<[a-z][a-z0-9-]*+{_ATTRIBUTES}\s*+/?>|</[a-z][a-z0-9-]*+\s*+>)\s*$", ""),
    )
)
"""How blocks of HTML begin and end; the last sort does not interrupt a paragraph."""
_DEFINES: Final = r"[ ]{0,3}\[(?!\s*+\])(?P<label>(?:[^\[\]\\]|\\.){1,999}+)\]:\s*+(?:<[^<>\n]*+>|[^\s<]\S*+)"
_TITLE: Final = r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)"
_END: Final = r"[ \t\r]*+(?:\n|\Z)"
_REFERENCE: Final = pattern(rf"{_DEFINES}(?:[ \t]*+(?:\r?\n[ \t]*+)?+(?<=\s)(?P<title>{_TITLE}))?+{_END}", re.DOTALL)
_REFERENCE_ALONE: Final = pattern(_DEFINES + _END, re.DOTALL)


class _Container(NamedTuple):
    """A block quotation, or an item of a list whose content is indented by ``indent`` columns."""

    quote: bool
    indent: int = 0


class Leaf(NamedTuple):
    """A block without blocks in it: the parts of its lines behind the marks of its containers, none of them empty."""

    kind: LeafKind
    quoted: bool
    spans: tuple[Span, ...]


class _Cursor(NamedTuple):
    """A place in a line, and its column, where a tab goes on to the next multiple of four."""

    place: int
    column: int


class Scanner:
    """The leaves of a text from ``start`` on, in order; ``text`` is not altered."""

    def __init__(self, text: str, start: int = 0) -> None:
        self._text = text
        self._start = start
        self._containers: list[_Container] = []
        self._leaf: LeafKind | None = None
        self._spans: list[Span] = []
        self._until: re.Pattern[str] = _TO_BLANK
        self._fence = ""
        self._done: list[Leaf] = []
        self._no_rule = ("", 0)

    def leaves(self) -> Iterator[Leaf]:
        """The leaves in order."""
        text, at = self._text, self._start
        plain = text.count("\r") == text.count("\r\n")
        end = behind = -1
        while at < len(text):
            if plain and self._leaf is None and not self._containers:
                if text[at] in " \t\r\n" and (empty := _EMPTY_LINES.match(text, at)):
                    at = empty.end()
                    continue
                if end < at:
                    blank = _BLANK_LINES.search(text, at)
                    end, behind = blank.span() if blank else (len(text), len(text))
                one_line = text.find("\n", at, end) < 0
                if not (_STRUCTURED.match if one_line else _STRUCTURED.search)(text, at, end):
                    if end > at:
                        yield Leaf("paragraph", False, (Span(at, end),))
                    at = behind
                    continue
            at = self._line(at)
            yield from self._done
            self._done.clear()
        self._close()
        yield from self._done

    def _line(self, start: int) -> int:
        """Read one line; returns where the next one begins."""
        found = _BREAK.search(self._text, start)
        end, following = found.span() if found else (len(self._text), len(self._text))
        self._read(start, end)
        return following

    # ------------------------------------------------------------ one line

    def _read(self, start: int, end: int) -> None:
        cursor, matched = self._continued(_Cursor(start, 0), end)
        whole = matched == len(self._containers)
        if whole and self._goes_on(cursor, end):
            return
        if not whole and self._leaf not in (None, "paragraph"):
            self._close()
        cursor, begun, fresh = self._begun(cursor, end, matched, whole=whole)
        if begun:
            return
        _, cursor = self._indent(cursor, end)
        if cursor.place >= end:
            self._blank(matched)
            return
        lazy = not whole and not fresh and self._leaf is not None
        if not whole and not fresh and not lazy:
            self._leave(matched)
        self._text_line(Span(cursor.place, end))

    def _continued(self, cursor: _Cursor, end: int) -> tuple[_Cursor, int]:
        """Where the line goes on behind the marks of the containers that it continues, and how many these are."""
        _, after = self._indent(cursor, end)
        for number, container in enumerate(self._containers):
            indent = after.column - cursor.column
            if container.quote:
                if indent > 3 or after.place >= end or self._text[after.place] != ">":
                    return cursor, number
                cursor = self._behind(_Cursor(after.place + 1, after.column + 1), end)
                _, after = self._indent(cursor, end)
            elif after.place >= end:
                continue
            elif indent >= container.indent:
                cursor = self._moved(cursor, container.indent, end)
            else:
                return cursor, number
        return cursor, len(self._containers)

    def _goes_on(self, cursor: _Cursor, end: int) -> bool:
        """Whether the line belongs to the code or HTML that is open."""
        if self._leaf not in ("code", "html"):
            return False
        indent, after = self._indent(cursor, end)
        blank = after.place >= end
        if self._leaf == "html":
            if self._until is _TO_BLANK and blank:
                self._close()
                return False
            self._add(Span(after.place, end))
            if self._until.search(self._text, after.place, end):
                self._close()
            return True
        if self._fence:
            self._add(Span(min(cursor.place, end), end))
            run = self._text[after.place : end].rstrip()
            if indent < 4 and run and not run.strip(self._fence[0]) and len(run) >= len(self._fence):
                self._close()
            return True
        if indent >= 4 or blank:
            self._add(Span(after.place, end))
            return True
        self._close()
        return False

    def _begun(self, cursor: _Cursor, end: int, matched: int, *, whole: bool) -> tuple[_Cursor, bool, bool]:
        """Begin what the line begins: where it goes on, whether that was all of it, and whether anything began."""
        fresh = False
        while True:
            indent, after = self._indent(cursor, end)
            if after.place >= end:
                return cursor, False, fresh
            paragraph = self._leaf == "paragraph" and not fresh
            if indent >= 4:
                if paragraph:
                    return cursor, False, fresh
                self._open("code", matched, Span(after.place, end), fresh=fresh)
                return cursor, True, True
            mark = self._text[after.place]
            if mark == ">":
                fresh = self._contain(_Container(True), matched, fresh=fresh)
                cursor = self._behind(_Cursor(after.place + 1, after.column + 1), end)
                continue
            if self._begins_leaf(mark, after, end, matched, (paragraph, whole, fresh)):
                return cursor, True, True
            item = _ITEM.match(self._text, after.place, end) if mark in "-+*" or mark.isdigit() else None
            if item is None or (paragraph and whole and self._runs_on(item, end)):
                return cursor, False, fresh
            inner = _Cursor(item.end(), after.column + item.end() - after.place)
            space, words = self._indent(inner, end)
            width = 1 if words.place >= end or space > 4 else space
            fresh = self._contain(_Container(False, inner.column + width - cursor.column), matched, fresh=fresh)
            cursor = self._moved(inner, width, end)

    def _begins_leaf(self, mark: str, after: _Cursor, end: int, matched: int, state: tuple[bool, bool, bool]) -> bool:
        """Whether a heading, rule, fence, block of HTML or table begins here; then it is opened."""
        text, place, (paragraph, whole, fresh) = self._text, after.place, state
        if mark == "#" and (heading := _HEADING.match(text, place, end)):
            closing = _HEADING_END.search(text[heading.end() : end].rstrip())
            last = heading.end() + closing.start() if closing else end
            self._open("heading", matched, Span(heading.end(), max(heading.end(), last)), fresh=fresh)
            self._close()
            return True
        if mark in "=-" and paragraph and whole and _UNDERLINE.match(text, place, end):
            self._leaf = "heading"
            self._close()
            return True
        if mark in "*-_" and self._is_rule(mark, place, end):
            self._open("rule", matched, Span(place, end), fresh=fresh)
            self._close()
            return True
        if mark in "`~" and (fence := _FENCE.match(text, place, end)):
            self._open("code", matched, Span(place, end), fresh=fresh)
            self._fence = fence.group()
            return True
        if mark == "<":
            for begins, ends in _HTML[: -1 if paragraph else None]:
                opening = begins.match(text, place, end)
                if opening:
                    self._open("html", matched, Span(place, end), fresh=fresh)
                    self._until = ends
                    if ends.search(text, place + 2 if ends.pattern == "-->" else opening.end() - 1, end):
                        self._close()
                    return True
        return mark in "|:-" and paragraph and whole and self._begins_table(place, end)

    def _is_rule(self, mark: str, place: int, end: int) -> bool:
        """Whether the rest of a line is a rule; of a run of marks that is none, no part is one."""
        if self._no_rule[0] == mark and place < self._no_rule[1]:
            return False
        if _RULE.match(self._text, place, end):
            return True
        run = _MARKS.match(self._text, place, end)
        self._no_rule = mark, run.end() if run else place
        return False

    def _begins_table(self, place: int, end: int) -> bool:
        """Whether this line makes a table of the paragraph's last line: as many columns as that has cells."""
        if not _COLUMNS.match(self._text, place, end) or self._text.startswith(("- ", "-\t"), place):
            return False
        columns = len(self._text[place:end].strip().strip("|").split("|"))
        head = self._spans[-1]
        if "|" not in self._text[place:end] + head.of(self._text) or len(cells(self._text, head)) != columns:
            return False
        if len(self._spans) > 1:
            self._spans.pop()
            self._close()
            self._spans = [head]
        self._leaf = "table"
        return True

    def _runs_on(self, item: re.Match[str], end: int) -> bool:
        """Whether what looks like an item is more of the paragraph: an empty one, or one not numbered 1."""
        empty = not self._text[item.end() : end].strip()
        return empty or item["number"] not in (None, "1")

    # ------------------------------------------------------------ containers and leaves

    def _text_line(self, span: Span) -> None:
        if self._leaf not in ("paragraph", "table"):
            self._close()
            self._leaf = "paragraph"
        self._add(span)

    def _blank(self, matched: int) -> None:
        """A blank line: it ends a paragraph and the block quotations that it does not continue."""
        self._close()
        for number in range(matched, len(self._containers)):
            if self._containers[number].quote:
                del self._containers[number:]
                return

    def _open(self, kind: LeafKind, matched: int, span: Span, *, fresh: bool) -> None:
        self._close()
        if not fresh:
            self._leave(matched)
        self._leaf = kind
        self._add(span)
        self._fence = ""
        self._until = _TO_BLANK

    def _contain(self, container: _Container, matched: int, *, fresh: bool) -> bool:
        self._close()
        if not fresh:
            self._leave(matched)
        self._containers.append(container)
        return True

    def _leave(self, matched: int) -> None:
        self._close()
        del self._containers[matched:]

    def _close(self) -> None:
        if self._leaf is not None and self._spans:
            quoted = any(container.quote for container in self._containers)
            self._done.append(Leaf(self._leaf, quoted, tuple(self._spans)))
        self._leaf, self._spans = None, []

    def _add(self, span: Span) -> None:
        if span.start < span.end:
            self._spans.append(span)

    # ------------------------------------------------------------ columns

    def _indent(self, cursor: _Cursor, end: int) -> tuple[int, _Cursor]:
        """Columns of white space from here on, and what stands behind them."""
        place, column = cursor
        while place < end and self._text[place] in " \t":
            column += 4 - column % 4 if self._text[place] == "\t" else 1
            place += 1
        return column - cursor.column, _Cursor(place, column)

    def _moved(self, cursor: _Cursor, columns: int, end: int) -> _Cursor:
        """So many columns of white space further; a tab that reaches beyond them is not passed."""
        place, column = cursor
        goal = column + columns
        while place < end and column < goal and self._text[place] in " \t":
            width = 4 - column % 4 if self._text[place] == "\t" else 1
            if column + width > goal:
                break
            column += width
            place += 1
        return _Cursor(place, goal)

    def _behind(self, cursor: _Cursor, end: int) -> _Cursor:
        """Behind the one space that may follow the mark of a block quotation."""
        follows = cursor.place < end and self._text[cursor.place] in " \t"
        return self._moved(cursor, 1, end) if follows else cursor


def cells(text: str, row: Span) -> list[Span]:
    """The cells of a table's row, without the bars between them; a bar behind a backslash is part of its cell."""
    start = row.start + (text[row.start] == "|")
    end = row.end - len(row.of(text)) + len(row.of(text).rstrip())
    bars = [start + bar.start() for bar in _BAR.finditer(text[start:end])]
    starts = [start, *(bar + 1 for bar in bars)]
    ends = [*bars, end]
    found = [Span(a, max(a, b)) for a, b in zip(starts, ends, strict=True)]
    return found[:-1] if len(found) > 1 and not found[-1].of(text).strip() else found


class Reference(NamedTuple):
    """A link reference that a paragraph begins with: its label, its title between the marks, and where it ends."""

    label: str
    title: Span | None
    end: int


def references(written: str) -> Iterator[Reference]:
    """The link references that a paragraph begins with."""
    at = 0
    while (found := _REFERENCE.match(written, at) or _REFERENCE_ALONE.match(written, at)) is not None:
        at = found.end()
        start, end = found.span("title") if found.groupdict().get("title") else (0, 0)
        yield Reference(found["label"], Span(start + 1, end - 1) if end - start > 2 else None, at)
