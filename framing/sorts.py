"""Noun phrases of one noun become sorts where an article itself tells two apart: "the trade deal", "the nuclear deal".

What can go wrong: a bare "the deal" is counted with the sort that was named last before it, which may be the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from framing.lexicon.common_nouns import singular
from framing.lexicon.gazetteer import roles
from framing.phrases import Phrase

SEEN = 6
"""Words before a noun that are looked at."""
MOST = 8
"""Sorts of one noun, at most."""
LEAST = 3
"""Phrases of a sort, at least."""
RELATIONAL = frozenset(
    "nuclear military economic political presidential parliamentary federal commercial financial naval maritime legal "
    "criminal civil medical environmental bilateral constitutional congressional municipal judicial electoral "
    "agricultural industrial chemical biological conventional diplomatic regional national "
    "international".split()
)
"""Adjectives that say what sort of thing it is, rather than what is thought of it."""
Denoted = Sequence[Sequence[tuple[Phrase, str]]]


def sorted_apart(articles: Denoted) -> tuple[tuple[tuple[Phrase, str], ...], ...]:
    """Phrases with their concepts, in the order of each article; a noun's concept is parted where it has sorts."""
    nouns = {singular(phrase.head) for own in articles for phrase, _ in own}
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    together: set[tuple[str, str, str]] = set()
    beside: set[tuple[str, str, str]] = set()
    for own in articles:
        here: defaultdict[str, set[str]] = defaultdict(set)
        for phrase, one in own:
            if one.startswith("noun-"):
                found = [word for word in phrase.modifiers[-SEEN:] if word in RELATIONAL or word in nouns]
                together |= {(one, first, second) for first in found for second in found if first != second}
                sort = _sort(phrase, nouns)
                counted[one].update(sort)
                here[one].update(sort)
        for one, words in here.items():
            if len(words) <= MOST:
                beside |= {(one, first, second) for first in words for second in words}
    sorts = {one: _sorts(one, words, together, beside) for one, words in counted.items()}
    return tuple(tuple(_parted(own, sorts)) for own in articles)


def _sort(phrase: Phrase, nouns: set[str]) -> tuple[str, ...]:
    """The word right before the noun of one thing, if it says what sort of thing that is; of people it says nothing."""
    if len(phrase.modifiers) < 2 or singular(phrase.head) != phrase.head or phrase.head in roles():
        return ()
    word = phrase.modifiers[-1]
    sort = (word in RELATIONAL or word in nouns) and phrase.determiner in ("the", "a", "an", "this", "that")
    return (word,) if sort else ()


def _sorts(
    one: str, words: Mapping[str, int], together: set[tuple[str, str, str]], beside: set[tuple[str, str, str]]
) -> tuple[str, ...]:
    """The words that part a noun's phrases: each common, and told from the others in one article at least."""
    common = sorted((word for word, count in words.items() if count >= LEAST), key=lambda word: (-words[word], word))
    out: list[str] = []
    for word in common[:MOST]:
        if all((one, word, other) in beside and (one, word, other) not in together for other in out):
            out.append(word)
    return tuple(out) if len(out) > 1 else ()


def _parted(own: Sequence[tuple[Phrase, str]], sorts: Mapping[str, tuple[str, ...]]) -> list[tuple[Phrase, str]]:
    """One article's phrases; a bare noun is of the sort named last, or else of the commonest."""
    last: dict[str, str] = {}
    out = []
    for phrase, one in own:
        if sorts.get(one):
            found = [word for word in phrase.modifiers if word in sorts[one]]
            last[one] = found[-1] if found else last.get(one, sorts[one][0])
            out.append((phrase, one if last[one] == sorts[one][0] else f"{one}-{last[one]}"))
        else:
            out.append((phrase, one))
    return out
