"""A Comparison becomes its overview: what an editor in a hurry should look at first, on one screen.

For each group one line: how many of the shared events it tells, how many attributions rest on whom, how many marked
terms stand in its own voice; then the most widely told events, the contrasts and the gravest marked terms. No line is a
judgement, and none adds up to a score. What can go wrong: nothing; what there is none of is said so.
"""

from __future__ import annotations

from collections.abc import Mapping

from framing.comparison import Comparison
from framing.events.events import Event
from framing.measures import VOICES
from framing.report.event_tables import shared
from framing.report.tables import Spot
from framing.report.views import Places, View

ROWS = 12
"""Groups that have a line, at most: those that tell most of what is shared."""
LISTED = 5
"""Events, contrasts and terms that are listed, at most."""
GRAVE = {"error": 0, "warning": 1, "info": 2}


def overview(found: Comparison, pivoted: Mapping[str, View], places: Places) -> View:
    """The lines, and the lists below them; ``pivoted`` are the views of the tables."""
    coverage, sourcing, wording = (pivoted[name] for name in ("coverage", "sourcing", "wording"))
    lines = []
    for told, spoken, marked in zip(coverage["rows"], sourcing["rows"], wording["rows"], strict=True):
        states = {column["key"]: cell for column, cell in zip(coverage["columns"], told["cells"], strict=True)}
        kinds = {column["key"]: cell for column, cell in zip(sourcing["columns"], spoken["cells"], strict=True)}
        lines.append(
            {
                "head": told["head"],
                "told": [states["reports"], states["contrasts"]],
                "of": sum(cell["n"] for cell in told["cells"]),
                "named": kinds["named-person"],
                "anonymous": kinds["anonymous"],
                "own": marked["cells"][0],
            }
        )
    order = sorted(range(len(lines)), key=lambda n: -sum(cell["n"] for cell in lines[n]["told"]))
    kept = sorted(order[:ROWS])
    return {
        "lines": [lines[n] for n in kept],
        "all": len(lines),
        "events": [_event(event, places) for event in _widest(found)],
        "contrasts": _contrasts(found, places),
        "terms": _gravest(found, places),
    }


def _widest(found: Comparison) -> list[Event]:
    return sorted(shared(found), key=lambda event: -len(event.tellers))[:LISTED]


def _event(event: Event, places: Places) -> View:
    told = [(telling.article, telling.passages[0]) for telling in event.tellings if telling.passages]
    return {"id": event.id, "label": event.label, "count": places.count(told)}


def _contrasts(found: Comparison, places: Places) -> View:
    every = [(event, contrast) for event in found.events for contrast in event.contrasts]
    rows = [
        {
            "id": event.id,
            "kind": contrast.kind,
            "why": contrast.why,
            "links": [places.link(side.article, side.span) for side in (contrast.a, contrast.b)],
        }
        for event, contrast in every[:LISTED]
    ]
    return {"rows": rows, "all": len(every)}


def _gravest(found: Comparison, places: Places) -> View:
    """The marked terms in own voice by severity and number, each with its places."""
    counted: dict[tuple[str, str, str], list[Spot]] = {}
    for number, reading in enumerate(found.readings):
        for finding in reading.findings:
            if finding.voice in VOICES["own"]:
                key = (finding.severity, finding.rule.code, finding.term.match[0])
                counted.setdefault(key, []).append((number, finding.span))
    order = sorted(counted, key=lambda key: (GRAVE[key[0]], -len(counted[key]), key))
    rows = [
        {"severity": severity, "rule": rule, "term": term, "count": places.count(counted[severity, rule, term])}
        for severity, rule, term in order[:LISTED]
    ]
    return {"rows": rows, "all": len(order)}
