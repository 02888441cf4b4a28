"""Events, concepts, discrepancies, dates and numbers become views: who tells what, and in which words.

What can go wrong: an event that very many articles tell; then each passage is set beside the closest earlier one
only, and of many articles a table counts how they stand, so that the page grows with the articles and not with
their pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from framing.article import Span
from framing.comparison import Comparison
from framing.dating import resolved
from framing.events.discrepancies import Side
from framing.events.events import Event, Telling
from framing.events.wording import Stretch, wording_diff
from framing.reading import Reading
from framing.report.event_tables import STATES
from framing.report.marked import sentence_with
from framing.report.views import COLUMNS, Places, View

RESOLVED = ", by the article’s date"


def matrix(found: Comparison, places: Places, written: Sequence[str] | None = None) -> View:
    """Events that two or more articles tell, parents before their leaves; then what only one article tells.

    ``written`` are the texts whose words are compared, where those of ``found`` are withheld.
    """
    texts = [reading.article.text for reading in found.readings] if written is None else written
    leaves: dict[str, list[Event]] = {}
    for event in found.events:
        if event.parent is not None:
            leaves.setdefault(event.parent, []).append(event)
    wide = len(found.readings) > COLUMNS
    groups = []
    for event in found.events:
        if event.parent is None and len(event.tellers) > 1:
            groups.append((event, [leaf for leaf in leaves.get(event.id, ()) if len(leaf.tellers) > 1]))
    groups.sort(key=lambda group: -len(group[0].tellers))
    rows = []
    for event, below in groups:
        rows.append(_row(event, event.id in leaves, False, places, wide=wide))
        rows += [
            _row(leaf, False, True, places, wide=wide) for leaf in sorted(below, key=lambda leaf: -len(leaf.tellers))
        ]
    order = {row["id"]: place for place, row in enumerate(rows)}
    shared = [event for event in found.events if event.id not in leaves and event.id in order]
    shared.sort(key=lambda event: order[event.id])
    scores = {(pair.a, pair.b): pair.score for pair in found.pairs}
    alone = _alone(found, leaves, places)
    return {
        "rows": rows,
        "counted": _counted(rows, alone),
        "alone": alone,
        "compared": [_compared(found, event, scores, places, texts) for event in shared],
    }


def _row(event: Event, parent: bool, inside: bool, places: Places, *, wide: bool) -> View:
    view = {
        "id": event.id,
        "label": event.label,
        "parent": parent,
        "inside": inside,
        "dates": _dates(event),
        "told": len(event.tellers),
    }
    if wide:
        counted = Counter[str](telling.state for telling in event.tellings)
        links: dict[str, list[View]] = {state: [] for state in STATES}
        for telling in (event.tellings[article] for article in event.told_by):
            links[telling.state] += [places.link(telling.article, span) for span in telling.passages]
        return {**view, "states": {state: {"n": counted[state], "links": links[state]} for state in STATES}}
    return {**view, "cells": [_cell(telling, places) for telling in event.tellings]}


def _cell(telling: Telling, places: Places) -> View:
    """The state, and each sentence with where it stands in its article, unless that is in the midst of it."""
    links = [
        {**places.link(telling.article, span), "place": "" if place == "body" else place}
        for span, place in zip(telling.passages, telling.places, strict=True)
    ]
    near = places.link(telling.article, telling.nearest) if telling.nearest else None
    return {"state": telling.state, "links": links, "near": near}


def _dates(event: Event) -> str:
    if event.earliest and event.latest and event.earliest != event.latest:
        return f"{event.earliest} – {event.latest}"
    return event.earliest or event.latest or ""


def _counted(rows: Sequence[View], alone: Sequence[View]) -> View:
    """How many events there are, how many of them several articles tell and each article alone, and of how many
    occasions; these are no events of their own.
    """
    both = sum(not row["parent"] for row in rows)
    own = [(one["article"], len(one["rows"])) for one in alone if one["rows"]]
    only = sum(n for _, n in own)
    return {"all": both + only, "shared": both, "only": only, "own": own, "occasions": len(rows) - both}


def _alone(found: Comparison, leaves: dict[str, list[Event]], places: Places) -> list[View]:
    """For each article the leaves that it alone tells, and how many of the others stand how to them."""
    labels = {event.id: event.label for event in found.events}
    origins = {copy.article: copy.origin for copy in found.copies}
    texts = [origins.get(article, article) for article in range(len(found.readings))]
    out: list[View] = [
        {"article": a, "copies": [b + 1 for b, text in enumerate(texts) if text == own and b != a], "rows": []}
        for a, own in enumerate(texts)
    ]
    for e in found.events:
        if e.id not in leaves and len(e.tellers) == 1:
            others = [telling for telling in e.tellings if telling.article not in e.told_by]
            states = Counter[str](telling.state for telling in others)
            near = [places.link(t.article, t.nearest) for t in others if t.nearest]
            told = [places.link(a, span) for a in e.told_by for span in e.tellings[a].passages]
            out[e.tellers[0]]["rows"].append(
                {
                    "id": e.id,
                    "label": e.label,
                    "within": labels.get(e.parent or ""),
                    "dates": _dates(e),
                    "told": told,
                    "others": [(state, states[state]) for state in STATES if states[state]],
                    "near": near,
                }
            )
    return out


# ---------------------------------------------------------------- side by side


def _compared(
    found: Comparison, event: Event, scores: Mapping[tuple[int, int], float], places: Places, written: Sequence[str]
) -> View:
    """The passages of one leaf, each beside the closest one of the articles before its own."""
    beside = _beside(found, event, scores)
    at = {(found.passages[m].article, found.passages[m].span): m for m in event.members}
    whys: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for contrast in event.contrasts:
        first, second = sorted(at[side.article, side.span] for side in (contrast.a, contrast.b))
        whys.setdefault((contrast.kind, contrast.why), []).append((first, second))
    for pairs in whys.values():  # one reason, given by very many pairs, is shown once at least
        if not beside.keys() & pairs:
            beside[pairs[0]] = scores.get(pairs[0], 0.0)
    diffs = []
    for pair, score in beside.items():
        differ = [{"kind": kind, "why": why} for (kind, why), pairs in whys.items() if pair in pairs]
        diffs.append({**_diff(found, *pair, places, written), "score": score, "contrasts": differ})
    head = {"id": event.id, "label": event.label, "dates": _dates(event), "told": len(event.tellers)}
    return {**head, "diffs": diffs, "differ": list(dict.fromkeys(kind for kind, _ in whys))}


def _beside(found: Comparison, event: Event, scores: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """The pairs of a leaf's passages to be shown, with their scores: each passage is in one of them at least."""
    members = sorted(event.members)
    articles = {m: found.passages[m].article for m in members}

    def closest(m: int, others: Sequence[int]) -> tuple[int, int]:
        pairs = [(min(m, other), max(m, other)) for other in others]
        return max(pairs, key=lambda pair: (scores.get(pair, 0.0), -sum(pair)))

    pairs = [closest(m, row) for m in members if (row := [b for b in members if articles[b] < articles[m]])]
    shown = {m for pair in pairs for m in pair}
    pairs += [closest(m, [b for b in members if articles[b] != articles[m]]) for m in members if m not in shown]
    return {pair: scores.get(pair, 0.0) for pair in pairs}


def _diff(found: Comparison, a: int, b: int, places: Places, written: Sequence[str]) -> View:
    first, second = found.passages[a], found.passages[b]
    text_a, text_b = (found.readings[p.article].article.text for p in (first, second))
    stretches = wording_diff(written[first.article], first.span, written[second.article], second.span)
    return {
        "a": _side(first.article, first.span, _only(stretches, text_a, first.span, "a"), places),
        "b": _side(second.article, second.span, _only(stretches, text_b, second.span, "b"), places),
    }


def _only(stretches: Sequence[Stretch], text: str, span: Span, side: str) -> Markup:
    """A passage in which the words that the other one lacks are marked."""
    differing = [getattr(stretch, side) for stretch in stretches if not stretch.same]
    return sentence_with(text, span, [one for one in differing if one], "b")


def _side(article: int, span: Span, text: Markup, places: Places) -> View:
    return {"article": article, "link": places.link(article, span), "text": text}


DISAGREEMENTS = 500
"""Numbers, dates, names and quotations that differ and are shown, at most; the JSON has all."""


def disagreements(found: Comparison, places: Places) -> View:
    """The first numbers, dates, names and quotations that differ, each with both sentences, and how many there are."""

    def side(one: Side) -> View:
        text = sentence_with(found.readings[one.article].article.text, one.span, [one.exact])
        return _side(one.article, one.span, text, places)

    shown = found.discrepancies[:DISAGREEMENTS]
    rows = [{"kind": d.kind, "why": d.why, "a": side(d.a), "b": side(d.b)} for d in shown]
    return {"rows": rows, "all": len(found.discrepancies)}


def headlines(found: Comparison, places: Places) -> list[View]:
    """Each headline with the words that only it has, the sentence of the body that tells it, and from whom."""
    out = []
    for one in found.headlines:
        reading = found.readings[one.article]
        sources = [reading.attributions[number] for number in one.sources]
        named = {" ".join(" ".join(s.of(reading.article.text) for s in a.source).split()): a.place for a in sources}
        out.append(
            {
                "article": one.article,
                "link": places.link(one.article, one.span) if one.span else None,
                "text": sentence_with(one.text, Span(0, len(one.text)), one.missing),
                "missing": [span.of(one.text) for span in one.missing],
                "share": one.share,
                "told_in": places.link(one.article, one.told_in) if one.told_in else None,
                "body": " ".join(one.told_in.of(reading.article.text).split()) if one.told_in else "",
                "sources": [
                    {"name": name or "no source is named", "link": places.link(one.article, span)}
                    for name, span in named.items()
                ],
            }
        )
    return out


def quantities(readings: Sequence[Reading], places: Places) -> list[View]:
    """For each article its dates and numbers, as written and as understood."""
    out = []
    for article, reading in enumerate(readings):
        dated = resolved(reading.article, reading.sentences, reading.dates)
        own = {date.span for date in reading.dates if date.written is None}
        told = [(d, "" if d.written is None and d.span in own else RESOLVED) for d in dated]
        rows = [(d.span, "date", d.value + added) for d, added in told]
        rows += [(n.span, n.kind, f"{n.value} {n.noun}".strip()) for n in reading.numbers]
        out.append(
            {
                "article": article,
                "rows": [
                    {
                        "kind": kind,
                        "value": value,
                        "written": span.of(reading.article.text),
                        "link": places.link(article, span),
                    }
                    for span, kind, value in sorted(rows)
                ],
            }
        )
    return out
