"""Finds the weights of likeness and says how good the stories are. Outside the flow; run by hand.

    python -m framing.stories.train FILE [--folds 5] [--seed 0]

FILE holds JSON lines ``{"id", "text", "outlet", "date", "title", "story"}``, compressed with gzip or not. Pairs are
taken from the collection as it is and from the same articles with three in five stories cut down to one article, so
that the nearest article is often none of the same story; each with the dates, without, and with the dates folded into
twelve weeks, as if many more articles had been written on each day. A logistic regression with
a small penalty is fitted by Newton's method. Each fold's stories are grouped, among all the others, by weights that
were learned without them. The same file and options give the same figures.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from framing import stories as grouper
from framing.article import Article, DateBounds
from framing.intake.collection import collection
from framing.intake.compressed import objects
from framing.stories import likeness
from framing.stories.blocks import neighbours
from framing.stories.copies import copies
from framing.stories.traits import Traits, traits

Array = np.ndarray[Any, Any]
PENALTY = 1.0
ROUNDS = 25
FOLDED = 84
CUT = 0.6
"""Share of the stories of which the second collection has one article only."""


def examples(found: Sequence[Traits], gold: Sequence[str]) -> list[tuple[tuple[float, ...], bool, tuple[str, str]]]:
    """Features of the candidate pairs, whether both are of one story, and their stories."""
    pairs = neighbours([one.body for one in found], [one.days for one in found])
    alike = {(a, b): likeness.in_common(found[a], found[b]) for a, b in pairs}
    best = likeness.nearest(len(found), alike)
    return [
        (likeness.features(alike[a, b], (best[a], best[b])), gold[a] == gold[b], (gold[a], gold[b])) for a, b in pairs
    ]


def regression(values: Array, same: Array) -> Array:
    """Bias and weights (n + 1,) of a logistic regression on ``values`` (pairs, n)."""
    inputs = np.column_stack([np.ones(len(values)), values])
    weights = np.zeros(inputs.shape[1])
    penalty = np.diag([0.0, *[PENALTY] * values.shape[1]])
    for _ in range(ROUNDS):
        odds = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (same - odds) - penalty @ weights
        curve = (inputs * (odds * (1 - odds))[:, None]).T @ inputs + penalty
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def learned(pairs: Sequence[tuple[tuple[float, ...], bool, tuple[str, str]]], without: set[str]) -> dict[int, Array]:
    """Bias and weights by number of features, from the pairs with no article of the stories ``without``."""
    out = {}
    for length in (len(likeness.UNDATED), len(likeness.DATED)):
        taken = [(v, same) for v, same, of in pairs if len(v) == length and not without.intersection(of)]
        out[length] = regression(np.array([v for v, _ in taken]), np.array([float(same) for _, same in taken]))
    return out


def installed(weights: Mapping[int, Array]) -> None:
    """Puts weights in the place of those of the module."""
    for bias, name in (("BIAS", "DATED"), ("BIAS_UNDATED", "UNDATED")):
        found = [float(w) for w in weights[len(getattr(likeness, name))]]
        setattr(likeness, bias, found[0])
        setattr(likeness, name, tuple(found[1:]))


def b_cubed(groups: Sequence[Sequence[int]], gold: Sequence[str], counted: Sequence[int]) -> tuple[float, float]:
    """Sums of precision and recall (Bagga and Baldwin 1998) over the articles that are counted."""
    of = {n: number for number, group in enumerate(groups) for n in group}
    sizes, golden = Counter(of.values()), Counter(gold)
    both = Counter((of[n], gold[n]) for n in of)
    shared = [(both[of[n], gold[n]], n) for n in counted]
    return sum(s / sizes[of[n]] for s, n in shared), sum(s / golden[gold[n]] for s, n in shared)


def cut_down(gold: Sequence[str], seed: int) -> list[int]:
    """Articles of a collection in which most stories have one article."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    by: defaultdict[str, list[int]] = defaultdict(list)
    for number, story in enumerate(gold):
        by[story].append(number)
    return sorted(n for _, own in sorted(by.items()) for n in (chance.sample(own, 1) if chance.random() < CUT else own))


def folded(article: Article) -> Article:
    """The article with its date moved by whole weeks into a span of :data:`FOLDED` days."""
    if article.date is None:
        return article
    day = datetime.date.fromisoformat(article.date).toordinal() % FOLDED
    moved = datetime.date.fromordinal(FOLDED * 8000 + day).isoformat()
    return article._replace(date=moved, date_bounds=DateBounds(moved, moved))


def collections(file: Path, seed: int) -> dict[str, tuple[list[Traits], list[str]]]:
    """Traits and gold stories by name: the file's articles and some of them, dated and undated, without copies."""
    lines = objects(file)
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "articles.jsonl"
        own.write_text("".join(json.dumps({**line, "story": None}) + "\n" for line in lines), encoding="utf-8")
        articles = collection([str(own)]).articles
    gold = {str(line["id"]): str(line["story"]) for line in lines}
    double = {copy.article for copy in copies(articles)}
    dated = [article for number, article in enumerate(articles) if number not in double]
    stories = [gold[article.id] for article in dated]
    fewer = cut_down(stories, seed)
    chosen = {"all": list(range(len(dated))), "most stories cut down to one article": fewer}
    out = {}
    for name, numbers in chosen.items():
        some: list[Article] = [dated[n] for n in numbers]
        bare = [article._replace(date=None, date_bounds=DateBounds()) for article in some]
        out[f"{name}, with dates"] = (list(traits(some)), [stories[n] for n in numbers])
        dense = [folded(article) for article in some]
        out[f"{name}, with folded dates"] = (list(traits(dense)), [stories[n] for n in numbers])
        out[f"{name}, without dates"] = (list(traits(bare)), [stories[n] for n in numbers])
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--alike", type=float, nargs="+", default=[grouper.ALIKE], help="thresholds to be tried")
    options = parser.parse_args()
    found = collections(options.file, options.seed)
    pairs = [pair for own, gold in found.values() for pair in examples(own, gold)]
    sums: defaultdict[tuple[str, float], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for fold in range(options.folds):
        out = {s for _, gold in found.values() for s in gold if zlib.crc32(s.encode()) % options.folds == fold}
        installed(learned(pairs, out))
        for (name, (own, gold)), alike in ((item, alike) for item in found.items() for alike in options.alike):
            grouper.ALIKE = alike
            counted = [n for n, story in enumerate(gold) if story in out]
            right = b_cubed(grouper.grouping(own), gold, counted)
            sums[name, alike] = [a + b for a, b in zip(sums[name, alike], [*right, len(counted)], strict=True)]
    for (name, alike), (p, r, n) in sums.items():
        print(f"{name}, at {alike}: precision {p / n:.3f}, recall {r / n:.3f}, F1 {2 * p * r / (p + r) / n:.3f}")
    weights = learned(pairs, set())
    for length, values in weights.items():
        print({name: round(float(w), 2) for name, w in zip(("bias", *likeness.NAMES[:length]), values, strict=True)})


if __name__ == "__main__":
    main()
