"""A Comparison becomes its summary: five sentences without a verdict, in which every number has its places.

The page makes a link of each number, the JSON lists them, the Markdown prints the sentences. What can go wrong:
nothing; one article, or none in English, gets the sentences that can be said of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.article import Article
from framing.attribution.kinds import SourceKind
from framing.comparison import Comparison, understood_stories
from framing.measures import VOICES, share
from framing.reading import Reading
from framing.report.event_tables import leaves, shared
from framing.report.numerals import NARROW, interval, percent
from framing.report.speech_tables import spoken_in
from framing.report.tables import Spot


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence: the words shown, its value, what is counted, and where each thing counted is.

    That is in ``spots`` of the articles, in ``events`` (their ids), or in elements of the page (``anchors``).
    """

    words: str
    value: float
    about: str
    spots: tuple[Spot, ...] = ()
    events: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


Piece = str | Number
Sentence = tuple[Piece, ...]


def summary(found: Comparison) -> tuple[Sentence, ...]:
    """The five sentences: articles, comparability, events, sourcing, wording."""
    return tuple(
        tuple(said) for said in (_articles(found), _dates(found), _events(found), _sourcing(found), _wording(found))
    )


def plain(sentence: Sentence) -> str:
    """A sentence without its links."""
    return "".join(piece if isinstance(piece, str) else piece.words for piece in sentence)


def counted(number: int, noun: str) -> str:
    """A number and its noun, which has a regular plural."""
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def _articles(found: Comparison) -> Iterator[Piece]:
    articles = [reading.article for reading in found.readings]
    named = len({article.outlet for article in articles if article.outlet is not None})
    unnamed = sum(article.outlet is None for article in articles)

    def total(number: int, words: str, about: str) -> Number:
        return Number(words, number, about, anchors=("articles-total",))

    yield total(len(articles), counted(len(articles), "article"), "articles")
    yield " of "
    yield total(named, counted(named, "named outlet"), "named outlets")
    if unnamed:
        yield " and "
        yield total(unnamed, f"{unnamed} with no known outlet", "articles with no known outlet")
    yield ", "
    written = words(found.readings)
    yield total(written, counted(written, "word"), "words")
    yield " in all."


def words(readings: Sequence[Reading]) -> int:
    """The words of all articles that are in English."""
    return sum(int(m.value) for reading in readings for m in reading.measures if m.name == "words")


def _dates(found: Comparison) -> Iterator[Piece]:
    articles = [reading.article for reading in found.readings]
    compared = sum(reading.understood for reading in found.readings)
    told = len(understood_stories(found.readings, found.stories))
    those = "They" if compared == len(articles) else "Those in English"
    if len(articles) == 1:
        yield "There is nothing to compare it with; "
    elif compared < 2:
        yield Number(str(compared), compared, "articles in English", anchors=("articles-total",))
        yield f" {'is' if compared == 1 else 'are'} in English, so that nothing is compared; "
    elif told == 1:
        yield f"{those} report "
        yield Number("one story", 1, "story", anchors=("stories",))
        yield "; "
    else:
        yield f"{those} fall into "
        yield Number(f"{told} stories", told, "stories", anchors=("stories",))
        yield ", so that a difference may be one of time or topic; "
    ways = Counter(map(_how_dated, articles)).most_common()
    for place, (how, n) in enumerate(ways):
        rows = tuple(f"when-{number}" for number, one in enumerate(articles, 1) if _how_dated(one) == how)
        yield Number(str(n), n, DATED[how], anchors=rows)
        yield f" {TIMED[how]}" if how != "stated" else " states its date" if n == 1 else " state their dates"
        yield "." if place == len(ways) - 1 else " and " if place == len(ways) - 2 else ", "


DATED = {
    "stated": "articles with a stated date",
    "open": "articles whose time of writing has an open end",
    "bounded": "articles dated by what the texts tell",
}
TIMED = {"open": "cannot be dated on both sides", "bounded": "can be dated between two days, by what the texts tell"}


def _how_dated(article: Article) -> str:
    bounds = article.date_bounds
    return "stated" if article.date is not None else "open" if None in (bounds.earliest, bounds.latest) else "bounded"


def _events(found: Comparison) -> Iterator[Piece]:
    told = [event for event in found.events if len(event.tellers) > 1]
    parents = {event.parent for event in found.events}
    whole, both = len(leaves(found)), shared(found)
    every = Number(counted(whole, "event"), whole, "events", anchors=("events-counted",))
    if not told:
        yield "The " if whole == 1 else "None of the "
        yield every
        texts = "texts: what articles with one text tell counts once" if found.copies else "articles"
        yield f" was{' not' if whole == 1 else ''} found in two {texts}."
        return
    best = min(told, key=lambda event: (-len(event.tellers), event.id in parents))
    ids = tuple(event.id for event in both)
    yield "Of "
    yield every
    yield ", "
    yield Number(str(len(both)), len(both), "events that two articles or more tell", events=ids)
    yield f" {'is' if len(both) == 1 else 'are'} told by two articles or more"
    differ = tuple(event.id for event in both if event.contrasts)
    if differ:
        yield ", "
        about = "events told with another value, the opposite or another cause"
        yield Number(str(len(differ)), len(differ), about, events=differ)
        yield " of them with another value, the opposite or another cause"
    yield f"; the {'occasion' if best.id in parents else 'event'} most widely told, by "
    tellings = [telling for telling in best.tellings if telling.passages]
    spots = tuple((telling.article, telling.passages[0]) for telling in tellings)
    yield Number(f"{len(tellings)} of {len(found.readings)}", len(tellings), "articles that tell it", spots)
    yield f": “{best.label}”{'' if best.label[-1:] in ('.', '!', '?') else '.'}"


def _sourcing(found: Comparison) -> Iterator[Piece]:
    spoken = list(spoken_in(found.readings, range(len(found.readings))))
    if not spoken:
        yield "No attribution was found: nobody is quoted or reported as saying anything."
        return
    yield "Of "
    yield Number(counted(len(spoken), "attribution"), len(spoken), "attributions", anchors=("attributions-counted",))
    kinds: tuple[tuple[SourceKind, str], ...] = (("named-person", "a named person"), ("anonymous", "anonymous sources"))
    for kind, name in kinds:
        spots = tuple((n, a.place) for n, a, s in spoken if s.kind == kind)
        part = share(kind, len(spots), len(spoken))
        yield ", " if kind == "named-person" else " and "
        said = f"{len(spots)} ({percent(part.value)}, 95{NARROW}% interval {interval(part)})"
        yield Number(said, len(spots), f"attributions to {name}", spots)
        yield f" rest{'s' if len(spots) == 1 else ''} on {name}"
    yield "."


def _wording(found: Comparison) -> Iterator[Piece]:
    findings = [(n, finding) for n, reading in enumerate(found.readings) for finding in reading.findings]
    if not findings:
        yield "The lexicon marks no word in these texts."
        return

    def number(own: Sequence[Spot], about: str) -> Number:
        return Number(str(len(own)), len(own), about, tuple(own))

    yield "The lexicon marks "
    yield number([(n, f.span) for n, f in findings], "marked words or phrases")
    yield f" word{'s' if len(findings) != 1 else ''} or phrase{'s' if len(findings) != 1 else ''} ("
    first = True
    for severity in ("error", "warning", "info"):
        those = [(n, f.span) for n, f in findings if f.severity == severity]
        if those:
            about = f"marked words or phrases of severity {severity}"
            yield from ("" if first else ", ", number(those, about), f" as {severity}")
            first = False
    yield "): "
    yield number([(n, f.span) for n, f in findings if f.voice in VOICES["own"]], "marked in the outlets’ own voice")
    yield " in the outlets’ own voice, "
    others = [(n, f.span) for n, f in findings if f.voice not in VOICES["own"]]
    yield number(others, "marked in words that are attributed or quoted")
    yield " in words that they attribute or quote."
