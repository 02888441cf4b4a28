"""Krippendorff's alpha: the worked examples of the literature, missing codes, and when there is no interval."""

from __future__ import annotations

import random

import pytest

import framing.validation.alpha as alphas
from framing.validation.alpha import LEAST, alpha


def units(*coders: str) -> list[str]:
    """The codes of each unit; a row a coder, "." for a missing code."""
    return ["".join(code for code in column if code != ".") for column in zip(*coders, strict=True)]


@pytest.mark.parametrize(
    ("coders", "expected"),
    [
        # Krippendorff (2004), Content Analysis, section 11.3.1: two observers, binary.
        (("1100000000", "0110010100"), 0.095),
        # Krippendorff (2011), example B: two observers, nominal, none missing.
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        # Krippendorff (2011), example C: four observers, missing codes.
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
        # The three observers and fifteen units of Krippendorff (2004), with most codes of one missing.
        ((".....34121133.3", "1.213343.......", "..21344.21133.4"), 0.691),
    ],
)
def test_alpha_is_that_of_the_literature(coders: tuple[str, ...], expected: float) -> None:
    assert alpha(units(*coders)).value == pytest.approx(expected, abs=0.0005)


def test_units_with_one_code_count_for_nothing() -> None:
    found = alpha(units("123321412...", "1233224125.3", ".3332342251.", "12332441251."))
    assert (found.units, found.values) == (11, 40)
    assert alpha(["ab", "a", "", "b"]) == alpha(["ab"])
    nothing = alpha(["a", "", "b"])
    assert (nothing.value, nothing.units, nothing.why) == (None, 0, "no unit has two codes")


def test_codes_that_never_differ_say_nothing_or_have_no_interval() -> None:
    same = alpha(["nn"] * 50)
    assert same.value is None
    assert same.why == "all codes are “n”: there is nothing to tell apart"
    whole = alpha(["nn"] * 25 + ["yy"] * 25)
    assert (whole.value, whole.low, whole.high) == (1.0, None, None)
    assert "no codes differ" in whole.why


def test_below_twenty_units_there_is_no_interval_and_it_says_so() -> None:
    few = alpha(["yy", "nn", "yn"] * 6 + ["yy"])
    assert (few.units, few.low, few.why) == (LEAST - 1, None, "fewer than 20 units: no interval")
    enough = alpha(["yy", "nn", "yn"] * 6 + ["yy", "nn"])
    assert enough.low is not None
    assert enough.high is not None
    assert enough.low < (enough.value or 0) < enough.high
    assert enough == alpha(["yy", "nn", "yn"] * 6 + ["yy", "nn"])


def test_codes_that_hardly_vary_have_no_interval() -> None:
    rare = alpha(["nn"] * 60 + ["yn"])
    assert rare.value == pytest.approx(0.0)
    assert (rare.low, rare.why) == (None, "the codes vary too little: no interval")


def test_the_interval_holds_the_true_alpha_about_as_often_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alphas, "TIMES", 300)
    # Two coders who are right in nine of ten cases, of which half are yes: they agree in 82 %, alpha is 0.64.
    chance = random.Random(11)

    def coded() -> str:
        truth = chance.random() < 0.5
        return "".join("y" if truth ^ (chance.random() < 0.1) else "n" for _ in range(2))

    intervals = [alpha([coded() for _ in range(80)], seed) for seed in range(60)]
    held = sum(one.low <= 0.64 <= one.high for one in intervals if one.low is not None and one.high is not None)
    assert 52 <= held <= 60
