"""Text becomes a file, whole or not at all: it is written beside its place and then moved there."""

from __future__ import annotations

import os
from pathlib import Path


def written(path: Path, text: str) -> int:
    """Write ``text`` as UTF-8 to ``path`` and return its size in bytes; folders on the way are made.

    A failure leaves what stood there before, and no other file. Raises OSError.
    """
    data = text.encode("utf-8", "backslashreplace")
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return len(data)
