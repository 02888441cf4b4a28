"""A Comparison becomes a Markdown summary: what fits into an e-mail, a ticket or the summary of a CI run.

Numbers stand with the places that they rest on, as "2.14" (article 2, sentence 14) in the report. What can go wrong:
text of articles that is Markdown itself; its marks are escaped (CommonMark 2.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from framing import __version__
from framing.comparison import Comparison
from framing.groups import ARTICLE, OUTLET
from framing.measures import VOICES
from framing.report.summary import plain, summary
from framing.report.tables import Row, Table
from framing.report.views import Places

MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$]|^\s*(?:[-+=]|\d+[.)]))")
MOST = 20
"""Contrasts and marked terms that are listed, at most."""
SHOWN = ("coverage", "sourcing", "wording")


def markdown_summary(found: Comparison, tables: Mapping[str, Table]) -> str:
    """The summary, the warnings, contrasts, marked terms in own voice, and the main tables."""
    return "\n".join(_lines(found, tables)) + "\n"


def escaped(text: str) -> str:
    """A text on one line in which no mark of Markdown or HTML has an effect."""
    return MARKS.sub(r"\\\1", " ".join(text.split()))


def _lines(found: Comparison, tables: Mapping[str, Table]) -> Iterator[str]:
    places = Places(found.readings)
    articles = [reading.article for reading in found.readings]
    yield f"# {len(articles)} articles compared" if len(articles) != 1 else "# One article"
    yield ""
    yield from (f"{number}. {escaped(plain(sentence))}" for number, sentence in enumerate(summary(found), 1))
    yield from ("", "A marked word is a reason to look, not a fault. Numbers such as 2.14: article 2, sentence 14.", "")
    shared = {n: group.label for group in found.groups for n in group.articles if group.by not in (OUTLET, ARTICLE)}
    for number, article in enumerate(articles):
        yield f"- {number + 1}: {escaped(article.label)}{f' ({escaped(shared[number])})' if number in shared else ''}"
    if found.warnings:
        yield from ("", "## Are these comparable?", "")
        yield from (f"- {escaped(warning)}" for warning in found.warnings)
    yield from _contrasts(found, places)
    yield from _marked(found, places)
    for name in SHOWN:
        yield from _table(tables[name])
    yield from (
        "",
        f"Made by framing {__version__}. One article is not an outlet: nothing here holds beyond these texts.",
    )


def _contrasts(found: Comparison, places: Places) -> Iterator[str]:
    told = [contrast for event in found.events for contrast in event.contrasts]
    if told:
        yield from ("", "## What differs", "")
    for one in told[:MOST]:
        links = ", ".join(places.link(side.article, side.span)["text"] for side in (one.a, one.b))
        yield f"- {one.kind}: {escaped(one.why)} ({links})"
    if len(told) > MOST:
        yield f"- and {len(told) - MOST} more"


def _marked(found: Comparison, places: Places) -> Iterator[str]:
    own = [
        (number, finding)
        for number, reading in enumerate(found.readings)
        for finding in reading.findings
        if finding.voice in VOICES["own"] and finding.severity != "info"
    ]
    if own:
        yield from ("", "## Marked terms in own voice, from warning on", "")
    for number, finding in own[:MOST]:
        words = escaped(finding.span.of(found.readings[number].article.text))
        where = places.link(number, finding.span)["text"]
        yield f"- {where}: “{words}” ({finding.rule.code} {finding.rule.name.replace('-', ' ')}, {finding.severity})"
    if len(own) > MOST:
        yield f"- and {len(own) - MOST} more"


def _table(table: Table) -> Iterator[str]:
    heads = list(dict.fromkeys(row.keys[0] for row in table.rows))
    columns = list(dict.fromkeys(row.keys[1] for row in table.rows))
    if not heads:
        return
    cells = {row.keys: row for row in table.rows}
    yield from ("", f"## {table.title}", "", escaped(table.about), "")
    yield _row([table.keys[0], *(column.replace("-", " ") for column in columns)])
    yield _row(["---", *("---:" for _ in columns)])
    for head in heads:
        yield _row([escaped(head), *(_shown(cells.get((head, column)), table.unit) for column in columns)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _shown(row: Row | None, unit: str) -> str:
    """A count with its value and interval."""
    if row is None:
        return "–"
    value = row.measure
    if value is None or value.low is None or value.high is None:
        return str(row.count)
    if unit == "share":
        return f"{row.count} ({100 * value.value:.0f} %, {100 * value.low:.0f}–{100 * value.high:.0f})"
    return f"{row.count} ({value.value:.1f}, {value.low:.1f}–{value.high:.1f})"
