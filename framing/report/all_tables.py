"""All tables of a report, in the order in which the page shows them.

Where a group holds several articles, the tables of coverage, sourcing, wording, voices and readability are also there
for each article. What can go wrong: nothing.
"""

from __future__ import annotations

from dataclasses import replace

from framing.comparison import Comparison
from framing.report import event_tables, speech_tables
from framing.report.tables import Table, by_article, single

GROUPED = (
    event_tables.coverage,
    speech_tables.sourcing,
    speech_tables.wording,
    speech_tables.voices,
    speech_tables.readability,
)
OTHERS = (
    event_tables.coverage_over_time,
    speech_tables.speakers,
    speech_tables.chains,
    event_tables.labels,
    event_tables.distinctive,
)

PIVOTED = ("coverage", "sourcing", "wording", "voices", "readability")
"""The names of the tables that the page shows with a row a group and a column for each value of the second key."""


def tables(found: Comparison) -> dict[str, Table]:
    """The tables by name."""
    out = [make(found, found.groups) for make in (*GROUPED, *OTHERS)]
    if not single(found.groups):
        alone = by_article(found)
        for make in GROUPED:
            table = make(found, alone)
            out.append(replace(table, name=f"{table.name}_by_article", title=f"{table.title}, by article"))
    return {table.name: table for table in out}
