"""Settings and rules become decisions: which rules are checked, how severe a finding is, which voices are flagged.

A selector is ALL, the beginning of a code, a code, a name, or one term as "WL01: junta"; of several that fit, the most
exact counts. What can go wrong: a selector that fits nothing, which is an error, since a misspelt one would be silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Final

from framing.article import BlockKind
from framing.check.configuration import ConfigError, nearest
from framing.check.diagnostic import LEVELS
from framing.check.notices import NOTICES, Notice
from framing.check.settings import DEFAULT_VOICES, BlockPolicy, Policy, Settings
from framing.lexicon.rules import Rule, Severity, Term, VoiceKind

ALL: Final = "ALL"
_EXACT, _TERM = 100, 200
"""How exact a code or name is, and a term; the beginning of a code is as exact as it is long."""


@lru_cache(maxsize=4096)
def _exactness(selector: str, code: str, name: str, forms: tuple[str, ...]) -> int:
    """How exactly a selector names a rule, or a term with these forms; -1 if it does not."""
    if selector == ALL:
        return 0
    rule, colon, term = (part.strip() for part in selector.partition(":"))
    if colon:
        return _TERM if rule in (code, name) and term in forms else -1
    if rule in (code, name):
        return _EXACT
    return len(rule) if rule.isupper() and code.startswith(rule) else -1


def exactness(selectors: Iterable[str], rule: Rule | Notice, term: Term | None = None) -> int:
    """How exactly the best of some selectors names a rule or a term of it; -1 if none does."""
    forms = term.match if term else ()
    return max((_exactness(one, rule.code, rule.name, forms) for one in selectors), default=-1)


class Decisions:
    """What some settings decide; ``ignored`` are rules that are not checked in this file."""

    def __init__(self, settings: Settings, ignored: tuple[str, ...] = ()) -> None:
        self._settings = settings
        self._ignored = ignored
        self._wanted: dict[tuple[str, str], bool] = {}

    @property
    def plain(self) -> bool:
        """Whether every rule is checked."""
        return len(self._settings.selections) == 1 and not self._ignored

    def wanted(self, rule: Rule | Notice, term: Term | None = None) -> bool:
        """Whether a rule, or a term of it, is checked."""
        if self.plain:
            return True
        key = rule.code, term.match[0] if term else ""
        if key not in self._wanted:
            self._wanted[key] = self._selected(rule, term) and exactness(self._ignored, rule, term) < 0
        return self._wanted[key]

    def _selected(self, rule: Rule | Notice, term: Term | None) -> bool:
        chosen = False
        for layer in self._settings.selections:
            named = exactness((*(layer.select or ()), *layer.extend), rule, term)
            against = exactness(layer.ignore, rule, term)
            if layer.select is not None or named >= 0:
                chosen = named >= 0
            if against >= 0 and against >= named:
                chosen = False
        return chosen

    def severity(self, rule: Rule | Notice, term: Term | None = None) -> Severity:
        """The severity of a rule or term where its voice is flagged."""
        best, found = -1, (term.severity if term else None) or rule.severity
        for selector, severity in self._settings.severity:
            exact = exactness((selector,), rule, term)
            if exact >= max(best, 0):
                best, found = exact, severity
        return found

    def policy(self, voice: VoiceKind, rule: Rule, term: Term) -> Policy:
        """What a voice does to a finding of a term."""
        best, found = -1, DEFAULT_VOICES[voice]
        for selector, named, policy in self._settings.voices:
            exact = 0 if selector is None else exactness((selector,), rule, term)
            if named == voice and exact >= max(best, 0):
                best, found = exact, policy
        return found

    @cached_property
    def silent(self) -> frozenset[VoiceKind]:
        """The voices in which no finding of any rule or block is told."""
        settings = self._settings
        if settings.headlines == "flag" or settings.block_quotes == "flag":
            return frozenset()
        told = {voice for _, voice, policy in settings.voices if policy != "silent"}
        silent = {voice for selector, voice, policy in settings.voices if selector is None and policy == "silent"}
        silent |= {voice for voice, policy in DEFAULT_VOICES.items() if policy == "silent"}
        return frozenset(silent - told)

    def level(self, rule: Rule, term: Term, voice: VoiceKind, kind: BlockKind) -> Severity | None:
        """The severity of a finding in a voice and a kind of block; None where nothing is said."""
        of_block: BlockPolicy = "voice"
        if kind == "headline":
            of_block = self._settings.headlines
        elif kind == "blockquote":
            of_block = self._settings.block_quotes
        policy = self.policy(voice, rule, term)
        if of_block == "lower":
            policy = policy if policy == "silent" else "lower"
        elif of_block != "voice":
            policy = of_block
        if policy == "silent":
            return None
        place = LEVELS.index(self.severity(rule, term))
        return LEVELS[max(0, place - (policy == "lower"))]


def verified(settings: Settings, known: Iterable[Rule]) -> None:
    """Raise a ConfigError for a selector of the settings that names no rule and no term."""
    rules: tuple[Rule | Notice, ...] = (*known, *NOTICES)
    for key, selector in _selectors(settings):
        terms = [(rule, term) for rule in rules if isinstance(rule, Rule) for term in rule.terms]
        if exactness((selector,), rules[0]) == 0 or any(exactness((selector,), rule) >= 0 for rule in rules):
            continue
        if any(exactness((selector,), rule, term) >= 0 for rule, term in terms):
            continue
        origin = dict(settings.origins).get(key, f"--{key}")
        place = origin if origin == f"--{key}" else f"{origin}: {key}"
        raise ConfigError(f"{place}: {_unknown(selector, rules)}")


def _unknown(selector: str, rules: Iterable[Rule | Notice]) -> str:
    name, colon, term = (part.strip() for part in selector.partition(":"))
    named = [rule for rule in rules if name in (rule.code, rule.name)]
    if colon and named:
        return f"{name} has no term “{term}”; see `framing rule {name}`"
    return f"there is no rule “{name}”; {_remedy(name, [word for rule in rules for word in (rule.code, rule.name)])}"


def _remedy(name: str, known: list[str]) -> str:
    said = nearest(name, known)
    return said if said.startswith("did you") else "`framing rule` lists all of them"


def _selectors(settings: Settings) -> Iterator[tuple[str, str]]:
    """Every selector of the settings, with the key under which it stands."""
    for selection in settings.selections:
        for key, selectors in (
            ("select", selection.select or ()),
            ("extend-select", selection.extend),
            ("ignore", selection.ignore),
        ):
            yield from ((key, one) for one in selectors if one != ALL)
    for _, codes in settings.per_file_ignores:
        yield from (("per-file-ignores", code) for code in codes)
    yield from (("severity", selector) for selector, _ in settings.severity)
    yield from (("voices", selector) for selector, _, _ in settings.voices if selector is not None)
