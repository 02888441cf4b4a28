"""The voice of every finding is the one that `read` finds in the whole article: in plain text and in Markdown."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from framing.check.diagnostics import diagnostics_of, file_of
from framing.check.settings import Settings
from framing.cli import main

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
