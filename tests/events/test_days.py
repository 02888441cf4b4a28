"""An event is of the day that its articles give, however many of their sentences name none."""

from __future__ import annotations

from collections.abc import Callable

from framing.comparison import comparison
from framing.reading import Reading


def test_half_of_the_articles_are_enough(read: Callable[..., Reading]) -> None:
    found = comparison(
        [
            read("Crane falls onto quay of Salim\n\nA crane fell onto the quay of Salim on 5 May 2031, the port said."),
            read("A crane fell onto the quay of Salim, and the port was closed for a day."),
        ]
    )
    (event,) = (event for event in found.events if len(event.told_by) == 2)
    assert (len(event.members), event.earliest, event.latest) == (3, "2031-05-05", "2031-05-05")


def test_a_day_is_surer_than_its_month(read: Callable[..., Reading]) -> None:
    found = comparison(
        [
            read("A crane fell onto the quay of Salim on 5 May 2031, the port said."),
            read("A crane fell onto the quay of Salim in May 2031, and the port was closed for a day."),
        ]
    )
    (event,) = (event for event in found.events if len(event.told_by) == 2)
    assert (event.earliest, event.latest) == ("2031-05-05", "2031-05-05")


def test_one_sentence_of_two_days_happened_on_neither(read: Callable[..., Reading]) -> None:
    found = comparison([read("A crane fell onto the quay of Salim on 5 May 2031 and was lifted on 9 May 2031.")])
    (event,) = found.events
    assert (event.earliest, event.latest) == (None, None)
