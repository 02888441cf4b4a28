"""The build of the package runs this once: the shipped rules become ``rules.compiled`` (see ``compiled.py``).

A build hook of Hatchling (https://hatch.pypa.io/latest/plugins/build-hook/reference/). A broken rule file fails the
build, with its line.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRules(BuildHookInterface):  # type: ignore[misc,type-arg,unused-ignore]
    """Makes ``rules.compiled`` from the TOML files of ``rules/`` and adds it to what is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Called by Hatchling before it builds; the checkout, not an installed package, is what is compiled."""
        sys.path.insert(0, self.root)
        try:
            from framing.lexicon.compiled import COMPILED, SHIPPED, compiled, digest_of
            from framing.lexicon.files import read
        finally:
            sys.path.remove(self.root)
        COMPILED.write_text(compiled(read(SHIPPED), digest_of(SHIPPED)), encoding="utf-8", newline="\n")
        build_data["artifacts"].append(COMPILED.relative_to(Path(self.root)).as_posix())
