"""The build of the package runs this once: rules, cues and the network become files that are quick to load.

See ``compiled.py`` and ``cues.py``, and ``stored.py`` of the attribution.

A build hook of Hatchling (https://hatch.pypa.io/latest/plugins/build-hook/reference/). A broken rule file fails the
build, with its line.
"""

from __future__ import annotations

import compileall
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compile(BuildHookInterface):  # type: ignore[misc,type-arg,unused-ignore]
    """Makes the compiled files from the tables that are kept, and adds them to what is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by Hatchling before it builds; the checkout, not an installed package, is what is compiled.

        For an editable install the bytecode is made too, as pip does it for a wheel: else a machine that writes none
        would compile every module on every start.
        """
        sys.path.insert(0, self.root)
        try:
            from framing.lexicon.compiled import COMPILED, SHIPPED, compiled, digest_of
            from framing.lexicon.cues import COMPILED as CUES
            from framing.lexicon.cues import compiled as compiled_cues
            from framing.lexicon.files import read

            CUES.write_text(compiled_cues(), encoding="utf-8", newline="\n")
            from framing.attribution.stored import COMPILED as NETWORK
            from framing.attribution.storing import compiled as compiled_network

            NETWORK.write_bytes(compiled_network())
        finally:
            sys.path.remove(self.root)
        COMPILED.write_text(compiled(read(SHIPPED), digest_of(SHIPPED)), encoding="utf-8", newline="\n")
        if version == "editable":
            compileall.compile_dir(Path(self.root) / "framing", quiet=2)
        for file in (COMPILED, CUES, NETWORK):
            build_data["artifacts"].append(file.relative_to(Path(self.root)).as_posix())
