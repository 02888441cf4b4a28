"""Blocks become sentences: what ends one, what only looks like an end, and the two splitters side by side."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from framing.article import Article, Span
from framing.intake import layout
from framing.language.boundaries import sentences_by_rule
from framing.language.sentences import sentences, sentences_of


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences_of(text, Span(0, len(text)))]


def cut_by_rule(text: str) -> list[str]:
    return [span.of(text) for span in sentences_by_rule(text, Span(0, len(text)))]


# The sentences of a text stand on lines of their own here; the text itself has spaces between them.
TRAPS = {
    "question in quotes": "“Will the pier stand?” he asked.\n“It will.”",
    "exclamation in quotes": "“No!” she cried.\nThen she left.",
    "quotation closes after the stop": "“We will pay.”\nThe mayor sat down.",
    "straight quotation marks": '"We will pay."\nThe mayor left.\n"Who knows?" she asked.',
    "speaker behind the quotation": "“We will pay for it.” Ann Otter said.\n“All of it.”",
    "speaker behind an exclamation": "“Stop!” Reed said.\n“Go!”",
    "quoted words and a speaker": 'He said "no."\nShe said "yes."\nThey left.',
    "quotation after quotation": "He said it was “over.”\n“Not so,” she said.",
    "sentences in a quotation": "“One.\nTwo.\nThree,” he counted.\nFour.",
    "nested quotation": "“He said, ‘Go home.’”\nThen it rained.",
    "nested quotation and a speaker": "“He said, ‘Go home.’” she recalled.",
    "question mark and exclamation": "Is it so?!\nYes.\nNo?",
    "titles": "Dr. Otter met Gen. Reed and Lt. Col. Marsh at St. Anne.\nThey spoke.",
    "mr and mrs": "First came Mr. and Mrs. Otter.\nThen Prof. Reed.",
    "dotted state before a name": "The U.S. Coast Guard sent a ship.\nIt left.",
    "dotted state before a sentence": "The ship belongs to the U.S.\nThe council did not know.",
    "dotted city": "He lives in Lumen, D.C.\nHe works there.",
    "p.m. before a sentence": "The talks ended at 5 p.m.\nThen the lights went out.",
    "p.m. before a day": "The talks ended at 5 p.m. Monday in the hall.",
    "numbered": "It is No. 5 on the list.\nFig. 3 shows it.\nArt. 4 does not.",
    "no without a number": "He said no.\nFive others said yes.",
    "month before a day": "She came on Jan. 6.\nHe came on Feb. 7.",
    "month before a sentence": "He came in Feb.\nThe rest came later.",
    "initials": "J. R. Otter wrote it.\nA. B. Marsh read it.",
    "company": "Otter Corp. said it would pay.\nReed Inc.\nThe rest will follow.",
    "company before small letters": "Reed Inc. will pay.\nMarsh Ltd. and Co. will not.",
    "dotted outlet": "Herald.Example reported it first.\nLumen.Post followed.",
    "odd comma before a number": "The council met in December, 3 Minister Reed said.\nIt voted.",
    "versus": "The case of Otter v. Reed was cited.\nThe vote was 5 vs. 3 for it.",
    "for example": "They named ports, e.g. Lumen, and ships.\nNo more.",
    "decimals": "It costs $3.5 million.\nThat is 3.5 per cent.",
    "year at the start": "He was born in 1950.\n20 years later he left.",
    "ellipsis before a small letter": "The pier … will stand.\nIt will.",
    "ellipsis before a sentence": "He waited…\nThen he left.\nShe waited...\nThen he came.",
    "brackets": "(It was late.)\nThe mayor left.\n[It is so.]\nIt ended.",
    "address": "Visit https://lumen.example/a.b?c=d.\nThen come back.",
    "degree": "He holds a Ph.D. in law.\nIt is new.",
    "single quotation marks": "‘One,’ he said.\n‘Two.’\nThree.",
    "party in brackets": "Sen. Marsh (D-Lumen) spoke.\nRep. Reed did not.",
    "Cyrillic": "Рада зібралася.\nПотім вона пішла.",
    "no stop": "Council agrees on a pier",
    "one word": "Why?",
}


@pytest.mark.parametrize("name", TRAPS)
def test_traps(name: str) -> None:
    expected = TRAPS[name].split("\n")
    assert cut(" ".join(expected)) == expected


@pytest.mark.parametrize("name", TRAPS)
def test_the_rules_alone_cut_the_same(name: str) -> None:
    expected = TRAPS[name].split("\n")
    assert cut_by_rule(" ".join(expected)) == expected


def test_an_unstopped_headline_is_a_sentence_of_its_own() -> None:
    text = (
        "Council agrees on a pier\n\nBy Ann Otter\n\nThe council met. It agreed.\nA new plan\nIt is dear.\n\nThe end."
    )
    article = Article("a.txt", text, layout.blocks(text))
    assert [span.of(text) for span in sentences(article)] == [
        "Council agrees on a pier",
        "The council met.",
        "It agreed.",
        "A new plan",
        "It is dear.",
        "The end.",
    ]


def test_a_sentence_runs_on_over_a_hard_wrapped_line() -> None:
    assert cut("The council met\r\non the pier. It\r\nagreed.") == ["The council met\r\non the pier.", "It\r\nagreed."]


PARAGRAPHS = [
    "The council of Port Lumen agreed on Monday to build a second pier. It took nine hours. The mayor stayed away.",
    "“We have waited for years,” said Ann Otter, who leads the council. “Now we will build.” She gave no date.",
    "The costs are put at $3.8 million by Reed & Co., a firm from the U.K. The towns will share them. Why? None said.",
    "At 5:30 p.m. the doors closed. Dr. Marsh, of St. Anne’s, asked for quiet! He got it, after a while… and a vote.",
    "In 2029 the old pier was shut (it had stood since 1931). No. 2 is to open by 2035, Otter Corp. said on Jan. 6.",
    '"Is it safe?" asked a man from the north. "It is," said Gen. Reed. "I would not have signed otherwise."',
    "Критики кажуть, що причал задорогий. Мер із цим не згоден. «Ми збудуємо», — сказав він.",
]


@pytest.mark.parametrize("text", PARAGRAPHS, ids=range(len(PARAGRAPHS)))
def test_both_splitters_agree_on_ordinary_paragraphs(text: str) -> None:
    assert cut(text) == cut_by_rule(text)
    assert len(cut(text)) >= 2


PIECES = [
    *(
        "The council met",
        "Dr",
        "U.S",
        "Reed",
        "pier",
        "“",
        "”",
        "‘",
        "’",
        '"',
        "(",
        ")",
        "…",
        "5",
        "p.m",
        "No",
        "é",
        "🛳",
    ),
    *(".", "?", "!", ". ", "? ", "! ", " ", " ", ", ", "\n", "\r\n", "\n\n", "said", "\u00a0", "—"),
]


@pytest.mark.parametrize("seed", range(80))
def test_sentences_lie_in_prose_in_order_trimmed_and_hold_every_word(seed: int) -> None:
    rng = random.Random(seed)
    text = "".join(rng.choice(PIECES) for _ in range(rng.randrange(1, 80)))
    article = Article("a.txt", text, layout.blocks(text))
    found = sentences(article)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(span.of(text) == span.of(text).strip() != "" for span in found)
    assert all(any(block.span.covers(span) for block in article.prose) for span in found)
    told = "".join(block.span.of(text) for block in article.prose)
    assert "".join("".join(span.of(text).split()) for span in found) == "".join(told.split())


def test_a_very_long_paragraph_is_cut_throughout() -> None:
    text = "The council met. " * 30_000
    assert len(cut(text.strip())) == 30_000
    assert len(cut("pier " * 100_000)) <= 3


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param(["It left the U.S.", "Officials did not say why."], id="dotted state before a rarer opener"),
        pytest.param(["He lives in Lumen, D.C.", "Reed works there."], id="dotted city before a name"),
        pytest.param(["It ended 3-2.", "eBay closed."], id="a name that begins small"),
        pytest.param(["1. The first point.", "2. The second point."], id="numbers of a list"),
        pytest.param(["Otter Corp.", "Said Reed: it is over."], id="company before a verb"),
    ],
)
@pytest.mark.xfail(reason="no rule tells these ends from those of an abbreviation")
def test_known_misses(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences
