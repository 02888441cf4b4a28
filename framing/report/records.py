"""Readings become the JSON objects that programs read: schema "framing.reading/1".

Keys stand in a fixed order, floats have at most six digits; the same reading gives the same bytes. What can go wrong:
nothing; a value that JSON cannot hold does not occur in a reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from framing.article import Article, Evidence, Span
from framing.measures import Measure
from framing.reading import Reading

Record = dict[str, Any]


def json_line(record: Any) -> str:
    """A record, or a value of one, on one line without a line end; with a lone surrogate escaped, to be valid UTF-8."""
    written = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    try:
        written.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(record, ensure_ascii=True, separators=(",", ":"))
    return written


def json_parts(record: Record) -> Iterator[str]:
    """What :func:`json_line` gives, in parts: a record with millions of values needs no memory for all of its text.

    Where a part holds a lone surrogate, only that part is escaped.
    """
    opening = "{"
    for key, value in record.items():
        yield f"{opening}{json_line(key)}:"
        opening = ","
        if isinstance(value, list):
            yield "["
            for number, item in enumerate(value):
                yield f"{',' if number else ''}{json_line(item)}"
            yield "]"
        else:
            yield json_line(value)
    yield "}" if record else "{}"


def rounded(value: float) -> float | int:
    """A float to six digits, a whole one as an integer's float stays what it is."""
    return round(value, 6)


def spans(found: Iterable[Span]) -> list[list[int]]:
    """Spans as lists."""
    return [[start, end] for start, end in found]


def evidence_record(evidence: Evidence) -> Record:
    """One piece of evidence."""
    span = list(evidence.span) if evidence.span else None
    return {"kind": evidence.kind, "span": span, "value": evidence.value, "why": evidence.why}


def article_record(article: Article, language: str) -> Record:
    """The "article" object."""
    bounds = article.date_bounds
    return {
        "id": article.id,
        "outlet": article.outlet,
        "outlet_evidence": [evidence_record(e) for e in article.outlet_evidence],
        "title": article.title,
        "date": article.date,
        "date_bounds": {
            "earliest": bounds.earliest,
            "latest": bounds.latest,
            "evidence": [evidence_record(e) for e in bounds.evidence],
        },
        "language": language,
        "sha256": article.sha256,
        "characters": len(article.text),
        "columns": dict(article.columns),
        "url": article.url,
        "notes": [{"message": n.message, "span": list(n.span) if n.span else None} for n in article.notes],
    }


def measures_record(measures: Sequence[Measure]) -> Record:
    """Measures by name."""
    return {
        m.name: {
            "value": rounded(m.value),
            "n": m.n,
            "low": None if m.low is None else rounded(m.low),
            "high": None if m.high is None else rounded(m.high),
        }
        for m in measures
    }


def reading_record(reading: Reading, *, with_text: bool = True) -> Record:
    """The whole reading; ``with_text`` False leaves the text out (spans still refer to it)."""
    article = reading.article
    return {
        "schema": "framing.reading/1",
        "article": article_record(article, reading.language),
        "text": article.text if with_text else None,
        "blocks": [{"span": list(b.span), "kind": b.kind} for b in article.blocks],
        "sentences": spans(reading.sentences),
        "quotations": [
            {"span": list(q.span), "kind": q.kind, "attribution": q.attribution} for q in reading.quotations
        ],
        "attributions": _attributions(reading),
        "voices": [{"span": list(v.span), "voice": v.voice, "attribution": v.attribution} for v in reading.voices],
        "findings": [
            {
                "span": list(f.span),
                "rule": f.rule.code,
                "term": f.term.match[0],
                "category": f.rule.category,
                "status": f.rule.status,
                "axis": f.term.axis,
                "favours": f.term.favours,
                "voice": f.voice,
                "attribution": f.attribution,
                "severity": f.severity,
            }
            for f in reading.findings
        ],
        "charged": [{"span": list(one.span), "score": one.score} for one in reading.charge.words],
        "charged_sentences": list(reading.charge.sentences) or [0.0] * len(reading.sentences),
        "mentions": _mentions(reading, with_text=with_text),
        "quantities": _quantities(reading),
        "measures": measures_record(reading.measures),
    }


def _attributions(reading: Reading) -> list[Record]:
    return [
        {
            "source": spans(a.source),
            "cue": spans(a.cue),
            "content": spans(a.content),
            "type": a.type,
            "parent": a.parent,
            "speaker": s.speaker,
            "source_kind": s.kind,
            "chain": list(s.chain),
            "chain_spans": spans(s.chain_spans),
            "stance": a.stance,
            "score": a.score,
            "lexeme": a.lexeme,
        }
        for a, s in zip(reading.attributions, reading.sourcings, strict=True)
    ]


def _mentions(reading: Reading, *, with_text: bool) -> list[Record]:
    return [
        {"span": list(m.span), "concept": m.concept, "label": m.label if with_text else "", "kind": m.kind}
        for m in reading.mentions
    ]


def _quantities(reading: Reading) -> list[Record]:
    found = [(d.span, "date", d.value) for d in reading.dates]
    found += [(n.span, n.kind, n.value) for n in reading.numbers]
    return [{"span": list(span), "kind": kind, "value": value} for span, kind, value in sorted(found)]
