"""A model file becomes a Network: whole numbers only, so that every machine comes to the same result.

The network reads one row of items at a time. Each item is the sum of the vectors of its traits; a bidirectional LSTM
(Hochreiter and Schmidhuber 1997; Graves and Schmidhuber 2005) reads them in order; from its states one layer scores
each item as the beginning or inside of a cue, and a second one, given a cue, scores each item as source or content of
it (a scorer of pairs after Dozat and Manning 2017, with the distance in words). Both are read off with the best path
through a linear chain (Viterbi 1967).

Every value is an integer that stands for itself divided by a power of two; sigmoid and tanh are tables. Sums stay
below 2**24, so that they are exact in 32-bit floating point as well: :mod:`framing.attribution.packed` needs nothing
but Python, :mod:`framing.attribution.arrays` is NumPy and quick; they agree in every bit (a test holds them to it).
"""

from __future__ import annotations

import importlib
import json
import math
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from framing.attribution.stored import FILE, Stored, stored
from framing.attribution.traits import StoredVocabulary, Vocabulary, numbered

FORMAT = "framing.network/1"

STATE_BITS = 9
"""A state of 1.0 is 2**9."""
CELL_BITS = 10
GATE_BITS = 8
TABLE_BITS = 6
"""Sigmoid and tanh are looked up in steps of 1/64."""
REACH = 512
"""Steps of the tables on either side of zero: beyond ±8 the functions are flat."""
CELL_LIMIT = 8 << CELL_BITS
PAIR_BITS = 6
PAIR_LIMIT = 511

SIGMOID = tuple(round((1 << GATE_BITS) / (1 + math.exp(-n / 64))) for n in range(-REACH, REACH))
TANH = tuple(round((1 << CELL_BITS) * math.tanh(n / 64)) for n in range(-REACH, REACH))

DISTANCES = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 45, 70)
"""Upper bounds of the classes of distance, in items, between a cue and another item; one more class lies beyond."""
SIDE = len(DISTANCES) + 1
FOLLOWING = 4
"""Places told apart in the row behind the cue's: its first three items and the rest."""
RELATIONS = 2 * SIDE + 1 + FOLLOWING
MOST_BEFORE, MOST_BEHIND, MOST_FOLLOWING = 90, 110, 40
"""Items of a window before its cue, behind it, and in the row that follows."""
BEFORE = tuple(bisect_left(DISTANCES, distance) for distance in range(1, MOST_BEFORE + 1))
BEHIND = tuple(SIDE + bisect_left(DISTANCES, distance) for distance in range(1, MOST_BEHIND + MOST_BEFORE + 1))


class Matrix(NamedTuple):
    """``rows`` by ``columns`` numbers of one signed byte, row by row; a value of 1.0 is 2**bits."""

    rows: int
    columns: int
    bits: int
    values: array[int] | memoryview
    packed: memoryview | None = None
    """The columns as long integers, where the build has made them (:mod:`framing.attribution.packed`)."""

    def __hash__(self) -> int:
        """By identity: it is a key of what is computed from it."""
        return id(self)

    def row(self, number: int) -> array[int] | memoryview:
        """One row of the matrix."""
        return self.values[number * self.columns : (number + 1) * self.columns]


class Direction(NamedTuple):
    """One reading direction of the LSTM; gates in the order input, forget, cell, output."""

    inputs: Matrix
    states: Matrix
    bias: tuple[int, ...]
    bits: int
    """Of the bias and of the sum that goes into the gates."""
    products: tuple[Sequence[int], memoryview] | None = None
    """Rows of the table that most sentences need, and what they give to the gates, where the build has made that."""

    def __hash__(self) -> int:
        """By identity: it is a key of what is computed from it."""
        return id(self)


class Chain(NamedTuple):
    """A layer that scores labels, and what a step from one label to the next adds: the linear chain."""

    weights: Matrix
    bias: tuple[int, ...]
    steps: tuple[tuple[int, ...], ...]
    bits: int
    """A score of 1.0 is 2**bits; differences of scores are logarithms of odds."""


class Pairing(NamedTuple):
    """The layers that see a cue and another item together; ``relations`` has one row for each class of distance."""

    item: Matrix
    first: Matrix
    last: Matrix
    relations: tuple[tuple[int, ...], ...]
    mixing: Matrix
    mixing_bias: tuple[int, ...]

    def __hash__(self) -> int:
        """By identity: it is a key of what is computed from it."""
        return id(self)


class Window(NamedTuple):
    """A cue and the items that can be its source or content: a stretch of its row, and of the row behind it."""

    row: int
    first: int
    end: int
    items: range
    following: range

    def relations(self) -> list[int]:
        """The class of distance from the cue of every item of the window, in order."""
        before = BEFORE[: self.first - self.items.start]
        behind = BEHIND[: self.items.stop - self.end]
        following = [2 * SIDE + 1 + min(place, FOLLOWING - 1) for place in self.following]
        return [*before[::-1], *[2 * SIDE] * (self.end - self.first), *behind, *following]

    def places(self) -> list[tuple[int, int]]:
        """Row and place in it of every item of the window, in order."""
        return [*((self.row, place) for place in self.items), *((self.row + 1, place) for place in self.following)]


class Network(NamedTuple):
    """The parameters of the network; ``about`` says what it learned from, and how well it does."""

    vocabulary: Vocabulary
    table: Matrix
    directions: tuple[Direction, Direction]
    cues: Chain
    pairing: Pairing
    roles: Chain
    about: Mapping[str, Any]

    def __hash__(self) -> int:
        """By identity: it is a key of what is computed from it."""
        return id(self)

    def matrices(self) -> dict[str, Matrix]:
        """All matrices by the names that they have in the model file."""
        found = {"table": self.table, "cues": self.cues.weights, "roles": self.roles.weights}
        for way, direction in zip(("forward", "backward"), self.directions, strict=True):
            found |= {f"{way}.inputs": direction.inputs, f"{way}.states": direction.states}
        pairing = self.pairing
        return found | {f"pairing.{name}": getattr(pairing, name) for name in ("item", "first", "last", "mixing")}


@cache
def network() -> Network:
    """The network of the package."""
    found = stored()
    return from_sources()[0] if found is None else from_stored(found)


def from_sources() -> tuple[Network, Mapping[str, Any]]:
    """The network of the model file, and what the file holds."""
    data = json.loads(FILE.read_text("utf-8"))
    return from_json(data), data


def from_json(data: Mapping[str, Any]) -> Network:
    """The network that a model file describes; raises ValueError for a format of another version."""
    if data["format"] != FORMAT:
        raise ValueError(f"{data['format']}: this version reads {FORMAT}")
    decode = importlib.import_module("base64").b64decode
    matrices = {name: _matrix(value, decode(value["values"])) for name, value in data["matrices"].items()}
    return _made(data, matrices, Vocabulary(numbered(data["traits"]), frozenset(data["opening"])))


def from_stored(found: Stored) -> Network:
    """The network of the compiled file, whose packed columns go with its matrices."""
    data = found.about
    matrices = {}
    for name, value in data["matrices"].items():
        packed = None if name == "table" else found.bytes_of(f"{name} packed")
        matrices[name] = _matrix(value, found.bytes_of(name), packed)
    usual = found.bytes_of("usual").cast("H")
    products = {way: (usual, found.bytes_of(f"{way} products")) for way in ("forward", "backward")}
    return _made(data, matrices, StoredVocabulary(found), products)


def _made(
    data: Mapping[str, Any],
    matrices: Mapping[str, Matrix],
    vocabulary: Vocabulary,
    products: Mapping[str, tuple[Sequence[int], memoryview]] = MappingProxyType({}),
) -> Network:
    vectors = data["vectors"]
    forward, backward = (
        Direction(
            matrices[f"{way}.inputs"],
            matrices[f"{way}.states"],
            tuple(vectors[f"{way}.bias"]),
            data["bits"][way],
            products.get(way),
        )
        for way in ("forward", "backward")
    )
    return Network(
        vocabulary=vocabulary,
        table=matrices["table"],
        directions=(forward, backward),
        cues=Chain(matrices["cues"], tuple(vectors["cues.bias"]), _rows(vectors["cues.steps"]), data["bits"]["cues"]),
        pairing=Pairing(
            matrices["pairing.item"],
            matrices["pairing.first"],
            matrices["pairing.last"],
            _rows(vectors["pairing.relations"]),
            matrices["pairing.mixing"],
            tuple(vectors["pairing.mixing_bias"]),
        ),
        roles=Chain(
            matrices["roles"], tuple(vectors["roles.bias"]), _rows(vectors["roles.steps"]), data["bits"]["roles"]
        ),
        about=data["about"],
    )


def _rows(values: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(row) for row in values)


def _matrix(value: Mapping[str, Any], values: bytes | memoryview, packed: memoryview | None = None) -> Matrix:
    numbers = array("b", bytes(values)) if isinstance(values, bytes) else values.cast("b")
    if len(numbers) != value["rows"] * value["columns"]:
        raise ValueError("a matrix of the model file is cut short")
    return Matrix(value["rows"], value["columns"], value["bits"], numbers, packed)
