"""Words become stems; stop words and possessives are left out."""

from __future__ import annotations

import pytest

from framing.article import Span
from framing.language.stems import stem, stems


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("running", "run"),
        ("Ministers", "minist"),
        ("minister’s", "minist"),
        ("minister's", "minist"),
        ("agreed", "agre"),
        ("university", "univers"),
        ("universal", "univers"),
        ("pier", "pier"),
        ("NATO", "nato"),
        ("12", "12"),
    ],
)
def test_a_stem(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_the_stems_of_a_sentence() -> None:
    text = "The ministers didn’t say that they’d agreed on Lumen’s 2 piers."
    assert stems(text, Span(0, len(text))) == ("minist", "agre", "lumen", "2", "pier")
    assert stems(text, Span(0, 13)) == ("minist",)
    assert stems("It was the same.", Span(0, 16)) == ()
