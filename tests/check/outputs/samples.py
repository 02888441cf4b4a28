"""What the tests of the outputs share: diagnostics made of invented sentences, and one Outcome of the worst text."""

from __future__ import annotations

from typing import Any

from framing.article import Lines, Span
from framing.check.diagnostic import Diagnostic, Edit, Outcome, Unchecked
from framing.check.notices import NOTICES, UNUSED, Notice
from framing.check.outputs import printer
from framing.check.outputs.style import Style
from framing.lexicon.folders import rules
from framing.lexicon.rules import Rule
from tests.conftest import ROOT

RULES: dict[str, Rule | Notice] = {rule.code: rule for rule in (*rules(), *NOTICES)}
SCHEMAS = ROOT / "tests" / "schemas"
SEVERE = {"info": 0, "warning": 1, "error": 2}


def flagged(text: str, written: str, code: str = "WL01", path: str = "news/bridge.md", **fields: Any) -> Diagnostic:
    """The diagnostic of the first place where ``written`` stands in a file with this text."""
    span = Span(text.index(written), text.index(written) + len(written))
    places = Lines(text)
    (line, column), (end_line, end_column) = places.place(span.start), places.place(span.end)
    rule = RULES[code]
    values: dict[str, Any] = {
        "path": path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "span": span,
        "rule": rule,
        "term": written.lower(),
        "written": written,
        "lines": tuple(one.removesuffix("\r") for one in text.split("\n")[line - 1 : end_line]),
        "voice": None if isinstance(rule, Notice) else "own",
        "severity": rule.severity,
        "message": f"“{' '.join(written.split())}” is {rule.category} in own voice",
        "suggestions": ("the government", "the ministry"),
        "fingerprint": "0123456789abcdef",
    }
    return Diagnostic(**values | fields)


def printed(name: str, outcome: Outcome, style: Style | None = None) -> str:
    """All of an output, with line ends; it must be UTF-8 text whose lines are as they were given."""
    lines = list(printer(name)(outcome, style or Style()))
    text = "".join(f"{line}\n" for line in lines)
    assert text.splitlines() == lines  # no separator of lines of any kind stands in a line
    assert text.encode("utf-8").decode("utf-8") == text
    return text


COMMENT = "The gate is shut. <!-- framing: ignore WL01 -->\nNobody came.\n"
UNUSED_COMMENT = flagged(
    COMMENT,
    "<!-- framing: ignore WL01 -->",
    "CK02",
    path="news/gate.md",
    message="nothing is silenced by this comment",
    suggestions=(),
    edit=Edit(Span(17, 47), ""),
)
REGIME = flagged("The Salim regime met.\n", "Salim regime")
CALLED = flagged("The so-called plan.\r\nIt failed.\r\n", "so-called", "WL14", path="news/plan.md", voice="scare")
ORCS = flagged("They called\r\n  the orcs\r\nback.", "the orcs\r\nback", "WL03", path="news/plan.md")
BASELINED = flagged("The old Salim regime met.", "Salim regime", path="news/old.md", suppressed="baseline")
IGNORED = flagged(
    "The Salim regime met.", "Salim regime", path="news/old.md", suppressed="inline", reason="its own name"
)
ORDINARY = Outcome((REGIME, UNUSED_COMMENT, CALLED, ORCS, BASELINED, IGNORED), 6, (Unchecked("news/x.md", "no text"),))

EVIL = (
    "a\x00\x07\x1b[31m\x7f\x85\u2028\u202e\udcff\ud800\ufffe\U0001f600 \"'<&>]]>|`*_[x](y) "
    "100% %0A %25 ::error::\r\n\t##[error],x:y"
)
EVIL_PATH = "news/%,:#? \x1b]0;\ud800\u202e|<é漢>\n::warning::/a.md"
EVIL_TEXT = f"The {EVIL.replace(chr(13) + chr(10), ' ')} regime met."
HOSTILE = Outcome(
    (
        flagged(
            EVIL_TEXT,
            EVIL_TEXT[4:-5],
            path=EVIL_PATH,
            message=EVIL,
            term=EVIL,
            suggestions=(EVIL, ""),
            edit=Edit(Span(4, 9), EVIL),
        ),
        flagged("The Salim regime met.", "Salim regime", path="::error::x.md", suppressed="inline", reason=EVIL),
        *(flagged("The Salim regime met.", "Salim regime", path="::error::x.md", message=EVIL) for _ in range(12)),
    ),
    3,
    (Unchecked(EVIL_PATH, EVIL),),
)
assert UNUSED_COMMENT.rule is UNUSED
