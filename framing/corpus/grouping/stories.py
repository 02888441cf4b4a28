"""The articles of a corpus become stories: all steps in their order.

What one process holds in the end is a few numbers an article: its copies and its story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from framing.corpus.exchange import Exchange
from framing.corpus.grouping import blocking, connecting, copying, counting, scoring, telling
from framing.corpus.grouping.counting import SHIFT, UNDATED, Lookup
from framing.corpus.grouping.parcels import table
from framing.corpus.schema import schema
from framing.stories import ALIKE, LARGEST, grouping
from framing.stories.blocks import few
from framing.stories.copies import resolved
from framing.stories.traits import SPACES, Words, frequencies, weighted

BUCKET: Final = 2000
"""Articles of a bucket, about."""
TASK: Final = 500
"""Articles that are counted at a time, about."""
FAR: Final = 100
"""Rounds in which components become stars, at most: each halves what is left, or better."""


def stories(
    database: duckdb.DuckDBPyConnection, files: Path, exchange: Exchange, spill: Path, told: Callable[[str], object]
) -> pa.Table:
    """The stories of all articles, sorted by article.

    ``files`` is the folder of the table of articles, ``spill`` one for what all processes read; ``told`` is called with
    the name of each step.
    """
    every = [number for (number,) in database.execute("SELECT article FROM articles ORDER BY article").fetchall()]
    if not every:
        return table([], schema("stories"))
    bounds = _bounds(database)
    told("counting words")
    articles = exchange.sent(partial(counting.counted, bounds=bounds), _items(files))
    told("looking for copies")
    copies = _copies(exchange, articles, buckets=len(bounds) + 1)
    originals = exchange.resent(partial(_originals, copies=np.array(sorted(copies), np.int64)), articles)
    exchange.forgotten(articles)
    steps = _Steps(exchange, originals, len(bounds) + 1, told)
    number = len(every) - len(copies)
    found = steps.all_of_few() if few(number) else steps.stories(number, spill)
    return _table(every, found, copies)


def _table(every: Sequence[int], found: dict[int, int], copies: dict[int, tuple[int, float]]) -> pa.Table:
    def story(article: int) -> int:
        origin = copies[article][0] if article in copies else article
        return found.get(origin, origin)

    first: dict[int, int] = {}
    for article in every:
        first.setdefault(story(article), article)
    rows = [(article, first[story(article)], *copies.get(article, (None, None))) for article in every]
    return table(rows, schema("stories"))


def _bounds(database: duckdb.DuckDBPyConnection) -> list[int]:
    """The places at which buckets begin, but the first: so many articles a bucket, in the order of their days."""
    found = database.execute(
        f"""SELECT day, article FROM (
            SELECT coalesce(datediff('day', DATE '0001-01-01', date) + 1, {UNDATED}) AS day, article,
                   row_number() OVER (ORDER BY day, article) AS number
            FROM articles)
        WHERE number % {BUCKET} = 1 AND number > 1 ORDER BY number"""
    ).fetchall()
    return [day << SHIFT | article for day, article in found]


def _items(files: Path) -> list[counting.Item]:
    """The row groups of the table of articles, some of them at a time."""
    out: list[list[tuple[str, int]]] = [[]]
    size = 0
    for file in sorted(files.rglob("*.parquet")):
        known = pq.read_metadata(file)
        for group in range(known.num_row_groups):
            if size >= TASK:
                out.append([])
                size = 0
            out[-1].append((str(file), group))
            size += known.row_group(group).num_rows
    return [tuple(item) for item in out if item]


def _originals(number: int, articles: pa.Table | None, *, copies: Any) -> dict[int, pa.Table]:
    found = blocking.without(articles, copies)
    return (
        {}
        if found is None
        else {
            number: found.set_column(
                found.column_names.index("shingles"), "shingles", pa.nulls(found.num_rows, counting.NUMBERS)
            )
        }
    )


def _copies(exchange: Exchange, articles: Any, *, buckets: int) -> dict[int, tuple[int, float]]:
    """The origin of each article that is a copy, and the share of its runs."""
    runs = exchange.resent(partial(copying.looked_up, buckets=buckets), articles)
    met = exchange.resent(copying.met, runs)
    pairs = exchange.resent(copying.tried, met)
    wanted = exchange.resent(copying.wanted, pairs)
    got = exchange.resent(copying.answered, articles, wanted)
    shares: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for found in exchange.received(copying.shares, articles, pairs, got):
        for place, other, share in found:
            shares[place][other] = share
    exchange.forgotten(runs, met, pairs, wanted, got)
    number = (1 << SHIFT) - 1
    return {
        place & number: (origin & number, share)
        for place, (origin, share) in resolved(dict(sorted(shares.items()))).items()
    }


class _Steps:
    """The steps on articles that are no copies."""

    def __init__(self, exchange: Exchange, articles: Any, buckets: int, told: Callable[[str], object]) -> None:
        self._exchange = exchange
        self._articles = articles
        self._buckets = buckets
        self._told = told

    def all_of_few(self) -> dict[int, int]:
        """The stories of articles that are so few that each is compared with all others."""
        words: dict[int, Words] = {}
        for found in self._exchange.received(_words, self._articles):
            words |= found
        order = sorted(words)
        traits = [words[article] for article in order]
        known = frequencies(traits)
        told = grouping([weighted(one, known) for one in traits])
        return {order[place]: order[group[0]] for group in told for place in group}

    def stories(self, number: int, spill: Path) -> dict[int, int]:
        """The story of each article that shares one with another."""
        lookup = self._lookup(number, spill)
        pairs = self._pairs(lookup)
        scored, nearest = self._scored(lookup, pairs)
        self._told("putting stories together")
        out: dict[int, int] = {}
        large, bar, every = None, ALIKE, True
        while True:
            nodes, left = self._components(scored, large, bar, every=every)
            out |= self._told_apart(lookup, scored, nodes, nearest)
            if not left:
                return out
            large, bar, every = nodes, bar + 1, False

    def _lookup(self, number: int, spill: Path) -> Lookup:
        exchange, buckets = self._exchange, self._buckets
        counted = exchange.resent(partial(blocking.frequencies, buckets=buckets), self._articles)
        whole = pa.concat_tables([blocking.TERMS.empty_table(), *exchange.received(blocking.summed, counted)])
        exchange.forgotten(counted)
        files = []
        for space, name in enumerate(SPACES):
            own = whole.filter(pc.equal(whole["space"], space)).select(["term", "count"]).sort_by("term")
            digest = blake2b(own["term"].to_numpy().tobytes() + own["count"].to_numpy().tobytes(), digest_size=8)
            file = spill / f"{name}-{digest.hexdigest()}.arrow"  # a process that stays keeps files by their names
            with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, own.schema) as writer:
                writer.write_table(own)
            files.append(str(file))
        return Lookup(tuple(files), number)

    def _pairs(self, lookup: Lookup) -> Any:
        self._told("looking for neighbours")
        exchange, buckets = self._exchange, self._buckets
        entries = exchange.resent(partial(blocking.entries, lookup=lookup, buckets=buckets), self._articles)
        lengths = exchange.resent(blocking.lengths, entries)
        reads = exchange.resent(partial(blocking.reads, buckets=buckets), lengths)
        shared = exchange.resent(blocking.shared, entries, reads)
        pairs = exchange.resent(blocking.pairs, shared)
        once = exchange.resent(blocking.once, pairs)
        exchange.forgotten(entries, lengths, reads, shared, pairs)
        return once

    def _scored(self, lookup: Lookup, pairs: Any) -> tuple[Any, Any]:
        self._told("comparing neighbours")
        exchange = self._exchange
        asked = exchange.resent(scoring.asked, pairs)
        got = exchange.resent(scoring.answered, self._articles, asked)
        alike = exchange.resent(partial(scoring.compared, lookup=lookup), self._articles, pairs, got)
        exchange.forgotten(asked, got, pairs)
        near = exchange.resent(scoring.nearness, alike)
        nearest = exchange.resent(scoring.best, near)
        scored = exchange.resent(scoring.scored, alike, nearest)
        exchange.forgotten(alike, near)
        return scored, nearest

    def _components(self, scored: Any, large: Any, bar: float, *, every: bool) -> tuple[Any, int]:
        """The component of each node, and how many nodes are in components that are too large."""
        exchange = self._exchange
        sources = (scored,) if large is None else (scored, large)
        links = exchange.resent(partial(connecting.linked, bar=bar, every=every), *sources)
        before: list[str] = []
        for _ in range(FAR):
            now = list(exchange.received(connecting.fingerprint, links))
            if now == before:
                break
            stars = exchange.resent(connecting.large_star, links)
            following = exchange.resent(connecting.small_star, stars)
            exchange.forgotten(links, stars)
            links, before = following, now
        members = exchange.resent(connecting.membership, links)
        nodes = exchange.resent(partial(connecting.sized, largest=LARGEST), members)
        exchange.forgotten(links, members)
        return nodes, sum(exchange.received(connecting.larges, nodes))

    def _told_apart(self, lookup: Lookup, scored: Any, nodes: Any, nearest: Any) -> dict[int, int]:
        exchange, buckets = self._exchange, self._buckets
        gathered = exchange.resent(partial(telling.gathered, buckets=buckets), self._articles, nodes, nearest)
        logits = exchange.resent(partial(telling.logits, buckets=buckets), scored, nodes)
        out: dict[int, int] = {}
        for found in exchange.received(partial(telling.told, lookup=lookup), gathered, logits):
            out |= dict(found)
        exchange.forgotten(gathered, logits)
        return out


def _words(number: int, articles: pa.Table | None) -> dict[int, Words]:
    return {} if articles is None else counting.words_of(articles)
