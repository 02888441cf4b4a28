"""A manifest's values come with the line that says them; a slip in it is one line with its place and remedy."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from framing.article import DateBounds, Evidence
from framing.intake.collection import BadInput, collection
from framing.intake.decoding import Unreadable
from framing.intake.manifest import Entry, entries, stub

TEXT = "Council agrees on a pier\n\nThe council agreed on Monday.\n\nThe end came later.\n"
A = '[[article]]\nfile = "a.txt"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "report.txt", "sub/c.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    return tmp_path


def read(folder: Path, manifest: str) -> dict[str, Entry]:
    path = folder / "manifest.toml"
    path.write_text(manifest, "utf-8")
    return entries(path)


def test_values_become_evidence_that_names_the_line(folder: Path) -> None:
    manifest = '# what is known\n\n[[article]]\nfile = "a.txt"\noutlet = "Lumen Post"\ndate = 2031-03-04\n'
    manifest += f'\n{A}outlet = "Reed"'.replace("a.txt", "sub/c.txt")
    found = read(folder, manifest)
    assert list(found) == ["a.txt", "sub/c.txt"]
    assert found["a.txt"].evidence("outlet") == Evidence("manifest", "Lumen Post", "manifest.toml, line 3")
    assert found["a.txt"].evidence("date") == Evidence("manifest", "2031-03-04", "manifest.toml, line 3")
    assert found["a.txt"].evidence("title") is None
    assert found["sub/c.txt"].evidence("outlet") == Evidence("manifest", "Reed", "manifest.toml, line 8")


def test_a_reason_stands_with_its_line(folder: Path) -> None:
    found = read(folder, f'{A}outlet = "Lumen Post"\nwhy = "the masthead"')
    assert found["a.txt"].evidence("outlet") == Evidence(
        "manifest", "Lumen Post", "manifest.toml, line 1: the masthead"
    )
    assert found["a.txt"].columns == ()


@pytest.mark.parametrize("manifest", ["", f'{A}outlet = ""\ntitle = "  "\ndate = ""\nurl = ""\n', A])
def test_an_empty_string_means_unknown(folder: Path, manifest: str) -> None:
    for entry in read(folder, manifest).values():
        assert entry.values == ()


def test_other_keys_are_free_columns(folder: Path) -> None:
    found = read(folder, f'{A}country = "NL"\nwords = 350\nchecked = true\nshare = 0.5\nseen = 2031-03-04\n')
    assert found["a.txt"].columns == (
        ("country", "NL"),
        ("words", "350"),
        ("checked", "true"),
        ("share", "0.5"),
        ("seen", "2031-03-04"),
    )


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        (f'{A}outlt = "X"', 'line 1: the key "outlt" is not known: did you mean "outlet"?'),
        (f'\n{A}Outlet = "X"', 'line 2: the key "Outlet" is not known: did you mean "outlet"?'),
        (f'{A}dates = "2031-03-04"', 'line 1: the key "dates" is not known: did you mean "date"?'),
        (f'{A}date = "4.3.2031"', 'line 1: the date "4.3.2031" is not of the form YYYY-MM-DD'),
        (f'{A}date = "2031-02-30"', 'line 1: the date "2031-02-30" is not of the form YYYY-MM-DD'),
        (f"{A}date = 10:00:00", 'line 1: the date "10:00:00" is not of the form YYYY-MM-DD'),
        (f"{A}{A}", 'line 3: the file "a.txt" stands in the manifest twice: keep one'),
        (f"{A}{A}".replace("a.txt", "./a.txt", 1), 'line 3: the file "a.txt" stands in the manifest twice: keep one'),
        (A.replace("a.txt", "reprot.txt"), 'line 1: there is no file "reprot.txt" here: did you mean "report.txt"?'),
        (A.replace("a.txt", "sub/d.txt"), 'line 1: there is no file "sub/d.txt" here: did you mean "sub/c.txt"?'),
        (A.replace("a.txt", "zzz"), 'line 1: there is no file "zzz" here: correct the name or take the table out'),
        (A.replace("a.txt", "sub"), 'line 1: there is no file "sub" here: correct the name or take the table out'),
        (
            A.replace("a.txt", "../a.txt"),
            'line 1: the file "../a.txt" lies outside the manifest\'s folder: name one in it',
        ),
        (
            A.replace("a.txt", "sub/../../a.txt"),
            'line 1: the file "sub/../../a.txt" lies outside the manifest\'s folder',
        ),
        (A.replace("a.txt", "/etc/hosts"), 'line 1: the file "/etc/hosts" lies outside the manifest\'s folder'),
        (f"{A}outlet = Lumen", "Invalid value (at line 3, column 10): mend the TOML there"),
        (f'{A}outlet = "X"\noutlet = "Y"\n', "Cannot overwrite a value (at line 4, column 13): mend the TOML there"),
        (A.replace("[[article]]", "[article]"), "write [[article]] with two brackets, one table a file"),
        ("article = [1]", "write [[article]] with two brackets, one table a file"),
        (A.replace("article", "articles"), 'the key "articles" is not known here: an article is a table [[article]]'),
        ('outlet = "X"', 'the key "outlet" is not known here: an article is a table [[article]]'),
        ('[[article]]\noutlet = "X"', 'line 1: the table has no file: add file = "NAME"'),
        ("[[article]]\nfile = 3", 'line 1: the table has no file: add file = "NAME"'),
        (f'{A}outlet = ["X"]', 'line 1: "outlet" must be a string, a number or a date'),
        (f"{A}more = {{a = 1}}", 'line 1: "more" must be a string, a number or a date'),
        (A.replace("a.txt", "z\\nz"), 'line 1: there is no file "z z" here: correct the name or take the table out'),
    ],
)
def test_a_slip_is_one_line_with_place_and_remedy(folder: Path, manifest: str, reason: str) -> None:
    with pytest.raises(Unreadable) as error:
        read(folder, manifest)
    assert str(error.value).startswith(reason)
    with pytest.raises(BadInput) as bad:
        collection([str(folder)])
    assert str(bad.value) == f"{folder / 'manifest.toml'}: {error.value}"


def test_a_name_may_begin_with_a_dot_and_a_slash(folder: Path) -> None:
    assert list(read(folder, A.replace("a.txt", "./a.txt"))) == ["a.txt"]


def test_a_manifest_that_is_no_text(folder: Path) -> None:
    (folder / "manifest.toml").write_bytes(b"%PDF-1.7")
    with pytest.raises(BadInput, match=r"manifest\.toml: this is a PDF file"):
        collection([str(folder)])


def test_law_5_take_the_evidence_away_and_the_value_goes(folder: Path) -> None:
    known = f'{A}outlet = "Lumen Post"\ntitle = "Pier"\ndate = "2031-03-04"\n'
    known += 'url = "https://lumen.example"\ncountry = "NL"\n'
    read(folder, known)
    article = collection([str(folder)]).articles[0]
    (evidence,) = article.outlet_evidence
    assert (article.outlet, article.title, article.url) == ("Lumen Post", "Pier", "https://lumen.example")
    assert (article.date, article.columns) == ("2031-03-04", (("country", "NL"),))
    assert article.date_bounds == DateBounds(
        "2031-03-04", "2031-03-04", (Evidence("manifest", "2031-03-04", "manifest.toml, line 1"),)
    )
    assert (evidence.kind, evidence.why) == ("manifest", "manifest.toml, line 1")

    for line in known.splitlines()[2:]:
        read(folder, known.replace(line, ""))
        field = line.split(" = ")[0]
        changed = collection([str(folder)]).articles[0]
        if field == "title":
            assert changed.title == "Council agrees on a pier"
        elif field == "country":
            assert changed.columns == ()
        else:
            assert getattr(changed, field) is None
    (folder / "manifest.toml").unlink()
    bare = collection([str(folder)]).articles[0]
    assert (bare.outlet, bare.outlet_evidence, bare.date, bare.date_bounds) == (None, (), None, DateBounds())


def test_a_manifest_outweighs_what_the_text_says(folder: Path) -> None:
    (folder / "a.txt").write_text(f"{TEXT}\nFirst published by Reed Daily.\n", "utf-8")
    assert collection([str(folder)]).articles[0].outlet == "Reed Daily"
    read(folder, f'{A}outlet = "Lumen Post"')
    article = collection([str(folder)]).articles[0]
    assert (article.outlet, [evidence.kind for evidence in article.outlet_evidence]) == ("Lumen Post", ["manifest"])


def test_the_stub_is_a_manifest_that_says_nothing_new(folder: Path) -> None:
    (folder / "a.txt").write_text(
        'A "quoted" pier\n\nIt is, per Lumen Post, old.\n\nFirst published by Reed.\n', "utf-8"
    )
    articles = collection([str(folder)]).articles
    written = stub(articles)
    assert [table["file"] for table in tomllib.loads(written)["article"]] == [article.id for article in articles]
    assert '# outlet = ""' in written
    assert "# found: Lumen Post" in written
    assert list(read(folder, written)) == ["a.txt", "report.txt", "sub/c.txt"]
    again = collection([str(folder)]).articles
    assert [(a.title, a.outlet, a.date) for a in again] == [(a.title, a.outlet, a.date) for a in articles]
