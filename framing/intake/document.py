"""A Document becomes an Article: bytes that were cut from an input are decoded, laid out and told from their markup.

A Document is cheap to make and holds plain values only, so that the costly part can be done elsewhere, in another
process or on another machine. What can go wrong: the bytes are no article; then :class:`Unreadable` says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from framing.article import Article, DateBounds, Evidence, Note
from framing.intake import fragment, layout, lines, markdown
from framing.intake.decoding import Unreadable, decoded, page_text
from framing.intake.origin import origin

DocumentKind = Literal["plain", "markdown", "page", "record", "text", "fragment"]
EMPTY: Final = "the file is empty: nothing to compare"
Known = tuple[tuple[str, Evidence], ...]


class Document(NamedTuple):
    """One article before it is taken apart.

    ``data`` is the file or page as it stands; of a "record" a JSON object on one line; of a "text" what a container
    holds as text, of a "fragment" the HTML of an article and nothing else, both in UTF-8. ``place`` is for
    people: "a.jsonl, line 3", "folder/b.txt". ``known`` is what a manifest or the container says, with its evidence:
    values for "outlet", "title", "date" and "url"; for "earliest" and "latest", days before and after which it cannot
    have been written; for "charset", in which the data are encoded; for "note", something that a reader should know.
    ``columns`` are free columns. A given ``id`` may also stand in a record: the article's is the one that counts.
    """

    id: str
    kind: DocumentKind
    data: bytes
    place: str
    known: Known = ()
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A member of an input that could not be read, or was passed over: where, and why."""

    path: str
    message: str


class Foreign(Unreadable):
    """A file of a format that may hold articles, and holds something else."""


def sound(text: str) -> str:
    """The text with a replacement character for each lone surrogate, so that it can be written as UTF-8."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def article(document: Document) -> Article:
    """The article of a document; raises :class:`Unreadable`."""
    known = dict(document.known)
    found = _read(document, known["charset"].value if "charset" in known else None)
    if document.columns:
        found = found._replace(columns=(*found.columns, *document.columns))
    if "note" in known:
        found = found._replace(notes=(*found.notes, Note(known["note"].value)))
    found = with_evidence(found, known)
    return found if found.date is not None else found._replace(date_bounds=_bounds(known))


def _bounds(known: Mapping[str, Evidence]) -> DateBounds:
    """The bounds on the day of an article that nothing dates."""
    earliest, latest = (known.get(field) for field in ("earliest", "latest"))
    evidence = tuple(one for one in (earliest, latest) if one is not None)
    return DateBounds(earliest and earliest.value, latest and latest.value, evidence)


def _read(document: Document, charset: str | None) -> Article:
    """What the data themselves say."""
    if document.kind == "page":
        return _page(document, charset)
    if document.kind in ("text", "fragment"):
        return _held(document)
    text, encoding = decoded(document.data, charset)
    if not text.strip():
        raise Unreadable(EMPTY)
    if document.kind == "record":
        return _of_record(document, text)
    if document.kind == "markdown":
        seen = markdown.masked(text)
        found = origin(Article(document.id, text, seen.blocks, notes=_notes(encoding), masked=seen.text))
        return with_evidence(found, markdown.front_matter(text))
    return origin(Article(document.id, text, layout.blocks(text), notes=_notes(encoding, charset)))


def _notes(encoding: str, charset: str | None = None) -> tuple[Note, ...]:
    """What is said of a text that was read in an encoding that nothing names."""
    named = charset is not None or encoding.startswith("utf")
    return () if named else (Note(f"read as {encoding}, since it is not UTF-8"),)


def _page(document: Document, charset: str | None) -> Article:
    from framing.intake import page  # trafilatura is slow to import, and most inputs are no pages

    html, partly = page_text(document.data, charset or page.declared_charset(document.data))
    text, blocks, found = page.page(html)
    notes = (Note(f"some bytes of the page are not {partly}: \ufffd stands for each"),) if partly else ()
    return origin(with_evidence(Article(document.id, text, blocks, notes=notes), found))


def _held(document: Document) -> Article:
    """What a container holds as text, or as the HTML of an article."""
    text = document.data.decode("utf-8")
    blocks = layout.blocks(text)
    if document.kind == "fragment":
        text, blocks = fragment.fragment(text)
    if not text.strip():
        raise Unreadable("the text is empty")
    return origin(Article(document.id, text, blocks))


def _of_record(document: Document, line: str) -> Article:
    _, record = next(lines.records(line), (0, Unreadable("no JSON object on this line")))
    if isinstance(record, Unreadable):
        raise record
    found = {
        field: Evidence("metadata", record[field], f'{document.place}: the key "{field}"')
        for field in ("outlet", "title", "date", "url")
        if (record.get(field) or "").strip()
    }
    columns = tuple((key, str(value)) for key, value in record.items() if key not in lines.KNOWN and value is not None)
    id = str(record["id"]) if record.get("id") is not None else document.id
    article = Article(id, record["text"], layout.blocks(record["text"]), columns=columns)
    return origin(with_evidence(article, found))


def with_evidence(article: Article, found: Mapping[str, Evidence]) -> Article:
    """The article with the values that the evidence carries, in place of what it had."""
    if "outlet" in found:
        article = article._replace(outlet=found["outlet"].value, outlet_evidence=(found["outlet"],))
    if "title" in found:
        article = article._replace(title=found["title"].value)
    if "url" in found:
        article = article._replace(url=found["url"].value)
    if "date" in found:
        day = found["date"].value
        article = article._replace(date=day, date_bounds=DateBounds(day, day, (found["date"],)))
    return article
