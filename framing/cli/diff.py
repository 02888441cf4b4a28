"""`framing diff`: two versions of one article, word by word; the exit status is that of diff."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from framing.article import Article
from framing.cli import Usage, unheard
from framing.cli.inputs import LONGEST, passed_over
from framing.events.revision import Revision, revision
from framing.files import written
from framing.intake.collection import collection
from framing.language.sentences import sentences
from framing.reading import Reading, reading
from framing.report.records import json_line
from framing.report.revision_record import revision_record
from framing.report.revision_text import revision_text

SAME, DIFFERENT = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("old", metavar="OLD", help="file with the old version, or - for standard input")
    parser.add_argument("new", metavar="NEW", help="file with the new version, or - for standard input")
    parser.add_argument("--format", choices=("text", "html", "json"), default="text", help="output format (text)")
    parser.add_argument("-o", "--output", metavar="FILE", help="file to write (standard output)")
    parser.add_argument(
        "-U", "--context", metavar="N", type=_count, default=1, help="unchanged sentences around a change (1)"
    )
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colours of the text (auto: on a terminal)"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing: only the exit status tells")
    parser.epilog = "exit status: 0 the same, 1 different, 2 trouble. example: framing diff old.html new.html"


def run(options: argparse.Namespace) -> int:
    """Print what changed; 0 the same, 1 different. Trouble is an exception, which makes 2."""
    if options.old == options.new == "-":
        raise Usage("-: standard input can be one version only: name a file for the other")
    output = None if options.output in (None, "-") else Path(options.output)
    _spared(output, options)
    found = revision(*_readings(_article(options.old), _article(options.new), facts=not options.quiet))
    status = SAME if found.same else DIFFERENT
    if options.quiet:
        return status
    text = _text(found, options, colour=_colour(options.color, output))
    if output is not None:
        size = written(output, text)
        print(f"wrote {output.as_posix()} ({size:,} bytes)")
        return status
    try:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")  # type: ignore[union-attr]
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has seen enough; that must not look like "the same".
        unheard()
    return status


def _count(given: str) -> int:
    if not given.isdecimal():
        raise argparse.ArgumentTypeError(f'"{given}" is no number of sentences: give 0 or more')
    return int(given)


def _spared(output: Path | None, options: argparse.Namespace) -> None:
    """Refuse to write over one of the versions."""
    if output is not None and output.exists():
        for name in (options.old, options.new):
            if name != "-" and Path(name).exists() and output.samefile(name):
                raise Usage(f"{output.as_posix()}: this is one of the versions: write to another file")


def _article(name: str) -> Article:
    """The one article of a file."""
    if name != "-" and Path(name).is_dir():
        raise Usage(f"{name}: this is a folder: name a file in it")
    found = collection([name])
    bad = [problem for problem in found.problems if not passed_over(problem)]
    if bad:
        raise Usage(f"{bad[0].path}: {bad[0].message}")
    if len(found.articles) != 1:
        raise Usage(f"{name}: this file holds {len(found.articles)} articles: give each version a file of its own")
    return found.articles[0]


def _readings(old: Article, new: Article, *, facts: bool) -> tuple[Reading, Reading]:
    """Both read in full; or with their sentences alone, where nothing differs or one is a book."""
    long = [article.id for article in (old, new) if len(article.text) > LONGEST]
    if long and facts:
        print(
            f"framing: {long[0]}: more than {LONGEST:,} characters: words are compared, numbers and sources are not",
            file=sys.stderr,
        )
    if long or not facts or old.text == new.text:
        return _unread(old), _unread(new)
    found = reading(old), reading(new)
    for one in found:
        if not one.understood:
            print(
                f"framing: {one.article.id}: not in English ({one.language}): words are compared, numbers and sources "
                "are not",
                file=sys.stderr,
            )
    return found


def _unread(article: Article) -> Reading:
    return Reading(article, "und", sentences(article))


def _text(found: Revision, options: argparse.Namespace, *, colour: bool) -> str:
    if options.format == "json":
        return f"{json_line(revision_record(found))}\n"
    if options.format == "html":
        from framing.report.revision_page import revision_page  # Jinja2 is needed for this alone

        return revision_page(found)
    return revision_text(found, context=options.context, colour=colour)


def _colour(wish: str, output: Path | None) -> bool:
    """Whether to write in colours: as wished, else on a terminal that has them (no-color.org)."""
    if wish != "auto":
        return wish == "always"
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return output is None and not plain and sys.stdout.isatty()
