"""Attributions and quotations become voices: a partition of the blocks, each character in the innermost voice.

``own`` is the outlet's; ``attributed`` is indirect speech; ``quoted`` stands in marks with a speaker or is speech by
its shape; ``scare`` stands in marks with no speaker, so the distance is the outlet's; ``mention`` is a name or word
spoken about. What can go wrong: nothing here; a wrong voice comes from a wrong attribution.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from framing.article import Block, Span
from framing.lexicon.rules import VoiceKind

__all__ = ["Layer", "Voice", "VoiceKind", "voices"]


class Voice(NamedTuple):
    """A stretch of text in one voice; ``attribution`` is an index into the article's attributions."""

    span: Span
    voice: VoiceKind
    attribution: int | None = None


class Layer(NamedTuple):
    """A stretch that asks for a voice; of two layers on one character the shorter one wins, then the later one."""

    span: Span
    voice: VoiceKind
    attribution: int | None


def voices(blocks: Sequence[Block], layers: Sequence[Layer]) -> tuple[Voice, ...]:
    """The voices of all blocks that are not boilerplate, in order: no gap, no overlap. O(n log n) in the layers."""
    events: list[tuple[int, int, int]] = []
    for number, layer in enumerate(layers):
        events += [(layer.span.start, 1, number), (layer.span.end, 0, number)]
    events.sort()
    out: list[Voice] = []
    active: set[int] = set()
    place = 0
    for block in blocks:
        if block.kind == "boilerplate":
            continue
        at = block.span.start
        while place < len(events) and events[place][0] < block.span.end:
            offset, opens, number = events[place]
            if offset > at:
                out.append(_voice(Span(at, offset), active, layers))
                at = offset
            (active.add if opens else active.discard)(number)
            place += 1
        out.append(_voice(Span(at, block.span.end), active, layers))
    return _joined([voice for voice in out if voice.span.start < voice.span.end])


def _voice(span: Span, active: set[int], layers: Sequence[Layer]) -> Voice:
    if not active:
        return Voice(span, "own")
    number = min(active, key=lambda n: (layers[n].span.end - layers[n].span.start, -n))
    return Voice(span, layers[number].voice, layers[number].attribution)


def _joined(found: Sequence[Voice]) -> tuple[Voice, ...]:
    out: list[Voice] = []
    for voice in found:
        last = out[-1] if out else None
        if (
            last
            and last.span.end == voice.span.start
            and (last.voice, last.attribution) == (voice.voice, voice.attribution)
        ):
            out[-1] = Voice(Span(last.span.start, voice.span.end), voice.voice, voice.attribution)
        else:
            out.append(voice)
    return tuple(out)
