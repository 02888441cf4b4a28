"""Words and groups become contrasts: the words that one group uses and the others together use less.

The log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words", equations 15
to 22); the prior is what all groups together use. Only what is outside quotation marks counts, since quoted words are
the speaker's, and no word of a name, since names stand under Naming. Every contrast that was looked at widens the
intervals (Bonferroni), and below :data:`LEAST` nothing is looked at (law 8). What can go wrong: words of one article
are not independent, so a word of one long article may stand out; its articles are counted beside it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from framing.article import Span
from framing.groups import Group
from framing.language.stems import STOP_WORDS, stem
from framing.language.tokens import words
from framing.reading import Reading

PRIOR = 500.0
"""Words that the prior weighs as much as."""
LEAST = 20
"""Uses of a word in all groups together, at least."""
LEAST_WORDS = 300
"""Words of a group and of the others together, at least."""
OUTSIDE = ("own", "scare", "attributed")
"""The voices that count: what is not quoted and not spoken about."""
LEVEL = 0.05
LISTED = 12
"""Words of a group that are listed, at most, the surest first."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """A word that sets a group (its index) apart, in the form that it has there most often.

    ``odds`` is the log-odds ratio (natural), above 0, ``low`` and ``high`` its interval after correction, ``score`` the
    ratio by its standard deviation. ``spots`` are its places in the group (article, span), ``elsewhere`` its number in
    the other groups, ``articles`` those of the group that have it.
    """

    group: int
    word: str
    odds: float
    low: float
    high: float
    score: float
    spots: tuple[tuple[int, Span], ...]
    elsewhere: int
    articles: int


@dataclass(frozen=True, slots=True)
class Distinctive:
    """The contrasts whose corrected interval is above 0, by group and the surest first, of all ``looked`` at.

    ``left_out`` are the groups (indices) with too few words, ``written`` the words of each group that counted.
    """

    contrasts: tuple[Contrast, ...]
    looked: int
    written: tuple[int, ...]
    left_out: tuple[int, ...]


def distinctive(readings: Sequence[Reading], found: Sequence[Group]) -> Distinctive:
    """What sets each group apart from the others together; groups that state no value take no part."""
    used = [_used(readings, group.texts) if group.value is not None else {} for group in found]
    counted = [Counter({word: len(spots) for word, spots in own.items()}) for own in used]
    written = tuple(own.total() for own in counted)
    every = sum(counted, Counter[str]())
    enough = [n for n, own in enumerate(written) if min(own, every.total() - own) >= LEAST_WORDS]
    function_words = {stem(word) for word in STOP_WORDS}  # their use is a matter of style
    vocabulary = [word for word, n in every.items() if n >= LEAST and word not in function_words]
    looked = len(vocabulary) * len(enough)
    out = []
    if looked:
        reach = NormalDist().inv_cdf(1 - LEVEL / (2 * looked))
        for n in enough:
            own = [_contrast(n, word, used[n].get(word, []), counted[n], every, readings, reach) for word in vocabulary]
            apart = sorted((one for one in own if one.low > 0), key=lambda one: (-one.score, one.word))
            out += apart[:LISTED]
    return Distinctive(tuple(out), looked, written, tuple(n for n in range(len(found)) if n not in enough))


def _used(readings: Sequence[Reading], texts: Sequence[int]) -> dict[str, list[tuple[int, Span]]]:
    """The stems of some texts outside quotation marks and names, with their places."""
    out: defaultdict[str, list[tuple[int, Span]]] = defaultdict(list)
    for number in texts:
        text = readings[number].article.unmarked.text
        for span in _outside(readings[number]):
            written = span.of(text)
            if written[0].isalpha():
                out[stem(written)].append((number, span))
    return out


def _outside(reading: Reading) -> Iterator[Span]:
    """The words of a reading that are in no quotation and in no name."""
    text = reading.article.unmarked.text
    named = iter(sorted(mention.span for mention in reading.mentions if mention.use != "description"))
    name = next(named, None)
    for word in _words(text, reading):
        while name is not None and name.end <= word.start:
            name = next(named, None)
        if name is None or word.end <= name.start:
            yield word


def _words(text: str, reading: Reading) -> Iterable[Span]:
    for voice in reading.voices:
        if voice.voice in OUTSIDE:
            yield from words(text, voice.span)


def _contrast(
    group: int,
    word: str,
    spots: Sequence[tuple[int, Span]],
    own: Counter[str],
    every: Counter[str],
    readings: Sequence[Reading],
    reach: float,
) -> Contrast:
    """The log-odds ratio of one word in one group against all others."""
    y, n = own[word], own.total()
    rest, others = every[word] - y, every.total() - n
    odds, deviation = log_odds(y, n, rest, others)
    forms = Counter(span.of(readings[article].article.text).lower() for article, span in spots)
    form = min(forms, key=lambda form: (-forms[form], form)) if forms else word
    low, high = odds - reach * deviation, odds + reach * deviation
    where = len({article for article, _ in spots})
    return Contrast(group, form, odds, low, high, odds / deviation, tuple(spots), rest, where)


def log_odds(y: int, n: int, rest: int, others: int) -> tuple[float, float]:
    """The log-odds ratio of a word that has ``y`` of the ``n`` words of a group and ``rest`` of the ``others``, and its
    standard deviation; the prior is what all have together.
    """
    prior = PRIOR * (y + rest) / (n + others)
    odds = math.log((y + prior) / (n + PRIOR - y - prior)) - math.log((rest + prior) / (others + PRIOR - rest - prior))
    return odds, math.sqrt(1 / (y + prior) + 1 / (rest + prior))
