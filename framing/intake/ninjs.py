"""A file of ninjs, the news agencies' JSON, becomes Documents, one an item of text (IPTC ninjs 1.x, 2.x and 3.x).

HTML is taken before plain text, since it tells headlines and quotations that are set off. The standard has the days on
which the content, the item and this version of it were made: where they are one day, it is the article's; where they
differ, it was written between them. What is associated with an item is no article of its own. What can go wrong: a file
of other JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

from framing.article import Evidence
from framing.intake.decoding import Unreadable, decoded
from framing.intake.document import Document, Foreign, Problem, sound
from framing.intake.fragment import fragment, told
from framing.intake.lines import fault, iso_day

TYPES: Final = frozenset("text audio video picture graphic composite component event planning".split())
MADE: Final = ("contentcreated", "firstcreated", "versioncreated")
"""Keys with the days, as 1.x and 2.x write them; 3.x has contentCreated and so on."""
FORMATS: Final = ("html", "plain", "other")
"""Of bodies, the preferred one first; among several of one format, the longest one counts."""
_OWN_KEY: Final = re.compile(r"(?:body|headline)_\w+|bodies|headlines?|pubstatus|versioncreated")
"""What tells an item from other JSON with a "uri"."""
_CUT: Final = "the item says that it is partial: the article itself may be longer"
_MAIN: Final = (None, "", "main", "headline")
"""Roles of the headline that stands above an article."""

Item = Mapping[str, Any]


def documents(data: bytes, name: str) -> Iterator[Document | Problem]:
    """The items of a file, which holds one or a list of them; raises :class:`Unreadable`."""
    found = _json(data)
    items = [_in_small(one) for one in (found if isinstance(found, list) else [found])]
    if not any(_is_item(one) for one in items):
        raise Foreign('no ninjs item, with a "uri" and "bodies": write other JSON as .jsonl, one object a line')
    others = 0
    for number, item in enumerate(items, 1):
        place = f"{name}, item {number}" if isinstance(found, list) else name
        if not _is_item(item):
            yield Problem(place, "this is no ninjs item")
        elif (item.get("type") or "text") != "text":
            others += 1
        elif (item.get("pubstatus") or "usable") != "usable":
            yield Problem(place, f"passed over: the agency has marked it as {item['pubstatus']}")
        elif document := _document(item, place):
            yield document
        else:
            yield Problem(place, "the item has no body of text")
    if others:
        yield Problem(name, f"passed over: {others} of {len(items)} items, which are no text")


def _json(data: bytes) -> Any:
    try:
        return json.loads(decoded(data)[0])
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, Unreadable) else fault(error)
        if b'"uri"' in data and (b'"bod' in data or b'"headline' in data):
            raise Unreadable(f"damaged or cut off: it is no JSON ({why}): fetch it anew") from None
        raise Foreign(f"this is no JSON ({why})") from None


def _in_small(found: object) -> Item:
    """An object with its keys in small letters, in which the versions of the standard agree."""
    return {key.lower(): value for key, value in found.items()} if isinstance(found, dict) else {}


def _is_item(item: Item) -> bool:
    typed = isinstance(item.get("type"), str) and item["type"] in TYPES
    return bool(_text(item.get("uri"))) and (typed or any(_OWN_KEY.fullmatch(key) for key in item))


def _text(value: object) -> str:
    return sound(value).strip() if isinstance(value, str) else ""


def _objects(item: Item, *keys: str) -> list[Item]:
    """The objects in the lists under the keys."""
    lists = (item.get(key) for key in keys)
    return [_in_small(one) for found in lists if isinstance(found, list) for one in found]


def _document(item: Item, place: str) -> Document | None:
    bodies = [body for body in _bodies(item) if body[1].strip()]
    if not bodies:
        return None
    form, value = max(bodies, key=lambda body: (-FORMATS.index(body[0]), len(body[1])))
    kind, text = told(value, is_html=form != "plain")
    known = [*_title(item, place), *_days(item, place)]
    if item.get("representationtype") in ("partial", "incomplete"):
        known.append(("note", Evidence("metadata", _CUT, place)))
    return Document(_text(item["uri"]), kind, text, place, tuple(known), tuple(_columns(item)))


def _bodies(item: Item) -> Iterator[tuple[str, str]]:
    """The bodies, each with its format."""
    for key, value in item.items():
        if key.startswith("body_") and isinstance(value, str):
            yield _format(key.removeprefix("body_")), sound(value)
    for body in _objects(item, "bodies"):
        if isinstance(body.get("value"), str):
            yield _format(_text(body.get("contenttype"))), sound(body["value"])


def _format(named: str) -> str:
    """The format that the name of a key (1.x) or a media type (2.x, 3.x) tells."""
    if "html" in named.lower():
        return "html"
    return "plain" if "text" in named.lower() or "plain" in named.lower() else "other"


def _title(item: Item, place: str) -> Iterator[tuple[str, Evidence]]:
    headlines = _objects(item, "headlines")
    first = next((one for one in headlines if one.get("role") in _MAIN), headlines[0] if headlines else {})
    main = _text(first.get("value"))
    if main and "html" in _text(first.get("contenttype")):
        main = fragment(main)[0]
    titles = (_text(item.get("headline")), "headline"), (main, "headlines"), (_text(item.get("title")), "title")
    for title, key in titles:
        if title:
            yield "title", Evidence("metadata", " ".join(title.split()), f'{place}: the key "{key}"')
            return


def _days(item: Item, place: str) -> Iterator[tuple[str, Evidence]]:
    """The day, or the first and the last of those that the keys name."""
    days = []
    for key in MADE:
        with suppress(Unreadable):
            days.append(Evidence("metadata", iso_day(item.get(key)), f'{place}: the key "{key}"'))
    if not days:
        return
    earliest, latest = min(days, key=lambda one: one.value), max(days, key=lambda one: one.value)
    if earliest.value == latest.value:
        yield "date", days[-1]
    else:
        yield from (("earliest", earliest), ("latest", latest))


def _columns(item: Item) -> Iterator[tuple[str, str]]:
    sources = [_text(one.get("name")) for one in _objects(item, "infosource", "infosources")]
    found = {
        "byline": _text(item.get("byline")) or _text(item.get("by")),
        "located": _text(item.get("located")),
        "infosources": "; ".join(filter(None, sources)),
    }
    yield from ((key, value) for key, value in found.items() if value)
