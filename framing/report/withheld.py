"""A Comparison becomes one without its texts, for articles that may not be shared: spans and counts stay.

Every character of a text but its line ends becomes a block, so that all spans stay true and a page still shows how
long what is; what quotes a text is emptied. What can go wrong: titles, evidence, values, and the names of speakers,
chains and concepts stay, so some words of the texts do.
"""

from __future__ import annotations

import re
from dataclasses import replace

from framing.comparison import Comparison
from framing.distinctive import Distinctive
from framing.reading import Reading

BLOCK = "\u2588"
"""What a character becomes."""


def blank(text: str) -> str:
    """A text of which only the length and the lines are left."""
    return re.sub(r"[^\r\n]", BLOCK, text)


def withheld(found: Comparison) -> Comparison:
    """The comparison without any text; ``sha256`` of its articles is no longer that of their texts."""
    return replace(
        found,
        readings=tuple(_reading(reading) for reading in found.readings),
        events=tuple(
            replace(event, label=event.id, contrasts=tuple(replace(c, why="") for c in event.contrasts))
            for event in found.events
        ),
        headlines=tuple(replace(one, text=blank(one.text)) for one in found.headlines),
        concepts=tuple(
            replace(concept, mentions=tuple(replace(mention, label="") for mention in concept.mentions))
            for concept in found.concepts
        ),
        discrepancies=tuple(replace(one, why="") for one in found.discrepancies),
        substitutions=tuple(replace(one, words_a="", words_b="") for one in found.substitutions),
        distinctive=_unworded(found.distinctive),
    )


def _reading(reading: Reading) -> Reading:
    mentions = tuple(replace(mention, label="") for mention in reading.mentions)
    text = blank(reading.article.text)
    return replace(reading, article=reading.article._replace(text=text, masked=None), mentions=mentions)


def _unworded(found: Distinctive) -> Distinctive:
    """The contrasts with the rank of each word in its place."""
    return replace(found, contrasts=tuple(replace(one, word=f"word {n}") for n, one in enumerate(found.contrasts, 1)))
