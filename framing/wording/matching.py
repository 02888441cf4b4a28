"""A text and the rules become Hits: every whole-word place where a term stands, by its words and its neighbours.

One pass of an Aho-Corasick automaton over the folded text finds all forms at once, so the time is that of the text,
whatever the number of terms; then come the word boundaries, the gaps, and the conditions that a term sets its
neighbours. Two hits never overlap: the longer wins, then the lower rule code. What can go wrong: nothing; a text
without any term gives no hits. Whose words they are is not decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from framing.article import Span
from framing.lexicon.folders import rules as packaged
from framing.lexicon.rules import GAP, Rule, Term
from framing.wording.folding import Folded, folded
from framing.wording.neighbours import letter, needed

_WORDS: Final = r"(?: [^\s.,;:!?()\"]+){0,3}?"
"""What a gap may hold: up to three words, none beyond a mark of punctuation."""
_LONE: Final = re.compile("[\ud800-\udfff]")
"""Half a surrogate pair, which no file holds and JSON may: the automaton cannot read it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in a text. ``form`` is the listed form that was found; ``span`` also holds the name a term needs."""

    span: Span
    rule: Rule
    term: Term
    form: str


class _Entry(NamedTuple):
    """What the automaton knows of one folded string: a form of a term, or a phrase that silences the term.

    ``rest`` finds what stands behind the first gap of a wording that has one.
    """

    number: int
    rule: Rule
    term: Term
    form: str
    silences: bool
    rest: re.Pattern[str] | None


class _Found(NamedTuple):
    """An entry at its place in the folded text; ``[first, last)`` also holds the name that its term needs."""

    first: int
    last: int
    start: int
    end: int
    entry: _Entry

    @property
    def rank(self) -> tuple[int, int, str, str, int]:
        """What decides between overlapping finds; nothing in it depends on the order of rules or terms."""
        return self.first - self.last, self.start - self.end, self.entry.rule.code, self.entry.form, self.first


class Matcher:
    """All terms of some rules, compiled."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        entries: dict[str, list[_Entry]] = {}
        terms = [(rule, term) for rule in rules for term in rule.terms]
        for number, (rule, term) in enumerate(terms):
            for silences, wordings in ((False, term.match), (True, term.unless)):
                for wording in wordings:
                    key, gap, rest = folded(wording).text.partition(f" {GAP} ")
                    tail = _rest(rest) if gap else None
                    entries.setdefault(key, []).append(_Entry(number, rule, term, wording, silences, tail))
        self._entries = list(entries.values())
        self._lengths = [len(key) for key in entries]
        self._automaton = AhoCorasick(
            list(entries),
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,
            store_patterns=False,
        )

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The hits in a text, sorted by span; offsets are those of ``text`` as it is."""
        copy = folded(text)
        return tuple(
            Hit(copy.span(found.first, found.last), found.entry.rule, found.entry.term, found.entry.form)
            for found in _longest(_fitting(self._audible(copy.text), copy, text))
        )

    def _audible(self, copy: str) -> Iterator[_Found]:
        """Whole-word finds that no longer phrase of their own term covers."""
        forms: list[_Found] = []
        silences: dict[int, list[tuple[int, int]]] = {}
        for found in self._whole(copy):
            if found.entry.silences:
                silences.setdefault(found.entry.number, []).append((found.start, found.end))
            else:
                forms.append(found)
        covers = {number: _Covers(phrases) for number, phrases in silences.items()}
        for found in forms:
            cover = covers.get(found.entry.number)
            if cover is None or not cover.holds(found.start, found.end):
                yield found

    def _whole(self, copy: str) -> Iterator[_Found]:
        """The places where an entry stands as whole words, whatever else is asked of it."""
        try:
            raw = self._automaton.find_matches_as_indexes(copy, overlapping=True)
        except UnicodeEncodeError:
            copy = _LONE.sub("\ufffd", copy)
            raw = self._automaton.find_matches_as_indexes(copy, overlapping=True)
        for number, start, end in raw:
            if _whole(copy, start, end):
                for entry in self._entries[number]:
                    if entry.rest is None:
                        yield _Found(start, end, start, end, entry)
                    elif rest := entry.rest.match(copy, end):
                        yield _Found(start, rest.end(), start, rest.end(), entry)


class _Covers:
    """The phrases that silence one term, made to ask in logarithmic time whether one of them holds a range."""

    def __init__(self, phrases: list[tuple[int, int]]) -> None:
        phrases.sort()
        self._starts = [start for start, _ in phrases]
        self._ends: list[int] = []
        for _, end in phrases:
            self._ends.append(max(end, self._ends[-1]) if self._ends else end)

    def holds(self, start: int, end: int) -> bool:
        """Whether a phrase begins no later and ends no earlier."""
        i = bisect_right(self._starts, start)
        return i > 0 and self._ends[i - 1] >= end


@lru_cache(maxsize=8)
def matcher(rules: tuple[Rule, ...] | None = None) -> Matcher:
    """The compiled matcher of these rules, or of the package's own; the same rules give the same object."""
    return Matcher(packaged() if rules is None else rules)


@cache
def _rest(wording: str) -> re.Pattern[str]:
    """What follows a gap, with the gap before it; whole words."""
    parts = [re.escape(part) for part in wording.split(f" {GAP} ")]
    return re.compile(_WORDS + " " + f"{_WORDS} ".join(parts) + r"(?![^\W_]|'t|-[^\W_])")


def _fitting(founds: Iterable[_Found], copy: Folded, text: str) -> Iterator[_Found]:
    """The finds whose capitals and neighbours are as their term demands, stretched over the name it needs."""
    for found in founds:
        term = found.entry.term
        if term.capitals:
            here = copy.span(found.start, found.end).of(text)
            if folded(here, case=True).text != folded(found.entry.form, case=True).text:
                continue
        if term.needs:
            stretched = needed(term.needs, copy, text, found.start, found.end)
            if stretched is None:
                continue
            found = found._replace(first=stretched[0], last=stretched[1])
        yield found


def _whole(copy: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` is not a part of a longer word; a hyphen with a letter beyond it is inside a word."""
    before, after = copy[max(0, start - 2) : start], copy[end : end + 2]
    if before and (letter(before[-1]) or (before[-1] == "-" and len(before) > 1 and letter(before[0]))):
        return False
    if not after or letter(after[0]):
        return not after
    if after[0] == "-":
        return len(after) == 1 or not letter(after[1])
    # “won’t” is one word; an apostrophe before anything else closes a quotation or opens a possessive.
    return after != "'t"


def _longest(founds: Iterable[_Found]) -> list[_Found]:
    """The finds that stay when each takes its place in the order of rank and none may overlap another."""
    taken: list[_Found] = []
    starts = itemgetter(0)
    for found in sorted(founds, key=lambda found: found.rank):
        i = bisect_left(taken, found.first, key=starts)
        if (i == 0 or taken[i - 1].last <= found.first) and (i == len(taken) or found.last <= taken[i].first):
            insort(taken, found, key=starts)
    return taken
