"""A source's words become the kind of source and, where the text supports it, the speaker's name.

A name in the article's own text or in the gazetteer names a speaker; anything else stays unknown here (law 5).
What can go wrong: "officials" of a named ministry are anonymous here, since no person answers for the words.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from framing.article import Span
from framing.attribution.kinds import (
    INTRODUCED_WITHIN,
    ONE,
    SEVERAL,
    SourceKind,
    common_kind,
    head_end,
    introduced,
    listed,
    owner,
)
from framing.attribution.words import BEFORE_NOUNS
from framing.language.tokens import tokens
from framing.lexicon.gazetteer import entities, given_names, names, roles
from framing.lexicon.source_nouns import source_nouns
from framing.mentions.mention import Mention, concept_names, slug
from framing.mentions.titles import office

ORGANISATION_NAME = re.compile(
    r"\b(?:Ministry|Department|Party|Council|University|Institute|Committee|Group|Agency|Bank|Court|Office|Union|Association|"
    r"Commission|Foundation|Center|Centre|Company|Corporation|Inc|Ltd|House|Board|Command|Army|Force|Forces|League|Bureau|"
    r"Authority|Administration|Campaign|PAC|Federation|Alliance|Front|Organization|Organisation|Fund|Society|Police|"
    r"Chamber|Registry|Exchange|Trust|Museum|Hospital|Guard|Navy|School|College|Academy|Faculty|Clinic|Coalition|Network|"
    r"Project|Initiative|Congress|Senate|Parliament|Assembly|Treasury|Services?|Corps|Patrol|Institution|Laboratory|"
    r"Laboratories|Library|Embassy|Consulate|Club|Secretariat|Tribunal|Directorate|Holdings|Partners|Studios|Systems|"
    r"Technologies|Industries|Pharmaceuticals|"
    r"Workers|Brothers|Airlines|Railways?|Motors)\b"
)
BODY_OF = re.compile(rf"(?:{ORGANISATION_NAME.pattern}) (?:of|for|on) ")
"""“Centre for … Studies”: the last word is no document."""
OUTLET_NAME = re.compile(
    r"\b(?:News|Times|Post|Journal|Tribune|Gazette|Courier|Observer|Chronicle|Daily|Weekly|Press|Radio|TV|Television|Herald|"
    r"Standard|Dispatch|Telegraph|Mirror|Star|Bulletin|Monitor|Sentinel|Examiner|"
    r"Globe|Independent|Express|Mail|Review|Guardian|Sun|Echo|Argus|Ledger|"
    r"Inquirer|Broadcasting|Magazine|Newswire)\b|\w\.[A-Za-z]{2,}\b"
)
APPOSED = re.compile(r"[,—–](?:\s[A-Z][\w.]*)*")
"""What stands between a noun and its bearer's name: ", Representative"."""
SUPPORTERS_OF = re.compile(r"[A-Z][a-z]+s (?:for|against|of) [A-Z]")
SELF = re.compile(r"\s+(?:him|her|it|them)sel(?:f|ves),?$")
SURNAMES = frozenset("house church court post union press bank guard star sun mail day young west guardian".split())
NAMES_TOO = frozenset(("Bill", "Page"))
"""Documents that are somebody's name where they stand alone with a capital."""
TITLE_WORDS = frozenset("of the for".split())
ONE_OF = re.compile(r"one of (?:(?:the|these|those|his|her|its|their|our|my)\s)?", re.IGNORECASE)
BEARERS = frozenset(("one", "another"))
BEHIND_A_BEARER = re.compile(r"\s?(?:$|,(?! and\b)|\s(?:of|in|from|on|at)\s|\s?[(—–])")
"""Behind the name in "an aide, Ann Lee,": the end, a mark or a place."""
DOERS = re.compile(r"(?:[^aeiou]er|or|ist|ian)s$|^(?:some(?:one|body)|one|two|three|another)$")
THOSE_WHO = re.compile(
    r"those (?:who|whose|with|close|closest|familiar|in|at|from|around|on|for|near|inside|most|least|still|already|"
    r"not|[a-z]+ed|[a-z]+ing)\b",
    re.IGNORECASE,
)
PEOPLE_PRONOUNS = frozenset("he she him her his".split())
ALL_PRONOUNS = PEOPLE_PRONOUNS | frozenset("it they we i you who its their our my your this that these those".split())
APART = BEFORE_NOUNS | {"'s", "’s", "and", "or"}
"""Words behind which a name stands by itself."""


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
    head = owner(text, Span(span.start, span.start + head_end(span.of(text))))
    head = _without_self(text, head)
    words = [text[token.start : token.end].lower().replace("’", "'") for token in tokens(text, head)]
    if THOSE_WHO.match(source[0].of(text)):
        return Speaker(common_kind(["people"], source[0].of(text)))
    if not words or words[-1] in ALL_PRONOUNS:
        return Speaker("unknown")
    bearer = _bearer(words, text, span, head, mentions) or _titled(text, span, head, mentions)
    if bearer:
        return bearer
    if words[0] == "one" and (one := ONE_OF.match(text, span.start, span.end)):
        return Speaker(_one_of(text, Span(one.end(), span.end)))
    last = _ending(text, head, mentions)
    surname = last is not None and (last.kind == "person" or last.concept != slug(last.label))
    if len(words) == 1 and head == span and words[0] in source_nouns().groups and not surname:
        return Speaker("collective")
    listed = _listed(text, span, mentions)
    if listed:
        return named_speaker(*listed)
    if last is not None and last.kind == "organisation" and _member(last):
        return Speaker("anonymous" if words[0] in ONE else "unknown")
    if last is not None and words[0] in SEVERAL and words[-1].endswith("s"):
        return Speaker("collective")
    if last is not None and last.kind == "name" and _called_with_the(text, head, last):
        return Speaker("organisation", concept_names().get(last.concept, last.label))
    if last is not None:
        partner = _joined(text, head, last, mentions)
        return named_speaker(partner, last) if partner else named_speaker(last)
    return _apposed(text, span, head, mentions) or _common(words, text, head, span)


def _ending(text: str, phrase: Span, mentions: Sequence[Mention]) -> Mention | None:
    """The mention with which a phrase ends: in "the Lopez administration" there is none."""
    end = phrase.start + len(text[phrase.start : phrase.end].rstrip(" .,)"))
    return next((m for m in mentions if phrase.start <= m.span.start < end <= m.span.end), None)


def _called_with_the(text: str, head: Span, name: Mention) -> bool:
    """Whether a phrase is "the" and a name of several words, but for peoples: no person is called "the Otter Watch"."""
    label = name.label.split()
    whole = text[head.start : name.span.start].lower() == "the " and len(label) > 1
    return whole and not (
        _people(label[-1]) or OUTLET_NAME.search(name.label) or label[-1].lower() in source_nouns().documents
    )


def _without_self(text: str, phrase: Span) -> Span:
    """A phrase without the pronoun at its end: "Ann Lee herself"."""
    match = SELF.search(text, phrase.start, phrase.end)
    return Span(phrase.start, match.start()) if match and match.start() > phrase.start else phrase


def _bearer(words: Sequence[str], text: str, span: Span, head: Span, mentions: Sequence[Mention]) -> Speaker | None:
    """The person named at a distance: "an aide to the mayor, Ann Lee," or "one of the jurors, Ann Lee of Ohio,"."""
    if words[0] not in ONE | {"the"} and head.of(text).lower() not in BEARERS:
        return None
    for mention in mentions:
        if not (head.end < mention.span.start and mention.span.end <= span.end) or mention.kind not in (
            "person",
            "name",
        ):
            continue
        mark = max(text.rfind(sign, span.start, mention.span.start) for sign in ",—–")
        between = text[mark + 1 : mention.span.start].split() if mark >= head.end else ["no mark"]
        title = all(word[0].isupper() for word in between) or longest_office(between[-1:]) is not None
        apart = BEHIND_A_BEARER.match(text, mention.span.end, span.end) is not None
        known = mention.kind == "person" or (" " in mention.label and not ORGANISATION_NAME.search(mention.label))
        if title and apart and known and _somebody(words, text, head):
            return Speaker("named-person", concept_names().get(mention.concept, mention.label))
    return None


def _titled(text: str, span: Span, head: Span, mentions: Sequence[Mention]) -> Speaker | None:
    """The person behind a title with "of": "the Director of Inland Waters Ann Lee"."""
    for mention in mentions:
        if head.end < mention.span.start and mention.span.end <= span.end and mention.kind in ("person", "name"):
            before = text[span.start : mention.span.start].split()
            title = (
                "," not in text[span.start : mention.span.start]
                and all(word[0].isupper() or word in TITLE_WORDS for word in before)
                and any(map(office, before))
            )
            apart = BEHIND_A_BEARER.match(text, mention.span.end, span.end) is not None
            plain = " " in mention.label and " of " not in mention.label and not ORGANISATION_NAME.search(mention.label)
            if title and apart and plain:
                return Speaker("named-person", concept_names().get(mention.concept, mention.label))
    return None


def _one_of(text: str, rest: Span) -> SourceKind:
    """The kind of one of several: "one of the reports", "one of the aides"; people, where nothing else is known."""
    words = text[rest.start : rest.start + head_end(rest.of(text))].lower().split()
    if words and words[-1] in source_nouns().things:
        return "unknown"
    kind = common_kind(words, rest.of(text)) if words else "anonymous"
    if words and words[-1] in source_nouns().bodies:
        return "organisation"
    return kind if kind in ("document", "media-outlet") else "anonymous"


def _somebody(words: Sequence[str], text: str, head: Span) -> bool:
    """Whether the head of a phrase is one person: "an aide", "a Republican", "one of"."""
    member = any(entity.id in _parties() for entity, _ in names().get(f"{words[-1].capitalize()}s", ()))
    return member or words[0] == "one" or common_kind(words, head.of(text)) == "anonymous"


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


def named_speaker(*named: Mention) -> Speaker:
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
            crowd = last.use == "people" or (last.label.endswith("s") and last.concept in _parties())
            return Speaker("collective") if crowd else Speaker("organisation", name)
        case _:
            if _bearable(last.label):
                return Speaker("named-person", name)
            if OUTLET_NAME.search(last.label):
                return Speaker("media-outlet", name)
            if SUPPORTERS_OF.match(last.label) and _people(last.label.split()[0]):
                return Speaker("organisation", name)  # "Teachers for Clean Harbours"
            if _people(last.label.split()[-1]):
                return Speaker("collective")
            paper = last.label not in NAMES_TOO and last.label.split()[-1].lower() in source_nouns().documents
            if paper and not BODY_OF.search(last.label):
                return Speaker("document", name)
            if ORGANISATION_NAME.search(last.label) or last.label.isupper():
                return Speaker("organisation", name)
            # Persons are first named in full; a single word that no fuller form explains may be a firm or anybody.
            alone = " " not in last.label and last.concept == slug(last.label)
            return Speaker("unknown" if alone else "named-person", name)


def _bearable(label: str) -> bool:
    """Whether a noun at the end of a name is a surname, behind a given name: "Ann Page", "Tom Church"."""
    words = label.split()
    noun = words[-1].lower()
    return 1 < len(words) < 4 and words[0] in given_names() and (noun in SURNAMES or noun in source_nouns().documents)


@cache
def _parties() -> frozenset[str]:
    """Parties, whose plurals name their people: "Democrats" wanted, the "Democratic Party" decided."""
    return frozenset(entity.id for entity in entities() if entity.subclass == "party")


def _member(named: Mention) -> bool:
    """Whether a name is what one member of a party is called: "a Democrat", whose plural is listed as the party's."""
    word = named.label.split()[-1]
    return any(entity.id in _parties() for entity, _ in names().get(f"{word}s", ())) and not word.endswith("s")


def _people(word: str) -> bool:
    """Whether a word with a capital is a plural of people: "Senate Republicans", "Black Voters"."""
    role = roles().get(word.lower())
    party = any(entity.id in _parties() for entity, _ in names().get(word, ()))
    people = role is not None and role.plural and role.kind != "media"
    return word.endswith("s") and (people or party or word.lower() in source_nouns().peoples)


def _apposed(text: str, span: Span, head: Span, mentions: Sequence[Mention]) -> Speaker | None:
    """“A spokesman, Ann Lee,” and "the envoy to Rome Ann Lee": a person named behind the head of the phrase."""
    comma = text.find(",", head.end, span.end)
    ends = [_ending(text, part, mentions) for part in (span, Span(span.start, max(comma, head.end)))]
    candidates = [m for m in mentions if head.end < m.span.start < span.end]
    if not candidates:
        return None
    someone = common_kind(head.of(text).lower().split(), head.of(text)) in ("anonymous", "unknown")
    for mention in candidates:
        before = text[head.end : mention.span.start].strip()
        behind_comma = APPOSED.fullmatch(before) is not None
        bare = list(itertools.dropwhile(lambda word: office(word.rstrip(".")), reversed(before.split())))
        apart = not bare or bare[0].lower() in APART
        at_end = mention in ends and before != "" and (not apart or (not bare and before[0].isupper()))
        if behind_comma or at_end:
            found = named_speaker(mention)
            if behind_comma and mention.kind == "name" and not ORGANISATION_NAME.search(mention.label):
                return Speaker("named-person", found.name) if someone else None
            return found if found.kind == "named-person" and someone else None
    return None


def _common(words: Sequence[str], text: str, head: Span, span: Span) -> Speaker:
    """The kind of a source without a name; bodies and documents are called by the source's own words."""
    while len(words) > 1 and words[-1] in ("'s", "'", "’", "and", "or"):
        words = words[:-1]
    kind = common_kind(words, span.of(text))
    alone = (head if text.startswith(",", head.end) else span).of(text).rstrip(",. ")
    if alone[0].isupper() and alone.isalpha() and not listed(words[0]) and not _written_small(text, alone, span.start):
        return Speaker("unknown")  # a noun by its ending alone, or a name: "Jennings", "Miller"
    if kind == "unknown" and words[0] in ("the", "this") and introduced(words[-1], text, span.start):
        kind = "anonymous"
    named = kind in ("document", "organisation")
    return Speaker(kind, " ".join(head.of(text).split()) if named else None)


def _written_small(text: str, word: str, place: int) -> bool:
    """Whether a capital word is "Forecasters" or "Someone", or stands around its place without the capital."""
    small = word.lower()
    around = text[max(0, place - INTRODUCED_WITHIN) : place + INTRODUCED_WITHIN]
    return DOERS.search(small) is not None or re.search(rf"\b{re.escape(small)}\b", around) is not None


LESSER = frozenset("assistant associate deputy ex former incoming onetime one-time vice".split())
"""Before an office: its bearer does not hold it."""


def held_office(words: Sequence[str]) -> str | None:
    """The longest role of one person that ends a phrase, with what says that it is not quite that: "deputy mayor"."""
    office = longest_office(words)
    before = words[: len(words) - len(office.split())] if office else ()
    return f"{before[-1]} {office}" if before and before[-1] in LESSER else office


def longest_office(words: Sequence[str]) -> str | None:
    """The longest role of one person that ends a phrase."""
    for count in (3, 2, 1):
        role = roles().get(" ".join(words[-count:]))
        if role is not None and not role.plural and role.kind not in ("collective", "media"):
            return " ".join(words[-count:])
    return None
