"""Inputs become the files in them, in the order of their paths, whatever the folder holds."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from framing.intake.document import Problem
from framing.intake.members import BadInput, Member, members


def names(folder: Path) -> list[str]:
    return [one.name for one in members(str(folder), {}) if isinstance(one, Member)]


def test_the_order_is_that_of_paths_not_of_strings(tmp_path: Path) -> None:
    chance = random.Random(6)
    paths = {"/".join(chance.choice("aB-.é1_") + "x" for _ in range(chance.randint(1, 4))) for _ in range(60)}
    leaves = sorted(one for one in paths if not any(other.startswith(f"{one}/") for other in paths))
    for name in leaves:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    seen = [name for name in leaves if not any(part.startswith(".") for part in name.split("/"))]
    assert len(seen) > 20
    assert names(tmp_path) == [path.as_posix() for path in sorted(map(Path, seen))]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.txt")
    (tmp_path / "a.txt").write_text("x", "utf-8")
    first, second = members(str(tmp_path), {})
    assert isinstance(first, Member)
    assert second == Problem("p.txt", "passed over: this is no file, but a pipe or device")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_listed(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    assert list(members(str(tmp_path), {})) == [Problem("shut", "cannot be read: permission denied")]
    with pytest.raises(BadInput, match="cannot be read: permission denied"):
        list(members(str(tmp_path / "shut"), {}))
