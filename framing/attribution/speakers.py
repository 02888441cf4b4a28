"""A source's words become the kind of source and, where the text supports it, the speaker's name.

A name in the article's own text or in the gazetteer names a speaker; a pronoun is resolved only to the one person
named before it in its paragraph, or else in the one before; anything else stays unknown (law 5).
What can go wrong: "officials" of a named ministry are anonymous here, since no person answers for the words.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from framing.article import Span, touched
from framing.attribution.words import DETERMINERS, PREPOSITIONS
from framing.language.tokens import tokens
from framing.lexicon.gazetteer import roles
from framing.mentions.names import Mention, concept_names, slug

SourceKind = Literal["named-person", "organisation", "document", "media-outlet", "anonymous", "collective", "unknown"]

HEAD_ENDS = re.compile(
    r"[,;:(–—]|\s(?:of|in|for|from|to|with|on|at|by|over|about|against|between|who|whose|that|which|close|familiar|"
    r"speaking|briefed|representing|including|especially|obtained|published|posted|seen|released|made|issued|working|"
    r"involved|quoted|cited)\s"
)
DOCUMENTS = frozenset(
    "report reports document documents statement statements declaration communique communiqué letter letters "
    "cable cables memo memorandum agreement study studies survey surveys law laws filing filings lawsuit "
    "indictment text treaty resolution bill book article email emails e-mail press release transcript poll "
    "polls data research constitution paper affidavit ruling complaint record records figures treaty accord "
    "accords pact act protocol charter plan roadmap agreements notice notices bulletin minutes memos".split()
)
ORGANISATIONS = frozenset(
    "ministry government administration department agency committee party office bloc alliance company group "
    "army police court union campaign commission council parliament senate congress house embassy military "
    "firm bank university institute centre center foundation association organisation organization team "
    "coalition cabinet authority regime junta kremlin city country state nation capital industry force forces "
    "navy command church board federation league movement guard corporation service".split()
)
COLLECTIVES = frozenset(
    "allies states countries members nations leaders ministers governments voters critics supporters people "
    "republicans democrats conservatives liberals respondents protesters activists lawmakers politicians "
    "experts others many some few most all everyone both majority minority number percent americans europeans "
    "opponents proponents parties authorities media powers republics regions families workers residents "
    "citizens candidates rivals companies scientists researchers".split()
)
MEDIA_WORDS = frozenset(
    "newspaper agency outlet site magazine publication broadcaster media channel website journal paper daily "
    "weekly portal newswire wire network".split()
)
ORGANISATION_NAME = re.compile(
    r"\b(?:Ministry|Department|Party|Council|University|Institute|Committee|Group|Agency|Bank|Court|Office|Union|Association|"
    r"Commission|Foundation|Center|Centre|Company|Corporation|Inc|Ltd|House|Board|Command|Army|Force|Forces|League|Bureau|"
    r"Authority|Administration|Campaign|PAC|Federation|Alliance|Front|Organization|Organisation|Fund|Society|Police|"
    r"Chamber|Registry|Exchange|Trust|Museum|Hospital|Guard|Navy|"
    r"Workers|Brothers|Airlines|Railways?|Motors)\b"
)
OUTLET_NAME = re.compile(
    r"\b(?:News|Times|Post|Journal|Tribune|Gazette|Courier|Observer|Chronicle|Daily|Weekly|Press|Radio|TV|Television|Herald|"
    r"Standard|Dispatch|Telegraph|Mirror|Star|Bulletin|Monitor|Sentinel|Examiner|"
    r"Globe|Independent|Express|Mail|Review|Guardian|Sun|Echo|Argus|Ledger|"
    r"Inquirer|Broadcasting|Magazine|Newswire)\b|\w\.[A-Za-z]{2,}\b"
)
PERSON_NOUN = re.compile(r"(?:er|or|ist|ian|man|woman|ee|ant|clerk|guard|driver|pilot|judge|monk|nurse|chief)$")
NUMERALS = frozenset("one two three four five six seven eight nine ten several".split())
PEOPLE_PRONOUNS = frozenset("he she".split())
OTHER_PRONOUNS = frozenset("it they we i you who its their his her our my your this that these those".split())


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the kind of source, and the name where the text gives one."""

    kind: SourceKind
    name: str | None = None


def speaker(text: str, source: Sequence[Span], mentions: Sequence[Mention]) -> Speaker:
    """Kind and name of a source by its own words; ``mentions`` are the article's, in order."""
    if not source:
        return Speaker("unknown")
    span = source[0]
    head = _head(text, span)
    words = [text[token.start : token.end].lower().replace("’", "'") for token in tokens(text, head)]
    if not words or words[-1] in PEOPLE_PRONOUNS | OTHER_PRONOUNS:
        return Speaker("unknown")
    if source[0].of(text).lower().startswith("one of "):
        return Speaker("anonymous")
    listed = _listed(text, span, mentions)
    if listed:
        return _named(*listed)
    last = _ending(text, head, mentions)
    if last is not None:
        partner = _joined(text, head, last, mentions)
        return _named(partner, last) if partner else _named(last)
    return _apposed(text, span, head, mentions) or _common(words, text, head)


def _head(text: str, span: Span) -> Span:
    """The phrase up to its first comma, preposition or relative clause."""
    phrase = text[span.start : span.end]
    match = HEAD_ENDS.search(phrase, 1)
    while match and not phrase[: match.start()].strip():
        match = HEAD_ENDS.search(phrase, match.end())
    return Span(span.start, span.start + match.start()) if match else span


def _ending(text: str, phrase: Span, mentions: Sequence[Mention]) -> Mention | None:
    """The mention with which a phrase ends: in "the Lopez administration" there is none."""
    end = phrase.start + len(text[phrase.start : phrase.end].rstrip(" .)"))
    return next((m for m in mentions if phrase.start <= m.span.start < end <= m.span.end), None)


def _listed(text: str, span: Span, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The names of a source that is a list and nothing else: "Chile, Peru, and Ecuador"."""
    inside = [m for m in mentions if span.start <= m.span.start and m.span.end <= span.end]
    between = [text[a.span.end : b.span.start] for a, b in itertools.pairwise(inside)]
    whole = (
        len(inside) > 2
        and inside[-1].span.end == span.end
        and text[span.start : inside[0].span.start].strip() in ("", "the")
    )
    joined = all(set(gap.replace(",", " ").split()) <= {"and", "the", "or"} for gap in between)
    return tuple(inside) if whole and joined else ()


def _joined(text: str, head: Span, last: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """The other name in "Chile and Peru"."""
    return next(
        (
            m
            for m in mentions
            if m.span.start >= head.start
            and m.span.end < last.span.start
            and text[m.span.end : last.span.start].replace("the", "").split() == ["and"]
        ),
        None,
    )


def _named(*named: Mention) -> Speaker:
    """The speaker that one name, or two joined by "and", stand for."""
    last = named[-1]
    *others, final = [concept_names().get(mention.concept, mention.label) for mention in named]
    name = f"{', '.join(others)} and {final}" if others else final
    match last.kind:
        case "person":
            return Speaker("named-person", name)
        case "media":
            return Speaker("media-outlet", name)
        case "state" | "place" | "organisation":
            return Speaker("collective") if last.use == "people" else Speaker("organisation", name)
        case _:
            if OUTLET_NAME.search(last.label):
                return Speaker("media-outlet", name)
            if last.label.split()[-1].lower() in DOCUMENTS:
                return Speaker("document", name)
            if ORGANISATION_NAME.search(last.label) or last.label.isupper():
                return Speaker("organisation", name)
            # Persons are first named in full; a single word that no fuller form explains names a body or a firm.
            alone = " " not in last.label and last.concept == slug(last.label)
            return Speaker("organisation" if alone else "named-person", name)


def _apposed(text: str, span: Span, head: Span, mentions: Sequence[Mention]) -> Speaker | None:
    """“A spokesman, Ann Lee,” and "the envoy to Rome Ann Lee": a person named behind the head of the phrase."""
    end = _ending(text, span, mentions)
    candidates = [m for m in mentions if head.end < m.span.start < span.end]
    for mention in candidates:
        before = text[head.end : mention.span.start].strip()
        behind_comma = before == ","
        at_end = (
            mention == end
            and before.split()[-1:]
            and before.split()[-1].lower() not in PREPOSITIONS | DETERMINERS | {"'s", "’s"}
        )
        if behind_comma or at_end:
            found = _named(mention)
            return found if found.kind == "named-person" else None
    return None


def _common(words: Sequence[str], text: str, head: Span) -> Speaker:
    """The kind of a source without a name, by its last noun."""
    phrase = " ".join(text[head.start : head.end].split())
    last = words[-1]
    if last in DOCUMENTS:
        return Speaker("document", phrase)
    if last in MEDIA_WORDS:
        return Speaker("media-outlet")
    if last in ORGANISATIONS:
        return Speaker("organisation", phrase)
    if last in COLLECTIVES:
        return Speaker("collective")
    for length in (3, 2, 1):
        role = roles().get(" ".join(words[-length:]))
        if role and role.kind == "media":
            return Speaker("media-outlet")
        if role and role.anonymous:
            return Speaker("anonymous")
        if role and role.kind == "collective":
            return Speaker("collective")
    return Speaker(_by_form(words))


def _by_form(words: Sequence[str]) -> SourceKind:
    """The kind of a source whose noun is in no list: "a court clerk", "two conductors", "dockers"."""
    last = words[-1]
    one = words[0] in ("a", "an", "one", "another") and PERSON_NOUN.search(last) is not None
    if one or (words[0] in NUMERALS and last.endswith("s")) or words[:2] == ["one", "of"]:
        return "anonymous"
    if set(words) & COLLECTIVES or (last.endswith("s") and not last.endswith(("ss", "us", "is"))):
        return "collective"
    return "unknown"


def full_name(name: str, names: Sequence[str]) -> str:
    """The longest of the article's names that ends with this one: "Marsh" is Ann Marsh."""
    longer = [other for other in names if other.endswith(f" {name}")]
    return max(longer, key=len, default=name)


def resolved(
    text: str,
    source: Span,
    mentions: Sequence[Mention],
    contents: Sequence[Span],
    paragraphs: Sequence[Span],
    outlet: str | None,
) -> Speaker:
    """Whom "he", "the minister" or "the newspaper" stands for; unknown where the text leaves it open.

    The one person named before it in its paragraph, outside what others said; else the one of the paragraph before.
    For "the newspaper", the last outlet named that is not the article's own (``outlet``). ``contents`` (sorted,
    disjoint) is what others said; ``paragraphs`` are the source's own and the one before.
    """
    media = text[source.start : source.end].lower().split()[-1] in MEDIA_WORDS
    for paragraph in paragraphs:
        found: dict[str, Mention] = {}
        for mention in mentions:
            before = paragraph.start <= mention.span.start and mention.span.end <= min(source.start, paragraph.end)
            if media:
                fits = mention.kind == "media" and not same_outlet(mention.label, outlet)
            else:
                fits = _named(mention).kind == "named-person" and not touched(mention.span, contents)
            if before and fits:
                found[mention.concept] = mention
        if len(found) == 1 or (media and found):
            return _named(list(found.values())[-1])
        if found:
            break
    return Speaker("unknown")


def same_outlet(name: str, outlet: str | None) -> bool:
    """Whether a name is the outlet's own, case, article and marks aside."""
    fold = re.compile(r"^the\s+|[^a-z0-9]+")
    return outlet is not None and fold.sub("", name.lower()) == fold.sub("", outlet.lower())
