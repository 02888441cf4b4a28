"""A folder of rules becomes the rules to read with: its own, those it extends, without what it ignores.

``lexicon.toml`` in the folder is no rule but says how they stand to each other: ``extend`` (a list of folders; the
package's own are "shipped", which is the default), ``ignore`` (codes, names, or one term as "WL01: junta") and
``[severity]`` (the same keys). A folder's own form replaces the same form of a rule that it extends. What can go wrong:
a broken file, a name that nothing has, a folder that extends itself: one line, as a LexiconError.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, cast

from framing.lexicon.compiled import shipped
from framing.lexicon.files import SETTINGS, LexiconError, Place, nearest, read, table_of
from framing.lexicon.rules import SEVERITIES, Rule, Severity

_PACKAGE: Final = "shipped"
_KEYS: Final = ("extend", "ignore", "severity")


def rules(folder: Path | None = None) -> tuple[Rule, ...]:
    """The rules to read with, sorted by code: those of a folder and what it extends; without a folder those shipped.

    Raises :class:`LexiconError` for a folder that cannot be used.
    """
    return shipped() if folder is None else _of(folder, ())


def rules_of(folders: Sequence[Path]) -> tuple[Rule, ...]:
    """The rules of several folders and of what they extend, sorted by code; a form that two have is the later one's."""
    found: tuple[Rule, ...] = ()
    for folder in folders:
        found = _joined(found, _of(folder, ()), Place(folder, "settings", ()))
    return found


def _of(folder: Path, behind: tuple[Path, ...]) -> tuple[Rule, ...]:
    """The rules of one folder; ``behind`` are the folders that led to it."""
    here = folder.resolve()
    if here in behind:
        raise LexiconError(f"{folder}/{SETTINGS}: the folder extends itself; take one extend away")
    file = folder / SETTINGS
    table, lines = table_of(file) if file.exists() else ({}, ())
    place = Place(file, "settings", lines)
    for key in table:
        if key not in _KEYS:
            remedy = nearest(key, _KEYS, f"the settings know {', '.join(_KEYS)}")
            raise place.fault(key, f"unknown key “{key}”; {remedy}")
    found: tuple[Rule, ...] = ()
    for name in _names(table, "extend", place, [_PACKAGE]):
        more = shipped() if name == _PACKAGE else _of(folder / name, (*behind, here))
        found = _joined(found, more, place)
    if not table or any(one.name != SETTINGS for one in folder.glob("*.toml")):
        found = _joined(found, read(folder), place)  # a folder without settings and rules is an error that read() tells
    for key in _names(table, "ignore", place, []):
        found = _changed(found, key, None, place)
    header = next((number for number, line in enumerate(lines, 1) if line.strip() == "[severity]"), 0)
    below = Place(file, "severity", lines, header)
    for key, severity in _severities(table, below).items():
        found = _changed(found, key, severity, below)
    return tuple(rule for rule in found if rule.terms)


def _joined(before: tuple[Rule, ...], added: tuple[Rule, ...], place: Place) -> tuple[Rule, ...]:
    """Both, sorted by code; a form that both have is the added rule's."""
    codes = {rule.code for rule in before}
    for rule in added:
        if rule.code in codes and rule not in before:
            fault = f"the code {rule.code} of “{rule.name}” is in use in what is extended; give your rule its own"
            raise LexiconError(f"{place.file.parent}: {fault}")
    own = {form.casefold() for rule in added for term in rule.terms for form in term.match}
    kept = (_without_forms(rule, own) for rule in before if rule not in added)
    return tuple(sorted([*(rule for rule in kept if rule.terms), *added], key=lambda rule: rule.code))


def _without_forms(rule: Rule, own: set[str]) -> Rule:
    if not any(form.casefold() in own for term in rule.terms for form in term.match):
        return rule
    left = [
        term._replace(match=tuple(form for form in term.match if form.casefold() not in own)) for term in rule.terms
    ]
    return rule._replace(terms=tuple(term for term in left if term.match))


def _changed(found: tuple[Rule, ...], key: str, severity: Severity | None, place: Place) -> tuple[Rule, ...]:
    """The rules with another severity for a rule or term, or without it."""
    name, _, first = (part.strip() for part in key.partition(":"))
    chosen = [rule for rule in found if name in (rule.code, rule.name)]
    if not chosen:
        known = [word for rule in found for word in (rule.code, rule.name)]
        remedy = nearest(name, known, "`framing rule` lists all of them")
        if any(name in (rule.code, rule.name) for rule in shipped()):
            remedy = "it is ignored, or not extended, here"
        raise place.fault("ignore" if severity is None else key, f"there is no rule “{name}”; {remedy}")
    if not first:
        new = [rule._replace(severity=severity) for rule in chosen if severity]
        return _sorted([*(rule for rule in found if rule not in chosen), *new])
    if not any(first in term.match for rule in chosen for term in rule.terms):
        message = f"{name} has no term “{first}”; see `framing rule {name}`"
        raise place.fault("ignore" if severity is None else key, message)
    return tuple(_with_term(rule, first, severity) if rule in chosen else rule for rule in found)


def _with_term(rule: Rule, form: str, severity: Severity | None) -> Rule:
    """The rule without the term that has the form, or with another severity for it; a mirror that went is not named."""
    terms = [term._replace(severity=severity) if form in term.match else term for term in rule.terms]
    if severity is None:
        gone = {term.match[0] for term in rule.terms if form in term.match}
        left = [term for term in terms if form not in term.match]
        terms = [term._replace(mirror=None) if term.mirror in gone else term for term in left]
    return rule._replace(terms=tuple(terms))


def _sorted(found: Sequence[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(found, key=lambda rule: rule.code))


def _names(table: Mapping[str, Any], key: str, place: Place, default: list[str]) -> list[str]:
    value = table.get(key, default)
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise place.fault(key, f'“{key}” must be a list of texts; write it like {key} = ["…"]')
    return value


def _severities(table: Mapping[str, Any], place: Place) -> dict[str, Severity]:
    value = table.get("severity", {})
    if not isinstance(value, dict):
        raise place.fault("severity", 'severity must be a table; write it like [severity] and WL10 = "warning" below')
    for key, severity in value.items():
        if severity not in SEVERITIES:
            raise place.fault(key, f"{key}: severity “{severity}” is unknown; choose {' or '.join(SEVERITIES)}")
    return cast("dict[str, Severity]", value)
