"""What the tests share: the seeds, the invented storylines, and a reader of plain text."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from framing.article import Article
from framing.comparison import Comparison, comparison
from framing.intake import layout
from framing.intake.collection import collection
from framing.reading import Reading, reading

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
STORYLINES = Path(__file__).parent / "cases" / "storylines"
CORPORA = (SEEDS, STORYLINES / "harbour", STORYLINES / "strike")


@cache
def compared(folder: Path) -> Comparison:
    """The comparison of a folder of articles."""
    return comparison([reading(article) for article in collection([str(folder)]).articles])


@pytest.fixture(scope="session", params=CORPORA, ids=lambda folder: folder.name)
def corpus(request: pytest.FixtureRequest) -> Comparison:
    """The comparison of each corpus in turn: the seeds and two invented storylines on other conflicts."""
    return compared(request.param)


@pytest.fixture(scope="session")
def seeds() -> Comparison:
    """The comparison of the five articles in seeds/."""
    return compared(SEEDS)


@pytest.fixture(scope="session", params=CORPORA[1:], ids=lambda folder: folder.name)
def storyline(request: pytest.FixtureRequest) -> tuple[Comparison, dict[str, Any]]:
    """An invented storyline with what a careful reader expects of it."""
    expected = tomllib.loads((request.param / "expected.toml").read_text("utf-8"))
    return compared(request.param), expected


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """A reading of plain text."""

    def of(text: str, **fields: Any) -> Reading:
        return reading(Article("test.txt", text, layout.blocks(text), **fields))

    return of


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data beside the checkout; a clone elsewhere does not have it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        message = "the development data is not beside this checkout"
        if os.environ.get("FRAMING_REQUIRE_SHARED"):
            pytest.fail(message)
        pytest.skip(message)
    return folder
