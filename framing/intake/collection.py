"""Paths become Articles: files, folders, JSON lines and standard input, with their manifests.

A folder is read with all below it, in the order of the paths. A bad member of a folder is a :class:`Problem`, and the
rest is read; a path that was named and cannot be read raises :class:`BadInput`. All articles are held at once; what is
too much for that is read one by one (:mod:`framing.intake.documents`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.article import Article
from framing.intake.decoding import Unreadable
from framing.intake.document import Problem, article
from framing.intake.documents import MOST_BYTES, is_report, nothing_found, split
from framing.intake.members import BadInput

__all__ = ["BadInput", "Collection", "Problem", "collection", "is_report"]


@dataclass(frozen=True, slots=True)
class Collection:
    """The articles of all inputs, in input order, and what could not be read."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()


def collection(inputs: Sequence[str], manifest_file: str | None = None) -> Collection:
    """Read the inputs (paths, or "-" for standard input); raises :class:`BadInput`.

    ``manifest_file`` names a manifest for single files; a folder's own ``manifest.toml`` is read by itself.
    """
    found: list[tuple[str, Article]] = []
    problems: list[Problem] = []
    for member, item in split(inputs, manifest_file, several=False, most=MOST_BYTES):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        try:
            found.append((member.given, article(item)))
        except Unreadable as error:
            if member.named and item.place == member.name:
                raise BadInput(f"{member.path}: {error}") from None
            problems.append(Problem(item.place, str(error)))
    if not found:
        raise nothing_found(inputs, problems[0] if problems else None)
    return Collection(_with_own_ids(found, many=len(inputs) > 1), tuple(problems))


def _with_own_ids(found: Iterable[tuple[str, Article]], *, many: bool) -> tuple[Article, ...]:
    """The articles with ids of their own: a double one gets its input's name before it, then a number behind it."""
    pairs = list(found)
    times = Counter(one.id for _, one in pairs)
    taken = {id for id, n in times.items() if n == 1}
    numbers: Counter[str] = Counter()
    out = []
    for name, one in pairs:
        id = one.id
        if times[id] > 1:
            prefix = Path(name).name if many else ""
            id = first = f"{prefix}/{id}" if prefix else id
            while id in taken:
                numbers[first] += 1
                id = f"{first}#{numbers[first] + 1}"
            taken.add(id)
        out.append(one._replace(id=id))
    return tuple(out)
