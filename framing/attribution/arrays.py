"""Traits become scores of cues and roles, with NumPy: all rows of an article at once.

The sums are whole numbers below 2**24 and therefore exact in 32-bit floating point, whatever order a library adds
them in. What can go wrong: nothing that does not go wrong in :mod:`framing.attribution.packed`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

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
    Matrix,
    Network,
    Pairing,
    Window,
)
from framing.attribution.packed import Scores
from framing.attribution.traits import KINDS, Traits

Whole = NDArray[np.int32]
Exact = NDArray[np.float32]

SIGMOIDS = np.array(SIGMOID, dtype=np.int32)
TANHS = np.array(TANH, dtype=np.int32)


class ArrayStates:
    """The states of some rows of items under a network, and what can be scored from them."""

    def __init__(self, network: Network, rows: Sequence[Sequence[Traits]]) -> None:
        self._network = network
        self._lengths = [len(row) for row in rows]
        self._starts = np.concatenate(([0], np.cumsum(self._lengths))).astype(np.intp)
        traits = np.array([traits for row in rows for traits in row], dtype=np.intp).reshape(-1, len(KINDS))
        table = _numbers(network.table)
        vectors = table[traits[:, 0]]
        for kind in range(1, len(KINDS)):
            vectors += table[traits[:, kind]]
        self._states = _states(network, vectors, *self._order())

    def _order(self) -> tuple[NDArray[np.intp], list[int]]:
        """The items in the order in which they are read, forward and backward, shape (2, items), and how many a step.

        A step reads one item of each row that is long enough, the longest rows first.
        """
        by_length = sorted(range(len(self._lengths)), key=lambda row: -self._lengths[row])
        lengths = np.array([self._lengths[row] for row in by_length], dtype=np.intp)
        starts = self._starts[by_length]
        ends = starts + lengths - 1
        steps = np.arange(max(self._lengths, default=0))
        reading = np.searchsorted(-lengths, -steps, side="left")
        rows = np.arange(reading.sum()) - np.repeat(np.cumsum(reading) - reading, reading)
        step = np.repeat(steps, reading)
        return np.stack((starts[rows] + step, ends[rows] - step)), reading.tolist()

    def cues(self) -> list[Scores]:
        """For each row, the scores of the labels of cues for each of its items."""
        scores = _layer(self._network.cues, self._states).tolist()
        return [scores[start:end] for start, end in zip(self._starts[:-1], self._starts[1:], strict=True)]

    def roles(self, windows: Sequence[Window]) -> list[Scores]:
        """For each window, the scores of the labels of roles for each of its items."""
        if not windows:
            return []
        pairing = self._network.pairing
        related = [window.relations() for window in windows]
        longest = max(map(len, related))
        items = np.zeros((len(windows), longest), dtype=np.intp)
        relations = np.zeros((len(windows), longest), dtype=np.intp)
        inside = np.zeros((len(windows), longest, 1), dtype=np.int32)
        for number, (window, distances) in enumerate(zip(windows, related, strict=True)):
            start, following = self._starts[window.row], self._starts[window.row + 1]
            near = len(window.items)
            items[number, :near] = np.arange(start + window.items.start, start + window.items.stop)
            items[number, near : len(distances)] = np.arange(following, following + len(window.following))
            relations[number, : len(distances)] = distances
            inside[number, : len(distances)] = 1
        firsts = [self._starts[window.row] + window.first for window in windows]
        lasts = [self._starts[window.row] + window.end - 1 for window in windows]
        cue = _product(self._states[firsts], pairing.first) + _product(self._states[lasts], pairing.last)
        known, mixing_bias = _constants(pairing)
        sums = _product(self._states, pairing.item)[items] + cue[:, None, :] + known[relations]
        pairs = np.minimum(np.maximum(sums, 0) >> (pairing.item.bits + STATE_BITS - PAIR_BITS), PAIR_LIMIT) * inside
        around = np.zeros((len(windows), longest + 2, pairs.shape[2]), dtype=np.float32)
        around[:, 1:-1] = pairs
        three = np.concatenate((around[:, :-2], around[:, 1:-1], around[:, 2:]), axis=2)
        mixed = _product(three, pairing.mixing) + mixing_bias
        mixed = np.minimum(np.maximum(mixed, 0) >> pairing.mixing.bits, PAIR_LIMIT)
        scores = _layer(self._network.roles, (pairs + mixed).astype(np.float32)).tolist()
        return [found[: len(distances)] for found, distances in zip(scores, related, strict=True)]


def _states(network: Network, vectors: Exact, order: NDArray[np.intp], reading: Sequence[int]) -> Exact:
    """The states after each item in both directions: shape (items, 2 * units).

    ``reading`` is how many items each step reads in ``order``. Sums beyond 2**24 may be rounded, and a place between
    -1 and 0 is cut to 0: both lie beyond the tables, where it makes no difference.
    """
    inputs, bias, weights = _weights(network)
    units = weights.shape[1]
    given = vectors @ inputs
    given += bias
    given = given[[[0], [1]], order]
    states = np.empty((2, len(vectors), units), dtype=np.float32)
    cell = np.zeros((2, reading[0] if reading else 0, units), dtype=np.int32)
    start = before = 0
    for number in reading:
        sums = given[:, start : start + number]
        if start:
            sums += states[:, before : before + number] @ weights
        places = sums.astype(np.intp)
        gates = SIGMOIDS.take(places, mode="clip")
        new = TANHS.take(places[..., 2 * units : 3 * units], mode="clip")
        new *= gates[..., :units]
        new >>= GATE_BITS
        cell = cell[:, :number] * gates[..., units : 2 * units]
        cell >>= GATE_BITS
        cell += new
        np.maximum(cell, -CELL_LIMIT, out=cell)
        np.minimum(cell, CELL_LIMIT, out=cell)
        shown = TANHS.take((cell >> (CELL_BITS - TABLE_BITS)) + REACH, mode="clip")
        shown *= gates[..., 3 * units :]
        shown >>= GATE_BITS + CELL_BITS - STATE_BITS
        states[:, start : start + number] = shown
        before, start = start, start + number
    out = np.empty((len(vectors), 2 * units), dtype=np.float32)
    out[order[0], :units] = states[0]
    out[order[1], units:] = states[1]
    return out


class _Weights(NamedTuple):
    """The weights of both directions, scaled so that their products add up to a place in the tables."""

    inputs: Exact
    bias: Exact
    states: Exact


@cache
def _weights(network: Network) -> _Weights:
    inputs, bias, states = [], [], []
    for direction in network.directions:
        inputs.append(_scaled(_transposed(direction.inputs), direction.inputs.bits + network.table.bits))
        bias.append([_scaled(np.array(direction.bias, dtype=np.float32), direction.bits) + REACH])
        states.append(_scaled(_transposed(direction.states), direction.states.bits + STATE_BITS))
    return _Weights(np.stack(inputs), np.array(bias), np.stack(states))


def _scaled(values: Exact, bits: int) -> Exact:
    """Whole numbers of which 2**bits is one, as steps of the tables."""
    return values * np.float32(2.0 ** (TABLE_BITS - bits))


def _product(vectors: NDArray[Any], matrix: Matrix) -> Whole:
    return (vectors @ _transposed(matrix)).astype(np.int32)


@cache
def _constants(pairing: Pairing) -> tuple[Whole, Whole]:
    """What the classes of distance add, and the bias of the mixing layer."""
    return np.array(pairing.relations, dtype=np.int32), np.array(pairing.mixing_bias, dtype=np.int32)


def _layer(chain: Chain, vectors: Exact) -> Whole:
    return _product(vectors, chain.weights) + np.array(chain.bias, dtype=np.int32)


@cache
def _numbers(matrix: Matrix) -> Exact:
    values = np.frombuffer(matrix.values, dtype=np.int8).reshape(matrix.rows, matrix.columns)
    return values.astype(np.float32)


@cache
def _transposed(matrix: Matrix) -> Exact:
    return np.ascontiguousarray(_numbers(matrix).T)
