"""Paths become Articles: files, folders, JSON lines and standard input, with their manifests.

A folder is read with all below it, in the order of the paths. A bad member of a folder is a :class:`Problem`, and the
rest is read; a path that was named and cannot be read raises :class:`BadInput`.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.article import Article, Block, DateBounds, Evidence, Note
from framing.intake import layout, lines, manifest, markdown
from framing.intake.compressed import unpacked
from framing.intake.decoding import Unreadable, decoded
from framing.intake.origin import origin

PLAIN = (".txt", ".text")
MARKDOWN = (".md", ".markdown")
PAGES = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson")
PACKED = tuple(f"{suffix}.gz" for suffix in LINES)
SUFFIXES = PLAIN + MARKDOWN + PAGES + LINES + PACKED
MOST_BYTES = 200_000_000


class BadInput(ValueError):
    """An input that was named cannot be read; the message is one line: place, reason, remedy."""


class OwnReport(Unreadable):
    """The input is a report that this tool has written."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A member of an input that could not be read, or was passed over: where, and why."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Collection:
    """The articles of all inputs, in input order, and what could not be read."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()


def collection(inputs: Sequence[str], manifest_file: str | None = None) -> Collection:
    """Read the inputs (paths, or "-" for standard input); raises :class:`BadInput`.

    ``manifest_file`` names a manifest for single files; a folder's own ``manifest.toml`` is read by itself.
    """
    if not inputs:
        raise BadInput("no input: name a file, a folder or - for standard input")
    found: list[tuple[str, Article]] = []
    problems: list[Problem] = []
    extra = _manifest(Path(manifest_file)) if manifest_file else {}
    for name in inputs:
        if not name:
            raise BadInput('"": an input without a name: name a file, a folder or - for standard input')
        for item in _standard_input() if name == "-" else _path(Path(name), extra):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                found.append((name, item))
    if not found:
        reason = f" ({problems[0].path}: {problems[0].message})" if problems else ""
        raise BadInput(f"{inputs[0]}: no article found{reason}: give .txt, .md, .html or .jsonl files")
    if manifest_file and not any(article.id in extra for _, article in found):
        problems.append(Problem(manifest_file, "names none of the articles, so nothing was taken from it"))
    return Collection(_with_own_ids(found, many=len(inputs) > 1), tuple(problems))


def _with_own_ids(found: Iterable[tuple[str, Article]], *, many: bool) -> tuple[Article, ...]:
    """The articles with ids of their own: a double one gets its input's name before it, then a number behind it."""
    pairs = list(found)
    times = Counter(article.id for _, article in pairs)
    taken = {id for id, n in times.items() if n == 1}
    numbers: Counter[str] = Counter()
    out = []
    for name, article in pairs:
        id = article.id
        if times[id] > 1:
            prefix = Path(name).name if many else ""
            id = first = f"{prefix}/{id}" if prefix else id
            while id in taken:
                numbers[first] += 1
                id = f"{first}#{numbers[first] + 1}"
            taken.add(id)
        out.append(article._replace(id=id))
    return tuple(out)


def _standard_input() -> Iterator[Article | Problem]:
    try:
        text, encoding = decoded(sys.stdin.buffer.read())
    except Unreadable as error:
        raise BadInput(f"-: {error}") from None
    if text.lstrip().startswith("{"):
        yield from _of_lines(text, "-")
    elif not text.strip():
        raise BadInput("-: standard input is empty: pipe an article into it")
    else:
        yield _plain("-", text, layout.blocks(text), encoding)


def _path(path: Path, extra: dict[str, manifest.Entry]) -> Iterator[Article | Problem]:
    if path.is_dir():
        own = path / manifest.NAME
        known = (_manifest(own) if own.is_file() else {}) | extra
        for file in sorted(_members(path)):
            name = file.relative_to(path).as_posix()
            if _suffix(file) not in SUFFIXES:
                yield Problem(name, f'passed over: "{file.suffix or file.name}" is no format that is read here')
                continue
            try:
                yield from _file(file, name, known)
            except OwnReport:
                continue  # so that a report kept beside its articles does not change the next one
            except Unreadable as error:
                yield Problem(name, str(error))
        return
    try:
        if not path.exists():
            raise Unreadable("there is no such file or folder: check the path")
        if path.suffix.lower() == ".toml":
            raise Unreadable("this is a manifest or configuration, not an article: name its folder instead")
        yield from _file(path, path.name, extra)
    except Unreadable as error:
        raise BadInput(f"{path}: {error}") from None


def _members(folder: Path) -> Iterator[Path]:
    """All files below a folder; hidden ones, manifests and linked folders are left out."""
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and name != manifest.NAME:
                yield Path(place, name)


def _manifest(path: Path) -> dict[str, manifest.Entry]:
    try:
        return manifest.entries(path)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}: check the path") from None
    except Unreadable as error:
        raise BadInput(f"{path}: {error}") from None


def _file(path: Path, name: str, known: dict[str, manifest.Entry]) -> Iterator[Article | Problem]:
    """The articles of one file; raises :class:`Unreadable`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unreadable(f"larger than {MOST_BYTES // 1_000_000} MB: split it")
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be read: {(error.strerror or str(error)).lower()}") from None
    if not data.strip():
        raise Unreadable("the file is empty: nothing to compare")
    suffix = _suffix(path)
    if suffix in PACKED:
        data, suffix = unpacked(data, MOST_BYTES), suffix.removesuffix(".gz")
    if is_report(data):
        raise OwnReport("this is a report that Framing has written, no article: name the articles")
    if suffix in PAGES:
        yield _with_manifest(_page(name, data), known.get(name))
        return
    text, encoding = decoded(data)
    if not text.strip():
        raise Unreadable("the file is empty: nothing to compare")
    if suffix in LINES:
        yield from _of_lines(text, name)
    else:
        if suffix in MARKDOWN:
            seen = markdown.masked(text)
            article = _plain(name, text, seen.blocks, encoding)._replace(masked=seen.text)
            article = _with_evidence(article, markdown.front_matter(text))
        else:
            article = _plain(name, text, layout.blocks(text), encoding)
        yield _with_manifest(article, known.get(name))


def _suffix(path: Path) -> str:
    """How the name ends, in small letters, with what was packed: ".txt", ".jsonl.gz"."""
    last = path.suffix.lower()
    return Path(path.stem).suffix.lower() + last if last == ".gz" else last


def is_report(data: bytes) -> bool:
    """Whether a file is a report that this tool has written."""
    return b'<meta name="generator" content="Framing' in data[:4096]


def _plain(id: str, text: str, blocks: tuple[Block, ...], encoding: str) -> Article:
    notes = () if encoding.startswith("utf") else (Note(f"read as {encoding}, since it is not UTF-8"),)
    return origin(Article(id, text, blocks, notes=notes))


def _page(name: str, data: bytes) -> Article:
    from framing.intake import page  # trafilatura is slow to import, and most inputs are no pages

    html, _ = decoded(data, page.declared_charset(data))
    text, blocks, found = page.page(html)
    return origin(_with_evidence(Article(name, text, blocks), found))


def _of_lines(text: str, name: str) -> Iterator[Article | Problem]:
    for number, record in lines.records(text):
        if isinstance(record, Unreadable):
            yield Problem(f"{name}, line {number}", str(record))
        else:
            yield _of_record(record, number, name)


def _of_record(record: dict[str, Any], number: int, name: str) -> Article:
    why = f"{name}, line {number}"
    found = {
        field: Evidence("metadata", record[field], f'{why}: the key "{field}"')
        for field in ("outlet", "title", "date", "url")
        if (record.get(field) or "").strip()
    }
    columns = tuple((key, str(value)) for key, value in record.items() if key not in lines.KNOWN and value is not None)
    id = str(record["id"]) if record.get("id") is not None else str(number)
    article = Article(id, record["text"], layout.blocks(record["text"]), columns=columns)
    return origin(_with_evidence(article, found))


def _with_evidence(article: Article, found: dict[str, Evidence]) -> Article:
    """The article with the values that the evidence carries, in place of what it had."""
    if "outlet" in found:
        article = article._replace(outlet=found["outlet"].value, outlet_evidence=(found["outlet"],))
    if "title" in found:
        article = article._replace(title=found["title"].value)
    if "url" in found:
        article = article._replace(url=found["url"].value)
    if "date" in found:
        day = found["date"].value
        article = article._replace(date=day, date_bounds=DateBounds(day, day, (found["date"],)))
    return article


def _with_manifest(article: Article, entry: manifest.Entry | None) -> Article:
    if entry is None:
        return article
    found = {field: evidence for field in manifest.FIELDS if (evidence := entry.evidence(field))}
    article = article._replace(columns=(*article.columns, *entry.columns))
    return _with_evidence(article, found)
