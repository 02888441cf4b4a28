"""source_nouns.toml becomes classes of nouns: what a common noun says of the kind of a source.

What can go wrong: a broken file, which is a fault of the package and raises at the first use.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("source_nouns.toml")


class SourceNouns(NamedTuple):
    """The classes of the file, each a set of words in small letters; the file says what each one holds."""

    documents: frozenset[str]
    organisations: frozenset[str]
    bodies: frozenset[str]
    groups: frozenset[str]
    informants: frozenset[str]
    relations: frozenset[str]
    unnamed: frozenset[str]
    peoples: frozenset[str]
    holders: frozenset[str]
    things: frozenset[str]
    media: frozenset[str]
    press: frozenset[str]
    behind: frozenset[str]


@cache
def source_nouns() -> SourceNouns:
    """The classes of nouns of the package."""
    tables = tomllib.loads(FILE.read_text("utf-8"))
    return SourceNouns(**{name: frozenset(words) for name, words in tables.items()})
