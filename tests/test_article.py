"""The plain values: spans cut the text they point into, and nothing else is stored."""

from __future__ import annotations

import hashlib
import random

import pytest

from framing.article import Article, Block, DateBounds, Evidence, Lines, Span, merged, touched, trimmed

TEXT = "  The pier — 🛳 — is shut.\n"


def test_a_span_counts_code_points() -> None:
    assert Span(13, 14).of(TEXT) == "🛳"
    assert Span(2, 25).of(TEXT) == "The pier — 🛳 — is shut."
    assert Span(5, 5).of(TEXT) == ""


@pytest.mark.parametrize(
    ("a", "b", "covers", "overlaps"),
    [
        (Span(0, 5), Span(0, 5), True, True),
        (Span(0, 5), Span(1, 4), True, True),
        (Span(1, 4), Span(0, 5), False, True),
        (Span(0, 5), Span(4, 6), False, True),
        (Span(0, 5), Span(5, 6), False, False),
        (Span(5, 6), Span(0, 5), False, False),
        (Span(0, 5), Span(5, 5), True, False),
    ],
)
def test_covering_and_overlapping_are_half_open(a: Span, b: Span, covers: bool, overlaps: bool) -> None:
    assert a.covers(b) is covers
    assert a.overlaps(b) is overlaps


@pytest.mark.parametrize(
    ("span", "expected"),
    [(Span(0, len(TEXT)), Span(2, 25)), (Span(2, 5), Span(2, 5)), (Span(0, 2), Span(2, 2)), (Span(5, 6), Span(6, 6))],
)
def test_trimming_takes_white_space_off_the_ends(span: Span, expected: Span) -> None:
    assert trimmed(span, TEXT) == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], ()),
        ([Span(4, 7), Span(0, 3)], (Span(0, 7),)),
        ([Span(0, 2), Span(1, 3)], (Span(0, 3),)),
        ([Span(0, 7), Span(1, 2)], (Span(0, 7),)),
        ([Span(0, 3), Span(5, 7)], (Span(0, 3), Span(5, 7))),
        ([Span(3, 3), Span(5, 2)], ()),
    ],
)
def test_merging_bridges_white_space_only(spans: list[Span], expected: tuple[Span, ...]) -> None:
    assert merged(spans, "Ann Lee") == expected


def test_touched_agrees_with_looking_at_every_span() -> None:
    rng = random.Random(7)
    for _ in range(300):
        edges = sorted(rng.sample(range(60), 8))
        taken = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        start = rng.randrange(60)
        span = Span(start, start + rng.randrange(1, 9))
        assert touched(span, taken) is any(span.overlaps(other) for other in taken)


def test_an_article_cannot_be_changed() -> None:
    article = Article("a.txt", TEXT, ())
    with pytest.raises(AttributeError):
        article.text = "another"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        DateBounds().earliest = "2031-01-01"  # type: ignore[misc]


def test_what_is_not_given_is_unknown() -> None:
    article = Article("folder/a.txt", TEXT, ())
    assert (article.outlet, article.title, article.date, article.url) == (None, None, None, None)
    assert article.date_bounds == DateBounds(None, None, ())
    assert article.label == "a.txt"


def test_a_label_is_the_outlet_where_it_is_known() -> None:
    evidence = (Evidence("manifest", "Lumen Post", "manifest.toml, line 1"),)
    assert Article("a.txt", TEXT, (), "Lumen Post", evidence).label == "Lumen Post"


def test_prose_leaves_out_bylines_and_boilerplate() -> None:
    kinds = ("headline", "byline", "caption", "paragraph", "blockquote", "boilerplate")
    blocks = tuple(Block(Span(i, i + 1), kind) for i, kind in enumerate(kinds))
    prose = Article("a.txt", TEXT, blocks).prose
    assert [block.kind for block in prose] == ["headline", "caption", "paragraph", "blockquote"]


def test_the_hash_is_that_of_the_utf8_bytes() -> None:
    assert Article("a", TEXT, ()).sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert len(Article("a", "lone \ud800", ()).sha256) == 64


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("one\ntwo\n", 0, (1, 1)),
        ("one\ntwo\n", 3, (1, 4)),
        ("one\ntwo\n", 4, (2, 1)),
        ("one\ntwo\n", 8, (3, 1)),
        ("one\r\ntwo", 5, (2, 1)),
        ("🛳🛳x", 2, (1, 3)),
        ("a\u2028b", 2, (1, 3)),
        ("", 0, (1, 1)),
    ],
)
def test_lines_and_columns_count_from_one(text: str, offset: int, place: tuple[int, int]) -> None:
    assert Lines(text).place(offset) == place
