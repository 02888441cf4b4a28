"""Readings become reuse: runs of words that two articles share, as wire copy leaves them, and the share they make up.

Runs are found by shingles (Broder 1997): every row of ten words of an article is looked up among those of the articles
before it, and a hit is followed as far as both go on alike, so the time grows with the words and with what is shared.
Who took the words from whom is not said: both may have them from a third. What can go wrong: ten words of a formula,
such as a ministry's full name and address, are no copy, but look like one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal, NamedTuple

from framing.article import Span, disjoint, touched
from framing.events.wording import folded
from framing.language.tokens import tokens, words
from framing.measures import Measure, share
from framing.mentions.mention import concept_names
from framing.mentions.names import mentions
from framing.reading import Reading

SHORTEST = 10
"""Words of a run, at least; marks, capitals and sorts of apostrophe do not count."""
MOST = 8
"""Places of one row of words that are remembered in one article, at most."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A run of words in two articles: ``quotation`` where both quote the same speech, else ``copy``."""

    kind: Literal["copy", "quotation"]
    a: Span
    b: Span
    words: int


@dataclass(frozen=True, slots=True)
class Reuse:
    """What two articles (indices, a before b) share word for word, in the order of b.

    ``share_a`` and ``share_b`` are the shares of their words that stand in copied runs; ``credits_a`` and
    ``credits_b`` name the media, such as a news agency, that each names in a byline, or as a source in such a run.
    """

    a: int
    b: int
    shared: tuple[Shared, ...]
    share_a: Measure
    share_b: Measure
    credits_a: tuple[str, ...]
    credits_b: tuple[str, ...]


class _Word(NamedTuple):
    span: Span
    word: str
    quoted: bool


_Run = tuple[int, int, int]
"""The first word in a, the first word in b, the number of words."""


def reuse(readings: Sequence[Reading]) -> tuple[Reuse, ...]:
    """The pairs of articles that share runs of words, in order."""
    rows = [_row(reading, number) for number, reading in enumerate(readings)]
    found: defaultdict[tuple[int, int], list[_Run]] = defaultdict(list)
    index: defaultdict[tuple[str, ...], dict[int, list[int]]] = defaultdict(dict)
    plain = [[word.word for word in row] for row in rows]
    for b, row in enumerate(plain):
        for a, run in _runs(plain, row, index):
            found[a, b].append(run)
        for start in range(len(row) - SHORTEST + 1):
            places = index[tuple(row[start : start + SHORTEST])].setdefault(b, [])
            if len(places) < MOST:
                places.append(start)
    return tuple(_reuse(readings, rows, a, b, runs) for (a, b), runs in sorted(found.items()))


def _row(reading: Reading, number: int) -> list[_Word]:
    """The words of an article's prose; what stands between two blocks of it that is no prose breaks every run."""
    text = reading.article.text
    quoted = disjoint(q.span for q in reading.quotations if q.kind == "speech")
    out: list[_Word] = []
    for block in reading.article.blocks:
        if block.kind in ("byline", "boilerplate"):
            out.append(_Word(Span(block.span.start, block.span.start), f"\0{number}.{len(out)}", False))
            continue
        for span in words(text, block.span):
            out.append(_Word(span, folded(span.of(text)), touched(span, quoted)))
    return out


def _runs(
    plain: Sequence[Sequence[str]], row: Sequence[str], index: dict[tuple[str, ...], dict[int, list[int]]]
) -> Iterator[tuple[int, _Run]]:
    """The longest runs that a row of words shares with each article before it, without overlap in the row."""
    until: dict[int, int] = {}
    for start in range(len(row) - SHORTEST + 1):
        for a, places in (index.get(tuple(row[start : start + SHORTEST])) or {}).items():
            if start >= until.get(a, 0):
                length, first = max((_length(plain[a], place, row, start), -place) for place in places)
                until[a] = start + length
                yield a, (-first, start, length)


def _length(one: Sequence[str], at: int, other: Sequence[str], start: int) -> int:
    """How many words are the same from two places on."""
    length = SHORTEST
    while at + length < len(one) and start + length < len(other) and one[at + length] == other[start + length]:
        length += 1
    return length


def _reuse(readings: Sequence[Reading], rows: Sequence[Sequence[_Word]], a: int, b: int, runs: Sequence[_Run]) -> Reuse:
    shared = []
    copied: tuple[set[int], set[int]] = (set(), set())
    for in_a, in_b, length in runs:
        one, other = rows[a][in_a : in_a + length], rows[b][in_b : in_b + length]
        kind = _kind(one, other)
        if kind == "copy":
            copied[0].update(range(in_a, in_a + length))
            copied[1].update(range(in_b, in_b + length))
        shared.append(Shared(kind, _around(one), _around(other), length))
    copies = [one for one in shared if one.kind == "copy"]
    return Reuse(
        a,
        b,
        tuple(shared),
        _share(rows[a], copied[0]),
        _share(rows[b], copied[1]),
        _credits(readings[a], [one.a for one in copies]),
        _credits(readings[b], [one.b for one in copies]),
    )


def _kind(one: Sequence[_Word], other: Sequence[_Word]) -> Literal["copy", "quotation"]:
    """Both may quote one speech with a few words around it; ten words of the outlet's own beside it are a copy."""
    spoken = max(sum(word.quoted for word in side) for side in (one, other))
    return "quotation" if 2 * spoken >= len(one) and len(one) - spoken < SHORTEST else "copy"


def _around(run: Sequence[_Word]) -> Span:
    return Span(run[0].span.start, run[-1].span.end)


def _share(row: Sequence[_Word], copied: Set[int]) -> Measure:
    return share("reused", len(copied), sum(word.span.start < word.span.end for word in row))


def _credits(reading: Reading, runs: Iterable[Span]) -> tuple[str, ...]:
    """The media that an article names in a byline, or as the source of what stands in one of the runs."""
    article = reading.article
    bylines = [tokens(article.text, block.span) for block in article.blocks if block.kind == "byline"]
    found = {mention.concept for mention in mentions(article.text, bylines) if mention.kind == "media"}
    copied = disjoint(runs)
    media = [mention for mention in reading.mentions if mention.kind == "media"]
    for attribution in reading.attributions:
        for source in attribution.source:
            if touched(source, copied):
                first = bisect_left(media, source.start, key=lambda mention: mention.span.end)
                last = bisect_right(media, source.end - 1, key=lambda mention: mention.span.start)
                found.update(mention.concept for mention in media[first:last])
    return tuple(sorted({concept_names().get(concept, concept) for concept in found} - {article.outlet}))
