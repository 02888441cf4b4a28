"""The model file and the tables beside it become one file when the package is built, and Stored when it is used.

``network.json`` is what is trained and kept; ``network.compiled`` holds the same numbers as bytes, with what follows
from them and from the lexicon for the words that the network knows, so that a start takes a few milliseconds. It is
made by the build and not kept in the repository. Where one of its sources has changed since, or it is missing, the
sources are read instead. So what can go wrong is a slow start, never an old network.
"""

from __future__ import annotations

import json
import mmap
import zlib
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).with_name("network.json")
COMPILED: Final = Path(__file__).with_name("network.compiled")
_HERE: Final = Path(__file__).parent
_PART: Final = 4096
_STRIDE: Final = 16 * _PART
"""Of the model file one part is looked at in each stride, in bytes: a network that was trained anew differs in all."""

Traits = tuple[int, ...]


class Stored:
    """The compiled file: ``about`` is the model file without its matrices and words, ``bytes_of`` the matrices."""

    def __init__(self, head: Mapping[str, Any], data: memoryview) -> None:
        self._data = data
        self._places: Mapping[str, tuple[int, int]] = head["places"]
        self.about: Mapping[str, Any] = head["about"]
        self.titles: Mapping[str, str] = head["titles"]
        self.cue_classes: Mapping[str, str] = head["cue_classes"]

    def bytes_of(self, name: str) -> memoryview:
        """The bytes of one part."""
        start, end = self._places[name]
        return self._data[start:end]

    def names_of(self, name: str) -> list[str]:
        """A list of names."""
        return str(self.bytes_of(name), "utf-8").split("\n")

    @cached_property
    def named(self) -> frozenset[str]:
        """Words that name states, bodies, people or parties, in small letters."""
        return frozenset(self.names_of("named"))

    @cached_property
    def opening(self) -> frozenset[str]:
        """The words that keep their identity with a capital at the start of a sentence."""
        return frozenset(self.names_of("opening"))

    @cached_property
    def places_of_words(self) -> dict[str, int]:
        """The words that the network knows by themselves, with their number."""
        return {word: number for number, word in enumerate(self.names_of("words"))}

    def traits_of(self, word: str) -> Traits | None:
        """The traits of a word that the network knows by itself, but for those of its place; None for another one."""
        number = self.places_of_words.get(word)
        if number is None:
            return None
        found = self.bytes_of("traits").cast("H")
        return tuple(found[number * 4 : number * 4 + 4])


@cache
def stored() -> Stored | None:
    """The compiled file; None if it is not of the sources as they are."""
    try:
        with COMPILED.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # an empty file cannot be mapped
        return None
    end = data.find(b"\n")
    head = json.loads(data[:end])
    if head["digest"] != digest():
        return None
    start = end + 1 + -(end + 1) % 8
    return Stored(head, memoryview(data)[start:])


def digest() -> int:
    """A checksum of the model file and of all that the stored tables are made of."""
    lexicon = _HERE.parent / "lexicon"
    sources = [*sorted((lexicon / "names").glob("*.tsv")), lexicon / "cues.toml", _HERE / "words.py"]
    found = zlib.crc32(b"1")
    for source in sources:
        found = zlib.crc32(source.read_bytes(), found)
    with FILE.open("rb") as model:
        found = zlib.crc32(str(model.seek(0, 2)).encode(), found)
        for place in range(0, model.tell(), _STRIDE):
            model.seek(place)
            found = zlib.crc32(model.read(_PART), found)
    return found
