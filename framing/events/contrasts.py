"""Pairs become contrasts: where two articles report one fact with another value, the opposite, or another cause.

Another value is a discrepancy of numbers, dates or quotations. The opposite is a statement that one passage negates
and the other one makes, with the same words on both sides of it. Another cause is a reason ("because", "over fears
of") for the same thing that shares nothing with the other article's. Few contrasts are found, since a wrong one costs
more than a missed one. What can go wrong: two speakers who are each quoted with their own view are a contrast too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from framing.article import Span
from framing.events.discrepancies import Discrepancy, Side
from framing.events.pairs import DECISION, Pair
from framing.events.passages import Passage
from framing.language.stems import STOP_WORDS, stem, stems
from framing.language.tokens import words
from framing.reading import Reading

NEIGHBOURS = 3
"""Words with content before and behind a negated one, in its clause, that are looked at."""
SAME_EFFECT = 0.5
"""Share of the words before a cause that both passages have, at least, of the one with fewer."""
FEWEST = 3
"""Words before a cause, of which a share is enough; of fewer, all must be the same."""
ROOT = 5
"""Letters by which the words of two causes are one: loyal, loyalty."""

NEGATED = re.compile(
    r"(?<!who )(?<!that )(?<!which )\b(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should|must)"
    r"(?:\s+not|n[’']t|not)\s+(?:(?:yet|even|be|been|have|immediately|directly|currently)\s+)*(?P<verb>[a-z]{3,})",
    re.IGNORECASE,
)
NEGATIVE = re.compile(
    r"n[’']t\b|\bcannot\b|\b(?:no|not|never|nor|none|nothing|without|unable|hardly|barely|neither|false\w*|zero"
    r"|den(?:y|ies|ied|ying)|refus\w+|reject\w*|fail\w*|lack\w*|declin\w+|avoid\w*|stop\w*|prevent\w*|block\w*"
    r"|refrain\w*|abstain\w*|neglect\w*|omit\w*|forg[eo]t\w*|fell short|rul(?:e|es|ed|ing) out)\b",
    re.IGNORECASE,
)
UNTIL = re.compile(r"\b(?:until|unless|before|without)\b")
SUPPOSED = re.compile(r"\b(?:if|whether|unless|why)\b", re.IGNORECASE)
"""What makes a clause a supposition or a question: it states nothing that another one could deny."""
DEMANDED = re.compile(r"\b(?:should|ought|must|may|might)\b", re.IGNORECASE)
"""What ought to be or may be; that it is not so is not the opposite."""
CLAUSE = re.compile(
    r"[,;:—–()]|\s-\s|\b(?:that|who|which|but|and|or|when|because|as|while|since|after|although|though)\b",
    re.IGNORECASE,
)
"""What ends a clause on either side."""
OPINION = frozenset(
    map(stem, "think know believe want mean see feel say like need get account whether only just".split())
)
"""Verbs of which two speakers mostly say their own, not the opposite."""
CAUSE = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|thanks to|as a result of|in response to|in retaliation for|caused by"
    r"|triggered by|sparked by|prompted by|blamed on|(?:for|out of|over) (?:fear|concern)s?(?: of| that| about)?"
    r"|in protest (?:of|at|against|over))\s",
    re.IGNORECASE,
)
ENDS = re.compile(r"[.;:,—–()”\"]|\s-\s")


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two passages of one fact that do not go together, and why; the sides' ``exact`` are the words."""

    kind: Literal["number", "date", "quotation", "polarity", "cause"]
    a: Side
    b: Side
    why: str


def contrasts(
    readings: Sequence[Reading],
    passages: Sequence[Passage],
    pairs: Sequence[Pair],
    discrepancies: Sequence[Discrepancy],
) -> tuple[Contrast, ...]:
    """All contrasts: those of value first, then the opposites and causes in the order of the pairs."""
    out = [Contrast(d.kind, d.a, d.b, d.why) for d in discrepancies if d.kind != "name"]
    for pair in pairs:
        if pair.score >= DECISION:
            a, b = passages[pair.a], passages[pair.b]
            text_a, text_b = readings[a.article].article.text, readings[b.article].article.text
            out += _causes(a, text_a, b, text_b)
            out += _opposites(a, text_a, b, text_b)
            out += (Contrast(c.kind, c.b, c.a, c.why) for c in _opposites(b, text_b, a, text_a))
    return tuple(out)


# ---------------------------------------------------------------- the opposite


def _opposites(a: Passage, text_a: str, b: Passage, text_b: str) -> Iterator[Contrast]:
    """What ``a`` negates and ``b``, which negates nothing, says with the same words around it."""
    if NEGATIVE.search(text_b, *b.span):
        return
    for match in NEGATED.finditer(text_a, *a.span):
        verb = stem(match["verb"])
        adverb = match["verb"].lower().endswith("ly")
        if adverb or verb in OPINION or verb not in b.words or UNTIL.search(text_a, match.end(), a.span.end):
            continue
        own = _around(text_a, a.span, Span(*match.span()))
        for word in words(text_b, b.span):
            if stem(word.of(text_b)) == verb:
                other = _around(text_b, b.span, word)
                if _of_one(own, other):
                    why = f"“{match.group()}” against “{word.of(text_b)}”"
                    sides = Side(a.article, a.span, Span(*match.span())), Side(b.article, b.span, word)
                    yield Contrast("polarity", *sides, why)
                    return


class _Around(NamedTuple):
    """The stems with content nearest before and behind a verb, in its clause, and whether that tells a demand."""

    before: frozenset[str]
    behind: frozenset[str]
    demand: bool


def _around(text: str, sentence: Span, verb: Span) -> _Around:
    """What stands around a verb; nothing where that is only supposed."""
    starts = [mark.end() for mark in CLAUSE.finditer(text, sentence.start, verb.start)]
    end = CLAUSE.search(text, verb.end, sentence.end)
    clause = Span(starts[-1] if starts else sentence.start, end.start() if end else sentence.end)
    if SUPPOSED.search(text, *clause):
        return _Around(frozenset(), frozenset(), demand=False)
    before = stems(text, Span(clause.start, verb.start))[-NEIGHBOURS:]
    behind = stems(text, Span(verb.end, clause.end))[:NEIGHBOURS]
    demand = DEMANDED.search(text, clause.start, verb.end) is not None
    return _Around(frozenset(before), frozenset(behind), demand)


def _of_one(negated: _Around, stated: _Around) -> bool:
    """Whether what is negated is what is stated: of one subject, and of one object if the negation has any."""
    objects = negated.behind & stated.behind or not negated.behind
    return bool(negated.before & stated.before and objects) and negated.demand == stated.demand


# ---------------------------------------------------------------- another cause


def _causes(a: Passage, text_a: str, b: Passage, text_b: str) -> Iterator[Contrast]:
    for own, reason in _reasons(a, text_a):
        for other, another in _reasons(b, text_b):
            fewer = min(len(own), len(other))
            same = fewer > 0 and len(own & other) >= (SAME_EFFECT if fewer >= FEWEST else 1) * fewer
            shared = _roots(text_a, reason) & _roots(text_b, b.span) | _roots(text_b, another) & _roots(text_a, a.span)
            if same and not shared:
                why = f"another cause: “{_shown(text_a, reason)}” or “{_shown(text_b, another)}”"
                yield Contrast("cause", Side(a.article, a.span, reason), Side(b.article, b.span, another), why)


def _reasons(passage: Passage, text: str) -> Iterator[tuple[set[str], Span]]:
    """The stems of what a cause is given for, and the cause."""
    for match in CAUSE.finditer(text, *passage.span):
        end = ENDS.search(text, match.end(), passage.span.end)
        reason = Span(match.end(), end.start() if end else passage.span.end)
        if any(word not in STOP_WORDS for word in reason.of(text).lower().split()):
            yield {*stems(text, Span(passage.span.start, match.start()))}, reason


def _roots(text: str, span: Span) -> set[str]:
    return {one[:ROOT] for one in stems(text, span)}


def _shown(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())
