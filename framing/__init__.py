"""Framing compares how news outlets report the same events. It measures and shows; it hands out no verdict.

The flow, one direction, no cycles: each part turns what the parts before it have made into something new, and imports
only from those. A test reads the imports and holds the code to this list.
"""

__version__ = "0.1.0"

FLOW = (
    "article",  # Span, Block, Article: the raw text and everything that points into it
    "lexicon",  # TOML and TSV: rules with their terms, cues with their stance, the gazetteer
    "intake",  # file -> Article, with the evidence for outlet and date
    "language",  # Article -> tokens, sentences, stems, syllables
)
"""The stages in order. Only ``cli`` stands after all of them."""
