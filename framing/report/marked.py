"""Text and marks become escaped HTML: the text whole and unchanged, cut wherever a mark begins or ends.

Marks may overlap in any way; those of the least depth stand outermost, and a mark that another one cuts is closed and
opened again. Take the tags away and unescape what is left, and the text returns. What can go wrong: nothing; text is
escaped here and nowhere else, and no attribute but an escaped one is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from framing.article import Span, touched
from framing.attribution.attributions import Attribution
from framing.attribution.voices import Voice
from framing.lexicon.rules import Rule, Term
from framing.reading import Reading
from framing.wording.charged import DECISION, Charged

BLOCK, SENTENCE, FINDING, VOICE, ROLE, CHARGED, NAMED = range(7)
"""Depths: what stands outside what."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One element around a span. ``once`` holds the attributes of its first piece only, such as an id."""

    span: Span
    depth: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    once: tuple[tuple[str, str], ...] = ()


def marked(text: str, span: Span, marks: Sequence[Mark]) -> Markup:
    """The text under ``span`` as HTML with the marks around their parts of it."""
    borders: dict[int, tuple[list[int], list[int]]] = {}
    for number, mark in enumerate(marks):
        start, end = max(mark.span.start, span.start), min(mark.span.end, span.end)
        if start < end:
            borders.setdefault(start, ([], []))[0].append(number)
            borders.setdefault(end, ([], []))[1].append(number)
    out: list[str] = []
    active: set[int] = set()
    opened: list[int] = []
    seen: set[int] = set()
    at = span.start
    for border in sorted(borders):
        out.append(_escaped(text[at:border]))
        begins, ends = borders[border]
        active.difference_update(ends)
        active.update(begins)
        wanted = sorted(active, key=lambda number: (marks[number].depth, number))
        out += _moved(opened, wanted, marks, seen)
        opened = wanted
        at = border
    out.append(_escaped(text[at : span.end]))
    return Markup("".join(out))  # noqa: S704  every piece of it is escaped above


def _moved(opened: Sequence[int], wanted: Sequence[int], marks: Sequence[Mark], seen: set[int]) -> Iterator[str]:
    """The end tags and start tags that lead from the elements open now to those wanted."""
    same = 0
    while same < min(len(opened), len(wanted)) and opened[same] == wanted[same]:
        same += 1
    for number in reversed(opened[same:]):
        yield f"</{marks[number].tag}>"
    for number in wanted[same:]:
        mark = marks[number]
        attributes = mark.attributes if number in seen else (*mark.once, *mark.attributes)
        seen.add(number)
        yield "<" + " ".join((mark.tag, *(f'{name}="{escape(value)}"' for name, value in attributes))) + ">"


def _escaped(piece: str) -> str:
    """Escaped text; a carriage return as a reference, since HTML would read it as a line feed."""
    return str(escape(piece)).replace("\r", "&#13;")


def beyond_the_list(reading: Reading) -> list[Charged]:
    """The words that the statistical signal calls charged and the lexicon does not mark."""
    found = sorted(finding.span for finding in reading.findings)
    return [one for one in reading.charge.words if one.score >= DECISION and not touched(one.span, found)]


def term_id(rule: Rule, term: Term) -> str:
    """The anchor of a term's page."""
    return f"rule-{rule.code}-{rule.terms.index(term) + 1}"


def article_text(reading: Reading, number: int) -> Markup:
    """The whole text of article ``number`` (from 1) with its blocks, sentences, findings, voices and attributions."""
    article = reading.article
    marks = [
        Mark(block.span, BLOCK, "div", (("class", f"block {block.kind}"),), (("id", f"a{number}-b{place}"),))
        for place, block in enumerate(article.blocks, 1)
    ]
    marks += [
        Mark(sentence, SENTENCE, "span", (("class", "s"),), (("id", f"a{number}-s{place}"), ("data-n", str(place))))
        for place, sentence in enumerate(reading.sentences, 1)
    ]
    for finding in reading.findings:
        page = (("class", "f"), ("href", f"#{term_id(finding.rule, finding.term)}"))
        marks.append(Mark(finding.span, FINDING, "a", page))
        marks.append(Mark(finding.span, FINDING, "mark", (), (("data-rule", finding.rule.code),)))
    marks += [
        Mark(one.span, CHARGED, "span", (("class", "charged"),), (("data-score", f"{one.score:.2f}"),))
        for one in beyond_the_list(reading)
    ]
    marks += [_voice(voice) for voice in reading.voices]
    for attribution in reading.attributions:
        marks += _roles(attribution)
    names = [mention.span for mention in reading.mentions if mention.use != "description"]
    marks += [Mark(span, NAMED, "i") for span in names]
    numbers = [*(date.span for date in reading.dates), *(number.span for number in reading.numbers)]
    marks += [Mark(span, NAMED, "u") for span in numbers]
    return marked(article.text, Span(0, len(article.text)), marks)


def _voice(voice: Voice) -> Mark:
    said = () if voice.attribution is None else (("data-q", str(voice.attribution + 1)),)
    return Mark(voice.span, VOICE, "span", (("class", f"v-{voice.voice}"), *said))


def _roles(attribution: Attribution) -> Iterator[Mark]:
    """Source and cue of an attribution; what it holds is shown by its voice."""
    for span in attribution.source:
        yield Mark(span, ROLE, "span", (("class", "source"),))
    for span in attribution.cue:
        yield Mark(span, ROLE, "span", (("class", "cue"),))


def sentence_with(text: str, sentence: Span, found: Sequence[Span], tag: str = "mark") -> Markup:
    """A sentence in which some spans are marked."""
    return marked(text, sentence, [Mark(span, FINDING, tag) for span in found])
