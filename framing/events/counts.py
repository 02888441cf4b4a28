"""Numbers of two aligned passages become numbers of one thing that differ.

Two numbers are of one thing if the same is counted and the words around both say so, more than around any other number
of the two passages. What only rounds ("nearly 10 per cent", "9.7 per cent"), what was so at another time ("in 2007",
"as of 11 p.m.", "up from 5") and what happened to others ("killed", "injured") is no difference. What can go wrong:
a toll of another town in the same words.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile, zip_longest
from math import floor, log10

from framing.article import Article, Span
from framing.events.passages import Passage, inside
from framing.language.frequencies import rarity
from framing.language.stems import STOP_WORDS, stem
from framing.language.tokens import words
from framing.mentions.dates import CALENDAR, Date, compatible
from framing.mentions.numbers import Number
from framing.reading import Reading

AROUND = 8
"""Words before and behind a number that say what it counts; another number ends them."""
OTHER_TIME = 14
"""Days between two articles above which what they count may have changed, if they do not say when it was so."""
NEXT = 3
"""Words with content on each side of a share, a sum or a measure, of which one must be the same, since no noun says
what it counts; names before it do not, since one may have scored 20 points and needed 9.
"""
NEAR_DATE = 5
"""Words between a number and a date that says when it was so, at most."""
SHARED = 0.35
"""Share of the rarity of the words around a number that both numbers have, at least."""
SAME_NOUN, SAME_FATE = 0.25, 0.3
"""What one counted noun, or one fate of people, is worth beside it."""
ROUNDING = 0.1
"""How far apart a number and itself rounded can lie, as a share of it."""
FATES = {
    word: fate
    for fate, row in {
        "dead": "kill kills killed killing dead die dies died dying death deaths fatal fatally fatalities slain lives "
        "murdered toll",
        "hurt": "injure injured injures injuring injuries hurt wound wounded wounding wounds",
        "held": "arrest arrested arrests detained held jailed",
        "lost": "missing unaccounted",
        "fled": "fled flee displaced evacuated homeless",
        "treated": "hospitalised hospitalized treated hospital hospitals",
        "razed": "destroyed razed damaged burned burnt scorched flooded",
        "in favour": "favor favour support supports approve approved approves yes ayes",
        "against": "against oppose opposes opposed disapprove disapproved disapproves no nays",
    }.items()
    for word in row.split()
}
"""What happened to those (or to the houses) that are counted, or how people voted."""
WISHES = frozenset(
    "demand demands demanded demanding seek seeks sought seeking want wants wanted ask asks asked asking request "
    "requests requested requesting hope hopes hoped".split()
)
"""Before a number that is not yet so."""
MARKS = frozenset(",;:—–()")
TOLLS = frozenset(["dead", "hurt", "held", "lost", "fled", "treated", "razed"])
"""Fates of which the number grows as time goes by."""
PEOPLE = frozenset("people persons men women children victims others civilians passengers deaths fatalities".split())
HEDGES = (
    "about|almost|approximately|around|at least|estimated|just over|just under|less than|more than|nearly|over|roughly|"
    "some|under|up to|upwards? of|close to|as many as|as much as|fewer than|well over|only"
)
HEDGED = re.compile(rf"\b(?:{HEDGES})\s+(?:an?\s+)?$", re.IGNORECASE)
EARLIER = re.compile(
    r"\b(?:(?:up|down|fell|rose|grew|increased?|decreased?|dropped|jumped|raised|cut|risen|ranged|moving|go(?:ing)?)"
    r"\s+from"
    r"|(?<!more )(?<!less )(?<!fewer )(?<!higher )(?<!greater )than|versus|vs\.?|compared (?:to|with)|previously"
    r"|between)"
    r"\s+(?:an?\s+|about\s+)?$",
    re.IGNORECASE,
)
"""What stands before a number of another time."""
MOMENT = re.compile(
    r"\b(?:as of (?:noon|midnight)|\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?m\b"
    r"|(?:day|week|month|year|decade)s? (?:ago|earlier|later))",
    re.IGNORECASE,
)
"""An hour, or how long before or after: what is counted may be another number then."""
ITS_HOUR = re.compile(r"\b(?:at|around|about|near)\s+\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?m\b", re.IGNORECASE)
STANDS = re.compile(
    r"\b(?:tolls?|st(?:ands|ood)|r(?:ose|isen|aised)|climbed|confirmed|so far|counted)\b", re.IGNORECASE
)
"""The hour "at" which something happened to people; unless the sentence tells how many they were by then."""
RANK = re.compile(
    r"\b(?:top|bottom|richest|poorest|first|last|lowest|highest|wealthiest|next|every|per)\s*$", re.IGNORECASE
)
"""What stands before a number that tells one group from another."""
MEASURES = frozenset(
    map(
        stem,
        "point second minute hour day week month year decade mile kilometer kilometre km meter metre foot feet inch "
        "yard acre degree mph ton tonne pound kilogram kg gallon barrel time seat".split(),
    )
)
"""Nouns that measure, and do not say what."""
CONVERTED = re.compile(r"[$£€¥₴₽₹\d][^()]{0,30}\([^()\d$£€¥₴₽₹]{0,20}$")
"""What stands before a sum in brackets that is the one before it in another currency or unit: "$US1 million ($1.52"."""
REST_BEFORE = re.compile(r"\b(?:another|additional)\s*$", re.IGNORECASE)
REST_BEHIND = re.compile(r"\s+(?:others?|more|additional)\b(?!\s+than\b)", re.IGNORECASE)
"""What makes a number that of the rest ("three others"), beside some that the sentence names."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number with the stems around it, the fate of those whom it counts, and the dates beside it.

    ``next`` are the stems that are nearest to it, ``states`` the states that are named around it, ``whole`` the stems
    of what it is a part of ("of the voters"), None where nothing says.
    """

    number: Number
    around: frozenset[str]
    next: frozenset[str]
    states: frozenset[str]
    whole: frozenset[str] | None
    fate: str | None
    dates: tuple[Date, ...]
    hedged: bool
    wished: bool
    """Whether somebody asks for it: "had demanded 9 per cent"."""
    name: str | None
    """The word with a capital nearest to it, which mostly names whose number it is."""


def differing(a: Passage, own: Reading, b: Passage, other: Reading) -> Iterator[tuple[Number, Number]]:
    """The numbers of two passages that count one thing and cannot both be right as written."""
    text_a, text_b = own.article.text, other.article.text
    if not (a.numbers and b.numbers):
        return
    only_tolls = of_two_moments(a.span.of(text_a), b.span.of(text_b))
    if only_tolls and of_two_moments(_without_its_hour(a.span.of(text_a)), _without_its_hour(b.span.of(text_b))):
        return
    gap = _gap(own.article, other.article)
    first, second = _counts(a, own), _counts(b, other)
    scores = {(i, j): _one_thing(x, y) for i, x in enumerate(first) for j, y in enumerate(second)}
    scores.update(_one_toll(first, second))
    for (i, j), score in scores.items():
        rivals = [value for (k, m), value in scores.items() if (k == i) != (m == j)]
        x, y = first[i], second[j]
        clear = score >= SHARED and all(score > rival for rival in rivals) and (x.fate in TOLLS or not only_tolls)
        if not clear or not _of_one(x, a, y, b) or _alike(x, y) or _changed(x, y, gap):
            continue
        if not _written(x.number, text_a, b, text_b) and not _written(y.number, text_b, a, text_a):
            yield x.number, y.number


def _one_toll(first: Sequence[Count], second: Sequence[Count]) -> dict[tuple[int, int], float]:
    """The places of two tolls that are the only ones of their fate in two passages on one fact."""
    out = {}
    for fate in TOLLS:
        places = [[n for n, count in enumerate(row) if count.fate == fate] for row in (first, second)]
        if len(places[0]) == len(places[1]) == 1:
            (i,), (j,) = places
            if _of_people(first[i], second[j]) and _of_one_time(first[i], second[j]):
                out[i, j] = 1.0
    return out


def _gap(a: Article, b: Article) -> int:
    """Days from the last on which ``a`` can have been written to the first of ``b``; negative the other way round.

    0 where the articles can be of one day, or nothing dates one of them.
    """
    for first, second, sign in ((a.date_bounds, b.date_bounds, 1), (b.date_bounds, a.date_bounds, -1)):
        if first.latest and second.earliest and first.latest < second.earliest:
            days = datetime.date.fromisoformat(second.earliest) - datetime.date.fromisoformat(first.latest)
            return sign * days.days
    return 0


def _changed(x: Count, y: Count, gap: int) -> bool:
    """Whether time may have made the difference: the later article has the higher toll, or undated numbers lie weeks
    apart.
    """
    grown = x.fate in TOLLS and gap * (y.number.amount - x.number.amount) > 0
    return grown or (abs(gap) > OTHER_TIME and not (x.dates and y.dates))


def of_two_moments(a: str, b: str) -> bool:
    """Whether one sentence names a moment that the other does not: things may have changed between."""
    moments = MOMENT.search(a), MOMENT.search(b)
    return any(moments) and not (moments[0] and moments[1] and moments[0][0] == moments[1][0])


def _without_its_hour(sentence: str) -> str:
    """A sentence without the hour of what happened in it, if that is no hour at which something was counted."""
    return sentence if STANDS.search(sentence) else ITS_HOUR.sub("", sentence)


def _counts(passage: Passage, reading: Reading) -> list[Count]:
    """The numbers of a passage that say how much there is, not how much there was, of which group, or in the rest."""
    text = reading.article.text
    row = words(text, passage.span)
    states = [mention for mention in inside(reading.mentions, passage.span) if mention.kind == "state"]
    out = []
    for place, number in enumerate(passage.numbers):
        low = passage.numbers[place - 1].span.end if place else passage.span.start
        high = passage.numbers[place + 1].span.start if place + 1 < len(passage.numbers) else passage.span.end
        lead = text[max(passage.span.start, number.span.start - 30) : number.span.start]
        led = any(pattern.search(lead) for pattern in (EARLIER, RANK, CONVERTED, REST_BEFORE))
        if led or REST_BEHIND.match(text, number.span.end, passage.span.end):
            continue
        before = [word for word in row if low <= word.start and word.end <= number.span.start][-AROUND:]
        behind = [word for word in row if number.span.end <= word.start and word.end <= high][:AROUND]
        out.append(
            Count(
                number,
                _stems(text, [*before, *behind]),
                _next(text, before[::-1]) - _capitals(text, before) | _next(text, behind),
                frozenset(
                    mention.concept
                    for mention in states
                    if any(mention.span.start <= word.start < mention.span.end for word in (*before, *behind))
                ),
                _whole(text, behind),
                _fate(text, number.span, before, behind),
                tuple(date for date in passage.dates if _beside(date, number, row)),
                HEDGED.search(lead) is not None,
                any(word.of(text).lower() in WISHES for word in before),
                _nearest(text, [word for word in before if word != row[0]], behind, _capital),
            )
        )
    return out


def _stems(text: str, row: Sequence[Span]) -> frozenset[str]:
    written = (word.of(text).lower() for word in row)
    return frozenset(stem(word) for word in written if word not in STOP_WORDS and not word.isdigit())


def _next(text: str, row: Sequence[Span]) -> frozenset[str]:
    """The stems of the first words with content, up to a mark that ends their clause."""
    out: list[str] = []
    for place, word in enumerate(row):
        low, high = sorted((row[place - 1], word)) if place else (word, word)
        if len(out) == NEXT or any(mark in MARKS for mark in text[low.end : high.start]):
            break
        written = word.of(text).lower()
        if written not in STOP_WORDS and written[0].isalpha():
            out.append(stem(written))
    return frozenset(out)


def _whole(text: str, behind: Sequence[Span]) -> frozenset[str] | None:
    return _next(text, behind[1:]) if behind and behind[0].of(text).lower() == "of" else None


def _nearest(text: str, before: Sequence[Span], behind: Sequence[Span], fits: Callable[[str], bool]) -> str | None:
    """The word of a sort that is nearest to a number, behind it or before it."""
    for pair in zip_longest(behind, reversed(before)):
        for word in pair:
            if word and fits(word.of(text)):
                return word.of(text)
    return None


def _fate(text: str, number: Span, before: Sequence[Span], behind: Sequence[Span]) -> str | None:
    """The fate nearest to the number; beyond "and" lies that of others, as it does beyond a mark before the number."""
    behind, before = list(_joined(text, behind)), list(_joined(text, _clause(text, number, before)))[::-1]
    return FATES.get((_nearest(text, before, behind, lambda word: word.lower() in FATES) or "").lower())


def _clause(text: str, number: Span, before: Sequence[Span]) -> list[Span]:
    """The words before a number, the nearest first, up to a mark."""
    row = pairwise((number, *reversed(before)))
    return [word for _, word in takewhile(lambda pair: not set(text[pair[1].end : pair[0].start]) & MARKS, row)]


def _joined(text: str, row: Sequence[Span]) -> Iterator[Span]:
    """The words up to an "and"."""
    return takewhile(lambda word: word.of(text).lower() not in ("and", "while", "but"), row)


def _capitals(text: str, row: Sequence[Span]) -> frozenset[str]:
    return frozenset(stem(word.of(text)) for word in row if _capital(word.of(text)))


def _capital(word: str) -> bool:
    return word[0].isupper() and word.lower() not in STOP_WORDS | CALENDAR


def _of_one(x: Count, a: Passage, y: Count, b: Passage) -> bool:
    """Whether the names nearest to two numbers do not tell that they are numbers of two."""
    if x.name and y.name and stem(x.name) not in b.words and stem(y.name) not in a.words:
        return False
    if x.states and y.states and not x.states & y.states:
        return False
    return not (x.fate and (_sums(a, b) or (a.names and b.names and not a.names & b.names)))


def _sums(a: Passage, b: Passage) -> bool:
    """Whether one passage names all that the other one names and more: its number may be the sum of several."""
    return (
        bool(a.names and b.names) and (a.names < b.names or b.names < a.names) and abs(len(a.names) - len(b.names)) > 1
    )


def _beside(date: Date, number: Number, row: Sequence[Span]) -> bool:
    """Whether a date stands so near to a number that it says when it was so."""
    if date.weekday is not None:
        return False
    low, high = sorted((date.span, number.span))
    return sum(low.end <= word.start and word.end <= high.start for word in row) <= NEAR_DATE


def _one_thing(x: Count, y: Count) -> float:
    """How surely two numbers count one thing, 0 to 1; 0 where kinds, nouns, fates or times differ."""
    a, b = x.number, y.number
    if a.kind != b.kind or a.unit != b.unit or x.fate != y.fate or x.wished != y.wished:
        return 0.0
    people = _of_people(x, y)
    if a.kind == "number" and not people and (not a.noun or stem(a.noun) != stem(b.noun)):
        return 0.0
    if not _of_one_time(x, y):
        return 0.0
    own = {stem(noun) for noun in (a.noun, b.noun) if noun}
    measured = own <= MEASURES and not people
    if measured and not ((x.next & y.next) - own and _of_one_whole(x.whole, y.whole)):
        return 0.0
    shared = sum(map(rarity, (x.around & y.around) - own))
    least = min(sum(map(rarity, x.around - own)), sum(map(rarity, y.around - own)))
    worth = SAME_FATE if people else 0.0 if measured else SAME_NOUN
    return worth + (shared / least if least else 0.0)


def _of_people(x: Count, y: Count) -> bool:
    """Whether both are plain numbers of people of one fate."""
    nouns = {x.number.noun, y.number.noun} <= PEOPLE | {""}
    return nouns and x.fate is not None and x.fate == y.fate and x.number.kind == y.number.kind == "number"


def _of_one_time(x: Count, y: Count) -> bool:
    """Whether both have dates beside them that are compatible, or neither has any."""
    return bool(x.dates) == bool(y.dates) and (not x.dates or any(compatible(d, e) for d in x.dates for e in y.dates))


def _of_one_whole(x: frozenset[str] | None, y: frozenset[str] | None) -> bool:
    """Whether two shares can be of one whole: both of one that has a word in common, or of none that is told."""
    if x is None or y is None:
        return x is y
    return not (x and y) or bool(x & y)


def _alike(x: Count, y: Count) -> bool:
    """Whether one number is the other one rounded: both in as many digits as the rounder of the two has."""
    a, b = x.number.amount, y.number.amount
    exact = x.number.kind == "number" and not (x.hedged or y.hedged)
    digits = min(_digits(a), _digits(b))
    near = abs(a - b) <= ROUNDING * max(abs(a), abs(b))
    return a == b or (not exact and near and _rounded(a, digits) == _rounded(b, digits))


def _digits(amount: float) -> int:
    """Significant digits: 2 of 140,000, 3 of 2.52."""
    return len(f"{amount:.6f}".rstrip("0").replace(".", "").strip("0")) if amount else 1


def _rounded(amount: float, digits: int) -> float:
    return round(amount, digits - 1 - floor(log10(abs(amount)))) if amount else 0.0


def _written(number: Number, text: str, other: Passage, other_text: str) -> bool:
    """Whether the other passage has the same number too: then it counts something else as well."""
    digits = rf"(?<![\d.,]){re.escape(number.span.of(text))}(?![\d]|[.,]\d)"
    return any(one.value == number.value for one in other.numbers) or bool(
        re.search(digits, other.span.of(other_text), re.IGNORECASE)
    )
