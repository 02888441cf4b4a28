"""A file of ninjs becomes one document an item of text, in each version of the standard.

Examples in 1.x and 2.x are valid by the schemas of 1.3 and 2.0; those in 3.x follow the user guide of the standard.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker

from framing.article import Evidence
from framing.intake.collection import collection
from framing.intake.documents import BadInput, Document, Problem, article, documents
from tests.conftest import ROOT

HTML = "<h2>Costs</h2><p>The pier costs <b>3 million</b>.</p><blockquote>“It is for all of us.”</blockquote>"
ONE = {
    "uri": "urn:lumen:1",
    "type": "text",
    "firstcreated": "2031-03-04T10:00:00+01:00",
    "versioncreated": "2031-03-04T18:00:00+01:00",
    "headline": "A pier for Port Lumen",
    "headline_sub": "The council agrees",
    "byline": "By Ann Otter",
    "located": "Port Lumen",
    "infosource": [{"name": "Lumen Agency"}, {"name": "Reed"}],
    "body_text": "The pier costs 3 million.",
    "body_html": HTML,
    "associations": {"picture": {"uri": "urn:lumen:2", "type": "text", "body_text": "No article."}},
}
TWO = {
    "uri": "urn:lumen:1",
    "type": "text",
    "firstcreated": "2031-03-04T10:00:00+01:00",
    "versioncreated": "2031-03-04T18:00:00+01:00",
    "headlines": [{"role": "sub", "value": "The council agrees"}, {"role": "main", "value": "A pier for Port Lumen"}],
    "by": "By Ann Otter",
    "located": "Port Lumen",
    "infosources": [{"name": "Lumen Agency"}, {"name": "Reed"}],
    "bodies": [
        {"contenttype": "text/plain", "value": "The pier costs 3 million."},
        {"contenttype": "text/html", "role": "teaser", "value": "<p>A pier.</p>"},
        {"contenttype": "text/html", "role": "main", "value": HTML},
    ],
    "associations": [{"name": "picture", "uri": "urn:lumen:2", "type": "text", "bodies": [{"value": "No article."}]}],
}
THREE = {
    "uri": "urn:lumen:1",
    "standard": {"name": "ninjs", "version": "3.0"},
    "type": "text",
    "firstCreated": "2031-03-04T10:00:00+01:00",
    "versionCreated": "2031-03-04T18:00:00+01:00",
    "headlines": [{"value": "A pier for Port Lumen"}],
    "by": "By Ann Otter",
    "located": "Port Lumen",
    "infoSources": [{"name": "Lumen Agency"}, {"name": "Reed"}],
    "bodies": [{"contentType": "text/html", "value": HTML}],
}


def found(folder: Path, items: Any) -> tuple[list[Document], list[Problem]]:
    (folder / "a.json").write_bytes(items if isinstance(items, bytes) else json.dumps(items).encode())
    some = list(documents([str(folder / "a.json")]))
    return [one for one in some if isinstance(one, Document)], [one for one in some if isinstance(one, Problem)]


def item(**more: Any) -> dict[str, Any]:
    return {"uri": "urn:lumen:9", "type": "text", "body_text": "The pier is closed."} | more


@pytest.mark.parametrize(("version", "example"), [("1.3", ONE), ("2.0", TWO)])
def test_the_examples_are_what_the_standard_asks_for(version: str, example: dict[str, Any]) -> None:
    schema = json.loads((ROOT / "tests" / "schemas" / f"ninjs-{version}.json").read_bytes())
    validator = Draft4Validator(schema, format_checker=FormatChecker())
    assert list(validator.iter_errors(example)) == []
    assert list(validator.iter_errors(example | {"versioncreated": 7}))


@pytest.mark.parametrize("example", [ONE, TWO, THREE])
def test_an_item_in_each_version(tmp_path: Path, example: dict[str, Any]) -> None:
    ((document,), problems) = found(tmp_path, example)
    assert problems == []
    assert (document.id, document.kind, document.place) == ("urn:lumen:1", "fragment", "a.json")
    read = article(document)
    assert [(block.kind, block.span.of(read.text)) for block in read.blocks] == [
        ("headline", "Costs"),
        ("paragraph", "The pier costs 3 million."),
        ("blockquote", "“It is for all of us.”"),
    ]
    assert (read.title, read.date, read.url, read.outlet) == ("A pier for Port Lumen", "2031-03-04", None, None)
    assert read.columns == (
        ("byline", "By Ann Otter"),
        ("located", "Port Lumen"),
        ("infosources", "Lumen Agency; Reed"),
    )
    assert read.date_bounds.evidence == (Evidence("metadata", "2031-03-04", 'a.json: the key "versioncreated"'),)


def test_a_list_of_items(tmp_path: Path) -> None:
    some, problems = found(tmp_path, [item(), item(uri="urn:lumen:8", type="picture"), {"a": 1}, item(body_text=" ")])
    assert [(one.id, one.place) for one in some] == [("urn:lumen:9", "a.json, item 1")]
    assert problems == [
        Problem("a.json, item 3", "this is no ninjs item"),
        Problem("a.json, item 4", "the item has no body of text"),
        Problem("a.json", "passed over: 1 of 4 items, which are no text"),
    ]


# --- bodies and titles --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bodies", "kind", "text"),
    [
        ({"body_text": "Fish &amp; <b>\n\nThe end."}, "text", "Fish &amp; <b>\n\nThe end."),
        ({"body_xhtml": "<p>Shut.</p>", "body_text": "Shut, it says."}, "fragment", "Shut."),
        ({"body_nitf": "<block><p>Shut.</p><p>So.</p></block>"}, "fragment", "Shut.\nSo."),
        ({"bodies": [{"value": "Shut &amp; so."}]}, "text", "Shut & so."),
        ({"bodies": [{"value": "<p>Shut.</p>"}]}, "fragment", "Shut."),
        ({"bodies": [{"contenttype": "text/plain", "value": "a < b"}]}, "text", "a < b"),
        ({"bodies": [{"value": 7}, None, {"contenttype": 3, "value": "Shut."}]}, "text", "Shut."),
        ({"body_text": "a \ud800 b"}, "text", "a \ufffd b"),
    ],
)
def test_html_is_taken_before_plain_text(tmp_path: Path, bodies: dict[str, Any], kind: str, text: str) -> None:
    ((document,), _) = found(tmp_path, {"uri": "urn:lumen:9"} | bodies)
    assert (document.kind, article(document).text) == (kind, text)


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        ({"headlines": [{"role": "sub", "value": "B"}]}, "B"),
        ({"headlines": [{"role": "main", "contenttype": "text/html", "value": "A &amp; <i>B</i>"}]}, "A & B"),
        ({"headlines": [{"role": "main", "value": "A & <i>B"}]}, "A & <i>B"),
        ({"headline": " ", "title": "A\n pier"}, "A pier"),
        ({"headline": ["A"], "headlines": "A"}, None),
    ],
)
def test_the_title_is_the_main_headline(tmp_path: Path, titles: dict[str, Any], title: str | None) -> None:
    ((document,), _) = found(tmp_path, item(**titles))
    assert article(document).title == title


# --- days ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "bounds"),
    [
        ({"versioncreated": "2031-03-04T23:00:00-05:00"}, ("2031-03-04", "2031-03-04", "2031-03-04")),
        ({"firstcreated": "2031-03-04T01:00:00Z"}, ("2031-03-04", "2031-03-04", "2031-03-04")),
        ({"firstcreated": "2031-03-01", "versioncreated": "2031-03-04"}, (None, "2031-03-01", "2031-03-04")),
        (
            {"contentCreated": "1933-04-03", "firstCreated": "2031-03-04", "versionCreated": "2031-03-04"},
            (None, "1933-04-03", "2031-03-04"),
        ),
        ({"versioncreated": "soon", "embargoed": "2031-03-09"}, (None, None, None)),
        ({"versioncreated": 7, "firstcreated": None}, (None, None, None)),
    ],
)
def test_the_day_is_that_on_which_all_was_made_else_bounds(
    tmp_path: Path, days: dict[str, Any], bounds: tuple[str | None, ...]
) -> None:
    ((document,), _) = found(tmp_path, item(**days))
    read = article(document)
    assert (read.date, *read.date_bounds[:2]) == bounds
    assert all(one.why.startswith('a.json: the key "') for one in read.date_bounds.evidence)


# --- what is said of an item --------------------------------------------------------------------------------------


def test_a_partial_item_has_a_note(tmp_path: Path) -> None:
    for said in ("partial", "incomplete"):
        ((document,), _) = found(tmp_path, item(representationtype=said))
        assert [note.message for note in article(document).notes] == [
            "the item says that it is partial: the article itself may be longer"
        ]
    assert article(found(tmp_path, item(representationType="full"))[0][0]).notes == ()


def test_an_item_that_was_withdrawn_is_passed_over(tmp_path: Path) -> None:
    some, problems = found(tmp_path, [item(), item(pubstatus="canceled"), item(pubStatus="usable")])
    assert len(some) == 2
    assert problems == [Problem("a.json, item 2", "passed over: the agency has marked it as canceled")]


# --- other JSON ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"name": "x", "version": "1"}, 'no ninjs item, with a "uri" and "bodies": write other JSON as .jsonl'),
        ([], "no ninjs item"),
        ("text", "no ninjs item"),
        ({"uri": "http://lumen.example/", "name": "x"}, "no ninjs item"),
        (b"{bad", "this is no JSON (Expecting property name enclosed in double quotes)"),
        (b"[" * 100_000, "this is no JSON (nested too deeply)"),
        (b"a\0", "this is no JSON (this is binary data"),
        (b'{"uri": "u", "body_text": "The pi', "damaged or cut off: it is no JSON (Unterminated string starting at)"),
        (b'{"uri": "u", "body_text": "x", "n": ' + b"9" * 5000 + b"}", "damaged or cut off: it is no JSON (a number"),
        (item(type="picture"), "no article found (a.json: passed over: 1 of 1 items, which are no text)"),
        (item(body_text=""), "no article found (a.json: the item has no body of text)"),
    ],
)
def test_a_file_without_items_is_told_in_one_line(tmp_path: Path, data: Any, reason: str) -> None:
    with pytest.raises(BadInput) as error:
        found(tmp_path, data)
    assert str(error.value).startswith(f"{tmp_path / 'a.json'}: {reason}")
    assert "\n" not in str(error.value)


def test_other_json_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The pier is closed.", "utf-8")
    (tmp_path / "b.json").write_text(json.dumps(item()), "utf-8")
    (tmp_path / "package.json").write_text('{"name": "x"}', "utf-8")
    (tmp_path / "report.json").write_text('{"schema":"framing.comparison/1","articles":[]}', "utf-8")
    read = collection([str(tmp_path)])
    assert [one.id for one in read.articles] == ["a.txt", "urn:lumen:9"]
    assert [one.path for one in read.problems] == ["package.json"]
    assert read.problems[0].message.startswith("passed over: no ninjs item")
