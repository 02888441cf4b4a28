"""`framing report`: the comparison of several articles, as one self-contained HTML page or as JSON."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from framing.cli.inputs import articles, each, input_arguments
from framing.comparison import comparison
from framing.reading import reading
from framing.report.comparison_record import comparison_record
from framing.report.files import written
from framing.report.records import json_line


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    input_arguments(parser)
    parser.add_argument("--format", choices=("html", "json"), default="html", help="output format (html)")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="file to write (reports/NAME.html; JSON: standard output)"
    )
    parser.add_argument(
        "--pairs", choices=("aligned", "all"), default="aligned", help="pairs in JSON (aligned: 0.5 and more)"
    )
    parser.add_argument("--no-text", action="store_true", help="JSON without the texts; spans and counts only")
    parser.epilog = "example: framing report seeds/ writes reports/seeds.html"


def run(options: argparse.Namespace) -> int:
    """Write the report; the last line names the file and its size."""
    found = articles(options)
    whole = comparison([reading(article) for article in each(found.articles, "Reading")])
    if options.format == "json":
        text = (
            json_line(comparison_record(whole, all_pairs=options.pairs == "all", with_text=not options.no_text)) + "\n"
        )
        if options.output is None:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
            sys.stdout.write(text)
            return 0
        output = Path(options.output)
    else:
        from framing.report.page import page  # Jinja2 and Plotly are needed for this alone

        text = page(whole, found.problems)
        output = Path(options.output or Path("reports") / f"{_name(options.input)}.html")
    size = written(output, text)
    print(f"wrote {output.as_posix()} ({_size(size)})")
    return 0


def _name(inputs: list[str]) -> str:
    """What the report is called: its only input's name, else "comparison"."""
    name = Path(inputs[0]).resolve().stem if len(inputs) == 1 and inputs[0] != "-" else ""
    return name or "comparison"


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"
