"""An Agreement becomes lines for a terminal, none wider than 100 characters.

Every estimate stands with its n and its 95 % interval, or with why there is none. What can go wrong: names of coders
and sentences that hold control characters; they are written as their codes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from framing.measures import Measure
from framing.report.revision_words import visible
from framing.validation.against import Judged, Tally
from framing.validation.agreement import Agreement, Compared
from framing.validation.alpha import LEAST, TIMES, Alpha
from framing.validation.between import Crossed, Item, Two
from framing.validation.codes import QUESTIONS
from framing.validation.filled import Coding, Keyed

WIDTH = 100
NAME = 16
"""Characters of a name that are shown, at most."""
GROUPS = 8
"""Groups that are shown by themselves, at most; JSON has them all."""
NONE = "–"
COARSE = "reported"
"""What is a table already, with finer codes."""
Rows = Sequence[Sequence[str]]

ABOUT = f"""\
Precision, recall and all shares of the tool are of all units in the articles: a unit that was drawn from a large \
stratum counts for more. In brackets: 95 % intervals, by draws from Beta distributions of each level (Webber 2013). \
They hold for material of this kind, not only for these articles.
Alpha (Krippendorff 2011) is 1 where all agree and 0 where chance would do as well. Its interval comes from {TIMES:,} \
samples of the units drawn again (percentiles, fixed seed; Zapf et al. 2016); below {LEAST} units none is given. It is \
of the drawn units, where rare sorts are more frequent than in the articles. .667 and .800 are the marks that \
Krippendorff's custom asks for; they are no verdict.
What coders agree on is not thereby true, and coders who agree can share a mistake. See: framing help validation"""


def agreement_text(found: Agreement, *, units: bool = False) -> str:
    """The agreement as text, each line with an end; ``units`` lists the units behind the numbers with their words."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(found, units=units))


def _lines(found: Agreement, *, units: bool) -> Iterator[str]:
    names = ", ".join(visible(coder.name) for coder in found.coders)
    yield from _wrapped(f"{'One coder' if len(found.coders) == 1 else f'{len(found.coders)} coders'}: {names}")
    for note in found.notes:
        yield from _wrapped(f"Note: {visible(note)}")
    for one in found.kinds:
        yield ""
        yield from _kind(one)
        if units:
            yield from _units(found, one)
    yield ""
    for sentence in ABOUT.splitlines():
        yield from _wrapped(sentence)


def _kind(found: Compared) -> Iterator[str]:
    yield f"{found.kind.upper()}: {QUESTIONS[found.kind].words}"
    yield f"{len(found.units):,} units drawn, of {found.size:,} in the articles"
    rows = [[_named(one.coder), str(one.sure), str(one.unsure), str(one.empty)] for one in found.coded]
    yield from _table(["", "coded", "unsure", "empty"], rows)
    if found.between:
        yield from ("", "Between coders")
        yield from _between(found.between)
    yield from ("", "The tool against coders")
    yield from _against(found)


# ---------------------------------------------------------------- between coders


def _between(found: Sequence[Item]) -> Iterator[str]:
    rows = []
    for item in found:
        given = item.alpha
        rows.append(
            [f"{item.name}: {item.about}", str(given.units), str(given.values), _percent(item.same), _alpha(given)]
        )
        if item.with_unsure is not None:
            given = item.with_unsure
            rows.append(["  with “unsure” as a code", str(given.units), str(given.values), "", _alpha(given)])
    yield from _table(["", "units", "codes", "all the same", "alpha"], rows)
    for item in found:
        for given in (item.alpha, *([item.with_unsure] if item.with_unsure else [])):
            if given.why:
                yield from _wrapped(f"{item.name}: {given.why}", "  ")
    many = len(found[0].two) > 1
    for item in found:
        for two in item.two:
            if two.crossed and item.name != COARSE:
                yield from _two(item, two, many=many)


def _two(item: Item, two: Two, *, many: bool) -> Iterator[str]:
    yield ""
    alpha = f", alpha {_alpha(two.alpha)}" if many else ""
    yield from _wrapped(f"{item.name}: {visible(two.a)} (rows), {visible(two.b)} (columns){alpha}", "  ")
    yield from _crossed(two.crossed)


def _alpha(found: Alpha) -> str:
    """Alpha with its interval; "to" stands between two numbers that can be below 0."""
    if found.value is None:
        return NONE
    known = found.low is not None and found.high is not None
    return f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f})" if known else f"{found.value:.2f}"


# ---------------------------------------------------------------- the tool against coders


def _against(found: Compared) -> Iterator[str]:
    rows = [
        [_named(one.judge), *_with_n(one.estimates.precision, one.estimates.recall, one.estimates.f1)]
        for one in found.against
    ]
    yield from _table(["by", "precision", "n", "recall", "n", "F1", "n"], rows)
    for one in found.against:
        yield from _left_out(one)
    judge = found.against[0]
    yield ""
    yield from _tallies(found, judge)
    yield from _details(judge)
    yield from _groups(judge)


def _left_out(found: Judged) -> Iterator[str]:
    counts = [f"{len(names)} {state}" for state, names in found.left_out.items() if names]
    if counts:
        yield from _wrapped(f"{visible(found.judge)}: left out are {', '.join(counts)}", "  ")
    if found.estimates.unknown:
        levels = ", ".join(found.estimates.unknown)
        yield from _wrapped(
            f"{visible(found.judge)}: no unit of {levels} was coded for sure, so nothing is known of recall", "  "
        )


def _tallies(found: Compared, judge: Judged) -> Iterator[str]:
    question = QUESTIONS[found.kind]
    rows = []
    for tally in judge.tallies:
        if tally.group is None:
            about = question.level(tally.level).about
            counts = [str(len(tally.units[state])) for state in ("yes", "no", "unsure", "tie", "empty")]
            rows.append([about, f"{tally.size:,}", str(tally.drawn), *counts, _share(tally)])
    yield from _table(["the tool says", "of", "drawn", "yes", "no", "unsure", "tie", "empty", "share of yes"], rows)


def _share(tally: Tally) -> str:
    return _percent(tally.share) if tally.share.n else NONE


def _details(judge: Judged) -> Iterator[str]:
    if not judge.details:
        return
    rows = [
        [f"{one.name}: {one.about}", str(one.share.n), _percent(one.share), str(len(one.left_out))]
        for one in judge.details
    ]
    yield ""
    yield from _table(["where both say yes", "units", "share", "not said"], rows)
    for one in judge.details:
        if len({side for pair in one.crossed for side in (pair.a, pair.b)}) > 2 or one.name in ("type", "voice"):
            yield from ("", f"  {one.name}: the tool (rows), {visible(judge.judge)} (columns)")
            yield from _crossed(one.crossed)


def _groups(judge: Judged) -> Iterator[str]:
    if 0 < len(judge.groups) <= GROUPS:
        rows = [[_named(name, 2 * NAME), *_with_n(one.precision, one.recall)] for name, one in judge.groups]
        yield ""
        yield from _table(["of", "precision", "n", "recall", "n"], rows)


# ---------------------------------------------------------------- units


def _units(found: Agreement, one: Compared) -> Iterator[str]:
    """The units behind the numbers, disagreements first."""
    judge = one.against[0]
    listed = [
        (f"The tool says yes, {judge.judge} no", judge.false_alarms),
        (f"The tool says no, {judge.judge} yes", judge.misses),
        *((f"Coders differ in {item.name}", item.differing) for item in one.between),
        *(
            (f"{detail.name}: the tool says {pair.a}, {judge.judge} {pair.b}", pair.units)
            for detail in judge.details
            for pair in detail.crossed
            if pair.a != pair.b
        ),
        ("Both say yes", judge.hits),
        ("Both say no", judge.rejections),
        *((f"Left out: {state}", names) for state, names in judge.left_out.items()),
    ]
    known = {unit.name: unit for unit in one.units}
    codings = {coder.name: {coding.name: coding for coding in coder.codings} for coder in found.coders}
    for title, names in listed:
        if names:
            yield from ("", *_wrapped(f"{visible(title)} ({len(names)})"))
            for name in names:
                yield from _unit(known[name], [(coder, own[name]) for coder, own in codings.items() if name in own])


def _unit(unit: Keyed, given: Sequence[tuple[str, Coding]]) -> Iterator[str]:
    said = ", ".join(f"{visible(coder)}: {coding.code or 'empty'}" for coder, coding in given)
    more = [" ".join(unit.verdict.voices), *unit.verdict.words, *unit.verdict.sources[:1]]
    tool = visible(f"tool: {unit.verdict.code} ({', '.join(filter(None, more))})".replace(" ()", ""))
    yield from _wrapped(f"{unit.name}  {' / '.join(map(visible, unit.places))}  {tool}; {said}", "  ")
    for sentence in unit.sentences:
        yield from _wrapped(visible(sentence), "    ")
    for coder, coding in given:
        if coding.note:
            yield from _wrapped(f"{visible(coder)} notes: {visible(coding.note)}", "    ")


# ---------------------------------------------------------------- how things are written


def _with_n(*found: Measure) -> Iterator[str]:
    """Measures between 0 and 1, each with its interval, and its n behind it."""
    for one in found:
        known = one.n and one.low is not None and one.high is not None
        yield f"{one.value:.2f} ({one.low:.2f}–{one.high:.2f})" if known else NONE
        yield str(one.n)


def _percent(found: Measure) -> str:
    if not found.n or found.low is None or found.high is None:
        return NONE
    return f"{100 * found.value:.0f} % ({100 * found.low:.0f}–{100 * found.high:.0f})"


def _named(name: str, most: int = NAME) -> str:
    shown = visible(name)
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"


def _crossed(found: Sequence[Crossed]) -> Iterator[str]:
    """A table of who says what where; too many columns for the width are listed instead."""
    rows, columns = sorted({one.a for one in found}), sorted({one.b for one in found})
    counts = {(one.a, one.b): len(one.units) for one in found}
    if 6 + max(map(len, rows)) + sum(2 + max(5, len(name)) for name in columns) <= WIDTH:
        cells = [[row, *(str(counts.get((row, name), 0)) for name in columns)] for row in rows]
        yield from _table(["", *columns], cells, "    ")
    else:
        yield f"    the same: {sum(count for (a, b), count in counts.items() if a == b)}"
        yield from (f"    {a} / {b}: {count}" for (a, b), count in counts.items() if a != b)


def _table(head: Sequence[str], rows: Rows, indent: str = "  ") -> Iterator[str]:
    """Columns beside each other, the first to the left and the others to the right."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    for row in (head, *rows):
        cells = [
            f"{cell:<{width}}" if at == 0 else f"{cell:>{width}}"
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield f"{indent}{'  '.join(cells)}"


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  " if indent else "")
