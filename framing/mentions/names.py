"""Text becomes mentions: names by the gazetteer, and other names by their capitals, each with its concept.

A concept is an entity of the gazetteer, or else the fullest form of the name in the article: "Marsh" after "Ann
Marsh" is the same one. What can go wrong: a capital that only opens a sentence, which counts as a name only if it
stands inside one elsewhere; two people of one surname, who become one; somebody who is called like a place, and is
never given a first name or a title.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from framing.article import Span, touched
from framing.language.boundaries import TITLES
from framing.language.tokens import tokens
from framing.lexicon.gazetteer import Entity, Name, names, roles
from framing.mentions.mention import Mention, MentionKind, slug
from framing.mentions.namesakes import own_names
from framing.mentions.surnames import NO_GIVEN, is_surname, opens
from framing.mentions.titles import (
    APOSTROPHES,
    BEHIND_A_PREPOSITION,
    INSIDE,
    KIN,
    NOT_NAMES,
    OF_A_PLACE,
    RANKS,
    introduced,
    office,
    without_titles,
)

LONGEST = 7
IN_A_PLACE = re.compile(r"\b(?:in|in the town of|in the city of) $")
"""Behind these a name outside the gazetteer is a place."""
SITES = frozenset(
    "street road avenue lane square bridge park river lake county island hall tower hotel airport station stadium bay "
    "beach valley mountain harbour harbor pier quay plaza district village forest canyon creek prison jail".split()
)
"""Last words of the names of sites, which may be surnames too."""
BEHIND_A_SITE_WORD = re.compile(r"\b(?:on|at|near|along|across|off|outside|around|the) $", re.IGNORECASE)
MONTHS = frozenset(("May", "June", "August"))
IN_A_MONTH = re.compile(
    r"(?:\d(?:st|nd|rd|th)?|\b(?:in|since|until|till|by|of|to|from|for|on|last|this|next|early|mid|late|before|after|"
    r"during|through|between|and|or|the)) $",
    re.IGNORECASE,
)
"""Behind these "May" is the month, though somebody is called so."""
COUNTED = frozenset(
    "shares residents officials members supporters critics fans workers employees lawyers copies photos pictures "
    "opponents allies friends voters leaders sales stocks prices reports rumours rumors thousands hundreds dozens "
    "millions scores images scenes survivors victims relatives citizens parts".split()
)
"""Plurals before "of" and a name at the beginning of a sentence."""
OF_MANY = frozenset("women men children people".split())
"""Their genitive may stand inside a name: the Women's Society."""
LONGEST_TITLE = 20
PREFIXED = re.compile(
    r"(?:al|el|as|ash|ad|an|ar|at|az)[-\u2010\u2011][^\W\da-zß-öø-ÿ]|(?:di|de|du|la|le|van|von)[A-Z][a-z]"
)
"""Names that begin small: "al-Otter", "diMarsh"."""
HYPHENED = re.compile(r"[-\u2010\u2011][a-zß-öø-ÿ]+$")
SCENE_OF = re.compile(
    r"\s+(?:[A-Z][\w-]+\s+)?(?:summit|talks|conference|meeting|accords?|agreements?|declaration|airport|suburb|street|court|mayor)"
)


@cache
def _first_words() -> Mapping[str, int]:
    """The most words of any gazetteer name that begins with a given word."""
    longest: dict[str, int] = {}
    for form in names():
        words = re.findall(r"[\w.]+|[^\w\s]", form)
        if words:
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def mentions(text: str, blocks: Sequence[Sequence[Span]]) -> tuple[Mention, ...]:
    """The names in the blocks of one article, in order, without overlap; each block is given by its tokens."""
    found: list[Mention] = []
    unknown: list[tuple[Span, bool]] = []
    whole = [Span(row[0].start, row[-1].end) for row in blocks if row]
    for row in blocks:
        shouted = bool(row) and text[row[0].start : row[-1].end].isupper()  # capitals tell nothing there
        for item in _block(text, row):
            if isinstance(item, Mention):
                found.append(item)
            elif not shouted:
                unknown.append(item)
    found, unknown = _compounds(text, found, unknown)
    found += _unknown_names(text, unknown, found)
    found = own_names(text, found)
    found += _descriptions(text, whole, found)
    return tuple(sorted(found, key=lambda mention: mention.span))


def _block(text: str, row: Sequence[Span]) -> Iterator[Mention | tuple[Span, bool]]:
    """Gazetteer names, and runs of capitals that are none (with whether the run opens a sentence)."""
    behind = 0
    for at in [
        number for number, (start, end) in enumerate(row) if not text[start:end].islower() or text[start].isdigit()
    ]:
        written = text[row[at].start : row[at].end]
        if at < behind or not (written[0].isupper() or written[0].isdigit() or PREFIXED.match(written)):
            continue
        known = _known(text, row, at)
        if known:
            mention, behind = known
            yield mention
        elif _capital(written):
            end = _run_end(text, row, at)
            part = written.lower() in NO_GIVEN and end == at + 1 < len(row) and _known(text, row, end)
            if not part:  # "East Holland" is Holland's
                yield Span(row[at].start, row[end - 1].end), opens(text, row, at)
            behind = end


def _capital(word: str) -> bool:
    """Whether a word may belong to a name; what is "Rome-based" or "French-led" describes one."""
    return (word[0].isupper() and not HYPHENED.search(word)) or PREFIXED.match(word) is not None


def _label(text: str, span: Span) -> str:
    """The name under a span, with straight apostrophes and single spaces."""
    return " ".join(span.of(text).replace("’", "'").split())


def _known(text: str, row: Sequence[Span], at: int) -> tuple[Mention, int] | None:
    first = text[row[at].start : row[at].end]
    small = PREFIXED.match(first) is not None  # "al-Qaeda", listed as "Al-Qaeda"
    first = first[0].upper() + first[1:] if small else first
    longest = min(_first_words().get(first, 0), LONGEST, len(row) - at)
    for length in range(longest, 0, -1):
        span = Span(row[at].start, row[at + length - 1].end)
        form = _label(text, span)
        form = form[0].upper() + form[1:] if small else form
        candidates = names().get(form)
        if candidates and not _continues(text, row, at + length, candidates[0]):
            entity, name = _meant(
                candidates, text[max(0, span.start - 60) : span.start], text[span.end : span.end + 20]
            )
            return Mention(span, entity.id, _label(text, span), entity.kind, name.use), at + length
    return None


def _meant(candidates: Sequence[tuple[Entity, Name]], before: str, after: str) -> tuple[Entity, Name]:
    """A capital is the government that sits there, unless "in" or "near" stands before it or what happened there
    behind.

    A capital that stands for more than one body (a state and a union of states) is left as the place.
    """
    seats = [(entity, name) for entity, name in candidates if name.use == "metonym"]
    if candidates[0][0].kind != "place" or len(seats) != 1 or seats[0][0].id != candidates[0][0].part_of:
        return candidates[0]
    happening = SCENE_OF.match(after) is not None
    return candidates[0] if happening or BEHIND_A_PREPOSITION.search(before) else seats[0]


def _continues(text: str, row: Sequence[Span], end: int, found: tuple[Entity, Name]) -> bool:
    """Whether a one-word person or place is the beginning of a longer name that is not listed."""
    if found[0].kind != "person" or end >= len(row):
        return False
    following = text[row[end].start : row[end].end]
    return following[0].isupper() and following[:1].isalpha() and following.lower() not in NOT_NAMES


def _run_end(text: str, row: Sequence[Span], at: int) -> int:
    end = at + 1
    while end < len(row):
        word = text[row[end].start : row[end].end]
        known = _known(text, row, end) if _capital(word) else None
        listed = (known[0].kind, known[0].use) if known and known[1] == end + 1 else None
        if _capital(word) and (not known or (listed and is_surname(text, row, at, end, listed))):
            end += 1
        elif word in INSIDE and end + 1 < len(row) and text[row[end + 1].start].isupper() and word != "and":
            if _known(text, row, end + 1) or (word in ("for", "the") and text[row[end - 1].start].islower()):
                break
            end += 2
        elif word == "." and _shortens(text, row, end):
            end += 1
        elif word in APOSTROPHES and _genitive_inside(text, row, end):
            end += 2
        else:
            break
    return min(end, len(row))


def _genitive_inside(text: str, row: Sequence[Span], mark: int) -> bool:
    """Whether a genitive stands inside a name: "the Residents' Association", "the Women's Society"."""
    owner = row[mark - 1].of(text)
    plural = (owner.endswith("s") and " " not in text[row[mark].start : row[mark].end]) or owner.lower() in OF_MANY
    role = roles().get(owner.lower())
    people = owner.lower() in OF_MANY or (role is not None and role.plural)
    return plural and people and mark + 1 < len(row) and _capital(row[mark + 1].of(text))


def _shortens(text: str, row: Sequence[Span], stop: int) -> bool:
    """Whether a full stop inside a name belongs to the word before it: an initial, or a title such as "Capt"."""
    word = row[stop - 1].of(text)
    shortened = word.lower() in TITLES or (len(word) == 1 and word != "I")
    return shortened and stop + 1 < len(row) and _capital(row[stop + 1].of(text))


def _compounds(
    text: str, known: Sequence[Mention], runs: Sequence[tuple[Span, bool]]
) -> tuple[list[Mention], list[tuple[Span, bool]]]:
    """Known names that only begin a longer one: a place or body with one more capital word, as in "the Dayton
    Accords".
    """
    by_start = {span.start: (span, opens) for span, opens in runs}
    kept: list[Mention] = []
    longer: list[tuple[Span, bool]] = []
    for mention in known:
        run = by_start.get(mention.span.end + 1)
        more = run[0] if run and text[mention.span.end] == " " and mention.use in ("name", "metonym") else None
        single = more is not None and " " not in more.of(text) and more.of(text).lower() not in NOT_NAMES
        if more is not None and single and mention.kind != "person" and more.of(text).lower() not in roles():
            longer.append((Span(mention.span.start, more.end), False))
            del by_start[more.start]
        else:
            kept.append(mention)
    return kept, sorted([*by_start.values(), *longer])


def _unknown_names(text: str, runs: Sequence[tuple[Span, bool]], known: Sequence[Mention]) -> list[Mention]:
    """Runs of capitals as names: those seen inside a sentence, and longer ones; short forms join their full form."""
    parted = [part for span, opens in runs for part in _parted(text, span, opens)]
    cleaned = [(without_titles(text, span), span, opens) for span, opens in parted]
    cleaned = [item for item in cleaned if item[0].start < item[0].end]
    months = {_label(text, span).split()[-1] for span, _, _ in cleaned if " " in span.of(text)}
    months |= {mention.label.split()[-1] for mention in known if mention.kind == "person" and " " in mention.label}
    if months & MONTHS:  # "May said", behind "Helen May"
        found = [(span, opens) for span, opens in parted if span.of(text) in months & MONTHS]
        cleaned += [(span, span, opens) for span, opens in found if opens or not _date(text, span)]
    cleaned = [(_behind_a_noun(text, span, opens), raw, opens) for span, raw, opens in cleaned]
    inner = {_label(text, span) for span, raw, opens in cleaned if not opens or span.start > raw.start}
    inner |= {word for form in inner for word in form.split()}
    surnames = {_label(text, span).split()[-1] for span, _, _ in cleaned if " " in span.of(text)} - inner
    if surnames:
        inner |= surnames - {word.capitalize() for word in re.findall(r"\b[a-zß-öø-ÿ][\w-]*", text)}
    accepted = [
        span
        for span, raw, opens in cleaned
        if not opens
        or span.start > raw.start
        or _label(text, span) in inner
        or len(span.of(text).split()) > 1
        or (span.end == raw.end and introduced(text, span.end))
    ]
    full: dict[str, list[tuple[int, str]]] = {}
    for span in sorted(accepted):
        words = _label(text, span).split()
        if len(words) > 1 and words[0].lower() not in OF_A_PLACE:
            full.setdefault(words[-1], []).append((span.start, " ".join(words)))
    people = {mention.label.split()[-1]: mention.concept for mention in known if mention.kind == "person"}
    out = []
    for span in accepted:
        label = _label(text, span)
        concept = people.get(label) or slug(_fullest(label, span.start, full.get(label, ())))
        out.append(Mention(span, concept, label, "person" if label in people else "name"))
    kinds = _kinds(text, [mention for mention in out if mention.kind == "name"])
    return [replace(m, kind=kinds[m.concept]) if m.kind == "name" and m.concept in kinds else m for m in out]


def _date(text: str, month: Span) -> bool:
    """Whether "May" is the month: with a number beside it, or behind a word that stands before dates."""
    before = text[max(0, month.start - 12) : month.start]
    return IN_A_MONTH.search(before) is not None or re.match(r",? \d", text[month.end : month.end + 3]) is not None


def _behind_a_noun(text: str, span: Span, opens: bool) -> Span:
    """The name in "Shares of Otter" at the beginning of a sentence, where the plural is a noun and no part of it."""
    words = span.of(text).split(" ", 2)
    plural = (
        opens and len(words) == 3 and words[1] in ("of", "for") and words[0].endswith("s") and words[2][0].isupper()
    )
    return Span(span.end - len(words[2]), span.end) if plural and words[0].lower() in COUNTED else span


def _fullest(label: str, place: int, full: Sequence[tuple[int, str]]) -> str:
    """The full form of a name that stands last before a place, or else the first behind it."""
    before = bisect_left(full, (place, ""))
    return full[max(0, before - 1)][1] if full else label


def _parted(text: str, run: Span, opens: bool) -> Iterator[tuple[Span, bool]]:
    """A run of capitals, cut where the title of one person stands inside it: "Harbour Board Chairman Ann Lee"."""
    row = list(tokens(text, run)) if text.count(" ", run.start, run.end) > 2 else []
    for at in range(len(row) - 3, 0, -1):
        behind = [token for token in row[at + 1 : at + 4] if token.of(text) != "."][:2]
        if office(row[at].of(text)) and len(behind) == 2 and all(_capital(token.of(text)) for token in behind):
            yield Span(row[at].start, run.end), False
            ranks = list(itertools.takewhile(lambda token: token.of(text).lower() in RANKS, reversed(row[:at])))
            body = Span(run.start, row[at - len(ranks) - 1].end) if len(ranks) < at else run
            if body != run and not any(token.of(text).lower() in RANKS for token in row[: at - len(ranks)]):
                yield body, opens
            return
    yield run, opens


def _inside(text: str, name: Span) -> bool:
    """Whether something is said to be in a place of this name, unlike "in Ann Lee's view"."""
    owned = text.startswith(("'s", "’s"), name.end)
    return not owned and IN_A_PLACE.search(text, max(0, name.start - 12), name.start) is not None


def _kinds(text: str, named: Sequence[Mention]) -> dict[str, MentionKind]:
    """Which unlisted names are persons, by a title before one or what only people have behind it, and which places."""
    count = Counter(mention.concept for mention in named)
    inside = Counter(m.concept for m in named if _inside(text, m.span))
    found: dict[str, MentionKind] = {concept: "place" for concept in inside if 2 * inside[concept] >= count[concept]}
    for mention in named:
        located = text[max(0, mention.span.start - LONGEST_TITLE) : mention.span.start]
        if " " in mention.label and mention.label.split()[-1].lower() in SITES and BEHIND_A_SITE_WORD.search(located):
            found[mention.concept] = "place"
    for mention in named:
        before = text[max(0, mention.span.start - LONGEST_TITLE) : mention.span.start]
        words = before.rstrip(" .").split()
        end = mention.span.end
        kin = bool(words) and words[-1].rstrip(",").lower() in KIN and text[end : end + 1] in ", "
        if (
            kin
            or (words and office(words[-1]))
            or introduced(text, end)
            or text.startswith((", who ", ", whose "), end)
        ):
            found[mention.concept] = "person"
    return found


@cache
def _described() -> Mapping[str, tuple[str, ...]]:
    """Descriptions such as "the alliance", with the entities that are called so."""
    found: dict[str, list[str]] = {}
    for form, candidates in names().items():
        for entity, name in candidates:
            if name.use == "description":
                found.setdefault(form.lower(), []).append(entity.id)
    return {form: tuple(ids) for form, ids in found.items()}


@cache
def _description_pattern() -> re.Pattern[str]:
    forms = sorted(_described(), key=lambda form: (-len(form), form))
    return re.compile(rf"\b(?:{'|'.join(re.escape(form) for form in forms)})\b", re.IGNORECASE)


def _descriptions(text: str, blocks: Sequence[Span], known: Sequence[Mention]) -> list[Mention]:
    """“The alliance”, once the article has named the one entity that is called so."""
    kinds = {mention.concept: mention.kind for mention in known}
    first: dict[str, int] = {}
    for mention in known:
        first[mention.concept] = min(first.get(mention.concept, mention.span.start), mention.span.start)
    taken = sorted(mention.span for mention in known)
    out = []
    for block in blocks:
        for match in _description_pattern().finditer(text, block.start, block.end) if _described() else ():
            owners = [id for id in _described()[match.group().lower()] if first.get(id, match.start()) < match.start()]
            span = Span(match.start(), match.end())
            if len(owners) == 1 and not touched(span, taken):
                label = " ".join(match.group().split())
                out.append(Mention(span, owners[0], label, kinds[owners[0]], "description"))
    return out
