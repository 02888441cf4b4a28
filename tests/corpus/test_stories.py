"""The stories of a corpus are those of :mod:`framing.stories`, however its articles are cut into buckets."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from framing import stories as in_memory
from framing.cli import main
from framing.corpus.annotate import annotate
from framing.corpus.annotation import Settings
from framing.corpus.database import database
from framing.corpus.exchange import Files
from framing.corpus.grouping import stories as steps
from framing.corpus.storying import Storied, storied
from framing.intake.collection import collection
from framing.intake.documents import documents
from framing.stories import blocks
from framing.stories.copies import copies
from tests.corpus.conftest import Here, lines_file

EVENTS = (
    "A tanker called {name} lost oil near {place} on {day} and volunteers picked birds from the beaches there.",
    "Parliament in {place} rejected the fisheries bill on {day} and minister {name} resigned after the vote.",
    "The keeper of the lighthouse at {place} was found on {day} after a search that {name} had led for two nights.",
    "A bank in {place} closed its doors on {day} when its director {name} could not be reached.",
)
WORDS = "anchor basin cargo deck engine ferry gale hull island jetty keel mast net oar pilot quay rudder sail".split()
NAMES = "Ormen Lindrum Castor Velden Aldous Merrin Tovik Sandell".split()


def told(number: int, seed: int) -> list[dict[str, Any]]:
    """Articles on events of four kinds, some of them told by several, some printed twice, some without a date."""
    chance = random.Random(seed)
    out: list[dict[str, Any]] = []
    while len(out) < number:
        day, month = chance.randrange(1, 28), chance.randrange(1, 4)
        known = {"name": chance.choice(NAMES), "place": chance.choice(NAMES) + "haven", "day": "Tuesday"}
        event = chance.choice(EVENTS).format(**known)
        for _ in range(chance.choice([1, 1, 2, 3, 6])):
            own = " ".join("The {} met the {}.".format(*chance.sample(WORDS, 2)) for _ in range(chance.randrange(2, 6)))
            article = {"text": f"{event} {own}", "date": f"2021-{month:02}-{day + chance.randrange(2):02}"}
            if chance.random() < 0.2:
                del article["date"]
            out += [article] * chance.choice([1, 1, 1, 2])
    return [{**article, "id": f"{n:05}"} for n, article in enumerate(out[:number])]


def both(file: Path, folder: Path) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """The stories of a file by this and by :mod:`framing.stories`, as sets of ids."""
    annotate(documents([str(file)]), folder, Here(), Settings())
    storied(folder, Files(folder / "spill" / "steps", Here()))
    found = database(folder)
    ours = found.execute("SELECT list(id) FROM stories JOIN articles USING (article) GROUP BY story").fetchall()
    articles = collection([str(file)]).articles
    theirs = in_memory.stories(articles)
    doubles = {(articles[c.article].id, articles[c.origin].id, c.share) for c in copies(articles)}
    assert doubles == set(
        found.execute(
            """SELECT a.id, b.id, share FROM stories s JOIN articles a USING (article)
               JOIN articles b ON b.article = s.origin"""
        ).fetchall()
    )
    return {frozenset(ids) for (ids,) in ours}, {frozenset(articles[n].id for n in group) for group in theirs}


@pytest.mark.parametrize(
    ("number", "bucket", "changed"),
    [
        (150, 16, {}),  # many buckets
        (150, 1000, {}),  # one
        (18, 5, {}),  # so few that each is compared with all others
        (150, 16, {"LONGEST": 8, "BUDGET": 30, "NEAREST": 4}),  # lists and candidates are cut
        (150, 16, {"LARGEST": 4}),  # components are too large
    ],
    ids=["many buckets", "one bucket", "few", "cut lists", "large components"],
)
def test_the_same_stories_as_in_memory(
    number: int, bucket: int, changed: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "BUCKET", bucket)
    monkeypatch.setattr(steps, "TASK", 10)
    for name, value in changed.items():
        for module in (blocks, in_memory, steps):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, value)
    file = lines_file(tmp_path / "a.jsonl", told(number, number + bucket))
    ours, theirs = both(file, tmp_path / "corpus")
    assert ours == theirs
    assert len([story for story in ours if len(story) > 1]) > 3
    assert not (tmp_path / "corpus" / "spill").exists()


def test_the_same_stories_as_in_memory_on_real_articles(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from framing.intake.compressed import objects

    monkeypatch.setattr(steps, "BUCKET", 64)
    lines = sorted(objects(shared / "gold" / "stories.dev.jsonl.gz")[:120], key=lambda line: str(line["id"]))
    file = lines_file(tmp_path / "a.jsonl", [{**line, "story": None, "text": line["text"][:2000]} for line in lines])
    ours, theirs = both(file, tmp_path / "corpus")
    assert ours == theirs
    assert len([story for story in ours if len(story) > 1]) > 20


def test_components_of_a_long_chain(tmp_path: Path) -> None:
    """Stars join a chain, whose ends are far apart, in few rounds."""
    chance = random.Random(1)
    chain = list(range(200))
    chance.shuffle(chain)
    links = [(min(pair), max(pair)) for pair in pairwise(chain)] + [(500, 501), (501, 502)]
    exchange = Files(tmp_path / "steps", Here())
    pairs = exchange.sent(_scored, links)
    run = steps._Steps(exchange, None, 7, bool)
    nodes, large = run._components(pairs, None, 0.0, every=True)
    found: dict[int, int] = {}
    for own in exchange.received(_nodes, nodes):
        found |= own
    assert found == {**dict.fromkeys(range(200), 0), 500: 500, 501: 500, 502: 500}
    assert large == 0


def _scored(pair: tuple[int, int]) -> Any:
    from framing.corpus.grouping.parcels import parcels
    from framing.corpus.grouping.scoring import SCORED

    a, b = pair
    return parcels([(a % 7, (a, b, b % 7, 1.0))], SCORED)


def _nodes(number: int, nodes: Any) -> dict[int, int]:
    return dict(zip(nodes["node"].to_pylist(), nodes["component"].to_pylist(), strict=True))


def test_a_corpus_without_articles_has_no_stories(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": 3}\n')
    annotate(documents([str(file)]), tmp_path / "corpus", Here(), Settings())
    assert storied(tmp_path / "corpus", Files(tmp_path / "corpus" / "spill" / "steps", Here())) == Storied(0, 0, 0, 0)


def test_the_command_says_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = lines_file(tmp_path / "a.jsonl", told(40, 3))
    folder = str(tmp_path / "corpus")
    assert main(["corpus", "stories", folder]) == 2
    assert "there is no corpus here: make one with framing corpus annotate" in capsys.readouterr().err
    assert main(["corpus", "annotate", str(file), "-o", folder, "--workers", "1"]) == 0
    assert main(["corpus", "sql", folder, "SELECT * FROM stories"]) == 2
    assert "make it: framing corpus stories DIR" in capsys.readouterr().err
    assert main(["corpus", "stories", folder, "--workers", "2"]) == 0
    out, err = capsys.readouterr()
    found = database(tmp_path / "corpus").execute("SELECT story, origin FROM stories").fetchall()
    sizes = Counter(story for story, _ in found)
    several, doubles = sum(size > 1 for size in sizes.values()), sum(origin is not None for _, origin in found)
    told_by = f"{len(sizes)} stories, {several} of them told by several"
    assert out.splitlines()[-1] == f"40 articles, {told_by}; {doubles} carry the text of another"
    assert "framing: looking for neighbours" in err


def test_without_texts_there_are_no_stories(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = lines_file(tmp_path / "a.jsonl", told(3, 3))
    annotate(documents([str(file)]), tmp_path / "corpus", Here(), Settings(with_text=False))
    assert main(["corpus", "stories", str(tmp_path / "corpus")]) == 2
    assert "annotated with --no-text, and stories are found by the texts" in capsys.readouterr().err
