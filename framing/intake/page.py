"""An HTML page becomes the text of its article, its blocks, and what its own tags say of outlet, title, date and URL.

trafilatura finds the article in the page; outlet and date are read from tags that name them (Open Graph, schema.org's
JSON-LD, ``<time>``), never guessed from the text. What can go wrong: a page with no article in it is unreadable.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any

from framing.article import Block, BlockKind, Evidence, Span
from framing.intake import layout
from framing.intake.decoding import Unreadable
from framing.intake.lines import iso_day

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
OUTLET_TAGS = ("og:site_name", "application-name", "citation_journal_title", "twitter:app:name")
DATE_TAGS = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "citation_date", "pubdate")
TITLE_TAGS = ("og:title", "twitter:title", "dc.title", "headline")
KINDS: dict[str, BlockKind] = {"head": "headline", "quote": "blockquote", "figcaption": "caption"}


def declared_charset(data: bytes) -> str | None:
    """The charset that the page names in its first 4 KB, if it names one."""
    match = CHARSET.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


def page(html: str) -> tuple[str, tuple[Block, ...], dict[str, Evidence]]:
    """Text and blocks of the article in a page, and the evidence found for "outlet", "title", "date" and "url".

    Raises :class:`Unreadable` if no article text can be told from the rest of the page.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    from trafilatura import bare_extraction, load_html

    tree = load_html(html)
    document: Any = None if tree is None else bare_extraction(html, include_comments=False, favor_recall=True)
    text, found = laid_out(_lines(document.body)) if document is not None else ("", ())
    if tree is None or not found:
        raise Unreadable("no article text found in this page: save the article's text as .txt")
    return text, found, _metadata(tree)


def laid_out(written: Iterable[tuple[str, BlockKind]]) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of lines, each with what its element says of its kind; empty ones are left out."""
    lines: list[tuple[str, BlockKind]] = []
    for line, kind in written:
        cleaned = " ".join(line.split())
        if cleaned:
            lines.append((cleaned, kind))
    text = "\n".join(line for line, _ in lines)
    spans, start = [], 0
    for line, _ in lines:
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    blocks: list[Block] = []
    told = layout.Told()
    for number, (line, kind) in enumerate(lines):
        if kind == "paragraph":
            read = layout.kind(line, told, followed=number + 1 < len(lines))
            kind = read if read != "headline" else kind
        block = Block(spans[number], kind)
        told = told.then(block, text)
        blocks.append(block)
    return text, tuple(blocks)


def _lines(body: Any) -> Iterator[tuple[str, BlockKind]]:
    """The lines of the extracted body, block by block, each with its kind."""
    for element in body.iter():
        inside = [parent.tag for parent in element.iterancestors()]
        if element.tag in {"p", "head", "item", "cell", "figcaption"} or (
            element.tag == "quote" and not any(child.tag == "p" for child in element)
        ):
            if any(tag in {"p", "item", "cell"} for tag in inside):
                continue
            kind = "blockquote" if "quote" in inside else KINDS.get(element.tag, "paragraph")
            for line in "".join(_text_of(element)).split("\n"):
                yield line, kind


def _text_of(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield "\n" if child.tag == "lb" else ""
        yield from _text_of(child)
        yield child.tail or ""


def _metadata(tree: Any) -> dict[str, Evidence]:
    found: dict[str, Evidence] = {}

    def add(field: str, value: object, why: str) -> None:
        """Take a value for a field that has none yet, if it is one."""
        if field not in found and isinstance(value, str) and value.strip():
            cleaned = " ".join(value.split())
            try:
                found[field] = Evidence("metadata", iso_day(cleaned) if field == "date" else cleaned, why)
            except Unreadable:
                return  # a date in words or an impossible one: unknown is an answer

    tags: dict[str, Any] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        tags.setdefault(name, meta.get("content"))
    for field, names in (("outlet", OUTLET_TAGS), ("date", DATE_TAGS), ("title", TITLE_TAGS), ("url", ("og:url",))):
        for name in names:
            add(field, tags.get(name), f"the page's meta tag {name}")
    for data in _linked_data(tree):
        publisher = data.get("publisher")
        add("outlet", publisher.get("name") if isinstance(publisher, dict) else None, "the page's JSON-LD publisher")
        add("date", data.get("datePublished"), "the page's JSON-LD datePublished")
        add("title", data.get("headline"), "the page's JSON-LD headline")
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            add("url", link.get("href"), "the page's canonical link")
    for time in tree.iter("time"):
        add("date", time.get("datetime") if time.get("pubdate") is not None else None, "the page's <time pubdate>")
    for title in tree.iter("title"):
        add("title", title.text, "the page's <title>")
    return found


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            try:
                data = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            items = data.get("@graph", [data]) if isinstance(data, dict) else data
            if isinstance(items, list):
                yield from (item for item in items if isinstance(item, dict))
