"""`framing rule`: the rules of the lexicon in a table, the whole page of one rule, or a test of rules of one's own."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from framing.check.notices import NOTICES
from framing.check.notices import page as page_of_notice
from framing.cli import Usage
from framing.cli.lexicon import lexicon, lexicon_argument
from framing.lexicon.files import read
from framing.lexicon.folders import rules
from framing.lexicon.page import page, pages
from framing.lexicon.rules import Rule
from framing.wording.trials import faults


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "rule", nargs="?", metavar="RULE", help="code, name or term of a rule; without it all are listed"
    )
    lexicon_argument(parser)
    parser.add_argument("--test", metavar="DIR", type=Path, help="run the sentences of the rules in DIR")
    parser.add_argument("--pages", metavar="DIR", type=Path, help="write all pages to DIR as Markdown, with an index")
    parser.epilog = "example: framing rule WL01; framing rule --test my-rules/"


def run(options: argparse.Namespace) -> int:
    """List the rules, print the page of one as Markdown, or test a folder; 1 if a sentence of it fails."""
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    if options.test is not None:
        return _test(options.test)
    known = lexicon(options) or rules()
    if options.pages is not None:
        return _written(known, options.pages)
    print("\n".join(_lines(options.rule, known)))
    return 0


def _lines(given: str | None, known: Sequence[Rule]) -> Iterator[str]:
    """The table of all rules and notices, or the page of one of them."""
    if given is None:
        return _table(known)
    notice = next((one for one in NOTICES if given.lower() in (one.code.lower(), one.name)), None)
    return page_of_notice(notice) if notice else page(_chosen(given, known))


def _written(known: Sequence[Rule], folder: Path) -> int:
    """One page a rule, named for its code, and an index."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in pages(known):
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"wrote {len(known)} pages and README.md to {folder.as_posix()}")
    return 0


def _test(folder: Path) -> int:
    """One line for each sentence, wording or exception that does not do what it is there for, and what to do."""
    own, whole = read(folder), rules(folder)
    failed = 0
    for fault in faults([rule for rule in whole if rule.code in {one.code for one in own}], whole):
        failed += 1
        place = _place(folder, fault.rule, fault.written)
        told = f"term “{fault.term.match[0]}”: “{fault.written}” {fault.message}"
        print(f"{place}: {fault.rule.code}: {' '.join(told.split())}")
    terms = [term for rule in own for term in rule.terms]
    sentences = sum(len(term.flags) + len(term.passes) + len(term.misses) for term in terms)
    run = ((len(own), "rule"), (len(terms), "term"), (sentences, "sentence"))
    counted = ", ".join(f"{number} {what}{'s' if number != 1 else ''}" for number, what in run)
    print(f"{counted}: {failed or 'nothing'} to repair")
    return 1 if failed else 0


def _place(folder: Path, rule: Rule, written: str) -> str:
    """The file and line where a wording stands, as near as its text tells."""
    for file in sorted(folder.glob("*.toml")):
        lines = file.read_text(encoding="utf-8").splitlines()
        if any(line.split("=")[0].strip() == "code" and f'"{rule.code}"' in line for line in lines):
            escaped = json.dumps(written, ensure_ascii=False)[1:-1]  # a basic string of TOML escapes alike
            number = next((n for n, line in enumerate(lines, 1) if written in line or escaped in line), 1)
            return f"{file}:{number}"
    return str(folder)


def _chosen(given: str, known: Sequence[Rule]) -> Rule:
    """The rule of a code, of a name, or with a term of this form."""
    by_form = {form.lower(): rule for rule in known for term in rule.terms for form in term.match}
    by_key = by_form | {key: rule for rule in known for key in (rule.name, rule.code.lower())}
    if given.lower() in by_key:
        return by_key[given.lower()]
    if any(given.lower() in (rule.code.lower(), rule.name) for rule in rules()):
        raise Usage(f'the rule "{given}" is not in force here: lexicon.toml ignores it, or does not extend it')
    near = get_close_matches(given.lower(), by_key, 1)
    if near:
        rule = by_key[near[0]]
        raise Usage(f'there is no rule "{given}": did you mean {rule.code} ({rule.name})?')
    raise Usage(f'there is no rule "{given}": framing rule lists all of them')


def _table(known: Sequence[Rule]) -> Iterator[str]:
    """One line a rule: code, name, severity, number of terms, what it is about."""
    cells = [("code", "name", "severity", "terms", "what")]
    cells += [(rule.code, rule.name, rule.severity, str(len(rule.terms)), rule.what) for rule in known]
    cells += [(one.code, one.name, one.severity, "", one.what) for one in NOTICES]
    code, name, severity, terms = (max(len(row[n]) for row in cells) for n in range(4))
    for row in cells:
        yield f"{row[0]:{code}}  {row[1]:{name}}  {row[2]:{severity}}  {row[3]:>{terms}}  {row[4]}"
