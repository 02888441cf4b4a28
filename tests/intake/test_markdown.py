"""Markdown becomes blocks whose spans cut the words without their marks, in the file as it is."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from framing.intake.markdown import blocks, front_matter


def laid_out(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(text)) for block in blocks(text)]


ARTICLE = """\
---
title: A pier
date: 2031-03-04
---
# Council agrees on a second pier #

By Ann Otter

The council *agreed* on Monday.
It took **nine** hours.

What it costs
-------------

> The towns will pay,
> the report says.

- the pier
- the ships
  of both towns

1. First

```
code = "not prose"
```

| town | share |
|------|-------|
| Reed | half  |

<div class="x">Raw</div>

***

This article was first published by Lumen Post.
"""


def test_an_article_with_all_its_parts() -> None:
    assert laid_out(ARTICLE) == [
        ("boilerplate", "---\ntitle: A pier\ndate: 2031-03-04\n---"),
        ("headline", "Council agrees on a second pier"),
        ("byline", "By Ann Otter"),
        ("paragraph", "The council *agreed* on Monday.\nIt took **nine** hours."),
        ("headline", "What it costs"),
        ("blockquote", "The towns will pay,\n> the report says."),
        ("paragraph", "the pier"),
        ("paragraph", "the ships\n  of both towns"),
        ("paragraph", "First"),
        ("boilerplate", '```\ncode = "not prose"\n```'),
        ("caption", "town"),
        ("caption", "share"),
        ("caption", "Reed"),
        ("caption", "half"),
        ("paragraph", "Raw"),
        ("boilerplate", "***"),
        ("boilerplate", "This article was first published by Lumen Post."),
    ]


def test_crlf_counts_as_two_characters() -> None:
    text = ARTICLE.replace("\n", "\r\n")
    assert [(kind, cut.replace("\r\n", "\n")) for kind, cut in laid_out(text)] == laid_out(ARTICLE)
    assert blocks(text)[1].span.start == text.index("Council")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\nText.", ("headline", "One")),
        ("###### Six ######  \n\nText.", ("headline", "Six")),
        ("  ## Two\n\nText.", ("headline", "Two")),
        ("# Issue #5\n\nText.", ("headline", "Issue #5")),
        ("#No heading\n\nText.", ("paragraph", "#No heading")),
        ("One\n===\n\nText.", ("headline", "One")),
        ("One\nand two\n---\nText.", ("headline", "One\nand two")),
        ("> > Deep\n\nText.", ("blockquote", "Deep")),
        ("> # Quoted heading\n\nText.", ("headline", "Quoted heading")),
        ("* > item\n\nText.", ("blockquote", "item")),
        ("12) item\n\nText.", ("paragraph", "item")),
        ("    indented code\n\nText.", ("boilerplate", "indented code")),
        ("~~~\nunclosed fence\n\nText.", ("boilerplate", "~~~\nunclosed fence\n\nText.")),
        ("<!-- note -->\n\nText.", ("boilerplate", "<!-- note -->")),
        ("[link](https://lumen.example) text.", ("paragraph", "[link](https://lumen.example) text.")),
        ("+++\ntitle = 'x'\n+++\nText.", ("boilerplate", "+++\ntitle = 'x'\n+++")),
        ("---\nno end of it\n\nText.", ("boilerplate", "---")),
        ("-5 degrees it was.", ("paragraph", "-5 degrees it was.")),
        ("2031 was mild.", ("paragraph", "2031 was mild.")),
    ],
)
def test_marks_are_cut_off_exactly(text: str, expected: tuple[str, str]) -> None:
    assert laid_out(text)[0] == expected


def test_nothing_to_read() -> None:
    assert blocks("") == ()
    assert blocks("\n \n") == ()


PIECES = [
    *(
        "# A",
        "## B ##",
        "text",
        "*em*",
        "> q",
        ">",
        "- i",
        "  - j",
        "1. n",
        "```",
        "~~~",
        "    c",
        "| a | b |",
        "|---|---|",
    ),
    *(
        "===",
        "---",
        "***",
        "<div>",
        "</div>",
        "<b>x",
        "[r]: u",
        "[l](u)",
        "\\*",
        "&amp;",
        "é🛳",
        "By Ann Otter",
        "\t",
        "\f",
    ),
]


@pytest.mark.parametrize("seed", range(200))
def test_blocks_never_overlap_and_are_trimmed(seed: int) -> None:
    rng = random.Random(seed)
    end = rng.choice(["\n", "\r\n"])
    text = "".join(rng.choice(PIECES) + rng.choice([end, end * 2, " "]) for _ in range(rng.randrange(1, 40)))
    spans = [block.span for block in blocks(text)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(span.of(text) == span.of(text).strip() for span in spans)


def test_front_matter_is_evidence() -> None:
    fields = 'title: "A crane falls"\ndate: 2020-05-03T10:00\nauthor: Ann Marsh\noutlet: Quay Gazette\n'
    text = f"---\n{fields}---\n\nThe crane fell.\n"
    found = front_matter(text)
    assert {field: (e.value, e.why) for field, e in found.items()} == {
        "title": ("A crane falls", "the front matter, line 2"),
        "date": ("2020-05-03", "the front matter, line 3"),
        "outlet": ("Quay Gazette", "the front matter, line 5"),
    }
    assert front_matter("---\ndate: 3 May\n---\n") == {}
    assert front_matter("date: 2020-05-03\n\nThe crane fell.") == {}
