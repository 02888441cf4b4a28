"""Articles become copies: which of them carry the text of another, whole or nearly.

Wire copy that several outlets print, one article under two addresses, a version with a paragraph more. Texts are
compared by their runs of five words (shingles; Broder 1997). Candidates share runs whose hash falls into a fixed
sample, so each article is compared with few others. What can go wrong: a text that was rewritten throughout is no
copy; an article that quotes half of another is none either.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from framing.article import Article
from framing.stories.traits import runs

SAME = 0.8
"""Share of the shorter text's runs that stand in the other, at least."""
HALF = 0.5
"""Length of the shorter text by that of the longer, at least: a brief that opens a long report is no copy of it."""
SAMPLE = 8
"""One run in so many is looked up, and the least few of every text."""
LEAST = 4
FULL = 50
"""Origins that one run leads to, at most: what more texts have is their outlets' small print."""
TRIED = 5
"""Origins that are compared in full, those with the most looked-up runs in common first."""


@dataclass(frozen=True, slots=True)
class Copy:
    """An article (index) that carries the text of another, its origin, which is no copy itself.

    ``share`` of the shorter text's runs stand in the other too, from :data:`SAME` to 1.
    """

    article: int
    origin: int
    share: float


def copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """The copies among articles, in order; the origin is the earliest by stated date, else the first by id.

    The same whatever the order of the articles, if their ids differ. An article without words is no copy.
    """
    order = sorted(range(len(articles)), key=lambda n: (articles[n].date or "9999-12-31", articles[n].id))
    origins: list[tuple[int, array[int]]] = []
    index: defaultdict[int, list[int]] = defaultdict(list)
    out = []
    for number in order:
        written = _shingles(articles[number])
        sample = {run for run in written if run % SAMPLE == 0} | set(written[:LEAST])
        met = Counter(place for run in sample for place in index.get(run, ()))
        likeliest = sorted(met, key=lambda place: (-met[place], place))[:TRIED]
        shares = [(_share(written, origins[place][1]), -place) for place in likeliest]
        share, place = max(shares, default=(0.0, 0))
        if share >= SAME:
            out.append(Copy(number, origins[-place][0], share))
            continue
        for run in sample:
            if len(index[run]) < FULL:
                index[run].append(len(origins))
        origins.append((number, written))
    return tuple(sorted(out, key=lambda copy: copy.article))


def _shingles(article: Article) -> array[int]:
    """Hashes of the runs of the article's prose, sorted, each once; a text of fewer words is one run."""
    prose = "\n".join(block.span.of(article.text) for block in article.prose)
    found = set(runs(prose))
    if not found and (words := re.findall(r"\w+", prose.lower())):
        found = {zlib.crc32(" ".join(words).encode("utf-8", "surrogatepass"))}
    return array("L", sorted(found))


def _share(a: array[int], b: array[int]) -> float:
    """Share of the shorter text's runs that stand in the longer; 0 where that is more than twice as long."""
    shorter, longer = sorted((len(a), len(b)))
    if not shorter or shorter < HALF * longer:
        return 0.0
    return len(set(a).intersection(b)) / shorter
