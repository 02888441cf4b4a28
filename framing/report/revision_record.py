"""A Revision becomes the JSON object that programs read: schema "framing.revision/1".

What can go wrong: nothing; the same two versions give the same bytes.
"""

from __future__ import annotations

from framing.article import Span
from framing.events.revision import Revision
from framing.reading import Reading
from framing.report.records import Record, article_record
from framing.report.revision_words import KINDS, Row, rows


def revision_record(found: Revision) -> Record:
    """The whole revision; spans are into the text of the version that they are named for."""
    return {
        "schema": "framing.revision/1",
        "old": _version(found.old),
        "new": _version(found.new),
        "same": found.same,
        "analysed": found.analysed,
        "counts": {kind: found.number(kind) for kind in KINDS},
        "headings": [{"field": h.field, "old": h.old, "new": h.new} for h in found.headings],
        "changes": [_change(row) for row in rows(found)],
    }


def _version(reading: Reading) -> Record:
    return {"article": article_record(reading.article, reading.language), "text": reading.article.text}


def _change(row: Row) -> Record:
    change = row.change
    return {
        "kind": change.kind,
        "shape": change.shape or None,
        "old": _span(change.old),
        "new": _span(change.new),
        "old_line": row.old_line,
        "new_line": row.new_line,
        "stretches": [{"same": s.same, "old": _span(s.a), "new": _span(s.b)} for s in change.stretches],
        "facts": [
            {"kind": f.kind, "old": _span(f.old), "new": _span(f.new), "before": f.before, "after": f.after}
            for f in change.facts
        ],
    }


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span else None
