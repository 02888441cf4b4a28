"""Which sentences are compared, and what of a headline counts as a name."""

from __future__ import annotations

from collections.abc import Callable

from framing.events.passages import Passage, passages
from framing.identities import canonical_concepts
from framing.reading import Reading

Reader = Callable[..., Reading]
BODY = "\n\nThe old ferry of Adrano sank on Friday off the pier. Nobody was hurt, the harbour office said."


def headline(reading: Reading) -> Passage | None:
    cut = passages([reading], canonical_concepts([reading]))
    return next((passage for passage in cut if passage.headline), None)


def test_a_short_headline_is_compared(read: Reader) -> None:
    found = headline(read("Old ferry sinks off Adrano" + BODY))
    assert found is not None
    assert found.terms == ("old", "ferri", "sink")
    assert found.names == {"adrano"}


def test_the_words_of_a_title_case_headline_are_words(read: Reader) -> None:
    found = headline(read("Historic Ferry Sinks Near Pier" + BODY))
    assert found is not None
    assert not found.names
    assert {"ferri", "sink", "pier"} <= set(found.terms)


def test_a_subheading_without_a_fact_is_not_compared(read: Reader) -> None:
    assert headline(read("What next" + BODY)) is None
