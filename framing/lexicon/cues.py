"""cues.toml becomes Cues: the words that tie a speaker to what is said, by their written forms.

What can go wrong: a broken file, which is a fault of the package and raises at the first use.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Stance = Literal["neutral", "doubting", "endorsing", "confrontational", "attitude"]
CueKind = Literal["verb", "noun", "preposition", "passive"]
Takes = Literal["quotation", "clause", "infinitive", "gerund", "noun"]

FILE = Path(__file__).with_name("cues.toml")


@dataclass(frozen=True, slots=True)
class Cue:
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
    tables = tomllib.loads(FILE.read_text("utf-8"))["cue"]
    return tuple(Cue(tuple(t["match"]), t["kind"], t["stance"], frozenset(t["takes"])) for t in tables)


@cache
def cues_by_name() -> Mapping[str, Cue]:
    """All cues by the form that names them."""
    return {cue.name: cue for cue in cues()}


@cache
def cues_by_first_word() -> Mapping[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    """Forms (tuples of lower-case words) with their cues, by first word: the longest first, verbs before nouns."""
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for cue in cues():
        for form in cue.match:
            words = tuple(form.split())
            found.setdefault(words[0], []).append((words, cue))
    return {
        word: tuple(sorted(forms, key=lambda f: (-len(f[0]), f[1].kind != "verb"))) for word, forms in found.items()
    }


@cache
def second_words() -> Mapping[str, frozenset[str]]:
    """For words that are no cue by themselves, but begin one ("is", "take"), the words that come second in it."""
    return {
        word: frozenset(form[1] for form, _ in forms)
        for word, forms in cues_by_first_word().items()
        if all(len(form) > 1 for form, _ in forms)
    }
