"""How far a long run is becomes a line: articles, articles a second, and the time that is left.

On a terminal the line is rewritten; elsewhere one is printed now and then, so that a log shows that it goes on.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framing.corpus.annotate import Progress

EVERY = 30.0
"""Seconds between two lines where standard error is no terminal."""


@contextmanager
def pace(total: Callable[[], int | None]) -> Iterator[Callable[[Progress], None]]:
    """Call what it yields after each step; ``total`` gives the number of all articles, as soon as it is known."""
    begun = time.monotonic()
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.live import Live
        from rich.text import Text

        with Live(Text("starting"), console=Console(stderr=True), transient=True, auto_refresh=False) as live:
            yield lambda progress: live.update(Text(line(progress, time.monotonic() - begun, total())), refresh=True)
        return
    last = begun

    def told(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= EVERY or progress.tables:
            last = now
            print(f"framing: {line(progress, now - begun, total())}", file=sys.stderr, flush=True)

    yield told


def line(progress: Progress, seconds: float, total: int | None) -> str:
    """How far it is, in words."""
    whole = progress.articles + progress.before
    of = f"{whole:,} articles" if total is None else f"{whole:,} of {total:,} articles"
    before = f" ({progress.before:,} of them before)" if progress.before else ""
    if progress.tables:
        return f"{of}{before}; writing the tables"
    rate = progress.articles / seconds if seconds else 0.0
    left = f", about {duration((total - whole) / rate)} left" if total is not None and rate and total > whole else ""
    return f"{of}{before}, {rate:,.1f} a second{left}"


def duration(seconds: float) -> str:
    """A time as people say it: seconds below two minutes, then minutes, then hours."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
