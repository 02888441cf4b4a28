"""`framing check`: loaded wording in the writer's own voice, as diagnostics and an exit status for CI."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from framing.check.diagnostics import LEVELS, Diagnostic, Unchecked, diagnostics, files
from framing.cli.lexicon import lexicon, lexicon_argument
from framing.intake.decoding import Unreadable


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("path", nargs="*", default=["."], metavar="PATH", help="file, folder, or - (default: here)")
    lexicon_argument(parser)
    parser.add_argument("--output-format", choices=("full", "concise", "json"), default="full", help="format (full)")
    parser.add_argument("--fail-level", choices=LEVELS, default="warning", help="fail from this severity on (warning)")
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 even with findings")
    parser.add_argument("--stdin-filename", metavar="NAME", default="stdin.txt", help="name and format of what - reads")
    parser.epilog = "example: framing check content/ --output-format concise"


def run(options: argparse.Namespace) -> int:
    """Print the diagnostics; 0 clean, 1 findings at or above the level, 2 if any input could not be read."""
    found: list[Diagnostic] = []
    errors: list[Unchecked] = []
    checked = 0
    terms = lexicon(options)
    for name, data in _inputs(options, errors):
        try:
            found += diagnostics(name, data, terms)
            checked += 1
        except Unreadable as error:
            errors.append(Unchecked(name, str(error)))
    _report(options.output_format, found, errors, checked, options.lexicon)
    for unchecked in errors:
        print(f"framing: {unchecked.path}: {unchecked.message}", file=sys.stderr)
    if errors:
        return 2
    serious = any(LEVELS.index(d.severity) >= LEVELS.index(options.fail_level) for d in found)
    return 1 if serious and not options.exit_zero else 0


def _inputs(options: argparse.Namespace, errors: list[Unchecked]) -> list[tuple[str, bytes]]:
    out: list[tuple[str, bytes]] = []
    for name in options.path:
        if name == "-":
            out.append((options.stdin_filename, sys.stdin.buffer.read()))
            continue
        for path in files([name]):
            try:
                out.append((_shown(path), path.read_bytes()))
            except OSError as error:
                errors.append(Unchecked(_shown(path), f"cannot be read: {(error.strerror or str(error)).lower()}"))
    return out


def _shown(path: Path) -> str:
    """The path relative to the working folder where it lies below it, with forward slashes."""
    relative = os.path.relpath(path)
    return (path if relative.startswith("..") else Path(relative)).as_posix()


def _report(
    shape: str, found: Sequence[Diagnostic], errors: Sequence[Unchecked], checked: int, lexicon_folder: Path | None
) -> None:
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    if shape == "json":
        print(json.dumps(_record(found, errors, checked), ensure_ascii=False, indent=2))
        return
    where = f" --lexicon {lexicon_folder.as_posix()}" if lexicon_folder else ""
    for diagnostic in found:
        place = f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}"
        print(f"{place}: {diagnostic.severity}: {diagnostic.rule.code} {diagnostic.message}")
        if shape == "full":
            width = max(1, (diagnostic.end_column - diagnostic.column) if diagnostic.end_line == diagnostic.line else 1)
            lead = "".join("\t" if c == "\t" else " " for c in diagnostic.source_line[: diagnostic.column - 1])
            print(f"    {diagnostic.source_line}\n    {lead}{'^' * width}")
            print(f"    {diagnostic.rule.name}: see `framing rule{where} {diagnostic.rule.code}`\n")
    counts = ", ".join(f"{sum(d.severity == level for d in found)} {level}" for level in reversed(LEVELS))
    print(f"{checked} file{'' if checked == 1 else 's'} checked: {counts}")


def _record(found: Sequence[Diagnostic], errors: Sequence[Unchecked], checked: int) -> dict[str, object]:
    return {
        "schema": "framing.check/1",
        "diagnostics": [
            {
                "path": d.path,
                "line": d.line,
                "column": d.column,
                "end_line": d.end_line,
                "end_column": d.end_column,
                "span": list(d.span),
                "rule": d.rule.code,
                "term": d.term,
                "category": d.rule.category,
                "voice": d.voice,
                "severity": d.severity,
                "message": d.message,
                "suggestions": list(d.suggestions),
                "fingerprint": d.fingerprint,
                "suppressed": None,
            }
            for d in found
        ],
        "files": checked,
        "errors": [{"path": e.path, "message": e.message} for e in errors],
    }
