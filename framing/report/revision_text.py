"""A Revision becomes lines for a terminal, in the manner of `git diff --word-diff`: [-removed-] and {+added+}.

What can go wrong: an article that holds such marks itself; they are shown as they stand, as git does it.
"""

from __future__ import annotations

from collections.abc import Iterator

from framing.events.facts import Fact
from framing.events.revision import Revision
from framing.report.revision_words import Piece, Row, counted, pieces, rows, runs, visible

SIGNS = {"same": " ", "changed": "~", "added": "+", "removed": "-", "moved": ">"}
PLAIN = {"same": "", "removed": "", "added": "", "head": "", "fact": "", "moved": ""}
COLOURS = {"same": "", "removed": "31", "added": "32", "head": "1", "fact": "36", "moved": "35"}
"""SGR codes (ECMA-48)."""
LONGEST = 600
"""Characters of words that are the same and shown whole; of more only the beginning and the end are shown."""


def revision_text(found: Revision, *, context: int = 1, colour: bool = False) -> str:
    """The changes as text, each line with an end; empty if both versions are the same."""
    if found.same:
        return ""
    return "".join(f"{line}\n" for line in _lines(found, context, COLOURS if colour else PLAIN))


def _lines(found: Revision, context: int, colours: dict[str, str]) -> Iterator[str]:
    yield _in(colours["head"], f"--- {visible(found.old.article.id)} (old)")
    yield _in(colours["head"], f"+++ {visible(found.new.article.id)} (new)")
    for heading in found.headings:
        yield f"{heading.field}: {_words([('removed', heading.old), ('added', heading.new)], colours)}"
    all_rows = rows(found)
    width = len(str(max((line or 0 for row in all_rows for line in (row.old_line, row.new_line)), default=0)))
    for number, run in enumerate(runs(all_rows, context)):
        if number % 2:
            sentences = "1 sentence" if len(run) == 1 else f"{len(run)} sentences"
            yield _in(colours["head"], f"@@ {sentences} the same @@")
        else:
            for row in run:
                yield from _row(found, row, width, colours)
    yield _in(colours["head"], counted(found))


def _row(found: Revision, row: Row, width: int, colours: dict[str, str]) -> Iterator[str]:
    change = row.change
    places = " ".join(f"{line or '':>{width}}" for line in (row.old_line, row.new_line))
    note = {"joined": " (two sentences joined)", "split": " (split in two)", "": ""}[change.shape]
    if change.kind == "moved":
        note = f" (moved from line {row.old_line}){note}"
    note = _in(colours["moved"], note) if note else ""
    yield f"{places} {SIGNS[change.kind]} {_words(list(pieces(found, change)), colours)}{note}".rstrip()
    for fact in change.facts:
        yield " " * (2 * width + 4) + _in(colours["fact"], fact_line(fact))


def fact_line(fact: Fact) -> str:
    """What a change did to one thing told, in words."""
    if fact.before is not None and fact.after is not None:
        return f"{fact.kind}: {visible(fact.before)} → {visible(fact.after)}"
    if fact.before is not None:
        return f"{fact.kind} gone: {visible(fact.before)}"
    return f"{fact.kind} new: {visible(fact.after or '')}"


def _words(found: list[Piece], colours: dict[str, str]) -> str:
    out = []
    for kind, text in found:
        shown = visible(text)
        if kind == "removed":
            shown = f"[-{shown.strip()}-]"
        elif kind == "added":
            shown = f"{{+{shown.strip()}+}}"
        elif len(shown) > LONGEST:
            shown = f"{shown[: LONGEST // 2].rstrip()} […] {shown[-LONGEST // 2 :].lstrip()}"
        out.append(_in(colours[kind], shown))
    return "".join(out)


def _in(colour: str, text: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[m" if colour else text
