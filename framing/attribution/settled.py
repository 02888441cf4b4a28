"""Drafts that lay claim to the same words become drafts that agree with each other.

The network reads each cue by itself. Here two cues of one sentence are compared: where they share a source, the
content of the first ends before the second begins ("said the snow would stop and warned that …"), and both have the
source as the nearer cue has it. What can go wrong: a content that really goes on behind the second cue is cut.
"""

from __future__ import annotations

from collections.abc import Sequence

from framing.article import Span, trimmed
from framing.attribution.drafts import Draft
from framing.attribution.words import PRONOUNS
from framing.patterns import pattern

NEAR = 6
"""Drafts on either side, in the order of their cues, that are compared."""
JOINT = pattern(r"(?:\s*[,;–—-])?(?:\s+(?:and|but|or|while|then|also))?\s*$")
"""What stands between the content of one cue and the next cue of the same speaker."""


def settled(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts in the order given, sources and contents brought into line."""
    order = sorted(range(len(drafts)), key=lambda n: drafts[n].place)
    out = list(drafts)
    for place, number in enumerate(order):
        others = [out[n] for n in order[max(0, place - NEAR) : place + NEAR + 1] if n != number]
        out[number] = _with_source(out[number], others)
    for place, number in enumerate(order):
        others = [out[n] for n in order[place + 1 : place + NEAR + 1]]
        out[number] = _without_theirs(text, _cut(text, out[number], others), others)
    return out


def _with_source(draft: Draft, others: Sequence[Draft]) -> Draft:
    """The draft with the source of the nearer cue, where two sources overlap and are not the same."""
    if not draft.source or not draft.cue:
        return draft
    source = draft.source[0]
    best, distance = draft.source, _distance(draft.cue, source)
    for other in others:
        if other.cue and other.source and other.source != draft.source and other.source[0].overlaps(source):
            away = _distance(other.cue, other.source[0])
            if away < distance:
                best, distance = other.source, away
    return draft._replace(source=best) if best != draft.source else draft


def _distance(cue: Span, source: Span) -> int:
    return max(cue.start - source.end, source.start - cue.end)


def _cut(text: str, draft: Draft, later: Sequence[Draft]) -> Draft:
    """The draft without what belongs to a later cue of the same source."""
    pieces = list(draft.content)
    for other in later:
        if not other.cue or not draft.source or other.source != draft.source or not draft.cue:
            continue
        for number, piece in enumerate(pieces):
            if draft.cue.end <= piece.start < other.cue.start and other.cue.end <= piece.end:
                pieces[number] = trimmed(Span(piece.start, _joint(text, piece.start, other.cue.start)), text)
    kept = tuple(piece for piece in pieces if piece.start < piece.end)
    return draft._replace(content=kept) if kept and kept != draft.content else draft


def _without_theirs(text: str, draft: Draft, later: Sequence[Draft]) -> Draft:
    """The draft without further pieces that begin like one of a later cue: “…,” X said. “…” is all X's.

    Behind "she said" they may be those of the draft's own source.
    """
    if len(draft.content) < 2:
        return draft
    theirs: set[int] = set()
    for other in later:
        same = bool(other.source) and other.source[0].of(text).lower() in PRONOUNS
        theirs.update(p.start for p in other.content if other.cue and (p.end <= other.cue.start or not same))
    kept = tuple(piece for number, piece in enumerate(draft.content) if not number or piece.start not in theirs)
    return draft._replace(content=kept)


def _joint(text: str, start: int, end: int) -> int:
    """Where the words that join two cues begin, before ``end``."""
    match = JOINT.search(text[start:end])
    return start + match.start() if match else end
