"""Codings of several coders become their agreement: alpha, how often all say the same, and who says what where.

"Unsure" is no code of a thing: it counts as no answer, and beside that alpha is given with it as a code of its own.
What can go wrong: one coder, with whom nobody can agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from framing.measures import Measure, share
from framing.validation.alpha import Alpha, alpha
from framing.validation.codes import QUESTIONS, UNSURE, Kind
from framing.validation.filled import Coder, Coding, Keyed

Value = Callable[[Kind, Coding], str]
"""What a coding says of one thing, "" where it says nothing."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """Units to which one says ``a`` and another ``b``."""

    a: str
    b: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Two:
    """Two coders: their alpha, and what one says where the other says what."""

    a: str
    b: str
    alpha: Alpha
    crossed: tuple[Crossed, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """How far coders agree in one thing that they were asked.

    ``with_unsure`` is alpha with "unsure" as a code, None where nobody was; ``same`` is the share of units with two
    codes or more in which all are the same; ``differing`` are the other ones.
    """

    name: str
    about: str
    alpha: Alpha
    with_unsure: Alpha | None
    same: Measure
    differing: tuple[str, ...]
    two: tuple[Two, ...]


def code(_: Kind, coding: Coding) -> str:
    """The answer to the question."""
    return coding.code


def _sure(_: Kind, coding: Coding) -> str:
    return "" if coding.code == UNSURE else coding.code


def _reported(kind: Kind, coding: Coding) -> str:
    sure = _sure(kind, coding)
    return sure and ("some" if QUESTIONS[kind].found(sure) else "none")


def _voice(kind: Kind, coding: Coding) -> str:
    return "+".join(coding.voices) if QUESTIONS[kind].found(coding.code) else ""


def _source_kind(kind: Kind, coding: Coding) -> str:
    return coding.source_kind if QUESTIONS[kind].found(coding.code) else ""


ITEMS: Final[Mapping[Kind, tuple[tuple[str, str, Value], ...]]] = {
    "wording": (("loaded", "yes or no", _sure), ("voice", "where both say yes", _voice)),
    "attributions": (
        ("type", "none, direct, indirect or mixed", _sure),
        ("reported", "any of these or none", _reported),
        ("source kind", "where both name a source", _source_kind),
    ),
    "pairs": (("same fact", "yes or no", _sure),),
}
"""What is compared between coders; the first of each kind is the answer to its question."""


def items(kind: Kind, units: Sequence[Keyed], coders: Sequence[Coder]) -> Iterator[Item]:
    """The agreement of the coders in each thing that was asked of the units of a kind."""
    told = {coder.name: {coding.name: coding for coding in coder.codings} for coder in coders}
    for number, (name, about, value) in enumerate(ITEMS[kind]):
        given = _given(kind, value, units, told)
        unsure = _given(kind, code, units, told) if number == 0 else []
        asked = any(UNSURE in codes.values() for _, codes in unsure)
        paired = [(unit, set(codes.values())) for unit, codes in given if len(codes) > 1]
        differing = tuple(unit for unit, codes in paired if len(codes) > 1)
        yield Item(
            name,
            about,
            _alpha(given),
            _alpha(unsure) if asked else None,
            share("same", len(paired) - len(differing), len(paired)),
            differing,
            tuple(_two(a.name, b.name, given) for a, b in combinations(coders, 2)),
        )


Given = Sequence[tuple[str, Mapping[str, str]]]
"""Units in order, each with what its coders say of one thing."""


def _given(kind: Kind, value: Value, units: Sequence[Keyed], told: Mapping[str, Mapping[str, Coding]]) -> Given:
    out = []
    for unit in units:
        said = {name: value(kind, own[unit.name]) for name, own in told.items() if unit.name in own}
        out.append((unit.name, {name: word for name, word in said.items() if word}))
    return out


def _alpha(given: Given) -> Alpha:
    return alpha([tuple(codes.values()) for _, codes in given])


def _two(a: str, b: str, given: Given) -> Two:
    both = [(unit, {name: codes[name] for name in (a, b)}) for unit, codes in given if a in codes and b in codes]
    crossed: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for unit, codes in both:
        crossed[codes[a], codes[b]].append(unit)
    return Two(a, b, _alpha(both), tuple(Crossed(*pair, tuple(found)) for pair, found in sorted(crossed.items())))
