"""Processes: results whole and once, whatever dies; few items held; nothing left running."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from engine_tasks import deadly, deadly_once, doubled, failing, get_ready, squared, was_ready

from framing.corpus.processes import WAITING, Lost, Processes, WorkerError
from tests.conftest import ROOT


def test_every_item_has_its_result() -> None:
    found = dict(Processes(2).results(squared, range(50)))
    assert found == {number: number * number for number in range(50)}


def test_few_items_are_held() -> None:
    given = 0

    def items() -> Iterator[int]:
        nonlocal given
        for number in range(60):
            given += 1
            yield number

    for taken, _ in enumerate(Processes(2).results(squared, items())):
        assert given <= taken + 2 * WAITING


def test_items_and_results_larger_than_a_pipe_do_not_block_each_other() -> None:
    items = [b"x" * 3_000_000 for _ in range(8)]
    assert [len(result) for _, result in Processes(2).results(doubled, items) if isinstance(result, bytes)] == [
        6_000_000
    ] * 8


def test_what_kills_its_process_is_lost_and_nothing_else() -> None:
    found = dict(Processes(2).results(deadly, range(30)))
    assert {number for number, result in found.items() if isinstance(result, Lost)} == {3, 17}
    assert all(found[number] == number for number in range(30) if number not in (3, 17))
    assert found[3] == Lost("the process that worked on it ended (killed by signal 9)")


def test_a_process_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    found = [
        result for _, result in Processes(2).results(deadly_once, [(number, str(tmp_path)) for number in range(20)])
    ]
    assert sorted(number for number in found if isinstance(number, int)) == list(range(20))


def test_an_error_in_a_process_is_one_here() -> None:
    with pytest.raises(WorkerError, match="ZeroDivisionError"):
        list(Processes(1).results(failing, [1, 0]))


def test_each_process_gets_ready_once_before_its_first_item() -> None:
    engine = Processes(2, f"{get_ready.__module__}:{get_ready.__name__}")
    try:
        found = [result for _, result in engine.results(was_ready, range(20)) if not isinstance(result, Lost)]
    finally:
        engine.close()
    assert len(found) == 20
    assert all(ready == [pid] for pid, ready in found)


def test_an_engine_that_has_nothing_to_do_leaves_nothing_running() -> None:
    engine = Processes(2, "framing.corpus.annotation:ready")
    assert len(multiprocessing.active_children()) == 2
    engine.close()
    assert multiprocessing.active_children() == []


SLEEPER = """
import sys, time
from framing.corpus.processes import Processes
def pids(number):
    import os
    open(f"{sys.argv[1]}/{os.getpid()}", "w").close()
    time.sleep(60)
if __name__ == "__main__":
    list(Processes(2).results(pids, range(8)))
"""


def test_no_process_outlives_the_one_that_started_it(tmp_path: Path) -> None:
    script = tmp_path / "sleeper.py"
    script.write_text(SLEEPER)
    marks = tmp_path / "marks"
    marks.mkdir()
    started = subprocess.Popen([sys.executable, str(script), str(marks)], cwd=ROOT)
    for _ in range(300):
        if len(list(marks.iterdir())) == 2:
            break
        time.sleep(0.05)
    started.kill()
    started.wait()
    pids = [int(mark.name) for mark in marks.iterdir()]
    assert len(pids) == 2
    for _ in range(100):
        if not any(_running(pid) for pid in pids):
            return
        time.sleep(0.05)
    pytest.fail(f"still running: {pids}")


def _running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
