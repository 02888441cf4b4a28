"""Files as spreadsheets save them: separators, encodings, marks, and what is no sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.report.table_record import FORMULA, csv_text
from framing.validation.saved import BadSheet, saved


def cells(path: Path) -> list[tuple[int, str, str, str]]:
    return [(row, one["unit"], one["code"], one["note"]) for row, one in saved(path).rows]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_of_saving_reads_the_same(separator: str, encoding: str, end: str, tmp_path: Path) -> None:
    text = "unit,code,note\nw-1,yes,“café”\nw-2,no,\n".replace(",", separator).replace("\n", end)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert cells(tmp_path / "a.csv") == [(2, "w-1", "yes", "“café”"), (3, "w-2", "no", "")]


def test_columns_and_rows_in_any_order_with_blank_rows_and_capitals(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('sep=;\nNote;Unit;Source Kind; CODE\n"a; b\nc";w-2;x;no\n;;;\nd;w-1;;\n', "utf-8")
    found = saved(tmp_path / "a.csv")
    assert found.head == ("note", "unit", "source_kind", "code")
    assert [(row, one["unit"], one["note"]) for row, one in found.rows] == [(2, "w-2", "a; b\nc"), (4, "w-1", "d")]


def test_short_and_long_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("unit,code,note\nw-1\nw-2,no,x,y,z\n", "utf-8")
    assert cells(tmp_path / "a.csv") == [(2, "w-1", "", ""), (3, "w-2", "no", "x")]


@pytest.mark.parametrize("mark", [mark for mark in FORMULA if mark != "\r"])  # no cell of a sheet holds a line end
def test_the_apostrophe_before_a_formula_is_taken_away_again(mark: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(csv_text(["unit", "code", "note"], [["w-1", "yes", f"{mark}1+1"]]), "utf-8")
    assert "'" in (tmp_path / "a.csv").read_text("utf-8")
    assert cells(tmp_path / "a.csv") == [(2, "w-1", "yes", f"{mark}1+1".strip())]


def test_an_apostrophe_before_a_word_stays(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("unit,code,note\nw-1,yes,'tis\n", "utf-8")
    assert cells(tmp_path / "a.csv")[0][3] == "'tis"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04rest", "this is no CSV file (an office file?): save the sheet as CSV (UTF-8)"),
        (b"unit,code\0\n", "this is no CSV file"),
        (b"unit,code\n\x81\n", "neither UTF-8 nor Windows-1252 text"),
        (b"", "no column “unit” in its first row"),
        (b"name,code\na,b\n", "no column “unit” in its first row"),
        (b"unit,code,Code\na,b,c\n", "two columns are called “code”"),
        (b'unit,code\n"' + b"x" * 200_000 + b'",1\n', "no table (field larger than field limit"),
    ],
)
def test_what_is_no_sheet_is_told_in_one_line(data: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(BadSheet, match=r"a\.csv: ") as error:
        saved(tmp_path / "a.csv")
    assert says in str(error.value)
    assert "\n" not in str(error.value)
