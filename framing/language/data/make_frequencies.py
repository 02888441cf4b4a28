"""Articles become document_frequencies.txt.gz: in how many of them each stem stands, the commonest first.

Run by hand: ``python framing/language/data/make_frequencies.py ARTICLES``, where ARTICLES holds JSON lines with a
``text``, compressed with gzip or not. The first line is the number of articles. A stem is kept if at least five
articles have it, and if it is written small in nine of ten articles that have it, so that names are not among them.
Same input, same bytes.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from pathlib import Path

from framing.article import Span
from framing.intake.compressed import objects
from framing.language.stems import STOP_WORDS, stem
from framing.language.tokens import words

TARGET = Path(__file__).with_name("document_frequencies.txt.gz")
LEAST, SMALL = 5, 0.9


def table(texts: list[str]) -> str:
    """The number of texts, then one line a stem: in how many it stands, and the stem."""
    found: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in texts:
        written = {text[word.start : word.end] for word in words(text, Span(0, len(text)))}
        found.update({stem(word) for word in written if word.lower() not in STOP_WORDS})
        small.update({stem(word) for word in written if word.islower() and word not in STOP_WORDS})
    kept = {name: count for name, count in found.items() if count >= LEAST and small[name] >= SMALL * count}
    lines = [f"{count} {name}" for name, count in sorted(kept.items(), key=lambda item: (-item[1], item[0]))]
    return "\n".join([str(len(texts)), *lines, ""])


def main() -> None:
    """Write the table beside this script."""
    texts = [record["text"] for record in objects(Path(sys.argv[1]))]
    TARGET.write_bytes(gzip.compress(table(texts).encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main()
