"""A file's text becomes what is read of it: masked, in blocks, with its comments and the text outside the flow.

What can go wrong: a suffix that tells another format than the file has; then its markup is read as text.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from framing.article import Span
from framing.intake import layout
from framing.intake.masked import Aside, Masked
from framing.patterns import pattern

Format = Literal["plain", "markdown", "html"]
PLAIN: Final = (".txt", ".text")
MARKDOWN: Final = (".md", ".markdown")
HTML: Final = (".html", ".htm", ".xhtml")
SUFFIXES: Final = frozenset((*PLAIN, *MARKDOWN, *HTML))
"""Names of files that are read in a folder."""
_FIELD: Final = r"^(?P<indent>[ \t]*){name}[ \t]*[:=][ \t]*(?P<rest>[^\r\n]*)"
_VALUE: Final = pattern(r"(?P<mark>[\"']?)(?P<value>\S.*?)(?P=mark)[ \t]*(?:(?<=[ \t])#.*)?")
_BELOW: Final = pattern(r"(?P<scalar>[|>][+-]?\d?)?[ \t]*(?:#.*)?")
"""What stands behind a field whose value is on the lines below: a sign that they are one text, or nothing."""
_NESTED: Final = pattern(r"\r?\n(?P<indent>[ \t]*)(?P<dash>-[ \t]+)?(?P<rest>[^\r\n]*)")


NAMED: Final = pattern(r"framing\s*:", re.IGNORECASE)
"""What a file without any comment for Framing does not hold."""
_COMMENT: Final = pattern(
    r"(?:#|//)[ \t]*framing[ \t]*:[^\r\n]*|<!--[ \t]*framing[ \t]*:(?:(?!<!--)[^\r\n])*?-->", re.IGNORECASE
)
"""A comment in plain text, which has none of its own; that of Markdown is understood, too."""


def format_of(path: str) -> Format:
    """The format that the suffix of a path tells; plain text for one that is not known."""
    suffix = Path(path).suffix.lower()
    return "markdown" if suffix in MARKDOWN else "html" if suffix in HTML else "plain"


def seen(text: str, path: str, front_matter: tuple[str, ...] = ()) -> Masked:
    """What is read of a file; ``front_matter`` are the fields of it whose values are read as well."""
    match format_of(path):
        case "plain":
            comments = tuple(Span(*found.span()) for found in _COMMENT.finditer(text))
            shown = _COMMENT.sub(lambda found: " " * len(found.group()), text)
            return Masked(shown, layout.blocks(shown), comments)
        case "markdown":
            markdown = importlib.import_module("framing.intake.markdown")
            found: Masked = markdown.masked(text)
            front = markdown.FRONT_MATTER.match(text) if front_matter else None
            if front is None:
                return found
            more = tuple(_fields(front.group(), front_matter))
            return Masked(found.text, found.blocks, found.comments, tuple(sorted((*more, *found.asides))))
        case "html":
            page: Masked = importlib.import_module("framing.intake.html").masked(text)
            return page


def _fields(front: str, names: tuple[str, ...]) -> Iterator[Aside]:
    for name in names:
        for found in re.finditer(_FIELD.format(name=re.escape(name)), front, re.IGNORECASE | re.MULTILINE):
            below = _BELOW.fullmatch(found["rest"])
            if below is None:
                yield from _value(front, *found.span("rest"))
            else:
                yield from _values_below(front, found, scalar=below["scalar"] is not None)


def _value(front: str, start: int, end: int) -> Iterator[Aside]:
    value = _VALUE.fullmatch(front, start, end)
    if value:
        yield Aside(Span(*value.span("value")), value["value"])


def _values_below(front: str, field: re.Match[str], *, scalar: bool) -> Iterator[Aside]:
    """The text, or the items of the list, on the lines below a field."""
    own = len(field["indent"])
    start, end = -1, field.end()
    while (line := _NESTED.match(front, end)) is not None:
        inside = len(line["indent"]) > own or not (line["dash"] or line["rest"].strip())
        if not (inside if scalar else line["dash"] and len(line["indent"]) >= own):
            break
        if not scalar:
            yield from _value(front, *line.span("rest"))
        elif line["rest"].strip() and start < 0:
            start = line.end("indent")
        end = line.end()
    if start >= 0:
        yield Aside(Span(start, end), front[start:end])
