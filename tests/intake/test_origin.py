"""An article's own text names its outlet only in a republication line, and that line is the evidence."""

from __future__ import annotations

import pytest

from framing.article import Article, Evidence
from framing.intake import layout
from framing.intake.origin import hints, origin

STORY = "Council agrees on a pier\n\nThe council agreed on Monday.\n\n{line}"


def article(text: str) -> Article:
    return origin(Article("a.txt", text, layout.blocks(text)))


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("This article was originally published by Lumen Post.", "Lumen Post"),
        ("Originally featured at Herald.Example, and is republished with permission.", "Herald.Example"),
        ("This story first appeared in The Lumen Post and is republished here.", "The Lumen Post"),
        ("First published at the website of the Lumen Post.", "Lumen Post"),
        ("This article first ran in the Daily Otter of Port Lumen on 3 May.", "Daily Otter of Port Lumen"),
        ("Originally published by Lumen Post on March 4, 2031.", "Lumen Post"),
        ("This was first posted on Reed & Marsh.", "Reed & Marsh"),
        ("Originally published in The Sunday Otter.", "The Sunday Otter"),
    ],
)
def test_a_republication_line_names_the_outlet(line: str, outlet: str) -> None:
    text = STORY.format(line=line)
    found = article(text)
    start = text.rindex(outlet)
    why = "a republication line names where it stood first"
    assert found.outlet == outlet
    assert found.outlet_evidence == (Evidence("text", outlet, why, (start, start + len(outlet))),)
    assert article(text.replace(line, "The end came later.")).outlet is None


@pytest.mark.parametrize(
    "line",
    [
        "The plan costs 3 million crowns, per Lumen Post.",
        "Lumen Post reports that the mayor is ill.",
        "Lumen Post",
        "First published in 2031.",
        "First published on Monday, updated on Tuesday.",
        "Originally published in March 2031.",
        "Republished with permission.",
        "The plan was first published by Lumen Post last year, officials said.\n\nThe end came later.",
    ],
)
def test_no_other_words_name_it(line: str) -> None:
    found = article(STORY.format(line=line))
    assert (found.outlet, found.outlet_evidence) == (None, ())


def test_what_is_known_already_is_kept() -> None:
    text = STORY.format(line="This article was originally published by Lumen Post.")
    known = article(text)._replace(outlet="Reed Daily", outlet_evidence=(), title="Another title")
    assert (origin(known).outlet, origin(known).title) == ("Reed Daily", "Another title")


def test_the_title_is_the_headline_that_opens_the_text() -> None:
    assert article(STORY.format(line="The end.")).title == "Council agrees on a pier"
    assert article("By Ann Otter\nCouncil agrees on a pier\nThe first.\nThe end.").title == "Council agrees on a pier"
    assert article("The council agreed on Monday.\n\nA plan\n\nThe end.").title is None


def test_hints_are_for_a_person_to_judge() -> None:
    text = (
        "Council agrees\n\nThe pier at dusk (L. Ens/Lumen Pool)\n\n"
        "It costs 3 million crowns, per Lumen Post.\n\nIt lasts a year, per officials. Reed told The Otter."
    )
    found = article(text)
    assert found.outlet is None
    assert [(hint.value, hint.why, hint.span and hint.span.of(text)) for hint in hints(found)] == [
        ("Lumen Pool", "credited under a picture", "Lumen Pool"),
        ("Lumen Post", 'cited with "per", as outlets cite themselves', "Lumen Post"),
    ]


@pytest.mark.xfail(
    reason='"republished from X" and "reprinted with permission from X" are not read as naming an outlet'
)
@pytest.mark.parametrize(
    "line",
    ["This article is republished from Lumen Post under a licence.", "Reprinted with permission from Lumen Post."],
)
def test_republished_from(line: str) -> None:
    assert article(STORY.format(line=line)).outlet == "Lumen Post"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("14 May 2024", "2024-05-14"),
        ("Published: Tuesday, May 14, 2024 at 10:30 GMT", "2024-05-14"),
        ("2024-05-14T10:30:00Z", "2024-05-14"),
        ("Updated 15 May 2024", None),
        ("31 February 2024", None),
        ("It was 14 May 2024.", None),
        ("14 May", None),
    ],
)
def test_a_line_that_is_a_date_dates_the_article(line: str, day: str | None) -> None:
    text = f"Crane falls in Salim\n{line}\nA crane fell onto the quay on Friday, and nobody was hurt."
    found = origin(Article("a.txt", text, layout.blocks(text)))
    assert found.date == day
    if day:
        (evidence,) = found.date_bounds.evidence
        assert (evidence.kind, evidence.span and evidence.span.of(text)) == ("text", line)


@pytest.mark.parametrize(
    ("line", "day", "written"),
    [
        ("SALIM, May 14, 2024 – ", "2024-05-14", "May 14, 2024"),
        ("PORT LUMEN, Salim, Sept. 4, 2024 (Otter) -- ", "2024-09-04", "Sept. 4, 2024"),
        ("Port Lumen, 14 May 2024 — ", "2024-05-14", "14 May 2024"),
        ("SALIM (Otter) May 14, 2024 - ", "2024-05-14", "May 14, 2024"),
        ("SALIM, May 14 – ", None, ""),
        ("SALIM – ", None, ""),
        ("On May 14, 2024 – a Tuesday – ", None, ""),
        ("On Tuesday, May 14, 2024 – ", None, ""),
        ("Since Salim, May 14, 2024, ", None, ""),
    ],
)
def test_a_dateline_dates_the_article(line: str, day: str | None, written: str) -> None:
    text = (
        f"Crane falls in Salim\n\n{line}A crane fell onto the quay on Friday, and nobody was hurt.\n\nIt was repaired."
    )
    found = origin(Article("a.txt", text, layout.blocks(text)))
    assert found.date == day
    if day:
        (evidence,) = found.date_bounds.evidence
        assert (evidence.kind, evidence.span and evidence.span.of(text)) == ("text", written)
