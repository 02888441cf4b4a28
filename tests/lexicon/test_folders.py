"""A user's folder of rules: what it extends, ignores and changes, and what is said when that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.cli import main
from framing.lexicon.files import LexiconError
from framing.lexicon.folders import rules
from framing.lexicon.rules import Rule
from framing.wording.matching import matcher
from framing.wording.trials import found_in

OWN = """\
code = "MY01"
name = "harbour-words"
bias = "lexical"
category = "banned"
status = "house-style"
severity = "error"
what = "Words that our desk does not print."
why = "The desk decided so."
instead = "Write what happened."
limits = "None known."

[[citation]]
source = "Our own style book, H"
date = "2031"
supports = "Bans these words."

[[term]]
match = ["dockside drama", "junta"]
plain = ["dispute at the docks"]
note = "Makes theatre of a dispute."
flags = ["The [[dockside drama]] went on."]
passes = ["The dispute at the docks went on."]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "my01.toml").write_text(OWN, encoding="utf-8")
    return tmp_path


def settings(folder: Path, text: str) -> Path:
    (folder / "lexicon.toml").write_text(text, encoding="utf-8")
    return folder


def by_code(found: tuple[Rule, ...]) -> dict[str, Rule]:
    return {rule.code: rule for rule in found}


def hits(text: str, folder: Path) -> list[tuple[str, str]]:
    return [(hit.rule.code, hit.span.of(text)) for hit in matcher(rules(folder)).hits(text)]


TEXT = "The junta and the Kiev regime saw a dockside drama."


def test_a_folder_extends_the_shipped_rules_and_its_own_form_wins(folder: Path) -> None:
    assert hits(TEXT, folder) == [("MY01", "junta"), ("WL01", "Kiev regime"), ("MY01", "dockside drama")]
    assert len(rules(folder)) == len(rules()) + 1
    junta = next(term for term in by_code(rules(folder))["WL01"].terms if "juntas" in term.match)
    assert "junta" not in junta.match


def test_a_folder_may_stand_alone(folder: Path) -> None:
    settings(folder, "extend = []")
    assert hits(TEXT, folder) == [("MY01", "junta"), ("MY01", "dockside drama")]


def test_a_folder_extends_another_folder(folder: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    settings(desk, 'extend = [".."]\n[severity]\nMY01 = "info"')
    settings(folder, "extend = []")
    assert [(rule.code, rule.severity) for rule in rules(desk)] == [("MY01", "info")]


def test_rules_and_single_terms_are_ignored(folder: Path) -> None:
    settings(folder, 'ignore = ["harbour-words", "WL01: Kiev regime"]')
    assert hits(TEXT, folder) == [("WL01", "Kiev regime")]  # the general term: a name before "regime"
    settings(folder, 'ignore = ["WL01"]')
    assert hits(TEXT, folder) == [("MY01", "junta"), ("WL20", "Kiev"), ("MY01", "dockside drama")]


def test_severities_are_those_of_the_folder(folder: Path) -> None:
    settings(folder, '[severity]\nWL10 = "warning"\n"WL01: cronies" = "info"')
    found = rules(folder)
    assert by_code(found)["WL10"].severity == "warning"
    wl01 = by_code(found)["WL01"]
    assert len([rule for rule in found if rule.code == "WL01"]) == 1
    assert [term.match[0] for term in wl01.terms if term.severity == "info"] == ["cronies"]
    assert (wl01.severity, len(wl01.terms)) == ("warning", len(by_code(rules())["WL01"].terms))
    text = "The mayor and his cronies met the Kiev regime on Monday."
    assert [(f.severity, f.span.of(text)) for f in found_in(text, found)] == [
        ("info", "cronies"),
        ("warning", "Kiev regime"),
    ]


def test_a_mirror_that_is_ignored_is_not_named(folder: Path) -> None:
    settings(folder, 'ignore = ["WL01: Kiev regime"]')
    putin = next(term for term in by_code(rules(folder))["WL01"].terms if term.match[0] == "Putin regime")
    assert (putin.favours, putin.mirror) == ("ukraine", None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("extends = []", "lexicon.toml:1: settings: unknown key “extends”; did you mean “extend”?"),
        (
            'extend = "shipped"',
            'lexicon.toml:1: settings: “extend” must be a list of texts; write it like extend = ["…"]',
        ),
        (
            '\nignore = ["goverment-label"]',
            "lexicon.toml:2: settings: there is no rule “goverment-label”; did you mean “government-label”?",
        ),
        ('ignore = ["WL01: juntas!"]', "lexicon.toml:1: settings: WL01 has no term “juntas!”; see `framing rule WL01`"),
        (
            '[severity]\nWL01 = "loud"',
            "lexicon.toml:2: severity: WL01: severity “loud” is unknown; choose info or warning or error",
        ),
        (
            'severity = "info"',
            'lexicon.toml:1: severity: severity must be a table; write it like [severity] and WL10 = "warning" below',
        ),
        ('extend = ["."]', "lexicon.toml: the folder extends itself; take one extend away"),
        ('extend = ["nowhere"]', "nowhere: no rule files; name a folder that holds *.toml files"),
        ("extend = [", "lexicon.toml:1: not TOML: Invalid value; repair that line"),
    ],
)
def test_settings_that_cannot_be_get_one_line(folder: Path, text: str, message: str) -> None:
    settings(folder, text)
    with pytest.raises(LexiconError) as error:
        rules(folder)
    assert str(error.value) == f"{folder}/{message}"


def test_a_code_of_an_extended_rule_is_taken(folder: Path) -> None:
    (folder / "my01.toml").write_text(OWN.replace("MY01", "WL01"), encoding="utf-8")
    with pytest.raises(
        LexiconError, match="the code WL01 of “harbour-words” is in use in what is extended; give your rule its own"
    ):
        rules(folder)


def test_the_sentences_of_own_rules_are_run_and_what_fails_says_how_to_repair_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rule", "--test", str(folder)]) == 0
    assert capsys.readouterr().out == "1 rule, 1 term, 2 sentences: nothing to repair\n"
    broken = OWN.replace("[[dockside drama]] went on", "[[dockside]] drama of the mob, the Kiev regime, went on")
    broken = broken.replace("The dispute at the docks", "The dockside drama").replace(
        'plain = ["dispute at the docks"]',
        'plain = ["Kiev regime"]\nunless = ["dockside drama school"]\nmisses = ["A [[junta]]."]',
    )
    (folder / "my01.toml").write_text(broken, encoding="utf-8")
    assert main(["rule", "--test", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    start = f"{folder}/my01.toml"
    assert lines[0].startswith(
        f"{start}:23: MY01: term “dockside drama”: “The [[dockside]] drama of the mob, the Kiev regime"
    )
    assert "finds “dockside drama” (MY01, own)" in lines[0]
    assert lines[1].startswith(f"{start}:24: MY01: term “dockside drama”: “The dockside drama went on.” is not silent")
    assert lines[2].startswith(f"{start}:21: ")
    assert "“A [[junta]].” is found by now; move it to flags" in lines[2]
    assert "is a plain wording that is itself loaded: “Kiev regime” (WL01); write another" in lines[3]
    assert lines[-1] == "1 rule, 1 term, 3 sentences: 4 to repair"


def test_a_sentence_with_a_line_break_is_run_and_told_on_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken_over = OWN.replace("The [[dockside drama]] went on.", "The [[dockside\\ndrama]] went on.")
    (folder / "my01.toml").write_text(broken_over, encoding="utf-8")
    assert main(["rule", "--test", str(folder)]) == 0
    capsys.readouterr()
    (folder / "my01.toml").write_text(broken_over.replace("[[dockside\\ndrama]]", "dockside\\n[[drama]]"), "utf-8")
    assert main(["rule", "--test", str(folder)]) == 1
    line, last = capsys.readouterr().out.splitlines()
    assert line.startswith(
        f"{folder}/my01.toml:21: MY01: term “dockside drama”: “The dockside [[drama]] went on.” finds “dockside drama”"
    )
    assert last == "1 rule, 1 term, 2 sentences: 1 to repair"
    (folder / "my01.toml").write_text(broken_over.replace("[[dockside\\ndrama]]", "dockside\\ndrama"), "utf-8")
    assert main(["rule", "--test", str(folder)]) == 2
    assert capsys.readouterr().err == (
        f"framing: {folder}/my01.toml:21: MY01: term “dockside drama”: nothing is marked in"
        " “The dockside drama went on.”; put [[brackets]] round what to find\n"
    )


def test_a_broken_folder_is_one_line_and_status_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings(folder, "extend = [")
    assert main(["rule", "--lexicon", str(folder)]) == 2
    assert capsys.readouterr().err == f"framing: {folder}/lexicon.toml:1: not TOML: Invalid value; repair that line\n"


def test_a_rule_of_a_folder_has_its_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "--lexicon", str(folder), "harbour-words"]) == 0
    assert capsys.readouterr().out.startswith("# MY01 harbour-words\n")


def test_check_read_and_report_use_the_rules_of_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = folder / "articles" / "a.txt"
    article.parent.mkdir()
    article.write_text("The dockside drama went on for a week, and the ferry stayed in port.\n", encoding="utf-8")
    assert main(["check", "--lexicon", str(folder), str(article), "--output-format", "concise"]) == 1
    assert ":1:5: error: MY01 banned wording “dockside drama” in own voice" in capsys.readouterr().out
    assert main(["check", str(article)]) == 0
    capsys.readouterr()
    assert main(["read", "--lexicon", str(folder), str(article)]) == 0
    assert '"rule":"MY01"' in capsys.readouterr().out.replace('": "', '":"')
    page = folder / "page.html"
    assert main(["report", "--lexicon", str(folder), str(article.parent), "-o", str(page)]) == 0
    assert 'id="rule-MY01"' in page.read_text("utf-8")
