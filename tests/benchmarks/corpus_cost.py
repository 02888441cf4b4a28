"""What an archive costs: articles a second, peak memory of all processes, and size of the tables, at several sizes.

Run it by hand: ``python tests/benchmarks/corpus_cost.py CORPUS [--sizes 1000 10000] [--workers 2]``. CORPUS holds JSON
lines with a "text" each, compressed with gzip or not; each size is a run of its own on that many lines, spread evenly
over the corpus. On the last one ``stories``, ``compare``, ``report`` and ``terms`` are timed as well. Memory is the sum
of what all processes of a run hold (resident: shared pages count more than once), looked at five times a second.

It prints, and judges nothing; the goals are 40 articles a second on two cores (better 120), within a tenth the same at
1,000 and 10,000 articles, 3 GiB, and a report within a minute.
"""

from __future__ import annotations

import argparse
import gzip
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

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


def run(*arguments: str) -> tuple[float, float]:
    """Seconds and peak memory (MiB) of one command."""
    begun = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, "-m", "framing", "corpus", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
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
        sys.exit(f"failed: framing corpus {' '.join(arguments)}")
    return seconds, peak / 2**20


def spread(lines: Sequence[bytes], number: int) -> list[bytes]:
    """So many of the lines, at even distances."""
    return [lines[n * len(lines) // number] for n in range(number)]


def main() -> None:
    """Print the costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="a .jsonl or .jsonl.gz file")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000], metavar="N")
    parser.add_argument("--workers", default="2")
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
            print(f"{'annotate':28}{size:>9,}{seconds:>9.1f}{size / seconds:>10.1f}{peak:>8.0f}", flush=True)
        tables = sum(path.stat().st_size for path in (folder / "tables").rglob("*.parquet"))
        texts = sum(map(len, chosen))
        print(f"tables: {tables / 1e6:.1f} MB, {tables / size / 1e3:.1f} kB an article; input: {texts / 1e6:.1f} MB")
        own = str(folder)
        page = str(place / "overview.html")
        for task, arguments in {
            "stories": ("stories", own, "--workers", options.workers),
            "compare": ("compare", own, "--format", "json"),
            "report": ("report", own, "-o", page),
            "terms": ("terms", own, "--workers", options.workers),
        }.items():
            seconds, peak = run(*arguments)
            print(f"{task:28}{size:>9,}{seconds:>9.1f}{size / seconds:>10.1f}{peak:>8.0f}", flush=True)


if __name__ == "__main__":
    main()
