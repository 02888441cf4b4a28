"""Two readings of one article, an old and a new one, become a Revision: what was changed without a word said about it.

Compared are words and marks, exactly as written: another apostrophe is a difference, another line break is none. What
can go wrong: a sentence that was rewritten from end to end is one removed and one added; the stages can err in one
version and not in the other, so the words are the evidence and the facts a help in reading them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from framing.article import Span, trimmed
from framing.events.alignment import Match, alignment
from framing.events.facts import Fact, Told, facts, told
from framing.events.wording import PIECE, Stretch, wording_diff
from framing.language.sentences import sentences
from framing.reading import Reading

ChangeKind = Literal["same", "changed", "added", "removed", "moved"]
Shape = Literal["", "joined", "split"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one sentence, or of two that were joined or split; ``old`` and ``new`` are spans into the two
    texts, None where the sentence is not there. ``stretches`` are its words where they changed, also of a moved one.
    """

    kind: ChangeKind
    old: Span | None
    new: Span | None
    shape: Shape = ""
    stretches: tuple[Stretch, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A title or date, known of both versions and not part of their texts, that is not the same."""

    field: Literal["title", "date"]
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Revision:
    """All of two versions, in the order of the new one."""

    old: Reading
    new: Reading
    headings: tuple[Heading, ...]
    changes: tuple[Change, ...]

    @property
    def same(self) -> bool:
        """Whether both say the same in the same words and marks."""
        return not self.headings and all(change.kind == "same" for change in self.changes)

    @property
    def analysed(self) -> bool:
        """Whether both were read for what they tell; else only the words are known, and no fact."""
        return _analysed(self.old, self.new)

    def number(self, kind: ChangeKind) -> int:
        """How many changes are of one kind."""
        return sum(change.kind == kind for change in self.changes)


def revision(old: Reading, new: Reading) -> Revision:
    """Compare two versions of one article. Near-linear in the length of both."""
    a, b = units(old), units(new)
    words_a, words_b = (
        [tuple(PIECE.findall(r.article.text, *span)) for span in row] for r, row in ((old, a), (new, b))
    )
    if [word for words in words_a for word in words] == [word for words in words_b for word in words]:
        whole = Span(0, len(old.article.text)), Span(0, len(new.article.text))
        changes: tuple[Change, ...] = (Change("same", *whole),)
        if len(a) == len(b):
            changes = tuple(Change("same", one, other) for one, other in zip(a, b, strict=True))
    else:
        changes = tuple(_changes(old, new, a, b, alignment(words_a, words_b)))
    return Revision(old, new, tuple(_headings(old, new)), changes)


def _analysed(old: Reading, new: Reading) -> bool:
    return bool(old.measures and new.measures)


def units(reading: Reading) -> tuple[Span, ...]:
    """What is compared: the sentences, and the lines of all that is not prose, such as a byline; no word is left out.

    An article in another language than English is cut into sentences all the same.
    """
    text = reading.article.text
    out: list[Span] = []
    at = 0
    for sentence in (*(reading.sentences or sentences(reading.article)), Span(len(text), len(text))):
        out += _lines(text, at, sentence.start)
        out += [sentence] if sentence.start < sentence.end else []
        at = sentence.end
    return tuple(out)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop + 1
        line = trimmed(Span(start, stop), text)
        if line.start < line.end:
            yield line
        start = stop


def _headings(old: Reading, new: Reading) -> Iterator[Heading]:
    """Titles and dates that differ; where one is not known nothing is said, and a title in the text is seen there."""
    for field in ("title", "date"):
        one, other = getattr(old.article, field), getattr(new.article, field)
        if one and other and PIECE.findall(one) != PIECE.findall(other):
            shown = one in old.article.text and other in new.article.text
            if field == "date" or not shown:
                yield Heading("title" if field == "title" else "date", one, other)


def _changes(
    old: Reading, new: Reading, a: Sequence[Span], b: Sequence[Span], matches: Sequence[Match]
) -> Iterator[Change]:
    known = _Known(old, new)
    for match in matches:
        one, other = _around(a, match.old), _around(b, match.new)
        if one is None or other is None:
            yield Change("added" if one is None else "removed", one, other, "", (), known.facts(one, other))
            continue
        stretches = wording_diff(old.article.text, one, new.article.text, other, exact=True)
        alike = all(stretch.same for stretch in stretches)
        shape: Shape = "joined" if len(match.old) > 1 else "split" if len(match.new) > 1 else ""
        if alike:
            yield Change("moved" if match.moved else "same", one, other, "" if not match.moved else shape)
        else:
            kind: ChangeKind = "moved" if match.moved else "changed"
            yield Change(kind, one, other, shape, stretches, known.facts(one, other))


def _around(row: Sequence[Span], chosen: Sequence[int]) -> Span | None:
    return Span(row[chosen[0]].start, row[chosen[-1]].end) if chosen else None


class _Known:
    """What the stages know of both versions, to be found by place; nothing if they know one of them only."""

    def __init__(self, old: Reading, new: Reading) -> None:
        self._old, self._new = told(old, new) if _analysed(old, new) else ((), ())
        self._starts = [[one.span.start for one in row] for row in (self._old, self._new)]
        self._keys = [frozenset((one.kind, one.key) for one in row) for row in (self._old, self._new)]

    def facts(self, old: Span | None, new: Span | None) -> tuple[Fact, ...]:
        """The facts that a change of ``old`` to ``new`` touches."""
        here = self._inside(0, self._old, old), self._inside(1, self._new, new)
        return facts(*here, *self._keys, rewritten=old is not None and new is not None)

    def _inside(self, side: int, row: Sequence[Told], span: Span | None) -> Sequence[Told]:
        if span is None:
            return ()
        first = bisect_right(self._starts[side], span.start - 1)
        return row[first : bisect_right(self._starts[side], span.end - 1)]
