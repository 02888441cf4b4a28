"""Archives that are damaged or cut off: what stands before the damage is read, and one line says where it broke off."""

from __future__ import annotations

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from framing.cli import main
from tests.corpus.conftest import rows

PAGE = (
    "<html><head><title>Bridge {n}</title><meta property='og:site_name' content='Harbour Post'></head><body><article>"
    "<p>The council of Dunmere voted on Tuesday to close the old bridge for {n} weeks, the mayor said.</p>"
    "<p>“We were promised a ferry,” said Anna Kessler, who lives on the far bank of the river and works in town.</p>"
    "</article></body></html>"
)


def warc(path: Path, pages: int) -> Path:
    """A web archive by warcio, packed record by record."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for n in range(pages):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            body = io.BytesIO(PAGE.format(n=n + 2).encode())
            date = {"WARC-Date": "2021-05-04T10:00:00Z"}
            address = f"https://post.example/{n}.html"
            record = writer.create_warc_record(address, "response", body, http_headers=headers, warc_headers_dict=date)
            writer.write_record(record)
    return path


def test_a_web_archive_becomes_tables(tmp_path: Path) -> None:
    file = warc(tmp_path / "crawl.warc.gz", 3)
    assert main(["corpus", "annotate", str(file), "-o", str(tmp_path / "corpus"), "--workers", "1"]) == 0
    found = rows(tmp_path / "corpus")
    articles = sorted(found["articles"])
    assert [row[1] for row in articles] == [f"https://post.example/{n}.html" for n in range(3)]
    assert {(row[4], str(row[7]), str(row[8]), row[19]["host"]) for row in articles} == {
        ("Harbour Post", "None", "2021-05-04", "post.example")
    }
    assert found["errors"] == []
    assert {row[6] for row in found["attributions"]} >= {"Anna Kessler"}


@pytest.mark.parametrize("kind", ["warc", "parquet", "gz"])
def test_what_stands_before_the_damage_is_read(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = tmp_path / "in" / "b-good.jsonl"
    good.parent.mkdir()
    good.write_text('{"id": "good", "text": "The bridge will reopen in June, the mayor said."}\n')
    if kind == "warc":
        bad = warc(tmp_path / "in" / "a-bad.warc.gz", 5)
        bad.write_bytes(bad.read_bytes()[:-300])
    elif kind == "parquet":
        bad = tmp_path / "in" / "a-bad.parquet"
        pq.write_table(pa.table({"text": ["It rained on the bridge."] * 3}), bad)
        bad.write_bytes(bad.read_bytes()[:-20])
    else:
        import gzip

        bad = tmp_path / "in" / "a-bad.jsonl.gz"
        lines = "".join(f'{{"text": "It rained {n} times on the bridge, the mayor said."}}\n' for n in range(2000))
        bad.write_bytes(gzip.compress(lines.encode())[:-200])
    folder = tmp_path / "corpus"
    assert main(["corpus", "annotate", str(good.parent), "-o", str(folder), "--workers", "1"]) == 0
    assert "1 could not be read: see the table of errors" in capsys.readouterr().out
    found = rows(folder)
    (error,) = found["errors"]
    assert error[2] == bad.name
    assert len(error[3]) < 200
    assert "good" in {row[1] for row in found["articles"]}
    before = {"warc": 4, "parquet": 0}.get(kind)
    assert len(found["articles"]) - 1 == before if before is not None else len(found["articles"]) > 1000


def test_what_was_named_and_is_not_there_makes_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "annotate", str(tmp_path / "no.jsonl"), "-o", str(tmp_path / "corpus")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"framing: {tmp_path / 'no.jsonl'}: there is no such file or folder: check the path\n"
    assert list(tmp_path.iterdir()) == []
