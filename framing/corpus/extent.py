"""Inputs become the number of their articles, counted in a process beside the work, so that the time left can be told.

Counting only splits the input, which is a small part of reading it. What can go wrong: nothing that matters; until the
number is known, and where it cannot be, no time is told.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Sequence
from multiprocessing.connection import Connection

from framing.intake.documents import Document, documents
from framing.intake.members import STANDARD_INPUT


class Extent:
    """The number of documents of some inputs, as soon as it is known."""

    def __init__(self, inputs: Sequence[str], manifest: str | None) -> None:
        self._total: int | None = None
        self._pipe: Connection | None = None
        if STANDARD_INPUT in inputs:  # which can be read once
            return
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_count, args=(theirs, tuple(inputs), manifest), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def total(self) -> int | None:
        """The number of documents; None while it is not known."""
        if self._total is None and self._pipe is not None:
            try:
                if self._pipe.poll():
                    self._total = self._pipe.recv()
            except (EOFError, OSError):
                self._pipe = None
        return self._total

    def close(self) -> None:
        """Stop counting."""
        if self._pipe is not None:
            self._process.terminate()
            self._process.join()
            self._pipe.close()


def _count(pipe: Connection, inputs: tuple[str, ...], manifest: str | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)  # the work goes first
    try:
        pipe.send(sum(isinstance(item, Document) for item in documents(inputs, manifest)))
    except (ValueError, OSError):
        pipe.close()  # whoever reads the input says what is wrong with it
