"""What people write for a code is read as it is meant, and nothing else is guessed."""

from __future__ import annotations

from typing import get_args

import pytest

from framing.attribution.attributions import AttributionType
from framing.attribution.kinds import SourceKind
from framing.validation.codes import KINDS, QUESTIONS, SOURCE_KINDS, Kind, answer, source_kind, voices


@pytest.mark.parametrize(
    ("written", "kind", "code"),
    [
        ("yes", "wording", "yes"),
        (" Y ", "wording", "yes"),
        ("TRUE", "pairs", "yes"),
        ("1", "pairs", "yes"),
        ("No.", "wording", "no"),
        ("n", "pairs", "no"),
        ("False", "pairs", "no"),
        ("0", "wording", "no"),
        ("?", "wording", "unsure"),
        ("UNSURE", "attributions", "unsure"),
        ("", "wording", ""),
        ("Direct", "attributions", "direct"),
        ("no", "attributions", "none"),
        ("0", "attributions", "none"),
        ("maybe", "wording", None),
        ("ja", "wording", None),
        ("yes", "attributions", None),
        ("direct", "wording", None),
        ("2", "pairs", None),
    ],
)
def test_answers(written: str, kind: Kind, code: str | None) -> None:
    assert answer(written, kind) == code


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("own", ("own",)),
        ("Quoted, OWN", ("own", "quoted")),
        ("own+own", ("own",)),
        ("mention", ("mention",)),
        ("?", ()),
        ("", ()),
        ("scare", None),
        ("own or quoted", None),
    ],
)
def test_voices(written: str, found: tuple[str, ...] | None) -> None:
    assert voices(written) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Named Person", "named-person"),
        ("media_outlet", "media-outlet"),
        ("organisation", "organisation"),
        ("unknown", "unknown"),
        ("unsure", ""),
        ("", ""),
        ("person", None),
    ],
)
def test_kinds_of_source(written: str, found: str | None) -> None:
    assert source_kind(written) == found


def test_codes_are_those_of_the_tool() -> None:
    assert get_args(SourceKind) == SOURCE_KINDS
    assert set(QUESTIONS["attributions"].yes) == set(get_args(AttributionType))


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_names_all_its_answers(kind: Kind) -> None:
    question = QUESTIONS[kind]
    assert all(code in question.asked for code in (*question.codes, "unsure"))
    assert {level.found for level in question.levels} == {True, False}
    assert len({level.name for level in question.levels}) == len(question.levels)
