"""An Article's own text may say where it comes from: a republication line, a headline of its own.

Only what the text states counts (law 5); style is no evidence. A republication line names the outlet in which the
article stood first: that is the outlet of its wording, and the line is the evidence.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace

from framing.article import Article, Evidence, Span

FIRST_STOOD = re.compile(
    r"\b(?:originally|first) (?:featured|published|appeared|posted|ran) (?:at|on|in|by) "
    r"(?:the website of )?(?-i:the )?",
    re.IGNORECASE,
)
A_TIME = re.compile("|".join([r"\d+", *calendar.month_name[1:], *calendar.day_name]))
"""What stands behind "first published in" and is no outlet."""
OUTLET_NAME = re.compile(
    r"(?:The\s+)?[A-Z0-9][\w’'&-]*(?:\.[A-Za-z]{2,})*(?:\s+(?:of\s+|the\s+|&\s+)?[A-Z][\w’'&-]*(?:\.[A-Za-z]{2,})*){0,5}"
)


def origin(article: Article) -> Article:
    """The article with the outlet and the title that its text states, where nothing else has given them."""
    if article.title is None:
        article = replace(article, title=_headline(article))
    if article.outlet is not None:
        return article
    for block in article.blocks:
        if block.kind != "boilerplate":
            continue
        line = block.span.of(article.text)
        said = FIRST_STOOD.search(line)
        name = OUTLET_NAME.match(line, said.end()) if said else None
        if name and not A_TIME.fullmatch(name.group()):
            span = Span(block.span.start + name.start(), block.span.start + name.end())
            evidence = Evidence("text", name.group(), "a republication line names where it stood first", span)
            return replace(article, outlet=name.group(), outlet_evidence=(evidence,))
    return article


def _headline(article: Article) -> str | None:
    """The headline that opens the article, if one does."""
    first = next((block for block in article.blocks if block.kind not in {"boilerplate", "byline"}), None)
    return " ".join(first.span.of(article.text).split()) if first and first.kind == "headline" else None


CREDITED = re.compile(r"\((?:[^()]*[,/] ?)?([^(),/]+)\)\s*$")
CITED = re.compile(r"\b(?:per|reports|told) (?=[A-Z0-9])")


def hints(article: Article) -> tuple[Evidence, ...]:
    """Names in the text that might be the article's outlet, for a person to judge; never taken as known."""
    out: list[Evidence] = []
    for block in article.blocks:
        line = block.span.of(article.text)
        credit = CREDITED.search(line) if block.kind == "caption" else None
        if credit:
            span = Span(block.span.start + credit.start(1), block.span.start + credit.end(1))
            out.append(Evidence("text", credit.group(1), "credited under a picture", span))
        for cited in CITED.finditer(line) if block.kind == "paragraph" else ():
            name = OUTLET_NAME.match(line, cited.end())
            if name and cited.group() == "per ":
                span = Span(block.span.start + name.start(), block.span.start + name.end())
                out.append(Evidence("text", name.group(), 'cited with "per", as outlets cite themselves', span))
    return tuple(out)
