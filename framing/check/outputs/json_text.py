"""A value becomes JSON text that every reader takes: keys in their order, UTF-8, no character that breaks a line.

What can go wrong: a lone surrogate, as in the name of a file that is not UTF-8, is escaped; readers that keep to
Unicode refuse that, so formats of others get :func:`sound` text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

_AWKWARD: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Controls, separators of lines and lone surrogates that JSON itself would let stand."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def json_line(value: Any) -> str:
    """The value on one line."""
    return _escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def json_lines(value: Any) -> Iterator[str]:
    """The value on many lines, indented."""
    yield from _escaped(json.dumps(value, ensure_ascii=False, indent=2)).split("\n")


def sound(text: str) -> str:
    """The text with the replacement character for each lone surrogate."""
    return _SURROGATE.sub("\ufffd", text)


def _escaped(written: str) -> str:
    """JSON text with awkward characters, which can only stand in its strings, escaped."""
    return _AWKWARD.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
