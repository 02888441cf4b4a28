"""Functions that tests give to processes."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def squared(number: int) -> int:
    return number * number


def doubled(data: bytes) -> bytes:
    return data + data


def deadly(number: int) -> int:
    """Kills its process at some numbers."""
    if number in (3, 17):
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def deadly_once(item: tuple[int, str]) -> int:
    """Kills its process the first time that 5 comes; the folder remembers it."""
    number, folder = item
    if number == 5 and not (Path(folder) / "seen").exists():
        (Path(folder) / "seen").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def failing(number: int) -> int:
    return 1 // number


READY: list[int] = []


def get_ready() -> None:
    READY.append(os.getpid())


def was_ready(number: int) -> tuple[int, list[int]]:
    return os.getpid(), list(READY)
