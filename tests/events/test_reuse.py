"""Words that two articles share: copy told from a common quotation, exact spans, shares, credits, in little time."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

import pytest

from framing.article import Article
from framing.events.reuse import SHORTEST, reuse
from framing.intake import layout
from framing.reading import Reading

Reader = Callable[..., Reading]

COPY = "The ferry ran aground off the northern pier shortly after dawn and nobody on board was hurt"
WORDS = len(COPY.split())


def test_a_copied_run_has_its_exact_spans_and_shares(read: Reader) -> None:
    a = read(f"Early news. {COPY}, the crew's union was told.")
    b = read(f"{COPY.replace('The', 'the')}. Trains were late as well on that day.")
    (found,) = reuse([a, b])
    (shared,) = found.shared
    assert (found.a, found.b, shared.kind, shared.words) == (0, 1, "copy", WORDS)
    assert shared.a.of(a.article.text) == COPY
    assert shared.b.of(b.article.text) == COPY.replace("The", "the")
    assert found.share_b.n == WORDS + 8
    assert found.share_b.value == pytest.approx(WORDS / (WORDS + 8))
    assert found.share_b.low is not None
    assert found.share_b.low < found.share_b.value


@pytest.mark.parametrize(("length", "expected"), [(SHORTEST - 1, 0), (SHORTEST, 1)])
def test_a_run_has_ten_words_or_more(length: int, expected: int, read: Reader) -> None:
    run = " ".join(COPY.split()[:length])
    assert len(reuse([read(f"Once {run} here."), read(f"Now {run} there.")])) == expected


def test_marks_capitals_and_apostrophes_do_not_break_a_run(read: Reader) -> None:
    a = read("The crew's ferry ran aground off the northern pier, shortly after dawn, on Monday.")
    b = read("THE CREW’S FERRY RAN AGROUND OFF THE NORTHERN PIER SHORTLY AFTER DAWN ON MONDAY")
    (found,) = reuse([a, b])
    assert [shared.words for shared in found.shared] == [14]


SPEECH = "We warned the harbour office twice this year and nobody there wanted to hear a single word of it"


def test_one_speech_that_both_quote_is_no_copy(read: Reader) -> None:
    a = read(f"Ann Lee was angry. “{SPEECH},” she said on Monday in Adrano.")
    b = read(f"“{SPEECH},” said Ann Lee, the mayor of the town.")
    (found,) = reuse([a, b])
    assert [shared.kind for shared in found.shared] == ["quotation"]
    assert found.share_a.value == found.share_b.value == 0


def test_a_quotation_within_copied_words_is_copied(read: Reader) -> None:
    text = f"{COPY}. “{SPEECH},” said Ann Lee."
    (found,) = reuse([read(text), read(f"Read this. {text}")])
    assert [shared.kind for shared in found.shared] == ["copy"]
    assert found.share_a.value == 1


def test_a_run_ends_at_what_is_no_prose(read: Reader) -> None:
    half = COPY.split()
    text = f"{' '.join(half[:8])}\n\n© 2031 Adrano Post. All rights reserved.\n\n{' '.join(half[8:])}"
    assert any(block.kind == "boilerplate" for block in read(text).article.blocks)
    assert reuse([read(text), read(COPY)]) == ()


def test_credits_are_media_that_the_article_names(read: Reader) -> None:
    a = read(f"{COPY}, Reuters reported. Many were late.")
    b = read(f"{COPY}, Reuters reported. Trains ran.")
    c = read(f"Reuters reported on football. Later: {COPY}.")
    first, *rest = reuse([a, b, c])
    assert (first.credits_a, first.credits_b) == (("Reuters",), ("Reuters",))
    assert [one.credits_b for one in rest] == [(), ()]


def test_words_copied_twice_count_once(read: Reader) -> None:
    (found,) = reuse([read(f"{COPY}."), read(f"{COPY}. Again: {COPY}.")])
    assert [shared.words for shared in found.shared] == [WORDS, WORDS]
    assert (found.share_a.value, found.share_a.n) == (1, WORDS)


def bare(words: list[str], **fields: Any) -> Reading:
    text = " ".join(words)
    return Reading(Article("a", text, layout.blocks(text), **fields), "en")


@pytest.mark.parametrize("shape", ["nothing shared", "all shared", "one word"])
def test_time_grows_with_the_words(shape: str) -> None:
    chance = random.Random(3)

    def articles(size: int) -> list[Reading]:
        if shape == "one word":
            return [bare(["no"] * size) for _ in range(4)]
        one = [f"w{chance.randrange(5000)}" for _ in range(size)]
        return [bare(one if shape == "all shared" else chance.sample(one, size)) for _ in range(4)]

    def least(found: list[Reading]) -> float:
        times = []
        for _ in range(3):
            began = time.process_time()
            reuse(found)
            times.append(time.process_time() - began)
        return min(times)

    short, long = least(articles(2_500)), least(articles(20_000))
    assert long < 24 * short + 0.2, (short, long)  # eight times the words: 64 would be quadratic
