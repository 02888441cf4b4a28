"""A text and the rules become Hits: every whole-word place where a term stands, by span alone, whatever the voice.

One pass of an Aho-Corasick automaton over the folded text, then our own test of the word boundaries. Two hits never
overlap: the longer wins, then the lower rule code. What can go wrong: nothing; a text without any
term gives no hits. Whose words they are is not decided here.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

import ahocorasick

from framing.article import Span
from framing.lexicon.rules import Rule, Term
from framing.lexicon.rules import rules as packaged
from framing.wording.folding import Folded, folded

_OPENERS: Final = """
a an the this that these those any each every some no such its his her their our my your whose which what how why where
new old former current present previous next first second last another other same one two both all many most few mr mrs
under after before since when while as if but and or nor for in on at by to of with from against between during ms dr
is was are were be has had have will would can could may might must should do does did strict tough tight harsh mild
military authoritarian totalitarian repressive brutal legal political global local national regional special
"""
_NOT_A_NAME: Final = frozenset(_OPENERS.split())
"""Words that stand in front of a noun with a capital letter, at the opening of a sentence, without being a name."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in a text. ``form`` is the listed form that was found; ``span`` also holds the name a term needs."""

    span: Span
    rule: Rule
    term: Term
    form: str


class _Entry(NamedTuple):
    """What the automaton knows of one folded string: a form of a term, or a phrase that silences the term."""

    number: int
    rule: Rule
    term: Term
    form: str
    silences: bool


class _Found(NamedTuple):
    """An entry at its place in the folded text; ``outer`` reaches back over the name before it."""

    outer: int
    start: int
    end: int
    entry: _Entry

    @property
    def rank(self) -> tuple[int, int, str, str, int]:
        """What decides between overlapping finds; nothing in it depends on the order of rules or terms."""
        return self.outer - self.end, self.start - self.end, self.entry.rule.code, self.entry.form, self.outer


class Matcher:
    """All terms of some rules, compiled."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        entries: dict[str, list[_Entry]] = {}
        terms = [(rule, term) for rule in rules for term in rule.terms]
        for number, (rule, term) in enumerate(terms):
            for wording in (*term.match, *term.unless):
                entry = _Entry(number, rule, term, wording, wording not in term.match)
                entries.setdefault(folded(wording).text, []).append(entry)
        self._longest = max(map(len, entries), default=0)
        self._automaton = ahocorasick.Automaton()
        for key, values in entries.items():
            self._automaton.add_word(key, (len(key), tuple(values)))
        self._automaton.make_automaton()

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The hits in a text, sorted by span; offsets are those of ``text`` as it is."""
        if not self._longest:
            return ()
        copy = folded(text)
        return tuple(
            Hit(copy.span(found.outer, found.end), found.entry.rule, found.entry.term, found.entry.form)
            for found in _longest(_fitting(self._audible(copy.text), copy, text))
        )

    def _audible(self, copy: str) -> Iterator[_Found]:
        """Whole-word finds that no longer phrase of their own term covers."""
        forms: list[_Found] = []
        silences: dict[int, list[tuple[int, int]]] = {}
        for last, (length, entries) in self._automaton.iter(copy):
            start, end = last + 1 - length, last + 1
            if _whole(copy, start, end):
                for entry in entries:
                    if entry.silences:
                        silences.setdefault(entry.number, []).append((end, start))
                    else:
                        forms.append(_Found(start, start, end, entry))
        for found in forms:
            phrases = silences.get(found.entry.number, [])
            # The automaton reports by end: only phrases that end here or a phrase's length further on can cover.
            low = bisect_left(phrases, (found.end, 0))
            high = bisect_right(phrases, (found.end + self._longest, 0))
            if not any(start <= found.start for _, start in phrases[low:high]):
                yield found


@lru_cache(maxsize=8)
def matcher(rules: tuple[Rule, ...] | None = None) -> Matcher:
    """The compiled matcher of these rules, or of the package's own; the same rules give the same object."""
    return Matcher(packaged() if rules is None else rules)


def _fitting(founds: Iterable[_Found], copy: Folded, text: str) -> Iterator[_Found]:
    """The finds whose capitals and name are as their term demands, stretched over that name."""
    for found in founds:
        term = found.entry.term
        if term.capitals:
            here = copy.span(found.start, found.end).of(text)
            if folded(here, case=True).text != folded(found.entry.form, case=True).text:
                continue
        if term.needs == "name-before":
            outer = _name(copy, found.start, text)
            if outer == found.start:
                continue
            found = found._replace(outer=outer)
        yield found


def _name(copy: Folded, start: int, text: str) -> int:
    """Where the run of names begins that stands right before ``start``; ``start`` itself if there is none."""
    outer = start
    while outer > 1 and copy.text[outer - 1] == " ":
        end = outer - 1
        begin = max(copy.text.rfind(" ", 0, end), copy.text.rfind("\n", 0, end)) + 1
        opening = next((i for i in range(begin, end) if _letter(copy.text[i])), end)
        if not _is_name(copy.text[opening:end], copy.span(opening, end).of(text)):
            break
        outer = opening
        if opening > begin:
            break
    return outer


def _is_name(word: str, original: str) -> bool:
    """Whether one word, folded and as written, looks like a name: “Ruritania”, not “The”, “VAT” or “Ruritania's”."""
    if word in _NOT_A_NAME or not original[:1].isupper() or (len(original) > 1 and original.isupper()):
        return False
    return all(_letter(character) or character == "-" for character in word)


def _whole(copy: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` is not a part of a longer word; a hyphen with a letter beyond it is inside a word."""
    before, after = copy[max(0, start - 2) : start], copy[end : end + 2]
    if before and (_letter(before[-1]) or (before[-1] == "-" and len(before) > 1 and _letter(before[0]))):
        return False
    if not after or _letter(after[0]):
        return not after
    if after[0] == "-":
        return len(after) == 1 or not _letter(after[1])
    # “won’t” is one word; an apostrophe before anything else closes a quotation or opens a possessive.
    return after != "'t"


def _letter(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


def _longest(founds: Iterable[_Found]) -> list[_Found]:
    """The finds that stay when each takes its place in the order of rank and none may overlap another."""
    taken: list[_Found] = []
    starts = itemgetter(0)
    for found in sorted(founds, key=lambda found: found.rank):
        i = bisect_left(taken, found.outer, key=starts)
        if (i == 0 or taken[i - 1].end <= found.outer) and (i == len(taken) or found.end <= taken[i].outer):
            insort(taken, found, key=starts)
    return taken
