"""The format "junit": XML that parsers read back whatever the text."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped

from framing.check.diagnostic import Outcome
from framing.check.outputs.cells import visible
from framing.check.outputs.style import Style
from tests.check.outputs.samples import EVIL, EVIL_PATH, HOSTILE, IGNORED, ORDINARY, REGIME, printed


def suites(outcome: Outcome, style: Style | None = None) -> list[ET.Element]:
    return list(ET.fromstring(printed("junit", outcome, style).encode("utf-8")))


def test_a_finding_is_a_test_and_fails_where_the_run_fails() -> None:
    found = JUnitXml.fromstring(printed("junit", ORDINARY).encode("utf-8"))
    cases = {(suite.name, case.name): [type(result) for result in case.result] for suite in found for case in suite}
    assert cases == {
        ("news/bridge.md", "WL01 government-label 1:5"): [Failure],
        ("news/gate.md", "CK02 unused-suppression 1:19"): [Failure],
        ("news/plan.md", "WL14 doubt-marker 1:5"): [],
        ("news/plan.md", "WL03 dehumanising 2:3"): [Failure],
        ("news/x.md", "could be checked"): [Error],
        ("files without findings", "3 files"): [],
    }
    assert (found.tests, found.failures, found.errors, found.skipped) == (6, 3, 1, 0)
    failure = next(iter(next(iter(next(iter(found))))))
    assert failure.message == "“Salim regime” is delegitimising in own voice"
    assert failure.type == "warning"
    assert failure.text.splitlines() == [
        "news/bridge.md:1:5: warning: WL01 “Salim regime” is delegitimising in own voice",
        f"why: {REGIME.rule.why}",
        "instead: the government; the ministry",
        "more: framing rule WL01",
    ]


@pytest.mark.parametrize(("level", "failures"), [("info", 4), ("warning", 3), ("error", 1)])
def test_the_level_from_which_the_run_fails(level: str, failures: int) -> None:
    style = Style(fail_level=level)  # type: ignore[arg-type]
    root = ET.fromstring(printed("junit", ORDINARY, style).encode("utf-8"))
    assert root.get("failures") == str(failures) == str(len(root.findall(".//failure")))
    assert len(root.findall(".//system-out")) == 4 - failures


def test_the_counts_of_each_suite_are_those_of_its_tests() -> None:
    for outcome in (ORDINARY, HOSTILE):
        found = suites(outcome, Style(show_suppressed=True))
        assert len(found) > 2
        for suite in found:
            assert suite.get("tests") == str(len(suite.findall("testcase")))
            assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
            assert suite.get("errors") == str(len(suite.findall("testcase/error")))
            assert suite.get("skipped") == str(len(suite.findall("testcase/skipped")))


def test_a_suppressed_one_is_a_skipped_test_where_it_is_shown() -> None:
    outcome = Outcome((IGNORED,), 1)
    assert [suite.get("name") for suite in suites(outcome)] == ["files without findings"]
    found = JUnitXml.fromstring(printed("junit", outcome, Style(show_suppressed=True)).encode("utf-8"))
    ((case,),) = (list(suite) for suite in found)
    (result,) = case.result
    assert isinstance(result, Skipped)
    assert result.message == "its own name"


def test_clean_files_pass() -> None:
    (suite,) = suites(Outcome((), 1))
    assert [case.get("name") for case in suite] == ["1 file"]
    assert suites(Outcome((REGIME,), 1))[0].get("name") == "news/bridge.md"
    assert len(suites(Outcome((REGIME,), 1))) == 1
    assert suites(Outcome((), 0)) == []


def test_hostile_text_is_read_back_as_it_is_shown() -> None:
    first = suites(HOSTILE)[0]
    assert first.get("name") == visible(EVIL_PATH, kept="\n")
    failure = first.find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == visible(EVIL, kept="\t\r\n")
    assert (failure.text or "").splitlines()[0].endswith(f": warning: WL01 {visible(EVIL)}")
    (error,) = (error for suite in suites(HOSTILE) for error in suite.findall("testcase/error"))
    assert error.get("message") == visible(EVIL, kept="\t\r\n")
    assert len(list(JUnitXml.fromstring(printed("junit", HOSTILE).encode("utf-8")))) == 4
