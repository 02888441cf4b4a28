"""A Comparison becomes its overview: what an editor in a hurry should look at first, on one screen.

For each group one line: how many of the shared events it tells, how many attributions rest on whom, how many marked
terms stand in its own voice; then the most widely told events, the contrasts, what is called differently, and the
gravest marked terms. No line is a judgement, and none adds up to a score. What can go wrong: nothing; what there is
none of is said so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from framing.comparison import Comparison
from framing.lexicon.gazetteer import entities
from framing.measures import VOICES
from framing.report.table_views import Names
from framing.report.tables import Row, Spot, Table
from framing.report.views import Places, View

ROWS = 12
"""Groups that have a line, at most: those that tell most of what is shared."""
LISTED = 5
"""Events, contrasts, labels and terms that are listed, at most."""
EACH = 2
"""Labels of one actor, place or thing that are listed, at most."""
OFTEN = 2
"""How often a group must use a label that others do not use for it to be listed."""
GRAVE = {"error": 0, "warning": 1, "info": 2}


def overview(found: Comparison, views: Mapping[str, View], labels: Table, places: Places, names: Names) -> View:
    """The lines, and the lists below them; ``views`` are those of the tables and of the events."""
    coverage, sourcing, wording = (views[name] for name in ("coverage", "sourcing", "wording"))
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
        "events": _widest(views["events"]),
        "contrasts": _contrasts(found, places),
        "labels": _labels(labels, names),
        "terms": _gravest(found, places),
    }


def _widest(events: View) -> View:
    """The rows of the table of events that most articles tell, an occasion before what is told of it."""
    rows = sorted(events["rows"], key=lambda row: (-row["told"], not row["parent"]))
    return {"rows": rows[:LISTED], "all": len(rows)}


def _labels(labels: Table, names: Names) -> View:
    """Labels that a group uses twice or more and another group, which names the same, never uses."""
    by_concept: dict[str, list[tuple[str, Row]]] = {}
    for id, row in labels.numbered():
        by_concept.setdefault(row.keys[0], []).append((id, row))
    out: list[View] = []
    for concept, rows in by_concept.items():
        groups = {row.keys[2] for _, row in rows}
        used: dict[str, list[tuple[str, Row]]] = {}
        for id, row in rows:
            if row.keys[1] not in _adjectives():
                used.setdefault(row.keys[1], []).append((id, row))
        if len(used) < 2:
            continue
        for label, own in used.items():
            most = max(row.count or 0 for _, row in own)
            if most >= OFTEN and len(own) < len(groups) and label != concept:
                own.sort(key=lambda pair: -(pair[1].count or 0))
                users = [{"head": names.head(row.keys[2]), "n": row.count, "id": id} for id, row in own[:LISTED]]
                more = len(own) - len(users)
                out.append(
                    {"concept": concept, "label": label, "users": users, "more": more, "of": len(groups), "most": most}
                )
    out.sort(key=lambda one: (-one["of"], -one["most"]))
    met: Counter[str] = Counter()
    kept = []
    for one in out:
        met[one["concept"]] += 1
        if met[one["concept"]] <= EACH:
            kept.append(one)
    return {"rows": kept[:LISTED], "all": len(out)}


@cache
def _adjectives() -> frozenset[str]:
    """Adjectives of states and the names of their people, which every text needs beside the state's name."""
    uses: dict[str, set[str]] = {}
    for entity in entities():
        for name in entity.names:
            uses.setdefault(name.text, set()).add(name.use)
    return frozenset(text for text, own in uses.items() if own <= {"adjective", "people"})


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
