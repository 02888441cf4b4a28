"""Keys and filled sheets become codings; what cannot be meant is told with its file, row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.report.table_record import csv_text
from framing.validation.columns import KEY
from framing.validation.filled import Coding, coders, copied, keyed
from framing.validation.saved import BadSheet

UNITS = [
    "w-1;wording;own;A;2;9;yes;own quoted;thugs | caved in;;;0.5;a.txt[0-9];One.".split(";"),
    "a-1;attributions;direct;A;1;1;direct;;;she | Ann;named-person;;a.txt[0-9];Two.".split(";"),
    "p-1;pairs;sure;A / B;1;4;yes;;;;;0.8;a.txt[0-9];Three.;b.txt[0-5];Four.".split(";"),
]
WRITE, OR = "is no code: write", "unsure, or leave it empty"
SORTS = f"named-person, organisation, document, media-outlet, anonymous, collective, unknown or {OR}"
HEAD = ("unit", "code", "voice", "words", "who", "source_kind", "note")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "s.key.csv"
    path.write_text("\ufeff" + csv_text(KEY, [[*row, *[""] * (len(KEY) - len(row))] for row in UNITS]), "utf-8")
    return path


def sheet(path: Path, *rows: tuple[str, ...]) -> Path:
    path.write_text(csv_text(HEAD, [[*row, *[""] * (len(HEAD) - len(row))] for row in rows]), "utf-8")
    return path


def test_a_key_is_read(key: Path) -> None:
    first, second, third = keyed(key)
    assert (first.name, first.kind, first.level, first.group, first.drawn, first.size) == (
        "w-1", "wording", "own", "A", 2, 9,
    )  # fmt: skip
    assert (first.verdict.code, first.verdict.voices) == ("yes", ("own", "quoted"))
    assert first.verdict.words == ("thugs", "caved in")
    assert (second.verdict.sources, second.verdict.source_kind) == (("she", "Ann"), "named-person")
    assert (third.places, third.sentences) == (("a.txt[0-9]", "b.txt[0-5]"), ("Three.", "Four."))


def test_a_sheet_is_read(key: Path, tmp_path: Path) -> None:
    rows = [
        ("p-1", "TRUE", "—", "—", "—", "—", "the same day"),
        ("w-1", "Y", "Quoted", "thugs", "—", "—"),
        ("a-1", "direct", "—", "—", "Ann", "Named Person"),
    ]
    (found,) = coders([sheet(tmp_path / "anna.csv", *rows)], key, keyed(key))
    assert found.name == "anna"
    assert found.codings == (
        Coding("p-1", "yes", note="the same day"),
        Coding("w-1", "yes", voices=("quoted",), words="thugs"),
        Coding("a-1", "direct", who="Ann", source_kind="named-person"),
    )


def test_a_dash_is_nothing(key: Path, tmp_path: Path) -> None:
    (found,) = coders([sheet(tmp_path / "a.csv", ("a-1", "direct", "—", "—", "—", "—", "—"))], key, keyed(key))
    assert found.codings == (Coding("a-1", "direct"),)


def test_sheets_of_one_name_are_numbered(key: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    paths = [sheet(tmp_path / place / "s.csv", ("w-1", "no")) for place in ("one", "two")]
    assert [coder.name for coder in coders(paths, key, keyed(key))] == ["s 1", "s 2"]


def test_a_row_that_stands_twice_counts_once_if_both_say_the_same(key: Path, tmp_path: Path) -> None:
    (found,) = coders([sheet(tmp_path / "a.csv", ("w-1", "no"), ("w-1", "n"))], key, keyed(key))
    assert found.codings == (Coding("w-1", "no"),)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([("a-1", "yes")], f"row 2, column “code”: “yes” {WRITE} none, direct, indirect, mixed or {OR}"),
        ([("w-1", "maybe")], f"row 2, column “code”: “maybe” {WRITE} yes, no or {OR}"),
        ([("w-1", "yes", "loud")], f"row 2, column “voice”: “loud” {WRITE} own, attributed, quoted, mention or {OR}"),
        ([("a-1", "direct", "", "", "x", "person")], f"row 2, column “source_kind”: “person” {WRITE} {SORTS}"),
        ([("w-1", "maybe"), ("p-1", "perhaps")], f"“maybe” {WRITE} yes, no or {OR} (and 1 more like this)"),
        ([("w-1", "no"), ("w-7", "no")], "row 3, column “unit”: “w-7” is not in "),
        ([("w-7", "no")], "none of its units is in "),
        ([("w-1", ""), ("p-1", "")], "no unit is coded: fill in the column “code”"),
        ([("w-1", "no"), ("w-1", "yes")], "row 3, column “unit”: “w-1” is coded in row 2 too: leave one of them"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_in_one_line(
    rows: list[tuple[str, ...]], says: str, key: Path, tmp_path: Path
) -> None:
    with pytest.raises(BadSheet) as error:
        coders([sheet(tmp_path / "a.csv", *rows)], key, keyed(key))
    message = str(error.value)
    assert says in message
    assert message.startswith((tmp_path / "a.csv").as_posix())
    assert "\n" not in message


def test_key_and_sheet_in_the_wrong_places(key: Path, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", ("w-1", "no"))
    with pytest.raises(BadSheet, match=r"this is no key: name first the \.key\.csv"):
        keyed(path)
    with pytest.raises(BadSheet, match="this is a key, no sheet"):
        coders([key], key, keyed(key))


@pytest.mark.parametrize(
    ("old", "new"), [(",9,", ",none,"), (",own,A", ",loud,A"), (",2,9", ",9,2"), (",wording", ",x")]
)
def test_a_key_that_was_changed(old: str, new: str, key: Path) -> None:
    key.write_text(key.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(BadSheet, match=r"s\.key\.csv, row 2: this is not what framing sample wrote"):
        keyed(key)


def test_a_key_without_a_column(key: Path) -> None:
    key.write_text(key.read_text("utf-8").replace("verdict", "x", 1), "utf-8")
    with pytest.raises(BadSheet, match="the column “verdict” is missing"):
        keyed(key)


def test_one_sheet_given_twice_is_seen(key: Path, tmp_path: Path) -> None:
    one, other = ("w-1", "yes", "own", "thugs"), ("p-1", "no")
    paths = [
        sheet(tmp_path / "a.csv", one, other),
        sheet(tmp_path / "b.csv", other, one),
        sheet(tmp_path / "c.csv", one),
    ]
    assert list(copied(coders(paths, key, keyed(key)))) == [("a", "b")]
