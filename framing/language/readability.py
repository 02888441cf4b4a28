"""Sentences and words become readability measures: published formulae on our own counts.

textstat says how many syllables a word has and whether it is difficult (Dale–Chall's list); it reads a table made
from the CMU Pronouncing Dictionary that is embedded here, where it would download one. Its own formulae are not used,
since it drops short sentences and joins hyphenated words. What can go wrong: names outside the table go by
hyphenation.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from framing.article import Span

KEPT = 50_000
"""Words whose syllables are kept from one text to the next."""
TABLE = Path(__file__).parent / "data" / "syllables.txt.gz"


class _Pronunciations(Mapping[str, list[list[str]]]):
    """The syllable table in the shape in which textstat asks NLTK for the dictionary: phones that carry a digit."""

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = counts

    def __getitem__(self, word: str) -> list[list[str]]:
        return [["0"] * self._counts[word]]

    def __iter__(self) -> Any:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)


@cache
def _textstat() -> tuple[Any, Mapping[str, int]]:
    """textstat, and the table of syllables that it reads."""
    import textstat
    from textstat.backend.counts import _count_syllables

    counts = {}
    for line in gzip.decompress(TABLE.read_bytes()).decode("utf-8").splitlines():
        count, _, word = line.partition(" ")
        counts[word] = int(count)
    table = _Pronunciations(counts)
    _count_syllables.get_cmudict = lambda lang: table if lang.startswith("en") else None
    textstat.set_lang("en_US")
    return textstat, counts


@cache
def _familiar() -> frozenset[str]:
    """Dale and Chall's list of familiar words, as textstat has it."""
    from textstat.backend.utils._get_lang_easy_words import get_lang_easy_words

    return frozenset(get_lang_easy_words("en_US"))


@lru_cache(KEPT)
def syllables(word: str) -> int:
    """The number of syllables of one word, at least 1; the parts of a hyphenated word are counted one by one.

    textstat counts those that the table lacks. The others are looked up here, with their marks: textstat would take
    "U.S." for "us", and ten times as long.
    """
    textstat, counts = _textstat()
    parts = word.lower().replace("’", "'").split("-")
    return max(1, sum(counts.get(part) or int(textstat.syllable_count(part)) for part in parts if part))


def difficult(word: str) -> bool:
    """Whether a word is outside Dale and Chall's list of familiar words and has two syllables or more."""
    return word.lower().replace("’", "'") not in _familiar() and syllables(word) > 1


class _Measured(NamedTuple):
    """What is counted of one word."""

    syllables: int
    polysyllabic: bool
    difficult: bool
    letters: int


@lru_cache(KEPT)
def _measured(word: str) -> _Measured:
    count = syllables(word)
    return _Measured(count, count >= 3, difficult(word), sum(map(str.isalpha, word)))


@dataclass(frozen=True, slots=True)
class Readability:
    """Counts of one text, and the formulae on them; names count as words like any other."""

    sentences: int
    words: int
    syllables: int
    polysyllables: int
    difficult: int
    letters: int

    @classmethod
    def together(cls, found: Sequence[Readability]) -> Readability:
        """The counts of several texts as if they were one."""
        return cls(*(sum(getattr(one, field.name) for one in found) for field in fields(cls)))

    @property
    def flesch_reading_ease(self) -> float:
        """Flesch 1948: 206.835 - 1.015 words/sentence - 84.6 syllables/word; higher is easier, mostly 0 to 100."""
        return 206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words

    @property
    def flesch_kincaid_grade(self) -> float:
        """Kincaid et al. 1975: 0.39 words/sentence + 11.8 syllables/word - 15.59, in years of American schooling."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def gunning_fog(self) -> float:
        """Gunning 1952: 0.4 (words/sentence + 100 words of three syllables or more / words), in years of schooling."""
        return 0.4 * (self.words / self.sentences + 100 * self.polysyllables / self.words)

    @property
    def dale_chall(self) -> float:
        """Chall and Dale's formula of 1948: 0.1579 x per cent difficult + 0.0496 words/sentence, + 3.6365 above 5 %."""
        share = 100 * self.difficult / self.words
        return 0.1579 * share + 0.0496 * self.words / self.sentences + (3.6365 if share > 5 else 0)


def _written(text: str, words: Sequence[Span]) -> list[str]:
    """The words that begin with a letter; "didn't" is one word here, though it is two tokens."""
    out: list[str] = []
    for start, end in words:
        written = text[start:end]
        if written[0] in "nN" and written.lower() in ("n't", "n’t") and out:
            out[-1] += written
        elif written[0].isalpha():
            out.append(written)
    return out


def readability(text: str, words: Sequence[Span], sentences: int) -> Readability | None:
    """Readability of an article (English) by its words and the number of its sentences; None without any word."""
    written = _written(text, words)
    if not written:
        return None
    measured = [_measured(word) for word in written]
    return Readability(sentences, len(written), *map(sum, zip(*measured, strict=True)))
