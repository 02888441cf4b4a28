"""A corpus becomes what its overview shows: what is in it, its comparison, terms with sentences, stories, errors.

Everything is a number of rows of the tables, and beside it stand sentences that it came from, or the question in SQL
that lists them all. What can go wrong: a corpus without texts, whose sentences cannot be shown.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

import duckdb

from framing.corpus.comparing import NOT_STATED, CorpusComparison, comparison
from framing.corpus.database import has_table

TERMS: Final = 30
"""Marked terms that are listed, the most frequent first."""
SENTENCES: Final = 3
"""Sentences that are shown of each term."""
STORIES: Final = 60
"""Stories that are listed, those told by most outlets first."""
ERRORS: Final = 20
OWN: Final = "('own', 'scare')"
"""The voices that are the outlet's, as a list in SQL."""

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which a term stands: its article's number, id, outlet and day; the words before it, it, and behind
    it; None where the texts are not kept.
    """

    article: int
    id: str
    outlet: str | None
    day: str | None
    start: int
    end: int
    words: tuple[str, str, str] | None


@dataclass(frozen=True, slots=True)
class Term:
    """A marked term in the outlets' own voice: how often, in how many articles, by how many groups, and examples."""

    rule: str
    term: str
    category: str
    count: int
    articles: int
    groups: tuple[tuple[str, int], ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A story that several outlets tell: its number, a title of it, days, articles (without copies) and outlets."""

    number: int
    title: str
    first: str | None
    last: str | None
    articles: int
    copies: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page shows; ``stories`` is None where stories have not been looked for."""

    found: CorpusComparison
    articles: int
    foreign: int
    undated: int
    copies: int
    coverage: tuple[tuple[str, str, int], ...]
    terms: tuple[Term, ...]
    stories: tuple[Story, ...] | None
    told: int
    errors: tuple[tuple[str, str, str], ...]
    error_count: int


def overview(database: duckdb.DuckDBPyConnection, by: str) -> Overview:
    """What the overview of a corpus shows; raises :class:`~framing.corpus.store.CorpusError`."""
    found = comparison(database, by)  # this makes the table of the articles that are kept
    articles, foreign, undated = _one(
        database,
        """SELECT count(*), count(*) FILTER (language NOT IN ('en', 'und')), count(*) FILTER (date IS NULL)
           FROM articles""",
    )
    with_stories = has_table(database, "stories")
    (copies,) = _one(database, "SELECT count(origin) FROM stories") if with_stories else (0,)
    told, stories = _stories(database) if with_stories else (0, None)
    (error_count,) = _one(database, "SELECT count(*) FROM errors")
    errors = database.execute(
        "SELECT coalesce(id, ''), coalesce(place, ''), message FROM errors ORDER BY article, place, message LIMIT ?",
        [ERRORS],
    ).fetchall()
    coverage = database.execute(
        """SELECT coalesce(label, ?) AS label, month, count(*) FROM kept WHERE month IS NOT NULL
           GROUP BY ALL ORDER BY ALL""",
        [NOT_STATED],
    ).fetchall()
    return Overview(
        found,
        articles,
        foreign,
        undated,
        copies,
        tuple(coverage),
        _terms(database),
        stories,
        told,
        tuple(errors),
        error_count,
    )


def _one(database: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    return tuple(database.execute(sql).fetchall()[0])


def _terms(database: duckdb.DuckDBPyConnection) -> tuple[Term, ...]:
    rows = database.execute(
        f"""SELECT rule, term, any_value(category), count(*) AS number, count(DISTINCT article)
            FROM findings JOIN kept USING (article) WHERE voice IN {OWN}
            GROUP BY rule, term ORDER BY number DESC, rule, term LIMIT {TERMS}"""
    ).fetchall()
    groups = defaultdict(list)
    for rule, term, label, number in database.execute(
        f"""SELECT rule, term, coalesce(label, ?) AS label, count(*) AS number FROM findings JOIN kept USING (article)
            WHERE voice IN {OWN} GROUP BY ALL ORDER BY number DESC, label""",
        [NOT_STATED],
    ).fetchall():
        groups[rule, term].append((label, number))
    examples = _examples(database)
    return tuple(
        Term(rule, term, category, number, articles, tuple(groups[rule, term]), tuple(examples[rule, term]))
        for rule, term, category, number, articles in rows
    )


def _examples(database: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], list[Example]]:
    """A few sentences of each term, of different articles and, where there are several, of different outlets."""
    out: defaultdict[tuple[str, str], list[Example]] = defaultdict(list)
    for rule, term, article, id, outlet, day, start, end, *words in database.execute(
        f"""WITH top AS (SELECT rule, term FROM findings JOIN kept USING (article) WHERE voice IN {OWN}
                         GROUP BY rule, term ORDER BY count(*) DESC, rule, term LIMIT {TERMS}),
                 firsts AS (SELECT f.*, row_number() OVER (PARTITION BY rule, term, outlet
                                                      ORDER BY article, finding) AS turn
                            FROM findings f JOIN top USING (rule, term) JOIN kept USING (article)
                            WHERE voice IN {OWN} AND sentence IS NOT NULL),
                 chosen AS (SELECT *, row_number() OVER (PARTITION BY rule, term
                                                         ORDER BY turn, article, finding) AS number FROM firsts)
            SELECT rule, term, article, a.id, a.outlet, a.date, c."start", c."end",
                   cut(a.text, s."start", c."start"), cut(a.text, c."start", c."end"), cut(a.text, c."end", s."end")
            FROM chosen c JOIN articles a USING (article) JOIN sentences s USING (article, sentence)
            WHERE number <= {SENTENCES} ORDER BY rule, term, number"""
    ).fetchall():
        shown = None if words[1] is None else (words[0] or "", words[1], words[2] or "")
        out[rule, term].append(Example(article, id, outlet, day and day.isoformat(), start, end, shown))
    return out


def _stories(database: duckdb.DuckDBPyConnection) -> tuple[int, tuple[Story, ...]]:
    """How many stories several outlets tell, and those told by most of them."""
    (told,) = _one(
        database,
        """SELECT count(*) FROM (SELECT story FROM stories JOIN articles USING (article)
           GROUP BY story HAVING count(DISTINCT coalesce(outlet, id)) > 1)""",
    )
    rows = database.execute(
        f"""SELECT story, arg_min(coalesce(title, id), article), min(date), max(date),
                   count(*) FILTER (origin IS NULL) AS number, count(origin),
                   list(DISTINCT coalesce(outlet, id)) AS outlets
            FROM stories JOIN articles USING (article) GROUP BY story HAVING len(outlets) > 1
            ORDER BY len(outlets) DESC, number DESC, story LIMIT {STORIES}"""
    ).fetchall()
    return told, tuple(
        Story(
            story, title, first and first.isoformat(), last and last.isoformat(), number, copies, tuple(sorted(outlets))
        )
        for story, title, first, last, number, copies, outlets in rows
    )
