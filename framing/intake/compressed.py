"""A file of JSON lines, compressed with gzip or not, becomes its objects: for the scripts that are run by hand.

What people give to the tool is read by :mod:`framing.intake.collection`, which answers for every bad line. What can
go wrong: here a bad line ends the script.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

GZIP = b"\x1f\x8b"


def objects(file: Path) -> list[dict[str, Any]]:
    """The objects of a file's lines, in order."""
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if raw.startswith(GZIP) else raw).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]
