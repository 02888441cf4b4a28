"""A Comparison becomes the JSON object that programs read: schema "framing.comparison/1".

It is what the HTML report shows, number by number. What can go wrong: nothing; indices become article ids here.
"""

from __future__ import annotations

from collections.abc import Sequence

from framing.comparison import Comparison
from framing.concepts import Concept
from framing.events.discrepancies import Side
from framing.events.events import Event, Telling
from framing.events.headlines import Headline
from framing.events.pairs import DECISION
from framing.events.reuse import Reuse
from framing.events.substitutions import Substitution, Use
from framing.measures import Measure
from framing.report.all_tables import tables
from framing.report.records import Record, article_record, measures_record, reading_record, rounded
from framing.report.summary import summary
from framing.report.table_record import summary_record, tables_record
from framing.report.withheld import withheld


def comparison_record(found: Comparison, *, all_pairs: bool = False, with_text: bool = True) -> Record:
    """The whole comparison; ``all_pairs`` lists every pair with a score, not only those at or above 0.5.

    ``with_text`` False leaves the texts out, and whatever quotes them (:mod:`framing.report.withheld`).
    """
    ids = [reading.article.id for reading in found.readings]
    articles = [article_record(reading.article, reading.language) for reading in found.readings]
    readings = [reading_record(reading, with_text=with_text) for reading in found.readings]
    found = found if with_text else withheld(found)
    untold: dict[Telling, Record] = {}
    return {
        "schema": "framing.comparison/1",
        "articles": articles,
        "comparability": {
            "stories": [[ids[number] for number in story] for story in found.stories],
            "copies": [
                {"article": ids[copy.article], "origin": ids[copy.origin], "share": rounded(copy.share)}
                for copy in found.copies
            ],
            "earliest": found.earliest,
            "latest": found.latest,
            "warnings": list(found.warnings),
        },
        "events": [_event(event, ids, untold) for event in found.events],
        "pairs": _pairs(found, ids, 0.0 if all_pairs else DECISION),
        "concepts": [_concept(concept, ids) for concept in found.concepts],
        "discrepancies": [
            {"kind": d.kind, "a": _side(d.a, ids), "b": _side(d.b, ids), "why": d.why} for d in found.discrepancies
        ],
        "headlines": [_headline(one, ids, with_text=with_text) for one in found.headlines],
        "substitutions": [_substitution(one, found, ids) for one in found.substitutions],
        "reuse": [_reuse(one, ids) for one in found.reuse],
        "groups": [
            {
                "by": group.by,
                "value": group.name,
                "articles": [ids[number] for number in group.articles],
                "measures": measures_record(group.measures),
            }
            for group in found.groups
        ],
        "distinctive": {
            "looked_at": found.distinctive.looked,
            "words": list(found.distinctive.written),
            "left_out": [found.groups[number].name for number in found.distinctive.left_out],
        },
        "summary": summary_record(summary(found), ids, with_text=with_text),
        "tables": tables_record(tables(found), ids),
        "readings": readings,
    }


def _event(event: Event, ids: Sequence[str], untold: dict[Telling, Record]) -> Record:
    """``untold`` holds the records of tellings without a passage: an article has few, and most events have its."""

    def telling(found: Telling) -> Record:
        passages = [list(span) for span in found.passages]
        head = {"article": ids[found.article], "state": found.state}
        near = {"nearest": list(found.nearest)} if found.nearest else {}
        return {**head, "passages": passages, "places": list(found.places), **near}

    tellings = [telling(t) if t.passages else untold.get(t) or untold.setdefault(t, telling(t)) for t in event.tellings]
    differing = [{"kind": c.kind, "a": _side(c.a, ids), "b": _side(c.b, ids), "why": c.why} for c in event.contrasts]
    head = {"id": event.id, "label": event.label, "parent": event.parent}
    when = {"earliest": event.earliest, "latest": event.latest}
    return {**head, **when, "tellings": tellings, "tellers": [ids[n] for n in event.tellers], "contrasts": differing}


def _headline(one: Headline, ids: Sequence[str], *, with_text: bool) -> Record:
    return {
        "article": ids[one.article],
        "text": one.text if with_text else "",
        "span": list(one.span) if one.span else None,
        "told_in": list(one.told_in) if one.told_in else None,
        "share": rounded(one.share),
        "missing": [list(span) for span in one.missing],
        "sources": list(one.sources),
    }


def _pairs(found: Comparison, ids: Sequence[str], least: float) -> list[Record]:
    def side(number: int) -> Record:
        passage = found.passages[number]
        return {"article": ids[passage.article], "span": list(passage.span)}

    return [{"a": side(p.a), "b": side(p.b), "score": rounded(p.score)} for p in found.pairs if p.score >= least]


def _concept(concept: Concept, ids: Sequence[str]) -> Record:
    mentions = [{"article": ids[m.article], "span": list(m.span), "label": m.label} for m in concept.mentions]
    return {"id": concept.id, "name": concept.name, "mentions": mentions}


def _side(side: Side, ids: Sequence[str]) -> Record:
    return {"article": ids[side.article], "span": list(side.span), "exact": list(side.exact)}


def _substitution(one: Substitution, found: Comparison, ids: Sequence[str]) -> Record:
    def label(use: Use, words: str) -> Record:
        return {"outlet": found.readings[use.article].article.outlet, "words": words}

    def place(use: Use) -> Record:
        return {"article": ids[use.article], "span": list(use.sentence), "exact": list(use.exact)}

    return {
        "a": label(one.places[0].a, one.words_a),
        "b": label(one.places[0].b, one.words_b),
        "n": len(one.places),
        "places": [{"a": place(both.a), "b": place(both.b)} for both in one.places],
    }


def _reuse(found: Reuse, ids: Sequence[str]) -> Record:
    def side(article: int, reused: Measure, named: Sequence[str]) -> Record:
        return {"article": ids[article], "share": measures_record([reused])[reused.name], "credits": list(named)}

    return {
        "a": side(found.a, found.share_a, found.credits_a),
        "b": side(found.b, found.share_b, found.credits_b),
        "passages": [{"kind": s.kind, "words": s.words, "a": list(s.a), "b": list(s.b)} for s in found.shared],
    }
