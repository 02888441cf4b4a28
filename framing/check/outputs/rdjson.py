"""An Outcome becomes the Reviewdog Diagnostic Format, which reviewdog writes as comments on a pull request.

Its columns count the bytes of UTF-8, from 1. What can go wrong: reviewdog knows no suppression: what is suppressed is
left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from framing.check.diagnostic import LEVELS, Diagnostic, Outcome, Unchecked
from framing.check.outputs.json_text import json_lines, sound
from framing.check.outputs.places import Range, placed
from framing.check.outputs.reasons import instead
from framing.check.outputs.style import Style
from framing.lexicon.rules import Severity

SEVERITIES: Final[dict[Severity, str]] = {"info": "INFO", "warning": "WARNING", "error": "ERROR"}
Record = dict[str, Any]


def lines(outcome: Outcome, style: Style) -> Iterator[str]:
    """The lines of the format "rdjson"."""
    found = outcome.counted
    highest = max((one.severity for one in found), key=LEVELS.index, default=None)
    document: Record = {"source": {"name": "framing"}}
    if highest or outcome.errors:
        document["severity"] = SEVERITIES["error" if outcome.errors or highest is None else highest]
    document["diagnostics"] = [*(_diagnostic(one, style) for one in found), *map(_error, outcome.errors)]
    yield from json_lines(document)


def _diagnostic(one: Diagnostic, style: Style) -> Record:
    told = f"{one.message}\n\nInstead: {instead(one)}\nMore: `{style.page(one)}`"
    return {
        "message": sound(told),
        "location": {
            "path": sound(one.path),
            "range": _range(one, Range(one.line, one.column, one.end_line, one.end_column)),
        },
        "severity": SEVERITIES[one.severity],
        "code": {"value": one.rule.code},
        **_suggestions(one),
    }


def _suggestions(one: Diagnostic) -> Record:
    """The edit, if it lies on lines that are known."""
    where = placed(one, one.edit.span) if one.edit else None
    if one.edit is None or where is None:
        return {}
    return {"suggestions": [{"range": _range(one, where), "text": sound(one.edit.text)}]}


def _range(one: Diagnostic, where: Range) -> Record:
    return {
        "start": {"line": where.line, "column": _bytes(one, where.line, where.column)},
        "end": {"line": where.end_line, "column": _bytes(one, where.end_line, where.end_column)},
    }


def _bytes(one: Diagnostic, line: int, column: int) -> int:
    """A column in code points as one in bytes."""
    number = line - one.line
    before = one.lines[number][: column - 1] if number < len(one.lines) else ""
    return column - len(before) + len(before.encode("utf-8", "surrogatepass"))


def _error(error: Unchecked) -> Record:
    return {
        "message": sound(f"could not be checked: {error.message}"),
        "location": {"path": sound(error.path)},
        "severity": "ERROR",
        "code": {"value": "unchecked"},
    }
