"""`framing corpus terms`: candidates for the lexicon from a corpus, as a list, JSON or a stub of rules."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path

from framing.cli import Usage
from framing.cli.corpus_annotate import READY
from framing.cli.engines import engine, engine_arguments
from framing.cli.lexicon import compiled_lexicon, lexicon, lexicon_argument
from framing.files import written
from framing.report.records import json_line


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's arguments."""
    parser.add_argument("corpus", metavar="DIR", type=Path, help="folder that framing corpus annotate has filled")
    lexicon_argument(parser)
    parser.add_argument(
        "--by",
        metavar="COLUMN",
        default="outlet",
        help="what is set apart: outlet, month, year or a free column (outlet)",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "toml"),
        default="text",
        help="text; json, all of them; toml, a stub of a rule (text)",
    )
    parser.add_argument("-n", metavar="N", type=int, default=40, help="words, and substitutions, that are listed (40)")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="file to write (standard output)")
    engine_arguments(parser)
    parser.epilog = "example: framing corpus terms corpus --format toml -o candidates.toml"


def run(options: argparse.Namespace) -> int:
    """Print or write the candidates."""
    from framing.corpus.candidates import candidates
    from framing.corpus.candidates_text import candidates_record, candidates_stub, candidates_text, sentences
    from framing.corpus.database import database
    from framing.corpus.store import complete, same_rules
    from framing.lexicon.folders import rules

    if options.n < 1:
        raise Usage("-n must be 1 or more")
    terms = lexicon(options)
    written_rules = compiled_lexicon(terms)
    known = complete(options.corpus)
    same_rules(options.corpus, known, written_rules)
    if not known["text"]:
        raise Usage(
            f"{options.corpus}: annotated with --no-text, and words are counted in the texts: annotate without it"
        )
    with closing(engine(options, READY)) as place, database(options.corpus) as tables:
        found = candidates(tables, options.by, place, written_rules, rules() if terms is None else terms, _told)
        spoken = sentences(tables, found)
    if options.format == "json":
        text = json_line(candidates_record(found, spoken)) + "\n"
    elif options.format == "toml":
        text = candidates_stub(found, spoken, options.n)
    else:
        text = "\n".join(candidates_text(found, spoken, options.n)) + "\n"
    if options.output:
        size = written(options.output, text)
        print(f"wrote {options.output.as_posix()} ({size / 1e3:.0f} kB)")
    else:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        sys.stdout.write(text)
    return 0


def _told(step: str) -> None:
    print(f"framing: {step}", file=sys.stderr, flush=True)
