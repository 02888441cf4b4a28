"""Side by side stands every sentence of an event, and every reason why two of them do not go together."""

from __future__ import annotations

from collections.abc import Callable

from framing.comparison import Comparison, comparison
from framing.reading import Reading
from framing.report.page import contents


def test_every_sentence_of_an_event_stands_beside_another(corpus: Comparison) -> None:
    sides = shown(corpus)
    for event in (event for event in corpus.events if event.id in sides):
        told = {link for pair in sides[event.id] for link in pair}
        assert len(told) == len(event.members)


def test_every_reason_of_a_contrast_stands_under_two_sentences(read: Callable[..., Reading]) -> None:
    told = "{} people left their homes in the harbour of Adrano when the storm broke the sea wall. "
    readings = [
        read(told.format("Forty") + "The mayor thanked the firemen, who had come from four villages in the hills."),
        read(told.format("Ninety") + "Trains stood still between Velm and the coast until the following evening."),
        read(told.format("Seventy") + "Insurers expect claims worth millions, and builders are hard to find."),
    ]
    (event,) = contents(comparison(readings), ())["events"]["compared"]
    assert {c["why"]: (d["a"]["article"], d["b"]["article"]) for d in event["diffs"] for c in d["contrasts"]} == {
        "40 or 90 people": (0, 1),
        "40 or 70 people": (0, 2),
        "90 or 70 people": (1, 2),
    }


def shown(found: Comparison) -> dict[str, list[tuple[str, str]]]:
    """For each event the pairs of sentences side by side, as links."""
    return {
        event["id"]: [(diff["a"]["link"]["href"], diff["b"]["link"]["href"]) for diff in event["diffs"]]
        for event in contents(found, ())["events"]["compared"]
    }
