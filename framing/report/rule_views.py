"""The rules of the lexicon become the pages that a report's findings lead to.

What can go wrong: nothing; a rule that found nothing is only named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from framing.lexicon.axes import axes
from framing.lexicon.rules import STATUSES, Rule, Term
from framing.reading import Reading
from framing.report.marked import term_id
from framing.report.views import View


def pages(lexicon: Sequence[Rule], readings: Sequence[Reading]) -> View:
    """The pages of the rules that found something, with all that their terms say; the others as they are."""
    found = Counter(term_id(finding.rule, finding.term) for reading in readings for finding in reading.findings)
    fired = {finding.rule for reading in readings for finding in reading.findings}
    return {
        "fired": [_page(rule, found) for rule in lexicon if rule in fired],
        "silent": [rule for rule in lexicon if rule not in fired],
    }


def _page(rule: Rule, found: Counter[str]) -> View:
    """One rule: its terms with their number of findings here, those found first, in the order of the file."""
    terms = [_term(rule, term, found[term_id(rule, term)]) for term in rule.terms]
    return {
        "rule": rule,
        "meaning": STATUSES[rule.status],
        "citations": rule.citations,
        "counters": rule.counters,
        "found": [term for term in terms if term["n"]],
        "others": [term["form"] for term in terms if not term["n"]],
    }


def _term(rule: Rule, term: Term, n: int) -> View:
    axis = axes().get(term.axis or "")
    return {
        "id": term_id(rule, term),
        "form": term.match[0],
        "n": n,
        "term": term,
        "about": axis.about if axis else term.axis,
        "citations": rule.own_citations(term),
        "counters": rule.own_counters(term),
    }
