"""`framing report`: the comparison of several articles, as one self-contained page, as JSON, CSV or Markdown."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from framing.cli import Usage
from framing.cli.inputs import LONGEST, articles, each, input_arguments
from framing.cli.lexicon import lexicon, lexicon_argument
from framing.comparison import Comparison, comparison
from framing.files import written
from framing.groups import OUTLET
from framing.intake.collection import Collection, Problem, is_report
from framing.lexicon.rules import Rule
from framing.reading import reading
from framing.report.all_tables import tables
from framing.report.comparison_record import comparison_record
from framing.report.csv_files import csv_files
from framing.report.markdown_summary import markdown_summary
from framing.report.records import Record, json_parts
from framing.report.withheld import withheld

FORMATS = ("html", "json", "csv", "markdown")
ENDINGS = {".html": "html", ".htm": "html", ".json": "json", ".csv": "csv", ".md": "markdown"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    input_arguments(parser)
    lexicon_argument(parser)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="html",
        help="html, a page; json; csv, a folder of tables; markdown, a summary (default: html)",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="file to write, for csv a folder (reports/NAME.html, reports/NAME-csv; JSON, Markdown: standard output)",
    )
    parser.add_argument(
        "--by",
        metavar="COLUMN",
        default=OUTLET,
        help="group articles by a column of the manifest, or “article” (outlet)",
    )
    parser.add_argument(
        "--figures", choices=("full", "light"), default="full", help="light: still pictures, a small page (full)"
    )
    parser.add_argument(
        "--pairs", choices=("aligned", "all"), default="aligned", help="pairs in JSON and CSV (aligned: 0.5 and more)"
    )
    parser.add_argument("--no-text", action="store_true", help="leave the texts out: spans and counts only")
    parser.epilog = "example: framing report seeds/ writes reports/seeds.html"


def run(options: argparse.Namespace) -> int:
    """Write the report; the last line names the file and its size."""
    _agreeing(options)
    output = _output(options)
    _spared(output, options.input)
    terms = lexicon(options)
    found = _of_readable_length(articles(options))
    whole = comparison([reading(article, terms) for article in each(found.articles, "Reading")], options.by)
    if options.format == "csv":
        return _tables(options, whole)
    parts = _parts(options, whole, found, terms)
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        sys.stdout.writelines(parts)
        return 0
    if options.output is None:
        output.parent.mkdir(exist_ok=True)
    size = written(output, parts)
    print(f"wrote {output.as_posix()} ({_size(size)})")
    return 0


def _agreeing(options: argparse.Namespace) -> None:
    """Refuse a file whose ending names another format than the one that would be written into it."""
    named = ENDINGS.get(Path(options.output or "").suffix.lower())
    if named is not None and named != options.format:
        raise Usage(f"{options.output}: the format is {options.format}; add --format {named}, or name another file")


def _parts(
    options: argparse.Namespace, whole: Comparison, found: Collection, terms: tuple[Rule, ...] | None
) -> Iterable[str]:
    """What is written, in parts."""
    with_text = not options.no_text
    if options.format == "json":
        return chain(json_parts(_record(options, whole)), ["\n"])
    if options.format == "markdown":
        shown = whole if with_text else withheld(whole)
        return [markdown_summary(shown, tables(shown))]
    from framing.report.page import page  # Jinja2 and Plotly are needed for this alone

    return [page(whole, found.problems, terms, drawn=options.figures, with_text=with_text)]


def _record(options: argparse.Namespace, whole: Comparison) -> Record:
    return comparison_record(whole, all_pairs=options.pairs == "all", with_text=not options.no_text)


def _tables(options: argparse.Namespace, whole: Comparison) -> int:
    """Write a CSV file for each table into a folder, which is made."""
    folder = Path(options.output) if options.output else Path("reports") / f"{_name(options.input)}-csv"
    if folder.exists() and not folder.is_dir():
        raise Usage(f"{folder.as_posix()}: this is a file: name a folder for the tables")
    files = csv_files(_record(options, whole))
    folder.mkdir(parents=options.output is None, exist_ok=True)
    size = sum(written(folder / name, text) for name, text in files.items())
    print(f"wrote {len(files)} tables into {folder.as_posix()} ({_size(size)})")
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
    if options.format == "csv" or options.output == "-" or (options.output is None and options.format != "html"):
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
