"""An Outcome becomes a Code Quality report, which GitLab shows in a merge request.

GitLab compares the fingerprints of two branches, and shows only one of those that are the same; so they tell the file
and count the repeats, and not the line. What can go wrong: GitLab knows no suppression: what is suppressed is left
out.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from framing.check.diagnostic import Outcome
from framing.check.outputs.json_text import json_lines, sound
from framing.check.outputs.style import Style
from framing.lexicon.rules import Severity

SEVERITIES: Final[dict[Severity, str]] = {"info": "info", "warning": "minor", "error": "major"}
UNCHECKED: Final = "critical"
"""Severity of a file that could not be checked."""


def lines(outcome: Outcome, style: Style) -> Iterator[str]:  # noqa: ARG001 - all formats are called alike
    """The lines of the format "gitlab"."""
    seen: Counter[str] = Counter()
    report = [
        _issue(one.rule.code, one.message, SEVERITIES[one.severity], one.path, (one.line, one.end_line))
        | {"fingerprint": _fingerprint(f"{one.path}\0{one.fingerprint}", seen)}
        for one in outcome.counted
    ]
    report += [
        _issue("unchecked", f"could not be checked: {error.message}", UNCHECKED, error.path, (1, 1))
        | {"fingerprint": _fingerprint(f"{error.path}\0unchecked", seen)}
        for error in outcome.errors
    ]
    yield from json_lines(report)


def _issue(name: str, told: str, severity: str, path: str, lines: tuple[int, int]) -> dict[str, Any]:
    return {
        "description": sound(told),
        "check_name": name,
        "severity": severity,
        "location": {"path": _path(path), "lines": {"begin": lines[0], "end": lines[1]}},
    }


def _fingerprint(of: str, seen: Counter[str]) -> str:
    """A hash of what a finding is known by; the second one that is known by the same gets another hash."""
    seen[of] += 1
    return hashlib.sha256(f"{of}\0{seen[of]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _path(path: str) -> str:
    """The path from the root of the repository, which must not begin with a dot and a slash."""
    return sound(path).removeprefix("./")
