"""The format "gitlab": a Code Quality report."""

from __future__ import annotations

import json

import jsonschema
import pytest

from framing.check.diagnostic import Outcome
from framing.check.outputs.style import Style
from tests.check.outputs.samples import HOSTILE, ORDINARY, REGIME, SCHEMAS, printed

SCHEMA = json.loads((SCHEMAS / "gitlab-code-quality.json").read_text("utf-8"))


def report(outcome: Outcome) -> list[dict[str, object]]:
    found = json.loads(printed("gitlab", outcome, Style(show_suppressed=True)))
    jsonschema.Draft7Validator(SCHEMA).validate(found)
    assert json.dumps(found, ensure_ascii=False).encode("utf-8")  # no lone surrogate, which strict readers refuse
    return found


@pytest.mark.parametrize("outcome", [ORDINARY, HOSTILE, Outcome((), 0)])
def test_it_is_what_the_schema_asks_for(outcome: Outcome) -> None:
    found = report(outcome)
    assert len(found) == len(outcome.counted) + len(outcome.errors)
    assert len({one["fingerprint"] for one in found}) == len(found)


def test_the_values() -> None:
    found = report(ORDINARY)
    assert [(one["check_name"], one["severity"], one["location"]) for one in found] == [
        ("WL01", "minor", {"path": "news/bridge.md", "lines": {"begin": 1, "end": 1}}),
        ("CK02", "minor", {"path": "news/gate.md", "lines": {"begin": 1, "end": 1}}),
        ("WL14", "info", {"path": "news/plan.md", "lines": {"begin": 1, "end": 1}}),
        ("WL03", "major", {"path": "news/plan.md", "lines": {"begin": 2, "end": 3}}),
        ("unchecked", "critical", {"path": "news/x.md", "lines": {"begin": 1, "end": 1}}),
    ]
    assert found[0]["description"] == "“Salim regime” is delegitimising in own voice"


def test_a_fingerprint_tells_the_file_and_the_repeats_but_not_the_line() -> None:
    moved = REGIME._replace(line=7, end_line=7)
    elsewhere = REGIME._replace(path="news/dam.md")
    alone, other = report(Outcome((REGIME,), 1)), report(Outcome((elsewhere,), 1))
    assert report(Outcome((moved,), 1))[0]["fingerprint"] == alone[0]["fingerprint"] != other[0]["fingerprint"]
    both = report(Outcome((elsewhere, REGIME, moved), 2))
    assert both[1]["fingerprint"] == alone[0]["fingerprint"] != both[2]["fingerprint"]


def test_a_path_does_not_begin_with_a_dot() -> None:
    assert report(Outcome((REGIME._replace(path="./a.md"),), 1))[0]["location"]["path"] == "a.md"  # type: ignore[index]
