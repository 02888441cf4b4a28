"""`framing rule` lists the rules of the lexicon and prints all that stands on the page of one."""

from __future__ import annotations

import pytest

from framing.check.notices import NOTICES
from framing.cli import main
from framing.lexicon.axes import axes
from framing.lexicon.folders import rules
from framing.lexicon.rules import Rule

RULES = rules()


def test_the_table_has_one_aligned_line_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["code", "name", "severity", "terms", "what"]
    assert len(lines) == len(RULES) + len(NOTICES)
    for line, notice in zip(lines[len(RULES) :], NOTICES, strict=True):
        assert line.split()[:3] == [notice.code, notice.name, notice.severity]
    for line, rule in zip(lines, RULES, strict=False):
        assert line.split()[:4] == [rule.code, rule.name, rule.severity, str(len(rule.terms))]
        assert line[head.index("what") :] == rule.what


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_of_a_rule_is_complete(rule: Rule, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", rule.code]) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    for text in (rule.what, rule.why, rule.instead, rule.limits):
        assert text in lines
    assert lines[0] == f"# {rule.code} {rule.name}"
    assert f"severity {rule.severity}" in out
    assert f"status {rule.status}" in out
    for citation in (*rule.citations, *(citation for term in rule.terms for citation in term.citations)):
        cited = [line for line in lines if f"source: {citation.source} ({citation.date})" in line]
        assert any(line.endswith(citation.supports) and (citation.address or "") in line for line in cited)
    for term in rule.terms:
        at = lines.index(f"### {term.match[0]}")
        end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith("### ")), len(lines))
        own = lines[at:end]
        assert term.note in own
        assert f"- forms: {'; '.join(term.match)}" in own
        assert f"- plain: {'; '.join(term.plain)}" in own
        assert [f"- flags: {s}" for s in term.flags] == [line for line in own if line.startswith("- flags")]
        assert [f"- passes: {s}" for s in term.passes] == [line for line in own if line.startswith("- passes")]
        assert len([line for line in own if line.startswith("- misses")]) == len(term.misses)
        sides = [line for line in own if line.startswith("- side: ")]
        mirror = f"; its mirror is “{term.mirror}”" if term.mirror else ""
        assert sides == (
            [f"- side: {term.favours} (axis {term.axis}: {axes()[term.axis].about}){mirror}"] if term.favours else []
        )
        assert bool(term.unless) == any(line.startswith("- silent in: ") for line in own)


def test_a_citation_that_all_terms_share_stands_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "WL10"]) == 0
    out = capsys.readouterr().out
    shared = next(rule for rule in RULES if rule.code == "WL10").citations
    assert shared
    for citation in shared:
        assert out.count(f"- source: {citation.source} ({citation.date}), {citation.address}") >= 1
        assert out.count(f". {citation.supports}\n") == 1


@pytest.mark.parametrize("given", ["WL01", "wl01", "government-label", "Government-Label"])
def test_a_rule_is_found_by_code_and_by_name(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", given]) == 0
    assert capsys.readouterr().out.startswith("# WL01 government-label\n")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("WL-01", 'there is no rule "WL-01": did you mean WL01 (government-label)?'),
        ("goverment-label", 'there is no rule "goverment-label": did you mean WL01 (government-label)?'),
        ("ZZZ", 'there is no rule "ZZZ": framing rule lists all of them'),
    ],
)
def test_an_unknown_rule_gets_one_line_and_status_2(
    given: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rule", given]) == 2
    assert capsys.readouterr() == ("", f"framing: {message}\n")
