"""A story of a corpus becomes its full comparison report: the articles are read again, and compared.

Of articles that carry one text all are shown, as in `framing report`. What can go wrong: a story that there is not;
texts that were not kept; rules that are not at hand. Each is one line.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import duckdb

from framing.comparison import Comparison, comparison
from framing.corpus.articles import COLUMNS, article_of
from framing.corpus.database import has_table
from framing.corpus.store import CorpusError
from framing.lexicon.rules import Rule
from framing.reading import Reading, reading

MOST: Final = 60
"""Articles of a report, at most, the first by day: a page of more would not open."""


def story_comparison(
    database: duckdb.DuckDBPyConnection, story: int, lexicon: tuple[Rule, ...] | None = None
) -> Comparison:
    """The comparison of the articles of a story; raises :class:`~framing.corpus.store.CorpusError`."""
    if not has_table(database, "stories"):
        raise CorpusError("there are no stories yet: make them with framing corpus stories DIR")
    columns = ", ".join(COLUMNS)
    found = database.execute(
        f"""SELECT {columns} FROM articles JOIN stories USING (article) WHERE story = ?
            ORDER BY date NULLS LAST, article LIMIT {MOST}""",
        [story],
    )
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in found.fetchall()]
    if not rows:
        raise CorpusError(f'there is no story {story}: framing corpus sql DIR "SELECT * FROM stories" lists them')
    if any(row["text"] is None for row in rows):
        raise CorpusError("the texts were not kept (--no-text), so that they cannot be compared: annotate without it")
    return comparison([read_again(row, lexicon) for row in rows])


def read_again(row: dict[str, Any], lexicon: tuple[Rule, ...] | None) -> Reading:
    """A row read again; what was noted when it was annotated is not noted twice."""
    found = reading(article_of(row), lexicon)
    notes = {note.message: note for note in found.article.notes}
    return replace(found, article=found.article._replace(notes=tuple(notes.values())))
