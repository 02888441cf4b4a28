"""What `check` says of its own accord, not by a term of the lexicon: a mark that does not pair, a suppression that is
broken, a baseline that is out of date.

Each has a code, a name and a page like a rule. What can go wrong: nothing; these are plain values.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from framing.lexicon.rules import RESERVED, Severity


class Notice(NamedTuple):
    """What is told, why it matters and what to do; the same parts as those of a rule of the lexicon."""

    code: str
    name: str
    category: str
    severity: Severity
    what: str
    why: str
    instead: str


UNPAIRED: Final = Notice(
    f"{RESERVED}01",
    "unpaired-quotation-mark",
    "quotation-mark",
    "info",
    "A quotation mark without a partner.",
    "Where a quotation begins or ends cannot be told, so the text around the mark is read as if it were not there: "
    "words of a speaker may be flagged as yours.",
    "Close the quotation, or take the mark away. A quotation of several paragraphs opens again in each and closes in "
    "the last.",
)
UNUSED: Final = Notice(
    f"{RESERVED}02",
    "unused-suppression",
    "suppression",
    "warning",
    "A comment that silences a rule where the rule finds nothing.",
    "The wording has changed, or the comment stands in the wrong place; left there it would hide the next finding.",
    "Take the comment, or the code that is named, away.",
)
BROKEN: Final = Notice(
    f"{RESERVED}03",
    "broken-suppression",
    "suppression",
    "warning",
    "A comment for Framing that silences nothing: it names no rule, or none that there is, or is misspelt.",
    "A comment that silenced every rule would hide what nobody has looked at.",
    "Name the rule, and say why: framing: ignore WL01 -- the ministry's own name.",
)
UNREASONED: Final = Notice(
    f"{RESERVED}04",
    "suppression-without-reason",
    "suppression",
    "warning",
    "A comment that silences a rule and gives no reason, where the settings ask for one.",
    "Whoever reads the text next cannot tell whether the wording was meant.",
    "Write the reason behind two hyphens: framing: ignore WL01 -- the ministry's own name.",
)
STALE: Final = Notice(
    f"{RESERVED}05",
    "stale-baseline-entry",
    "baseline",
    "info",
    "An entry of the baseline whose finding is no longer there.",
    "It would hide the same wording if that came back.",
    "Take it out with --prune-baseline.",
)
NOTICES: Final = (UNPAIRED, UNUSED, BROKEN, UNREASONED, STALE)


def page(notice: Notice) -> Iterator[str]:
    """The lines of a notice's page, in Markdown, as those of a rule."""
    yield f"# {notice.code} {notice.name}"
    yield from ("", notice.what, "", f"category {notice.category}; severity {notice.severity}")
    for title, text in (("Why", notice.why), ("Instead", notice.instead)):
        yield from ("", f"## {title}", "", text)
