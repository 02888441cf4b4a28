"""The pages that users read are true of the code: names, keys, spans, figures and examples are looked up in it."""

from __future__ import annotations

import io
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from framing.article import Article, BlockKind, EvidenceKind, Span
from framing.attribution.attributions import AttributionType, QuotedAs, speech
from framing.attribution.speakers import SourceKind
from framing.attribution.voices import VoiceKind
from framing.cli import COMMANDS, main
from framing.cli.help import first_sentence, pages
from framing.comparison import Comparison, comparison
from framing.events import alignment, reuse, substitutions
from framing.events.events import State
from framing.events.facts import FactKind
from framing.events.likeness import NEAREST
from framing.events.pairs import LEAST, MOST, SURE
from framing.events.revision import ChangeKind, revision
from framing.intake import layout
from framing.intake.collection import collection
from framing.intake.manifest import FIELDS
from framing.language import readability as readable
from framing.language.sentences import sentences
from framing.language.tokens import words
from framing.lexicon.cues import Stance
from framing.lexicon.files import read
from framing.lexicon.folders import rules
from framing.lexicon.rules import STATUSES, Need, marked
from framing.measures import rate
from framing.reading import Reading, reading
from framing.report.comparison_record import comparison_record
from framing.report.records import reading_record
from framing.report.revision_record import revision_record
from framing.report.revision_text import SIGNS
from framing.report.views import COLUMNS
from framing.wording.matching import matcher

PAGES = pages()
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ARTICLES = {
    "a.txt": "The dam is safe\n\nThe talks in Valletta on 11 July 2031 ended without a plan, Ann Lee told the BBC. "
    "About 300 people left the valley.\n\n“The Varland regime has claimed victory,” she said. It was “over”.\n",
    "b.txt": "The dam leaks\n\nThe talks in Valletta ended on 12 July 2031 without a plan, officials said. "
    "About 500 people left the valley.\n\nAccording to the mayor, $3 million was paid.\n",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Two invented articles that hold something of everything."""
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return comparison([reading(article) for article in collection([str(folder)]).articles])


def fences(page: str, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    return [body for name, body in FENCE.findall(PAGES[page]) if name == language]


def rows(text: str) -> Iterator[list[str]]:
    """The cells of all table rows, heads and rules included."""
    for line in text.splitlines():
        if line.startswith("|"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def names(page: str) -> set[str]:
    """What stands in code marks on a page, outside its fences."""
    return set(re.findall(r"`([^`\n]+)`", FENCE.sub("", PAGES[page])))


# --- all pages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_a_title_and_a_first_sentence(page: str) -> None:
    assert PAGES[page].startswith("# ")
    assert PAGES[page].endswith("\n")
    sentence = first_sentence(PAGES[page])
    assert sentence.endswith(".")
    assert len(sentence) > 30
    assert ". " not in sentence


def test_every_page_that_a_page_names_exists() -> None:
    named = {(page, name) for page in PAGES for name in re.findall(r"`framing help ([a-z-]+)`", PAGES[page])}
    assert named
    assert {name for _, name in named} <= PAGES.keys()


def test_every_command_that_a_page_names_exists() -> None:
    for text in PAGES.values():
        assert set(re.findall(r"(?:`| {4})framing ([a-z]+)", text)) <= COMMANDS.keys()


def test_no_page_names_a_seed() -> None:
    folder = Path(__file__).parent.parent / "seeds"
    found = [reading(article) for article in collection([str(folder)]).articles]
    outlets = {one.article.outlet for one in found} - {None}
    people = {m.label for one in found for m in one.mentions if m.kind == "person"}
    assert outlets
    assert people
    for text in PAGES.values():
        assert not [name for name in outlets | people if re.search(rf"\b{re.escape(str(name))}\b", text)]


# --- measures -----------------------------------------------------------------------------------------------------


def test_every_measure_of_a_reading_and_of_a_group_is_explained(small: Comparison) -> None:
    article, group = PAGES["measures"].split("## Of a group")
    of_readings = {measure.name for one in small.readings for measure in one.measures}
    of_groups = {measure.name for one in small.groups for measure in one.measures}
    assert {name for row in rows(article) for name in measured(row)} == of_readings
    head = group.split("## Words that set groups apart")[0]
    assert {name for row in rows(head) for name in measured(row)} == of_groups


def measured(row: list[str]) -> list[str]:
    """The names of measures in the first cell of a row."""
    return re.findall(r"`([a-z_0-9]+)`", row[0])


def test_an_interval_is_promised_where_there_is_one(small: Comparison) -> None:
    promised = {name: row[4] for row in rows(PAGES["measures"]) if len(row) == 5 for name in measured(row)}
    for measure in (*small.readings[0].measures, *small.groups[0].measures):
        assert (promised[measure.name] == "none") == (measure.low is None) or not measure.n, measure.name


def test_the_voice_shares_add_up_to_one(small: Comparison) -> None:
    for one in small.readings:
        shares = {m.name: m.value for m in one.measures if m.name.endswith("_share")}
        assert shares["own_voice_share"] + shares["attributed_share"] + shares["quoted_share"] == pytest.approx(1)


def test_the_readability_figures_are_those_of_the_example() -> None:
    (text,) = fences("measures", "text")
    article = Article("x", text, layout.blocks(text))
    ours = readable.readability(text, words(text), len(sentences(article)))
    theirs, _ = readable._textstat()
    assert ours is not None
    functions = {"dale_chall": theirs.dale_chall_readability_score}
    table = {row[0].strip("`"): row[1:] for row in rows(PAGES["measures"].split("### Where")[1]) if row[0][0] == "`"}
    assert len(table) == 4
    for name, (here, there) in table.items():
        assert f"{getattr(ours, name):.1f}" == here
        assert f"{functions.get(name, getattr(theirs, name, None))(text.strip()):.1f}" == there
    counts = ours.sentences, ours.syllables, theirs.sentence_count(text.strip()), theirs.syllable_count(text.strip())
    assert "{} sentences and {} syllables, there {} and {}".format(*counts) in PAGES["measures"]


def test_difficult_words_are_as_described() -> None:
    assert readable.difficult("colour")
    assert not readable.difficult("color")
    assert readable.difficult("Varland")


def test_the_interval_in_limits_is_the_real_one() -> None:
    five = rate("x", 5, 500)
    assert f"{five.value:.0f} in 1,000, with a 95 % interval from {five.low:.1f} to {five.high:.1f}" in PAGES["limits"]


# --- outputs ------------------------------------------------------------------------------------------------------


def test_every_command_is_described() -> None:
    described = {match for row in rows(PAGES["outputs"]) for match in re.findall(r"^`framing ([a-z]+)", row[0])}
    assert described == COMMANDS.keys()


def keys(record: Any) -> Iterator[str]:
    """All keys of a record; names of measures and free columns are no keys of the format."""
    if isinstance(record, dict):
        for key, value in record.items():
            yield key
            inner = value.values() if key in ("measures", "columns") else [value]
            yield from (found for one in inner for found in keys(one))
    elif isinstance(record, list):
        yield from (found for one in record for found in keys(one))


def test_every_key_of_the_records_is_explained(small: Comparison) -> None:
    whole = comparison_record(small)
    found = {*keys(whole), *keys(reading_record(small.readings[0]))} - {"columns"}
    for part in ("attributions", "findings", "mentions", "quantities", "quotations"):
        assert any(one[part] for one in whole["readings"]), part
    for part in ("events", "pairs", "concepts", "discrepancies", "groups"):
        assert whole[part], part
    assert found <= names("outputs")


def test_every_key_of_substitutions_and_reuse_is_explained(read: Callable[..., Reading]) -> None:
    text = "The rebels seized the radio station in the old harbour of Adrano before dawn on Monday."
    texts = (text, text.replace("rebels", "terrorists"))
    found = comparison([read(one, outlet=f"Outlet {n}") for n, one in enumerate(texts)])
    for with_text in (True, False):
        record = comparison_record(found, with_text=with_text)
        (row,) = record["substitutions"]
        (shared,) = record["reuse"]
        assert (row["a"]["words"], row["b"]["words"]) == (("rebels", "terrorists") if with_text else ("", ""))
        assert {*keys(row), *keys(shared)} <= names("outputs")
    order = list(record)
    assert [key for key in order if key not in MORE] == [
        "schema", "articles", "comparability", "events", "pairs", "concepts", "discrepancies", "groups", "readings",
    ]  # fmt: skip


MORE = ("headlines", "substitutions", "reuse", "distinctive", "summary", "tables")
"""Keys of a comparison beside those that are fixed."""


def test_every_key_and_value_of_a_revision_is_explained(read: Callable[..., Reading]) -> None:
    old, new = (read(ARTICLES["a.txt"].replace("300", count), title=f"All {count}") for count in ("300", "500"))
    record = revision_record(revision(old, new))
    assert record["headings"]
    assert any(change["facts"] for change in record["changes"])
    assert any(change["stretches"] for change in record["changes"])
    assert set(keys(record)) <= names("outputs") | {"columns"}
    part = PAGES["outputs"].split("## `framing.revision/1`")[1]
    assert all(re.search(rf"\b{value}\b", part) for kind in (ChangeKind, FactKind) for value in get_args(kind))
    table = PAGES["outputs"].split("### framing diff")[1].split("\n## ")[0]
    signs = {row[0].strip("`") for row in rows(table)} - {"sign", "---"}
    assert signs == {sign for kind, sign in SIGNS.items() if kind != "same"}


def test_the_numbers_of_pairs_and_versions_are_those_of_the_code() -> None:
    method = " ".join(PAGES["method"].split())
    assert f"the {NEAREST} articles most like it" in method
    assert f"pairs below {LEAST:.2f} are not kept".replace("0.", ".") in method
    assert f"more than {MOST:,} pairs" in method
    assert f"never those from {SURE:.2f} on".replace("0.", ".") in method
    assert f"Of more than {COLUMNS} articles, the tables" in PAGES["reading-a-report"]
    assert f"a noun phrase of up to {substitutions.LONGEST} words" in method
    assert f"at least {substitutions.AROUND} words that are the same around it" in method
    assert f"spellings ({substitutions.SPELLING:.0f} % alike)" in method
    assert f"Runs of {reuse.SHORTEST} words or more" in method
    assert alignment.ALIKE == 0.5
    assert "share half of their words" in method
    assert f"if they have {alignment.LEAST_MOVED} words or more" in method
    assert (
        f"sentences of {2 * alignment.LEAST_MOVED} words or more that share {alignment.MOVED_ALIKE:.0%}"
        in method.replace(" %", "%")
    )


def test_every_key_of_check_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("The Varland regime left the valley.\n", encoding="utf-8")
    assert main(["check", str(file), "--output-format", "json"]) == 1
    record = json.loads(capsys.readouterr().out)
    assert record["diagnostics"]
    assert set(keys(record)) <= names("outputs")


@pytest.mark.parametrize("kind", [BlockKind, EvidenceKind, AttributionType, QuotedAs, SourceKind, Stance, State])
def test_every_value_of_a_closed_list_is_named(kind: Any) -> None:
    assert all(re.search(rf"\b{value}\b", PAGES["outputs"]) for value in get_args(kind))


def test_check_counts_voices_as_described(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def status(text: str, *options: str) -> int:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        return main(["check", "-", *options])

    own, indirect = "The thugs broke the gate.", "Ann Lee said that the thugs broke the gate."
    quoted = "“The thugs broke the gate in the night,” Ann Lee said."
    assert [status(text) for text in (own, indirect, quoted)] == [1, 0, 0]
    assert [status(text, "--fail-level", "info") for text in (own, indirect, quoted)] == [1, 1, 0]
    assert [status(own, "--exit-zero"), status(own, "--fail-level", "error")] == [0, 0]
    capsys.readouterr()
    assert status(quoted, "--output-format", "json") == 0
    assert json.loads(capsys.readouterr().out)["diagnostics"] == []


def test_the_exit_statuses_are_those_of_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("The gate stayed shut.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    assert [row[0] for row in rows(PAGES["outputs"]) if row[0].isdigit()] == ["0", "1", "2", "130"]
    assert main(["read", str(tmp_path)]) == 0
    assert main(["read", str(tmp_path), "--strict"]) == 2
    assert main(["read", str(tmp_path / "c.txt")]) == 2
    (tmp_path / "d.txt").write_text("The gate stayed open.\n", encoding="utf-8")
    assert [main(["diff", str(tmp_path / "a.txt"), str(tmp_path / name)]) for name in ("a.txt", "d.txt")] == [0, 1]
    capsys.readouterr()


# --- voices -------------------------------------------------------------------------------------------------------


def voice_examples() -> list[object]:
    """The fenced examples of the page with the table behind each."""
    pieces = FENCE.split(PAGES["voices"])
    out: list[object] = []
    for place in range(2, len(pieces), 3):
        table = pieces[place + 1].lstrip().split("\n\n")[0]
        found = [(int(a), int(b), row[1]) for row in rows(table) for a, b in re.findall(r"^(\d+)–(\d+)$", row[0])]
        out.append(pytest.param(pieces[place].rstrip("\n"), found, id=pieces[place][:30].strip()))
    return out


@pytest.mark.parametrize(("text", "expected"), voice_examples())
def test_the_spans_of_the_examples_are_exact(text: str, expected: list[tuple[int, int, str]]) -> None:
    found = speech(Article("x", text, layout.blocks(text))).voices
    assert [(voice.span.start, voice.span.end, voice.voice) for voice in found] == expected


def test_every_voice_has_an_example() -> None:
    shown = {voice for example in voice_examples() for _, _, voice in example.values[1]}  # type: ignore[attr-defined]
    assert shown == set(get_args(VoiceKind))
    assert shown <= names("voices")
    assert shown <= names("reading-a-report")


def read_text(text: str) -> Reading:
    return reading(Article("x", text, layout.blocks(text)))


def test_a_label_on_the_speaker_is_own_voice_as_the_page_says() -> None:
    text = next(text for text in fences("voices", "text") if text.startswith("The Varland regime"))
    (finding,) = read_text(text.strip()).findings
    assert (finding.span.of(text), finding.voice) == ("Varland regime", "own")


def test_what_can_go_wrong_with_voices_goes_wrong_still() -> None:
    late = read_text("The gate was shut all night. Nobody came. Those were the words of Ilan Brook.")
    assert [voice.voice for voice in late.voices] == ["own", "attributed", "own"]
    assert late.voices[0].span.of(late.article.text).strip() == "The gate was shut all night."
    text = "“We warned them,” said Ilan Brook. The gate was “a mess” and stayed shut."
    assert "scare" in {voice.voice for voice in read_text(text).voices}
    assert "scare" not in {voice.voice for voice in read_text(text.replace("“a mess”", "a mess")).voices}


# --- reading a report, lexicon policy, manifest, glossary ------------------------------------------------------------


ASSETS = Path(__file__).parent.parent / "reports" / "assets"
SECTIONS = re.findall(r'\("\w+", "([^"]+)"\)', (ASSETS / "page.html.j2").read_text("utf-8"))
SYMBOLS = (ASSETS / "macros.html.j2").read_text("utf-8").split("set symbols")[1].split("}")[0]
STYLE = (ASSETS / "style.css").read_text("utf-8")


def test_the_sections_of_a_report_are_explained_in_its_order() -> None:
    headings = re.findall(r"^## (.*)$", PAGES["reading-a-report"], re.MULTILINE)
    assert headings[1:-1] == SECTIONS


def test_the_signs_of_states_and_the_lines_of_voices_are_those_of_the_report() -> None:
    table = [row for row in rows(PAGES["reading-a-report"]) if len(row) == 4]
    signs = dict(re.findall(r'"(\w+)": "(.)"', SYMBOLS))
    assert {row[1].strip("`"): row[0] for row in table[2:]} == signs
    lines = {row[0].strip("`"): row[1] for row in rows(PAGES["reading-a-report"]) if len(row) == 3}
    for voice in set(get_args(VoiceKind)) - {"own"}:  # a line is solid unless something else is said
        assert re.search(rf"\.v-{voice} {{[^}}]*text-decoration-style: {lines[voice]};", STYLE), voice
    assert lines["own"] == "solid"


def test_what_no_text_leaves_is_what_the_page_says(small: Comparison) -> None:
    record = comparison_record(small, with_text=False)
    assert {one["text"] for one in record["readings"]} == {None}
    labels = {m["label"] for one in (*record["readings"], *record["concepts"]) for m in one["mentions"]}
    assert labels == {""}
    assert all(event["label"] for event in record["events"])
    assert any(a["speaker"] for one in record["readings"] for a in one["attributions"])


def test_every_state_and_severity_is_explained_to_the_reader_of_a_report() -> None:
    assert set(get_args(State)) <= {row[1].strip("`") for row in rows(PAGES["reading-a-report"]) if len(row) == 4}
    assert set(get_args(State)) <= {row[0].strip("`") for row in rows(PAGES["method"])}
    assert {"info", "warning", "error"} <= names("reading-a-report")


def test_every_status_and_severity_and_optional_key_has_its_row() -> None:
    first = {row[0].strip("`") for row in rows(PAGES["lexicon-policy"])}
    assert {"info", "warning", "error"} <= first
    assert all([f"`{status}`", meaning] in list(rows(PAGES["lexicon-policy"])) for status, meaning in STATUSES.items())
    assert {f'needs = ["{need}"]' for need in get_args(Need)} <= first
    keys = {row.split(" = ")[0] for row in first if " = " in row}
    assert {"needs", "voices", "capitals", "extend", "ignore"} == keys


def test_the_example_of_the_lexicon_policy_loads_and_flags_its_sentences(tmp_path: Path) -> None:
    (example,) = fences("lexicon-policy", "toml")
    (tmp_path / "xx01.toml").write_text(example, encoding="utf-8")
    found = read(tmp_path)
    match = matcher(found)
    assert [term.favours for term in found[0].terms] == ["opponents", "supporters"]
    for term in found[0].terms:
        for sentence in term.flags:
            text, expected = marked(sentence)
            assert tuple(tuple(hit.span) for hit in match.hits(text)) == expected
            assert matcher(rules()).hits(text) == ()
        for sentence in term.passes:
            assert match.hits(sentence) == ()
        for wording in term.plain:
            assert match.hits(wording) == ()
    text = "The white elephant by the river was opened on Monday, and a large crowd of people came to see it."
    (finding,) = reading(Article("x", text, layout.blocks(text)), found).findings
    assert finding.span == Span(4, 18)


def test_what_the_policy_says_is_passed_over_is_passed_over() -> None:
    assert matcher(rules()).hits("The mayor's regime left the valley.") == ()
    assert matcher(rules()).hits("A regime-friendly paper wrote of it.") == ()


def test_the_example_of_the_manifest_is_read(tmp_path: Path) -> None:
    (example,) = fences("manifest", "toml")
    table = tomllib.loads(example)["article"][0]
    assert set(FIELDS) <= table.keys()
    assert set(FIELDS) <= names("manifest")
    (tmp_path / "valley").mkdir()
    (tmp_path / "valley" / "dam.txt").write_text("The gate stayed shut all night.\n", encoding="utf-8")
    (tmp_path / "manifest.toml").write_text(example, encoding="utf-8")
    (article,) = collection([str(tmp_path)]).articles
    assert (article.outlet, article.date, article.columns) == (
        "Valley Gazette",
        "2031-05-14",
        (("country", "Varland"),),
    )
    shown = json.loads(next(line for line in PAGES["manifest"].splitlines() if line.startswith("    {")))
    (evidence,) = article.outlet_evidence
    assert shown == {"kind": evidence.kind, "span": None, "value": evidence.value, "why": evidence.why}


@pytest.mark.parametrize(
    ("sentence", "bounds"),
    [
        ("The gate was shut in May 2031.", ("2031-05-01", None)),
        ("The trial will open in June 2031.", (None, "2031-06-30")),
    ],
)
def test_the_date_bounds_in_the_manifest_page_are_those_found(sentence: str, bounds: tuple[Any, Any]) -> None:
    assert sentence.rstrip(".") in PAGES["manifest"]
    found = read_text(f"The dam stands above the valley, as it always has. {sentence}").article.date_bounds
    assert (found.earliest, found.latest) == bounds
    assert all(bound in PAGES["manifest"] for bound in bounds if bound)


WORDS = """attribution source cue content direct indirect mixed chain voice framing concept label rule term axis finding
diagnostic article outlet story event leaf parent telling omission passage pair discrepancy measure""".split()


@pytest.mark.parametrize("word", [*WORDS, "lexical bias", "informational bias", "word choice and labelling"])
def test_the_glossary_has_the_word(word: str) -> None:
    lines = [line for line in PAGES["glossary"].splitlines() if line.startswith("- ") and f"**{word}**" in line]
    assert len(lines) == 1


def test_limits_are_limits_still(small: Comparison) -> None:
    record = reading_record(small.readings[0])
    assert len(record["charged_sentences"]) == len(record["sentences"])
    assert not any("charge" in name for name in record["measures"])
    scores = {a.score for one in small.readings for a in one.attributions}
    assert all(0.5 <= score <= 1 for score in scores)
    assert len(scores - {0.9, 0.6}) > 1
    german = read_text("Der Damm ist sicher, sagte die Bürgermeisterin am Montag nach einer langen Sitzung.")
    assert not german.understood
    assert (german.measures, german.sentences, german.voices, german.charge.words) == ((), (), (), ())


def examples(page: str, heading: str) -> list[tuple[str, str]]:
    """The first cell of each row of a table, unquoted, with each example of its last cell."""
    table = PAGES[page].split(f"## {heading}")[1].split("\n## ")[0]
    return [
        (row[0].strip("`"), text)
        for row in rows(table)
        if row[0][0] == "`"
        for text in re.findall(r'"([^"]*)"', row[-1])
    ]


@pytest.mark.parametrize(("kind", "text"), examples("who-speaks", "Kinds of source"))
def test_kinds_of_source_are_those_of_the_examples(kind: str, text: str, read: Callable[..., Reading]) -> None:
    (sourcing,) = read(text.replace("…", "that the lamp had failed.")).sourcings
    assert sourcing.kind == kind


@pytest.mark.parametrize(("stance", "text"), examples("who-speaks", "Stances of a cue"))
def test_stances_are_those_of_the_examples(stance: str, text: str, read: Callable[..., Reading]) -> None:
    (attribution,) = read(text).attributions
    assert attribution.stance == stance


def test_chains_are_those_of_the_examples(read: Callable[..., Reading]) -> None:
    table = PAGES["who-speaks"].split("## Speakers and chains")[1]
    found = [row for row in rows(table) if row[0].startswith('"')]
    assert len(found) == 2
    for text, chain in found:
        assert ", ".join(read(text.strip('"')).sourcings[0].chain) == chain
