"""Files with findings become files with their safe edits, or with comments that suppress the findings.

What can go wrong: a file that cannot be written; what was there stays (:mod:`framing.files`).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from framing.check.diagnostic import Diagnostic, Edit, Touched, Unchecked
from framing.check.edits import difference, edited, edits, encoded
from framing.check.ignoring import ignored
from framing.check.run import Input, portion
from framing.intake.decoding import decoded


class Unwritable(ValueError):
    """A change that a file cannot hold; nothing has been written."""


def changed(
    given: Sequence[Input | Unchecked], options: argparse.Namespace, touched: Touched | None = None
) -> tuple[list[Input | Unchecked], int]:
    """The inputs as they are then, and 1 if there is a difference to show, else 0; files are written, or with
    ``options.diff`` their differences printed. Only findings that are ``touched`` are looked at.
    """
    out: list[Input | Unchecked] = []
    counts = [0, 0]
    status = 0
    for one, found in zip(given, portion(given), strict=True):
        if isinstance(one, Unchecked) or isinstance(found, Unchecked):
            out.append(one)
            continue
        text, _ = decoded(one.data)
        found = tuple(filter(touched, found)) if touched else found
        made = _made(one, text, found, options)
        after = edited(text, made)
        if after == text:
            out.append(one)
            continue
        status = 1
        if options.diff:
            sys.stdout.write(difference(one.path, text, after))
        counts = [counts[0] + len(made), counts[1] + 1]
        out.append(one._replace(data=_encoded(one, after)))
    for before, one in zip(given, out, strict=True):
        if isinstance(one, Input) and one is not before and not options.diff:
            _write(Path(one.path), one.data)
    _tell(counts, options)
    return out, status


def _made(one: Input, text: str, found: Sequence[Diagnostic], options: argparse.Namespace) -> tuple[Edit, ...]:
    if options.add_ignore is None:
        return edits(found)
    made, left = ignored(text, one.path, one.settings.front_matter, found, options.add_ignore or None)
    for finding in left:
        place = f"{one.path}:{finding.line}:{finding.column}"
        print(f"framing: {place}: {finding.rule.code}: no comment can stand on this line", file=sys.stderr)
    return made


def _encoded(one: Input, text: str) -> bytes:
    try:
        return encoded(one.data, text)
    except UnicodeEncodeError as error:
        character = text[error.start : error.end]
        raise Unwritable(
            f"{one.path}: its encoding ({error.encoding}) has no “{character}”: use another reason"
        ) from None


def _tell(counts: Sequence[int], options: argparse.Namespace) -> None:
    what = "comment" if options.add_ignore is not None else "spelling"
    edits, files = counts
    verb = "would be" if options.diff else "was" if edits == 1 else "were"
    done = "added to" if options.add_ignore is not None else "changed in"
    if edits and not options.quiet:
        plural = "" if edits == 1 else "s"
        print(f"framing: {edits} {what}{plural} {verb} {done} {files} file{'' if files == 1 else 's'}", file=sys.stderr)


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, with the rights that it had; a link is followed."""
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(data)
        os.chmod(beside, target.stat().st_mode & 0o7777)
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
