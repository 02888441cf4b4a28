"""The argument that names a folder of rules becomes the rules to read with."""

from __future__ import annotations

import argparse
from pathlib import Path

from framing.lexicon.rules import Rule


def lexicon_argument(parser: argparse._ActionsContainer) -> None:
    """The argument of every command that looks for loaded terms."""
    parser.add_argument("--lexicon", metavar="DIR", type=Path, help="rules of your own, with those they extend")


def lexicon(options: argparse.Namespace) -> tuple[Rule, ...] | None:
    """The rules to read with; a folder that cannot be used raises LexiconError.

    None means those shipped, whose compiled index is there already: only the rules that find something are made.
    """
    if options.lexicon is None:
        return None
    from framing.lexicon.folders import rules

    return rules(options.lexicon)


def compiled_lexicon(rules: tuple[Rule, ...] | None) -> str | None:
    """Rules of the user's own as text, which can be sent to other machines; None for those shipped."""
    if rules is None:
        return None
    from framing.lexicon.compiled import compiled

    return compiled(rules, "")
