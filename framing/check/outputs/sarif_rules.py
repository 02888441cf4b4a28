"""A rule or notice becomes the reportingDescriptor of a SARIF log: what a reader is shown beside each result.

What can go wrong: nothing; all that is needed is what a rule file must have.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any, Final

from framing.check.notices import Notice
from framing.check.outputs.json_text import sound
from framing.check.outputs.style import Style
from framing.lexicon.page import page
from framing.lexicon.rules import Rule, Severity

LEVELS: Final[dict[Severity, str]] = {"info": "note", "warning": "warning", "error": "error"}
PROBLEMS: Final[dict[Severity, str]] = {"info": "recommendation", "warning": "warning", "error": "error"}
"""What GitHub's code scanning calls the severities of what is no security matter."""
TERMS: Final = "## Terms"
"""The heading of a rule's page behind which its terms stand with their sentences: too long for a log."""


def rule_record(rule: Rule | Notice, style: Style) -> dict[str, Any]:
    """A reportingDescriptor object: the rule's page without its terms, and where to read all of it."""
    more = sound(f"{style.rule_command} {rule.code}")
    kinds = {"category": rule.category}
    if isinstance(rule, Rule):
        kinds |= {"status": rule.status, "bias": rule.bias}
    tags = list(dict.fromkeys(kinds.values()))
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": f"{rule.what} {rule.why}"},
        "help": {
            "text": "\n\n".join((rule.what, rule.why, rule.instead, f"Read more: {more}")),
            "markdown": "\n".join((*_page(rule), "", f"All terms and their sentences: `{more}`")),
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": kinds | {"tags": tags, "problem.severity": PROBLEMS[rule.severity]},
    }


def _page(rule: Rule | Notice) -> Iterator[str]:
    """The lines of its page in Markdown."""
    if isinstance(rule, Rule):
        lines = list(takewhile(lambda line: line != TERMS, page(rule)))
        yield from lines[:-1]
        return
    yield from (f"# {rule.code} {rule.name}", "", rule.what)
    for title, text in (("Why", rule.why), ("Instead", rule.instead)):
        yield from ("", f"## {title}", "", text)
