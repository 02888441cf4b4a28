"""`framing agreement`: how well coders agree with each other, and how right the tool is on what they coded."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from framing.files import written
from framing.report.agreement_record import agreement_record
from framing.report.agreement_text import agreement_text
from framing.report.records import json_line
from framing.validation.agreement import agreement


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("key", metavar="KEY", help="the .key.csv that framing sample wrote")
    parser.add_argument("sheet", nargs="+", metavar="SHEET", help="a filled sheet, one for each coder")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="output format (text)")
    parser.add_argument("--units", action="store_true", help="list the units behind the numbers (JSON always does)")
    parser.add_argument("-o", "--output", metavar="FILE", help="file to write (standard output)")
    parser.epilog = "example: framing agreement sheet.key.csv anna.csv ben.csv"


def run(options: argparse.Namespace) -> int:
    """Print the agreement; a key or sheet that cannot be used raises BadSheet."""
    found = agreement(Path(options.key), [Path(name) for name in options.sheet])
    if options.format == "json":
        text = f"{json_line(agreement_record(found))}\n"
    else:
        text = agreement_text(found, units=options.units)
    if options.output in (None, "-"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")  # type: ignore[union-attr]
        sys.stdout.write(text)
        return 0
    output = Path(options.output)
    written(output, text)
    print(f"wrote {output.as_posix()}")
    return 0
