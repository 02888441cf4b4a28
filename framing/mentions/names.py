"""Text becomes mentions: names by the gazetteer, and other names by their capitals, each with its concept.

A concept is an entity of the gazetteer, or else the fullest form of the name in the article: "Marsh" after "Ann
Marsh" is the same one. What can go wrong: a capital that only opens a sentence, which counts as a name only if it
stands inside one elsewhere; two people of one surname, who become one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from framing.article import Span, touched
from framing.language.boundaries import STARTERS, TITLES
from framing.language.tokens import tokens
from framing.lexicon.gazetteer import Entity, Name, entities, names, roles

MentionKind = Literal["state", "place", "organisation", "media", "person", "name"]

LONGEST = 7
IN_A_PLACE = re.compile(r"\b(?:in|in the town of|in the city of) $")
"""Behind these a name outside the gazetteer is a place."""
AGED = re.compile(r", (?:aged \d|\d\d,)")
APOSTROPHES = frozenset(("'", "’", "'s", "’s"))
OF_MANY = frozenset("women men children people".split())
"""Their genitive may stand inside a name: the Women's Society."""
APPOSED = re.compile(r", (?:the|an?) (?:[\w-]+ ){0,3}?(?P<noun>[\w-]+)(?=,| (?:of|for|at|in|who)\b)")
"""Behind a name: ", the deputy leader of"."""
FIRMS_TOO = frozenset("owner operator publisher partner sponsor".split())
"""Roles of people that a firm can have as well."""
LONGEST_TITLE = 20
INSIDE = frozenset("of the de la le van von der den del di da al bin ibn and & for du dos das y".split())
NOT_NAMES = (
    frozenset(
        "mr mrs ms dr sir lord lady sen rep gov gen president prime minister secretary monday tuesday "
        "wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december i’m i i’ve".split()
    )
    | STARTERS
    | TITLES - {"st"}
)
HYPHENED = re.compile(r"[-\u2010\u2011][a-zß-öø-ÿ]+$")
AT_A_PLACE = (
    "in|at|near|outside|around|from|capital|to|through|via|visit|visited|visiting|of|toward|towards|across|"
    "central|downtown|northern|southern|eastern|western"
)
BEHIND_A_PREPOSITION = re.compile(
    rf"\b(?i:{AT_A_PLACE})\s+(?:both\s+|either\s+|[A-Z][\w-]+(?:,\s+[A-Z][\w-]+)*,?\s+(?:and|or)\s+)?[(“\"]?$"
)
SCENE_OF = re.compile(
    r"\s+(?:[A-Z][\w-]+\s+)?(?:summit|talks|conference|meeting|accords?|agreements?|declaration|airport|suburb|street|court|mayor)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: ``concept`` is the same for all names of one actor, place or thing in an article."""

    span: Span
    concept: str
    label: str
    kind: MentionKind
    use: str = "name"


@cache
def concept_names() -> Mapping[str, str]:
    """What a report calls each entity of the gazetteer, by its id."""
    return {entity.id: entity.name for entity in entities()}


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
    found = _own_surnames(found)
    found += _descriptions(text, whole, found)
    return tuple(sorted(found, key=lambda mention: mention.span))


def _block(text: str, row: Sequence[Span]) -> Iterator[Mention | tuple[Span, bool]]:
    """Gazetteer names, and runs of capitals that are none (with whether the run opens a sentence)."""
    at = 0
    while at < len(row):
        written = text[row[at].start : row[at].end]
        if not (written[0].isupper() or written[0].isdigit()):
            at += 1
            continue
        known = _known(text, row, at)
        if known:
            mention, at = known
            yield mention
        elif _capital(written):
            end = _run_end(text, row, at)
            opens = at == 0 or text[row[at - 1].start] in '.!?:;"“‘(—–”’'
            yield Span(row[at].start, row[end - 1].end), opens
            at = end
        else:
            at += 1


def _capital(word: str) -> bool:
    """Whether a word may belong to a name; what is "Rome-based" or "French-led" describes one."""
    return word[0].isupper() and not HYPHENED.search(word)


def _label(text: str, span: Span) -> str:
    """The name under a span, with straight apostrophes and single spaces."""
    return " ".join(span.of(text).replace("’", "'").split())


def _known(text: str, row: Sequence[Span], at: int) -> tuple[Mention, int] | None:
    first = text[row[at].start : row[at].end]
    longest = min(_first_words().get(first, 0), LONGEST, len(row) - at)
    for length in range(longest, 0, -1):
        span = Span(row[at].start, row[at + length - 1].end)
        form = _label(text, span)
        candidates = names().get(form)
        if candidates and not _continues(text, row, at + length, candidates[0]):
            entity, name = _meant(
                candidates, text[max(0, span.start - 60) : span.start], text[span.end : span.end + 20]
            )
            return Mention(span, entity.id, form, entity.kind, name.use), at + length
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
        if _capital(word) and (not _known(text, row, end) or _surname(text, row, at, end)):
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


def _surname(text: str, row: Sequence[Span], at: int, end: int) -> bool:
    """Whether a listed surname stands behind a first name that is not its bearer's: then it is somebody else."""
    known = _known(text, row, end)
    if known is None or known[0].kind != "person" or " " in known[0].label:
        return False
    first = _without_titles(text, Span(row[at].start, row[end - 1].end))
    return first.start < first.end and first.end == row[end - 1].end


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
    cleaned = [(_without_titles(text, span), span, opens) for span, opens in parted]
    cleaned = [item for item in cleaned if item[0].start < item[0].end]
    inner = {_label(text, span) for span, raw, opens in cleaned if not opens or span.start > raw.start}
    inner |= {word for form in inner for word in form.split()}
    accepted = [
        span
        for span, raw, opens in cleaned
        if not opens
        or span.start > raw.start
        or _label(text, span) in inner
        or len(span.of(text).split()) > 1
        or (span.end == raw.end and _introduced(text, span.end))
    ]
    full: dict[str, str] = {}
    for span in accepted:
        words = _label(text, span).split()
        if len(words) > 1:
            full.setdefault(words[-1], " ".join(words))
    people = {mention.label.split()[-1]: mention.concept for mention in known if mention.kind == "person"}
    out = []
    for span in accepted:
        label = _label(text, span)
        concept = people.get(label) or slug(full.get(label, label))
        out.append(Mention(span, concept, label, "person" if label in people else "name"))
    kinds = _kinds(text, [mention for mention in out if mention.kind == "name"])
    return [replace(m, kind=kinds[m.concept]) if m.kind == "name" and m.concept in kinds else m for m in out]


def _parted(text: str, run: Span, opens: bool) -> Iterator[tuple[Span, bool]]:
    """A run of capitals, cut where the title of one person stands inside it: "Harbour Board Chairman Ann Lee"."""
    row = list(tokens(text, run)) if text.count(" ", run.start, run.end) > 2 else []
    for at in range(len(row) - 3, 0, -1):
        if _office(row[at].of(text)) and all(_capital(token.of(text)) for token in row[at + 1 : at + 3]):
            yield Span(run.start, row[at - 1].end), opens
            yield Span(row[at].start, run.end), False
            return
    yield run, opens


def _kinds(text: str, named: Sequence[Mention]) -> dict[str, MentionKind]:
    """Which unlisted names are persons, by a title before one or what only people have behind it, and which places."""
    count = Counter(mention.concept for mention in named)
    inside = Counter(m.concept for m in named if IN_A_PLACE.search(text, max(0, m.span.start - 12), m.span.start))
    found: dict[str, MentionKind] = {concept: "place" for concept in inside if 2 * inside[concept] >= count[concept]}
    for mention in named:
        before = text[max(0, mention.span.start - LONGEST_TITLE) : mention.span.start]
        words = before.rstrip(" .").split()
        end = mention.span.end
        if (words and _office(words[-1])) or _introduced(text, end) or text.startswith((", who ", ", whose "), end):
            found[mention.concept] = "person"
    return found


def _introduced(text: str, end: int) -> bool:
    """Whether a name is introduced by an age or an office behind it: ", 57,", ", the leader of"."""
    apposed = APPOSED.match(text, end)
    noun = apposed.group("noun") if apposed else ""
    return AGED.match(text, end) is not None or (noun not in FIRMS_TOO and _office(noun))


def _office(word: str) -> bool:
    """Whether a word is the title of one person: "Mr", "Gen", "chairman"."""
    role = roles().get(word.lower())
    return word.lower() in TITLES or (role is not None and role.kind not in ("collective", "media") and not role.plural)


def _own_surnames(found: Sequence[Mention]) -> list[Mention]:
    """A listed surname is that of somebody else where the article names only that one in full: "Lee" and "Ann Lee"."""
    named = {m.concept for m in found if m.kind == "person" and " " in m.label}
    full = {m.label.split()[-1]: m.concept for m in reversed(found) if m.kind == "name" and " " in m.label}
    listed = {m.label for m in found if m.kind == "person" and m.concept not in named} & full.keys()
    return [replace(m, concept=full[m.label], kind="name") if m.label in listed else m for m in found]


def _without_titles(text: str, span: Span) -> Span:
    """The run without job titles and openers at its ends: "Foreign Minister Ann Lee" is Ann Lee."""
    row = list(tokens(text, span))
    while row and (_title(text, row) or _opens_no_name(row[0].of(text))):
        row = row[_title(text, row) or 1 :]
    while row and text[row[-1].start : row[-1].end].lower() in NOT_NAMES | INSIDE:
        row.pop()
    return Span(row[0].start, row[-1].end) if row else Span(span.end, span.end)


def _opens_no_name(word: str) -> bool:
    return word.lower() in NOT_NAMES or word in INSIDE or word == "."


def _title(text: str, row: Sequence[Span]) -> int:
    """How many tokens at the start of a row are a job title of the gazetteer."""
    for length in range(min(4, len(row)), 0, -1):
        form = " ".join(text[row[0].start : row[length - 1].end].lower().split())
        role = roles().get(form)
        if row[length : length + 1] and row[length].of(text) in APOSTROPHES:
            continue  # the Residents' Association is called so
        if role and not (role.kind == "collective" and row[length : length + 1] and row[length].of(text) == "of"):
            return length  # "Minister" is a title, the "University" of somewhere is part of a name
    return 0


def slug(name: str) -> str:
    """A concept's id made from a name: lower case, words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")


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
