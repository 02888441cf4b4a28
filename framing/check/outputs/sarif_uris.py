"""A path becomes the location of a SARIF artifact: a URI reference (RFC 3986) and the folder that it starts from.

What can go wrong: a name that is not UTF-8 is told by its bytes; a path outside the folder that the check was run in
is told as it is.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

BASE: Final = "%SRCROOT%"
"""Stands for the folder that the check was run in; whoever reads the log knows where that lies."""


def location_record(path: str) -> dict[str, Any]:
    """An artifactLocation object; only a relative path starts from the folder of the run."""
    if path.startswith("/"):
        return {"uri": f"file://{_quoted(path)}"}
    if path[1:3] == ":/":
        return {"uri": f"file:///{path[:2]}{_quoted(path[2:])}"}
    return {"uri": _quoted(path), "uriBaseId": BASE}


def _quoted(path: str) -> str:
    try:
        return quote(path, errors="surrogateescape")
    except UnicodeEncodeError:
        return quote(path, errors="replace")
