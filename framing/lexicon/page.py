"""A Rule becomes its page in Markdown: what, why, instead, limits, sources, and every term with its sentences.

Nothing can go wrong: all that a page needs is what a rule file must have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from framing.lexicon.axes import axes
from framing.lexicon.rules import STATUSES, Citation, Need, Rule, Term

_NEEDS: Final[Mapping[Need, str]] = {
    "name-before": "with a name right before it",
    "possessive-before": "with somebody's name in the possessive right before it",
    "place-after": "with “in” or “of” and a name right behind it",
    "cue": "where it ties somebody to words",
}


def pages(rules: Sequence[Rule]) -> Iterator[tuple[str, list[str]]]:
    """All pages with the names of their files, and first the index of them."""
    yield "README.md", list(_index(rules))
    for rule in rules:
        yield _file(rule), list(page(rule))


def _index(rules: Sequence[Rule]) -> Iterator[str]:
    terms = sum(len(rule.terms) for rule in rules)
    yield from (
        "# The rules",
        "",
        f"{len(rules)} rules with {terms} terms. `framing rule CODE` prints the same pages.",
        "",
    )
    yield from ("| rule | severity | status | terms | what |", "|---|---|---|--:|---|")
    for rule in rules:
        name = f"[{rule.code} {rule.name}]({_file(rule)})"
        yield f"| {name} | {rule.severity} | {rule.status} | {len(rule.terms)} | {rule.what} |"


def _file(rule: Rule) -> str:
    """A page is named for its code."""
    return f"{rule.code.lower()}.md"


def page(rule: Rule) -> Iterator[str]:
    """The lines of a rule's page: what it is about, its sources, and all that its terms say of themselves."""
    yield f"# {rule.code} {rule.name}"
    yield ""
    yield rule.what
    yield ""
    meaning = STATUSES[rule.status]
    yield f"{rule.bias} bias; category {rule.category}; severity {rule.severity}; status {rule.status}: {meaning}"
    for title, text in (("Why", rule.why), ("Instead", rule.instead), ("Limits", rule.limits)):
        yield from ("", f"## {title}", "", text)
    if rule.balance:
        yield from ("", "## Balance", "", rule.balance)
    if rule.citations:
        yield from ("", "## Sources", "", *(_cited(citation) for citation in rule.citations))
    if rule.counters:
        yield from ("", "## Other views", "", *(_cited(counter, "other view") for counter in rule.counters))
    yield from ("", "## Terms")
    for term in rule.terms:
        yield from _term(term, rule)


def _term(term: Term, rule: Rule) -> Iterator[str]:
    """A term with all that its table says; citations that all terms of the rule share stand above."""
    yield from ("", f"### {term.match[0]}", "", term.note, "")
    yield f"- forms: {_listed(term.match)}"
    yield f"- plain: {_listed(term.plain)}"
    if term.favours:
        mirror = f"; its mirror is “{term.mirror}”" if term.mirror else ""
        yield f"- side: {term.favours} (axis {term.axis}{_about(term)}){mirror}"
    if term.severity:
        yield f"- severity {term.severity}, by the settings of the folder"
    if term.needs:
        yield f"- only {' or '.join(_NEEDS[need] for need in term.needs)}"
    if term.voices:
        yield f"- only in {' or '.join(term.voices)} voice"
    if term.fix:
        yield f"- `--fix` writes “{term.plain[0]}” in its place, in own voice"
    if term.capitals:
        yield "- only with these capitals"
    if term.unless:
        yield f"- silent in: {_listed(term.unless)}"
    yield from (f"- flags: {sentence}" for sentence in term.flags)
    yield from (f"- passes: {sentence}" for sentence in term.passes)
    yield from (f"- misses, so far: {sentence}" for sentence in term.misses)
    yield from (_cited(citation) for citation in rule.own_citations(term))
    yield from (_cited(counter, "other view") for counter in rule.own_counters(term))


def _about(term: Term) -> str:
    """What an axis is about; an axis of a user's own is only named."""
    axis = axes().get(term.axis or "")
    return f": {axis.about}" if axis else ""


def _cited(citation: Citation, called: str = "source") -> str:
    address = f", {citation.address}" if citation.address else ""
    read_on = f" (read {citation.verified})" if citation.verified else ""
    return f"- {called}: {citation.source} ({citation.date}){address}{read_on}. {citation.supports}"


def _listed(wordings: Sequence[str]) -> str:
    return "; ".join(wordings)
