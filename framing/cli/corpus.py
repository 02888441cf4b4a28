"""`framing corpus`: archives of articles; each task in a file of its own."""

from __future__ import annotations

import argparse
import importlib
from importlib.util import find_spec

from framing.cli import Usage

TASKS = {
    "annotate": "read articles of any number into tables (Parquet)",
    "stories": "group the articles of a corpus that report the same event",
    "compare": "measures by outlet, month or story, with what sets them apart and how they change",
    "report": "write an overview of a corpus, and comparison reports of its stories (HTML)",
    "terms": "list candidates for the lexicon: words that set outlets apart, or that they use for the same thing",
    "sql": "answer a question of your own in SQL, on the tables of a corpus",
}
NEEDED = ("pyarrow", "duckdb")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the tasks and their arguments."""
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True)
    for name, summary in TASKS.items():
        described = summary[0].upper() + summary[1:] + "."
        sub = tasks.add_parser(name, help=summary, description=described, formatter_class=parser.formatter_class)
        importlib.import_module(f"framing.cli.corpus_{name}").arguments(sub)


def run(options: argparse.Namespace) -> int:
    """Run the task."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise Usage(f"{' and '.join(missing)} not installed: pip install 'framing[corpus]'")
    return int(importlib.import_module(f"framing.cli.corpus_{options.task}").run(options))
