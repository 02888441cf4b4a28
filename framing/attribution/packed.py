"""Traits become scores of cues and roles, with nothing but Python's integers: for `check`, which must start fast.

A column of a matrix is one long integer with a field of 32 bits for each of its rows, so that a matrix times a vector
is a sum of long integers times short ones, which Python does in C. Slower than NumPy on a whole article, quicker than
importing it for a paragraph or two. What can go wrong: nothing; every field stays far below 2**31.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import mul
from typing import NamedTuple

from framing.attribution.network import (
    CELL_BITS,
    CELL_LIMIT,
    GATE_BITS,
    PAIR_BITS,
    PAIR_LIMIT,
    REACH,
    SIGMOID,
    STATE_BITS,
    TABLE_BITS,
    TANH,
    Chain,
    Direction,
    Matrix,
    Network,
    Window,
)
from framing.attribution.paths import Scores, best_paths, best_through
from framing.attribution.traits import Traits

FIELD = 32
"""Bits of one field."""
FAR = 4096
"""Steps on either side of zero in tables that go on beyond where the functions are flat, so that few sums are cut."""
SIGMOIDS, TANHS = ((table[0],) * (FAR - REACH) + table + (table[-1],) * (FAR - REACH) for table in (SIGMOID, TANH))


class PackedStates:
    """The states of some rows of items under a network, and what can be scored from them."""

    def __init__(self, network: Network, rows: Sequence[Sequence[Traits]]) -> None:
        self._network = network
        self._items: dict[tuple[int, int], list[int]] = {}
        forward, backward = (_Reader(network, direction) for direction in network.directions)
        self._rows = [_joined(forward.states(row), backward.states(row[::-1])[::-1]) for row in rows]

    def cues(self) -> list[Scores]:
        """For each row, the scores of the labels of cues for each of its items."""
        layer = _layer(self._network.cues)
        return [[layer.of(state) for state in row] for row in self._rows]

    def cue_paths(self) -> list[Scores]:
        """For each row, the score of the best path of labels through each label of each item; none for a plain row."""
        return [best_paths(scores, self._network.cues) for scores in self.cues()]

    def roles(self, windows: Iterable[Window]) -> list[Scores]:
        """For each window, the scores of the labels of roles for each of its items."""
        return [self._window(window) for window in windows]

    def role_paths(self, windows: Iterable[Window]) -> list[Scores]:
        """For each window, the score of the best path of labels through each label of each item."""
        return [best_through(scores, self._network.roles) for scores in self.roles(windows)]

    def _window(self, window: Window) -> Scores:
        pairing = self._network.pairing
        item, first, last, mixing = (
            _matrix(matrix) for matrix in (pairing.item, pairing.first, pairing.last, pairing.mixing)
        )
        row = self._rows[window.row]
        places = window.places()
        for number, at in places:
            if (number, at) not in self._items:  # the windows of one sentence share their items
                self._items[number, at] = item.of(self._rows[number][at])
        cue = [a + b for a, b in zip(first.of(row[window.first]), last.of(row[window.end - 1]), strict=True)]
        down = pairing.item.bits + STATE_BITS - PAIR_BITS
        pairs = []
        for place, relation in zip(places, window.relations(), strict=True):
            sums = zip(self._items[place], cue, pairing.relations[relation], strict=True)
            pairs.append([min(max(0, a + b + c) >> down, PAIR_LIMIT) for a, b, c in sums])
        empty = [0] * len(cue)
        layer = _layer(self._network.roles)
        out = []
        for before, here, after in zip([empty, *pairs], pairs, [*pairs[1:], empty], strict=False):
            mixed = zip(mixing.of(before + here + after), pairing.mixing_bias, here, strict=True)
            out.append(layer.of([h + min(max(0, m + b) >> pairing.mixing.bits, PAIR_LIMIT) for m, b, h in mixed]))
        return out


def _joined(forward: Scores, backward: Scores) -> Scores:
    return [a + b for a, b in zip(forward, backward, strict=True)]


class _Packed(NamedTuple):
    """A matrix by its columns, each one long integer, and a bias that goes with it."""

    columns: tuple[int, ...]
    rows: int
    bias: int

    def total(self, vector: Iterable[int]) -> int:
        """The product with a vector, still packed, without the bias."""
        return sum(map(mul, self.columns, vector))

    def of(self, vector: Iterable[int]) -> list[int]:
        """The product with a vector, and the bias added."""
        return _fields(self.total(vector) + self.bias, self.rows)


def _pack(values: Sequence[int]) -> int:
    """Numbers as one integer, the first in the lowest field; negative ones borrow from the field above."""
    raised = struct.pack(f"<{len(values)}I", *[value + (1 << (FIELD - 1)) for value in values])
    return int.from_bytes(raised, "little") - _middle(len(values))


@cache
def _middle(rows: int) -> int:
    """Half of a field's range in each field: added before fields are cut apart, so that none is negative."""
    return int.from_bytes((1 << (FIELD - 1)).to_bytes(FIELD // 8, "little") * rows, "little")


def _fields(total: int, rows: int) -> list[int]:
    cut = struct.unpack(f"<{rows}I", (total + _middle(rows)).to_bytes(rows * FIELD // 8, "little"))
    return [field - (1 << (FIELD - 1)) for field in cut]


@cache
def _matrix(matrix: Matrix, bias: tuple[int, ...] = ()) -> _Packed:
    return _Packed(tuple(_columns(matrix)), matrix.rows, _pack(bias) if bias else 0)


def _columns(matrix: Matrix) -> Iterator[int]:
    """The columns of a matrix, packed."""
    if matrix.packed is None:
        return (_pack(matrix.values[column :: matrix.columns]) for column in range(matrix.columns))
    size = _size(matrix)
    starts = range(0, matrix.columns * size, size)
    return (int.from_bytes(matrix.packed[start : start + size], "little", signed=True) for start in starts)


def columns_of(matrix: Matrix) -> bytes:
    """The packed columns of a matrix as bytes, to be kept."""
    return b"".join(column.to_bytes(_size(matrix), "little", signed=True) for column in _columns(matrix))


def _size(matrix: Matrix) -> int:
    """Bytes of a packed column: its fields, and room for a sign."""
    return matrix.rows * FIELD // 8 + 1


def _layer(chain: Chain) -> _Packed:
    return _matrix(chain.weights, chain.bias)


class _Reader:
    """One direction of the LSTM; the part of the sums that comes from an item's traits alone is kept."""

    def __init__(self, network: Network, direction: Direction) -> None:
        self._table = network.table
        self._inputs = _matrix(direction.inputs, direction.bias)
        self._states = _matrix(direction.states)
        self._input_shift = direction.bits - direction.inputs.bits - network.table.bits
        self._state_shift = direction.bits - direction.states.bits - STATE_BITS
        self._step = direction.bits - TABLE_BITS
        self._made = _made(direction)
        self._products: dict[int, int] = _kept(direction)
        self._sums: dict[Traits, int] = {}

    def states(self, row: Iterable[Traits]) -> Scores:
        """The state after each item of a row."""
        units = self._states.rows // 4
        state, cell = [0] * units, [0] * units
        base = (1 << (FIELD - 1) >> self._step) - FAR
        down = GATE_BITS + CELL_BITS - STATE_BITS
        out = []
        for traits in row:
            total = self._from_traits(traits) + (self._states.total(state) << self._state_shift)
            places = _steps(total, 4 * units, self._step, base)
            gates = zip(places[:units], places[units : 2 * units], places[2 * units : 3 * units], cell, strict=True)
            cell = [
                ((SIGMOIDS[f - base] * c) >> GATE_BITS) + ((SIGMOIDS[i - base] * TANHS[g - base]) >> GATE_BITS)
                for i, f, g, c in gates
            ]
            if max(cell) > CELL_LIMIT or min(cell) < -CELL_LIMIT:
                cell = [min(max(c, -CELL_LIMIT), CELL_LIMIT) for c in cell]
            state = [
                (SIGMOIDS[o - base] * TANHS[(c >> (CELL_BITS - TABLE_BITS)) + FAR]) >> down
                for o, c in zip(places[3 * units :], cell, strict=True)
            ]
            out.append(state)
        return out

    def _from_traits(self, traits: Traits) -> int:
        found = self._sums.get(traits)
        if found is None:
            found = (sum(map(self._product, traits)) << self._input_shift) + self._inputs.bias
            self._sums[traits] = found
        return found

    def _product(self, trait: int) -> int:
        """What one trait gives to the sums: it is kept, or made by the build for those that most sentences have."""
        found = self._products.get(trait)
        if found is None:
            found = self._made.get(trait)
            if found is None:
                found = self._inputs.total(self._table.row(trait))
            self._products[trait] = found
        return found


class _Made(Mapping[int, int]):
    """Products of traits that the build has made, each read when it is asked for."""

    def __init__(self, numbers: Sequence[int], data: memoryview, size: int) -> None:
        self._places = {trait: place * size for place, trait in enumerate(numbers)}
        self._data = data
        self._size = size

    def __getitem__(self, trait: int) -> int:
        start = self._places[trait]
        return int.from_bytes(self._data[start : start + self._size], "little", signed=True)

    def __iter__(self) -> Iterator[int]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@cache
def _made(direction: Direction) -> Mapping[int, int]:
    if direction.products is None:
        return {}
    return _Made(direction.products[0], direction.products[1], _size(direction.inputs))


@cache
def _kept(direction: Direction) -> dict[int, int]:  # noqa: ARG001
    """Products of one direction that have been made or read."""
    return {}


def products_of(network: Network, direction: Direction, traits: Iterable[int]) -> bytes:
    """The products of some traits as bytes, to be kept."""
    inputs = _matrix(direction.inputs)
    sums = (inputs.total(network.table.row(trait)) for trait in traits)
    return b"".join(found.to_bytes(_size(direction.inputs), "little", signed=True) for found in sums)


def _steps(total: int, rows: int, step: int, base: int) -> Sequence[int]:
    """The fields of a sum as steps of the tables, counted from ``base``; those beyond the tables are at their ends."""
    raised = ((total + _middle(rows)) >> step) & _below(rows, step)
    places: Sequence[int] = struct.unpack(f"<{rows}I", raised.to_bytes(rows * FIELD // 8, "little"))
    if min(places) >= base and max(places) < base + 2 * FAR:
        return places
    return [min(max(place, base), base + 2 * FAR - 1) for place in places]


@cache
def _below(rows: int, step: int) -> int:
    """A mask of what is a field's own after all fields were shifted at once."""
    return int.from_bytes(((1 << (FIELD - step)) - 1).to_bytes(FIELD // 8, "little") * rows, "little")
