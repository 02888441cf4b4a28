"""cues.toml becomes Cues: the words that tie a speaker to what is said, by their written forms.

What can go wrong: a broken file, which is a fault of the package and raises at the first use.
"""

from __future__ import annotations

import importlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Stance = Literal["neutral", "doubting", "endorsing", "confrontational", "attitude"]
CueKind = Literal["verb", "noun", "preposition", "passive"]
Takes = Literal["quotation", "clause", "infinitive", "gerund", "noun"]

FILE = Path(__file__).with_name("cues.toml")
COMPILED = Path(__file__).with_name("cues.compiled")


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
    rows = _stored() or _rows()
    return tuple(Cue(tuple(match), kind, stance, frozenset(takes)) for match, kind, stance, takes in rows)


def _rows() -> list[Any]:
    tables = importlib.import_module("tomllib").loads(FILE.read_text("utf-8"))["cue"]
    return [[table["match"], table["kind"], table["stance"], table["takes"]] for table in tables]


def _stored() -> list[Any] | None:
    """The rows of the compiled file; None if it is not of the cues as they are."""
    try:
        data: dict[str, Any] = json.loads(COMPILED.read_bytes())
    except OSError:
        return None
    return data["cues"] if data["digest"] == _digest() else None


def compiled() -> str:
    """The text of the compiled file, JSON; the build writes it, since TOML is slow to read."""
    return json.dumps({"digest": _digest(), "cues": _rows()}, ensure_ascii=False, separators=(",", ":"))


def _digest() -> int:
    return zlib.crc32(FILE.read_bytes())


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
