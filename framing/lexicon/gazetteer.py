"""The tables in ``names/`` become Entities, the Names they are written with, and the Roles people are given.

A written form such as a capital city's name can stand for several things: the city, or the government that sits
there. Nothing is decided here: :func:`names` lists every candidate, in a stated order, and the text around it must
decide. What may go wrong: a table edited by hand can be malformed; :class:`GazetteerError` then names the file, the
line and the remedy, and nothing is loaded.

No name stands in this file. ``names/README.md`` says where each table comes from and under which licence.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple, NoReturn

Use = Literal["name", "adjective", "people", "metonym", "description"]
EntityKind = Literal["state", "place", "organisation", "media", "person"]
RoleKind = Literal["official", "expert", "private", "media", "collective"]

FOLDER = os.path.join(os.path.dirname(__file__), "names")
USES: tuple[Use, ...] = ("name", "adjective", "people", "metonym", "description")
KINDS: tuple[EntityKind, ...] = ("state", "place", "organisation", "media", "person")
ROLE_KINDS: tuple[RoleKind, ...] = ("official", "expert", "private", "media", "collective")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "states.tsv": (*("id", "class", "name", "other_names", "adjectives", "people", "capital", "metonyms", "part_of"),),
    "places.tsv": ("id", "class", "name", "other_names", "adjectives", "people", "part_of"),
    "organisations.tsv": ("id", "class", "name", "other_names", "metonyms", "descriptions", "part_of"),
    "media.tsv": ("id", "name", "other_names", "part_of"),
    "people.tsv": ("id", "name", "other_names", "surnames", "part_of"),
    "roles.tsv": ("singular", "plural", "kind", "anonymous"),
    "given.tsv": ("name",),
    "short.tsv": ("name", "short_forms"),
}
"""The columns of each table, as its ``# columns:`` line must give them."""

CLASSES: Mapping[str, frozenset[str]] = {
    "states.tsv": frozenset({"state", "territory"}),
    "places.tsv": frozenset({"city", "region", "province", "water", "former-state"}),
    "organisations.tsv": frozenset(
        {"intergovernmental", "body", "party", "company", "ngo", "think-tank", "armed-group"}
    ),
}
"""The values that the column ``class`` may take in each table."""


class GazetteerError(ValueError):
    """A table is malformed; the message names the file, the line and the remedy."""


class Name(NamedTuple):
    """One written form of an entity, case kept, and how that form is used."""

    text: str
    use: Use


class Entity(NamedTuple):
    """Something that news names.

    ``name`` is what a report calls it and ``names`` are the forms that texts use. ``part_of`` is the id of the state
    (for a person also the organisation) it belongs to, None where it has none or where that is disputed. ``subclass``
    divides a kind further: "city" or "region" for a place, "party" or "company" for an organisation; empty for media
    and persons.
    """

    id: str
    name: str
    kind: EntityKind
    names: tuple[Name, ...]
    part_of: str | None
    subclass: str = ""


class Role(NamedTuple):
    """A role noun or job title; ``anonymous`` where the bare noun, with no name beside it, is an unnamed source."""

    text: str
    kind: RoleKind
    anonymous: bool
    plural: bool


class Line(NamedTuple):
    """One line of a table: its number, counted from 1, and its cells."""

    file: str
    number: int
    cells: list[str]


def failure(file: str, number: int, problem: str, remedy: str) -> NoReturn:
    """Raise the one kind of error this module has."""
    raise GazetteerError(f"names/{file}, line {number}: {problem}; {remedy}")


def lines(file: str, folder: str = FOLDER) -> Iterator[Line]:
    """The lines of a table that hold data, each with as many cells as the table has columns."""
    columns = COLUMNS[file]
    wanted = "# columns: " + "\t".join(columns)
    with open(os.path.join(folder, file), encoding="utf-8") as table:
        rows = table.read().split("\n")
    if wanted not in rows:
        failure(file, 1, "no line names the columns", f"add the line {wanted!r}, with tabs between the columns")
    for number, row in enumerate(rows, 1):
        if not row or row.startswith("#"):
            continue
        cells = row.split("\t")
        if len(cells) != len(columns):
            failure(
                file, number, f"{len(cells)} cells", f"write {len(columns)}, one tab between two: {', '.join(columns)}"
            )
        yield Line(file, number, cells)


def forms(cell: str, use: Use, line: Line) -> list[Name]:
    """The written forms in a cell, which "|" separates."""
    if not cell:
        return []
    texts = cell.split("|")
    if "" in texts or " |" in cell or "| " in cell or cell != cell.strip():
        failure(line.file, line.number, f"an empty or padded value in {cell!r}", 'write "a|b", with no spaces around')
    return [Name(text, use) for text in texts]


def own_name(name: str, line: Line) -> list[Name]:
    """The name column as a written form; one ending in a parenthesis only tells namesakes apart, no text has it."""
    return [] if name.endswith(")") else forms(name, "name", line)


def states(line: Line) -> Iterator[Entity]:
    """A line of states.tsv: the state, its capital as a place, and the capital's names as metonyms of the state."""
    key, subclass, name, other, adjectives, people, capital, metonyms, part_of = line.cells
    seat = forms(capital, "name", line)
    named = own_name(name, line) + forms(other, "name", line)
    taken = {known.text for known in named}
    names = named + forms(adjectives, "adjective", line) + forms(people, "people", line)
    names += [Name(text, "metonym") for text, _ in seat if text not in taken] + forms(metonyms, "metonym", line)
    yield Entity(key, name, "state", tuple(names), part_of or None, subclass)
    if seat:
        yield Entity(f"{key}-capital", seat[0].text, "place", tuple(seat), key, "city")


def places(line: Line) -> Iterator[Entity]:
    """A line of places.tsv: a place that is not the capital of a state."""
    key, subclass, name, other, adjectives, people, part_of = line.cells
    names = own_name(name, line) + forms(other, "name", line)
    names += forms(adjectives, "adjective", line) + forms(people, "people", line)
    yield Entity(key, name, "place", tuple(names), part_of or None, subclass)


def organisations(line: Line) -> Iterator[Entity]:
    """A line of organisations.tsv."""
    key, subclass, name, other, metonyms, descriptions, part_of = line.cells
    names = own_name(name, line) + forms(other, "name", line)
    names += forms(metonyms, "metonym", line) + forms(descriptions, "description", line)
    yield Entity(key, name, "organisation", tuple(names), part_of or None, subclass)


def media(line: Line) -> Iterator[Entity]:
    """A line of media.tsv."""
    key, name, other, part_of = line.cells
    yield Entity(key, name, "media", tuple(own_name(name, line) + forms(other, "name", line)), part_of or None)


def persons(line: Line) -> Iterator[Entity]:
    """A line of people.tsv; a surname is a name too, shared by all who bear it."""
    key, name, other, surnames, part_of = line.cells
    names = own_name(name, line) + forms(other, "name", line) + forms(surnames, "name", line)
    yield Entity(key, name, "person", tuple(names), part_of or None)


TABLES: tuple[tuple[str, Callable[[Line], Iterator[Entity]]], ...] = (
    ("states.tsv", states),
    ("places.tsv", places),
    ("organisations.tsv", organisations),
    ("media.tsv", media),
    ("people.tsv", persons),
)


def check_line(line: Line) -> None:
    """Demand an id, a name and, where the table has classes, one of them."""
    classes = CLASSES.get(line.file)
    needed = {"id": line.cells[0], "name": line.cells[1 if classes is None else 2]}
    if "" in needed.values():
        empty = " and ".join(column for column, value in needed.items() if not value)
        failure(line.file, line.number, f"no {empty}", "fill it in, or remove the line")
    if classes is not None and line.cells[1] not in classes:
        known = ", ".join(sorted(classes))
        failure(line.file, line.number, f"unknown class {line.cells[1]!r}", f"write one of {known}")


def table_entities(folder: str = FOLDER) -> tuple[Entity, ...]:
    """The entities of all tables in a folder, by kind and id.

    A place whose id is that of a capital ("XX-capital") stands in the stead of the one that states.tsv makes.
    """
    found: dict[str, tuple[Entity, Line]] = {}
    for file, entities_of in TABLES:
        for line in lines(file, folder):
            check_line(line)
            for entity in entities_of(line):
                replaces = file == "places.tsv" and found.get(entity.id, (None, line))[1].file == "states.tsv"
                if entity.id in found and not replaces:
                    failure(
                        file, line.number, f"the id {entity.id!r} is used twice", "give every entity an id of its own"
                    )
                found[entity.id] = entity, line
    for entity, line in found.values():
        if entity.part_of is not None and entity.part_of not in found:
            failure(
                line.file, line.number, f"part_of is {entity.part_of!r}, which no table has", "write the id of a state"
            )
    rank = {kind: place for place, kind in enumerate(KINDS)}
    return tuple(sorted((entity for entity, _ in found.values()), key=lambda entity: (rank[entity.kind], entity.id)))


def table_roles(folder: str = FOLDER) -> dict[str, Role]:
    """The roles of a folder's table by lower-case form, both numbers."""
    found: dict[str, Role] = {}
    for line in lines("roles.tsv", folder):
        *numbers, kind, anonymous = line.cells
        if kind not in ROLE_KINDS:
            failure(line.file, line.number, f"unknown kind {kind!r}", f"write one of {', '.join(ROLE_KINDS)}")
        if anonymous not in ("yes", "no"):
            failure(line.file, line.number, f"anonymous is {anonymous!r}", "write yes or no")
        if not any(numbers):
            failure(
                line.file, line.number, "neither singular nor plural is given", "fill one of them, or remove the line"
            )
        for text, plural in zip(numbers, (False, True), strict=True):
            if text.lower() in found:
                failure(line.file, line.number, f"{text!r} stands twice", "keep one of the lines")
            if text:
                found[text.lower()] = Role(text, kind, anonymous == "yes", plural)
    return found


@cache
def entities() -> tuple[Entity, ...]:
    """All entities: states, then places, organisations, media and persons, each by id (code point order)."""
    return table_entities()


@cache
def names() -> Mapping[str, tuple[tuple[Entity, Name], ...]]:
    """Every written form, case kept, with all that it can stand for.

    Candidates are ordered by use (name, adjective, people, metonym, description), then as in :func:`entities`: the
    first is a stated order, not a guess at what a text means.
    """
    by_use: dict[Use, list[tuple[Entity, Name]]] = {use: [] for use in USES}
    for entity in entities():
        for name in entity.names:
            by_use[name.use].append((entity, name))
    found: dict[str, tuple[tuple[Entity, Name], ...]] = {}
    for candidates in by_use.values():
        for candidate in candidates:
            text = candidate[1].text
            found[text] = (*found[text], candidate) if text in found else (candidate,)
    return MappingProxyType(found)


@cache
def given_names() -> frozenset[str]:
    """Given names: those listed, and the first words of the full names of listed persons."""
    listed = {line.cells[0] for line in lines("given.tsv")}
    full = (entity.name.split() for entity in entities() if entity.kind == "person" and " " in entity.name)
    return frozenset(listed | {words[0] for words in full if words[0].lower() not in roles()})


@cache
def short_names() -> Mapping[str, str]:
    """From each short form that is no beginning of its given name to the name, both in small letters."""
    table = [(line.cells[0], line.cells[1].split("|")) for line in lines("short.tsv")]
    return MappingProxyType({short.lower(): name.lower() for name, forms in table for short in forms})


@cache
def roles() -> Mapping[str, Role]:
    """Every role noun, singular and plural, by its lower-case form."""
    return MappingProxyType(table_roles())
