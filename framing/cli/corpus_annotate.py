"""`framing corpus annotate`: articles of any number become tables; an interrupted run goes on where it was."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing, nullcontext
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from framing.absent import absent
from framing.cli import Usage
from framing.cli.engines import engine, engine_arguments
from framing.cli.inputs import input_arguments
from framing.cli.lexicon import compiled_lexicon, lexicon, lexicon_argument
from framing.cli.pace import pace
from framing.intake.collection import BadInput
from framing.intake.document import Document, Problem
from framing.intake.documents import documents

if TYPE_CHECKING:
    from framing.corpus.annotate import Annotated
    from framing.corpus.engine import Engine

READY: Final = "framing.corpus.annotation:ready"
"""What every process does first."""

T = TypeVar("T")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's arguments."""
    input_arguments(parser)
    lexicon_argument(parser)
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, required=True, help="folder for the tables")
    parser.add_argument("--no-text", action="store_true", help="leave the texts out: spans and counts only")
    engine_arguments(parser)
    parser.epilog = "example: framing corpus annotate archive/ more.jsonl.gz -o corpus"


def run(options: argparse.Namespace) -> int:
    """Annotate; the last line says what the tables hold."""
    folder = options.output
    if not folder.parent.is_dir():
        raise Usage(f"-o {folder}: there is no folder {folder.parent}: make it first")
    rules = compiled_lexicon(lexicon(options))
    found = begun(documents(options.input, options.manifest))  # a wrong input makes no folder
    with closing(engine(options, READY)) as place:
        done = _annotated(options, found, rules, place)
    if not done.read:
        print("nothing was left to do", file=sys.stderr)
    errors = f"; {done.errors:,} could not be read: see the table of errors" if done.errors else ""
    print(f"{done.articles:,} articles in {folder.as_posix()}{errors}")
    if options.strict and done.errors:
        raise BadInput(f"{done.errors} of the inputs could not be read: mend them or leave out --strict")
    return 0


def _annotated(
    options: argparse.Namespace, found: Iterator[Document | Problem], rules: str | None, place: Engine
) -> Annotated:
    from framing.corpus.annotate import annotate  # meanwhile processes get ready
    from framing.corpus.annotation import Settings
    from framing.corpus.extent import Extent
    from framing.corpus.store import alone

    settings = Settings(rules, not options.no_text)
    extent = Extent(options.input, options.manifest)
    # pyarrow would import pandas, to recognise its values; a cluster needs it.
    lean = absent("pandas") if options.engine == "local" else nullcontext()
    with lean, closing(extent), alone(options.output), pace(lambda: extent.total) as told:
        return annotate(found, options.output, place, settings, told)


def begun(found: Iterator[T]) -> Iterator[T]:
    """What an iterator gives, of which the first is taken now."""
    first = list(islice(found, 1))
    return chain(first, found)
