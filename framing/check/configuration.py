"""Files of settings become Settings: that nearest to a file, with what it extends, and the command line.

Layers, each laid on the one before: what a file extends, the file itself (``framing.toml``, or ``[tool.framing]`` in
``pyproject.toml``), ``--config``, and options. Lists replace those before them, those of ``extend-…`` add to them,
tables are joined key by key. What can go wrong: a key that is not known, a value of another sort, a file that is not
there or extends itself: a ConfigError, one line that names file, line and remedy. Nothing is passed over in silence.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from framing.check.settings import BY_NAME, KEYS, Key, Patterns, Policy, Selection, Settings
from framing.lexicon.rules import SEVERITIES, VOICES
from framing.patterns import pattern

OWN_FILE: Final = "framing.toml"
PROJECT_FILE: Final = "pyproject.toml"
_CODE: Final = pattern("[A-Z]{2}[0-9]{0,2}")
_LIST: Final = '["…"]'


class ConfigError(ValueError):
    """Settings that cannot be used; the message is one line: file, line, key, fault, remedy."""


class Layer(NamedTuple):
    """The values that one file, or the command line, sets; ``folder`` is what its paths are relative to.

    ``lines`` are those of the file, to name the place of a fault; ``called`` is what the user calls the file.
    """

    called: str
    folder: Path
    values: Mapping[str, Any]
    lines: tuple[str, ...] = ()

    def origin(self, *keys: str) -> str:
        """Where a key is set: file and line, or the option."""
        if not self.lines:
            return self.called if self.called.startswith("--config") else f"--{keys[0]}"
        return f"{self.called}:{_line(self.lines, keys)}"

    def fault(self, message: str, *keys: str) -> ConfigError:
        """The error for a fault at a key."""
        named = ".".join(keys) if self.lines or self.called else ""
        return ConfigError(f"{self.origin(*keys)}: {named}: {message}" if named else f"{self.origin(*keys)}: {message}")


def _line(lines: Sequence[str], keys: Sequence[str]) -> int:
    """The line of a key, as near as its text tells: the line of its last part, behind those of the parts before."""
    at = 0
    for key in keys:
        for number in range(at, len(lines)):
            before, equals, _ = lines[number].partition("=")
            written = before if equals else lines[number] if lines[number].lstrip().startswith("[") else ""
            parts = (written, *written.replace(",", ".").split("."))
            if any(part.strip(" \t[]\"'{,") == key.strip("'\"") for part in parts):
                at = number
                break
        else:
            inline = next((n for n in range(at, len(lines)) if key in lines[n]), None)
            at = at if inline is None else inline
    return at + 1


class Given(NamedTuple):
    """What the command line says of the settings: files and assignments of ``--config``, and its own options."""

    config: tuple[str, ...] = ()
    isolated: bool = False
    options: Mapping[str, Any] = MappingProxyType({})


class Configuration:
    """The settings of each file; every file of settings is read once."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._nearest: dict[str, Path | None] = {}
        self._made: dict[Path | None, Settings] = {}
        self._laid = tuple(self._of_the_line())
        self._file = next((Path(one) for one in given.config if names_file(one)), None)

    def excluded(self, folder: Path) -> tuple[Patterns, ...]:
        """What the settings for the members of a folder leave out."""
        return self.settings(folder).exclude

    def settings(self, path: Path) -> Settings:
        """The settings in force for a file, or for the files of a folder."""
        return self._of(self.file(path))

    def file(self, path: Path) -> Path | None:
        """The file of settings that counts for a file or folder; None where there is none."""
        if self._given.isolated or self._file is not None:
            return None if self._given.isolated else self._file
        folder = os.path.abspath(path)
        if not os.path.isdir(folder):
            folder = os.path.dirname(folder)
        return self._nearest_to(folder)

    def _nearest_to(self, folder: str) -> Path | None:
        if folder not in self._nearest:
            found: Path | None = None
            for name in (OWN_FILE, PROJECT_FILE):
                file = Path(folder, name)
                if file.is_file() and (name == OWN_FILE or _has_settings(file)):
                    found = file
                    break
            parent = os.path.dirname(folder)
            self._nearest[folder] = found or (self._nearest_to(parent) if parent != folder else None)
        return self._nearest[folder]

    def _of(self, file: Path | None) -> Settings:
        if file not in self._made:
            layers = [*(_chain(file, ()) if file is not None else ()), *self._laid]
            self._made[file] = settings_of(layers)
        return self._made[file]

    def _of_the_line(self) -> Iterator[Layer]:
        """The layers of the command line: each assignment of ``--config``, then the options."""
        for one in self._given.config:
            if not names_file(one):
                values = _table(one, f"--config {one!r}")
                yield _checked(Layer(f"--config {one!r}", Path(), values))
        if self._given.options:
            yield _checked(Layer("", Path(), self._given.options))


def names_file(given: str) -> bool:
    """Whether a value of ``--config`` names a file of settings, and is no setting."""
    return given.endswith(".toml") and "=" not in given


def _has_settings(file: Path) -> bool:
    data = file.read_bytes()
    named = b"tool.framing" in data or (b"[tool]" in data and b"framing" in data)
    return named and "framing" in _table(data.decode("utf-8", "replace"), shown(file)).get("tool", {})


def _chain(file: Path, behind: tuple[Path, ...]) -> Iterator[Layer]:
    """The layers of a file: first those of what it extends."""
    here = file.resolve()
    layer = _read(file)
    if here in behind:
        raise layer.fault("the file extends itself; take one extend away", "extend")
    above = layer.values.get("extend")
    if above:
        target = layer.folder / os.path.expanduser(above)
        if not target.is_file():
            raise layer.fault(f"there is no file “{above}”; name one relative to this file", "extend")
        yield from _chain(target, (*behind, here))
    yield layer


def _read(file: Path) -> Layer:
    called = shown(file)
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{called}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise ConfigError(
            f"{called}: cannot be read: {(error.strerror or str(error)).lower()}; check the path"
        ) from None
    values = _table(text, called)
    lines = tuple(text.splitlines())
    if file.name == PROJECT_FILE:
        values = values.get("tool", {}).get("framing", {})
        start = next((n for n, line in enumerate(lines) if line.strip().startswith("[tool.framing")), 0)
        lines = ("",) * start + lines[start:]
    return _checked(Layer(called, file.parent, values, lines or ("",)))


def shown(file: Path) -> str:
    """The file relative to the working folder where it lies below it, with forward slashes."""
    relative = os.path.relpath(file)
    return (file if relative.startswith("..") else Path(relative)).as_posix()


def _table(text: str, called: str) -> dict[str, Any]:
    toml = importlib.import_module("tomllib")  # most runs have no settings, and every millisecond of a start counts
    try:
        return dict(toml.loads(text))
    except toml.TOMLDecodeError as error:
        message = str(error)
        at_end = str(text.rstrip().count("\n") + 1) if "at end of document" in message else ""
        place = message.partition(" (at line ")[2].partition(",")[0] or at_end
        where = f"{called}:{place}" if place else called
        raise ConfigError(f"{where}: not TOML: {message.partition(' (at')[0]}; repair that line") from None


# ---------------------------------------------------------------- values


def _checked(layer: Layer) -> Layer:
    """The layer, if all its keys are known and all values of their sort."""
    for name, value in layer.values.items():
        key = BY_NAME.get(name)
        if key is None:
            raise layer.fault(f"there is no such setting; {nearest(name, BY_NAME)}", name)
        _check(layer, key, value)
    return layer


def _check(layer: Layer, key: Key, value: Any) -> None:
    match key.sort:
        case "texts" | "paths" if not _is_texts(value):
            raise layer.fault(f"must be a list of texts; write it like {key.name} = {_LIST}", key.name)
        case "paths":
            for name in value:
                if not (layer.folder / name).is_dir():
                    raise layer.fault(f"“{name}” is no folder; name one that holds rule files", key.name)
        case "text" | "path" if not isinstance(value, str) or not value.strip():
            raise layer.fault(f'must be a text; write it like {key.name} = "…"', key.name)
        case "truth" if not isinstance(value, bool):
            raise layer.fault("must be true or false, without quotation marks", key.name)
        case "choice":
            _choice(layer, value, key.choices, key.name)
        case "severities" | "ignores" | "voices":
            for name, one in _entries(layer, value, key.name):
                _check_entry(layer, key, name, one)


def _check_entry(layer: Layer, key: Key, name: str, value: Any) -> None:
    """Check one line of a table."""
    if key.sort == "severities":
        _choice(layer, value, SEVERITIES, key.name, name)
    elif key.sort == "voices":
        _check_voice(layer, key, name, value)
    elif not _is_texts(value):
        raise layer.fault('must be a list of rules; write it like ["WL13"]', key.name, name)


def _check_voice(layer: Layer, key: Key, name: str, policy: Any) -> None:
    if isinstance(policy, Mapping):
        for voice, one in policy.items():
            if voice not in VOICES:
                raise layer.fault(f"there is no such voice; {nearest(voice, VOICES)}", key.name, name, voice)
            _choice(layer, one, key.choices, key.name, name, voice)
    elif name not in VOICES:
        remedy = nearest(name, VOICES)
        raise layer.fault(f"there is no such voice; {remedy}; for one rule write a table", key.name, name)
    else:
        _choice(layer, policy, key.choices, key.name, name)


def _entries(layer: Layer, value: Any, name: str) -> Iterable[tuple[str, Any]]:
    if not isinstance(value, Mapping):
        raise layer.fault(f"must be a table; write [{name}] and its lines below", name)
    return value.items()


def _choice(layer: Layer, value: Any, choices: Sequence[str], *keys: str) -> None:
    if value not in choices:
        given = f"“{value}” is not known" if isinstance(value, str) else "must be a text"
        raise layer.fault(f"{given}; {nearest(str(value), choices)}", *keys)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, str) and one.strip() for one in value)


def nearest(word: str, known: Iterable[str]) -> str:
    """The remedy for a word that is not known: the known one that is like it, or all of them."""
    listed = list(known)
    alike = [one for one in listed if _shape(one) == _shape(word)]
    if not alike and _CODE.fullmatch(word):
        return f"choose {', '.join(listed)}"  # another code that is near is no better than any
    near = alike or importlib.import_module("difflib").get_close_matches(word, listed, n=1)
    return f"did you mean “{near[0]}”?" if near else f"choose {', '.join(listed)}"


def _shape(word: str) -> str:
    """A word as it looks at a glance: capitals, and letters that are taken for digits."""
    return word.casefold().translate(str.maketrans("oil_", "011-"))


# ---------------------------------------------------------------- layers


_PARTS: Final = {"extend-exclude": "exclude"}
"""Keys whose values are shown as part of another one's."""
_ADDED: Final = frozenset({"extend-select", "ignore", "extend-exclude", "per-file-ignores", "severity", "voices"})
"""Keys whose values are laid on those of the layers before, which go on to count."""


def settings_of(layers: Sequence[Layer]) -> Settings:
    """The settings of some layers, each laid on those before it."""
    last: dict[str, Any] = {}
    origins: dict[str, str] = {}
    lexicon: list[Path] = []
    exclude: list[Patterns] = []
    ignores: dict[tuple[Path, str], tuple[str, ...]] = {}
    severity: dict[str, Any] = {}
    voices: dict[tuple[str | None, str], Policy] = {}
    selections = [Selection(("ALL",))]
    for layer in layers:
        values = layer.values
        for name in values:
            key, before = _PARTS.get(name, name), origins.get(_PARTS.get(name, name))
            origins[key] = f"{before}, {layer.origin(name)}" if before and name in _ADDED else layer.origin(name)
        last |= {name: value for name, value in values.items() if BY_NAME[name].sort in ("choice", "truth")}
        if "front-matter" in values:
            last["front-matter"] = tuple(values["front-matter"])
        if "baseline" in values:
            last["baseline"] = layer.folder / values["baseline"]
        if "lexicon" in values:
            lexicon = [layer.folder / one for one in values["lexicon"]]
        if "exclude" in values:
            exclude = [Patterns(layer.folder, tuple(values["exclude"]))]
        if "extend-exclude" in values:
            exclude.append(Patterns(layer.folder, tuple(values["extend-exclude"])))
        ignores |= {(layer.folder, name): tuple(codes) for name, codes in values.get("per-file-ignores", {}).items()}
        severity = _later(severity, values.get("severity", {}))
        voices = _later(voices, _flat(values.get("voices", {})))
        if any(name in values for name in ("select", "extend-select", "ignore")):
            select = tuple(values["select"]) if "select" in values else None
            extend, ignore = (tuple(values.get(name, ())) for name in ("extend-select", "ignore"))
            selections.append(Selection(select, extend, ignore))
    return Settings(
        lexicon=tuple(lexicon),
        selections=tuple(selections),
        per_file_ignores=tuple((Patterns(folder, (name,)), codes) for (folder, name), codes in ignores.items()),
        severity=tuple(severity.items()),
        voices=tuple((selector, voice, policy) for (selector, voice), policy in voices.items()),  # type: ignore[misc]
        exclude=tuple(exclude),
        origins=tuple((key.name, origins[key.name]) for key in KEYS if key.name in origins),
        **{name.replace("-", "_"): value for name, value in last.items()},
    )


def _later(before: dict[Any, Any], added: Mapping[Any, Any]) -> dict[Any, Any]:
    """Both tables; what is added stands behind what was there, since of two that fit equally the later counts."""
    return {key: value for key, value in before.items() if key not in added} | dict(added)


def _flat(voices: Mapping[str, Any]) -> dict[tuple[str | None, str], Policy]:
    out: dict[tuple[str | None, str], Policy] = {}
    for name, policy in voices.items():
        if isinstance(policy, Mapping):
            out |= {(name, voice): one for voice, one in policy.items()}
        else:
            out[None, name] = policy
    return out
