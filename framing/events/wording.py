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


def wording_diff(text_a: str, a: Span, text_b: str, b: Span) -> tuple[Stretch, ...]:
    """The passages ``a`` and ``b`` as stretches that agree or differ, in order; case and sort of apostrophe are
    folded.
    """
    first, second = _pieces(text_a, a), _pieces(text_b, b)
    words_a = [span.of(text_a).lower().replace("’", "'") for span in first]
    words_b = [span.of(text_b).lower().replace("’", "'") for span in second]
    if max(len(first), len(second)) > LONGEST:
        return (Stretch(False, a, b),)
    out: list[Stretch] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, words_a, words_b, autojunk=False).get_opcodes():
        out.append(Stretch(tag == "equal", _run(first, a1, a2), _run(second, b1, b2)))
    return tuple(out)


def _pieces(text: str, span: Span) -> list[Span]:
    return [Span(match.start(), match.end()) for match in PIECE.finditer(text, span.start, span.end)]


def _run(row: list[Span], start: int, end: int) -> Span | None:
    return Span(row[start].start, row[end - 1].end) if start < end else None


def substitutions(diff: tuple[Stretch, ...]) -> Iterator[tuple[Span, Span]]:
    """The stretches in which one passage has other words than the other: what A calls X, B calls Y."""
    for stretch in diff:
        if not stretch.same and stretch.a and stretch.b:
            yield stretch.a, stretch.b
