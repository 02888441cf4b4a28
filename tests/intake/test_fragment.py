"""The HTML of an article and nothing else becomes lines of text, however short it is and whatever is wrong with it."""

from __future__ import annotations

import time

import pytest

from framing.intake.fragment import fragment, told


def lines(html: str) -> list[tuple[str, str]]:
    text, blocks = fragment(html)
    assert text == "\n".join(block.span.of(text) for block in blocks)
    return [(block.kind, block.span.of(text)) for block in blocks]


def test_a_line_for_each_block() -> None:
    html = (
        "<h2>Costs</h2><p>The <b>pier</b> costs <i>3 million</i>&nbsp;crowns &amp; more.</p>"
        "<blockquote><p>“It is for all of us.”</p></blockquote>"
        "<figure><img src='x' alt='A pier'><figcaption>The pier in May</figcaption></figure>"
        "<ul><li>One thing.</li><li>Another thing.</li></ul>The end came<br>later.<br/><br/>It came."
    )
    assert lines(html) == [
        ("headline", "Costs"),
        ("paragraph", "The pier costs 3 million crowns & more."),
        ("blockquote", "“It is for all of us.”"),
        ("caption", "The pier in May"),
        ("paragraph", "One thing."),
        ("paragraph", "Another thing."),
        ("paragraph", "The end came"),
        ("paragraph", "later."),
        ("paragraph", "It came."),
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Shut.", "Shut."),
        ("", ""),
        ("<p></p> <br>", ""),
        ("<script>alert('<p>x</p>')</script><style>p{}</style>Shut.", "Shut."),
        ("a &lt;script&gt; b", "a <script> b"),
        ("It is <!-- not --> shut", "It is shut"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("</p></div>Shut.", "Shut."),
        ("<p>One <p>Two", "One\nTwo"),
        ("<html><head><title>T</title></head><body>Shut.</body></html>", "Shut."),
        ("a\0b", "a\ufffdb"),
        ("Café, пірс, 東京, 🛳", "Café, пірс, 東京, 🛳"),
        ("<pre>x = <code>1</code></pre>", "x = 1"),
        ("<div>" * 5000 + "Shut.", "Shut."),
    ],
)
def test_what_a_reader_sees(html: str, text: str) -> None:
    assert fragment(html)[0] == text


@pytest.mark.parametrize("html", ["<div>" * 100_000, "<b>" * 100_000, "<!--" * 100_000, "<a " * 100_000, "&" * 500_000])
def test_hostile_markup_takes_linear_time(html: str) -> None:
    started = time.process_time()
    assert fragment(f"{html}")[0].count("\n") == 0
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("written", "is_html", "held"),
    [
        ("<p>Fish &amp; chips</p>", True, ("fragment", b"<p>Fish &amp; chips</p>")),
        ("Fish &amp; chips\n\n5 < 6", True, ("text", b"Fish & chips\n\n5 < 6")),
        ("Fish &amp; <b>", False, ("text", b"Fish &amp; <b>")),
    ],
)
def test_html_without_tags_is_text(written: str, is_html: bool, held: tuple[str, bytes]) -> None:
    assert told(written, is_html=is_html) == held
