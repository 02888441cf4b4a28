"""A sentence becomes units: its words in lower case, and classes in the place of what a model may not learn from.

Names, numbers, words for groups of people and terms of the lexicon that favour a side are each one unit, of which only
the class is kept (law 7). What can go wrong: a name that opens a sentence and is a word too counts as the word.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final, NamedTuple

from framing.article import Span, touched
from framing.language.tokens import Cut, tokens
from framing.lexicon.group_words import group_words

NAME, NUMBER, CAPITALS, GROUP, SIDED, RARE = CLASSES = (
    "<name>",
    "<number>",
    "<capitals>",
    "<group>",
    "<sided>",
    "<rare>",
)
"""A name; a number; a word in capitals; a word for a group; a term with a side; a word that is not known."""
_JOINED: Final = (NAME, SIDED)
"""Classes of which several words in a row are one unit."""
_JOINTS: Final = (" ", "-", "'", "’", "")
"""What stands between them."""
_TITLED: Final = 0.6
"""Share of capitals from which a sentence is set like a headline, where a capital tells nothing."""
_SHOUTED: Final = 5
"""Letters from which a word in capitals is the word and not an abbreviation."""
_ENDINGS: Final = ("s", "es", "d", "ed", "ing", "ly", "ness")
"""Endings without which a word that is not known may be."""
_STOPS: Final = frozenset('.!?:“"')
_OPENING: Final = frozenset('“"‘')


class Unit(NamedTuple):
    """A word in lower case or a class, and where it stands; a compound that is not known is the known words in it."""

    word: str
    span: Span


def units(
    text: str, sentence: Span, sided: Sequence[Span], known: Container[str], cut: Cut = tokens
) -> tuple[Unit, ...]:
    """The units of a sentence in order; ``sided`` are the sorted spans of terms that favour a side.

    ``known`` are words in lower case; none is a word for a group, and none has a digit. ``cut`` gives the tokens.
    """
    spans = [token for token in cut(text, sentence) if text[token[0]].isalnum()]
    titled = sum([text[span[0]].isupper() for span in spans]) > _TITLED * len(spans)
    any_sided = touched(sentence, sided)
    found: list[Unit] = []
    last = ""
    for place, span in enumerate(spans):
        written = text[span[0] : span[1]]
        if any_sided and touched(span, sided):
            word = SIDED
        elif written in known:  # most are: words in lower case, as they are listed
            word = written
        else:
            word = _word(written, place == 0 or titled or _opens(text, span.start), titled, known)
        if word == last and word in _JOINED and text[found[-1].span.end : span.start] in _JOINTS:
            found[-1] = Unit(word, Span(found[-1].span.start, span.end))
        else:
            found.append(_new(Unit, (word, span)))
        last = word
    return tuple(found)


_new = tuple.__new__
"""Makes a Unit without unpacking: there is one for nearly every word."""


def _opens(text: str, start: int) -> bool:
    """Whether a capital is due here anyhow: behind a stop, a colon or an opening mark."""
    before = text[max(0, start - 2) : start].strip()
    return text[start - 1 : start] in _OPENING or before[-1:] in _STOPS


def _word(written: str, opens: bool, titled: bool, known: Container[str]) -> str:
    word = written.replace("’", "'").lower()
    if word in group_words():
        return GROUP
    if not word.isalpha() and any(map(str.isdigit, word)):
        return NUMBER
    if not written[0].isupper():
        return word if word in known else _nearest(word, known)
    if len(written) > 1 and written.isupper() and not titled:
        return word if word in known and len(word) >= _SHOUTED else CAPITALS
    return word if opens and word in known else NAME


def _nearest(word: str, known: Container[str]) -> str:
    """For a word that is not known: the known parts of a compound, or the word without its ending."""
    parts = [part for part in word.replace("\u2010", "-").replace("\u2011", "-").split("-") if part in known]
    if "-" in word and parts:
        return "-".join(parts)
    bases = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return next((base for base in bases if base in known), RARE)
