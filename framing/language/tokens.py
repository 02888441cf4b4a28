"""Text becomes tokens: words with their inner apostrophes, hyphens and stops; numbers; single marks.

No NLTK here, since `check` must start fast. ``U.S.`` and ``Herald.Example`` are one token each, ``$100,000`` is two,
``ASEAN's`` is a word and its possessive. What can go wrong: a full stop after an abbreviation that ends a sentence
stays with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from framing.article import Span
from framing.patterns import pattern

WORD = pattern(
    r"[^\W\d_]++(?=[\s,;:!?)\]”\"])"  # most words: letters alone, nothing behind them that could belong to them
    r"|(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?"  # U.S., p.m.
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|bn|m|k|s)?\b"  # 100,000, 3.5, 2nd, 90s
    r"|\b[OD]['’][^\W\d_]\w+"  # O'Malley
    r"|[^\W\d_]\w*?(?=(?i:n['’]t)\b)"  # the did of didn't
    r"|(?i:n['’]t)\b"
    r"|(?<=[\w.])['’](?i:s|re|ve|ll|d|m)\b"  # possessives and short forms
    r"|\w+(?:[-\u2010\u2011]\w+)+"  # well-lit
    r"|\w+(?:\.[A-Za-z]\w+)+"  # Herald.Example
    r"|[^\W_]+"
    r"|[^\s\u2060]",  # but no joiner, which stands for markup
    re.UNICODE,
)
INSIDE_A_WORD = pattern(r"\w\w")
"""Before and behind a border that may cut a token in two."""


def tokens(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """The spans of the tokens in ``span`` (all of the text by default), in order; every mark is a token of its own."""
    start, end = span or (0, len(text))
    return tuple([_new(Span, match.span()) for match in WORD.finditer(text, start, end)])


def words(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """The tokens that hold a letter or a digit."""
    return tuple([token for token in tokens(text, span) if text[token[0]].isalnum()])


class Tokens:
    """The tokens of some stretches of a text (``rows``, one a stretch), cut once for all who need those of parts."""

    def __init__(self, text: str, stretches: Sequence[Span]) -> None:
        self.rows = tuple([tokens(text, stretch) for stretch in stretches])
        self._all = [token for row in self.rows for token in row]

    def within(self, text: str, span: Span) -> Sequence[Span]:
        """What :func:`tokens` gives for a part of one of the stretches; ``text`` is the same text."""
        if INSIDE_A_WORD.match(text, span.start - 1) or INSIDE_A_WORD.match(text, span.end - 1):
            return tokens(text, span)
        first, last = bisect_left(self._all, (span.start,)), bisect_left(self._all, (span.end,))
        found = self._all[first:last]
        whole = (not first or self._all[first - 1].end <= span.start) and (not found or found[-1].end <= span.end)
        return found if whole else tokens(text, span)


Cut = Callable[[str, Span], Sequence[Span]]
"""What gives the tokens of a part of a text: :func:`tokens`, or :meth:`Tokens.within`."""

_new = tuple.__new__
"""Makes a Span of a pair without unpacking it: tokens are the most numerous values there are."""
