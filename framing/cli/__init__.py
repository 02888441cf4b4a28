"""Arguments become calls of the stages, and an exit status: 0 done, 1 findings (check) or differences (diff), 2 wrong
use, unreadable input or a fault of ours.

One file a command; each is imported only when it is called. What can go wrong ends in one line on standard error.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from framing import __version__

COMMANDS = {
    "report": "write a comparison report of several articles (HTML or JSON)",
    "read": "print what each article's own text says: sentences, attributions, voices, findings (JSON lines)",
    "diff": "show what changed between two versions of one article (text, HTML or JSON)",
    "stories": "group articles that report the same event (JSON lines)",
    "check": "fail on loaded wording in your own voice",
    "manifest": "print a manifest to fill in: outlet, date and more of each file",
    "rule": "list the rules of the lexicon, or print the page of one",
    "help": "print a page: method, measures, lexicon policy, outputs",
}
EXAMPLE = "example: framing report articles/ -o reports/comparison.html"


class Usage(Exception):
    """Wrong use; the message is one line that says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    # The matrices of one article are small: threads of a linear algebra library would only wait for each other. It
    # asks once, when a command's module imports it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except BrokenPipeError:
        # The reader of a pipe has gone; what it wanted it has. Keep the interpreter's last flush quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("framing: stopped; nothing was half-written", file=sys.stderr)
        return 130
    except Usage as error:
        print(f"framing: {error}", file=sys.stderr)
    except OSError as error:
        print(
            f"framing: {error.filename or 'standard output'}: {(error.strerror or str(error)).lower()}", file=sys.stderr
        )
    except Exception as error:
        # BadInput, LexiconError and the like: one line each; anything else is a fault of ours and shows its trace. Both
        # are trouble: 1 would say that something was found.
        if isinstance(error, ValueError) and type(error).__module__.startswith("framing."):
            print(f"framing: {error}", file=sys.stderr)
        else:
            importlib.import_module("traceback").print_exc()
    return 2


def _run(given: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="framing",
        description="Compares how news outlets report the same events: who says what, in whose voice, in which words.",
        epilog=EXAMPLE,
    )
    parser.add_argument("--version", action="version", version=f"framing {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    called = [name for name in COMMANDS if given[:1] == [name]]
    for name in called or COMMANDS:
        summary = COMMANDS[name]
        sub = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        if name in given[:2] or "--help" in given:
            importlib.import_module(f"framing.cli.{name}").arguments(sub)
    options = parser.parse_args(given)
    return int(importlib.import_module(f"framing.cli.{options.command}").run(options))
