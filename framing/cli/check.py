"""`framing check`: loaded wording in the writer's own voice, as diagnostics and an exit status for CI."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from framing.check.configuration import Configuration, Given, shown
from framing.check.diagnostic import LEVELS, Outcome, Touched, Unchecked
from framing.check.diagnostics import names
from framing.check.policy import Decisions
from framing.check.run import MANY, Input, inputs, lexicon, outcome
from framing.check.seen import SUFFIXES
from framing.check.settings import FORMATS, Settings
from framing.cli import Usage, unheard
from framing.cli.lexicon import lexicon_argument
from framing.cli.together import STDIN, sound

BASELINE = "framing-baseline.json"
"""The file of accepted findings, where the settings name no other."""
OPTIONS = {
    "lexicon": "lexicon",
    "select": "select",
    "extend_select": "extend-select",
    "ignore": "ignore",
    "exclude": "exclude",
    "extend_exclude": "extend-exclude",
    "force_exclude": "force-exclude",
    "respect_gitignore": "respect-gitignore",
    "baseline": "baseline",
    "fail_level": "fail-level",
    "output_format": "output-format",
}
"""Options that are settings too."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("path", nargs="*", default=["."], metavar="PATH", help="file, folder, or - (default: here)")
    parser.add_argument("--stdin-filename", metavar="NAME", default=STDIN, help="name and format of what - reads")
    rules = parser.add_argument_group("rules")
    lexicon_argument(rules)
    rules.add_argument("--select", metavar="RULES", action="append", help="check these only: codes, names, ALL")
    rules.add_argument("--extend-select", metavar="RULES", action="append", help="check these as well")
    rules.add_argument("--ignore", metavar="RULES", action="append", help='leave these out; a term as "WL01: junta"')
    files = parser.add_argument_group("files")
    files.add_argument("--exclude", metavar="PATTERNS", action="append", help="leave out, in the syntax of .gitignore")
    files.add_argument("--extend-exclude", metavar="PATTERNS", action="append", help="leave out as well")
    files.add_argument("--force-exclude", action="store_true", default=None, help="even what is named itself")
    files.add_argument(
        "--no-respect-gitignore", dest="respect_gitignore", action="store_false", default=None, help="ignored files too"
    )
    files.add_argument("--diff-base", metavar="REV", help="only lines added since the merge base with REV")
    files.add_argument("--show-files", action="store_true", help="list the files that would be checked")
    settings = parser.add_argument_group("settings")
    settings.add_argument(
        "--config", metavar="FILE|KEY=VALUE", action="append", default=[], help="a file of settings, or one setting"
    )
    settings.add_argument("--isolated", action="store_true", help="pass over all files of settings")
    settings.add_argument("--show-settings", action="store_true", help="print the settings in force, and their origin")
    settings.add_argument("--show-schema", action="store_true", help="print the JSON schema of the settings")
    _output_arguments(parser)
    _accepting_arguments(parser)
    parser.epilog = "example: framing check content/ --output-format concise; framing help configuration"


def _output_arguments(parser: argparse.ArgumentParser) -> None:
    output = parser.add_argument_group("output")
    output.add_argument("--output-format", choices=FORMATS, help="how findings are printed (full)")
    output.add_argument("-o", "--output", metavar="FILE", type=Path, help="write them to FILE")
    output.add_argument("--fail-level", choices=LEVELS, help="fail from this severity on (warning)")
    output.add_argument("--exit-zero", action="store_true", help="exit with 0 even with findings")
    output.add_argument("--statistics", action="store_true", help="add a table of counts by rule")
    output.add_argument("--show-suppressed", action="store_true", help="list what a comment or baseline suppresses")
    output.add_argument("-q", "--quiet", action="store_true", help="print findings only, no summary")
    output.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour (auto)")
    output.add_argument("--jobs", metavar="N", type=int, help=f"processes (one; from {MANY} files on, all processors)")


def _accepting_arguments(parser: argparse.ArgumentParser) -> None:
    changes = parser.add_argument_group("changing and accepting")
    changes.add_argument("--fix", action="store_true", help="write other spellings of place names, in own voice")
    changes.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    changes.add_argument(
        "--add-ignore", metavar="REASON", nargs="?", const="", help="add a comment to each line with a finding"
    )
    changes.add_argument("--ignore-suppressions", action="store_true", help="report what comments suppress, too")
    changes.add_argument("--baseline", metavar="FILE", help="accept the findings in this file")
    changes.add_argument("--no-baseline", action="store_true", help="accept none")
    changes.add_argument("--write-baseline", action="store_true", help="write all findings into the baseline")
    changes.add_argument("--prune-baseline", action="store_true", help="take out of it what is no longer found")


def run(options: argparse.Namespace) -> int:
    """Print the diagnostics; 0 clean, 1 findings at or above the level, 2 if any input could not be read."""
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
    sound(options)
    if options.output and options.output.as_posix() in ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"):
        options.output = None  # what else is written there keeps its place
    if options.show_schema:
        sys.stdout.write(Path(__file__).parents[1].joinpath("check", "framing.schema.json").read_text("utf-8"))
        return 0
    configuration = Configuration(Given(tuple(options.config), options.isolated, _given(options)))
    here = _of_the_run(options, configuration)
    paths, problems = _paths(options, configuration, here)
    if options.show_files:
        print("".join(f"{path.as_posix()}\n" for path in paths), end="")
        return _told(problems)
    if options.show_settings:
        show = importlib.import_module("framing.check.listing").lines
        print("\n".join(show([Path(path) for path in options.path if path != "-"], configuration)))
        return 0
    _spare(options, paths)
    given = [*problems, *_inputs(options, paths, configuration)]
    if not (given or options.quiet or "-" in options.path):
        print(
            f"framing: no file to check in {', '.join(options.path)} (see: framing check --show-files)", file=sys.stderr
        )
    touched = _touched(options, given)
    if options.fix or options.diff or options.add_ignore is not None:
        file = _baseline_file(options, here)
        if file is not None:
            importlib.import_module("framing.check.baseline").baseline_in(file)  # raises before anything is written
        changed = importlib.import_module("framing.check.changing")
        given, status = changed.changed(given, options, touched)
        if options.diff:
            return _told([one for one in given if isinstance(one, Unchecked)]) or status
    return _reported(options, here, given, touched)


def _given(options: argparse.Namespace) -> dict[str, Any]:
    """The settings among the options; lists may be written with commas or in several options."""
    values: dict[str, Any] = {}
    for name, key in OPTIONS.items():
        value = getattr(options, name)
        if value is None:
            continue
        if isinstance(value, list):
            value = [part.strip() for one in value for part in one.split(",") if part.strip()]
        values[key] = [str(value)] if name == "lexicon" else value
    return values


def _of_the_run(options: argparse.Namespace, configuration: Configuration) -> Settings:
    """The settings for the run: those of the working folder; where it has none, those that all paths share."""
    named = [Path(path) for path in options.path if path != "-"]
    files = {configuration.file(path) for path in named}
    if configuration.file(Path()) is None and len(files) == 1:
        return configuration.settings(named[0])
    return configuration.settings(Path())


def _paths(
    options: argparse.Namespace, configuration: Configuration, here: Settings
) -> tuple[list[Path], list[Unchecked]]:
    named = [path for path in options.path if path != "-"]
    if not here.force_exclude and len(set(named)) == len(named) and all(map(os.path.isfile, named)):
        return [Path(shown(Path(path))) for path in named], []
    files = importlib.import_module("framing.check.files")
    found = files.chosen(
        named, configuration.excluded, respect_gitignore=here.respect_gitignore, force_exclude=here.force_exclude
    )
    return list(found.files), list(found.problems)


def _spare(options: argparse.Namespace, paths: Sequence[Path]) -> None:
    """Raise Usage if the findings would be written over a text, or as one that the next run would read."""
    if options.output is None:
        return
    output = options.output.resolve()
    folders = (Path(path).resolve() for path in options.path if os.path.isdir(path))
    inside = output.suffix.lower() in SUFFIXES
    if output in {path.resolve() for path in paths} or (inside and any(map(output.is_relative_to, folders))):
        raise Usage(f"{options.output}: is one of the texts, or lies among them: write the findings elsewhere")


def _inputs(
    options: argparse.Namespace, paths: Sequence[Path], configuration: Configuration
) -> Iterator[Input | Unchecked]:
    yield from inputs(paths, configuration)
    if "-" in options.path:
        name = Path(options.stdin_filename)
        settings = configuration.settings(name.parent)
        if sys.stdin is None:
            raise Usage("-: standard input is closed")
        data = sys.stdin.buffer.read()
        if not (settings.force_exclude and _left_out(name, configuration, settings)):
            yield Input(shown(name), data, settings)


def _left_out(name: Path, configuration: Configuration, here: Settings) -> bool:
    """Whether standard input has the name of a file that would be left out."""
    left_out = importlib.import_module("framing.check.files").left_out
    return bool(left_out(str(name), configuration.excluded, respect_gitignore=here.respect_gitignore))


def _jobs(options: argparse.Namespace, files: int) -> int:
    return options.jobs or ((os.cpu_count() or 1) if files >= MANY else 1)


def _told(problems: Sequence[Unchecked]) -> int:
    for one in problems:
        print(f"framing: {one.path}: {one.message}", file=sys.stderr)
    return 2 if problems else 0


def _reported(
    options: argparse.Namespace, here: Settings, given: Sequence[Input | Unchecked], touched: Touched | None
) -> int:
    """Check, accept, leave out and print; returns the exit status."""
    found = outcome(given, _jobs(options, len(given)))
    if options.ignore_suppressions:
        found = found._replace(diagnostics=tuple(one._replace(suppressed=None) for one in found.diagnostics))
    file = _baseline_file(options, here)
    if file is not None:
        accepting = importlib.import_module("framing.check.accepting")
        decisions, known = Decisions(here), names(lexicon(here))
        unread = {one.path for one in found.errors}
        files = tuple(one.path for one in given if one.path not in unread)
        run = files, lambda code: code not in known or decisions.wanted(known[code])
        if options.write_baseline or options.prune_baseline:
            print(accepting.rewritten(found, file, *run, prune=options.prune_baseline))
            return _told(found.errors)
        found = accepting.accepted(found, file, decisions, *run)
    if touched is not None:
        found = found._replace(diagnostics=tuple(filter(touched, found.diagnostics)))
    try:
        _print(options, here, found)
        sys.stdout.flush()
    except BrokenPipeError:
        unheard()  # whoever read has seen enough; that must not look like "clean"
    if _told(found.errors):
        return 2
    serious = any(LEVELS.index(one.severity) >= LEVELS.index(here.fail_level) for one in found.counted)
    return 1 if serious and not options.exit_zero else 0


def _touched(options: argparse.Namespace, given: Sequence[Input | Unchecked]) -> Touched | None:
    """Whether a finding stands on a line that was added since the base; None if all count.

    A file that is not there is standard input under a name that git does not know: all of it is new.
    """
    if not options.diff_base:
        return None
    module = importlib.import_module("framing.check.changed")
    changed = module.changed_lines(options.diff_base)
    files = [one.path for one in given if os.path.exists(one.path)]
    for path in files:
        changed.touches(path, 1, 1)  # raises for a file outside the repository, before anything is written
    inner = {module.inner_repository(os.path.dirname(os.path.realpath(path)), str(changed.top)) for path in files}
    for folder in sorted(inner - {None}):
        print(
            f"framing: {shown(Path(folder))}: is a repository of its own: --diff-base tells nothing of its files",
            file=sys.stderr,
        )
    return lambda one: not os.path.exists(one.path) or changed.touches(one.path, one.line, one.end_line)


def _baseline_file(options: argparse.Namespace, here: Settings) -> Path | None:
    if options.no_baseline:
        return None
    writes = options.write_baseline or options.prune_baseline
    return here.baseline or (Path(BASELINE) if writes else None)


def _print(options: argparse.Namespace, here: Settings, found: Outcome) -> None:
    outputs = importlib.import_module("framing.check.outputs")
    terminal = sys.stdout.isatty() and options.output is None
    colour = options.color == "always" or (
        options.color == "auto" and terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
    style = importlib.import_module("framing.check.outputs.style").Style(
        colour=colour,
        show_suppressed=options.show_suppressed,
        statistics=options.statistics,
        width=importlib.import_module("shutil").get_terminal_size().columns if terminal else 100,
        fail_level=here.fail_level,
        rule_command=f"framing rule --lexicon {shown(here.lexicon[-1])}" if here.lexicon else "framing rule",
        quiet=options.quiet,
    )
    lines = outputs.printer(here.output_format)(found, style)
    if options.output is None:
        sys.stdout.writelines(f"{line}\n" for line in lines)
    else:
        text = "".join(f"{line}\n" for line in lines)
        importlib.import_module("framing.files").written(options.output, text)
        if not style.quiet:
            print(importlib.import_module("framing.check.outputs.summary").totals(found))
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if here.output_format == "github" and summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(importlib.import_module("framing.check.outputs.github_summary").summary(found))
