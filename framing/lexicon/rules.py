"""The words of the lexicon as values: a Rule with its Terms, and the Citations behind them.

What stands at the head of a rule's file is its page (what, why, instead, limits) and what its terms share, so that
mirrored terms cannot differ in category, status or severity. Nothing can go wrong here: files are read and checked by
``files.py``, and those shipped are compiled when the package is built (``compiled.py``).
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from framing.patterns import pattern

Bias = Literal["lexical", "informational"]
Severity = Literal["info", "warning", "error"]
Need = Literal["name-before", "possessive-before", "place-after", "cue"]

STATUSES: Final = {
    "accurate-but-strong": "a word with a meaning in law or in a guide: right where its conditions are met and shown",
    "booster": "a word that raises certainty or degree without evidence",
    "contested-label": "a name that only one side of a dispute accepts",
    "contested-place-name": "a place name or spelling that some desks have changed and others keep",
    "dehumanising": "a word that takes people's humanity from them",
    "doubt": "a word that throws doubt on what follows without saying why",
    "editorialising": "a comment by the writer in the place of a fact",
    "euphemism": "a mild word for something that is not mild",
    "hedge": "a word that leaves open who knows what, and how well",
    "house-style": "what your own style guide bans",
    "loaded-adjective": "a judgement in the shape of a property",
    "loaded-noun": "a judgement in the place of a name or a description",
    "loaded-verb": "a judgement in the word for an action or for speech",
    "metaphor": "a picture that decides how its subject is thought of",
    "presupposition": "wording that takes for granted what would have to be shown",
    "puffery": "praise without evidence",
    "scare-quote": "an everyday word that only its quotation marks turn into doubt",
    "slur": "an insult to a group",
    "weasel": "a source so vague that nobody can ask it",
}
"""What a rule can say of its terms."""
SEVERITIES: Final[tuple[Severity, ...]] = ("info", "warning", "error")
VoiceKind = Literal["own", "attributed", "quoted", "scare", "mention"]
VOICES: Final[tuple[VoiceKind, ...]] = ("own", "scare", "attributed", "quoted", "mention")
RESERVED: Final = "CK"
"""The letters of what `check` says of its own accord; no rule has them."""
GAP: Final = "*"
"""Stands in a form for none to three words."""

_MARK: Final = pattern(r"\[\[(.+?)\]\]", re.DOTALL)


class Citation(NamedTuple):
    """Who says so: author or publication, ISO date or year, address, and the claim it supports in our words.

    ``verified`` is the ISO day on which the source was opened and found to say so; None where nobody has.
    """

    source: str
    date: str
    address: str | None
    verified: str | None
    supports: str


class Term(NamedTuple):
    """One wording in all its forms, with plain wordings and the sentences that test it.

    ``favours`` is the side of ``axis`` that likes to hear the term; ``mirror`` is the first form of the term of the
    same rule that the other side likes to hear. ``counters`` are sources that allow or prefer the wording. ``unless``
    lists longer phrases in which it is silent. ``needs`` are conditions on its neighbours, of which one must hold; a
    name that it asks for belongs to the match. ``voices`` are those in which it counts; none given means all.
    ``capitals`` makes case count. In ``flags`` and ``misses`` double brackets mark what is to be found; ``passes``
    must stay silent. ``severity`` is None, that of the rule, but where a folder's settings give the term its own.
    ``fix`` says that the plain wording may take the term's place without a look: another spelling of a name.
    """

    match: tuple[str, ...]
    plain: tuple[str, ...]
    note: str
    favours: str | None
    axis: str | None
    mirror: str | None
    citations: tuple[Citation, ...]
    counters: tuple[Citation, ...]
    unless: tuple[str, ...]
    needs: tuple[Need, ...]
    voices: tuple[str, ...]
    capitals: bool
    flags: tuple[str, ...]
    passes: tuple[str, ...]
    misses: tuple[str, ...]
    severity: Severity | None = None
    fix: bool = False

    def counts(self, voice: VoiceKind, *, cue: bool) -> bool:
        """Whether it is a finding in a voice; ``cue`` says whether it ties a speaker to words where it stands."""
        return (not self.voices or voice in self.voices) and (cue or "cue" not in self.needs)


class Rule(NamedTuple):
    """A family of terms with one page. ``balance`` says why an axis has more terms on one side, if it has.

    ``citations`` and ``counters`` are those that all terms share; each term holds them too.
    """

    code: str
    name: str
    bias: Bias
    category: str
    status: str
    severity: Severity
    axis: str | None
    what: str
    why: str
    instead: str
    limits: str
    balance: str | None
    citations: tuple[Citation, ...]
    counters: tuple[Citation, ...]
    terms: tuple[Term, ...]

    def __hash__(self) -> int:
        """By code alone: rules are keys of what is compiled from them, and their terms are many."""
        return hash(self.code)

    def own_citations(self, term: Term) -> tuple[Citation, ...]:
        """The citations of one of its terms without those that all terms share, which come last."""
        return term.citations[: len(term.citations) - len(self.citations)]

    def own_counters(self, term: Term) -> tuple[Citation, ...]:
        """The same of its counters."""
        return term.counters[: len(term.counters) - len(self.counters)]


def marked(sentence: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A ``flags`` or ``misses`` sentence without its brackets, and the half-open ranges that they held."""
    pieces: list[str] = []
    ranges: list[tuple[int, int]] = []
    length = last = 0
    for mark in _MARK.finditer(sentence):
        before, inside = sentence[last : mark.start()], mark[1]
        pieces += before, inside
        ranges.append((length + len(before), length + len(before) + len(inside)))
        length += len(before) + len(inside)
        last = mark.end()
    return "".join((*pieces, sentence[last:])), tuple(ranges)
