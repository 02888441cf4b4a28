"""Attributions, voices and findings become tables: who speaks, through whom, whose words are loaded, how it reads.

What can go wrong: little text in one voice; a rate on fewer than 20 words is not given (law 8).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from framing.attribution.attributions import Attribution
from framing.attribution.chains import Sourcing
from framing.comparison import Comparison
from framing.groups import KINDS, Group, column
from framing.measures import VOICES, share
from framing.reading import Reading
from framing.report.tables import Row, Spot, Table

LEAST_WORDS = 20
"""Words of a voice on which a rate is given, at least."""
FORMULAE = ("words_per_sentence", "flesch_reading_ease", "flesch_kincaid_grade", "gunning_fog", "dale_chall")
SHARES = {"own": ("own", "mention"), "attributed": ("attributed",), "quoted": ("quoted",)}
"""The voices whose shares of the words add up to one: words spoken about stand in the outlet's own sentences."""
NO_CUE = "none"


def sourcing(found: Comparison, grouped: Sequence[Group]) -> Table:
    """How many attributions of each group rest on which kind of source."""
    rows = []
    for group in grouped:
        spoken = list(spoken_in(found.readings, group.texts))
        for kind in KINDS:
            spots = tuple((n, a.place) for n, a, s in spoken if s.kind == kind)
            rows.append(Row((group.name, kind), len(spots), share(kind, len(spots), len(spoken)), spots))
    return Table(
        "sourcing",
        "Attributions by kind of source",
        "Attributions to sources of one kind: count, share of all attributions, 95 % interval (Wilson). Speech "
        "reported inside other speech counts on its own.",
        (column(grouped), "kind"),
        "share",
        tuple(rows),
    )


def spoken_in(readings: Sequence[Reading], texts: Sequence[int]) -> Iterator[tuple[int, Attribution, Sourcing]]:
    """The attributions of some articles with their sourcing, each with its article's index."""
    for n in texts:
        for attribution, sourced in zip(readings[n].attributions, readings[n].sourcings, strict=True):
            yield n, attribution, sourced


def speakers(found: Comparison, grouped: Sequence[Group]) -> Table:
    """Named speakers, the most often heard first, with the cues that tie words to them and their stances."""
    counted: dict[tuple[str, str, str, str], list[Spot]] = {}
    for group in grouped:
        for n, attribution, sourced in spoken_in(found.readings, group.texts):
            if sourced.speaker is not None:
                keys = (sourced.speaker, cue(attribution.lexeme), attribution.stance, group.name)
                counted.setdefault(keys, []).append((n, attribution.place))
    heard: Counter[str] = Counter()
    used: Counter[tuple[str, str]] = Counter()
    for (speaker, verb, _, _), spots in counted.items():
        heard[speaker] += len(spots)
        used[speaker, verb] += len(spots)
    order = sorted(counted, key=lambda k: (-heard[k[0]], k[0], -used[k[0], k[1]], k[1:]))
    return Table(
        "speakers",
        "Speakers and their cues",
        "Attributions to a named speaker by the word that introduces them, in its base form, and its stance in the "
        "list of cues, which is no judgement on this use.",
        ("speaker", "cue", "stance", column(grouped)),
        "",
        tuple(Row(keys, len(counted[keys]), None, tuple(counted[keys])) for keys in order),
    )


def cue(lexeme: str) -> str:
    """A cue as it is shown: a verb in its base form, a mark in quotation marks, or the word for none."""
    return lexeme if len(lexeme) > 1 else f"“{lexeme}”" if lexeme else NO_CUE


def chains(found: Comparison, _: Sequence[Group]) -> Table:
    """From the origin through relays to the article: the chains with a relay, those that run alike in one together."""
    counted: dict[tuple[int, tuple[str, ...]], list[Spot]] = {}
    for n, attribution, sourced in spoken_in(found.readings, range(len(found.readings))):
        if len(sourced.chain) > 1:
            counted.setdefault((n, sourced.chain), []).append((n, attribution.place))
    rows = [
        Row((" → ".join(chain), found.readings[n].article.id), len(spots), None, tuple(spots))
        for (n, chain), spots in counted.items()
    ]
    about = (
        "Attributions whose words came through a relay: from the origin (first) through whom they reached the article."
    )
    return Table("chains", "Chains", about, ("chain", "article"), "", tuple(rows))


def wording(found: Comparison, grouped: Sequence[Group]) -> Table:
    """Marked terms by voice, with their rate on the words of that voice."""
    # Words spoken about are rare: their rows stand only where an article has some.
    mentioned = any(voice.voice == "mention" for reading in found.readings for voice in reading.voices)
    shown = [name for name in VOICES if name != "mention" or mentioned]
    rows = []
    for group in grouped:
        for name in shown:
            spots = tuple(
                (n, f.span) for n in group.texts for f in found.readings[n].findings if f.voice in VOICES[name]
            )
            rate = group.measure(f"findings_{name}_per_1000")
            rows.append(Row((group.name, name), len(spots), rate if rate.n >= LEAST_WORDS else None, spots))
    return Table(
        "wording",
        "Marked terms by voice",
        "Terms that the lexicon marks, by the voice they stand in: count, rate per 1,000 words of that voice, 95 % "
        "interval (Poisson, Byar). Own voice includes scare quotes. No rate is given on fewer than 20 words.",
        (column(grouped), "voice"),
        "per 1,000 words",
        tuple(rows),
    )


def voices(_: Comparison, grouped: Sequence[Group]) -> Table:
    """The share of the words in each voice."""
    rows = []
    for group in grouped:
        written = int(group.measure("words").value)
        for name, held in SHARES.items():
            those = sum(group.measure(f"findings_{voice}_per_1000").n for voice in held)
            rows.append(Row((group.name, name), those, share(name, those, written), _whole(group)))
    return Table(
        "voices",
        "Words by voice",
        "Words in each voice: count, share of all words, 95 % interval (Wilson). Words spoken about count as own.",
        (column(grouped), "voice"),
        "share",
        tuple(rows),
    )


def readability(_: Comparison, grouped: Sequence[Group]) -> Table:
    """Published readability formulae, on the sentences of each group."""
    rows = []
    for group in grouped:
        for name in FORMULAE:
            value = group.measure(name)
            if value.n:
                rows.append(Row((group.name, name.replace("_", " ")), None, value, _whole(group)))
    return Table(
        "readability",
        "Readability",
        "Published formulae on n sentences; names and quotations sway them. They measure length of words and "
        "sentences, not clarity.",
        (column(grouped), "formula"),
        "points",
        tuple(rows),
    )


def _whole(group: Group) -> tuple[Spot, ...]:
    return tuple((n, None) for n in group.texts)
