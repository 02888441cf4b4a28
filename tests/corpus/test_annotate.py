"""Articles become tables: every row as the reading has it, whoever does the work and however often it is begun."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from framing.corpus.annotate import Progress, annotate
from framing.corpus.annotation import LONGEST, Settings
from framing.corpus.articles import COLUMNS, article_of
from framing.corpus.database import database
from framing.corpus.parts import FEW, articles_of, parts
from framing.corpus.store import CorpusError, parts_done
from framing.intake.collection import collection
from framing.intake.documents import documents
from framing.reading import reading
from framing.report.records import reading_record
from tests.conftest import SEEDS
from tests.corpus.conftest import Here, invented, lines_file, rows


def annotated(inputs: list[str], folder: Path, engine: Here | None = None, **settings: Any) -> Path:
    annotate(documents(inputs), folder, engine or Here(), Settings(**settings))
    return folder


@pytest.fixture(scope="module")
def corpus_of_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return annotated([str(SEEDS)], tmp_path_factory.mktemp("seeds") / "corpus")


def test_tables_hold_what_the_readings_say(corpus_of_seeds: Path) -> None:
    found = database(corpus_of_seeds)
    readings = [reading_record(reading(article)) for article in collection([str(SEEDS)]).articles]
    for number, record in enumerate(readings):
        own = f"WHERE article = {number} ORDER BY ALL"
        (article,) = found.execute(
            f"SELECT id, outlet, title, date, language, sha256, text FROM articles {own}"
        ).fetchall()
        known = record["article"]
        day = known["date"] and datetime.date.fromisoformat(known["date"])
        assert article == (
            known["id"],
            known["outlet"],
            known["title"],
            day,
            known["language"],
            known["sha256"],
            record["text"],
        )
        assert found.execute(f'SELECT "start", "end" FROM sentences {own}').fetchall() == [
            tuple(s) for s in record["sentences"]
        ]
        assert found.execute(f'SELECT "start", "end", voice, attribution FROM voices {own}').fetchall() == [
            (*v["span"], v["voice"], v["attribution"]) for v in record["voices"]
        ]
        assert found.execute(
            f'SELECT finding, "start", "end", rule, term, voice, severity FROM findings {own}'
        ).fetchall() == [
            (n, *f["span"], f["rule"], f["term"], f["voice"], f["severity"]) for n, f in enumerate(record["findings"])
        ]
        attributions = found.execute(
            f"SELECT attribution, type, speaker, source_kind, chain, source, cue, content FROM attributions {own}"
        ).fetchall()
        assert attributions == [
            (
                n,
                a["type"],
                a["speaker"],
                a["source_kind"],
                a["chain"],
                *([{"start": start, "end": end} for start, end in a[role]] for role in ("source", "cue", "content")),
            )
            for n, a in enumerate(record["attributions"])
        ]
        measures = dict(found.execute(f"SELECT name, value FROM measures {own}").fetchall())
        assert measures == pytest.approx({name: one["value"] for name, one in record["measures"].items()}, abs=1e-6)


def test_a_sentence_is_named_for_every_finding(corpus_of_seeds: Path) -> None:
    found = database(corpus_of_seeds)
    joined = found.execute(
        """SELECT count(*), bool_and(s.start <= f.start AND f.start < s."end")
           FROM findings f JOIN sentences s USING (article, sentence)"""
    ).fetchone()
    assert joined == (found.execute("SELECT count(*) FROM findings").fetchone()[0], True)


def test_counts_give_the_values_again(corpus_of_seeds: Path) -> None:
    """A measure of several articles is worked out from their counts."""
    found = (
        database(corpus_of_seeds)
        .execute(
            """SELECT name, value, count, n FROM measures WHERE count IS NOT NULL AND n > 0 AND
           (name LIKE '%_share' OR name LIKE '%_per_1000')"""
        )
        .fetchall()
    )
    assert len(found) > 30
    for name, value, count, n in found:
        assert value == pytest.approx(count / n * (1000 if name.endswith("_per_1000") else 1)), name


def test_cut_gives_the_words_at_a_span(corpus_of_seeds: Path) -> None:
    words = (
        database(corpus_of_seeds)
        .execute('SELECT DISTINCT lower(cut(text, f."start", f."end")) FROM findings f JOIN articles USING (article)')
        .fetchall()
    )
    assert ("kiev regime",) in words


def test_an_article_comes_out_of_its_row_as_it_went_in(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copytree(SEEDS, tmp_path / "in", dirs_exist_ok=True)
    (tmp_path / "in" / "m.md").write_text(
        "---\ntitle: The bridge\n---\n# The bridge\n\nIt *fell* on 3 May 2021, the mayor said.\n"
    )
    found = database(annotated([str(tmp_path / "in")], tmp_path / "corpus"))
    got = found.execute(f"SELECT {', '.join(COLUMNS)} FROM articles ORDER BY article")
    names = [column[0] for column in got.description]
    for article in collection([str(tmp_path / "in")]).articles:
        again = reading(article_of(dict(zip(names, got.fetchone(), strict=True))))
        whole = reading(article)
        assert reading_record(again) | {"article": None} == reading_record(whole) | {"article": None}
        assert again.article._replace(notes=()) == whole.article._replace(notes=())


def test_no_text_leaves_texts_and_labels_out(tmp_path: Path) -> None:
    found = database(annotated([str(SEEDS)], tmp_path / "corpus", with_text=False))
    assert found.execute("SELECT count(text) FROM articles").fetchone() == (0,)
    assert found.execute("SELECT count(*) > 100, count(label) FROM mentions").fetchone() == (True, 0)


# ---------------------------------------------------------------- folders


@pytest.mark.parametrize(
    ("days", "outlets", "folders"),
    [
        (1, 1, {"period=2020-01-01/outlet=A"}),  # 400 articles of a day
        (2, 3, {f"period=2020s/outlet={outlet}" for outlet in "ABC"}),  # 67 of a day, 133 of any longer period
        (20, 1, {"period=2020-01/outlet=A"}),
    ],
)
def test_folders_are_of_the_shortest_period_that_fills_them(
    days: int, outlets: int, folders: set[str], tmp_path: Path
) -> None:
    articles = [
        {"text": f"It rained {n} times.", "outlet": "ABC"[n % outlets], "date": f"2020-01-{1 + n % days:02}"}
        for n in range(400)
    ]
    annotated([str(lines_file(tmp_path / "a.jsonl", articles))], tmp_path / "corpus")
    place = tmp_path / "corpus" / "tables" / "articles"
    assert {file.parent.relative_to(place).as_posix() for file in place.rglob("*.parquet")} == folders


def test_names_of_outlets_come_out_of_the_folders_as_they_are(tmp_path: Path) -> None:
    names = ["A/B", "..", "a=b&c", "C:\\D", "Zürich heute", "50%", "__HIVE__", "x y", "'quoted'", "新闻", None]
    articles = [{"text": f"It rained {n} times.", "outlet": name} for n, name in enumerate(names)]
    folder = annotated([str(lines_file(tmp_path / "a.jsonl", articles))], tmp_path / "corpus")
    assert database(folder).execute("SELECT outlet FROM articles ORDER BY article").fetchall() == [(n,) for n in names]


# ---------------------------------------------------------------- what can go wrong in an article


def test_bad_articles_are_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    good = {"id": "good", "text": "The bridge will reopen in June, the mayor said."}
    book = {"id": "book", "text": "It rained on the bridge. " * (20_000_000 // 25)}
    lines = [json.dumps(one) for one in (good, book)]
    lines += ["no JSON", '{"text": 3}', json.dumps({"text": "It rained.", "outlet": "x" * 300}), json.dumps(good)]
    lines.append('{"id": "half", "text": "It rained \\ud800 here, the mayor said.", "outlet": "Half \\ud800"}')
    file.write_text("\n".join(lines))
    found = rows(annotated([str(file)], tmp_path / "corpus"))
    assert [row[1] for row in found["articles"]] == ["good", "half"]
    assert {row[2]: row[3] for row in found["errors"]} == {
        "a.jsonl, line 2": f"the text has 20,000,000 characters, more than {LONGEST:,}: split it into articles",
        "a.jsonl, line 3": "no JSON object on this line (Expecting value)",
        "a.jsonl, line 4": 'the key "text" is missing or no string',
        "a.jsonl, line 5": f'its outlet "{"x" * 40}…" is longer than a name: shorten it',
        "a.jsonl, line 6": "its id stands already at a.jsonl, line 1: left out; give it an id of its own",
    }
    assert "It rained \ufffd here" in str(found["articles"])
    assert {row[0] for row in found["sentences"]} == {0, 6}


def test_an_article_over_which_processes_die_is_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    file = lines_file(tmp_path / "a.jsonl", invented(70))
    whole = rows(annotated([str(file)], tmp_path / "whole"))

    def deadly(part: Any) -> bool:
        return {7, 61} & set(part.batch["article"].to_pylist()) != set()

    lost = rows(annotated([str(file)], tmp_path / "lost", Here(deadly)))
    message = "not read: the process that worked on it ended (killed by signal 9)"
    assert [(row[0], row[3]) for row in lost["errors"]] == [(61, message), (7, message)]
    for table in whole.keys() - {"errors"}:
        assert lost[table] == [row for row in whole[table] if row[0] not in (7, 61)], table


# ---------------------------------------------------------------- interrupted and gone on with


class Interrupted(Exception):
    pass


def test_what_is_finished_is_not_read_again(tmp_path: Path) -> None:
    file = lines_file(tmp_path / "a.jsonl", invented(4 * FEW - 10))
    whole = rows(annotated([str(file)], tmp_path / "whole"))

    def stop(progress: Progress) -> None:
        if progress.articles == 2 * FEW:
            raise Interrupted

    with pytest.raises(Interrupted):
        annotate(documents([str(file)]), tmp_path / "broken", Here(), Settings(), stop)
    with pytest.raises(CorpusError, match="not finished"):
        database(tmp_path / "broken")
    assert sorted(parts_done(tmp_path / "broken")) == [0, 1]
    told: list[Progress] = []
    done = annotate(documents([str(file)]), tmp_path / "broken", Here(), Settings(), told.append)
    assert (done.articles, done.read) == (4 * FEW - 10, 2 * FEW - 10)
    assert told[0].before == 2 * FEW
    assert rows(tmp_path / "broken") == whole
    assert annotate(documents([str(file)]), tmp_path / "broken", Here(), Settings()).read == 0


def test_another_input_or_other_settings_are_refused(tmp_path: Path) -> None:
    articles = invented(2 * FEW)
    file = lines_file(tmp_path / "a.jsonl", articles)
    folder = tmp_path / "corpus"

    def stop(progress: Progress) -> None:
        raise Interrupted

    with pytest.raises(Interrupted):
        annotate(documents([str(file)]), folder, Here(), Settings(), stop)
    changed = [{**articles[0], "text": "Another text."}, *articles[1:]]
    for other, says in ((changed, "the input has changed"), (articles[:0] + changed[1:2], "has changed")):
        lines_file(file, other)
        with pytest.raises(CorpusError, match=says):
            annotated([str(file)], folder)
    lines_file(file, articles)
    with pytest.raises(CorpusError, match='another setting "text"'):
        annotated([str(file)], folder, with_text=False)
    annotated([str(file)], folder)
    lines_file(file, changed)
    with pytest.raises(CorpusError, match="made of another input"):
        annotated([str(file)], folder)


def test_an_older_schema_and_a_folder_of_something_else_are_refused(tmp_path: Path) -> None:
    file = lines_file(tmp_path / "a.jsonl", invented(3))
    old = tmp_path / "old"
    old.mkdir()
    (old / "corpus.json").write_text('{"schema": "framing.corpus/0", "complete": true}')
    told = 'its schema is "framing.corpus/0", and this version of Framing knows framing.corpus/1: annotate its articles'
    with pytest.raises(CorpusError, match=told):
        annotated([str(file)], old)
    with pytest.raises(CorpusError, match=told):
        database(old)
    other = tmp_path / "other"
    other.mkdir()
    (other / "notes.txt").write_text("mine")
    with pytest.raises(CorpusError, match="it holds other files"):
        annotated([str(file)], other)
    assert [path.name for path in other.iterdir()] == ["notes.txt"]


def test_parts_do_not_depend_on_who_reads_them(tmp_path: Path) -> None:
    file = lines_file(tmp_path / "a.jsonl", invented(130))
    first, second = (list(parts(documents([str(file)]))) for _ in range(2))
    assert [part.batch.num_rows for part in first] == [FEW] * 6 + [10]
    assert [(part.first, part.digest) for part in first] == [(part.first, part.digest) for part in second]


def test_parts_grow_with_what_stands_before_them() -> None:
    assert [articles_of(first) for first in (0, 4_199, 4_200, 50_000, 99_999, 100_000, 10**9)] == [
        20, 20, 21, 250, 499, 500, 500,
    ]  # fmt: skip
