"""The pages on archives are true of the code."""

from __future__ import annotations

import re

import pytest

from framing.cli.corpus import TASKS
from framing.cli.help import pages
from framing.corpus.annotation import LONGEST
from framing.corpus.candidates import ARTICLES
from framing.corpus.estimates import EXPECTED, LEAST
from framing.corpus.quantities import QUANTITIES
from framing.corpus.schema import STORIES, TABLES, VERSION, type_name
from framing.corpus.story_report import MOST
from framing.corpus.tables import FOLDER_SIZE
from framing.corpus.words import MOST as COUNTED

PAGE = pages()["corpus"]


@pytest.mark.parametrize("table", [*TABLES, "stories"])
def test_every_column_is_described(table: str) -> None:
    columns = STORIES if table == "stories" else TABLES[table]
    block = PAGE.split(f"\n**{table}**: ", 1)[1].split("\n\n", 2)[1]
    assert block.splitlines()[2:] == [f"| `{one.name}` | {type_name(one.type)} | {one.about} |" for one in columns]


def test_every_task_and_measure_is_described() -> None:
    shown = set(re.findall(r"^framing corpus ([a-z]+)", PAGE, re.MULTILINE))
    assert shown == TASKS.keys()
    assert set(re.findall(r"^## ([a-z]+)$", PAGE, re.MULTILINE)) == TASKS.keys()
    for one in QUANTITIES:
        assert f"| `{one.name}` | {one.about} |" in PAGE


def test_the_numbers_are_those_of_the_code() -> None:
    for told in (
        f"Schema `{VERSION}`",
        f"longer than {LONGEST:,} characters",
        f"{FOLDER_SIZE} articles or more on average",
        f"fewer than {LEAST} articles on a side, or where fewer than {EXPECTED:.0f} of what is counted are expected",
        f"at most {MOST} articles of a story",
        f"in at least {ARTICLES} of its articles",
        f"Of more than {COUNTED:,} articles",
    ):
        assert told in PAGE, told
