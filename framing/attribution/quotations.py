"""Paragraphs become quotations: pairs of quotation marks, of every sort that news uses.

A mark opens or closes by its shape and by what stands around it. A quotation that runs on opens again in the next
paragraph and closes in its last. Any other mark without a partner is "unpaired": it costs nothing but itself, and the
rest of the text is read as if it were not there. Linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from framing.article import Block, Span, touched
from framing.intake.masked import JOINER
from framing.patterns import one_of, pattern

DOUBLE = '"“”„‟«»〝〞＂'
SINGLE = "'‘’‚‹›"
TYPED = ("''", "``")
"""Double marks of two characters, as typewriters and news archives write them."""
MARK = pattern(one_of(r"'(?<=\S')(?=''(?!'))", *TYPED, *DOUBLE, *SINGLE))
"""One mark; of three strokes that close, the first ends a quotation within a quotation."""
HAS_DOUBLE = pattern(one_of(*TYPED, *DOUBLE))
OPENING_SINGLE = pattern(r"['‘‚‹](?:(?<=')'{1,2})?")
"""Single marks that may open a quotation; two strokes are a double mark, and of three the first is a single one."""
CLOSED_BY = {"“": "„‚", "«": "»"}
"""Opening marks that close what these open: „German“ and »Danish«."""
SPEECH_WORDS = 6
"""From so many words on, a quotation is speech even where nobody is named as its speaker."""
LONGEST_SINGLE = 400
"""Characters; a 'single' quotation is never longer, so a stray apostrophe cannot swallow a paragraph."""


class Quotation(NamedTuple):
    """A run of text in quotation marks, marks included; ``runs_on`` where the next paragraph takes it up again.

    A block quotation is one too, without marks (``set_off``).
    """

    span: Span
    paired: bool = True
    runs_on: bool = False
    set_off: bool = False

    def inner(self, text: str) -> Span:
        """What stands between the marks."""
        if self.set_off:
            return self.span
        start = self.span.start + _width(text, self.span.start)
        closing = 0 if self.runs_on else 2 if text.endswith(TYPED, start, self.span.end) else 1
        return Span(start, max(start, self.span.end - closing))


def _width(text: str, at: int) -> int:
    """How many characters of a mark stand here: none where none does."""
    return 2 if text.startswith(TYPED, at) else int(text[at] in DOUBLE + SINGLE)


def quotations(text: str, blocks: Sequence[Block]) -> tuple[Quotation, ...]:
    """The outermost quotations of the blocks, in order; an unpaired mark is a quotation of that one character."""
    out: list[Quotation] = []
    for number, block in enumerate(blocks):
        paragraph = block.span
        following = blocks[number + 1].span if number + 1 < len(blocks) else None
        if block.kind == "blockquote":
            out.append(Quotation(paragraph, set_off=True))
            continue
        found, open_at = _doubles(text, paragraph)
        if open_at is not None:
            if following and opens_with_mark(text, following.start) and opens_with_mark(text, open_at):
                found.append(Quotation(Span(open_at, paragraph.end), runs_on=True))
            else:
                found.append(_unpaired(text, open_at))
        found = _with_singles(text, paragraph, found)
        out += sorted(found, key=lambda quotation: quotation.span)
    return tuple(out)


def _doubles(text: str, paragraph: Span) -> tuple[list[Quotation], int | None]:
    """Quotations in double marks, and where one is still open at the end."""
    out: list[Quotation] = []
    open_at: int | None = None
    within = paragraph.start
    if not HAS_DOUBLE.search(text, paragraph.start, paragraph.end):
        return [], None
    marks = [m for m in MARK.finditer(text, paragraph.start, paragraph.end) if m.group() in (*DOUBLE, *TYPED)]
    partners = _partners(marks)
    last_straight = max((m.start() for m in marks if m.group() == '"'), default=-1)
    for match in marks:
        at, mark = match.start(), match.group()
        if at < within:
            continue
        if open_at is not None and at in partners:
            # “…“…”…” or "…“…”…": a quotation in the one that is open, which has a partner of its own to come.
            closed = open_at in partners or (text[open_at] == '"' and last_straight > partners[at])
            if closed:
                within = partners[at] + 1
                continue
        if open_at is None:
            if _opens(text, at, mark, paragraph):
                open_at = at
            else:
                out.append(_unpaired(text, at))
        elif _opens_again(text, at, mark, open_at, paragraph):
            # The first one never closed. It costs itself; the second one starts afresh.
            out.append(_unpaired(text, open_at))
            open_at = at
        else:
            out.append(Quotation(Span(open_at, match.end())))
            open_at = None
    return out, open_at


def _partners(marks: Sequence[re.Match[str]]) -> dict[int, int]:
    """Where each “ that has a partner is closed, those inside each other from the inside out."""
    out: dict[int, int] = {}
    opened: list[int] = []
    for match in marks:
        if match.group() == "“":
            opened.append(match.start())
        elif match.group() == "”" and opened:
            out[opened.pop()] = match.start()
    return out


def _unpaired(text: str, at: int) -> Quotation:
    return Quotation(Span(at, at + _width(text, at)), paired=False)


def _after(text: str, at: int, end: int) -> str:
    """The character that is seen at ``at``, behind the joiners of markup; a space where the paragraph ends."""
    while at < end and text[at] == JOINER:
        at += 1
    return text[at] if at < end else " "


def _before(text: str, at: int, start: int) -> str:
    """The character that is seen before ``at``; a space where the paragraph begins."""
    while at > start and text[at - 1] == JOINER:
        at -= 1
    return text[at - 1] if at > start else " "


def opens_with_mark(text: str, at: int) -> bool:
    """Whether a mark stands at ``at``, where a paragraph begins, with which it may take a quotation up again."""
    while text.startswith(JOINER, at):
        at += 1
    return text[at] in '“„«"' or text.startswith(TYPED, at)


def _opens_again(text: str, at: int, mark: str, open_at: int, paragraph: Span) -> bool:
    """Whether a mark opens a quotation though one is open: it closes no such quotation, or can only open here."""
    if mark in "“„«" or mark == "``":
        behind = _after(text, at + 1, paragraph.end)
        misprinted = text[open_at] in (mark, '"') and not text[at - 1].isspace() and not behind.isalnum()
        return text[open_at] not in CLOSED_BY.get(mark, "") and not misprinted
    return mark in ('"', "''") and text.startswith(mark, open_at) and _only_opens(text, at, mark, paragraph)


def _opens(text: str, at: int, mark: str, paragraph: Span) -> bool:
    if mark in "“„«〝‟" or mark == "``":
        return True
    after = _after(text, at + len(mark), paragraph.end)
    if mark in "”»〞":
        # German and Danish text opens with ” or »; English closes with them, unless it is misprinted.
        before = _before(text, at, paragraph.start)
        begins = before.isspace() or before in "([—–-"
        unseen = at > paragraph.start and unicodedata.category(text[at - 1]) == "Cf" and text[at - 1] != JOINER
        goes_on = at == paragraph.start and text[at + 1 : at + 3] in (" …", " .")
        return goes_on or (not after.isspace() and (begins or unseen))
    return not after.isspace()


def _only_opens(text: str, at: int, mark: str, paragraph: Span) -> bool:
    """Whether a straight mark can only open: white space before it, a letter after it, and a partner to come."""
    behind = at + len(mark)
    after = _after(text, behind, paragraph.end)
    if not text[at - 1].isspace() or not after.isalnum():
        return False
    rest = text.find(mark, behind, paragraph.end)
    return rest >= 0 and not text[rest - 1].isspace() and text.count(mark, at, paragraph.end) % 2 == 0


def _with_singles(text: str, paragraph: Span, doubles: list[Quotation]) -> list[Quotation]:
    """The quotations in double marks and those in single ones; of those inside each other the outer one.

    British texts quote in single marks and put double ones inside: ‘She told us, “It is safe,” and left,’ he said.
    """
    singles = _singles(text, paragraph, [q.span for q in doubles if q.paired])
    around = [single.span for single in singles]
    return [q for q in doubles if not (q.paired and touched(q.span, around))] + singles


def _singles(text: str, paragraph: Span, taken: Sequence[Span]) -> list[Quotation]:
    """Quotations in single marks outside the double ones; an apostrophe is none."""
    out: list[Quotation] = []
    at = paragraph.start
    free = iter([*taken, Span(paragraph.end, paragraph.end)])
    block = next(free)
    for match in OPENING_SINGLE.finditer(text, paragraph.start, paragraph.end):
        start = match.start()
        if len(match.group()) == 2 or text[start - 1 : start].isalnum():
            continue  # a double mark, or an apostrophe inside a word
        while block.end <= start and block.start < paragraph.end:
            block = next(free)
        if start < at or block.start <= start < block.end:
            continue
        end = _single_end(text, start, min(paragraph.end, block.start if block.start > start else paragraph.end))
        if end is None and start < block.start < paragraph.end:
            end = _outer_end(text, start, taken, paragraph)
        if end is not None:
            out.append(Quotation(Span(start, end)))
            at = end
    return out


def _outer_end(text: str, start: int, inside: Sequence[Span], paragraph: Span) -> int | None:
    """Where a single quotation ends that holds double ones: at a mark behind the stop or comma of a sentence."""
    if not (start == paragraph.start or text[start - 1].isspace()) or not text[start + 1].isalpha():
        return None
    limit = min(paragraph.end, start + LONGEST_SINGLE)
    for match in re.finditer("['’]", text[start + 1 : limit]):
        at = start + 1 + match.start()
        following = text[at + 1] if at + 1 < len(text) else " "
        if text[at - 1] in ",.!?…" and not following.isalnum() and not touched(Span(at, at + 1), inside):
            return at + 1
    return None


def _single_end(text: str, start: int, limit: int) -> int | None:
    before = _before(text, start, 0)
    after = _after(text, start + 1, limit)
    if before.isalnum() or not (after.isalpha() or after.isdigit() or after in "[(…"):
        return None
    if re.match(r"\d0s\b|(?:tis|twas|em|cause|til|bout)\b", text[start + 1 : start + 8], re.IGNORECASE):
        return None
    closers = "'’" if text[start] in "'‘‚" else "›"
    limit = min(limit, start + LONGEST_SINGLE)
    weak = None
    for match in re.finditer(f"[{closers}]", text[start + 2 : limit]):
        at = start + 2 + match.start()
        following = _after(text, at + 1, len(text))
        if text[at - 1].isspace() or following.isalnum():
            continue
        if text[at - 1] != "s":  # else it may be a plural's possessive: the allies' plan
            return at + 1
        weak = weak or at + 1
        if following in ",.;:!?)" or text[at - 1] in ",.!?":
            return at + 1
    return weak


def _is_sentence(mark: Quotation, text: str) -> bool:
    """Whether a short quotation is a sentence of its own: “Nobody came.”"""
    inner = mark.inner(text).of(text).replace(JOINER, "").strip()
    return inner[:1].isupper() and inner[-1:] in tuple(".!?…")


def is_speech(mark: Quotation, text: str) -> bool:
    """Whether a quotation is speech by its shape: long, or a sentence of its own."""
    if mark.set_off or mark.runs_on:
        return True
    return len(mark.inner(text).of(text).split()) >= SPEECH_WORDS or _is_sentence(mark, text)
