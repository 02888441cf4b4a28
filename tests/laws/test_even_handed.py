"""Law 7: even-handed. Swapping the sides of a sentence changes neither flag, rule, voice, status nor severity."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.lexicon.folders import rules
from framing.reading import Reading

Reader = Callable[..., Reading]

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "mirrors.toml").read_text("utf-8"))
VOICES = ("own", "attributed", "quoted", "scare", "mention")
SWAP = re.compile(r"\{([^|}]+)\|([^|}]+)\}")

FRAMES = (
    "The {a} has rejected the plan.",
    "Officials said that the {a} had rejected the plan.",
    "“The {a} must answer for this,” the senator told reporters.",
    "The so-called “{a}” met again on Monday.",
    "Nobody mentioned the {a}, according to two witnesses.",
)
PAIRS = (
    ("Kiev regime", "Putin regime"),
    ("Kyiv regime", "Moscow regime"),
    ("orcs", "Ukronazis"),
    ("military bloc", "defensive alliance"),
)
ACTORS = (
    ("Ukraine", "Russia"),
    ("Kyiv", "Moscow"),
    ("Israel", "Iran"),
    ("Democrats", "Republicans"),
    ("India", "Pakistan"),
    ("China", "Japan"),
    ("Ukrainian President Volodymyr Zelensky", "Russian President Vladimir Putin"),
)
SENTENCES = (
    "{a} claims that {b} broke the truce.",
    "{a} denied that its troops had crossed the border, but {b} rejected this.",
    "“We will not yield,” said {a}. {b} slammed the remark as “a threat”.",
    "According to {a}, the convoy was empty; {b} said nothing.",
    "{a} has promised to withdraw, and {b} insists the pledge is hollow.",
    "Two officials in the talks told Reuters that {a} wants guarantees from {b}.",
)


def flags(reading: Reading) -> list[tuple[str, str, str, str, str]]:
    """What is said of a text's findings, but for where they stand and whom they favour."""
    return [(f.rule.code, f.rule.category, f.rule.status, f.rule.severity, f.voice) for f in reading.findings]


def both(sentence: str) -> tuple[str, str]:
    """The sentence with the one side and with the other."""
    assert len(SWAP.findall(sentence)) == 1, sentence
    return SWAP.sub(r"\1", sentence), SWAP.sub(r"\2", sentence)


def cases(*names: str) -> list[object]:
    return [pytest.param(name, sentence, id=f"{name}-{sentence}") for name in names for sentence in CASES[name]]


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("frame", FRAMES)
def test_mirrored_terms_are_flagged_alike(read: Reader, frame: str, one: str, other: str) -> None:
    first, second = (read(frame.format(a=term)) for term in (one, other))
    assert any(f.term.favours for f in first.findings)
    assert flags(first) == flags(second)
    favoured = [{f.term.favours for f in reading.findings} for reading in (first, second)]
    assert favoured[0] != favoured[1]


def test_there_are_at_least_a_hundred_pairs_and_no_list_is_left_out() -> None:
    assert sum(len(CASES[voice]) for voice in VOICES) >= 100
    assert set(CASES) == {*VOICES, "actors", "voice_differs"}


@pytest.mark.parametrize(("voice", "sentence"), cases(*VOICES))
def test_mirrored_sentences_are_flagged_alike(read: Reader, voice: str, sentence: str) -> None:
    one, other = (read(text) for text in both(sentence))
    assert flags(one) == flags(other)
    sided = [[f for f in reading.findings if f.term.favours] for reading in (one, other)]
    assert [found[0].voice for found in sided] == [voice, voice]
    assert sided[0][0].term.favours != sided[1][0].term.favours
    assert sided[0][0].term.axis == sided[1][0].term.axis


@pytest.mark.xfail(strict=True, reason="the model of attribution reads other words otherwise")
@pytest.mark.parametrize(("_list", "sentence"), cases("voice_differs"))
def test_mirrored_sentences_have_the_same_voice(read: Reader, _list: str, sentence: str) -> None:
    one, other = (read(text) for text in both(sentence))
    assert flags(one) == flags(other)


@pytest.mark.parametrize(("_list", "sentence"), cases("actors"))
def test_sentences_with_other_actors_are_flagged_alike(read: Reader, _list: str, sentence: str) -> None:
    one, other = (read(text) for text in both(sentence))
    assert flags(one) == flags(other)
    assert not any(f.term.favours for f in one.findings)


@pytest.mark.parametrize(("one", "other"), ACTORS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_swapped_actors_are_read_alike(read: Reader, sentence: str, one: str, other: str) -> None:
    def shape(a: str, b: str) -> list[tuple[object, ...]]:
        reading = read(sentence.format(a=a, b=b))
        text = reading.article.text
        swapped = [
            (
                [p.of(text).replace(a, "A").replace(b, "B") for p in (*x.source, *x.cue, *x.content)],
                x.type,
                x.stance,
                x.score,
                s.kind,
            )
            for x, s in zip(reading.attributions, reading.sourcings, strict=True)
        ]
        return [*swapped, *((v.voice, v.span.of(text).replace(a, "A").replace(b, "B")) for v in reading.voices)]

    assert shape(one, other) == shape(other, one)
    assert shape(one, other)


def test_terms_of_one_rule_share_what_must_be_equal() -> None:
    sided = [(rule, term) for rule in rules() for term in rule.terms if term.favours]
    assert len(sided) >= 40
    for rule, term in sided:
        assert term.axis, f"{rule.code}: {term.match[0]} favours a side of no axis"


def test_each_axis_has_as_many_terms_for_either_side() -> None:
    counted: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for rule in rules():
        if rule.balance is None:
            for term in rule.terms:
                if term.axis and term.favours:
                    counted[rule.code, term.axis][term.favours] += 1
    assert counted
    for place, sides in counted.items():
        assert len(sides) == 2, (place, sides)
        assert len(set(sides.values())) == 1, (place, sides)
