"""Sentences and pairs become units: what the tool says of each, and in which stratum it lies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from framing.article import Article
from framing.comparison import Comparison, comparison
from framing.groups import groups
from framing.intake import layout
from framing.reading import Reading, reading
from framing.stories.copies import copies
from framing.validation.codes import Verdict
from framing.validation.units import (
    Sentence,
    Unit,
    attribution_verdicts,
    pair_strata,
    sentence_strata,
    wording_verdicts,
)

Reader = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "level", "verdict"),
    [
        ("The thugs broke the gate of the old pier.", "own", Verdict("yes", ("own",), ("thugs",))),
        (
            "“The thugs broke the gate of the old pier,” Ann Lee said.",
            "elsewhere",
            Verdict("yes", ("quoted",), ("thugs",)),
        ),
        ("Ann Lee said that the thugs broke the gate.", "elsewhere", Verdict("yes", ("attributed",), ("thugs",))),
        ("The ferry left the pier at noon on Monday.", "nothing", Verdict("no")),
    ],
)
def test_what_is_said_of_wording(text: str, level: str, verdict: Verdict, read: Reader) -> None:
    ((found, said),) = wording_verdicts(read(text))
    assert (found, said.code, said.voices, said.words) == (level, verdict.code, verdict.voices, verdict.words)
    assert said.score is not None


def test_a_scare_quote_is_own_voice_and_a_charged_score_is_no_finding(read: Reader) -> None:
    reading = read("The “thugs” were three boys from the harbour, all of them under twelve years of age.")
    assert {finding.voice for finding in reading.findings} == {"scare"}
    assert [verdict.voices for _, verdict in wording_verdicts(reading)] == [("own",)]
    charged = read("His shameless, dishonest and utterly disgusting lies are a grotesque insult to decent people.")
    ((level, verdict),) = wording_verdicts(charged)
    if not charged.findings:
        assert (level, verdict.code) == ("charged", "no")


@pytest.mark.parametrize(
    ("text", "code", "source", "kind"),
    [
        ("“The lamp has failed,” Ann Oster said.", "direct", "Ann Oster", "named-person"),
        ("Ann Oster said that the lamp had failed.", "indirect", "Ann Oster", "named-person"),
        ("Ann Oster said that the lamp had “failed for good”.", "mixed", "Ann Oster", "named-person"),
        ("Most voters said that the pier would not last.", "indirect", "Most voters", "collective"),
    ],
)
def test_what_is_said_of_who_speaks(text: str, code: str, source: str, kind: str, read: Reader) -> None:
    ((level, verdict),) = attribution_verdicts(read(text))
    assert (level, verdict.code, verdict.sources[0], verdict.source_kind) == (code, code, source, kind)


def test_each_sentence_of_a_long_quotation_reports(read: Reader) -> None:
    text = "“The lamp has failed. Nobody came to mend it,” Ann Oster said. The ferry left the pier at noon."
    found = list(attribution_verdicts(read(text)))
    assert [level for level, _ in found] == ["direct", "direct", "none"]
    assert found[2][1] == Verdict("none")


def test_a_sentence_takes_its_type_from_its_own_words(read: Reader) -> None:
    # One attribution that is mixed; its second sentence is a quotation and nothing else.
    found = list(attribution_verdicts(read("Ann Oster said that the lamp was “old. Nobody came to mend it.”")))
    assert found[0][0] == "mixed"
    assert all(level == "direct" for level, _ in found[1:])


def test_markup_is_no_part_of_what_is_said() -> None:
    text = "The **thugs** broke it, said *Ann* Lee.\n"
    masked = "The \u2060\u2060thugs\u2060\u2060 broke it, said \u2060Ann\u2060 Lee.\n"
    found = reading(Article("a.md", text, layout.blocks(text), masked=masked))
    ((_, wording),) = wording_verdicts(found)
    ((_, speech),) = attribution_verdicts(found)
    assert wording.words == ("thugs",)
    assert "*" not in "".join(speech.sources)


TEXT = "The thugs broke the gate of the old pier. The ferry left at noon. “It is over,” Ann Lee said."


def test_sentences_lie_in_strata_by_verdict_and_outlet(read: Reader) -> None:
    readings = [read(TEXT, outlet="B"), read(TEXT.replace("thugs broke the gate of", "crew went to"), outlet="A")]
    found = sentence_strata("wording", readings, groups(readings, ()), ())
    assert [(one.level, one.group, one.size) for one in found] == [
        ("own", "B", 1),
        ("nothing", "A", 3),
        ("nothing", "B", 2),
    ]
    first = found[0].units[0]
    assert first is not None
    assert first.sentences == (Sentence(0, 0),)


def test_an_article_that_carries_the_text_of_another_is_left_out(read: Reader) -> None:
    a, b = read(TEXT * 4, outlet="A"), read(TEXT * 4, outlet="B")
    readings = [a, Reading(b.article._replace(id="b.txt"), *[getattr(b, name) for name in b.__slots__[1:]])]
    double = copies([one.article for one in readings])
    assert len(double) == 1
    found = sentence_strata("wording", readings, groups(readings, double), double)
    assert sum(one.size for one in found) == len(a.sentences)


def test_articles_in_another_language_have_no_units(read: Reader) -> None:
    german = read("Der Damm ist sicher, sagte die Bürgermeisterin am Montag nach einer langen Sitzung im Rathaus.")
    assert sentence_strata("wording", [german], groups([german], ()), ()) == ()


# ---------------------------------------------------------------- pairs


def test_all_pairs_of_articles_of_one_story_are_counted_once(storyline: tuple[Comparison, object]) -> None:
    found, _ = storyline
    strata = pair_strata(found)
    sizes = [len(reading.sentences) for reading in found.readings]
    stories = [story for story in found.stories if len(story) > 1]
    assert stories
    expected = sum(sizes[a] * sizes[b] for story in stories for a in story for b in story if a < b)
    assert sum(one.size for one in strata) == expected
    rest = [one for one in strata if one.level == "unscored"]
    met: set[tuple[Sentence, ...]] = set()
    for one in strata:
        units = [unit for unit in (one.units[n] for n in range(len(one.units))) if unit is not None]
        assert len(units) == one.size
        assert all((unit.level, unit.group) == (one.level, one.group) for unit in units)
        met |= {unit.sentences for unit in units}
    assert len(met) == expected
    assert rest


def test_scores_are_those_of_the_report_and_lie_in_their_bands(storyline: tuple[Comparison, object]) -> None:
    found, _ = storyline
    bands = {"sure": (0.75, 1.01), "likely": (0.5, 0.75), "doubtful": (0.25, 0.5), "faint": (0.05, 0.25)}
    scored = {
        tuple(Sentence(found.passages[n].article, found.passages[n].number) for n in (pair.a, pair.b)): pair.score
        for pair in found.pairs
    }
    seen = 0
    for stratum in pair_strata(found):
        for unit in (stratum.units[n] for n in range(len(stratum.units))):
            if unit is None or unit.level == "unscored":
                continue
            seen += 1
            low, high = bands[unit.level]
            assert unit.verdict.score == scored[unit.sentences]
            assert low <= scored[unit.sentences] < high
            assert unit.verdict.code == ("yes" if unit.level in ("sure", "likely") else "no")
    assert seen


def test_articles_on_different_events_have_no_pairs(read: Reader) -> None:
    one = read("The ferry ran aground off the northern pier in Adrano on Monday, and nobody was hurt.", outlet="A")
    other = read("Parliament passed the budget of the next year by 61 votes to 58 after a long debate.", outlet="B")
    assert pair_strata(comparison([one, other])) == ()


def test_a_unit_is_a_plain_value() -> None:
    unit = Unit("wording", "own", "A", (Sentence(0, 1),), Verdict("yes"))
    assert unit == Unit("wording", "own", "A", (Sentence(0, 1),), Verdict("yes"))
    assert hash(unit)
