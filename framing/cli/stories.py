"""`framing stories`: one line of JSON an article, with its story and the article whose text it carries."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from framing.article import Article
from framing.cli.inputs import articles, input_arguments
from framing.language.identification import language
from framing.reading import UNDERSTOOD
from framing.report.records import json_line
from framing.stories import stories
from framing.stories.copies import copies

SHOWN = 5
"""Articles in another language that are named, at most."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    input_arguments(parser)
    parser.add_argument("--format", choices=("jsonl",), default="jsonl", help="output format (jsonl)")
    parser.epilog = "example: framing stories articles.jsonl > stories.jsonl"


def run(options: argparse.Namespace) -> int:
    """Print the story of each article in input order; a story is named after the first of its articles' ids, sorted."""
    found = articles(options).articles
    _say_which_are_not_english(found)
    double = copies(found)
    story = {number: min(found[n].id for n in group) for group in stories(found, double) for number in group}
    origin = {copy.article: found[copy.origin].id for copy in double}
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    for number, article in enumerate(found):
        print(json_line({"id": article.id, "story": story[number], "same_text_as": origin.get(number)}))
    return 0


def _say_which_are_not_english(found: Sequence[Article]) -> None:
    """One line on standard error: dates and names in other languages are not read."""
    named = [f"{article.id} ({code})" for article in found if (code := language(article.text)) not in UNDERSTOOD]
    if named:
        shown = ", ".join(named[:SHOWN]) + (f" and {len(named) - SHOWN} more" if len(named) > SHOWN else "")
        print(f"framing: not in English, grouped by shared words alone: {shown}", file=sys.stderr)
