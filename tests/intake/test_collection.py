"""Paths become articles in a stated order; a bad member is listed, a bad path that was named is an error."""

from __future__ import annotations

import gzip
import io
import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from framing.article import DateBounds, Evidence
from framing.intake.collection import BadInput, Collection, collection

TEXT = "Council agrees on a pier\n\nThe council agreed on Monday.\n\nThe end came later.\n"


def ids(found: Collection) -> list[str]:
    return [article.id for article in found.articles]


def problems(found: Collection) -> dict[str, str]:
    return {problem.path: problem.message for problem in found.problems}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "week"
    for name in ("b.txt", "a/z.md", "a/.git/x.txt", ".hidden.txt", "c.TXT", "a-1.txt", "d/e/f.text"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(TEXT, "utf-8")
    return place


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))


# --- folders ------------------------------------------------------------------------------------------------------


def test_a_folder_in_the_order_of_its_paths_without_hidden_files(folder: Path) -> None:
    assert ids(collection([str(folder)])) == ["a/z.md", "a-1.txt", "b.txt", "c.TXT", "d/e/f.text"]


def test_ids_are_relative_to_the_folder_that_was_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    assert collection(["week"]) == collection([str(folder)]) == collection(["week/"]) == collection(["./week"])


def test_a_bad_member_is_listed_and_the_rest_is_read(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"%PDF-1.7")
    (folder / "empty.txt").write_bytes(b" \n")
    (folder / "notes.docx").write_bytes(b"PK\x03\x04")
    (folder / "Makefile").write_text("all:", "utf-8")
    (folder / "page.html").write_text("<html></html>", "utf-8")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    found = collection([str(folder)])
    assert ids(found) == ["a/z.md", "a-1.txt", "b.txt", "c.TXT", "d/e/f.text"]
    assert problems(found) == {
        "Makefile": 'passed over: "Makefile" is no format that is read here',
        "bad.txt": "this is a PDF file, not text: give the article as .txt, .md, .html or .jsonl",
        "empty.txt": "the file is empty: nothing to compare",
        "gone.txt": "cannot be read: no such file or directory",
        "notes.docx": 'passed over: ".docx" is no format that is read here',
        "page.html": "no article text found in this page: save the article's text as .txt",
    }


def test_a_linked_folder_is_not_entered(folder: Path) -> None:
    before = ids(collection([str(folder)]))
    (folder / "loop").symlink_to(folder)
    (folder / "a" / "up").symlink_to("..")
    assert ids(collection([str(folder)])) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_listed(folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    assert problems(collection([str(folder)])) == {"b.txt": "cannot be read: permission denied"}


# --- what was named -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("gone.txt", None, "there is no such file or folder: check the path"),
        ("empty.txt", b"", "the file is empty: nothing to compare"),
        ("blank.txt", b"\xef\xbb\xbf \n\t", "the file is empty: nothing to compare"),
        ("a.pdf", b"%PDF-1.7", "this is a PDF file, not text: give the article as .txt, .md, .html or .jsonl"),
        ("a.txt", b"a\0b", "this is binary data (it holds NUL bytes): give the article as text"),
        ("a.html", b"<html></html>", "no article text found in this page: save the article's text as .txt"),
        ("m.toml", b"[[article]]", "this is a manifest or configuration, not an article: name its folder instead"),
        (
            "a.jsonl",
            b"bad\n",
            "no article found (a.jsonl, line 1: no JSON object on this line (Expecting value)): give .txt",
        ),
    ],
)
def test_a_named_path_that_cannot_be_read_is_an_error(
    tmp_path: Path, name: str, data: bytes | None, reason: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(BadInput) as error:
        collection([str(path)])
    assert str(error.value).startswith(f"{path}: {reason}")
    assert "\n" not in str(error.value)


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no article found: give \.txt, \.md, \.html or \.jsonl files"):
        collection([str(tmp_path)])
    (tmp_path / "a.csv").write_text("a,b", "utf-8")
    with pytest.raises(BadInput, match=r'no article found \(a\.csv: passed over: "\.csv" is no format'):
        collection([str(tmp_path)])


@pytest.mark.parametrize("inputs", [[], [""]])
def test_no_input_is_an_error(inputs: list[str]) -> None:
    with pytest.raises(BadInput, match="name a file, a folder or - for standard input"):
        collection(inputs)


def test_a_manifest_that_is_not_there_is_an_error(folder: Path) -> None:
    with pytest.raises(BadInput, match=r"m\.toml: cannot be read: no such file or directory: check the path"):
        collection([str(folder)], str(folder / "m.toml"))


def test_a_manifest_that_names_none_of_the_articles_is_said(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "z.txt").write_text("The pier of Adrano was closed on Monday, the council said.", "utf-8")
    (other / "manifest.toml").write_text('[[article]]\nfile = "z.txt"\noutlet = "Lumen Post"\n', "utf-8")
    found = collection([str(folder / "b.txt")], str(other / "manifest.toml"))
    assert [problem.message for problem in found.problems] == [
        "names none of the articles, so nothing was taken from it"
    ]
    assert collection([str(other / "z.txt")], str(other / "manifest.toml")).problems == ()


def test_a_single_file_takes_the_manifest_that_is_named_for_it(folder: Path) -> None:
    (folder / "my.toml").write_text('[[article]]\nfile = "b.txt"\noutlet = "Lumen Post"\n', "utf-8")
    assert collection([str(folder / "b.txt")]).articles[0].outlet is None
    assert collection([str(folder / "b.txt")], str(folder / "my.toml")).articles[0].outlet == "Lumen Post"


def test_several_inputs_in_the_order_they_are_named(folder: Path) -> None:
    assert ids(collection([str(folder / "d"), str(folder / "b.txt")])) == ["e/f.text", "b.txt"]


def test_articles_of_one_name_get_ids_of_their_own(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.txt").write_text(TEXT, "utf-8")
    assert ids(collection([str(folder), str(other)]))[2:] == ["week/b.txt", "c.TXT", "d/e/f.text", "other/b.txt"]
    twice = str(folder / "b.txt")
    assert ids(collection([twice, twice])) == ["b.txt/b.txt", "b.txt/b.txt#2"]


# --- kinds of file ------------------------------------------------------------------------------------------------


def test_json_lines_keep_ids_columns_and_evidence(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"id": "q", "text": "One.", "outlet": "Lumen Post", "date": "2031-03-04", "country": "NL", "note": null}\n'
        'bad\n{"text": "Two.", "outlet": " ", "date": ""}\n'
        '{"id": "q", "text": "Three."}\n{"id": "q#2", "text": "Four."}\n{"id": 7, "text": "Five."}\n',
        "utf-8",
    )
    found = collection([str(path)])
    assert ids(found) == ["q", "3", "q#3", "q#2", "7"]
    assert problems(found) == {"a.jsonl, line 2": "no JSON object on this line (Expecting value)"}
    first, second = found.articles[:2]
    outlet = Evidence("metadata", "Lumen Post", 'a.jsonl, line 1: the key "outlet"')
    day = Evidence("metadata", "2031-03-04", 'a.jsonl, line 1: the key "date"')
    assert (first.outlet, first.outlet_evidence) == ("Lumen Post", (outlet,))
    assert first.date_bounds == DateBounds("2031-03-04", "2031-03-04", (day,))
    assert first.columns == (("country", "NL"),)
    assert (second.outlet, second.date, second.date_bounds) == (None, None, DateBounds())


def test_packed_json_lines_are_read_like_the_others(tmp_path: Path) -> None:
    lines = b'{"id": "q", "text": "One.", "outlet": "Lumen Post"}\n{"text": "Two."}\n'
    (tmp_path / "a.JSONL.gz").write_bytes(gzip.compress(lines))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"Three."))
    found = collection([str(tmp_path)])
    assert [(article.id, article.text) for article in found.articles] == [("q", "One."), ("2", "Two.")]
    assert problems(found) == {"b.txt.gz": 'passed over: ".gz" is no format that is read here'}
    assert found.articles == collection([str(tmp_path / "a.JSONL.gz")]).articles


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(b"  "), "the file is empty: nothing to compare"),
        (gzip.compress(bytes(200_000_001), 1), "larger than 200 MB when unpacked: split it"),
        (gzip.compress(b'{"text": "One."}')[:-9], "the gzip file is damaged or cut off: pack it anew"),
        (b"\x1f\x8b\x08\x00 no deflate", "the gzip file is damaged or cut off: pack it anew"),
        (b'{"text": "One."}', "its name ends in .gz, but it is no gzip file: mend the name or the file"),
    ],
)
def test_packed_lines_that_cannot_be_read(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(data)
    with pytest.raises(BadInput) as error:
        collection([str(tmp_path / "a.jsonl.gz")])
    assert str(error.value) == f"{tmp_path / 'a.jsonl.gz'}: {reason}"


def test_what_is_read_as_windows_1252_carries_a_note(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("“No”, said the café.".encode("cp1252"))
    (article,) = collection([str(path)]).articles
    assert article.text == "“No”, said the café."
    assert [note.message for note in article.notes] == ["read as cp1252, since it is not UTF-8"]
    path.write_bytes("“No”, said the café.".encode("utf-8-sig"))
    (marked,) = collection([str(path)]).articles
    assert (marked.text, marked.notes) == (article.text, ())


def test_a_page_is_read_in_its_declared_charset(tmp_path: Path) -> None:
    words = "The council said “no” to the café on the pier, and it gave its reasons in a long report on Monday. "
    page = f'<html><head><meta charset="{{}}"></head><body><article><p>{words * 3}</p></article></body></html>'
    for charset in ("iso-8859-1", "windows-1252", "utf-8"):
        path = tmp_path / "a.html"
        path.write_bytes(page.format(charset).encode("cp1252" if "8859" in charset else charset))
        assert words.strip() in collection([str(path)]).articles[0].text


def test_the_text_is_the_file_with_every_line_end(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"A plan\r\n\r\nThe council met.\r\nIt left.\r\n")
    (article,) = collection([str(path)]).articles
    assert article.text == "A plan\r\n\r\nThe council met.\r\nIt left.\r\n"
    assert [block.span.of(article.text) for block in article.blocks] == ["A plan", "The council met.", "It left."]


# --- standard input -----------------------------------------------------------------------------------------------


def test_standard_input_is_one_article_of_text(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"\xef\xbb\xbf" + TEXT.encode())
    (article,) = collection(["-"]).articles
    assert (article.id, article.text, article.title) == ("-", TEXT, "Council agrees on a pier")


def test_standard_input_may_be_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b'\n{"text": "One."}\nbad\n{"id": "x", "text": "Two."}\n')
    found = collection(["-"])
    assert ids(found) == ["2", "x"]
    assert problems(found) == {"-, line 3": "no JSON object on this line (Expecting value)"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b" \n", "-: standard input is empty: pipe an article into it"), (b"a\0", "-: this is binary data")],
)
def test_standard_input_with_nothing_to_read(monkeypatch: pytest.MonkeyPatch, data: bytes, reason: str) -> None:
    stdin(monkeypatch, data)
    with pytest.raises(BadInput) as error:
        collection(["-"])
    assert str(error.value).startswith(reason)


# --- size ---------------------------------------------------------------------------------------------------------


def seconds(path: Path, characters: int) -> float:
    path.write_text("The council met on the pier, and it left. " * (characters // 42), "utf-8")
    best = 60.0
    for _ in range(2):
        started = time.process_time()
        (article,) = collection([str(path)]).articles
        assert len(article.blocks) == 1
        best = min(best, time.process_time() - started)
    return best


def test_a_paragraph_of_five_million_characters_takes_linear_time(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    one, four = (min(seconds(path, size) for _ in range(3)) for size in (1_000_000, 4_000_000))
    assert four < 10 * max(one, 0.02)  # 16 times as long where time grows with the square; machines are noisy
    assert seconds(path, 5_000_000) < 5
