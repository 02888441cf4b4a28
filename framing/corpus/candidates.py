"""A corpus becomes candidates for the lexicon: words that set groups apart, and words that stand for each other.

Words are those whose log-odds ratio (Monroe, Colaresi and Quinn 2008) is above 0 after correction for all that were
looked at; substitutions are what one outlet calls X and another calls Y in aligned passages of one story. Neither says
that a word is loaded: most words that set outlets apart are their topics. Beside each stands how charged its sentences
are, and people decide.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from statistics import NormalDist
from typing import Any, Final

import duckdb

from framing.comparison import comparison
from framing.corpus.articles import COLUMNS
from framing.corpus.database import has_table
from framing.corpus.engine import Engine, Lost
from framing.corpus.quantities import counts
from framing.corpus.story_report import MOST, read_again
from framing.corpus.words import batches, counted
from framing.distinctive import LEAST, LEAST_WORDS, LEVEL, log_odds
from framing.lexicon.compiled import uncompiled
from framing.lexicon.folding import folded
from framing.lexicon.rules import Rule

AT_ONCE: Final = 100
"""Articles that are fetched at a time."""
ARTICLES: Final = 5
"""Articles of a group that have a word, at least: a word of fewer is theirs and not the group's."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a candidate stands: the article's number, the span."""

    article: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase that a group uses more than the others: its number there, in how many articles, elsewhere.

    ``odds`` is the natural log-odds ratio with its corrected interval, ``charged`` the mean score of the sentences in
    which it stands (None where it was not measured), ``rules`` the codes of the rules that have it already.
    """

    label: str
    word: str
    count: int
    articles: int
    elsewhere: int
    odds: float
    low: float
    high: float
    charged: float | None
    rules: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Substitute:
    """Words that stand for each other in aligned passages: how often, in how many stories, which outlets use which."""

    a: str
    b: str
    count: int
    stories: int
    outlets_a: tuple[tuple[str, int], ...]
    outlets_b: tuple[tuple[str, int], ...]
    rules: tuple[str, ...]
    places: tuple[tuple[Place, Place], ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The words, the surest first, of all ``looked`` at; the substitutions, the most frequent first; the mean score of
    all sentences; ``read`` is the number of stories that were compared, None where stories have not been looked for.
    """

    words: tuple[Word, ...]
    looked: int
    charged: float | None
    substitutes: tuple[Substitute, ...]
    read: int | None


def candidates(
    database: duckdb.DuckDBPyConnection,
    by: str,
    engine: Engine,
    lexicon: str | None,
    known: Sequence[Rule],
    told: Callable[[str], object] = bool,
) -> Candidates:
    """The candidates of a corpus. ``lexicon`` is the compiled text of the rules that articles are read with (None: the
    package's), ``known`` those rules; ``told`` is called with each step.
    """
    listed = _listed(known)
    counts(database, by)
    told("counting words")
    looked, words = _words(database, by, engine, listed)
    mean = database.execute("SELECT avg(charged) FROM sentences JOIN kept USING (article)").fetchall()[0][0]
    if not has_table(database, "stories"):
        return Candidates(words, looked, mean, (), None)
    told("comparing stories")
    read, substitutes = _substitutes(database, engine, lexicon, listed)
    return Candidates(words, looked, mean, substitutes, read)


def _listed(known: Sequence[Rule]) -> dict[str, tuple[str, ...]]:
    """The codes of the rules that have a form, by the form as it is compared."""
    out: defaultdict[str, set[str]] = defaultdict(set)
    for rule in known:
        for term in rule.terms:
            for form in term.match:
                out[folded(form).text].add(rule.code)
    return {form: tuple(sorted(codes)) for form, codes in out.items()}


# ---------------------------------------------------------------- words


def _words(
    database: duckdb.DuckDBPyConnection, by: str, engine: Engine, listed: dict[str, tuple[str, ...]]
) -> tuple[int, tuple[Word, ...]]:
    database.execute(
        """CREATE OR REPLACE TEMP TABLE words (label VARCHAR, word VARCHAR, form VARCHAR, count BIGINT, articles BIGINT,
           charged DOUBLE, scored BIGINT, article BIGINT, "start" INTEGER, "end" INTEGER)"""
    )
    with database.cursor() as reading:  # a question of its own, since rows are put into a table on the way
        for _, result in engine.results(counted, batches(reading, by)):
            if not isinstance(result, Lost):
                database.register("counted", result)
                database.execute("INSERT INTO words SELECT * FROM counted")
                database.unregister("counted")
    sizes = dict(
        database.execute(
            "SELECT label, sum(count)::BIGINT FROM words WHERE NOT contains(word, ' ') GROUP BY label ORDER BY label"
        ).fetchall()
    )
    whole = sum(sizes.values())
    groups = [label for label, size in sizes.items() if min(size, whole - size) >= LEAST_WORDS]
    rows = database.execute(
        """WITH every AS (SELECT word, sum(count)::BIGINT AS every FROM words GROUP BY word HAVING every >= ?)
           SELECT label, word, sum(count)::BIGINT, sum(articles)::BIGINT, every, fsum(charged), sum(scored)::BIGINT,
                  arg_max(form, (count, form)) FROM words JOIN every USING (word)
           GROUP BY label, word, every ORDER BY label, word""",
        [LEAST],
    ).fetchall()
    vocabulary = len({row[1] for row in rows})
    looked = vocabulary * len(groups)
    if not looked:
        return 0, ()
    reach = NormalDist().inv_cdf(1 - LEVEL / (2 * looked))
    found = []
    for label, word, count, articles, every, charged, scored, form in rows:
        if label not in groups or articles < ARTICLES:
            continue
        odds, deviation = log_odds(count, sizes[label], every - count, whole - sizes[label])
        if odds - reach * deviation > 0:
            mean = charged / scored if scored else None
            rules = listed.get(folded(form).text, ())
            numbers = (odds, odds - reach * deviation, odds + reach * deviation)
            found.append(
                (odds / deviation, word, Word(label, form, count, articles, every - count, *numbers, mean, rules, ()))
            )
    found.sort(key=lambda one: (-one[0], one[2].label, one[1]))
    return looked, tuple(_with_places(database, found))


def _with_places(database: duckdb.DuckDBPyConnection, found: Iterable[tuple[float, str, Word]]) -> Iterator[Word]:
    places: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for label, word, article, start, end in database.execute(
        """SELECT label, word, article, "start", "end" FROM words
           QUALIFY row_number() OVER (PARTITION BY label, word ORDER BY article, "start") <= 3
           ORDER BY label, word, article, "start" """
    ).fetchall():
        places[label, word].append(Place(article, start, end))
    for _, word, one in found:
        yield replace(one, places=tuple(places[one.label, word]))


# ---------------------------------------------------------------- substitutions


def _substitutes(
    database: duckdb.DuckDBPyConnection, engine: Engine, lexicon: str | None, listed: dict[str, tuple[str, ...]]
) -> tuple[int, tuple[Substitute, ...]]:
    uses: defaultdict[tuple[str, str], list[tuple[int, Any]]] = defaultdict(list)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    read = 0
    for rows, result in engine.results(partial(replaced, lexicon=lexicon), _stories(database)):
        if isinstance(result, Lost):
            continue
        read += 1
        for one in result:
            (_, words_a, _), (_, words_b, _) = one
            key = (folded(words_a).text, folded(words_b).text)
            for form in (words_a, words_b):
                written[folded(form).text][form] += 1
            ordered = one if key[0] <= key[1] else (one[1], one[0])
            uses[min(key), max(key)].append((rows[0]["story"], ordered))
    out = []
    for (a, b), found in uses.items():
        found.sort(key=lambda use: (use[0], use[1][0][2].article, use[1][0][2].start))
        forms = [_commonest(written[one]) for one in (a, b)]
        sides = [Counter(use[1][side][0] for use in found) for side in (0, 1)]
        rules = tuple(sorted({code for one in (a, b) for code in listed.get(one, ())}))
        stories = len({story for story, _ in found})
        places = tuple((use[1][0][2], use[1][1][2]) for use in found[:3])
        outlets = [_most(side) for side in sides]
        out.append(Substitute(forms[0], forms[1], len(found), stories, outlets[0], outlets[1], rules, places))
    return read, tuple(sorted(out, key=lambda one: (-one.stories, -one.count, one.a, one.b)))


def _commonest(found: Counter[str]) -> str:
    return min(found, key=lambda form: (-found[form], form))


def _most(found: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _stories(database: duckdb.DuckDBPyConnection) -> Iterator[list[dict[str, Any]]]:
    """The articles of each story that several outlets tell, without copies."""
    names = ("story", "article", *COLUMNS)
    columns = ", ".join(f"a.{name}" if name not in ("story", "article") else name for name in names)
    with database.cursor() as reading:
        found = reading.sql(
            f"""WITH several AS (SELECT story FROM stories JOIN articles USING (article) WHERE origin IS NULL
                                 GROUP BY story HAVING count(DISTINCT outlet) > 1)
                SELECT {columns} FROM stories JOIN several USING (story) JOIN articles a USING (article)
                WHERE origin IS NULL AND outlet IS NOT NULL AND text IS NOT NULL ORDER BY story, article"""
        )
        rows: list[dict[str, Any]] = []
        for batch in found.to_arrow_reader(AT_ONCE):
            for one in batch.to_pylist():
                if rows and rows[0]["story"] != one["story"]:
                    yield rows[:MOST]
                    rows = []
                rows.append(one)
        if rows:
            yield rows[:MOST]


Side = tuple[str, str, Place]
"""An outlet, the words it uses, and where."""


def replaced(rows: list[dict[str, Any]], lexicon: str | None) -> list[tuple[Side, Side]]:
    """What stands for what in the articles of one story."""
    rules = None if lexicon is None else uncompiled(lexicon)
    found = comparison([read_again(row, rules) for row in rows])
    out = []
    for one in found.substitutions:
        for place in one.places:
            a = (one.outlet_a, one.words_a, Place(rows[place.a.article]["article"], *place.a.exact))
            b = (one.outlet_b, one.words_b, Place(rows[place.b.article]["article"], *place.b.exact))
            out.append((a, b))
    return out
