"""An Outcome becomes JUnit XML, which most CI servers show as a list of tests.

A file is a suite, a finding in it a test: failed where the run fails for it, else passed with its text as output. The
files without a finding are one passed test, for an Outcome knows only how many they are. What can go wrong: XML has no
place for most control characters, not even escaped; they stand as their codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.check.diagnostic import LEVELS, Diagnostic, Outcome, Unchecked
from framing.check.outputs.cells import visible
from framing.check.outputs.concise import headline
from framing.check.outputs.reasons import instead, why
from framing.check.outputs.style import Style
from framing.check.outputs.summary import files

_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def lines(outcome: Outcome, style: Style) -> Iterator[str]:
    """The lines of the format "junit"."""
    suites = _by_path(style.shown(outcome))
    clean = max(0, outcome.files - len(suites))
    shown = [one for found in suites.values() for one in found]
    errors = len(outcome.errors)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield _tag("testsuites", name="framing", **_counts(shown, style, len(shown) + errors + bool(clean), errors))
    for path, found in suites.items():
        yield "  " + _tag("testsuite", name=path, **_counts(found, style, len(found), 0))
        for one in found:
            yield from _test(one, style)
        yield "  </testsuite>"
    for error in outcome.errors:
        yield from _error(error, style)
    if clean:
        yield "  " + _tag("testsuite", name="files without findings", **_counts((), style, 1, 0))
        yield "    " + _tag("testcase", "/", name=files(clean), classname="framing", time="0")
        yield "  </testsuite>"
    yield "</testsuites>"


def _test(one: Diagnostic, style: Style) -> Iterator[str]:
    """A test is named for its rule and place, so that no two of a file have the same name."""
    name = f"{one.rule.code} {one.rule.name} {one.line}:{one.column}"
    yield "    " + _tag("testcase", name=name, classname=one.path, file=one.path, line=str(one.line), time="0")
    if one.suppressed:
        yield "      " + _tag("skipped", "/", message=one.reason or f"suppressed: {one.suppressed}")
    else:
        failure = {"type": one.severity, "message": one.message}
        element, attributes = ("failure", failure) if _fails(one, style) else ("system-out", {})
        yield f"      {_tag(element, **attributes)}{_text(headline(one, Style()))}"
        for label, text in (("why", why(one)), ("instead", instead(one))):
            yield f"{label}: {_text(text)}"
        yield f"more: {_text(style.page(one))}</{element}>"
    yield "    </testcase>"


def _error(error: Unchecked, style: Style) -> Iterator[str]:
    yield "  " + _tag("testsuite", name=error.path, **_counts((), style, 1, 1))
    yield "    " + _tag("testcase", name="could be checked", classname=error.path, file=error.path, time="0")
    yield "      " + _tag("error", "/", type="unchecked", message=error.message)
    yield "    </testcase>"
    yield "  </testsuite>"


def _by_path(found: Sequence[Diagnostic]) -> dict[str, list[Diagnostic]]:
    suites: dict[str, list[Diagnostic]] = {}
    for one in found:
        suites.setdefault(one.path, []).append(one)
    return suites


def _counts(found: Sequence[Diagnostic], style: Style, tests: int, errors: int) -> dict[str, str]:
    failures = sum(_fails(one, style) for one in found)
    skipped = sum(one.suppressed is not None for one in found)
    counts = {"tests": tests, "failures": failures, "errors": errors, "skipped": skipped, "time": 0}
    return {key: str(count) for key, count in counts.items()}


def _fails(one: Diagnostic, style: Style) -> bool:
    return one.suppressed is None and LEVELS.index(one.severity) >= LEVELS.index(style.fail_level)


def _tag(element: str, end: str = "", **attributes: str) -> str:
    told = "".join(f' {key}="{_text(value)}"' for key, value in attributes.items())
    return f"<{element}{told}{end}>"


def _text(text: str) -> str:
    """Text for an element or an attribute; line ends and tabs are escaped, for a reader would make spaces of them."""
    return visible(text, kept="\t\r\n").translate(_ESCAPES)
