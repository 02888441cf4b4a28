"""A Comparison becomes tables: every count and measure that a report shows, each with the places that it rests on.

The page, its figures, the JSON and the CSV files all print these rows, so that one number is one number everywhere. A
row is tidy: its keys say what it is of (Wickham 2014), a table of the page sets rows with one key beside each other.
What can go wrong: nothing; what nobody told, said or marked has no row, or one with a count of 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.article import Span
from framing.comparison import Comparison
from framing.groups import ARTICLE, Group, groups
from framing.measures import Measure

Spot = tuple[int, Span | None]
"""An article's index and a span in it; None stands for the whole article."""


@dataclass(frozen=True, slots=True)
class Row:
    """One number: ``keys`` say what it is of, ``count`` how many things were counted.

    ``measure`` holds the value made of the count with its n and interval, or None where too little was written.
    ``spots`` are the places that were counted; ``events`` are the ids of the events, where those were counted.
    """

    keys: tuple[str, ...]
    count: int | None = None
    measure: Measure | None = None
    spots: tuple[Spot, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind; ``keys`` name their keys, ``unit`` what the value of a measure is in ("" where there is none).

    ``about`` says in a sentence what is counted, of what, and with which interval.
    """

    name: str
    title: str
    about: str
    keys: tuple[str, ...]
    unit: str
    rows: tuple[Row, ...]

    def numbered(self) -> Iterator[tuple[str, Row]]:
        """The rows, each with the id of the cell of the page that shows it."""
        for number, row in enumerate(self.rows, 1):
            yield f"r-{self.name}-{number}", row


def by_article(found: Comparison) -> tuple[Group, ...]:
    """Each article as a group of its own."""
    return groups(found.readings, (), ARTICLE)


def single(found: Sequence[Group]) -> bool:
    """Whether each group is one article, so that a table by article would say the same again."""
    return all(len(group.articles) == 1 for group in found)
