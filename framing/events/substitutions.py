"""Aligned passages of different outlets become substitutions: what one outlet calls X another calls Y, how often.

Only labels stand against labels: a noun phrase for a noun phrase of the same number, or two names of one concept.
Either the words around them are the same in both passages, or both passages name one known actor or place, once each.
Left out are numbers and dates (those are discrepancies), quoted speech (its words are the speaker's), spellings,
abbreviations, and a shorter form of the same words. What can go wrong: in aligned passages that report two facts in
the same words, two things stand against each other that are not one; the table leads to both sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from framing.article import Span, touched
from framing.attribution.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from framing.concepts import Concept
from framing.events.pairs import DECISION, Pair
from framing.events.passages import Passage, inside
from framing.events.wording import Stretch, folded, wording_diff
from framing.language.stems import stem
from framing.language.tokens import tokens
from framing.phrases import phrases
from framing.reading import Reading

LONGEST = 4
"""Words of a label, at most."""
AROUND = 4
"""Words around a label that are the same in both passages, at least; one of them is no mere function word."""
SPELLING = 75.0
"""Likeness (per cent of characters kept) from which two labels are one in two spellings."""
ROOT = 4
"""Letters of two words that are the same where one is a form of the other, as a land and its people."""
WORD = re.compile(r"\w+(?:[’'-]\w+)*")
OWNER = re.compile("['’]")
INFINITIVE = re.compile(r"\bto\s$")
CLOSED = PREPOSITIONS | PRONOUNS | AUXILIARIES | SUBORDINATORS | DETERMINERS | frozenset("and or but not".split())
PLURALS = frozenset("people men women children police troops forces".split())


@dataclass(frozen=True, slots=True)
class Use:
    """Where a label stands: the article's index, its sentence, the label."""

    article: int
    sentence: Span
    exact: Span


@dataclass(frozen=True, slots=True)
class Place:
    """One pair of passages in which the one label stands for the other."""

    a: Use
    b: Use


@dataclass(frozen=True, slots=True)
class Substitution:
    """What outlet a calls ``words_a`` outlet b calls ``words_b``: in all ``places``. An outlet that is not known is
    its article's label; of two outlets a is the one that comes first.
    """

    outlet_a: str
    words_a: str
    outlet_b: str
    words_b: str
    places: tuple[Place, ...]


class _Label(NamedTuple):
    """A name or noun phrase: with its article or possessive, without it, its head, its concept if one is known."""

    whole: Span
    span: Span
    head: str
    concept: str
    named: bool


def substitutions(
    readings: Sequence[Reading], passages: Sequence[Passage], pairs: Sequence[Pair], concepts: Sequence[Concept]
) -> tuple[Substitution, ...]:
    """All substitutions, the most frequent first."""
    known = {(m.article, m.span): concept.id for concept in concepts for m in concept.mentions}
    outlets: dict[str, int] = {}
    for reading in readings:
        outlets.setdefault(_outlet(reading), len(outlets))
    labels: dict[int, tuple[_Label, ...]] = {}
    found: dict[tuple[str, str, str, str], dict[Place, tuple[str, str]]] = {}
    for pair in _closest(passages, pairs):
        sides = passages[pair.a], passages[pair.b]
        names = [_outlet(readings[side.article]) for side in sides]
        if names[0] == names[1]:
            continue
        for number, side in zip((pair.a, pair.b), sides, strict=True):
            if number not in labels:
                labels[number] = tuple(_labels(readings[side.article], side, known))
        for one, other in _replaced(readings, sides, labels[pair.a], labels[pair.b]):
            uses = [Use(side.article, side.span, label.span) for side, label in zip(sides, (one, other), strict=True)]
            shown = [_shown(readings[side.article], label) for side, label in zip(sides, (one, other), strict=True)]
            if outlets[names[0]] > outlets[names[1]]:
                rows = (names[1], shown[1], names[0], shown[0], Place(uses[1], uses[0]))
            else:
                rows = (names[0], shown[0], names[1], shown[1], Place(uses[0], uses[1]))
            key = (rows[0], folded(rows[1]), rows[2], folded(rows[3]))
            found.setdefault(key, {}).setdefault(rows[4], (rows[1], rows[3]))
    out = []
    for (outlet_a, _, outlet_b, _), places in found.items():
        words_a, words_b = next(iter(places.values()))
        out.append(Substitution(outlet_a, words_a, outlet_b, words_b, tuple(places)))
    return tuple(sorted(out, key=lambda row: (-len(row.places), outlets[row.outlet_a], outlets[row.outlet_b])))


def _outlet(reading: Reading) -> str:
    return reading.article.outlet or reading.article.id


def _closest(passages: Sequence[Passage], pairs: Sequence[Pair]) -> Iterator[Pair]:
    """The pairs that report one fact and are each other's closest between their two articles."""
    best: dict[tuple[int, int], Pair] = {}
    chosen = [pair for pair in pairs if pair.score >= DECISION]
    for pair in chosen:
        for here, there in ((pair.a, pair.b), (pair.b, pair.a)):
            key = (here, passages[there].article)
            if key not in best or best[key].score < pair.score:
                best[key] = pair
    for pair in chosen:
        a, b = passages[pair.a].article, passages[pair.b].article
        if best[pair.a, b] == best[pair.b, a] == pair:
            yield pair


# ---------------------------------------------------------------- labels


def _labels(reading: Reading, passage: Passage, known: Mapping[tuple[int, Span], str]) -> Iterator[_Label]:
    """The names and noun phrases of a passage that are short, hold no number or date and stand in no quotation."""
    text = reading.article.text
    quantities = sorted((*(d.span for d in passage.dates), *(n.span for n in passage.numbers)))
    starts = [voice.span.start for voice in reading.voices]
    found: list[_Label] = []
    inner: list[Span] = []
    for phrase in phrases(text, tokens(text, passage.span), reading.mentions):
        core = _core(text, phrase.span)
        inner += [reading.mentions[n].span for n in phrase.names if not OWNER.match(text, reading.mentions[n].span.end)]
        # Behind a bare "to" a noun is more often a verb.
        if core.start > phrase.span.start or not INFINITIVE.search(text, max(0, core.start - 4), core.start):
            concept = known.get((passage.article, phrase.span), "")
            found.append(_Label(phrase.span, core, phrase.head, concept, False))
    for m in inside(reading.mentions, passage.span):
        # An adjective (the French mill), or a name before a noun (the Paris mill), is no label of its own.
        if m.use != "adjective" and m.span not in inner and m.label.split():
            concept = known.get((passage.article, m.span), "")
            found.append(_Label(m.span, m.span, m.label.split()[-1].lower(), concept, True))
    for label in found:
        written = label.span.of(text)
        voice = bisect_right(starts, label.span.start) - 1
        quoted = voice >= 0 and reading.voices[voice].voice in ("quoted", "mention")
        counted = touched(label.whole, quantities) or re.search(r"\d", written)
        if not quoted and not counted and 1 <= len(WORD.findall(written)) <= LONGEST:
            yield label


def _core(text: str, phrase: Span) -> Span:
    """A phrase without the articles and possessives that open it."""
    start = phrase.start
    for match in WORD.finditer(text, *phrase):
        if match[0].lower() not in DETERMINERS:
            start = match.start()
            break
    return Span(start, phrase.end)


def _shown(reading: Reading, label: _Label) -> str:
    """A label on one line; without a name in it in small letters, wherever it stood in its sentence."""
    written = " ".join(label.span.of(reading.article.text).split())
    first = bisect_left(reading.mentions, label.span.start, key=lambda mention: mention.span.start)
    holds = first < len(reading.mentions) and label.span.covers(reading.mentions[first].span)
    return written if holds or label.named else written.lower()


# ---------------------------------------------------------------- what stands for what


def _replaced(
    readings: Sequence[Reading], sides: tuple[Passage, Passage], a: Sequence[_Label], b: Sequence[_Label]
) -> list[tuple[_Label, _Label]]:
    """The labels of two passages that stand for each other, in order, none of them twice."""
    texts = [readings[side.article].article.text for side in sides]
    diff = wording_diff(texts[0], sides[0].span, texts[1], sides[1].span)
    out: dict[tuple[Span, Span], tuple[_Label, _Label]] = {}
    for one, other in (*_in_one_context(texts, diff, a, b), *_of_one_concept(a, b)):
        words = [label.span.of(text) for label, text in zip((one, other), texts, strict=True)]
        taken = any(one.span.overlaps(x) or other.span.overlaps(y) for x, y in out)
        if not taken and _different(*words):
            out[one.span, other.span] = (one, other)
    return [out[key] for key in sorted(out)]


def _in_one_context(
    texts: Sequence[str], diff: Sequence[Stretch], a: Sequence[_Label], b: Sequence[_Label]
) -> Iterator[tuple[_Label, _Label]]:
    """Labels in whose place the other passage has the other label, among words that are the same."""
    for place, stretch in enumerate(diff):
        if stretch.same or not stretch.a or not stretch.b:
            continue
        one, other = _holding(a, stretch.a), _holding(b, stretch.b)
        if one is None or other is None or not _like(one, other):
            continue
        before = _same_words(texts[0], diff[place - 1]) if place else []
        behind = _same_words(texts[0], diff[place + 1]) if place + 1 < len(diff) else []
        inner = _rest(texts[0], one.span, stretch.a), _rest(texts[1], other.span, stretch.b)
        enclosed = (before or place == 0) and (behind or place + 2 >= len(diff))
        words = [*before, *behind]
        if inner[0] == inner[1] and enclosed and len(words) >= AROUND and not CLOSED.issuperset(words):
            yield one, other


def _holding(labels: Sequence[_Label], stretch: Span) -> _Label | None:
    """The shortest label that holds all words of a stretch."""
    holding = [label for label in labels if label.whole.covers(stretch) and label.span.overlaps(stretch)]
    return min(holding, key=lambda label: (label.whole.end - label.whole.start, label.whole), default=None)


def _like(one: _Label, other: _Label) -> bool:
    """Whether two labels can stand in one place of a sentence and mean one thing."""
    known = [label.concept for label in (one, other) if label.concept and not label.concept.startswith("noun-")]
    if len(known) == 2 and known[0] != known[1]:
        return False
    if one.named and other.named:
        return len(known) == 2
    return one.named != other.named or _plural(one.head) == _plural(other.head)


def _plural(head: str) -> bool:
    return head in PLURALS or (head.endswith("s") and not head.endswith(("ss", "us", "is")))


def _same_words(text: str, stretch: Stretch) -> list[str]:
    return [word.lower() for word in WORD.findall(stretch.a.of(text))] if stretch.same and stretch.a else []


def _rest(text: str, label: Span, stretch: Span) -> tuple[list[str], list[str]]:
    """The words of a label before and behind the stretch in it."""
    before, behind = text[label.start : max(label.start, stretch.start)], text[stretch.end : label.end]
    return [folded(word) for word in WORD.findall(before)], [folded(word) for word in WORD.findall(behind)]


def _of_one_concept(a: Sequence[_Label], b: Sequence[_Label]) -> Iterator[tuple[_Label, _Label]]:
    """Labels of one known actor or place that both passages name once."""

    def once(labels: Sequence[_Label]) -> dict[str, _Label]:
        found = [label for label in labels if label.concept and not label.concept.startswith("noun-")]
        times = [label.concept for label in found]
        return {label.concept: label for label in found if times.count(label.concept) == 1}

    others = once(b)
    for concept, one in once(a).items():
        if concept in others:
            yield one, others[concept]


def _different(a: str, b: str) -> bool:
    """Whether two labels are two ways to call a thing: no spelling, short form, abbreviation or other case of one."""
    first, second = ([folded(word).removesuffix("'s") for word in WORD.findall(_undotted(label))] for label in (a, b))
    roots_a, roots_b = ({stem(word)[:ROOT] for word in row} for row in (first, second))
    if roots_a <= roots_b or roots_b <= roots_a or fuzz.ratio(" ".join(first), " ".join(second)) >= SPELLING:
        return False
    short = ["".join(row) for row in (first, second)]
    initials = ["".join(word[0] for word in row) for row in (first, second)]
    return short[0] != initials[1] and short[1] != initials[0]


def _undotted(label: str) -> str:
    """A label with its abbreviations written without stops."""
    return re.sub(r"(?<=\b\w)\.", "", label)
