"""The language data is in the package: it loads with the network closed, and each file's licence is stated."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

import framing.language

DATA = Path(framing.language.__file__).parent / "data"
LICENCES = (DATA / "LICENSES.md").read_text("utf-8")

OFFLINE = """
import socket
def refused(*a, **k): raise AssertionError("the network was asked")
socket.socket.__init__ = socket.create_connection = socket.getaddrinfo = refused
from framing.article import Span
from framing.language.identification import language
from framing.language.readability import difficult, readability, syllables
from framing.language.sentences import sentences_of
from framing.language.stems import stem
from framing.language.tokens import words
text = "The minister met Dr. Reed. “It will stand?” he asked."
spans = sentences_of(text, Span(0, len(text)))
counted = readability(text, words(text), len(spans))
print(len(spans), counted.syllables, syllables("reliable"), difficult("generous"), stem("running"),
      language("Der Hafenrat der Stadt hat am Montag beschlossen, einen zweiten Pier zu bauen."))
"""


def test_all_of_it_works_with_the_network_closed() -> None:
    done = subprocess.run([sys.executable, "-c", OFFLINE], capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    assert done.stdout.split() == ["2", "12", "4", "True", "run", "de"]


def bundled() -> list[Path]:
    files = (path for path in DATA.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(path for path in files if path.suffix != ".py" and path.name != "LICENSES.md")


@pytest.mark.parametrize("path", bundled(), ids=lambda path: path.name)
def test_every_bundled_file_is_named_with_its_licence(path: Path) -> None:
    rows = [line.split("|") for line in LICENCES.splitlines() if line.startswith("| `")]
    name = path.relative_to(DATA).as_posix()
    named = [
        row for row in rows if name == (row[1].strip(" `")) or name.startswith(row[1].strip(" `").rstrip("/") + "/")
    ]
    assert len(named) == 1, f"{name} needs one row in LICENSES.md"
    _, _, what, origin, licence, _ = (cell.strip() for cell in named[0])
    assert what
    assert origin
    assert licence.startswith(("Apache", "BSD", "MIT", "CC0"))


def test_the_syllable_table_has_a_count_and_a_word_a_line() -> None:
    lines = gzip.decompress((DATA / "syllables.txt.gz").read_bytes()).decode("utf-8").splitlines()
    assert len(lines) > 100_000
    pairs = [line.split(" ") for line in lines]
    assert all(len(pair) == 2 and pair[0].isdigit() and pair[1] for pair in pairs)
    assert [word for count, word in pairs if count == "0"] == ["fs", "hm", "hmm", "hmmm", "mm", "sh", "shh", "ths"]
