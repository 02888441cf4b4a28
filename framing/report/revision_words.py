"""A Revision becomes rows for eyes: the changes, what stays the same around them, and the words of each in pieces.

What can go wrong: characters that no eye can see, such as a zero-width space; they are written as their codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Literal, NamedTuple

from framing.article import Lines, Span
from framing.events.revision import Change, ChangeKind, Revision

Piece = tuple[Literal["same", "removed", "added"], str]
APART = "no sentence is in both, so these may be two articles"
KINDS: tuple[ChangeKind, ...] = ("changed", "added", "removed", "moved", "same")


class Row(NamedTuple):
    """A change with its number (from 1; 0 where a sentence is the same) and its lines (from 1) in both texts."""

    number: int
    change: Change
    old_line: int | None
    new_line: int | None


def rows(found: Revision) -> list[Row]:
    """All changes with their lines."""
    lines = Lines(found.old.article.text), Lines(found.new.article.text)

    def line(side: int, span: Span | None) -> int | None:
        return lines[side].place(span.start)[0] if span else None

    numbers = count(1)
    return [
        Row(0 if change.kind == "same" else next(numbers), change, line(0, change.old), line(1, change.new))
        for change in found.changes
    ]


def runs(found: Sequence[Row], context: int) -> Iterator[list[Row]]:
    """The rows in runs that are shown and runs that are left out, in turn and shown first; ``context`` is the number
    of sentences that are the same and shown on each side of a change.
    """
    near = [False] * len(found)
    for place, row in enumerate(found):
        if row.change.kind != "same":
            for at in range(max(0, place - context), min(len(found), place + context + 1)):
                near[at] = True
    at, shown = 0, True
    while at < len(found):
        end = at
        while end < len(found) and near[end] == shown:
            end += 1
        yield list(found[at:end])
        at, shown = end, not shown


def pieces(found: Revision, change: Change) -> Iterator[Piece]:
    """The words of a change in order: those of both texts, those that were removed, those that were added."""
    old, new = found.old.article.text, found.new.article.text
    if change.old is None or change.new is None:
        yield ("added", change.new.of(new)) if change.new else ("removed", (change.old or Span(0, 0)).of(old))
        return
    if not change.stretches:
        yield "same", change.new.of(new)
        return
    at_old, at_new = change.old.start, change.new.start
    for stretch in change.stretches:
        gap = ""
        if stretch.b:
            gap = new[at_new : stretch.b.start]
        if stretch.a and not stretch.same:
            gap = old[at_old : stretch.a.start] or gap
        if gap:
            yield "same", gap
        if stretch.same and stretch.b:
            yield "same", stretch.b.of(new)
        else:
            if stretch.a:
                yield "removed", stretch.a.of(old)
            if stretch.b:
                yield "added", stretch.b.of(new)
        at_old, at_new = (stretch.a or Span(0, at_old)).end, (stretch.b or Span(0, at_new)).end


def visible(text: str) -> str:
    """Text on one line in which each control or unseen character stands as its code: no text moves a terminal."""
    line = " ".join(text.split())
    line = (" " if text[:1].isspace() else "") + line + (" " if line and text[-1:].isspace() else "")
    if line.isprintable():
        return line
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)


def counted(found: Revision) -> str:
    """The changes in words, such as "2 changed, 1 added, 14 the same"."""
    numbers = [(found.number(kind), "the same" if kind == "same" else kind) for kind in KINDS]
    return ", ".join(f"{number} {words}" for number, words in numbers if number) + (
        f": {APART}" if apart(found) else ""
    )


def apart(found: Revision) -> bool:
    """Whether no sentence of one version is found in the other one, as it is or changed."""
    kinds = {change.kind for change in found.changes}
    return kinds == {"added", "removed"}
