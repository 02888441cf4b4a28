"""“An official who asked not to be named said …”: the clause is part of the source, and ascribes nothing itself.

What can go wrong: a clause that explains at length why nobody is named, before the verb whose subject it parts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from framing.article import Span, disjoint, touched
from framing.attribution.clause import Row
from framing.attribution.drafts import Draft
from framing.attribution.subjects import subject

WISHES = frozenset(
    "ask asked asks asking decline declined declines refuse refused refuses request requested requests insist insisted "
    "insists wish wished wishes want wanted wants prefer preferred prefers choose chose speak spoke speaks not".split()
)
NAMING = frozenset("named identified quoted anonymous anonymity unnamed nameless".split())
WITHIN = 9
"""Items between "who" and the word of naming."""


class Unnamed(NamedTuple):
    """A source that stays unnamed: its phrase, with the clause that says so unless a comma parts them; that clause; and
    where the sentence ends.
    """

    phrase: Span
    clause: Span
    end: int


def unnamed(row: Row) -> Iterator[Unnamed]:
    """The phrases of a row such as "an officer who declined to be identified"."""
    items = row.items
    for at, item in enumerate(items):
        if item.word != "who" or not at:
            continue
        wished = False
        for place in range(at + 1, min(at + WITHIN, len(items))):
            wished |= items[place].word in WISHES
            if wished and items[place].word in NAMING:
                aside = items[at - 1].word == ","
                who = subject(items, at - aside)
                if who is not None:
                    yield Unnamed(
                        row.text_span(who[0], who[1] if aside else place + 1),
                        row.text_span(at, place + 1),
                        row.span.end,
                    )
                break


def with_unnamed(drafts: Iterable[Draft], found: Sequence[Unnamed]) -> list[Draft]:
    """The drafts without those of the clause; the first cue behind it has the whole phrase as its source."""
    clauses = disjoint(one.clause for one in found)
    out = [draft for draft in drafts if not (draft.cue and touched(draft.cue, clauses))]
    order = sorted((draft.cue.start, number) for number, draft in enumerate(out) if draft.cue)
    for one in found:
        behind = bisect_left(order, (one.clause.end, 0))
        if behind == len(order) or order[behind][0] >= one.end:
            continue
        start, first = order[behind]
        source = out[first].source
        if not source or source[0].overlaps(one.clause) or one.clause.end <= source[0].start < start:
            out[first] = out[first]._replace(source=(one.phrase,))
    return out
