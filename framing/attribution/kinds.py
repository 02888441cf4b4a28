"""A source's common nouns become the kind of source (anonymous, collective, organisation and so on).

Somebody unnamed who tells an outlet something is anonymous ("a senior official", "two people close to the talks",
"aides"); a class of people to whom a view is ascribed is collective ("critics", "most voters", "one in four"); a body
is an organisation. What can go wrong: "allies" and "donors", who can be either; the noun decides, not the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from framing.article import Span
from framing.lexicon.gazetteer import roles
from framing.lexicon.source_nouns import source_nouns

SourceKind = Literal["named-person", "organisation", "document", "media-outlet", "anonymous", "collective", "unknown"]

INFORMED = re.compile(
    r"\b(?:people|person|those|someone|somebody|individuals?|men|women|man|woman|ones?)\b.{0,60}?"
    r"\b(?:close to|familiar with|briefed|privy|with (?:direct |first-hand |intimate )?(?:knowledge|experience)|"
    r"aware of|involved in|in the room|present at|who (?:asked|spoke|requested|declined|heard|saw|attended|witnessed|"
    r"took part|participated|knew|have spoken|had spoken))\b"
    r"|\bon (?:the )?condition of anonymity\b|\banonymously\b"
)
"""People who know something and tell it, unnamed."""
CROWD = re.compile(
    r"^(?:about |nearly |almost |roughly |some |more than |over |at least |just |only |fully |another )*"
    r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|half|most|many|some|few|fewer|all|none|both|"
    r"a majority|a third|a quarter|two-thirds|three-quarters|dozens|hundreds|thousands|millions)(?: more)?"
    r"(?:\s*(?:%|percent|per cent|in (?:\d+|[a-z]+)|out of (?:\d+|[a-z]+)|of\b).*)?$"
)
"""Numbers and shares of people: "39", "one in four", "about half of those asked"."""
QUANTITY = re.compile(
    r"^(?:a |an |the |just |only |about )*(?:[a-z]+ )?"
    r"(?:lot|much|slice|numbers?|average|percentage|majority|minority|plurality|share|rest|bulk|array|slew|host|handful|"
    r"couple|pair|trio|dozens?|hundreds|thousands|millions|fraction|range|string|series|group|crowd|coalition|chorus|"
    r"band|bunch|team|roster|constellation|collection|wave|family|clutch|mix|flood|cadre|parade|litany|"
    r"body|wealth|abundance|plethora|volume|amount|kind|sort|type|set|round|slate|mountain|flurry|barrage) of "
    r"(?:the |these |those |his |her |their |its )?"
)
"""Words that count what follows them: "a number of writers" are writers."""
PERSON = re.compile(
    r"(?:[a-z]{2}(?:er|or|ist|ian)|man|woman|ee|ant|clerk|guard|driver|pilot|judge|monk|nurse|chief|counsel|pastor|person|aide|"
    r"friend|mother|father|sister|brother|son|daughter|wife|husband|boy|girl|cop|coach|priest|rabbi|imam|cleric|"
    r"expert|student|resident|doctor|agent|delegate|executive|official|source)$"
)
NO_PERSON = re.compile(r"(?:tion|sion|ment|ness|ism|ship)$")
"""Endings of nouns for what is done, made or felt."""
UNMARKED = str.maketrans("", "", '“”"')
HEAD_ENDS = re.compile(
    r"(?<!\s[12]\d\d\d),(?!\d|\s[12]\d\d\d,)|[;:(–—]|\s--|\s-\s|\s(?:of|in|for|from|to|with|on|at|by|over|about|against|between|across|among|around|near|"
    r"within|throughout|under|behind|during|after|before|since|like|whose|close|familiar|privy|speaking|"
    r"briefed|representing|including|especially|seen|working|involved|quoted|cited|this|last|next|called|named|out)\s|"
    r"(?<!ly)\s(?:obtained|published|posted|released|made|issued|taken|conducted|filed|held)\s|\s(?:who|that|which|whom)\b"
    r"|(?:(?<=[a-z]s)|(?<=people)|(?<=men))\s"
    r"(?=(?:outside|inside|(?:[a-z]+ing|[a-z]+ed|fed)\s(?:for|to|into|up|on|in|at|by|with|out|the|an?))\s)"
)
"""Where the head of a phrase ends: at a mark, a preposition, a relative clause or a participle."""
SINGULAR_S = re.compile(r"(?:ss|us|is|ics|news|congress|press)$")
ALL = frozenset("all most every".split())
ONE = frozenset("a an one another".split())
THESE = frozenset("the both these those".split())
"""Before a plural of bodies: certain ones, unlike "some companies"."""
SEVERAL = frozenset("many most some several few other numerous various".split())
NUMERALS = frozenset("one two three four five six seven eight nine ten dozen".split())
ORDER = frozenset("first second third other same".split())
SAYING = frozenset(
    "say tell add recall explain describe report note acknowledge confirm disclose reveal admit concede recount relay "
    "testify inform notify brief confide suggest offer write".split()
)
POSSESSIVE = re.compile(r"(?:(?<=\w)['’]s|(?<=s)['’])$")
TELLERS = frozenset(
    "aides insiders sources spokesmen spokespeople spokeswomen whistle-blowers whistleblowers witnesses".split()
)
"""Who stands in an article only because they have told it something."""
THEM = frozenset("one two three four neither".split())
INTRODUCED_WITHIN = 3000
"""Characters before "the official" in which "an official" is looked for."""
NAME_BEHIND = re.compile(r"\s+[A-Z]")
NAMED_BEHIND = re.compile(r",?\s[A-Z][\w.]+\s[A-Z]")
ONE_OF_A_KIND = re.compile(r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother)\s+(?:[\w’'-]+\s+){0,4}$")
LONGEST_DESCRIPTION = 200
"""Characters before a noun in which "a", "one" or "another" stands that belongs to it."""


def owner(text: str, phrase: Span) -> Span:
    """A phrase without the possessive at its end: in "the mayor's claim" the mayor is the source."""
    match = POSSESSIVE.search(text, phrase.start, phrase.end)
    return Span(phrase.start, match.start()) if match and match.start() > phrase.start else phrase


def head_end(phrase: str) -> int:
    """Where the head of a phrase ends: before its first comma, preposition, relative clause or participle."""
    match = HEAD_ENDS.search(phrase, 1)
    while match and not phrase[: match.start()].strip():
        match = HEAD_ENDS.search(phrase, match.end())
    return match.start() if match else len(phrase)


def common_kind(words: Sequence[str], phrase: str) -> SourceKind:
    """The kind of a source without a name.

    ``words`` are those of the head of the phrase, in small letters, up to its first comma, preposition or relative
    clause; ``phrase`` is all of it.
    """
    nouns = source_nouns()
    whole = " ".join(_unmarked(phrase.lower()).split())
    words = [bare for word in words if (bare := _unmarked(word))] or words
    while counted := QUANTITY.match(whole):
        whole = whole[counted.end() :]
        words = whole[: head_end(whole)].split() or words
    while len(words) > 1 and (words[-1] in nouns.behind or words[-1].endswith("ed")):
        words = words[:-1]
    last = words[-1]
    if last in ("someone", "somebody") or INFORMED.search(whole):
        return "anonymous"
    if last in nouns.things:
        return "unknown"
    if last in nouns.documents:
        return "document"
    if last in nouns.media or (last == "agency" and set(words[:-1]) & nouns.press):
        return "media-outlet"
    if last in nouns.organisations:
        return "organisation"
    if last in nouns.groups or CROWD.match(whole):
        return "collective"
    if last in nouns.bodies:
        return "organisation" if words[0] in THESE or set(words[:2]) & NUMERALS else "collective"
    kind = _by_role(words) or _by_form(words)
    if kind in ("anonymous", "unknown") and not (listed(last) or PERSON.search(last)):
        inner = next((word for word in reversed(words[:-1]) if word in nouns.documents), None)
        return "document" if inner else kind  # "an email kept secret"
    return kind


def _unmarked(words: str) -> str:
    """Words without quotation marks."""
    return words.translate(UNMARKED).replace("''", "").replace("``", "")


def _by_role(words: Sequence[str]) -> SourceKind | None:
    """The kind that the role nouns of the gazetteer give, by the longest that ends the phrase."""
    counted = bool(set(words[:2]) & NUMERALS)
    if words[-1] in source_nouns().informants:
        return "collective" if words[0] in ALL else "anonymous"
    role = next((role for n in (3, 2, 1) if (role := roles().get(" ".join(words[-n:])))), None)
    if role is None:
        return None
    if role.kind == "media" and not role.anonymous:
        return "collective" if role.plural else "media-outlet"
    if role.plural:
        return "anonymous" if counted and role.kind != "collective" else "collective"
    if role.kind == "collective":
        return "organisation"
    if role.anonymous or words[0] in ONE:
        return "unknown" if refers_back(words) else "anonymous"
    return None


def _by_form(words: Sequence[str]) -> SourceKind:
    """The kind of a source whose noun is in no list: "a court clerk", "two conductors", "dockers"."""
    last = words[-1]
    if last.endswith("s") and not SINGULAR_S.search(last) and not last.endswith(("'s", "’s")):
        people = set(words[:2]) & NUMERALS and PERSON.search(last[:-1])
        return "anonymous" if people else "collective"
    somebody = PERSON.search(last) is not None or (words[0] in ONE and not NO_PERSON.search(last))
    return "anonymous" if somebody and not refers_back(words) else "unknown"


def refers_back(words: Sequence[str]) -> bool:
    """Whether "the senator" stands for somebody whom the text names elsewhere, and not for "the senator's aide"."""
    nouns = source_nouns()
    owned = "'s" in words or any(word.endswith("s'") for word in words)
    informant = f"{words[-1]}s" in nouns.informants or words[-1] in nouns.unnamed or bool(set(words) & ORDER)
    return words[0] in ("the", "this", "that") and not owned and not informant


def listed(noun: str) -> bool:
    """Whether the lists know a noun, so that more than its form tells its kind."""
    return noun in roles() or any(noun in nouns for nouns in source_nouns())


def tells(source: str, cue: str) -> bool:
    """Whether a group near to somebody tells the outlet something: "his friends said", unlike "his friends hope"."""
    words = source[: head_end(source)].lower().split()
    near = source_nouns().relations & {" ".join(words[-2:]), *words[-1:]}
    return bool(near) and cue in SAYING


def plural_informants(source: str) -> bool:
    """Whether a source is a plural of people who tell what they know, and no more is said of them: "city officials"."""
    words = source[: head_end(source)].lower().split()
    return 0 < len(words) == len(source.split()) and words[-1] in source_nouns().informants - TELLERS


def some_of_them(text: str, source: Span) -> bool:
    """Whether a source is one or more of those of whom the text has spoken: "one said", "the people said"."""
    words = source.of(text).lower().split()
    if words != ["the", "people"]:
        return len(words) == 1 and words[0] in THEM
    before = text[max(0, source.start - INTRODUCED_WITHIN) : source.start].lower()
    return INFORMED.search(before) is not None


def introduced(noun: str, text: str, place: int) -> bool:
    """Whether the text has spoken of "an official" before it comes to "the official" at ``place``."""
    if noun in source_nouns().things or NO_PERSON.search(noun) or not _somebody(noun):
        return False
    first = max(0, place - INTRODUCED_WITHIN)
    found = False
    for at in _places(noun, text[first : place + INTRODUCED_WITHIN]):
        start, end = first + at, first + at + len(noun)
        if NAME_BEHIND.match(text, end):
            return False  # "President Lee": around here somebody with a name is called so
        stranger = end <= place and not NAMED_BEHIND.match(text[end:place])  # unlike "an official, Ann Lee,"
        found = found or (
            stranger and ONE_OF_A_KIND.search(text[max(first, start - LONGEST_DESCRIPTION) : start]) is not None
        )
    return found


def _somebody(noun: str) -> bool:
    """Whether a noun in the singular can be a person."""
    role = roles().get(noun)
    known = role is not None and role.kind not in ("collective", "media")
    return known or PERSON.search(noun) is not None or noun in source_nouns().unnamed | source_nouns().holders


def _places(noun: str, text: str) -> Iterator[int]:
    """Where a noun, in small letters, stands as a whole word."""
    low = text.lower()
    at = low.find(noun) if len(low) == len(text) else -1
    while at >= 0:
        end = at + len(noun)
        if not (low[at - 1 : at].isalnum() or low[end : end + 1].isalnum()):
            yield at
        at = low.find(noun, at + 1)
