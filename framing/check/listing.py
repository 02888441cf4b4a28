"""The settings in force for a path become lines of TOML, each with the place where its value was set.

What can go wrong: nothing; the settings have been checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from framing.check.configuration import Configuration, shown
from framing.check.settings import DEFAULT_VOICES, KEYS, Settings


def lines(paths: Sequence[Path], configuration: Configuration) -> Iterator[str]:
    """The settings for each of some files or folders."""
    for number, path in enumerate(paths or [Path()]):
        if number:
            yield ""
        settings = configuration.settings(path)
        file = configuration.file(path)
        yield f"# settings for {path.as_posix()}: {shown(file) if file else 'no file of settings'}"
        values = _values(settings)
        origins = dict(settings.origins)
        for key in KEYS:
            if key.name in values:
                yield f"{key.name} = {_toml(values[key.name])}  # {origins.get(key.name, 'default')}"


def _values(settings: Settings) -> dict[str, Any]:
    """The values by the names of their keys; the layers of selections are shown as they count together."""
    last = settings.selections[-1]
    select = next(one.select for one in reversed(settings.selections) if one.select is not None)
    voices: dict[str, Any] = {str(voice): policy for voice, policy in DEFAULT_VOICES.items()}
    for selector, voice, policy in settings.voices:
        if selector is None:
            voices[voice] = policy
        else:
            voices.setdefault(selector, {})[voice] = policy
    return {
        "lexicon": [shown(folder) for folder in settings.lexicon],
        "select": list(select),
        "extend-select": [code for one in settings.selections for code in one.extend],
        "ignore": [code for one in settings.selections for code in one.ignore] if last else [],
        "per-file-ignores": {
            f"{shown(where.folder)}/{where.patterns[0]}" if where.folder != Path() else where.patterns[0]: list(codes)
            for where, codes in settings.per_file_ignores
        },
        "severity": dict(settings.severity),
        "voices": voices,
        "headlines": settings.headlines,
        "block-quotes": settings.block_quotes,
        "front-matter": list(settings.front_matter),
        "exclude": [pattern for one in settings.exclude for pattern in one.patterns],
        "force-exclude": settings.force_exclude,
        "respect-gitignore": settings.respect_gitignore,
        "require-reason": settings.require_reason,
        "baseline": shown(settings.baseline) if settings.baseline else "",
        "fail-level": settings.fail_level,
        "output-format": settings.output_format,
    }


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    return (
        key
        if key.replace("-", "").replace("_", "").isalnum() and key.isascii()
        else json.dumps(key, ensure_ascii=False)
    )
