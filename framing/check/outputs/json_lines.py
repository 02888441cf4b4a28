"""An Outcome becomes JSON lines: one object a diagnostic, then one a file that could not be checked.

The object of a diagnostic is that of the schema "framing.check/1"; that of a file is ``{"error": {"path", "message"}}``
and so has no key "rule". No finding and no error is no line. What can go wrong: nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from framing.check.diagnostic import Outcome
from framing.check.outputs.json_text import json_line
from framing.check.outputs.records import diagnostic_record, error_record
from framing.check.outputs.style import Style


def lines(outcome: Outcome, style: Style) -> Iterator[str]:
    """The lines of the format "jsonl"."""
    for one in style.shown(outcome):
        yield json_line(diagnostic_record(one))
    for error in outcome.errors:
        yield json_line({"error": error_record(error)})
