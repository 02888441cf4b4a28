"""One file becomes diagnostics: each loaded term in a voice that the settings flag, and the notices on the file.

The voice engine is the one of `read`; it runs only on the paragraphs that hold a hit and those that speak into them.
What can go wrong: a file that cannot be read is an error of its own, and the other files are checked.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from framing.article import Article, Block, Lines, Span, trimmed
from framing.attribution.attributions import speech
from framing.attribution.nearby import nearby
from framing.check.diagnostic import Diagnostic, Edit
from framing.check.marks import in_order, unpaired
from framing.check.notices import BROKEN, NOTICES, UNPAIRED, UNREASONED, UNUSED, Notice
from framing.check.policy import Decisions
from framing.check.seen import seen
from framing.check.settings import Settings
from framing.check.suppressions import NAMED, Suppression, suppressions
from framing.intake.decoding import decoded
from framing.intake.masked import Aside, Masked
from framing.lexicon.compiled import shipped
from framing.lexicon.folding import folded
from framing.lexicon.rules import Rule, Severity
from framing.wording.findings import Finding, findings
from framing.wording.matching import Hit, matcher

_AROUND: Final = 5
"""Words on either side of a finding that make its fingerprint: with them it is found again wherever it moves."""
_LEADS: Final = {
    "accurate-but-strong": "strong word",
    "booster": "booster",
    "contested-label": "contested label",
    "contested-place-name": "contested place name",
    "dehumanising": "dehumanising word",
    "doubt": "word of doubt",
    "editorialising": "comment",
    "euphemism": "euphemism",
    "hedge": "hedge",
    "house-style": "banned wording",
    "loaded-adjective": "loaded adjective",
    "loaded-noun": "loaded noun",
    "loaded-verb": "loaded verb",
    "metaphor": "metaphor",
    "presupposition": "presupposing word",
    "puffery": "puffery",
    "scare-quote": "scare quotes",
    "slur": "slur",
    "weasel": "vague source",
}
"""What a message calls a term of each status."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A finding with the kind of block it stands in; the span is into the file's text."""

    finding: Finding
    span: Span
    block: Block


@dataclass(frozen=True, slots=True)
class File:
    """A file's name and text, and what is read of it."""

    path: str
    text: str
    seen: Masked
    settings: Settings
    decisions: Decisions
    lexicon: tuple[Rule, ...] | None = None


def diagnostics(
    path: str,
    data: bytes,
    settings: Settings | None = None,
    lexicon: tuple[Rule, ...] | None = None,
    ignored: tuple[str, ...] = (),
) -> tuple[Diagnostic, ...]:
    """The diagnostics of one file by place, those that a comment suppresses included.

    ``path`` tells the format (plain text, Markdown or HTML) and is what the diagnostics name; ``lexicon`` replaces the
    package's rules; ``ignored`` are rules that are not checked in this file. Raises
    :class:`framing.intake.decoding.Unreadable` if it is no text.
    """
    text, _ = decoded(data)
    settings = settings or Settings()
    file = File(path, text, seen(text, path, settings.front_matter), settings, Decisions(settings, ignored), lexicon)
    found = [*_findings(file), *_asides(file)]
    marks = list(_unpaired(file))
    if not found and not marks and not NAMED.search(text):
        return ()
    places = _Places(file)
    out = [one for one in (places.of_finding(one) for one in found) if one is not None]
    out += [places.of_notice(UNPAIRED, mark, "this quotation mark has no partner") for mark in marks]
    out = _suppressed(file, places, sorted(out, key=lambda one: (one.span, one.rule.code)))
    return tuple(sorted(out, key=lambda one: (one.span, one.rule.code)))


# ---------------------------------------------------------------- findings


def _findings(file: File) -> Iterator[Flagged]:
    """The findings in the flow of the text, each in the voice that `read` gives it."""
    text = file.seen.text
    hits = matcher(file.lexicon).hits(text)
    if not hits:
        return
    read = _run_on([block for block in file.seen.blocks if block.kind != "boilerplate"], hits)
    starts = [block.span.start for block in read]
    held = sorted({bisect_right(starts, hit.span.start) - 1 for hit in hits} - {-1})
    prose = [block for block in read if block.kind != "byline"]
    place = {block.span: number for number, block in enumerate(prose)}
    chosen = nearby(text, prose, [place[read[n].span] for n in held if read[n].span in place])
    around = [read[n] for n in held]
    some = sorted({*(prose[n] for n in chosen), *around}, key=lambda block: block.span)
    article = Article(file.path, text, tuple(some))
    said = speech(article, begins=bool(chosen) and chosen[0] == 0)
    wanted = None if file.decisions.plain else file.decisions.wanted
    for finding in findings(text, around, said, file.lexicon, wanted):
        yield Flagged(finding, finding.span, read[bisect_right(starts, finding.span.start) - 1])


def _run_on(blocks: list[Block], hits: Sequence[Hit]) -> list[Block]:
    """The blocks, those joined that a hit runs across: in plain text, lines that look like a paragraph each."""
    starts = [block.span.start for block in blocks]
    across = ((bisect_right(starts, hit.span.start), bisect_right(starts, hit.span.end - 1)) for hit in hits)
    joints = {number for first, last in across for number in range(max(1, first), last)}
    if not joints:
        return blocks
    out: list[Block] = []
    for number, block in enumerate(blocks):
        if number in joints:
            out[-1] = Block(Span(out[-1].span.start, block.span.end), "paragraph")
        else:
            out.append(block)
    return out


def _asides(file: File) -> Iterator[Flagged]:
    """The findings outside the flow: in descriptions of pictures, titles of links, fields of front matter."""
    wanted = None if file.decisions.plain else file.decisions.wanted
    for aside in file.seen.asides:
        if not matcher(file.lexicon).hits(aside.text):
            continue
        block = Block(trimmed(Span(0, len(aside.text)), aside.text), "caption")
        said = speech(Article(file.path, aside.text, (block,)))
        for finding in findings(aside.text, (block,), said, file.lexicon, wanted):
            yield Flagged(finding, _moved(finding.span, aside), Block(aside.span, "caption"))


def _moved(span: Span, aside: Aside) -> Span:
    return Span(aside.span.start + span.start, aside.span.start + span.end)


def _unpaired(file: File) -> Iterator[Span]:
    if file.decisions.wanted(UNPAIRED) and not in_order(file.seen.text):
        yield from unpaired(file.seen.text, [block for block in file.seen.blocks if block.kind not in _NO_SPEECH])


_NO_SPEECH: Final = frozenset({"boilerplate", "byline", "blockquote"})
"""Blocks whose marks are not paired: the words of a block quotation are somebody's in any case."""


# ---------------------------------------------------------------- places


class _Places:
    """Findings and notices become diagnostics: line, column, the lines they stand on, and a fingerprint."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._lines = Lines(file.text)

    def of_finding(self, found: Flagged) -> Diagnostic | None:
        """The diagnostic of a finding; None where its voice or block is not flagged."""
        finding, file = found.finding, self._file
        rule, term = finding.rule, finding.term
        level = file.decisions.level(rule, term, finding.voice, found.block.kind)
        if level is None:
            return None
        shown = " ".join(found.span.of(file.text).split())
        instead = f"; instead: {', '.join(term.plain)}" if term.plain else ""
        message = f"{_LEADS[rule.status]} “{shown}” in {finding.voice} voice{instead}"
        print_of = self._fingerprint(found.span, found.block.span, rule.code, finding.form)
        return self._diagnostic(found.span, rule, message, level, print_of, finding, self._edit(found))

    def of_notice(self, notice: Notice, span: Span, message: str) -> Diagnostic:
        """The diagnostic of a notice on a span."""
        around = Span(max(0, span.start - 60), min(len(self._file.text), span.end + 60))
        print_of = self._fingerprint(span, around, notice.code, "")
        return self._diagnostic(span, notice, message, self._file.decisions.severity(notice), print_of)

    def _diagnostic(
        self,
        span: Span,
        rule: Rule | Notice,
        message: str,
        severity: Severity,
        fingerprint: str,
        finding: Finding | None = None,
        edit: Edit | None = None,
    ) -> Diagnostic:
        line, column = self._lines.place(span.start)
        end_line, end_column = self._lines.place(span.end)
        return Diagnostic(
            path=self._file.path,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            span=span,
            rule=rule,
            term=finding.term.match[0] if finding else "",
            written=span.of(self._file.text),
            lines=self._lines.texts(line, end_line),
            voice=finding.voice if finding else None,
            severity=severity,
            message=message,
            suggestions=finding.term.plain if finding else (),
            fingerprint=fingerprint,
            edit=edit,
        )

    def _fingerprint(self, span: Span, within: Span, code: str, form: str) -> str:
        """Rule, form and the words around: no line and no column, so that it stays when the text moves."""
        text = self._file.text
        before = folded(text[max(within.start, span.start - 200) : span.start]).text.split()[-_AROUND:]
        after = folded(text[span.end : min(within.end, span.end + 200)]).text.split()[:_AROUND]
        content = "\0".join((code, form, " ".join(before), " ".join(after)))
        return hashlib.blake2b(content.encode("utf-8", "replace"), digest_size=8).hexdigest()

    def _edit(self, found: Flagged) -> Edit | None:
        """The change that is safe to make: another spelling of the same name, in the writer's own words."""
        finding = found.finding
        written = found.span.of(self._file.text)
        if not finding.term.fix or finding.voice != "own" or written.casefold() != finding.form.casefold():
            return None
        spelling = finding.term.plain[0]
        return Edit(found.span, spelling.upper() if written.isupper() else spelling)


# ---------------------------------------------------------------- suppression


@cache
def names(lexicon: tuple[Rule, ...] | None) -> dict[str, Rule | Notice]:
    """Each rule and notice under its code and its name."""
    rules: Iterable[Rule | Notice] = (*(shipped() if lexicon is None else lexicon), *NOTICES)
    return {key: rule for rule in rules for key in (rule.code, rule.name)}


def _suppressed(file: File, places: _Places, found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics with those marked that a comment suppresses, and the notices on comments."""
    if not NAMED.search(file.text):
        return list(found)
    known = names(file.lexicon)
    kept, broken = suppressions(file.text, file.seen.comments, known)
    used: set[Span] = set()
    out = [_marked(one, kept, used) for one in found]
    notices = [(BROKEN, one.span, one.message) for one in broken]
    for one in kept:
        idle = (code for code in one.codes if code.span not in used and file.decisions.wanted(known[code.name]))
        notices += ((UNUSED, code.span, f"“{code.name}” is silenced, but there is nothing to silence") for code in idle)
        if file.settings.require_reason and one.reason is None:
            notices.append((UNREASONED, one.comment, "a rule is silenced without a reason"))
    return out + [places.of_notice(*notice) for notice in notices if file.decisions.wanted(notice[0])]


def _marked(one: Diagnostic, kept: Sequence[Suppression], used: set[Span]) -> Diagnostic:
    """The diagnostic, suppressed if a comment covers it; the codes that do so are noted in ``used``."""
    last = one.end_line - (one.end_column == 1 and one.end_line > one.line)
    names = (one.rule.code, one.rule.name)
    covering = [(by, code) for by in kept if (code := by.covers(names, one.line, last)) is not None]
    if not covering:
        return one
    used.update(code.span for _, code in covering)
    return replace(one, suppressed="inline", reason=next((by.reason for by, _ in covering if by.reason), None))
