"""An Outcome becomes workflow commands, which GitHub Actions shows as annotations of the changed files.

GitHub keeps ten annotations of each kind a step and drops the rest without a word: the most severe come first, and
what is left over is listed in the log, with its number. Escapes are those of GitHub's own toolkit (actions/toolkit,
packages/core). What can go wrong: a text of a file that looks like a command; it is made harmless.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from framing.check.diagnostic import LEVELS, Diagnostic, Outcome, Unchecked
from framing.check.outputs.cells import visible
from framing.check.outputs.concise import headline
from framing.check.outputs.reasons import instead, why
from framing.check.outputs.style import Style
from framing.check.outputs.summary import summary
from framing.lexicon.rules import Severity

Kind = Literal["error", "warning", "notice"]
KINDS: Final[dict[Severity, Kind]] = {"error": "error", "warning": "warning", "info": "notice"}
MOST: Final = 10
"""Annotations of one kind that GitHub keeps of a step."""


def lines(outcome: Outcome, style: Style) -> Iterator[str]:
    """The lines of the format "github": annotations, the rest and what is suppressed in groups, and the counts."""
    plain = style._replace(colour=False)
    left: list[str] = []
    annotated = 0
    for level in reversed(LEVELS):
        commands = [(_of_error(error), _told(error)) for error in outcome.errors if level == "error"]
        found = [one for one in outcome.counted if one.severity == level]
        commands += [(_of_diagnostic(one, style), headline(one, plain)) for one in found]
        yield from (command for command, _ in commands[:MOST])
        left += [line for _, line in commands[MOST:]]
        annotated += len(commands[:MOST])
    yield from _group(f"{len(left)} more", left)
    suppressed = [headline(one, plain) for one in style.shown(outcome) if one.suppressed]
    yield from _group(f"{len(suppressed)} suppressed", suppressed)
    yield from summary(outcome, plain)
    if left:
        whole = annotated + len(left)
        yield f"{len(left)} of {whole} are not annotated but listed above: GitHub keeps {MOST} of each severity a step"


def _of_diagnostic(one: Diagnostic, style: Style) -> str:
    """Columns only where it stands on one line: GitHub takes none of a range of lines."""
    place = {"file": one.path, "line": str(one.line), "endLine": str(one.end_line)}
    if one.line == one.end_line:
        place |= {"col": str(one.column), "endColumn": str(one.end_column)}
    told = f"{one.message}\nWhy: {why(one)}\nInstead: {instead(one)}\nMore: {style.page(one)}"
    return _command(KINDS[one.severity], place | {"title": f"{one.rule.code} {one.rule.name}"}, told)


def _of_error(error: Unchecked) -> str:
    return _command("error", {"file": error.path, "title": "not checked"}, error.message)


def _told(error: Unchecked) -> str:
    return f"{visible(error.path)}: error: not checked: {visible(error.message)}"


def _command(kind: Kind, properties: dict[str, str], message: str) -> str:
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{kind} {told}::{_data(message)}"


def _data(text: str) -> str:
    return visible(text, kept="\r\n").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _group(title: str, listed: Sequence[str]) -> Iterator[str]:
    """Lines that the log folds; none of them is read as a command, old style or new."""
    if listed:
        yield f"::group::{title}"
        yield from ((f"./{line}" if line.startswith("::") else line).replace("##[", "##\\[") for line in listed)
        yield "::endgroup::"
