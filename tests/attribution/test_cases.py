"""Attributions with their exact spans, one case a layout of news; known misses are strict expected failures."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from framing.article import Span
from framing.attribution.learned import lexeme
from framing.reading import Reading

FILE = Path(__file__).parent.parent / "cases" / "attribution.toml"
MARK = re.compile(r"\[S (?P<source>[^\]]*)\]|\{C (?P<cue>[^}]*)\}|<(?P<content>[^>]*)>")


def unmarked(text: str) -> tuple[str, dict[str, list[Span]]]:
    """A case's text without its marks, and the spans of its roles."""
    roles: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    out, at = "", 0
    for match in MARK.finditer(text):
        out += text[at : match.start()]
        role = match.lastgroup or ""
        piece = match.group(role)
        roles[role].append(Span(len(out), len(out) + len(piece)))
        out += piece
        at = match.end()
    return out + text[at:], roles


def cases() -> list[Any]:
    """The cases of the file, known misses marked."""
    out = []
    for case in tomllib.loads(FILE.read_text("utf-8"))["case"]:
        marks = [pytest.mark.xfail(reason=case["miss"], strict=True)] if "miss" in case else []
        out.append(pytest.param(case, id=case["name"], marks=marks))
    return out


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any], read: Callable[..., Reading]) -> None:
    text, roles = unmarked(case["text"])
    reading = read(text)
    assert reading.article.text == text
    found = {
        tuple(tuple(getattr(a, role)) for role in ("source", "cue", "content")): (a, s)
        for a, s in zip(reading.attributions, reading.sourcings, strict=True)
    }
    wanted = tuple(tuple(roles[role]) for role in ("source", "cue", "content"))
    shown = [[[span.of(text) for span in role] for role in one] for one in found]
    assert wanted in found, shown
    attribution, sourcing = found[wanted]
    assert attribution.type == case["type"]
    assert sourcing.kind == case.get("kind", sourcing.kind)
    assert sourcing.speaker == case.get("speaker", sourcing.speaker)
    assert list(sourcing.chain) == case.get("chain", list(sourcing.chain))


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sailed at dawn and came back at noon.",
        "The report is due in May. The claims office is closed.",
        "Nobody has said that the lamp failed.",
        "No one has explained why the lamp failed.",
        "The letter did not mention the lamp.",
        "She should have said no.",
        "The State Department building is near the Rail Museum.",
        "It offered no evidence.",
        "“Trust” is what someone feels.",
        "It was late. That is what it takes to stop the ferry.",
        "This was the answer.",
        "The paper came from a conservative think tank in the harbour.",
        "The board hired special counsel Ann Oster in May.",
        "Ann Oster did not respond to repeated requests for comment on Friday.",
    ],
)
def test_no_attribution(text: str, read: Callable[..., Reading]) -> None:
    reading = read(text)
    assert [a.lexeme for a in reading.attributions] == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ann Oster boasted that the lamp had never failed.", "doubting"),
        ("Ann Oster insinuated that the lamp had failed.", "doubting"),
        ("Ann Oster confided that the lamp had failed.", "endorsing"),
        ("Ann Oster proved that the lamp had failed.", "endorsing"),
        ("Ann Oster berated the harbour board over the lamp.", "confrontational"),
        ("Ann Oster scoffed that the lamp had failed.", "confrontational"),
        ("Ann Oster presumed that the lamp had failed.", "attitude"),
        ("Ann Oster is convinced that the lamp had failed.", "attitude"),
        ("Ann Oster inquired whether the lamp had failed.", "neutral"),
        ("Ann Oster pleaded with the board to mend the lamp.", "neutral"),
    ],
)
def test_stances(text: str, stance: str, read: Callable[..., Reading]) -> None:
    assert [a.stance for a in read(text).attributions] == [stance]


@pytest.mark.parametrize(
    ("cue", "name", "stance"),
    [
        ("said", "say", "neutral"),
        ("has repeatedly claimed", "claim", "doubting"),
        ("with reference to", "with reference to", "neutral"),
        ("made a promise", "statement", "neutral"),
        ("refused to reference", "reference", "neutral"),
        ("kvetched", "kvetched", "neutral"),
    ],
)
def test_the_cue_of_the_lexicon_in_the_words_of_a_cue(cue: str, name: str, stance: str) -> None:
    found = lexeme(cue.split())
    assert (found.name, found.stance) == (name, stance)


def test_speech_within_speech(read: Callable[..., Reading]) -> None:
    reading = read("The envoy said that the captain had told reporters that the lamp had failed.")
    outer, inner = reading.attributions
    assert inner.parent == 0
    assert outer.parent is None
    assert reading.sourcings[1].chain[-1] == "The envoy"


def test_an_outlet_that_cites_itself_is_no_further_source(read: Callable[..., Reading]) -> None:
    text = "The ferry carried nine cars, per The Quay Gazette."
    assert read(text).sourcings[0].chain == ("Quay Gazette",)
    assert read(text, outlet="The Quay Gazette").sourcings[0].chain == ()


def test_every_cue_form_is_in_one_cue_of_its_kind() -> None:
    from collections import Counter

    from framing.lexicon.cues import cues

    counted = Counter((form, cue.kind) for cue in cues() for form in cue.match)
    assert [form for form, n in counted.items() if n > 1] == []
    assert {cue.stance for cue in cues()} == {"neutral", "doubting", "endorsing", "confrontational", "attitude"}
