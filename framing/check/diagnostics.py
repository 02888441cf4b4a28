"""One file becomes diagnostics: each loaded term in a voice that the settings flag, and the notices on the file.

The voice engine is the one of `read`; it runs only on the paragraphs that hold a hit and those that speak into them.
What can go wrong: a file that cannot be read is an error of its own, and the other files are checked.
"""

from __future__ import annotations

import importlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from framing.article import Block, Lines, Span, trimmed
from framing.attribution.heard import Heard, Question, heard
from framing.check.diagnostic import Diagnostic, Edit
from framing.check.marks import in_order, unpaired
from framing.check.notices import NOTICES, UNPAIRED, Notice
from framing.check.policy import Decisions
from framing.check.seen import NAMED, format_of, seen
from framing.check.settings import Settings
from framing.intake.decoding import decoded
from framing.intake.masked import Aside, Masked
from framing.lexicon.compiled import shipped
from framing.lexicon.folding import INVISIBLE, folded
from framing.lexicon.rules import Rule, Severity, VoiceKind
from framing.wording.matching import Hit, Wanted, matcher

_AROUND: Final = 5
"""Words on either side of a finding that make its fingerprint: with them it is found again wherever it moves."""
_PRIME: Final = 2**64 - 59
"""The greatest prime below 2**64: a fingerprint is what is left of its words, read as one number. Importing hashlib
takes longer than checking a page, and nobody would forge a fingerprint."""
_UNSEEN: Final = str.maketrans(dict.fromkeys(INVISIBLE))
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


class File(NamedTuple):
    """A file's name and text, what is read of it, and what its settings decide."""

    path: str
    text: str
    seen: Masked
    settings: Settings
    decisions: Decisions
    lexicon: tuple[Rule, ...] | None = None


class Flagged(NamedTuple):
    """A hit with the words that a reader sees there, the block it stands in, and its voice; the span is into the file's
    text.
    """

    hit: Hit
    words: str
    span: Span
    block: Block
    voice: VoiceKind = "own"


def file_of(
    path: str,
    data: bytes,
    settings: Settings | None = None,
    lexicon: tuple[Rule, ...] | None = None,
    ignored: tuple[str, ...] = (),
) -> File:
    """A file as it is read; ``path`` tells the format (plain text, Markdown or HTML) and is what diagnostics name.

    ``lexicon`` replaces the package's rules; ``ignored`` are rules that are not checked in this file. Raises
    :class:`framing.intake.decoding.Unreadable` if it is no text.
    """
    text, _ = decoded(data)
    settings = settings or Settings()
    return File(path, text, seen(text, path, settings.front_matter), settings, Decisions(settings, ignored), lexicon)


def diagnostics(
    path: str, data: bytes, settings: Settings | None = None, lexicon: tuple[Rule, ...] | None = None
) -> tuple[Diagnostic, ...]:
    """The diagnostics of one file by place, those that a comment suppresses included; arguments as for
    :func:`file_of`.
    """
    return diagnostics_of([file_of(path, data, settings, lexicon)])[0]


def diagnostics_of(files: Sequence[File]) -> list[tuple[Diagnostic, ...]]:
    """For each file its diagnostics by place, those that a comment suppresses included.

    The sentences of all files are read for their voices at once.
    """
    flows = [_Flow.of(file) for file in files]
    asides = [[_Flow.of_aside(file, aside) for aside in file.seen.asides] for file in files]
    every = [*flows, *(flow for found in asides for flow in found)]
    answers = dict(zip(map(id, every), heard([flow.question for flow in every]), strict=True))
    out = []
    for file, flow, beside in zip(files, flows, asides, strict=True):
        found = [one for part in (flow, *beside) for one in part.flagged(answers[id(part)])]
        out.append(_diagnostics(file, found))
    return out


def _diagnostics(file: File, found: Sequence[Flagged]) -> tuple[Diagnostic, ...]:
    marks = list(_unpaired(file))
    named = NAMED.search(file.text) is not None
    if not (found or marks or named):
        return ()
    places = _Places(file)
    out = [one for one in (places.of_finding(one) for one in found) if one is not None]
    out += [places.of_notice(UNPAIRED, mark, "this quotation mark has no partner") for mark in marks]
    out.sort(key=_place)
    return tuple(sorted(_suppressed(file, places, out), key=_place) if named else out)


def _place(one: Diagnostic) -> tuple[Span, str]:
    return one.span, one.rule.code


# ---------------------------------------------------------------- findings


class _Flow(NamedTuple):
    """A stretch of text that is read by itself, with its hits in order: the flow of a file, or an aside in it."""

    question: Question
    hits: tuple[Flagged, ...]
    asked: tuple[int, ...]
    """The numbers of the hits whose voices the question asks for; those in bylines are own."""

    @classmethod
    def of(cls, file: File) -> _Flow:
        """The flow of a file's text."""
        text = file.seen.text
        hits = matcher(file.lexicon).hits(text, _wanted(file))
        if not hits:
            return cls(Question(text, (), ()), (), ())
        blocks = [block for block in file.seen.blocks if block.kind != "boilerplate"]
        if format_of(file.path) == "plain":
            blocks = _run_on(blocks, hits)
            hits = tuple(_in_blocks(file, text, blocks, hits))
        starts = [block.span.start for block in blocks]
        held = ((hit, bisect_right(starts, hit.span.start) - 1) for hit in hits)
        flagged = [Flagged(hit, _words(hit, text), hit.span, blocks[at]) for hit, at in held if at >= 0]
        flagged = [one for one in flagged if one.block.span.covers(one.span)]
        asked = tuple(number for number, one in enumerate(flagged) if one.block.kind != "byline")
        prose = tuple(block for block in blocks if block.kind != "byline")
        places = tuple(flagged[number].span for number in asked)
        flagged = [one._replace(span=_whole(file, one.span, text[one.span.end - 1])) for one in flagged]
        return cls(Question(text, prose, places, file.decisions.silent), tuple(flagged), asked)

    @classmethod
    def of_aside(cls, file: File, aside: Aside) -> _Flow:
        """An aside: a description or a title, which is read like a caption."""
        block = Block(trimmed(Span(0, len(aside.text)), aside.text), "caption")
        hits = matcher(file.lexicon).hits(aside.text, _wanted(file))
        places = tuple(hit.span for hit in hits)
        shown = Block(aside.span, "caption")
        spans = (_whole(file, _moved(hit.span, aside), aside.text[hit.span.end - 1]) for hit in hits)
        flagged = tuple(
            Flagged(hit, _words(hit, aside.text), span, shown) for hit, span in zip(hits, spans, strict=True)
        )
        question = Question(aside.text, (block,), places, file.decisions.silent)
        return cls(question, flagged, tuple(range(len(hits))))

    def flagged(self, answers: Sequence[Heard]) -> Iterator[Flagged]:
        """The hits that are findings, each in its voice."""
        voices = dict(zip(self.asked, answers, strict=True))
        for number, one in enumerate(self.hits):
            said = voices.get(number, _OWN)
            if one.hit.term.counts(said.voice, cue=said.cue):
                yield one._replace(voice=said.voice)


_OWN: Final = Heard("own")


def _words(hit: Hit, text: str) -> str:
    return " ".join(hit.span.of(text).translate(_UNSEEN).split())


def _whole(file: File, span: Span, last: str) -> Span:
    """The span in the file; a character reference at its end, which is read as ``last``, belongs to it as a whole."""
    at = span.end - 1
    if file.text[at] != "&" or last == "&":
        return span
    found = re.compile(importlib.import_module("framing.intake.tags").ENTITY).match(file.text, at)
    return Span(span.start, found.end()) if found else span


def _wanted(file: File) -> Wanted | None:
    return None if file.decisions.plain else file.decisions.wanted


def _in_blocks(file: File, text: str, blocks: Sequence[Block], hits: Sequence[Hit]) -> Iterator[Hit]:
    """The hits within each block that one of ``hits`` touches: lines of plain text may stand close to each other."""
    starts = [block.span.start for block in blocks]
    for number in sorted({bisect_right(starts, hit.span.start) - 1 for hit in hits} - {-1}):
        span = blocks[number].span
        for hit in matcher(file.lexicon).hits(span.of(text), _wanted(file)):
            yield hit._replace(span=Span(span.start + hit.span.start, span.start + hit.span.end))


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
        hit, file = found.hit, self._file
        rule, term = hit.rule, hit.term
        level = file.decisions.level(rule, term, found.voice, found.block.kind)
        if level is None:
            return None
        instead = f"; instead: {', '.join(term.plain)}" if term.plain else ""
        message = f"{_LEADS[rule.status]} “{found.words}” in {found.voice} voice{instead}"
        print_of = self._fingerprint(found.span, found.block.span, rule.code, hit.form)
        return self._diagnostic(found.span, rule, message, level, print_of, found, self._edit(found))

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
        found: Flagged | None = None,
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
            term=found.hit.term.match[0] if found else "",
            written=span.of(self._file.text),
            lines=self._lines.texts(line, end_line),
            voice=found.voice if found else None,
            severity=severity,
            message=message,
            suggestions=found.hit.term.plain if found else (),
            fingerprint=fingerprint,
            edit=edit,
        )

    def _fingerprint(self, span: Span, within: Span, code: str, form: str) -> str:
        """Rule, form and the words around: no line and no column, so that it stays when the text moves."""
        text = self._file.text
        before = text[max(within.start, span.start - 200) : span.start].split()[-_AROUND:]
        after = text[span.end : min(within.end, span.end + 200)].split()[:_AROUND]
        content = "\0".join((code, form, *(folded(" ".join(words)).text for words in (before, after))))
        return f"{int.from_bytes(content.encode('utf-8', 'replace'), 'big') % _PRIME:016x}"

    def _edit(self, found: Flagged) -> Edit | None:
        """The change that is safe to make: another spelling of the same name, in the writer's own words."""
        hit = found.hit
        written = found.span.of(self._file.text)
        if not hit.term.fix or found.voice != "own" or written.casefold() != hit.form.casefold():
            return None
        edit: Edit | None = importlib.import_module("framing.check.spelling").spelling(
            self._file.text, found.span, hit.term.plain[0]
        )
        return edit


# ---------------------------------------------------------------- suppression


@cache
def names(lexicon: tuple[Rule, ...] | None) -> dict[str, Rule | Notice]:
    """Each rule and notice under its code and its name."""
    rules: Iterable[Rule | Notice] = (*(shipped() if lexicon is None else lexicon), *NOTICES)
    return {key: rule for rule in rules for key in (rule.code, rule.name)}


def _suppressed(file: File, places: _Places, found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics with those marked that a comment suppresses, and the notices on comments."""
    shown = list(file.seen.text)
    for aside in file.seen.asides:  # a comment on a line of its own may stand above one
        shown[aside.span.start : aside.span.end] = aside.text
    silenced = importlib.import_module("framing.check.silenced").silenced
    out, notices = silenced(
        file.text,
        "".join(shown),
        file.seen.comments,
        found,
        names(file.lexicon),
        file.decisions.wanted,
        require_reason=file.settings.require_reason,
    )
    return [*out, *(places.of_notice(*notice) for notice in notices if file.decisions.wanted(notice[0]))]
