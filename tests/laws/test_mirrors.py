"""Law 7: sentences with their sides swapped are flagged alike: same rule, voice, status and severity."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.reading import Reading

Reader = Callable[..., Reading]
CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "mirrors.toml").read_text("utf-8"))
VOICES = ("own", "attributed", "quoted", "scare", "mention")
SWAP = re.compile(r"\{([^|}]+)\|([^|}]+)\}")


def both(sentence: str) -> tuple[str, str]:
    """The sentence with the one side and with the other."""
    assert len(SWAP.findall(sentence)) == 1, sentence
    return SWAP.sub(r"\1", sentence), SWAP.sub(r"\2", sentence)


def flags(reading: Reading) -> list[tuple[str, str, str, str, str]]:
    """What is said of a text's findings, but for where they stand and whom they favour."""
    return [(f.rule.code, f.rule.category, f.rule.status, f.rule.severity, f.voice) for f in reading.findings]


def cases(*names: str) -> list[object]:
    return [pytest.param(name, sentence, id=f"{name}-{sentence}") for name in names for sentence in CASES[name]]


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
