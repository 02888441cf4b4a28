"""A text and the rules become Hits: every whole-word place where a term stands, by its words and its neighbours.

One pass of an Aho-Corasick automaton over the folded text finds all forms at once, so the time is that of the text,
whatever the number of terms; then come the word boundaries, the gaps, and the conditions that a term sets its
neighbours. Two hits never overlap: the longer wins, then the lower rule code. What can go wrong: nothing; a text
without any term gives no hits. Whose words they are is not decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import lru_cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from framing.article import Span
from framing.lexicon.compiled import shipped_index
from framing.lexicon.folding import DASH, Folded, folded
from framing.lexicon.index import MARKED, MARKS, Index, index, pieces
from framing.lexicon.rules import Rule, Term
from framing.patterns import pattern
from framing.wording.neighbours import in_marks, letter, needed

_WORDS: Final = rf"(?: [^\s.,;:!?()\"{DASH}]+){{0,3}}? "
"""What a gap may hold: up to three words, none beyond a mark of punctuation."""
_LONGEST_GAP: Final = 120
"""Characters before a piece in which the pieces before it are looked for."""
_LONE: Final = pattern("[\ud800-\udfff]")
"""Half a surrogate pair, which no file holds and JSON may: the automaton cannot read it."""
_BEFORE: Final = frozenset(f" \n\"'({DASH}")
_BEHIND: Final = frozenset(f' \n".,;:!?){DASH}')
"""Characters beside which a word certainly begins or ends; for all others the whole rule is asked."""
_JOINED: Final = frozenset({"name-before"})
"""What a hyphen may join to a term: “the Varland-regime” is “the Varland regime”."""
_FEW: Final = 8_000
"""Characters in all for which looking for one form after the other costs less than building the automaton."""


class Hit(NamedTuple):
    """A term in a text. ``form`` is the listed form that was found; ``span`` also holds the name a term needs."""

    span: Span
    rule: Rule
    term: Term
    form: str


Wanted = Callable[[Rule, Term], bool]
"""Whether a term of a rule is looked for."""
_Sides = tuple[str, re.Pattern[str] | None, re.Pattern[str] | None]
"""The first piece of a form, and what stands before and behind the piece that was looked for."""


class _Form(NamedTuple):
    """A form of a term, or a phrase that silences the term, with what else has to stand there.

    ``of`` tells terms apart; ``marked`` says that the key has an opening quotation mark, which is no part of the form.
    """

    of: tuple[int, int]
    rule: Rule
    term: Term
    wording: str
    silences: bool
    marked: bool
    sides: _Sides | None


class _Found(NamedTuple):
    """A form at its place in the folded text; ``[first, last)`` also holds the name that its term needs."""

    first: int
    last: int
    start: int
    end: int
    rule: Rule
    term: Term
    form: str

    @property
    def rank(self) -> tuple[int, int, str, str, int]:
        """What decides between overlapping finds; nothing in it depends on the order of rules or terms."""
        return self.first - self.last, self.start - self.end, self.rule.code, self.form, self.first


class Matcher:
    """All terms of an index; the automaton is built when enough text has come to be worth it."""

    def __init__(self, terms: Index) -> None:
        self._rule = terms.rule
        self._keys = terms.keys
        self._entries = terms.entries
        self._made: dict[int, tuple[_Form, ...]] = {}
        self._seen = 0
        self._automaton: AhoCorasick | None = None

    def hits(self, text: str, wanted: Wanted | None = None) -> tuple[Hit, ...]:
        """The hits in a text, sorted by span; offsets are those of ``text`` as it is.

        ``wanted`` says which terms are looked for; all are by default.
        """
        copy = folded(text)
        audible = self._audible(copy.text)
        if wanted is not None:
            audible = (found for found in audible if wanted(found.rule, found.term))
        found = _longest(list(_fitting(audible, copy, text)))
        return tuple(Hit(copy.span(one.first, one.last), one.rule, one.term, one.form) for one in found)

    def _audible(self, copy: str) -> Iterator[_Found]:
        """Whole-word finds that no longer phrase of their own term covers."""
        forms: list[tuple[tuple[int, int], _Found]] = []
        phrases: list[tuple[_Form, int, int]] = []
        made = self._made
        for key, start, end in self._whole(copy):
            hyphen = start > 0 and copy[start - 1] == "-"
            for form in made[key] if key in made else self._forms(key):
                if hyphen and not (_JOINED.intersection(form.term.needs) or _alone(copy, start)):
                    continue
                if form.silences:
                    phrases.append((form, start, end))
                    continue
                found = _all_pieces(form.sides, copy, start + form.marked, end)
                if found is not None:
                    forms.append((form.of, _Found(*found, *found, form.rule, form.term, form.wording)))
        covers = _covers(phrases, {of for of, _ in forms}, copy)
        for of, one in forms:
            if of not in covers or not covers[of].holds(one.start, one.end):
                yield one

    def _forms(self, key: int) -> tuple[_Form, ...]:
        """The forms that a key may begin, made when it is first found."""
        forms = []
        for number, place, at in self._entries(key):
            rule = self._rule(number)
            term = rule.terms[place]
            silences = at >= len(term.match)
            wording = term.unless[at - len(term.match)] if silences else term.match[at]
            marked = term.voices == MARKED and not silences
            forms.append(_Form((number, place), rule, term, wording, silences, marked, _sides(wording, term)))
        self._made[key] = tuple(forms)
        return self._made[key]

    def _whole(self, copy: str) -> list[tuple[int, int, int]]:
        """The number of each key that stands as whole words, and where."""
        size = len(copy)
        return [
            (key, start, end)
            for key, start, end in self._raw(copy)
            if ((start == 0 or copy[start - 1] in _BEFORE) and (end == size or copy[end] in _BEHIND))
            or _whole(copy, start, end)
            or (start and copy[start - 1] == "-" and _whole(copy, start, end, joined=True))
        ]

    def _raw(self, copy: str) -> Sequence[tuple[int, int, int]]:
        """The number of each key that stands in the copy, parts of words included, and where."""
        self._seen += len(copy)
        if self._automaton is None:
            if self._seen <= _FEW:
                standing = ((number, key) for number, key in enumerate(self._keys) if key in copy)
                return [place for number, key in standing for place in _places(number, key, copy)]
            self._automaton = AhoCorasick(
                list(self._keys),
                matchkind=MatchKind.Standard,
                implementation=Implementation.ContiguousNFA,
                store_patterns=False,
            )
        try:
            return self._automaton.find_matches_as_indexes(copy, overlapping=True)
        except UnicodeEncodeError:
            return self._automaton.find_matches_as_indexes(_LONE.sub("\ufffd", copy), overlapping=True)


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
    """The matcher of these rules, or of the package's own; the same rules give the same object."""
    return Matcher(shipped_index() if rules is None else index(rules))


def _places(number: int, key: str, copy: str) -> Iterator[tuple[int, int, int]]:
    at = copy.find(key)
    while at >= 0:
        yield number, at, at + len(key)
        at = copy.find(key, at + 1)


def _covers(
    phrases: Iterable[tuple[_Form, int, int]], terms: Set[tuple[int, int]], copy: str
) -> dict[tuple[int, int], _Covers]:
    """What silences each of the terms that were found; for the others, no phrase is looked at."""
    whole: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for form, start, end in phrases:
        if form.of in terms:
            found = _all_pieces(form.sides, copy, start, end)
            if found is not None:
                whole.setdefault(form.of, []).append(found)
    return {term: _Covers(ranges) for term, ranges in whole.items()}


def _all_pieces(sides: _Sides | None, copy: str, start: int, end: int) -> tuple[int, int] | None:
    """The range of a whole form around its piece at ``[start, end)``; None if the other pieces are not there."""
    if sides is None:
        return start, end
    first, before, behind = sides
    if before:
        low = max(0, start - _LONGEST_GAP)
        if copy.find(first, low, start) < 0:  # a pattern that begins with a word border looks at every character
            return None
        found = before.search(copy[low:start])
        if found is None:
            return None
        start = low + found.start()
    if behind:
        found = behind.match(copy, end)
        if found is None:
            return None
        end = found.end()
    return start, end


def _sides(wording: str, term: Term) -> _Sides | None:
    """The other pieces of a form with gaps, as patterns; None for a form without."""
    parts, at = pieces(wording, term)
    if len(parts) == 1:
        return None
    before = "".join(re.escape(part) + _WORDS for part in parts[:at])
    behind = "".join(_WORDS + re.escape(part) for part in parts[at + 1 :])
    return (
        parts[0],
        re.compile(rf"(?<![^\W_])(?<![^\W_]-){before}\Z") if before else None,
        re.compile(rf"{behind}(?![^\W_]|'t|-[^\W_])") if behind else None,
    )


def _fitting(founds: Iterable[_Found], copy: Folded, text: str) -> Iterator[_Found]:
    """The finds whose capitals and neighbours are as their term demands, stretched over the name it needs."""
    for found in founds:
        term = found.term
        if _in_address(copy.text, found.start, found.end):
            continue
        if term.voices == MARKED and not in_marks(copy.text, found.start, found.end):
            continue
        if term.capitals:
            here = copy.span(found.start, found.end).of(text)
            if folded(here, case=True).text != folded(found.form, case=True).text:
                continue
        if term.needs:
            stretched = needed(term.needs, copy, text, found.start, found.end)
            if stretched is None:
                continue
            found = found._replace(first=stretched[0], last=stretched[1])
        yield found


def _in_address(copy: str, start: int, end: int) -> bool:
    """Whether a find lies in an address of a page or mailbox, or is a name in a network: it is not said."""
    if copy[start - 1 : start] in _APART and copy[end : end + 1] in _APART:
        return False
    first = max(copy.rfind(" ", 0, start), copy.rfind("\n", 0, start)) + 1
    last = copy.find(" ", end)
    run = copy[max(first, start - _LONGEST_ADDRESS) : min(last if last >= 0 else len(copy), end + _LONGEST_ADDRESS)]
    return "://" in run or "@" in run or run.startswith(("www.", "mailto:"))


_LONGEST_ADDRESS: Final = 500
"""Characters on either side of a word that are looked at."""
_APART: Final = frozenset(("", " ", "\n", ",", '"', "'", "(", ")"))
"""What no address has on both sides of a word."""


def _whole(copy: str, start: int, end: int, *, joined: bool = False) -> bool:
    """Whether ``[start, end)`` is not a part of a longer word; a hyphen with a letter beyond it is inside a word.

    A quotation mark at its beginning is a border by itself; so is a hyphen before it if it may be ``joined`` to a name.
    """
    inside = start > 0 and (letter(copy[start - 1]) or not (joined or _alone(copy, start)))
    if inside and copy[start] not in MARKS:
        return False
    after = copy[end : end + 2]
    if not after or letter(after[0]):
        return not after
    if after[0] == "-":
        return len(after) == 1 or not letter(after[1])
    # “won’t” is one word; an apostrophe before anything else closes a quotation or opens a possessive.
    return after != "'t"


def _alone(copy: str, start: int) -> bool:
    """Whether no hyphen joins what begins at ``start`` to a letter before it."""
    return copy[start - 1] != "-" or start < 2 or not letter(copy[start - 2])


def _longest(founds: list[_Found]) -> list[_Found]:
    """The finds that stay when each takes its place in the order of rank and none may overlap another."""
    founds.sort(key=lambda found: (found.first, found.last))
    stay: list[_Found] = []
    at = 0
    while at < len(founds):
        last, behind = founds[at].last, at + 1
        while behind < len(founds) and founds[behind].first < last:
            last = max(last, founds[behind].last)
            behind += 1
        stay += [founds[at]] if behind == at + 1 else _ranked(founds[at:behind])
        at = behind
    return stay


def _ranked(founds: Sequence[_Found]) -> list[_Found]:
    """Of finds that overlap in a chain, those that stay, in order."""
    taken: list[_Found] = []
    for found in sorted(founds, key=lambda found: found.rank):
        if all(other.last <= found.first or found.last <= other.first for other in taken):
            taken.append(found)
    return sorted(taken, key=lambda found: found.first)
