"""Law 1: one text; every result is a span into it. Law 2: values are immutable."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import framing
from framing.article import Span
from framing.comparison import Comparison
from framing.intake.collection import collection
from tests.conftest import SEEDS, STORYLINES


def spans_in(value: Any) -> Iterator[Span]:
    """All spans inside a value."""
    if isinstance(value, Span):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            if field.name not in ("rule", "term"):
                yield from spans_in(getattr(value, field.name))
    elif isinstance(value, tuple | frozenset):
        for item in value:
            yield from spans_in(item)


def test_text_is_the_file_as_it_is() -> None:
    folders = [SEEDS, *(STORYLINES / name for name in ("harbour", "strike"))]
    seen = 0
    for folder in folders:
        for article in collection([str(folder)]).articles:
            if article.id.endswith((".txt", ".md")):
                assert article.text.encode("utf-8") == (folder / article.id).read_bytes()
                seen += 1
    assert seen >= 9


def test_every_span_lies_in_the_text(corpus: Comparison) -> None:
    for reading in corpus.readings:
        found = list(spans_in(reading))
        assert len(found) > 100
        for span in found:
            assert 0 <= span.start < span.end <= len(reading.article.text)


def test_a_label_is_what_stands_under_its_span(corpus: Comparison) -> None:
    for reading in corpus.readings:
        for mention in reading.mentions:
            written = " ".join(mention.span.of(reading.article.text).replace("’", "'").split())
            assert mention.label == written


def test_every_dataclass_is_frozen() -> None:
    found = []
    for module in pkgutil.walk_packages(framing.__path__, "framing."):
        learns = module.name.rsplit(".", 1)[-1].startswith("train")  # needs PyTorch, which the tool does not
        builds = module.name == "framing.build"  # needs Hatchling, which the tool does not
        if module.name == "framing.__main__" or ".data." in module.name or learns or builds:
            continue
        for value in vars(importlib.import_module(module.name)).values():
            own = (getattr(value, "__module__", "") or "").startswith("framing.")
            if own and isinstance(value, type) and dataclasses.is_dataclass(value):
                found.append(value)
                assert value.__dataclass_params__.frozen, value  # type: ignore[attr-defined]
    assert len(found) > 25


def mutable(value: Any, path: str) -> Iterator[str]:
    """Where a value holds something that can be changed."""
    if isinstance(value, list | dict | set | bytearray):
        yield path
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from mutable(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple | frozenset):
        for item in value:
            yield from mutable(item, f"{path}[]")


def test_results_hold_tuples_only(corpus: Comparison) -> None:
    assert list(mutable(corpus, "comparison")) == []
