"""Hits of the lexicon and the voices of an article become findings: a loaded term, in the voice in which it stands.

A finding in quoted speech is kept with its attribution (law 4). What can go wrong: a term used in another sense than
its rule means; the rule's limits say where.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from framing.article import Block, Span
from framing.attribution.voices import Voice, VoiceKind
from framing.lexicon.rules import Rule, Term
from framing.wording.matching import matcher


@dataclass(frozen=True, slots=True)
class Finding:
    """One loaded term in the text: where, by which rule and term, in whose voice."""

    span: Span
    rule: Rule
    term: Term
    form: str
    voice: VoiceKind
    attribution: int | None


def findings(
    text: str, blocks: Sequence[Block], voices: Sequence[Voice], lexicon: tuple[Rule, ...] | None = None
) -> tuple[Finding, ...]:
    """The findings in all blocks but boilerplate, in order; ``lexicon`` is the package's own by default."""
    match = matcher(lexicon)
    starts = [voice.span.start for voice in voices]
    out: list[Finding] = []
    for block in blocks:
        if block.kind == "boilerplate":
            continue
        for hit in match.hits(block.span.of(text)):
            span = Span(block.span.start + hit.span.start, block.span.start + hit.span.end)
            voice = voices[bisect_right(starts, span.start) - 1]
            out.append(Finding(span, hit.rule, hit.term, hit.form, voice.voice, voice.attribution))
    return tuple(out)
