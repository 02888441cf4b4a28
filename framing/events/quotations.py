"""Two quotations become the words in which they differ, if they are one quotation in two wordings.

That one outlet quotes more of it, marks what it left out ("…") or put in ("[the mayor]"), or writes "cover-up" for
"coverup" is no other wording; nor are small words alone. What can go wrong: a speaker who said nearly the same twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from framing.article import Span
from framing.language.stems import STOP_WORDS, stem
from framing.mentions.numbers import SCALES, WORDS

SHORTEST = 4
"""Words that both quotations have, at least."""
LONGEST = 400
"""Words of a quotation, at most: difflib's time grows with their product."""
KEPT = 0.7
"""Share of the words between the first and the last common ones that both have, at least, in each quotation."""
GAP = "\0"
PIECE = re.compile(
    r"(?P<gap>\[[^\]]*\]|\([^)]*\)|\.\s?\.\s?\.+|…)"
    r"|(?P<clock>\b(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b\.?|\b\d{1,2}:\d\d\b)"
    r"|(?P<word>\d[\d,.]*\d|\w+(?:[’'‘`´]\w+)*)",
    re.IGNORECASE,
)
APOSTROPHES = str.maketrans("’‘`´", "'" * 4)
SHORT = {
    "ok": "okay", "percent": "per cent", "us": "u s", "usa": "u s a", "ii": "2", "iii": "3", "advisor": "adviser",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "cannot": "can not",
}  # fmt: skip
"""Words that are said alike and written in two ways."""
ORDINALS = {
    word: f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number, 'th') }"
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
TITLES = frozenset("mr mrs ms sen senator rep representative gov governor gen general pres president dr".split())
"""What one outlet puts before a name and another one does not."""
CONTRACTED = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'s": "is", "'d": "would"}
NEGATIONS = frozenset("not no never nor without".split())
STOP = re.compile(r"\.\s[A-Z]")
"""A full stop that ends no sentence of its own accord: "Ft. Lee"."""


class _Word(NamedTuple):
    span: Span
    written: str


def differing(text_a: str, a: Span, text_b: str, b: Span) -> tuple[str, str] | None:
    """The first words that differ between two quotations of one speech; None where nothing that counts differs.

    Where one of them lacks the words, those on either side are shown: "our lives are", "our lives, Sir, are".
    """
    first, second = _words(text_a, a), _words(text_b, b)
    if min(len(first), len(second)) < SHORTEST or max(len(first), len(second)) > LONGEST:
        return None
    if _title(text_a, first) or _title(text_b, second):
        return None
    rows = [word.written for word in first], [word.written for word in second]
    codes = SequenceMatcher(None, *rows, autojunk=False).get_opcodes()
    equal = [number for number, code in enumerate(codes) if code[0] == "equal" and _anchors(code, *rows)]
    if not equal:
        return None
    inner = codes[equal[0] : equal[-1] + 1]
    common = sum(code[2] - code[1] for code in inner if code[0] == "equal")
    longer = max(inner[-1][2] - inner[0][1], inner[-1][4] - inner[0][3])
    if common < SHORTEST or common < KEPT * longer:
        return None
    for kind, a1, a2, b1, b2 in inner:
        x, y = first[a1:a2], second[b1:b2]
        shortened = _abbreviated(text_a, x, y) or _abbreviated(text_b, y, x)
        if kind != "equal" and not shortened and _counts(rows[0][a1:a2], rows[1][b1:b2]):
            before = int(not (x and y) and a1 > 0 and b1 > 0)
            after = int(not (x and y) and a2 < len(first) and b2 < len(second))
            return _shown(text_a, first[a1 - before : a2 + after]), _shown(text_b, second[b1 - before : b2 + after])
    return None


def _abbreviated(text: str, short: Sequence[_Word], long: Sequence[_Word]) -> bool:
    """Whether one word abbreviates what the other quotation has: "IE", or "Ft." before a name ("Ft. Lee").

    Its letters are the initials of several words; or it has a full stop, and they stand in one word in their order.
    """
    if len(short) != 1 or not long or GAP in (word.written for word in long):
        return False
    word = short[0].written
    if len(long) > 1:
        return short[0].span.of(text).isupper() and word == "".join(one.written[0] for one in long)
    whole, letters = long[0].written, iter(long[0].written)
    stopped = STOP.match(text, short[0].span.end) is not None
    return stopped and word[0] == whole[0] and len(word) < len(whole) and all(letter in letters for letter in word)


def _title(text: str, row: Sequence[_Word]) -> bool:
    """Whether the words with content are written with capitals: a title in quotation marks."""
    written = [word.span.of(text) for word in row if word.written not in STOP_WORDS and word.written != GAP]
    return len(written) > 1 and all(word[0].isupper() for word in written)


def _anchors(code: tuple[str, int, int, int, int], a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether a common stretch says that one speech is quoted: two words of it, or one at the edge of both."""
    _, a1, a2, b1, b2 = code
    return a2 - a1 > 1 or a1 == b1 == 0 or (a2 == len(a) and b2 == len(b))


def _words(text: str, span: Span) -> list[_Word]:
    """The words of a quotation as they are said; one word can be several."""
    out = []
    for match in PIECE.finditer(text, *span):
        place = Span(match.start(), match.end())
        if match["gap"]:
            out.append(_Word(place, GAP))
        elif match["clock"]:
            out.append(_Word(place, _clock(match)))
        elif match["word"].lower() not in TITLES:
            out += [_Word(place, word) for word in _said(match["word"].lower().translate(APOSTROPHES))]
    return out


def _clock(match: re.Match[str]) -> str:
    """The hour and the minute by 24 hours: "18:41" for "6:41 pm"."""
    if not match["half"]:
        return match["clock"].zfill(5)
    hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
    return f"{hour:02}:{match['minute'] or '00'}"


def _said(word: str) -> list[str]:
    for ending, whole in CONTRACTED.items():
        if word.endswith(ending) and word != ending:
            return [{"wo": "will", "ca": "can"}.get(head := word[: -len(ending)], head), whole]
    number = WORDS.get(word)
    if number is not None and word not in SCALES:
        return [str(number)]
    return SHORT.get(word, ORDINALS.get(word, word)).split()


def _counts(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two stretches differ in what is said, and neither marks that it was changed."""
    return GAP not in a and GAP not in b and _spelled(a) != _spelled(b) and _content(a) != _content(b)


def _content(row: Sequence[str]) -> set[str]:
    """The stems of the words that say something."""
    return {stem(word) for word in row if word not in STOP_WORDS or word in NEGATIONS}


def _spelled(row: Sequence[str]) -> str:
    """Words without the space between them, in American spelling."""
    return re.sub(r"is(?=e|ing|ation)", "iz", "".join(row).replace("our", "or"))


def _shown(text: str, row: Sequence[_Word]) -> str:
    return " ".join(text[row[0].span.start : row[-1].span.end].split())
