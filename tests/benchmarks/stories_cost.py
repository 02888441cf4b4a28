"""What ``framing stories`` costs for 1,000 to 10,000 articles: CPU seconds, and memory of the whole process.

Run it by hand: ``python tests/benchmarks/stories_cost.py CORPUS [--sizes 1000 2000 5000 10000]``. CORPUS holds JSON
lines with a "text" each, compressed with gzip or not. Each size is a run of its own on that many lines, spread evenly
over the corpus. The ratio says by how much the seconds an article have grown beside the logarithm of the number of
articles, both since the first size: 1 or less is no faster than log n.

It prints, and judges nothing; the goal is 10,000 articles in 180 s and 2,048 MB on two cores, and ratios of 1 or less.
"""

from __future__ import annotations

import argparse
import gzip
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path


def cost(lines: Sequence[str], folder: Path) -> tuple[float, float]:
    """CPU seconds and peak memory (MB) of one run in a process of its own."""
    file = folder / "articles.jsonl"
    file.write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "framing", "stories", str(file)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit("the grouping failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def spread(lines: Sequence[str], number: int) -> list[str]:
    """So many of the lines, at even distances."""
    return [lines[n * len(lines) // number] for n in range(number)]


def main() -> None:
    """Print the cost at each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="a .jsonl or .jsonl.gz file")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 2000, 5000, 10000], metavar="N")
    options = parser.parse_args()
    gz = options.corpus.suffix == ".gz"
    with gzip.open(options.corpus, "rt", encoding="utf-8") if gz else options.corpus.open(encoding="utf-8") as file:
        lines = list(file)
    sizes = [size for size in options.sizes if 1 < size <= len(lines)]
    if not sizes:
        parser.error(f"{options.corpus}: {len(lines)} articles are fewer than the smallest size")
    print("articles  seconds  ms an article  beside log n  MB")
    first = 0.0
    with tempfile.TemporaryDirectory() as scratch:
        for size in sizes:
            seconds, memory = cost(spread(lines, size), Path(scratch))
            first = first or seconds / size / math.log(size)
            ratio = seconds / size / math.log(size) / first
            print(f"{size:8,} {seconds:8.1f} {1000 * seconds / size:14.2f} {ratio:13.2f} {memory:3.0f}", flush=True)


if __name__ == "__main__":
    main()
