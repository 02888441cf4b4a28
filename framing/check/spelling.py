"""A name in the text becomes its other spelling, where nothing but the place can be meant.

It is left as it is where it is part of a longer name, a title, an address, a tag, or the label of a link: those are
what somebody else calls something, and a link would break. What can go wrong: a name of a film or a ship that stands as
plainly as a place.
"""

from __future__ import annotations

from typing import Final

from framing.article import Span
from framing.check.diagnostic import Edit
from framing.patterns import pattern

_FAR: Final = 500
"""Characters on either side that are looked at."""
_JOINED_BEFORE: Final = frozenset("#@/\\.=-_’'")
_JOINED_BEHIND: Final = frozenset("@/\\=_-")
"""What joins a name to more than itself."""
_DOMAIN: Final = pattern(r"\.\w")
_NEXT_NAME: Final = pattern(r"[ \u00a0\r\n]+(?:(?:and|&|of|the)[ \u00a0]+)?(?=(?P<word>[^\W\d_]\w*))")
_LAST_WORD: Final = pattern(
    r"(?P<lead>^|[.!?:“\"(—–]\s*|\n\s*\n[#>*\s-]*|[#>*]\s+)?(?P<word>[^\W\d_][\w’'-]*)[ \u00a0\r\n]+$"
)
_ITALIC: Final = pattern(r"(?<!\*)\*(?!\*)|(?<!\w)_(?!_)|(?<!_)_(?!\w)|</?(?:i|em|cite)\b")


def spelling(text: str, span: Span, instead: str) -> Edit | None:
    """The edit that writes a name in another way, in capitals if it stands in capitals; None where it is not safe."""
    before, behind = text[max(0, span.start - _FAR) : span.start], text[span.end : span.end + _FAR]
    if before[-1:] in _JOINED_BEFORE and before:
        return None
    if (behind[:1] in _JOINED_BEHIND and behind) or _DOMAIN.match(behind):
        return None
    if _in_longer_name(before, behind) or _in_label(before, behind) or _in_italics(before):
        return None
    return Edit(span, instead.upper() if span.of(text).isupper() else instead)


def _in_longer_name(before: str, behind: str) -> bool:
    """Whether a word with a capital stands beside it (the Varland Post) that does not open a sentence."""
    following = _NEXT_NAME.match(behind)
    if following and following["word"][0].isupper():
        return True
    last = _LAST_WORD.search(before)
    return last is not None and last["lead"] is None and last["word"][0].isupper()


def _in_label(before: str, behind: str) -> bool:
    """Whether it stands in brackets that name something elsewhere in the file, or another page."""
    opened = before.rfind("[")
    if opened < 0 or "]" in before[opened:]:
        return False
    closed = behind.find("]")
    shown = closed >= 0 and behind[closed + 1 : closed + 2] in ("(", "[") and behind[closed + 1 : closed + 3] != "[]"
    return not shown or before[:opened].endswith(("]", "["))


def _in_italics(before: str) -> bool:
    paragraph = before[max(before.rfind("\n\n"), 0) :]
    return len(_ITALIC.findall(paragraph)) % 2 == 1
