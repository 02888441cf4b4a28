"""Where the work on a corpus is done: processes of this machine, or a cluster. Both keep what is said here.

An engine gives a function and its arguments to processes, and yields what comes back. What can go wrong: a process that
dies costs only what it worked on, and what several die over is :class:`Lost`; an error that the function raises is a
:class:`WorkerError` here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

A = TypeVar("A")
R = TypeVar("R")

WAITING: Final = 2
"""Arguments a process has at a time: the one it works on, and the next."""


@dataclass(frozen=True, slots=True)
class Lost:
    """No result: the processes that worked on this died."""

    why: str


class WorkerError(RuntimeError):
    """The function raised an error in a worker: its name, message and trace."""


class Engine(Protocol):
    """A place where work is done."""

    def results(self, function: Callable[[A], R], items: Iterable[A]) -> Iterator[tuple[A, R | Lost]]:
        """Each item with its result, in the order in which they are ready; few items are held at a time."""

    def close(self) -> None:
        """Leave nothing running."""
