"""`framing sample`: a sheet of sentences from your own articles for people to code, and its key."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from framing.article import Article
from framing.cli import Usage
from framing.cli.inputs import LONGEST, articles, each, input_arguments
from framing.cli.lexicon import lexicon, lexicon_argument
from framing.comparison import Comparison, comparison
from framing.files import written
from framing.groups import OUTLET, Group, groups
from framing.reading import Reading, reading
from framing.report.table_record import csv_text
from framing.stories.copies import Copy, copies
from framing.validation.codes import KINDS, QUESTIONS, Kind
from framing.validation.drawing import EACH, LEAST, Sample, sample
from framing.validation.sheets import Table, key, sheet
from framing.validation.units import Stratum, pair_strata, sentence_strata

MARK = "\ufeff"
"""The byte-order mark by which spreadsheets know UTF-8."""
SUFFIX = ".csv"
KEY_SUFFIX = ".key.csv"
UNITS = {"wording": "sentences", "attributions": "sentences", "pairs": "pairs of sentences"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    input_arguments(parser)
    lexicon_argument(parser)
    parser.add_argument(
        "--of", metavar="KINDS", type=_kinds, default=KINDS, help=f"what to draw, of {','.join(KINDS)} (all of them)"
    )
    parser.add_argument("-n", "--number", metavar="N", type=_number, default=100, help="units of each kind (100)")
    parser.add_argument("--seed", metavar="N", type=int, default=1, help="another number draws another sample (1)")
    parser.add_argument(
        "--by", metavar="COLUMN", default=OUTLET, help="draw from each value of a column of the manifest (outlet)"
    )
    parser.add_argument("--show-outlet", action="store_true", help="tell coders the outlet and the article's id")
    parser.add_argument("-o", "--output", metavar="SHEET.csv", required=True, help="sheet to write; SHEET.key.csv too")
    parser.add_argument("--force", action="store_true", help="replace the sheet and its key if they exist")
    parser.epilog = "example: framing sample articles/ -n 100 --seed 7 -o sheet.csv"


def run(options: argparse.Namespace) -> int:
    """Write the sheet and its key; print how many units were drawn of how many of each stratum."""
    place, key_place = _places(options)
    terms = lexicon(options)
    found = sorted(_of_readable_length(articles(options).articles), key=lambda article: article.id)
    readings = [reading(article, terms) for article in each(found, "Reading")]
    drawn: list[tuple[Kind, Sample]] = []
    for kind, strata in _strata(readings, options):
        if strata:
            drawn.append((kind, sample(kind, strata, readings, options.number, options.seed)))
        else:
            _say(f"{kind}: {_why_none(kind)}")
    if not drawn:
        raise Usage("nothing could be drawn: see above")
    units = [one for _, part in drawn for one in part.drawn]
    tables = key(units, readings, options.by, options.seed), sheet(units, readings, with_outlet=options.show_outlet)
    _write((key_place, place), tables)
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    print(f"wrote {place.as_posix()} ({len(units)} units: give each coder a copy)")
    print(f"wrote {key_place.as_posix()} (what the tool says of them: keep it from coders)")
    for kind, part in drawn:
        sys.stdout.writelines(f"{line}\n" for line in _tallied(kind, part))
        for line in _short(kind, part, options):
            _say(line)
    return 0


def _kinds(given: str) -> tuple[Kind, ...]:
    names = [name.strip() for name in given.split(",")]
    unknown = next((name for name in names if name not in KINDS), None)
    if unknown is not None:
        raise argparse.ArgumentTypeError(f'"{unknown}" is nothing that is drawn: choose of {",".join(KINDS)}')
    return tuple(kind for kind in KINDS if kind in names)


def _number(given: str) -> int:
    if not given.isdecimal() or int(given) < LEAST:
        raise argparse.ArgumentTypeError(f'"{given}" is too few to tell anything: draw {LEAST} or more of each kind')
    return int(given)


def _places(options: argparse.Namespace) -> tuple[Path, Path]:
    """The two files to write; a sheet that is there may have been filled in."""
    place = Path(options.output)
    if place.suffix.lower() != SUFFIX or place.name.lower().endswith(KEY_SUFFIX):
        raise Usage(f"{options.output}: name a file that ends with .csv, such as sheet.csv (its key is written beside)")
    both = place, place.with_name(f"{place.stem}{KEY_SUFFIX}")
    for one in both:
        if one.exists() and not options.force:
            raise Usage(f"{one.as_posix()}: the file exists: name another sheet, or replace it with --force")
    return both


def _of_readable_length(found: Sequence[Article]) -> Iterator[Article]:
    for article in found:
        if len(article.text) <= LONGEST:
            yield article
        else:
            _say(f"{article.id}: {len(article.text):,} characters, more than the {LONGEST:,} of a report: left out")


def _strata(readings: Sequence[Reading], options: argparse.Namespace) -> Iterator[tuple[Kind, tuple[Stratum, ...]]]:
    whole: Comparison | None = comparison(readings, options.by) if "pairs" in options.of else None
    found, double = _grouped(readings, whole, options.by)
    if double:
        many = "1 article carries" if len(double) == 1 else f"{len(double)} articles carry"
        _say(f"{many} the text of another: each text is drawn from once")
    for kind in options.of:
        yield kind, pair_strata(whole) if whole and kind == "pairs" else sentence_strata(kind, readings, found, double)


def _grouped(readings: Sequence[Reading], whole: Comparison | None, by: str) -> tuple[Sequence[Group], Sequence[Copy]]:
    if whole is not None:
        return whole.groups, whole.copies
    double = copies([one.article for one in readings])
    return groups(readings, double, by), double


def _why_none(kind: Kind) -> str:
    if kind == "pairs":
        return "no two articles in English report one story, so there are no pairs to draw"
    return "no article in English has a sentence"


def _write(places: tuple[Path, Path], tables: tuple[Table, Table]) -> None:
    """Write the key and the sheet; if that cannot be, a new key goes with it, since it is of no use alone."""
    new = not places[0].exists()
    try:
        for place, (head, rows) in zip(places, tables, strict=True):
            written(place, f"{MARK}{csv_text(head, rows)}")
    except OSError:
        if new:
            places[0].unlink(missing_ok=True)
        raise


def _tallied(kind: Kind, part: Sample) -> Iterator[str]:
    yield f"{kind}: {len(part.drawn)} of {sum(one.size for one in part.tallies):,} {UNITS[kind]}"
    abouts = [QUESTIONS[kind].level(one.level).about for one in part.tallies]
    width = max(map(len, abouts))
    for about, one in zip(abouts, part.tallies, strict=True):
        yield f"  {about:{width}}  {one.drawn:>5} of {one.size:,}"


def _short(kind: Kind, part: Sample, options: argparse.Namespace) -> Iterator[str]:
    """What falls short of what was asked for, a line each."""
    there = {one.level for one in part.tallies}
    for level in QUESTIONS[kind].levels:
        if level.name not in there:
            yield f"{kind}: there are no {UNITS[kind]} with “{level.about}”"
    if len(part.drawn) < options.number:
        yield f"{kind}: there are {len(part.drawn)} {UNITS[kind]}, and {options.number} were asked for: all are drawn"
        return
    for one in part.tallies:
        about = QUESTIONS[kind].level(one.level).about
        if one.drawn == one.size < one.asked:
            yield f"{kind}: “{about}” has {one.size} of the {one.asked} asked for: all are drawn, the rest elsewhere"
    together = [QUESTIONS[kind].level(one.level).about for one in part.tallies if not one.by_groups]
    if together:
        values = f"{'pairs of ' if kind == 'pairs' else ''}values of {options.by}"
        where = "" if len(together) == len(part.tallies) else f" in “{'”, “'.join(together)}”"
        yield f"{kind}: too many {values} to draw {EACH} units from each, so they are drawn from together{where}"


def _say(line: str) -> None:
    print(f"framing: {line}", file=sys.stderr)
