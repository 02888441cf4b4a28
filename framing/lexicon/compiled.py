"""The shipped rules become one JSON file when the package is built, and rules again, ten times faster, when it is used.

The file is made anew by the build (``build.py``) and lies beside this module; it is not kept in the repository. It
names the digest of the TOML files it was made of: where they have changed since, or where the file is missing, the
TOML files are read instead. So what can go wrong is a slow start, never an old rule.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, Final

from framing.lexicon.rules import Citation, Rule, Term

SHIPPED: Final = Path(__file__).parent / "rules"
"""The folder of rules that comes with the package."""
COMPILED: Final = Path(__file__).with_name("rules.json")

_TERM: Final = tuple(field.name for field in fields(Term))
_RULE: Final = tuple(field.name for field in fields(Rule))


@cache
def shipped() -> tuple[Rule, ...]:
    """The rules that come with the package, sorted by code."""
    digest = digest_of(SHIPPED)
    try:
        stored = json.loads(COMPILED.read_bytes())
    except (OSError, ValueError):
        stored = {}
    if stored.get("digest") == digest:
        return tuple(_rule(row) for row in stored["rules"])
    import framing.lexicon.files as from_toml

    return from_toml.read(SHIPPED)


def digest_of(folder: Path) -> str:
    """The SHA-256 of the names and bytes of a folder's TOML files."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.toml")):
        data = file.read_bytes()
        digest.update(f"{file.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def compiled(rules: Sequence[Rule], digest: str) -> str:
    """The JSON text of rules: rows of values in the order of the fields; what a rule's terms share stands once."""
    rows = []
    for rule in rules:
        row = {name: getattr(rule, name) for name in _RULE}
        row["citations"], row["counters"] = _rows(rule.citations), _rows(rule.counters)
        row["terms"] = [_term_row(term, rule) for term in rule.terms]
        rows.append(list(row.values()))
    return json.dumps({"digest": digest, "rules": rows}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _term_row(term: Term, rule: Rule) -> list[object]:
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
