"""`framing check` beside codespell and proselint in one run: the start on one small file, and many articles.

    python tests/benchmarks/check_speed.py CORPUS.jsonl.gz [--articles 2000] [--starts 15]

needs `pip install codespell proselint`. Prints the medians of interleaved starts on a file of 240 bytes with one
finding, then megabytes of Markdown per second of CPU time (of all processes), and the ratios. proselint reads one
article in twenty, since it takes minutes for all. Absolute figures are the machine's; compare the ratios of one run.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

BIN = Path(sys.executable).parent
SMALL = (
    "# Council meets\n\nThe Varland regime rejected the plan on Monday, and the council met again on Tuesday to vote "
    "on the budget for the new bridge, which had been delayed twice in the spring. The hall was full, and the vote "
    "was held in the evening.\n"
)
HEAVY = ("nltk", "numpy", "jinja2", "plotly", "rich")


def articles(corpus: str, count: int, folder: Path) -> int:
    """Write articles as Markdown, a paragraph a line of the corpus, and return their bytes."""
    size = 0
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(itertools.islice(lines, count)):
            article = json.loads(line)
            paragraphs = "\n\n".join(part.strip() for part in article["text"].split("\n") if part.strip())
            data = f"# {article['title']}\n\n{paragraphs}\n".encode()
            (folder / f"{number:05}.md").write_bytes(data)
            size += len(data)
    return size


def cost(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Seconds of CPU time of a command and all its processes, and seconds that passed."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - began


def starts(folder: Path, times: int) -> None:
    """Print the medians of interleaved starts, and what was imported."""
    (folder / "small.md").write_text(SMALL)
    commands = {
        "python": [sys.executable, "-c", "pass"],
        "framing": [str(BIN / "framing"), "check", "small.md", "--isolated"],
        "codespell": [str(BIN / "codespell"), "small.md"],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            taken[name].append(cost(command, folder)[1] * 1000)
    medians = {name: statistics.median(found) for name, found in taken.items()}
    print(
        f"start on {len(SMALL)} bytes, median of {times}: " + ", ".join(f"{n} {m:.0f} ms" for n, m in medians.items())
    )
    print(f"framing / codespell: {medians['framing'] / medians['codespell']:.2f} (wanted: at most 1, aim .5)")
    code = (
        "import sys; from framing.cli import main; main(['check', 'small.md', '--isolated', '-q']);"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    print(f"heavy packages imported: {done.stdout.splitlines()[-1]}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--starts", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        starts(folder, options.starts)
        many, few = folder / "many", folder / "few"
        many.mkdir()
        few.mkdir()
        size = articles(options.corpus, options.articles, many)
        for file in sorted(many.iterdir())[::20]:
            shutil.copy(file, few)
        part = sum(file.stat().st_size for file in few.iterdir())
        framing = [str(BIN / "framing"), "check", "--isolated", "--output-format", "concise", "--jobs"]
        speeds = {}
        for what, command, inside, megabytes in (
            ("framing", [*framing, "1", "many"], folder, size / 1e6),
            ("codespell", [str(BIN / "codespell"), "many"], folder, size / 1e6),
            ("proselint", [str(BIN / "proselint"), "check", *(f.name for f in sorted(few.iterdir()))], few, part / 1e6),
        ):
            cpu, wall = min(cost(command, inside) for _ in range(1 if what == "proselint" else 3))
            speeds[what] = megabytes / cpu
            print(f"{what}: {megabytes:.1f} MB, {speeds[what]:.2f} MB per CPU second, {megabytes / wall:.2f} MB/s")
        print(f"framing / codespell: {speeds['framing'] / speeds['codespell']:.2f} (wanted: at least .5, aim 1)")
        print(f"framing / proselint: {speeds['framing'] / speeds['proselint']:.1f} (wanted: at least 15)")
        one, two = (min(cost([*framing, jobs, "many"], folder)[1] for _ in range(3)) for jobs in "12")
        print(f"two processes: {one / two:.2f} times as fast as one, on {os.cpu_count()} processors (wanted: nearly 2)")


if __name__ == "__main__":
    main()
