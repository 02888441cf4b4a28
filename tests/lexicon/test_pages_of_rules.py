"""The pages of the rules that lie in the repository are those of the rules."""

from __future__ import annotations

from pathlib import Path

from framing.cli import main
from framing.lexicon.folders import rules

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "framing" / "pages" / "rules"


def test_the_pages_are_up_to_date(tmp_path: Path) -> None:
    assert main(["rule", "--pages", str(tmp_path / "rules")]) == 0
    written = {file.name: file.read_text("utf-8") for file in (tmp_path / "rules").iterdir()}
    kept = {file.name: file.read_text("utf-8") for file in PAGES.iterdir()}
    assert kept == written, "run `framing rule --pages framing/pages/rules`"


def test_the_readme_counts_rules_and_terms_as_they_are() -> None:
    terms = sum(len(rule.terms) for rule in rules())
    assert f"{terms} terms in {len(rules())} families" in (ROOT / "README.md").read_text("utf-8")
