"""Inputs become the files in them: a file that was named, or a folder with all below it, in the order of the paths.

No more than the names in the folders on the way to a file are held. What can go wrong: a folder that may not be
listed is a :class:`~framing.intake.document.Problem`; a path that was named and is not there raises
:class:`BadInput`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from framing.intake import manifest
from framing.intake.decoding import Unreadable
from framing.intake.document import Problem

Entries = Mapping[str, manifest.Entry]


STANDARD_INPUT: Final = "-"
CORPUS: Final = "corpus.json"
"""Stands in a folder of tables that this tool has written of articles; they are no articles to be read again."""
OWN_RECORD: Final = re.compile(rb'\s*\{\s*"schema"\s*:\s*"framing\.')
"""How the JSON begins that this tool writes."""


class BadInput(ValueError):
    """An input that was named cannot be read; the message is one line: place, reason, remedy."""


class Member(NamedTuple):
    """A file to be read, or standard input.

    ``given`` is the input as it was named, ``name`` the path in the folder that was named, with "/"; ``named`` says
    that the file itself was named; ``entry`` is what a manifest says of it.
    """

    given: str
    path: Path
    name: str
    entry: manifest.Entry | None = None
    named: bool = False


def members(given: str, extra: Entries) -> Iterator[Member | Problem]:
    """The files of one input; ``extra`` are the entries of a manifest that was named. Raises :class:`BadInput`."""
    if not given:
        raise BadInput('"": an input without a name: name a file, a folder or - for standard input')
    path = Path(given)
    if given == STANDARD_INPUT:
        yield Member(given, path, given, named=True)
    elif path.is_dir():
        own = path / manifest.NAME
        known = {**(entries(own) if own.is_file() else {}), **extra}
        for item in _below(path):
            if isinstance(item, Problem):
                yield item
            else:
                name = item.relative_to(path).as_posix()
                yield Member(given, item, name, known.get(name))
    elif not path.exists():
        raise BadInput(f"{path}: there is no such file or folder: check the path")
    elif path.suffix.lower() == ".toml":
        raise BadInput(f"{path}: this is a manifest or configuration, not an article: name its folder instead")
    else:
        yield Member(given, path, path.name, extra.get(path.name), named=True)


def _below(folder: Path) -> Iterator[Path | Problem]:
    """All files below a folder; hidden ones, manifests and linked folders are left out."""
    waiting: list[tuple[Path, bool]] = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if is_folder:
            try:
                waiting += reversed(_listed(path))
            except OSError as error:
                if path == folder:
                    raise BadInput(f"{path}: cannot be read: {reason(error)}") from None
                yield Problem(path.relative_to(folder).as_posix(), f"cannot be read: {reason(error)}")
        elif path.exists() and not path.is_file():
            yield Problem(path.relative_to(folder).as_posix(), "passed over: this is no file, but a pipe or device")
        else:
            yield path


def _listed(folder: Path) -> list[tuple[Path, bool]]:
    """What is in a folder, sorted, each with whether it is a folder to be entered; nothing of a corpus of ours."""
    out = []
    with os.scandir(folder) as found:
        for entry in sorted(found, key=lambda one: one.name):
            is_folder = entry.is_dir()
            hidden = entry.name.startswith(".") or (entry.name == manifest.NAME and not is_folder)
            if not hidden and not (is_folder and entry.is_symlink()):
                out.append((Path(entry.path), is_folder))
    ours = any(path.name == CORPUS and not is_folder and OWN_RECORD.match(_head(path)) for path, is_folder in out)
    return [] if ours else out


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096)


def reason(error: OSError) -> str:
    """Why the system refuses something, in small letters."""
    return (error.strerror or str(error)).lower()


def entries(path: Path) -> Entries:
    """The entries of a manifest; raises :class:`BadInput`."""
    try:
        return manifest.entries(path)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {reason(error)}: check the path") from None
    except Unreadable as error:
        raise BadInput(f"{path}: {error}") from None
