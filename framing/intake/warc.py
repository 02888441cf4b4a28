"""A WARC file becomes Documents, one a page: what a crawler has fetched (ISO 28500), or the text made of it (WET).

Pages are those records of the types response, resource and conversion that hold HTML or plain text, with HTTP status
200; the others are counted. The day of capture is no day of publication, but the article is not younger. FastWARC reads
the records; each is decoded by itself, since one with a wrong header would end its iteration. What can go wrong: a file
that breaks off; what stands before that is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from framing.article import Evidence
from framing.intake.compressed import Damaged
from framing.intake.decoding import Unreadable
from framing.intake.document import Document, DocumentKind, Problem
from framing.intake.lines import LONGEST, iso_day
from framing.intake.packages import module

TYPES: Final[dict[str, DocumentKind]] = {"text/html": "page", "application/xhtml+xml": "page", "text/plain": "plain"}
DECODINGS: Final = ("all", "content", "transfer", "none")
"""What is tried, in this order: crawlers keep headers that tell of encodings which they have undone."""
_HEAD: Final = 65_536
"""Bytes of a record in which its HTTP header must lie; a picture is not held further."""
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def documents(pieces: Iterable[bytes], name: str, prefix: str) -> Iterator[Document | Problem]:
    """The pages of a WARC file, whose bytes are unpacked; its own records count from 1, whatever they hold.

    Raises :class:`Unreadable` where it breaks off.
    """
    warc = module("fastwarc.warc", "FastWARC")
    number = others = 0
    try:
        for record in warc.ArchiveIterator(_Stream(pieces), parse_http=False, stream_detect=False):
            place = f"{name}, record {number + 1}"
            page = _page(warc, record)
            number += 1
            if page is None:
                others += record.record_type not in (warc.warcinfo, warc.request, warc.metadata)
            elif len(page.data) > LONGEST:
                yield Problem(place, f"larger than {LONGEST // 1_000_000} MB: no article is that long")
            else:
                yield _document(page, record.headers, f"{prefix}{number}", place)
    except (Damaged, OSError):
        if not number:
            raise Unreadable("this is no WARC file, or one that is damaged at its beginning: fetch it anew") from None
        raise Unreadable(f"damaged or cut off after record {number}: fetch it anew") from None
    if others:
        yield Problem(name, f"passed over: {others} records that hold no page with status 200")


class _Stream:
    """Pieces of bytes as FastWARC reads them: it asks where it is, and never goes back."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._piece = b""
        self._at = self._before = 0

    def read(self, size: int = -1) -> bytes:
        """Some of the bytes that follow, at most ``size``; none at the end."""
        if self._at == len(self._piece):
            self._before += self._at
            self._at = 0
            self._piece = next(self._pieces, b"")
        part = self._piece[self._at : None if size < 0 else self._at + size]
        self._at += len(part)
        return part

    def tell(self) -> int:
        """The number of bytes that were read."""
        return self._before + self._at


class _Page(NamedTuple):
    """What a record holds, of one of :data:`TYPES`."""

    type: str
    charset: str | None
    data: bytes


def _page(warc: Any, record: Any) -> _Page | None:
    """The page in a record, None if it holds none; the record is read to its end. Raises OSError if it is cut off."""
    length = record.headers.get("Content-Length") or ""
    if not length.isdecimal():
        raise OSError
    block = _read(record.reader, _HEAD)
    held = _described(warc, record, block)
    if held is not None:
        block += _read(record.reader, LONGEST + 1 - len(block))
    if len(block) + record.reader.consume() < int(length):
        raise OSError
    if held is None:
        return None
    data = _decoded(warc, block) if record.is_http and len(block) <= LONGEST else block
    return held._replace(data=data) if data.strip() else None


def _described(warc: Any, record: Any, head: bytes) -> _Page | None:
    """The type and charset of a page, from the head of its record; None for anything else."""
    if record.record_type not in (warc.response, warc.resource, warc.conversion):
        return None
    written = record.headers.get("Content-Type") or ""
    if record.is_http:
        try:
            http = _http(warc, head, "none")
        except OSError:
            return None
        if http.http_headers.status_code != 200:
            return None
        written = http.http_headers.get("Content-Type") or record.headers.get("WARC-Identified-Payload-Type") or ""
    held = written.partition(";")[0].strip().lower()
    charset = _CHARSET.search(written)
    return _Page(held, charset and charset.group(1), b"") if held in TYPES else None


def _http(warc: Any, block: bytes, decoding: str) -> Any:
    """An HTTP response of its own."""
    record = warc.WarcRecord()
    record.set_bytes_content(block)
    record.is_http = True
    record.parse_http(auto_decode=decoding)
    return record


def _decoded(warc: Any, block: bytes) -> bytes:
    """The body of an HTTP response without its chunks and its compression, or as it is if it has none."""
    for decoding in DECODINGS:
        with suppress(OSError):
            return _read(_http(warc, block, decoding).reader, LONGEST + 1)
    return b""


def _read(reader: Any, most: int) -> bytes:
    """So many bytes, or all that there are."""
    parts = []
    while most > 0 and (part := reader.read(min(most, _HEAD))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _document(page: _Page, headers: Any, id: str, place: str) -> Document:
    known: list[tuple[str, Evidence]] = []
    columns: list[tuple[str, str]] = []
    url = (headers.get("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">")
    if url:
        known.append(("url", Evidence("metadata", url, f"{place}: WARC-Target-URI")))
        with suppress(ValueError):  # no address
            columns = [("host", host)] if (host := urlsplit(url).hostname) else []
    with suppress(Unreadable):  # no date
        day = iso_day(headers.get("WARC-Date"))
        known.append(("latest", Evidence("metadata", day, f"{place}: WARC-Date, the day of capture")))
    if page.charset:
        known.append(("charset", Evidence("metadata", page.charset, f"{place}: Content-Type")))
    return Document(url or id, TYPES[page.type], page.data, place, tuple(known), tuple(columns))
