"""`framing stories`: one line of JSON an article, with the story it belongs to."""

from __future__ import annotations

import argparse
import sys

from framing.cli.inputs import articles, input_arguments
from framing.report.records import json_line
from framing.stories import stories


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    input_arguments(parser)
    parser.add_argument("--format", choices=("jsonl",), default="jsonl", help="output format (jsonl)")
    parser.epilog = "example: framing stories articles.jsonl > stories.jsonl"


def run(options: argparse.Namespace) -> int:
    """Print the story of each article in input order; a story is named after the first of its articles' ids, sorted."""
    found = articles(options).articles
    story = {number: min(found[n].id for n in group) for group in stories(found) for number in group}
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    for number, article in enumerate(found):
        print(json_line({"id": article.id, "story": story[number]}))
    return 0
