"""The tables of a corpus become counts: for each article and measure, what is counted (y) of how many (n).

A measure of several articles is the sum of y by the sum of n. Articles in other languages are left out, and of the
articles of one group that carry one text the first alone counts. What can go wrong: a column that no article has.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, get_args

import duckdb

from framing.attribution.kinds import SourceKind
from framing.corpus.database import has_table
from framing.corpus.store import CorpusError
from framing.corpus.tables import quoted

Form = Literal["share", "rate", "mean"]


class Quantity(NamedTuple):
    """A measure of a corpus: its name, its form (share, rate per 1,000, mean), and what is counted."""

    name: str
    form: Form
    about: str

    @property
    def scale(self) -> float:
        """By what y by n is multiplied."""
        return 1000.0 if self.form == "rate" else 1.0


OF_MEASURES: Final = (
    Quantity("own_voice_share", "share", "words in the outlet's own voice"),
    Quantity("attributed_share", "share", "words in indirect speech"),
    Quantity("quoted_share", "share", "words in quotation marks with a speaker"),
    Quantity("findings_own_per_1000", "rate", "marked terms in own voice, by its 1,000 words"),
    Quantity("findings_attributed_per_1000", "rate", "marked terms in indirect speech, by its 1,000 words"),
    Quantity("findings_quoted_per_1000", "rate", "marked terms in quoted speech, by its 1,000 words"),
    Quantity("findings_all_per_1000", "rate", "marked terms by 1,000 words"),
)
"""Those that the table of measures has as they are."""
OF_ATTRIBUTIONS: Final = (
    *(
        Quantity(f"{kind.replace('-', '_')}_share", "share", f"attributions to a source of the kind {kind}")
        for kind in get_args(SourceKind)
    ),
    Quantity("direct_share", "share", "attributions in quotation marks alone"),
    Quantity("doubting_share", "share", "attributions with a doubting cue, such as “claimed”"),
    Quantity("endorsing_share", "share", "attributions with an endorsing cue, such as “pointed out”"),
)
OTHERS: Final = (
    Quantity("attributions_per_1000", "rate", "attributions by 1,000 words"),
    Quantity("charged_share", "share", "sentences with a charged score of 0.5 or more"),
    Quantity("words_per_sentence", "mean", "words of a sentence"),
    Quantity("syllables_per_word", "mean", "syllables of a word"),
    Quantity("difficult_share", "share", "words outside the list of Dale and Chall"),
)
QUANTITIES: Final = (*OF_MEASURES, *OF_ATTRIBUTIONS, *OTHERS)
PERIODS: Final = {"month": "%Y-%m", "year": "%Y"}
"""Groups by the day of publication."""
BY: Final = ("outlet", *PERIODS, "story")


def counts(database: duckdb.DuckDBPyConnection, by: str) -> None:
    """Make the tables ``kept`` (article, label, month, story) and ``counts`` (article, name, y, n) of a connection.

    ``label`` is the value of what is grouped by: one of :data:`BY`, or a free column; null where it is not stated.
    Raises :class:`~framing.corpus.store.CorpusError`.
    """
    stories = has_table(database, "stories")
    if by == "story" and not stories:
        raise CorpusError("there are no stories yet: make them with framing corpus stories DIR")
    label = _label(database, by)
    origin = "coalesce(stories.origin, article)" if stories else "article"
    joined = "LEFT JOIN stories USING (article)" if stories else ""
    story = "stories.story" if stories else "NULL::BIGINT"
    database.execute(
        f"""CREATE OR REPLACE TEMP TABLE kept AS
            SELECT article, label, month, story FROM (
                SELECT article, {label} AS label, strftime(date, '%Y-%m') AS month, {story} AS story,
                       row_number() OVER (PARTITION BY {label}, {origin} ORDER BY article) AS number
                FROM articles {joined} WHERE language IN ('en', 'und') AND words > 0)
            WHERE number = 1"""
    )
    database.execute(f"CREATE OR REPLACE TEMP TABLE counts AS {_COUNTS}")


def _label(database: duckdb.DuckDBPyConnection, by: str) -> str:
    if by in PERIODS:
        return f"strftime(date, '{PERIODS[by]}')"
    if by == "story":
        return "stories.story::VARCHAR"
    if by == "outlet":
        return "outlet"
    found = database.execute("SELECT DISTINCT unnest(map_keys(columns)) AS name FROM articles ORDER BY name").fetchall()
    columns = [name for (name,) in found]
    if by not in columns:
        raise CorpusError(f'no article has a column "{by}" to group by; there are: {", ".join((*BY, *columns))}')
    return f"columns[{quoted(by)}]"


def _listed(found: tuple[Quantity, ...]) -> str:
    return ", ".join(quoted(quantity.name) for quantity in found)


def _of_kinds() -> str:
    columns = [
        f"count(*) FILTER (source_kind = {quoted(kind)}) AS {kind.replace('-', '_')}_share"
        for kind in get_args(SourceKind)
    ]
    return ", ".join(columns)


_COUNTS: Final = f"""
    SELECT article, name, count AS y, n FROM measures JOIN kept USING (article) WHERE name IN ({_listed(OF_MEASURES)})
    UNION ALL
    SELECT article, name, y, n FROM (
        UNPIVOT (
            SELECT article, count(*) AS n, {_of_kinds()}, count(*) FILTER (type = 'direct') AS direct_share,
                   count(*) FILTER (stance = 'doubting') AS doubting_share,
                   count(*) FILTER (stance = 'endorsing') AS endorsing_share
            FROM attributions JOIN kept USING (article) GROUP BY article)
        ON COLUMNS(* EXCLUDE (article, n)) INTO NAME name VALUE y)
    UNION ALL
    SELECT article, 'attributions_per_1000', a.count, w.count
    FROM measures a JOIN measures w USING (article) JOIN kept USING (article)
    WHERE a.name = 'attributions' AND w.name = 'words'
    UNION ALL
    SELECT article, 'charged_share', count(*) FILTER (charged >= 0.5), count(charged)
    FROM sentences JOIN kept USING (article) GROUP BY article
    UNION ALL
    SELECT article, 'words_per_sentence', words, sentences FROM articles JOIN kept USING (article)
    UNION ALL
    SELECT article, 'syllables_per_word', syllables, words FROM articles JOIN kept USING (article)
    UNION ALL
    SELECT article, 'difficult_share', difficult, words FROM articles JOIN kept USING (article)
"""
