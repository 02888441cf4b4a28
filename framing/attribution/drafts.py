"""A row of items becomes drafts: which cue ties which source to which content, by rule.

One rule a layout of news: “…,” said X; X said (that) …; …, X said; according to X, …; X: … in a headline; claims by X
that …; X was quoted as saying …. What can go wrong: a cue that is no cue here, or content cut short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framing.article import Span
from framing.attribution.clause import QUOTE, Item, Row
from framing.attribution.contents import IRREGULAR, clause_before, clause_end, content
from framing.attribution.hits import Hit, hits, quoted_behind
from framing.attribution.subjects import Range, agent_like, inverted_subject, subject, verb_group_start
from framing.attribution.topics import is_topic
from framing.attribution.words import (
    AUXILIARIES,
    BEFORE_NOUNS,
    DASHES,
    DETERMINERS,
    NEGATIONS,
    STOPS,
    SUBORDINATORS,
)
from framing.lexicon.cues import Cue

LONGEST_NAME = 4
"""Words of a name before a colon and a quotation."""
FINITE = AUXILIARIES - {"'s"}
BEHIND_AGENTS = SUBORDINATORS | {"to", "for", "over", "about"}
COPULAS = frozenset("is was remains remained".split())
UNITS = frozenset("cent capita annum day week month year hour head person night mile acre barrel share".split())
"""What is counted "per" something."""


class Draft(NamedTuple):
    """One attribution as its row shows it; ``source`` may be empty, ``content`` may be in pieces.

    Speech that nobody is said to have spoken has neither source nor cue.
    """

    source: tuple[Span, ...]
    cue: Span | None
    content: tuple[Span, ...]
    lexeme: Cue
    inside: int | None = None
    score: float | None = None

    @property
    def place(self) -> Span:
        """Where the attribution stands: its cue, or else its content."""
        return self.cue or self.content[0]


def drafts(row: Row, *, headline: bool = False) -> tuple[Draft, ...]:
    """The attributions of one row, in the order of their cues."""
    out: list[Draft] = []
    found_hits = tuple(hits(row.items))
    verbs = [hit.start for hit in found_hits if hit.cue.kind == "verb"]
    for hit in found_hits:
        if row.inside is not None and (hit.cue.stance == "attitude" or "clause" not in hit.cue.takes):
            continue  # inside a quotation only speech within speech is looked for
        limit = next((start for start in verbs if start > hit.start), len(row.items))
        left = max((start + 1 for start in verbs if start < hit.start), default=0)
        found = _draft(row, hit, (left, limit), out)
        if found:
            out.append(found)
    return (*(_headline(row) if headline else ()), *_signed(row), *_introduced(row), *out)


def _draft(row: Row, hit: Hit, between: Range, before: Sequence[Draft]) -> Draft | None:
    match hit.cue.kind:
        case "preposition":
            return _according_to(row, hit)
        case "noun":
            return _nominal(row, hit)
        case "passive":
            return _passive(row, hit)
        case _:
            return _verbal(row, hit, between, before)


# ---------------------------------------------------------------- verbs


def _verbal(row: Row, hit: Hit, between: Range, before: Sequence[Draft]) -> Draft | None:
    items, (left, limit) = row.items, between
    start = verb_group_start(items, hit.start)
    participle = items[hit.start].word.endswith("ing") and start == hit.start
    inherited = _inherited(items, start, before)
    if participle and items[start - 1].word != ",":
        quoted = quoted_behind(items, hit)
        return _made(row, hit, _name_before(items, start), [(quoted, quoted + 1)]) if quoted is not None else None
    if participle and inherited is None:
        main = _main_subject(items, hit.start)
        inherited = (row.text_span(*main),) if main else None
    if inherited or participle:
        said = content(items, hit, limit) if inherited else None
        return _draft_of(row, inherited, hit, said) if inherited and said else None
    source = subject(items, start, left) or _shared_subject(items, start, left)
    quoted = _quote_before(items, source[0] if source else start)
    if source is None or quoted is not None:
        return _inverted(row, hit, source, quoted, start)
    return _plain(row, hit, source, limit, start)


def _inverted(row: Row, hit: Hit, source: Range | None, quoted: int | None, start: int) -> Draft | None:
    """What is said stands before the cue: “…,” said X; “…,” X said; and, without marks, "…, said X"."""
    items = row.items
    speaker = source or inverted_subject(items, hit.end)
    said = _clause_before_inversion(items, hit, start)
    if quoted is not None and speaker:
        said = _quotes_around(items, quoted, max(hit.end, speaker[1]))
    return _made(row, hit, speaker, said) if said and speaker else None


def _plain(row: Row, hit: Hit, source: Range, limit: int, start: int) -> Draft | None:
    """The source before the cue and what is said behind it, or before both: X said that …; …, X said."""
    items = row.items
    asked = source[0] > 0 and items[source[0] - 1].word in ("whether", "if", "unless")
    if asked or _apposed(items, hit, start, source):
        return None
    said = content(items, hit, limit) or clause_before(items, hit, source)
    if said and _negated(items, start, hit) and items[said[0][0]].word not in ("whether", "if", QUOTE):
        return None  # "did not mention the vote" reports nothing
    announces = items[-1].word == ":" and "quotation" in hit.cue.takes and row.inside is None
    if announces and not (said and items[said[0][0]].word in ("that", QUOTE)):
        said = []  # "X continued:" and the quotation is the next paragraph
    return _made(row, hit, source, said) if said is not None else None


def _clause_before_inversion(items: Sequence[Item], hit: Hit, start: int) -> list[Range] | None:
    """The clause before ", said X": content that comes first, the verb before its subject."""
    said = "quotation" in hit.cue.takes and start == hit.start and start > 3 and items[start - 1].word == ","
    named = hit.end < len(items) and (items[hit.end].capital or items[hit.end].word in DETERMINERS)
    return [(0, start - 1)] if said and named and not items[hit.start].word.endswith("ing") else None


def _apposed(items: Sequence[Item], hit: Hit, start: int, source: Range) -> bool:
    """Whether the verb is a participle in an apposition: ", a move intended to"."""
    participle = start == hit.start and items[hit.start].word.endswith("ed") and source[0] > 0
    follows = hit.end < len(items) and items[hit.end].word == "to"
    return participle and follows and items[source[0] - 1].word == "," and items[source[0]].word in ("a", "an")


def _negated(items: Sequence[Item], start: int, hit: Hit) -> bool:
    return any(item.word in NEGATIONS for item in items[start : hit.start])


def _quote_before(items: Sequence[Item], at: int) -> int | None:
    """Index of the quotation that ends directly before item ``at`` (a comma may stand between)."""
    place = at - 1
    if place >= 0 and items[place].word in (",", *DASHES):
        place -= 1
    return place if place >= 0 and items[place].is_quote else None


def _quotes_around(items: Sequence[Item], quoted: int, after: int) -> list[Range]:
    """The quotation before a cue, what leads up to it in the same clause, and its continuation behind the cue."""
    start = quoted
    while start and not (items[start - 1].word in STOPS or items[start - 1].word in DASHES):
        start -= 1
    if any(item.is_word for item in items[start:quoted]) and not items[start].is_word:
        start += 1
    out = [(start, quoted + 1)]
    for place in range(after, len(items)):
        if items[place].is_quote and items[place - 1].word in (",", ":", "and", "that", *STOPS, *DASHES):
            out.append((place, clause_end(items, place)))
            break
    return out


def _shared_subject(items: Sequence[Item], start: int, left: int) -> Range | None:
    """The subject of the verb before "and" or "but", where that verb is no cue: "She took the stage and said"."""
    if start <= left or items[start - 1].word not in ("and", "but", "or"):
        return None
    for place in range(left + 1, start - 1):
        word = items[place].word
        if items[place].is_quote or word in SUBORDINATORS:
            return None
        if word in AUXILIARIES or (word.endswith(("ed", "took")) and items[place - 1].word not in DETERMINERS):
            return subject(items, verb_group_start(items, place), left)
    return None


def _main_subject(items: Sequence[Item], end: int) -> Range | None:
    """The subject of the sentence's first verb, as far as one sees it: to it belongs a participle behind a comma."""
    for place in range(1, end):
        word, before = items[place].word, items[place - 1]
        if items[place].is_quote or word in SUBORDINATORS:
            return None
        finite = word in FINITE or word in IRREGULAR or (word.endswith("ed") and not items[place].capital)
        if finite and before.word not in BEFORE_NOUNS:
            return subject(items, verb_group_start(items, place), 0)
    return None


def _name_before(items: Sequence[Item], end: int) -> Range:
    """The name that ends before an item."""
    start = end
    while start and items[start - 1].is_word and items[start - 1].capital:
        start -= 1
    return start, end


def _inherited(items: Sequence[Item], start: int, before: Sequence[Draft]) -> tuple[Span, ...] | None:
    """The source of the verb before, where this one is joined to it ("… and insists") or a participle (", saying")."""
    spoken = [draft for draft in before if draft.lexeme.kind == "verb"]
    if not spoken or not spoken[-1].source:
        return None
    previous = items[start - 1] if start else None
    if previous is None:
        return None
    participle = previous.word == "," and items[start].word.endswith("ing")
    return spoken[-1].source if participle or previous.word in ("and", "but", "or") else None


# ---------------------------------------------------------------- other kinds of cue


def _according_to(row: Row, hit: Hit) -> Draft | None:
    items = row.items
    if hit.end >= len(items) or (items[hit.start].word == "per" and not _names_source(items, hit)):
        return None
    end = hit.end
    while end < len(items) and not (items[end].word in STOPS or items[end].word in DASHES or items[end].is_quote):
        if items[end].word == "," and _ends_source(items, end, opening=hit.start == 0):
            break
        end += 1
    source = (hit.end, end)
    if end == hit.end or not agent_like(items, source):
        return None
    content = _rest(items, hit.start, end)
    return _made(row, hit, source, content) if content else None


def _names_source(items: Sequence[Item], hit: Hit) -> bool:
    """Whether "per" names a source and no measure: in front, or behind a comma ("…, per court filings")."""
    following = items[hit.end]
    named = following.capital or following.word in DETERMINERS
    behind = hit.start > 0 and items[hit.start - 1].word == ","
    return named if hit.start == 0 else behind and (named or following.word not in UNITS)


def _ends_source(items: Sequence[Item], comma: int, *, opening: bool) -> bool:
    """Whether a comma closes the source of "according to"; in mid-sentence an apposition may follow it."""
    if opening:
        return True
    following = items[comma + 1] if comma + 1 < len(items) else None
    return following is None or following.word not in ("a", "an", "the", "who", "which", "president", "head")


def _rest(items: Sequence[Item], start: int, end: int) -> list[Range]:
    """The sentence without "according to X": what comes before it, else what comes behind, up to the next relay."""
    last = next(
        (n - 1 for n in range(end + 1, len(items)) if items[n].word == "per" and items[n - 1].word == ","), len(items)
    )
    while last > end and not items[last - 1].is_quote and items[last - 1].word in STOPS:
        last -= 1
    before = (0, start)
    while before[1] > before[0] and items[before[1] - 1].word in (",", *DASHES):
        before = (before[0], before[1] - 1)
    after = (end, last)
    while after[0] < after[1] and not (items[after[0]].is_word or items[after[0]].is_quote):
        after = (after[0] + 1, after[1])
    return [piece for piece in ((before,) if before[1] - before[0] > 1 else (after,)) if piece[0] < piece[1]]


def _nominal(row: Row, hit: Hit) -> Draft | None:
    """“claims by Lima that …”, "Lima's claim that …", "their desire to …"."""
    items = row.items
    source: Range | None = None
    at = hit.end
    if at < len(items) and items[at].word in ("by", "from"):
        end = at + 1
        while end < len(items) and items[end].is_word and items[end].word not in BEHIND_AGENTS:
            end += 1
        source, at = (at + 1, end), end
    elif (hit.start and items[hit.start - 1].word in ("'s", "their", "his", "her", "its", "our", "my")) or _genitive(
        items, hit
    ):
        source = _owner(items, hit.start - 1)
    if at + 1 < len(items) and items[at].word in COPULAS and (items[at + 1].word == "that" or items[at + 1].is_quote):
        hit, at = Hit(hit.start, at + 1, hit.cue), at + 1
        return _made(row, hit, source, [(at, clause_end(items, at))]) if source else None
    marks = {"that"} | ({"to"} if "infinitive" in hit.cue.takes else set())
    if source is None or source[0] >= source[1] or at >= len(items) or items[at].word not in marks:
        return None
    end = clause_end(items, at)
    end = next((n for n in range(at, end) if items[n].word == ","), end)
    return _made(row, hit, source, [(at, end)]) if end - at > 1 else None


def _genitive(items: Sequence[Item], hit: Hit) -> bool:
    return hit.start > 1 and items[hit.start - 2].word == "'s"


def _owner(items: Sequence[Item], at: int) -> Range | None:
    if items[at].word != "'s" and items[at - 1].word == "'s":
        at -= 1
    if items[at].word != "'s":
        return at, at + 1
    start = at
    while start and items[start - 1].is_word and (items[start - 1].capital or start == at):
        start -= 1
    if start and items[start - 1].word in DETERMINERS:
        start -= 1
    return start, at


def _passive(row: Row, hit: Hit) -> Draft | None:
    """“X was quoted as saying …”, "…, X was quoted as saying", and "X is said to …", whose speaker nobody names."""
    items = row.items
    who = subject(items, verb_group_start(items, hit.start), 0)
    if who is None:
        return None
    if "infinitive" in hit.cue.takes:
        if hit.end >= len(items) or items[hit.end].word != "to":
            return None
        return _made(row, hit, None, [who, (hit.end, clause_end(items, hit.end))])
    quoted = _quote_before(items, who[0])
    if quoted is not None:
        return _made(row, hit, who, [(quoted, quoted + 1)])
    said = content(items, hit, len(items)) or clause_before(items, hit, who)
    return _made(row, hit, who, said) if said else None


def _headline(row: Row) -> Iterator[Draft]:
    """“X: content” and "content – X" in a headline, where X is short and its mark the cue."""
    items = row.items
    for at, item in enumerate(items):
        names = item.word == ":" and 0 < at <= 4 and at + 2 < len(items) and items[0].capital
        if names and not is_topic([before.word for before in items[:at]]):
            yield Draft((row.text_span(0, at),), item.span, (row.text_span(at + 1, len(items)),), _mark())
            return
        if item.word in DASHES and item.word != "-" and at > 2 and 0 < len(items) - at - 1 <= 3:
            yield Draft((row.text_span(at + 1, len(items)),), item.span, (row.text_span(0, at),), _mark())
            return


def _signed(row: Row) -> Iterator[Draft]:
    """“…” — X: a quotation with the name of its speaker behind a dash, as a line of its own."""
    items = row.items
    if 3 <= len(items) <= 10 and items[0].is_quote and items[1].word in DASHES and items[2].capital:
        end = len(items) - (items[-1].word in STOPS)
        yield Draft((row.text_span(2, end),), items[1].span, (items[0].span,), _mark())


def _introduced(row: Row) -> Iterator[Draft]:
    """“Ann Lee: “…””, and "more from Ann Lee: “…”": a name, a colon and a quotation."""
    items = row.items
    for at in range(1, len(items) - 1):
        if items[at].word == ":" and items[at + 1].is_quote:
            start, end = _name_before(items, at)
            if 0 < end - start <= LONGEST_NAME and (start == 0 or items[start - 1].word == "from"):
                yield Draft((row.text_span(start, end),), items[at].span, (items[at + 1].span,), _mark())


def unspoken(span: Span) -> Draft:
    """Speech in quotation marks for which the text names neither speaker nor cue."""
    return Draft((), None, (span,), _mark())


def _mark() -> Cue:
    return Cue((":",), "preposition", "neutral", frozenset({"clause"}))


# ---------------------------------------------------------------- results


def _made(row: Row, hit: Hit, source: Range | None, content: Sequence[Range]) -> Draft:
    return _draft_of(row, (row.text_span(*source),) if source else (), hit, content)


def _draft_of(row: Row, source: tuple[Span, ...], hit: Hit, content: Sequence[Range]) -> Draft:
    pieces = tuple(row.text_span(start, end) for start, end in content if start < end)
    return Draft(source, row.text_span(hit.start, hit.end), pieces, hit.cue, row.inside)
