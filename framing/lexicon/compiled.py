"""The shipped rules become one file when the package is built, and rules again, many times faster, when it is used.

The file is made anew by the build (``build.py``) and lies beside this module; it is not kept in the repository. Its
first line is the index of all forms, each further line a rule, so that a rule is made only when one of its forms is
found. It names the digest of the TOML files it was made of: where they have changed since, or where the file is
missing, the TOML files are read instead. So what can go wrong is a slow start, never an old rule.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, Final

from framing.lexicon.index import Index, index, keys
from framing.lexicon.rules import Citation, Rule, Term

SHIPPED: Final = Path(__file__).parent / "rules"
"""The folder of rules that comes with the package."""
COMPILED: Final = Path(__file__).with_name("rules.jsonl")

_TERM: Final = tuple(field.name for field in fields(Term))
_RULE: Final = tuple(field.name for field in fields(Rule))


@cache
def shipped_index() -> Index:
    """The index of the rules that come with the package, in the order of their codes."""
    lines = _lines()
    if lines is None:
        return index(shipped())
    return Index(json.loads(lines[0])["keys"], _shipped_rule)


@cache
def shipped() -> tuple[Rule, ...]:
    """The rules that come with the package, sorted by code."""
    lines = _lines()
    if lines is None:
        import framing.lexicon.files as from_toml

        return from_toml.read(SHIPPED)
    return tuple(_shipped_rule(number) for number in range(len(lines) - 1))


@cache
def _shipped_rule(number: int) -> Rule:
    lines = _lines()
    if lines is None:
        return shipped()[number]
    return _rule(json.loads(lines[number + 1]))


def digest_of(folder: Path) -> str:
    """The BLAKE2 digest of the names and bytes of a folder's TOML files."""
    digest = hashlib.blake2b(digest_size=32)
    for file in sorted(folder.glob("*.toml")):
        data = file.read_bytes()
        digest.update(f"{file.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def compiled(rules: Sequence[Rule], digest: str) -> str:
    """The lines of JSON of rules: the index, then the values of each rule in the order of its fields."""
    rows: list[object] = [{"digest": digest, "keys": keys(rules)}]
    for rule in rules:
        row = {name: getattr(rule, name) for name in _RULE}
        row["citations"], row["counters"] = _rows(rule.citations), _rows(rule.counters)
        row["terms"] = [_term_row(term, rule) for term in rule.terms]
        rows.append(list(row.values()))
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


@cache
def _lines() -> list[bytes] | None:
    """The lines of the compiled file; None if it is not of the rules as they are."""
    try:
        lines = COMPILED.read_bytes().splitlines()
    except OSError:
        return None
    fresh = lines[:1] and lines[0].startswith(b'{"digest":"%s"' % digest_of(SHIPPED).encode())
    return lines if fresh else None


def _term_row(term: Term, rule: Rule) -> list[object]:
    """A term's values; what all terms of its rule share stands at the rule alone."""
    row: dict[str, object] = {name: getattr(term, name) for name in _TERM}
    row["citations"] = _rows(term.citations[: len(term.citations) - len(rule.citations)])
    row["counters"] = _rows(term.counters[: len(term.counters) - len(rule.counters)])
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
