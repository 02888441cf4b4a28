"""The format "sarif": valid by the schema of OASIS, and every part of a result where readers look for it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

import jsonschema
import pytest

from framing.article import Span
from framing.check.diagnostic import Edit, Outcome
from framing.check.outputs.sarif_uris import location_record
from framing.check.outputs.style import Style
from framing.lexicon.rules import Rule
from tests.check.outputs.samples import (
    COMMENT,
    EVIL,
    HOSTILE,
    ORCS,
    ORDINARY,
    REGIME,
    RULES,
    SCHEMAS,
    UNUSED_COMMENT,
    flagged,
    printed,
)

SCHEMA = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
EVERY_RULE = Outcome(tuple(REGIME._replace(rule=rule) for rule in RULES.values()), 1)


def run(outcome: Outcome, style: Style | None = None) -> dict[str, Any]:
    log = json.loads(printed("sarif", outcome, style))
    VALIDATOR.validate(log)
    assert json.dumps(log, ensure_ascii=False).encode("utf-8")  # no lone surrogate, which strict readers refuse
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    (only,) = log["runs"]
    return only


@pytest.mark.parametrize("outcome", [ORDINARY, HOSTILE, EVERY_RULE, Outcome((), 0)])
def test_it_is_what_the_schema_asks_for(outcome: Outcome) -> None:
    found = run(outcome, Style(rule_command="framing rule --lexicon a\udcff"))
    assert len(found["results"]) == len(outcome.diagnostics)


def test_the_schema_would_refuse_a_fault() -> None:
    log = json.loads(printed("sarif", ORDINARY))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"] = 0
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(log)


def test_a_result() -> None:
    assert run(Outcome((REGIME,), 1))["results"] == [
        {
            "ruleId": "WL01",
            "ruleIndex": 0,
            "level": "warning",
            "message": {"text": "“Salim regime” is delegitimising in own voice"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "news/bridge.md", "uriBaseId": "%SRCROOT%"},
                        "region": {
                            "startLine": 1,
                            "startColumn": 5,
                            "endLine": 1,
                            "endColumn": 17,
                            "charOffset": 4,
                            "charLength": 12,
                            "snippet": {"text": "Salim regime"},
                        },
                    }
                }
            ],
            "partialFingerprints": {"framing/v1": "0123456789abcdef"},
            "suppressions": [],
            "properties": {
                "term": "salim regime",
                "category": "delegitimising",
                "voice": "own",
                "suggestions": ["the government", "the ministry"],
            },
        }
    ]


def test_the_rules_are_those_that_found_something_each_with_its_page() -> None:
    found = run(ORDINARY, Style(version="9.8.7", rule_command="framing rule --lexicon ours"))
    driver = found["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("Framing", "9.8.7")
    assert [rule["id"] for rule in driver["rules"]] == ["CK02", "WL01", "WL03", "WL14"]
    for result in found["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    rule = RULES["WL01"]
    assert isinstance(rule, Rule)
    told = driver["rules"][1]
    assert told["name"] == "government-label"
    assert told["shortDescription"] == {"text": rule.what}
    assert told["defaultConfiguration"] == {"level": "warning"}
    assert "helpUri" not in told  # the page of a rule has no address of its own
    assert told["help"]["markdown"].startswith("# WL01 government-label\n\n")
    assert told["help"]["markdown"].endswith("\n\nAll terms and their sentences: `framing rule --lexicon ours WL01`")
    for text in (rule.what, rule.why, rule.instead, rule.limits, rule.citations[0].source):
        assert text in told["help"]["markdown"]
    assert "\n\n\n" not in told["help"]["markdown"]
    assert rule.terms[0].flags[0] not in told["help"]["markdown"]
    assert told["properties"] == {
        "category": "delegitimising",
        "status": "contested-label",
        "bias": "lexical",
        "tags": ["delegitimising", "contested-label", "lexical"],
        "problem.severity": "warning",
    }


def test_the_levels() -> None:
    found = run(ORDINARY)
    assert [result["level"] for result in found["results"]] == ["warning", "warning", "note", "error", *["warning"] * 2]


def test_suppressed_results_are_always_there() -> None:
    for style in (Style(), Style(show_suppressed=True)):
        assert [result["suppressions"] for result in run(ORDINARY, style)["results"]] == [
            [],
            [],
            [],
            [],
            [{"kind": "external"}],
            [{"kind": "inSource", "justification": "its own name"}],
        ]


def test_columns_count_code_points_and_lines_end_as_they_do() -> None:
    one = flagged("A 😀 the orcs\r\nback.", "the orcs\r\nback", "WL03")
    found = run(Outcome((one,), 1))
    assert found["columnKind"] == "unicodeCodePoints"
    region = found["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {
        "startLine": 1, "startColumn": 5, "endLine": 2, "endColumn": 5,
        "charOffset": 4, "charLength": 14, "snippet": {"text": "the orcs\r\nback"},
    }  # fmt: skip


def test_a_fix_deletes_what_the_edit_says() -> None:
    (result,) = run(Outcome((UNUSED_COMMENT,), 1))["results"]
    ((change,),) = (fix["artifactChanges"] for fix in result["fixes"])
    assert change["artifactLocation"]["uri"] == "news/gate.md"
    (replacement,) = change["replacements"]
    assert replacement == {
        "deletedRegion": {
            "startLine": 1, "startColumn": 18, "endLine": 1, "endColumn": 48, "charOffset": 17, "charLength": 30,
        },
        "insertedContent": {"text": ""},
    }  # fmt: skip
    assert COMMENT[:17] + COMMENT[47:] == "The gate is shut.\nNobody came.\n"


def test_a_fix_elsewhere_is_told_by_its_offsets_alone() -> None:
    far = UNUSED_COMMENT._replace(edit=Edit(Span(400, 410), "x"))
    (result,) = run(Outcome((far,), 1))["results"]
    ((replacement,),) = (change["replacements"] for change in result["fixes"][0]["artifactChanges"])
    assert replacement["deletedRegion"] == {"charOffset": 400, "charLength": 10}


def test_a_file_that_could_not_be_checked_is_a_notification() -> None:
    (invocation,) = run(ORDINARY)["invocations"]
    assert invocation == {
        "executionSuccessful": False,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": "news/x.md could not be checked: no text"},
                "locations": [
                    {"physicalLocation": {"artifactLocation": {"uri": "news/x.md", "uriBaseId": "%SRCROOT%"}}}
                ],
            }
        ],
    }
    assert run(Outcome((REGIME,), 1))["invocations"] == [{"executionSuccessful": True}]


@pytest.mark.parametrize(
    "path", ["news/bridge.md", "a b.md", "café/漢 100%.md", "a:b/c?d#e.md", "::error::,=.md", "../up.md"]
)
def test_a_path_is_percent_encoded(path: str) -> None:
    record = location_record(path)
    assert record["uriBaseId"] == "%SRCROOT%"
    assert record["uri"].isascii()
    assert not set(" ?#") & set(record["uri"])
    assert ":" not in record["uri"].split("/")[0]
    assert unquote(record["uri"]) == path


def test_paths_that_are_absolute_or_no_text() -> None:
    assert location_record("/news/a b.md") == {"uri": "file:///news/a%20b.md"}
    assert location_record("C:/news/a b.md") == {"uri": "file:///C:/news/a%20b.md"}
    assert unquote_to_bytes(location_record("a\udcff.md")["uri"]) == b"a\xff.md"
    assert location_record("a\ud800.md")["uri"] == "a%3F.md"


def test_hostile_text_stays_text() -> None:
    result = run(HOSTILE)["results"][0]
    assert result["message"]["text"] == EVIL.replace("\udcff\ud800", "\ufffd\ufffd").replace("](", "\\](")
    assert result["properties"]["term"] == EVIL.replace("\udcff\ud800", "\ufffd\ufffd")


def test_a_span_of_lines_has_its_offsets() -> None:
    region = run(Outcome((ORCS,), 1))["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["charOffset"], region["charLength"]) == (15, 14)
    assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == (2, 3, 3, 5)
