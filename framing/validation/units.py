"""Readings become units to be coded: their sentences, and pairs of sentences of two articles of one story.

Units lie in strata by what the tool says of them and by their article's group (its outlet). An article that carries
another one's text is left out, as it is from measures: it would be coded twice. What can go wrong: articles of which
no two report one story have no pairs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations
from typing import NamedTuple, Protocol

from framing.article import Span, disjoint, touched
from framing.comparison import Comparison
from framing.events.pairs import DECISION
from framing.groups import Group
from framing.language.tokens import words
from framing.reading import Reading
from framing.stories.copies import Copy
from framing.validation.codes import BANDS, QUESTIONS, Kind, Verdict
from framing.wording.charged import DECISION as CHARGED
from framing.wording.findings import Finding


class Sentence(NamedTuple):
    """A sentence by the indices of its article and of itself."""

    article: int
    number: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, or two of different articles, with the tool's verdict and the level to which that belongs."""

    kind: Kind
    level: str
    group: str
    sentences: tuple[Sentence, ...]
    verdict: Verdict


class Units(Protocol):
    """Units by their places, from 0 on; None where a unit belongs to another stratum."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int, /) -> Unit | None: ...


@dataclass(frozen=True, slots=True)
class Stratum:
    """All units of one kind, level and group; ``size`` is their number, without what is None among ``units``."""

    kind: Kind
    level: str
    group: str
    units: Units
    size: int


# ---------------------------------------------------------------- sentences


def sentence_strata(
    kind: Kind, readings: Sequence[Reading], found: Sequence[Group], double: Sequence[Copy]
) -> tuple[Stratum, ...]:
    """The sentences of all articles by what is said of their wording, or of who speaks in them."""
    names = {number: group.name for group in found for number in group.articles}
    copied = {copy.article for copy in double}
    told: defaultdict[tuple[str, str], list[Unit]] = defaultdict(list)
    for article, reading in enumerate(readings):
        if article in names and article not in copied:
            verdicts = wording_verdicts(reading) if kind == "wording" else attribution_verdicts(reading)
            for number, (level, verdict) in enumerate(verdicts):
                unit = Unit(kind, level, names[article], (Sentence(article, number),), verdict)
                told[level, unit.group].append(unit)
    return tuple(_listed(kind, told))


def _listed(kind: Kind, told: Mapping[tuple[str, str], Sequence[Unit]]) -> Iterator[Stratum]:
    """Strata in the order of the kind's levels, then of groups."""
    for level in QUESTIONS[kind].levels:
        for name, group in sorted(told):
            if name == level.name:
                units = told[name, group]
                yield Stratum(kind, name, group, tuple(units), len(units))


def wording_verdicts(reading: Reading) -> Iterator[tuple[str, Verdict]]:
    """For each sentence its level and what is said of its wording. A scare quote is the outlet's own voice."""
    text = reading.article.unmarked.text
    scores = reading.charge.sentences or (0.0,) * len(reading.sentences)
    told: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in reading.findings:
        for number in _touched(reading.sentences, finding.span):
            told[number].append(finding)
    for number, score in enumerate(scores):
        inside = told[number]
        voices = tuple(sorted({"own" if one.voice == "scare" else one.voice for one in inside}))
        level = "own" if "own" in voices else "elsewhere" if voices else "charged" if score >= CHARGED else "nothing"
        written = tuple(dict.fromkeys(one.span.of(text) for one in inside))
        yield level, Verdict("yes" if inside else "no", voices, written, score=score)


def attribution_verdicts(reading: Reading) -> Iterator[tuple[str, Verdict]]:
    """For each sentence its type, which is its level, and who speaks in it.

    A sentence is direct where all words that it reports stand in quotation marks, indirect where none do, else mixed:
    the type of an attribution, asked of this sentence alone. The kind of source is that of the outermost one.
    """
    text = reading.article.unmarked.text
    marks = disjoint(one.span for one in reading.quotations if one.kind != "unpaired")
    reported: defaultdict[int, list[int]] = defaultdict(list)
    quoted: defaultdict[int, list[bool]] = defaultdict(list)
    for number, one in enumerate(reading.attributions):
        for piece in one.content:
            for place in _touched(reading.sentences, piece):
                sentence = reading.sentences[place]
                both = Span(max(sentence.start, piece.start), min(sentence.end, piece.end))
                said = [touched(word, marks) for word in words(text, both)]
                quoted[place] += said
                reported[place] += [number] if said and number not in reported[place] else []
    for place in range(len(reading.sentences)):
        if not reported[place]:
            yield "none", Verdict("none")
            continue
        inside = quoted[place]
        code = "direct" if all(inside) else "mixed" if any(inside) else "indirect"
        yield code, _who(reading, reported[place], code)


def _touched(sentences: Sequence[Span], span: Span) -> range:
    """The indices of the sentences that share a character with a span."""
    first = bisect_right(sentences, span.start, key=lambda one: one.end)
    return range(first, bisect_left(sentences, span.end, key=lambda one: one.start))


def _who(reading: Reading, reported: Sequence[int], code: str) -> Verdict:
    text = reading.article.unmarked.text
    outermost = next((n for n in reported if reading.attributions[n].parent not in reported), reported[0])
    sources: list[str] = []
    for number in sorted(reported, key=lambda n: n != outermost):
        sources += [span.of(text) for span in reading.attributions[number].source]
        sources += [name for name in (reading.sourcings[number].speaker,) if name]
    return Verdict(code, sources=tuple(dict.fromkeys(sources)), source_kind=reading.sourcings[outermost].kind)


# ---------------------------------------------------------------- pairs


def pair_strata(found: Comparison) -> tuple[Stratum, ...]:
    """The pairs of sentences of two articles of one story by their score; most have none, and are counted only."""
    names = {number: group.name for group in found.groups for number in group.articles}
    copied = {copy.article for copy in found.copies}
    scored: dict[tuple[Sentence, Sentence], float] = {}
    for pair in found.pairs:
        a, b = (found.passages[n] for n in (pair.a, pair.b))
        scored[Sentence(a.article, a.number), Sentence(b.article, b.number)] = pair.score
    articles: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for story in found.stories:
        for one, other in combinations([n for n in story if n in names and n not in copied], 2):
            articles[" / ".join(sorted((names[one], names[other])))].append((one, other))
    group_of = {pair: group for group, pairs in articles.items() for pair in pairs}
    told: defaultdict[tuple[str, str], list[Unit]] = defaultdict(list)
    for both, score in sorted(scored.items()):
        group = group_of.get((both[0].article, both[1].article))
        if group is not None:
            level = next((name for name, least in BANDS if score >= least), BANDS[-1][0])
            code = "yes" if score >= DECISION else "no"
            told[level, group].append(Unit("pairs", level, group, both, Verdict(code, score=score)))
    sizes = [len(reading.sentences) for reading in found.readings]
    rest = [Unscored(group, pairs, sizes, scored) for group, pairs in sorted(articles.items())]
    return (
        *_listed("pairs", told),
        *(Stratum("pairs", "unscored", one.group, one, one.size) for one in rest if one.size),
    )


class Joined:
    """The units of several strata, one stratum behind the other, without a copy of them."""

    def __init__(self, parts: Sequence[Units]) -> None:
        self._parts = parts
        self._ends = list(accumulate(map(len, parts)))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __getitem__(self, place: int) -> Unit | None:
        which = bisect_right(self._ends, place)
        return self._parts[which][place - (self._ends[which - 1] if which else 0)]


class Unscored:
    """All pairs of sentences of some pairs of articles, made when they are asked for: there can be many millions.

    None stands for a pair that has a score.
    """

    def __init__(
        self,
        group: str,
        articles: Sequence[tuple[int, int]],
        sizes: Sequence[int],
        scored: Mapping[tuple[Sentence, Sentence], float],
    ) -> None:
        self.group = group
        self._articles, self._sizes, self._scored = articles, sizes, scored
        self._ends = list(accumulate(sizes[a] * sizes[b] for a, b in articles))
        both = frozenset(articles)
        self.size = len(self) - sum((a.article, b.article) in both for a, b in scored)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __getitem__(self, place: int) -> Unit | None:
        which = bisect_right(self._ends, place)
        a, b = self._articles[which]
        first, second = divmod(place - (self._ends[which - 1] if which else 0), self._sizes[b])
        both = Sentence(a, first), Sentence(b, second)
        return None if both in self._scored else Unit("pairs", "unscored", self.group, both, Verdict("no"))
