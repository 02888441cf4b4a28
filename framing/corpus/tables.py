"""Finished parts become the tables of a corpus: Parquet files in folders by period and outlet.

The rows are sorted by period, outlet and article, by DuckDB, which puts aside on the disk what does not fit into its
memory. A period is a day, a month, a year or a decade, whichever is the shortest that leaves folders of some size. An
article whose id stands already is left out and listed among the errors. What can go wrong: a full disk; nothing of the
tables is there then, and the parts are.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import duckdb

from framing.corpus.schema import TABLES, schema
from framing.corpus.store import TABLES as FOLDER
from framing.corpus.store import CorpusError, part_path

MEMORY: Final = "1GB"
"""Memory of DuckDB for sorting; what does not fit goes to the disk."""
PERIODS: Final = tuple(
    f"coalesce({name}, 'unknown')"
    for name in (
        "strftime(date, '%Y-%m-%d')",
        "strftime(date, '%Y-%m')",
        "strftime(date, '%Y')",
        "left(strftime(date, '%Y'), 3) || '0s'",
    )
)
"""What the folder of an article's day, month, year or decade is called, in SQL."""
FOLDER_SIZE: Final = 200
"""Articles that a folder should hold, on average."""
ORDER: Final = {
    "sentences": ("sentence",),
    "voices": ("start",),
    "attributions": ("attribution",),
    "findings": ("finding",),
    "mentions": ("start", '"end"', "concept"),
    "measures": ("name",),
}
"""Columns by which the rows of one article are sorted."""


def partitioned(folder: Path, marks: Mapping[int, Mapping[str, Any]]) -> dict[str, int]:
    """Write the tables of all parts, and return the number of rows of each."""
    new = folder / f"{FOLDER}.new"
    spill = folder / "spill"
    for place in (new, spill):
        shutil.rmtree(place, ignore_errors=True)
    files = {
        table: [
            str(part_path(folder, number, f"{table}.parquet"))
            for number in sorted(marks)
            if table in marks[number]["tables"]
        ]
        for table in TABLES
    }
    database = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(spill)})
    try:
        new.mkdir()
        rows = _written(database, files, new)
    except duckdb.Error as error:
        shutil.rmtree(new, ignore_errors=True)
        raise CorpusError(f"{folder}: the tables could not be written: {' '.join(str(error).split())}") from None
    finally:
        database.close()
        shutil.rmtree(spill, ignore_errors=True)
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    new.rename(folder / FOLDER)
    return rows


def _written(database: duckdb.DuckDBPyConnection, files: Mapping[str, list[str]], new: Path) -> dict[str, int]:
    for table, paths in files.items():
        if paths:
            database.read_parquet(paths).create_view(f"part_{table}")
        else:
            database.register(f"part_{table}", schema(table).empty_table())
    database.execute(_DOUBLES)
    database.execute(
        f"""CREATE TABLE places AS SELECT article, outlet, {_period(database)} AS period
            FROM part_articles WHERE article NOT IN (SELECT article FROM doubles)"""
    )
    rows = {}
    for table in TABLES:
        rows[table] = _errors(database, new) if table == "errors" else _table(database, table, new)
    return rows


_DOUBLES: Final = """
    CREATE TABLE doubles AS
    SELECT article, id, place, first FROM (
        SELECT article, id, place, count(*) OVER own > 1 AS double, first_value(place) OVER own AS first,
               row_number() OVER own AS number
        FROM part_articles WINDOW own AS (PARTITION BY id ORDER BY article)
    ) WHERE number > 1
"""


def _period(database: duckdb.DuckDBPyConnection) -> str:
    """The shortest period that leaves folders of some size; files that are too small are many."""
    for period in PERIODS:
        counted = database.execute(
            f"SELECT count(*), count(DISTINCT ({period}, coalesce(outlet, ''))) FROM part_articles"
        ).fetchone()
        if counted and counted[0] >= FOLDER_SIZE * counted[1]:
            return period
    return period


def _table(database: duckdb.DuckDBPyConnection, table: str, new: Path) -> int:
    """Write one table into its folder, and return the number of its rows."""
    (new / table).mkdir()
    columns = ", ".join(f'rows."{column.name}"' for column in TABLES[table] if column.name != "outlet")
    order = ", ".join(["period", "places.outlet", "article", *(f"rows.{name}" for name in ORDER.get(table, ()))])
    source = f"part_{table} AS rows JOIN places USING (article)"
    number = _count(database, source)
    if number:
        database.execute(
            f"""COPY (SELECT {columns}, period, places.outlet AS outlet FROM {source} ORDER BY {order})
                TO {quoted(str(new / table))} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (period, outlet),
                WRITE_PARTITION_COLUMNS false, RETURN_FILES)"""
        )
        stored, files = database.fetchone() or (0, [])
        places = {(place.st_dev, place.st_ino) for place in map(os.stat, files)}
        # Two names of folders may be one where a disk does not tell capitals from small letters.
        if stored != number or len(places) < len(files):
            raise CorpusError(f"{new.parent}: not all rows of {table} are on the disk: use another disk")
    return number


def _errors(database: duckdb.DuckDBPyConnection, new: Path) -> int:
    (new / "errors").mkdir()
    told = "'its id stands already at ' || first || ': left out; give it an id of its own'"
    database.execute(
        f"""COPY (SELECT * FROM (SELECT * FROM part_errors UNION ALL
            SELECT article, id, place, {told} FROM doubles) ORDER BY article, place, message)
            TO {quoted(str(new / "errors" / "errors.parquet"))} (FORMAT parquet, COMPRESSION zstd)"""
    )
    return _count(database, quoted(str(new / "errors" / "errors.parquet")))


def _count(database: duckdb.DuckDBPyConnection, source: str) -> int:
    """The number of rows of a table."""
    found = database.execute(f"SELECT count(*) FROM {source}").fetchone()
    return int(found[0]) if found else 0


def quoted(text: str) -> str:
    """A string of SQL."""
    return "'" + text.replace("'", "''") + "'"
