"""NLTK, imported in a third of the time: without SciPy, which it asks for a test or two that nothing here uses.

NLTK does without it where it is not installed. A program that uses such a test beside Framing has it all the same: it
is imported when it is called. Where scikit-learn is installed, whose machines NLTK's parser of transitions needs, only
``scipy.stats`` is left out.
"""

from __future__ import annotations

import importlib
import sys
from functools import cache
from importlib.util import find_spec
from typing import Any

from framing.absent import absent

STATISTICS = "scipy.stats"
ASSOCIATION = "nltk.metrics.association"


@cache
def nltk(module: str) -> Any:
    """A module of NLTK by its name, such as ``nltk.stem.snowball``."""
    if STATISTICS in sys.modules or ASSOCIATION in sys.modules:
        return importlib.import_module(module)
    with absent(STATISTICS if find_spec("sklearn") else "scipy"):
        found = importlib.import_module(module)
    if association := sys.modules.get(ASSOCIATION):
        association.__dict__["fisher_exact"] = _fisher_exact
    return found


def _fisher_exact(*arguments: Any, **options: Any) -> Any:
    return importlib.import_module(STATISTICS).fisher_exact(*arguments, **options)
