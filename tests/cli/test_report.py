"""`framing report` at the command: formats, groups by a column, a light page, a page without texts."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from framing.cli import main

TEXTS = {
    "a": ("Lorn Herald", "Varland", "The Kiev regime said on Monday that 12 people died in Odesa."),
    "b": ("Karsk Post", "Karsk", "Kyiv said that 12 people died in Odesa on Monday."),
    "c": ("=Sum Daily", "Varland", "Twelve people died in Odesa on Monday, Anna Novak said."),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    lines = []
    for name, (outlet, country, text) in TEXTS.items():
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
        lines += [
            "[[article]]",
            f'file = "{name}.txt"',
            f'outlet = "{outlet}"',
            'date = "2031-05-06"',
            f'country = "{country}"',
        ]
    (tmp_path / "in" / "manifest.toml").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_csv_has_a_file_for_each_table_and_sentences_by_their_names(folder: Path) -> None:
    assert main(["report", str(folder / "in"), "--format", "csv", "-o", str(folder / "out")]) == 0
    with (folder / "out" / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["where"], row["words"], row["voice"]) for row in rows] == [("1.1", "Kiev regime", "own")]
    with (folder / "out" / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["number"], row["outlet"]) for row in csv.DictReader(file)] == [
            ("1", "Lorn Herald"), ("2", "Karsk Post"), ("3", "'=Sum Daily")
        ]  # fmt: skip
    assert {"sourcing.csv", "wording.csv", "coverage.csv", "labels.csv"} <= {
        file.name for file in (folder / "out").iterdir()
    }


def test_groups_by_a_column_stand_in_page_and_markdown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["report", str(folder / "in"), "--by", "country"]
    assert main([*arguments, "--format", "markdown"]) == 0
    out = capsys.readouterr().out
    assert "- 1: Lorn Herald (Varland)\n- 2: Karsk Post (Karsk)\n- 3: \\=Sum Daily (Varland)\n" in out
    assert "\n| Varland | " in out
    assert main([*arguments, "-o", str(folder / "out.html")]) == 0
    assert 'data-g="1 3"><th scope="row"><bdi>Varland</bdi>' in (folder / "out.html").read_text("utf-8")


def test_a_column_that_no_article_has_is_named_with_those_there_are(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(folder / "in"), "--by", "contry"]) == 2
    assert (
        'no article has a column "contry" to group by; there are: outlet, article, country' in capsys.readouterr().err
    )


@pytest.mark.parametrize(("name", "kind"), [("x.csv", "csv"), ("x.json", "json"), ("x.md", "markdown")])
def test_a_page_is_not_written_under_the_name_of_another_format(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, kind: str
) -> None:
    assert main(["report", str(folder / "in"), "-o", str(folder / name)]) == 2
    assert f"the format is html; add --format {kind}" in capsys.readouterr().err
    assert not (folder / name).exists()


def test_without_texts_no_sentence_is_in_any_format(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("html", "json", "markdown"):
        assert main(["report", str(folder / "in"), "--no-text", "--format", kind, "-o", "-"]) == 0
        assert "people died" not in capsys.readouterr().out
    assert main(["report", str(folder / "in"), "--no-text", "--format", "csv", "-o", str(folder / "out")]) == 0
    assert not [file for file in (folder / "out").iterdir() if "people died" in file.read_text("utf-8")]
