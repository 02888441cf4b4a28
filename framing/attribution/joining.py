"""The network's drafts and those of the rules become one list: the rules are the backstop.

A draft by rule counts where the network has seen nothing; where it finds speech within speech, of which the articles
that the network learned from have almost none; and where a passive turns the roles about ("was quoted as saying").
What can go wrong: a rule that fires where the network was right to be silent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.article import Span, disjoint, touched
from framing.attribution.drafts import Draft
from framing.attribution.hits import MODALS
from framing.attribution.words import BE, DASHES, NEGATIONS, PRONOUNS, nobody
from framing.patterns import pattern

CHARGED = frozenset(
    "accused charged suspected convicted indicted acquitted blamed criticized criticised condemned denounced mocked "
    "praised hailed".split()
)
"""Participles of cues whose object is somebody."""
LINKS = frozenset("of with for as".split())
FATES = frozenset("dead killed hurt injured wounded missing arrested detained dying".split())
"""What is "reported" of somebody in a headline."""
DOUBTFUL = 0.7
"""Up to this score a draft is doubtful."""
NOTHING = pattern(r"no (?:\w+ )?(?:evidence|proof|details?|comment|explanation|reasons?|response)\b", re.IGNORECASE)
"""What somebody offers, gives or provides who says nothing."""
NO_ANSWER = pattern(
    r"(?:\w+ )?(?:respond|responded|responding|reply|replied|replying|answer|answered|return|returned)\b.{0,40}?"
    r"\b(?:requests?|messages?|calls?|e-?mails?|inquiries|queries|questions)\b.{0,20}?\b(?:comment|interview)",
    re.IGNORECASE | re.DOTALL,
)
"""“Responded to a request for comment”: whether somebody did or did not, no words are told."""
SPEAKERS_THERE = PRONOUNS | frozenset("who that this".split())
"""Sources inside speech that are the speaker, the hearer or somebody whom only they know."""


def joined(text: str, learned: Sequence[Draft], ruled: Sequence[Draft]) -> list[Draft]:
    """All drafts of an article: those learned that say something, and those ruled that add to them."""
    certain = disjoint(draft.cue for draft in ruled if draft.cue and draft.lexeme.kind == "passive")
    kept = [
        _passive(text, _without_there(text, draft))
        for draft in learned
        if says_something(text, draft) and not (draft.cue and touched(draft.cue, certain))
    ]
    taken = disjoint(piece for draft in kept for piece in _pieces(draft))
    cues = disjoint(draft.cue for draft in kept if draft.cue)
    contents = sorted(piece for draft in kept for piece in draft.content)
    out = list(kept)
    for draft in (_passive(text, _without_there(text, draft)) for draft in ruled):
        if draft.inside is not None:
            adds = _third_party(text, draft) and _reported(text, draft)
        else:
            alone = not any(touched(piece, taken) for piece in _pieces(draft))
            alone = alone or _headline(text, draft)
            nested = not alone and _third_party(text, draft) and _within(draft, contents, cues)
            adds = (alone or nested) and says_something(text, draft)
        if adds:
            out.append(draft)
    return out


def _without_there(text: str, draft: Draft) -> Draft:
    """The draft without the "there" of "There were fears that …", which is neither a source nor said."""
    pieces = (*draft.source, *draft.content)
    if all(piece.of(text).lower() != "there" for piece in pieces):
        return draft
    source = tuple(piece for piece in draft.source if piece.of(text).lower() != "there")
    content = tuple(piece for piece in draft.content if piece.of(text).lower() != "there")
    return draft._replace(source=source, content=content)


def _passive(text: str, draft: Draft) -> Draft:
    """The draft with the accused in its content: in "she was accused of theft", or "mayor accused of theft", nobody is
    named who says so.
    """
    if not draft.cue or not draft.source or draft.source[-1].end > draft.cue.start:
        return draft
    words = draft.cue.of(text).lower().replace("’", "'").split()
    places = [number for number, word in enumerate(words) if word in CHARGED or words == ["reported"]]
    if not places:
        return draft
    following = (words[places[0] + 1 :] or text[draft.cue.end : draft.cue.end + 16].lower().split())[:1]
    bare = places[0] == 0 and bool((FATES if words == ["reported"] else LINKS).intersection(following))
    if not (bare or BE.intersection(words[: places[0]])):
        return draft
    return draft._replace(source=(), content=tuple(sorted((*draft.source, *draft.content))))


def says_something(text: str, draft: Draft) -> bool:
    """Whether words, or a view, are ascribed to anybody: not "nobody said", "she should have said", "did not say"."""
    source = draft.source[0].of(text).lower().split() if draft.source else []
    if nobody(source) or source[-1:] == ["to"]:
        return False
    if not draft.content:
        return True  # it waits for a quotation
    cue = draft.cue.of(text).lower().replace("’", "'").replace("n't", " n't").split() if draft.cue else []
    if len(draft.content) == 1 and NOTHING.match(draft.content[0].of(text)):
        return False
    if draft.cue and NO_ANSWER.match(text[draft.cue.start : draft.content[-1].end]):
        return False
    unsaid = draft.lexeme.stance == "neutral" and "quotation" in draft.lexeme.takes and bool(NEGATIONS & set(cue))
    return not unsaid and not MODALS & set(cue) and not _turned(draft, set(cue))


def _turned(draft: Draft, cue: set[str]) -> bool:
    """Whether a doubtful draft without a source takes a verb's subject and object for content, and is no passive."""
    if draft.source or draft.cue is None or cue & BE or (draft.score or 1) > DOUBTFUL:
        return False
    ends, starts = min(p.end for p in draft.content), max(p.start for p in draft.content)
    return ends <= draft.cue.start and starts >= draft.cue.end


def _pieces(draft: Draft) -> tuple[Span, ...]:
    return (*draft.content, *([draft.cue] if draft.cue else []))


def _third_party(text: str, draft: Draft) -> bool:
    """Whether a draft reports the words of somebody who is named or described."""
    says = "quotation" in draft.lexeme.takes and draft.lexeme.stance != "attitude"
    source = draft.source[0].of(text).lower().split() if draft.source else []
    return says and bool(source) and (len(source) > 1 or source[0] not in SPEAKERS_THERE)


def _headline(text: str, draft: Draft) -> bool:
    """Whether a draft is a headline's "… – media": its source stands behind a dash."""
    return draft.cue is not None and draft.cue.of(text) in DASHES and draft.content[0].end <= draft.cue.start


def _reported(text: str, draft: Draft) -> bool:
    return bool(draft.content) and draft.content[0].of(text).lower().startswith(("that ", "“", "‘", "'", '"'))


def _within(draft: Draft, contents: Sequence[Span], cues: Sequence[Span]) -> bool:
    """Whether all of a draft lies within one content, and on no cue that the network has found itself."""
    whole = (*_pieces(draft), *draft.source)
    free = not any(touched(piece, cues) for piece in whole)
    return free and any(all(content.covers(piece) for piece in whole) for content in contents)
