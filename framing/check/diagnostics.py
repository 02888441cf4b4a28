"""Files become diagnostics: each loaded term that stands in a voice which the policy flags.

The voice engine is the one of `read`; it runs only on a file that holds a hit. What can go wrong: a file that cannot
be read is an error of its own, and the other files are checked.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from framing.article import Article, Lines, Span
from framing.attribution.attributions import speech
from framing.attribution.voices import VoiceKind
from framing.check.masking import masked
from framing.intake import layout, markdown
from framing.intake.decoding import Unreadable, decoded
from framing.lexicon.folding import folded
from framing.lexicon.rules import Rule
from framing.wording.findings import Finding, findings
from framing.wording.matching import matcher

PLAIN = (".txt", ".text")
MARKDOWN = (".md", ".markdown")

Severity = Literal["info", "warning", "error"]
LEVELS: tuple[Severity, ...] = ("info", "warning", "error")

FLAGGED: dict[VoiceKind, int | None] = {"own": 0, "scare": 0, "attributed": -1, "quoted": None, "mention": None}
"""The voice policy: how many levels a severity is moved, or None where a voice is not flagged.

In indirect speech the wording may be the writer's or the speaker's, so it counts one level less.
"""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One flagged term; ``line`` and ``column`` count from 1, columns in code points, ends exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    span: Span
    rule: Rule
    term: str
    written: str
    voice: VoiceKind
    severity: Severity
    suggestions: tuple[str, ...]
    source_line: str
    fingerprint: str

    @property
    def message(self) -> str:
        """What is wrong and what to write instead, in one sentence."""
        instead = f"; neutral: {', '.join(self.suggestions)}" if self.suggestions else ""
        return f"“{' '.join(self.written.split())}” is {self.rule.category} in {self.voice} voice{instead}"


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A file that could not be checked, and why."""

    path: str
    message: str


def files(paths: Iterable[str]) -> Iterator[Path]:
    """The files to check: those named, and all text and Markdown files below the folders named, hidden ones left out.

    Raises :class:`Unreadable` for a path that does not exist.
    """
    for name in paths:
        path = Path(name)
        if path.is_dir():
            for place, folders, members in os.walk(path):
                folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
                for member in sorted(members):
                    if Path(member).suffix.lower() in PLAIN + MARKDOWN and not member.startswith("."):
                        yield Path(place, member)
        elif path.exists():
            yield path
        else:
            raise Unreadable(f"{name}: there is no such file or folder: check the path")


def diagnostics(path: str, data: bytes, lexicon: tuple[Rule, ...] | None = None) -> tuple[Diagnostic, ...]:
    """The diagnostics of one file in order; raises :class:`Unreadable` if it is no text.

    ``path`` tells the format (Markdown by its suffix, else plain text) and is what the diagnostics name; ``lexicon``
    replaces the package's rules.
    """
    text, _ = decoded(data)
    in_markdown = Path(path).suffix.lower() in MARKDOWN
    seen = masked(text) if in_markdown else text
    if not matcher(lexicon).hits(seen):
        return ()
    article = Article(path, seen, markdown.blocks(text) if in_markdown else layout.blocks(text))
    lines = Lines(text)
    found = findings(seen, article.blocks, speech(article), lexicon)
    return tuple(_diagnostic(path, text, finding, lines) for finding in found if _level(finding) is not None)


def _level(finding: Finding) -> Severity | None:
    moved = FLAGGED[finding.voice]
    return None if moved is None else LEVELS[max(0, LEVELS.index(finding.severity) + moved)]


def _diagnostic(path: str, text: str, finding: Finding, lines: Lines) -> Diagnostic:
    line, column = lines.place(finding.span.start)
    end_line, end_column = lines.place(finding.span.end)
    start = text.rfind("\n", 0, finding.span.start) + 1
    end = text.find("\n", finding.span.start)
    source_line = text[start : end if end >= 0 else len(text)].rstrip("\r")
    around = folded(text[max(0, finding.span.start - 40) : finding.span.end + 40]).text
    print_of = hashlib.sha256(f"{finding.rule.code}\0{finding.form}\0{around}".encode("utf-8", "replace"))
    return Diagnostic(
        path=path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        span=finding.span,
        rule=finding.rule,
        term=finding.term.match[0],
        written=finding.span.of(text),
        voice=finding.voice,
        severity=_level(finding) or "info",
        suggestions=finding.term.plain,
        source_line=source_line,
        fingerprint=print_of.hexdigest()[:16],
    )
