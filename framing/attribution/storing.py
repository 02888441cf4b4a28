"""The network and the tables that it is used with become the bytes of ``network.compiled``; the build runs this.

What can go wrong: a broken model file or table, which fails the build.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator

from framing.attribution.network import Network, from_sources
from framing.attribution.packed import columns_of, products_of
from framing.attribution.stored import digest
from framing.attribution.traits import computed_tables, is_closed, word_traits
from framing.language.frequencies import document_frequencies


def compiled() -> bytes:
    """The bytes of the compiled file: a line of JSON, then its parts, each at a multiple of eight bytes."""
    network, data = from_sources()
    titles, cue_classes, named = computed_tables()
    parts = dict(_parts(network))
    parts["named"] = "\n".join(sorted(named)).encode()
    places: dict[str, tuple[int, int]] = {}
    body = b""
    for name, part in parts.items():
        body += b"\0" * (-len(body) % 8)
        places[name] = len(body), len(body) + len(part)
        body += part
    about = {key: value for key, value in data.items() if key not in ("matrices", "opening")}
    about["traits"] = {key: value for key, value in data["traits"].items() if key != "word"}
    about["words"] = len(data["traits"]["word"])
    about["matrices"] = {
        name: {key: value for key, value in matrix.items() if key != "values"}
        for name, matrix in data["matrices"].items()
    }
    head = {"digest": digest(), "places": places, "about": about, "titles": titles, "cue_classes": cue_classes}
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return line + b"\0" * (-len(line) % 8) + body


def _parts(network: Network) -> Iterator[tuple[str, bytes]]:
    vocabulary = network.vocabulary
    words = list(vocabulary.numbers["word"])
    traits = array("H")
    for word in words:
        described = word_traits(word, capital=False, opens=False, vocabulary=vocabulary)
        traits.extend(vocabulary.number(kind, name) for kind, name in zip(_OF_WORD, described, strict=True))
    yield "words", "\n".join(words).encode()
    yield "traits", traits.tobytes()
    yield "opening", "\n".join(sorted(vocabulary.opening)).encode()
    usual = _usual(network)
    yield "usual", array("H", usual).tobytes()
    for way, direction in zip(("forward", "backward"), network.directions, strict=True):
        yield f"{way} products", products_of(network, direction, usual)
    for name, matrix in network.matrices().items():
        yield name, matrix.values.tobytes()
        if name != "table":
            yield f"{name} packed", columns_of(matrix)


def _usual(network: Network) -> list[int]:
    """The traits whose products are made: of all words that stand in most articles, and of everything but words."""
    numbers = network.vocabulary.numbers
    _, articles = document_frequencies()
    often = sorted(numbers["word"], key=lambda word: (-articles.get(word, 0), word))
    closed = [word for word in numbers["word"] if not word[0].islower() or is_closed(word)]
    words = {*often[:OFTEN], *closed}
    rest = (number for kind, of_kind in numbers.items() if kind != "word" for number in of_kind.values())
    return sorted({*(numbers["word"][word] for word in words), *rest})


OFTEN = 800
"""Words whose products are made; with marks and closed classes they are two in three words of news."""
_OF_WORD = ("word", "suffix", "shape", "cue")
