"""An article's own words bound its date, and only where they say past or future outright."""

from __future__ import annotations

import pytest

from framing.article import Article, DateBounds, Evidence, Note
from framing.dating import bounds, resolved
from framing.intake import layout
from framing.language.sentences import sentences
from framing.mentions.dates import dates, excluded


def bounded(text: str, **known: str) -> tuple[DateBounds, tuple[Note, ...]]:
    article = Article("a.txt", text, layout.blocks(text))._replace(**known)
    return bounds(article, sentences(article), dates(text))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("The council met in March 2031.", "2031-03-01", None),
        ("The council met on 4 March 2031.", "2031-03-04", None),
        ("The council met on March 4-5, 2031.", "2031-03-04", None),
        ("“We met in 2031,” Reed said.", "2031-01-01", None),
        ("Reed said the pier opened in 2030.", "2030-01-01", None),
        ("In the 1990s the town was poor.", "1990-01-01", None),
        ("At the meeting in July 2031, the council agreed.", "2031-07-01", None),
        ("The pier was opened in 2014. It was closed in 2016.", "2016-01-01", None),
        ("The council will meet in March 2032.", None, "2032-03-31"),
        ("In July 2031, the council will meet.", None, "2031-07-31"),
        ("The meeting due in May 2032 is the last.", None, "2032-05-31"),
        ("The pier will be built in May 2032.", None, "2032-05-31"),
        ("The council approved the plan in March 2031.", "2031-03-01", None),
        ("The plan, signed back in 2025, was dropped.", "2025-01-01", None),
        ("The work will start in 2033. It will end in 2036.", None, "2033-12-31"),
        ("The council was told that the work will end in 2036.", None, "2036-12-31"),
        ("The pier closed in 2029; it will open again in 2032.", "2029-01-01", "2032-12-31"),
    ],
)
def test_past_is_before_the_article_and_future_after_it(text: str, earliest: str | None, latest: str | None) -> None:
    found, notes = bounded(text)
    assert (found.earliest, found.latest, notes) == (earliest, latest, ())


@pytest.mark.parametrize(
    "text",
    [
        "The pier will be built by 2035.",
        "It has stood since 2014.",
        "The contract will run until 2040.",
        "The council met before 2031.",
        "The town has planned for 2035.",
        "The pier may open in 2035.",
        "The council hopes to open the pier in 2033.",
        "The council would meet in 2031, Reed said.",
        "If the council meets in 2031, it will agree.",
        "The council meets in 2031.",
        "The 2031 budget",
        "The council met in March.",
        "The council met on Monday.",
        "The council met on February 30, 2031.",
        "The council met.",
        "",
    ],
)
def test_what_is_open_bounds_nothing(text: str) -> None:
    assert bounded(text) == (DateBounds(), ())


def test_the_evidence_is_the_date_in_the_text() -> None:
    text = "A headline\n\nThe council met on 4 March 2031. It will meet again in May 2032.\n\nThe end."
    found, _ = bounded(text)
    past, future = text.index("4 March"), text.index("May 2032")
    assert found.evidence == (
        Evidence("text", "2031-03-04", "tells of it as past: “4 March 2031”", (past, past + 12)),
        Evidence("text", "2032-05-31", "tells of it as to come: “May 2032”", (future, future + 8)),
    )


def test_without_the_sentence_the_bound_goes() -> None:
    assert bounded("The pier is old. The council met in 2031.")[0].earliest == "2031-01-01"
    assert bounded("The pier is old.")[0] == DateBounds()


def test_contradicting_statements_leave_the_date_open_and_a_note() -> None:
    found, notes = bounded("The council met in 2033. It will meet in 2031.")
    assert found == DateBounds()
    assert [note.message for note in notes] == [
        "tells of 2033-01-01 as past and of 2031-12-31 as to come: its date is left open"
    ]


def test_a_known_date_is_its_own_bound() -> None:
    text = "The council met in 2033."
    known = DateBounds("2031-05-01", "2031-05-01", (Evidence("manifest", "2031-05-01", "manifest.toml, line 1"),))
    article = Article("a.txt", text, layout.blocks(text), date="2031-05-01", date_bounds=known)
    assert bounds(article, sentences(article), dates(text)) == (known, ())


@pytest.mark.parametrize(
    "text",
    [
        "The 2034 campaign has begun.",
        pytest.param(
            "Reed announced his candidacy for the election in 2034.",
            marks=pytest.mark.xfail(strict=True, reason="nothing tells a year of a noun from that of the verb"),
        ),
        "Reed was named to run for mayor in 2034.",
        "The council passed the budget for fiscal year 2034.",
        "The pier is seen as a burden in 2034.",
        "Reed has a chance in 2034.",
    ],
)
def test_a_year_that_is_not_that_of_the_verb_bounds_nothing(text: str) -> None:
    assert bounded(text)[0] == DateBounds()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Reed said the pier will open in 2034.", id="a verb of saying before the future"),
        pytest.param("The council met and will meet again in 2034.", id="two verbs in one clause"),
        pytest.param("It was to open in 2034.", id="what was to be"),
        pytest.param("Reed warned the pier could close in 2034.", id="a verb of saying before what might be"),
    ],
)
def test_the_verb_nearest_to_the_date_decides(text: str) -> None:
    assert bounded(text)[0].earliest is None


# --- dates that the article's own date completes --------------------------------------------------------------------


def understood(text: str, first: str | None, last: str | None = None) -> list[tuple[str, str]]:
    """What is written and what it means in an article of a day, or of some time between two days."""
    article = Article("a.txt", text, layout.blocks(text), date_bounds=DateBounds(first, last or first))
    found = resolved(article, sentences(article), dates(text))
    return [(date.span.of(text), date.value) for date in found]


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("The council met on Thursday.", "Thursday", "2031-05-08"),
        ("The council met on Monday.", "Monday", "2031-05-12"),
        ("The council met last Monday.", "Monday", "2031-05-05"),
        ("The council will meet on Thursday.", "Thursday", "2031-05-15"),
        ("The council will meet next Monday.", "Monday", "2031-05-19"),
        ("The council is expected to meet on Thursday.", "Thursday", "2031-05-15"),
        ("The schools will stay shut until Thursday.", "Thursday", "2031-05-15"),
        ("The schools were shut until Thursday.", "Thursday", "2031-05-08"),
        ("Reed said that the council could meet on Thursday.", "Thursday", "2031-05-15"),
        ("The council met in April.", "April", "2031-04"),
        ("The council met in November.", "November", "2030-11"),
        ("The council will meet in August.", "August", "2031-08"),
        ("The council met on May 30.", "May 30", "XXXX-05-30"),
        ("The council will meet on May 30.", "May 30", "2031-05-30"),
        ("The council met in April 2029.", "April 2029", "2029-04"),
        ("The council met yesterday.", "yesterday", "2031-05-11"),
        ("The council meets tomorrow.", "tomorrow", "2031-05-13"),
        ("The council met last month.", "last month", "2031-04"),
        ("The council met last year.", "last year", "2030"),
        ("The council will meet next year.", "next year", "2032"),
        ("The council met in the 1990s.", "1990s", "199X"),
    ],
)
def test_dates_as_an_article_of_a_monday_in_may_means_them(text: str, written: str, value: str) -> None:
    assert understood(text, "2031-05-12") == [(written, value)]


def test_bounds_resolve_what_both_ends_agree_on() -> None:
    text = "The council met in April. It meets again on Monday."
    assert understood(text, "2031-05-02", "2031-06-20") == [("April", "2031-04"), ("Monday", "XXXX-WXX-1")]
    assert understood(text, None) == [("April", "XXXX-04"), ("Monday", "XXXX-WXX-1")]


def test_the_day_of_a_dateline_is_none_on_which_something_happened() -> None:
    text = "SALIM, May 12, 2031 – The council met on May 9, 2031."
    assert understood(text, "2031-05-12") == [("May 9, 2031", "2031-05-09")]
    assert understood(text.replace(" – The", ", and it rained. The"), "2031-05-12")[0] == ("May 12, 2031", "2031-05-12")


def test_in_december_in_january_stays_open() -> None:
    assert understood("The council met in January.", "2031-12-15") == [("January", "XXXX-01")]


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        (("in April", "2031-05-12"), ("in April", "2032-05-12"), True),
        (("in April", "2031-05-12"), ("in April", "2031-06-01"), False),
        (("last year", "2031-05-12"), ("in 2030", "2032-05-12"), False),
        (("last year", "2031-05-12"), ("in 2031", "2032-05-12"), True),
        (("on Thursday", "2031-05-12"), ("on Friday", "2031-05-12"), False),
        (("on Thursday", "2031-05-12"), ("on Thursday", "2031-06-12"), True),
        (("on Thursday", "2031-05-12"), ("in 1990", "2031-05-12"), False),
    ],
)
def test_which_passages_are_of_different_times(a: tuple[str, str], b: tuple[str, str], apart: bool) -> None:
    rows = []
    for when, day in (a, b):
        text = f"The council met {when}."
        article = Article("a.txt", text, layout.blocks(text), date_bounds=DateBounds(day, day))
        rows.append(resolved(article, sentences(article), dates(text)))
    assert excluded(*rows) is excluded(*reversed(rows)) is apart
