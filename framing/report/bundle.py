"""Files become one packed block of the page, from which its reader saves them: gzip (RFC 1952) in base64.

They are the same bytes that the command writes: the comparison as JSON, a CSV file for each table, the summary in
Markdown. What can go wrong: a comparison so large that its data would make the page one that does not open; then the
block is empty, and the page names the commands.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable

from framing.comparison import Comparison
from framing.report.all_tables import tables
from framing.report.comparison_record import comparison_record
from framing.report.csv_files import csv_files
from framing.report.markdown_summary import markdown_summary
from framing.report.records import json_parts

MOST_ARTICLES = 100
"""Articles of a page that carries its data, at most."""
MOST_PAIRS, MOST_PACKED = 200_000, 3_000_000
"""Pairs of sentences, and characters of the packed block, of a page that carries its data, at most."""


def bundle(found: Comparison, shown: Comparison, *, with_text: bool) -> str:
    """The files by name as a packed JSON object; ``shown`` is the comparison without its texts if they are withheld."""
    if len(found.readings) > MOST_ARTICLES or len(found.pairs) > MOST_PAIRS:
        return ""
    record = comparison_record(found, with_text=with_text)
    files = {"comparison.json": "".join(json_parts(record)) + "\n"}
    files["summary.md"] = markdown_summary(shown, tables(shown))
    files |= csv_files(record)
    block = packed([json.dumps(files, ensure_ascii=True)])
    return block if len(block) <= MOST_PACKED else ""


def packed(parts: Iterable[str]) -> str:
    """Text as gzip in base64, without a time in it."""
    press = zlib.compressobj(6, zlib.DEFLATED, 31)
    data = b"".join(press.compress(part.encode("utf-8")) for part in parts) + press.flush()
    return base64.b64encode(data).decode("ascii")
