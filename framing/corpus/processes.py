"""A function and its arguments become results, worked out in processes of this machine.

What a process was working on when it died (for want of memory, or killed) is tried again by another one, and if that
dies too, it is :class:`~framing.corpus.engine.Lost`. The processes end when this one ends, however it ends: each waits
on a pipe that closes then.
"""

from __future__ import annotations

import multiprocessing
import os
import pkgutil
import queue
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Final

from framing.absent import absent
from framing.corpus.engine import WAITING, A, Lost, R, WorkerError

ATTEMPTS: Final = 2
"""Processes that may die over one argument."""
AT_ONCE: Final = 2
"""Processes that are started before there is anything to do; more would be too many for a short run."""


class Processes:
    """The engine of one machine: so many processes, started when they are first needed, and kept until it is closed.

    ``ready`` names a function, as ``module:name``, that each process calls before its first item, to load what it will
    need; the first processes are then started at once, so that they do so while the caller gets ready as well.
    """

    def __init__(self, workers: int, ready: str | None = None) -> None:
        self._pool = _Pool(workers, ready)
        if ready:
            self._pool.begin(min(workers, AT_ONCE))

    def results(self, function: Callable[[A], R], items: Iterable[A]) -> Iterator[tuple[A, R | Lost]]:
        """Each item with its result, in the order in which they are ready.

        ``function`` and items travel by pickling (in memory; nothing is stored so). Raises
        :class:`~framing.corpus.engine.WorkerError` if the function raises, and OSError if it raises that.
        """
        finished = False
        try:
            yield from self._pool.results(function, iter(items))
            finished = True
        finally:
            if not finished:  # what is still being worked on would come back as a result of the next call
                self._pool.close()

    def close(self) -> None:
        """End the processes."""
        self._pool.close()


class _Worker:
    """A process, the pipe to it, and the items that it has, with the number of processes that died over each."""

    def __init__(self, process: Any, pipe: Connection) -> None:
        self.process = process
        self.pipe = pipe
        self.held: deque[tuple[Any, int]] = deque()


class _Pool:
    def __init__(self, size: int, ready: str | None) -> None:
        self._size = size
        self._ready = ready
        # Not by forking: a copy of a process that has threads may hang.
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._again: deque[tuple[Any, int]] = deque()

    def begin(self, number: int) -> None:
        """Start so many processes."""
        for _ in range(number):
            self._started()

    def results(self, function: Callable[[Any], Any], items: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
        """Each item with its result."""
        more = True
        while True:
            more = self._fill(function, items, more=more)
            busy = [worker for worker in self._workers if worker.held]
            if not busy:
                return
            for ready in wait([worker.pipe for worker in busy]):
                yield from self._outcome(next(worker for worker in busy if worker.pipe is ready))

    def _fill(self, function: Callable[[Any], Any], items: Iterator[Any], *, more: bool) -> bool:
        """Give every process what it may have; whether there is more."""
        while more or self._again:
            worker = self._free()
            if worker is None:
                return more
            if self._again:
                item, died = self._again.popleft()
            else:
                try:
                    item, died = next(items), 0
                except StopIteration:
                    return False
            worker.held.append((item, died))
            with suppress(BrokenPipeError, ConnectionResetError):  # it has died: its end of the pipe tells so
                worker.pipe.send((function, item))
        return more

    def _free(self) -> _Worker | None:
        """The process with the least to do; a new one while there are fewer than there may be.

        What a process has died over is given to one that has nothing else, which then dies over nothing else.
        """
        suspect = bool(self._again)
        limit = 1 if suspect else WAITING
        idle = [worker for worker in self._workers if len(worker.held) < limit]
        if len(self._workers) < self._size and not any(not worker.held for worker in idle):
            idle = [self._started()]
            if len(self._workers) < self._size:  # the next one comes up while the first item goes out
                self._started()
        return min(idle, key=lambda worker: len(worker.held), default=None)

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._ready), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _outcome(self, worker: _Worker) -> Iterator[tuple[Any, Any]]:
        try:
            error, result = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            yield from self._died(worker)
            return
        item, _ = worker.held.popleft()
        if isinstance(error, OSError):  # a full disk or the like: no fault of the function
            raise error
        if error:
            raise WorkerError(error)
        yield item, result

    def _died(self, worker: _Worker) -> Iterator[tuple[Any, Any]]:
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        item, died = worker.held.popleft()
        self._again.extend(worker.held)
        if died + 1 < ATTEMPTS:
            self._again.appendleft((item, died + 1))
        else:
            yield item, Lost(f"the process that worked on it ended ({_ending(worker.process.exitcode)})")

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.pipe.close()
            if not worker.held:  # it may still be getting ready
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(1)
            if worker.process.is_alive():  # in the middle of something nobody waits for
                worker.process.terminate()
                worker.process.join()
        self._workers = []


def _ending(code: int | None) -> str:
    return f"killed by signal {-code}" if code is not None and code < 0 else f"status {code}"


def _work(pipe: Connection, ready: str | None) -> None:
    """What a process does: answer until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who gave the work
    items: queue.SimpleQueue[Any] = queue.SimpleQueue()
    # Items are taken from the pipe while the last one is worked on: else both sides might wait for the other to read.
    threading.Thread(target=_taken, args=(pipe, items), daemon=True).start()
    with absent("pandas"):  # pyarrow would import it, a part of a second, to recognise its values: there are none
        if ready:
            pkgutil.resolve_name(ready)()
        while True:
            function, item = items.get()
            answer = _answer(function, item)
            try:
                pipe.send(answer)
            except OSError:
                os._exit(0)


def _answer(function: Callable[[Any], Any], item: Any) -> tuple[str | OSError, Any]:
    """What is wrong, or nothing, and the result."""
    try:
        return "", function(item)
    except OSError as error:
        return OSError(error.errno, error.strerror, error.filename or "a worker process"), None
    except BaseException:
        return traceback.format_exc(), None


def _taken(pipe: Connection, items: queue.SimpleQueue[Any]) -> None:
    while True:
        try:
            items.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)  # who gave the work has gone, and nobody waits for what is being done


def cores() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
