"""The formats "json" and "jsonl": the shape that programs rely on."""

from __future__ import annotations

import json

from framing.check.diagnostic import Outcome
from framing.check.outputs.style import Style
from tests.check.outputs.samples import EVIL, EVIL_PATH, HOSTILE, IGNORED, ORDINARY, REGIME, UNUSED_COMMENT, printed

KEYS = [
    "path", "line", "column", "end_line", "end_column", "span", "rule", "term", "category", "voice", "severity",
    "message", "suggestions", "fingerprint", "suppressed",
]  # fmt: skip
"""As the contract has them; what is new stands behind."""


def test_the_keys_stand_in_the_order_of_the_contract() -> None:
    record = json.loads(printed("json", ORDINARY))
    assert list(record) == ["schema", "diagnostics", "files", "errors"]
    assert record["schema"] == "framing.check/1"
    assert record["files"] == 6
    assert record["errors"] == [{"path": "news/x.md", "message": "no text"}]
    for one in record["diagnostics"]:
        assert list(one) == [*KEYS, "reason", "edit"]


def test_the_values() -> None:
    (record,) = json.loads(printed("json", Outcome((REGIME,), 1)))["diagnostics"]
    assert record == {
        "path": "news/bridge.md",
        "line": 1,
        "column": 5,
        "end_line": 1,
        "end_column": 17,
        "span": [4, 16],
        "rule": "WL01",
        "term": "salim regime",
        "category": "delegitimising",
        "voice": "own",
        "severity": "warning",
        "message": "“Salim regime” is delegitimising in own voice",
        "suggestions": ["the government", "the ministry"],
        "fingerprint": "0123456789abcdef",
        "suppressed": None,
        "reason": None,
        "edit": None,
    }
    (notice,) = json.loads(printed("json", Outcome((UNUSED_COMMENT,), 1)))["diagnostics"]
    assert notice["voice"] is None
    assert notice["edit"] == {"span": [17, 47], "text": ""}


def test_suppressed_ones_are_listed_only_where_asked_for() -> None:
    for name in ("json", "jsonl"):
        assert "its own name" not in printed(name, ORDINARY)
        assert '"its own name"' in printed(name, ORDINARY, Style(show_suppressed=True))
    (record,) = json.loads(printed("json", Outcome((IGNORED,), 1), Style(show_suppressed=True)))["diagnostics"]
    assert (record["suppressed"], record["reason"]) == ("inline", "its own name")


def test_json_lines_are_the_same_objects_and_the_errors() -> None:
    document = json.loads(printed("json", ORDINARY))
    lines = [json.loads(line) for line in printed("jsonl", ORDINARY).splitlines()]
    assert lines == [*document["diagnostics"], {"error": document["errors"][0]}]
    assert printed("jsonl", Outcome((), 3)) == ""


def test_text_is_not_changed_and_not_escaped_without_need() -> None:
    record = json.loads(printed("json", HOSTILE))
    assert record["diagnostics"][0]["message"] == EVIL
    assert record["diagnostics"][0]["path"] == EVIL_PATH
    assert record["errors"] == [{"path": EVIL_PATH, "message": EVIL}]
    assert [json.loads(line) for line in printed("jsonl", HOSTILE).splitlines()][:-1] == record["diagnostics"]
    assert "“Salim regime”" in printed("json", ORDINARY)
