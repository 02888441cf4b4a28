"""Rules and their own sentences become faults: what a term ought to find and does not, or finds and ought not.

This is how the shipped lexicon is tested, and how users test rules of their own. What can go wrong: nothing; a
lexicon that keeps its promises gives no fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from framing.article import Article
from framing.attribution.arrays import ArrayStates
from framing.attribution.attributions import speech
from framing.intake import layout
from framing.lexicon.index import index
from framing.lexicon.rules import GAP, Rule, Term, marked
from framing.wording.findings import Finding, findings
from framing.wording.matching import Matcher, matcher

_LINE_BREAK: Final = re.compile(r"(?<!\n)\n(?!\n)")


@dataclass(frozen=True, slots=True)
class Fault:
    """A promise that a term does not keep: whose it is, the line of TOML that makes it, and what to do about it."""

    rule: Rule
    term: Term
    written: str
    message: str


def faults(own: Sequence[Rule], lexicon: tuple[Rule, ...]) -> Iterator[Fault]:
    """The faults of ``own`` rules, read with the whole ``lexicon`` that they belong to, in order."""
    for rule in own:
        for term in rule.terms:
            for written, message in _faults(rule, term, lexicon):
                yield Fault(rule, term, written, message)


def found_in(sentence: str, lexicon: tuple[Rule, ...]) -> tuple[Finding, ...]:
    """The findings of a text of one paragraph, in whatever voice."""
    # A line break stands within the sentence, however short its lines: this is one paragraph.
    article = Article("sentence", sentence, layout.blocks(_LINE_BREAK.sub(" ", sentence)))
    return findings(sentence, article.blocks, speech(article, ArrayStates), lexicon)


def _faults(rule: Rule, term: Term, lexicon: tuple[Rule, ...]) -> Iterator[tuple[str, str]]:
    for written in term.flags:
        text, expected = marked(written)
        found = found_in(text, lexicon)
        if any((one.rule.code, one.term.match[0]) != (rule.code, term.match[0]) for one in found):
            yield written, f"finds {_shown(found, text)}; take out the words of other terms, or mark them there"
        elif tuple(tuple(one.span) for one in found) != expected:
            seen = _shown(found, text) or "nothing"
            yield written, f"finds {seen}, not what is marked; add the form to match, or move the brackets"
    for written in term.passes:
        found = found_in(written, lexicon)
        if found:
            yield written, f"is not silent: finds {_shown(found, written)}; add a longer phrase to unless, or reword it"
    for written in term.misses:
        text, expected = marked(written)
        if tuple(tuple(one.span) for one in found_in(text, lexicon)) == expected:
            yield written, "is found by now; move it to flags"
    for written in term.plain:
        hits = matcher(lexicon).hits(written)
        if hits and not all(hit.term.voices or "cue" in hit.term.needs for hit in hits):
            found_words = ", ".join(f"“{hit.span.of(written)}” ({hit.rule.code})" for hit in hits)
            yield written, f"is a plain wording that is itself loaded: {found_words}; write another"
    yield from _idle(rule, term)


def _idle(rule: Rule, term: Term) -> Iterator[tuple[str, str]]:
    """Exceptions without which nothing would change."""
    bare = term._replace(needs=(), voices=(), capitals=False)
    with_it = Matcher(index((rule._replace(terms=(bare,)),)))
    without = Matcher(index((rule._replace(terms=(bare._replace(unless=()),)),)))
    for phrase in term.unless:
        text = phrase.replace(f" {GAP} ", " some ")
        if not without.hits(text) or with_it.hits(text):
            yield phrase, "is an exception that is never needed; remove it"


def _shown(found: Sequence[Finding], text: str) -> str:
    return ", ".join(f"“{one.span.of(text)}” ({one.rule.code}, {one.voice})" for one in found)
