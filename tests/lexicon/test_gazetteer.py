"""The gazetteer maps what texts call actors and places to one entity each, and fills its tables evenly."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest

from framing.lexicon.gazetteer import (
    COLUMNS,
    FOLDER,
    KINDS,
    USES,
    EntityKind,
    GazetteerError,
    Role,
    Use,
    entities,
    lines,
    names,
    roles,
    table_entities,
    table_roles,
)

TABLES = tuple(COLUMNS)
BY_ID = {entity.id: entity for entity in entities()}
STATES = [entity for entity in entities() if entity.kind == "state"]
EVEN: tuple[tuple[str, Use], ...] = (("adjective", "adjective"), ("people", "people"))


def header(file: str) -> list[str]:
    return [row for row in (Path(FOLDER) / file).read_text(encoding="utf-8").splitlines() if row.startswith("#")]


def without(what: str) -> set[str]:
    """The states that the header of states.tsv names as having no such thing."""
    (row,) = [row for row in header("states.tsv") if row.startswith(f"# without {what}: ")]
    return set(row.partition(": ")[2].split())


def meant(text: str, use: Use) -> set[str]:
    return {entity.id for entity, name in names().get(text, ()) if name.use == use}


def copy(folder: Path, file: str, row: str) -> Path:
    """A copy of the tables with one more line at the end of a file."""
    shutil.copytree(FOLDER, folder / "names")
    with (folder / "names" / file).open("a", encoding="utf-8") as table:
        table.write(row + "\n")
    return folder / "names"


# The tables are well formed


@pytest.mark.parametrize("file", TABLES)
def test_a_table_is_sorted_and_its_first_column_is_unique(file: str) -> None:
    keys = [line.cells[0] or line.cells[1] for line in lines(file)]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("file", TABLES)
def test_a_table_has_one_line_end_and_no_stray_characters(file: str) -> None:
    text = (Path(FOLDER) / file).read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert unicodedata.normalize("NFC", text) == text
    assert not set(text) & set("\r\u00a0\u200b\u200e\ufeff")
    assert ";" not in "".join(cell for line in lines(file) for cell in line.cells)


@pytest.mark.parametrize("file", TABLES)
def test_every_table_states_its_origin_and_licence(file: str) -> None:
    assert [row for row in header(file) if row.startswith("# Origin: ")]
    assert [row for row in header(file) if row.startswith("# Licence: ")]
    readme = (Path(FOLDER) / "README.md").read_text(encoding="utf-8")
    (row,) = [row for row in readme.splitlines() if row.startswith(f"| `{file}` |")]
    assert all(cell.strip() for cell in row.strip("|").split("|"))
    assert "SPDX-License-Identifier: Unicode-3.0" in readme


def test_ids_are_unique_across_tables_and_every_part_lies_in_something_known() -> None:
    assert len(BY_ID) == len(entities())
    assert {entity.part_of for entity in entities() if entity.part_of} <= BY_ID.keys()
    assert all(
        BY_ID[entity.part_of].kind == "state" for entity in entities() if entity.part_of and entity.kind != "person"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_entities_have_names_without_doubles_and_with_plain_letters_beside_diacritics(kind: EntityKind) -> None:
    for entity in (entity for entity in entities() if entity.kind == kind):
        texts = {name.text for name in entity.names}
        assert any(name.use == "name" for name in entity.names), entity.id
        assert len(entity.names) == len(set(entity.names)), entity.id
        assert any(text.isascii() for text in texts), entity.id
        assert {text.replace("'", "’") for text in texts if text.isascii()} <= texts, entity.id


def test_the_order_of_entities_and_of_candidates_is_stated_and_kept() -> None:
    assert tuple(dict.fromkeys(entity.kind for entity in entities())) == KINDS
    assert KINDS == ("state", "place", "organisation", "media", "person")
    for candidates in names().values():
        uses = [USES.index(name.use) for _, name in candidates]
        assert uses == sorted(uses)


# What texts call things


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kyiv", "Kiev"),
        ("Kharkiv", "Kharkov"),
        ("Odesa", "Odessa"),
        ("Donbas", "Donbass"),
        ("Chisinau", "Kishinev"),
        ("Beijing", "Peking"),
        ("Mumbai", "Bombay"),
        ("Yangon", "Rangoon"),
        ("Gaza", "Gaza Strip"),
        ("Türkiye", "Turkey"),
        ("Ivory Coast", "Côte d’Ivoire"),
        ("Czechia", "Czech Republic"),
        ("NATO", "North Atlantic Treaty Organization"),
        ("ISIS", "Daesh"),
        ("Hezbollah", "Hizbullah"),
        ("FT", "Financial Times"),
        ("AP", "Associated Press"),
        ("WSJ", "The Wall Street Journal"),
        ("Zelensky", "Zelenskyy"),
        ("Volodymyr Zelenskiy", "Vladimir Zelensky"),
        ("Erdogan", "Recep Tayyip Erdoğan"),
        ("Gaddafi", "Qaddafi"),
    ],
)
def test_two_spellings_lead_to_one_entity(one: str, other: str) -> None:
    assert len(meant(one, "name")) == 1
    assert meant(one, "name") == meant(other, "name")


@pytest.mark.parametrize(
    ("text", "use", "ids"),
    [
        ("White House", "metonym", {"US"}),
        ("Kremlin", "metonym", {"RU"}),
        ("Downing Street", "metonym", {"GB"}),
        ("Élysée", "metonym", {"FR"}),
        ("Elysee", "metonym", {"FR"}),
        ("Zhongnanhai", "metonym", {"CN"}),
        ("Kyiv", "metonym", {"UA"}),
        ("Kiev", "metonym", {"UA"}),
        ("Moscow", "metonym", {"RU"}),
        ("Brussels", "metonym", {"BE", "eu"}),
        ("Ukrainian", "adjective", {"UA"}),
        ("Ukrainians", "people", {"UA"}),
        ("Dutch", "people", {"NL"}),
        ("Scottish", "adjective", {"scotland"}),
        ("Congolese", "adjective", {"CD", "CG"}),
        ("the defensive alliance", "description", {"nato", "collective-security-treaty-organization"}),
        ("Georgia", "name", {"GE", "georgia-us"}),
        ("Washington", "name", {"US-capital", "washington-state"}),
        ("Washington", "metonym", {"US"}),
        ("Jerusalem", "metonym", {"IL"}),
        ("white house", "metonym", set()),
    ],
)
def test_a_form_stands_for_all_that_it_can_mean(text: str, use: Use, ids: set[str]) -> None:
    assert meant(text, use) == ids


def test_candidates_stand_by_use_then_kind_then_id() -> None:
    found = [(entity.id, name.use) for entity, name in names()["Washington"]]
    assert found == [("US-capital", "name"), ("washington-state", "name"), ("US", "metonym")]


def test_a_parenthesis_that_tells_namesakes_apart_is_no_written_form() -> None:
    assert BY_ID["vox-party"].name == "Vox (party)"
    assert "Vox (party)" not in names()
    assert meant("Vox", "name") == {"vox", "vox-party"}


def test_a_place_lies_in_its_state_and_a_disputed_one_in_none() -> None:
    assert BY_ID["kharkiv"].part_of == "UA"
    assert BY_ID["crimea"].part_of == "UA"
    assert BY_ID["kashmir"].part_of is None
    assert BY_ID["IL-capital"].part_of is None
    assert [entity.id for entity in entities() if "Jerusalem" in {name.text for name in entity.names}] == [
        "IL",
        "IL-capital",
    ]


# Even-handed: every state has the same columns, filled the same way


def test_every_country_of_iso_3166_is_there() -> None:
    assert len(STATES) == 249 + 1, "249 codes of ISO 3166-1, and XK"
    assert all(len(state.id) == 2 and state.id.isascii() and state.id.isupper() for state in STATES)


def test_every_state_has_a_capital_and_it_is_a_metonym_of_the_government() -> None:
    assert {state.id for state in STATES if f"{state.id}-capital" not in BY_ID} == without("capital")
    for state in STATES:
        if capital := BY_ID.get(f"{state.id}-capital"):
            forms = {name.text for name in state.names if name.use in ("metonym", "name")}
            assert {name.text for name in capital.names if name.use == "name"} <= forms


@pytest.mark.parametrize(("what", "use"), EVEN)
def test_every_state_has_an_adjective_and_a_word_for_its_people(what: str, use: Use) -> None:
    assert {state.id for state in STATES if not any(name.use == use for name in state.names)} == without(what)


def test_a_sovereign_state_lacks_nothing_but_what_the_header_names() -> None:
    assert {state.id for state in STATES if state.subclass == "state"} & (
        without("capital") | without("adjective")
    ) == set()
    assert all(state.part_of is None for state in STATES if state.subclass == "state")


def test_every_organisation_of_a_class_has_the_descriptions_of_its_class() -> None:
    for group in ("armed-group", "party", "company", "think-tank", "ngo", "intergovernmental"):
        common = [
            {name.text for name in entity.names if name.use == "description"}
            for entity in entities()
            if entity.kind == "organisation" and entity.subclass == group
        ]
        assert set.intersection(*common), group


def test_media_come_from_all_continents() -> None:
    homes = {entity.part_of for entity in entities() if entity.kind == "media"}
    assert {"US", "CA", "MX", "BR", "AR", "GB", "FR", "DE", "PL", "UA", "RU", "TR", "IL", "PS", "QA", "IR"} <= homes
    assert {"EG", "NG", "KE", "ZA", "IN", "PK", "CN", "TW", "JP", "KR", "ID", "AU", "NZ"} <= homes


# Roles


def test_a_role_is_found_in_both_numbers() -> None:
    assert roles()["official"] == Role("official", "official", anonymous=True, plural=False)
    assert roles()["officials"] == Role("officials", "official", anonymous=True, plural=True)
    assert roles()["prime minister"] == Role("prime minister", "official", anonymous=False, plural=False)
    assert roles()["mps"] == Role("MPs", "official", anonymous=True, plural=True)
    assert roles()["spokespeople"].plural
    assert not roles()["spokeswoman"].anonymous
    assert roles()["analysts"].kind == "expert"
    assert roles()["residents"].kind == "private"
    assert not roles()["newspaper"].anonymous
    assert roles()["police"] == Role("police", "collective", anonymous=False, plural=True)


# Malformed tables


@pytest.mark.parametrize(
    ("file", "row", "message"),
    [
        ("media.tsv", "zz\tZz", r"names/media\.tsv, line \d+: 2 cells; write 4, one tab between two: id, name"),
        ("media.tsv", "zz\tZz\tZ||Y\t", r"media\.tsv, line \d+: an empty or padded value in 'Z\|\|Y'; write"),
        ("media.tsv", "zz\tZz\tZ | Y\t", r"media\.tsv, line \d+: an empty or padded value"),
        ("media.tsv", "zz\t\tZ\t", r"media\.tsv, line \d+: no name; fill it in, or remove the line"),
        ("media.tsv", "zz\tZz\t\tQQ", r"media\.tsv, line \d+: part_of is 'QQ', which no table has; write"),
        ("media.tsv", "nato\tZz\t\t", r"media\.tsv, line \d+: the id 'nato' is used twice; give"),
        ("places.tsv", "zz\ttown\tZz\t\t\t\t", r"places\.tsv, line \d+: unknown class 'town'; write one of city"),
        ("roles.tsv", "zz\tzzs\tboss\tno", r"roles\.tsv, line \d+: unknown kind 'boss'; write one of official"),
        ("roles.tsv", "zz\tzzs\texpert\tmaybe", r"roles\.tsv, line \d+: anonymous is 'maybe'; write yes or no"),
        ("roles.tsv", "expert\texperts\texpert\tyes", r"roles\.tsv, line \d+: 'expert' stands twice; keep one"),
        ("roles.tsv", "\t\texpert\tyes", r"roles\.tsv, line \d+: neither singular nor plural is given; fill"),
    ],
)
def test_a_malformed_line_is_named_with_its_remedy(tmp_path: Path, file: str, row: str, message: str) -> None:
    folder = str(copy(tmp_path, file, row))
    with pytest.raises(GazetteerError, match=message):
        (table_entities(folder), table_roles(folder))


def test_a_table_without_its_column_line_is_refused(tmp_path: Path) -> None:
    folder = copy(tmp_path, "media.tsv", "")
    table = folder / "media.tsv"
    table.write_text(table.read_text(encoding="utf-8").replace("# columns: ", "# "), encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"names/media\.tsv, line 1: no line names the columns; add the line"):
        table_entities(str(folder))


def test_given_names_are_sorted_and_no_places() -> None:
    listed = [line.cells[0] for line in lines("given.tsv")]
    assert listed == sorted(set(listed))
    assert len(listed) > 500
    places = {name.text for entity in entities() if entity.kind in ("place", "state") for name in entity.names}
    assert not set(listed) & places
