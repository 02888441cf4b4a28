"""Attributions become sourcings: who speaks, of what kind the source is, and through whom the words came.

A chain runs from the origin to the article: sources, then the outlet they spoke to, then who relayed that. The
article's own outlet is left out, for an outlet that cites itself is no further source. What can go wrong: a hearer
that is no outlet counts as none, so a chain may be short, never too long.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from framing.article import Block, Span, disjoint, touched, trimmed
from framing.attribution.attributions import Attribution
from framing.attribution.kinds import SAYING, SourceKind, introduced, owner, plural_informants, some_of_them, tells
from framing.attribution.referents import (
    bodies,
    described,
    full_name,
    goes_on,
    introductions,
    is_outlet,
    offices,
    resolved,
    same_outlet,
)
from framing.attribution.speakers import LESSER, PEOPLE_PRONOUNS, Speaker, longest_office, named_speaker, speaker
from framing.attribution.words import PRONOUNS as SUBJECTS
from framing.lexicon.cues import cues_by_name
from framing.lexicon.gazetteer import given_names, roles
from framing.lexicon.source_nouns import source_nouns
from framing.mentions.mention import Mention

RELAY = re.compile(
    r"\b(?:told|tells|telling|in an interview (?:with|for|to)|in interviews with|speaking (?:to|with)|"
    r"spoke (?:to|with)|in (?:comments|remarks|a statement) to|wrote (?:in|for)|in an article (?:for|in)|"
    r"in an op-ed (?:for|in)|quoted by|cited by|"
    r"(?:quoted|cited|reported) as (?:saying|telling \w+) (?:by|in))\s+(?:the\s+)?"
)
OPENING_RELAY = re.compile(r"(?:In an interview (?:with|for|to)|Speaking (?:to|with)|Writing in)\s+(?:the\s+)?")
CITING = re.compile(r"\b(?:citing|quoting|cited|with reference to|referring to)\s+")
OPENING_CITING = re.compile(r"(?:Citing|Quoting)\s+")
PHRASE_END = re.compile(r"[,.;:!?\"“”()–—\n]|\s(?:that|who|which|as saying|on \w+day|in an?|after|and said)\b")
PHRASE_START = re.compile(
    r"[,.;:\"“”]\s|\b(?:of|by|to|from|with|cited|quoted|citing|quoting|cites|quotes|told|and|that)\s"
)
CITED_WHO = re.compile(r"\b(?:cited|quoted|cites|quotes)\s")
NEAR_MENTIONS = 40
LONGEST_SPEECH = 20
"""Paragraphs of one quotation behind which its speaker is looked for."""
PRONOUNS = SUBJECTS | frozenset("its his her their our my those these this that".split())
NEAR = 160
NEAR_RELAY = 90
SENTENCE = 600
"""Characters before a cue in which its sentence begins."""


@dataclass(frozen=True, slots=True)
class Sourcing:
    """Who stands behind one attribution; ``chain`` names the origin first, ``chain_spans`` where each stands."""

    kind: SourceKind
    speaker: str | None
    chain: tuple[str, ...]
    chain_spans: tuple[Span, ...]


Link = tuple[str, Span]


def sourcings(
    text: str,
    blocks: Sequence[Block],
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    outlet: str | None,
) -> tuple[Sourcing, ...]:
    """One sourcing for each attribution, in their order; ``outlet`` is the article's own, if it is known."""
    people = sorted({m.label for m in mentions if m.kind in ("person", "name")}, key=lambda name: (-len(name), name))
    starts = [block.span.start for block in blocks]
    contents = disjoint([piece for attribution in attributions for piece in _said(text, attribution, mentions)])
    held, shown_bodies = offices(text, mentions), bodies(text, mentions)
    beside = introductions(text, mentions)
    speakers: list[Speaker] = []
    shown: list[Span | None] = []
    last: tuple[Speaker, Span] | None = None
    for attribution in attributions:
        place = max(0, _block(starts, attribution))
        around = _around(blocks, place, attribution)
        found = _speaker(text, attribution, mentions, contents, around, outlet, held, beside)
        if last and found.name is None and _goes_on(text, attribution, last, around, mentions, contents):
            found = last[0]
        named = found.kind == "named-person" and found.name is not None and " " in found.name
        if found.kind in ("organisation", "unknown") and _labelled(text, attribution):
            found = _speaker_of_a_transcript(attribution.source[0].of(text), people)
        if (named or found.kind == "unknown") and found.name in shown_bodies:
            found = Speaker("organisation", found.name)
        if found.kind == "named-person" and found.name:
            found = Speaker(found.kind, full_name(found.name, people))
        speakers.append(found)
        if attribution.parent is None and attribution.source:
            one = found.kind == "named-person" and _names(mentions, attribution.source[0]) < 2
            last = (found, attribution.source[0]) if one and found.name else None
        shown.append(_shown(text, attribution, around[0]))
    out: list[Sourcing] = []
    for number, found in enumerate(speakers):
        block = blocks[max(0, _block(starts, attributions[number]))].span
        links = _chain(text, number, attributions, speakers, shown, mentions, block)
        links = [(name, span) for name, span in links if not same_outlet(name, outlet)]
        out.append(Sourcing(found.kind, found.name, tuple(n for n, _ in links), tuple(s for _, s in links)))
    return tuple(out)


def _around(blocks: Sequence[Block], place: int, attribution: Attribution) -> list[Span]:
    """The paragraph of an attribution, and the one before it that is not all its own content."""
    before = place - 1
    while before >= 0 and touched(blocks[before].span, attribution.content) and place - before <= LONGEST_SPEECH:
        before -= 1
    return [blocks[place].span, *([blocks[before].span] if before >= 0 else [])]


def _block(starts: Sequence[int], attribution: Attribution) -> int:
    return bisect_left(starts, attribution.place.start + 1) - 1


def _labelled(text: str, attribution: Attribution) -> bool:
    """Whether a name in capitals and a colon stand before the words, as in a transcript: "OSTER: …"."""
    marked = attribution.cue and attribution.source and attribution.cue[0].of(text) == ":"
    return bool(marked) and attribution.source[0].of(text).isupper()


def _speaker_of_a_transcript(label: str, people: Sequence[str]) -> Speaker:
    """The one person of the article whose name ends with a label in capitals; else nobody known."""
    last = label.split()[-1]
    fitting = {full_name(n, people) for n in people if not n.isupper() and n.upper().split()[-1] == last}
    if len(fitting) == 1:
        return Speaker("named-person", fitting.pop())
    person = " " in label and label.split()[0].capitalize() in given_names()
    return Speaker("named-person", label) if person else Speaker("unknown")


def _goes_on(
    text: str,
    attribution: Attribution,
    last: tuple[Speaker, Span],
    around: Sequence[Span],
    mentions: Sequence[Mention],
    contents: Sequence[Span],
) -> bool:
    """Whether the source is a pronoun for the last speaker, who spoke in this paragraph or the one before."""
    pronoun = attribution.source[0] if attribution.source else None
    if pronoun is None or pronoun.of(text).lower() not in PEOPLE_PRONOUNS or last[1].start < around[-1].start:
        return False
    return goes_on(text, pronoun, last[0], last[1].end, _near(mentions, pronoun.start), contents)


def _names(mentions: Sequence[Mention], span: Span) -> int:
    """How many people, or what may be people, are named in a span."""
    first = bisect_left(mentions, span.start, key=lambda mention: mention.span.start)
    near = mentions[first : first + NEAR_MENTIONS]
    return sum(mention.span.start < span.end and mention.kind in ("person", "name") for mention in near)


def _near(mentions: Sequence[Mention], place: int) -> Sequence[Mention]:
    first = bisect_left(mentions, place, key=lambda mention: mention.span.start)
    return mentions[max(0, first - NEAR_MENTIONS) : first + NEAR_MENTIONS]


def _speaker(
    text: str,
    attribution: Attribution,
    mentions: Sequence[Mention],
    contents: Sequence[Span],
    around: Sequence[Span],
    outlet: str | None,
    held: Mapping[str, Set[str]],
    beside: Mapping[str, Mapping[str, Mention]],
) -> Speaker:
    if not attribution.source:
        return Speaker("unknown")
    source = attribution.source[0]
    near = _near(mentions, source.start)
    words = owner(text, source).of(text).lower().split()
    if words == ["who"]:
        return speaker(text, (_antecedent(text, source, around[0]),), near)
    found = speaker(text, attribution.source, near)
    if found.kind == "anonymous" and attribution.stance == "attitude" and plural_informants(source.of(text)):
        return Speaker("collective")  # "officials said", but "officials have long worried"
    if found.kind == "media-outlet" and found.name is None:
        outlet_inside = next((m for m in near if m.kind == "media" and source.covers(m.span)), None)
        if outlet_inside:
            return named_speaker(outlet_inside)  # "the Reuters news agency"
    if found.kind == "collective" and (
        tells(source.of(text), attribution.lexeme) or (attribution.lexeme in SAYING and some_of_them(text, source))
    ):
        return Speaker("anonymous")
    definite = words[0] in ("the", "this") and len(words) <= 4
    role = roles().get(" ".join(words[1:])) if definite else None
    same = described(words, beside) if words[0] == "the" and found.kind == "unknown" else None
    if same:
        return named_speaker(same)
    if definite and introduced(words[-1], text, source.start):
        return Speaker("anonymous") if found.kind == "unknown" else found
    person = words[-1] in PEOPLE_PRONOUNS or (role is not None and not role.plural and role.kind == "official")
    if role is not None:
        near = _holders(near, role.text, held)
    if person or (found.kind == "media-outlet" and found.name is None and definite):
        named = resolved(text, source, near, contents, around, outlet, media=not person)
        return named if named.name else Speaker("unknown" if person and found.kind != "anonymous" else found.kind)
    return Speaker("anonymous") if found.kind == "unknown" and _stranger_in_office(words, held) else found


def _stranger_in_office(words: Sequence[str], held: Mapping[str, Set[str]]) -> bool:
    """Whether a phrase describes the holder of an office whom the text does not name: "the dean of the law school",
    "the harbour board's secretary".
    """
    owned = any(word.endswith(("'s", "’s", "s'", "s’")) for word in words[:-1])
    behind = len(words) if owned else 0
    place = next((n for n, word in enumerate(words) if word in ("of", "for", "at")), behind)
    if words[0] != "the" or place < 2:
        return False
    office = longest_office(words[:place]) or (words[place - 1] if words[place - 1] in source_nouns().holders else None)
    return office is not None and not any(office in offices for offices in held.values())


def _said(text: str, attribution: Attribution, mentions: Sequence[Mention]) -> Iterator[Span]:
    """The content without the person it is about: "accused Ann Lee of lying. She …" does not say who speaks."""
    cue = cues_by_name().get(attribution.lexeme)
    aimed = attribution.type == "indirect" and (cue is None or "noun" in cue.takes)
    for number, piece in enumerate(attribution.content):
        place = bisect_left(mentions, piece.start, key=lambda mention: mention.span.start)
        whom = mentions[place].span if aimed and not number and place < len(mentions) else None
        if whom and whom.end <= piece.end and all(word[0].isupper() for word in text[piece.start : whom.start].split()):
            yield Span(whom.end, piece.end)
        else:
            yield piece


def _holders(mentions: Sequence[Mention], office: str, held: Mapping[str, Set[str]]) -> Sequence[Mention]:
    """The mentions that "the minister" can mean: those whom the text calls so, else those without another office."""
    fitting = [m for m in mentions if any(_is_short_for(office, own) for own in held.get(m.concept, ()))]
    return fitting or [mention for mention in mentions if mention.concept not in held]


def _is_short_for(office: str, own: str) -> bool:
    """Whether somebody's office can be called so: the "deputy harbour master" is no "harbour master"."""
    return own == office or (own.endswith(f" {office}") and own.split()[0] not in LESSER)


def _shown(text: str, attribution: Attribution, block: Span) -> Span | None:
    """The words that stand for the source in a chain: for "who", those that it refers to."""
    if not attribution.source:
        return None
    source = attribution.source[0]
    return _antecedent(text, source, block) if source.of(text).lower() == "who" else source


def _antecedent(text: str, who: Span, block: Span) -> Span:
    """The phrase before ", who"."""
    window = max(block.start, who.start - SENTENCE)
    before = text[window : who.start].rstrip(" ,")
    cuts = [match.end() for match in PHRASE_START.finditer(before)]
    return trimmed(Span(window + (cuts[-1] if cuts else 0), window + len(before)), text)


def _chain(
    text: str,
    number: int,
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker],
    shown: Sequence[Span | None],
    mentions: Sequence[Mention],
    block: Span,
) -> list[Link]:
    """Origin, speaker, relays and what the enclosing attributions add, in this order, each name once."""
    attribution, source = attributions[number], shown[number]
    links: list[Link] = []
    if speakers[number].kind == "media-outlet" or source is None:
        links += _cited(text, attribution, block)
    if source is not None:
        links += _link(text, source, speakers[number])
    links += _relays(text, attribution, mentions, block)
    links += _citing_outlet(text, attribution, mentions, block)
    parent, seen = attribution.parent, {number}
    while parent is not None and parent not in seen:
        seen.add(parent)
        outer = shown[parent]
        if outer is not None:
            links += _link(text, outer, speakers[parent])
            links += _relays(text, attributions[parent], mentions, block)
        parent = attributions[parent].parent
    out: list[Link] = []
    for name, span in links:
        if name.lower() not in {other.lower() for other, _ in out}:
            out.append((name, span))
    return out


def _link(text: str, source: Span, found: Speaker) -> list[Link]:
    """A speaker's name, or else the source's own words; a pronoun that stands for nobody known is no link."""
    written = " ".join(source.of(text).split())
    return [] if found.name is None and written.lower() in PRONOUNS else [(found.name or written, source)]


def _cited(text: str, attribution: Attribution, block: Span) -> list[Link]:
    """“…, citing sources” behind the cue names the origin of what an outlet reports."""
    after = attribution.place.end
    match = CITING.search(text, after, min(block.end, after + NEAR))
    match = match if match and text.find(". ", after, match.start()) < 0 else _cited_before(text, attribution, block)
    if not match:
        return []
    end = PHRASE_END.search(text, match.end(), block.end)
    span = Span(match.end(), end.start() if end else block.end)
    return [(" ".join(span.of(text).split()), span)] if span.start < span.end else []


def _cited_before(text: str, attribution: Attribution, block: Span) -> re.Match[str] | None:
    """“The Gazette, citing sources, reported”, "citing sources, the Gazette reported"."""
    if not attribution.source or attribution.source[0].end > attribution.place.start:
        return None
    inner = CITING.search(text, attribution.source[0].end, attribution.place.start)
    window = max(block.start, attribution.source[0].start - NEAR)
    stop = text.rfind(". ", window, attribution.source[0].start)
    start = stop + 2 if stop >= 0 else window
    return inner or (OPENING_CITING.match(text, start) if start == block.start or stop >= 0 else None)


def _relays(text: str, attribution: Attribution, mentions: Sequence[Mention], block: Span) -> list[Link]:
    """The outlet that somebody told, near the cue."""
    cue = attribution.place
    match = RELAY.search(text, cue.start, min(block.end, cue.end + NEAR_RELAY))
    window = max(block.start, cue.start - SENTENCE)
    stop = text.rfind(". ", window, cue.start)
    opening = OPENING_RELAY.match(text, stop + 2 if stop >= 0 else window)
    match = match or (opening if opening and opening.end() < cue.start else None)
    if not match or re.search(r"[.!?][”\"]?\s+[A-Z“\"]", text[cue.end : match.start()]):
        return []
    first = bisect_left(mentions, match.end(), key=lambda m: m.span.start)
    heard = next((m for m in mentions[first : first + 1] if m.span.start <= match.end() + 1 and is_outlet(m)), None)
    return [(heard.label, heard.span)] if heard else []


def _citing_outlet(text: str, attribution: Attribution, mentions: Sequence[Mention], block: Span) -> list[Link]:
    """The outlet in "The Gazette cited a senior official, who said"."""
    if not attribution.source or attribution.source[0].of(text).lower() != "who":
        return []
    antecedent = _antecedent(text, attribution.source[0], block)
    if not CITED_WHO.match(text, max(block.start, antecedent.start - 7)) and not CITED_WHO.match(
        text, antecedent.start - 6
    ):
        return []
    first = bisect_left(mentions, antecedent.start, key=lambda m: m.span.start)
    named = [m for m in mentions[max(0, first - 2) : first] if m.kind == "media" and m.span.start >= block.start]
    return [(named[-1].label, named[-1].span)] if named else []
