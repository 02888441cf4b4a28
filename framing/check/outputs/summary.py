"""An Outcome becomes its counts: of files, of severities, by rule and by voice, and of what is suppressed.

Suppressed diagnostics are counted apart, shown or not. What can go wrong: nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from framing.check.diagnostic import LEVELS, Diagnostic, Outcome
from framing.check.outputs.style import Style
from framing.lexicon.rules import VOICES, Severity


def summary(outcome: Outcome, style: Style) -> Iterator[str]:
    """The table by rule where it is asked for, then the lines with the counts; those that would say 0 are left out."""
    if style.statistics and outcome.counted:
        yield from (*_table(outcome), "")
    if style.quiet:
        return
    yield totals(outcome)
    rules = by_rule(outcome)
    if rules:
        yield f"by rule: {', '.join(f'{code} {len(found)}' for code, found in rules.items())}"
    voices = by_voice(outcome.counted)
    if voices:
        yield f"by voice: {voices}"
    suppressed: Counter[str | None] = Counter(one.suppressed for one in outcome.diagnostics)
    apart = (("inline", "suppressed inline"), ("baseline", "in the baseline"))
    told = ", ".join(f"{suppressed[kind]} {words}" for kind, words in apart if suppressed[kind])
    if told:
        yield told
    if outcome.errors:
        yield f"{files(len(outcome.errors))} could not be checked"


def totals(outcome: Outcome) -> str:
    """The line such as "3 files checked: 0 errors, 2 warnings, 1 info"."""
    severities = Counter(one.severity for one in outcome.counted)
    counts = ", ".join(_counted(severities[level], level) for level in reversed(LEVELS))
    return f"{files(outcome.files)} checked: {counts}"


def _counted(number: int, level: Severity) -> str:
    return f"{number} {level}{'' if number == 1 or level == 'info' else 's'}"


def files(number: int) -> str:
    """So many files, in words."""
    return f"{number} file{'' if number == 1 else 's'}"


def by_rule(outcome: Outcome) -> dict[str, list[Diagnostic]]:
    """The diagnostics that nobody has suppressed by the code of their rule, the most frequent rule first."""
    found: dict[str, list[Diagnostic]] = {}
    for one in outcome.counted:
        found.setdefault(one.rule.code, []).append(one)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def by_voice(found: Iterable[Diagnostic]) -> str:
    """How many stand in each voice, such as "own 2, scare 1"; notices stand in none."""
    counts: Counter[str | None] = Counter(one.voice for one in found)
    return ", ".join(f"{voice} {counts[voice]}" for voice in VOICES if counts[voice])


def _table(outcome: Outcome) -> Iterator[str]:
    """One line a rule: count, code, name, voices."""
    rows = [("count", "rule", "name", "voices")]
    for code, found in by_rule(outcome).items():
        rows.append((str(len(found)), code, found[0].rule.name, by_voice(found)))
    count, code_width, name = (max(len(row[n]) for row in rows) for n in range(3))
    for row in rows:
        yield f"{row[0]:>{count}}  {row[1]:{code_width}}  {row[2]:{name}}  {row[3]}".rstrip()
