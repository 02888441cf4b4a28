"""How fast the whole lexicon is matched, what 4,000 terms more cost, and what loading it adds to a cold start.

    python tests/benchmarks/lexicon_speed.py CORPUS.jsonl.gz [--megabytes 10]

Prints megabytes per second of CPU time (the best of five runs), the ratio with 4,000 invented terms, and the median of
fifteen starts. Figures of a machine that is busy are low; compare those of one run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

from framing.lexicon.folders import rules
from framing.lexicon.rules import Rule, Term
from framing.wording.matching import Matcher, matcher

LOADING = """
import sys, time
from framing.wording import matching
began = time.process_time()
matching.matcher().hits(sys.argv[1])
print((time.process_time() - began) * 1000)
"""
SENTENCE = "The council met on Monday and approved the budget for the new bridge by nine votes to four. " * 3


def texts(corpus: str, megabytes: float) -> tuple[list[str], int]:
    """Articles until they have so many bytes of UTF-8."""
    found, size = [], 0
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            found.append(json.loads(line)["text"])
            size += len(found[-1].encode())
            if size > megabytes * 1e6:
                break
    return found, size


def invented(count: int) -> Rule:
    """A rule of invented terms of one or two words."""
    chosen = random.Random(4)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]

    def word() -> str:
        return "".join(chosen.choice(syllables) for _ in range(chosen.randint(2, 4)))

    forms = sorted({" ".join(word() for _ in range(chosen.randint(1, 2))) for _ in range(count * 2)})[:count]
    terms = tuple(
        Term((form,), ("plain",), "Note.", None, None, None, (), (), (), (), (), False, (), (), ()) for form in forms
    )
    return Rule("ZZ01", "z", "lexical", "z", "slur", "info", None, "W.", "W.", "I.", "L.", None, (), (), terms)


def speed(match: Matcher, articles: Sequence[str], size: int) -> tuple[float, int]:
    """Megabytes per second of CPU time, and the hits."""
    best, hits = float("inf"), 0
    for _ in range(5):
        began = time.process_time()
        hits = sum(len(match.hits(text)) for text in articles)
        best = min(best, time.process_time() - began)
    return size / 1e6 / best, hits


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--megabytes", type=float, default=10)
    options = parser.parse_args()
    articles, size = texts(options.corpus, options.megabytes)
    shipped, hits = speed(matcher(), articles, size)
    more, _ = speed(matcher((*rules(), invented(4_000))), articles, size)
    terms = sum(len(rule.terms) for rule in rules())
    print(f"{terms} terms over {size / 1e6:.1f} MB: {shipped:.1f} MB per CPU second, {hits} hits")
    print(f"with 4,000 invented terms: {more:.1f} MB per CPU second, {more / shipped:.2f} of that")
    command = [sys.executable, "-c", LOADING, SENTENCE]
    loads = [float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(15)]
    print(f"loading the lexicon for one sentence: {statistics.median(loads):.1f} ms (median of 15 starts)")


if __name__ == "__main__":
    main()
