"""The columns of a coding sheet and of its key, and the signs in their cells. Nothing can go wrong here."""

from __future__ import annotations

from typing import Final

from framing.validation.codes import Kind

NOT_ASKED: Final = "—"
"""In a column that another kind of unit has."""
ALSO: Final = " | "
"""Between several values in a cell of the key."""
SHOWN: Final = ("place", "outlet", "title", "before", "sentence", "behind")
OTHER: Final = "other_"
"""What the columns of the second sentence of a pair begin with."""
ANSWERS: Final[dict[Kind, tuple[str, ...]]] = {
    "wording": ("code", "voice", "words"),
    "attributions": ("code", "who", "source_kind"),
    "pairs": ("code",),
}
KEY: Final = (
    "unit", "kind", "stratum", "group", "drawn", "size", "verdict", "voices", "words", "sources", "source_kind",
    "score", "place", "sentence", "other_place", "other_sentence", "by", "made_with",
)  # fmt: skip
