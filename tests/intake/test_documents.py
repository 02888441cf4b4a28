"""Inputs become documents one by one: of any size, in order, and those before a damage are given."""

from __future__ import annotations

import gzip
import io
import json
import pickle
import random
import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from framing.article import DateBounds, Evidence, Note
from framing.intake import lines
from framing.intake.collection import collection
from framing.intake.decoding import Unreadable
from framing.intake.documents import SUFFIXES, BadInput, Document, Problem, article, documents
from tests.conftest import ROOT

TEXT = "Council agrees on a pier\n\nThe council agreed on Monday.\n\nThe end came later.\n"
LINES = b'\n{"text": "One."}\nbad\n{"id": "x", "text": "Two.", "outlet": "Lumen Post"}\n'


def found(*inputs: Path | str) -> tuple[list[Document], list[Problem]]:
    items = list(documents([str(one) for one in inputs]))
    return [one for one in items if isinstance(one, Document)], [one for one in items if isinstance(one, Problem)]


def until_damage(path: Path) -> tuple[int, str]:
    """How many documents a file gives, and what is said of it in the end."""
    some, problems = found(path)
    return len(some), f"{problems[-1].path}: {problems[-1].message}" if problems else ""


# --- splitting ----------------------------------------------------------------------------------------------------


def test_a_folder_is_split_in_the_order_of_its_paths(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.jsonl").write_bytes(LINES)
    (tmp_path / "b" / "c.md").write_text("# A pier\n", "utf-8")
    (tmp_path / "d.html").write_text("<p>A pier</p>", "utf-8")
    (tmp_path / "e.docx").write_bytes(b"PK")
    some, problems = found(tmp_path)
    assert [(one.id, one.kind, one.place, one.data) for one in some] == [
        ("a.jsonl#2", "record", "a.jsonl, line 2", b'{"text": "One."}'),
        ("a.jsonl#3", "record", "a.jsonl, line 3", b"bad"),
        ("a.jsonl#4", "record", "a.jsonl, line 4", LINES.split(b"\n")[3]),
        ("b/c.md", "markdown", "b/c.md", b"# A pier\n"),
        ("d.html", "page", "d.html", b"<p>A pier</p>"),
    ]
    assert problems == [Problem("e.docx", 'passed over: ".docx" is no format that is read here')]


def test_a_line_of_the_only_file_is_called_by_its_number(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINES)
    (tmp_path / "b.jsonl").write_bytes(LINES)
    alone, _ = found(tmp_path / "a.jsonl")
    assert [one.id for one in alone] == ["2", "3", "4"]
    both, _ = found(tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    assert [one.id for one in both] == ["a.jsonl#2", "a.jsonl#3", "a.jsonl#4", "b.jsonl#2", "b.jsonl#3", "b.jsonl#4"]
    assert [article(one).id for one in (both[0], both[2])] == ["a.jsonl#2", "x"]
    assert [one.id for one in collection([str(tmp_path)]).articles] == ["2", "x", "2#2", "x#2"]


def test_a_manifest_travels_with_its_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    manifest = '[[article]]\nfile = "a.txt"\noutlet = "Lumen Post"\ndate = 2031-03-04\ncountry = "NL"\n'
    (tmp_path / "manifest.toml").write_text(manifest, "utf-8")
    ((document,), _) = found(tmp_path)
    outlet = Evidence("manifest", "Lumen Post", "manifest.toml, line 1")
    day = Evidence("manifest", "2031-03-04", "manifest.toml, line 1")
    assert (document.known, document.columns) == ((("outlet", outlet), ("date", day)), (("country", "NL"),))
    read = article(document)
    assert (read.title, read.outlet, read.date) == ("Council agrees on a pier", "Lumen Post", "2031-03-04")
    assert read.columns == (("country", "NL"),)


def test_a_manifest_that_was_not_needed_is_said_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINES)
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    (tmp_path / "m.toml").write_text('[[article]]\nfile = "b.txt"\noutlet = "Lumen Post"\n', "utf-8")
    *_, last = documents([str(tmp_path / "a.jsonl")], str(tmp_path / "m.toml"))
    assert isinstance(last, Problem)
    assert last.message == "names none of the articles, so nothing was taken from it"


def test_a_document_is_a_plain_value(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINES)
    for document in found(tmp_path)[0]:
        assert pickle.loads(pickle.dumps(document)) == document
        assert type(document.data) is bytes


def test_lines_of_utf_16_travel_as_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"text": "Ünö."}\r\n{"text": "東京."}'.encode("utf-16"))
    some, _ = found(tmp_path / "a.jsonl")
    assert [article(one).text for one in some] == ["Ünö.", "東京."]
    whole = (tmp_path / "a.jsonl").read_bytes()
    (tmp_path / "a.jsonl").write_bytes(whole[:40] + b"\x00\xdc" + whole[40:])
    assert until_damage(tmp_path / "a.jsonl")[1] == "a.jsonl: begins as UTF-16 but byte 40 is not: save the file anew"


def test_a_line_is_windows_1252_where_it_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"text": "Café."}\n'.encode() + '{"text": "Café."}\n'.encode("cp1252"))
    assert [article(one).text for one in found(tmp_path / "a.jsonl")[0]] == ["Café.", "Café."]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Ünö\n東京 🛳\n\nend", "utf-16"), ("Ünö\n東京", "utf-32"), ("Ünö", "utf-8-sig"), ("Ünö", "utf-8"), ("", "utf-8")],
)
def test_pieces_of_any_size_give_the_same_text(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    for size in (5, 7, 1000):  # a byte-order mark stands in one piece
        pieces = [data[at : at + size] for at in range(0, len(data), size)]
        assert b"".join(lines.in_utf8(pieces)).decode("utf-8") == text


def test_a_line_that_is_too_long_is_never_held_and_the_others_are_given() -> None:
    pieces = [b"first\n", b"x" * 6, b"y" * 6, b"z\nsecond\n\n", b"x" * 11, b"\nthird"]
    assert list(lines.numbered(pieces, longest=10)) == [
        (1, b"first"),
        (2, None),
        (3, b"second"),
        (5, None),
        (6, b"third"),
    ]
    assert list(lines.numbered([b"a\n", b"x" * 11], longest=10)) == [(1, b"a"), (2, None)]
    tracemalloc.start()
    try:
        assert list(lines.numbered((b"x" * 1_000_000 for _ in range(50)), longest=2_000_000)) == [(1, None)]
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


def test_a_line_that_is_too_long_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.intake.lines.LONGEST", 20_000_000)
    monkeypatch.setattr("framing.intake.lines.numbered.__defaults__", (20_000_000,))
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "' + b"x" * 20_000_000 + b'"}\n{"text": "Two."}\n')
    some, problems = found(tmp_path / "a.jsonl")
    assert problems == [Problem("a.jsonl, line 1", "longer than 20 MB: cut it into several lines")]
    assert [one.id for one in some] == ["2"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_large_file_needs_no_more_memory_than_its_longest_line(tmp_path: Path, packed: bool) -> None:
    line = json.dumps({"text": "The council met on the pier. " * 400}).encode() + b"\n"
    path = tmp_path / ("a.jsonl.gz" if packed else "a.jsonl")
    data = line * 2000
    path.write_bytes(gzip.compress(data, 1) if packed else data)
    tracemalloc.start()
    try:
        number = sum(isinstance(one, Document) for one in documents([str(path)]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert number == 2000
    assert peak < 8_000_000 < 20_000_000 < len(data)


def test_every_suffix_is_in_the_page_of_outputs() -> None:
    page = (ROOT / "framing" / "pages" / "outputs.md").read_text("utf-8")
    listed = set(re.findall(r"`(\.[a-z.]+)`", page.split("Read are ")[1].split("\n\n")[0]))
    assert listed == {*SUFFIXES, ".toml"}


# --- standard input -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "kinds"),
    [(b"\xef\xbb\xbf \n" + LINES, ["record"] * 3), (TEXT.encode(), ["plain"]), (TEXT.encode("utf-16"), ["plain"])],
)
def test_standard_input_is_split_if_it_begins_as_lines_do(
    monkeypatch: pytest.MonkeyPatch, data: bytes, kinds: list[str]
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    some, _ = found("-")
    assert [one.kind for one in some] == kinds
    assert kinds != ["plain"] or article(some[0]).text == TEXT


# --- what cannot be read ------------------------------------------------------------------------------------------


def packed_lines(path: Path) -> bytes:
    chance = random.Random(4)
    written = b"".join(b'{"text": "%s"}\n' % chance.randbytes(3000).hex().encode() for _ in range(60))
    data = gzip.compress(written)
    path.write_bytes(data)
    return data


def test_lines_before_a_damage_are_given(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    data = packed_lines(path)
    assert until_damage(path) == (60, "")
    path.write_bytes(data[: len(data) // 2])
    number, message = until_damage(path)
    assert 25 < number < 32
    assert message == f"a.jsonl.gz: damaged or cut off after line {number}: pack it anew"
    path.write_bytes(data[:-1])
    assert until_damage(path) == (60, "a.jsonl.gz: damaged or cut off after line 60: pack it anew")
    path.write_bytes(data[:40])
    with pytest.raises(BadInput, match=r"a\.jsonl\.gz: the gzip file is damaged or cut off: pack it anew"):
        found(path)


def test_two_hundred_damaged_files_of_lines_end_in_a_message(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    data = packed_lines(path)
    chance = random.Random(5)
    seen = set()
    for _ in range(200):
        broken = bytearray(data)
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        path.write_bytes(broken)
        try:
            seen.add(until_damage(path)[1].partition(" after line ")[0])
        except BadInput as error:
            seen.add(str(error).rpartition("a.jsonl.gz: ")[2])
    assert seen <= {
        "",  # a name or a time in the header
        "a.jsonl.gz: damaged or cut off",
        "the gzip file is damaged or cut off: pack it anew",
        "its name ends in .gz, but it is no gzip file: mend the name or the file",
    }
    assert len(seen) >= 2


def test_a_packed_file_may_have_many_members_and_padding(tmp_path: Path) -> None:
    members = [gzip.compress(b'{"text": "%d."}\n' % number) for number in range(300)]
    (tmp_path / "a.jsonl.gz").write_bytes(b"\0\0".join(members))
    assert len(found(tmp_path / "a.jsonl.gz")[0]) == 300


def test_a_named_path_that_cannot_be_read_raises(tmp_path: Path) -> None:
    stream = documents([str(tmp_path / "gone.jsonl")])
    with pytest.raises(BadInput, match=r"gone\.jsonl: there is no such file or folder: check the path"):
        next(stream)
    (tmp_path / "a.jsonl").write_bytes(b"\0\1\2")
    with pytest.raises(BadInput, match=r"a\.jsonl: this is binary data"):
        found(tmp_path / "a.jsonl")
    with pytest.raises(BadInput, match="no input: name a file"):
        found()


def test_nothing_to_read_is_said_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b", "utf-8")
    stream = documents([str(tmp_path)])
    assert isinstance(next(stream), Problem)
    with pytest.raises(BadInput, match=r'no article found \(a\.csv: passed over: "\.csv" is no format'):
        next(stream)


def test_a_line_with_nul_bytes_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "One."}\n' * 400 + b'{"text": "T\0wo."}\n{"text": "Three."}\n')
    found_there = collection([str(tmp_path / "a.jsonl")])
    assert len(found_there.articles) == 401
    assert found_there.problems == (
        Problem("a.jsonl, line 401", "this is binary data (it holds NUL bytes): give the article as text"),
    )


# --- what this tool has written itself ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("r.jsonl", b'{"schema":"framing.reading/1","article":{},"text":"One."}\n'),
        ("r.json", b'{"schema":"framing.comparison/1","articles":[]}'),
        ("b.json", b'{\n  "schema": "framing.baseline/1",\n  "entries": []\n}\n'),
        ("r.html", b'<!doctype html><meta name="generator" content="Framing 9">'),
    ],
)
def test_outputs_of_this_tool_are_no_articles(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / name).write_bytes(data)
    some, problems = found(tmp_path)
    assert ([one.id for one in some], problems) == (["a.txt"], [])
    with pytest.raises(BadInput, match="a report that Framing has written, no article"):
        found(tmp_path / name)


def test_a_corpus_of_this_tool_beside_the_articles_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "b.txt").write_text(TEXT, "utf-8")
    assert [one.id for one in found(tmp_path)[0]] == ["a.txt", "corpus/b.txt"]
    (tmp_path / "corpus" / "corpus.json").write_text('{\n "schema": "framing.corpus/1"\n}\n', "utf-8")
    assert [one.id for one in found(tmp_path)[0]] == ["a.txt"]


# --- a document becomes an article --------------------------------------------------------------------------------


def known(**values: str) -> tuple[tuple[str, Evidence], ...]:
    return tuple((field, Evidence("metadata", value, "said so")) for field, value in values.items())


def test_bounds_count_where_no_day_is_known() -> None:
    between = known(earliest="2031-03-01", latest="2031-03-04")
    read = article(Document("a", "text", b"The pier is closed.", "a", between))
    assert read.date_bounds == DateBounds("2031-03-01", "2031-03-04", (between[0][1], between[1][1]))
    assert read.date is None
    dated = b"The pier is closed.\n\nMarch 2, 2031\n\nThe end came later.\n"
    assert article(Document("a", "text", dated, "a", between)).date == "2031-03-02"
    day = known(date="2031-03-03", latest="2031-03-04")
    assert article(Document("a", "text", dated, "a", day)).date_bounds[:2] == ("2031-03-03", "2031-03-03")


def test_a_note_and_free_columns_are_handed_on() -> None:
    read = article(Document("a", "text", b"The pier is closed.", "a", known(note="cut"), (("host", "x"),)))
    assert (read.notes, read.columns) == ((Note("cut"),), (("host", "x"),))


def test_a_text_of_a_container_is_taken_as_it_is() -> None:
    assert article(Document("a", "text", "%PDF is a format.\r\nÜ\0".encode(), "a")).text == "%PDF is a format.\r\nÜ\0"
    with pytest.raises(Unreadable, match="the text is empty"):
        article(Document("a", "text", b" \n", "a"))


def test_the_charset_of_a_container_wins_over_that_of_the_page() -> None:
    words = "Рада сказала «ні» кафе на пірсі, і дала свої причини в довгій доповіді в понеділок. " * 3
    page = f'<html><head><meta charset="utf-8"></head><body><article><p>{words}</p></article></body></html>'
    data = page.encode("cp1251")
    assert words.strip() in article(Document("a", "page", data, "a", known(charset="windows-1251"))).text
    plain = article(Document("a", "plain", words.encode("cp1251"), "a", known(charset="windows-1251")))
    assert (plain.text, plain.notes) == (words, ())


def test_a_byte_that_is_wrong_costs_its_character_not_the_page() -> None:
    words = "The council said “no” to the café on the pier, and it gave its “reasons” in a long report. "
    data = f"<html><body><article><p>{words * 4}</p></article></body></html>".encode().replace(b"pier", b"pi\xffr", 1)
    read = article(Document("a", "page", data, "a"))
    assert "“no” to the café on the pi\ufffdr" in read.text
    assert [note.message for note in read.notes] == ["some bytes of the page are not utf-8: \ufffd stands for each"]


def test_an_article_of_twenty_megabytes_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "word " * 4_000_000}), "utf-8")
    ((document,), _) = found(tmp_path / "a.jsonl")
    assert len(article(document).text) == 20_000_000


def hostile() -> Iterator[tuple[bytes, str]]:
    yield b'{"text": "a", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"
    yield b'{"text": "a", "x": ' + b"9" * 5000 + b"}", "a number is too long"
    yield b'{"text": "\xff\x81"}', "neither UTF-8 nor Windows-1252"
    yield b"\xa0", "the file is empty"
    yield b'{"text": " "}', "the text is empty"


@pytest.mark.parametrize(("line", "reason"), list(hostile()))
def test_a_hostile_line_is_unreadable(line: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as error:
        article(Document("1", "record", line, "a.jsonl, line 1"))
    assert reason in str(error.value)


def test_a_lone_surrogate_of_a_json_line_stays() -> None:
    read = article(Document("1", "record", rb'{"id": "\udfff", "text": "a \ud800 b"}', "a.jsonl, line 1"))
    assert (read.id, read.text) == ("\udfff", "a \ud800 b")
