"""`framing manifest` starts a manifest; filled in and read back, it says what was filled in."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from framing.cli import main
from framing.intake.collection import collection

DAM = "The dam is declared safe\n\nThe dam above the valley was declared safe on Monday, the council said.\n"
GATE = "The gate stayed shut all night, and nobody in the valley was told of it until noon.\n"
PAGE = """<html><head><meta property="og:site_name" content="Valley Gazette">
<meta property="article:published_time" content="2031-05-14T08:00:00Z"><title>Dam declared safe</title></head>
<body><article>
<h1>Dam declared safe</h1>
<p>The dam above the valley was declared safe on Monday, the council said after a long meeting.</p>
<p>Engineers had looked at the wall for a week and found two cracks, neither of them deep.</p>
</article></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts, one of them in a folder of its own."""
    (tmp_path / "valley").mkdir()
    (tmp_path / "valley" / "dam.txt").write_text(DAM, encoding="utf-8")
    (tmp_path / "gate.txt").write_text(GATE, encoding="utf-8")
    return tmp_path


def test_what_is_not_known_is_commented_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", str(folder)]) == 0
    out = capsys.readouterr().out
    assert tomllib.loads(out) == {
        "article": [
            {"file": "gate.txt"},
            {"file": "valley/dam.txt", "title": "The dam is declared safe"},
        ]
    }
    assert out.count('# outlet = ""') == out.count('# date = ""') == 2
    assert not (folder / "manifest.toml").exists()


def test_a_stub_filled_in_and_read_back_gives_the_values(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = folder / "manifest.toml"
    assert main(["manifest", str(folder), "-o", str(target)]) == 0
    assert capsys.readouterr().out == f"wrote {target.as_posix()}\n"
    text = target.read_text("utf-8")
    text = text.replace('# outlet = ""', 'outlet = "The “Valley” \\"Post\\""', 1)
    text = text.replace('# date = ""', "date = 2031-05-14", 1)
    target.write_text(text.replace('# url = ""', 'why = "I was there"\n"page no." = 3', 1), encoding="utf-8")
    gate, dam = collection([str(folder)]).articles
    assert (gate.id, gate.outlet, gate.date) == ("gate.txt", 'The “Valley” "Post"', "2031-05-14")
    assert gate.columns == (("page no.", "3"),)
    assert [(e.kind, e.why) for e in gate.outlet_evidence] == [("manifest", "manifest.toml, line 4: I was there")]
    assert (dam.id, dam.outlet, dam.title, dam.date) == ("valley/dam.txt", None, "The dam is declared safe", None)


def test_a_second_stub_keeps_what_the_first_manifest_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = folder / "manifest.toml"
    own.write_text(
        '[[article]]\nfile = "gate.txt"\noutlet = "Valley Gazette"\ndate = 2031-05-14\nwhy = "told \\"so\\""\n'
        'country = "Varland"\n"page no." = 3\nnew = true\n',
        encoding="utf-8",
    )
    before = collection([str(folder)]).articles
    assert main(["manifest", str(folder), "-o", str(own), "--force"]) == 0
    after = collection([str(folder)]).articles
    assert [(a.id, a.outlet, a.date, a.title, a.columns) for a in after] == [
        (a.id, a.outlet, a.date, a.title, a.columns) for a in before
    ]
    assert after[0].columns == (("country", "Varland"), ("page no.", "3"), ("new", "true"))
    assert after[0].outlet_evidence[0].why.endswith(': told "so"')
    assert '# outlet = ""' in own.read_text("utf-8")
    capsys.readouterr()
    assert main(["manifest", str(folder)]) == 0
    again = tomllib.loads(capsys.readouterr().out)
    assert again == tomllib.loads(own.read_text("utf-8"))


def test_what_a_page_says_of_itself_is_filled_in_with_its_evidence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "dam.html").write_text(PAGE, encoding="utf-8")
    assert main(["manifest", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    (found,) = tomllib.loads(out)["article"]
    assert (found["outlet"], found["date"]) == ("Valley Gazette", "2031-05-14")
    assert "# found: Valley Gazette (the page's meta tag og:site_name)" in out.splitlines()


def test_a_file_is_not_replaced_without_force(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = folder / "notes.toml"
    target.write_text("mine", encoding="utf-8")
    assert main(["manifest", str(folder), "-o", str(target)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"framing: {target}: the file exists: name another one, or replace it with --force\n"
    assert target.read_text("utf-8") == "mine"
    assert main(["manifest", str(folder), "-o", str(target), "--force"]) == 0
    assert tomllib.loads(target.read_text("utf-8"))["article"][0] == {"file": "gate.txt"}


def test_json_lines_are_left_out_since_a_manifest_is_for_files(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "lines.jsonl").write_text('{"text": "The gate stayed shut all night long."}\n', encoding="utf-8")
    assert main(["manifest", str(folder), "-o", str(folder / "manifest.toml")]) == 0
    assert "left out 1 from JSON lines" in capsys.readouterr().err
    assert len(collection([str(folder)]).articles) == 3


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere", "there is no such folder: name the folder that holds the articles"),
        ("gate.txt", "there is no such folder: name the folder that holds the articles"),
        ("valley/../empty", "no article found: give .txt, .md, .html or .jsonl files"),
        ("lines", "a manifest is for files, and all articles here are JSON lines: put the fields there"),
    ],
)
def test_a_wrong_folder_gets_one_line_and_status_2(
    folder: Path, name: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty").mkdir()
    (folder / "lines").mkdir()
    (folder / "lines" / "a.jsonl").write_text('{"text": "The gate stayed shut."}\n', encoding="utf-8")
    given = str(folder / name)
    assert main(["manifest", given, "-o", str(folder / "out.toml")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith(f": {message}\n")
    assert err.count("\n") == 1
    assert not (folder / "out.toml").exists()


def test_a_folder_is_no_file_to_write(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", str(folder), "-o", str(folder)]) == 2
    assert "this is a folder: name a file in it" in capsys.readouterr().err
