"""Diagnostics become a file with its safe edits made; the bytes stay otherwise.

Edits are those that a diagnostic carries: another spelling of a name, in the writer's own words. Made twice they
change nothing. What can go wrong: nothing here; where an edit is safe is decided with the finding.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable

from framing.check.diagnostic import Diagnostic, Edit
from framing.intake.decoding import MARKS, decoded


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


def difference(path: str, before: str, after: str) -> str:
    """What changes in a file, as a unified diff; empty where nothing does."""
    unified: Iterable[str] = importlib.import_module("difflib").unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{path}", f"b/{path}"
    )
    return "".join(
        line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n" for line in unified
    )
