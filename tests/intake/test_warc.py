"""A WARC file becomes one document a page; other records are counted, and a file may break off anywhere."""

from __future__ import annotations

import gzip
import io
import random
import sys
from pathlib import Path

import brotli  # comes with FastWARC
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from framing.article import DateBounds, Evidence
from framing.intake.collection import collection
from framing.intake.decoding import Unreadable
from framing.intake.documents import BadInput, Document, Problem, article, documents

WORDS = "The council of Port Lumen said “no” to the café on the pier, and it gave its reasons on Monday. " * 3
PAGE = f"<html><body><article><p>{WORDS}</p></article></body></html>"
HTML = ("Content-Type", "text/html; charset=utf-8")
DATE = {"WARC-Date": "2031-03-04T23:06:07Z"}


class Archive:
    """A WARC file in the making."""

    def __init__(self, *, packed: bool = True) -> None:
        self.file = io.BytesIO()
        self._writer = WARCWriter(self.file, gzip=packed)

    def http(self, name: str, body: bytes | str, *headers: tuple[str, str], status: str = "200 OK") -> Archive:
        data = body.encode() if isinstance(body, str) else body
        return self.record("response", name, data, http_headers=StatusAndHeaders(status, list(headers), "HTTP/1.1"))

    def record(self, kind: str, name: str, body: bytes, **more: object) -> Archive:
        uri = name if ":" in name else f"http://lumen.example/{name}"
        record = self._writer.create_warc_record(
            uri, kind, payload=io.BytesIO(body), warc_headers_dict=dict(DATE), **more
        )
        self._writer.write_record(record)
        return self

    def info(self) -> Archive:
        self._writer.write_record(self._writer.create_warcinfo_record("a.warc", {"software": "none"}))
        return self

    def revisit(self, name: str) -> Archive:
        record = self._writer.create_revisit_record(f"http://lumen.example/{name}", "sha1:A", "http://x/", "2031-01-01")
        self._writer.write_record(record)
        return self

    @property
    def data(self) -> bytes:
        return self.file.getvalue()


def found(folder: Path, data: bytes, name: str = "a.warc.gz") -> tuple[list[Document], list[Problem]]:
    (folder / name).write_bytes(data)
    items = list(documents([str(folder / name)]))
    return [one for one in items if isinstance(one, Document)], [one for one in items if isinstance(one, Problem)]


def test_a_page_with_its_address_host_and_day_of_capture(tmp_path: Path) -> None:
    ((document,), problems) = found(tmp_path, Archive().info().http("a?b=1", PAGE, HTML).data)
    assert (document.id, document.kind, document.place) == ("http://lumen.example/a?b=1", "page", "a.warc.gz, record 2")
    assert document.columns == (("host", "lumen.example"),)
    assert problems == []
    read = article(document)
    day = Evidence("metadata", "2031-03-04", "a.warc.gz, record 2: WARC-Date, the day of capture")
    assert (read.date, read.date_bounds) == (None, DateBounds(None, "2031-03-04", (day,)))
    assert (read.text, read.url) == (WORDS.strip(), "http://lumen.example/a?b=1")


def test_a_day_that_the_page_states_counts_before_the_day_of_capture(tmp_path: Path) -> None:
    head = '<head><meta property="article:published_time" content="2031-03-01"></head>'
    ((document,), _) = found(tmp_path, Archive().http("a", PAGE.replace("<body>", f"{head}<body>"), HTML).data)
    assert article(document).date_bounds[:2] == ("2031-03-01", "2031-03-01")


def test_other_records_are_passed_over_and_counted(tmp_path: Path) -> None:
    archive = Archive().info().http("a", PAGE, HTML)
    archive.http("b", b"\x89PNG" + bytes(200_000), ("Content-Type", "image/png"))
    archive.http("c", PAGE, HTML, status="404 Not Found").http("d", PAGE).http("e", b"", HTML)
    archive.record("request", "a", b"GET / HTTP/1.1\r\n\r\n").record("metadata", "a", b"x: y")
    archive.record("response", "dns:lumen.example", b"1.2.3.4", warc_content_type="text/dns").revisit("a")
    archive.record("resource", "f", PAGE.encode(), warc_content_type="text/html")
    archive.record("conversion", "g", WORDS.encode(), warc_content_type="text/plain")
    some, problems = found(tmp_path, archive.data)
    assert [(one.id.rpartition("/")[2], one.kind, one.place) for one in some] == [
        ("a", "page", "a.warc.gz, record 2"),
        ("f", "page", "a.warc.gz, record 11"),
        ("g", "plain", "a.warc.gz, record 12"),
    ]
    assert problems == [Problem("a.warc.gz", "passed over: 6 records that hold no page with status 200")]
    assert [article(one).text.strip() for one in some] == [WORDS.strip()] * 3


CHUNKED = ("Transfer-Encoding", "chunked")


def chunks(data: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (data[:50], data[50:])) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE.encode()), [("Content-Encoding", "gzip")]),
        (brotli.compress(PAGE.encode()), [("Content-Encoding", "br")]),
        (chunks(PAGE.encode()), [CHUNKED]),
        (chunks(gzip.compress(PAGE.encode())), [CHUNKED, ("Content-Encoding", "gzip")]),
        (PAGE.encode(), [CHUNKED, ("Content-Encoding", "gzip")]),  # what the crawler has undone already
        (gzip.compress(PAGE.encode()), [CHUNKED, ("Content-Encoding", "gzip")]),
        (chunks(PAGE.encode()), [CHUNKED, ("Content-Encoding", "gzip")]),
    ],
)
def test_encodings_are_undone_where_they_are_there(tmp_path: Path, body: bytes, headers: list[tuple[str, str]]) -> None:
    data = Archive().http("a", body, HTML, *headers).http("b", PAGE, HTML).data
    some, problems = found(tmp_path, data)
    assert [(one.data, article(one).text) for one in some] == [(PAGE.encode(), WORDS.strip())] * 2
    assert problems == []


def test_the_charset_of_the_header_wins_over_the_meta_tag(tmp_path: Path) -> None:
    page = PAGE.replace("<body>", '<head><meta charset="utf-8"></head><body>').replace("café", "кафе")
    data = page.replace("“no”", "«no»").encode("cp1251")
    archive = Archive().http("a", data, ("Content-Type", 'text/html;charset="windows-1251"'))
    ((document,), _) = found(tmp_path, archive.data)
    assert "«no» to the кафе" in article(document).text
    assert dict(document.known)["charset"].why == "a.warc.gz, record 1: Content-Type"
    ((document,), _) = found(tmp_path, Archive().http("a", PAGE, ("Content-Type", "text/html; charset=klingon")).data)
    assert article(document).text == WORDS.strip()


def test_files_may_be_unpacked_or_of_text_alone(tmp_path: Path) -> None:
    plain = Archive(packed=False).http("a", PAGE, HTML).data
    assert found(tmp_path, plain, "a.warc")[0][0].id == "http://lumen.example/a"
    text = Archive().record("conversion", "a", WORDS.encode(), warc_content_type="text/plain").data
    assert article(found(tmp_path, text, "a.warc.wet.gz")[0][0]).text == WORDS


def test_addresses_that_are_none(tmp_path: Path) -> None:
    archive = Archive().http("http://[bad/", PAGE, HTML).http("<http://lumen.example/a>", PAGE, HTML)
    first, second = found(tmp_path, archive.data)[0]
    assert (first.id, first.columns) == ("http://[bad/", ())
    assert (second.id, second.columns) == ("http://lumen.example/a", (("host", "lumen.example"),))


def test_a_bomb_and_a_page_that_is_too_long_are_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.intake.warc.LONGEST", 1_000_000)
    archive = Archive().http("a", gzip.compress(bytes(50_000_000)), HTML, ("Content-Encoding", "gzip"))
    some, problems = found(tmp_path, archive.http("b", b"x" * 1_000_001, HTML).http("c", PAGE, HTML).data)
    assert [one.id[-1] for one in some] == ["c"]
    assert [one.path for one in problems] == ["a.warc.gz, record 1", "a.warc.gz, record 2"]
    assert {one.message for one in problems} == {"larger than 1 MB: no article is that long"}


# --- files that break off -----------------------------------------------------------------------------------------


def several(*, packed: bool) -> bytes:
    archive = Archive(packed=packed).info()
    for number in range(9):
        archive.http(f"{number}", PAGE.replace("pier", f"pier {number}"), HTML)
    return archive.data


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_what_stands_before_a_damage_is_given(tmp_path: Path, name: str) -> None:
    data = several(packed=name.endswith("gz"))
    assert len(found(tmp_path, data, name)[0]) == 9
    some, problems = found(tmp_path, data[: len(data) // 2], name)
    assert [one.id[-1] for one in some] == ["0", "1", "2", "3"]
    assert problems == [Problem(name, "damaged or cut off after record 5: fetch it anew")]
    with pytest.raises(BadInput, match="this is no WARC file, or one that is damaged at its beginning: fetch it anew"):
        found(tmp_path, data[:60], name)


def test_a_page_that_is_cut_off_is_not_given(tmp_path: Path) -> None:
    data = several(packed=False)
    some, problems = found(tmp_path, data[: data.index(b"pier 5") + 10], "a.warc")
    assert [one.id[-1] for one in some] == ["0", "1", "2", "3", "4"]
    assert problems == [Problem("a.warc", "damaged or cut off after record 6: fetch it anew")]


def test_every_place_to_cut_a_packed_file_is_noticed(tmp_path: Path) -> None:
    data = several(packed=True)
    ends = {at for at in range(len(data) + 1) if data[at : at + 3] == b"\x1f\x8b\x08"} | {len(data)}
    for cut in range(200, len(data), 7):
        try:
            some, problems = found(tmp_path, data[:cut])
        except BadInput:
            continue
        assert bool(problems) == (cut not in ends), cut
        assert [one.id[-1] for one in some] == [str(number) for number in range(len(some))]


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_damaged_files_end_in_a_message(tmp_path: Path, name: str) -> None:
    data = several(packed=name.endswith("gz"))
    chance = random.Random(7)
    for _ in range(150):
        broken = bytearray(data)
        for _ in range(chance.choice((1, 1, 5))):
            place = chance.randrange(len(broken))
            broken[place : place + chance.choice((1, 1, 40))] = chance.randbytes(chance.choice((0, 1, 20)))
        try:
            some, problems = found(tmp_path, bytes(broken), name)
        except BadInput:
            continue
        assert len(some) <= 9
        assert len(some) == 9 or problems
        for one in some:
            one.id.encode("utf-8")


def test_a_file_of_something_else(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"a\.warc\.gz: its name ends in \.gz, but it is no gzip file"):
        found(tmp_path, PAGE.encode())
    with pytest.raises(BadInput, match=r"a\.warc: this is no WARC file"):
        found(tmp_path, PAGE.encode(), "a.warc")
    with pytest.raises(BadInput, match=r"no article found \(a\.warc\.gz: passed over: 1 records"):
        found(tmp_path, Archive().http("a", b"\x89PNG", ("Content-Type", "image/png")).data)


def test_without_its_package_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    with pytest.raises(BadInput) as error:
        found(tmp_path, several(packed=True))
    remedy = "reading it needs FastWARC, which is not installed: pip install 'framing[corpus]'"
    assert str(error.value) == f"{tmp_path / 'a.warc.gz'}: {remedy}"
    (tmp_path / "b.txt").write_text(WORDS, "utf-8")
    assert collection([str(tmp_path)]).problems == (Problem("a.warc.gz", remedy),)


def test_what_is_held_at_once_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive()
    for number in range(3):
        archive.http(f"{number}", f"{PAGE}<!--{'x' * 5000}-->", HTML)
    (tmp_path / "a.warc.gz").write_bytes(archive.data)
    monkeypatch.setattr("framing.intake.collection.MOST_BYTES", 8000)
    read = collection([str(tmp_path)])
    assert [one.id[-1] for one in read.articles] == ["0"]
    assert [one.message for one in read.problems] == ["larger than 0 MB when unpacked, the rest is not read: split it"]
    monkeypatch.setattr("framing.intake.collection.MOST_BYTES", 500)
    with pytest.raises(BadInput, match="larger than 0 MB: split it"):
        collection([str(tmp_path)])
    assert len(found(tmp_path, archive.data)[0]) == 3


def test_a_page_without_an_article_is_unreadable(tmp_path: Path) -> None:
    ((document,), _) = found(tmp_path, Archive().http("a", "<html><nav>Home</nav></html>", HTML).data)
    with pytest.raises(Unreadable, match="no article text found in this page"):
        article(document)
