"""A module that is installed is missing for a while: a library that can do without it is not slowed by it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from typing import Any


@contextmanager
def absent(module: str) -> Iterator[None]:
    """While this lasts, this thread's first import of a module raises ModuleNotFoundError.

    One that has been imported already stays; other threads import it meanwhile if they will.
    """
    finder = _Absent(module, threading.get_ident())
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Absent(MetaPathFinder):
    def __init__(self, module: str, thread: int) -> None:
        self._module = module
        self._thread = thread

    def find_spec(self, fullname: str, *_: Any, **__: Any) -> None:
        """None, so that the next finder is asked, of all modules but one."""
        if fullname == self._module and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
