"""group_words.toml becomes the words for groups of people that no model may learn from.

What can go wrong: a broken file, which is a fault of the package and raises at the first use.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("group_words.toml")


@cache
def group_words() -> frozenset[str]:
    """The words, in lower case."""
    return frozenset(tomllib.loads(FILE.read_text("utf-8"))["words"].split())
