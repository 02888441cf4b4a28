"""`framing help`: the pages that users read, listed with their first sentences or printed one by one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from framing.article import Span
from framing.cli import COMMANDS, Usage
from framing.language.boundaries import sentences_by_rule

FOLDER = Path(__file__).parent.parent / "pages"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("page", nargs="?", metavar="PAGE", help="page to print; without it all pages are listed")
    parser.epilog = "example: framing help measures"


def run(options: argparse.Namespace) -> int:
    """List the pages, or print one: as Markdown, laid out on a terminal."""
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    found = pages()
    if options.page is None:
        width = max(map(len, found))
        for name, text in found.items():
            print(f"{name:{width}}  {first_sentence(text)}")
        return 0
    name = options.page.lower().removesuffix(".md")
    if name not in found:
        raise Usage(_unknown(options.page, name, list(found)))
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(found[name]))
    else:
        sys.stdout.write(found[name])
    return 0


def pages() -> Mapping[str, str]:
    """The pages that come with the package, by name: the Markdown text of each."""
    return {file.stem: file.read_text("utf-8") for file in sorted(FOLDER.glob("*.md"))}


def first_sentence(page: str) -> str:
    """The first sentence of a page's first paragraph, on one line."""
    paragraphs = (" ".join(piece.split()) for piece in page.split("\n\n"))
    text = next((paragraph for paragraph in paragraphs if paragraph and not paragraph.startswith("#")), "")
    first = next(iter(sentences_by_rule(text, Span(0, len(text)))), Span(0, 0))
    return first.of(text)


def _unknown(given: str, name: str, known: list[str]) -> str:
    if name in COMMANDS:
        return f'"{name}" is a command, not a page: framing {name} --help says how it is used'
    near = get_close_matches(name, known, 1)
    return f'there is no page "{given}": ' + (f'did you mean "{near[0]}"?' if near else f"choose {', '.join(known)}")
