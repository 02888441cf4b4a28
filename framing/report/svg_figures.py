"""Charts become still pictures: SVG that stands in the page itself and needs no script.

They are what a reader sees where JavaScript is off or Plotly is left out. Each mark is a link to its table's cell.
Colours come from the page's style, so that the dark scheme changes them too. What can go wrong: nothing; all text is
escaped here.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup, escape

from framing.report.charts import Chart, Dots, Grid, Times
from framing.report.plotly_figures import PALE, STRONG

WIDTH, LEFT, COUNTS, CONCEPT = 720, 210, 130, 110
"""Width of a picture, of its column of labels, of that of counts and of that of concepts, in units of its own."""
ROW, TOP, BOTTOM = 20, 6, 40
SHAPES = {
    "circle": "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0",
    "square": "M-3.5,-3.5h7v7h-7z",
    "diamond": "M0,-5L5,0L0,5L-5,0z",
    "triangle": "M0,-5L4.6,3.5L-4.6,3.5z",
    "x": "M-4,-4L4,4M-4,4L4,-4",
    "cross": "M-5,0H5M0,-5V5",
    "pentagon": "M0,-5L4.8,-1.5L2.9,4L-2.9,4L-4.8,-1.5z",
}
SHAPE_OF = {
    "organisation": "square",
    "document": "diamond",
    "media-outlet": "triangle",
    "anonymous": "x",
    "collective": "pentagon",
    "unknown": "cross",
    "attributed": "square",
    "quoted": "diamond",
    "mention": "triangle",
}
LETTERS = 32


def svg_figure(chart: Chart) -> Markup:
    """A chart as an ``svg`` element."""
    if isinstance(chart, Dots):
        height, parts = _dots(chart)
    elif isinstance(chart, Grid):
        height, parts = _grid(chart)
    else:
        height, parts = _times(chart)
    label = escape(chart.title)
    return Markup(f'<svg class="still" viewBox="0 0 {WIDTH} {height}" role="group" aria-label="{label}">{parts}</svg>')  # noqa: S704


def short(label: str, letters: int = LETTERS) -> str:
    """A label cut to its room."""
    return label if len(label) <= letters else f"{label[: letters - 1].rstrip()}…"


def text(x: float, y: float, said: str, kind: str = "", anchor: str = "") -> str:
    """A line of text; ``kind`` and ``anchor`` ("middle", "end") are classes of the page's style."""
    classes = " ".join(filter(None, (kind, anchor)))
    named = f' class="{classes}"' if classes else ""
    return f'<text x="{_n(x)}" y="{_n(y)}"{named}>{escape(said)}</text>'


def linked(cell: str, says: str, drawn: str) -> str:
    """What is drawn, as a link to the number's cell, with its number in words."""
    return f'<a href="#{cell}"><title>{escape(says)}</title>{drawn}</a>'


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round values from ``low`` to ``high``: steps of 1, 2 or 5 times a power of ten."""
    span = (high - low) or 1.0
    raw = span / most
    power = 10 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw)
    first = math.ceil(low / step - 1e-9)
    return [round(n * step, 10) for n in range(first, math.floor(high / step + 1e-9) + 1)]


# ---------------------------------------------------------------- values with intervals


def _dots(chart: Dots) -> tuple[int, str]:
    every = [dot for section in chart.sections for dot in section.dots]
    ends = [v for dot in every for v in (dot.value, dot.low, dot.high) if v is not None]
    low, high = (0.0, 100.0) if chart.percent else (min(0.0, *ends), max(0.0, *ends) or 1.0)

    def at(value: float) -> float:
        return LEFT + 12 + (WIDTH - LEFT - 30) * (value - low) / (high - low)

    rows = len(every) + len(chart.sections)
    floor = TOP + rows * ROW
    out = list(_axis(at, ticks(low, high), floor, chart.axis, " %" if chart.percent else ""))
    y = TOP
    for section in chart.sections:
        out.append(text(0, y + 14, short(section.title), "head"))
        y += ROW
        kind = escape(section.style)
        for dot in section.dots:
            out.append(text(LEFT, y + 14, short(dot.label), anchor="end"))
            out.append(_dot(at, dot.value, dot.low, dot.high, y + ROW / 2, str(kind), dot.cell, dot.says))
            y += ROW
    return floor + BOTTOM, "".join(out)


def _dot(
    at: Callable[[float], float],
    value: float,
    low: float | None,
    high: float | None,
    y: float,
    kind: str,
    cell: str,
    says: str,
) -> str:
    line = (
        f'<path class="whisker" d="M{_n(at(low))},{_n(y)}H{_n(at(high))}"/>'
        if low is not None and high is not None
        else ""
    )
    shape = SHAPES[SHAPE_OF.get(kind, "circle")]
    drawn = f'{line}<path class="dot" transform="translate({_n(at(value))},{_n(y)})" d="{shape}"/>'
    return linked(cell, says, f'<g class="k-{kind}">{drawn}</g>')


def _axis(at: Callable[[float], float], values: Sequence[float], floor: float, title: str, unit: str) -> Iterator[str]:
    for value in values:
        x = at(value)
        yield f'<path class="{"zero" if value == 0 else "grid"}" d="M{_n(x)},{TOP}V{_n(floor)}"/>'
        yield text(x, floor + 15, f"{value:g}{unit}", anchor="middle")
    yield text(LEFT + (WIDTH - LEFT) / 2, floor + 32, title, "axis", "middle")


# ---------------------------------------------------------------- counts in a grid


def _grid(chart: Grid) -> tuple[int, str]:
    top = 92
    left = LEFT + CONCEPT if chart.groups else LEFT
    width = min(44.0, (WIDTH - left - 90) / max(1, len(chart.columns)))
    most = max(cell.count for cell in chart.cells)
    out = []
    for number, column in enumerate(chart.columns):
        x = left + 10 + width * (number + 0.5)
        out.append(f'<g transform="translate({_n(x)},{top - 6}) rotate(-40)">{text(0, 0, short(column, 17))}</g>')
    heads = {start: concept for concept, start, _ in chart.groups}
    for number, label in enumerate(chart.rows):
        y = top + ROW * number
        if number in heads:
            out.append(text(0, y + 14, short(heads[number], 20), "head"))
            if number:
                out.append(f'<path class="grid" d="M0,{y}H{WIDTH}"/>')
        out.append(text(left, y + 14, short(label, 26 if heads else LETTERS), anchor="end"))
    for cell in chart.cells:
        x, y = left + 10 + width * cell.column, top + ROW * cell.row
        sides = f'width="{_n(width - 2)}" height="{ROW - 2}"'
        box = f'<rect x="{_n(x)}" y="{y + 1}" {sides} fill="{_shade(cell.count / most)}"/>'
        drawn = box + text(x + width / 2 - 1, y + 14, str(cell.count), "on", "middle")
        out.append(linked(cell.cell, cell.says, drawn))
    return top + ROW * len(chart.rows) + 8, "".join(out)


def _shade(part: float) -> str:
    """A colour from pale to strong."""
    ends = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (PALE, STRONG)]
    return "#" + "".join(f"{round(low + part * (high - low)):02X}" for low, high in zip(*ends, strict=True))


# ---------------------------------------------------------------- over time


def _times(chart: Times) -> tuple[int, str]:
    days = sorted({day for bar in chart.bars for day in (bar.earliest, bar.latest) if day})
    first, last = (datetime.date.fromisoformat(day).toordinal() for day in (days[0], days[-1]))
    left, right = LEFT + 40.0, WIDTH - COUNTS - 40.0

    def at(day: str | datetime.date) -> float:
        value = (datetime.date.fromisoformat(day) if isinstance(day, str) else day).toordinal()
        return (left + right) / 2 if first == last else left + (right - left) * (value - first) / (last - first)

    row = 26
    floor = TOP + row * len(chart.bars)
    out = []
    for day, label in _dated(first, last):
        out.append(
            f'<path class="grid" d="M{_n(at(day))},{TOP}V{floor}"/>{text(at(day), floor + 15, label, anchor="middle")}'
        )
    for label, start, end in chart.guides:
        if days[0] <= start and end <= days[-1]:
            wide = max(2.0, at(end) - at(start))
            out.append(
                f'<rect class="guide" x="{_n(at(start))}" y="{TOP}" width="{_n(wide)}" height="{floor - TOP}">'
                f"<title>{escape(label)}</title></rect>"
            )
    most = max(bar.count for bar in chart.bars) or 1
    for number, bar in enumerate(chart.bars):
        y = TOP + row * number + row / 2
        x0 = at(bar.earliest) if bar.earliest else left - 24
        x1 = at(bar.latest) if bar.latest else right + 24
        kind = "whisker" if bar.earliest and bar.latest else "open"
        drawn = f'<path class="{kind}" d="M{_n(x0)},{_n(y)}H{_n(x1)}"/>'
        drawn += _end(x0, y, -1, known=bar.earliest is not None) + _end(x1, y, 1, known=bar.latest is not None)
        wide = (COUNTS - 40) * bar.count / most
        drawn += f'<rect class="count" x="{WIDTH - COUNTS + 10}" y="{_n(y - 6)}" width="{_n(wide)}" height="12"/>'
        drawn += text(WIDTH - COUNTS + 16 + wide, y + 4, str(bar.count))
        out.append(text(LEFT, y + 4, short(bar.label), anchor="end"))
        out.append(linked(bar.cell, bar.says, f'<g class="k-word">{drawn}</g>'))
    out.append(text((left + right) / 2, floor + 32, chart.axis, "axis", "middle"))
    out.append(text(WIDTH - COUNTS + 10, floor + 32, "events told", "axis"))
    return floor + BOTTOM, "".join(out)


def _end(x: float, y: float, side: int, *, known: bool) -> str:
    """The end of a line: a stroke at a known day, an arrow where it is open."""
    shape = "M0,-6V6" if known else f"M0,-5L{7 * side},0L0,5z"
    return f'<path class="dot" transform="translate({_n(x)},{_n(y)})" d="{shape}"/>'


def _dated(first: int, last: int) -> list[tuple[datetime.date, str]]:
    """Days for the scale: New Year's Days where the days span years, else the ends and what lies between them."""
    start, end = datetime.date.fromordinal(first), datetime.date.fromordinal(last)
    years = range(start.year + (start > datetime.date(start.year, 1, 1)), end.year + 1)
    if len(years) > 2:
        chosen = years[:: -(-len(years) // 7)]
        return [(datetime.date(year, 1, 1), str(year)) for year in chosen]
    count = min(4, last - first)
    days = [first + round((last - first) * n / count) for n in range(count + 1)] if count else [first]
    return [(datetime.date.fromordinal(day), datetime.date.fromordinal(day).isoformat()) for day in days]
