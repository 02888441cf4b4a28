"""A Diagnostic becomes the JSON object of the schema "framing.check/1".

Keys stand in a fixed order; new ones come at the end. What can go wrong: nothing; these are plain values.
"""

from __future__ import annotations

from typing import Any

from framing.check.diagnostic import Diagnostic, Unchecked

Record = dict[str, Any]


def diagnostic_record(one: Diagnostic) -> Record:
    """One diagnostic; ``edit`` is null where no change is safe without a look, ``reason`` where nobody gave one."""
    edit = one.edit and {"span": list(one.edit.span), "text": one.edit.text}
    return {
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "end_line": one.end_line,
        "end_column": one.end_column,
        "span": list(one.span),
        "rule": one.rule.code,
        "term": one.term,
        "category": one.rule.category,
        "voice": one.voice,
        "severity": one.severity,
        "message": one.message,
        "suggestions": list(one.suggestions),
        "fingerprint": one.fingerprint,
        "suppressed": one.suppressed,
        "reason": one.reason,
        "edit": edit,
    }


def error_record(error: Unchecked) -> Record:
    """A file that could not be checked."""
    return {"path": error.path, "message": error.message}
