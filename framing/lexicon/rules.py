"""A folder of TOML files becomes Rules with their Terms: the data, its page and its tests in one place.

One file holds one rule. What stands at the head of a file is the rule's page (what, why, instead, limits) and what
its terms share, so that mirrored terms cannot differ in category, status or severity. What can go wrong: a broken
file. It raises :class:`LexiconError`, one line that names the file, the place and the remedy; no rule is dropped in
silence.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, cast

Bias = Literal["lexical", "informational"]
Severity = Literal["info", "warning", "error"]
Need = Literal["name-before"]

SHIPPED: Final = Path(__file__).parent / "rules"
"""The folder of rules that comes with the package."""

_HEAD: Final = ("code", "name", "bias", "category", "status", "severity", "what", "why", "instead", "limits")
_TERM_LISTS: Final = ("match", "plain", "flags", "passes")
_CHOICES: Final = {
    "bias": ("lexical", "informational"),
    "severity": ("info", "warning", "error"),
    "needs": ("name-before",),
}
_KEYS: Final = {
    "rule": (*_HEAD, "axis", "balance", "citation", "term"),
    "term": (*_TERM_LISTS, "note", "favours", "axis", "unless", "needs", "capitals", "misses", "citation"),
    "citation": ("source", "date", "address", "supports"),
}
_CODE: Final = re.compile(r"[A-Z]{2}\d{2}")
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_MARK: Final = re.compile(r"\[\[(.+?)\]\]")


class LexiconError(ValueError):
    """A rule file that cannot be used; the message is one line: file, place, fault, remedy."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Who says so: author or publication, ISO date or year, address if sure, and the claim it supports in our words."""

    source: str
    date: str
    address: str | None
    supports: str


@dataclass(frozen=True, slots=True)
class Term:
    """One wording in all its forms, with plain wordings and the sentences that test it.

    ``favours`` is the side of ``axis`` that likes to hear the term. ``unless`` lists longer phrases in which it is
    silent. ``needs`` "name-before" asks for a name in front, which then belongs to the match. ``capitals`` makes case
    count. In ``flags`` and ``misses`` double brackets mark what is to be found; ``passes`` must stay silent.
    """

    match: tuple[str, ...]
    plain: tuple[str, ...]
    note: str
    favours: str | None
    axis: str | None
    citations: tuple[Citation, ...]
    unless: tuple[str, ...]
    needs: Need | None
    capitals: bool
    flags: tuple[str, ...]
    passes: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A family of terms with one page. ``balance`` says why an axis has more terms on one side, if it has."""

    code: str
    name: str
    bias: Bias
    category: str
    status: str
    severity: Severity
    axis: str | None
    what: str
    why: str
    instead: str
    limits: str
    balance: str | None
    citations: tuple[Citation, ...]
    terms: tuple[Term, ...]


def rules(folder: Path | None = None) -> tuple[Rule, ...]:
    """The rules of a folder of ``*.toml`` files, sorted by code; without a folder those shipped, read once.

    Raises :class:`LexiconError` if the folder holds no rule, a file is broken, or a code or term stands in it twice.
    """
    return _shipped() if folder is None else _read(folder)


def marked(sentence: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A ``flags`` or ``misses`` sentence without its brackets, and the half-open ranges that they held."""
    pieces: list[str] = []
    ranges: list[tuple[int, int]] = []
    length = last = 0
    for mark in _MARK.finditer(sentence):
        before, inside = sentence[last : mark.start()], mark[1]
        pieces += before, inside
        ranges.append((length + len(before), length + len(before) + len(inside)))
        length += len(before) + len(inside)
        last = mark.end()
    return "".join((*pieces, sentence[last:])), tuple(ranges)


@cache
def _shipped() -> tuple[Rule, ...]:
    return _read(SHIPPED)


def _read(folder: Path) -> tuple[Rule, ...]:
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise LexiconError(f"{folder}: no rule files; name a folder that holds *.toml files")
    found: list[Rule] = []
    codes: dict[str, str] = {}
    forms: dict[str, str] = {}
    for file in files:
        rule = _rule(file)
        if rule.code in codes:
            raise LexiconError(f"{file}: {rule.code}: code already used in {codes[rule.code]}; give this rule its own")
        codes[rule.code] = file.name
        for term in rule.terms:
            for form in term.match:
                other = forms.setdefault(form.casefold(), file.name)
                if other != file.name:
                    raise LexiconError(f"{file}: {rule.code}: “{form}” already stands in {other}; keep it in one place")
        found.append(rule)
    return tuple(sorted(found, key=lambda rule: rule.code))


def _rule(file: Path) -> Rule:
    """The one rule of a file."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: not TOML: {error}; repair that line") from None
    except UnicodeDecodeError as error:
        raise LexiconError(f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    code = table.get("code")
    place = f"{file}: {code}" if isinstance(code, str) else f"{file}: head of the file"
    _keys(table, "rule", place)
    head = {key: _text(table, key, place) for key in _HEAD}
    if not _CODE.fullmatch(head["code"]):
        raise LexiconError(f"{place}: code is not two capitals and two digits; write it like WL01")
    shared = _citations(table, place)
    axis = _optional(table, "axis", place)
    terms = tuple(_term(one, shared, axis, place) for one in _tables(table, "term", place))
    if not terms:
        raise LexiconError(f"{place}: no [[term]]; add at least one")
    seen: set[str] = set()
    for form in (form.casefold() for term in terms for form in term.match):
        if form in seen:
            raise LexiconError(f"{place}: “{form}” stands twice in this file; keep it in one term")
        seen.add(form)
    return Rule(
        code=head["code"],
        name=head["name"],
        bias=cast(Bias, head["bias"]),
        category=head["category"],
        status=head["status"],
        severity=cast(Severity, head["severity"]),
        axis=axis,
        what=head["what"],
        why=head["why"],
        instead=head["instead"],
        limits=head["limits"],
        balance=_optional(table, "balance", place),
        citations=shared,
        terms=terms,
    )


def _term(table: dict[str, Any], shared: tuple[Citation, ...], axis: str | None, place: str) -> Term:
    """One ``[[term]]``: the rule's citations are its own, and the rule's axis if it favours a side."""
    first = table.get("match")
    place = f"{place}: term “{first[0]}”" if isinstance(first, list) and first else f"{place}: a term without match"
    _keys(table, "term", place)
    lists = {key: _texts(table, key, place, needed=True) for key in _TERM_LISTS}
    favours = _optional(table, "favours", place)
    side = _optional(table, "axis", place) or (axis if favours else None)
    if (favours is None) != (side is None):
        raise LexiconError(f"{place}: favours and axis belong together; give both or neither")
    citations = _citations(table, place) + shared
    if not citations:
        raise LexiconError(f"{place}: no citation; add a [[citation]] to the rule or a [[term.citation]] here")
    capitals = table.get("capitals", False)
    if not isinstance(capitals, bool):
        raise LexiconError(f"{place}: capitals must be true or false, without quotation marks")
    term = Term(
        **lists,
        note=_text(table, "note", place),
        favours=favours,
        axis=side,
        citations=citations,
        unless=_texts(table, "unless", place),
        needs=cast("Need | None", _optional(table, "needs", place)),
        capitals=capitals,
        misses=_texts(table, "misses", place),
    )
    return _sound(term, place)


def _sound(term: Term, place: str) -> Term:
    """The term, if its own sentences and exceptions can work at all."""
    for sentence in (*term.flags, *term.misses):
        if not marked(sentence)[1]:
            raise LexiconError(f"{place}: nothing is marked in “{sentence}”; put [[brackets]] round what to find")
    for sentence in term.passes:
        if "[[" in sentence:
            raise LexiconError(f"{place}: “{sentence}” is to stay silent; take its brackets away or move it to flags")
    for phrase in term.unless:
        if not any(form.casefold() in phrase.casefold() for form in term.match):
            raise LexiconError(f"{place}: unless “{phrase}” holds no form of the term; it can never apply, remove it")
    return term


def _citations(table: dict[str, Any], place: str) -> tuple[Citation, ...]:
    found = []
    for number, one in enumerate(_tables(table, "citation", place), 1):
        here = f"{place}: citation {number}"
        _keys(one, "citation", here)
        date = _text(one, "date", here)
        if not _DATE.fullmatch(date):
            raise LexiconError(f"{here}: date “{date}” is not ISO 8601; write it like 2013 or 2013-04-02")
        found.append(
            Citation(_text(one, "source", here), date, _optional(one, "address", here), _text(one, "supports", here))
        )
    return tuple(found)


def _keys(table: dict[str, Any], level: str, place: str) -> None:
    """Complain of a key that this level does not know: a misspelt key would otherwise be silence."""
    for key in table:
        if key not in _KEYS[level]:
            near = get_close_matches(key, _KEYS[level], n=1)
            remedy = f"did you mean “{near[0]}”?" if near else f"a {level} knows {', '.join(_KEYS[level])}"
            raise LexiconError(f"{place}: unknown key “{key}”; {remedy}")


def _tables(table: dict[str, Any], key: str, place: str) -> list[dict[str, Any]]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise LexiconError(f"{place}: {key} must be a list of tables; begin each with [[{key}]]")
    return value


def _text(table: dict[str, Any], key: str, place: str) -> str:
    value = table.get(key)
    if value is None or value == "":
        raise LexiconError(f"{place}: “{key}” is missing; add it")
    if not isinstance(value, str):
        raise LexiconError(f"{place}: “{key}” must be text; put it in quotation marks")
    if key in _CHOICES and value not in _CHOICES[key]:
        near = get_close_matches(value, _CHOICES[key], n=1)
        remedy = f"did you mean “{near[0]}”?" if near else f"choose {' or '.join(_CHOICES[key])}"
        raise LexiconError(f"{place}: {key} “{value}” is unknown; {remedy}")
    return value.strip()


def _optional(table: dict[str, Any], key: str, place: str) -> str | None:
    return _text(table, key, place) if key in table else None


def _texts(table: dict[str, Any], key: str, place: str, *, needed: bool = False) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise LexiconError(f'{place}: “{key}” must be a list of texts; write it like {key} = ["…"]')
    if needed and not value:
        raise LexiconError(f"{place}: “{key}” is missing or empty; give at least one")
    return tuple(value)
