"""The voice of every finding is the one that `read` finds in the whole article: in plain text and in Markdown."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from framing.article import PROSE, Article, Block
from framing.attribution.arrays import ArrayStates
from framing.attribution.attributions import speech
from framing.attribution.heard import Heard, Question, heard
from framing.attribution.quotations import is_speech, quotations
from framing.check.diagnostics import diagnostics_of, file_of
from framing.check.settings import Settings
from framing.cli import main
from framing.intake.layout import blocks
from framing.language.tokens import words

ARTICLES = 500
EVERY_VOICE = Settings(voices=tuple((None, voice, "flag") for voice in ("attributed", "quoted", "mention")))
"""Settings with which no voice is silent, so that all findings can be compared."""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(__file__).parents[3] / "shared"
    if not folder.is_dir():
        pytest.skip("the development data is not beside this checkout")
    file = tmp_path_factory.mktemp("texts") / "articles.jsonl"
    corpus = folder / "gold" / "corpus.jsonl.gz"
    with gzip.open(corpus, "rt", encoding="utf-8") as lines, file.open("w", encoding="utf-8") as out:
        out.writelines(itertools.islice(lines, ARTICLES))
    return file


Found = set[tuple[int, int, str, str]]
"""Start, end, rule and voice of the findings of a text."""


def found_by_read(path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[tuple[str, Found]]:
    assert main(["read", str(path)]) == 0
    for line in capsys.readouterr().out.splitlines():
        record = json.loads(line)
        findings = {(*finding["span"], finding["rule"], finding["voice"]) for finding in record["findings"]}
        yield record["text"], findings


def found_by_check(texts: Sequence[str], name: str) -> list[Found]:
    files = [file_of(name, text.encode("utf-8", "surrogatepass"), EVERY_VOICE) for text in texts]
    return [
        {(*one.span, one.rule.code, str(one.voice)) for one in found if one.voice} for found in diagnostics_of(files)
    ]


def test_in_plain_text(shared: Path, texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read = list(found_by_read(texts, capsys))
    compared = 0
    for (text, findings), said in zip(read, found_by_check([text for text, _ in read], "a.txt"), strict=True):
        across = {one for one in said - findings if "\n" in text[one[0] : one[1]]}  # over lines that read keeps apart
        assert said - across == findings
        compared += len(findings)
    assert compared > 3 * ARTICLES


def test_in_markdown(shared: Path, texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, line in enumerate(itertools.islice(texts.open(encoding="utf-8"), 100)):
        article = json.loads(line)
        parts = [part.strip().replace(" the ", " *the* ", 1) for part in article["text"].split("\n") if part.strip()]
        marked = "\n\n".join(f"> {part}" if n % 9 == 5 else part for n, part in enumerate(parts))
        (tmp_path / f"{number:03}.md").write_text(f"# {article['title']}\n\n{marked}\n", encoding="utf-8")
    read = list(found_by_read(tmp_path, capsys))
    said = found_by_check([text for text, _ in read], "a.md")
    assert said == [findings for _, findings in read]
    assert sum(map(len, said)) > 200


# ---------------------------------------------------------------- short quotations

SHORT = (
    "Lee called it a “regime of fear” on Monday. Nobody asked why.",
    "The “junta” met at noon. “It is shut,” said Ann Marsh, who saw it.",
    "The board struck the word “junta” from its minutes.",
    "It was not the storm, she said, “the junta” had failed, and “the regime” too.",
    "“The junta”, Lee grinned, pointing. Nobody came to the pier.",
    "Marsh spoke of “the regime” at last. That was how she put it.",
    "In her words, “the regime” fell. They met.",
    "“It fell,” said Marsh. “The regime” met again.",
    "“It fell,” said Marsh.\n\n“The regime” met again, and the “junta” with it.",
    "The crane carried a “Lee said that he left” flag over the pier.",
    "“It fell at night, and nobody came to the pier to see it\n\n“The regime,” as they say, “fell.” Marsh left.",
    "Marsh: “the regime” has to go\n\nIt went.",
)


def disagreements(text: str, blocks: tuple[Block, ...]) -> tuple[int, list[tuple[str, Heard, str]]]:
    """Of all words in short quotations: how many there are, and those that are heard otherwise than read."""
    said = speech(Article("a", text, blocks), ArrayStates)
    short = [mark for mark in quotations(text, blocks) if mark.paired and not is_speech(mark, text)]
    places = tuple(word for mark in short for word in words(text, mark.inner(text)))
    (found,) = heard([Question(text, blocks, places, frozenset({"quoted"}))], ArrayStates)
    voices = [next(one.voice for one in said.voices if one.span.covers(place)) for place in places]
    both = zip(places, found, voices, strict=True)
    return len(places), [(place.of(text), one, voice) for place, one, voice in both if one.voice != voice]


@pytest.mark.parametrize("text", SHORT)
def test_words_in_a_short_quotation(text: str) -> None:
    count, wrong = disagreements(text, blocks(text))
    assert count
    assert wrong == []


def test_words_in_short_quotations_of_many_articles(shared: Path, texts: Path) -> None:
    compared = 0
    for line in itertools.islice(texts.open(encoding="utf-8"), 60):
        text = json.loads(line)["text"]
        found = tuple(block for block in blocks(text) if block.kind in PROSE)
        count, wrong = disagreements(text, found)
        assert wrong == []
        compared += count
    assert compared > 500
