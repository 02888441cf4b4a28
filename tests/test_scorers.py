"""The scorers of the development data read what the commands print; needs that data beside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("task", "measure"),
    [
        ("attribution --part dev", "content.tokens"),
        ("loaded --spans findings --limit 200", "tokens"),
        ("stories", "b_cubed"),
        ("pairs", "topic"),
        ("labels", "conll"),
    ],
)
def test_each_task_is_scored(task: str, measure: str, shared: Path) -> None:
    scorer = shared / "gold" / "score" / "run.py"
    options = ["--framing", f"{sys.executable} -m framing", "--resamples", "0", "--json"]
    if "--limit" not in task:
        options += ["--limit", "12"]
    done = subprocess.run([sys.executable, str(scorer), *task.split(), *options], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    value = json.loads(done.stdout)["metrics"][measure]["f1"]["value"]
    assert 0 < value <= 1
