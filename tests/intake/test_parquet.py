"""A Parquet file becomes one document a row, whoever has written it; its columns are read as the keys of a line are."""

from __future__ import annotations

import datetime
import io
import random
import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from framing.article import Evidence
from framing.intake.collection import collection
from framing.intake.documents import BadInput, Document, Problem, article, documents


def found(path: Path) -> tuple[list[Document], list[Problem]]:
    items = list(documents([str(path)]))
    return [one for one in items if isinstance(one, Document)], [one for one in items if isinstance(one, Problem)]


def rows(folder: Path, **columns: Any) -> tuple[list[Document], list[Problem]]:
    pq.write_table(pa.table(columns), folder / "a.parquet")
    return found(folder / "a.parquet")


def columns(folder: Path, values: Any) -> list[str | None]:
    """What a free column holds, row by row."""
    some, _ = rows(folder, text=["The pier is closed."] * len(values), c=values)
    return [dict(one.columns).get("c") for one in some]


def test_a_row_with_its_fields_and_their_evidence(tmp_path: Path) -> None:
    some, problems = rows(
        tmp_path,
        id=["q", None],
        text=["A pier\n\nThe council met.", "It left — early."],
        outlet=["Lumen Post", " "],
        title=[None, "It left"],
        url=[None, "https://lumen.example/b"],
        country=["NL", None],
    )
    assert problems == []
    assert [(one.id, one.place, one.columns) for one in some] == [
        ("q", "a.parquet, row 1", (("country", "NL"),)),
        ("2", "a.parquet, row 2", ()),
    ]
    outlet = Evidence("metadata", "Lumen Post", 'a.parquet, row 1: the column "outlet"')
    assert some[0].known == (("outlet", outlet),)
    first, second = (article(one) for one in some)
    assert (first.text, first.title, first.outlet) == ("A pier\n\nThe council met.", "A pier", "Lumen Post")
    assert (second.title, second.url, second.outlet) == ("It left", "https://lumen.example/b", None)


@pytest.mark.parametrize(
    "dates",
    [
        pa.array([datetime.date(2031, 3, 4), None]),
        pa.array(["2031-03-04", ""]),
        pa.array(["2031-03-04T10:00:00Z", None]),
        pa.array([datetime.datetime(2031, 3, 4, 23, 59), None], pa.timestamp("s")),
        pa.array([1_930_431_540_123_456_789, None], pa.timestamp("ns")),
        pa.array([datetime.datetime(2031, 3, 4, 22, 30), None], pa.timestamp("us", tz="UTC")),
        pa.array([datetime.datetime(2031, 3, 3, 22, 30), None], pa.timestamp("ms", tz="+02:00")),
    ],
)
def test_a_day_may_be_a_date_a_time_or_a_string(tmp_path: Path, dates: pa.Array) -> None:
    some, problems = rows(tmp_path, text=["One.", "Two."], date=dates)
    assert ([article(one).date for one in some], problems) == (["2031-03-04", None], [])


def test_rows_that_hold_no_article_are_problems(tmp_path: Path) -> None:
    some, problems = rows(tmp_path, text=["One.", None, " \n", "Four."], date=["2031-03-04", None, None, "4 March"])
    assert [one.id for one in some] == ["1"]
    assert [(one.path, one.message) for one in problems] == [
        ("a.parquet, row 2", "the text is empty"),
        ("a.parquet, row 3", "the text is empty"),
        ("a.parquet, row 4", 'the date "4 March" is not of the form YYYY-MM-DD'),
    ]


def test_other_columns_become_strings_and_nested_ones_json(tmp_path: Path) -> None:
    assert columns(tmp_path, pa.array([7, None], pa.int16())) == ["7", None]
    assert columns(tmp_path, pa.array([1.5, float("nan")])) == ["1.5", None]
    assert columns(tmp_path, pa.array([True, False])) == ["True", "False"]
    assert columns(tmp_path, pa.array([datetime.date(2031, 3, 4)])) == ["2031-03-04"]
    assert columns(tmp_path, pa.array([datetime.datetime(2031, 3, 4, 5)])) == ["2031-03-04T05:00:00"]
    assert columns(tmp_path, pa.array([["a", "é"], []])) == ['["a", "é"]', "[]"]
    nested = [{"a": 1, "b": [datetime.date(2031, 3, 4)]}]
    assert columns(tmp_path, pa.array(nested)) == ['{"a": 1, "b": ["2031-03-04"]}']
    assert columns(tmp_path, pa.array(["x", "y"], pa.large_string())) == ["x", "y"]
    assert columns(tmp_path, pa.array(["x", None, "x"]).dictionary_encode()) == ["x", None, "x"]
    assert columns(tmp_path, pa.array([b"a\xffb"])) == ["a\ufffdb"]
    assert columns(tmp_path, pa.nulls(2)) == [None, None]


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())]
)
def test_texts_may_be_strings_of_any_kind(tmp_path: Path, kind: pa.DataType) -> None:
    some, _ = rows(tmp_path, text=pa.array(["One.", "Two é."]).cast(kind))
    assert [article(one).text for one in some] == ["One.", "Two é."]


def test_files_of_another_writer(tmp_path: Path) -> None:
    table = (
        "SELECT * FROM (VALUES ('q', 'The pier is “closed”.', DATE '2031-03-04', ['a'], {'k': 1}, 3.10::DECIMAL(4,2)),"
        " (NULL, 'The end.', NULL, NULL, NULL, NULL)) AS t(id, text, date, tags, more, share)"
    )
    duckdb.sql(f"COPY ({table}) TO '{tmp_path / 'a.parquet'}' (FORMAT parquet, COMPRESSION zstd)")
    first, second = found(tmp_path / "a.parquet")[0]
    assert (first.id, article(first).text, article(first).date) == ("q", "The pier is “closed”.", "2031-03-04")
    assert first.columns == (("tags", '["a"]'), ("more", '{"k": 1}'), ("share", "3.10"))
    assert (second.id, second.known, second.columns) == ("2", (), ())


def test_a_folder_as_databases_write_it(tmp_path: Path) -> None:
    table = "SELECT * FROM (VALUES ('One.', 'N/L', 1), ('Two.', NULL, 2), ('Three.', 'N/L', 3)) AS t(text, country, n)"
    duckdb.sql(f"COPY ({table}) TO '{tmp_path / 'week'}' (FORMAT parquet, PARTITION_BY (country))")
    (tmp_path / "week" / "_SUCCESS").touch()
    some, problems = found(tmp_path / "week")
    assert {article(one).text: dict(one.columns) for one in some} == {
        "One.": {"n": "1", "country": "N/L"},
        "Three.": {"n": "3", "country": "N/L"},
        "Two.": {"n": "2"},
    }
    assert some[0].id.endswith(".parquet#1")
    assert len({one.id for one in some}) == 3
    assert [one.path for one in problems] == ["_SUCCESS"]


def test_a_table_without_texts_names_its_columns(tmp_path: Path) -> None:
    for table, reason in (
        (pa.table({"id": [1], "body": ["x"]}), r'no column "text" \(there are id, body\): rename the one that holds'),
        (pa.table({"text": [1]}), 'the column "text" holds int64, not strings: cast it'),
        (pa.table([["a"], ["b"], ["c"]], ["text", "n", "n"]), 'two columns are called "n": rename one of them'),
        (pa.table({"text": pa.array([], pa.string())}), "the table has no rows: nothing to read"),
    ):
        pq.write_table(table, tmp_path / "a.parquet")
        with pytest.raises(BadInput, match=reason):
            found(tmp_path / "a.parquet")
    (tmp_path / "b.txt").write_text("The pier is closed.", "utf-8")
    assert [one.path for one in collection([str(tmp_path)]).problems] == ["a.parquet"]


def test_a_value_that_is_no_utf_8_costs_its_row(tmp_path: Path) -> None:
    raw = pa.array([b"One.", b"T\xffwo.", b"Three."], pa.binary())
    text = pa.Array.from_buffers(pa.string(), 3, raw.buffers())
    some, ((place, message),) = (
        rows(tmp_path, text=text)[0],
        [(p.path, p.message) for p in rows(tmp_path, text=text)[1]],
    )
    assert [one.id for one in some] == ["1", "3"]
    assert place == "a.parquet, row 2"
    assert message.startswith("a value cannot be read: ")


# --- files that break off -----------------------------------------------------------------------------------------


def several(**options: Any) -> bytes:
    chance = random.Random(8)
    texts = [f"The council met {chance.randbytes(60).hex()}." for _ in range(200)]
    out = io.BytesIO()
    pq.write_table(pa.table({"text": texts, "n": list(range(200))}), out, row_group_size=20, **options)
    return out.getvalue()


def test_rows_before_a_damage_are_given(tmp_path: Path) -> None:
    data = bytearray(several(compression="zstd", write_page_checksum=True))
    place = len(data) * 6 // 10
    data[place : place + 50] = bytes(50)
    (tmp_path / "a.parquet").write_bytes(data)
    some, problems = found(tmp_path / "a.parquet")
    assert 60 <= len(some) < 160
    assert problems == [Problem("a.parquet", f"damaged or cut off after row {len(some)}: fetch it anew")]
    (tmp_path / "a.parquet").write_bytes(data[:-20])
    with pytest.raises(BadInput, match="damaged or cut off so that nothing of it can be read: fetch it anew"):
        found(tmp_path / "a.parquet")
    (tmp_path / "a.parquet").write_bytes(b"text,n\n")
    with pytest.raises(BadInput, match="this is no Parquet file: mend the name or the file"):
        found(tmp_path / "a.parquet")
    (tmp_path / "a.parquet").write_bytes(b"")
    with pytest.raises(BadInput, match="the file is empty"):
        found(tmp_path / "a.parquet")


@pytest.mark.parametrize("compression", ["none", "snappy", "zstd"])
def test_damaged_files_end_in_a_message(tmp_path: Path, compression: str) -> None:
    data = several(compression=compression)
    chance = random.Random(9)
    read = 0
    for _ in range(120):
        broken = bytearray(data)
        for _ in range(chance.choice((1, 1, 3))):
            broken[chance.randrange(4, len(broken))] ^= 1 << chance.randrange(8)
        (tmp_path / "a.parquet").write_bytes(broken)
        try:
            some, _ = found(tmp_path / "a.parquet")
        except BadInput:
            continue
        read += len(some)
        for one in some:
            article(one)
    assert read > 5000


def test_a_row_group_is_not_held_whole(tmp_path: Path) -> None:
    pool = pa.default_memory_pool()
    chance = random.Random(10)
    texts = [chance.randbytes(5000).hex() for _ in range(3000)]
    pq.write_table(pa.table({"text": texts}), tmp_path / "a.parquet", use_dictionary=False)
    del texts
    before, most = pool.bytes_allocated(), 0
    for _ in documents([str(tmp_path / "a.parquet")]):
        most = max(most, pool.bytes_allocated() - before)
    assert (tmp_path / "a.parquet").stat().st_size > 15_000_000
    assert most < 15_000_000  # of 30 that the group holds


def test_without_its_package_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows(tmp_path, text=["One."])
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(BadInput, match=r"needs pyarrow, which is not installed: pip install 'framing\[corpus\]'"):
        found(tmp_path / "a.parquet")
