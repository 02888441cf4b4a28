"""Diagnostics become a file with its safe edits made, or with comments that suppress them; the bytes stay otherwise.

Edits are those that a diagnostic carries: another spelling of a name, in the writer's own words. Made twice they
change nothing. What can go wrong: a line on which no comment can stand, in the middle of a tag; it is left as it is.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from typing import Final

from framing.article import Block, Lines, Span
from framing.check.diagnostic import Diagnostic, Edit
from framing.check.seen import NAMED, format_of
from framing.intake.decoding import MARKS, decoded
from framing.intake.masked import Masked
from framing.patterns import pattern

_LINE_END: Final = pattern(r"[^\r\n]*")
_HARD_BREAK: Final = pattern(r"(?: {2,}|\\)$")
"""The end of a line of Markdown that breaks it; a comment goes before."""
_OWN: Final = pattern(
    r"(?P<before>(?:<!--|#|//)\s*framing\s*:\s*ignore)(?P<codes>(?:[\s,]+[\w-]+)+?)(?P<rest>\s+(?:--|–|—).*|\s*(?:-->)?\s*)",
    re.IGNORECASE | re.DOTALL,
)


def edits(found: Iterable[Diagnostic]) -> tuple[Edit, ...]:
    """The safe edits of the diagnostics of one file that nobody suppressed, in order and without overlap."""
    made: list[Edit] = []
    for edit in sorted((one.edit for one in found if one.edit and not one.suppressed), key=lambda edit: edit.span):
        if not made or edit.span.start >= made[-1].span.end:
            made.append(edit)
    return tuple(made)


def edited(text: str, made: Iterable[Edit]) -> str:
    """The text with the edits made, which are in order."""
    out: list[str] = []
    at = 0
    for edit in made:
        out += text[at : edit.span.start], edit.text
        at = edit.span.end
    return "".join((*out, text[at:]))


def encoded(data: bytes, text: str) -> bytes:
    """The text in the encoding of the file's bytes, with its byte-order mark."""
    _, encoding = decoded(data)
    if encoding in ("utf-16", "utf-32"):
        mark = next(mark for mark, _ in MARKS if data.startswith(mark))
        order = "-le" if mark[0] == 0xFF else "-be"
        return mark + text.encode(encoding + order)
    return text.encode(encoding)


def comments(text: str, path: str, seen: Masked, found: Sequence[Diagnostic], reason: str | None) -> tuple[Edit, ...]:
    """The edits that suppress the diagnostics of one file, one comment a line with all rules of that line."""
    lines = Lines(text)
    by_line: dict[int, list[Diagnostic]] = {}
    for one in found:
        if one.suppressed is None and one.rule.category != "suppression":
            by_line.setdefault(one.line, []).append(one)
    made = (_comment(text, path, seen, lines.start(line), of_line, reason) for line, of_line in sorted(by_line.items()))
    return tuple(edit for edit in made if edit is not None)


def _comment(
    text: str, path: str, seen: Masked, start: int, found: Sequence[Diagnostic], reason: str | None
) -> Edit | None:
    """The edit that puts codes into the comment at the end of a line, or a new comment there."""
    codes = sorted({one.rule.code for one in found})
    matched = _LINE_END.match(text, start)
    end = matched.end() if matched else len(text)
    for comment in seen.comments:
        own = (
            _OWN.fullmatch(comment.of(text))
            if start <= comment.start < end and NAMED.search(comment.of(text))
            else None
        )
        if own is not None:
            behind = comment.start + own.end("codes")
            written = re.split(r"[\s,]+", own["codes"].strip())
            more = [code for code in codes if code not in written]
            return Edit(Span(behind, behind), "".join(f", {code}" for code in more)) if more else None
    why = f" -- {' '.join(reason.split()).replace('--', '–')}" if reason else ""
    if format_of(path) == "plain":
        return Edit(Span(end, end), f"  # framing: ignore {', '.join(codes)}{why}")
    if format_of(path) == "markdown":
        hard = _HARD_BREAK.search(text[start:end])
        cell = _block_before(seen.blocks, found[-1].span.start)
        end = cell.span.end if cell and cell.kind == "caption" else start + hard.start() if hard else end
    if not _free(text, seen, end):
        return None
    return Edit(Span(end, end), f" <!-- framing: ignore {', '.join(codes)}{why} -->")


def _free(text: str, seen: Masked, place: int) -> bool:
    """Whether a comment may stand at a place: in or behind a block that is read, outside tags and comments."""
    before = _block_before(seen.blocks, place)
    if before is None or before.kind == "boilerplate" or (before.kind == "headline" and place < before.span.end):
        return False
    between = text[before.span.end : place] if place > before.span.end else ""
    if "<" in between and ">" not in between.rpartition("<")[2]:
        return False
    last = max(text.rfind("<", before.span.start, place), before.span.start)
    tag = re.compile(r"<[A-Za-z/!][^<>]*$").match(text[last:place])
    return tag is None and not any(one.span.start <= place <= one.span.end for one in seen.asides)


def _block_before(blocks: Sequence[Block], place: int) -> Block | None:
    return next((block for block in reversed(blocks) if block.span.start <= place), None)


def difference(path: str, before: str, after: str) -> str:
    """What changes in a file, as a unified diff; empty where nothing does."""
    unified: Iterable[str] = importlib.import_module("difflib").unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{path}", f"b/{path}"
    )
    return "".join(
        line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n" for line in unified
    )
