"""NLTK, imported in a third of the time: without ``scipy.stats``, which it asks for one test that nothing here uses.

NLTK does without it where SciPy is not installed. A program that uses that test beside Framing has it all the same: it
is imported when it is called.
"""

from __future__ import annotations

import importlib
import sys
import threading
from functools import cache
from importlib.abc import MetaPathFinder
from typing import Any

HEAVY = "scipy.stats"
ASSOCIATION = "nltk.metrics.association"


@cache
def nltk(module: str) -> Any:
    """A module of NLTK by its name, such as ``nltk.stem.snowball``."""
    if HEAVY in sys.modules or ASSOCIATION in sys.modules:
        return importlib.import_module(module)
    missing = _Missing(threading.get_ident())
    sys.meta_path.insert(0, missing)
    try:
        found = importlib.import_module(module)
    finally:
        sys.meta_path.remove(missing)
    if association := sys.modules.get(ASSOCIATION):
        association.__dict__["fisher_exact"] = _fisher_exact
    return found


class _Missing(MetaPathFinder):
    """Says that there is no :data:`HEAVY`, to one thread: others import it meanwhile if they will."""

    def __init__(self, thread: int) -> None:
        self._thread = thread

    def find_spec(self, fullname: str, *_: Any, **__: Any) -> None:
        """None, so that the next one is asked, of all modules but one."""
        if fullname == HEAVY and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(fullname, name=fullname)


def _fisher_exact(*arguments: Any, **options: Any) -> Any:
    return importlib.import_module(HEAVY).fisher_exact(*arguments, **options)
