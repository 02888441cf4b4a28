"""An Outcome and a baseline become an Outcome with what is accepted marked, and with notices on entries out of date.

What can go wrong: a baseline that is missing or broken (:class:`framing.check.baseline.BadBaseline`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from framing.article import Lines
from framing.check.baseline import Baseline, Stale, applied, baseline_in, baseline_of, saved, unconcerned
from framing.check.configuration import shown
from framing.check.diagnostic import Diagnostic, Outcome
from framing.check.notices import STALE
from framing.check.policy import Decisions

LookedFor = Callable[[str], bool]
"""Whether the rule of a code was checked in this run."""


def accepted(found: Outcome, file: Path, decisions: Decisions, checked: tuple[str, ...], looked: LookedFor) -> Outcome:
    """The outcome with the findings of the baseline marked, and a notice for each entry that is out of date."""
    baseline = baseline_in(file)
    result = applied(baseline, found.diagnostics, checked, looked)
    notices = tuple(_notice(one, baseline, decisions) for one in result.stale)
    return found._replace(diagnostics=(*result.diagnostics, *(notices if decisions.wanted(STALE) else ())))


def rewritten(found: Outcome, file: Path, checked: tuple[str, ...], looked: LookedFor, *, prune: bool) -> str:
    """Write the baseline anew, or only take out of it what is no longer found; returns what was done, in a line."""
    name = shown(file)
    if prune:
        result = applied(baseline_in(file), found.diagnostics, checked, looked)
        gone = sum(one.gone for one in result.stale)
        saved(result.pruned)
        return f"{name}: {gone} taken out, {_count(result.pruned)} left"
    kept = unconcerned(baseline_in(file), checked, looked) if file.exists() else ()
    baseline = baseline_of(found.diagnostics, file, kept)
    saved(baseline)
    return f"{name}: {_count(baseline)} accepted"


def _count(baseline: Baseline) -> str:
    number = sum(entry.count for entry in baseline.entries)
    return f"{number} finding{'' if number == 1 else 's'}"


def _notice(stale: Stale, baseline: Baseline, decisions: Decisions) -> Diagnostic:
    entry, text = stale.entry, baseline.text
    lines = Lines(text)
    (line, column), (end_line, end_column) = lines.place(entry.span.start), lines.place(entry.span.end)
    written = entry.span.of(text)
    what = f"“{entry.term}” ({entry.rule}) in {entry.path}" if entry.term else f"{entry.rule} in {entry.path}"
    gone = "is no longer there" if stale.gone == entry.count else f"stands there {stale.gone} times less"
    return Diagnostic(
        path=shown(baseline.file),
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        span=entry.span,
        rule=STALE,
        term="",
        written=written,
        lines=lines.texts(line, end_line),
        voice=None,
        severity=decisions.severity(STALE),
        message=f"{what} is accepted, but {gone}",
        suggestions=(),
        fingerprint=entry.fingerprint,
    )
