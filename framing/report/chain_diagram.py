"""Chains become a diagram: from the origins on the left through relays to the articles on the right, as SVG.

Each name stands once in a column; a line is as thick as the attributions that took this way, and leads to its number.
What can go wrong: very many chains; the most travelled are drawn, and the list below has all.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from markupsafe import Markup, escape

from framing.report.charts import Name
from framing.report.svg_figures import WIDTH, linked, short, text
from framing.report.tables import Row, Table

MOST = 30
"""Chains that are drawn."""
ROW, TOP, NODE = 26, 24, 150
LETTERS = 22
Node = tuple[int, str]
"""A column and a name."""


def chain_diagram(table: Table, name: Name) -> tuple[Markup, str] | None:
    """The diagram, and a note where not all is drawn; None without a chain."""
    rows = sorted(table.rows, key=lambda row: -(row.count or 0))[:MOST]
    if not rows:
        return None
    paths = {row.keys: row.keys[0].split(" → ") for row in rows}
    last = max(len(path) for path in paths.values())
    placed = _placed(rows, paths, last)
    at = {node: (node[0] * (WIDTH - NODE) / last, TOP + ROW * place + ROW / 2) for node, place in placed.items()}
    ids = {row.keys: id for id, row in table.numbered()}
    out = [
        text(column * (WIDTH - NODE) / last, 12, head, "head")
        for column, head in [(0, "Origin"), *((c, "Relay") for c in range(1, last)), (last, "Article")]
    ]
    for row in rows:
        way = _way(row, paths[row.keys], last)
        lines = "".join(_line(at[a], at[b], row.count or 0) for a, b in pairwise(way))
        says = f"{row.keys[0]} → {name(row.keys[1])}: {row.count}"
        out.append(linked(ids[row.keys], says, lines))
    for (column, label), (x, y) in at.items():
        shown = name(label) if column == last else label
        out.append(f'<rect class="node" x="{x:.0f}" y="{y - 9:.0f}" width="{NODE}" height="18"/>')
        out.append(f"<g><title>{escape(shown)}</title>{text(x + 5, y + 4, short(shown, LETTERS))}</g>")
    height = TOP + ROW * (max(placed.values()) + 1) + 4
    drawn = f'<svg class="still chain" viewBox="0 0 {WIDTH} {height}" role="group" aria-label="{escape(table.title)}">'
    note = f"The {MOST} most travelled chains of {len(table.rows)}." if len(table.rows) > MOST else ""
    return Markup(f"{drawn}{''.join(out)}</svg>"), note  # noqa: S704


def _way(row: Row, path: list[str], last: int) -> list[Node]:
    """The nodes of a chain: its origin on the left, relays one by one, the article in the last column."""
    return [*enumerate(path), (last, row.keys[1])]


def _placed(rows: list[Row], paths: dict[tuple[str, ...], list[str]], last: int) -> dict[Node, int]:
    """The place of each node in its column, so that neighbours stand near each other (one barycentric sweep)."""
    weight: Counter[Node] = Counter()
    for row in rows:
        for node in _way(row, paths[row.keys], last):
            weight[node] += row.count or 0
    right = [node for node in weight if node[0] == last]
    placed = {node: place for place, node in enumerate(right)}
    for column in range(last - 1, -1, -1):
        pull: dict[Node, list[int]] = {}
        for row in rows:
            way = _way(row, paths[row.keys], last)
            for a, b in pairwise(way):
                if a[0] == column:
                    pull.setdefault(a, []).append(placed[b])
        order = sorted(pull, key=lambda node: (sum(pull[node]) / len(pull[node]), node))
        placed |= {node: place for place, node in enumerate(order)}
    return placed


def _line(a: tuple[float, float], b: tuple[float, float], count: int) -> str:
    x0, x1 = a[0] + NODE, b[0]
    middle = (x0 + x1) / 2
    curve = f"M{x0:.0f},{a[1]:.0f}C{middle:.0f},{a[1]:.0f} {middle:.0f},{b[1]:.0f} {x1:.0f},{b[1]:.0f}"
    return f'<path class="way" d="{curve}" stroke-width="{min(8, 1 + count)}"/>'
