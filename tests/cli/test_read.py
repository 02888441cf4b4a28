"""`framing read` as a process of its own: what it asks of the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WATCHED = """
import os, sys
def watch(event, arguments):
    if event == "import" and arguments[0] == "numpy":
        print("numpy with", os.environ.get("OPENBLAS_NUM_THREADS"), "thread", file=sys.stderr)
sys.addaudithook(watch)
from framing.cli import main
sys.exit(main(["read", sys.argv[1]]))
"""


def run(text: Path, **more: str) -> list[str]:
    settings = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    command = [sys.executable, "-c", WATCHED, str(text)]
    done = subprocess.run(command, env=settings | more, capture_output=True, text=True, check=True, timeout=60)
    return [line for line in done.stderr.splitlines() if line.startswith("numpy")]


def test_one_thread_is_asked_for_before_numpy_is_there_to_hear_it(tmp_path: Path) -> None:
    text = tmp_path / "pier.txt"
    text.write_text("“The pier will stay open,” Ann Lee said.\n", "utf-8")
    assert run(text) == ["numpy with 1 thread"]
    assert run(text, OPENBLAS_NUM_THREADS="2") == ["numpy with 2 thread"]
