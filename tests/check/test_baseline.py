"""Findings that are accepted: what a baseline marks, what has become stale in it, and how its file is kept."""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from pathlib import Path

import pytest

from framing.article import Span
from framing.check.baseline import (
    Applied,
    BadBaseline,
    Baseline,
    Entry,
    applied,
    baseline_in,
    baseline_of,
    saved,
    text_of,
    unconcerned,
)
from framing.check.diagnostic import Diagnostic
from framing.check.notices import NOTICES, STALE, UNPAIRED, UNUSED, Notice
from framing.lexicon.rules import Rule

FILE = Path("baseline.json")


def rule(code: str) -> Rule:
    return Rule(code, "x", "lexical", "x", "puffery", "warning", None, "x", "x", "x", "x", None, (), (), ())


RULES = {code: rule(code) for code in ("WL01", "WL02")}


def found(
    path: str = "ferry.txt",
    fingerprint: str = "aa",
    line: int = 1,
    code: str | Notice = "WL01",
    term: str = "stunning",
    text: str = "The stunning ferry left.",
) -> Diagnostic:
    """One finding, at the given line of its file."""
    start = 1000 * line
    return Diagnostic(
        path=path,
        line=line,
        column=5,
        end_line=line,
        end_column=5 + len(term),
        span=Span(start, start + len(term)),
        rule=RULES[code] if isinstance(code, str) else code,
        term=term,
        written=term,
        lines=(text,),
        voice="own",
        severity="warning",
        message=f"{term} is puffery",
        suggestions=(),
        fingerprint=fingerprint,
    )


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with three articles."""
    folder = tmp_path / "desk"
    folder.mkdir()
    for name in ("ferry.txt", "crane.txt", "port.txt"):
        (folder / name).write_text("The stunning ferry left.\n")
    monkeypatch.chdir(folder)
    return folder


def marked(done: Applied) -> list[tuple[str, int]]:
    return [(one.path, one.line) for one in done.diagnostics if one.suppressed == "baseline"]


def stale(done: Applied) -> list[tuple[str, str, int]]:
    return [(one.entry.path, one.entry.fingerprint, one.gone) for one in done.stale]


# What it marks


def test_what_is_in_the_baseline_is_marked_and_what_is_new_is_not() -> None:
    old = [found(), found(fingerprint="bb", line=2)]
    now = [found(line=7), found(fingerprint="cc", line=8), found(fingerprint="bb", line=9)]
    done = applied(baseline_of(old, FILE), now, ["ferry.txt"])
    assert marked(done) == [("ferry.txt", 7), ("ferry.txt", 9)]
    assert stale(done) == []
    assert [one._replace(suppressed=None) for one in done.diagnostics] == now


def test_the_same_finding_in_another_file_is_new() -> None:
    done = applied(baseline_of([found()], FILE), [found("crane.txt")], ["ferry.txt", "crane.txt"])
    assert marked(done) == []
    assert stale(done) == [("ferry.txt", "aa", 1)]


def test_a_count_of_two_marks_the_first_two_by_place() -> None:
    base = baseline_of([found(line=1), found(line=2)], FILE)
    assert [entry.count for entry in base.entries] == [2]
    now = [found(line=30), found(line=4), found(line=20), found(line=100)]
    assert marked(applied(base, now, ["ferry.txt"])) == [("ferry.txt", 4), ("ferry.txt", 20)]


def test_entries_of_the_same_finding_add_up() -> None:
    entry = Entry("ferry.txt", "WL01", "stunning", "aa", 1)
    now = [found(line=line) for line in (1, 2, 3)]
    done = applied(Baseline(FILE, (entry, entry)), now, ["ferry.txt"])
    assert marked(done) == [("ferry.txt", 1), ("ferry.txt", 2)]
    assert applied(Baseline(FILE, (entry, entry)), now[:1], ["ferry.txt"]).stale[0].gone == 1


def test_what_is_suppressed_inline_uses_up_no_entry() -> None:
    inline = found(line=1)._replace(suppressed="inline", reason="a quotation")
    done = applied(baseline_of([found()], FILE), [inline, found(line=2)], ["ferry.txt"])
    assert marked(done) == [("ferry.txt", 2)]
    assert done.diagnostics[0] == inline
    assert stale(applied(baseline_of([found()], FILE), [inline], ["ferry.txt"])) == [("ferry.txt", "aa", 1)]


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.code)
def test_of_notices_only_unpaired_quotation_marks_are_accepted(notice: Notice) -> None:
    here = found(code=notice)
    entry = Entry("ferry.txt", notice.code, "stunning", "aa", 1)
    done = applied(Baseline(FILE, (entry,)), [here], ["ferry.txt"])
    assert bool(marked(done)) is (notice is UNPAIRED)
    assert bool(baseline_of([here], FILE).entries) is (notice is UNPAIRED)


def test_a_renamed_file_keeps_its_entries(desk: Path) -> None:
    base = baseline_of([found(line=1), found(line=2), found(fingerprint="bb")], FILE)
    (desk / "ferry.txt").rename(desk / "boat.txt")
    now = [found("boat.txt"), found("boat.txt", "bb"), found("port.txt"), found("port.txt", line=2)]
    done = applied(base, now, ["boat.txt", "port.txt"])
    assert marked(done) == [("boat.txt", 1), ("boat.txt", 1), ("port.txt", 1)]
    assert stale(done) == []
    assert {(entry.path, entry.fingerprint, entry.count) for entry in done.pruned.entries} == {
        ("boat.txt", "aa", 1),
        ("boat.txt", "bb", 1),
        ("port.txt", "aa", 1),
    }


def test_the_entries_of_a_file_come_before_those_of_a_renamed_one(desk: Path) -> None:
    base = baseline_of([found("crane.txt"), found("ferry.txt", line=1), found("ferry.txt", line=2)], FILE)
    (desk / "crane.txt").unlink()
    now = [found("ferry.txt", line=line) for line in (1, 2)]
    done = applied(base, now, ["ferry.txt"])
    assert len(marked(done)) == 2
    assert stale(done) == [("crane.txt", "aa", 1)]


# What has become stale


def test_an_entry_whose_finding_is_gone_is_stale(desk: Path) -> None:
    base = baseline_of([found(), found(line=2), found(fingerprint="bb"), found("crane.txt", "cc")], FILE)
    (desk / "crane.txt").unlink()
    done = applied(base, [found(line=3)], ["ferry.txt"])
    assert stale(done) == [("crane.txt", "cc", 1), ("ferry.txt", "aa", 1), ("ferry.txt", "bb", 1)]
    assert [(entry.fingerprint, entry.count) for entry in done.pruned.entries] == [("aa", 1)]


def test_entries_of_files_that_were_not_checked_are_left_alone() -> None:
    base = baseline_of([found("crane.txt"), found("ferry.txt")], FILE)
    done = applied(base, [], ["ferry.txt"])
    assert stale(done) == [("ferry.txt", "aa", 1)]
    assert [entry.path for entry in done.pruned.entries] == ["crane.txt"]
    assert [entry.path for entry in unconcerned(base, ["ferry.txt"])] == ["crane.txt"]


def test_entries_of_rules_that_were_not_looked_for_are_left_alone(desk: Path) -> None:
    base = baseline_of([found(), found(fingerprint="bb", code="WL02"), found("crane.txt", "cc", code="WL02")], FILE)
    (desk / "crane.txt").unlink()
    done = applied(base, [], ["ferry.txt"], lambda code: code == "WL01")
    assert stale(done) == [("ferry.txt", "aa", 1)]
    assert [entry.rule for entry in done.pruned.entries] == ["WL02", "WL02"]
    assert len(unconcerned(base, ["ferry.txt"], lambda code: code == "WL01")) == 2


def test_pruning_never_adds() -> None:
    base = baseline_of([found()], FILE)
    done = applied(base, [found(line=line) for line in (1, 2)] + [found(fingerprint="new")], ["ferry.txt"])
    assert done.pruned.entries == base.entries
    assert done.pruned.file == FILE


def test_a_stale_entry_has_its_place_in_the_file(desk: Path) -> None:
    base = baseline_of([found(fingerprint="aa"), found(fingerprint="bb"), found(fingerprint="cc")], FILE)
    saved(base)
    read = baseline_in(FILE)
    (one,) = applied(read, [found(fingerprint="aa"), found(fingerprint="cc")], ["ferry.txt"]).stale
    assert json.loads(one.entry.span.of(read.text))["fingerprint"] == "bb"
    assert read.text[: one.entry.span.start].count("\n") + 1 == 5
    assert STALE.code == "CK05"


def test_multiplicities_are_kept_whatever_the_edits(desk: Path) -> None:
    chance = random.Random(20261106)
    for _ in range(300):
        paths, prints = ["crane.txt", "ferry.txt", "port.txt"], ["aa", "bb", "cc"]
        old, now = (
            [found(chance.choice(paths), chance.choice(prints), line) for line in range(chance.randrange(15))]
            for _ in range(2)
        )
        for number in range(len(now)):
            if chance.random() < 0.2:
                now[number] = now[number]._replace(suppressed="inline")
        chance.shuffle(now)
        checked = sorted({one.path for one in now} | set(chance.sample(paths, 1)))
        base = baseline_of(old, FILE)
        done = applied(base, now, checked)
        before = Counter((one.path, one.fingerprint) for one in old)
        after = Counter((one.path, one.fingerprint) for one in now if not one.suppressed)
        assert Counter((one.path, one.fingerprint) for one in done.diagnostics if one.suppressed == "baseline") == (
            before & after
        )
        gone = {key: n for key, n in (before - after).items() if key[0] in checked}
        assert {(one.entry.path, one.entry.fingerprint): one.gone for one in done.stale} == gone
        assert sum(entry.count for entry in done.pruned.entries) == len(old) - sum(gone.values())
        for key in before & after:
            lines = [(one.line, one.suppressed) for one in done.diagnostics if (one.path, one.fingerprint) == key]
            ordered = [kind for _, kind in sorted(lines, key=lambda pair: pair[0]) if kind != "inline"]
            assert ordered == sorted(ordered, key=lambda kind: kind is None)
        again = applied(done.pruned, now, checked)
        assert again.stale == ()
        assert marked(again) == marked(done)


# Where the paths start


def test_paths_start_at_the_folder_of_the_baseline(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "ci").mkdir()
    base = baseline_of([found(), found("ci/a b.txt")], Path("ci/baseline.json"))
    assert [entry.path for entry in base.entries] == ["../ferry.txt", "a b.txt"]
    saved(base)
    monkeypatch.chdir(desk / "ci")
    read = baseline_in(Path("baseline.json"))
    done = applied(read, [found("../ferry.txt"), found("a b.txt")], ["../ferry.txt", "a b.txt"])
    assert len(marked(done)) == 2
    absolute = [found(str(desk / "ferry.txt"))]
    assert len(marked(applied(read, absolute, ["../ferry.txt"]))) == 1


def test_a_link_to_the_working_folder_changes_no_path(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = desk.parent / "link"
    link.symlink_to(desk, target_is_directory=True)
    base = baseline_of([found()], link / "baseline.json")
    assert [entry.path for entry in base.entries] == ["ferry.txt"]
    assert len(marked(applied(base, [found(str(link / "ferry.txt"))], ["ferry.txt"]))) == 1
    assert [entry.path for entry in baseline_of([found(str(link / "ferry.txt"))], FILE).entries] == ["ferry.txt"]


# How its file is kept


def test_one_entry_a_line_sorted() -> None:
    base = baseline_of([found("port.txt"), found(code="WL02"), found(fingerprint="bb"), found()], FILE)
    assert text_of(base) == (
        '{\n  "schema": "framing.baseline/1",\n  "entries": [\n'
        '    {"path": "ferry.txt", "rule": "WL01", "term": "stunning", "fingerprint": "aa", "count": 1, '
        '"excerpt": "The stunning ferry left."},\n'
        '    {"path": "ferry.txt", "rule": "WL01", "term": "stunning", "fingerprint": "bb", "count": 1, '
        '"excerpt": "The stunning ferry left."},\n'
        '    {"path": "ferry.txt", "rule": "WL02", "term": "stunning", "fingerprint": "aa", "count": 1, '
        '"excerpt": "The stunning ferry left."},\n'
        '    {"path": "port.txt", "rule": "WL01", "term": "stunning", "fingerprint": "aa", "count": 1, '
        '"excerpt": "The stunning ferry left."}\n  ]\n}\n'
    )
    assert text_of(Baseline(FILE, ())) == '{\n  "schema": "framing.baseline/1",\n  "entries": []\n}\n'


def test_the_order_of_the_findings_does_not_matter() -> None:
    chance = random.Random(7)
    many = [found(f"{chance.randrange(4)}.txt", f"{chance.randrange(6)}", line, text=f"L{line}") for line in range(40)]
    base = baseline_of(many, FILE)
    text = text_of(base)
    assert text_of(Baseline(FILE, base.entries[::-1])) == text
    for _ in range(5):
        chance.shuffle(many)
        assert text_of(baseline_of(many, FILE)) == text


def test_what_was_read_is_written_with_the_same_bytes(desk: Path) -> None:
    odd = [
        "two words.txt",
        'she said "no".txt',
        "тарас.txt",
        "a\nb.txt",
        "back\\slash.txt",
        "u2028\u2028.txt",
        b"latin-\xe9.txt".decode("utf-8", "surrogateescape"),
    ]
    texts = ["“Нет”, said Ann", "a\u202eb\u0085c\x1b[31m", "😀 " * 200, ""]
    many = [found(path, f"{n}", text=text, term="évacué") for path in odd for n, text in enumerate(texts)]
    saved(baseline_of(many, FILE))
    before = FILE.read_bytes()
    read = baseline_in(FILE)
    assert read.entries == baseline_of(many, FILE).entries
    saved(read)
    assert FILE.read_bytes() == before
    assert before.count(b"\n") == len(before.decode().splitlines()) == len(many) + 5
    assert "évacué" in before.decode()
    assert "\u202e" not in before.decode()
    assert before.count(b"excerpt") == 3 * len(odd)  # none where the line is empty
    assert len(marked(applied(read, many, odd))) == len(many)


def test_an_excerpt_is_short_and_shows_the_term() -> None:
    text = "The mayor said nothing. " * 10 + "A stunning ferry left the quay. " + "Nobody was hurt. " * 10
    one = found(text=text)._replace(column=text.index("stunning") + 1)
    (entry,) = baseline_of([one], FILE).entries
    assert "A stunning ferry left" in entry.excerpt
    assert entry.excerpt.startswith("…")
    assert entry.excerpt.endswith("…")
    assert len(entry.excerpt) <= 82


def test_writing_anew_keeps_what_was_accepted_and_leaves_out_what_is_suppressed_inline() -> None:
    here = [
        found()._replace(suppressed="baseline"),
        found(fingerprint="bb")._replace(suppressed="inline"),
        found(fingerprint="cc"),
        found(fingerprint="dd", code=UNUSED),
    ]
    kept = Entry("crane.txt", "WL01", "stunning", "ee", 3)
    base = baseline_of(here, FILE, [kept])
    assert [(entry.path, entry.fingerprint, entry.count) for entry in base.entries] == [
        ("crane.txt", "ee", 3),
        ("ferry.txt", "aa", 1),
        ("ferry.txt", "cc", 1),
    ]


def test_it_is_written_whole_or_not_at_all(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(baseline_of([found()], FILE))
    before = FILE.read_bytes()
    assert saved(baseline_in(FILE)) == len(before)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="No space"):
        saved(baseline_of([found(fingerprint="bb")], FILE))
    assert FILE.read_bytes() == before
    assert sorted(os.listdir(desk)) == ["baseline.json", "crane.txt", "ferry.txt", "port.txt"]


def test_a_baseline_that_is_a_link_stays_one(desk: Path) -> None:
    Path("real.json").write_text(text_of(Baseline(FILE, ())))
    FILE.symlink_to("real.json")
    saved(baseline_of([found()], FILE))
    assert FILE.is_symlink()
    assert len(baseline_in(Path("real.json")).entries) == 1


def test_another_layout_is_read_with_the_right_lines() -> None:
    entries = [{"path": f"{n}.txt", "rule": "WL01", "term": "x", "fingerprint": "aa", "count": 1} for n in range(3)]
    for text in (
        json.dumps({"schema": "framing.baseline/1", "entries": entries}, indent=4),
        json.dumps({"entries": entries, "schema": "framing.baseline/1"}),
        "\ufeff" + json.dumps({"schema": "framing.baseline/1", "entries": entries}, indent=0).replace("\n", "\r\n"),
    ):
        FILE.write_bytes(text.encode("utf-8"))
        read = baseline_in(FILE)
        assert [json.loads(entry.span.of(read.text)) for entry in read.entries] == entries
        assert [entry.path for entry in read.entries] == ["0.txt", "1.txt", "2.txt"]


# What is broken in it


ENTRY = '{"path": "a.txt", "rule": "WL01", "term": "x", "fingerprint": "aa", "count": 1}'


def broken(text: str | bytes) -> str:
    FILE.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    with pytest.raises(BadBaseline) as caught:
        baseline_in(FILE)
    says = str(caught.value)
    assert "\n" not in says
    assert says.startswith("baseline.json")
    assert says.count(": ") >= 2
    return says


def of(entry: str) -> str:
    return f'{{"schema": "framing.baseline/1",\n"entries": [\n{ENTRY},\n{entry}\n]}}'


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("7", "an entry is an object"),
        (ENTRY.replace('"path"', '"file"'), 'the key "file" is not known: use path, rule, term'),
        (ENTRY.replace('"rule": "WL01", ', ""), 'the entry has no "rule"'),
        (ENTRY.replace('"aa"', "7"), '"fingerprint" must be a string'),
        (ENTRY.replace("1}", '"1"}'), '"count" must be a whole number'),
        (ENTRY.replace("1}", "1.0}"), '"count" must be a whole number'),
        (ENTRY.replace("1}", "true}"), '"count" must be a whole number'),
        (ENTRY.replace("1}", "null}"), '"count" must be a whole number'),
        (ENTRY.replace("1}", "0}"), '"count" must be 1 or more'),
        (ENTRY.replace("1}", '1, "excerpt": ["x"]}'), '"excerpt" must be a string'),
        (ENTRY + "}", "this is no JSON"),
        ("<<<<<<< HEAD", "is a merge unfinished?"),
    ],
)
def test_an_entry_that_is_broken_is_named_by_its_line(entry: str, says: str) -> None:
    message = broken(of(entry))
    assert message.startswith("baseline.json, line 4: ")
    assert says in message


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1: this is no JSON"),
        ("[]", 'it has no "schema"'),
        ('{"entries": []}', 'it has no "schema"'),
        ('{"schema": 1, "entries": []}', 'it has no "schema"'),
        ('{"schema": "framing.check/1", "entries": []}', 'the schema is "framing.check/1", this version reads'),
        ('{"schema": "framing.baseline/1"}', '"entries" must be a list'),
        ('{"schema": "framing.baseline/1", "entries": {}}', '"entries" must be a list'),
        ('{"schema": "framing.baseline/1", "entries": [], "rules": 1}', 'the key "rules" is not known'),
        ('{"schema": "framing.baseline/1", "entries": 1, "entries": []}', 'the key "entries" stands twice'),
        ("[" * 100_000, "this is no baseline"),
        (b"\xff\xfe{\x00", "this is not UTF-8"),
    ],
)
def test_a_file_that_is_no_baseline(text: str | bytes, says: str) -> None:
    assert says in broken(text)


def test_a_number_that_is_too_long() -> None:
    assert "this is no baseline" in broken(of(ENTRY.replace("1}", "1" * 5000 + "}")))


def test_a_baseline_that_is_not_there() -> None:
    with pytest.raises(BadBaseline, match=r"there is no such baseline: check the path, or write .* --write-baseline"):
        baseline_in(FILE)
