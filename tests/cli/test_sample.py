"""`framing sample`: a sheet that spreadsheets open and its key, the same bytes each time, or one line on why not."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from framing.cli import main
from tests.conftest import STORYLINES

PLAIN = "The ferry left the pier at noon on Monday. The crew went to the harbour office, Ann Lee said. "


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four articles of one invented story, in a folder that is the working folder's own."""
    copytree(STORYLINES / "harbour", tmp_path / "in")
    (tmp_path / "in" / "expected.toml").unlink()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_sheet_and_its_key_hold_the_same_units(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main("sample in -n 30 -o sheet.csv".split()) == 0
    out, err = capsys.readouterr()
    sheet, key = rows(articles / "sheet.csv"), rows(articles / "sheet.key.csv")
    assert {row["unit"] for row in sheet} == {row["unit"] for row in key}
    assert len({row["unit"] for row in sheet}) == len(sheet) == 90
    assert [row["kind"] for row in sheet] == ["wording"] * 30 + ["attributions"] * 30 + ["pairs"] * 30
    strata = {(row["kind"], row["stratum"], row["group"]): int(row["size"]) for row in key}
    whole = {kind: sum(size for (of, *_), size in strata.items() if of == kind) for kind in ("wording", "pairs")}
    assert [line for line in out.splitlines() if line.startswith(("wrote", "wording", "pairs"))] == [
        "wrote sheet.csv (90 units: give each coder a copy)",
        "wrote sheet.key.csv (what the tool says of them: keep it from coders)",
        f"wording: 30 of {whole['wording']} sentences",
        f"pairs: 30 of {whole['pairs']} pairs of sentences",
    ]
    assert all(line.startswith("framing: ") for line in err.splitlines())


def test_nothing_in_the_sheet_tells_the_verdict_or_the_outlet(articles: Path) -> None:
    assert main("sample in --of wording,attributions -n 30 -o sheet.csv".split()) == 0
    sheet = rows(articles / "sheet.csv")
    assert not {"stratum", "verdict", "outlet", "score", "size", "drawn"} & set(sheet[0])
    assert all(row["place"].startswith("article ") for row in sheet)
    key = {row["unit"]: row["stratum"] for row in rows(articles / "sheet.key.csv")}
    order = [key[row["unit"]] for row in sheet if row["kind"] == "attributions"]
    assert order != sorted(order)
    assert all(row["code"] == row["note"] == "" for row in sheet)


def test_the_sheet_opens_in_a_spreadsheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(
        f"{PLAIN * 9}\n\n+3 degrees were measured at the pier by the\nharbour office at one, and the wind rose.\n",
        "utf-8",
    )
    assert main("sample a.txt --of wording -o s.csv".split()) == 0
    data = Path("s.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfunit,kind,")
    shown = [row["sentence"] for row in rows(Path("s.csv"))]
    assert "'+3 degrees were measured at the pier by the harbour office at one, and the wind rose." in shown
    assert not any("\n" in cell for row in rows(Path("s.csv")) for cell in row.values())


def test_the_same_bytes_whatever_the_order_and_the_hash_seed(articles: Path) -> None:
    names = "in/alder-tribune.txt in/undated.txt".split()
    assert main(["sample", *names, "-n", "20", "-o", "1.csv"]) == 0
    command = [sys.executable, "-m", "framing", "sample", *names[::-1], "-n", "20", "-o", "2.csv"]
    subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": "7"}, check=True, capture_output=True)
    for suffix in ("csv", "key.csv"):
        assert Path(f"1.{suffix}").read_bytes() == Path(f"2.{suffix}").read_bytes()
    assert main(["sample", *names, "-n", "20", "--seed", "2", "-o", "3.csv"]) == 0
    assert Path("3.csv").read_bytes() != Path("2.csv").read_bytes()


def test_strata_by_a_column(articles: Path) -> None:
    lines = [
        json.dumps({"id": desk, "outlet": "O", "desk": desk, "text": text})
        for desk, text in (
            ("A", PLAIN * 3),
            ("B", "It rained on the hills all day. The mayor said that the dam was safe."),
        )
    ]
    Path("x.jsonl").write_text("\n".join(lines), "utf-8")
    assert main("sample x.jsonl --of attributions --by desk -o s.csv".split()) == 0
    assert {row["by"] for row in rows(Path("s.key.csv"))} == {"desk"}
    assert {row["group"] for row in rows(Path("s.key.csv"))} == {"A", "B"}


def test_what_falls_short_is_said(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("one.txt").write_text(f"The thugs broke the gate. {PLAIN * 12}", "utf-8")
    assert main("sample one.txt -n 20 -o s.csv".split()) == 0
    err = capsys.readouterr().err.splitlines()
    assert "framing: pairs: no two articles in English report one story, so there are no pairs to draw" in err
    assert "framing: wording: there are no sentences with “findings in other voices only”" in err
    assert (
        "framing: wording: “a finding in own voice” has 1 of the 10 asked for: all are drawn, the rest elsewhere" in err
    )
    assert main("sample in --of attributions -n 20 -o u.csv".split()) == 0
    together = "too many values of outlet to draw 2 units from each, so they are drawn from together in “direct”, “ind"
    assert together in capsys.readouterr().err
    Path("few.txt").write_text(PLAIN, "utf-8")
    assert main("sample few.txt --of wording -n 20 -o t.csv".split()) == 0
    assert "wording: there are 2 sentences, and 20 were asked for: all are drawn" in capsys.readouterr().err


def test_the_outlet_on_request(articles: Path) -> None:
    assert main("sample in --of wording -n 20 --show-outlet -o s.csv".split()) == 0
    found = rows(Path("s.csv"))
    assert "unknown" in {row["outlet"] for row in found}
    assert any(row["place"].startswith("alder-tribune.txt [") for row in found)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("in -o s.txt", "s.txt: name a file that ends with .csv"),
        ("in -o s.key.csv", "s.key.csv: name a file that ends with .csv"),
        ("in -o -", "-: name a file that ends with .csv"),
        ("in -n 5 -o s.csv", "“5” is too few"),
        ("in -n ten -o s.csv", "“ten” is too few"),
        ("in --of words -o s.csv", "“words” is nothing that is drawn: choose of wording,attributions,pairs"),
        ("in --by colour -o s.csv", "no article has a column"),
        ("missing.txt -o s.csv", "there is no such file or folder"),
        ("in", "the following arguments are required: -o/--output"),
        ("in -o nowhere/s.csv", "nowhere/s.key.csv: its folder does not exist"),
        ("in/undated.txt --of pairs -o s.csv", "nothing could be drawn: see above"),
    ],
)
def test_wrong_use_gets_one_line_and_writes_nothing(
    arguments: str, says: str, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sample", *arguments.split()]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says.replace("“", '"').replace("”", '"') in err.replace("“", '"').replace("”", '"').splitlines()[-1]
    assert [path.name for path in articles.iterdir()] == ["in"]


def test_a_sheet_is_not_written_over(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("s.key.csv").write_text("mine", "utf-8")
    assert main("sample in --of wording -n 20 -o s.csv".split()) == 2
    assert "s.key.csv: the file exists: name another sheet, or replace it with --force" in capsys.readouterr().err
    assert not Path("s.csv").exists()
    assert main("sample in --of wording -n 20 -o s.csv --force".split()) == 0
    assert Path("s.key.csv").read_text("utf-8") != "mine"


def test_a_key_does_not_stay_without_its_sheet(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("s.csv").mkdir()
    assert main("sample in/undated.txt --of wording -n 20 -o s.csv --force".split()) == 2
    assert "s.csv: is a folder" in capsys.readouterr().err
    assert sorted(path.name for path in articles.iterdir()) == ["in", "s.csv"]
