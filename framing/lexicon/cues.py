"""cues.toml becomes Cues: the words that tie a speaker to what is said, by their written forms.

What can go wrong: a broken file, which is a fault of the package and raises at the first use.
"""

from __future__ import annotations

import importlib
import json
import zlib
from collections.abc import Iterator, Mapping, Set
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

Stance = Literal["neutral", "doubting", "endorsing", "confrontational", "attitude"]
CueKind = Literal["verb", "noun", "preposition", "passive"]
Takes = Literal["quotation", "clause", "infinitive", "gerund", "noun"]

FILE = Path(__file__).with_name("cues.toml")
COMPILED = Path(__file__).with_name("cues.compiled")


class Cue(NamedTuple):
    """One cue in all its forms; the first form names it."""

    match: tuple[str, ...]
    kind: CueKind
    stance: Stance
    takes: frozenset[Takes]

    @property
    def name(self) -> str:
        """The form by which tables list the cue."""
        return self.match[0]


@cache
def cues() -> tuple[Cue, ...]:
    """All cues of the package, in the order of the file."""
    return tuple(_cue(number) for number in range(len(_tables()["cues"])))


@cache
def _cue(number: int) -> Cue:
    match, kind, stance, takes = _tables()["cues"][number]
    return Cue(tuple(match), kind, stance, frozenset(takes))


@cache
def cues_by_name() -> Mapping[str, Cue]:
    """All cues by the form that names them."""
    return {cue.name: cue for cue in cues()}


Forms = tuple[tuple[tuple[str, ...], Cue], ...]
"""Forms, as tuples of words in small letters, with their cues."""


class _ByFirstWord(Mapping[str, Forms]):
    """Forms by their first word; a cue is made when one of its words is asked for."""

    def __init__(self, numbers: Mapping[str, list[Any]]) -> None:
        self._numbers = numbers
        self._made: dict[str, Forms] = {}

    def __getitem__(self, word: str) -> Forms:
        found = self._made.get(word)
        if found is None:
            found = tuple((tuple(form.split()), _cue(number)) for form, number in self._numbers[word])
            self._made[word] = found
        return found

    def get(self, word: str, otherwise: Any = None) -> Any:
        """The forms of a word, or ``otherwise``: asked for every word of a text."""
        return self[word] if word in self._numbers else otherwise

    def __contains__(self, word: object) -> bool:
        return word in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


@cache
def cues_by_first_word() -> Mapping[str, Forms]:
    """Forms (tuples of lower-case words) with their cues, by first word: the longest first, verbs before nouns."""
    return _ByFirstWord(_tables()["by_first_word"])


@cache
def first_words() -> Set[str]:
    """The words with which a form begins."""
    words: dict[str, Any] = _tables()["by_first_word"]
    return words.keys()


@cache
def second_words() -> Mapping[str, frozenset[str]]:
    """For words that are no cue by themselves, but begin one ("is", "take"), the words that come second in it."""
    return {word: frozenset(seconds) for word, seconds in _tables()["second_words"].items()}


@cache
def _tables() -> Mapping[str, Any]:
    """The cues as rows, and their numbers by words: from the compiled file, if that is of the cues as they are."""
    try:
        data: Mapping[str, Any] = json.loads(COMPILED.read_bytes())
    except OSError:
        return _made()
    return data if data["digest"] == _digest() else _made()


def _made() -> Mapping[str, Any]:
    rows = importlib.import_module("tomllib").loads(FILE.read_text("utf-8"))["cue"]
    listed = [[row["match"], row["kind"], row["stance"], row["takes"]] for row in rows]
    found: dict[str, list[tuple[str, int]]] = {}
    for number, (match, *_) in enumerate(listed):
        for form in match:
            found.setdefault(form.split()[0], []).append((form, number))
    by_first_word = {
        word: sorted(forms, key=lambda f: (-len(f[0].split()), listed[f[1]][1] != "verb"))
        for word, forms in found.items()
    }
    seconds = {
        word: sorted({form.split()[1] for form, _ in forms})
        for word, forms in found.items()
        if all(" " in form for form, _ in forms)
    }
    return {"digest": _digest(), "cues": listed, "by_first_word": by_first_word, "second_words": seconds}


def compiled() -> str:
    """The text of the compiled file, JSON; the build writes it, since TOML is slow to read."""
    return json.dumps(_made(), ensure_ascii=False, separators=(",", ":"))


def _digest() -> int:
    return zlib.crc32(FILE.read_bytes())
