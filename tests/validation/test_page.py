"""The page on validation is true of the code: questions, codes, examples, keys and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from framing.cli.help import pages
from framing.cli.sample import KEY_SUFFIX
from framing.report.agreement_record import agreement_record
from framing.report.table_record import csv_text
from framing.validation import alpha, estimates
from framing.validation.agreement import agreement
from framing.validation.codes import KINDS, QUESTIONS, SOURCE_KINDS, VOICES, Kind, answer, source_kind, voices
from framing.validation.columns import ANSWERS, KEY
from framing.validation.sheets import BEFORE, BEHIND

PAGE = pages()["validation"]
assert BEFORE == BEHIND == 2


def table(heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, without its head."""
    part = PAGE.split(f"{heading}\n")[1]
    lines = re.search(r"(?:^\|.*\n)+", part, re.MULTILINE)
    assert lines is not None
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines.group().splitlines()][2:]


def test_the_questions_are_those_of_the_sheet() -> None:
    found = {row[0].strip("`"): row[2] for row in table("## Draw")}
    assert found == {kind: QUESTIONS[kind].words for kind in KINDS}


def test_the_columns_are_those_of_the_sheet() -> None:
    rows = {row[0].strip("`"): row for row in table("## Code")}
    assert set(rows) == {name for kind in KINDS for name in ANSWERS[kind]}
    assert all(f"`{voice}`" in rows["voice"][2] for voice in VOICES)
    assert all(f"`{sort}`" in rows["source_kind"][2] for sort in SOURCE_KINDS)
    for word, code in (("y", "yes"), ("true", "yes"), ("1", "yes"), ("n", "no"), ("false", "no"), ("0", "no")):
        assert word in rows["code"][2]
        assert answer(word, "wording") == code


@pytest.mark.parametrize("kind", KINDS)
def test_the_codebook_has_two_examples_with_codes_that_are_read(kind: Kind) -> None:
    rows = table(f"### Codebook: {kind}")
    assert len(rows) == 2
    at = 2 if kind == "pairs" else 1
    assert all(answer(row[at], kind) for row in rows)
    if kind == "wording":
        assert all(voices(row[2]) and row[3] in row[0] for row in rows)
    if kind == "attributions":
        assert all(source_kind(row[3]) and row[2] in row[0] for row in rows)


def keys(record: Any) -> Iterator[str]:
    if isinstance(record, dict):
        for key, value in record.items():
            yield key
            yield from keys(value)
    elif isinstance(record, list):
        yield from (key for one in record for key in keys(one))


def test_every_key_of_the_record_is_explained(tmp_path: Path) -> None:
    rows = [
        [f"w-{n}", "wording", level, group, "1", "9", verdict, "own", "thugs", "", "", "", "a.txt[0-1]", "One."]
        for n, (level, group, verdict) in enumerate(
            [("own", "A", "yes"), ("own", "B", "yes"), ("nothing", "A", "no"), ("nothing", "B", "no")]
        )
    ]
    (tmp_path / "k.csv").write_text(csv_text(KEY, [[*row, *[""] * (len(KEY) - len(row))] for row in rows]), "utf-8")
    for name in ("anna", "ben"):
        (tmp_path / f"{name}.csv").write_text("unit,code,voice\nw-0,yes,own\nw-1,no,\nw-2,?,\nw-3,yes,own\n", "utf-8")
    record = agreement_record(agreement(tmp_path / "k.csv", [tmp_path / "anna.csv", tmp_path / "ben.csv"]))
    assert record["kinds"][0]["against"][0]["groups"]
    named = set(re.findall(r"`([a-z_0-9/.]+)`", PAGE.split("## `framing.agreement/1`")[1]))
    assert set(keys(record)) <= named | {"low", "high", "n", "value"}


def test_the_numbers_are_those_of_the_code() -> None:
    text = " ".join(PAGE.split())
    assert f"{estimates.TIMES:,} draws" in text
    assert f"{alpha.TIMES:,} samples of the units" in text
    assert f"Below {alpha.LEAST} units" in text
    assert estimates.PRIOR == 1 / 3
    assert f"sheet{KEY_SUFFIX}" in text
