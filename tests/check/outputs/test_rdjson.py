"""The format "rdjson": the Reviewdog Diagnostic Format, with columns in bytes."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from framing.article import Span
from framing.check.diagnostic import Diagnostic, Edit, Outcome
from framing.check.outputs.style import Style
from framing.lexicon.rules import Rule
from tests.check.outputs.samples import (
    CALLED,
    HOSTILE,
    IGNORED,
    ORCS,
    ORDINARY,
    REGIME,
    RULES,
    SCHEMAS,
    flagged,
    printed,
)

SCHEMA = json.loads((SCHEMAS / "rdjson.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


def result(outcome: Outcome, style: Style | None = None) -> dict[str, Any]:
    found = json.loads(printed("rdjson", outcome, style))
    VALIDATOR.validate(found)
    assert json.dumps(found, ensure_ascii=False).encode("utf-8")  # no lone surrogate, which strict readers refuse
    return found


def found_of(one: Diagnostic) -> dict[str, Any]:
    (found,) = result(Outcome((one,), 1))["diagnostics"]
    return found


@pytest.mark.parametrize("outcome", [ORDINARY, HOSTILE, Outcome((), 0)])
def test_it_is_what_the_schema_asks_for(outcome: Outcome) -> None:
    found = result(outcome, Style(show_suppressed=True))
    assert len(found["diagnostics"]) == len(outcome.counted) + len(outcome.errors)


def test_the_schema_would_refuse_a_fault() -> None:
    found = json.loads(printed("rdjson", ORDINARY))
    found["diagnostics"][0]["severity"] = "warning"
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(found)


def test_the_values() -> None:
    rule = RULES["WL01"]
    assert isinstance(rule, Rule)
    assert result(Outcome((REGIME,), 1)) == {
        "source": {"name": "framing"},
        "severity": "WARNING",
        "diagnostics": [
            {
                "message": "“Salim regime” is delegitimising in own voice\n\nInstead: the government; the ministry\n"
                "More: `framing rule WL01`",
                "location": {
                    "path": "news/bridge.md",
                    "range": {"start": {"line": 1, "column": 5}, "end": {"line": 1, "column": 17}},
                },
                "severity": "WARNING",
                "code": {"value": "WL01"},
            }
        ],
    }


def test_the_worst_severity_is_that_of_the_whole() -> None:
    assert result(ORDINARY)["severity"] == "ERROR"
    assert result(Outcome((REGIME, ORCS, CALLED), 1))["severity"] == "ERROR"
    assert result(Outcome((CALLED,), 1))["severity"] == "INFO"
    assert result(Outcome((), 0, ORDINARY.errors))["severity"] == "ERROR"
    assert "severity" not in result(Outcome((IGNORED,), 1))
    assert [one["severity"] for one in result(ORDINARY)["diagnostics"]] == [
        "WARNING", "WARNING", "INFO", "ERROR", "ERROR",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The Salim regime met.", "Salim regime"),
        ("Café 漢 😀 “Salim regime” met.", "Salim regime"),
        ("Früh kam das “Régime 😀 é”.", "Régime 😀 é"),
        ("Früh\r\nkam “the é\r\n\té 漢 orcs” back.", "é\r\n\té 漢 orcs"),
    ],
)
def test_columns_count_the_bytes_of_utf_8(text: str, written: str) -> None:
    where = found_of(flagged(text, written))["location"]["range"]
    lines = text.encode("utf-8").split(b"\n")
    if where["start"]["line"] == where["end"]["line"]:
        line = lines[where["start"]["line"] - 1]
        assert line[where["start"]["column"] - 1 : where["end"]["column"] - 1] == written.encode("utf-8")
    else:
        first, last = lines[where["start"]["line"] - 1 : where["end"]["line"]]
        assert first[where["start"]["column"] - 1 :] + b"\n" + last[: where["end"]["column"] - 1] == written.encode()


COMMENTED = "Zoë said so.\r\n<!-- é -->\r\nThe end.\r\n"


@pytest.mark.parametrize(
    ("span", "text", "left"),
    [
        (Span(14, 24), "", "Zoë said so.\r\n\r\nThe end.\r\n"),
        (Span(14, 26), "", "Zoë said so.\r\nThe end.\r\n"),
        (Span(19, 20), "e", "Zoë said so.\r\n<!-- e -->\r\nThe end.\r\n"),
        (Span(24, 24), " é", "Zoë said so.\r\n<!-- é --> é\r\nThe end.\r\n"),
    ],
)
def test_a_suggestion_makes_the_edit(span: Span, text: str, left: str) -> None:
    one = flagged(COMMENTED, "<!-- é -->", "CK02", edit=Edit(span, text))
    (suggestion,) = found_of(one)["suggestions"]
    starts = [0]
    for line in COMMENTED.encode("utf-8").splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    start, end = (
        starts[suggestion["range"][side]["line"] - 1] + suggestion["range"][side]["column"] - 1
        for side in ("start", "end")
    )
    data = COMMENTED.encode("utf-8")
    assert (data[:start] + suggestion["text"].encode("utf-8") + data[end:]).decode("utf-8") == left
    assert COMMENTED[: span.start] + text + COMMENTED[span.end :] == left


def test_an_edit_on_other_lines_is_no_suggestion() -> None:
    one = flagged(COMMENTED, "<!-- é -->", "CK02", edit=Edit(Span(2, 3), ""))
    assert "suggestions" not in found_of(one)
    assert "suggestions" not in found_of(one._replace(edit=Edit(one.span, ""), lines=()))
    over = flagged("the orcs\n\nand the back", "orcs\n\nand", "WL03", edit=Edit(Span(4, 9), ""))
    assert "suggestions" not in found_of(over)  # it ends on the line between


def test_an_edit_over_two_lines() -> None:
    one = flagged("漢 the orcs\r\nä back", "orcs\r\nä", "WL03", edit=Edit(Span(6, 13), "people"))
    (suggestion,) = found_of(one)["suggestions"]
    assert suggestion["range"] == {"start": {"line": 1, "column": 9}, "end": {"line": 2, "column": 3}}


def test_suppressed_ones_are_left_out() -> None:
    assert result(Outcome((IGNORED,), 1), Style(show_suppressed=True))["diagnostics"] == []
