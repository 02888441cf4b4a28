"""Some blocks of an article become the few that decide on their voices: themselves, and those that speak into them.

So `check` reads the paragraphs that hold a finding and comes to the voices that `read` finds in the whole article. A
sentence behind a block may name who spoke in it ("Those were the words of …"); a quotation may have begun in the
paragraphs before. What can go wrong: nothing; a test compares the voices of many articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from framing.article import Block
from framing.attribution.quotations import opens_with_mark, quotations


def nearby(text: str, blocks: Sequence[Block], wanted: Iterable[int]) -> list[int]:
    """The indices of the blocks (in order) that decide on the voices of ``wanted``; ``blocks`` are those of prose."""
    chosen: set[int] = set()
    for number in wanted:
        chosen.update(range(max(0, number - 1), min(len(blocks), number + 2)))
        first = number
        while first and opens_with_mark(text, blocks[first].span.start) and _runs_on(text, blocks, first - 1):
            first -= 1
            chosen.update((first, max(0, first - 1)))
    return sorted(chosen)


def _runs_on(text: str, blocks: Sequence[Block], number: int) -> bool:
    """Whether a block ends in a quotation that the following one takes up, or is one quotation as a whole."""
    found = [one for one in quotations(text, blocks[number : number + 2]) if one.span.start < blocks[number].span.end]
    return bool(found) and (found[-1].runs_on or found[-1].span == blocks[number].span)
