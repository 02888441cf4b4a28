"""`framing corpus sql`: a question of one's own on the tables of a corpus, in the SQL of DuckDB."""

from __future__ import annotations

import argparse
import csv
import datetime
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from framing.cli import Usage
from framing.report.records import json_line

SHOWN = 50
"""Rows that are shown on a terminal, at most."""
AT_ONCE = 1000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's arguments."""
    parser.add_argument("corpus", metavar="DIR", type=Path, help="folder that framing corpus annotate has filled")
    parser.add_argument("sql", metavar="SQL", help="a statement; framing help corpus has the tables")
    parser.add_argument(
        "--format",
        choices=("table", "csv", "jsonl"),
        help="table, cut to the terminal; csv; jsonl (table on one, else csv)",
    )
    parser.epilog = (
        'example: framing corpus sql corpus "SELECT outlet, count(*) FROM articles GROUP BY ALL ORDER BY 2 DESC"'
    )


def run(options: argparse.Namespace) -> int:
    """Print the answer."""
    import duckdb

    from framing.corpus.database import database, has_stories

    with database(options.corpus) as tables:
        try:
            answer = tables.execute(options.sql)
            names = [column[0] for column in answer.description or ()]
            form = options.format or ("table" if sys.stdout.isatty() else "csv")
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
            if form == "table":
                _table(names, answer.fetchmany(SHOWN + 1))
            else:
                _lines(form, names, _rows(answer))
        except duckdb.Error as error:
            told = " ".join(str(error).split())
            more = (
                "" if has_stories(options.corpus) or "stories" not in told else "; make it: framing corpus stories DIR"
            )
            raise Usage(f"{told}{more}") from None
    return 0


def _rows(answer: Any) -> Iterator[Sequence[Any]]:
    while found := answer.fetchmany(AT_ONCE):
        yield from found


def _lines(form: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    if form == "csv":
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(names)
        table.writerows([_cell(value) for value in row] for row in rows)
        return
    for row in rows:
        print(json_line({name: _plain(value) for name, value in zip(names, row, strict=True)}))


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


def _cell(value: Any) -> Any:
    plain = _plain(value)
    return json_line(plain) if isinstance(plain, dict | list) else plain


def _table(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*names)
    for row in rows[:SHOWN]:
        table.add_row(*("" if value is None else str(_cell(value)) for value in row))
    console = Console()
    console.print(table, markup=False)
    if len(rows) > SHOWN:
        console.print(f"the first {SHOWN} rows; all of them with --format csv")
