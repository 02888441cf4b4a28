"""Real runs of the command that are killed, or run into a limit: nothing is lost, nothing doubled or half-written."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from framing.cli import main
from framing.corpus.annotate import Progress, annotate
from framing.corpus.annotation import Settings
from framing.corpus.store import PARTS
from framing.intake.documents import documents
from tests.corpus.conftest import Here, invented, lines_file, rows

RUNS = int(os.environ.get("FRAMING_KILLS", "3"))
"""How often a run is killed; the nightly script has more."""


def command(file: Path, folder: Path, *more: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "framing",
        "corpus",
        "annotate",
        str(file),
        "-o",
        str(folder),
        "--workers",
        "2",
        *more,
    ]


def marks(folder: Path) -> int:
    return len(list((folder / PARTS).glob("*/*.json")))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[tuple[object, ...]]]]:
    """A file of articles, and the rows of a run that nothing interrupts."""
    folder = tmp_path_factory.mktemp("whole")
    file = lines_file(folder / "a.jsonl", [*invented(700), {"text": None}])
    done = subprocess.run(command(file, folder / "corpus"), capture_output=True, text=True, check=True)
    assert done.stdout == f"700 articles in {folder.as_posix()}/corpus; 1 could not be read: see the table of errors\n"
    return file, rows(folder / "corpus")


@pytest.mark.parametrize("seed", range(RUNS))
def test_a_run_that_is_killed_goes_on(seed: int, whole: tuple[Path, dict[str, list[object]]], tmp_path: Path) -> None:
    file, expected = whole
    folder = tmp_path / "corpus"
    chance = random.Random(seed)
    for _ in range(2):
        before = marks(folder)
        started = subprocess.Popen(command(file, folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wanted = before + chance.randrange(1, 5)
        for _ in range(3000):
            if marks(folder) >= wanted or started.poll() is not None:
                break
            time.sleep(0.01)
        time.sleep(chance.random() * 0.3)
        started.send_signal(signal.SIGKILL)
        started.wait()
    last = subprocess.run(command(file, folder), capture_output=True, text=True, check=True)
    assert last.stdout.startswith("700 articles in ")
    assert rows(folder) == expected
    assert not (folder / PARTS).exists()


def test_ctrl_c_says_that_nothing_was_half_written(whole: tuple[Path, dict[str, list[object]]], tmp_path: Path) -> None:
    file, expected = whole
    started = subprocess.Popen(
        command(file, tmp_path / "corpus"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    for _ in range(3000):
        if marks(tmp_path / "corpus"):
            break
        time.sleep(0.01)
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=60)
    assert (started.returncode, out) == (130, "")
    assert err == "framing: stopped; nothing was half-written\n"
    subprocess.run(command(file, tmp_path / "corpus"), capture_output=True, check=True)
    assert rows(tmp_path / "corpus") == expected


@pytest.mark.parametrize("tables", [False, True], ids=["in a part", "in the tables"])
def test_a_limit_on_the_size_of_files(tables: bool, tmp_path: Path) -> None:
    """``RLIMIT_FSIZE``, as on a full disk: one line, and what is there can be gone on with."""
    file = lines_file(tmp_path / "a.jsonl", invented(120, 1))
    folder = tmp_path / "corpus"
    if tables:  # all parts are there

        def stop(progress: Progress) -> None:
            if progress.tables:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            annotate(documents([str(file)]), folder, Here(), Settings(), stop)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000))

    done = subprocess.run(command(file, folder), capture_output=True, text=True, preexec_fn=limit)
    assert (done.returncode, done.stdout) == (2, "")
    told = [line for line in done.stderr.splitlines() if "writing the tables" not in line]
    assert len(told) == 1, done.stderr
    assert told[0].startswith("framing: ")
    assert "file too large" in told[0].lower()
    assert not (folder / "tables").exists()
    assert json.loads((folder / "corpus.json").read_text())["complete"] is False
    assert not [path for path in folder.rglob("*") if path.name.startswith(".") or path.name.endswith(".new")]
    again = subprocess.run(command(file, folder), capture_output=True, text=True, check=True)
    assert again.stdout == f"120 articles in {folder.as_posix()}\n"
    assert len(rows(folder)["articles"]) == 120


def test_two_runs_at_once(whole: tuple[Path, dict[str, list[object]]], tmp_path: Path) -> None:
    file, _ = whole
    folder = tmp_path / "corpus"
    started = subprocess.Popen(command(file, folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(3000):
        if (folder / "corpus.json").exists():
            break
        time.sleep(0.01)
    second = subprocess.run(command(file, folder), capture_output=True, text=True)
    started.kill()
    started.wait()
    assert second.returncode == 2
    assert second.stderr == f"framing: {folder}: another run is writing into it: wait for it, or stop it\n"


def test_arguments_that_cannot_be_meant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(lines_file(tmp_path / "a.jsonl", invented(2)))
    cases = {
        ("--workers", "0", "-o", str(tmp_path / "c")): "--workers must be 1 or more",
        (
            "--engine",
            "spark",
            "-o",
            str(tmp_path / "c"),
        ): '--engine "spark": give local, dask://HOST:PORT or local-cluster',
        ("-o", str(tmp_path / "no" / "c")): f"there is no folder {tmp_path / 'no'}: make it first",
        ("-o", file): f"{file}: this is a file: name a folder for the tables",
    }
    for more, says in cases.items():
        assert main(["corpus", "annotate", file, *more]) == 2
        err = capsys.readouterr().err
        assert says in err
        assert len(err.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl"]
