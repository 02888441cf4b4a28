"""`framing corpus report`: an overview of a corpus as one page, and reports of its stories when they are asked for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from framing.cli import Usage
from framing.cli.lexicon import compiled_lexicon, lexicon, lexicon_argument
from framing.files import written
from framing.lexicon.rules import Rule

if TYPE_CHECKING:
    import duckdb


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's arguments."""
    parser.add_argument("corpus", metavar="DIR", type=Path, help="folder that framing corpus annotate has filled")
    lexicon_argument(parser)
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="page to write (reports/NAME.html)")
    parser.add_argument(
        "--by", metavar="COLUMN", default="outlet", help="outlet, month, year or a free column (outlet)"
    )
    parser.add_argument(
        "--story", metavar="NUMBER", type=int, action="append", default=[], help="write the report of a story too"
    )
    parser.add_argument(
        "--serve",
        metavar="PORT",
        type=int,
        nargs="?",
        const=8000,
        help="show the overview on this machine, and make a story's report when its link is followed (8000)",
    )
    parser.epilog = "example: framing corpus report corpus --story 90"


def run(options: argparse.Namespace) -> int:
    """Write the overview and the reports that are asked for, or serve them."""
    from framing.corpus.database import database
    from framing.corpus.overview_page import story_file
    from framing.corpus.store import complete, same_rules

    terms = lexicon(options)
    page = options.output or Path("reports") / f"{options.corpus.resolve().name}.html"
    if options.output is None:
        page.parent.mkdir(exist_ok=True)
    elif not page.parent.is_dir():
        raise Usage(f"-o {page}: there is no folder {page.parent}: make it first")
    known = complete(options.corpus)
    with database(options.corpus) as tables:
        if options.story or options.serve is not None:
            same_rules(options.corpus, known, compiled_lexicon(terms))
        for story in options.story:
            _write(story_file(page, story), _story(tables, story, terms))
        if options.serve is not None:
            return _served(options, tables, page, terms)
        _write(page, _overview(tables, options, page, every=False))
    return 0


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    size = written(file, text)
    print(f"wrote {file.as_posix()} ({size / 1e6:.1f} MB)")


def _overview(tables: duckdb.DuckDBPyConnection, options: argparse.Namespace, page: Path, *, every: bool) -> str:
    """The overview; it leads to the reports of stories that are there, or to ``every`` one."""
    from framing.corpus.overview import overview
    from framing.corpus.overview_page import overview_page, story_file

    def address(story: int) -> str | None:
        file = story_file(page, story)
        return file.relative_to(page.parent).as_posix() if every or file.is_file() else None

    return overview_page(overview(tables, options.by), options.corpus.resolve().name, address)


def _story(tables: duckdb.DuckDBPyConnection, story: int, terms: tuple[Rule, ...] | None) -> str:
    from framing.corpus.story_report import story_comparison
    from framing.report.page import page

    return page(story_comparison(tables, story, terms), (), terms)


def _served(
    options: argparse.Namespace, tables: duckdb.DuckDBPyConnection, page: Path, terms: tuple[Rule, ...] | None
) -> int:
    from framing.corpus.serving import served

    front = _overview(tables, options, page, every=True)
    served(options.serve, page, front, lambda story: _story(tables, story, terms))
    return 0
