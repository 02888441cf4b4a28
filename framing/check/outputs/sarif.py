"""An Outcome becomes a SARIF 2.1.0 log (OASIS Standard, with Errata 01), which code scanning services and editors read.

Suppressed diagnostics are always in it, as suppressed: a reader of SARIF would take one that is missing as solved. The
log holds no time and no path of a machine. What can go wrong: nothing; a lone surrogate is replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from framing.article import Span
from framing.check.diagnostic import Diagnostic, Edit, Outcome, Unchecked
from framing.check.outputs.json_text import json_lines, sound
from framing.check.outputs.places import placed
from framing.check.outputs.sarif_rules import LEVELS, rule_record
from framing.check.outputs.sarif_uris import BASE, location_record
from framing.check.outputs.style import Style

Record = dict[str, Any]
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def lines(outcome: Outcome, style: Style) -> Iterator[str]:
    """The lines of the format "sarif"."""
    rules = {one.rule.code: one.rule for one in outcome.diagnostics}
    codes = sorted(rules)
    invocation: Record = {"executionSuccessful": not outcome.errors}
    if outcome.errors:
        invocation["toolExecutionNotifications"] = [_notification(error) for error in outcome.errors]
    run = {
        "tool": {
            "driver": {
                "name": "Framing",
                "version": style.version,
                "rules": [rule_record(rules[code], style) for code in codes],
            }
        },
        "invocations": [invocation],
        "originalUriBaseIds": {BASE: {"description": {"text": "The folder that the check was run in."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes) for one in outcome.diagnostics],
    }
    yield from json_lines({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(one: Diagnostic, codes: Sequence[str]) -> Record:
    record = {
        "ruleId": one.rule.code,
        "ruleIndex": codes.index(one.rule.code),
        "level": LEVELS[one.severity],
        "message": _message(one.message),
        "locations": [
            {"physicalLocation": {"artifactLocation": location_record(one.path), "region": _region_of(one)}},
        ],
        "partialFingerprints": {"framing/v1": one.fingerprint},
        "suppressions": _suppressions(one),
        "properties": {
            "term": sound(one.term),
            "category": one.rule.category,
            "voice": one.voice,
            "suggestions": [sound(wording) for wording in one.suggestions],
        },
    }
    return record | ({"fixes": [_fix(one, one.edit)]} if one.edit else {})


def _region_of(one: Diagnostic) -> Record:
    lines_and_columns = {
        "startLine": one.line,
        "startColumn": one.column,
        "endLine": one.end_line,
        "endColumn": one.end_column,
    }
    return lines_and_columns | _offsets(one.span) | {"snippet": {"text": sound(one.written)}}


def _offsets(span: Span) -> Record:
    return {"charOffset": span.start, "charLength": span.end - span.start}


def _message(text: str) -> Record:
    """A message; a link in it would be one of ours, so one of the text's is escaped (SARIF, section 3.11.6)."""
    return {"text": sound(text).replace("](", "\\](")}


def _suppressions(one: Diagnostic) -> list[Record]:
    """Empty where there is none: a result without the key would leave open whether there is (section 3.27.23)."""
    if one.suppressed is None:
        return []
    justification = {"justification": sound(one.reason)} if one.reason else {}
    return [{"kind": "inSource" if one.suppressed == "inline" else "external"} | justification]


def _fix(one: Diagnostic, edit: Edit) -> Record:
    """The edit by lines and columns too, if it lies on lines that are known."""
    where = placed(one, edit.span)
    region = _offsets(edit.span)
    if where:
        keys = ("startLine", "startColumn", "endLine", "endColumn")
        region = dict(zip(keys, where, strict=True)) | region
    return {
        "description": {"text": sound(one.rule.instead)},
        "artifactChanges": [
            {
                "artifactLocation": location_record(one.path),
                "replacements": [{"deletedRegion": region, "insertedContent": {"text": sound(edit.text)}}],
            }
        ],
    }


def _notification(error: Unchecked) -> Record:
    return {
        "level": "error",
        "message": _message(f"{error.path} could not be checked: {error.message}"),
        "locations": [{"physicalLocation": {"artifactLocation": location_record(error.path)}}],
    }
