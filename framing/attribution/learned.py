"""Rows of items become drafts, by the network: first the cues, then what is source and what is content of each.

What can go wrong: a cue that annotators would not have marked, or a boundary a few words off; the model card says how
often.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from framing.article import Span, disjoint, touched
from framing.attribution.clause import Row
from framing.attribution.drafts import Draft
from framing.attribution.network import MOST_BEFORE, MOST_BEHIND, MOST_FOLLOWING, Chain, Network, Window, network
from framing.attribution.paths import BEGIN, INSIDE, OUTSIDE, Scores, best_paths
from framing.attribution.traits import NOTHING, Edge, Traits, traits
from framing.attribution.words import BEFORE_NOUNS, NOUN_TOO, VERB_GROUP
from framing.lexicon.cues import Cue, cues_by_first_word

NEITHER, SOURCE, CONTENT = range(3)
"""Labels of roles."""


BEFORE_NOUN_FORMS = BEFORE_NOUNS - {"to"}
LEADING = frozenset(",;:–—")
"""Marks with which no source or content begins."""
PORTION = 6000
"""Items that are read at once: more than most articles have, so that memory does not grow with the text."""
ROWS = 100
"""Sentences of a paragraph that are seen together."""
DOUBT = 1.0
"""Logarithm of the odds against a cue at which a quotation without a speaker still asks for it."""


class States(Protocol):
    """What the network makes of some rows: in packed integers, or in arrays."""

    def cues(self) -> list[Scores]:
        """For each row, the scores of the labels of cues for each of its items."""

    def cue_paths(self) -> list[Scores]:
        """For each row, the score of the best path of labels through each label of each item; none for a plain row."""

    def role_paths(self, windows: Sequence[Window]) -> list[Scores]:
        """For each window, the score of the best path of labels through each label of each item."""


class Arithmetic(Protocol):
    """Packed integers or arrays."""

    def __call__(self, network: Network, rows: Sequence[Sequence[Traits]]) -> States:
        """The states of some rows of items."""


class Paragraph(NamedTuple):
    """Rows of one paragraph outside quotations, one behind the other; ``around`` says how the row before them ends and
    how the one behind them begins.

    A row behind them that begins with a quotation belongs to them (:func:`reads_on`).
    """

    text: str
    rows: tuple[Row, ...]
    headline: bool = False
    around: tuple[Edge, Edge] = (NOTHING, NOTHING)


class _Cue(NamedTuple):
    """Where a cue stands, and by how much the best reading with it wins."""

    row: int
    first: int
    end: int
    margin: int


def learned_drafts(paragraphs: Sequence[Paragraph], arithmetic: Arithmetic) -> list[list[Draft]]:
    """The attributions of each of some paragraphs as the network sees them; many are read in portions."""
    out: list[list[Draft]] = [[] for _ in paragraphs]
    portion: list[tuple[int, Paragraph]] = []
    size = 0
    for number, paragraph in enumerate(paragraphs):
        for part in parts(paragraph):
            portion.append((number, part))
            size += sum(len(row.items) for row in part.rows)
            if size > PORTION:
                _read(portion, arithmetic, out)
                portion, size = [], 0
    _read(portion, arithmetic, out)
    return out


def parts(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph, cut after a row if it is longer than any paragraph is."""
    if len(paragraph.rows) <= ROWS:
        yield paragraph
        return
    for start in range(0, len(paragraph.rows), ROWS):
        yield Paragraph(paragraph.text, paragraph.rows[start : start + ROWS], paragraph.headline)


def reads_on(number: int, *, quotes: bool) -> bool:
    """Whether a paragraph's ``number``-th row is read together with the one before it: it begins with a quotation
    (``quotes``), which may be more of what is said there.
    """
    return quotes and number % ROWS > 0


def _read(portion: Sequence[tuple[int, Paragraph]], arithmetic: Arithmetic, out: list[list[Draft]]) -> None:
    """The attributions of one portion, added to those of their paragraphs.

    Where a quotation is left that no content covers, the likeliest cue of its sentence is asked for it as well.
    """
    model = network()
    rows = [row for _, paragraph in portion for row in paragraph.rows]
    owners = [number for number, paragraph in portion for _ in paragraph.rows]
    ends = [row is paragraph.rows[-1] for _, paragraph in portion for row in paragraph.rows]
    lines = [
        line
        for _, paragraph in portion
        for line in traits(paragraph.text, paragraph.rows, model.vocabulary, paragraph.around, paragraph.headline)
    ]
    if not lines:
        return
    states = arithmetic(model, lines)

    def read(found: Sequence[_Cue]) -> list[Draft]:
        """The drafts of some cues, with or without content."""
        windows = [window(rows, *cue[:3], ends_paragraph=ends[cue.row]) for cue in found]
        drafted = []
        for view, paths, cue in zip(windows, states.role_paths(windows), found, strict=True):
            labels = [through.index(max(through)) for through in paths]
            drafted.append(_draft(rows, view, labels, 1 / (1 + math.exp(-cue.margin / 2**model.cues.bits))))
        return drafted

    sure = [_Cue(n, *place) for n, paths in enumerate(states.cue_paths()) for place in cue_places(paths)]
    waiting = [rows[cue.row].items[-1].word == ":" for cue in sure]  # "X continued:" and the content is still to come
    read_surely = zip(sure, read(sure), waiting, strict=True)
    for cue, draft, waits in read_surely:
        if draft.content or waits:
            out[owners[cue.row]].append(draft)
    scored = states.cues()
    likely = list(_likely(rows, owners, scored, model.cues, out))
    for cue, draft in zip(likely, read(likely), strict=True):
        paragraph = range(bisect_left(owners, owners[cue.row]), bisect_right(owners, owners[cue.row]))
        quoted = [item.span for number in paragraph for item in rows[number].quoted]
        if any(touched(piece, quoted) for piece in draft.content):
            out[owners[cue.row]].append(draft)


def _likely(
    rows: Sequence[Row], owners: Sequence[int], scored: Sequence[Scores], chain: Chain, found: Sequence[Sequence[Draft]]
) -> Iterator[_Cue]:
    """The likeliest cue of each row that has a quotation no content covers, if it comes near enough.

    ``owners`` are the numbers of the rows' paragraphs, under which ``found`` has what was found in them.
    """
    bonus = round(DOUBT * 2**chain.bits)
    paragraph = -1
    covered: list[Span] = []
    cues: list[Span] = []
    for number, row in enumerate(rows):
        quoted = row.quoted
        if not quoted:
            continue
        if owners[number] != paragraph:
            paragraph = owners[number]
            covered = disjoint(piece for draft in found[paragraph] for piece in draft.content)
            cues = disjoint(draft.cue for draft in found[paragraph] if draft.cue)
        if all(touched(item.span, covered) for item in quoted):
            continue
        raised = [[outside - bonus, begin, inside] for outside, begin, inside in scored[number]]
        places = [
            _Cue(number, first, end, margin - bonus)
            for first, end, margin in cue_places(best_paths(raised, chain))
            if not touched(row.text_span(first, end), cues) and not row.items[first].is_quote
        ]
        if places:
            yield max(places, key=lambda cue: cue.margin)


def window(rows: Sequence[Row], number: int, first: int, end: int, *, ends_paragraph: bool) -> Window:
    """The items that can be source or content of the cue ``[first, end)`` of row ``number``.

    The row behind it belongs to them where it begins with a quotation.
    """
    items = range(max(0, first - MOST_BEFORE), min(len(rows[number].items), max(end, first + MOST_BEHIND)))
    following = () if ends_paragraph else rows[number + 1].items
    goes_on = bool(following) and following[0].is_quote
    return Window(number, first, end, items, range(min(len(following), MOST_FOLLOWING) if goes_on else 0))


def cue_places(through: Scores) -> Iterator[tuple[int, int, int]]:
    """First item, end and margin of each cue of a row; the margin is by how much the best reading with it wins.

    ``through`` has the score of the best path through each label of each item; it is empty for a row without cues.
    """
    at = 0
    while at < len(through):
        if through[at][OUTSIDE] >= max(through[at][BEGIN], through[at][INSIDE]):
            at += 1
            continue
        end = at + 1
        while end < len(through) and through[end][INSIDE] > max(through[end][OUTSIDE], through[end][BEGIN]):
            end += 1
        yield at, end, max(through[at][BEGIN], through[at][INSIDE]) - through[at][OUTSIDE]
        at = end


def _draft(rows: Sequence[Row], view: Window, labels: Sequence[int], score: float) -> Draft:
    """One cue with the runs of items that are its source and its content; of several sources the nearest."""
    near, following = view.items, view.following
    items = rows[view.row].items[near.start : near.stop]
    if following:
        items += rows[view.row + 1].items[: following.stop]
    before = view.first - view.items.start
    cue = range(before, before + view.end - view.first)
    runs: dict[int, list[Span]] = {SOURCE: [], CONTENT: []}
    distances = []
    at = 0
    while at < len(labels):
        end = at + 1
        if labels[at] != NEITHER and at not in cue:
            while end < len(labels) and labels[end] == labels[at] and end not in cue:
                end += 1
            start = next((n for n in range(at, end) if items[n].word not in LEADING), end)
            if start < end:
                runs[labels[at]].append(Span(items[start].span.start, items[end - 1].span.end))
                if labels[at] == SOURCE:
                    distances.append(max(cue.start - end, start - cue.stop))
        at = end
    nearest = distances.index(min(distances)) if distances else 0
    row = rows[view.row]
    return Draft(
        tuple(runs[SOURCE][nearest : nearest + 1]),
        row.text_span(view.first, view.end),
        tuple(runs[CONTENT]),
        lexeme([item.word for item in row.items[view.first : view.end]]),
        score=score,
    )


def lexeme(words: Sequence[str]) -> Cue:
    """The cue of the lexicon that stands in a cue's words; a verb rather than a noun, and the last one of several.

    A cue that the lexicon does not know is neutral and named by its own words, auxiliaries aside.
    """
    best: Cue | None = None
    for at in range(len(words)):
        for form, cue in cues_by_first_word().get(words[at], ()):
            if cue.kind == "verb" and words[at] in NOUN_TOO and at and words[at - 1] in BEFORE_NOUN_FORMS:
                continue  # "responded to a request", "with reference to"
            if tuple(words[at : at + len(form)]) == form:
                if best is None or cue.kind != "noun" or best.kind == "noun":
                    best = cue
                break
    if best is not None:
        return best
    bare = [word for word in words if word not in VERB_GROUP and word[0].isalnum()] or list(words)
    return Cue((" ".join(bare),), "verb", "neutral", frozenset())
