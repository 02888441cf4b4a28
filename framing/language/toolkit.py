"""NLTK, imported in a third of the time: without ``scipy.stats``, which it asks for one test that nothing here uses.

NLTK does without it where SciPy is not installed. A program that uses that test beside Framing has it all the same: it
is imported when it is called.
"""

from __future__ import annotations

import importlib
import sys
from functools import cache
from typing import Any

from framing.absent import absent

HEAVY = "scipy.stats"
ASSOCIATION = "nltk.metrics.association"


@cache
def nltk(module: str) -> Any:
    """A module of NLTK by its name, such as ``nltk.stem.snowball``."""
    if HEAVY in sys.modules or ASSOCIATION in sys.modules:
        return importlib.import_module(module)
    with absent(HEAVY):
        found = importlib.import_module(module)
    if association := sys.modules.get(ASSOCIATION):
        association.__dict__["fisher_exact"] = _fisher_exact
    return found


def _fisher_exact(*arguments: Any, **options: Any) -> Any:
    return importlib.import_module(HEAVY).fisher_exact(*arguments, **options)
