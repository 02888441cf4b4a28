"""What ``framing report`` costs for 40 and 500 articles of one story: CPU seconds, memory, size of what comes out.

Run it by hand: ``python tests/benchmarks/report_story.py CORPUS [--sizes 40 500] [--like ID]``. CORPUS holds JSON lines
with an "id" and a "text" each, compressed with gzip or not. The articles of a size are those most like one of them (the
first, or the one named) by the cosine of their words; each size is written as a page and as JSON, by a run of its own.

It prints, and judges nothing; the goal is 500 articles in 240 s and 2,048 MB on one core, and that the milliseconds an
article do not grow from size to size, once an article has more others than it is compared with (40).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.intake.compressed import objects
from framing.vectors import cosine, vectors


def story(corpus: Sequence[Mapping[str, Any]], like: str | None) -> list[Mapping[str, Any]]:
    """The articles of a corpus, those most like one of them first."""
    found = vectors([re.findall(r"[^\W\d_]{4,}", record["text"].lower()) for record in corpus])
    ids = [record["id"] for record in corpus]
    centre = found[ids.index(like) if like else 0]
    order = sorted(range(len(corpus)), key=lambda n: (-cosine(centre, found[n]), n))
    return [corpus[n] for n in order]


def cost(articles: Sequence[Mapping[str, Any]], form: str, folder: Path) -> tuple[float, float, float]:
    """CPU seconds, peak memory (MB) and size of the output (MB) of one run in a process of its own."""
    file, output = folder / "articles.jsonl", folder / f"report.{form}"
    file.write_text("".join(f"{json.dumps(record)}\n" for record in articles), encoding="utf-8")
    command = [sys.executable, "-m", "framing", "report", str(file), "--format", form, "-o", str(output)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit("the report failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.stat().st_size / 1e6


def main() -> None:
    """Print the cost at each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="a .jsonl or .jsonl.gz file")
    parser.add_argument("--sizes", type=int, nargs="+", default=[40, 500], metavar="N")
    parser.add_argument("--like", metavar="ID", help="the article that the others are to be like (the first)")
    options = parser.parse_args()
    ranked = story(objects(options.corpus), options.like)
    print("articles  form  seconds  ms an article  memory MB  output MB")
    with tempfile.TemporaryDirectory() as scratch:
        for size in options.sizes:
            for form in ("html", "json"):
                seconds, memory, written = cost(ranked[:size], form, Path(scratch))
                each = 1000 * seconds / size
                print(f"{size:8,}  {form} {seconds:8.1f} {each:14.0f} {memory:10,.0f} {written:10.1f}", flush=True)


if __name__ == "__main__":
    main()
