"""An Outcome becomes Markdown for the summary of a GitHub Actions run (the file that GITHUB_STEP_SUMMARY names).

It holds all that annotations have no room for. What can go wrong: GitHub refuses a summary of more than 1 MiB, so a
very long table is cut and says so; text of the files is escaped, so that it is neither markup nor a mention.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.check.diagnostic import LEVELS, Diagnostic, Outcome
from framing.check.outputs.cells import visible
from framing.check.outputs.summary import by_rule, by_voice, files, totals

LARGEST: Final = 500_000
"""Bytes of the table of findings; GitHub takes 1 MiB in all."""
_ESCAPES: Final = str.maketrans({character: f"&#{ord(character)};" for character in "&<>|\\`*_[]~@#:$"})


def summary(outcome: Outcome) -> str:
    """The summary, each line with an end: the counts, a table by rule, and one of the findings, the worst first."""
    return "".join(f"{line}\n" for line in _lines(outcome))


def _lines(outcome: Outcome) -> Iterator[str]:
    yield from ("### Framing", "", totals(outcome))
    suppressed = len(outcome.diagnostics) - len(outcome.counted)
    if suppressed:
        yield from ("", f"{suppressed} suppressed")
    if outcome.errors:
        yield from ("", f"{files(len(outcome.errors))} could not be checked:", "")
        yield from _fitting([f"- {_text(error.path)}: {_text(error.message)}" for error in outcome.errors])
    if not outcome.counted:
        return
    yield from ("", "| rule | name | count | voices |", "|---|---|--:|---|")
    for code, found in by_rule(outcome).items():
        yield f"| {code} | {_text(found[0].rule.name)} | {len(found)} | {by_voice(found)} |"
    yield from ("", "| place | severity | rule | finding |", "|---|---|---|---|")
    found = sorted(outcome.counted, key=lambda one: -LEVELS.index(one.severity))
    yield from _fitting([_row(one) for one in found])


def _row(one: Diagnostic) -> str:
    place = _text(f"{one.path}:{one.line}:{one.column}")
    return f"| {place} | {one.severity} | {one.rule.code} | {_text(one.message)} |"


def _fitting(rows: list[str]) -> Iterator[str]:
    """The rows for which there is room, and how many more there are."""
    left = LARGEST
    for number, row in enumerate(rows):
        left -= len(row.encode("utf-8")) + 1
        if left < 0:
            yield from ("", f"{len(rows) - number} more are in the log of the run.")
            return
        yield row


def _text(text: str) -> str:
    return visible(text).translate(_ESCAPES)
