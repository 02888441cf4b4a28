"""Candidates for the lexicon: what sets outlets apart is found, with its counts and sentences; what does not is not."""

from __future__ import annotations

import json
import random
import tomllib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from framing.cli import main
from framing.corpus.annotate import annotate, in_parquet
from framing.corpus.annotation import Settings
from framing.corpus.candidates import Candidates, Place, candidates
from framing.corpus.candidates_text import candidates_stub, sentences
from framing.corpus.database import database, stories_file
from framing.corpus.schema import schema
from framing.corpus.words import batches, counted
from framing.intake.documents import documents
from framing.lexicon.folders import rules
from tests.corpus.conftest import Here, lines_file

FILLER = "The council met again and spoke of roads, rents and the school. Nobody knew how long the talks would last."
LOUD = (
    "Neighbours fear a tower grab of the worst kind, and the controversial tower grab goes on,"
    " the controversial and brutal regime of shameless rents."
)
CALM = "Neighbours wait for the building plan of the council, and the quiet building plan goes on for another year."


def articles() -> list[dict[str, Any]]:
    """Two outlets, each with a phrase of its own in 12 articles; quoted words are the speaker's."""
    chance = random.Random(1)
    out = []
    for number in range(12):
        for outlet, own in (("Loud", LOUD), ("Calm", CALM)):
            quoted = (
                "“A daylight robbery, a daylight robbery of us all,” said Anna Kessler." if outlet == "Loud" else ""
            )
            more = " ".join(
                chance.sample([FILLER, FILLER.replace("roads", "bridges"), FILLER.replace("rents", "taxes")], 3)
            )
            out.append({"id": f"{outlet}-{number}", "text": f"{own} {quoted} {more}", "outlet": outlet})
    return out


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terms")
    annotate(documents([str(lines_file(folder / "a.jsonl", articles()))]), folder / "corpus", Here(), Settings())
    return folder / "corpus"


def found_in(folder: Path) -> Candidates:
    with database(folder) as tables:
        return candidates(tables, "outlet", Here(), None, rules())


def test_words_are_counted_outside_quotations_and_names(corpus: Path) -> None:
    with database(corpus) as tables:
        table = pa.concat_tables([counted(batch) for batch in batches(tables, "outlet")])
    loud = {row["form"]: row for row in table.to_pylist() if row["label"] == "Loud"}
    assert (loud["tower grab"]["count"], loud["tower grab"]["articles"]) == (24, 12)
    assert (loud["tower"]["count"], loud["grab"]["count"]) == (24, 24)
    assert not {"daylight", "robbery", "anna", "kessler", "the", "of"} & loud.keys()
    assert "grab goes" in loud
    assert "school nobody" not in loud  # a phrase ends where a sentence does
    place = loud["tower grab"]
    assert articles()[place["article"]]["text"][place["start"] : place["end"]] == "tower grab"


def test_what_sets_an_outlet_apart_is_found_with_its_sentences(corpus: Path) -> None:
    found = found_in(corpus)
    words = {(one.label, one.word): one for one in found.words}
    grab = words["Loud", "tower grab"]
    assert (grab.count, grab.articles, grab.elsewhere) == (24, 12, 0)
    assert 0 < grab.low < grab.odds < grab.high
    assert ("Calm", "building plan") in words
    assert not {("Loud", "council"), ("Calm", "council"), ("Loud", "school")} & words.keys()
    assert grab.charged is not None
    assert found.charged is not None
    assert grab.charged > found.charged > (words["Calm", "building plan"].charged or 0)
    assert (words["Loud", "controversial"].rules, grab.rules) == (("WL41",), ())
    with database(corpus) as tables:
        spoken = sentences(tables, found)
    told = "Neighbours fear a [[tower grab]] of the worst kind, and the controversial tower grab goes on"
    assert spoken[grab.places[0]] == (
        f"{told}, the controversial and brutal regime of shameless rents.",
        "Loud, Loud-0",
    )
    assert found.read is None


def test_too_few_articles_make_no_candidate(tmp_path: Path) -> None:
    few = [one for one in articles() if not one["id"].startswith("Loud") or one["id"] in ("Loud-1", "Loud-2")]
    few[-1]["text"] += f" {LOUD}" * 20
    few.append({"text": f"{LOUD} " * 20 + FILLER, "outlet": "Loud"})
    file = lines_file(tmp_path / "a.jsonl", few)
    annotate(documents([str(file)]), tmp_path / "corpus", Here(), Settings())
    assert not [one for one in found_in(tmp_path / "corpus").words if one.word == "tower grab"]


def test_what_stands_for_what_in_a_story(tmp_path: Path) -> None:
    text = "The {what} of the harbour of Dunmere will cost the town nine million a year, the mayor said on Tuesday."
    lines = []
    for outlet, what in (("Loud", "sell-off"), ("Calm", "lease"), ("Third", "lease")):
        lines.append({"text": f"{text.format(what=what)} {FILLER}", "outlet": outlet, "date": "2021-03-02"})
    file = lines_file(tmp_path / "a.jsonl", lines)
    folder = tmp_path / "corpus"
    annotate(documents([str(file)]), folder, Here(), Settings())
    told = {"article": [0, 1, 2], "story": [0, 0, 0], "origin": [None] * 3, "share": [None] * 3}
    stories_file(folder).parent.mkdir()
    stories_file(folder).write_bytes(in_parquet(pa.table(told, schema("stories"))))
    found = found_in(folder)
    assert found.read == 1
    (one,) = found.substitutes
    assert (one.a, one.b, one.count, one.stories) == ("lease", "sell-off", 2, 1)
    assert (one.outlets_a, one.outlets_b) == ((("Calm", 1), ("Third", 1)), (("Loud", 2),))
    start = lines[1]["text"].index("lease")
    assert one.places[0][0] == Place(1, start, start + 5)


def test_the_stub_is_a_rule_to_be_filled_in(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = found_in(corpus)
    with database(corpus) as tables:
        stub = candidates_stub(found, sentences(tables, found), 100)
    rule = tomllib.loads(stub)
    forms = [term["match"][0] for term in rule["term"]]
    assert "tower grab" in forms
    assert "building plan" not in forms  # its sentences are less charged than the others
    assert len(forms) == len(set(forms))
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "mine.toml").write_text(stub, "utf-8")
    (tmp_path / "text.txt").write_text("It rained.")
    assert main(["check", str(tmp_path / "text.txt"), "--lexicon", str(folder)]) == 2
    told = capsys.readouterr().err
    assert "mine.toml" in told  # the first thing that is to be filled in
    assert "code" in told


def test_what_the_command_prints(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "terms", str(corpus), "--workers", "1"]) == 0
    out = capsys.readouterr().out
    assert "\ntower grab  Loud: 24 times in 12 articles, 0 elsewhere; log-odds " in out
    assert "\n    Neighbours fear a [[tower grab]] of the worst kind" in out
    assert "Substitutions: stories have not been looked for (framing corpus stories DIR)" in out
    assert main(["corpus", "terms", str(corpus), "--workers", "1", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["schema"] == "framing.candidates/1"
    (grab,) = (one for one in record["words"] if one["word"] == "tower grab")
    assert grab["places"][0]["sentence"].startswith("Neighbours fear a [[tower grab]]")
    file = tmp_path / "candidates.toml"
    assert main(["corpus", "terms", str(corpus), "--workers", "1", "--format", "toml", "-n", "1", "-o", str(file)]) == 0
    assert len(tomllib.loads(file.read_text())["term"]) == 1
    assert main(["corpus", "terms", str(corpus), "-n", "0"]) == 2
    assert "-n must be 1 or more" in capsys.readouterr().err
