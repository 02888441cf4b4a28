"""The settings of `check`: their names, what each may be, and their values for one file.

One table, KEYS, says all of it; reading, the JSON schema, `--show-settings` and the page on configuration rest on it.
Nothing can go wrong here: what a user writes is read and checked by ``configuration.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, NamedTuple

from framing.lexicon.rules import SEVERITIES, Severity, VoiceKind

Policy = Literal["flag", "lower", "silent"]
"""What a voice does to a finding: its severity stands, counts one level less, or nothing is said."""
BlockPolicy = Literal["voice", "flag", "lower", "silent"]
"""The same for a kind of block; "voice" leaves it to the voice of the words."""
Sort = Literal["texts", "text", "choice", "truth", "path", "paths", "severities", "voices", "ignores"]

POLICIES: Final[tuple[Policy, ...]] = ("flag", "lower", "silent")
BLOCK_POLICIES: Final[tuple[BlockPolicy, ...]] = ("voice", "flag", "lower", "silent")
FORMATS: Final = ("full", "concise", "json", "jsonl", "github", "gitlab", "junit", "sarif", "rdjson")
DEFAULT_VOICES: Final[Mapping[VoiceKind, Policy]] = {
    "own": "flag",
    "scare": "flag",
    "attributed": "lower",
    "quoted": "silent",
    "mention": "silent",
}
"""In indirect speech the wording may be the writer's or the speaker's, so it counts one level less."""


class Key(NamedTuple):
    """One setting: its name, the sort of value, the default, what it does, and what it may be if it is a choice."""

    name: str
    sort: Sort
    default: object
    what: str
    choices: tuple[str, ...] = ()


KEYS: Final = (
    Key("extend", "path", None, "Another file of settings, on which these are laid."),
    Key("lexicon", "paths", (), "Folders of rules of your own, beside the shipped rules."),
    Key("select", "texts", ("ALL",), "The rules that are checked: codes, their beginnings, names, or ALL."),
    Key("extend-select", "texts", (), "Rules that are checked as well."),
    Key("ignore", "texts", (), 'Rules that are not checked, or one term of a rule: "WL01: junta".'),
    Key("per-file-ignores", "ignores", {}, "For files that a pattern matches, rules that are not checked there."),
    Key("severity", "severities", {}, "Another severity for a rule or term.", SEVERITIES),
    Key("voices", "voices", {}, "What each voice does to a finding, for all rules or for some of them.", POLICIES),
    Key("headlines", "choice", "voice", "The same for headlines, whatever the voice.", BLOCK_POLICIES),
    Key("block-quotes", "choice", "voice", "The same for block quotations, whatever the voice.", BLOCK_POLICIES),
    Key("front-matter", "texts", (), "Fields of front matter that are read, such as title and description."),
    Key("exclude", "texts", (), "Files and folders that are left out, in the syntax of .gitignore."),
    Key("extend-exclude", "texts", (), "More of them."),
    Key("force-exclude", "truth", False, "Leave them out even where they are named on the command line."),
    Key("respect-gitignore", "truth", True, "Leave out what .gitignore leaves out."),
    Key("require-reason", "truth", False, "A comment that silences a rule has to give a reason."),
    Key("baseline", "path", None, "The file of accepted findings."),
    Key("fail-level", "choice", "warning", "The lowest severity that makes the command fail.", SEVERITIES),
    Key("output-format", "choice", "full", "How the findings are printed.", FORMATS),
)
BY_NAME: Final = {key.name: key for key in KEYS}
LOCAL: Final = ("baseline", "fail-level", "output-format")
"""Settings of a whole run, which are those of the working folder, not of each file."""


class Selection(NamedTuple):
    """What one layer of settings says of the rules; ``select`` is None where it says nothing and adds to the last."""

    select: tuple[str, ...] | None = None
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Patterns(NamedTuple):
    """Patterns of paths, relative to the folder whose settings state them."""

    folder: Path
    patterns: tuple[str, ...]


class Settings(NamedTuple):
    """The settings in force for one file; ``origins`` says for each key where its value was set.

    ``severity`` and ``voices`` stand in the order of their layers, each with a selector, or None for all rules.
    """

    lexicon: tuple[Path, ...] = ()
    selections: tuple[Selection, ...] = (Selection(("ALL",)),)
    per_file_ignores: tuple[tuple[Patterns, tuple[str, ...]], ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    voices: tuple[tuple[str | None, VoiceKind, Policy], ...] = ()
    headlines: BlockPolicy = "voice"
    block_quotes: BlockPolicy = "voice"
    front_matter: tuple[str, ...] = ()
    exclude: tuple[Patterns, ...] = ()
    force_exclude: bool = False
    respect_gitignore: bool = True
    require_reason: bool = False
    baseline: Path | None = None
    fail_level: Severity = "warning"
    output_format: str = "full"
    origins: tuple[tuple[str, str], ...] = ()
