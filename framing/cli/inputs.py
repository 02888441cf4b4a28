"""Arguments that name inputs become readings, with progress on a terminal and problems on standard error."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from framing.article import Article
from framing.intake.collection import BadInput, Collection, Problem, collection

T = TypeVar("T")
LONGEST = 500_000
"""Characters of an article that is read in full, at most: a longer one is a book, and its page would not open."""


def input_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of every command that reads articles."""
    parser.add_argument("input", nargs="+", metavar="INPUT", help="file, folder, .jsonl file, or - for standard input")
    parser.add_argument(
        "--manifest", metavar="FILE", help="manifest (TOML) for single files; a folder's own is read by itself"
    )
    parser.add_argument("--strict", action="store_true", help="exit with 2 if any member of a folder cannot be read")


def articles(options: argparse.Namespace) -> Collection:
    """The articles of the inputs; problems are printed, and with --strict they end the run (:class:`BadInput`)."""
    found = collection(options.input, options.manifest)
    for problem in found.problems:
        print(f"framing: {problem.path}: {problem.message}", file=sys.stderr)
    serious = [problem for problem in found.problems if not passed_over(problem)]
    if options.strict and serious:
        raise BadInput(f"{len(serious)} of the inputs could not be read (see above): mend them or leave out --strict")
    return found


def passed_over(problem: Problem) -> bool:
    """Whether a problem is only a file of a kind that is not read."""
    return problem.message.startswith("passed over")


@contextmanager
def steps(total: int, what: str) -> Iterator[Iterator[None]]:
    """A progress line on a terminal (nothing elsewhere): call ``next`` on what it yields after each step."""
    if not sys.stderr.isatty():
        yield iter(lambda: None, 0)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total)

        def advances() -> Iterator[None]:
            while True:
                progress.advance(task)
                yield

        yield advances()


def each(items: Sequence[Article], what: str) -> Iterable[Article]:
    """The items one by one, with progress on a terminal."""
    with steps(len(items), what) as step:
        for item in items:
            yield item
            next(step)
