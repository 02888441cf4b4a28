"""A feed becomes Documents, one an entry: RSS 0.9x, 1.0 (RDF) and 2.0, and Atom.

An entry's text is its content, else its description or summary, and then a note says so. The day is that of
publication; one of an update is a bound. feedparser reads the file's bytes; nothing is fetched. What can go wrong: a
file that is no feed; one that is not well-formed, of which what can be told is given; one that is cut off.
"""

from __future__ import annotations

import email.utils
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Final
from xml.sax import SAXException

from framing.article import Evidence
from framing.intake.decoding import Unreadable
from framing.intake.document import Document, Foreign, Problem, sound
from framing.intake.fragment import fragment, told
from framing.intake.lines import iso_day
from framing.intake.packages import module

MOST_BYTES: Final = 50_000_000
"""Bytes of a feed, at most: it needs 25 times as many while it is read."""
ROOTS: Final = ("rss", "rdf", "feed")
_HEAD: Final = 8192
"""Bytes in which the first element of a feed begins, and the last one ends."""
_END: Final = re.compile(rb"</(?:[\w.-]+:)?(?:rss|rdf|feed)\s*>", re.IGNORECASE)
_BEFORE_ROOT: Final = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ELEMENT: Final = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
_DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
_UPDATES: Final = frozenset({"http://purl.org/dc/terms/", "http://www.w3.org/2005/Atom"})
"""Namespaces with elements that feedparser does not tell from dc:date."""
_SHORT: Final = "the feed gives this as its description or summary: the article itself may be longer"


def documents(data: bytes, name: str, prefix: str) -> Iterator[Document | Problem]:
    """The entries of a feed, whose file holds ``data``; raises :class:`Unreadable`."""
    if _root(data) not in ROOTS:
        raise Foreign("this XML file is no feed (RSS, RDF or Atom): save the article's text as .txt")
    if len(data) > MOST_BYTES:
        raise Unreadable(f"a feed larger than {MOST_BYTES // 1_000_000} MB: split it")
    feedparser = module("feedparser", "feedparser", None)
    # A stream: of bytes or a string it would ask whether they are the name of a file, or an address.
    found = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    fault = found.get("bozo_exception") if isinstance(found.get("bozo_exception"), SAXException) else None
    cut_off = fault is not None and _END.search(data[-_HEAD:].replace(b"\0", b"")) is None
    entries = found.entries[:-1] if cut_off else found.entries
    for number, entry in enumerate(entries, 1):
        place = f"{name}, entry {number}"
        content = _content(entry)
        if content is None:
            yield Problem(place, "the entry holds no text")
        else:
            yield _document(entry, content, found, f"{prefix}{number}", place)
    if cut_off:
        raise Unreadable(f"damaged or cut off after entry {len(entries)}: fetch it anew")
    if fault:
        yield Problem(name, f"no well-formed XML ({fault.getMessage()}): read as well as it could be; mend the feed")
    if not entries:
        raise Unreadable("the feed has no entries: nothing to read")


def _root(data: bytes) -> str:
    """The name of the first element, in small letters."""
    element = _ELEMENT.search(_BEFORE_ROOT.sub(b"", data[:_HEAD].replace(b"\0", b"")))
    return element.group(1).decode("ascii", "replace").lower() if element else ""


def _content(entry: Any) -> tuple[Mapping[str, str], bool] | None:
    """The longest of an entry's contents, and whether it is more than a summary; None if there is no text."""
    contents = [one for one in entry.get("content", ()) if (one.get("value") or "").strip()]
    if contents:
        return max(contents, key=lambda one: len(one["value"])), True
    summary = entry.get("summary_detail") or {}
    return (summary, False) if (summary.get("value") or "").strip() else None


def _document(entry: Any, content: tuple[Mapping[str, str], bool], found: Any, id: str, place: str) -> Document:
    held, whole = content
    kind, text = told(sound(held["value"]), is_html=held.get("type") != "text/plain")
    known = [*_known(entry, found.feed, place), *_dates(entry, found, place)]
    if not whole:
        known.append(("note", Evidence("metadata", _SHORT, place)))
    given = entry.get("id") or entry.get("link")
    return Document(sound(given) if given else id, kind, text, place, tuple(known))


def _known(entry: Any, feed: Any, place: str) -> Iterator[tuple[str, Evidence]]:
    """What the entry and its feed say, with the element that says it."""
    source, outlet = _title(entry.get("source", {})), _title(feed)
    if source or outlet:
        why = "the title of the entry's source" if source else "the feed's own title"
        yield "outlet", Evidence("metadata", source or outlet, f"{place}: {why}")
    if title := _title(entry):
        yield "title", Evidence("metadata", title, f"{place}: the entry's title")
    link = (entry.get("link") or "").strip()
    if "://" in link:  # feedparser gives an id that is no address as a link, too
        yield "url", Evidence("metadata", sound(link), f"{place}: the entry's link")


def _title(titled: Any) -> str:
    """The title of a feed, source or entry, without markup."""
    written = sound(titled.get("title") or "")
    is_html = titled.get("title_detail", {}).get("type", "text/plain") != "text/plain"
    return " ".join((fragment(written)[0] if is_html else written).split())


def _dates(entry: Any, found: Any, place: str) -> Iterator[tuple[str, Evidence]]:
    """The day of publication; else a day after which the entry has not changed."""
    is_rss = found.version.startswith("rss")
    published, updated = _day(entry, "published"), _day(entry, "updated")
    if published:
        element = "pubDate" if is_rss else "published"
        yield "date", Evidence("metadata", published, f"{place}: the entry's {element}")
    elif updated and is_rss and _DUBLIN_CORE in (used := set(found.namespaces.values())) and not used & _UPDATES:
        yield "date", Evidence("metadata", updated, f"{place}: the entry's dc:date")
    elif updated:
        yield "latest", Evidence("metadata", updated, f"{place}: the entry was updated then")


def _day(entry: Any, key: str) -> str | None:
    """The day as it is written, in the zone of whoever wrote it; the parsed one is in UTC."""
    written, parsed = dict.get(entry, key), dict.get(entry, f"{key}_parsed")  # entry.get() takes one key for another
    if not written:
        return None
    with suppress(Unreadable):
        return iso_day(written)
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return email.utils.parsedate_to_datetime(written).date().isoformat()
    return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}" if parsed else None
