"""What `check` says of its own accord, not by a term of the lexicon: a mark that does not pair, a suppression that is
broken, a baseline that is out of date.

Each has a code, a name and a page like a rule. What can go wrong: nothing; these are plain values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from framing.lexicon.rules import Severity

PREFIX: Final = "CK"
"""The letters of their codes, which no rule of the lexicon may take."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told, why it matters and what to do; the same parts as those of a rule of the lexicon."""

    code: str
    name: str
    category: str
    severity: Severity
    what: str
    why: str
    instead: str


UNPAIRED: Final = Notice(
    "CK01",
    "unpaired-quotation-mark",
    "quotation-mark",
    "info",
    "A quotation mark without a partner.",
    "Where a quotation begins or ends cannot be told, so the text around the mark is read as if it were not there: "
    "words of a speaker may be flagged as yours. Nothing is silenced by it.",
    "Close the quotation, or take the mark away. A quotation of several paragraphs opens again in each and closes in "
    "the last.",
)
UNUSED: Final = Notice(
    "CK02",
    "unused-suppression",
    "suppression",
    "warning",
    "A comment that silences a rule where the rule finds nothing.",
    "The wording has changed, or the comment stands in the wrong place; left there it would hide the next finding.",
    "Take the comment, or the code that is named, away.",
)
BROKEN: Final = Notice(
    "CK03",
    "broken-suppression",
    "suppression",
    "warning",
    "A comment for Framing that silences nothing: it names no rule, or none that there is, or is misspelt.",
    "A comment that silenced every rule would hide what nobody has looked at.",
    "Name the rule, and say why: framing: ignore WL01 -- the ministry's own name.",
)
UNREASONED: Final = Notice(
    "CK04",
    "suppression-without-reason",
    "suppression",
    "warning",
    "A comment that silences a rule and gives no reason, where the settings ask for one.",
    "Whoever reads the text next cannot tell whether the wording was meant.",
    "Write the reason behind two hyphens: framing: ignore WL01 -- the ministry's own name.",
)
STALE: Final = Notice(
    "CK05",
    "stale-baseline-entry",
    "baseline",
    "info",
    "An entry of the baseline whose finding is no longer there.",
    "It would hide the same wording if that came back.",
    "Take it out with --prune-baseline.",
)
NOTICES: Final = (UNPAIRED, UNUSED, BROKEN, UNREASONED, STALE)
