"""A stem becomes its weight: how rare it is among news articles in general.

A collection of five articles on one event cannot say which words are rare: all of them have the event's. The weights
come from 10,000 articles (``data/document_frequencies.txt.gz``, made by ``data/make_frequencies.py``). What can go
wrong: the articles are American and of 2012 to 2020, so what was rare there and then counts as rare.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "document_frequencies.txt.gz"
UNLISTED = 5
"""A stem that is not listed counts as one that five articles have."""


@cache
def document_frequencies() -> tuple[int, Mapping[str, int]]:
    """The number of articles, and in how many of them each stem stands; names and rare stems are not listed."""
    first, *lines = gzip.decompress(TABLE.read_bytes()).decode("utf-8").splitlines()
    pairs = (line.split(" ", 1) for line in lines)
    return int(first), {name: int(count) for count, name in pairs}


def rarity(stem: str) -> float:
    """Inverse document frequency (Spärck Jones 1972) of a stem, from 0 (in every article) to 7.4 (not listed)."""
    total, found = document_frequencies()
    return math.log((1 + total) / (1 + found.get(stem, UNLISTED)))
