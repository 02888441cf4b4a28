"""Inputs become Documents, one by one: files, folders, JSON lines and standard input, of any size.

Splitting is cheap and holds no more than one document; what each one says is found by
:func:`~framing.intake.document.article`. A bad member is a :class:`~framing.intake.document.Problem`, and the rest is
read; a path that was named and cannot be read raises :class:`~framing.intake.members.BadInput`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from framing.intake import feeds, lines, manifest, ninjs, parquet, warc
from framing.intake.compressed import PIECE, Damaged, pieces, unpacked
from framing.intake.decoding import Unreadable
from framing.intake.document import EMPTY, Document, DocumentKind, Foreign, Known, Problem, article
from framing.intake.members import OWN_RECORD, STANDARD_INPUT, BadInput, Member, entries, members, reason

__all__ = ["BadInput", "Document", "Problem", "article", "documents"]

PLAIN: Final = (".txt", ".text")
MARKDOWN: Final = (".md", ".markdown")
PAGES: Final = (".html", ".htm", ".xhtml")
LINES: Final = (".jsonl", ".ndjson")
PACKED: Final = tuple(f"{suffix}.gz" for suffix in LINES)
WARC: Final = (".warc", ".wet", ".warc.gz", ".wet.gz")
PARQUET: Final = (".parquet", ".pq")
FEEDS: Final = (".xml", ".rss", ".atom")
NINJS: Final = (".json",)
SUFFIXES: Final = PLAIN + MARKDOWN + PAGES + LINES + PACKED + WARC + PARQUET + FEEDS + NINJS
MOST_BYTES: Final = 200_000_000
"""Bytes of a file that is read whole, at most."""
ACCEPTED: Final = "give .txt, .md, .html or .jsonl files"


class OwnReport(Unreadable):
    """The input is a report that this tool has written."""

    def __init__(self) -> None:
        super().__init__("this is a report that Framing has written, no article: name the articles")


def documents(inputs: Sequence[str], manifest_file: str | None = None) -> Iterator[Document | Problem]:
    """The documents of the inputs (paths, or "-" for standard input), in input order; raises :class:`BadInput`.

    ``manifest_file`` names a manifest for single files; a folder's own ``manifest.toml`` is read by itself. Where the
    inputs are more than one file, an id that is not given is "PATH#NUMBER", else the number of the line alone.
    """
    several = len(inputs) != 1 or (inputs[0] != STANDARD_INPUT and Path(inputs[0]).is_dir())
    empty = True
    first: Problem | None = None
    for _, item in split(inputs, manifest_file, several=several):
        if isinstance(item, Document):
            empty = False
        elif first is None:
            first = item
        yield item
    if empty:
        raise nothing_found(inputs, first)


def nothing_found(inputs: Sequence[str], first: Problem | None) -> BadInput:
    """What is said of inputs without an article; ``first`` is the first problem that there was."""
    why = f" ({first.path}: {first.message})" if first else ""
    return BadInput(f"{inputs[0]}: no article found{why}: {ACCEPTED}")


def split(
    inputs: Sequence[str], manifest_file: str | None, *, several: bool, most: int | None = None
) -> Iterator[tuple[Member, Document | Problem]]:
    """The documents and problems of the inputs, each with the file it comes from.

    ``most`` are the bytes of one file that may be held, unpacked: none but those of the longest line, if it is None.
    """
    if not inputs:
        raise BadInput("no input: name a file, a folder or - for standard input")
    extra = entries(Path(manifest_file)) if manifest_file else {}
    used = not manifest_file
    for given in inputs:
        for member in members(given, extra):
            if isinstance(member, Problem):
                yield Member(given, Path(given), member.path), member
                continue
            for item in _of_member(member, several=several, most=most):
                used = used or (isinstance(item, Document) and item.id in extra)
                yield member, item
    if manifest_file and not used:
        path = Path(manifest_file)
        message = "names none of the articles, so nothing was taken from it"
        yield Member(manifest_file, path, manifest_file), Problem(manifest_file, message)


def _of_member(member: Member, *, several: bool, most: int | None) -> Iterator[Document | Problem]:
    """What one file holds; it raises BadInput if it was named and nothing of it can be read."""
    empty = True
    try:
        for item in _of_file(member, f"{member.name}#" if several else "", most):
            yield item
            empty = False
    except OwnReport as error:
        if member.named:
            raise BadInput(f"{member.path}: {error}") from None
        # A report kept beside its articles does not change the next one.
    except (Unreadable, OSError) as error:
        why = f"cannot be read: {reason(error)}" if isinstance(error, OSError) else str(error)
        if member.named and empty:
            raise BadInput(f"{member.path}: {why}") from None
        yield Problem(member.name, f"passed over: {why}" if isinstance(error, Foreign) else why)


def _of_file(member: Member, prefix: str, most: int | None) -> Iterator[Document | Problem]:
    path, name = member.path, member.name
    if member.given == STANDARD_INPUT:
        yield from _of_standard_input(prefix)
        return
    suffix = _suffix(path)
    if suffix not in SUFFIXES and not member.named:
        yield Problem(name, f'passed over: "{path.suffix or path.name}" is no format that is read here')
    elif suffix in LINES + PACKED:
        yield from _of_lines(lines.in_utf8(_pieces(path, most, packed=suffix in PACKED)), name, prefix)
    elif suffix in WARC:
        yield from _within(warc.documents(pieces(path, packed=suffix.endswith(".gz")), name, prefix), path, most)
    elif suffix in PARQUET:
        yield from _within(parquet.documents(path, name, prefix), path, most)
    else:
        data = _whole(path)
        if is_own(data):
            raise OwnReport
        if suffix in FEEDS:
            yield from feeds.documents(data, name, prefix)
        elif suffix in NINJS:
            yield from ninjs.documents(data, name)
        else:
            known, columns = _said(member.entry)
            yield Document(name, _kind(suffix), data, name, known, columns)


def _suffix(path: Path) -> str:
    """How the name ends, in small letters, with what was packed: ".txt", ".jsonl.gz"."""
    last = path.suffix.lower()
    return Path(path.stem).suffix.lower() + last if last == ".gz" else last


def _kind(suffix: str) -> DocumentKind:
    if suffix in MARKDOWN:
        return "markdown"
    return "page" if suffix in PAGES else "plain"


def _said(entry: manifest.Entry | None) -> tuple[Known, tuple[tuple[str, str], ...]]:
    """What a manifest says of a file, and its free columns."""
    if entry is None:
        return (), ()
    return tuple((field, said) for field in manifest.FIELDS if (said := entry.evidence(field))), entry.columns


def _whole(path: Path) -> bytes:
    """The bytes of a file that is one article."""
    _fit(path, MOST_BYTES)
    data = path.read_bytes()
    if not data.strip():
        raise Unreadable(EMPTY)
    return data


def _fit(path: Path, most: int) -> None:
    if path.stat().st_size > most:
        raise Unreadable(f"larger than {most // 1_000_000} MB: split it")


def _within(found: Iterable[Document | Problem], path: Path, most: int | None) -> Iterator[Document | Problem]:
    """What a container holds, up to a limit, if there is one."""
    if most is not None:
        _fit(path, most)
    held = 0
    for item in found:
        held += len(item.data) if isinstance(item, Document) else 0
        if most is not None and held > most:
            raise Unreadable(f"larger than {most // 1_000_000} MB when unpacked, the rest is not read: split it")
        yield item


def _pieces(path: Path, most: int | None, *, packed: bool) -> Iterable[bytes]:
    """The bytes of a file of lines, piece by piece; whole where there is a limit, which then holds."""
    if most is None:
        return pieces(path, packed=packed)
    data = _whole(path)
    return [unpacked(data, most) if packed else data]


def _of_standard_input(prefix: str) -> Iterator[Document | Problem]:
    """Lines if it begins as they do, else one article."""
    stream = lines.in_utf8(iter(lambda: sys.stdin.buffer.read(PIECE), b""))
    head = b""
    for piece in stream:
        head += piece
        if head.strip():
            break
    if head.lstrip().startswith(b"{"):
        yield from _of_lines(chain((head,), stream), STANDARD_INPUT, prefix)
        return
    data = bytearray(head)
    for piece in stream:
        data += piece
        if len(data) > MOST_BYTES:
            raise Unreadable(f"larger than {MOST_BYTES // 1_000_000} MB: split it")
    if not data.strip():
        raise Unreadable("standard input is empty: pipe an article into it")
    yield Document(STANDARD_INPUT, "plain", bytes(data), STANDARD_INPUT)


def _of_lines(stream: Iterable[bytes], name: str, prefix: str) -> Iterator[Document | Problem]:
    """A document for each line of UTF-8 that is not blank."""
    number = 0
    try:
        for number, line in lines.numbered(_not_ours(stream)):
            place = f"{name}, line {number}"
            if line is None:
                yield Problem(place, f"longer than {lines.LONGEST // 1_000_000} MB: cut it into several lines")
            else:
                yield Document(f"{prefix}{number}", "record", line, place)
    except Damaged:
        if not number:
            raise
        raise Unreadable(f"damaged or cut off after line {number}: pack it anew") from None
    if not number:
        raise Unreadable(EMPTY)


def _not_ours(stream: Iterable[bytes]) -> Iterator[bytes]:
    for number, piece in enumerate(stream):
        if not number and is_own(piece):
            raise OwnReport
        yield piece


def is_own(data: bytes) -> bool:
    """Whether a file is an output that this tool has written: a report, readings or diagnostics."""
    return is_report(data) or OWN_RECORD.match(data) is not None


def is_report(data: bytes) -> bool:
    """Whether a file is a report, a page, that this tool has written."""
    return b'<meta name="generator" content="Framing' in data[:4096]
