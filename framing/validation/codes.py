"""What coders are asked, the codes with which they and the tool answer, and the strata by which units are drawn.

A kind of unit has one question. Its codes are few and closed; what people write for them ("Y", "TRUE", "1") becomes
one of these. What can go wrong: a word that is no code, which is nobody's to guess; whoever reads a sheet says where.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, get_args

from framing.attribution.kinds import SourceKind

Kind = Literal["wording", "attributions", "pairs"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
SOURCE_KINDS: Final[tuple[str, ...]] = get_args(SourceKind)
UNSURE: Final = "unsure"
VOICES: Final = ("own", "attributed", "quoted", "mention")
"""The voices that a coder can name; scare quotes are own voice, as in the measures."""


class Level(NamedTuple):
    """Units of which the tool says one thing; ``found`` is whether that counts as a yes, ``about`` says it in words."""

    name: str
    found: bool
    about: str


class Question(NamedTuple):
    """What is asked of the units of a kind: ``codes`` without "unsure", ``yes`` those of them that say yes.

    ``more`` is what is asked after a yes.
    """

    words: str
    more: str
    codes: tuple[str, ...]
    yes: tuple[str, ...]
    levels: tuple[Level, ...]

    @property
    def asked(self) -> str:
        """The question with all its answers, as a coder reads it."""
        return f"{self.words} {' / '.join((*self.codes, UNSURE))}{self.more}"

    def level(self, name: str) -> Level:
        """The level of a name; raises KeyError."""
        return {level.name: level for level in self.levels}[name]

    def found(self, code: str) -> bool:
        """Whether a code of the tool or a coder says yes."""
        return code in self.yes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the tool says of a unit: a code of the kind's question, and what more there is.

    ``words`` are the findings as written, ``sources`` the sources as written and the names of speakers.
    """

    code: str
    voices: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    source_kind: str = ""
    score: float | None = None


TOGETHER: Final = "all groups"
"""The group of a level that is not drawn by groups."""
BANDS: Final = (("sure", 0.75), ("likely", 0.5), ("doubtful", 0.25), ("faint", 0.05))
"""The strata of scored pairs, each with its lowest score; what lies below the last has no score that is kept."""
QUESTIONS: Final[Mapping[Kind, Question]] = {
    "wording": Question(
        "Does this sentence hold loaded wording?",
        f". If yes: in which voice ({' / '.join((*VOICES, UNSURE))}), and which words?",
        ("yes", "no"),
        ("yes",),
        (
            Level("own", True, "a finding in own voice"),
            Level("elsewhere", True, "findings in other voices only"),
            Level("charged", False, "no finding, charged score from 0.5 on"),
            Level("nothing", False, "nothing"),
        ),
    ),
    "attributions": Question(
        "Does this sentence report what somebody said, wrote or thinks?",
        f". If so: who, as written in it, and which source_kind ({' / '.join((*SOURCE_KINDS, UNSURE))})?",
        ("none", "direct", "indirect", "mixed"),
        ("direct", "indirect", "mixed"),
        (
            Level("direct", True, "direct"),
            Level("indirect", True, "indirect"),
            Level("mixed", True, "mixed"),
            Level("none", False, "no attribution"),
        ),
    ),
    "pairs": Question(
        "Do both sentences report at least one and the same fact?",
        "",
        ("yes", "no"),
        ("yes",),
        (
            Level("sure", True, "score from 0.75 on"),
            Level("likely", True, "score from 0.50 to 0.75"),
            Level("doubtful", False, "score from 0.25 to 0.50"),
            Level("faint", False, "score from 0.05 to 0.25"),
            Level("unscored", False, "no score that is kept"),
        ),
    ),
}
_SAME: Final = {"y": "yes", "true": "yes", "1": "yes", "n": "no", "false": "no", "0": "no", "?": UNSURE}
"""What people and spreadsheets write for a code."""
_NONE: Final = "none"


def answer(written: str, kind: Kind) -> str | None:
    """The code that stands in a cell, "" for an empty one, None for what is no code of this kind."""
    word = _plain(written)
    word = _SAME.get(word, word)
    codes = QUESTIONS[kind].codes
    if word == "no" and _NONE in codes:
        return _NONE
    return word if word in ("", UNSURE, *codes) else None


def voices(written: str) -> tuple[str, ...] | None:
    """The voices named in a cell, sorted, each once; () where nobody is sure, None if there is a word that is none."""
    words = {_SAME.get(word, word) for word in _plain(written).replace(",", " ").replace("+", " ").split()} - {UNSURE}
    return tuple(sorted(words)) if words <= set(VOICES) else None


def source_kind(written: str) -> str | None:
    """The kind of source in a cell, "" where it is empty or nobody is sure, None for what is no kind."""
    word = "-".join(_plain(written).replace("_", " ").split())
    word = _SAME.get(word, word)
    return "" if word == UNSURE else word if word in ("", *SOURCE_KINDS) else None


def _plain(written: str) -> str:
    return written.strip().rstrip(".").strip("“”\"'").casefold()
