"""What `check` says of a text, to the character: the cases of tests/cases/check.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from framing.check.diagnostics import diagnostics

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent.parent / "cases" / "check.toml").read_text("utf-8"))[
    "case"
]
RULES = {"WL01", "WL04"}
"""The rules that the cases are about."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_exactly_this_is_said(case: dict[str, Any]) -> None:
    suffix = "html" if case.get("html") else "md" if case.get("markdown") else "txt"
    text = case["text"]
    found = diagnostics(f"case.{suffix}", text.encode("utf-8"))
    said = [[d.line, d.column, d.written, d.rule.code, d.voice] for d in found if d.rule.code in RULES]
    assert said == case.get("found", [])
    assert [[d.line, d.column, d.written] for d in found if d.rule.code == "CK01"] == case.get("notices", [])
    for one in found:
        assert one.span.of(text.removeprefix("\ufeff")) == one.written


def test_every_case_can_fail() -> None:
    """Cases that must stay silent hold a wording that would be flagged in own voice or outside markup."""
    for case in CASES:
        if not case.get("found"):
            assert "ssad" in case["text"] or "Kiev" in case["text"] or "cockroach" in case["text"], case["name"]
