"""What the tests of corpora share: invented articles, an engine without processes, and the rows of a corpus."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from framing.corpus.database import database
from framing.corpus.engine import Lost
from framing.corpus.schema import TABLES

# Processes that are started look for the functions of engine_tasks.py by the name of its module.
sys.path.insert(0, str(Path(__file__).parent))

PLACES = "Harwick Dunmere Oldport Westbrook Kelham Stanmoor".split()
PEOPLE = "Anna Kessler, Tom Ardley, Maria Voss, Peter Lunn, Clara Rowe".split(", ")
OUTLETS = ("Harbour Post", "Daily Lamp", "North/South", None)
SENTENCES = (
    "The council of {place} voted on Tuesday to close the old bridge for {n} weeks.",
    "{person} said the decision came too late for the {n} families who live there.",
    "“We were promised a ferry,” {person} told the Harbour Post.",
    "The regime in {place} brutally cracked down on {n} protesters, witnesses said.",
    "According to a report by the port authority, repairs will cost ${n} million.",
    "Critics claimed that the mayor of {place} had caved in to the so-called bridge lobby.",
    "Nobody was hurt when part of the railing fell into the river in March.",
)


def invented(number: int, seed: int = 0) -> list[dict[str, Any]]:
    """So many articles on a bridge: outlets, dates and ids of every kind."""
    chance = random.Random(seed)
    out = []
    for index in range(number):
        place, person = chance.choice(PLACES), chance.choice(PEOPLE)
        text = " ".join(
            sentence.format(place=place, person=person, n=chance.randrange(3, 90))
            for sentence in chance.sample(SENTENCES, chance.randrange(3, 7))
        )
        day = f"20{chance.randrange(19, 23)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        article = {"id": f"a{index}", "text": text, "outlet": chance.choice(OUTLETS), "desk": chance.choice("xyz")}
        out.append(article | ({"date": day} if chance.random() < 0.8 else {}))
    return out


def lines_file(path: Path, articles: Iterable[dict[str, Any]]) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), "utf-8")
    return path


class Here:
    """An engine that works in the test's own process; ``losing`` says what it is to lose."""

    def __init__(self, losing: Callable[[Any], bool] = lambda item: False) -> None:
        self._losing = losing

    def results(self, function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        for item in items:
            yield (
                item,
                Lost("the process that worked on it ended (killed by signal 9)")
                if self._losing(item)
                else function(item),
            )

    def close(self) -> None:
        pass


@pytest.fixture
def here() -> Here:
    return Here()


def rows(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a corpus in the order of their values, by table."""
    found = database(folder)
    out = {}
    for table in TABLES:
        out[table] = found.execute(f"SELECT * FROM {table}").fetchall()
        out[table].sort(key=repr)
    found.close()
    return out
