"""`framing read`: one line of JSON an article."""

from __future__ import annotations

import argparse
import sys

from framing.cli.inputs import articles, each, input_arguments
from framing.cli.lexicon import lexicon, lexicon_argument
from framing.reading import reading
from framing.report.records import json_line, reading_record


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    input_arguments(parser)
    lexicon_argument(parser)
    parser.add_argument("--format", choices=("jsonl",), default="jsonl", help="output format (jsonl)")
    parser.add_argument("--no-text", action="store_true", help="leave the texts out; spans and counts only")
    parser.epilog = "example: framing read articles/ --format jsonl > readings.jsonl"


def run(options: argparse.Namespace) -> int:
    """Print the readings in input order."""
    terms = lexicon(options)
    found = articles(options)
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    for article in each(found.articles, "Reading"):
        print(json_line(reading_record(reading(article, terms), with_text=not options.no_text)))
    return 0
