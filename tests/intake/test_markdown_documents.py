"""The words that a reader of Markdown sees: ours against those of markdown-it-py, on its public test documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from framing.intake import markdown
from framing.intake.masked import JOINER, OBJECT
from framing.intake.tags import UNREAD

FOLDER = Path(__file__).parent.parent / "cases" / "markdown"
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<]+|www\.[^\s<]+")
OTHERWISE = {
    "commonmark 96": "what stands between two lines of hyphens at the start of a file is front matter",
    "commonmark 186": "the text behind a closed element is a block of its own",
    "commonmark 194": "an asterisk between two words is taken for emphasis",
    "commonmark 412": "an asterisk between two words is taken for emphasis",
    "commonmark 417": "an asterisk between two words is taken for emphasis",
    "strikethrough 5": "tildes between two words are taken for a mark",
    "tables 6": "a table does not begin in a list and go on outside it",
    "tables 19": "a line that begins with a number sign is a heading before it is a row",
    "tables 20": "a line that begins with a number sign is a heading before it is a row",
    "commonmark_extras 32": "a processing instruction is not read at all",
    "issue-fixes 19": "no white space but that of ASCII ends the name of a tag",
}


class Shown(HTMLParser):
    """The text of HTML without the elements whose content is no prose."""

    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attributes: object) -> None:
        if tag in UNREAD:
            self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.within:
            self.within.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self.within:
            self.out.append(data)


def inner(children: Sequence[Token]) -> Iterator[str]:
    within: str | None = None
    address = False
    for one in children:
        if one.type == "html_inline":
            name = re.match(r"</?(\w+)", one.content)
            if within and one.content.lower().startswith(f"</{within}"):
                within = None
            elif name and name[1].lower() in UNREAD and f"</{name[1]}" in "".join(t.content for t in children):
                within = name[1].lower()
        elif one.type == "link_open":
            address = one.info == "auto"
        elif one.type == "link_close":
            address = False
        elif not within and not address:
            match one.type:
                case "text":
                    yield one.content
                case "image":
                    yield "".join(inner(one.children or []))
                case "softbreak" | "hardbreak" | "code_inline":
                    yield "\n"


def expected(text: str) -> list[list[str]]:
    """The words of each block by markdown-it-py, without code and addresses."""
    out = []
    for token in PARSER.parse(text):
        if token.type == "inline":
            out.append(WORD.findall(ADDRESS.sub(" ", "".join(inner(token.children or [])))))
        elif token.type == "html_block":
            page = Shown()
            page.feed(token.content)
            page.close()
            out.append(WORD.findall("".join(page.out)))
    return [words for words in out if words]


def shown(text: str) -> list[list[str]]:
    seen = markdown.masked(text)
    assert len(seen.text) == len(text)
    spans = (block.span for block in seen.blocks if block.kind != "boilerplate")
    out = [WORD.findall(span.of(seen.text).replace(JOINER, "").replace(OBJECT, " ")) for span in spans]
    return [words for words in out if words]


def documents() -> Iterator[tuple[str, str]]:
    for example in json.loads((FOLDER / "commonmark.json").read_text("utf-8")):
        yield f"commonmark {example['example']}", example["markdown"]
    for file in sorted(FOLDER.glob("*.md")):
        parts = re.split(r"^\.\n", file.read_text("utf-8"), flags=re.MULTILINE)
        for number in range(0, len(parts) - 2, 3):
            yield f"{file.stem} {number // 3 + 1}", parts[number + 1]


def cases() -> Iterator[object]:
    for name, text in documents():
        marks = [pytest.mark.xfail(reason=OTHERWISE[name], strict=True)] if name in OTHERWISE else []
        yield pytest.param(text, id=name, marks=marks)


@pytest.mark.parametrize("text", list(cases()))
def test_the_words_are_those_of_markdown_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "_with_plain_kinds", lambda pieces, text: pieces)  # "foo bar" is no language bar here
    assert shown(text) == expected(text)


def test_so_many_documents_are_compared() -> None:
    names = [name for name, _ in documents()]
    assert len(names) == len(set(names)) == 799
    assert set(OTHERWISE) <= set(names)
