"""Arguments that name an engine become the engine: processes of this machine, or a cluster."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from typing import TYPE_CHECKING

from framing.cli import Usage

if TYPE_CHECKING:
    from framing.corpus.engine import Engine

LOCAL_CLUSTER = "local-cluster"
DASK = "dask://"


def engine_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of every task that may need more than one processor."""
    parser.add_argument("--workers", metavar="N", type=int, help="processes on this machine (one a processor)")
    parser.add_argument(
        "--engine",
        metavar="ENGINE",
        default="local",
        help="local; dask://HOST:PORT, a Dask scheduler; local-cluster, one started here (local)",
    )


def engine(options: argparse.Namespace, ready: str | None = None) -> Engine:
    """The engine; raises Usage for one that there is not.

    Processes of this machine call ``ready`` first: see :class:`~framing.corpus.processes.Processes`.
    """
    from framing.corpus.processes import Processes, cores

    workers = cores() if options.workers is None else options.workers
    if workers < 1:
        raise Usage("--workers must be 1 or more")
    if options.engine == "local":
        return Processes(workers, ready)
    if options.engine != LOCAL_CLUSTER and not options.engine.startswith(DASK):
        raise Usage(f'--engine "{options.engine}": give local, dask://HOST:PORT or local-cluster')
    if find_spec("distributed") is None:
        raise Usage("Dask distributed is not installed: pip install 'framing[corpus,cluster]'")
    from framing.corpus.cluster import Cluster

    address = None if options.engine == LOCAL_CLUSTER else options.engine.removeprefix(DASK)
    return Cluster(address, workers)
