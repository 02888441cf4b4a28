"""Arguments become calls of the stages, and an exit status: 0 done, 1 findings (check) or differences (diff), 2 wrong
use, unreadable input or a fault of ours.

One file a command; each is imported only when it is called. What can go wrong ends in one line on standard error.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from framing import __version__

COMMANDS = {
    "report": "write a comparison report of several articles (HTML, JSON, CSV or Markdown)",
    "read": "print what each article's own text says: sentences, attributions, voices, findings (JSON lines)",
    "diff": "show what changed between two versions of one article (text, HTML or JSON)",
    "stories": "group articles that report the same event (JSON lines)",
    "corpus": "read archives into tables, and compare outlets, months and stories there",
    "check": "fail on loaded wording in your own voice",
    "sample": "draw sentences of your articles for people to code (CSV)",
    "agreement": "say how well coders agree, and how right the tool is on what they coded (text or JSON)",
    "manifest": "print a manifest to fill in: outlet, date and more of each file",
    "rule": "list the rules of the lexicon, or print the page of one",
    "help": "print a page: method, measures, lexicon policy, outputs",
}
EXAMPLE = "example: framing report articles/ -o reports/comparison.html"


class Usage(Exception):
    """Wrong use; the message is one line that says what to do."""


def program() -> None:
    """What `framing` runs: one command in a process of its own, which ends with it.

    `check` must be quick: its values hold no cycles, so that nothing is looked for that could be freed, and what it
    holds at the end goes with the process.
    """
    if sys.argv[1:2] != ["check"]:
        sys.exit(main())
    gc.disable()
    status = main()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        pass
    except OSError as error:
        if status != 2:  # else it has been told
            print(f"framing: standard output: {(error.strerror or str(error)).lower()}", file=sys.stderr)
        status = 2
    os._exit(status)


def unheard() -> None:
    """Write the rest nowhere: the reader of a pipe has gone, and what it wanted it has. This keeps the interpreter's
    last flush quiet.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    # The matrices of one article are small: threads of a linear algebra library would only wait for each other. It
    # asks once, when a command's module imports it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever called
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - as long as the process
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except BrokenPipeError:
        unheard()
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


class _Help(argparse.HelpFormatter):
    """Help as wide as the terminal; argparse imports shutil to measure it, with every option and before help is asked
    for.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    """The width of the terminal, or 80 where there is none."""
    try:
        return int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        pass
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80 if sys.__stdout__ else 80
    except (AttributeError, OSError, ValueError):
        return 80


class _Parser(argparse.ArgumentParser):
    """Arguments of the program or a command; wrong ones are told in one line."""

    def error(self, message: str) -> NoReturn:
        """Wrong use, and where to read what is right."""
        raise Usage(f"{message} (see: {self.prog} --help)")

    def meant(self, unknown: str) -> str:
        """The question whether a like option was meant; nothing if there is none."""
        options = [option for action in self._actions for option in action.option_strings]
        near = importlib.import_module("difflib").get_close_matches(unknown.partition("=")[0], options, 1, 0.7)
        return f"; did you mean {near[0]}?" if near else ""


def _run(given: Sequence[str]) -> int:
    parser = _Parser(
        prog="framing",
        description="Compares how news outlets report the same events: who says what, in whose voice, in which words.",
        epilog=EXAMPLE,
        formatter_class=_Help,
    )
    parser.add_argument("--version", action="version", version=f"framing {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    called = [name for name in COMMANDS if given[:1] == [name]]
    subs: dict[str, _Parser] = {}
    for name in called or COMMANDS:
        summary = COMMANDS[name]
        described = summary[0].upper() + summary[1:] + "."
        sub = subs[name] = commands.add_parser(name, help=summary, description=described, formatter_class=_Help)
        if name in given[:2] or "--help" in given:
            importlib.import_module(f"framing.cli.{name}").arguments(sub)
    if not given:
        parser.print_help(sys.stderr)
        return 2
    options, unknown = parser.parse_known_args(given)
    if unknown:
        sub = subs[options.command]
        sub.error(f"{unknown[0]}: there is no such option or place for it{sub.meant(unknown[0])}")
    return int(importlib.import_module(f"framing.cli.{options.command}").run(options))
