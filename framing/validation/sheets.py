"""A sample becomes the rows of two tables: a sheet for coders, and its key, which they do not get.

The sheet shows each unit with what stands around it and has empty columns; nothing in it tells what the tool says, and
the outlet is left out unless it is asked for. What can go wrong: a sentence that names its outlet itself; it is shown
as it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from framing import __version__
from framing.article import Article
from framing.reading import Reading
from framing.validation.codes import KINDS, QUESTIONS
from framing.validation.columns import ALSO, ANSWERS, KEY, NOT_ASKED, OTHER, SHOWN
from framing.validation.drawing import Drawn
from framing.validation.units import Sentence

Table = tuple[tuple[str, ...], list[list[str]]]
"""The names of columns, and rows of cells."""

BEFORE, BEHIND = 2, 2
"""Sentences shown before and behind a unit, at most."""
MARKUP: Final = "\u2060"
"""What stands for a character of markup in a masked text."""
PARAGRAPH: Final = " ¶ "
"""Where a new paragraph begins, since a cell has no lines."""


def sheet(drawn: Sequence[Drawn], readings: Sequence[Reading], *, with_outlet: bool = False) -> Table:
    """The coding sheet: a row a unit, in the order of ``drawn``, with only the columns that its kinds need.

    ``with_outlet`` adds the outlet and names articles by their ids; without it they are numbered.
    """
    kinds = [kind for kind in KINDS if any(one.unit.kind == kind for one in drawn)]
    shown = [name for name in SHOWN if with_outlet or name != "outlet"]
    others = [f"{OTHER}{name}" for name in shown if "pairs" in kinds]
    answers = list(dict.fromkeys(name for kind in kinds for name in ANSWERS[kind]))
    head = ("unit", "kind", *shown, *others, "question", *answers, "note")
    rows = []
    for one in drawn:
        kind = one.unit.kind
        cells = dict.fromkeys(others, NOT_ASKED) | {"unit": one.name, "kind": kind, "question": QUESTIONS[kind].asked}
        for mark, sentence in zip(("", OTHER), one.unit.sentences, strict=False):
            cells |= {f"{mark}{name}": text for name, text in _shown(sentence, readings, with_outlet=with_outlet)}
        cells |= {name: NOT_ASKED for name in answers if name not in ANSWERS[kind]}
        rows.append([cells.get(name, "") for name in head])
    return head, rows


def key(drawn: Sequence[Drawn], readings: Sequence[Reading], by: str, seed: int) -> Table:
    """The key of a sheet: for each unit its stratum, how many of it were drawn of how many, and the tool's verdict."""
    rows = []
    for one in sorted(drawn, key=lambda one: (KINDS.index(one.unit.kind), one.name)):
        unit, verdict = one.unit, one.unit.verdict
        cells = [one.name, unit.kind, unit.level, unit.group, str(one.drawn), str(one.size), verdict.code]
        cells += [" ".join(verdict.voices), *(_several(found) for found in (verdict.words, verdict.sources))]
        cells += [verdict.source_kind, "" if verdict.score is None else f"{verdict.score:.4f}"]
        for sentence in unit.sentences:
            article = readings[sentence.article].article
            span = readings[sentence.article].sentences[sentence.number]
            cells += [f"{article.id}[{span.start}-{span.end}]", _line(span.of(article.unmarked.text))]
        cells += [""] * (len(KEY) - 2 - len(cells))
        rows.append([*cells, by, f"framing {__version__}, seed {seed}"])
    return KEY, rows


def _several(found: Sequence[str]) -> str:
    return ALSO.join(map(_line, found))


def _shown(sentence: Sentence, readings: Sequence[Reading], *, with_outlet: bool) -> Iterator[tuple[str, str]]:
    """What a coder sees of a sentence, by column."""
    reading = readings[sentence.article]
    article, number = reading.article, sentence.number
    start, end = reading.sentences[number]
    called = article.id if with_outlet else f"article {sentence.article + 1}"
    yield "place", f"{called} [{start}-{end}]"
    if with_outlet:
        yield "outlet", article.outlet or "unknown"
    yield "title", _title(article, with_outlet=with_outlet)
    around = _run(reading, max(0, number - BEFORE), number)
    yield "before", f"{around}{_break(reading, number)}".strip() if around else ""
    yield "sentence", _run(reading, number, number + 1)
    behind = _run(reading, number + 1, min(len(reading.sentences), number + 1 + BEHIND))
    yield "behind", f"{_break(reading, number + 1)}{behind}".strip() if behind else ""


def _run(reading: Reading, first: int, last: int) -> str:
    """Some sentences of an article on one line, with a sign where a paragraph begins."""
    text = reading.article.unmarked.text
    out = ""
    for number in range(first, last):
        out += (_break(reading, number) if out else "") + _line(reading.sentences[number].of(text))
    return out


def _break(reading: Reading, number: int) -> str:
    """What stands between a sentence and the one before."""
    starts = [block.span.start for block in reading.article.blocks]
    places = [bisect_right(starts, reading.sentences[n].start) for n in (number - 1, number)]
    return " " if places[0] == places[1] else PARAGRAPH


def _title(article: Article, *, with_outlet: bool) -> str:
    """The title, else the first headline; without the name of the outlet."""
    text = article.unmarked.text
    headline = next((block.span.of(text) for block in article.blocks if block.kind == "headline"), "")
    title = _line(article.title or headline)
    return (
        title
        if with_outlet or not article.outlet
        else re.sub(re.escape(article.outlet), "…", title, flags=re.IGNORECASE)
    )


def _line(text: str) -> str:
    """A text on one line, without the signs that stand for markup."""
    return " ".join(text.replace(MARKUP, "").split())
