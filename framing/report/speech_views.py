"""Attributions and findings become views: who speaks, through whom, and whose words are loaded.

What can go wrong: nothing; what the texts do not name is shown as not named.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from framing.article import Span, touched
from framing.attribution.chains import Sourcing
from framing.lexicon.axes import axes
from framing.lexicon.rules import Rule
from framing.measures import VOICES
from framing.reading import Reading
from framing.report.marked import beyond_the_list, sentence_with, term_id
from framing.report.speech_tables import cue, spoken_in
from framing.report.views import Places, View
from framing.wording.charged import DECISION
from framing.wording.findings import Finding

EXCERPT = 150
SEVERITIES = ("error", "warning", "info")


def unnamed(readings: Sequence[Reading], places: Places) -> View:
    """Speech that names no speaker: attributions by article, and quotations that nothing ties to anyone."""
    return {"articles": _unnamed(readings, places), "loose": _loose(readings, places)}


def _unnamed(readings: Sequence[Reading], places: Places) -> list[View]:
    """For each article its attributions to no named speaker, with the source in the article's words."""
    out = []
    for article, reading in enumerate(readings):
        text = reading.article.text
        rows = [
            {
                "link": places.link(n, a.place),
                "kind": s.kind,
                "source": " … ".join(" ".join(span.of(text).split()) for span in a.source),
                "cue": cue(a.lexeme),
                "said": _excerpt(text, a.content),
            }
            for n, a, s in spoken_in(readings, [article])
            if s.speaker is None
        ]
        if rows:
            out.append({"article": article, "rows": rows})
    return out


def _loose(readings: Sequence[Reading], places: Places) -> View:
    """Quotations that are speech by their shape, and that nothing ties to a speaker."""
    return places.count(
        (n, q.span)
        for n, r in enumerate(readings)
        for q in r.quotations
        if q.kind == "speech" and q.attribution is None
    )


def _excerpt(text: str, content: Sequence[Span]) -> str:
    said = " … ".join(" ".join(span.of(text).split()) for span in content)
    return said if len(said) <= EXCERPT else said[:EXCERPT].rsplit(" ", 1)[0] + " …"


def spoken_of(reading: Reading, article: int, places: Places) -> list[View]:
    """All attributions of one article, in order, for the table below its text."""
    text = reading.article.text
    return [
        {
            "link": places.link(article, a.place),
            "speaker": s.speaker,
            "source": " … ".join(" ".join(span.of(text).split()) for span in a.source),
            "kind": s.kind,
            "cue": cue(a.lexeme),
            "stance": a.stance,
            "type": a.type,
            "chain": s.chain,
            "inside": None if a.parent is None else places.link(article, reading.attributions[a.parent].place),
        }
        for a, s in zip(reading.attributions, reading.sourcings, strict=True)
    ]


# ---------------------------------------------------------------- wording

MOST_CHARGED = 5
"""Sentences of an article that are shown for the statistical signal."""


def wording(readings: Sequence[Reading], places: Places) -> View:
    """Loaded terms by voice and article, and each with its sentence, by rule."""
    found: dict[str, list[tuple[int, Finding]]] = {}
    for n, reading in enumerate(readings):
        for finding in reading.findings:
            found.setdefault(finding.rule.code, []).append((n, finding))
    groups = [_group(own[0][1].rule, own, readings, places) for _, own in sorted(found.items())]
    groups.sort(key=lambda group: SEVERITIES.index(group["rule"].severity))
    return {
        "groups": groups,
        "charged": _most_charged(readings, places),
        "most_charged": MOST_CHARGED,
    }


def _most_charged(readings: Sequence[Reading], places: Places) -> list[View]:
    """For each article, the sentences that the statistical signal finds most charged, with the words that carry it."""
    rows = []
    for n, reading in enumerate(readings):
        words = [one.span for one in beyond_the_list(reading)]
        scored = zip(reading.charge.sentences, reading.sentences, strict=False)
        told = [(score, span) for score, span in scored if score >= DECISION and touched(span, words)]
        highest = sorted(told, key=lambda pair: (-pair[0], pair[1]))
        rows.append(
            {
                "article": n,
                "n": len(highest),
                "of": len(reading.charge.sentences),
                "sentences": [
                    {
                        "score": score,
                        "link": places.link(n, span),
                        "sentence": sentence_with(reading.article.text, span, words, "b"),
                    }
                    for score, span in highest[:MOST_CHARGED]
                ],
            }
        )
    return rows


def _group(rule: Rule, own: Sequence[tuple[int, Finding]], readings: Sequence[Reading], places: Places) -> View:
    return {
        "rule": rule,
        "n": len(own),
        "own": sum(f.voice in VOICES["own"] for _, f in own),
        "findings": [_finding(n, f, readings[n], places) for n, f in own],
    }


def _finding(article: int, finding: Finding, reading: Reading, places: Places) -> View:
    said = None if finding.attribution is None else reading.sourcings[finding.attribution]
    axis = axes().get(finding.term.axis or "")
    return {
        "article": article,
        "rule": finding.rule.code,
        "link": places.link(article, finding.span),
        "sentence": _sentence(reading, article, finding, places),
        "voice": finding.voice,
        "speaker": _whose(said),
        "plain": finding.term.plain,
        "note": finding.term.note,
        "page": term_id(finding.rule, finding.term),
        "favours": finding.term.favours,
        "about": axis.about if axis else finding.term.axis,
        "span": finding.span,
    }


def _whose(said: Sourcing | None) -> str | None:
    """The speaker of a finding that is not the outlet's own; the kind of source where nobody is named."""
    if said is None:
        return None
    return said.speaker or f"{said.kind.replace('-', ' ')} source, not named"


def _sentence(reading: Reading, article: int, finding: Finding, places: Places) -> Markup:
    whole = places.sentence(article, finding.span)
    return sentence_with(reading.article.text, whole, [finding.span])
