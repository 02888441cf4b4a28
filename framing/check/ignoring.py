"""Findings become comments that suppress them, one a line with all rules of that line: for `--add-ignore`.

A comment is put where the format has it as a comment and the reader's text stays as it was: the file is read again with
it, and a place at which anything else would change is passed over. What can go wrong: a line on which no comment can
stand, such as one inside a tag or a template; it is left as it is, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from framing.article import Block, Lines, Span
from framing.check.diagnostic import Diagnostic, Edit
from framing.check.edits import edited
from framing.check.seen import NAMED, format_of, seen
from framing.intake.masked import JOINER, Masked
from framing.patterns import pattern

_LINE_END: Final = pattern(r"[^\r\n]*")
_LAST: Final = pattern(r"(?: {2,}|\\| *\{[#.:][^{}\r\n]*\} *)$")
"""What must stay the last of a line of Markdown: a hard break, the attributes of a heading."""
_OWN: Final = pattern(
    r"(?P<before>(?:<!--|#|//)\s*framing\s*:\s*ignore)(?P<codes>(?:[\s,]+[\w-]+)+?)(?P<rest>\s+(?:--|–|—).*|\s*(?:-->)?\s*)",
    re.IGNORECASE | re.DOTALL,
)
_BLANK: Final = str.maketrans(dict.fromkeys(f" \t\r\n\v\f\u2028\u2029{JOINER}"))


class Ignored(NamedTuple):
    """The edits that put comments into a file, in order, and the findings for which there is no place."""

    edits: tuple[Edit, ...]
    left: tuple[Diagnostic, ...]


class _File(NamedTuple):
    path: str
    text: str
    seen: Masked
    front_matter: tuple[str, ...]

    def takes(self, edits: Sequence[Edit]) -> bool:
        """Whether with the edits, which are new comments, all else is read as it was."""
        after = seen(edited(self.text, edits), self.path, self.front_matter)
        moved = accumulate((len(edit.text) for edit in edits), initial=0)
        leads = (len(edit.text) - len(edit.text.lstrip()) for edit in edits)
        begins = {edit.span.start + by + lead for edit, by, lead in zip(edits, moved, leads, strict=False)}
        if not begins <= {comment.start for comment in after.comments}:
            return False
        return _read(after) == _read(self.seen)


def _read(found: Masked) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What a reader sees, white space aside; the kinds of its blocks, and what stands outside the flow."""
    kinds = tuple(block.kind for block in found.blocks if block.kind != "boilerplate")
    return found.text.translate(_BLANK), kinds, tuple(aside.text for aside in found.asides)


def ignored(
    text: str, path: str, front_matter: tuple[str, ...], found: Sequence[Diagnostic], reason: str | None
) -> Ignored:
    """The comments that suppress the diagnostics of one file that nothing suppresses yet."""
    file = _File(path, text, seen(text, path, front_matter), front_matter)
    lines = Lines(text)
    by_line: dict[int, list[Diagnostic]] = {}
    for one in found:
        if one.suppressed is None and one.rule.category != "suppression":
            by_line.setdefault(one.line, []).append(one)
    edits: list[Edit] = []
    made: list[tuple[list[Diagnostic], list[Edit]]] = []
    for line, of_line in sorted(by_line.items()):
        start = lines.start(line)
        joined = _joined(file, start, of_line, reason)
        if joined is None:
            made.append((of_line, list(_made(file, start, of_line, reason))))
        else:
            edits += joined
    first = [places[0] for _, places in made if places]
    if len(first) == len(made) and file.takes(first):
        return Ignored(tuple(sorted((*edits, *first))), ())
    left: list[Diagnostic] = []
    for of_line, places in made:
        fits = next((place for place in places if file.takes([place])), None)
        if fits is None:
            left += of_line
        else:
            edits.append(fits)
    return Ignored(tuple(sorted(edits)), tuple(left))


def _joined(file: _File, start: int, found: Sequence[Diagnostic], reason: str | None) -> list[Edit] | None:
    """The edits by which the codes join the comment that the line has already; None if it has none."""
    end = _end(file.text, start)
    for comment in file.seen.comments:
        if not (start <= comment.start < end) or not NAMED.search(comment.of(file.text)):
            continue
        own = _OWN.fullmatch(comment.of(file.text))
        if own is not None:
            written = re.split(r"[\s,]+", own["codes"].strip())
            more = [code for code in _codes(found) if code not in written]
            first, last = comment.start + own.end("before"), comment.start + own.end("codes")
            edits = [Edit(Span(first, first), f" {', '.join(more)},")] if more else []
            if more and not own["rest"].strip(" \t->"):
                edits += [Edit(Span(last, last), _why(file.path, reason))] if reason else []
            return edits
    return None


def _made(file: _File, start: int, found: Sequence[Diagnostic], reason: str | None) -> Iterator[Edit]:
    """A new comment for a line, at the places where it might stand, the best one first."""
    end, text = _end(file.text, start), file.text
    written = f"framing: ignore {', '.join(_codes(found))}{_why(file.path, reason)}"
    kind, block = format_of(file.path), _block_before(file.seen.blocks, found[-1].span.start)
    if kind == "plain":
        yield Edit(Span(end, end), f"  # {written}")
        return
    places = [end]
    if kind == "markdown":
        last = _LAST.search(text[start:end])
        cell = block is not None and block.kind == "caption"
        places = [block.span.end] if cell and block else [start + last.start() if last else end]
        if block is None or block.kind == "boilerplate":
            yield Edit(Span(end, end), f" # {written}")  # front matter
    if block is not None and start < block.span.end < end:
        places.append(block.span.end)
    places.append(found[-1].span.end)
    for place in places:
        yield Edit(Span(place, place), f" <!-- {written} -->")


def _codes(found: Sequence[Diagnostic]) -> list[str]:
    return sorted({one.rule.code for one in found})


def _why(path: str, reason: str | None) -> str:
    """A reason as it stands in a comment; XML has no two hyphens there."""
    dash = "—" if path.lower().endswith(".xhtml") else "--"
    return f" {dash} {' '.join(reason.split()).replace('--', '–')}" if reason else ""


def _end(text: str, start: int) -> int:
    line = _LINE_END.match(text, start)
    return line.end() if line else len(text)


def _block_before(blocks: Sequence[Block], place: int) -> Block | None:
    return next((block for block in reversed(blocks) if block.span.start <= place), None)
