"""`framing report`: the comparison of several articles, as one self-contained HTML page or as JSON."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from framing.cli import Usage
from framing.cli.inputs import LONGEST, articles, each, input_arguments
from framing.cli.lexicon import lexicon, lexicon_argument
from framing.comparison import comparison
from framing.files import written
from framing.intake.collection import Collection, Problem, is_report
from framing.reading import reading
from framing.report.comparison_record import comparison_record
from framing.report.records import json_parts


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    input_arguments(parser)
    lexicon_argument(parser)
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
    if options.no_text and options.format != "json":
        raise Usage("--no-text is for --format json: a page without its texts would have nothing to show")
    output = _output(options)
    _spared(output, options.input)
    terms = lexicon(options)
    found = _of_readable_length(articles(options))
    whole = comparison([reading(article, terms) for article in each(found.articles, "Reading")])
    if options.format == "json":
        record = comparison_record(whole, all_pairs=options.pairs == "all", with_text=not options.no_text)
        parts: Iterable[str] = chain(json_parts(record), ["\n"])
    else:
        from framing.report.page import page  # Jinja2 and Plotly are needed for this alone

        parts = [page(whole, found.problems, terms)]
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        sys.stdout.writelines(parts)
        return 0
    if options.output is None:
        output.parent.mkdir(exist_ok=True)
    size = written(output, parts)
    print(f"wrote {output.as_posix()} ({_size(size)})")
    return 0


def _of_readable_length(found: Collection) -> Collection:
    """The articles without those that are no articles but books; each is a problem that is printed."""
    short = tuple(article for article in found.articles if len(article.text) <= LONGEST)
    problems = list(found.problems)
    for article in found.articles:
        if len(article.text) > LONGEST:
            message = (
                f"{len(article.text):,} characters, more than the {LONGEST:,} of a report: cut it, or use framing read"
            )
            problems.append(Problem(article.id, message))
            print(f"framing: {article.id}: {message}", file=sys.stderr)
    if not short:
        raise Usage("no article is left to report on: see above")
    return Collection(short, tuple(problems))


def _output(options: argparse.Namespace) -> Path | None:
    """The file to write, or None for standard output."""
    if options.output == "-" or (options.output is None and options.format == "json"):
        return None
    if options.output is not None:
        return Path(options.output)
    return Path("reports") / f"{_name(options.input)}.html"


def _spared(output: Path | None, inputs: list[str]) -> None:
    """Refuse to write over what may be an article: an input, or a file in a folder of inputs that is no report."""
    if output is None or not output.is_file():
        return
    place = output.resolve()
    folders = [Path(name).resolve() for name in inputs if name != "-"]
    if any(place == folder or folder in place.parents for folder in folders) and not is_report(output.read_bytes()):
        raise Usage(f"{output.as_posix()}: this is one of the articles: write the report to another file")


def _name(inputs: list[str]) -> str:
    """What the report is called: its only input's name, else "comparison"."""
    name = Path(inputs[0]).resolve().stem if len(inputs) == 1 and inputs[0] != "-" else ""
    return name or "comparison"


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"
