"""The shipped rules become one file when the package is built, and rules again, many times faster, when it is used.

The file is made anew by the build (``build.py``) and lies beside this module; it is not kept in the repository. Its
lines: the digest of the TOML files it was made of; the keys of the index; the entries of each key; and the rules, a
line of JSON each, so that a rule is made only when one of its forms is found. Where the TOML files have changed since,
or where the file is missing, they are read instead. So what can go wrong is a slow start, never an old rule.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from framing.lexicon.index import Entry, Index, entries_by_key, index
from framing.lexicon.rules import Citation, Rule, Term

SHIPPED: Final = Path(__file__).parent / "rules"
"""The folder of rules that comes with the package."""
COMPILED: Final = Path(__file__).with_name("rules.compiled")

_HEAD: Final = 3
"""Lines before the first rule."""
_TERM: Final = Term._fields
_RULE: Final = Rule._fields


@cache
def shipped_index() -> Index:
    """The index of the rules that come with the package, in the order of their codes."""
    lines = _lines()
    if not lines:
        return index(shipped())
    keys, entries = (line.decode("utf-8").split("\t") for line in lines[1:_HEAD])
    return Index(keys, lambda key: [_entry(one) for one in entries[key].split(" ")], _shipped_rule)


@cache
def shipped() -> tuple[Rule, ...]:
    """The rules that come with the package, sorted by code."""
    lines = _lines()
    if not lines:
        import framing.lexicon.files as from_toml

        return from_toml.read(SHIPPED)
    return tuple(_shipped_rule(number) for number in range(len(lines) - _HEAD))


@cache
def _shipped_rule(number: int) -> Rule:
    return _rule(json.loads(_lines()[_HEAD + number]))


def _entry(written: str) -> Entry:
    rule, term, form = written.split(".")
    return int(rule), int(term), int(form)


def digest_of(folder: Path) -> str:
    """A checksum of the names and bytes of a folder's TOML files, and of the fields that are stored of them."""
    found, size = zlib.crc32(" ".join((*_RULE, *_TERM)).encode()), 0
    for name in sorted(os.listdir(folder)):
        if name.endswith(".toml"):
            with open(os.path.join(folder, name), "rb") as file:
                data = file.read()
            found = zlib.crc32(data, zlib.crc32(f"{name}\0{len(data)}\0".encode(), found))
            size += len(data)
    return f"{found:08x}-{size}"


def compiled(rules: Sequence[Rule], digest: str) -> str:
    """The lines of the compiled file; of a rule, its values in the order of its fields."""
    found = entries_by_key(rules)
    entries = (" ".join(".".join(map(str, entry)) for entry in entries) for entries in found.values())
    lines = [digest, "\t".join(found), "\t".join(entries)]
    for rule in rules:
        row = {name: getattr(rule, name) for name in _RULE}
        row["citations"], row["counters"] = _rows(rule.citations), _rows(rule.counters)
        row["terms"] = [_term_row(term, rule) for term in rule.terms]
        lines.append(json.dumps(list(row.values()), ensure_ascii=False, separators=(",", ":")))
    return "".join(f"{line}\n" for line in lines)


def uncompiled(written: str) -> tuple[Rule, ...]:
    """The rules of the lines that :func:`compiled` has made."""
    return tuple(_rule(json.loads(line)) for line in written.split("\n")[_HEAD:-1])


@cache
def _lines() -> list[bytes]:
    """The lines of the compiled file; none if it is not of the rules as they are."""
    try:
        lines = COMPILED.read_bytes().rstrip(b"\n").split(b"\n")
    except OSError:
        return []
    return lines if lines[0] == digest_of(SHIPPED).encode() and len(lines) > _HEAD else []


def _term_row(term: Term, rule: Rule) -> list[object]:
    """A term's values; what all terms of its rule share stands at the rule alone."""
    row: dict[str, object] = {name: getattr(term, name) for name in _TERM}
    row["citations"] = _rows(rule.own_citations(term))
    row["counters"] = _rows(rule.own_counters(term))
    return list(row.values())


def _rows(citations: Sequence[Citation]) -> list[list[str | None]]:
    return [[one.source, one.date, one.address, one.verified, one.supports] for one in citations]


def _rule(row: list[Any]) -> Rule:
    values = dict(zip(_RULE, row, strict=True))
    shared = {key: tuple(Citation(*one) for one in values[key]) for key in ("citations", "counters")}
    terms = tuple(_term(one, shared) for one in values["terms"])
    return Rule(**(values | shared | {"terms": terms}))


def _term(row: list[Any], shared: Mapping[str, tuple[Citation, ...]]) -> Term:
    values: list[Any] = [tuple(value) if type(value) is list else value for value in row]
    for key, every in shared.items():
        at = _TERM.index(key)
        values[at] = tuple(Citation(*one) for one in values[at]) + every if values[at] else every
    return Term(*values)
