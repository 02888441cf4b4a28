"""Lines of plain text become blocks: headline, paragraph, byline, caption, block quotation, boilerplate.

A block is one line, or the lines between blank ones where the text is hard-wrapped; in any text two lines are joined
where a sentence runs on. What can go wrong: a kind is read off the line's shape and place, so an odd page may show a
caption as a paragraph; nothing is ever dropped.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from framing.article import Article, Block, BlockKind, Span, trimmed
from framing.patterns import pattern

STOPS = ".!?…。"
_STOPS: Final = tuple(STOPS)
CLOSERS = "\"'”’»)]"
HEADLINE_WORDS = 25
SUBHEAD_WORDS = 10

BYLINE = pattern(
    r"(?:by|author|authors|written by|reporting by|editing by|reported by|additional reporting by)\b[:\s]\s*\S"
)
"""How a byline begins; like the others that are matched against each line, in small letters, which is quicker."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
DATE_LINE = pattern(
    rf"(?P<lead>published|posted|date|updated|last updated|modified)?[:\s]*(?:on\s+)?(?:(?:{_WEEKDAYS}),?\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTHS}),?\s+(?P<year>\d{{4}})"
    rf"|(?P<month2>{_MONTHS})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})"
    rf"|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}}))(?:[T,|\s–-]+(?:at\s+)?\d{{1,2}}[:.]\d{{2}}\b.{{0,20}})?\.?",
    re.IGNORECASE,
)
"""A line that is a date and nothing else, as it stands above or below an article."""
_SHORT = "|".join(f"{name}\\.?" for name in ("jan", "feb", "mar", "apr", "aug", "sept?", "oct", "nov", "dec"))
_STAMP: Final = pattern(
    rf"(?:(?:last\s+)?(?:published|posted|updated|modified)\b[:\s]*)?(?:on\s+)?(?:\d|(?:{_WEEKDAYS}|{_MONTHS}|{_SHORT})\b)",
    re.IGNORECASE,
)
"""How a line with the time of publication begins."""
DATELINE = pattern(
    r"\s*(?!(?:On|In|Since|By|At|From|After|Before|Until)\b)[A-Z][^\n,;:.–—()\d]{1,40}(?:,\s[A-Z][\w. ]{1,30})?"
    r"(?:,|\s\([A-Z][\w /]+\))\s+"
    rf"(?P<date>(?:(?P<day>\d{{1,2}})\s+(?P<month>(?i:{_MONTHS}|{_SHORT}))(?:\s+(?P<year>\d{{4}}))?"
    rf"|(?P<month2>(?i:{_MONTHS}|{_SHORT}))\s+(?P<day2>\d{{1,2}})(?:,\s+(?P<year2>\d{{4}}))?))"
    r",?\s+(?:\([A-Z][\w /]+\)\s+)?(?:[–—]|--?)\s+(?=\S)"
)
"""Where and when an article was filed, as its first sentence begins: "LIMA, March 4, 2031 (Agency) – "."""
CREDIT = pattern(r"\((?:[^()]*[,/:] ?)?[^()]*\)\s*$")
CAPTION = pattern(r"(?:file )?(?:photo|image|picture|photograph|illustration|credit|caption)s?\s*[:/(]")
LANGUAGE_BAR = pattern(r"(?:[a-z]{2,3}|[A-Z]{2,3})(?:\s*[|/·,]?\s+(?:[a-z]{2,3}|[A-Z]{2,3})){1,9}")
REPUBLICATION = pattern(
    r"\b(?:(?:originally|first) (?:featured|published|appeared|posted|ran)|"
    r"republished|reprinted|reposted|syndicated)\b.*\b(?:permission|from|at|on|by|in|with)\b"
)
FURNITURE = pattern(
    r"(?:(?:read )?more:|read (?:also|more|next)|see also|"
    r"related(?: articles| stories)?|subscribe|sign up|follow us|share (?:this|on)|"
    r"advertisement|most read|copyright\b|©|all rights reserved|click here|terms of use|cookie)"
)
CONTRIBUTED = pattern(r"\bcontributed (?:reporting )?to this (?:report|story|article)\W*$")
BOILERPLATE_WORDS = 30
BYLINE_WORDS = 14
CAPTIONED = 3
"""Blocks at the head of an article behind which a line with a credit is its picture's."""
NARROWEST = 40
"""Characters of the narrowest column that a text is wrapped to."""
_LEADING: Final = frozenset(
    "a an the of in at by for from with and or but nor as than that which who whose into near between against"
    " until while is are was were has had its their his her".split()
)
"""Words, in small letters, that lead on to the next: no sentence and hardly a headline ends in one."""


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, in order, without overlap; all that is not white space lies in one of them."""
    spans = [trimmed(span, text) for span in _runs(text)]
    spans = [span for span in spans if span.start < span.end]
    out: list[Block] = []
    told = Told()
    for span in spans:
        block = Block(span, kind(span.of(text), told, followed=span is not spans[-1]))
        told = told.then(block, text)
        out.append(block)
    return tuple(out)


def _runs(text: str) -> Iterator[Span]:
    """One span a line, or a span a paragraph where the lines are wrapped."""
    lines = [Span(match.start(), match.end()) for match in re.finditer(r"[^\r\n\v\f\x85\u2028\u2029]+", text)]
    lines = [line for line in lines if text[line.start : line.end].strip()]
    if not lines:
        return
    wrapped = _hard_wrapped(lines, text)
    start, open_marks = lines[0].start, 0
    for line, following in itertools.pairwise(lines):
        written = line.of(text).rstrip()
        open_marks += written.count("“") - written.count("”")
        broad = line.start + len(written) - start >= NARROWEST
        runs_on = wrapped or (broad and _runs_on(written, following.of(text).lstrip(), quoting=open_marks > 0))
        if _blank_between(line, following, text) or not runs_on:
            yield Span(start, line.end)
            start, open_marks = following.start, 0
    yield Span(start, lines[-1].end)


def _runs_on(line: str, following: str, *, quoting: bool) -> bool:
    """Whether a sentence runs on from a line, which comes to no stop, to the following one.

    Either that begins small (but not with a date, as it stands below headlines), or the line ends as no headline does,
    or a quotation is open that the following line does not open anew.
    """
    word = following.split(maxsplit=1)[0]
    if line[-1] in STOPS + CLOSERS + ":;" or {":", "/"} & set(word):
        return False
    if not word[0].isalnum() or _STAMP.match(following):
        return False
    leads = line[-1] == "," or line.rsplit(maxsplit=1)[-1] in _LEADING
    return word[0].islower() or leads or quoting


def _blank_between(line: Span, following: Span, text: str) -> bool:
    return text[line.end : following.start].replace("\r\n", "\n").replace("\r", "\n").count("\n") > 1


def _hard_wrapped(lines: Sequence[Span], text: str) -> bool:
    """Whether most lines that another line follows at once break off in mid-sentence at a common width."""
    followed = [a for a, b in itertools.pairwise(lines) if not _blank_between(a, b, text)]
    blank = len(lines) - 1 - len(followed)
    if len(followed) < 3 or not blank:
        return False
    widths = sorted(line.end - line.start for line in followed)
    open_ended = sum(text[line.start : line.end].rstrip()[-1] not in STOPS + CLOSERS for line in followed)
    return NARROWEST <= widths[len(widths) // 2] <= 100 and open_ended / len(followed) >= 0.6


class Told(NamedTuple):
    """What stands before a line: the number of blocks that are no boilerplate (of many, some number above
    :data:`CAPTIONED`), and the first headline among them.
    """

    blocks: int = 0
    headline: str | None = None

    def then(self, block: Block, text: str) -> Told:
        """What stands before the line after ``block``."""
        if self.blocks > CAPTIONED and (self.headline is not None or block.kind != "headline"):
            return self
        headline = block.span.of(text) if self.headline is None and block.kind == "headline" else self.headline
        return Told(self.blocks + (block.kind != "boilerplate"), headline)


def kind(line: str, told: Told, *, followed: bool) -> BlockKind:
    """The kind of one line, from its shape, from what stands before it and from whether anything follows."""
    return beside(line, told, followed=followed) or _title_or_paragraph(line, bool(told.blocks), followed)


def beside(line: str, told: Told, *, followed: bool) -> BlockKind | None:
    """The kind of a line that stands beside what is told: a byline, a caption, a quotation that is set off, furniture;
    None for a headline or a paragraph.
    """
    words = len(line.split())
    short = words <= BOILERPLATE_WORDS
    small = line.lower()
    if short and (LANGUAGE_BAR.fullmatch(line) or _is_furniture(small, edge=not told.blocks or not followed)):
        return "boilerplate"
    if line.startswith(">"):
        return "blockquote"
    if short and (DATE_LINE.fullmatch(line) or _is_byline(line, small, words)):
        return "byline"
    if CAPTION.match(small):
        return "caption"
    if line.rstrip()[-1:] != ")" or not CREDIT.search(line):
        return None
    headline = told.headline
    again = headline is not None and line.startswith(headline) and line != headline
    below = words <= 40 and 0 < told.blocks <= CAPTIONED and not _ended(line)
    return "caption" if again or below else None


def _ended(line: str) -> bool:
    return line.rstrip(CLOSERS).endswith(_STOPS)


def _is_byline(line: str, small: str, words: int) -> bool:
    return words <= BYLINE_WORDS and BYLINE.match(small) is not None and not _ended(line)


def _is_furniture(line: str, *, edge: bool) -> bool:
    """Whether a short line, in small letters, belongs to the page; a republication line stands at an end of the text
    (``edge``), in the middle it is part of the story.
    """
    if FURNITURE.match(line) or ("contributed" in line and CONTRIBUTED.search(line)):
        return True
    return edge and REPUBLICATION.search(line) is not None


def dateline(article: Article) -> re.Match[str] | None:
    """The dateline of an article whose first paragraph begins with one that has a date."""
    first = next((block.span for block in article.blocks if block.kind == "paragraph"), None)
    return DATELINE.match(article.text, first.start, first.end) if first else None


def _title_or_paragraph(line: str, told: bool, followed: bool) -> BlockKind:
    if not followed or line.endswith((":", ",", ";")):
        return "paragraph"
    words, ended = len(line.split()), _ended(line)
    asks = line.rstrip(CLOSERS).endswith(("?", "!"))
    if not told and words <= HEADLINE_WORDS and (not ended or asks):
        return "headline"
    if told and words <= SUBHEAD_WORDS and not ended and line[0].isupper() and line[-1] not in CLOSERS:
        return "headline"
    return "paragraph"
