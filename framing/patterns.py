"""A regular expression becomes a Pattern that is compiled when it is first used.

`check` must start fast, and most texts need few of the expressions that the package knows; compiling all of them takes
longer than reading a page. What can go wrong: a broken expression is found at its first use, so each has a test.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Stands for a pattern; its methods are those of the compiled one from the first call on."""

    def __init__(self, written: str, flags: int) -> None:
        self._written = written
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._written, self._flags), name)
        setattr(self, name, found)
        return found


def one_of(*begun: str) -> str:
    """The expression for any of some expressions, each of which begins with a character as it is written.

    :mod:`re` passes over all other characters at the speed of C; a class beside an expression of two characters, or a
    look behind in front, makes it try at each character, which takes up to six times as long.
    """
    return "|".join(begun)


def pattern(written: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of a regular expression, with the flags of :mod:`re`; compiled at its first use."""
    return cast("re.Pattern[str]", _Late(written, flags))
