"""What the command line has settled becomes a Style: all that a format needs to know besides the Outcome.

What can go wrong: nothing; these are plain values.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from framing import __version__
from framing.check.diagnostic import Diagnostic, Outcome
from framing.lexicon.rules import Severity

INKS: Final = {"error": "1;31", "warning": "1;33", "info": "1;36", "strong": "1", "frame": "34"}
"""SGR codes (ECMA-48) of what is coloured; the words say all that the colours say."""


class Style(NamedTuple):
    """How to print. ``width`` is that of the terminal in columns; formats for programs do not use it.

    ``fail_level`` is the severity from which the run fails, so that a test report fails with it. ``rule_command`` is
    what prints the page of a rule when its code is put behind it: `framing rule --lexicon my-rules`. ``version`` is
    that of this program.
    """

    colour: bool = False
    show_suppressed: bool = False
    statistics: bool = False
    quiet: bool = False
    width: int = 100
    fail_level: Severity = "warning"
    rule_command: str = "framing rule"
    version: str = __version__

    def shown(self, outcome: Outcome) -> tuple[Diagnostic, ...]:
        """The diagnostics to list: all of them, or those that nobody has suppressed."""
        return outcome.diagnostics if self.show_suppressed else outcome.counted

    def page(self, one: Diagnostic) -> str:
        """The command that prints the page of its rule."""
        return f"{self.rule_command} {one.rule.code}"

    def painted(self, text: str, ink: str) -> str:
        """The text in one of the INKS, or as it is where there is no colour."""
        return f"\x1b[{INKS[ink]}m{text}\x1b[0m" if self.colour and text else text
