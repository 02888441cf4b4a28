"""Bytes compressed with gzip become the bytes that they were, up to a limit; JSON lines become their objects.

What can go wrong: a small file may unpack to more than any machine holds, so the limit counts while it is unpacked.
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from pathlib import Path
from typing import Any

from framing.intake.decoding import Unreadable

GZIP = b"\x1f\x8b"


def unpacked(data: bytes, most: int) -> bytes:
    """What ``data`` holds, unpacked to at most so many bytes; raises :class:`Unreadable`."""
    if not data.startswith(GZIP):
        raise Unreadable("its name ends in .gz, but it is no gzip file: mend the name or the file")
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            whole = stream.read(most + 1)
    except (EOFError, OSError, zlib.error):
        raise Unreadable("the gzip file is damaged or cut off: pack it anew") from None
    if len(whole) > most:
        raise Unreadable(f"larger than {most // 1_000_000} MB when unpacked: split it")
    return whole


def objects(file: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines, compressed or not, in order: for the scripts that are run by hand.

    Here a bad line ends the script; what people give to the tool is read by :mod:`framing.intake.collection`.
    """
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if raw.startswith(GZIP) else raw).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]
