"""How far a long run is, in words."""

from __future__ import annotations

import pytest

from framing.cli.pace import duration, line
from framing.corpus.annotate import Progress
from framing.corpus.extent import Extent


@pytest.mark.parametrize(
    ("progress", "seconds", "total", "says"),
    [
        (Progress(200), 5.0, None, "200 articles, 40.0 a second"),
        (Progress(200), 5.0, 1000, "200 of 1,000 articles, 40.0 a second, about 20 s left"),
        (Progress(200, 600), 5.0, 1000, "800 of 1,000 articles (600 of them before), 40.0 a second, about 5 s left"),
        (Progress(1000), 25.0, 1000, "1,000 of 1,000 articles, 40.0 a second"),
        (
            Progress(0, 1000, tables=True),
            1.0,
            1000,
            "1,000 of 1,000 articles (1,000 of them before); writing the tables",
        ),
        (Progress(0), 0.0, 10, "0 of 10 articles, 0.0 a second"),
    ],
)
def test_a_line(progress: Progress, seconds: float, total: int | None, says: str) -> None:
    assert line(progress, seconds, total) == says


def test_times() -> None:
    assert [duration(s) for s in (3.2, 119, 121, 7199, 7300, 400_000)] == [
        "3 s", "119 s", "2 min", "120 min", "2.0 h", "111.1 h",
    ]  # fmt: skip


def test_articles_are_counted_beside_the_work(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "It rained."}\n' * 30 + "\n")
    extent = Extent([str(file)], None)
    extent._process.join(20)
    assert extent.total == 30
    extent.close()
    assert Extent(["-"], None).total is None
