"""A file of ninjs, the news agencies' JSON, becomes Documents, one an item of text (IPTC ninjs 1.x, 2.x and 3.x).

HTML is taken before plain text, since it tells headlines and quotations that are set off. The standard knows when the
content, the item and this version of it were made: where they name one day, it is the article's; where they differ, it
was written between them. What is associated with an item is no article of its own. What can go wrong: a file of other
JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

from framing.article import Evidence
from framing.intake.decoding import Unreadable, decoded
from framing.intake.document import Document, DocumentKind, Foreign, Problem, sound
from framing.intake.fragment import fragment
from framing.intake.lines import iso_day

MADE: Final = ("contentcreated", "firstcreated", "versioncreated")
"""What the standard says of days, in small letters as in 1.x and 2.x; 3.x writes contentCreated and so on."""
_TAG: Final = re.compile(r"<[A-Za-z/!]")
_OWN: Final = re.compile(r"(?:body|headline)_\w+|bodies|headlines?|pubstatus|representationtype|versioncreated")
"""Keys, in small letters, that tell an item from other JSON with a "uri"."""
_CUT: Final = "the item says that it is partial: the article itself may be longer"

Item = Mapping[str, Any]


def documents(data: bytes, name: str) -> Iterator[Document | Problem]:
    """The items of a file, which holds one or a list of them; raises :class:`Unreadable`."""
    try:
        found = json.loads(decoded(data)[0])
    except (ValueError, RecursionError) as error:
        ...
