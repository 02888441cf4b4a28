"""A Revision becomes one HTML page that needs nothing else and holds no script.

All text of the articles is escaped, and the page's policy allows no script and no network (law 10). What can go
wrong: an installation without the page's assets, which raises :class:`~framing.report.assets.MissingAsset`.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from framing import __version__
from framing.article import Span
from framing.events.facts import ORDER
from framing.events.revision import Revision
from framing.reading import Reading
from framing.report.assets import UNPRINTABLE, asset, environment, policy
from framing.report.revision_text import SIGNS
from framing.report.revision_words import APART, KINDS, Row, apart, pieces, rows, runs, visible

View = dict[str, Any]
CONTEXT = 1
"""Unchanged sentences that stand around a change."""
KEPT = 500
"""Unchanged sentences in a row whose text can be unfolded, at most: of a book only their number is told."""


def revision_page(found: Revision) -> str:
    """The revision as HTML; the same versions give the same text."""
    all_rows = rows(found)
    html = (
        environment()
        .from_string(asset("diff.html.j2"))
        .render(
            version=__version__,
            policy=policy(()),
            style=Markup(asset("style.css") + asset("diff.css")),  # noqa: S704  our own files
            same=found.same,
            signs=SIGNS,
            versions=[_version("Old", found.old), _version("New", found.new)],
            counts=[(kind, found.number(kind)) for kind in KINDS],
            apart=APART if apart(found) else None,
            headings=[(h.field, _words([("removed", h.old), ("added", h.new)])) for h in found.headings],
            facts=_facts(found, all_rows),
            analysed=found.analysed,
            runs=[
                {
                    "shown": number % 2 == 0,
                    "length": len(run),
                    "rows": [_row(found, row) for row in run] if number % 2 == 0 or len(run) <= KEPT else [],
                }
                for number, run in enumerate(runs(all_rows, CONTEXT))
                if run
            ],
        )
    )
    return UNPRINTABLE.sub("\ufffd", html) + "\n"


def _version(name: str, reading: Reading) -> View:
    article = reading.article
    return {
        "name": name,
        "file": visible(article.id),
        "outlet": article.outlet,
        "title": article.title,
        "date": article.date,
        "sha256": article.sha256,
        "notes": [note.message for note in article.notes],
    }


def _row(found: Revision, row: Row) -> View:
    change = row.change
    return {
        "number": row.number,
        "kind": change.kind,
        "shape": change.shape,
        "old": row.old_line,
        "new": row.new_line,
        "words": _words(list(pieces(found, change))),
        "facts": [{"kind": f.kind, "before": f.before, "after": f.after} for f in change.facts],
    }


def _words(found: list[Any]) -> Markup:
    """The pieces of a change as HTML, those removed and added in elements of their own; all text is escaped here."""
    tags = {"removed": "del", "added": "ins"}
    out = []
    for kind, text in found:
        shown = str(escape(visible(text)))
        out.append(f"<{tags[kind]}>{shown.strip()}</{tags[kind]}>" if kind in tags else shown)
    return Markup("".join(out))  # noqa: S704


def _facts(found: Revision, all_rows: list[Row]) -> list[View]:
    """All that the changes touch, by kind, each with the number of its change; whole sentences come first."""
    whole = [
        {
            "before": _written(found.old, row.change.old),
            "after": _written(found.new, row.change.new),
            "change": row.number,
        }
        for row in all_rows
        if row.change.kind in ("removed", "added")
    ]
    out: list[View] = [{"kind": "sentence", "rows": whole}] if whole else []
    for kind in ORDER:
        touched = [(fact, row.number) for row in all_rows for fact in row.change.facts if fact.kind == kind]
        if touched:
            rows = [{"before": fact.before, "after": fact.after, "change": number} for fact, number in touched]
            out.append({"kind": kind, "rows": rows})
    return out


def _written(version: Reading, span: Span | None) -> str | None:
    return visible(span.of(version.article.text)) if span else None
