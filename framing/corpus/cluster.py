"""A function and its arguments become results, worked out by Dask on the machines of a cluster.

The same as :mod:`framing.corpus.processes`, for when one machine is not enough: Dask's scheduler gives the work to its
workers and again to others if one goes. What it has given up after several workers died is
:class:`~framing.corpus.engine.Lost`. What can go wrong: no scheduler at the address; workers with another version
of Framing; each is one line.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from dask import config
from distributed import Client, LocalCluster, as_completed
from distributed.scheduler import KilledWorker

from framing import __version__
from framing.corpus.engine import WAITING, A, Lost, R, WorkerError

START: Final = 20
"""Seconds to wait for the scheduler and a first worker."""


class ClusterError(ValueError):
    """A cluster that cannot be used; the message is one line: address, reason, remedy."""


class Cluster:
    """The engine of a cluster: the scheduler at an address, or one with workers of its own on this machine."""

    def __init__(self, address: str | None, workers: int) -> None:
        """``address`` is HOST:PORT; None starts ``workers`` processes here. Raises :class:`ClusterError`."""
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is told here, in one line
        self._own: Any = None
        if address is None:
            with config.set({"distributed.worker.daemon": True}):
                self._own = LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    dashboard_address=None,
                    host="127.0.0.1",
                    silence_logs=logging.CRITICAL,
                )
        try:
            self._client = Client(self._own or f"tcp://{address}", timeout=START, set_as_default=False)
            self._client.wait_for_workers(1, timeout=START)
        except (OSError, TimeoutError, ValueError) as error:
            self.close()
            raise ClusterError(
                f"dask://{address}: {_short(error)}: start a scheduler there (dask scheduler) and workers "
                "(dask worker) that have framing[corpus,cluster] installed"
            ) from None
        self._same_version(address)

    def _same_version(self, address: str | None) -> None:
        for worker, version in self._client.run(_version, on_error="return").items():
            if version != __version__:
                self.close()
                told = f"has Framing {version}" if isinstance(version, str) else f"cannot import Framing ({version})"
                raise ClusterError(f"dask://{address}: the worker {worker} {told}, and here it is {__version__}")

    def results(self, function: Callable[[A], R], items: Iterable[A]) -> Iterator[tuple[A, R | Lost]]:
        """Each item with its result, in the order in which they are ready.

        Raises :class:`~framing.corpus.engine.WorkerError` if the function does.
        """
        waiting = iter(items)
        given: dict[Any, A] = {}
        ready = as_completed(loop=self._client.loop)
        more = True
        while more or given:
            while more and len(given) < self._room():
                try:
                    item = next(waiting)
                except StopIteration:
                    more = False
                    break
                # With the item in the task itself the scheduler can give it to another worker if one goes.
                future = self._client.submit(function, item, pure=False)
                given[future.key] = item
                ready.add(future)
            if not given:
                return
            future = next(ready)
            item = given.pop(future.key)
            yield item, _result(future)

    def _room(self) -> int:
        """How many items are held: a few for each thread of the workers that there are now."""
        return max(1, WAITING * int(sum(self._client.nthreads().values())))

    @property
    def client(self) -> Any:
        """Dask's own client."""
        return self._client

    def close(self) -> None:
        """Leave the cluster; one of our own ends."""
        if hasattr(self, "_client"):
            self._client.close()
        if self._own is not None:
            self._own.close()


def _result(future: Any) -> Any:
    try:
        return future.result()
    except KilledWorker:
        return Lost("the processes that worked on it ended")
    except Exception as error:
        raise WorkerError(f"{type(error).__name__}: {error}") from error
    finally:
        future.release()


def _version() -> str:
    """The version of Framing, where this is called: functions of the package travel by name."""
    return __version__


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
