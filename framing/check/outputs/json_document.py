"""An Outcome becomes one JSON document, of the schema "framing.check/1".

What can go wrong: nothing; suppressed diagnostics are in it only where they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from framing.check.diagnostic import Outcome
from framing.check.outputs.json_text import json_lines
from framing.check.outputs.records import diagnostic_record, error_record
from framing.check.outputs.style import Style

SCHEMA: Final = "framing.check/1"


def lines(outcome: Outcome, style: Style) -> Iterator[str]:
    """The lines of the format "json"."""
    yield from json_lines(
        {
            "schema": SCHEMA,
            "diagnostics": [diagnostic_record(one) for one in style.shown(outcome)],
            "files": outcome.files,
            "errors": [error_record(error) for error in outcome.errors],
        }
    )
