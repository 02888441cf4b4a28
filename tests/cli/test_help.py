"""`framing help` lists the pages with their first sentences and prints any of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import framing.cli.help as command
from framing.cli import main

PAGES = sorted(file.stem for file in command.FOLDER.glob("*.md"))


def test_the_pages_are_those_that_a_user_needs() -> None:
    assert {"measures", "method", "lexicon-policy", "limits", "manifest", "outputs", "reading-a-report"} <= set(PAGES)


def test_without_a_page_each_one_stands_on_a_line_with_its_first_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == PAGES
    starts = {len(line) - len(line.split(maxsplit=1)[1]) for line in lines}
    assert len(starts) == 1, "the sentences are not aligned"
    limits = next(line for line in lines if line.startswith("limits"))
    assert limits.endswith("What this tool does not do, does not know, and gets wrong.")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_printed_as_it_is(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", page]) == 0
    assert capsys.readouterr().out == (command.FOLDER / f"{page}.md").read_text("utf-8")


def test_capitals_and_a_suffix_do_no_harm(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "Measures.md"]) == 0
    assert capsys.readouterr().out.startswith("# Measures\n")


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("mesures", 'there is no page "mesures": did you mean "measures"?'),
        ("lexicon", 'there is no page "lexicon": did you mean "lexicon-policy"?'),
        ("read", '"read" is a command, not a page: framing read --help says how it is used'),
        ("qqq", f'there is no page "qqq": choose {", ".join(PAGES)}'),
    ],
)
def test_an_unknown_page_gets_one_line_and_status_2(
    page: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["help", page]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"framing: {message}\n")


def test_on_a_terminal_a_page_is_laid_out(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["help", "voices"]) == 0
    out = capsys.readouterr().out
    assert "The five voices" in out
    assert "# The five voices" not in out


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("# Title\n\nOne is so. Two is not.\n", "One is so."),
        ("# Title\n\nOne over\ntwo lines. More.\n", "One over two lines."),
        ("# Title\n\n## Part\n\nDr. Lee of example.com came. He left.\n", "Dr. Lee of example.com came."),
        ("# Title\n", ""),
    ],
)
def test_the_first_sentence(page: str, sentence: str) -> None:
    assert command.first_sentence(page) == sentence


def test_the_example_in_the_help_works(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["help", "--help"])
    assert stop.value.code == 0
    assert "example: framing help measures" in " ".join(capsys.readouterr().out.split())
    assert main("help measures".split()) == 0
    assert Path(command.FOLDER, "measures.md").is_file()
