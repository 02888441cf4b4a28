"""A manifest (TOML) becomes what a user says of each file: outlet, title, date, URL and free columns.

The format is one ``[[article]]`` table a file. What can go wrong: a syntax slip, an unknown file, a wrong date; each
is one line that names the manifest, the place and the remedy (:class:`Unreadable`).
"""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from framing.article import Article, Evidence
from framing.intake.decoding import Unreadable, decoded
from framing.intake.lines import iso_day
from framing.intake.origin import hints

NAME = "manifest.toml"
FIELDS = ("outlet", "title", "date", "url")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a manifest says of one file; ``place`` is where it says so, e.g. "manifest.toml, line 3"."""

    place: str
    values: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    why: str | None

    def evidence(self, field: str) -> Evidence | None:
        """The evidence for one of :data:`FIELDS`, or None where the manifest is silent."""
        value = dict(self.values).get(field)
        reason = f"{self.place}: {self.why}" if self.why else self.place
        return Evidence("manifest", value, reason) if value else None


def entries(path: Path) -> dict[str, Entry]:
    """The entries of a manifest, by file name relative to its folder; raises :class:`Unreadable`."""
    text, _ = decoded(path.read_bytes())
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"{error}: mend the TOML there") from None
    unknown = sorted(data.keys() - {"article"})
    if unknown:
        raise Unreadable(f'the key "{unknown[0]}" is not known here: an article is a table [[article]]')
    tables = data.get("article", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise Unreadable("write [[article]] with two brackets, one table a file")
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line.strip().startswith("[[article]]")]
    out: dict[str, Entry] = {}
    for number, table in enumerate(tables):
        line = lines[number] if len(lines) == len(tables) else None
        place = f"line {line}" if line else f"article {number + 1}"
        name, entry = _entry(table, place, f"{path.name}, {place}")
        if name in out:
            raise Unreadable(f'{place}: the file "{name}" stands in the manifest twice: keep one')
        out[name] = entry
    _existing(out, path.parent)
    return out


def _entry(table: Mapping[str, Any], place: str, evidence: str) -> tuple[str, Entry]:
    name = table.get("file")
    if not isinstance(name, str) or not name:
        raise Unreadable(f'{place}: the table has no file: add file = "NAME"')
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        raise Unreadable(f'{place}: the file "{name}" lies outside the manifest\'s folder: name one in it')
    name = PurePosixPath(name).as_posix()
    values: list[tuple[str, str]] = []
    columns: list[tuple[str, str]] = []
    for key, value in table.items():
        if key in {"file", "why"}:
            continue
        if isinstance(value, list | dict):
            raise Unreadable(f'{place}: "{key}" must be a string, a number or a date')
        if key == "date" and value != "":
            try:
                value = iso_day(value)
            except Unreadable as error:
                raise Unreadable(f"{place}: {error}") from None
        written = json.dumps(value) if isinstance(value, bool) else str(value).strip()
        if key in FIELDS:
            values.extend([(key, written)] if written else [])
        elif near := difflib.get_close_matches(key.lower(), FIELDS, 1, 0.8):
            raise Unreadable(f'{place}: the key "{key}" is not known: did you mean "{near[0]}"?')
        else:
            columns.append((key, written))
    why = table.get("why")
    return name, Entry(evidence, tuple(values), tuple(columns), why if isinstance(why, str) else None)


def _existing(found: Mapping[str, Entry], folder: Path) -> None:
    for name, entry in found.items():
        if not (folder / name).is_file():
            place = entry.place.partition(", ")[2]
            files = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
            near = difflib.get_close_matches(name, files, 1)
            hint = f': did you mean "{near[0]}"?' if near else ": correct the name or take the table out"
            raise Unreadable(f'{place}: there is no file "{name}" here{hint}')


def stub(articles: Iterable[Article]) -> str:
    """The text of a manifest to be filled in: one table an article, with the evidence found so far as comments."""
    out = [
        "# What is known of each article. Fill in what you know; leave out what you do not: unknown is an answer.",
        '# Any further key becomes a column of its own (country = "…"); why = "…" says how you know.',
        "",
    ]
    for article in articles:
        out += ["[[article]]", f"file = {_quoted(article.id)}"]
        known = {"outlet": article.outlet, "title": article.title, "date": article.date, "url": article.url}
        for field, value in known.items():
            out.append(f"{field} = {_quoted(value)}" if value else f'# {field} = ""')
        out += [f"# found: {' '.join(f'{e.value} ({e.why})'.split())}" for e in _found(article)]
        out.append("")
    return "\n".join(out)


def _found(article: Article) -> tuple[Evidence, ...]:
    return (*article.outlet_evidence, *article.date_bounds.evidence, *hints(article))


def _quoted(value: str) -> str:
    """A TOML basic string; JSON's escapes are a subset of TOML's, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
