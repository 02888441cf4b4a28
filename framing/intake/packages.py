"""The name of a package that comes with an extra becomes the package, or one line that says how to install it."""

from __future__ import annotations

import importlib
from typing import Any

from framing.intake.decoding import Unreadable


def module(name: str, package: str, extra: str | None = "corpus") -> Any:
    """A module of ``package``; raises :class:`Unreadable` if it is not installed. ``extra`` is None for a dependency
    of the tool itself.
    """
    try:
        return importlib.import_module(name)
    except ImportError:
        remedy = f"framing[{extra}]" if extra else "framing"
        raise Unreadable(f"reading it needs {package}, which is not installed: pip install '{remedy}'") from None
