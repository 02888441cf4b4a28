"""Blocks become sentences: NLTK's Punkt proposes, the project's rules for news decide.

Punkt's English parameters are embedded (language/data), so nothing is downloaded. Lines come first: an unstopped
headline or caption is a sentence of its own. What can go wrong: boundaries inside lists and verse are the layout's,
not Punkt's.
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

from framing.article import Article, Span
from framing.language.boundaries import CLOSERS, DOTTED, PROPOSAL, cut
from framing.language.toolkit import nltk

PUNKT = Path(__file__).parent / "data" / "nltk_data" / "tokenizers" / "punkt_tab" / "english"
INNER_STOP = re.compile(r"[.?!]\S*\s")
"""Without a stop before white space Punkt proposes nothing; most short paragraphs have none."""
LONGEST = 200_000
"""Characters of a block that Punkt is given at a time; a longer one is cut at a proposal of the rules."""


@cache
def punkt() -> Any:
    """NLTK's Punkt tokenizer with the embedded English parameters (Kiss and Strunk 2006).

    The files are opened here and not by NLTK, which reads only below its own path and refuses folders that a group
    may write to.
    """
    trained = nltk("nltk.tokenize.punkt")
    parameters, decoder = trained.PunktParameters(), nltk("nltk.tabdata").PunktDecoder()
    with ExitStack() as stack:
        names = ("collocations.tab", "sent_starters.txt", "abbrev_types.txt", "ortho_context.tab")
        tables = [stack.enter_context((PUNKT / name).open(encoding="utf-8")) for name in names]
        parameters.collocations = set(decoder.tab2tups(tables[0]))
        parameters.sent_starters = decoder.txt2set(tables[1])
        parameters.abbrev_types = decoder.txt2set(tables[2])
        parameters.ortho_context = decoder.tab2intdict(tables[3])
    return trained.PunktSentenceTokenizer(parameters)


def sentences(article: Article) -> tuple[Span, ...]:
    """The sentences of the article's prose blocks, in order, each without white space at its ends."""
    return tuple(span for block in article.prose for span in sentences_of(article.text, block.span))


def sentences_of(text: str, block: Span) -> tuple[Span, ...]:
    """The sentences of one block."""
    return cut(text, block, sorted({*_punkt_ends(text, block), *_rule_ends(text, block)}))


def _punkt_ends(text: str, block: Span) -> list[int]:
    ends: list[int] = []
    for piece in _pieces(text, block) if INNER_STOP.search(text, *block) else ():
        ends.extend(piece.start + end for _, end in punkt().span_tokenize(text[piece.start : piece.end]))
    return ends


def _pieces(text: str, block: Span) -> list[Span]:
    out, start = [], block.start
    while block.end - start > LONGEST:
        stops = [match.start("gap") for match in PROPOSAL.finditer(text, start + LONGEST // 2, start + LONGEST)]
        end = stops[-1] if stops else start + LONGEST
        out.append(Span(start, end))
        start = end
    return [*out, Span(start, block.end)]


def _rule_ends(text: str, block: Span) -> list[int]:
    """Ends that Punkt misses: after a dotted abbreviation, an ellipsis, and a closing mark."""
    ends = (match.start("gap") for match in PROPOSAL.finditer(text, block.start, block.end))
    marks = (*CLOSERS, "…", "...")
    return [
        end
        for end in ends
        if text.endswith(marks, block.start, end) or DOTTED.search(text, max(block.start, end - 12), end)
    ]
