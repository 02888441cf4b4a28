"""An Outcome becomes the lines of one of the formats that people and programs read: one module a format.

Each module has a function ``lines`` and is imported only when its format is asked for, so that nobody waits for the
parts of another. What can go wrong: a name that is no format is a KeyError; the command line offers only these.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import Final

from framing.check.diagnostic import Outcome
from framing.check.outputs.style import Style

Printer = Callable[[Outcome, Style], Iterator[str]]
"""Turns an Outcome into lines without line ends; all of them can be encoded as UTF-8."""

FORMATS: Final = {
    "full": "full",  # for people: the line, carets, why and what instead
    "concise": "concise",  # for people and editors: one line a finding
    "json": "json_document",  # schema framing.check/1
    "jsonl": "json_lines",  # the same objects, one a line
    "github": "github",  # workflow commands: annotations of a GitHub Actions run
    "gitlab": "gitlab",  # GitLab's Code Quality report
    "junit": "junit",  # JUnit XML, which most CI servers show
    "sarif": "sarif",  # SARIF 2.1.0 (OASIS): code scanning
    "rdjson": "rdjson",  # the Reviewdog Diagnostic Format
}
"""The formats, each with the module of this folder that writes it."""


def printer(name: str) -> Printer:
    """The function that writes the format of this name."""
    lines: Printer = importlib.import_module(f"{__name__}.{FORMATS[name]}").lines
    return lines
