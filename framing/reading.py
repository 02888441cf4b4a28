"""One Article becomes a Reading: the article with all that its own text says.

Everything here comes from this one text; what follows from other articles is the comparison's. What can go wrong: an
article in another language than English gets blocks, language and nothing else, with a note that says so (law 11).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from framing import dating
from framing.article import Article, Note, Span
from framing.attribution.arrays import ArrayStates
from framing.attribution.attributions import Attribution, Quoted, speech
from framing.attribution.chains import Sourcing, sourcings
from framing.attribution.voices import Voice
from framing.language.identification import language
from framing.language.readability import Readability, readability
from framing.language.sentences import sentences
from framing.language.tokens import Tokens
from framing.lexicon.rules import Rule
from framing.measures import Measure, reading_measures
from framing.mentions.dates import Date, dates
from framing.mentions.mention import Mention
from framing.mentions.names import mentions
from framing.mentions.numbers import Number, numbers
from framing.wording.charged import NOT_MEASURED, Charge, charge, sided
from framing.wording.findings import Finding, findings

UNDERSTOOD = ("en", "und")
"""Languages that are read: English, and texts too short to tell."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and what was found in it; every span points into ``article.text``.

    ``sourcings`` run parallel to ``attributions``, and the scores of ``charge`` to ``sentences``.
    """

    article: Article
    language: str
    sentences: tuple[Span, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    sourcings: tuple[Sourcing, ...] = ()
    quotations: tuple[Quoted, ...] = ()
    voices: tuple[Voice, ...] = ()
    findings: tuple[Finding, ...] = ()
    charge: Charge = NOT_MEASURED
    mentions: tuple[Mention, ...] = ()
    dates: tuple[Date, ...] = ()
    numbers: tuple[Number, ...] = ()
    readable: Readability | None = None
    measures: tuple[Measure, ...] = ()

    @property
    def understood(self) -> bool:
        """Whether the text is in a language that the later stages can work on."""
        return self.language in UNDERSTOOD


def reading(article: Article, lexicon: tuple[Rule, ...] | None = None) -> Reading:
    """Read one article; ``lexicon`` replaces the package's rules."""
    with uncollected():
        return _reading(article, lexicon)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cycles: an article becomes many small values and no cycle, and the search for one would
    take a tenth of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _reading(article: Article, lexicon: tuple[Rule, ...] | None) -> Reading:
    seen = article.unmarked
    text = seen.text
    code = language(" ".join(block.span.of(text) for block in article.prose))
    if code not in UNDERSTOOD:
        note = Note(f'written in another language than English ("{code}"): shown, but not analysed')
        return Reading(_noted(article, (note,)), code)
    spans = [block.span for block in article.prose]
    words = Tokens(text, spans)
    found = speech(seen, ArrayStates, words.within)
    cut = sentences(seen)
    named = mentions(text, words.rows)
    dated = tuple(date for span in spans for date in dates(text, span))
    taken = [date.span for date in dated]
    counted = tuple(number for span in spans for number in numbers(text, span, taken))
    bounds, doubts = dating.bounds(seen, cut, dated)
    loaded = findings(text, article.blocks, found, lexicon)
    whole = Reading(
        article=_noted(article._replace(date_bounds=bounds), (*found.notes, *doubts)),
        language=code,
        sentences=cut,
        attributions=found.attributions,
        sourcings=sourcings(text, article.prose, found.attributions, named, article.outlet),
        quotations=found.quotations,
        voices=found.voices,
        findings=loaded,
        charge=charge(text, cut, sided(loaded), cut=words.within),
        mentions=named,
        dates=dated,
        numbers=counted,
    )
    written = [token for row in words.rows for token in row if text[token.start].isalnum()]
    readable = readability(text, written, len(cut))
    measures = reading_measures(written, whole.voices, whole.findings, whole.sourcings, readable)
    return replace(whole, readable=readable, measures=measures)


def _noted(article: Article, notes: Sequence[Note]) -> Article:
    return article._replace(notes=(*article.notes, *notes))
