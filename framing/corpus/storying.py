"""A corpus gets its table of stories: grouped on an engine, and written in one file.

What can go wrong: workers of a cluster that do not see the folder of the corpus, which raises CorpusError.
"""

from __future__ import annotations

import importlib
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from framing.corpus.annotate import in_parquet
from framing.corpus.database import database, stories_file
from framing.corpus.engine import Engine
from framing.corpus.exchange import Exchange, Files
from framing.corpus.grouping.stories import stories
from framing.corpus.processes import Processes
from framing.corpus.store import FILE, CorpusError
from framing.corpus.store import TABLES as FOLDER
from framing.files import written

SPILL = "spill"
"""The folder in a corpus for what is put aside on the disk."""


@dataclass(frozen=True, slots=True)
class Storied:
    """How many articles and stories there are, stories that several articles tell, and copies."""

    articles: int
    stories: int
    shared: int
    copies: int


def exchange_of(engine: Engine, folder: Path) -> Exchange:
    """Where an engine exchanges rows; raises CorpusError if it cannot read the corpus."""
    if isinstance(engine, Processes):
        return Files(folder / SPILL / "steps", engine)
    for _, seen in engine.results(_seen, [str((folder / FILE).resolve())]):
        if seen is not True:
            raise CorpusError(f"{folder}: the workers do not see it: put it on a disk that all machines share")
    shuffles: Exchange = importlib.import_module("framing.corpus.shuffles").Shuffles(engine)
    return shuffles


def _seen(file: str) -> bool:
    return Path(file).is_file()


def storied(folder: Path, exchange: Exchange, told: Callable[[str], object] = bool) -> Storied:
    """Write the table of stories; one that is there is replaced. ``told`` is called with the name of each step."""
    spill = (folder / SPILL).resolve()
    shutil.rmtree(spill, ignore_errors=True)
    spill.mkdir()
    try:
        with database(folder) as tables:
            found = stories(tables, (folder / FOLDER / "articles").resolve(), exchange, spill, told)
    finally:
        shutil.rmtree(spill, ignore_errors=True)
    file = stories_file(folder)
    file.parent.mkdir(exist_ok=True)
    written(file, in_parquet(found))
    sizes = Counter(found["story"].to_pylist())
    copies = found.num_rows - found["origin"].null_count
    return Storied(found.num_rows, len(sizes), sum(size > 1 for size in sizes.values()), copies)
