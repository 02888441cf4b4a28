"""`framing manifest`: a manifest to be filled in, with what the articles of a folder say of themselves."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from framing.cli import Usage
from framing.files import written
from framing.intake import manifest
from framing.intake.collection import collection

BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("folder", metavar="DIR", help="folder of articles")
    parser.add_argument("-o", "--output", metavar="FILE", help="file to write (standard output)")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser.epilog = "example: framing manifest articles/ -o articles/manifest.toml"


def run(options: argparse.Namespace) -> int:
    """Print or write the manifest of a folder; what its present manifest says is kept."""
    folder = Path(options.folder)
    if not folder.is_dir():
        raise Usage(f"{options.folder}: there is no such folder: name the folder that holds the articles")
    output = Path(options.output) if options.output else None
    if output and output.is_dir():
        raise Usage(f"{options.output}: this is a folder: name a file in it, such as {manifest.NAME}")
    if output and output.exists() and not options.force:
        raise Usage(f"{options.output}: the file exists: name another one, or replace it with --force")
    text = _text(folder)
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        sys.stdout.write(text)
        return 0
    written(output, text)
    print(f"wrote {output.as_posix()}")
    return 0


def _text(folder: Path) -> str:
    found = collection([str(folder)])
    for problem in found.problems:
        print(f"framing: {problem.path}: {problem.message}", file=sys.stderr)
    # An article of a JSON line is no file of its own: its line says what a manifest would say.
    files = [article for article in found.articles if (folder / article.id).is_file()]
    if not files:
        raise Usage(f"{folder}: a manifest is for files, and all articles here are JSON lines: put the fields there")
    left = len(found.articles) - len(files)
    if left:
        print(f"framing: left out {left} from JSON lines: put outlet and date into the lines", file=sys.stderr)
    own = folder / manifest.NAME
    known = manifest.entries(own) if own.is_file() else {}
    return "\n".join(_with_kept(manifest.stub(files), known))


def _with_kept(stub: str, known: Mapping[str, manifest.Entry]) -> Iterator[str]:
    """The lines of a stub, with the reasons and free columns that the present manifest gives behind each file."""
    for line in stub.split("\n"):
        yield line
        entry = known.get(json.loads(line.removeprefix("file = "))) if line.startswith("file = ") else None
        if entry:
            kept = [*([("why", entry.why)] if entry.why else []), *entry.columns]
            yield from (f"{_key(key)} = {_string(value)}" for key, value in kept)


def _key(key: str) -> str:
    return key if BARE_KEY.fullmatch(key) else _string(key)


def _string(value: str) -> str:
    """A TOML basic string; JSON's escapes are a subset of TOML's, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
