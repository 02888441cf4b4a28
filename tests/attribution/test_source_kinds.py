"""Kinds of unnamed sources: labels made by hand, and the rules' nouns one by one.

``tests/cases/source_kinds.jsonl`` holds labels of 487 sources that are unnamed people, groups or bodies: the span of
the source, its kind and the hash of the text, which is that of a development article and not in the project. Two
coders read each in its passage; those on which they agreed (97 % of 1,160) and that are of these kinds are kept. The
half with an even first digit of the hash was looked at while the rules were written; the other half was not.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.article import Article, Span
from framing.attribution.attributions import Attribution
from framing.attribution.chains import sourcings
from framing.attribution.learned import lexeme
from framing.attribution.speakers import speaker
from framing.intake import layout
from framing.language.tokens import tokens
from framing.mentions.names import mentions
from framing.reading import Reading

LABELS = Path(__file__).parent.parent / "cases" / "source_kinds.jsonl"
SEEN, UNSEEN, ALL = 0.94, 0.85, 0.9
"""What is reached on the half that was looked at, on the other, and on both together, less a little."""


def labels() -> list[dict[str, object]]:
    return [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]


def test_the_labels_are_what_they_say() -> None:
    found = labels()
    assert len(found) >= 200
    assert len({json.dumps(label, sort_keys=True) for label in found}) == len(found)
    assert {label["kind"] for label in found} == {"anonymous", "collective", "organisation"}
    assert all(set(label) == {"sha256", "span", "kind"} for label in found)


def test_kinds_agree_with_the_labels(shared: Path) -> None:
    texts = {}
    with gzip.open(shared / "gold" / "attribution.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            article = Article(record["id"], record["text"], layout.blocks(record["text"]), outlet=record["outlet"])
            texts[article.sha256] = (article, record["attributions"])
    right: Counter[bool] = Counter()
    count: Counter[bool] = Counter()
    for label in labels():
        article, marked = texts[str(label["sha256"])]
        one = next(a for a in marked if a["source"] and a["source"][0] == label["span"])
        source, cue, content = (tuple(Span(*span) for span in one[role]) for role in ("source", "cue", "content"))
        word = lexeme(cue[0].of(article.text).lower().split())
        attribution = Attribution(source, cue, content, "indirect", word.name, word.stance, 0.6)
        named = mentions(article.text, [tokens(article.text, block.span) for block in article.prose])
        kind = sourcings(article.text, article.prose, [attribution], named, article.outlet)[0].kind
        seen = int(article.sha256[0], 16) % 2 == 0
        count[seen] += 1
        right[seen] += kind == label["kind"]
    assert right[True] / count[True] >= SEEN
    assert right[False] / count[False] >= UNSEEN
    assert right.total() / count.total() >= ALL


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("a senior official", "anonymous"),
        ("two people briefed on the talks", "anonymous"),
        ("aides to the mayor", "anonymous"),
        ("someone in the crowd", "anonymous"),
        ("the second official", "anonymous"),
        ("the minister's spokesman", "anonymous"),
        ("a docker", "anonymous"),
        ("critics of the plan", "collective"),
        ("one in four voters", "collective"),
        ("about half of those asked", "collective"),
        ("a number of writers", "collective"),
        ("voters nationwide", "collective"),
        ("all officials", "collective"),
        ("harbour unions", "collective"),
        ("some of the unions", "collective"),
        ("the two unions", "organisation"),
        ("both companies", "organisation"),
        ("the fishing industry", "collective"),
        ("1,409 teachers", "collective"),
        ("millions of people waking up on Tuesday", "collective"),
        ("many residents clamoring for a bridge", "collective"),
        ("those surveyed", "collective"),
        ("many Republicans", "collective"),
        ("a senior Democrat", "anonymous"),
        ("one Republican involved in the planning", "anonymous"),
        ("the Republican", "unknown"),
        ("sources privy to the talks", "anonymous"),
        ("several people who heard it", "anonymous"),
        ("an outside group", "organisation"),
        ("dockers outside the gate", "collective"),
        ("a poll taken last week", "document"),
        ("the town council", "organisation"),
        ("her campaign", "organisation"),
        ("the space agency", "organisation"),
        ("a news agency", "media-outlet"),
        ("the newspaper", "media-outlet"),
        ("a poll of dockers", "document"),
        ("court filings", "document"),
        ("a new harbour rule", "document"),
        ("a shipping executive", "anonymous"),
        ("an inspection", "unknown"),
        ("hundreds of the port’s “friends”", "collective"),
        ("those most at risk", "collective"),
        ("the results", "unknown"),
        ("the mayor", "unknown"),
    ],
)
def test_nouns(source: str, kind: str) -> None:
    assert speaker(source, (Span(0, len(source)),), mentions(source, [tokens(source)])).kind == kind


def test_the_official_is_the_one_spoken_of_before(read: Callable[..., Reading]) -> None:
    found = read("An official at the port said the lamp had failed. The official said nobody was hurt.")
    assert [s.kind for s in found.sourcings] == ["anonymous", "anonymous"]


def test_the_president_whom_the_text_names_is_not_the_unnamed_one_before(read: Callable[..., Reading]) -> None:
    text = "No country wants a president who lies. President Ann Lee left for Oslo. {} said the talks had failed."
    assert read(text.format("The president")).sourcings[0].kind != "anonymous"
    unnamed = "The club wants a president who listens. The president said the talks had failed."
    assert [s.kind for s in read(unnamed).sourcings if s.kind == "anonymous"]


def test_friends_who_tell_and_friends_who_hope(read: Callable[..., Reading]) -> None:
    assert read("His friends said that he had left the town.").sourcings[0].kind == "anonymous"
    assert read("His family members said that he had left the town.").sourcings[0].kind == "anonymous"
    assert read("Club members said that he had left the town.").sourcings[0].kind == "collective"
    assert read("His friends hope that he will come back.").sourcings[0].kind == "collective"


def test_a_person_whom_the_text_also_calls_like_a_body(read: Callable[..., Reading]) -> None:
    text = "Few trust Ann Oster. They met the Oster family. Oster said that the lamp had failed."
    assert read(text).sourcings[-1].kind == "named-person"


def test_one_of_those_spoken_of(read: Callable[..., Reading]) -> None:
    text = "Diplomats were in doubt. One said that the lamp had failed."
    assert read(text).sourcings[-1].kind == "anonymous"
    text = "Three people with knowledge of the talks left. The people said that the lamp had failed."
    assert read(text).sourcings[-1].kind == "anonymous"
    assert read("The people said that the lamp had failed.").sourcings[-1].kind == "collective"


def test_members_of_a_party_are_no_body(read: Callable[..., Reading]) -> None:
    assert read("Republicans said that the vote had been lost.").sourcings[0].kind == "collective"
    assert read("The Republican Party said that the vote had been lost.").sourcings[0].kind == "organisation"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The board met Ms. Oster. Oster said that the lamp had failed.", "Oster"),
        ("The board met Oster, 57, in May. Oster said that the lamp had failed.", "Oster"),
        ("Few put their trust in Ann Oster. Oster said that the lamp had failed. Oster left.", "Ann Oster"),
        ("Harbour Board Chairman Ann Oster said that the lamp had failed.", "Ann Oster"),
        ("Oster, the leader of the union, said that the lamp had failed.", "Oster"),
        ("His brother, Ivo, said that the lamp had failed.", "Ivo"),
        ("One early critic, Representative Ann Oster, said that the lamp had failed.", "Ann Oster"),
        ("The mayor’s deputy — Ann Oster — said that the lamp had failed.", "Ann Oster"),
        ("The board met Ann Oster. Oster’s claim that the lamp had failed was read out.", "Ann Oster"),
        ("Ann Oster left on Monday. According to her, the lamp had failed.", "Ann Oster"),
        ("Ann Oster herself said that the lamp had failed.", "Ann Oster"),
        ("An aide to the mayor of Kellow, Ann Oster, said that the lamp had failed.", "Ann Oster"),
        ("One of the jurors, Ann Oster of Ohio, said that the lamp had failed.", "Ann Oster"),
        ("A top Democrat, Rep. Ann Oster of Ohio, said that the lamp had failed.", "Ann Oster"),
        ("Mr. King said that the lamp had failed.", "King"),
        ("Rep. Ann Holland said that the lamp had failed.", "Ann Holland"),
        ("Ann Green, a teacher, said that the lamp had failed.", "Ann Green"),
        ("Ann Page, vice president of the union, said that the lamp had failed.", "Ann Page"),
        ("The Director of Inland Waters Ann Oster said that the lamp had failed.", "Ann Oster"),
        ("Ohio Secretary of State Ann Oster — a lawyer — said that the lamp had failed.", "Ann Oster"),
        ("Tom Law said that the lamp had failed.", "Tom Law"),
        ("Mrs. Church said that the lamp had failed.", "Church"),
        ("Mrs Oster, the member for Harwick East, said that the lamp had failed.", "Oster"),
        ("Attorney Peter Young left. Young said that the lamp had failed.", "Peter Young"),
        ("Chancellor Helen May said that the lamp had failed.", "Helen May"),
    ],
)
def test_persons_by_what_stands_around_their_names(read: Callable[..., Reading], text: str, name: str) -> None:
    (sourcing,) = read(text).sourcings
    assert (sourcing.kind, sourcing.speaker) == ("named-person", name)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nothing was heard from Oster. They said Oster reported that the lamp had failed.", "unknown"),
        ("Nothing was heard from the Oster. They said Oster reported that the lamp had failed.", "organisation"),
        ("Ivo Brandt, an economist at Oster, left. They said Oster reported that the lamp had failed.", "organisation"),
        ("They blamed Oster, which had no crew. They said Oster reported that the lamp failed.", "organisation"),
        ("Nothing was heard from OsterNet. They said OsterNet reported that the lamp had failed.", "organisation"),
        ("One critic of the plan, the Oster Company, said that the lamp had failed.", "anonymous"),
        ("An aide to Ann Oster, Ivo Brandt and Ada Lund said that the lamp had failed.", "anonymous"),
        ("A spokesman for Mayor Ann Oster said that the lamp had failed.", "anonymous"),
        ("A paper by Mr. Oster said that the lamp had failed.", "document"),
        ("Collings said that the lamp had failed.", "unknown"),
        ("Brander said that the lamp had failed.", "unknown"),
        ("Foresters said that the lamp had failed.", "collective"),
        ("Bargees said that the lamp had failed. Other bargees left.", "collective"),
        ("A newly released letter said that the lamp had failed.", "document"),
        ("A July 21, 2015, letter said that the lamp had failed.", "document"),
        ("A growing body of research said that the lamp had failed.", "document"),
        ("One of the reports said that the lamp had failed.", "document"),
        ("One of the drivers said that the lamp had failed.", "anonymous"),
        ("The Center for Lamp Studies said that the lamp had failed.", "organisation"),
        ("The Lamp Act said that the lamp had failed.", "document"),
        ("Papers unsealed on Monday by special counsel Ann Oster said that the lamp had failed.", "document"),
        ("The younger members, who had met Ann Oster, said that the lamp had failed.", "collective"),
        ("The head of the Kellow delegation to the talks said that the lamp had failed.", "anonymous"),
        ("The dean of the Kellow School of Navigation said that the lamp had failed.", "anonymous"),
        ("Ann Oster left. The dean of the school said the lamp had failed.", "anonymous"),
        ("Ann Oster, dean of the school, left. The dean of the school said the lamp had failed.", "named-person"),
    ],
)
def test_names_that_nothing_shows_to_be_persons(read: Callable[..., Reading], text: str, kind: str) -> None:
    assert read(text).sourcings[-1].kind == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ivo Brandt accused Mayor Ann Oster of lying. She said that the lamp had failed.", None),
        ("Ivo Brandt said Ann Oster had left. He added that the lamp had failed.", "Ivo Brandt"),
        ("Mayor Ann Oster left on Monday. The minister said that the lamp had failed.", None),
        ("Mayor Ann Oster met Minister Ivo Brandt. The minister said that the lamp had failed.", "Ivo Brandt"),
        ("Ann Oster, the mayor of Kellow, met Ivo Brandt. The mayor said that the lamp had failed.", "Ann Oster"),
        ("The mayor, Ann Oster, met Ivo Brandt. The mayor said that the lamp had failed.", "Ann Oster"),
        ("A Democrat, Rep. Ann Oster, left. The Ohio Democrat said that the lamp had failed.", None),
        ("Ms. Oster left. Paul Page stayed. According to him, the lamp had failed.", "Paul Page"),
        ("Ann Oster left. Her son, Adam, stayed. According to him, the lamp had failed.", None),
        ("Victor Oster left. Anton Oster stayed. Oster said that the lamp had failed.", "Oster"),
        ("Ann Oster left.\n\nThe Reuters news agency said that the lamp had failed.", "Reuters"),
        ("Ann Oster left.\n\nThe local news agency said that the lamp had failed.", None),
        ("The board met Ann Oster. Oster left.\n\n“The lamp is old.\n\n“It will fail,” she said.", "Ann Oster"),
        ("The board met Ann Oster in May.\n\nOSTER: “The lamp has failed, and nobody knows why.”", "Ann Oster"),
        (
            "The board met Ann Oster and Victor Oster in May.\n\nOSTER: “The lamp has failed, and nobody knows why.”",
            None,
        ),
        ("The board met in May.\n\nOSTER: “The lamp has failed, and nobody knows why.”", None),
        ("The board met in May.\n\nANN OSTER: “The lamp has failed, and nobody knows why.”", "ANN OSTER"),
        ("HARBOUR CHAOS OVER: “The lamp has failed, and nobody knows why.”", None),
        ("The deputy harbour master, Ann Oster, left. The deputy harbour master said the lamp failed.", "Ann Oster"),
        ("The mayor of Adrano, Ann Oster, left. Tom Law, the deputy mayor, sang. The mayor said so.", "Ann Oster"),
        ("Ann Oster, the deputy harbour master, left. The deputy harbour master said the lamp failed.", "Ann Oster"),
        ("Ann Oster met Paul Page. Oster said the lamp had failed. She added that nobody was hurt.", "Ann Oster"),
        ("Ann Oster met Paul Page. Oster said Ada Lund had left. She added that nobody was hurt.", "Ann Oster"),
        ("Ann Oster met Paul Page. Oster said the lamp had failed. Ada Lund left. She called it a loss.", None),
        ("Mr. Page met Ann Oster. Page said the lamp had failed. She added that nobody was hurt.", "Ann Oster"),
    ],
)
def test_whom_a_pronoun_or_an_office_stands_for(read: Callable[..., Reading], text: str, name: str | None) -> None:
    assert read(text).sourcings[-1].speaker == name
