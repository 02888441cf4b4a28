"""What the network and what the rules have found in some sentences becomes drafts that agree, and the marks of titles.

What can go wrong: nothing that does not go wrong in the parts that are put together here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.attribution.clause import Row
from framing.attribution.deferred import with_deferred
from framing.attribution.drafts import Draft
from framing.attribution.joining import joined
from framing.attribution.settled import settled
from framing.attribution.unnamed import unnamed, with_unnamed
from framing.patterns import pattern

HEADLINE_WORDS = 25
"""A first block of no more words is read as a headline."""
TITLED = pattern(
    r"\b(?:titled|entitled|headlined|book|film|movie|song|novel|album|documentary|play|series|podcast|headline)\s*,?\s*$",
    re.IGNORECASE,
)
MENTIONED = pattern(
    r"\b(?:words?|terms?|phrases?|expressions?|labels?|names?|slogans?|hashtags?|nicknamed?|acronym|abbreviation|letters?)"
    r"\s*(?:of|is|was|as|like|:)?\s*$",
    re.IGNORECASE,
)


def put_together(text: str, rows: Sequence[Row], learned: Sequence[Draft], ruled: Sequence[Draft]) -> list[Draft]:
    """What the network and the rules have found in some rows (those outside quotations, in order), agreed."""
    nameless = [phrase for row in rows for phrase in unnamed(row)]
    found = settled(text, learned)
    return with_deferred(text, rows, joined(text, with_unnamed(found, nameless), with_unnamed(ruled, nameless)))
