"""TOML files become Rules: one file holds one rule, with its page, its terms and the sentences that test them.

What can go wrong: a broken file. It raises :class:`LexiconError`, one line that names the file, the line, the place and
the remedy; no rule is dropped in silence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, cast, get_args

from framing.lexicon.rules import (
    GAP,
    RESERVED,
    SEVERITIES,
    STATUSES,
    VOICES,
    Bias,
    Citation,
    Need,
    Rule,
    Severity,
    Term,
    marked,
)

SETTINGS: Final = "lexicon.toml"
"""The file of a folder that is no rule, but says how the folder's rules stand to others."""

_HEAD: Final = ("code", "name", "bias", "category", "status", "severity", "what", "why", "instead", "limits")
_NEEDED: Final = ("match", "plain", "flags", "passes")
_CHOICES: Final = {
    "bias": get_args(Bias),
    "severity": SEVERITIES,
    "status": tuple(STATUSES),
    "needs": get_args(Need),
    "voices": VOICES,
}
_KEYS: Final = {
    "rule": (*_HEAD, "axis", "balance", "citation", "counter", "term"),
    "term": (
        *_NEEDED,
        *("note", "favours", "axis", "mirror", "unless", "needs", "voices", "capitals", "misses", "fix"),
        *("citation", "counter"),
    ),
    "citation": ("source", "date", "address", "verified", "supports"),
}
_CODE: Final = re.compile(r"[A-Z]{2}\d{2}")
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_TOML_PLACE: Final = re.compile(r"(.*?) \(at (?:line (\d+), column \d+|end of document)\)")


class LexiconError(ValueError):
    """A rule file that cannot be used; the message is one line: file, line, place, fault, remedy."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands in its file: what it is called, and the line of its header (0: the head of the file)."""

    file: Path
    called: str
    lines: tuple[str, ...]
    header: int = 0

    def line(self, key: str) -> int:
        """The line of a key in this table, counted from 1; the table's own line where the key is not there."""
        for number in range(self.header, len(self.lines)):
            line = self.lines[number].strip()
            if number > self.header and line.startswith("["):
                break
            if line.split("=")[0].strip().strip('"') == key:
                return number + 1
        return max(1, self.header)

    def fault(self, key: str, message: str) -> LexiconError:
        """The error for a fault at a key, on one line even if it tells a sentence with a line break."""
        return LexiconError(f"{self.file}:{self.line(key)}: {self.called}: {' '.join(message.split())}")


def read(folder: Path) -> tuple[Rule, ...]:
    """The rules of all ``*.toml`` files of a folder but its settings, sorted by code.

    Raises :class:`LexiconError` if the folder holds no rule, a file is broken, or a code or form stands in it twice.
    """
    if folder.is_file():
        raise LexiconError(f"{folder}: this is a file; name the folder that it lies in")
    files = [file for file in sorted(folder.glob("*.toml")) if file.name != SETTINGS]
    if not files:
        raise LexiconError(f"{folder}: no rule files; name a folder that holds *.toml files")
    rules: list[Rule] = []
    codes: dict[str, Path] = {}
    forms: dict[str, Path] = {}
    for file in files:
        rule, place = _rule(file)
        before = codes.setdefault(rule.code, file)
        if before != file:
            raise place.fault("code", f"code already used in {before.name}; give this rule its own")
        for form in (form for term in rule.terms for form in term.match):
            other_file = forms.setdefault(form.casefold(), file)
            if other_file != file:
                raise place.fault("code", f"“{form}” already stands in {other_file.name}; keep it in one place")
        rules.append(rule)
    return tuple(sorted(rules, key=lambda rule: rule.code))


def table_of(file: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A TOML file as a table, and its lines; raises :class:`LexiconError` if it is none."""
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise LexiconError(
            f"{file}: cannot be read: {(error.strerror or str(error)).lower()}; check the path"
        ) from None
    lines = tuple(text.splitlines())
    try:
        return tomllib.loads(text), lines
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.fullmatch(str(error))
        message, line = (place[1], place[2] or str(len(lines))) if place else (str(error), "1")
        raise LexiconError(f"{file}:{line}: not TOML: {message}; repair that line") from None


def _rule(file: Path) -> tuple[Rule, Place]:
    """The one rule of a file."""
    table, lines = table_of(file)
    code = table.get("code")
    place = Place(file, code if isinstance(code, str) else "head of the file", lines)
    _known_keys(table, "rule", place)
    head = {key: _text(table, key, place) for key in _HEAD}
    if not _CODE.fullmatch(head["code"]):
        raise place.fault("code", "code is not two capitals and two digits; write it like WL01")
    if head["code"].startswith(RESERVED):
        raise place.fault("code", f"{RESERVED} is for notices of `framing check`; choose other letters")
    citations, counters = _citations(table, "citation", place), _citations(table, "counter", place)
    axis = _optional(table, "axis", place)
    headers = [number for number, line in enumerate(lines, 1) if re.match(r"\s*\[\[\s*term\s*\]\]", line)]
    tables = _tables(table, "term", place)
    if not tables:
        raise place.fault("term", "no [[term]]; add at least one")
    headers += [0] * (len(tables) - len(headers))  # inline tables have no header of their own
    places = [_term_place(one, place, header) for one, header in zip(tables, headers, strict=False)]
    terms = [_term(one, (citations, counters), axis, where) for one, where in zip(tables, places, strict=True)]
    _once(terms, places)
    _mirrored(terms, places)
    rule = Rule(
        **{key: head[key] for key in ("code", "name", "category", "status", "what", "why", "instead", "limits")},
        bias=cast(Bias, head["bias"]),
        severity=cast(Severity, head["severity"]),
        axis=axis,
        balance=_optional(table, "balance", place),
        citations=citations,
        counters=counters,
        terms=tuple(terms),
    )
    return rule, place


def _term_place(table: dict[str, Any], rule: Place, header: int) -> Place:
    first = table.get("match")
    called = f"term “{first[0]}”" if isinstance(first, list) and first else "a term without match"
    return Place(rule.file, f"{rule.called}: {called}", rule.lines, header)


def _once(terms: Sequence[Term], places: Sequence[Place]) -> None:
    seen: set[str] = set()
    for term, place in zip(terms, places, strict=True):
        for form in term.match:
            if form.casefold() in seen:
                raise place.fault("match", f"“{form}” stands twice in this file; keep it in one term")
            seen.add(form.casefold())


def _mirrored(terms: Sequence[Term], places: Sequence[Place]) -> None:
    """Complain of a mirror that is not there, does not look back, or stands on the same side."""
    by_form = {term.match[0]: term for term in terms}
    paired = [(term, place) for term, place in zip(terms, places, strict=True) if term.mirror is not None]
    for term, place in paired:
        if term.mirror not in by_form:
            remedy = nearest(term.mirror or "", by_form, "name the first form of a term of this file")
            raise place.fault("mirror", f"no term of this file begins with “{term.mirror}”; {remedy}")
    for term, place in paired:
        other = by_form[term.mirror or ""]
        if other.mirror != term.match[0]:
            raise place.fault("mirror", f"“{term.mirror}” does not name this term back; add mirror to it")
        if other.axis != term.axis or other.favours == term.favours:
            raise place.fault("mirror", f"“{term.mirror}” must favour the other side of the same axis; correct one")


def _term(
    table: dict[str, Any], shared: tuple[tuple[Citation, ...], tuple[Citation, ...]], axis: str | None, place: Place
) -> Term:
    """One ``[[term]]``: the rule's citations are its own, and the rule's axis if it favours a side."""
    _known_keys(table, "term", place)
    lists = {key: _texts(table, key, place, needed=True) for key in _NEEDED}
    favours = _optional(table, "favours", place)
    side = _optional(table, "axis", place) or (axis if favours else None)
    if (favours is None) != (side is None):
        raise place.fault("favours", "favours and axis belong together; give both or neither")
    mirror = _optional(table, "mirror", place)
    if mirror and not favours:
        raise place.fault("mirror", "a mirror is for a term that favours a side; add favours or take mirror away")
    citations = _citations(table, "citation", place) + shared[0]
    if not citations:
        raise place.fault("citation", "no citation; add a [[citation]] to the rule or a [[term.citation]] here")
    term = Term(
        match=lists["match"],
        plain=lists["plain"],
        flags=lists["flags"],
        passes=lists["passes"],
        note=_text(table, "note", place),
        favours=favours,
        axis=side,
        mirror=mirror,
        citations=citations,
        counters=_citations(table, "counter", place) + shared[1],
        unless=_texts(table, "unless", place),
        needs=cast("tuple[Need, ...]", _texts(table, "needs", place)),
        voices=_texts(table, "voices", place),
        capitals=_truth(table, "capitals", place),
        misses=_texts(table, "misses", place),
        fix=_truth(table, "fix", place),
    )
    for key, fault in _unsound(term):
        raise place.fault(key, fault)
    return term


def _unsound(term: Term) -> Iterator[tuple[str, str]]:
    """What keeps a term's own sentences and exceptions from working at all: the key, and the fault with its remedy."""
    for key, sentences in (("flags", term.flags), ("misses", term.misses)):
        for sentence in sentences:
            if not marked(sentence)[1]:
                yield key, f"nothing is marked in “{sentence}”; put [[brackets]] round what to find"
    for sentence in term.passes:
        if "[[" in sentence:
            yield "passes", f"“{sentence}” is to stay silent; take its brackets away or move it to flags"
    for key, wordings in (("match", term.match), ("unless", term.unless)):
        for wording in wordings:
            words = wording.split()
            if GAP in (words[0], words[-1]) or any(GAP in word and word != GAP for word in words):
                yield key, f"“{wording}”: {GAP} stands for words between two words; put it there, or write the word out"
    yield from _unsound_conditions(term)
    for phrase in term.unless:
        if not any(_within(form, phrase) for form in term.match):
            yield "unless", f"unless “{phrase}” holds no form of the term; it can never apply, remove it"


def _unsound_conditions(term: Term) -> Iterator[tuple[str, str]]:
    if term.fix and (len(term.plain) != 1 or term.needs or any(GAP in form for form in term.match)):
        yield "fix", "fix is for another spelling of the same words: one plain wording, no needs, no gap"
    if "cue" in term.needs and len(term.needs) > 1:
        yield "needs", "cue is asked of the whole term; take the other needs away, or make two terms of it"


def _within(form: str, phrase: str) -> bool:
    """Whether a phrase can hold a form: its own words, or a gap for them."""
    words = [word for word in form.casefold().split() if word != GAP]
    return GAP in form or all(word in phrase.casefold() for word in words)


def _citations(table: dict[str, Any], key: str, place: Place) -> tuple[Citation, ...]:
    found = []
    for number, one in enumerate(_tables(table, key, place), 1):
        here = Place(place.file, f"{place.called}: {key} {number}", place.lines, _header(place, key, number))
        _known_keys(one, "citation", here)
        date = _text(one, "date", here)
        if not _DATE.fullmatch(date):
            raise here.fault("date", f"date “{date}” is not ISO 8601; write it like 2013 or 2013-04-02")
        verified = _optional(one, "verified", here)
        if verified and not _DAY.fullmatch(verified):
            raise here.fault("verified", f"verified “{verified}” is not a day; write it like 2013-04-02")
        source, address = _text(one, "source", here), _optional(one, "address", here)
        found.append(Citation(source, date, address, verified, _text(one, "supports", here)))
    return tuple(found)


def _header(place: Place, key: str, number: int) -> int:
    """The line of the n-th ``[[citation]]`` or ``[[term.citation]]`` behind a table's own header."""
    wanted = f"[[term.{key}]]" if place.header else f"[[{key}]]"
    for line in range(place.header, len(place.lines)):
        written = place.lines[line].strip()
        if written.startswith(wanted):
            number -= 1
            if not number:
                return line + 1
    return place.header


def nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    """The remedy for a word that is not known: the known one that is like it, or what to do if none is."""
    near = get_close_matches(word, list(known), n=1)
    return f"did you mean “{near[0]}”?" if near else otherwise


def _known_keys(table: dict[str, Any], level: str, place: Place) -> None:
    """Complain of a key that this level does not know: a misspelt key would otherwise be silence."""
    for key in table:
        if key not in _KEYS[level]:
            remedy = nearest(key, _KEYS[level], f"a {level} knows {', '.join(_KEYS[level])}")
            raise place.fault(key, f"unknown key “{key}”; {remedy}")


def _tables(table: dict[str, Any], key: str, place: Place) -> list[dict[str, Any]]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise place.fault(key, f"{key} must be a list of tables; begin each with [[{key}]]")
    return value


def _text(table: dict[str, Any], key: str, place: Place) -> str:
    value = table.get(key)
    if value is None or value == "":
        raise place.fault(key, f"“{key}” is missing; add it")
    if not isinstance(value, str):
        raise place.fault(key, f"“{key}” must be text; put it in quotation marks")
    _chosen(value, key, place)
    return value.strip()


def _chosen(value: str, key: str, place: Place) -> None:
    if key in _CHOICES and value not in _CHOICES[key]:
        remedy = nearest(value, _CHOICES[key], f"choose {' or '.join(_CHOICES[key])}")
        raise place.fault(key, f"{key} “{value}” is unknown; {remedy}")


def _optional(table: dict[str, Any], key: str, place: Place) -> str | None:
    return _text(table, key, place) if key in table else None


def _truth(table: dict[str, Any], key: str, place: Place) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise place.fault(key, f"{key} must be true or false, without quotation marks")
    return value


def _texts(table: dict[str, Any], key: str, place: Place, *, needed: bool = False) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise place.fault(key, f'“{key}” must be a list of texts; write it like {key} = ["…"]')
    if needed and not value:
        raise place.fault(key, f"“{key}” is missing or empty; give at least one")
    for one in value:
        _chosen(one, key, place)
    return tuple(value)
