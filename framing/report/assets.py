"""Files and policy that the pages share: style, templates and scripts, read from where they were installed.

What can go wrong: an installation without them, which raises :class:`MissingAsset`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from framing.report.numerals import interval, percent

FOLDERS = (Path(__file__).parent / "assets", Path(__file__).parents[2] / "reports" / "assets")
"""Where the assets lie: in the package as installed, or in the source tree."""
UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
"""What HTML in UTF-8 cannot hold; shown as U+FFFD."""
COMMENT = re.compile(r"/\*(?:(?!\*/).)*\*/")
LINKED = re.compile(r"https?://[^\s]+", re.IGNORECASE)


class MissingAsset(ValueError):
    """A file of the page is not where it was installed; the message is one line."""


def asset(name: str) -> str:
    """The text of one file of the page."""
    for folder in FOLDERS:
        if (folder / name).is_file():
            return (folder / name).read_text(encoding="utf-8")
    raise MissingAsset(f"{name} of the report page is missing from this installation; install framing again")


def assets(folder: str, suffix: str) -> list[str]:
    """The texts of the files of one folder of the page, in the order of their names."""
    for place in FOLDERS:
        if (place / folder).is_dir():
            return [file.read_text(encoding="utf-8") for file in sorted((place / folder).glob(f"*{suffix}"))]
    raise MissingAsset(f"{folder} of the report page is missing from this installation; install framing again")


def squeezed(code: str) -> str:
    """Our own style or script without its indentation and its lines of comment; it has no text of several lines."""
    lines = (line.strip() for line in code.splitlines())
    return (
        "\n".join(line for line in lines if line and not line.startswith("//") and not COMMENT.fullmatch(line)) + "\n"
    )


def squeezed_style(code: str) -> str:
    """A style also without the spaces behind its marks; none of its strings holds such a mark with a space."""
    code = squeezed(code)
    for mark in (" {", "{", ";", ":", ","):
        code = code.replace(f"{mark} ", mark.strip())
    return code


def policy(scripts: Sequence[str]) -> str:
    """The Content Security Policy that allows these scripts and nothing from outside."""
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{value}'" for value in hashes) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def environment() -> Environment:
    """Jinja2 with all values escaped, and the filters of the templates."""
    found = Environment(
        loader=FunctionLoader(asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    found.filters |= {
        "percent": percent,
        "interval": lambda found: interval(found) or "no interval",
        "counted": lambda value: f"{value:,}",
        "block": _block,
        "web": lambda address: bool(LINKED.fullmatch(address)),
    }
    return found


def _block(value: Any) -> Markup:
    """JSON for a data block, in which nothing can end the element."""
    written = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return Markup(written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704
