"""Headlines against their own bodies, and where in its article each telling stands."""

from __future__ import annotations

from collections.abc import Callable

from framing.comparison import comparison
from framing.events.headlines import Headline, headlines
from framing.events.passages import places
from framing.identities import canonical_concepts
from framing.reading import Reading

Reader = Callable[..., Reading]

BODY = (
    "The council of Adrano has asked the port office to survey all nine cranes.\n\n"
    "Two dockers were hurt on Friday, according to the union.\n\n"
    "The port office declined to comment."
)


def only(read: Reader, text: str, **fields: str) -> tuple[Headline, Reading]:
    whole = read(text, **fields)
    (headline,) = headlines([whole], canonical_concepts([whole]))
    return headline, whole


def test_a_headline_in_the_text(read: Reader) -> None:
    headline, whole = only(read, f"Adrano council slams port office over cranes\n\n{BODY}")
    assert headline.span is not None
    assert headline.span.of(whole.article.text) == "Adrano council slams port office over cranes"
    assert [span.of(headline.text) for span in headline.missing] == ["slams"]
    assert headline.told_in is not None
    assert headline.told_in.of(whole.article.text).startswith("The council of Adrano")


def test_a_title_beside_the_text(read: Reader) -> None:
    headline, _ = only(read, BODY, title="Seven dockers killed in Adrano")
    assert headline.span is None
    assert [span.of(headline.text) for span in headline.missing] == ["Seven", "killed"]


def test_a_headline_that_no_sentence_tells(read: Reader) -> None:
    headline, _ = only(read, BODY, title="Ministers quarrel about fishing quotas")
    assert (headline.told_in, headline.share) == (None, 0.0)


def test_a_headline_that_drops_the_source(read: Reader) -> None:
    headline, whole = only(read, BODY, title="Two dockers hurt on Friday")
    assert [whole.sourcings[number].speaker for number in headline.sources] == ["the union"]


def test_a_headline_that_names_the_source(read: Reader) -> None:
    headline, _ = only(read, BODY, title="Two dockers hurt on Friday, union says")
    assert headline.sources == ()


def test_a_headline_goes_with_the_sentence_that_tells_it(read: Reader) -> None:
    whole = comparison([read(f"Adrano council asks port office to survey cranes\n\n{BODY}"), read(BODY)])
    event = next(event for event in whole.events if "cranes" in event.label)
    assert [telling.places for telling in event.tellings] == [("headline", "lead"), ("lead",)]


def test_lead_body_and_tail(read: Reader) -> None:
    sentences = [f"The office counted crane number {number} of the harbour." for number in range(2, 10)]
    text = "Cranes counted in Adrano\n\n" + " ".join(sentences[:2]) + "\n\n" + " ".join(sentences[2:])
    assert places(read(text)) == ("headline", "lead", "lead", *["body"] * 4, "tail", "tail")
