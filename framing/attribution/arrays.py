"""Traits become scores of cues and roles, with NumPy: all rows of an article at once.

The sums are whole numbers below 2**24 and therefore exact in 32-bit floating point, whatever order a library adds
them in. What can go wrong: nothing that does not go wrong in :mod:`framing.attribution.packed`.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache
from itertools import pairwise
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
from framing.attribution.paths import Scores, greatest_gain
from framing.attribution.traits import OF_WORD, Traits

Whole = NDArray[np.int32]
Exact = NDArray[np.float32]

TOGETHER = 200
"""Windows that are scored at once: more than most articles have."""
SIGMOIDS = np.array(SIGMOID, dtype=np.int32)
TANHS = np.array(TANH, dtype=np.int32)


class ArrayStates:
    """The states of some rows of items under a network, and what can be scored from them."""

    def __init__(self, network: Network, rows: Sequence[Sequence[Traits]]) -> None:
        self._network = network
        self._layout = _Layout([len(row) for row in rows])
        given = _given(network, rows, self._layout.order)
        self._states = _states(network, given, self._layout)
        self._cues = _layer(network.cues, self._states)

    def cues(self) -> list[Scores]:
        """For each row, the scores of the labels of cues for each of its items."""
        return self._layout.cut(self._cues)

    def cue_paths(self) -> list[Scores]:
        """For each row, the score of the best path of labels through each label of each item; none for a plain row."""
        chain, layout = self._network.cues, self._layout
        outside, begin, inside = self._cues.T
        near = outside <= np.maximum(begin, inside) + greatest_gain(chain)
        bounds = layout.bounds()
        rows = [row for row, (start, end) in enumerate(bounds) if near[start:end].any()]
        items = np.concatenate([np.arange(*bounds[row]) for row in rows]) if rows else np.arange(0)
        some = _Layout([layout.lengths[row] for row in rows])
        found = dict(zip(rows, some.cut(_paths(self._cues[items], some, chain)), strict=True))
        return [found.get(row, []) for row in range(len(layout.lengths))]

    def roles(self, windows: Sequence[Window]) -> list[Scores]:
        """For each window, the scores of the labels of roles for each of its items."""
        scores, layout = self._roles(windows)
        return layout.cut(scores)

    def role_paths(self, windows: Sequence[Window]) -> list[Scores]:
        """For each window, the score of the best path of labels through each label of each item."""
        out: list[Scores] = []
        for start in range(0, len(windows), TOGETHER):
            scores, layout = self._roles(windows[start : start + TOGETHER])
            out += layout.cut(_paths(scores, layout, self._network.roles))
        return out

    def _roles(self, windows: Sequence[Window]) -> tuple[Whole, _Layout]:
        """The scores of the items of all windows, one window behind the other: shape (items of windows, labels)."""
        if not windows:
            return np.zeros((0, 3), dtype=np.int32), _Layout([])
        pairing, starts = self._network.pairing, self._layout.starts
        related = [window.relations() for window in windows]
        layout = _Layout([len(distances) for distances in related])
        items = np.concatenate([part for window in windows for part in _places(starts, window)])
        relations = np.array([relation for distances in related for relation in distances])
        gaps = np.repeat(np.arange(len(windows)), layout.lengths)  # an empty place stands between two windows
        firsts = [starts[window.row] + window.first for window in windows]
        lasts = [starts[window.row] + window.end - 1 for window in windows]
        cue = _product(self._states[firsts], pairing.first) + _product(self._states[lasts], pairing.last)
        known, mixing_bias = _constants(pairing)
        sums = _product(self._states[items], pairing.item) + cue[gaps] + known[relations]
        pairs = np.minimum(np.maximum(sums, 0) >> (pairing.item.bits + STATE_BITS - PAIR_BITS), PAIR_LIMIT)
        places = np.arange(len(items)) + gaps + 1
        around = np.zeros((places[-1] + 2, pairs.shape[1]), dtype=np.float32)
        around[places] = pairs
        three = np.concatenate((around[places - 1], around[places], around[places + 1]), axis=1)
        mixed = _product(three, pairing.mixing) + mixing_bias
        mixed = np.minimum(np.maximum(mixed, 0) >> pairing.mixing.bits, PAIR_LIMIT)
        return _layer(self._network.roles, (pairs + mixed).astype(np.float32)), layout


class _Layout:
    """Sequences of items, one behind the other, and the order in which they are read, the longest first.

    A step reads one item of each sequence that is long enough: ``steps`` says of how many. ``order``, shape (2, items),
    has the items step by step, forward from the beginnings of the sequences, and backward from their ends.
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        self.lengths = lengths
        self.starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.intp)
        longest_first = np.array(sorted(range(len(lengths)), key=lambda row: -lengths[row]), dtype=np.intp)
        sizes, starts = np.array(lengths, dtype=np.intp)[longest_first], self.starts[longest_first]
        steps = np.arange(max(lengths, default=0))
        reading = np.searchsorted(-sizes, -steps, side="left")
        rows = np.arange(reading.sum()) - np.repeat(np.cumsum(reading) - reading, reading)
        step = np.repeat(steps, reading)
        self.order = np.stack((starts[rows] + step, starts[rows] + sizes[rows] - 1 - step))
        self.steps: list[int] = reading.tolist()

    def bounds(self) -> list[tuple[int, int]]:
        """Where each sequence begins and ends."""
        ends = self.starts.tolist()
        return list(pairwise(ends))

    def cut(self, values: NDArray[Any]) -> list[Scores]:
        """Values of all items as lists, one a sequence."""
        listed = values.tolist()
        return [listed[start:end] for start, end in self.bounds()]


def _places(starts: NDArray[np.intp], window: Window) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The items of a window: those of the cue's row, and those of the row behind it."""
    start, following = starts[window.row], starts[window.row + 1]
    near = np.arange(start + window.items.start, start + window.items.stop)
    return near, np.arange(following, following + len(window.following))


def _paths(scores: Whole, layout: _Layout, chain: Chain) -> NDArray[np.int64]:
    """What :func:`framing.attribution.paths.best_through` gives, of many sequences at once: shape (items, labels)."""
    steps = np.array(chain.steps, dtype=np.int64)
    between = np.stack((steps, steps.T), axis=-1)[..., None]
    labels = len(steps)
    read = scores.astype(np.int64).T[:, layout.order]
    before = np.empty_like(read)
    best = np.zeros((labels, 2, layout.steps[0] if layout.steps else 0), dtype=np.int64)
    start = 0
    for number in layout.steps:
        best = best[..., :number]
        before[..., start : start + number] = best
        best = np.maximum.reduce(between + (best + read[..., start : start + number])[:, None])
        start += number
    out = scores.astype(np.int64)
    for direction in range(2):
        out[layout.order[direction]] += before[:, direction].T
    return out


def _states(network: Network, given: _Given, layout: _Layout) -> Exact:
    """The states after each item in both directions: shape (items, 2 * units).

    Sums beyond 2**24 may be rounded, and a place between -1 and 0 is cut to 0: both lie
    beyond the tables, where it makes no difference.
    """
    weights = _weights(network).states
    units = weights.shape[1]
    items = given.word.shape[1]
    states = np.empty((2, items, units), dtype=np.float32)
    cell = np.zeros((2, layout.steps[0] if layout.steps else 0, units), dtype=np.int32)
    start = before = 0
    for number in layout.steps:
        sums = given.words.take(given.word[:, start : start + number], axis=0)
        sums += given.places.take(given.place[:, start : start + number], axis=0)
        if start:
            sums += states[:, before : before + number] @ weights
        places = sums.astype(np.int32).astype(np.intp)  # in two steps, for which processors have instructions
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
    out = np.empty((items, 2 * units), dtype=np.float32)
    out[layout.order[0], :units] = states[0]
    out[layout.order[1], units:] = states[1]
    return out


class _Memory:
    """What words give to the gates, kept from one article to the next, for most words come again.

    ``values`` has one row for each word that is kept, for both directions: shape (2, KEPT, 4 * units).
    """

    def __init__(self, columns: int) -> None:
        self._places: dict[Traits, int] = {}  # of words
        self._of_items: dict[Traits, int] = {}
        self.values: Exact = np.empty((2, KEPT, columns), dtype=np.float32)

    def places_of(self, items: Sequence[Traits], network: Network) -> list[int] | None:
        """The row of the word of each item; words that are not kept yet are added, if need be instead of all others.

        None if there are more words than can be kept.
        """
        if len(self._of_items) > ITEMS:
            self._of_items.clear()
        found = list(map(self._of_items.get, items))
        if None not in found:
            return found  # type: ignore[return-value]
        unknown = {item for item, place in zip(items, found, strict=True) if place is None}
        if not self._add({item[:OF_WORD] for item in unknown}, network):
            self._of_items.clear()
            unknown = set(items)
            if not self._add({item[:OF_WORD] for item in unknown}, network):
                return None
        self._of_items.update((item, self._places[item[:OF_WORD]]) for item in unknown)
        return [self._of_items[item] for item in items]

    def _add(self, words: Set[Traits], network: Network) -> bool:
        """Keep some words as well; if that would be too many, all are forgotten, and the answer is no."""
        new = [word for word in words if word not in self._places]
        first = len(self._places)
        if first + len(new) > KEPT:
            self._places.clear()
            return False
        self.values[:, first : first + len(new)] = _products(network, new)
        self._places.update(zip(new, range(first, first + len(new)), strict=True))
        return True


KEPT = 16384
"""Words that are kept, of 3 kB each: more than the network can tell apart."""
ITEMS = 100_000
"""Items, which are a word in a place, whose words are kept in mind."""


@cache
def _memory(network: Network) -> _Memory:
    return _Memory(_weights(network).inputs.shape[2])


class _Given(NamedTuple):
    """What the traits of items give to the gates, the bias included: a word's part and its place's part.

    Each is a table with rows for both directions, shape (rows, 4 * units), and the rows that the items have in it in
    the order of reading, shape (2, items).
    """

    words: Exact
    word: NDArray[np.intp]
    places: Exact
    place: NDArray[np.intp]


def _given(network: Network, rows: Sequence[Sequence[Traits]], order: NDArray[np.intp]) -> _Given:
    items = [item for row in rows for item in row]
    memory = _memory(network)
    word: Sequence[int] | None = memory.places_of(items, network)
    values = memory.values
    if word is None:
        word, values = range(len(items)), _products(network, [item[:OF_WORD] for item in items])
    kinds: dict[Traits, int] = {}
    place = [number for row in rows for number in _places_in(row, kinds)]
    others = _products(network, list(kinds)) + _weights(network).bias
    return _Given(*_table(values, word, order), *_table(others, place, order))


def _places_in(row: Sequence[Traits], kinds: dict[Traits, int]) -> list[int]:
    """The numbers of what the places of a row's items give, which ``kinds`` counts: all but the ends give the same."""
    first, inside, last = (
        kinds.setdefault(row[at][OF_WORD:], len(kinds)) for at in (0, min(1, len(row) - 1), len(row) - 1)
    )
    return [first, *[inside] * (len(row) - 2), last][: len(row)]


def _table(values: Exact, rows: Sequence[int], order: NDArray[np.intp]) -> tuple[Exact, NDArray[np.intp]]:
    """Both directions' values, shape (2, rows, columns), as one table, and the rows of the items in it."""
    found = np.array(rows, dtype=np.intp)[order]
    found[1] += values.shape[1]
    return values.reshape(-1, values.shape[2]), found


def _products(network: Network, parts: Sequence[Traits]) -> Exact:
    """What some traits, summed, give to the gates of both directions: shape (2, parts, 4 * units)."""
    table = _numbers(network.table)
    traits = np.array(parts, dtype=np.intp).reshape(len(parts), -1) if parts else np.zeros((0, 0), dtype=np.intp)
    vectors = np.zeros((len(parts), table.shape[1]), dtype=np.float32)
    for column in traits.T:
        vectors += table[column]
    return vectors @ _weights(network).inputs


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
