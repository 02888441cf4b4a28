"""Findings that were there before become a baseline, a JSON file; with it an old repository is checked for new ones.

One entry a line, sorted, so that a pull request shows which finding it adds or takes out. The file names paths from
its own folder, diagnostics name them from the working folder; both with forward slashes. What can go wrong: the file
is missing or not as it was written; :class:`BadBaseline` names the file, the line and the remedy.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from framing.article import Span
from framing.check.diagnostic import Diagnostic
from framing.check.notices import UNPAIRED, Notice
from framing.files import written

SCHEMA: Final = "framing.baseline/1"
KEYS: Final[dict[str, type]] = {"path": str, "rule": str, "term": str, "fingerprint": str, "count": int, "excerpt": str}
"""The keys of an entry, in order; all but the last must be there."""
ANEW: Final = "write the baseline anew with --write-baseline"
WIDTH: Final = 80
"""Characters of an excerpt, at most."""


class BadBaseline(ValueError):
    """The baseline cannot be read; the message names file, line and remedy, on one line."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One finding that is accepted, ``count`` times in its file. ``path`` starts at the folder of the baseline.

    ``excerpt`` is for the reader alone. ``span`` is where the entry stands in the text of the baseline.
    """

    path: str
    rule: str
    term: str
    fingerprint: str
    count: int
    excerpt: str = ""
    span: Span = field(default=Span(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of a baseline in the order of its file; ``text`` is what the file holds."""

    file: Path
    entries: tuple[Entry, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Stale:
    """An entry of which ``gone`` findings, one to all of its count, are no longer there."""

    entry: Entry
    gone: int


@dataclass(frozen=True, slots=True)
class Applied:
    """All diagnostics, in their order, with those of the baseline marked; the entries that are stale, and the rest.

    ``pruned`` is the baseline without what is stale.
    """

    diagnostics: tuple[Diagnostic, ...]
    stale: tuple[Stale, ...]
    pruned: Baseline


def baseline_in(file: Path) -> Baseline:
    """The baseline that a file holds. Raises :class:`BadBaseline`, and OSError where the file cannot be read."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        data = json.loads(text, object_pairs_hook=_object)
    except FileNotFoundError:
        raise BadBaseline(f"{file}: there is no such baseline: check the path, or {ANEW}") from None
    except json.JSONDecodeError as error:
        raise BadBaseline(
            f"{file}, line {error.lineno}: this is no JSON ({error.msg}): mend it there (is a merge unfinished?), "
            f"or {ANEW}"
        ) from None
    except UnicodeDecodeError:
        raise BadBaseline(f"{file}: this is not UTF-8, so no baseline: check the path, or {ANEW}") from None
    except (ValueError, RecursionError) as error:
        raise BadBaseline(f"{file}: this is no baseline ({error}): check the path, or {ANEW}") from None
    if not isinstance(data, dict) or not isinstance(data.get("schema"), str):
        raise BadBaseline(f'{file}: this is no baseline, it has no "schema": check the path, or {ANEW}')
    if (schema := data["schema"]) != SCHEMA:
        raise BadBaseline(f'{file}: the schema is "{schema}", this version reads "{SCHEMA}": update Framing, or {ANEW}')
    if unknown := [key for key in data if key not in ("schema", "entries")]:
        raise BadBaseline(f'{file}: the key "{unknown[0]}" is not known here: take it out')
    if not isinstance(data.get("entries"), list):
        raise BadBaseline(f'{file}: "entries" must be a list: {ANEW}')
    entries, line, before = [], 1, 0
    for span, value in _members(text):
        line, before = line + text.count("\n", before, span.start), span.start
        entries.append(_entry(value, span, f"{file}, line {line}"))
    return Baseline(file, tuple(entries), text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    twice = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
    if twice:
        raise ValueError(f'the key "{twice[0]}" stands twice in one object')
    return dict(pairs)


def _members(text: str) -> Iterator[tuple[Span, Any]]:
    """The members of "entries", each with its place; ``text`` is known to be an object that has that list."""
    decoder = json.JSONDecoder()
    place, key = _next(text, 0) + 1, ""
    while text[place := _next(text, place)] != "}":
        key, place = decoder.raw_decode(text, place)
        place = _next(text, place)
        if key != "entries":
            _, place = decoder.raw_decode(text, place)
            continue
        place += 1
        while text[place := _next(text, place)] != "]":
            value, end = decoder.raw_decode(text, place)
            yield Span(place, end), value
            place = end
        return


def _next(text: str, place: int) -> int:
    """The place of the next character that opens or closes a value."""
    while text[place] in " \t\r\n,:":
        place += 1
    return place


def _entry(value: Any, span: Span, where: str) -> Entry:
    if not isinstance(value, dict):
        raise BadBaseline(f"{where}: an entry is an object in braces: take this one out")
    if unknown := [key for key in value if key not in KEYS]:
        raise BadBaseline(f'{where}: the key "{unknown[0]}" is not known: use {", ".join(KEYS)}')
    for key, kind in KEYS.items():
        if key not in value:
            if key == "excerpt":
                continue
            raise BadBaseline(f'{where}: the entry has no "{key}": take it out, or {ANEW}')
        if type(value[key]) is not kind:
            should = "a whole number" if kind is int else "a string"
            raise BadBaseline(f'{where}: "{key}" must be {should}: correct it, or {ANEW}')
    if value["count"] < 1:
        raise BadBaseline(f'{where}: "count" must be 1 or more: take the entry out')
    return Entry(**value, span=span)


def baseline_of(diagnostics: Iterable[Diagnostic], file: Path, kept: Iterable[Entry] = ()) -> Baseline:
    """The baseline of all findings of a run that are not suppressed inline; ``file`` is where it will lie.

    ``kept`` are entries to stand beside them, such as those of files that were not checked (:func:`unconcerned`).
    """
    counts: Counter[tuple[str, str, str, str]] = Counter()
    excerpts: dict[tuple[str, str, str, str], str] = {}
    places = _Places(file)
    for one in sorted(diagnostics, key=_place):
        if _eligible(one) or one.suppressed == "baseline":
            key = (places.of(one.path), one.rule.code, one.term, one.fingerprint)
            counts[key] += 1
            excerpts.setdefault(key, _excerpt(one))
    new = (Entry(*key, count, excerpts[key]) for key, count in counts.items())
    return Baseline(file, tuple(sorted((*new, *kept))))


def saved(baseline: Baseline) -> int:
    """Write the baseline to its file, whole or not at all, and return its size in bytes. Raises OSError."""
    return written(Path(os.path.realpath(baseline.file)), text_of(baseline))


def text_of(baseline: Baseline) -> str:
    """What the file of a baseline holds: JSON, one entry a line, sorted by path, rule, term and fingerprint."""
    rows = ",\n".join(f"    {_row(entry)}" for entry in sorted(baseline.entries))
    entries = f"[\n{rows}\n  ]" if rows else "[]"
    return f'{{\n  "schema": "{SCHEMA}",\n  "entries": {entries}\n}}\n'


def _row(entry: Entry) -> str:
    values = {key: getattr(entry, key) for key in KEYS if key != "excerpt" or entry.excerpt}
    return json.dumps(values, ensure_ascii=False).translate(ESCAPED)


UNSEEN: Final = (0x7F, 0x85, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
ESCAPED: Final = {code: f"\\u{code:04x}" for code in UNSEEN}
"""Characters that break a line, or turn it around, for whoever reviews it. (`written` escapes bytes that are no UTF-8.)
"""


def applied(
    baseline: Baseline,
    diagnostics: Sequence[Diagnostic],
    checked: Iterable[str],
    looked_for: Callable[[str], bool] | None = None,
) -> Applied:
    """The diagnostics with those marked that the baseline has; ``checked`` are the paths of all files of the run.

    An entry marks at most ``count`` findings of its file, the first ones; if its file is gone, those of the same
    fingerprint in another file, for it was renamed. What is suppressed already and notices, but for those of unpaired
    quotation marks, use up no entry. An entry is stale if its file was checked or is gone and a finding is missing,
    unless the run has not looked for its rule: ``looked_for`` answers for a code.
    """
    places = _Places(baseline.file)
    used = _used(baseline, diagnostics, places)
    untouched = set(unconcerned(baseline, checked, looked_for))
    stale, left = [], []
    for entry, numbers in zip(baseline.entries, used, strict=True):
        if entry in untouched:
            left.append(entry)
            continue
        if gone := entry.count - len(numbers):
            stale.append(Stale(entry, gone))
        now = Counter(places.of(diagnostics[number].path) for number in numbers)
        left += [replace(entry, path=path, count=count) for path, count in now.items()]
    marked = {number for numbers in used for number in numbers}
    return Applied(
        tuple(one._replace(suppressed="baseline") if n in marked else one for n, one in enumerate(diagnostics)),
        tuple(stale),
        Baseline(baseline.file, tuple(sorted(left))),
    )


def _used(baseline: Baseline, diagnostics: Sequence[Diagnostic], places: _Places) -> list[list[int]]:
    """For each entry the numbers of the diagnostics that it marks: first by path, then those of renamed files."""
    waiting: defaultdict[tuple[str, str], deque[int]] = defaultdict(deque)
    for number in sorted(range(len(diagnostics)), key=lambda number: _place(diagnostics[number])):
        one = diagnostics[number]
        if _eligible(one):
            waiting[places.of(one.path), one.fingerprint].append(number)
    used = [_taken(waiting[entry.path, entry.fingerprint], entry.count) for entry in baseline.entries]
    elsewhere: defaultdict[str, deque[int]] = defaultdict(deque)
    for (_, fingerprint), rest in waiting.items():
        elsewhere[fingerprint].extend(rest)
    for entry, numbers in zip(baseline.entries, used, strict=True):
        if len(numbers) < entry.count and not places.exist(entry.path):
            numbers += _taken(elsewhere[entry.fingerprint], entry.count - len(numbers))
    return used


def unconcerned(
    baseline: Baseline, checked: Iterable[str], looked_for: Callable[[str], bool] | None = None
) -> tuple[Entry, ...]:
    """The entries that a run says nothing of: their files exist and were not checked, or their rule not looked for."""
    places = _Places(baseline.file)
    run = {places.of(path) for path in checked}
    return tuple(
        entry
        for entry in baseline.entries
        if (looked_for and not looked_for(entry.rule)) or (entry.path not in run and places.exist(entry.path))
    )


def _taken(numbers: deque[int], count: int) -> list[int]:
    return [numbers.popleft() for _ in range(min(count, len(numbers)))]


def _eligible(one: Diagnostic) -> bool:
    """Whether a baseline may hold it: it is not suppressed, and no notice about suppressions or the baseline."""
    return one.suppressed is None and (not isinstance(one.rule, Notice) or one.rule.code == UNPAIRED.code)


def _place(one: Diagnostic) -> tuple[str, Span]:
    return one.path, one.span


def _excerpt(one: Diagnostic) -> str:
    """What stands around the term on its first line, white space evened out."""
    line = one.lines[0] if one.lines else one.written
    at = min(max(0, one.column - 1), len(line))
    start = max(0, min(at - WIDTH // 4, len(line) - WIDTH))
    piece = " ".join(line[start : start + WIDTH].split())
    return f"{'…' if start else ''}{piece}{'…' if start + WIDTH < len(line) else ''}"


class _Places:
    """Paths from the working folder as paths from the folder of a baseline, and whether they are there."""

    def __init__(self, file: Path) -> None:
        self._folder = os.path.realpath(file.parent)
        self._known: dict[str, str] = {}
        self._exist: dict[str, bool] = {}

    def of(self, path: str) -> str:
        """The path from the folder of the baseline, with forward slashes."""
        if path not in self._known:
            folder, name = os.path.split(os.path.abspath(path))
            place = os.path.relpath(os.path.join(os.path.realpath(folder), name), self._folder)
            self._known[path] = place.replace(os.sep, "/")
        return self._known[path]

    def exist(self, place: str) -> bool:
        """Whether something lies at a path from the folder of the baseline."""
        if place not in self._exist:
            self._exist[place] = os.path.lexists(os.path.join(self._folder, place))
        return self._exist[place]
