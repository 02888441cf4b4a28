"""Values of a corpus are those of the articles together; intervals hold what they promise; what is not there is not
found, and what is there is.
"""

from __future__ import annotations

import csv
import io
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from framing.cli import main
from framing.corpus.annotate import annotate, in_parquet
from framing.corpus.annotation import Settings
from framing.corpus.comparing import CorpusComparison, comparison
from framing.corpus.database import database, stories_file
from framing.corpus.estimates import Contrast, Matched, Sums, contrast, corrected, matched, trends, value
from framing.corpus.exchange import Files
from framing.corpus.schema import schema
from framing.corpus.storying import storied
from framing.groups import groups
from framing.intake.collection import collection
from framing.intake.documents import documents
from framing.reading import reading
from framing.stories.copies import copies
from tests.corpus.conftest import Here, invented, lines_file


def compared(
    articles: list[dict[str, Any]], folder: Path, by: str = "outlet", *, stories: bool = False
) -> CorpusComparison:
    file = lines_file(folder / "a.jsonl", articles)
    annotate(documents([str(file)]), folder / "corpus", Here(), Settings())
    if stories:
        storied(folder / "corpus", Files(folder / "corpus" / "spill" / "steps", Here()))
    return comparison(database(folder / "corpus"), by)


def sums(pairs: list[tuple[int, int]]) -> Sums:
    return Sums(
        len(pairs),
        sum(y for y, _ in pairs),
        sum(n for _, n in pairs),
        sum(y * y for y, _ in pairs),
        sum(y * n for y, n in pairs),
        sum(n * n for _, n in pairs),
    )


# ---------------------------------------------------------------- values


@pytest.mark.parametrize("stories", [False, True], ids=["copies unknown", "copies known"])
def test_values_are_those_of_the_articles_together(stories: bool, tmp_path: Path) -> None:
    articles = [{**one, "outlet": one["outlet"] or "Unnamed"} for one in invented(60, 5)]
    articles += [{**articles[0], "id": "copy"}, {**articles[1], "id": "elsewhere", "outlet": "Daily Copy"}]
    found = compared(articles, tmp_path, stories=stories)
    readings = [reading(article) for article in collection([str(tmp_path / "a.jsonl")]).articles]
    double = copies([one.article for one in readings]) if stories else ()
    pooled = {group.name: group for group in groups(readings, double)}
    assert {group.label for group in found.groups} == pooled.keys()
    for group in found.groups:
        own = pooled[group.label]
        assert group.articles == own.measure("articles").value
        for name in (
            "findings_own_per_1000",
            "findings_quoted_per_1000",
            "anonymous_share",
            "named_person_share",
            "words_per_sentence",
        ):
            if own.measure(name).n:
                assert group.values[name].value == pytest.approx(own.measure(name).value), (group.label, name)
    assert [group.articles for group in found.groups if group.label == "Daily Copy"] == [1]


def test_a_group_of_a_column_of_periods_and_of_what_is_not_stated(tmp_path: Path) -> None:
    found = compared(invented(40, 6), tmp_path, by="desk")
    assert {group.label for group in found.groups} == {"x", "y", "z"}
    years = comparison(database(tmp_path / "corpus"), "year")
    assert [group.label for group in years.groups] == ["2019", "2020", "2021", "2022", "(not stated)"]
    assert years.within_stories == ()
    assert {trend.label for trend in years.trends} == {""}
    outlets = comparison(database(tmp_path / "corpus"), "outlet")
    assert outlets.groups[-1].label == "(not stated)"
    assert "(not stated)" not in {one.label for one in outlets.contrasts}


def test_the_variance_is_that_between_articles() -> None:
    pairs = [(3, 100), (0, 50), (9, 120), (2, 80)]
    r = 14 / 350
    squares = sum((y - r * n) ** 2 for y, n in pairs)
    assert sums(pairs).variance == pytest.approx(4 / 3 * squares / 350**2)
    assert sums(pairs[:1]).variance == 0


def test_an_interval_is_wider_where_articles_differ_and_is_wilsons_where_they_do_not() -> None:
    from framing.measures import share

    alike = value(sums([(10, 100)] * 20), "share", 1)
    assert (alike.low, alike.high) == pytest.approx((share("", 200, 2000).low, share("", 200, 2000).high))
    apart = value(sums([(0, 100), (20, 100)] * 10), "share", 1)
    assert apart.low is not None
    assert apart.high is not None
    assert apart.value == alike.value == 0.1
    assert apart.high - apart.low > 2.5 * (share("", 200, 2000).high or 0) - 2.5 * (share("", 200, 2000).low or 0)
    nothing = value(sums([(0, 100)] * 3), "rate", 1000)
    assert (nothing.value, nothing.low) == (0, 0)
    assert nothing.high == pytest.approx(12.3, abs=0.1)  # Byar: 3.7 of 300 words


@pytest.mark.parametrize(("form", "scale"), [("share", 1.0), ("rate", 1000.0), ("mean", 1.0)])
def test_nineteen_intervals_of_twenty_hold_the_truth(form: Any, scale: float) -> None:
    """Articles of an outlet have rates of their own, as real ones do."""
    chance = random.Random(2)
    truth, held = 0.0, 0
    runs = 300
    for _ in range(runs):
        pairs = []
        for _ in range(40):
            n = chance.randrange(200, 900)
            own = chance.betavariate(4, 196)
            pairs.append((sum(chance.random() < own for _ in range(n)), n))
        truth = 0.02 * scale
        found = value(sums(pairs), form, scale)
        held += (found.low or 0) <= truth <= (found.high or 0)
    assert 0.92 <= held / runs <= 0.99


# ---------------------------------------------------------------- contrasts


def test_what_is_apart_is_found_and_what_is_not_is_not() -> None:
    chance = random.Random(3)

    def articles(p: float) -> list[tuple[int, int]]:
        return [(sum(chance.random() < p for _ in range(300)), 300) for _ in range(30)]

    groups = {**{f"alike {n}": sums(articles(0.03)) for n in range(20)}, "apart": sums(articles(0.06))}
    whole = sums([])
    for one in groups.values():
        whole = whole + one
    found = corrected([contrast(label, "m", one, whole - one, "rate", 1000) for label, one in groups.items()])
    assert [one.label for one in found if one.holds] == ["apart"]
    (apart,) = (one for one in found if one.label == "apart")
    assert apart.low is not None
    assert 15 < apart.low < apart.difference < 45


def test_nothing_is_tested_below_twenty_articles_or_five_things() -> None:
    small, large = sums([(9, 100)] * 19), sums([(1, 100)] * 400)
    (found,) = corrected([contrast("small", "m", small, large, "share", 1)])
    assert (found.p, found.low, found.holds) == (None, None, False)
    assert found.difference == pytest.approx(0.08)
    rare, rest = sums([(0, 100)] * 30), sums([(0, 100)] * 399 + [(4, 100)])
    assert corrected([contrast("rare", "m", rare, rest, "share", 1)])[0].p is None


def test_p_values_are_holms() -> None:
    """The example of Holm's steps: each p by the number that are left, never smaller than the one before."""
    one = Contrast("a", "m", 1.0, 50, 1.0)
    zs = (3.0, 2.5, 2.4, 0.5)
    found = corrected([(replace(one, difference=z), True) for z in zs])
    raw = (0.0026998, 0.0124193, 0.0163951, 0.6170751)
    expected = (4 * raw[0], 3 * raw[1], 3 * raw[1], raw[3])
    assert [one.p for one in found] == pytest.approx(
        [expected[0], expected[1], max(expected[1], 2 * raw[2]), expected[3]], abs=1e-5
    )


def test_on_the_same_stories_a_topic_makes_no_difference(tmp_path: Path) -> None:
    """One outlet reports on what is full of marked words, the other on what is not; of what both tell they say the same
    things.
    """
    articles: list[dict[str, Any]] = []
    stories: list[int] = []
    for number in range(24):
        for outlet in ("Loud", "Calm"):
            shared = f"The brutal regime fell on day {number}. The bridge fell too, and {outlet} saw it from the tower."
            articles.append({"text": shared, "outlet": outlet})
            stories.append(1000 + number)
        calm = f"The choir of the town sang {number} songs in the hall on Sunday, and then it went home again."
        loud = f"The brutal regime cracked down on {number} people in the camp, and the terrorist fled at night."
        for outlet, text in (("Calm", calm), ("Loud", loud)):
            articles.append({"text": text, "outlet": outlet})
            stories.append(2000 + len(stories))
    folder = tmp_path / "corpus"
    compared(articles, tmp_path)
    table = {
        "article": range(len(stories)),
        "story": stories,
        "origin": [None] * len(stories),
        "share": [None] * len(stories),
    }
    stories_file(folder).parent.mkdir()
    stories_file(folder).write_bytes(in_parquet(pa.table(table, schema("stories"))))
    found = comparison(database(folder), "outlet")
    name = "findings_own_per_1000"
    apart = {one.label: one for one in found.contrasts if one.name == name}
    same = {one.label: one for one in found.within_stories if one.name == name}
    assert apart["Loud"].holds
    assert apart["Loud"].difference > 20
    assert (same["Loud"].units, same["Loud"].difference) == (24, 0)
    assert not same["Loud"].holds


def test_matched_differences_are_weighted_by_what_both_have() -> None:
    """Two stories: 100 against 300 words, 50 against 50; w is n m / (n + m)."""
    stories = [((4, 100), (3, 300)), ((1, 50), (2, 50))]
    weights = [n * m / (n + m) for (_, n), (_, m) in stories]
    differences = [y / n - x / m for (y, n), (x, m) in stories]
    found, enough = matched(
        "a",
        "m",
        Matched(
            2,
            sum(weights),
            sum(w * d for w, d in zip(weights, differences, strict=True)),
            sum(w * w for w in weights),
            sum(w * w * d for w, d in zip(weights, differences, strict=True)),
            sum(w * w * d * d for w, d in zip(weights, differences, strict=True)),
        ),
        1,
    )
    assert found.difference == pytest.approx((75 * 0.03 + 25 * -0.02) / 100)
    assert not enough


# ---------------------------------------------------------------- trends


def test_a_trend_is_found_and_noise_is_not() -> None:
    chance = random.Random(5)
    months = range(24300, 24336)
    rising = [(month, 0.1 * number + chance.gauss(0, 0.2)) for number, month in enumerate(months)]
    noise = [(month, chance.gauss(3, 1)) for month in months]
    found = {one.label: one for one in trends({("up", "m"): rising, ("flat", "m"): noise, ("short", "m"): rising[:19]})}
    assert found["up"].slope == pytest.approx(1.2, abs=0.1)
    assert found["up"].low < 1.2 < found["up"].high
    assert (found["up"].p or 1) < 0.001 < 0.05 < (found["flat"].p or 0)
    assert found["short"].p is None


# ---------------------------------------------------------------- the command


def test_what_the_command_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compared(invented(80, 7), tmp_path)
    folder = str(tmp_path / "corpus")
    assert main(["corpus", "compare", folder]) == 0
    out = capsys.readouterr().out
    assert out.startswith("80 articles in 4 groups by outlet; 95 % intervals between articles\n")
    assert "\nApart from all others together: " in out
    assert max(len(line) for line in out.splitlines()) <= 120
    assert main(["corpus", "compare", folder, "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["schema"] == "framing.corpus-comparison/1"
    assert main(["corpus", "compare", folder, "--format", "csv"]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    values = {(row["group"], row["measure"]): float(row["value"]) for row in table}
    assert values == {
        (group["label"], name): one["value"] for group in record["groups"] for name, one in group["measures"].items()
    }
    assert main(["corpus", "compare", folder, "--by", "colour"]) == 2
    assert (
        'no article has a column "colour" to group by; there are: outlet, month, year, story, desk'
        in capsys.readouterr().err
    )
    assert main(["corpus", "compare", folder, "--by", "story"]) == 2
    assert "there are no stories yet: make them with framing corpus stories DIR" in capsys.readouterr().err
