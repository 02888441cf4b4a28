"""Law 3: every character is in exactly one voice. Law 4: nothing is dropped."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from framing.check.diagnostics import diagnostics
from framing.comparison import Comparison
from framing.intake import layout
from framing.reading import Reading
from tests.conftest import CORPORA, compared

Reader = Callable[..., Reading]


def voices_of(reading: Reading, piece: str) -> set[str]:
    """The voices of the characters of a piece of the text that stands in it once."""
    text = reading.article.text
    assert text.count(piece) == 1, piece
    start = text.index(piece)
    return {voice.voice for voice in reading.voices if voice.span.start < start + len(piece) and start < voice.span.end}


def assert_partition(reading: Reading) -> None:
    """Voices cover every block that is not boilerplate, without gap or overlap, and nothing else."""
    blocks = [block.span for block in reading.article.blocks if block.kind != "boilerplate"]
    covered = [offset for voice in reading.voices for offset in range(*voice.span)]
    assert covered == [offset for span in blocks for offset in range(*span)]


def test_voices_are_a_partition(corpus: Comparison) -> None:
    for reading in corpus.readings:
        assert_partition(reading)


def test_voices_are_a_partition_of_damaged_text(corpus: Comparison, read: Reader) -> None:
    random.seed(7)
    for reading in corpus.readings:
        text = list(reading.article.text)
        for _ in range(40):
            text[random.randrange(len(text))] = random.choice("\"“”'‘’«»„.,;:\n –()")
        assert_partition(read("".join(text)))


def test_indirect_quoted_own_and_scare(read: Reader) -> None:
    found = read(
        "The minister said the bridge would stay closed until May.\n"
        "“Nobody will cross it,” she added. Her “temporary measure” is now in its third year.\n"
        "Workers on the site use the word “ferry” for the new barge."
    )
    assert voices_of(found, "the bridge would stay closed until May") == {"attributed"}
    assert voices_of(found, "“Nobody will cross it,”") == {"quoted"}
    assert voices_of(found, "“temporary measure”") == {"scare"}
    assert voices_of(found, "“ferry”") == {"mention"}
    assert voices_of(found, "is now in its third year") == {"own"}


def test_a_label_on_the_speaker_is_own_voice(read: Reader) -> None:
    found = read("The Assad regime has said that talks are over.")
    assert voices_of(found, "The Assad regime has said") == {"own"}
    assert voices_of(found, "that talks are over") == {"attributed"}


def test_a_quotation_over_three_paragraphs(read: Reader) -> None:
    found = read(
        "“We opened the gates at six, the keeper said.\n"
        "“By noon the whole town stood in the yard.\n"
        "“And nobody went home before dark.” He then locked up."
    )
    assert voices_of(found, "By noon the whole town stood in the yard.") == {"quoted"}
    assert voices_of(found, "And nobody went home before dark.”") == {"quoted"}
    assert voices_of(found, "He then locked up.") == {"own"}


@pytest.mark.parametrize("mark", ["“", '"', "«", "”", "»"])
def test_an_odd_mark_costs_at_most_its_paragraph(read: Reader, mark: str) -> None:
    before = "“The dam will hold,” the engineer said.\nThe town regime has flooded the valley."
    after = "The mayor called it “a scandal” and left.\nNobody was hurt."
    odd = f"The council {mark}met again on Friday to vote on the plan."
    whole = read(f"{before}\n{odd}\n{after}")
    assert any("without a partner" in note.message for note in whole.article.notes)
    assert voices_of(whole, "“The dam will hold,”") == {"quoted"}
    assert voices_of(whole, "The town regime has flooded the valley.") == {"own"}
    assert voices_of(whole, "“a scandal”") == {"quoted"}
    assert voices_of(whole, "Nobody was hurt.") == {"own"}


def test_apostrophes_are_no_quotations(read: Reader) -> None:
    found = read("In the '90s the allies' plan didn't work, and ’twas Peru's 'last word' on it.")
    assert [q.span.of(found.article.text) for q in found.quotations] == ["'last word'"]


def test_a_finding_in_quoted_speech_is_kept_with_its_speaker(read: Reader) -> None:
    text = "“The Assad regime must go,” said Ann Lee, the envoy.\nThe Assad regime met on Monday."
    found = read(text)
    spoken, own = found.findings
    assert (spoken.voice, own.voice) == ("quoted", "own")
    assert spoken.attribution is not None
    assert found.sourcings[spoken.attribution].speaker == "Ann Lee"
    flagged = diagnostics("text.txt", text.encode())
    assert [(d.line, d.voice) for d in flagged] == [(2, "own")]


def test_check_and_read_give_the_same_voice() -> None:
    seen = 0
    for reading in (reading for folder in CORPORA for reading in compared(folder).readings):
        text = reading.article.text
        if reading.article.blocks != layout.blocks(text):
            continue  # a Markdown file or a page: its blocks are not those of plain text
        found = {(d.span, d.rule.code): d.voice for d in diagnostics("article.txt", text.encode())}
        flagged = [f for f in reading.findings if f.voice in ("own", "scare", "attributed")]
        assert found == {(f.span, f.rule.code): f.voice for f in flagged}
        seen += len(found)
    assert seen > 20
