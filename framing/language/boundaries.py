"""A block becomes sentences by rule: the project's own rules for news, without NLTK.

The voice engine uses these alone (``check`` must start fast); :mod:`framing.language.sentences` lays the same rules
over Punkt's proposals. What can go wrong: an abbreviation that is not listed here, before a capital, ends a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from framing.article import Span, trimmed
from framing.patterns import pattern

OPENERS = "\"'“‘«„‚([—–-\u2060"
CLOSERS = "\"'”’»)]\u2060"
"""Marks before and behind a sentence; the joiner stands for markup, such as a tag."""

PROPOSAL = pattern(
    rf"[.!?…][.!?…]*[{re.escape(CLOSERS)}]*(?P<gap>\s+|(?<=[.!?…]”)(?=[A-Z][a-z]))(?=[{re.escape(OPENERS)}]*[^\W_a-zß-öø-ÿ])"
)
"""The end of a sentence before white space, or where that was lost behind a quotation: “Nobody came.”The mayor left."""

TITLES = frozenset(
    "mr mrs ms mx dr prof gen lt col maj sgt capt cpl cmdr adm brig sen rep reps sens gov hon rev fr msgr st "
    "supt insp pres amb atty det pvt messrs mme mlle mgr ret".split()
)
"""Before a name; never the end of a sentence."""

NUMBERED = frozenset(
    "no nos art arts fig figs p pp vol ch sec para jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
"""Before a number; else they may end a sentence."""

INNER = frozenset("vs v cf incl e.g i.e approx est viz ca al".split())
"""Never the end of a sentence."""

STARTERS = frozenset(
    "the a an this that these those he she it we they i you his her its their our there here but and so yet "
    "in on at for from by with as if when while after before since although though however meanwhile still "
    "then now later earlier what who how why".split()
)
"""Words that open sentences so often that a dotted abbreviation before one of them ends its sentence."""

DOTTED = pattern(r"(?:^|[\s(\[\"“‘'«/–—-])(?:(?:[^\W\d_]\.){2,}|[A-Z]\.)$")
LAST_WORD = pattern(r"([^\s\"'“”‘’«»()\[\]]+)$")
NEXT_WORD = pattern(r"[^\w]*([\w'’-]+)")
TAIL_WORDS = 6


def sentences_by_rule(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences of one block (``span``), without white space at their ends; every word lies in one of them."""
    ends = [match.start("gap") for match in PROPOSAL.finditer(text, span.start, span.end)]
    return cut(text, span, ends)


def cut(text: str, span: Span, proposals: Iterable[int]) -> tuple[Span, ...]:
    """The block cut at those proposed ends of sentences that the rules allow."""
    out: list[Span] = []
    start = span.start
    for end in proposals:
        if start < end < span.end and _allowed(text, start, end, span.end):
            out.append(trimmed(Span(start, end), text))
            start = end
    last = trimmed(Span(start, span.end), text)
    if last.start < last.end:
        out.append(last)
    return tuple(out)


def _allowed(text: str, start: int, end: int, limit: int) -> bool:
    before = text[max(start, end - 60) : end]
    after = text[end : min(limit, end + 60)].lstrip()
    if after[:1] in ("”", "»", "’", ")", "]") or after[:2] in ('" ', "' "):
        return False  # a closing mark on the wrong side of the gap
    if after[:1].islower():
        return False
    bare = before.rstrip(CLOSERS)
    if bare.endswith("."):
        return not _abbreviated(bare, after, closed=bare != before)
    return not _runs_on(before, after)


def _abbreviated(before: str, after: str, *, closed: bool) -> bool:
    if closed:
        return _runs_on(before + "”", after)
    last = before.rsplit(maxsplit=1)[-1]
    match = LAST_WORD.search(last)
    word = (match.group(1) if match else "").rstrip(".").lower()
    if word in TITLES or word in INNER:
        return True
    dotted = DOTTED.search(last) is not None
    if not dotted and word not in NUMBERED:
        return False
    following = NEXT_WORD.match(after)
    opener = following.group(1) if following else ""
    if word in NUMBERED and opener[:1].isdigit():
        return True
    return dotted and (opener.lower() not in STARTERS or not opener[:1].isupper())


def _runs_on(before: str, after: str) -> bool:
    """Whether a short tail such as “ Marsh said.” names the speaker of the quotation that has just closed."""
    if before[-1:] not in ("”", '"', "»", "’"):
        return False
    tail = re.match(r"([^.!?\"“”]*)(?:[.!?]|$)", after)
    spoken = (tail.group(1) if tail else "").split()
    return 2 <= len(spoken) <= TAIL_WORDS and spoken[-1].lower() in SAID and spoken[0][:1].isupper()


SAID = frozenset("said says added stated told wrote asked replied insisted explained noted stressed".split())
