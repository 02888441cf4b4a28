"""What each table of a corpus holds: its columns, their types and what they mean.

The page ``corpus-tables`` is printed from here. ``article`` is the number of an article in its corpus, counted from 0
in the order of the input, and joins the tables. Spans are half-open, in code points of ``articles.text``. What can go
wrong: a folder that another version has written; :data:`VERSION` tells it.
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import pyarrow as pa

VERSION: Final = "framing.corpus/1"
"""The name and version of the layout; the number changes when a column goes or changes its meaning."""

SPANS: Final = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))
EVIDENCE: Final = pa.list_(
    pa.struct(
        [
            ("field", pa.string()),
            ("kind", pa.string()),
            ("value", pa.string()),
            ("why", pa.string()),
            ("start", pa.int32()),
            ("end", pa.int32()),
        ]
    )
)
BLOCKS: Final = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32()), ("kind", pa.string())]))


class Column(NamedTuple):
    """One column of a table, and what it holds."""

    name: str
    type: pa.DataType
    about: str


_ARTICLE: Final = Column("article", pa.int64(), "number of the article")
_START: Final = Column("start", pa.int32(), "where it begins in the text")
_END: Final = Column("end", pa.int32(), "where it ends, exclusive")
_SENTENCE: Final = Column("sentence", pa.int32(), "number of the sentence in which it begins, from 0")

TABLES: Final[dict[str, tuple[Column, ...]]] = {
    "articles": (
        _ARTICLE,
        Column("id", pa.string(), "the given id, else the path or the number of the line"),
        Column("place", pa.string(), "where the article stood in the input"),
        Column("kind", pa.string(), "as what it was read: plain, markdown, page, record and so on"),
        Column("outlet", pa.string(), "null where nothing names it"),
        Column("title", pa.string(), "null where there is none"),
        Column("date", pa.date32(), "day of publication, if it is stated"),
        Column("earliest", pa.date32(), "first day on which it can have been written"),
        Column("latest", pa.date32(), "last day on which it can have been written"),
        Column("url", pa.string(), "null where nothing names it"),
        Column("language", pa.string(), "ISO 639-1, or und; what is not en or und is not analysed"),
        Column("sha256", pa.string(), "of the text in UTF-8"),
        Column("characters", pa.int32(), "code points of the text"),
        Column("sentences", pa.int32(), "number of sentences; this and the next five are null where nothing is read"),
        Column("words", pa.int32(), "words that begin with a letter"),
        Column("syllables", pa.int32(), "of these words"),
        Column("polysyllables", pa.int32(), "words of three syllables or more"),
        Column("difficult", pa.int32(), "words outside the list of Dale and Chall"),
        Column("letters", pa.int32(), "of these words"),
        Column("columns", pa.map_(pa.string(), pa.string()), "free columns of the input"),
        Column("evidence", EVIDENCE, "why outlet and date are believed"),
        Column("notes", pa.list_(pa.string()), "what a reader should know"),
        Column("blocks", BLOCKS, "headline, paragraph, blockquote, byline, caption and boilerplate, with spans"),
        Column("text", pa.large_string(), "null with --no-text"),
    ),
    "sentences": (
        _ARTICLE,
        Column("sentence", pa.int32(), "its number, from 0"),
        _START,
        _END,
        Column("block", pa.string(), "headline, paragraph, blockquote or caption"),
        Column("charged", pa.float32(), "statistical signal, 0 to 1; null where it was not measured"),
    ),
    "voices": (
        _ARTICLE,
        _START,
        _END,
        Column("voice", pa.string(), "own, attributed, quoted, scare or mention"),
        Column("attribution", pa.int32(), "number of the attribution, or null"),
    ),
    "attributions": (
        _ARTICLE,
        Column("attribution", pa.int32(), "its number in the article, from 0"),
        _START,
        _END,
        _SENTENCE,
        Column("type", pa.string(), "direct, indirect or mixed"),
        Column("speaker", pa.string(), "name, or null"),
        Column("source_kind", pa.string(), "named-person, organisation, document, media-outlet and so on"),
        Column("stance", pa.string(), "neutral, doubting, endorsing, confrontational or attitude"),
        Column("lexeme", pa.string(), "base form of the cue; empty without one"),
        Column("chain", pa.list_(pa.string()), "names, origin first"),
        Column("parent", pa.int32(), "number of the attribution inside whose content this one stands"),
        Column("score", pa.float32(), "decision score, 0 to 1"),
        Column("source", SPANS, "spans of the source"),
        Column("cue", SPANS, "spans of the cue"),
        Column("content", SPANS, "spans of the content"),
    ),
    "findings": (
        _ARTICLE,
        Column("finding", pa.int32(), "its number in the article, from 0"),
        _START,
        _END,
        _SENTENCE,
        Column("rule", pa.string(), "code of the rule"),
        Column("term", pa.string(), "first form of the term"),
        Column("category", pa.string(), "of the rule"),
        Column("status", pa.string(), "of the rule"),
        Column("axis", pa.string(), "null for a term that favours no side"),
        Column("favours", pa.string(), "the side of the axis that it favours"),
        Column("voice", pa.string(), "as in voices"),
        Column("attribution", pa.int32(), "number of the attribution in whose content it stands, or null"),
        Column("severity", pa.string(), "info, warning or error"),
    ),
    "mentions": (
        _ARTICLE,
        _START,
        _END,
        _SENTENCE,
        Column("concept", pa.string(), "the same for all names of one actor or place in an article"),
        Column("label", pa.string(), "as written"),
        Column("kind", pa.string(), "state, place, organisation, media, person or name"),
        Column("use", pa.string(), "name, adjective or description"),
    ),
    "measures": (
        _ARTICLE,
        Column("name", pa.string(), "as in framing help measures"),
        Column("value", pa.float64(), "in the unit of the measure"),
        Column("count", pa.int64(), "what is counted of n; null for a formula"),
        Column("n", pa.int64(), "what the value rests on"),
        Column("low", pa.float64(), "95 % interval"),
        Column("high", pa.float64(), "95 % interval"),
    ),
    "errors": (
        Column("article", pa.int64(), "the number it would have had; null if it got none"),
        Column("id", pa.string(), "null where it is not known"),
        Column("place", pa.string(), "where it stood in the input"),
        Column("message", pa.string(), "why it could not be read, and what to do"),
    ),
}
"""The tables in the order in which they are written."""

STORIES: Final = (
    _ARTICLE,
    Column("story", pa.int64(), "number of the first article of the story"),
    Column("origin", pa.int64(), "number of the article whose text this one carries, whole or nearly; null otherwise"),
    Column("share", pa.float64(), "of the runs of five words of the shorter text that stand in both; null otherwise"),
)
"""The table that `framing corpus stories` adds: one file, not in folders."""

DOCUMENTS: Final = pa.schema(
    [
        ("article", pa.int64()),
        ("id", pa.string()),
        ("kind", pa.string()),
        ("data", pa.large_binary()),
        ("place", pa.string()),
        ("known", pa.string()),
        ("columns", pa.string()),
    ]
)
"""A batch of articles before they are read: the fields of a Document, ``known`` and ``columns`` as JSON."""


@cache
def schema(table: str) -> pa.Schema:
    """The Arrow schema of a table."""
    columns = STORIES if table == "stories" else TABLES[table]
    return pa.schema([(column.name, column.type) for column in columns])


def type_name(found: pa.DataType) -> str:
    """A type as people read it."""
    if pa.types.is_map(found):
        return "map of strings"
    if pa.types.is_list(found):
        inner = found.value_type
        parts = [inner.field(n).name for n in range(inner.num_fields)] if pa.types.is_struct(inner) else []
        return f"list of {{{', '.join(parts)}}}" if parts else "list of strings"
    names = {"large_string": "string", "date32[day]": "date", "float": "float32", "double": "float64"}
    return names.get(str(found), str(found))
