"""Thousands of broken files: no crash, no span outside the file, every span is what its message names, linear time."""

from __future__ import annotations

import os
import random
import time

import pytest

from framing.article import Lines
from framing.check.diagnostics import diagnostics, diagnostics_of, file_of
from framing.intake import html, markdown
from framing.intake.masked import JOINER

MARKDOWN = """\
---
title: The Assad regime
---
# The *Kiev* regime meets

By Ann Otter

The **Assad** regime [met](https://a.example "The regime's page") on Monday. “We never said no,” said Ann Marsh, the
envoy, who claimed that the Assad regime's `code` &ldquo;was&rdquo; <b>safe</b>. <!-- framing: ignore WL01 -- a name -->

> The Kiev regime will fall,
> she wrote.

- one ![The Assad regime's flag](a.png)
- two
  - three

| who | what |
|-----|------|
| Assad regime | met \\| fell |

```
The Assad regime
```

<details><summary>The Assad regime</summary>

It met.

</details>
"""
PAGE = """\
<!doctype html><html><head><title>The Assad regime &amp; others</title><meta name="description" content="The regime">
<style>.a { color: red }</style><script>if (a < b) { regime() }</script></head>
<body><h1>The <em>Kiev</em>&nbsp;regime</h1><p>The Assad regime met. <q>We said no</q>, said Ann Marsh.<br>
<img src="a.png" alt="Flag of the Assad regime"> She claimed that it was &quot;safe&quot;. <!-- framing: ignore WL01 -->
<blockquote>The Assad regime has to go.</blockquote><table><tr><td>Assad<td>regime</table></body></html>
"""
PIECES = [
    *(
        "<",
        ">",
        "<!--",
        "-->",
        "</",
        "<p>",
        "</p>",
        "<script>",
        "<q>",
        "&",
        "&#",
        "&nbsp;",
        "&#0;",
        "&#x110000;",
        "]]>",
    ),
    *("*", "**", "_", "`", "```", "~~~", "[", "](", ")", "![", "|", "\\", "#", "> ", "- ", "1. ", "    ", "\t", "---"),
    *("“", "”", '"', "'", "‘", "«", "»", "„", "''", "``", "\n", "\n\n", "\r\n", "\r", "\u2028", "\u00a0", "\u200b"),
    *("\u2060", "😀", "e\u0301", "\ufeff", "\x00", "\x0b", "İ", "ß", "framing: ignore", "framing: ignore-start WL01"),
]
SEEDS = int(os.environ.get("FRAMING_MUTATIONS", "10"))
"""Of 100 changes of each file; 100 seeds make twenty thousand files, which is for the night."""
EACH = 100


def mutated(text: str, chosen: random.Random) -> str:
    for _ in range(chosen.randint(1, 12)):
        at, to = sorted((chosen.randrange(len(text) + 1), chosen.randrange(len(text) + 1)))
        match chosen.randrange(5):
            case 0:
                text = text[:at] + chosen.choice(PIECES) + text[at:]
            case 1:
                text = text[:at] + text[min(to, at + chosen.randint(1, 30)) :]
            case 2:
                text = text[:at] + text[at : at + 40] * 2 + text[at + 40 :]
            case 3:
                text = text.replace(chosen.choice(PIECES), chosen.choice(PIECES), 3)
            case _:
                text = text[at:to] + text[:at] + text[to:]
        text = text or " "
    return text


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize(("name", "whole"), [("a.md", MARKDOWN), ("a.html", PAGE)])
def test_every_span_is_what_the_message_names(name: str, whole: str, seed: int) -> None:
    chosen = random.Random(seed)
    texts = [mutated(whole, chosen).replace("\x00", " ") for _ in range(EACH)]
    for text in texts:
        masked = (markdown if name == "a.md" else html).masked(text)
        assert len(masked.text) == len(text)
        ends = 0
        for block in masked.blocks:
            assert ends <= block.span.start < block.span.end <= len(text)
            ends = block.span.end
    files = [file_of(name, text.encode("utf-8", "surrogatepass")) for text in texts]
    for file, found in zip(files, diagnostics_of(files), strict=True):
        lines = Lines(file.text)
        for one in found:
            assert 0 <= one.span.start < one.span.end <= len(file.text)
            assert one.span.of(file.text) == one.written
            assert lines.place(one.span.start) == (one.line, one.column)
            assert lines.place(one.span.end) == (one.end_line, one.end_column)
            if one.voice is not None:
                aside = next((a for a in file.seen.asides if a.span.covers(one.span)), None)
                read = aside.text if aside else file.seen.text
                start = one.span.start - (aside.span.start if aside else 0)
                words = read[start : start + len(one.written)].translate(UNSEEN)
                assert f"“{' '.join(words.split())}” in {one.voice} voice" in one.message


UNSEEN = str.maketrans(dict.fromkeys(f"\u00ad\u200b\ufeff{JOINER}"))
HARD = {
    "brackets": "[" * 30_000,
    "links": "[a](u)" * 5_000,
    "open links": "[a](" * 8_000,
    "images": "![](" * 8_000,
    "titles": '[a](u "' * 5_000,
    "runs of backticks": " ".join("`" * (n % 60) for n in range(1_000)),
    "tags": "<a b='" * 6_000,
    "comments": "<!--" * 8_000,
    "instructions": "<?" * 15_000,
    "quotes": "> " * 8_000,
    "quoted lines": "> a\n" * 8_000,
    "emphasis": "*a" * 15_000,
    "references": "&amp" * 8_000,
    "definitions": "[a]: <" * 6_000,
    "a long label": "[" + "a" * 30_000,
    "fences": "```\n" * 8_000,
    "headings": "# a\n" * 8_000,
    "blocks of HTML": "<div>\n" * 6_000,
    "bars": "|" * 20_000 + "\n|-|\n",
    "marks": "“" * 20_000,
    "straight marks": '"a ' * 10_000,
    "comments for us": "<!-- framing: ignore WL01 -->\n\n" * 1_000,
    "comments that never end": "<!-- framing: " * 3_000,
    "marks of lists": "- " * 8_000,
    "findings in one line": "<b>The Assad regime met.</b> " * 400,
    "notices in one line": "“a " * 4_000,
}


def grows_no_faster(short: str, long: str, name: str, times: float) -> bool:
    """Whether the check of `long` takes at most `times` as long as that of `short`: the best of up to six
    pairs, because a busy machine can hold up any one run, but cannot make a quadratic one fast."""

    def seconds(text: str) -> float:
        began = time.process_time()
        diagnostics(name, text.encode())
        return time.process_time() - began

    seconds(short)
    once, more = seconds(short), seconds(long)
    for _ in range(5):
        if more < times * once + 0.1:
            return True
        once, more = min(once, seconds(short)), min(more, seconds(long))
    return more < times * once + 0.1


def test_time_of_lists_in_lists_grows_with_the_text() -> None:
    short, long = ("".join("  " * number + "- a\n" for number in range(depth)) for depth in (200, 400))
    assert grows_no_faster(short, long, "a.md", 7)  # four times the text; 8 was measured before


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
@pytest.mark.parametrize("shape", HARD.values(), ids=HARD)
def test_time_grows_with_the_text_alone(shape: str, name: str) -> None:
    assert grows_no_faster(shape, shape * 4, name, 10)  # 16 would be quadratic
