"""Hits of the lexicon and the voices of an article become findings: a loaded term, in the voice in which it stands.

A finding in quoted speech is kept with its attribution (law 4). What can go wrong: a term used in another sense than
its rule means; the rule's limits say where.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from framing.article import Block, Span
from framing.attribution.attributions import Attribution, Speech
from framing.lexicon.rules import Rule, Severity, Term, VoiceKind
from framing.wording.matching import Wanted, matcher


class Finding(NamedTuple):
    """One loaded term in the text: where, by which rule and term, in whose voice."""

    span: Span
    rule: Rule
    term: Term
    form: str
    voice: VoiceKind
    attribution: int | None

    @property
    def severity(self) -> Severity:
        """That of the term, where a user's settings give it one, else the rule's."""
        return self.term.severity or self.rule.severity


def findings(
    text: str,
    blocks: Sequence[Block],
    said: Speech,
    lexicon: tuple[Rule, ...] | None = None,
    wanted: Wanted | None = None,
) -> tuple[Finding, ...]:
    """The findings in all blocks but boilerplate, in order; ``lexicon`` is the package's own by default.

    ``wanted`` says which terms are looked for; all are by default.
    A term that counts in some voices only, or only where it ties a speaker to words, is no finding anywhere else.
    """
    match = matcher(lexicon)
    starts = [voice.span.start for voice in said.voices]
    cues = _cues(said.attributions)
    out: list[Finding] = []
    for block in blocks:
        if block.kind == "boilerplate":
            continue
        for hit in match.hits(block.span.of(text), wanted):
            span = Span(block.span.start + hit.span.start, block.span.start + hit.span.end)
            voice = said.voices[bisect_right(starts, span.start) - 1]
            if hit.term.counts(voice.voice, cue="cue" in hit.term.needs and _touches(span, cues)):
                out.append(Finding(span, hit.rule, hit.term, hit.form, voice.voice, voice.attribution))
    return tuple(out)


def _cues(attributions: Sequence[Attribution]) -> list[Span]:
    return sorted(span for one in attributions for span in one.cue)


def _touches(span: Span, cues: Sequence[Span]) -> bool:
    """Whether a span shares a character with one of the sorted cues."""
    at = bisect_right(cues, span.end - 1, key=lambda cue: cue.start)
    return any(cue.end > span.start for cue in cues[max(0, at - 3) : at])
