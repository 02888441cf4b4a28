"""Law 8: uncertainty is shown. Law 9: same input, same bytes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from framing.comparison import Comparison
from framing.measures import rate, share
from framing.report.comparison_record import comparison_record
from tests.conftest import SEEDS


def test_a_share_has_wilsons_interval() -> None:
    found = share("x", 5, 20)
    assert (found.value, found.n) == (0.25, 20)
    # Wilson's interval of 5 in 20, as in Newcombe's tables: 0.112 to 0.469.
    assert (round(found.low or 0, 3), round(found.high or 0, 3)) == (0.112, 0.469)
    nothing = share("x", 0, 0)
    assert (nothing.n, nothing.low, nothing.high) == (0, None, None)


def test_a_rate_has_a_poisson_interval() -> None:
    found = rate("x", 5, 500)
    assert found.value == 10.0
    # The exact Poisson interval of 5 events is 1.62 to 11.67; Byar's approximation is within 1 %.
    assert found.low == pytest.approx(3.24, rel=0.02)
    assert found.high == pytest.approx(23.3, rel=0.01)
    assert rate("x", 0, 1000).low == 0.0
    assert (rate("x", 0, 1000).high or 0) > 3


def test_every_rate_and_share_shows_n_and_interval(corpus: Comparison) -> None:
    record = comparison_record(corpus)
    seen = 0
    for measures in [g["measures"] for g in record["groups"]] + [r["measures"] for r in record["readings"]]:
        for name, measure in measures.items():
            assert isinstance(measure["n"], int)
            if name.endswith(("_share", "_per_1000")) and measure["n"]:
                assert measure["low"] <= measure["value"] <= measure["high"]
                assert measure["low"] < measure["high"]
                seen += 1
    assert seen > 20


def output(command: str, folder: Path, seed: str, target: str | None = None) -> bytes:
    """What a command writes for a folder, in a process of its own with its own hash seed."""
    arguments = [sys.executable, "-m", "framing", *command.split(), folder.name]
    if target:
        arguments += ["-o", target]
    environment = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run(arguments, cwd=folder.parent, env=environment, capture_output=True, check=True)
    return (folder.parent / target).read_bytes() if target else done.stdout


@pytest.mark.parametrize(
    ("command", "target"),
    [
        ("read", None),
        ("report --format json --pairs all", None),
        ("stories", None),
        ("report", "out.html"),
        ("manifest", None),
        ("check --exit-zero --output-format json", None),
    ],
)
def test_same_bytes_with_two_hash_seeds_in_two_folders(command: str, target: str | None, tmp_path: Path) -> None:
    outputs = set()
    for place, seed in (("one", "1"), ("deeper/two", "2")):
        folder = tmp_path / place / "seeds"
        shutil.copytree(SEEDS, folder)
        found = output(command, folder, seed, target)
        assert str(tmp_path).encode() not in found
        outputs.add(found)
    assert len(outputs) == 1


def test_the_order_of_named_inputs_is_the_order_of_the_output(tmp_path: Path) -> None:
    names = sorted(path.name for path in SEEDS.glob("*.txt"))
    command = [sys.executable, "-m", "framing", "read", *(str(SEEDS / name) for name in reversed(names))]
    lines = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path).stdout.splitlines()
    assert [json.loads(line)["article"]["id"] for line in lines] == names[::-1]
