"""What holds on the seeds holds on other stories: the same assertions on invented storylines (law 12)."""

from __future__ import annotations

from typing import Any

import pytest

from framing.article import Span
from framing.comparison import Comparison
from framing.events.events import Event
from framing.reading import Reading

Storyline = tuple[Comparison, dict[str, Any]]


def article(found: Comparison, file: str) -> int:
    """The index of a file's article."""
    return next(n for n, reading in enumerate(found.readings) if reading.article.id == file)


def place(reading: Reading, piece: str) -> Span:
    """Where a piece of text stands that is there once."""
    text = reading.article.text
    assert text.count(piece) == 1, (reading.article.id, piece)
    return Span(text.index(piece), text.index(piece) + len(piece))


def parent(found: Comparison, words: list[str]) -> Event:
    """The parent event whose label holds the words."""
    matching = [e for e in found.events if all(word.lower() in e.label.lower() for word in words)]
    parents = [e for e in matching if any(other.parent == e.id for other in found.events)]
    assert len(parents) == 1, [e.label for e in matching]
    return parents[0]


def test_the_vilnius_summit_is_one_parent(seeds: Comparison) -> None:
    event = parent(seeds, ["summit in Vilnius"])
    assert (event.earliest, event.latest) == ("2023-07-11", "2023-07-12")
    ids = [reading.article.id[:3] for reading in seeds.readings]
    told = {ids[t.article]: t.state for t in event.tellings}
    assert told == {"000": "reports", "001": "reports", "002": "reports", "003": "unknown", "004": "reports"}


def test_the_g7_declaration_is_one_leaf_of_it(seeds: Comparison) -> None:
    event = parent(seeds, ["summit in Vilnius"])
    wanted = ("A G7 Joint Declaration made at the summit", "the G7 countries pledged to offer Ukraine")
    for leaf in (e for e in seeds.events if e.parent == event.id):
        written = [span.of(seeds.readings[t.article].article.text) for t in leaf.tellings for span in t.passages]
        if any(wanted[0] in passage for passage in written):
            assert len(written) == 2
            assert any(wanted[1] in passage for passage in written)
            states = {seeds.readings[t.article].article.id[:3]: t.state for t in leaf.tellings}
            assert states == {"000": "reports", "001": "before", "002": "reports", "003": "unknown", "004": "before"}
            return
    pytest.fail("the declaration is no leaf of the summit")


def test_the_resistance_is_one_leaf_told_in_a_headline_and_a_lead(seeds: Comparison) -> None:
    (leaf,) = (e for e in seeds.events if e.label.startswith("Both the US and Germany have vocally opposed"))
    told = {seeds.readings[t.article].article.id[:3]: t.places for t in leaf.tellings if t.passages}
    assert told == {"000": ("tail",), "002": ("headline", "lead")}


def test_the_bilateral_agreements_are_one_leaf(seeds: Comparison) -> None:
    (leaf,) = (e for e in seeds.events if "bilateral agreements with NATO" in e.label)
    told = {seeds.readings[t.article].article.id[:3] for t in leaf.tellings if t.passages}
    assert told == {"000", "002"}


def test_the_storyline_has_its_parent(storyline: Storyline) -> None:
    found, expected = storyline
    wanted = expected["parent"]
    event = parent(found, wanted["words"])
    assert event.earliest is not None
    assert event.earliest[:7] == f"{wanted['year']}-{wanted['month']:02}"
    told = {t.article for t in event.tellings if t.passages}
    assert told >= {article(found, telling["file"]) for telling in wanted["tellings"]}


def test_nothing_unknown_is_filled_in(storyline: Storyline) -> None:
    found, expected = storyline
    for item in expected["unknown"]:
        one = found.readings[article(found, item["file"])].article
        assert getattr(one, item["field"]) is None, item


def test_what_is_known_carries_its_evidence(storyline: Storyline) -> None:
    found, expected = storyline
    for item in expected["known"]:
        one = found.readings[article(found, item["file"])].article
        assert getattr(one, item["field"]) == item["value"]
        evidence = one.outlet_evidence if item["field"] == "outlet" else one.date_bounds.evidence
        assert item["kind"] in {e.kind for e in evidence}, item


def test_articles_are_moments_of_one_storyline(corpus: Comparison) -> None:
    assert len(corpus.stories) > 1
    assert "do not all report one event" in corpus.warnings[0]
    assert all(not (set(w.lower().split()) & {"bias", "biased", "wrong", "lie"}) for w in corpus.warnings)


def test_leaves_told_by_several_are_found(storyline: Storyline) -> None:
    """Most of the facts that a careful reader aligns are aligned, and none is merged with another fact."""
    found, expected = storyline
    shared = [leaf for leaf in expected["leaf"] if len(tellings(leaf)) > 1]
    aligned = 0
    for leaf in shared:
        spans = {(article(found, t["file"]), sentence(found, t)) for t in tellings(leaf)}
        best = max(
            len(spans & passages(event, found)) for event in found.events if event.parent or not children(found, event)
        )
        aligned += best >= 2
    assert aligned >= len(shared) - 1, f"{aligned} of {len(shared)}"


def tellings(leaf: dict[str, Any]) -> list[dict[str, str]]:
    """The tellings of an expected leaf."""
    return [t for key in ("tellings", "reports", "contrasts") for t in leaf.get(key, []) if isinstance(t, dict)]


def sentence(found: Comparison, telling: dict[str, str]) -> int:
    """The number of the sentence that an expected telling quotes."""
    reading = found.readings[article(found, telling["file"])]
    start = reading.article.text.index(telling["sentence"])
    return next(n for n, span in enumerate(reading.sentences) if span.start <= start < span.end)


def passages(event: Event, found: Comparison) -> set[tuple[int, int]]:
    """An event's passages as article and sentence number."""
    return {(found.passages[m].article, found.passages[m].number) for m in event.members}


def children(found: Comparison, event: Event) -> bool:
    """Whether an event is a parent."""
    return any(other.parent == event.id for other in found.events)


def test_voices_are_as_a_reader_hears_them(storyline: Storyline) -> None:
    found, expected = storyline
    wrong = []
    for item in expected["voice"]:
        reading = found.readings[article(found, item["file"])]
        span = place(reading, item["text"])
        heard = {v.voice for v in reading.voices if v.span.overlaps(span)}
        if heard != {item["voice"]}:
            wrong.append((item["text"][:60], item["voice"], heard))
    assert len(wrong) <= len(expected["voice"]) // 10, wrong


def test_attributions_are_as_a_reader_reads_them(storyline: Storyline) -> None:
    found, expected = storyline
    right, wrong = 0, []
    for item in expected["attribution"]:
        reading = found.readings[article(found, item["file"])]
        text = reading.article.text
        start = text.index(item["passage"]) if item.get("passage") else 0
        offset = text.index(item["content"], start)
        content = Span(offset, offset + len(item["content"]))
        matching = [
            (a, s)
            for a, s in zip(reading.attributions, reading.sourcings, strict=True)
            if any(piece.overlaps(content) for piece in a.content)
            and (
                not item["source"]
                or any(item["source"] in p.of(text) or p.of(text) in item["source"] for p in a.source)
            )
        ]
        good = [s for a, s in matching if s.kind == item["source_kind"] and a.type == item["type"]]
        right += bool(good)
        if not good:
            wrong.append((item["content"][:50], item["source"], [(a.type, s.kind) for a, s in matching]))
    assert right / len(expected["attribution"]) >= 0.85, wrong


def test_the_bounds_that_the_seeds_support(seeds: Comparison) -> None:
    bounds = {r.article.id[:3]: (r.article.date_bounds.earliest, r.article.date_bounds.latest) for r in seeds.readings}
    assert bounds == {
        "000": ("2023-07-11", None),
        "001": ("2008-01-01", "2023-07-10"),
        "002": ("2023-07-11", None),
        "003": ("2015-01-01", None),
        "004": (None, "2023-07-10"),
    }
