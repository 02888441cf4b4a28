"""A key and filled sheets become codings: what each coder says of each unit, and what the tool says of it.

A code that is none, a unit that the key does not have and the sheet of another sample are told with their place, and
nothing is guessed. What can go wrong: all of that; :class:`~framing.validation.saved.BadSheet` says it in one line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from framing.validation.codes import (
    KINDS,
    QUESTIONS,
    SOURCE_KINDS,
    UNSURE,
    VOICES,
    Kind,
    Verdict,
    answer,
    source_kind,
    voices,
)
from framing.validation.columns import ALSO, KEY, NOT_ASKED
from framing.validation.saved import UNIT, BadSheet, Saved, saved

T = TypeVar("T")
CODE = "code"


@dataclass(frozen=True, slots=True)
class Keyed:
    """A unit as its key has it: stratum, how many of it were drawn of how many, verdict, where it stands, its words."""

    name: str
    kind: Kind
    level: str
    group: str
    drawn: int
    size: int
    verdict: Verdict
    places: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder says of one unit; ``code`` is "" where the cell is empty."""

    name: str
    code: str
    voices: tuple[str, ...] = ()
    words: str = ""
    who: str = ""
    source_kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Coder:
    """One filled sheet; it is called by its file's name."""

    name: str
    codings: tuple[Coding, ...]


def keyed(path: Path) -> tuple[Keyed, ...]:
    """The units of a key; raises OSError and BadSheet."""
    found = saved(path)
    missing = [name for name in KEY if name not in found.head]
    if "stratum" in missing:
        raise BadSheet(
            f"{found.name}: this is no key: name first the .key.csv that framing sample wrote with the sheet"
        )
    if missing:
        raise BadSheet(f"{found.name}: the column “{missing[0]}” is missing: give the key as framing sample wrote it")
    return tuple(_keyed(found.name, row, cells) for row, cells in found.rows)


def _keyed(name: str, row: int, cells: Mapping[str, str]) -> Keyed:
    kind = next((one for one in KINDS if one == cells["kind"]), None)
    levels = {level.name for level in QUESTIONS[kind].levels} if kind else set()
    counts = [int(cells[column]) if cells[column].isdecimal() else 0 for column in ("drawn", "size")]
    if kind is None or cells["stratum"] not in levels or not 0 < counts[0] <= counts[1]:
        raise BadSheet(f"{name}, row {row}: this is not what framing sample wrote: give the key unchanged")
    words, sources = (tuple(filter(None, cells[column].split(ALSO))) for column in ("words", "sources"))
    verdict = Verdict(cells["verdict"], tuple(cells["voices"].split()), words, sources, cells["source_kind"])
    both = [tuple(filter(None, (cells[column], cells[f"other_{column}"]))) for column in ("place", "sentence")]
    return Keyed(cells[UNIT], kind, cells["stratum"], cells["group"], counts[0], counts[1], verdict, both[0], both[1])


def coders(paths: Sequence[Path], key: Path, units: Sequence[Keyed]) -> tuple[Coder, ...]:
    """The coders of some sheets; raises OSError and BadSheet."""
    known = {unit.name: unit.kind for unit in units}
    names = Counter(path.stem for path in paths)
    used: Counter[str] = Counter()
    out = []
    for path in paths:
        used[path.stem] += 1
        name = path.stem if names[path.stem] == 1 else f"{path.stem} {used[path.stem]}"
        out.append(Coder(name, _codings(saved(path), key.as_posix(), known)))
    return tuple(out)


def _codings(found: Saved, key: str, known: Mapping[str, Kind]) -> tuple[Coding, ...]:
    if "stratum" in found.head:
        raise BadSheet(f"{found.name}: this is a key, no sheet: name the key first, then the filled sheets")
    if CODE not in found.head:
        raise BadSheet(f"{found.name}: the column “{CODE}” is missing: it holds the answers")
    if not any(cells[UNIT] in known for _, cells in found.rows):
        raise BadSheet(f"{found.name}: none of its units is in {key}: this sheet belongs to another sample")
    wrong: list[str] = []
    out: dict[str, tuple[int, Coding]] = {}
    for row, cells in found.rows:
        unit = cells[UNIT]
        if unit not in known:
            wrong.append(f"row {row}, column “{UNIT}”: “{unit}” is not in {key}: take the rows of one sample only")
            continue
        coding = _coding(unit, known[unit], row, cells, wrong)
        if unit in out and out[unit][1] != coding:
            wrong.append(f"row {row}, column “{UNIT}”: “{unit}” is coded in row {out[unit][0]} too: leave one of them")
        out.setdefault(unit, (row, coding))
    if wrong:
        more = f" (and {len(wrong) - 1} more like this)" if len(wrong) > 1 else ""
        raise BadSheet(f"{found.name}, {wrong[0]}{more}")
    if not any(coding.code for _, coding in out.values()):
        raise BadSheet(f"{found.name}: no unit is coded: fill in the column “{CODE}”")
    return tuple(coding for _, coding in out.values())


def _coding(unit: str, kind: Kind, row: int, cells: Mapping[str, str], wrong: list[str]) -> Coding:
    """One row; what is no code goes to ``wrong``, with what is allowed there."""
    told = {name: "" if cell == NOT_ASKED else cell for name, cell in cells.items()}

    def read(column: str, reader: Callable[[str], T | None], allowed: Sequence[str], otherwise: T) -> T:
        value = reader(told.get(column, ""))
        if value is None:
            wrong.append(f"row {row}, column “{column}”: “{told[column]}” is no code: write {_one_of(allowed)}")
        return otherwise if value is None else value

    code = read(CODE, lambda cell: answer(cell, kind), (*QUESTIONS[kind].codes, UNSURE), "")
    note = told.get("note", "")
    if kind == "wording":
        heard: tuple[str, ...] = read("voice", voices, (*VOICES, UNSURE), ())
        return Coding(unit, code, voices=heard, words=told.get("words", ""), note=note)
    if kind == "attributions":
        sort = read("source_kind", source_kind, (*SOURCE_KINDS, UNSURE), "")
        return Coding(unit, code, who=told.get("who", ""), source_kind=sort, note=note)
    return Coding(unit, code, note=note)


def _one_of(allowed: Sequence[str]) -> str:
    return f"{', '.join(allowed[:-1])} or {allowed[-1]}, or leave it empty"


def copied(found: Sequence[Coder]) -> Iterator[tuple[str, str]]:
    """Pairs of coders whose sheets say the same in every cell, free words too: perhaps one sheet, given twice."""
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if sorted(one.codings, key=str) == sorted(other.codings, key=str):
                yield one.name, other.name
