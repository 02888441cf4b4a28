"""Dask: a real scheduler with two workers on the loopback gives the tables that one machine gives, even if one dies."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from framing.cli import main
from framing.corpus.annotate import Progress, annotate
from framing.corpus.annotation import Settings
from framing.corpus.cluster import Cluster
from framing.corpus.database import stories_file
from framing.corpus.exchange import Files
from framing.corpus.grouping import stories as steps
from framing.corpus.storying import exchange_of, storied
from framing.intake.documents import documents
from tests.corpus.conftest import Here, invented, lines_file, rows
from tests.corpus.test_stories import told


@dataclass
class Machines:
    address: str
    workers: list[subprocess.Popen[bytes]]


def dask(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """A scheduler and two workers, each a process of its own; they end with the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    host, port = address.split(":")
    started = [dask("scheduler", "--host", host, "--port", port, "--no-dashboard")]
    for _ in range(2):
        more = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", host, "--local-directory", str(tmp_path))
        started.append(dask("worker", f"tcp://{address}", *more))
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex((host, int(port))) == 0:
                    break
            time.sleep(0.1)
        yield Machines(address, started[1:])
    finally:
        for process in started:
            process.kill()
            process.wait()


def test_the_tables_of_a_cluster_are_those_of_one_machine_though_a_worker_dies(
    machines: Machines, tmp_path: Path
) -> None:
    file = lines_file(tmp_path / "a.jsonl", invented(600, 3))
    annotate(documents([str(file)]), tmp_path / "here", Here(), Settings())
    dead: list[int] = []

    def kill(progress: Progress) -> None:
        if progress.articles >= 100 and not dead:
            dead.append(machines.workers[0].pid)
            os.kill(dead[0], signal.SIGKILL)

    with closing(Cluster(machines.address, 0)) as engine:
        done = annotate(documents([str(file)]), tmp_path / "there", engine, Settings(), kill)
    assert dead
    machines.workers[0].wait(10)
    assert machines.workers[1].poll() is None
    assert (done.articles, done.read, done.errors) == (600, 600, 0)
    assert rows(tmp_path / "there") == rows(tmp_path / "here")


def test_the_stories_of_a_cluster_are_those_of_one_machine_though_a_worker_dies(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "BUCKET", 30)
    monkeypatch.setattr(steps, "TASK", 20)
    file = lines_file(tmp_path / "a.jsonl", told(150, 9))
    folder = tmp_path / "corpus"
    annotate(documents([str(file)]), folder, Here(), Settings())
    storied(folder, Files(folder / "spill" / "steps", Here()))
    here = stories_file(folder).read_bytes()
    stories_file(folder).unlink()

    def kill(step: str) -> None:
        if step == "comparing neighbours":
            machines.workers[0].kill()

    with closing(Cluster(machines.address, 0)) as engine:
        storied(folder, exchange_of(engine, folder), kill)
    machines.workers[0].wait(10)
    assert stories_file(folder).read_bytes() == here


def test_the_command_uses_a_cluster(machines: Machines, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = lines_file(tmp_path / "a.jsonl", invented(60, 4))
    folder = tmp_path / "corpus"
    assert main(["corpus", "annotate", str(file), "-o", str(folder), "--engine", f"dask://{machines.address}"]) == 0
    assert capsys.readouterr().out == f"60 articles in {folder.as_posix()}\n"
    assert len(rows(folder)["articles"]) == 60


def test_a_cluster_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = lines_file(tmp_path / "a.jsonl", invented(60, 4))
    folder = tmp_path / "corpus"
    own = ["--engine", "local-cluster", "--workers", "1"]
    assert main(["corpus", "annotate", str(file), "-o", str(folder), *own]) == 0
    assert capsys.readouterr().out == f"60 articles in {folder.as_posix()}\n"


def test_no_scheduler_at_the_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framing.corpus.cluster.START", 1)
    file = lines_file(tmp_path / "a.jsonl", invented(2))
    arguments = ["corpus", "annotate", str(file), "-o", str(tmp_path / "c"), "--engine", "dask://127.0.0.1:9"]
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert err.startswith("framing: dask://127.0.0.1:9: ")
    assert "start a scheduler there" in err
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "c").exists()
