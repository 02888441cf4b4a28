"""Articles of a corpus become counts of their words and phrases outside quotation marks and names, by group.

A batch is counted in any process, and the counts are added up: for each word (stem) and form its number, the articles,
how charged the sentences are in which it stands, and one place. A phrase is two words that stand beside each other.
What can go wrong: a word of one long article may be frequent; its articles are counted beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import duckdb
import pyarrow as pa

from framing.article import Span
from framing.corpus.quantities import counts
from framing.distinctive import OUTSIDE
from framing.intake import markdown
from framing.language.stems import STOP_WORDS, stem
from framing.language.tokens import words

BATCH: Final = 200
"""Articles that are counted at a time."""
MOST: Final = 200_000
"""Articles that are counted at most: of more a part, chosen by their numbers' hashes."""
COUNTED: Final = pa.schema(
    [
        ("label", pa.string()),
        ("word", pa.string()),
        ("form", pa.string()),
        ("count", pa.int64()),
        ("articles", pa.int64()),
        ("charged", pa.float64()),
        ("scored", pa.int64()),
        ("article", pa.int64()),
        ("start", pa.int32()),
        ("end", pa.int32()),
    ]
)
"""A word of a group in one form: its number and that of the articles, the sum of the scores of its sentences and their
number, and its first place.
"""


class _Use(NamedTuple):
    word: str
    span: Span


def batches(database: duckdb.DuckDBPyConnection, by: str) -> Iterator[pa.RecordBatch]:
    """The articles to be counted, with what is known of them: voices, names, sentences."""
    counts(database, by)
    total = database.execute("SELECT count(*) FROM kept").fetchall()[0][0]
    part = "" if total <= MOST else f"AND hash(article) % {total} < {MOST}"
    found = database.sql(
        f"""WITH v AS (SELECT article, list({{'s': "start", 'e': "end", 'voice': voice}} ORDER BY "start") AS voices
                       FROM voices GROUP BY article),
                 m AS (SELECT article, list({{'s': "start", 'e': "end"}} ORDER BY "start") AS names
                       FROM mentions WHERE use <> 'description' GROUP BY article),
                 s AS (SELECT article, list({{'s': "start", 'e': "end", 'charged': charged}} ORDER BY "start") AS cut
                       FROM sentences GROUP BY article)
            SELECT article, label, kind, text, voices, names, s.cut AS sentences
            FROM kept JOIN articles USING (article) JOIN v USING (article)
            LEFT JOIN m USING (article) LEFT JOIN s USING (article)
            WHERE label IS NOT NULL AND text IS NOT NULL {part} ORDER BY article"""
    )
    yield from found.to_arrow_reader(BATCH)


def counted(batch: pa.RecordBatch) -> pa.Table:
    """The words of a batch of articles (:data:`COUNTED`), in the order of their labels, words and forms."""
    out: dict[tuple[str, str, str], list[Any]] = {}
    for row in batch.to_pylist():
        text = markdown.masked(row["text"]).text if row["kind"] == "markdown" else row["text"]
        seen: set[str] = set()
        scores = _Scores(row["sentences"] or [])
        for use in _uses(text, row["voices"], row["names"] or []):
            key = (row["label"], use.word, " ".join(use.span.of(text).lower().split()))
            own = out.setdefault(key, [0, 0, 0.0, 0, row["article"], *use.span])
            own[0] += 1
            own[1] += use.word not in seen
            seen.add(use.word)
            score = scores.of(use.span)
            if score is not None:
                own[2] += score
                own[3] += 1
    rows = [(*key, *own) for key, own in sorted(out.items())]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(COUNTED)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, COUNTED, strict=True)], COUNTED)


class _Scores:
    """How charged the sentence at a place is."""

    def __init__(self, sentences: list[dict[str, Any]]) -> None:
        self._sentences = sentences
        self._starts = [one["s"] for one in sentences]

    def of(self, span: Span) -> float | None:
        """The score of the sentence in which a span begins, or None."""
        at = bisect_right(self._starts, span.start) - 1
        if at < 0 or self._sentences[at]["e"] <= span.start:
            return None
        score: float | None = self._sentences[at]["charged"]
        return score


def _uses(text: str, voices: list[dict[str, Any]], names: list[dict[str, int]]) -> Iterator[_Use]:
    """The words and phrases of an article outside quotation marks and names, without function words."""
    starts = [name["s"] for name in names]
    for voice in voices:
        if voice["voice"] not in OUTSIDE:
            continue
        last: _Use | None = None
        for span in words(text, Span(voice["s"], voice["e"])):
            written = span.of(text)
            at = bisect_right(starts, span.end - 1) - 1
            named = at >= 0 and names[at]["e"] > span.start
            if not written[0].isalpha() or named or written.lower() in STOP_WORDS:
                last = None
                continue
            use = _Use(stem(written), span)
            yield use
            if last is not None and text[last.span.end : span.start] == " ":
                yield _Use(f"{last.word} {use.word}", Span(last.span.start, span.end))
            last = use
