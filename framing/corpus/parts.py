"""Documents become parts: batches of articles that are read together, so that no more than a few are held at a time.

The same input gives the same parts, whoever reads it: a part is full at so many articles or bytes. What can go wrong:
an input that changes between two runs; the digest of a part tells it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from framing.corpus.annotation import batch_of
from framing.corpus.rows import Row
from framing.intake.document import Document, Problem

FEW: Final = 20
MANY: Final = 500
"""Articles of a part, at least (but for the last one) and at most."""
SHARE: Final = 200
"""A part holds this share of what stands before it: a run of any length ends with little left to do for one process
while the others have nothing, and a long one has few files.
"""
BYTES: Final = 4_000_000
"""Bytes of a part before the article with which it is full."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Some articles that follow each other in the input, as a record batch, and what could not be read among them.

    ``number`` counts from 0, ``first`` is the number of its first article; ``problems`` are rows of the table of
    errors; ``digest`` is the same for the same content.
    """

    number: int
    first: int
    batch: pa.RecordBatch
    problems: tuple[Row, ...]
    digest: str


def parts(found: Iterable[Document | Problem]) -> Iterator[Part]:
    """Cut a stream of documents into parts; problems count as bytes of a part, so that they cannot pile up."""
    documents: list[Document] = []
    problems: list[Row] = []
    size = number = first = 0
    for item in found:
        if isinstance(item, Problem):
            problems.append((None, None, item.path, item.message))
            size += len(item.path) + len(item.message)
        else:
            documents.append(item)
            size += len(item.data)
        if len(documents) == articles_of(first) or size >= BYTES:
            yield _part(number, first, documents, problems)
            number, first, size = number + 1, first + len(documents), 0
            documents, problems = [], []
    if documents or problems:
        yield _part(number, first, documents, problems)


def articles_of(first: int) -> int:
    """How many articles a part holds that begins with this one."""
    return min(MANY, max(FEW, first // SHARE))


def _part(number: int, first: int, documents: list[Document], problems: list[Row]) -> Part:
    digest = hashlib.blake2b(digest_size=16)
    for document in documents:
        for value in (document.id, document.kind, document.place, repr(document.known), repr(document.columns)):
            digest.update(value.encode("utf-8", "surrogatepass") + b"\0")
        digest.update(document.data)
    for problem in problems:
        digest.update(repr(problem).encode("utf-8", "surrogatepass"))
    batch = batch_of([(first + index, document) for index, document in enumerate(documents)])
    return Part(number, first, batch, tuple(problems), digest.hexdigest())
