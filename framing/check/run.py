"""Paths and settings become an Outcome: every file with the settings that count for it.

What can go wrong: a file that cannot be read is told in the outcome, and the rest is done; settings, a baseline or a
revision that cannot be used end the run (ConfigError, BadBaseline, NoRevision), before anything is printed.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from framing.check.configuration import Configuration
from framing.check.diagnostic import Diagnostic, Outcome, Unchecked
from framing.check.diagnostics import File, diagnostics_of, file_of
from framing.check.policy import verified
from framing.check.settings import Settings
from framing.intake.decoding import Unreadable
from framing.lexicon.rules import Rule

PORTION: Final = 100
"""Files that are read at once, and that one process takes at a time."""
MANY: Final = 100
"""Files from which on all processors work, if nobody has said how many."""


class Input(NamedTuple):
    """A file to check: what it is called, its bytes, and the settings that count for it."""

    path: str
    data: bytes
    settings: Settings


def inputs(paths: Iterable[Path], configuration: Configuration) -> Iterator[Input | Unchecked]:
    """The files with their bytes and settings."""
    for path in paths:
        shown = path.as_posix()
        try:
            yield Input(shown, path.read_bytes(), configuration.settings(path))
        except OSError as error:
            yield Unchecked(shown, f"cannot be read: {(error.strerror or str(error)).lower()}")


def outcome(given: Iterable[Input | Unchecked], jobs: int = 1) -> Outcome:
    """The diagnostics of all files, in the order given; with ``jobs`` more than 1 in so many processes."""
    listed = list(given)
    portions = [listed[start : start + PORTION] for start in range(0, len(listed), PORTION)]
    if jobs == 1 or len(portions) < 2:
        return _together(map(portion, portions))
    futures = importlib.import_module("concurrent.futures")
    with futures.ProcessPoolExecutor(min(jobs, len(portions))) as pool:
        return _together(pool.map(portion, portions))


def _together(results: Iterable[list[tuple[Diagnostic, ...] | Unchecked]]) -> Outcome:
    found: list[Diagnostic] = []
    errors: list[Unchecked] = []
    files = 0
    for result in (one for done in results for one in done):
        if isinstance(result, Unchecked):
            errors.append(result)
        else:
            files += 1
            found += result
    return Outcome(tuple(found), files, tuple(errors))


def portion(given: Sequence[Input | Unchecked]) -> list[tuple[Diagnostic, ...] | Unchecked]:
    """The diagnostics of each of some files, or why there are none, in order."""
    read = [_read(one) for one in given]
    found = iter(diagnostics_of([file for file in read if isinstance(file, File)]))
    return [next(found) if isinstance(file, File) else file for file in read]


def _read(one: Input | Unchecked) -> File | Unchecked:
    if isinstance(one, Unchecked):
        return one
    try:
        return file_of(one.path, one.data, one.settings, lexicon(one.settings), ignored(one.path, one.settings))
    except Unreadable as error:
        return Unchecked(one.path, str(error))


@cache
def lexicon(settings: Settings) -> tuple[Rule, ...] | None:
    """The rules of the folders that the settings name, beside those shipped; None for those shipped alone.

    Raises :class:`framing.check.configuration.ConfigError` where the settings name a rule that there is not.
    """
    known: tuple[Rule, ...] | None = None
    if settings.lexicon:
        known = importlib.import_module("framing.lexicon.folders").rules_of(settings.lexicon)
    if len(settings.selections) > 1 or settings.severity or settings.voices or settings.per_file_ignores:
        verified(settings, known or importlib.import_module("framing.lexicon.compiled").shipped())
    return known


def ignored(path: str, settings: Settings) -> tuple[str, ...]:
    """The rules that the settings leave out in a file, by the patterns that fit its path."""
    if not settings.per_file_ignores:
        return ()
    files = importlib.import_module("framing.check.files")
    return tuple(code for where, codes in settings.per_file_ignores if files.fits(path, where) for code in codes)
