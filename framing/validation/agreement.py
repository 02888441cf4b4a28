"""A key and filled sheets become an Agreement: how well coders agree, and how right the tool is, kind by kind.

What can go wrong: sheets that cannot be read (:class:`~framing.validation.saved.BadSheet`), and a kind of which nobody
coded a unit, which is left out with a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.validation.against import Judged, judged
from framing.validation.between import Item, items
from framing.validation.codes import KINDS, UNSURE, Kind
from framing.validation.filled import Coder, Keyed, coders, copied, keyed


@dataclass(frozen=True, slots=True)
class Coded:
    """How many units of a kind one coder gave a code, of how many they were unsure, and how many they left empty."""

    coder: str
    sure: int
    unsure: int
    empty: int


@dataclass(frozen=True, slots=True)
class Compared:
    """All that can be said of one kind of units; ``size`` is the number of them in the articles."""

    kind: Kind
    size: int
    units: tuple[Keyed, ...]
    coded: tuple[Coded, ...]
    between: tuple[Item, ...]
    against: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The coders, what can be said of each kind, and what should be known before."""

    coders: tuple[Coder, ...]
    kinds: tuple[Compared, ...]
    notes: tuple[str, ...]


def agreement(key: Path, sheets: Sequence[Path]) -> Agreement:
    """Read a key and the filled sheets of one coder or more; raises OSError and BadSheet."""
    units = keyed(key)
    found = coders(sheets, key, units)
    coded = {coding.name for coder in found for coding in coder.codings if coding.code}
    kinds = [kind for kind in KINDS if any(unit.kind == kind and unit.name in coded for unit in units)]
    return Agreement(
        found,
        tuple(_compared(kind, [unit for unit in units if unit.kind == kind], found) for kind in kinds),
        tuple(_notes(units, kinds, found)),
    )


def _compared(kind: Kind, units: Sequence[Keyed], found: Sequence[Coder]) -> Compared:
    sizes = {(unit.level, unit.group): unit.size for unit in units}
    names = {unit.name for unit in units}
    return Compared(
        kind,
        sum(sizes.values()),
        tuple(units),
        tuple(_coded(coder, names) for coder in found),
        tuple(items(kind, units, found)) if len(found) > 1 else (),
        tuple(judged(kind, units, found)),
    )


def _coded(coder: Coder, names: set[str]) -> Coded:
    codes = [coding.code for coding in coder.codings if coding.name in names]
    unsure, empty = codes.count(UNSURE), codes.count("")
    return Coded(coder.name, len(codes) - unsure - empty, unsure, len(names) - len(codes) + empty)


def _notes(units: Sequence[Keyed], kinds: Sequence[Kind], found: Sequence[Coder]) -> Iterator[str]:
    for kind in KINDS:
        if kind not in kinds and any(unit.kind == kind for unit in units):
            yield f"Nobody coded a unit of {kind}: it is left out."
    for one, other in copied(found):
        yield f"The sheets of {one} and {other} are the same in every cell: is it one sheet, given twice?"
