"""axes.toml becomes the disputes that terms can take a side in, each with its two sides.

What can go wrong: a broken file, which is a fault of the package and raises at the first use.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("axes.toml")


@dataclass(frozen=True, slots=True)
class Axis:
    """A dispute: what it is about, in a phrase, and its two sides in the order of the alphabet."""

    name: str
    about: str
    sides: tuple[str, str]


@cache
def axes() -> Mapping[str, Axis]:
    """The axes of the shipped lexicon by name."""
    tables = tomllib.loads(FILE.read_text("utf-8"))
    return {name: Axis(name, table["about"], (table["sides"][0], table["sides"][1])) for name, table in tables.items()}
