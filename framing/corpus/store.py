"""A folder becomes a corpus: its description, the parts that are finished, and in the end its tables.

While articles are annotated ``parts/`` holds a Parquet file a table for each part, and a mark that is written last: a
part without its mark does not count. ``corpus.json`` says how the folder was begun. What can go wrong: a folder of
something else, of another version or of other settings; two runs at once; a full disk. Each is one line.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from framing.corpus.schema import VERSION
from framing.files import written

FILE: Final = "corpus.json"
LOCK: Final = "corpus.lock"
PACKAGE: Final = "the package's"
PARTS: Final = "parts"
TABLES: Final = "tables"
SHELF: Final = 1000
"""Parts that lie in one folder."""


class CorpusError(ValueError):
    """A folder that cannot be used so; the message is one line: place, reason, remedy."""


def begun(folder: Path, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The description of a corpus that is begun, or gone on with, with these settings.

    Raises :class:`CorpusError` for a folder that holds something else.
    """
    known = description(folder)
    if known is None:
        if folder.is_dir() and any(name != LOCK for name in os.listdir(folder)):
            raise CorpusError(f"{folder}: it holds other files, and no {FILE}: name a new or an empty folder")
        folder.mkdir(exist_ok=True)
        known = {"schema": VERSION, **settings, "complete": False}
        described(folder, known)
    for key, value in settings.items():
        if known.get(key) != value:
            told = "another version of Framing" if key == "framing" else f'another setting "{key}"'
            raise CorpusError(
                f"{folder}: begun with {told} ({known.get(key)}, now {value}): "
                "go on with the same, or annotate into a new folder"
            )
    return known


def description(folder: Path) -> dict[str, Any] | None:
    """What ``corpus.json`` says; None where there is none. Raises :class:`CorpusError` for another version."""
    file = folder / FILE
    try:
        found = json.loads(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise CorpusError(f"{file}: cannot be read ({error}): annotate into a new folder") from None
    schema = found.get("schema") if isinstance(found, dict) else None
    if schema != VERSION:
        raise CorpusError(
            f"{folder}: its schema is {json.dumps(schema)}, and this version of Framing knows {VERSION}: "
            "annotate its articles into a new folder"
        )
    return dict(found)


def described(folder: Path, known: Mapping[str, Any]) -> None:
    """Write ``corpus.json``."""
    written(folder / FILE, json.dumps(known, ensure_ascii=False, indent=1) + "\n")


def complete(folder: Path) -> dict[str, Any]:
    """The description of a corpus whose tables are there; raises :class:`CorpusError`."""
    known = description(folder)
    if known is None:
        raise CorpusError(f"{folder}: there is no corpus here: make one with framing corpus annotate INPUT -o DIR")
    if not known["complete"]:
        raise CorpusError(f"{folder}: not finished: give the framing corpus annotate that began it once more")
    return known


def rules_digest(lexicon: str | None) -> str:
    """What a description calls the rules that articles are read with: ``lexicon`` is their compiled text."""
    if lexicon is None:
        return PACKAGE
    return hashlib.blake2b(lexicon.encode("utf-8"), digest_size=16).hexdigest()


def same_rules(folder: Path, known: Mapping[str, Any], lexicon: str | None) -> None:
    """Raise :class:`CorpusError` if a corpus was annotated with other rules than these."""
    if known["lexicon"] != rules_digest(lexicon):
        own = "rules of its own: give them with --lexicon" if lexicon is None else "other rules than --lexicon names"
        raise CorpusError(f"{folder}: annotated with {own}")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """While this lasts, no other run writes into the folder; it is made if need be."""
    if folder.exists() and not folder.is_dir():
        raise CorpusError(f"{folder}: this is a file: name a folder for the tables")
    folder.mkdir(exist_ok=True)
    with (folder / LOCK).open("ab") as lock:
        if find_spec("fcntl"):  # where there are no such locks, two runs at once are not noticed
            fcntl = importlib.import_module("fcntl")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise CorpusError(f"{folder}: another run is writing into it: wait for it, or stop it") from None
        yield


# ---------------------------------------------------------------- parts


def part_path(folder: Path, number: int, ending: str) -> Path:
    """The place of a part's file: of a table, or of its mark (``json``)."""
    return folder / PARTS / f"{number // SHELF:05}" / f"{number:08}.{ending}"


def part_stored(folder: Path, number: int, mark: Mapping[str, Any], tables: Mapping[str, bytes]) -> None:
    """Write the tables of a part (Parquet), and then its mark."""
    place = part_path(folder, number, "json")
    place.parent.mkdir(parents=True, exist_ok=True)
    for table, data in tables.items():
        written(part_path(folder, number, f"{table}.parquet"), data)
    written(place, json.dumps(mark) + "\n")


def parts_done(folder: Path) -> dict[int, dict[str, Any]]:
    """The marks of the parts that are finished, by number."""
    return {int(place.stem): json.loads(place.read_bytes()) for place in (folder / PARTS).glob("*/*.json")}


def parts_removed(folder: Path) -> None:
    """Take the parts away; their rows stand in the tables."""
    shutil.rmtree(folder / PARTS, ignore_errors=True)
