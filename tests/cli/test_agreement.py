"""`framing agreement`: how far coders agree, how right the tool is by them, and the units behind each number."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from framing.cli import main
from framing.report.table_record import csv_text
from framing.validation.columns import KEY

HEAD = ("unit", "kind", "sentence", "code", "voice", "words", "who", "source_kind", "note")


def key_rows() -> list[list[str]]:
    """An invented key: 60 units of wording, of which the tool says yes to 30, and 24 of attributions."""
    out = []
    for n in range(60):
        level, size = ("own", "120") if n < 30 else ("nothing", "3000")
        verdict = ["yes", "own", "thugs", "", "", ""] if n < 30 else ["no", "", "", "", "", ""]
        out.append([f"w-{n:02}", "wording", level, "A", "30", size, *verdict, f"a.txt[{n}-{n + 1}]", f"Sentence {n}."])
    for n in range(24):
        level = "direct" if n < 12 else "none"
        verdict = ["direct", "", "", "Ann Lee", "named-person", ""] if n < 12 else ["none", "", "", "", "", ""]
        out.append(
            [f"a-{n:02}", "attributions", level, "A", "12", "60", *verdict, f"a.txt[{n}-{n + 1}]", f"Words {n}."]
        )
    return [[*row, *[""] * (len(KEY) - len(row))] for row in out]


def codes(wrong: int, missed: int) -> list[list[str]]:
    """A coder who denies some of the tool's findings, and sees some that it has not."""
    out = []
    for n in range(60):
        yes = wrong <= n < 30 + missed
        out.append(
            [
                f"w-{n:02}",
                "wording",
                f"Sentence {n}.",
                *(["yes", "own", "thugs"] if yes else ["no", "", ""]),
                "—",
                "—",
                "",
            ]
        )
    for n in range(24):
        told = ["direct", "—", "—", "Lee", "named-person"] if n < 12 else ["none", "—", "—", "", ""]
        out.append([f"a-{n:02}", "attributions", f"Words {n}.", *told, "odd" if n == 0 else ""])
    return out


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a key and the sheets of two coders."""
    monkeypatch.chdir(tmp_path)
    Path("s.key.csv").write_text("\ufeff" + csv_text(KEY, key_rows()), "utf-8")
    Path("anna.csv").write_text("\ufeff" + csv_text(HEAD, codes(6, 1)), "utf-8")
    Path("ben.csv").write_text(csv_text(HEAD, codes(9, 1)), "utf-8")
    return tmp_path


def text(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["agreement", "s.key.csv", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def record(*arguments: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text(*arguments, "--format", "json", capsys=capsys))
    assert found["schema"] == "framing.agreement/1"
    return found


def test_two_coders(capsys: pytest.CaptureFixture[str]) -> None:
    found = record("anna.csv", "ben.csv", capsys=capsys)
    assert found["coders"] == ["anna", "ben"]
    wording = found["kinds"][0]
    assert (wording["size"], wording["drawn"]) == (3120, 60)
    loaded = wording["between"][0]
    # They differ in 3 of 60; of 120 codes 47 are a yes: 1 - 119 * 6 / (2 * 47 * 73).
    assert loaded["alpha"]["value"] == pytest.approx(1 - 119 * 6 / (2 * 47 * 73), abs=1e-6)
    assert loaded["alpha"]["low"] < loaded["alpha"]["value"] < loaded["alpha"]["high"]
    assert loaded["differing"] == ["w-06", "w-07", "w-08"]
    most, anna, ben = wording["against"]
    assert [most["by"], anna["by"], ben["by"]] == ["majority", "anna", "ben"]
    assert anna["precision"]["value"] == pytest.approx(24 / 30)
    # Of 120 stand 96 to be a yes, and one in thirty of 3,000 is missed.
    assert anna["recall"]["value"] == pytest.approx(96 / (96 + 100), abs=1e-6)
    assert anna["recall"]["low"] < anna["recall"]["value"] < anna["recall"]["high"]
    assert (anna["false_alarms"], anna["misses"]) == ([f"w-{n:02}" for n in range(6)], ["w-30"])
    assert most["left_out"]["tie"] == ["w-06", "w-07", "w-08"]
    assert most["precision"]["n"] == 27


def test_each_unit_stands_with_its_words_and_all_codes(capsys: pytest.CaptureFixture[str]) -> None:
    found = record("anna.csv", "ben.csv", capsys=capsys)
    unit = found["kinds"][0]["units"][6]
    assert (unit["unit"], unit["sentences"], unit["tool"]["words"]) == ("w-06", ["Sentence 6."], ["thugs"])
    assert [(one["coder"], one["code"]) for one in unit["codes"]] == [("anna", "yes"), ("ben", "no")]
    listed = {one["unit"] for kind in found["kinds"] for one in kind["units"]}
    for kind in found["kinds"]:
        for judge in kind["against"]:
            names = [*judge["hits"], *judge["false_alarms"], *judge["misses"], *judge["rejections"]]
            names += [name for state in judge["left_out"].values() for name in state]
            assert sorted(names) == sorted(one["unit"] for one in kind["units"])
            assert set(names) <= listed


def test_the_text_has_every_estimate_with_n_and_interval(capsys: pytest.CaptureFixture[str]) -> None:
    out = text("anna.csv", "ben.csv", capsys=capsys)
    lines = out.splitlines()
    assert max(map(len, lines)) <= 100
    anna = next(line for line in lines if line.startswith("  anna ") and "(" in line)
    assert anna.split()[1:4] == ["0.80", "(0.63–0.91)", "30"]
    assert "  majority: left out are 3 tie" in lines
    assert any(line.startswith("  loaded: yes or no") and line.split()[4:6] == ["60", "120"] for line in lines)
    assert "they are no verdict" in " ".join(out.split())
    stratum = next(line.split() for line in lines if line.startswith("  a finding in own voice"))
    assert stratum[5:13] == ["120", "30", "21", "6", "0", "3", "0", "78"]


def test_long_names_do_not_break_the_width(capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"sheet-of-a-coder-{'long-' * 18}name-{n}.csv" for n in "ab"]
    for name, wrong in zip(names, (6, 9), strict=True):
        Path(name).write_text(csv_text(HEAD, codes(wrong, 1)), "utf-8")
    out = text(*names, "--units", capsys=capsys)
    assert max(map(len, out.splitlines())) <= 100
    assert "  sheet-of-a-code…  " in out


def test_few_units_have_no_interval_and_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    few = [row if row[0] < "w-10" else [*row[:3], "", *row[4:]] for row in codes(6, 1)]
    for name in ("anna", "ben"):
        Path(f"{name}.csv").write_text(csv_text(HEAD, few), "utf-8")
    out = text("anna.csv", "ben.csv", capsys=capsys)
    assert "  loaded: fewer than 20 units: no interval" in out
    assert "no unit of nothing was coded for sure, so nothing is known of recall" in out
    assert "Note: The sheets of anna and ben are the same in every cell: is it one sheet, given twice?" in out


def test_one_coder_has_no_agreement_and_no_majority(capsys: pytest.CaptureFixture[str]) -> None:
    found = record("anna.csv", capsys=capsys)
    assert found["kinds"][0]["between"] == []
    assert [judge["by"] for judge in found["kinds"][0]["against"]] == ["anna"]
    out = text("anna.csv", capsys=capsys)
    assert out.startswith("One coder: anna\n")
    assert "Between coders" not in out


def test_the_units_are_listed_with_their_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    out = text("anna.csv", "ben.csv", "--units", capsys=capsys)
    assert max(map(len, out.splitlines())) <= 100
    part = out.split("The tool says yes, majority no (6)\n")[1].split("\n\n")[0]
    assert part.splitlines()[:2] == [
        "  w-00  a.txt[0-1]  tool: yes (own, thugs); anna: no, ben: no",
        "    Sentence 0.",
    ]
    assert "The tool says no, majority yes (1)\n  w-30" in out
    assert "Coders differ in loaded (3)\n  w-06" in out
    assert "    anna notes: odd" in out


def test_what_people_save_reads_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    plain = text("anna.csv", "ben.csv", "--format", "json", capsys=capsys)
    rows = [dict(zip(HEAD, row, strict=True)) for row in codes(9, 1)]
    written = {"yes": "TRUE", "no": "N", "none": "0"}
    for row in rows:
        row["code"] = written.get(row["code"], row["code"].upper())
        row["source_kind"] = row["source_kind"].replace("-", " ").title()
    out = io.StringIO()
    writer = csv.DictWriter(out, sorted(HEAD), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: row["sentence"]))
    Path("ben.csv").write_bytes(out.getvalue().encode("cp1252"))
    assert text("anna.csv", "ben.csv", "--format", "json", capsys=capsys) == plain


def test_the_same_bytes_with_another_hash_seed(capsys: pytest.CaptureFixture[str]) -> None:
    here = text("anna.csv", "ben.csv", "--format", "json", capsys=capsys)
    command = [sys.executable, "-m", "framing", "agreement", "s.key.csv", "anna.csv", "ben.csv", "--format", "json"]
    done = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": "7"}, check=True, capture_output=True)
    assert done.stdout.decode("utf-8") == here


def test_nothing_from_a_sheet_moves_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    rows = codes(6, 1)
    rows[0][-1] = "\x1b[31mred"
    Path("anna.csv").write_text(csv_text(HEAD, rows), "utf-8")
    out = text("anna.csv", "--units", capsys=capsys)
    assert "\x1b" not in out
    assert "anna notes: \\x1b[31mred" in out


def test_a_file_can_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main("agreement s.key.csv anna.csv -o out.txt".split()) == 0
    assert capsys.readouterr().out == "wrote out.txt\n"
    assert Path("out.txt").read_text("utf-8").startswith("One coder: anna\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("missing.csv anna.csv", "missing.csv: no such file or directory"),
        ("s.key.csv missing.csv", "missing.csv: no such file or directory"),
        ("anna.csv s.key.csv", "anna.csv: this is no key: name first the .key.csv that framing sample wrote"),
        ("s.key.csv s.key.csv", "s.key.csv: this is a key, no sheet: name the key first, then the filled sheets"),
        ("s.key.csv empty.csv", "empty.csv: no unit is coded: fill in the column “code”"),
        ("s.key.csv wrong.csv", "wrong.csv, row 2, column “code”: “perhaps” is no code: write yes, no or unsure, or"),
        ("s.key.csv other.csv", "other.csv: none of its units is in s.key.csv: this sheet belongs to another sample"),
        ("s.key.csv", "the following arguments are required: SHEET"),
        ("s.key.csv anna.csv -o nowhere/out.txt", "nowhere/out.txt: its folder does not exist"),
    ],
)
def test_bad_input_gets_one_line_and_status_2(arguments: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name, code, unit in (("empty", "", "w-00"), ("wrong", "perhaps", "w-00"), ("other", "yes", "w-99")):
        Path(f"{name}.csv").write_text(f"unit,code\n{unit},{code}\n", "utf-8")
    assert main(["agreement", *arguments.split()]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"framing: {says}")
    assert err.count("\n") == 1
