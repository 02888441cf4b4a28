"""Rows of items become traits: the few numbers by which the network knows a word, a mark or a quotation.

No name, nationality or party is a trait (law 7): a capital inside a sentence is "a name", whoever bears it, and a
word that the gazetteer lists as a name counts as one in any case. What can go wrong: a word in capitals only, of
which nothing is known but that.
"""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, TypeVar

from framing.attribution.clause import Item, Row
from framing.attribution.quotations import DOUBLE, SINGLE
from framing.attribution.stored import Stored, stored
from framing.attribution.words import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DAYS,
    DETERMINERS,
    POLITICS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from framing.language.boundaries import TITLES
from framing.lexicon.cues import cues

KINDS = ("word", "suffix", "shape", "cue", "place", "neighbours")
"""What an item is known by: one trait of each kind, in this order."""
OF_WORD = 4
"""So many of them are the item's own; the others tell its place."""
NAME, NUMBER, UNKNOWN, MARK = "NAME", "NUMBER", "UNKNOWN", "MARK"
"""Words that stand for classes of words; in capitals, so that they cannot be words themselves."""
SHORT, MIDDLING = 3, 6
"""Words of a quotation up to which it is short, or middling."""
KEPT = 50_000
"""Words whose traits are kept; beyond that they are forgotten, so that memory is bounded."""

Edge = Literal["NONE", "QUOTE", "WORD"]
NOTHING: Final[Edge] = "NONE"
QUOTED: Final[Edge] = "QUOTE"
WORDS: Final[Edge] = "WORD"
"""How a row begins or ends: with a quotation or with words; or there is no row."""

T = TypeVar("T")
Traits = tuple[int, ...]
"""Row numbers of one item's traits in the network's table, one of each of :data:`KINDS`."""


def numbered(names: Mapping[str, Iterable[str]], first: int = 0) -> dict[str, dict[str, int]]:
    """The rows of the table by kind and name, from ``first`` on: in the order given, one kind behind the other."""
    count = itertools.count(first)
    return {kind: {name: next(count) for name in names[kind]} for kind in KINDS}


class Vocabulary:
    """The traits that a network knows: ``numbers`` gives each its row of the table, by kind and name.

    ``opening`` are the words that keep their identity with a capital at the start of a sentence. ``inside`` keeps the
    traits of the words that have been asked for, but for those that begin a sentence.
    """

    def __init__(self, numbers: Mapping[str, Mapping[str, int]], opening: frozenset[str]) -> None:
        self.numbers = numbers
        self.opening = opening
        self.inside: dict[tuple[str, bool], Traits] = {}
        self._opening: dict[tuple[str, bool], Traits] = {}

    def number(self, kind: str, name: str) -> int:
        """The row of a trait, or that of the unknown one of its kind."""
        numbers = self.numbers[kind]
        return numbers.get(name, numbers[UNKNOWN])

    def of_word(self, word: str, capital: bool, *, opens: bool) -> Traits:
        """The traits that belong to a word wherever it stands."""
        kept = self._opening if opens else self.inside
        found = kept.get((word, capital))
        if found is None:
            found = self._described(word, capital, opens=opens)
            if len(kept) >= KEPT:
                kept.clear()
            kept[word, capital] = found
        return found

    def _described(self, word: str, capital: bool, *, opens: bool) -> Traits:
        described = word_traits(word, capital=capital, opens=opens, vocabulary=self)
        return tuple(self.number(kind, name) for kind, name in zip(KINDS, described, strict=False))

    def knows(self, word: str) -> bool:
        """Whether a word is in the vocabulary by itself, not by its class."""
        return word in self.numbers["word"]


class StoredVocabulary(Vocabulary):
    """The vocabulary of the compiled file: the traits of the words that the network knows are there already."""

    def __init__(self, found: Stored) -> None:
        words = found.about["words"]
        rest = {kind: found.about["traits"][kind] for kind in KINDS[1:]}
        numbers = numbered({"word": (), **rest}, words)
        super().__init__({**numbers, "word": found.places_of_words}, found.opening)
        self._found = found

    def _described(self, word: str, capital: bool, *, opens: bool) -> Traits:
        if not capital or (opens and word in self.opening):
            known = self._found.traits_of(word)
            if known is not None:
                return known
        return super()._described(word, capital, opens=opens)


def traits(
    text: str,
    rows: Sequence[Row],
    vocabulary: Vocabulary,
    around: tuple[Edge, Edge] = (NOTHING, NOTHING),
    headline: bool = False,
) -> list[list[Traits]]:
    """The traits of every item of a paragraph's rows (those outside quotations), row by row.

    ``around`` says how the row before them ends and how the one behind them begins.
    """

    def of_item(item: Item, opens: bool) -> Traits:
        """The traits of an item by itself."""
        if item.is_quote:
            name = quotation_trait(text, item)
            return tuple(vocabulary.number(kind, name) for kind in KINDS[:OF_WORD])
        return vocabulary.of_word(item.word, item.capital, opens=opens)

    return list(_lines(rows, of_item, vocabulary.number, around, headline=headline, kept=vocabulary.inside))


def described(
    text: str, rows: Sequence[Row], vocabulary: Vocabulary, *, headline: bool = False
) -> Iterator[list[tuple[str, ...]]]:
    """What :func:`traits` gives, by name: from this a vocabulary is made."""

    def of_item(item: Item, opens: bool) -> tuple[str, ...]:
        """The names of the traits of an item by itself."""
        if item.is_quote:
            return (quotation_trait(text, item),) * OF_WORD
        return word_traits(item.word, capital=item.capital, opens=opens, vocabulary=vocabulary)

    return _lines(rows, of_item, lambda _, name: name, (NOTHING, NOTHING), headline=headline)


def _lines(
    rows: Sequence[Row],
    of_item: Callable[[Item, bool], tuple[T, ...]],
    known: Callable[[str, str], T],
    beside: tuple[Edge, Edge],
    *,
    headline: bool,
    kept: Mapping[tuple[str, bool], tuple[T, ...]] = MappingProxyType({}),
) -> Iterator[list[tuple[T, ...]]]:
    """Row by row, what an item is by itself (``kept``, where that is known of its word), with what its place and its
    row's neighbours add.
    """
    places = [known("place", name) for name in _places(headline=headline)]
    for row, around in zip(rows, _neighbours(rows, beside), strict=True):
        neighbours, last = known("neighbours", around), len(row.items) - 1
        inside = (places[0], neighbours)
        line = [(kept.get(item[1:3]) or of_item(item, False)) + inside for item in row.items]
        line[last] = (*line[last][:OF_WORD], places[2], neighbours)
        line[0] = (*of_item(row.items[0], True), places[1 if last else 3], neighbours)
        yield line


def word_traits(word: str, *, capital: bool, opens: bool, vocabulary: Vocabulary) -> tuple[str, str, str, str]:
    """What a word or mark is known by: itself, its last letters, its class, its part in the lexicon of cues."""
    if not word[0].isalnum():
        name = word if vocabulary.knows(word) else _contraction(word)
        return name, name, _class(word), "NONE"
    if word[0].isdigit():
        return NUMBER, NUMBER, NUMBER, "NONE"
    known = vocabulary.knows(word) and (not capital or (opens and word in vocabulary.opening))
    if not known and (capital or word in named_words()):
        name = _title(word) if capital else NAME
        return name, name, name, "NONE"
    return (word if known else UNKNOWN), word[-3:], _class(word), _cue_classes().get(word, "NONE")


def _contraction(mark: str) -> str:
    return mark if len(mark) > 1 else MARK


def _class(word: str) -> str:
    return _classes().get(word, "WORD" if word[0].isalnum() else MARK)


def _title(word: str) -> str:
    kind = _title_words().get(word)
    return f"TITLE {kind}" if kind else NAME


def quotation_trait(text: str, item: Item) -> str:
    """What a quotation is known by: how long it is, how it ends, and whether it opens with a capital."""
    inner = item.span.of(text).strip(DOUBLE + SINGLE + "` \u2060")
    words = len(inner.split())
    length = "SHORT" if words <= SHORT else "MIDDLING" if words <= MIDDLING else "LONG"
    end = "STOP" if inner[-1:] in tuple(".!?…") else "COMMA" if inner[-1:] == "," else "OPEN"
    return f"QUOTE {length} {end} {'CAPITAL' if inner[:1].isupper() else 'SMALL'}"


def _places(*, headline: bool) -> list[str]:
    """The names of places in a row: inside it, its first item, its last, and an item that is both."""
    title = " HEADLINE" if headline else ""
    return [f"{name}{title}" for name in ("INSIDE", "FIRST", "LAST", "ONLY")]


def _mark(item: Item) -> Edge:
    return QUOTED if item.is_quote else WORDS


def _neighbours(rows: Sequence[Row], beside: tuple[Edge, Edge]) -> list[str]:
    """For each row: whether quotations stand in it, end the one before, begin and end it, and begin the next."""
    ends = [(_mark(row.items[0]), _mark(row.items[-1])) for row in rows]
    first, last = beside
    out = []
    for at, row in enumerate(rows):
        before = ends[at - 1][1] if at else first
        after = ends[at + 1][0] if at + 1 < len(rows) else last
        quotes = "QUOTES" if row.quoted else "PLAIN"
        out.append(f"{before} {ends[at][0]} {quotes} {after}")
    return out


# ---------------------------------------------------------------- closed classes


@cache
def _classes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, words in (
        ("BE", BE),
        ("AUXILIARY", AUXILIARIES),
        ("ADVERB", ADVERBS),
        ("PRONOUN", PRONOUNS),
        ("DETERMINER", DETERMINERS),
        ("PREPOSITION", PREPOSITIONS),
        ("SUBORDINATOR", SUBORDINATORS),
        ("DAY", DAYS),
    ):
        for word in words:
            found.setdefault(word, name)
    return found


def is_closed(word: str) -> bool:
    """Whether a word belongs to a closed class, such as the pronouns."""
    return word in _classes()


@cache
def _cue_classes() -> Mapping[str, str]:
    """Each word of the lexicon of cues with the kinds of cue that it is, or begins."""
    found = stored()
    return found.cue_classes if found is not None else _computed_cue_classes()


@cache
def _title_words() -> Mapping[str, str]:
    """Words that stand before names with a capital: President, Mr, Gen."""
    found = stored()
    return found.titles if found is not None else _computed_titles()


@cache
def named_words() -> frozenset[str]:
    """Words that name states, bodies, people or parties, in small letters; none is a word of the vocabulary."""
    found = stored()
    return found.named if found is not None else _computed_names()


def computed_tables() -> tuple[Mapping[str, str], Mapping[str, str], frozenset[str]]:
    """Words before names, words of cues, and words that name, each as the lexicon has them: what is stored."""
    return _computed_titles(), _computed_cue_classes(), _computed_names()


def _computed_cue_classes() -> Mapping[str, str]:
    found: dict[str, set[str]] = {}
    for cue in cues():
        for form in cue.match:
            first, *more = form.split()
            kind = "PHRASE" if more else f"{cue.kind}{' attitude' if cue.stance == 'attitude' else ''}"
            found.setdefault(first, set()).add(kind)
    return {word: "+".join(sorted(kinds)) for word, kinds in found.items()}


def _computed_titles() -> Mapping[str, str]:
    roles = importlib.import_module("framing.lexicon.gazetteer").roles
    found = {form.split()[-1]: role.kind for form, role in roles().items()}
    return {**dict.fromkeys(TITLES, "title"), **found}


def _computed_names() -> frozenset[str]:
    names = importlib.import_module("framing.lexicon.gazetteer").names
    forms = (form for form in names() if " " not in form and not form.isupper())
    return (POLITICS | {form.lower() for form in forms}) - frozenset(_classes())
