"""`framing rule`: the rules of the lexicon in a table, or the whole page of one rule."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from framing.cli import Usage
from framing.lexicon.rules import Citation, Rule, Term, rules


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("rule", nargs="?", metavar="RULE", help="code or name of a rule; without it all are listed")
    parser.epilog = "example: framing rule WL01"


def run(options: argparse.Namespace) -> int:
    """List the rules, or print the page of one as Markdown."""
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    known = rules()
    lines = _table(known) if options.rule is None else _page(_chosen(options.rule, known))
    print("\n".join(lines))
    return 0


def _chosen(given: str, known: Sequence[Rule]) -> Rule:
    by_key = {key: rule for rule in known for key in (rule.name, rule.code.lower())}
    if given.lower() in by_key:
        return by_key[given.lower()]
    near = get_close_matches(given.lower(), by_key, 1)
    if near:
        rule = by_key[near[0]]
        raise Usage(f'there is no rule "{given}": did you mean {rule.code} ({rule.name})?')
    raise Usage(f'there is no rule "{given}": framing rule lists all of them')


def _table(known: Sequence[Rule]) -> Iterator[str]:
    """One line a rule: code, name, severity, number of terms, what it is about."""
    cells = [("code", "name", "severity", "terms", "what")]
    cells += [(rule.code, rule.name, rule.severity, str(len(rule.terms)), rule.what) for rule in known]
    code, name, severity, terms = (max(len(row[n]) for row in cells) for n in range(4))
    for row in cells:
        yield f"{row[0]:{code}}  {row[1]:{name}}  {row[2]:{severity}}  {row[3]:>{terms}}  {row[4]}"


def _page(rule: Rule) -> Iterator[str]:
    yield f"# {rule.code} {rule.name}"
    yield ""
    yield rule.what
    yield ""
    yield f"{rule.bias} bias; category {rule.category}, status {rule.status}, severity {rule.severity}"
    for title, text in (("Why", rule.why), ("Instead", rule.instead), ("Limits", rule.limits)):
        yield from ("", f"## {title}", "", text)
    if rule.balance:
        yield from ("", "## Balance", "", rule.balance)
    if rule.citations:
        yield from ("", "## Sources", "", *(_cited(citation) for citation in rule.citations))
    yield from ("", "## Terms")
    for term in rule.terms:
        yield from _term(term, rule)


def _term(term: Term, rule: Rule) -> Iterator[str]:
    """A term with all that its table says; citations that all terms of the rule share stand above."""
    yield from ("", f"### {term.match[0]}", "", term.note, "")
    yield f"- forms: {_listed(term.match)}"
    yield f"- plain: {_listed(term.plain)}"
    if term.favours:
        yield f"- side: {term.favours} (axis {term.axis})"
    if term.needs:
        yield "- only with a name right before it"
    if term.capitals:
        yield "- only with these capitals"
    if term.unless:
        yield f"- silent in: {_listed(term.unless)}"
    yield from (f"- flags: {sentence}" for sentence in term.flags)
    yield from (f"- passes: {sentence}" for sentence in term.passes)
    yield from (f"- misses, so far: {sentence}" for sentence in term.misses)
    yield from (_cited(citation) for citation in term.citations if citation not in rule.citations)


def _cited(citation: Citation) -> str:
    address = f", {citation.address}" if citation.address else ""
    return f"- source: {citation.source} ({citation.date}){address}. {citation.supports}"


def _listed(wordings: Sequence[str]) -> str:
    return "; ".join(wordings)
