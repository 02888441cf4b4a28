"""Words become stems: NLTK's Snowball stemmer for English (Porter 2001), with stop words left out where asked.

What can go wrong: a stem is no lemma; "universal" and "university" share one.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from framing.article import Span
from framing.language.tokens import words
from framing.language.toolkit import nltk

STOP_WORDS = frozenset(
    "a an the and or but nor so yet if then than as of in on at by for from to with without into onto upon "
    "over under about after before between during through against among within is are was were be been being "
    "am do does did done have has had having will would shall should can could may might must not no n't n’t "
    "'s ’s it its he him his she her hers they them their theirs we us our ours you your yours i me my mine "
    "this that these those there here who whom whose which what when where why how all any both each few more "
    "most other some such only own same too very just also while until because out up down off again once 're "
    "’re 've ’ve 'll ’ll 'd ’d 'm ’m said say says".split()
)
KEPT = 200_000
"""Words whose stems are kept from one text to the next."""


@cache
def _stemmer() -> Any:
    return nltk("nltk.stem.snowball").EnglishStemmer()


@lru_cache(KEPT)
def stem(word: str) -> str:
    """The stem of one word, in lower case."""
    return str(_stemmer().stem(word.lower().replace("’", "'")))


def stems(text: str, span: Span) -> tuple[str, ...]:
    """The stems of the words in a span that carry content, in order; stop words and possessives are left out."""
    written = (text[word.start : word.end].lower() for word in words(text, span))
    return tuple(stem(word) for word in written if word not in STOP_WORDS)
