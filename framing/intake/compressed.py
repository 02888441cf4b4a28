"""Bytes compressed with gzip become the bytes that they were, up to a limit or piece by piece; lines their objects.

What can go wrong: a small file may unpack to more than any machine holds, so the limit counts while it is unpacked; and
a file may be cut off or damaged, which shows only where it breaks off.
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from framing.intake.decoding import Unreadable

GZIP = b"\x1f\x8b"
PIECE: Final = 1 << 20
"""Bytes that are held at once, about."""
_WITH_CHECKS: Final = 16 + zlib.MAX_WBITS
"""Tells zlib that a stream is gzip, with a checksum and its length at the end."""


class Damaged(Unreadable):
    """A file breaks off, or is not what it was when it was written; what stands before that place was read."""

    def __init__(self, kind: str = "gzip") -> None:
        super().__init__(f"the {kind} file is damaged or cut off: pack it anew")


def unpacked(data: bytes, most: int) -> bytes:
    """What ``data`` holds, unpacked to at most so many bytes; raises :class:`Unreadable`."""
    _sure(data)
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            whole = stream.read(most + 1)
    except (EOFError, OSError, zlib.error):
        raise Damaged from None
    if len(whole) > most:
        raise Unreadable(f"larger than {most // 1_000_000} MB when unpacked: split it")
    return whole


def pieces(path: Path, *, packed: bool = False) -> Iterator[bytes]:
    """The bytes of a file piece by piece, unpacked where it is ``packed``; none of an empty file.

    Raises :class:`Unreadable` where it cannot be read, :class:`Damaged` where the gzip file breaks off.
    """
    try:
        with path.open("rb") as file:
            if not packed:
                while piece := file.read(PIECE):
                    yield piece
            elif head := file.peek(len(GZIP)):
                _sure(head)
                yield from _unpacked(file)
    except OSError as error:
        raise Unreadable(f"cannot be read: {(error.strerror or str(error)).lower()}") from None


def _unpacked(file: BinaryIO) -> Iterator[bytes]:
    """What a gzip file of any number of members holds; :class:`gzip.GzipFile` would lose what stands before a damage,
    and is slower.
    """
    decoder, begun = zlib.decompressobj(_WITH_CHECKS), False
    while raw := file.read(PIECE >> 4):
        while raw := raw if begun else raw.lstrip(b"\0"):  # members may be padded
            begun = True
            try:
                piece = decoder.decompress(raw, PIECE)
            except zlib.error:
                raise Damaged from None
            if piece:
                yield piece
            raw = decoder.unconsumed_tail
            if decoder.eof:
                raw, decoder, begun = decoder.unused_data, zlib.decompressobj(_WITH_CHECKS), False
    if begun:
        raise Damaged


def _sure(data: bytes) -> None:
    if not data.startswith(GZIP):
        raise Unreadable("its name ends in .gz, but it is no gzip file: mend the name or the file")


def objects(file: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines, compressed or not, in order: for the scripts that are run by hand.

    Here a bad line ends the script; what people give to the tool is read by :mod:`framing.intake.collection`.
    """
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if raw.startswith(GZIP) else raw).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]
