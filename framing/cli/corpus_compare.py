"""`framing corpus compare`: measures of a corpus by outlet, month, story or column; what sets groups apart; trends."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from framing.report.records import json_line

if TYPE_CHECKING:
    from framing.corpus.comparing import CorpusComparison
    from framing.corpus.estimates import Contrast, Value

SHOWN = 12
"""Groups, contrasts and trends that the text shows, at most."""
MAIN = {
    "own_voice_share": "own voice",
    "findings_own_per_1000": "marked/1,000",
    "attributions_per_1000": "attr./1,000",
    "anonymous_share": "anonymous",
}
"""Measures that the text shows of each group."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's arguments."""
    parser.add_argument("corpus", metavar="DIR", type=Path, help="folder that framing corpus annotate has filled")
    parser.add_argument(
        "--by", metavar="COLUMN", default="outlet", help="outlet, month, year, story or a free column (outlet)"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "csv"),
        default="text",
        help="text, a summary; json, all; csv, the values (text)",
    )
    parser.epilog = "example: framing corpus compare corpus --by year"


def run(options: argparse.Namespace) -> int:
    """Print the comparison."""
    from framing.corpus.comparing import comparison
    from framing.corpus.comparison_records import COLUMNS, comparison_record, comparison_rows
    from framing.corpus.database import database

    with database(options.corpus) as tables:
        found = comparison(tables, options.by)
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    if options.format == "json":
        print(json_line(comparison_record(found)))
    elif options.format == "csv":
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(comparison_rows(found))
    else:
        print("\n".join(_text(found)))
    return 0


def _text(found: CorpusComparison) -> Iterator[str]:
    """The summary, line by line."""
    articles = sum(group.articles for group in found.groups)
    yield f"{articles:,} articles in {len(found.groups):,} groups by {found.by}; 95 % intervals between articles"
    yield ""
    yield f"{'':28}{'articles':>9}" + "".join(f"{head:>20}" for head in MAIN.values())
    for group in found.groups[:SHOWN]:
        cells = "".join(f"{_cell(group.values.get(name), name):>20}" for name in MAIN)
        yield f"{_short(group.label, 27):28}{group.articles:>9,}{cells}"
    if len(found.groups) > SHOWN:
        yield f"and {len(found.groups) - SHOWN:,} more (--format csv has all)"
    yield from _contrasts("Apart from all others together", found.contrasts, "articles", found.looked_at[0])
    if found.with_stories and found.within_stories:
        yield from _contrasts(
            "Apart from others on the same stories", found.within_stories, "stories", found.looked_at[1]
        )
    yield from _trends(found)


def _contrasts(title: str, contrasts: tuple[Contrast, ...], unit: str, looked: int) -> Iterator[str]:
    """The contrasts that hold, the surest first."""
    holding = sorted((one for one in contrasts if one.holds), key=lambda one: (one.p, one.label, one.name))
    yield ""
    yield f"{title}: {len(holding)} of {looked:,} tested ({len(contrasts):,} there), corrected for all of them (Holm)"
    for one in holding[:SHOWN]:
        width = _range(one.difference, one.low, one.high, one.name)
        yield f"  {_short(one.label, 24):25}{one.name:32}{width}  {one.units:,} {unit}"
    if len(holding) > SHOWN:
        yield f"  and {len(holding) - SHOWN} more (--format json has all)"


def _trends(found: CorpusComparison) -> Iterator[str]:
    if not found.trends:
        return
    holding = sorted(
        (one for one in found.trends if one.p is not None and one.p < 0.05),
        key=lambda one: (one.p, one.label, one.name),
    )
    yield ""
    yield f"Trends over 20 months or more: {len(holding)} of {found.looked_at[2]:,} tested, corrected in the same way"
    for one in holding[:SHOWN]:
        yield f"  {_short(one.label, 24):25}{one.name:32}{_range(one.slope, one.low, one.high, one.name)} a year"


def _cell(value: Value | None, name: str) -> str:
    if value is None:
        return "–"
    if value.low is None or value.high is None:
        return _number(value.value, name)
    low, high = _number(value.low, name).removesuffix(" %"), _number(value.high, name).removesuffix(" %")
    return f"{_number(value.value, name)} ({low}–{high})"


def _number(value: float | None, name: str) -> str:
    """A value in its unit: shares in per cent, others as they are."""
    if value is None:
        return "–"
    return f"{100 * value:.1f} %" if name.endswith("_share") else f"{value:.2f}"


def _range(value: float, low: float | None, high: float | None, name: str) -> str:
    """A difference with its sign and interval; of shares in percentage points."""
    scale, unit = (100, " points") if name.endswith("_share") else (1, "")
    return f"{scale * value:+9.2f}{unit} ({scale * (low or 0):+.2f} to {scale * (high or 0):+.2f})"


def _short(label: str, most: int) -> str:
    shown = " ".join(label.split()) or "(all together)"
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
