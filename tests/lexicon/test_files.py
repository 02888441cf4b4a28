"""Broken rule files get one line that names the file, the line, the place and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.lexicon.files import LexiconError, read
from framing.lexicon.rules import marked

GOOD = """\
code = "ZZ01"
name = "sample"
bias = "lexical"
category = "sample"
status = "puffery"
severity = "info"
what = "A sample."
why = "It is one."
instead = "Nothing."
limits = "None."

[[citation]]
source = "A Book"
date = "1999"
supports = "It says so."

[[term]]
match = ["flimflam"]
plain = ["nonsense"]
note = "Funny."
flags = ["Such [[flimflam]] sells."]
passes = ["Such nonsense sells."]
"""


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "zz01.toml").write_text(GOOD, encoding="utf-8")
    (rule,) = read(tmp_path)
    assert (rule.code, rule.axis, rule.terms[0].match) == ("ZZ01", None, ("flimflam",))
    assert rule.terms[0].citations == rule.citations


TERM = "ZZ01: term “flimflam”: "
MIRRORED = """\

[[term]]
match = ["humbug"]
plain = ["fraud"]
note = "Funny."
favours = "south"
axis = "poles"
mirror = "flimflam"
flags = ["Such [[humbug]] sells."]
passes = ["Such fraud sells."]
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('why = "', 'whyy = "', 8, "ZZ01: unknown key “whyy”; did you mean “why”?"),
        ("note =", "notes =", 20, TERM + "unknown key “notes”; did you mean “note”?"),
        ('severity = "info"', 'severity = "warn"', 6, "ZZ01: severity “warn” is unknown; did you mean “warning”?"),
        ('status = "puffery"', 'status = "pufery"', 5, "ZZ01: status “pufery” is unknown; did you mean “puffery”?"),
        ('bias = "lexical"', 'bias = "x"', 3, "ZZ01: bias “x” is unknown; choose lexical or informational"),
        ('limits = "None."\n', "", 1, "ZZ01: “limits” is missing; add it"),
        ('note = "Funny."\n', "", 17, TERM + "“note” is missing; add it"),
        ('plain = ["nonsense"]', "plain = []", 19, TERM + "“plain” is missing or empty; give at least one"),
        ('passes = ["Such nonsense sells."]\n', "", 17, TERM + "“passes” is missing or empty; give at least one"),
        (
            "[[flimflam]]",
            "flimflam",
            21,
            TERM + "nothing is marked in “Such flimflam sells.”; put [[brackets]] round what to find",
        ),
        (
            "Such nonsense",
            "Such [[nonsense]]",
            22,
            TERM + "“Such [[nonsense]] sells.” is to stay silent; take its brackets away or move it to flags",
        ),
        (
            'date = "1999"',
            'date = "last May"',
            14,
            "ZZ01: citation 1: date “last May” is not ISO 8601; write it like 2013 or 2013-04-02",
        ),
        (
            'date = "1999"',
            'date = "1999"\nverified = "2020"',
            15,
            "ZZ01: citation 1: verified “2020” is not a day; write it like 2013-04-02",
        ),
        ('date = "1999"', "date = 1999", 14, "ZZ01: citation 1: “date” must be text; put it in quotation marks"),
        ('code = "ZZ01"', 'code = "zed"', 1, "zed: code is not two capitals and two digits; write it like WL01"),
        (
            'note = "Funny."',
            'note = "Funny."\nfavours = "us"',
            21,
            TERM + "favours and axis belong together; give both or neither",
        ),
        (
            'note = "Funny."',
            'note = "Funny."\nunless = ["humbug"]',
            21,
            TERM + "unless “humbug” holds no form of the term; it can never apply, remove it",
        ),
        (
            'note = "Funny."',
            'note = "Funny."\nunless = ["* flimflam"]',
            21,
            TERM + "“* flimflam”: * stands for words between two words; put it there, or write the word out",
        ),
        (
            'note = "Funny."',
            'note = "Funny."\nneeds = ["name"]',
            21,
            TERM + "needs “name” is unknown; choose name-before or possessive-before or place-after or cue",
        ),
        (
            'note = "Funny."',
            'note = "Funny."\nneeds = ["cue", "name-before"]',
            21,
            TERM + "cue is asked of the whole term; take the other needs away, or make two terms of it",
        ),
        (
            'note = "Funny."',
            'note = "Funny."\nvoices = ["scares"]',
            21,
            TERM + "voices “scares” is unknown; did you mean “scare”?",
        ),
        (
            'note = "Funny."',
            'note = "Funny."\ncapitals = "yes"',
            21,
            TERM + "capitals must be true or false, without quotation marks",
        ),
        (
            'match = ["flimflam"]',
            'match = ["flimflam", "Flimflam"]',
            18,
            TERM + "“Flimflam” stands twice in this file; keep it in one term",
        ),
        (
            'match = ["flimflam"]',
            'match = "flimflam"',
            18,
            'ZZ01: a term without match: “match” must be a list of texts; write it like match = ["…"]',
        ),
        ("[[term]]", "[term]", 1, "ZZ01: term must be a list of tables; begin each with [[term]]"),
        ('name = "sample"', "name = sample", 2, "not TOML: Invalid value; repair that line"),
        ('name = "sample"', 'name = "sample', 2, "not TOML: Illegal character '\\n'; repair that line"),
        (
            'note = "Funny."',
            'note = "Funny."\nmirror = "x"',
            21,
            TERM + "a mirror is for a term that favours a side; add favours or take mirror away",
        ),
    ],
)
def test_a_broken_file_gets_one_line_with_file_line_place_and_remedy(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    assert old in GOOD
    (tmp_path / "zz01.toml").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        read(tmp_path)
    assert str(error.value) == f"{tmp_path}/zz01.toml:{line}: {message}"
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("sides", "line", "message"),
    [
        (
            'favours = "north"\naxis = "poles"\nmirror = "humbags"',
            23,
            TERM + "no term of this file begins with “humbags”; did you mean “humbug”?",
        ),
        (
            'favours = "north"\naxis = "poles"',
            32,
            "ZZ01: term “humbug”: “flimflam” does not name this term back; add mirror to it",
        ),
        (
            'favours = "south"\naxis = "poles"\nmirror = "humbug"',
            23,
            TERM + "“humbug” must favour the other side of the same axis; correct one",
        ),
    ],
)
def test_mirrors_look_at_each_other(tmp_path: Path, sides: str, line: int, message: str) -> None:
    text = GOOD.replace('note = "Funny."', f'note = "Funny."\n{sides}') + MIRRORED
    (tmp_path / "zz01.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        read(tmp_path)
    assert str(error.value) == f"{tmp_path}/zz01.toml:{line}: {message}"


def test_a_citation_is_needed(tmp_path: Path) -> None:
    start, end = GOOD.index("[[citation]]"), GOOD.index("[[term]]")
    (tmp_path / "zz01.toml").write_text(GOOD[:start] + GOOD[end:], encoding="utf-8")
    with pytest.raises(LexiconError, match="no citation; add a"):
        read(tmp_path)


def test_codes_and_terms_are_unique_across_files(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.toml").write_text(GOOD.replace("flimflam", "humbug"), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"b\.toml:1: ZZ01: code already used in a\.toml"):
        read(tmp_path)
    (tmp_path / "b.toml").write_text(GOOD.replace("ZZ01", "ZZ02"), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"b\.toml:1: ZZ02: “flimflam” already stands in a\.toml"):
        read(tmp_path)


def test_an_empty_or_missing_folder_and_a_binary_file_are_errors(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(LexiconError, match="no rule files; name a folder"):
            read(folder)
    (tmp_path / "zz01.toml").write_bytes(b'code = "\xff"')
    with pytest.raises(LexiconError, match=r"zz01\.toml: byte 8 is not UTF-8; save the file as UTF-8"):
        read(tmp_path)


def test_marks_are_taken_out_and_their_ranges_kept() -> None:
    assert marked("A [[b]] and [[cd]].") == ("A b and cd.", ((2, 3), (8, 10)))
    assert marked("none") == ("none", ())
