"""The network: the same in plain integers and in arrays, on any machine; no name is a trait; what it learned from."""

from __future__ import annotations

import json
import re

import pytest

from framing.article import Article
from framing.attribution import arrays
from framing.attribution.arrays import ArrayStates
from framing.attribution.attributions import outside_quotations, speech
from framing.attribution.learned import cue_places
from framing.attribution.network import FILE, FORMAT, Chain, Window, from_json, network
from framing.attribution.packed import PackedStates
from framing.attribution.paths import OUTSIDE, best_paths, best_through
from framing.attribution.traits import NAME, Vocabulary, named_words, traits, word_traits
from framing.attribution.words import POLITICS
from framing.comparison import Comparison
from framing.intake import layout
from framing.lexicon.cues import cues

TEXT = """Harbour Board rejects plan, workers say

“We sailed at dawn,” said Ann Marsh, the captain of the ferry. “Nobody saw us.” She added that the lamp had failed.

The board has repeatedly denied the claim, according to two officials, and it wants an inquiry.

NOBODY KNOWS WHY. 北京 قال الوزير إن 12,5 % … ''"""


def article(text: str) -> Article:
    return Article("x", text, layout.blocks(text))


def lines(text: str) -> list[list[tuple[int, ...]]]:
    found = article(text)
    return [
        line
        for paragraph in outside_quotations(found)
        for line in traits(text, paragraph.rows, network().vocabulary, headline=paragraph.headline)
    ]


def test_integers_and_arrays_agree_in_every_score() -> None:
    rows = lines(TEXT)
    assert len(rows) >= 5
    packed, quick = PackedStates(network(), rows), ArrayStates(network(), rows)
    assert packed.cues() == quick.cues()
    assert packed.cue_paths() == quick.cue_paths()
    windows = [Window(0, 2, 3, range(len(rows[0])), range(0)), Window(1, 2, 3, range(1, 6), range(len(rows[2])))]
    windows += [Window(n, 0, 1, range(len(row)), range(0)) for n, row in enumerate(rows)]
    assert packed.roles(windows) == quick.roles(windows)
    assert packed.role_paths(windows) == quick.role_paths(windows)


@pytest.mark.parametrize("kept", [8, 60])
def test_arrays_forget_words_and_come_to_the_same(kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [TEXT, "The crew of the ferry said nothing. “It sank,” the pilot told the board.", TEXT]
    wanted = [ArrayStates(network(), lines(text)).cues() for text in texts]
    monkeypatch.setattr(arrays, "KEPT", kept)
    arrays._memory.cache_clear()
    found = [ArrayStates(network(), lines(text)).cues() for text in texts]
    assert len(arrays._memory(network())._places) <= kept
    arrays._memory.cache_clear()
    assert found == wanted


def test_integers_and_arrays_agree_on_the_seeds(seeds: Comparison) -> None:
    for reading in seeds.readings[:2]:
        found = article(reading.article.text[:4000])
        assert speech(found, PackedStates) == speech(found, ArrayStates)


@pytest.mark.parametrize("states", [PackedStates, ArrayStates])
def test_nothing_to_read(states: type[PackedStates] | type[ArrayStates]) -> None:
    empty = states(network(), [])
    assert empty.cues() == empty.cue_paths() == []
    assert empty.roles([]) == empty.role_paths([]) == []


def test_the_best_path_through_each_label() -> None:
    weights = network().cues.weights
    chain = Chain(weights, (0, 0, 0), ((0, 0, -9), (0, -9, 0), (0, -9, 0)), 0)
    scores = [[0, -5, -5], [0, 3, 0], [0, 0, 2], [0, -5, -5]]
    through = best_through(scores, chain)
    assert [max(range(3), key=line.__getitem__) for line in through] == [0, 1, 2, 0]
    assert {max(line) for line in through} == {5}
    assert through[1][OUTSIDE] == 0
    assert list(cue_places(best_paths(scores, chain))) == [(1, 3, 5)]
    assert list(cue_places(best_paths([[0, -50, -50]] * 3, chain))) == []


def test_no_name_is_a_trait() -> None:
    vocabulary = network().vocabulary
    words = set(vocabulary.numbers["word"])
    assert len(words) > 10_000
    assert not words & named_words()
    assert not words & POLITICS
    assert all(word == word.lower() or re.fullmatch(r"[A-Z][A-Z :a-z]*", word) for word in words)
    assert vocabulary.opening <= words


@pytest.mark.parametrize(
    "pair", [("Kyiv", "Moscow"), ("Democrats", "Republicans"), ("Xi", "Biden"), ("Israeli", "Iranian")]
)
@pytest.mark.parametrize("opens", [True, False])
def test_two_names_have_the_same_traits(pair: tuple[str, str], opens: bool) -> None:
    one, other = (
        word_traits(word.lower(), capital=True, opens=opens, vocabulary=network().vocabulary) for word in pair
    )
    assert one == other


def test_a_party_written_small_is_a_name() -> None:
    vocabulary = network().vocabulary
    assert word_traits("republican", capital=False, opens=False, vocabulary=vocabulary)[0] == NAME
    assert word_traits("said", capital=False, opens=False, vocabulary=vocabulary)[:2] == ("said", "aid")
    assert word_traits("said", capital=True, opens=False, vocabulary=vocabulary)[0] == NAME


def test_the_model_file_says_what_it_is() -> None:
    data = json.loads(FILE.read_text("utf-8"))
    assert data["format"] == FORMAT
    assert data["about"]["articles"] > 0
    assert FILE.stat().st_size < 15_000_000
    with pytest.raises(ValueError, match="this version reads"):
        from_json({**data, "format": "framing.network/0"})
    cut = {**data["matrices"]["cues"], "rows": 4}
    with pytest.raises(ValueError, match="cut short"):
        from_json({**data, "matrices": {**data["matrices"], "cues": cut}})


def test_an_unknown_word_has_the_unknown_trait() -> None:
    vocabulary = Vocabulary({"word": {"UNKNOWN": 3, "said": 4}}, frozenset())
    assert vocabulary.number("word", "flumped") == 3
    assert vocabulary.number("word", "said") == 4


def test_the_network_has_learned_every_part_that_a_cue_of_the_lexicon_plays() -> None:
    vocabulary = network().vocabulary
    words = {form.split()[0] for cue in cues() for form in cue.match}
    parts = {word_traits(word, capital=False, opens=False, vocabulary=vocabulary)[3] for word in words}
    assert "verb" in parts
    assert parts <= vocabulary.numbers["cue"].keys(), "a new mixture of kinds: learn the network anew"
