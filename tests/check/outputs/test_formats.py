"""What holds for all formats: they are found by name, loaded only by need, and give the same bytes each time."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys

import pytest

from framing.check.outputs import FORMATS, printer
from framing.check.outputs.style import Style
from tests.check.outputs.samples import HOSTILE, ORDINARY, printed
from tests.conftest import ROOT


def test_every_format_has_a_module_of_its_own() -> None:
    assert list(FORMATS) == ["full", "concise", "json", "jsonl", "github", "gitlab", "junit", "sarif", "rdjson"]
    assert len(set(FORMATS.values())) == len(FORMATS)
    for module in FORMATS.values():
        assert importlib.util.find_spec(f"framing.check.outputs.{module}")
    with pytest.raises(KeyError):
        printer("xml")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_valid_text_of_the_worst(name: str) -> None:
    for style in (Style(), Style(show_suppressed=True, statistics=True, colour=True, width=40)):
        assert printed(name, HOSTILE, style) == printed(name, HOSTILE, style)
        assert printed(name, ORDINARY, style)


@pytest.mark.parametrize(
    ("name", "spared"),
    [
        ("full", {"json", "urllib", "xml", "hashlib", "framing.lexicon.page"}),
        ("concise", {"json", "re", "urllib", "xml", "framing.lexicon.page"}),
        ("github", {"json", "urllib", "xml", "framing.lexicon.page"}),
        ("junit", {"json", "urllib", "xml", "framing.lexicon.page"}),
        ("json", {"urllib", "xml", "framing.lexicon.page"}),
        ("jsonl", {"urllib", "xml", "framing.lexicon.page"}),
        ("gitlab", {"urllib", "xml", "framing.lexicon.page"}),
        ("rdjson", {"urllib", "xml", "framing.lexicon.page"}),
    ],
)
def test_a_format_loads_nothing_that_only_another_needs(name: str, spared: set[str]) -> None:
    code = (
        "import sys, framing.check.diagnostic; from framing.check.outputs import printer; before = set(sys.modules);"
        f"printer({name!r}); print(*set(sys.modules) - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not spared & set(done.stdout.split())
    assert f"framing.check.outputs.{FORMATS[name]}" in done.stdout.split()


def test_the_same_bytes_with_two_hash_seeds() -> None:
    code = (
        "import sys; from tests.check.outputs.samples import *; from framing.check.outputs import FORMATS;"
        "from framing.check.outputs.github_summary import summary;"
        "text = ''.join(printed(name, one, Style(show_suppressed=True, statistics=True))"
        " for name in FORMATS for one in (ORDINARY, HOSTILE)) + summary(ORDINARY);"
        "sys.stdout.buffer.write(text.encode('utf-8'))"
    )
    outputs = set()
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code]
        outputs.add(subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout)
    assert len(outputs) == 1
    assert str(ROOT).encode() not in outputs.pop()
