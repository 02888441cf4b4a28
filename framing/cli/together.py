"""Arguments of `check` that do not go together, or that are surely not meant, become one line that says what to do.

Nothing has been read or written by then.
"""

from __future__ import annotations

import argparse
import os
from typing import Final

from framing.check.configuration import names_file
from framing.cli import Usage

STDIN: Final = "stdin.txt"
"""The name of standard input, where none is given."""
_LISTS: Final = ("select", "extend_select", "ignore", "exclude", "extend_exclude", "diff_base", "baseline")
_SHOWS: Final = ("show_files", "show_settings", "show_schema", "diff", "write_baseline", "prune_baseline")
"""Options with which no findings are printed."""
_DOES: Final = ("show_files", "show_settings", "show_schema", "fix", "add_ignore", "write_baseline", "prune_baseline")
"""Options that each say what the command is to do."""


def sound(options: argparse.Namespace) -> None:
    """Raise Usage for arguments that do not go together, or that are surely not meant."""
    for name in _LISTS:
        value = getattr(options, name)
        if value == "" or (isinstance(value, list) and not all(value)):
            raise Usage(f"{_option(name)} is empty: give it a value, or leave it out")
    _inputs(options)
    if options.jobs is not None and options.jobs < 1:
        raise Usage("--jobs must be 1 or more")
    done = [name for name in _DOES if _given(options, name)]
    if options.diff and not {"fix", "add_ignore"}.intersection(done):
        done.append("diff")
    if len(done) > 1:
        raise Usage(f"{_option(done[0])} and {_option(done[1])} do not go together: run one after the other")
    for name in _SHOWS if options.output else ():
        if _given(options, name):
            raise Usage(f"-o takes findings, and {_option(name)} prints none: leave one of them out")
    if options.output and not options.output.parent.is_dir():
        raise Usage(f"-o {options.output}: there is no folder {options.output.parent}: make it first")
    _settings(options)


def _inputs(options: argparse.Namespace) -> None:
    reads = "-" in options.path
    if reads and not options.diff and (options.fix or options.add_ignore is not None):
        raise Usage("--fix and --add-ignore write files: name one, or use --diff")
    if not reads and options.stdin_filename != STDIN:
        raise Usage("--stdin-filename names standard input: give - as PATH")
    if options.add_ignore and os.path.exists(options.add_ignore):
        raise Usage(f"--add-ignore takes a reason, and {options.add_ignore} is a path: write --add-ignore=REASON PATH")


def _settings(options: argparse.Namespace) -> None:
    """Settings and baselines that cannot both count."""
    writes = next((name for name in ("write_baseline", "prune_baseline") if getattr(options, name)), None)
    if writes and options.diff_base:
        raise Usage(f"{_option(writes)} looks at all findings: leave --diff-base out")
    if options.no_baseline and (writes or options.baseline):
        raise Usage(f"--no-baseline and {_option(writes or 'baseline')} do not go together: leave one of them out")
    file = next((one for one in options.config if names_file(one)), None)
    if options.isolated and file:
        raise Usage(f"--isolated passes over all files of settings, and --config names {file}: leave one of them out")


def _given(options: argparse.Namespace, name: str) -> bool:
    value = getattr(options, name)
    return value is not None and value is not False


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
