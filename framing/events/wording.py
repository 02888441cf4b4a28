"""Two aligned passages become a word-level diff, by Python's difflib.

What can go wrong: passages that say the same in other words share few; then all of both is marked, as it should be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from framing.article import Span

PIECE = re.compile(r"\w+(?:[’'-]\w+)*|[^\w\s]")

LONGEST = 1500
"""Words of a passage; longer ones are not compared word by word, since difflib's time grows with their product."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words: in both passages (``same``), or only in one; spans are into the two texts, None where absent."""

    same: bool
    a: Span | None
    b: Span | None


def wording_diff(text_a: str, a: Span, text_b: str, b: Span, *, exact: bool = False) -> tuple[Stretch, ...]:
    """The passages ``a`` and ``b`` as stretches that agree or differ, in order; case and sort of apostrophe are
    folded, unless the words shall be ``exact``. Where a passage is very long, only what lies between their equal
    beginnings and ends is told apart.
    """
    first, second = _pieces(text_a, a), _pieces(text_b, b)
    words_a, words_b = (
        [span.of(text) if exact else folded(span.of(text)) for span in row]
        for row, text in ((first, text_a), (second, text_b))
    )
    if max(len(first), len(second)) > LONGEST:
        return _of_long(first, second, words_a, words_b)
    out: list[Stretch] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, words_a, words_b, autojunk=False).get_opcodes():
        out.append(Stretch(tag == "equal", _run(first, a1, a2), _run(second, b1, b2)))
    return tuple(out)


def folded(word: str) -> str:
    """A word without what typography alone decides: capitals and the sort of apostrophe."""
    return word.lower().replace("’", "'")


def _of_long(first: list[Span], second: list[Span], words_a: list[str], words_b: list[str]) -> tuple[Stretch, ...]:
    """The equal beginning and end of two long passages, and between them all of both as one difference."""
    shorter = min(len(first), len(second))
    start = 0
    while start < shorter and words_a[start] == words_b[start]:
        start += 1
    end = 0
    while end < shorter - start and words_a[-1 - end] == words_b[-1 - end]:
        end += 1
    cuts: tuple[tuple[bool, int, int, int, int], ...]
    cuts = ((True, 0, start, 0, start), (False, start, len(first) - end, start, len(second) - end))
    cuts = (*cuts, (True, len(first) - end, len(first), len(second) - end, len(second)))
    found = [Stretch(same, _run(first, a1, a2), _run(second, b1, b2)) for same, a1, a2, b1, b2 in cuts]
    return tuple(stretch for stretch in found if stretch.a or stretch.b)


def _pieces(text: str, span: Span) -> list[Span]:
    return [Span(match.start(), match.end()) for match in PIECE.finditer(text, span.start, span.end)]


def _run(row: list[Span], start: int, end: int) -> Span | None:
    return Span(row[start].start, row[end - 1].end) if start < end else None


def replacements(diff: tuple[Stretch, ...]) -> Iterator[tuple[Span, Span]]:
    """The stretches in which one passage has other words than the other: what A calls X, B calls Y."""
    for stretch in diff:
        if not stretch.same and stretch.a and stretch.b:
            yield stretch.a, stretch.b
