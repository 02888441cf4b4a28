"""`framing corpus stories`: which articles of a corpus report the same event, and which carry the text of another."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path

from framing.cli import Usage
from framing.cli.engines import engine, engine_arguments


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's arguments."""
    parser.add_argument("corpus", metavar="DIR", type=Path, help="folder that framing corpus annotate has filled")
    engine_arguments(parser)
    parser.epilog = "example: framing corpus stories corpus"


def run(options: argparse.Namespace) -> int:
    """Write the table of stories; the last line says how many there are."""
    from framing.corpus.store import alone, complete
    from framing.corpus.storying import exchange_of, storied

    folder = options.corpus
    if not complete(folder)["text"]:
        raise Usage(f"{folder}: annotated with --no-text, and stories are found by the texts: annotate without it")
    with alone(folder), closing(engine(options)) as place, closing(exchange_of(place, folder)) as exchange:
        found = storied(folder, exchange, lambda step: print(f"framing: {step}", file=sys.stderr, flush=True))
    copies = f"; {found.copies:,} carry the text of another" if found.copies else ""
    print(f"{found.articles:,} articles, {found.stories:,} stories, {found.shared:,} of them told by several{copies}")
    return 0
