"""A feed becomes one document an entry; nothing is fetched, and a note says where an entry is only a summary."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from framing.article import Article, Evidence
from framing.intake.collection import collection
from framing.intake.documents import BadInput, Document, Problem, article, documents

NOTE = "the feed gives this as its description or summary: the article itself may be longer"


def found(folder: Path, feed: str | bytes, name: str = "a.xml") -> tuple[list[Document], list[Problem]]:
    (folder / name).write_bytes(feed if isinstance(feed, bytes) else feed.encode())
    items = list(documents([str(folder / name)]))
    return [one for one in items if isinstance(one, Document)], [one for one in items if isinstance(one, Problem)]


def rss(*items: str, head: str = "") -> str:
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    inside = "".join(f"<item>{item}</item>" for item in items)
    channel = f"<channel><title>Reed Daily</title>{inside}</channel>"
    return f'<?xml version="1.0"?>{head}<rss version="2.0" {spaces}>{channel}</rss>'


def atom(*entries: str) -> str:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Lumen Post</title><id>u:f</id>{inside}</feed>'


def only(folder: Path, feed: str) -> Article:
    ((document,), problems) = found(folder, feed)
    assert problems == []
    return article(document)


# --- the formats --------------------------------------------------------------------------------------------------


def test_an_item_of_rss(tmp_path: Path) -> None:
    item = (
        "<title>A pier &amp;amp; a &lt;b&gt;dam&lt;/b&gt;</title><link>http://reed.example/1</link>"
        '<guid isPermaLink="false">g-1</guid><pubDate>Tue, 04 Mar 2031 23:30:00 -0500</pubDate>'
        "<description>Short.</description>"
        "<content:encoded><![CDATA[<p>The pier is <i>closed</i>.</p><blockquote>“It is old.”</blockquote>]]>"
        "</content:encoded>"
    )
    ((document,), _) = found(tmp_path, rss(item))
    assert (document.id, document.kind, document.place) == ("g-1", "fragment", "a.xml, entry 1")
    read = article(document)
    assert read.text == "The pier is closed.\n“It is old.”"
    assert [block.kind for block in read.blocks] == ["paragraph", "blockquote"]
    assert (read.title, read.url, read.notes) == ("A pier & a dam", "http://reed.example/1", ())
    assert read.outlet_evidence == (Evidence("metadata", "Reed Daily", "a.xml, entry 1: the feed's own title"),)
    assert read.date_bounds.evidence == (Evidence("metadata", "2031-03-04", "a.xml, entry 1: the entry's pubDate"),)


def test_an_entry_of_atom(tmp_path: Path) -> None:
    entry = (
        '<id>u:1</id><title type="html">A &lt;b&gt;pier&lt;/b&gt;</title><link href="http://lumen.example/1"/>'
        "<published>2031-03-04T23:30:00-05:00</published><updated>2031-03-09T00:00:00Z</updated>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The pier is <b>closed</b>.</p></div>'
        "</content>"
        "<summary>Short.</summary>"
    )
    ((document,), _) = found(tmp_path, atom(entry), "a.atom")
    read = article(document)
    assert (read.id, read.text, read.title, read.outlet) == ("u:1", "The pier is closed.", "A pier", "Lumen Post")
    assert (read.date, read.url, read.notes) == ("2031-03-04", "http://lumen.example/1", ())
    assert read.date_bounds.evidence[0].why == "a.atom, entry 1: the entry's published"


def test_an_item_of_rdf(tmp_path: Path) -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://r/"><title>Reed Daily</title></channel>'
        '<item rdf:about="http://r/9"><title>The end</title><link>http://r/9</link><description>It came.</description>'
        "<dc:date>2031-05-06T07:08:09+02:00</dc:date></item></rdf:RDF>"
    )
    read = only(tmp_path, feed)
    assert (read.id, read.text, read.title, read.outlet) == ("http://r/9", "It came.", "The end", "Reed Daily")
    assert (read.date, read.date_bounds.evidence[0].why) == ("2031-05-06", "a.xml, entry 1: the entry's dc:date")


def test_old_rss_without_ids(tmp_path: Path) -> None:
    feed = (
        '<rss version="0.91"><channel><title>Reed Daily</title><item><title>One</title><link>http://r/1</link>'
        "<description>It is shut.</description></item><item><description>It is open.</description></item>"
        "</channel></rss>"
    )
    some, _ = found(tmp_path, feed, "a.rss")
    assert [(one.id, article(one).text) for one in some] == [("http://r/1", "It is shut."), ("2", "It is open.")]
    (tmp_path / "b.txt").write_text("The end.", "utf-8")
    assert [one.id for one in documents([str(tmp_path)]) if isinstance(one, Document)] == [
        "http://r/1",
        "a.rss#2",
        "b.txt",
    ]


# --- what an entry says -------------------------------------------------------------------------------------------


def test_a_summary_is_read_with_a_note(tmp_path: Path) -> None:
    read = only(tmp_path, rss("<description>Fish &amp;amp; chips.\n\nThe end came later.</description>"))
    assert read.text == "Fish & chips.\n\nThe end came later."
    assert [note.message for note in read.notes] == [NOTE]
    read = only(tmp_path, atom('<id>u:1</id><summary type="text">5 &lt; 6 &amp;amp; so on</summary>'))
    assert (read.text, [note.message for note in read.notes]) == ("5 < 6 &amp; so on", [NOTE])


def test_short_entries_are_read_whole(tmp_path: Path) -> None:
    assert only(tmp_path, rss("<description>&lt;p&gt;Shut.&lt;/p&gt;</description>")).text == "Shut."


def test_the_source_of_an_item_is_its_outlet(tmp_path: Path) -> None:
    read = only(tmp_path, rss('<description>Shut.</description><source url="http://l/">Lumen Post</source>'))
    assert read.outlet_evidence == (
        Evidence("metadata", "Lumen Post", "a.xml, entry 1: the title of the entry's source"),
    )


@pytest.mark.parametrize(
    ("date", "bounds"),
    [
        ("<pubDate>Tue, 4 Mar 2031 01:00:00 GMT</pubDate>", ("2031-03-04", "2031-03-04")),
        ("<pubDate>2031-03-04</pubDate>", ("2031-03-04", "2031-03-04")),
        ("<dc:date>2031-03-04T01:00:00Z</dc:date>", ("2031-03-04", "2031-03-04")),
        ("<pubDate>soon</pubDate>", (None, None)),
        ("", (None, None)),
    ],
)
def test_the_day_of_publication(tmp_path: Path, date: str, bounds: tuple[Any, Any]) -> None:
    assert only(tmp_path, rss(f"<description>Shut.</description>{date}")).date_bounds[:2] == bounds


def test_a_day_of_updating_is_no_day_of_publication_but_a_bound(tmp_path: Path) -> None:
    read = only(tmp_path, atom("<id>u:1</id><summary>Shut.</summary><updated>2031-03-09T00:00:00Z</updated>"))
    assert (read.date, read.date_bounds[:2]) == (None, (None, "2031-03-09"))
    assert read.date_bounds.evidence[0].why == "a.xml, entry 1: the entry was updated then"
    assert read.url is None


def test_an_entry_without_text_is_a_problem(tmp_path: Path) -> None:
    some, problems = found(tmp_path, rss("<title>Only</title>", "<description>Shut.</description>"))
    assert [one.id for one in some] == ["2"]
    assert problems == [Problem("a.xml, entry 1", "the entry holds no text")]


def test_encodings(tmp_path: Path) -> None:
    feed = rss("<description>Café, пірс.</description>").replace('"1.0"?>', '"1.0" encoding="{}"?>')
    for encoding in ("utf-8", "utf-16"):
        assert article(found(tmp_path, feed.format(encoding).encode(encoding))[0][0]).text == "Café, пірс."
    latin = feed.format("iso-8859-1").replace("пірс", "Málaga").encode("iso-8859-1")
    assert article(found(tmp_path, latin)[0][0]).text == "Café, Málaga."


# --- what is no feed, or a bad one --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ('<?xml version="1.0"?><!-- <rss> --><urlset><url/></urlset>', "this XML file is no feed (RSS, RDF or Atom)"),
        ("plain text", "this XML file is no feed"),
        (rss(), "the feed has no entries: nothing to read"),
        ("", "the file is empty: nothing to compare"),
        (rss("<title>Only</title>"), "no article found (a.xml, entry 1: the entry holds no text)"),
    ],
)
def test_a_file_without_entries(tmp_path: Path, data: str, reason: str) -> None:
    with pytest.raises(BadInput) as error:
        found(tmp_path, data)
    assert str(error.value).startswith(f"{tmp_path / 'a.xml'}: {reason}")


def test_other_xml_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "pom.xml").write_text("<project/>", "utf-8")
    (tmp_path / "a.txt").write_text("The pier is closed.", "utf-8")
    assert collection([str(tmp_path)]).problems == (
        Problem("pom.xml", "passed over: this XML file is no feed (RSS, RDF or Atom): save the article's text as .txt"),
    )


def test_what_stands_before_the_end_of_a_cut_off_feed_is_given(tmp_path: Path) -> None:
    feed = rss(*(f"<guid>{n}</guid><description>The council met {n} times in May.</description>" for n in range(9)))
    place = feed.index("met 5 times") + 6
    some, problems = found(tmp_path, feed[:place])
    assert [one.id for one in some] == ["0", "1", "2", "3", "4"]
    assert problems == [Problem("a.xml", "damaged or cut off after entry 5: fetch it anew")]


def test_a_slip_in_the_markup_costs_no_entry(tmp_path: Path) -> None:
    some, problems = found(
        tmp_path, rss("<description>Fish & chips.</description><x>", "<description>B.</description>")
    )
    assert [article(one).text for one in some] == ["Fish & chips.", "B."]
    assert [one.path for one in problems] == ["a.xml"]
    assert problems[0].message.startswith("no well-formed XML (")


def test_nothing_is_fetched_and_no_file_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket.socket, "connect", closed)
    monkeypatch.setattr(socket, "getaddrinfo", closed)
    secret = tmp_path / "secret.txt"
    secret.write_text("HOSTILE", "utf-8")
    for head in (
        f'<!DOCTYPE rss [<!ENTITY e SYSTEM "{secret.as_uri()}">]>',
        '<!DOCTYPE rss SYSTEM "http://lumen.example/rss.dtd">',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://lumen.example/p"> %p;]>',
    ):
        item = '<description>Shut. &e; <img src="http://lumen.example/x.png"/></description>'
        feed = rss(item if "ENTITY e" in head else item.replace("&e;", ""), head=head)
        some, _ = found(tmp_path, feed)
        assert article(some[0]).text.startswith("Shut.")
        assert "HOSTILE" not in article(some[0]).text


def test_a_bomb_of_entities_does_not_go_off(tmp_path: Path) -> None:
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    some, _ = found(tmp_path, rss("<description>&i; shut</description>", head=f"<!DOCTYPE rss [{entities}]>"))
    assert all(len(article(one).text) < 1000 for one in some)


def test_a_feed_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.intake.feeds.MOST_BYTES", 100)
    with pytest.raises(BadInput, match="a feed larger than 0 MB: split it"):
        found(tmp_path, rss("<description>Shut.</description>"))


def test_without_its_package_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(BadInput, match="reading it needs feedparser, which is not installed: pip install 'framing'"):
        found(tmp_path, rss("<description>Shut.</description>"))
