"""Pronouns, offices and short names become whom they stand for in the article, where its text shows it.

What can go wrong: two people in one paragraph, of whom only one is seen to be a person; the other's words become his.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from framing.article import Span, touched
from framing.attribution.speakers import OUTLET_NAME, Speaker, held_office, named_speaker
from framing.lexicon.gazetteer import given_names
from framing.mentions.mention import Mention, concept_names

BEHIND_A_BODY = re.compile(
    r", which\b|['’]s (?:board|chief executive|headquarters|parent company|shareholders|shares|staff|website)\b"
    r"|, (?:the|an?) (?:[\w-]+ ){0,3}(?:agency|bank|charity|company|firm|group|maker|network|non-?profit|operator|"
    r"organi[sz]ation|owner|publisher|site|think tank|union|website)\b"
)
BEFORE_A_BODY = re.compile(
    r"\b(?:[Tt]he|(?:analyst|chair(?:man|woman)?|chief executive|CEO|director|economist|employees?|executives?|founder|"
    r"head|lawyers?|officials?|partner|president|scientist|shares|spokes(?:man|woman|person)|staff|workers)"
    r" (?:at|for|of|with)) $"
)
LOOKS_LIKE_A_BODY = re.compile(r"[a-zß-öø-ÿ][A-Z]|\d|\w[.&]\w|[-‐‑][A-Z]|^[A-Z.]{2,}$")
APPOSITION = re.compile(r",\s(?:the|an?)\s(?P<noun>(?:[\w’'-]+\s){0,3}?[\w’'-]+)(?=,|\.|\s(?:of|for|at|in|who|to)\b)")
"""Behind a name: ", the deputy mayor of"."""
OF_WHAT = r"\s(?:of|for|at)\s[^,.;:()“”\"]{2,40},\s"
PREPOSED = re.compile(rf"(?P<noun>(?:[\w’'-]+\s){{0,3}}[\w’'-]+){OF_WHAT}$")
"""Before a name: "the mayor of the harbour town, "."""
CLOSED = re.compile(r",(?! (?:and|or)\b)")
BODY_NOUNS = frozenset(
    "group charity company firm organisation organization nonprofit watchdog think-tank union".split()
)
"""Before a name: what bears it is a body."""
LONGEST_OFFICE = 50
ARTICLES = frozenset(("the", "a", "an"))
BEHIND_A_NAME = re.compile(r", [\w’' -]{3,60}")
MOST_WORDS = 6
"""Words of a description."""
SEXES = dict.fromkeys("she her mrs ms miss lady dame baroness queen princess daughter mother sister wife".split(), "f")
SEXES |= dict.fromkeys("he him his mr sir lord baron king prince son father brother husband".split(), "m")
OTHER = {"f": "m", "m": "f"}


def resolved(
    text: str,
    source: Span,
    mentions: Sequence[Mention],
    contents: Sequence[Span],
    paragraphs: Sequence[Span],
    outlet: str | None,
    *,
    media: bool,
) -> Speaker:
    """Whom "he", "the minister" or "the newspaper" stands for; unknown where the text leaves it open.

    The one person named before it in its paragraph, outside what others said; else the one of the paragraph before.
    For "the newspaper" (``media``), the last outlet named that is not the article's own (``outlet``). ``contents``
    (sorted, disjoint) is what others said; ``paragraphs`` are the source's own and the one before.
    """
    sex = SEXES.get(text[source.start : source.end].lower().split()[-1])
    titled = mentions if sex is not None else ()
    other_sex = {mention.concept: OTHER[shown] for mention in titled if (shown := _sex(text, mention))}
    for paragraph in paragraphs:
        found: dict[str, Mention] = {}
        for mention in mentions:
            if mention.span.start < paragraph.start or mention.span.end > min(source.start, paragraph.end):
                continue
            if media:
                fits = mention.kind == "media" and not same_outlet(mention.label, outlet)
            else:
                fits = named_speaker(mention).kind == "named-person" and not touched(mention.span, contents)
                fits = fits and (sex is None or other_sex.get(mention.concept) != sex)
            if fits:
                found[mention.concept] = mention
        if len(found) == 1 or (media and found):
            return named_speaker(list(found.values())[-1])
        if found:
            break
    return Speaker("unknown")


def goes_on(
    text: str, pronoun: Span, last: Speaker, since: int, mentions: Sequence[Mention], contents: Sequence[Span]
) -> bool:
    """Whether "she" is the last speaker: since then nobody else has been named, but in what was said, and no title
    tells otherwise.
    """
    other = OTHER.get(SEXES.get(pronoun.of(text).lower(), ""))
    for mention in mentions:
        found = named_speaker(mention)
        if found.kind == "named-person" and last.name and found.name:
            same = last.name.endswith(found.name) or found.name.endswith(last.name)
            if same and other is not None and _sex(text, mention) == other:
                return False
            between = since <= mention.span.start < pronoun.start and not touched(mention.span, contents)
            if between and not same:
                return False
    return True


def introductions(text: str, mentions: Sequence[Mention]) -> dict[str, dict[str, Mention]]:
    """By what words the text introduces people: "deputy harbour master" stands before or behind somebody's name.

    From each phrase to the people (by concept) beside whose names it stands, "the" aside: "the deputy harbour master,
    Ann Lee," and "Ann Lee, the deputy harbour master,".
    """
    out: dict[str, dict[str, Mention]] = {}
    for mention in mentions:
        if mention.kind in ("person", "name"):
            before = (
                text[max(0, mention.span.start - LONGEST_OFFICE) : mention.span.start].lower().rstrip(" ,—–").split()
            )
            behind = BEHIND_A_NAME.match(text, mention.span.end)
            after = re.findall(r"[\w’'-]+", behind.group().lower()) if behind else []
            after = after[1:] if after[:1] and after[0] in ARTICLES else after
            for count in range(2, MOST_WORDS + 1):
                for phrase in (before[-count:], after[:count]):
                    if len(phrase) == count:
                        out.setdefault(" ".join(phrase), {})[mention.concept] = mention
    return out


def described(words: Sequence[str], introduced: Mapping[str, Mapping[str, Mention]]) -> Mention | None:
    """The one person whom the text introduces by the same words as this phrase, behind its "the"."""
    found = introduced.get(" ".join(words[1:]), {})
    mention = next(iter(found.values())) if len(found) == 1 else None
    return mention if mention and named_speaker(mention).kind == "named-person" else None


def _sex(text: str, mention: Mention) -> str | None:
    """What the title before a name tells: "Ms. Lee", "her son, Tom"."""
    before = text[max(0, mention.span.start - LONGEST_OFFICE) : mention.span.start].rstrip(" ,.").split()[-1:]
    return SEXES.get(before[0].lower()) if before else None


def full_name(name: str, names: Sequence[str]) -> str:
    """The longest of the article's names that ends with this one: "Marsh" is Ann Marsh, but for another Marsh."""
    longer = [other for other in names if other.endswith(f" {name}")]
    longest = max(longer, key=len, default=name)
    return longest if all(longest.endswith(other) for other in longer) else name


def offices(text: str, mentions: Sequence[Mention]) -> dict[str, set[str]]:
    """What the text calls the bearers of names, by concept: "Mayor Ann Lee", "the mayor, Ann Lee" and the reverse."""
    out: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.kind not in ("person", "name"):
            continue
        before = text[max(0, mention.span.start - LONGEST_OFFICE) : mention.span.start]
        ahead = PREPOSED.search(before) if CLOSED.match(text, mention.span.end) else None
        behind = APPOSITION.match(text, mention.span.end)
        for phrase in (before.rstrip(" ,"), *(match["noun"] for match in (ahead, behind) if match)):
            office = held_office(phrase.lower().split())
            if office:
                out.setdefault(mention.concept, set()).add(office)
    return out


def bodies(text: str, mentions: Sequence[Mention]) -> set[str]:
    """The names that the text shows to be those of bodies: "the Otter", "Otter, which", "the group Otter Watch"."""
    return {
        concept_names().get(mention.concept, mention.label)
        for mention in mentions
        if mention.kind == "name"
        and (
            _called_a_body(text, mention)
            if " " in mention.label
            else LOOKS_LIKE_A_BODY.search(mention.label)
            or BEHIND_A_BODY.match(text, mention.span.end)
            or BEFORE_A_BODY.search(text, max(0, mention.span.start - LONGEST_OFFICE), mention.span.start)
        )
    }


def _called_a_body(text: str, mention: Mention) -> bool:
    """Whether the noun for a body stands right before a name: "the monitoring group Otter Watch"."""
    before = text[max(0, mention.span.start - LONGEST_OFFICE) : mention.span.start]
    noun = before.split()[-1:] if before.endswith(" ") else []
    return bool(noun) and noun[0] in BODY_NOUNS and mention.label.split()[0] not in given_names()


def is_outlet(mention: Mention) -> bool:
    """Whether a name is that of an outlet: by the gazetteer, or by its own last word ("the Quay Gazette")."""
    return mention.kind == "media" or (mention.kind == "name" and OUTLET_NAME.search(mention.label) is not None)


def same_outlet(name: str, outlet: str | None) -> bool:
    """Whether a name is the outlet's own, case, article and marks aside."""
    fold = re.compile(r"^the\s+|[^a-z0-9]+")
    return outlet is not None and fold.sub("", name.lower()) == fold.sub("", outlet.lower())
