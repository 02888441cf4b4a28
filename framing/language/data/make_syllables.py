"""The CMU Pronouncing Dictionary becomes syllables.txt.gz: one line a word, its number of syllables and the word.

Run by hand when the dictionary changes: ``python framing/language/data/make_syllables.py cmudict.dict``, where
cmudict.dict is the dictionary's own file. The first pronunciation counts, as in textstat. Same input, same bytes.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

TARGET = Path(__file__).with_name("syllables.txt.gz")


def counts(dictionary: str) -> dict[str, int]:
    """Syllables of each word: the phones that carry a stress digit, in its first pronunciation."""
    found: dict[str, int] = {}
    for line in dictionary.splitlines():
        word, *phones = line.partition("#")[0].split() or [""]
        if word and not word.endswith(")"):
            found.setdefault(word, sum(phone[-1].isdigit() for phone in phones))
    return found


def main() -> None:
    """Write the table beside this script."""
    found = counts(Path(sys.argv[1]).read_text("utf-8"))
    table = "".join(f"{count} {word}\n" for word, count in sorted(found.items()))
    TARGET.write_bytes(gzip.compress(table.encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main()
