"""The tables of a corpus become a database: DuckDB reads the Parquet files where they lie.

Each table is a view; ``period`` and ``outlet``, by which the folders are named, are columns of every one. What can go
wrong: a corpus that is not finished, or of another version (:class:`~framing.corpus.store.CorpusError`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from framing.corpus.schema import TABLES, schema
from framing.corpus.store import TABLES as FOLDER
from framing.corpus.store import complete
from framing.corpus.tables import quoted

MEMORY: Final = "1GB"
KEYS: Final = ("outlet", "period")
"""What the folders of the tables are named by."""
HIVE: Final = ", hive_partitioning = true, hive_types = {'outlet': VARCHAR, 'period': VARCHAR}"
CUT: Final = "CREATE MACRO cut(written, first, past) AS substring(written, first + 1, past - first)"
"""What stands at a span of a text: offsets count from 0 here, and from 1 in SQL."""


def database(folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection in whose memory there are views on all tables; nothing of the corpus can be changed through it."""
    complete(folder)
    found = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(folder / "spill")})
    found.execute(CUT)
    for table in TABLES:
        view(found, folder / FOLDER / table, table)
    if has_stories(folder):
        found.execute(f"CREATE VIEW stories AS SELECT * FROM {quoted(stories_file(folder).as_posix())}")
    return found


def stories_file(folder: Path) -> Path:
    """Where the table of stories lies."""
    return folder / FOLDER / "stories" / "stories.parquet"


def has_stories(folder: Path) -> bool:
    """Whether stories have been looked for."""
    return stories_file(folder).is_file()


def view(found: duckdb.DuckDBPyConnection, place: Path, table: str) -> None:
    """Make a view of one table, whose files lie below ``place``; without files it is empty."""
    names = [column.name for column in TABLES[table]]
    names += [name for name in KEYS if table != "errors" and name not in names]
    if any(place.glob("**/*.parquet")):
        files = quoted(f"{place.as_posix()}/**/*.parquet")
        source = f"read_parquet({files}{'' if table == 'errors' else HIVE})"
    else:
        empty = schema(table).empty_table()
        for name in names[len(empty.column_names) :]:
            empty = empty.append_column(name, pa.array([], pa.string()))
        found.register(f"no_{table}", empty)
        source = f"no_{table}"
    columns = ", ".join(f'"{name}"' for name in names)
    found.execute(f"CREATE VIEW {table} AS SELECT {columns} FROM {source}")


def has_table(database: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether a connection has a table or view of that name."""
    found = database.execute("SELECT count(*) FROM information_schema.tables WHERE table_name = ?", [table]).fetchall()
    return bool(found[0][0])
