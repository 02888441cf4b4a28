"""A headline is set against its own body: which sentence tells most of it, and what of it no sentence tells.

A headline that stands in the text is read there; one that was given beside it (a title) is read as a text of its own.
It may say more than its body in two ways: in words, names or numbers that the body has nowhere, and in the outlet's own
voice where the body has it from a source only. What can go wrong: another word for the same thing ("hit out at" for
"criticised") is listed, so the page calls it a word that only the headline has, no more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from framing.article import Article, Block, Span, touched
from framing.language.frequencies import rarity
from framing.language.stems import STOP_WORDS, stem
from framing.language.tokens import words
from framing.reading import Reading, reading

TELLS = 0.5
"""Share of a headline's weight that a sentence tells, at least, to be one that tells it."""
CUT = frozenset(("ca", "wo", "sha"))
"""What is left of "can't", "won't" and "shan't"."""
SAYS = 0.8
"""The same to be one that decides whether the body has it from a source."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline of an article (its index) and what the body has of it.

    ``span`` is None for a title that is no part of the text. ``told_in`` is the sentence of the body that tells most
    of it, by ``share`` of its words weighted by rarity; None where none tells half. ``missing`` are spans into
    ``text`` of the words that the body has nowhere. ``sources`` are the attributions (indices) from which the body has
    it, where the headline names no source and every sentence that tells it does; empty otherwise.
    """

    article: int
    text: str
    span: Span | None
    told_in: Span | None
    share: float
    missing: tuple[Span, ...]
    sources: tuple[int, ...]


def headlines(readings: Sequence[Reading], canonical: Mapping[str, str]) -> tuple[Headline, ...]:
    """The headlines of the articles that have one and a body that is understood, in order."""
    out = []
    for article, whole in enumerate(readings):
        text = whole.article.text
        told = [block.span for block in whole.article.prose if block.kind in ("paragraph", "blockquote")]
        body = [sentence for sentence in whole.sentences if touched(sentence, told)]
        spans = [block.span for block in whole.article.prose if block.kind == "headline"]
        spans = [span for span in spans if told and span.end <= told[0].start]
        title = " ".join((whole.article.title or "").split())
        if not body or not whole.understood:
            continue
        for span in spans:
            out.append(_headline(article, whole, body, whole, span, canonical))
        if title and title not in {" ".join(span.of(text).split()) for span in spans}:
            block = Block(Span(0, len(title)), "headline")
            alone = reading(Article(whole.article.id, title, (block,)))
            out.append(_headline(article, whole, body, alone, None, canonical))
    return tuple(out)


def _headline(
    article: int, whole: Reading, body: Sequence[Span], head: Reading, span: Span | None, canonical: Mapping[str, str]
) -> Headline:
    """``head`` is the reading in which the headline stands: at ``span``, or all of it."""
    place = span or Span(0, len(head.article.text))
    told = [{key: word for keys, word in _keys(whole, sentence, canonical) for key in keys} for sentence in body]
    everywhere = {key for keys in told for key in keys}
    weights: dict[str, float] = {}
    missing = []
    for keys, word in _keys(head, place, canonical):
        key = next((key for key in keys if key in everywhere), keys[-1])
        weights[key] = rarity(key)
        if key not in everywhere:
            missing.append(Span(word.start - place.start, word.end - place.start))
    total = sum(weights.values())
    shares = [sum(weight for key, weight in weights.items() if key in keys) / (total or 1.0) for keys in told]
    best = max(range(len(body)), key=lambda number: (shares[number], -number))
    telling = [number for number, share in enumerate(shares) if share >= TELLS]
    saying = [number for number in telling if shares[number] >= SAYS]
    sources = () if _sources(head, place) else _only_said(whole, body, told, saying, weights)
    return Headline(
        article=article,
        text=place.of(head.article.text),
        span=span,
        told_in=body[best] if telling else None,
        share=shares[best],
        missing=tuple(missing),
        sources=sources,
    )


def _keys(found: Reading, place: Span, canonical: Mapping[str, str]) -> Iterator[tuple[list[str], Span]]:
    """The words with content of a stretch, each with what it is known by: the number it belongs to, the actor or place
    that it names, its stem. A surname alone is its bearer's, whose full name other sentences have.
    """
    text = found.article.text
    first = bisect_left(found.numbers, place.start, key=lambda number: number.span.start)
    last = bisect_left(found.numbers, place.end, key=lambda number: number.span.start)
    at = bisect_left(found.mentions, place.start, key=lambda mention: mention.span.start)
    for word in words(text, place):
        written = word.of(text)
        while at < len(found.mentions) and found.mentions[at].span.end <= word.start:
            at += 1
        if written.lower() in STOP_WORDS | CUT or (len(written) == 1 and not written.isdigit()):
            continue
        keys = [f"={number.value}" for number in found.numbers[first:last] if number.span.covers(word)]
        if at < len(found.mentions) and found.mentions[at].span.covers(word):
            concept = found.mentions[at].concept
            keys.append(canonical.get(concept, concept))
        yield [*keys, stem(written)], word


def _sources(found: Reading, place: Span) -> tuple[int, ...]:
    """The attributions whose content stands in a stretch of text."""
    return tuple(
        number for number, one in enumerate(found.attributions) if any(place.overlaps(span) for span in one.content)
    )


def _only_said(
    whole: Reading,
    body: Sequence[Span],
    told: Sequence[Mapping[str, Span]],
    saying: Sequence[int],
    weights: Mapping[str, float],
) -> tuple[int, ...]:
    """The attributions in which the sentences that tell nearly all of a headline tell it, if all of them do."""
    out: list[int] = []
    for number in saying:
        shared = [told[number][key] for key in weights if key in told[number]]
        said = {
            index
            for index in _sources(whole, body[number])
            if 2 * sum(any(span.covers(word) for span in whole.attributions[index].content) for word in shared)
            > len(shared)
        }
        if not said:
            return ()
        out += sorted(said)
    return tuple(dict.fromkeys(out))
