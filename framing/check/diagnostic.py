"""A finding as it is printed: a Diagnostic, with its place in the file as an editor counts it.

What can go wrong: nothing; these are plain values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from framing.article import Span
from framing.check.notices import Notice
from framing.lexicon.rules import SEVERITIES, Rule, Severity, VoiceKind

Suppressed = Literal["inline", "baseline"]
LEVELS: Final = SEVERITIES
"""Severities, the mildest first."""


class Edit(NamedTuple):
    """Text to put in the place of a span of the file."""

    span: Span
    text: str


class Diagnostic(NamedTuple):
    """One flagged term, or a notice. ``line`` and ``column`` count from 1, columns in code points, ends exclusive.

    ``span`` is into the file's decoded text; ``written`` is what stands there, ``lines`` the lines it stands on.
    ``term`` is the first form of the term. ``voice`` is None for a notice. ``edit`` is the one change that is safe to
    make without a look, where there is one. ``reason`` is why it was suppressed, if somebody has said so.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    span: Span
    rule: Rule | Notice
    term: str
    written: str
    lines: tuple[str, ...]
    voice: VoiceKind | None
    severity: Severity
    message: str
    suggestions: tuple[str, ...]
    fingerprint: str
    edit: Edit | None = None
    suppressed: Suppressed | None = None
    reason: str | None = None


class Unchecked(NamedTuple):
    """A file that could not be checked, and why."""

    path: str
    message: str


class Outcome(NamedTuple):
    """All of a run: the diagnostics by file and place, the number of files checked, and what could not be read."""

    diagnostics: tuple[Diagnostic, ...]
    files: int
    errors: tuple[Unchecked, ...] = ()

    @property
    def counted(self) -> tuple[Diagnostic, ...]:
        """Those that nobody has suppressed."""
        return tuple(one for one in self.diagnostics if one.suppressed is None)


Touched = Callable[[Diagnostic], bool]
"""Whether a finding counts, where only lines that were added do."""
