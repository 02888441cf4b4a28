"""A Diagnostic becomes what goes with it: why it matters, what to do instead, and where a source says so.

What can go wrong: nothing; a rule's own texts are sentences, of which the first one is taken.
"""

from __future__ import annotations

import re
from typing import Final

from framing.check.diagnostic import Diagnostic

_BETWEEN: Final = re.compile(r"(?<=[.!?])\s+(?=[“‘\"'(]?[A-Z])")
"""Between two sentences: stop, space, capital."""


def why(one: Diagnostic) -> str:
    """The first sentence of the rule's reason."""
    return _BETWEEN.split(one.rule.why, 1)[0]


def instead(one: Diagnostic) -> str:
    """The plain wordings that the term has; where it has none, or the message names them, the rule's advice."""
    if any(wording not in one.message for wording in one.suggestions):
        return "; ".join(one.suggestions)
    return _BETWEEN.split(one.rule.instead, 1)[0]
