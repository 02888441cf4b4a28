"""The tool's verdicts and the codings become how right the tool is: by each coder, and by what most of them say.

Precision and recall hold for all units of the articles: what was drawn more often counts for less (``estimates.py``).
Units on which coders are unsure, or of two minds, are left out and counted. What can go wrong: a level of which nobody
coded a unit; then nothing is said of what the tool missed there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from framing.language.stems import STOP_WORDS
from framing.language.tokens import words
from framing.measures import Measure
from framing.validation.between import Crossed
from framing.validation.codes import QUESTIONS, TOGETHER, UNSURE, Kind, Verdict
from framing.validation.estimates import Cell, Estimates, estimates, weighted
from framing.validation.filled import Coder, Coding, Keyed

State = Literal["yes", "no", "unsure", "tie", "empty"]
STATES: Final[tuple[State, ...]] = ("yes", "no", "unsure", "tie", "empty")
MAJORITY: Final = "majority"
SHARED, APART = "shared", "apart"
"""Whether the words of a coder and of the tool have one in common."""
DETAILS: Final[Mapping[Kind, tuple[tuple[str, str], ...]]] = {
    "wording": (("voice", "the voices are the same"), ("words", "a word in common")),
    "attributions": (
        ("type", "the type is the same"),
        ("source", "a word of the source in common"),
        ("source kind", "the kind of source is the same"),
    ),
    "pairs": (),
}
"""What is compared where both tool and judge say yes."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one judge says of a unit: yes, no or why neither; ``said`` has what more is compared, by its name."""

    state: State
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """The units of one stratum, or of one level (``group`` None), by what a judge says of them.

    ``size`` are all of them in the articles, ``drawn`` those in the sheet; ``share`` of all are a yes.
    """

    level: str
    group: str | None
    size: int
    drawn: int
    units: Mapping[State, tuple[str, ...]]
    share: Measure


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing more where both say yes: the share of units in which the tool is right, and who says what where.

    ``left_out`` are the units of which the judge does not say it.
    """

    name: str
    about: str
    share: Measure
    crossed: tuple[Crossed, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """The tool against one judge. ``hits`` and ``misses`` are yes to the judge, ``false_alarms`` to the tool alone."""

    judge: str
    estimates: Estimates
    hits: tuple[str, ...]
    false_alarms: tuple[str, ...]
    misses: tuple[str, ...]
    rejections: tuple[str, ...]
    left_out: Mapping[State, tuple[str, ...]]
    tallies: tuple[Tally, ...]
    details: tuple[Detail, ...]
    groups: tuple[tuple[str, Estimates], ...]


def judged(kind: Kind, units: Sequence[Keyed], coders: Sequence[Coder]) -> Iterator[Judged]:
    """The tool against the majority of several coders, then against each coder; groups by themselves the first time."""
    told = {
        coder.name: {coding.name: judgement(kind, known, coding) for known, coding in _both(units, coder)}
        for coder in coders
    }
    if len(coders) > 1:
        said = {unit.name: [own[unit.name] for own in told.values() if unit.name in own] for unit in units}
        told = {MAJORITY: {name: majority(given) for name, given in said.items()}} | told
    for number, (judge, own) in enumerate(told.items()):
        empty = Judgement("empty", {})
        yield _judged(judge, kind, units, {unit.name: own.get(unit.name, empty) for unit in units}, first=not number)


def _both(units: Sequence[Keyed], coder: Coder) -> Iterator[tuple[Keyed, Coding]]:
    own = {coding.name: coding for coding in coder.codings}
    return ((unit, own[unit.name]) for unit in units if unit.name in own)


# ---------------------------------------------------------------- what judges say


def judgement(kind: Kind, unit: Keyed, coding: Coding) -> Judgement:
    """What one coder says of a unit, as far as it is compared with the tool."""
    if coding.code in ("", UNSURE):
        return Judgement("unsure" if coding.code else "empty", {})
    if not QUESTIONS[kind].found(coding.code):
        return Judgement("no", {})
    if kind == "wording":
        said = {"voice": "+".join(coding.voices), "words": _shared(coding.words, unit.verdict.words)}
    elif kind == "attributions":
        said = {"type": coding.code, "source kind": coding.source_kind}
        said["source"] = _shared(coding.who, unit.verdict.sources)
    else:
        said = {}
    return Judgement("yes", {name: value for name, value in said.items() if value})


def majority(given: Sequence[Judgement]) -> Judgement:
    """What more than half of those say who are sure; a thing more where more than half of those say it who do."""
    sure = [one for one in given if one.state in ("yes", "no")]
    if not sure:
        return Judgement("unsure" if any(one.state == "unsure" for one in given) else "empty", {})
    state = _most([one.state for one in sure])
    if state != "yes":
        return Judgement("no" if state else "tie", {})
    names = {name for one in sure for name in one.said}
    said = {name: _most([one.said[name] for one in sure if name in one.said]) for name in sorted(names)}
    return Judgement("yes", {name: value for name, value in said.items() if value})


def _most(values: Sequence[str]) -> str:
    """The value of more than half; "" if there is none."""
    ((value, count),) = Counter(values).most_common(1)
    return value if 2 * count > len(values) else ""


def _shared(written: str, theirs: Sequence[str]) -> str:
    """Whether a word that a coder wrote stands in one of some other texts; "" where none was written.

    Words that carry no content count only where there are no others, as in "he".
    """
    own, others = _words(written), _words(" ".join(theirs))
    own = own - STOP_WORDS or own
    return "" if not own else SHARED if own & others else APART


def _words(text: str) -> set[str]:
    return {word.of(text).casefold() for word in words(text)}


def _verdict(verdict: Verdict, name: str) -> str:
    """What the tool says of a thing more, in the words of a judge who agrees."""
    return {"voice": "+".join(verdict.voices), "type": verdict.code, "source kind": verdict.source_kind}.get(
        name, SHARED
    )


# ---------------------------------------------------------------- the tool against one of them


def _judged(judge: str, kind: Kind, units: Sequence[Keyed], said: Mapping[str, Judgement], *, first: bool) -> Judged:
    question = QUESTIONS[kind]
    tallies = [tally for level in question.levels for tally in _tallies(level.name, units, said)]
    strata = [tally for tally in tallies if tally.group is not None]
    cells = [(tally.group, _cell(kind, tally)) for tally in strata]
    sorted_out: defaultdict[tuple[bool, State], list[str]] = defaultdict(list)
    for unit in units:
        sorted_out[question.level(unit.level).found, said[unit.name].state].append(unit.name)

    def those(state: State, *found: bool) -> tuple[str, ...]:
        return tuple(name for one in found for name in sorted_out[one, state])

    groups = sorted({group for group, _ in cells if group is not None})
    apart = groups if first and TOGETHER not in groups and len(groups) > 1 else []
    return Judged(
        judge,
        estimates(cell for _, cell in cells),
        those("yes", True),
        those("no", True),
        those("yes", False),
        those("no", False),
        {state: those(state, True, False) for state in ("unsure", "tie", "empty")},
        tuple(tallies),
        tuple(_details(kind, units, said)),
        tuple((name, estimates(cell for group, cell in cells if group == name)) for name in apart),
    )


def _tallies(level: str, units: Sequence[Keyed], said: Mapping[str, Judgement]) -> Iterator[Tally]:
    """The tally of a level as a whole, then of each of its strata."""
    own = [unit for unit in units if unit.level == level]
    groups = sorted({unit.group for unit in own})
    strata = [_tally(level, group, [unit for unit in own if unit.group == group], said) for group in groups]
    if strata:
        together = {state: tuple(name for one in strata for name in one.units[state]) for state in STATES}
        size, drawn = sum(one.size for one in strata), sum(one.drawn for one in strata)
        share = weighted("share", (_cell(own[0].kind, one) for one in strata))
        yield Tally(level, None, size, drawn, together, share)
        yield from strata


def _tally(level: str, group: str, units: Sequence[Keyed], said: Mapping[str, Judgement]) -> Tally:
    found = {state: tuple(one.name for one in units if said[one.name].state == state) for state in STATES}
    counts = {state: len(names) for state, names in found.items()}
    size, coded = units[0].size, len(units) - counts["empty"]
    cell = Cell(level, True, size, coded, counts["yes"], counts["no"])
    return Tally(level, group, size, units[0].drawn, found, weighted("share", (cell,)))


def _cell(kind: Kind, tally: Tally) -> Cell:
    counts = {state: len(names) for state, names in tally.units.items()}
    coded = sum(counts.values()) - counts["empty"]
    found = QUESTIONS[kind].level(tally.level).found
    return Cell(tally.level, found, tally.size, coded, counts["yes"], counts["no"])


def _details(kind: Kind, units: Sequence[Keyed], said: Mapping[str, Judgement]) -> Iterator[Detail]:
    """What more is compared, in the units to which both say yes."""
    question = QUESTIONS[kind]
    for name, about in DETAILS[kind]:
        crossed: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        left_out: list[str] = []
        counts: Counter[tuple[str, str, str]] = Counter()
        for unit in units:
            one = said[unit.name]
            counts[unit.level, unit.group, "coded"] += one.state != "empty"
            if one.state == "yes" and question.level(unit.level).found:
                ours, theirs = _verdict(unit.verdict, name), one.said.get(name, "")
                if theirs:
                    crossed[ours, theirs].append(unit.name)
                    counts[unit.level, unit.group, "right" if ours == theirs else "wrong"] += 1
                else:
                    left_out.append(unit.name)
        sizes = {(unit.level, unit.group): unit.size for unit in units}
        cells = [
            Cell(level, True, size, *(counts[level, group, one] for one in ("coded", "right", "wrong")))
            for (level, group), size in sorted(sizes.items())
        ]
        pairs = tuple(Crossed(*pair, tuple(found)) for pair, found in sorted(crossed.items()))
        yield Detail(name, about, weighted(name, cells), pairs, tuple(left_out))
