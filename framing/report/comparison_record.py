"""A Comparison becomes the JSON object that programs read: schema "framing.comparison/1".

It is what the HTML report shows, number by number. What can go wrong: nothing; indices become article ids here.
"""

from __future__ import annotations

from framing.comparison import Comparison
from framing.events.discrepancies import Side
from framing.report.records import Record, article_record, measures_record, reading_record, rounded

DECISION = 0.5


def comparison_record(found: Comparison, *, all_pairs: bool = False, with_text: bool = True) -> Record:
    """The whole comparison; ``all_pairs`` lists every pair with a score, not only those at or above 0.5."""
    ids = [reading.article.id for reading in found.readings]
    least = 0.0 if all_pairs else DECISION

    def side(passage: int) -> Record:
        return {"article": ids[found.passages[passage].article], "span": list(found.passages[passage].span)}

    def differing(one: Side) -> Record:
        return {"article": ids[one.article], "span": list(one.span), "exact": list(one.exact)}

    return {
        "schema": "framing.comparison/1",
        "articles": [article_record(reading.article, reading.language) for reading in found.readings],
        "comparability": {
            "stories": [[ids[number] for number in story] for story in found.stories],
            "earliest": found.earliest,
            "latest": found.latest,
            "warnings": list(found.warnings),
        },
        "events": [
            {
                "id": event.id,
                "label": event.label,
                "parent": event.parent,
                "earliest": event.earliest,
                "latest": event.latest,
                "tellings": [
                    {"article": ids[t.article], "state": t.state, "passages": [list(span) for span in t.passages]}
                    for t in event.tellings
                ],
            }
            for event in found.events
        ],
        "pairs": [
            {"a": side(pair.a), "b": side(pair.b), "score": rounded(pair.score)}
            for pair in found.pairs
            if pair.score >= least
        ],
        "concepts": [
            {
                "id": concept.id,
                "name": concept.name,
                "mentions": [
                    {"article": ids[m.article], "span": list(m.span), "label": m.label} for m in concept.mentions
                ],
            }
            for concept in found.concepts
        ],
        "discrepancies": [
            {"kind": d.kind, "a": differing(d.a), "b": differing(d.b), "why": d.why} for d in found.discrepancies
        ],
        "groups": [
            {
                "by": group.by,
                "value": group.value,
                "articles": [ids[number] for number in group.articles],
                "measures": measures_record(group.measures),
            }
            for group in found.groups
        ],
        "readings": [reading_record(reading, with_text=with_text) for reading in found.readings],
    }
