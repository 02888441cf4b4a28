"""A file of JSON lines becomes records, one article a line.

Only ``text`` is required; ``outlet``, ``title``, ``date`` and ``url`` are known fields, other keys free columns. What
can go wrong: a line that is no JSON object or holds no text is a problem of its own, and the other lines are read. A
file of any size is cut into lines with no more than the longest line in memory.
"""

from __future__ import annotations

import codecs
import datetime
import itertools
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from framing.intake.decoding import MAGIC, MARKS, Unreadable, decoded, not_as_marked
from framing.patterns import pattern

KNOWN = ("id", "text", "outlet", "title", "date", "url")
LONGEST: Final = 100_000_000
"""Bytes of a line, at most."""
_HEAD: Final = 4096
"""Bytes at the beginning that tell whether a file is text."""
DAY = pattern(r"\s*(\d{4}-\d\d-\d\d)(?:[T\s].*)?", re.DOTALL)


def numbered(pieces: Iterable[bytes], longest: int = LONGEST) -> Iterator[tuple[int, bytes | None]]:
    """Each line that is not blank, without its line feed, with its number (from 1); None for one that is too long."""
    number, size = 1, 0
    held: list[bytes] = []
    for piece in pieces:
        *ended, rest = piece.split(b"\n")
        for line in ended:
            size += len(line)
            if size > longest:
                yield number, None
            elif whole := b"".join((*held, line)).strip():
                yield number, whole
            number, size = number + 1, 0
            held.clear()
        size += len(rest)
        if size > longest:
            held.clear()
        else:
            held.append(rest)
    if size > longest:
        yield number, None
    elif whole := b"".join(held).strip():
        yield number, whole


def in_utf8(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A stream of text without its byte-order mark, in UTF-8 where it is UTF-16 or UTF-32; anything else as it is.

    Raises :class:`Unreadable` for what begins as no text does, and where a stream with a mark breaks its promise.
    """
    stream = iter(pieces)
    head = next(stream, b"")
    mark, encoding = next((found for found in MARKS if head.startswith(found[0])), (b"", ""))
    if not encoding and (b"\0" in head[:_HEAD] or head.startswith(tuple(MAGIC))):
        decoded(head[:_HEAD])  # raises, and says what it is
    if encoding in ("", "utf-8-sig"):
        yield head[len(mark) :]
        yield from stream
        return
    yield from _recoded(itertools.chain((head,), stream), encoding)


def _recoded(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    read = 0
    for piece in itertools.chain(pieces, (b"",)):
        held = len(decoder.getstate()[0])
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            yield error.object[: error.start].decode(error.encoding).encode("utf-8")
            raise not_as_marked(encoding, read - held + error.start) from None
        read += len(piece)
        yield text.encode("utf-8")


def records(text: str) -> Iterator[tuple[int, dict[str, Any] | Unreadable]]:
    """The number of each line that is not blank (from 1), with its record or with why it cannot be read."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, _checked(json.loads(line))
        except (ValueError, RecursionError) as error:
            reason = error if isinstance(error, Unreadable) else f"no JSON object on this line ({fault(error)})"
            yield number, Unreadable(str(reason))


def fault(error: Exception) -> str:
    """Why something is no JSON, in few words."""
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return error.msg if isinstance(error, json.JSONDecodeError) else "a number is too long"


def _checked(record: object) -> dict[str, Any]:
    if not isinstance(record, dict):
        raise Unreadable('a line must be a JSON object such as {"text": "…"}')
    if not isinstance(record.get("text"), str):
        raise Unreadable('the key "text" is missing or no string')
    if not record["text"].strip():
        raise Unreadable("the text is empty")
    for key in ("outlet", "title", "url"):
        if not isinstance(record.get(key), str | None):
            raise Unreadable(f'the key "{key}" must be a string or null')
    if record.get("date") not in (None, ""):
        record["date"] = iso_day(record["date"])
    return record


def iso_day(value: object) -> str:
    """The day of an ISO 8601 date or time, e.g. "2023-07-11"; raises :class:`Unreadable` for anything else."""
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    written = DAY.fullmatch(str(value))
    try:
        return datetime.date.fromisoformat(written.group(1) if written else "").isoformat()
    except ValueError:
        raise Unreadable(f'the date "{str(value)[:40]}" is not of the form YYYY-MM-DD') from None
