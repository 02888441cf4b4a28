"""Lines of plain text become blocks; every word lies in one, and the offsets are those of the file."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest

from framing.intake.layout import blocks

ARTICLE = """\
en | de | fr
Council agrees on a second pier
By Ann Otter
Cranes at the harbour at dusk (Photo: L. Ens/Lumen Pool)

The council agreed on Monday to build a second pier. It took nine hours.

What it will cost

> We will all pay for it, the report says.

The two towns will share the costs, Reed said.
Read also: a short history of the pier
This article was first published by Lumen Post and is republished with permission.
"""


def laid_out(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(text)) for block in blocks(text)]


def test_an_article_with_all_its_furniture() -> None:
    assert laid_out(ARTICLE) == [
        ("boilerplate", "en | de | fr"),
        ("headline", "Council agrees on a second pier"),
        ("byline", "By Ann Otter"),
        ("caption", "Cranes at the harbour at dusk (Photo: L. Ens/Lumen Pool)"),
        ("paragraph", "The council agreed on Monday to build a second pier. It took nine hours."),
        ("headline", "What it will cost"),
        ("blockquote", "> We will all pay for it, the report says."),
        ("paragraph", "The two towns will share the costs, Reed said."),
        ("boilerplate", "Read also: a short history of the pier"),
        ("boilerplate", "This article was first published by Lumen Post and is republished with permission."),
    ]


def test_line_ends_do_not_change_the_blocks_but_count_in_the_offsets() -> None:
    unix = laid_out(ARTICLE)
    for end in ("\r\n", "\r", "\n\n\n"):
        assert laid_out(ARTICLE.replace("\n", end)) == unix
    crlf = ARTICLE.replace("\n", "\r\n")
    assert blocks(crlf)[2].span.start == crlf.index("By Ann")


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Council agrees on a second pier", "headline"),
        ("Will the council agree?", "headline"),
        ("Council agrees!", "headline"),
        ("‘We will pay’, says council", "headline"),
        ("The council agreed on Monday.", "paragraph"),
        ("These are the points:", "paragraph"),
        (" ".join(["word"] * 26), "paragraph"),
        ("Photo: the pier at dusk", "caption"),
        ("By Ann Otter and Bo Reed, Port Lumen", "byline"),
        ("By Monday the council had agreed on the pier.", "paragraph"),
        ("EN DE FR", "boilerplate"),
        ("Subscribe to our newsletter", "boilerplate"),
        ("More: Two goats escape a flooded barn", "boilerplate"),
        ("Ann Lee and the Lumen Wire contributed to this report.", "boilerplate"),
        ("© 2031 Lumen Post", "boilerplate"),
        ("First published in Lumen Post on Monday.", "boilerplate"),
    ],
)
def test_the_kind_of_the_first_line(first: str, kind: str) -> None:
    assert laid_out(f"{first}\n\nThe mayor spoke.\n\nThe end came.")[0] == (kind, first)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("A new plan", "headline"),
        ("a new plan", "paragraph"),
        ("A new plan,", "paragraph"),
        ("A new plan.", "paragraph"),
        ("A new plan (at last)", "caption"),
        ("The plan was first published by Lumen Post, which ran it on the website last year.", "paragraph"),
        ("A line with no stop at its end that is much too long to be one", "paragraph"),
    ],
)
def test_the_kind_of_a_line_in_the_middle(line: str, kind: str) -> None:
    assert laid_out(f"Council agrees on a second pier\n\n{line}\n\nThe end came.")[1] == (kind, line)


def test_a_caption_that_repeats_the_headline_with_a_credit() -> None:
    text = "Council agrees\n\nThe first.\n\nThe second.\n\nThe third.\n\nCouncil agrees (L. Ens/Pool)\n\nThe end."
    assert laid_out(text)[4] == ("caption", "Council agrees (L. Ens/Pool)")


WRAPPED = """\
Council agrees on a second pier

The council agreed on Monday, after nine hours and two votes, to
build a second pier beside the old one, which has stood for a
hundred years and is now closed to ships. The mayor, who had long
opposed it, stayed away.

The two towns will share the costs, which are put at three
million crowns, and will open the pier in the spring of next year
if the winter is mild.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_hard_wrapped_lines_are_joined_at_blank_ones(end: str) -> None:
    text = WRAPPED.replace("\n", end)
    found = laid_out(text)
    assert [kind for kind, _ in found] == ["headline", "paragraph", "paragraph"]
    assert found[1][1].split()[:3] == ["The", "council", "agreed"]
    assert found[1][1].endswith("stayed away.")
    assert found[1][1].count(end) == 3


@pytest.mark.parametrize(
    "paragraph",
    [
        "The mayor, who had long opposed the second\n  pier, stayed away.",
        "The mayor, who was to speak in the town hall of\nHalden, stayed away.",
        "It was opposed by the mayor, the two councils,\nHalden and the port.",
        "“It will be a wall of shame, as it was once Lower\nHalden’s,” said the mayor.",
    ],
)
def test_lines_are_joined_where_a_sentence_runs_on(paragraph: str) -> None:
    text = f"Council agrees on a second pier\n\n{paragraph}\nThe towns share its costs.\n"
    assert [line for _, line in laid_out(text)] == [
        "Council agrees on a second pier",
        paragraph,
        "The towns share its costs.",
    ]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("He gave this list of what the council is to see:", "plans for the pier"),
        ("More of it stands on the page of the council", "https://example.org/pier"),
        ("The council is to see plans for the new pier", "Costs are shared"),
        ("a narrow line", "is one of a list"),
        ("Council agrees on a second pier for the harbour", "updated 7/28/2031 3:02:00 PM"),
        ("Council agrees on a second pier for the harbour", "on March 4, 2031, 5:03p"),
        ("The mayor of Lower Halden said on Monday night,", "“We shall build it.”"),
        ("- plans for the pier in the harbour of the town,", "- its costs"),
        ("“We shall build it, and we shall build it soon", "“And the towns shall pay."),
    ],
)
def test_two_lines_stay_apart_where_none_runs_on(line: str, following: str) -> None:
    assert [line for _, line in laid_out(f"{line}\n{following}\n")] == [line, following]


def test_joining_lines_takes_time_in_proportion() -> None:
    line = "the councils of the towns and the old harbour board,\n"
    times = []
    for count in (8_000, 64_000):
        began = time.process_time()
        assert len(blocks(line * count)) == 1
        times.append(time.process_time() - began)
    assert times[1] < 24 * times[0], times  # 8 if in proportion; 64 would be quadratic


def test_short_lines_that_end_in_stops_are_paragraphs_of_their_own() -> None:
    text = "One is here.\nTwo is here.\nThree is here.\nFour is here.\n\nFive is here."
    assert [line for _, line in laid_out(text)] == [line for line in text.split("\n") if line]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\r\n\f ", []),
        ("One paragraph. It has a stop.", [("paragraph", "One paragraph. It has a stop.")]),
        ("One line with no stop", [("paragraph", "One line with no stop")]),
        ("\n\n  One line.  \n", [("paragraph", "One line.")]),
        ("One page.\fThe next page.", [("paragraph", "One page."), ("paragraph", "The next page.")]),
        ("One\u2028line.\u0085Two.", [("headline", "One"), ("paragraph", "line."), ("paragraph", "Two.")]),
    ],
)
def test_very_little_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert laid_out(text) == expected


PIECES = [
    *(
        "The council met.",
        "A plan",
        "By Ann",
        "(Photo: L. Ens)",
        "“Yes”",
        "> so",
        "en | de",
        "пірс",
        "東京。",
        "🛳",
        "x",
    ),
    *(" ", "\n", "\n\n", "\r\n", "\r", "\f", "\t", "\u00a0", "\u2028", ", and the long line goes on for some way yet"),
]


@pytest.mark.parametrize("seed", range(150))
def test_blocks_are_in_order_disjoint_trimmed_and_hold_every_word(seed: int) -> None:
    rng = random.Random(seed)
    text = "".join(rng.choice(PIECES) for _ in range(rng.randrange(1, 60)))
    spans = [block.span for block in blocks(text)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert "".join(span.of(text) for span in spans).split() or not text.strip()
    held = {offset for span in spans for offset in range(*span)}
    assert all(offset in held for offset, character in enumerate(text) if not character.isspace())
