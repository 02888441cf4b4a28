"""Articles become copies: which of them carry the text of another, whole or nearly.

Wire copy that several outlets print, one article under two addresses, a version with a paragraph more. Texts are
compared by their runs of five words (shingles; Broder 1997). Candidates share runs whose hash falls into a fixed
sample, so each article is compared with few others. The steps stand apart, since for an archive each is done in another
process (:mod:`framing.corpus.grouping`). What can go wrong: a text that was rewritten throughout is no copy; an article
that quotes half of another is none either.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
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
"""Articles that one run leads to, at most, the earliest: what more texts have is their outlets' small print."""
TRIED = 8
"""Earlier articles that are compared in full, those with the most looked-up runs in common first."""
UNDATED = "9999-12-31"
"""The day of an article without one: behind all others."""


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
    order = sorted(range(len(articles)), key=lambda n: (articles[n].date or UNDATED, articles[n].id))
    written = [shingles(articles[number]) for number in order]
    index: defaultdict[int, list[int]] = defaultdict(list)
    shares: dict[int, dict[int, float]] = {}
    for place, own in enumerate(written):
        looked_up = sample(own)
        met = Counter(other for run in looked_up for other in index.get(run, ()))
        shares[place] = {other: share(own, written[other]) for other in likeliest(met)}
        for run in looked_up:
            if len(index[run]) < FULL:
                index[run].append(place)
    found = [Copy(order[place], order[origin], value) for place, (origin, value) in resolved(shares).items()]
    return tuple(sorted(found, key=lambda copy: copy.article))


def shingles(article: Article) -> array[int]:
    """Hashes of the runs of the article's prose, sorted, each once; a text of fewer words is one run."""
    prose = "\n".join(block.span.of(article.text) for block in article.prose)
    found = set(runs(prose))
    if not found and (words := re.findall(r"\w+", prose.lower())):
        found = {zlib.crc32(" ".join(words).encode("utf-8", "surrogatepass"))}
    return array("L", sorted(found))


def sample(written: Sequence[int]) -> set[int]:
    """The runs by which a text is looked up."""
    return {run for run in written if run % SAMPLE == 0} | set(written[:LEAST])


def likeliest(met: Mapping[int, int]) -> list[int]:
    """Of the earlier articles, each with the number of looked-up runs in common, those that are compared in full."""
    return sorted(met, key=lambda place: (-met[place], place))[:TRIED]


def share(a: Sequence[int], b: Sequence[int]) -> float:
    """Share of the shorter text's runs that stand in the longer; 0 where that is more than twice as long."""
    shorter, longer = sorted((len(a), len(b)))
    if not shorter or shorter < HALF * longer:
        return 0.0
    return len(set(a).intersection(b)) / shorter


def resolved(shares: Mapping[int, Mapping[int, float]]) -> dict[int, tuple[int, float]]:
    """The origin of each article that is a copy, and the share, from its shares with earlier ones, which come first."""
    out: dict[int, tuple[int, float]] = {}
    for place, own in shares.items():
        value, origin = max(((value, -other) for other, value in own.items() if other not in out), default=(0.0, 0))
        if value >= SAME:
            out[place] = (-origin, value)
    return out
