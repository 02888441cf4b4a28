"""The table of settings becomes a JSON schema, with which an editor completes and checks ``framing.toml``.

``python -m framing.check.schema`` writes it to ``framing.schema.json``. What can go wrong: nothing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from framing.check.settings import KEYS, POLICIES, Key
from framing.lexicon.rules import SEVERITIES, VOICES

FILE: Final = Path(__file__).with_name("framing.schema.json")
_TEXTS: Final = {"type": "array", "items": {"type": "string", "minLength": 1}}


def schema() -> dict[str, Any]:
    """The schema (draft 7, which editors of TOML know) of ``framing.toml`` and of ``[tool.framing]``."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Framing",
        "description": "Settings of `framing check`.",
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: _property(key) for key in KEYS},
    }


def text() -> str:
    """The schema as its file holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _property(key: Key) -> dict[str, Any]:
    about: dict[str, Any] = {"description": key.what}
    if key.default is not None:
        about["default"] = list(key.default) if isinstance(key.default, tuple) else key.default
    return about | _type(key)


def _type(key: Key) -> dict[str, Any]:
    match key.sort:
        case "texts" | "paths":
            return _TEXTS
        case "text" | "path":
            return {"type": "string", "minLength": 1}
        case "truth":
            return {"type": "boolean"}
        case "choice":
            return {"enum": list(key.choices)}
        case "severities":
            return {"type": "object", "additionalProperties": {"enum": list(SEVERITIES)}}
        case "ignores":
            return {"type": "object", "additionalProperties": _TEXTS}
        case "voices":
            policy = {"enum": list(POLICIES)}
            voices = dict.fromkeys(VOICES, policy)
            of_rule = {"type": "object", "additionalProperties": False, "properties": voices}
            return {"type": "object", "properties": voices, "additionalProperties": of_rule}


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8", newline="\n")
