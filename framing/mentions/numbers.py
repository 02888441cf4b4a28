"""Text becomes numbers: counts, sums of money, percentages, with the noun that is counted.

What can go wrong: a number word such as "one" is mostly no count and is left out below three, unless "per cent"
or a scale such as "million" follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from framing.article import Span, touched
from framing.language.stems import STOP_WORDS

NumberKind = Literal["number", "money", "percent"]

WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 10**9, "trillion": 10**12, "dozen": 12}
SCALES |= {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 10**9, "tn": 10**12}
READABLE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
DOLLARS = {"us": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "hk": "HKD", "nz": "NZD", "s": "SGD"}
"""What stands right before or behind the sign, as in "A$5" and "$NZ5"."""
CURRENCIES = {"£": "GBP", "€": "EUR", "¥": "JPY", "₴": "UAH", "₽": "RUB", "₹": "INR"}
UNITS = {
    "dollars": "USD",
    "dollar": "USD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds": "GBP",
    "roubles": "RUB",
    "rubles": "RUB",
}

_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_DOLLAR = "|".join(sorted(DOLLARS, key=len, reverse=True))
_SCALE = "hundred|thousand|million|billion|trillion|dozen"
NUMBER = re.compile(
    rf"(?:(?P<sign>\$(?:{_DOLLAR})?|[£€¥₴₽₹])\s?|(?<![\w./])(?<!\d:)(?<![A-Za-z][-–]))"
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:(?P<scale>[\s-]?(?:{_SCALE}|bn|mn|tn)|[km])\b)?"
    rf"(?:\s?(?P<percent>%|per\s?cent\b|percent\b|percentage points\b))?"
    rf"|\b(?P<words>(?:{_WORD})(?:[\s-](?:{_WORD}))?|an?(?=[\s-](?:{_SCALE})))(?:[\s-](?P<wscale>{_SCALE})s?)?\b(?:\s(?P<wpercent>per\s?cent|percent)\b)?",
    re.IGNORECASE,
)
WHOSE = re.compile(rf"\b(?:{_DOLLAR})$", re.IGNORECASE)
FIGURE = re.compile(r"[\d$£€¥₴₽₹]")
WORD_BEGINS = re.compile(rf"{_WORD}|an?(?=[\s-](?:{_SCALE}))")
NUMBERED = re.compile(
    r"(?:[a-z,)\]] |^)(?!(?:About|Almost|All|Another|Around|At|Between|From|In|Just|More|Nearly|Of|On|Only|Over|"
    r"Roughly|Some|The|These|Under|Up|With)\b)[A-Z][a-z]+ $"
    r"|\b(?:Annex|Articles?|Chapter|Day|Flight|Group|Page|Paragraph|Phase|Protocol|Resolution|Room|Route|Section) $"
)
"""A capital word before a number makes it a name: Article 5, Flight 12; at the start of a sentence a listed one."""
PART = re.compile(r"[^\W\d_]|[-–](?!strong\b)\w|[.:/]\d|[ -]0\d")
"""What follows a number that is no count: 9th, 7-year-old, six-fold, 10:30, 41/2, 555 0142."""
CODE = re.compile(r"0\d+")
"""Digits that are no count."""
COUNTED = re.compile(r"\s+(?:(?:of|more|about|its|the|their|other|new|armed|additional)\s+)*(?P<noun>[a-z][\w-]+)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written; ``amount`` in units (a percentage in per cent), ``noun`` what is counted, if a noun
    follows; ``unit`` is the currency of money, and "points" of a difference between percentages.
    """

    span: Span
    kind: NumberKind
    amount: float
    unit: str = ""
    noun: str = ""

    @property
    def readable(self) -> str:
        """The value as a reader writes it: "48 million", "USD 3.88 million", "14,000", "5 %"."""
        scale, word = next(((s, w) for s, w in READABLE if self.amount >= s), (1, ""))
        whole, dot, part = _plain(self.amount / scale).partition(".")
        return self._with_unit(f"{int(whole):,}{dot}{part} {word}".rstrip())

    @property
    def value(self) -> str:
        """The amount without exponent or grouping, with its unit: "100000", "USD 3880000", "5 %"."""
        return self._with_unit(_plain(self.amount))

    def _with_unit(self, written: str) -> str:
        return {"money": f"{self.unit} {written}", "percent": f"{written} %"}.get(self.kind, written)


def _plain(amount: float) -> str:
    return f"{amount:.6f}".rstrip("0").rstrip(".")


def numbers(text: str, span: Span, taken: Sequence[Span] = ()) -> tuple[Number, ...]:
    """The numbers in ``span``, in order; those that overlap ``taken`` (sorted spans of dates) are left out."""
    out = []
    end = span.start
    for start in _starts(text, span):
        match = NUMBER.match(text, start, span.end) if start >= end else None
        if match:
            end = match.end()
            number = None if touched(Span(*match.span()), taken) else _number(match, text, span)
            if number:
                out.append(number)
    return tuple(out)


def _starts(text: str, span: Span) -> list[int]:
    """Where a number can begin, in order: a digit, a sign, or what looks like a number word at its beginning."""
    digits = [match.start() for match in FIGURE.finditer(text, span.start, span.end)]
    small = span.of(text).lower()
    if len(small) != span.end - span.start:  # a letter whose small form is longer
        return list(range(span.start, span.end))
    return sorted([*digits, *(span.start + match.start() for match in WORD_BEGINS.finditer(small))])


def _number(match: re.Match[str], text: str, span: Span) -> Number | None:
    found = match.groupdict()
    scale = SCALES.get((found["scale"] or found["wscale"] or "").strip("- \n").lower(), 1)
    if PART.match(text, match.end()):
        return None
    if found["digits"]:
        bare = not found["sign"] and not found["percent"]
        if CODE.fullmatch(found["digits"]):
            return None
        if bare and NUMBERED.search(text, max(0, match.start() - 20), match.start()):
            return None
        amount = float(found["digits"].replace(",", "")) * scale
    else:
        words = found["words"].lower().replace("-", " ").split()
        if words[0] in ("a", "an"):
            if scale == 1:
                return None
            amount = float(scale)
        else:
            amount = float(sum(WORDS[word] for word in words)) * scale
        if amount < 2 and not found["wpercent"]:
            return None
    noun = COUNTED.match(text, match.end(), span.end)
    counted = noun.group("noun").lower() if noun and noun.group("noun").lower() not in STOP_WORDS else ""
    place = Span(match.start(), match.end())
    if found["percent"] or found["wpercent"]:
        return Number(place, "percent", amount, "points" if "point" in match.group().lower() else "")
    unit = _currency(found["sign"], text, match.start()) or UNITS.get(counted, "")
    return Number(place, "money" if unit else "number", amount, unit, "" if unit else counted)


def _currency(sign: str | None, text: str, at: int) -> str:
    """What money a sign stands for; a dollar without a letter is that of the United States."""
    if not sign or sign[0] != "$":
        return CURRENCIES.get(sign or "", "")
    before = WHOSE.search(text, max(0, at - 2), at)
    return DOLLARS[(sign[1:] or (before[0] if before else "us")).lower()]
