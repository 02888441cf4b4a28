"""The neighbours of a term decide whether it counts: “the Assad regime”, “Assad's regime”, “the regime in Damascus”.

What can go wrong: a capital that is no name's, as at the opening of a sentence; a list knows the usual words there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from framing.lexicon.folding import Folded
from framing.lexicon.index import MARKS
from framing.lexicon.rules import Need

_OPENERS: Final = """
a an the this that these those any each every some no such its his her their our my your whose which what how why where
new old former current present previous next first second last another other same one two both all many most few mr mrs
under after before since when while as if but and or nor for in on at by to of with from against between during ms dr
is was are were be has had have will would can could may might must should do does did strict tough tight harsh mild
military authoritarian totalitarian repressive brutal legal political global local national regional special
i you he she it we they there here today yesterday tomorrow recent earlier later early late past modern
"""
_NOT_A_NAME: Final = frozenset(_OPENERS.split())
"""Words that stand in front of a noun with a capital letter, at the opening of a sentence, without being a name."""
_ARTICLES: Final = ("al", "el", "an", "ar", "as", "ash", "at", "az")
"""Small words at the head of Arabic names: “al-Khalifa”."""
_OF_A_PLACE: Final = (" in ", " of ")
_NAME: Final = 40
"""Characters of the longest name behind a preposition."""


def needed(needs: Sequence[Need], copy: Folded, text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range of the copy from ``start`` to ``end`` with the neighbours that one of the needs asks for, or None.

    The longest range counts, so that the order of the needs does not. "cue" is decided where the voices are known.
    """
    ranges = [_RANGES[need](copy, text, start, end) for need in needs]
    fitting = [found for found in ranges if found]
    return max(fitting, key=lambda found: (found[1] - found[0], -found[0])) if fitting else None


def _name_before(copy: Folded, text: str, start: int, end: int) -> tuple[int, int] | None:
    first = _name(copy, start, text)
    return (first, end) if first < start else None


def _possessive_before(copy: Folded, text: str, start: int, end: int) -> tuple[int, int] | None:
    """“Assad's”, “the Assads'”, with nothing between it and the term."""
    for possessive in ("'s ", "s' "):
        if copy.text.endswith(possessive, 0, start):
            first = _name(copy, start, text, start - len(possessive) + (possessive == "s' "))
            if first < start:
                return first, end
    return None


def _place_after(copy: Folded, text: str, start: int, end: int) -> tuple[int, int] | None:
    """A name behind “in” or “of”."""
    for preposition in _OF_A_PLACE:
        if copy.text.startswith(preposition, end):
            last = _name_from(copy, end + len(preposition), text)
            if last:
                return start, last
    return None


def _as_it_is(copy: Folded, text: str, start: int, end: int) -> tuple[int, int] | None:  # noqa: ARG001
    return start, end


_RANGES: Final[Mapping[Need, Callable[[Folded, str, int, int], tuple[int, int] | None]]] = {
    "name-before": _name_before,
    "possessive-before": _possessive_before,
    "place-after": _place_after,
    "cue": _as_it_is,
}


def _name(copy: Folded, start: int, text: str, behind: int | None = None) -> int:
    """Where the run of names begins that stands right before ``start``; ``start`` itself if there is none.

    ``behind`` is where the last name ends, if not at the space before ``start``.
    """
    outer = start
    while outer > 1 and (copy.text[outer - 1] == " " or (outer == start and copy.text[outer - 1] == "-")):
        end = outer - 1 if behind is None else behind
        behind = None
        begin = max(copy.text.rfind(" ", 0, end), copy.text.rfind("\n", 0, end)) + 1
        opening = next((i for i in range(begin, end) if letter(copy.text[i])), end)
        if not _is_name(copy.text[opening:end], copy.span(opening, end).of(text)):
            break
        outer = opening
        if opening > begin:
            break
    return outer


def _name_from(copy: Folded, start: int, text: str) -> int | None:
    """Where the run of names ends that begins at ``start``; None if there is none."""
    last = None
    while start < len(copy.text):
        end = start
        while end < len(copy.text) and end - start < _NAME and (letter(copy.text[end]) or copy.text[end] == "-"):
            end += 1
        if end == start or not _is_name(copy.text[start:end], copy.span(start, end).of(text)):
            break
        last = end
        if not copy.text.startswith(" ", end):
            break
        start = end + 1
    return last


def _is_name(word: str, original: str) -> bool:
    """Whether one word, folded and as written, looks like a name: “Ruritania”, not “The”, “VAT” or “Ruritania's”."""
    article, hyphen, rest = original.partition("-")
    if hyphen and article in _ARTICLES:
        word, original = word[len(article) + 1 :], rest
    if word in _NOT_A_NAME or not original[:1].isupper() or (len(original) > 1 and original.isupper()):
        return False
    return all(letter(character) or character == "-" for character in word)


def in_marks(copy: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` stands by itself between quotation marks, at most with a mark of punctuation."""
    return copy[start - 1 : start] in MARKS and copy[end : end + 2].lstrip(",.;:!?")[:1] in MARKS


def letter(character: str) -> bool:
    """Whether a character is a part of a word."""
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"
