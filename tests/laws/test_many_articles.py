"""Law 11: a story with very many articles ends, with work and output in proportion to their number."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from framing.article import Article
from framing.cli import main
from framing.comparison import comparison
from framing.events import pairs as alignment
from framing.events.agreement import Agreement
from framing.events.likeness import NEAREST, Surroundings
from framing.events.odds import Odds
from framing.events.pairs import Block
from framing.intake import layout
from framing.language.frequencies import document_frequencies
from framing.reading import Reading, reading
from framing.report import pair_views
from framing.report.page import contents
from framing.report.views import COLUMNS

WORDS = [word for word in document_frequencies()[1] if word.isalpha() and len(word) > 4]


def texts(count: int, seed: int = 0) -> list[str]:
    """Articles of one story: its sentences in part, with other words in them."""
    chance = random.Random(seed)
    told = [[chance.choice(WORDS) for _ in range(9)] for _ in range(15)]
    out = []
    for _ in range(count):
        rows = chance.sample(told, 3)
        varied = [[chance.choice(WORDS) if chance.random() < 0.3 else word for word in row] for row in rows]
        out.append(" ".join(f"The {' '.join(row)}." for row in varied))
    return out


def readings(written: Sequence[str]) -> list[Reading]:
    return [reading(Article(f"{n:04}.txt", text, layout.blocks(text))) for n, text in enumerate(written)]


def work(found: Sequence[Reading], monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Pairs that were scored, and tables of first scores that were looked up for what third ones say."""
    counted = [0, 0]
    scored, between = alignment.scored, Agreement.between

    def blocks(around: Surroundings, first: Odds, second: Odds) -> Iterator[tuple[Block, alignment.Array]]:
        for block, scores in scored(around, first, second):
            counted[0] += scores.size
            yield block, scores

    def looked_up(self: Agreement, one: int, other: int) -> alignment.Array:
        counted[1] += 1
        return between(self, one, other)

    with monkeypatch.context() as patched:
        patched.setattr(alignment, "scored", blocks)
        patched.setattr(Agreement, "between", looked_up)
        comparison(found)
    return counted[0], counted[1]


def test_the_work_grows_with_the_articles_and_not_with_their_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    found = readings(texts(4 * NEAREST))
    half, whole = (work(found[: len(found) // parts], monkeypatch) for parts in (2, 1))
    assert whole[0] < 2.5 * half[0], (half, whole)  # 4 would be quadratic
    assert whole[1] < 3 * half[1], (half, whole)  # 8 would be cubic
    sentences = max(len(one.sentences) for one in found)
    assert whole[0] <= NEAREST * len(found) * sentences**2


def test_of_very_many_pairs_the_surest_are_kept_and_the_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    written = texts(12)
    every = comparison(readings(written))
    assert not any("only pairs which score" in warning for warning in every.warnings)
    monkeypatch.setattr(alignment, "MOST", len(every.pairs) // 3)
    fewer = comparison(readings(written))
    least = min(pair.score for pair in fewer.pairs)
    assert len(fewer.pairs) <= len(every.pairs) // 3
    assert (
        {pair for pair in every.pairs if pair.score >= round(least, 2) + 0.01} <= set(fewer.pairs) <= set(every.pairs)
    )
    (told,) = (warning for warning in fewer.warnings if "only pairs which score" in warning)
    assert any(f"{hundredth / 100:.2f}" in told for hundredth in range(round(100 * least) - 1, round(100 * least) + 1))
    # In whatever order the articles come: each score is that of the same two sentences.
    turned = comparison(readings(written[::-1]))
    assert [w for w in turned.warnings if "only pairs which score" in w] == [told]
    assert len(turned.pairs) == len(fewer.pairs)


def test_pairs_that_are_sure_are_all_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    written = [texts(1)[0]] * 4
    sure = [pair for pair in comparison(readings(written)).pairs if pair.score >= alignment.SURE]
    monkeypatch.setattr(alignment, "MOST", 1)
    assert len(sure) > 1
    assert list(comparison(readings(written)).pairs) == sure


def test_the_page_of_many_articles_has_no_column_an_article(tmp_path: Path) -> None:
    written = texts(COLUMNS + 1)
    found = comparison(readings(written))
    shown = contents(found, ())["events"]
    for row in shown["rows"]:
        assert "cells" not in row
        assert sum(state["n"] for state in row["states"].values()) == len(written)
        assert sum(len(row["states"][state]["links"]) for state in ("reports", "contrasts")) >= row["told"]
    for n, text in enumerate(written):
        (tmp_path / f"{n}.txt").write_text(text)
    page = tmp_path.parent / "many.html"
    assert main(["report", str(tmp_path), "-o", str(page)]) == 0
    assert page.stat().st_size < 4_000_000


def test_articles_without_a_passage_of_an_event_share_their_telling() -> None:
    found = comparison(readings([*texts(15), *texts(15, seed=1)]))
    untold = [telling for event in found.events for telling in event.tellings if not telling.passages]
    assert len({id(telling) for telling in untold}) == len(set(untold)) < len(untold)


@pytest.mark.parametrize("number", [1, 3])
def test_identical_articles_are_one_text(number: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for n in range(number):
        (tmp_path / f"{n}.txt").write_text(texts(1)[0])
    assert main(["report", str(tmp_path), "--format", "json"]) == 0
    out, err = capsys.readouterr()
    record = json.loads(out)
    assert err == ""
    assert len(record["comparability"]["copies"]) == number - 1
    same = [warning for warning in record["comparability"]["warnings"] if "carry the same text" in warning]
    assert len(same) == number - 1
    alone = [warning for warning in record["comparability"]["warnings"] if "one article only" in warning]
    assert len(alone) == (number == 1)
    for event in record["events"]:
        assert {telling["state"] for telling in event["tellings"]} == {"reports"}


def test_of_very_many_pairs_with_shared_words_the_page_shows_those_that_share_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = texts(1)[0], texts(1, seed=1)[0]
    found = comparison(readings([f"{first} {second}", second, f"{first} {second}", first]))
    every = contents(found, ())["reuse"]
    assert len(every["rows"]) == every["all"] == 5
    monkeypatch.setattr(pair_views, "PAIRS", 1)
    fewer = contents(found, ())["reuse"]
    assert fewer["all"] == 5
    assert [(row["a"], row["b"]) for row in fewer["rows"]] == [(0, 2)]
