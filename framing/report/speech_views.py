"""Attributions and findings become views: who speaks, through whom, and whose words are loaded.

What can go wrong: little text in one voice; a rate on fewer than 20 words is not given (law 8).
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from framing.article import Span, touched
from framing.attribution.attributions import Attribution
from framing.attribution.chains import Sourcing
from framing.language.tokens import words
from framing.lexicon.rules import Rule
from framing.measures import rate, share
from framing.reading import Reading
from framing.report.marked import beyond_the_list, sentence_with, term_id
from framing.report.views import COLUMNS, Places, Spot, View, measure
from framing.wording.charged import DECISION
from framing.wording.findings import Finding

KINDS = ("named-person", "organisation", "document", "media-outlet", "anonymous", "collective", "unknown")
VOICES = {"own": ("own", "scare"), "attributed": ("attributed",), "quoted": ("quoted",), "mention": ("mention",)}
"""The voices as the wording is counted: scare quotes are the outlet's own; words spoken about are nobody's use."""
LEAST_WORDS = 20
EXCERPT = 150
SEVERITIES = ("error", "warning", "info")

Spoken = tuple[int, int, Attribution, Sourcing]
"""An attribution with its article's index and its own."""


def sourcing(readings: Sequence[Reading], places: Places) -> View:
    """Source kinds by article, speakers by cue, chains, and speech that names no speaker."""
    spoken = [
        (n, place, attribution, found)
        for n, reading in enumerate(readings)
        for place, (attribution, found) in enumerate(zip(reading.attributions, reading.sourcings, strict=True))
    ]
    speakers = _speakers(spoken, len(readings), places)
    return {
        "kinds": KINDS,
        "rows": [_kinds(n, [one for one in spoken if one[0] == n], places) for n in range(len(readings))],
        "speakers": [speaker for speaker in speakers if speaker["n"] > 1],
        "once": [speaker for speaker in speakers if speaker["n"] == 1],
        "chains": _chains(spoken, places),
        "unnamed": _unnamed(spoken, readings, places),
        "loose": _loose(readings, places),
    }


def _kinds(article: int, spoken: Sequence[Spoken], places: Places) -> View:
    cells = []
    for kind in KINDS:
        count = places.count((n, a.place) for n, _, a, s in spoken if s.kind == kind)
        cells.append({"kind": kind, "count": count, "share": measure(share(kind, count["n"], len(spoken)))})
    return {"article": article, "all": places.count((n, a.place) for n, _, a, _ in spoken), "cells": cells}


def _speakers(spoken: Sequence[Spoken], articles: int, places: Places) -> list[View]:
    """Named speakers, the most often heard first, each with the cues that tie words to them."""
    found: dict[str, dict[tuple[str, str], list[Spot]]] = {}
    for n, _, attribution, sourced in spoken:
        if sourced.speaker is not None:
            cue = attribution.lexeme, attribution.stance
            found.setdefault(sourced.speaker, {}).setdefault(cue, []).append((n, attribution.place))
    out = []
    for name, cues in found.items():
        rows = [
            {
                "cue": cue,
                "stance": stance,
                "n": len(spots),
                "cells": [places.count(own) for own in _columns(spots, articles)],
            }
            for (cue, stance), spots in sorted(cues.items(), key=lambda item: (-len(item[1]), item[0]))
        ]
        out.append({"name": name, "n": sum(map(len, cues.values())), "cues": rows})
    return sorted(out, key=lambda speaker: (-speaker["n"], speaker["name"]))


def _columns(spots: Sequence[Spot], articles: int) -> list[list[Spot]]:
    """Spots by article; where many articles would be many columns, all in one."""
    if articles > COLUMNS:
        return [list(spots)]
    return [[spot for spot in spots if spot[0] == n] for n in range(articles)]


def _chains(spoken: Sequence[Spoken], places: Places) -> list[View]:
    """The chains with a relay, those that run alike in one article together."""
    found: dict[tuple[int, tuple[str, ...]], list[Spot]] = {}
    for n, _, attribution, sourced in spoken:
        if len(sourced.chain) > 1:
            found.setdefault((n, sourced.chain), []).append((n, attribution.place))
    return [{"article": n, "links": chain, "count": places.count(spots)} for (n, chain), spots in found.items()]


def _unnamed(spoken: Sequence[Spoken], readings: Sequence[Reading], places: Places) -> list[View]:
    """For each article its attributions to no named speaker, with the source in the article's words."""
    out = []
    for article, reading in enumerate(readings):
        text = reading.article.text
        rows = [
            {
                "link": places.link(n, a.place),
                "kind": s.kind,
                "source": " … ".join(" ".join(span.of(text).split()) for span in a.source),
                "cue": a.lexeme,
                "said": _excerpt(text, a.content),
            }
            for n, _, a, s in spoken
            if n == article and s.speaker is None
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
            "cue": a.lexeme,
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
    # Words spoken about are rare: their column stands only where an article has some.
    held = {_counted_as(voice.voice) for reading in readings for voice in reading.voices}
    voices = tuple(name for name in VOICES if name != "mention" or name in held)
    rows = [_voiced(n, reading, voices, places) for n, reading in enumerate(readings)]
    found: dict[str, list[tuple[int, Finding]]] = {}
    for n, reading in enumerate(readings):
        for finding in reading.findings:
            found.setdefault(finding.rule.code, []).append((n, finding))
    groups = [_group(own[0][1].rule, own, readings, places) for _, own in sorted(found.items())]
    groups.sort(key=lambda group: SEVERITIES.index(group["rule"].severity))
    return {
        "voices": voices,
        "rows": rows,
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


def _voiced(article: int, reading: Reading, voices: Sequence[str], places: Places) -> View:
    text = reading.article.text
    written = dict.fromkeys(VOICES, 0)
    for voice in reading.voices:
        written[_counted_as(voice.voice)] += len(words(text, voice.span))
    cells = []
    for name in voices:
        count = places.count((article, f.span) for f in reading.findings if _counted_as(f.voice) == name)
        enough = written[name] >= LEAST_WORDS
        per_1000 = measure(rate(name, count["n"], written[name])) if enough else None
        cells.append({"voice": name, "count": count, "words": written[name], "rate": per_1000})
    return {"article": article, "cells": cells}


def _counted_as(voice: str) -> str:
    return next(name for name, held in VOICES.items() if voice in held)


def _group(rule: Rule, own: Sequence[tuple[int, Finding]], readings: Sequence[Reading], places: Places) -> View:
    return {
        "rule": rule,
        "n": len(own),
        "own": sum(f.voice in VOICES["own"] for _, f in own),
        "findings": [_finding(n, f, readings[n], places) for n, f in own],
    }


def _finding(article: int, finding: Finding, reading: Reading, places: Places) -> View:
    said = None if finding.attribution is None else reading.sourcings[finding.attribution]
    return {
        "article": article,
        "link": places.link(article, finding.span),
        "sentence": _sentence(reading, article, finding, places),
        "voice": finding.voice,
        "speaker": _whose(said),
        "plain": finding.term.plain,
        "note": finding.term.note,
        "page": term_id(finding.rule, finding.term),
        "favours": finding.term.favours,
        "axis": finding.term.axis,
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
