"""Sentences of two versions: which stands for which, in order; what was joined, split, moved; in little time."""

from __future__ import annotations

import random
import time

import pytest

from framing.events.alignment import Match, alignment, likeness

BRIDGE = "the old bridge will stay open until june"
COUNCIL = "the council meets again on monday evening"
STORM = "nobody was hurt when the storm hit the quay"
NEW = "a fund for the ferry crews was set up"


def rows(*sentences: str) -> list[tuple[str, ...]]:
    return [tuple(sentence.split()) for sentence in sentences]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((BRIDGE, COUNCIL), (BRIDGE, COUNCIL), [((0,), (0,)), ((1,), (1,))]),
        ((BRIDGE, COUNCIL), (BRIDGE, NEW, COUNCIL), [((0,), (0,)), ((), (1,)), ((1,), (2,))]),
        ((BRIDGE, STORM, COUNCIL), (BRIDGE, COUNCIL), [((0,), (0,)), ((1,), ()), ((2,), (1,))]),
        (
            (BRIDGE, COUNCIL),
            (BRIDGE.replace("june", "july"), COUNCIL),
            [((0,), (0,)), ((1,), (1,))],
        ),
        ((STORM,), (NEW,), [((0,), ()), ((), (0,))]),
        ((), (NEW,), [((), (0,))]),
        ((f"{BRIDGE} and {COUNCIL}",), (BRIDGE, COUNCIL), [((0,), (0, 1))]),
        ((BRIDGE, COUNCIL), (f"{BRIDGE} and {COUNCIL}",), [((0, 1), (0,))]),
        ((BRIDGE, BRIDGE, BRIDGE), (BRIDGE, BRIDGE), [((0,), (0,)), ((1,), (1,)), ((2,), ())]),
    ],
    ids="same added removed changed rewritten empty split joined repeated".split(),
)
def test_what_stands_for_what(old: tuple[str, ...], new: tuple[str, ...], expected: list[object]) -> None:
    assert alignment(rows(*old), rows(*new)) == tuple(Match(a, b) for a, b in expected)  # type: ignore[misc]


def test_a_sentence_that_moved_stands_where_it_went() -> None:
    found = alignment(rows(BRIDGE, COUNCIL, STORM, NEW), rows(STORM, BRIDGE, COUNCIL, NEW))
    assert found[0] == Match((2,), (0,), moved=True)
    assert [match.moved for match in found] == [True, False, False, False]


def test_a_sentence_that_moved_may_have_changed_a_little() -> None:
    found = alignment(rows(STORM, BRIDGE, COUNCIL, NEW), rows(BRIDGE, COUNCIL, NEW, STORM.replace("quay", "pier")))
    assert found[-1] == Match((0,), (3,), moved=True)


def test_a_few_words_that_stand_anywhere_are_not_told_to_have_moved() -> None:
    found = alignment(rows("he agreed", BRIDGE, COUNCIL), rows(BRIDGE, COUNCIL, "he agreed"))
    assert not any(match.moved for match in found)


def test_every_sentence_stands_in_one_match() -> None:
    chance = random.Random(5)
    words = [f"w{n}" for n in range(12)]
    for _ in range(300):
        old, new = (
            [tuple(chance.choices(words, k=chance.randint(1, 9))) for _ in range(chance.randint(0, 9))]
            for _ in range(2)
        )
        new += [sentence for sentence in old if chance.random() < 0.6]
        found = alignment(old, new)
        assert sorted(i for match in found for i in match.old) == list(range(len(old)))
        assert [j for match in found for j in match.new] == list(range(len(new)))
        kept = [match.old[0] for match in found if match.old and not match.moved]
        assert kept == sorted(kept)


def test_likeness_is_the_share_of_words_in_common() -> None:
    assert likeness(("a", "b"), ("b", "a")) == 1
    assert likeness(("a", "b", "c", "d"), ("a", "b", "x", "y")) == 0.5
    assert likeness((), ()) == 1


@pytest.mark.parametrize("shape", ["half changed", "unrelated", "periodic", "shuffled"])
def test_time_grows_with_the_number_of_sentences(shape: str) -> None:
    chance = random.Random(7)
    words = [f"w{n}" for n in range(3000)]

    def versions(size: int) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
        old = [tuple(chance.choices(words, k=15)) for _ in range(size)]
        if shape == "half changed":
            return old, [s if n % 2 else (*s[:12], "new", "words", "here") for n, s in enumerate(old)]
        if shape == "unrelated":
            return old, [tuple(chance.choices(words, k=15)) for _ in range(size)]
        if shape == "periodic":
            return old[:3] * (size // 3), (old[:2] + old[5:6]) * (size // 3)
        return old, chance.sample(old, size)

    times = []
    for size in (2_000, 2_000, 8_000):
        old, new = versions(size)
        began = time.process_time()
        alignment(old, new)
        times.append(time.process_time() - began)
    assert times[2] < 8 * times[1] + 0.2, times  # 16 would be quadratic
