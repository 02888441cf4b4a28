"""What an archive costs: articles a second, peak memory of all processes, and size of the tables, at several sizes.

Run it by hand: ``python tests/benchmarks/corpus_cost.py CORPUS [--sizes 1000 10000] [--workers 2] [--copies 10]``.
CORPUS holds JSON lines with a "text" each, compressed with gzip or not; each size is a run of its own on that many
lines, spread evenly over the corpus, and its stories are looked for as well. On the last one ``compare``, ``report``
and ``terms`` are timed. ``--copies`` times the last step of ``annotate`` alone, from parts to sorted tables, on so many
copies of the last corpus (with new ids). Memory is the sum of what all processes of a run hold (resident: shared pages
count more than once), looked at five times a second.

It prints, and judges nothing; the goals are 40 articles a second on two cores (better 120), within a tenth the same at
1,000 and 10,000 articles, 3 GiB, and a report within a minute.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import duckdb

from framing.corpus.schema import TABLES
from framing.corpus.store import part_path

PAGE = os.sysconf("SC_PAGE_SIZE")


def resident(root: int) -> int:
    """Bytes that a process and all below it hold."""
    children: dict[int, list[int]] = {}
    sizes: dict[int, int] = {}
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                fields = (place / "stat").read_text().rpartition(")")[2].split()
                sizes[int(place.name)] = int((place / "statm").read_text().split()[1]) * PAGE
                children.setdefault(int(fields[1]), []).append(int(place.name))
            except (OSError, IndexError):
                continue
    total, waiting = 0, [root]
    while waiting:
        pid = waiting.pop()
        total += sizes.get(pid, 0)
        waiting += children.get(pid, [])
    return total


def run(*arguments: str, program: Sequence[str] = ("-m", "framing", "corpus")) -> tuple[float, float]:
    """Seconds and peak memory (MiB) of one command."""
    begun = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, *program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.2):
            peak = max(peak, resident(child.pid))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    status = child.wait()
    seconds = time.monotonic() - begun
    done.set()
    watcher.join()
    if status:
        sys.exit(f"failed: {' '.join(arguments)}")
    return seconds, peak / 2**20


TABLES_ALONE = """
import sys
from pathlib import Path
from framing.corpus.store import parts_done
from framing.corpus.tables import partitioned
partitioned(Path(sys.argv[1]), parts_done(Path(sys.argv[1])))
"""


def copied(corpus: Path, copies: int, folder: Path) -> int:
    """Finished parts of so many copies of a corpus, a copy a part; returns the number of articles."""
    found = duckdb.execute(f"SELECT max(article) + 1 FROM '{corpus}/tables/articles/**/*.parquet'").fetchone()
    size = int(found[0]) if found else 0
    for copy in range(copies):
        place = part_path(folder, copy, "json")
        place.parent.mkdir(parents=True, exist_ok=True)
        names = []
        for table in (name for name in TABLES if name != "errors"):
            files = f"read_parquet('{corpus}/tables/{table}/**/*.parquet', hive_partitioning = true)"
            new = f"article + {copy * size} AS article" + (f", id || ' {copy}' AS id" if table == "articles" else "")
            columns = ", ".join(f'"{column.name}"' for column in TABLES[table])
            duckdb.execute(
                f"""COPY (SELECT {columns} FROM (SELECT * REPLACE ({new}) FROM {files}) ORDER BY article)
                    TO '{part_path(folder, copy, f"{table}.parquet")}' (FORMAT parquet, COMPRESSION zstd)"""
            )
            names.append(table)
        place.write_text(json.dumps({"digest": "", "documents": size, "tables": names}))
    return size * copies


def spread(lines: Sequence[bytes], number: int) -> list[bytes]:
    """So many of the lines, at even distances."""
    return [lines[n * len(lines) // number] for n in range(number)]


def told(task: str, size: int, seconds: float, peak: float) -> None:
    """Print a line."""
    print(f"{task:28}{size:>9,}{seconds:>9.1f}{size / seconds:>10.1f}{peak:>8.0f}", flush=True)


def main() -> None:
    """Print the costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="a .jsonl or .jsonl.gz file")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000], metavar="N")
    parser.add_argument("--workers", default="2")
    parser.add_argument("--copies", type=int, default=0, metavar="N")
    parser.add_argument("--keep", type=Path, help="a folder in which the last corpus stays")
    options = parser.parse_args()
    raw = options.corpus.read_bytes()
    lines = (gzip.decompress(raw) if options.corpus.suffix == ".gz" else raw).splitlines(keepends=True)
    print(f"{'':28}{'articles':>9}{'seconds':>9}{'a second':>10}{'MiB':>8}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        place = options.keep or Path(scratch)
        for size in options.sizes:
            chosen = spread(lines, size)
            file = place / f"{size}.jsonl"
            file.write_bytes(b"".join(chosen))
            folder = place / f"corpus-{size}"
            seconds, peak = run("annotate", str(file), "-o", str(folder), "--workers", options.workers)
            told("annotate", size, seconds, peak)
            told("stories", size, *run("stories", str(folder), "--workers", options.workers))
        tables = sum(path.stat().st_size for path in (folder / "tables").rglob("*.parquet"))
        texts = sum(map(len, chosen))
        print(f"tables: {tables / 1e6:.1f} MB, {tables / size / 1e3:.1f} kB an article; input: {texts / 1e6:.1f} MB")
        own = str(folder)
        page = str(place / "overview.html")
        for task, arguments in {
            "compare": ("compare", own, "--format", "json"),
            "report": ("report", own, "-o", page),
            "terms": ("terms", own, "--workers", options.workers),
        }.items():
            told(task, size, *run(*arguments))
        if options.copies:
            many = place / "copies"
            number = copied(folder, options.copies, many)
            told("tables alone", number, *run(str(many), program=("-c", TABLES_ALONE)))


if __name__ == "__main__":
    main()
