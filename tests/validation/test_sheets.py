"""The sheet that coders get and its key: what stands in them, and what must not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.intake.collection import collection
from framing.reading import Reading, reading
from framing.validation.codes import KINDS, Kind, Verdict
from framing.validation.columns import ANSWERS, KEY, NOT_ASKED
from framing.validation.drawing import Drawn
from framing.validation.sheets import key, sheet
from framing.validation.units import Sentence, Unit

Reader = Callable[..., Reading]
TEXT = (
    "Storm over Adrano\n\n"
    "The ferry left the pier at noon. The thugs broke\nthe gate of the harbour. All of it was over soon.\n\n"
    "“It is over,” Ann Lee told the Valley Gazette. Nobody was hurt in the storm.\n"
)


@pytest.fixture(scope="module")
def readings(read: Reader) -> list[Reading]:
    return [
        read(TEXT, outlet="Valley Gazette", title="Storm over Adrano - VALLEY GAZETTE"),
        read("The ferry sank at noon. No one came to help."),
    ]


def drawn(kind: Kind, *sentences: tuple[int, int], verdict: Verdict | None = None) -> Drawn:
    level = {"wording": "own", "attributions": "direct", "pairs": "sure"}[kind]
    unit = Unit(kind, level, "Valley Gazette", tuple(Sentence(*one) for one in sentences), verdict or Verdict("yes"))
    return Drawn(f"{kind[0]}-{sentences[0][1]}", unit, 3, 17)


def rows(table: tuple[tuple[str, ...], list[list[str]]]) -> list[dict[str, str]]:
    head, cells = table
    assert all(len(row) == len(head) for row in cells)
    return [dict(zip(head, row, strict=True)) for row in cells]


def test_a_unit_stands_with_what_is_around_it(readings: list[Reading]) -> None:
    (row,) = rows(sheet([drawn("wording", (0, 2))], readings))
    assert readings[0].sentences[2].of(TEXT) == "The thugs broke\nthe gate of the harbour."
    assert row["sentence"] == "The thugs broke the gate of the harbour."
    assert row["before"] == "Storm over Adrano ¶ The ferry left the pier at noon."
    assert row["behind"] == "All of it was over soon. ¶ “It is over,” Ann Lee told the Valley Gazette."
    assert row["question"].startswith("Does this sentence hold loaded wording? yes / no / unsure")
    assert (row["code"], row["voice"], row["words"], row["note"]) == ("", "", "", "")


def test_signs_of_paragraphs_stand_at_the_ends_of_the_context(readings: list[Reading]) -> None:
    (row,) = rows(sheet([drawn("wording", (0, 4))], readings))
    assert row["before"] == "The thugs broke the gate of the harbour. All of it was over soon. ¶"
    (first,) = rows(sheet([drawn("wording", (0, 0))], readings))
    assert (first["before"], first["behind"][:1]) == ("", "¶")
    (last,) = rows(sheet([drawn("wording", (1, 1))], readings))
    assert (last["before"], last["behind"]) == ("The ferry sank at noon.", "")


def test_no_cell_holds_a_line_break(readings: list[Reading]) -> None:
    head, cells = sheet([drawn("wording", (0, n)) for n in range(6)], readings, with_outlet=True)
    assert not any("\n" in cell for cell in (*head, *(cell for row in cells for cell in row)))


def test_the_outlet_and_the_verdict_are_not_in_the_sheet(readings: list[Reading]) -> None:
    told = Verdict("yes", ("own",), ("thugs",), ("Ann Lee",), "named-person", 0.87)
    (row,) = rows(sheet([drawn("wording", (0, 2), verdict=told)], readings))
    assert row["title"] == "Storm over Adrano - …"
    assert row["place"] == "article 1 [{}-{}]".format(*readings[0].sentences[2])
    shown = "; ".join(value for name, value in row.items() if name not in ("sentence", "before", "behind", "question"))
    assert not any(word in shown for word in ("Gazette", "own", "0.87", "test.txt", "17", "named-person"))


def test_the_outlet_and_the_id_can_be_asked_for(readings: list[Reading]) -> None:
    found = rows(sheet([drawn("wording", (0, 2)), drawn("wording", (1, 0))], readings, with_outlet=True))
    assert [row["outlet"] for row in found] == ["Valley Gazette", "unknown"]
    assert found[0]["place"].startswith("test.txt [")
    assert found[0]["title"].endswith("VALLEY GAZETTE")


def test_a_pair_stands_side_by_side(readings: list[Reading]) -> None:
    (row,) = rows(sheet([drawn("pairs", (0, 1), (1, 0))], readings))
    assert (row["sentence"], row["other_sentence"]) == ("The ferry left the pier at noon.", "The ferry sank at noon.")
    assert row["other_place"].startswith("article 2 [")
    assert "voice" not in row


def test_columns_that_a_kind_has_not_are_marked(readings: list[Reading]) -> None:
    units = [drawn("wording", (0, 2)), drawn("attributions", (0, 4)), drawn("pairs", (0, 1), (1, 0))]
    for kind, row in zip(KINDS, rows(sheet(units, readings)), strict=True):
        asked = {name for name in ("code", "voice", "words", "who", "source_kind") if row[name] != NOT_ASKED}
        assert asked == set(ANSWERS[kind])
        assert (row["other_sentence"] == NOT_ASKED) == (kind != "pairs")


def test_the_key_holds_stratum_size_and_verdict(readings: list[Reading]) -> None:
    told = Verdict("direct", sources=("she", "Ann Lee"), source_kind="named-person")
    units = [drawn("pairs", (0, 1), (1, 0)), drawn("attributions", (0, 4), verdict=told)]
    first, second = rows(key(units, readings, "outlet", 7))
    assert list(first) == list(KEY)
    expected = {
        "unit": "a-4",
        "kind": "attributions",
        "stratum": "direct",
        "group": "Valley Gazette",
        "drawn": "3",
        "size": "17",
        "verdict": "direct",
        "sources": "she | Ann Lee",
        "source_kind": "named-person",
        "sentence": "“It is over,” Ann Lee told the Valley Gazette.",
        "other_place": "",
        "by": "outlet",
    }
    assert {name: first[name] for name in expected} == expected
    assert first["made_with"].endswith(", seed 7")
    assert (second["unit"], second["other_sentence"]) == ("p-1", "The ferry sank at noon.")


def test_markup_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Storm\n\nThe [old pier](https://a.example/pier) is *very* old. It fell.\n", "utf-8"
    )
    found = [reading(article) for article in collection([str(tmp_path / "a.md")]).articles]
    first, second = rows(sheet([drawn("wording", (0, 1)), drawn("wording", (0, 2))], found))
    assert (first["title"], first["before"], second["before"][:9]) == ("Storm", "Storm ¶", "Storm ¶ T")
    assert first["sentence"] == "The old pier is very old."
    (told, _) = rows(key([drawn("wording", (0, 1)), drawn("wording", (0, 2))], found, "outlet", 1))
    assert told["sentence"] == first["sentence"]
