"""What two versions of an article tell becomes facts that a change touches: numbers, names, sources that went or came.

Each is known by what it means and not by its words: "12" and "twelve" are one number, "Ann Lee" and "Ms Lee" one
person. What can go wrong: a number that a stage does not see is no fact; its words are shown all the same.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from framing.article import Span
from framing.events.counts import HEDGES
from framing.identities import canonical_concepts
from framing.language.stems import stem
from framing.reading import Reading

FactKind = Literal["number", "date", "name", "quotation", "source", "cue", "term"]
ORDER: tuple[FactKind, ...] = ("number", "date", "name", "quotation", "source", "cue", "term")

BOUND = re.compile(
    rf"\b({HEDGES}|an estimated|at most|no (?:more|less|fewer) than|as (?:few|little) as|above|below|just)\s+$",
    re.IGNORECASE,
)
"""Before a number: what makes it a bound or a guess."""
LONGEST_BOUND = 20


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a text tells: of what kind, what it is known by, where, and how it is shown."""

    kind: FactKind
    key: Hashable
    span: Span
    shown: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What a change does to one thing told: it went (no ``new``), came (no ``old``) or became another one.

    Spans are into the two texts; ``before`` and ``after`` show both, None where there is none.
    """

    kind: FactKind
    old: Span | None
    new: Span | None
    before: str | None
    after: str | None


def told(old: Reading, new: Reading) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
    """All that both versions tell, in the order of their texts."""
    canonical = canonical_concepts([old, new])

    def row(reading: Reading) -> tuple[Told, ...]:
        named = [Told("name", canonical[m.concept], m.span, m.label) for m in reading.mentions]
        found = (*_measured(reading), *_spoken(reading), *named)
        return tuple(sorted(found, key=lambda one: (one.span, ORDER.index(one.kind), one.shown)))

    return row(old), row(new)


def _measured(reading: Reading) -> Iterator[Told]:
    """Dates, numbers and loaded terms."""
    text = reading.article.text
    for date in reading.dates:
        yield Told("date", date.value, date.span, date.span.of(text))
    for number in reading.numbers:
        bound = BOUND.search(text, max(0, number.span.start - LONGEST_BOUND), number.span.start)
        span = Span(bound.start(), number.span.end) if bound else number.span
        limit = " ".join(bound[1].lower().split()) if bound else ""
        key = (number.kind, number.value, limit, stem(number.noun) if number.noun else "")
        yield Told("number", key, span, span.of(text))
    for finding in reading.findings:
        shown = f"{finding.span.of(text)} ({finding.rule.code}, {finding.voice} voice)"
        yield Told("term", (finding.rule.code, finding.term.match[0], finding.voice), finding.span, shown)


def _spoken(reading: Reading) -> Iterator[Told]:
    """Quotations, cut by sentences so that each is compared where it stands; sources and cues."""
    text = reading.article.text
    place = 0
    for quoted in reading.quotations:
        while place < len(reading.sentences) and reading.sentences[place].end <= quoted.span.start:
            place += 1
        at = place
        while quoted.kind == "speech" and at < len(reading.sentences):
            sentence = reading.sentences[at]
            if sentence.start >= quoted.span.end:
                break
            piece = Span(max(sentence.start, quoted.span.start), min(sentence.end, quoted.span.end))
            yield Told("quotation", _plain(piece.of(text)), piece, piece.of(text))
            at += 1
    for attribution, sourcing in zip(reading.attributions, reading.sourcings, strict=True):
        written = " ".join(" ".join(span.of(text).split()) for span in attribution.source)
        name = sourcing.speaker or written
        if name and attribution.source:
            shown = f"{name} ({sourcing.kind.replace('-', ' ')})"
            yield Told("source", name.lower().removeprefix("the "), attribution.source[0], shown)
        if attribution.cue:
            shown = f"{attribution.cue[0].of(text)} ({attribution.stance})"
            yield Told("cue", (attribution.lexeme, attribution.stance), attribution.cue[0], shown)


def _plain(quotation: str) -> str:
    """The words of a quotation, without marks, case and final punctuation."""
    return " ".join(quotation.strip("\"“”„«»'‘’ ").rstrip(".,!?…").replace("’", "'").lower().split())


def facts(
    old: Sequence[Told],
    new: Sequence[Told],
    all_old: Set[tuple[FactKind, Hashable]],
    all_new: Set[tuple[FactKind, Hashable]],
    *,
    rewritten: bool,
) -> tuple[Fact, ...]:
    """What went, what came and what became something else between the ``old`` and the ``new`` sentence.

    ``all_old`` and ``all_new`` are what the whole texts tell: what stands elsewhere has neither gone nor come, but for
    a source in a ``rewritten`` sentence, whose words are now without it.
    """
    out: list[Fact] = []
    for kind in ORDER:
        here, there = (_by_key(row, kind) for row in (old, new))
        gone = [one for key, one in here.items() if key not in there]
        come = [one for key, one in there.items() if key not in here]
        if gone and len(gone) == len(come):
            out += [Fact(kind, a.span, b.span, a.shown, b.shown) for a, b in zip(gone, come, strict=True)]
        elif kind != "cue":
            local = rewritten and kind == "source"
            out += [Fact(kind, a.span, None, a.shown, None) for a in gone if local or (kind, a.key) not in all_new]
            out += [Fact(kind, None, b.span, None, b.shown) for b in come if local or (kind, b.key) not in all_old]
    return tuple(out)


def _by_key(row: Sequence[Told], kind: FactKind) -> dict[Hashable, Told]:
    """The first of each thing told."""
    out: dict[Hashable, Told] = {}
    for one in row:
        if one.kind == kind:
            out.setdefault(one.key, one)
    return out
