"""Comments in a file become Suppressions: which rules are silent on which lines, with the reason that was given.

In Markdown and HTML a comment is ``<!-- framing: ignore WL01 -- reason -->``; plain text has no comments, so there it
is ``# framing: ignore WL01 -- reason`` to the end of the line. The verbs: ``ignore`` (the line of the comment; if it
stands alone, the next line with words), ``ignore-next-line``, ``ignore-start`` to ``ignore-end``, ``ignore-file``. What
can go wrong: a comment that names no rule or is misspelt silences nothing, and is told as such.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

from framing.article import Lines, Span
from framing.check.configuration import nearest
from framing.patterns import pattern

Verb = Literal["ignore", "ignore-next-line", "ignore-start", "ignore-end", "ignore-file"]
VERBS: Final[tuple[Verb, ...]] = ("ignore", "ignore-next-line", "ignore-start", "ignore-end", "ignore-file")

_COMMENT: Final = pattern(
    r"(?:<!--|#|//)\s*framing\s*:\s*(?P<verb>[\w-]*)(?P<rest>.*?)\s*(?:-->)?\s*", re.IGNORECASE | re.DOTALL
)
_LEAD: Final = pattern(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t>]+)*")
"""Marks of block quotations and lists, which may stand before a comment that stands alone."""
_WORD: Final = pattern(r"[^\W_]")
_REASON: Final = pattern(r"\s+(?:--|–|—)\s*|\s*\((?=[^()]*\)\s*$)")


class Code(NamedTuple):
    """A rule that a comment names, and where its name stands."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Suppression:
    """Rules that are silent on the lines from ``first`` to ``last`` (from 1, the last one included)."""

    comment: Span
    codes: tuple[Code, ...]
    first: int
    last: int
    reason: str | None = None

    def covers(self, names: Collection[str], first: int, last: int) -> Code | None:
        """The code with which it silences a finding of a rule with these names on these lines, or None."""
        if last < self.first or first > self.last:
            return None
        return next((code for code in self.codes if code.name in names), None)


@dataclass(frozen=True, slots=True)
class Broken:
    """A comment, or a name in it, that silences nothing, and what to do."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class _Directive:
    comment: Span
    verb: Verb
    codes: tuple[Code, ...]
    reason: str | None


def suppressions(
    text: str, seen: str, comments: Iterable[Span], known: Collection[str]
) -> tuple[tuple[Suppression, ...], tuple[Broken, ...]]:
    """The suppressions of a file in the order of their comments, and what is broken.

    ``seen`` is the text with its markup masked, ``known`` are the codes and names of rules.
    """
    lines = Lines(text)
    found: list[Suppression] = []
    broken: list[Broken] = []
    opened: list[_Directive] = []
    last = lines.place(len(text))[0]
    behind = _Following(seen, lines)
    for one in _directives(text, comments, known, broken):
        line, end_line = lines.place(one.comment.start)[0], lines.place(max(one.comment.start, one.comment.end - 1))[0]
        match one.verb:
            case "ignore-start":
                opened.append(one)
            case "ignore-end":
                found += _closed(one, opened, lines, line, broken)
            case "ignore-file":
                found.append(Suppression(one.comment, one.codes, 1, last, one.reason))
            case "ignore" if not _alone(text, one.comment):
                found.append(Suppression(one.comment, one.codes, line, end_line, one.reason))
            case _:
                following = behind.line(one.comment)
                found.append(Suppression(one.comment, one.codes, following, following, one.reason))
    broken += (Broken(one.comment, "this block is never ended; write framing: ignore-end behind it") for one in opened)
    return tuple(sorted(found, key=lambda one: one.comment)), tuple(sorted(broken, key=lambda one: one.span))


def _closed(
    end: _Directive, opened: list[_Directive], lines: Lines, line: int, broken: list[Broken]
) -> Iterator[Suppression]:
    """The blocks that a comment ends: those of the rules that it names, or else the last one."""
    named = {code.name for code in end.codes}
    ended = [one for one in opened if {code.name for code in one.codes} & named] if named else opened[-1:]
    if not ended:
        broken.append(Broken(end.comment, "this comment ends nothing that was begun; take it away"))
    for one in ended:
        place = opened.index(one)
        codes = tuple(code for code in one.codes if code.name in named or not named)
        rest = tuple(code for code in one.codes if code not in codes)
        opened[place : place + 1] = [replace(one, codes=rest)] if rest else []
        yield Suppression(one.comment, codes, lines.place(one.comment.start)[0], line, one.reason)


def _directives(
    text: str, comments: Iterable[Span], known: Collection[str], broken: list[Broken]
) -> Iterator[_Directive]:
    for comment in comments:
        written = _COMMENT.fullmatch(comment.of(text))
        if written is None:
            continue
        verb = next((verb for verb in VERBS if verb == written["verb"].lower()), None)
        if verb is None:
            told = f"“{written['verb']}” is no word that Framing knows"
            broken.append(Broken(comment, f"{told}; {nearest(written['verb'].lower(), VERBS)}"))
            continue
        rest = written["rest"]
        reason = _REASON.search(rest)
        listed = rest[: reason.start()] if reason else rest
        codes = tuple(_codes(listed, comment.start + written.start("rest"), known, broken))
        why = rest[reason.end() :].strip().removesuffix(")").strip() if reason else ""
        if codes or (verb == "ignore-end" and not listed.strip(" ,:")):
            yield _Directive(comment, verb, codes, " ".join(why.split()) or None)
        elif not listed.strip(" ,:"):
            broken.append(Broken(comment, "this comment names no rule; write it like framing: ignore WL01"))


def _codes(listed: str, start: int, known: Collection[str], broken: list[Broken]) -> Iterator[Code]:
    for word in re.finditer(r"[^\s,]+", listed.lstrip(":")):
        offset = start + len(listed) - len(listed.lstrip(":")) + word.start()
        span = Span(offset, offset + len(word.group()))
        name = word.group()
        if name in known:
            yield Code(name, span)
            continue
        if name.rstrip(":") in known:
            broken.append(Broken(span, f"a comment silences a whole rule; write {name.rstrip(':')} without the term"))
            return
        said = nearest(name, known)
        remedy = said if said.startswith("did you") else "`framing rule` lists all; a reason stands behind “--”"
        broken.append(Broken(span, f"there is no rule “{name}”; {remedy}"))
        return  # what follows is more of the same


def _alone(text: str, comment: Span) -> bool:
    """Whether nothing else stands on the lines of a comment."""
    before = text[max(text.rfind("\n", 0, comment.start), text.rfind("\r", 0, comment.start)) + 1 : comment.start]
    behind = re.compile(r"[^\r\n]*").match(text, comment.end)
    return _LEAD.fullmatch(before) is not None and not (behind and behind.group().strip())


class _Following:
    """The next line with words behind each comment; asked in order, so that the text is gone through once."""

    def __init__(self, seen: str, lines: Lines) -> None:
        self._seen = seen
        self._lines = lines
        self._word = -1

    def line(self, comment: Span) -> int:
        """The line behind a comment's own; its own line where none follows."""
        line = self._lines.place(comment.end)[0]
        start = self._lines.start(line + 1) if line < self._lines.count else len(self._seen)
        if self._word < start:
            word = _WORD.search(self._seen, start)
            self._word = word.start() if word else len(self._seen)
        return self._lines.place(self._word if self._word < len(self._seen) else comment.start)[0]
