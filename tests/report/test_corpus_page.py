"""The overview of a corpus: its numbers are those of the comparison, hostile articles change nothing, figures are drawn
in a real browser, and reports of stories are made when they are asked for.
"""

from __future__ import annotations

import json
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from framing.cli import main
from framing.corpus.annotate import annotate
from framing.corpus.annotation import Settings
from framing.corpus.comparing import comparison
from framing.corpus.database import database
from framing.corpus.exchange import Files
from framing.corpus.overview import overview
from framing.corpus.overview_page import number, overview_page, story_file
from framing.corpus.serving import server
from framing.corpus.storying import storied
from framing.intake.documents import documents
from tests.corpus.conftest import Here, invented, lines_file
from tests.report.conftest import Browser
from tests.report.test_hostile import rows

STORY = "The tanker Ormen lost oil near Dunmere on Tuesday and volunteers picked {n} birds from the beaches. {own}"
OWN = {
    "Harbour Post": "The mayor, Anna Kessler, called it a disaster for the town and its fishermen.",
    "Daily Lamp": "Tom Ardley of the port authority claimed that the brutal regime of the owners was to blame.",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("overview")
    articles = [*invented(150, 11), {"text": 3}]
    for outlet, own in OWN.items():
        articles.append(
            {
                "text": STORY.format(n=40, own=own),
                "outlet": outlet,
                "date": "2021-05-04",
                "title": f"Oil, says {outlet}",
            }
        )
    annotate(documents([str(lines_file(folder / "a.jsonl", articles))]), folder / "corpus", Here(), Settings())
    storied(folder / "corpus", Files(folder / "corpus" / "spill" / "steps", Here()))
    return folder / "corpus"


@pytest.fixture(scope="module")
def page(corpus: Path) -> Path:
    file = corpus.parent / "overview.html"
    assert main(["corpus", "report", str(corpus), "-o", str(file)]) == 0
    return file


def test_every_value_of_the_table_is_that_of_the_comparison(corpus: Path, page: Path) -> None:
    html = page.read_text("utf-8")
    found = comparison(database(corpus), "outlet")
    cells = re.findall(
        r'<td class="r" data-measure="(\w+)">(?:(.*?) <span class="ci">(.*?)<br>(.*?)</span>|–)</td>', html
    )
    shown = [(name, unescape(value), unescape(of)) for name, value, _, of in cells]
    names = list(dict.fromkeys(name for name, *_ in cells))
    expected = [
        (name, number(one.value, name), f"{one.count:,} of {one.n:,}") if one else (name, "", "")
        for group in found.groups
        for name in names
        for one in [group.values.get(name)]
    ]
    assert shown == expected
    assert len(names) > 15
    assert f"<h1><bdi>corpus</bdi>: {150 + len(OWN)} articles</h1>" in html
    assert "<dt>could not be read</dt><dd>1</dd>" in html
    assert "the key &#34;text&#34; is missing or no string" in html


def test_a_term_stands_with_its_sentences(page: Path) -> None:
    html = page.read_text("utf-8")
    terms = re.findall(r"<summary><b>(.*?)</b> <span class=\"id\">(WL\d+)</span>.*?</summary>", html)
    assert terms
    sentences = re.findall(r'<blockquote class="example"><p>(.*?)</p>', html)
    assert sentences
    assert all(sentence.count("<mark>") == 1 for sentence in sentences)


def test_the_same_corpus_gives_the_same_page(corpus: Path, page: Path, tmp_path: Path) -> None:
    again = tmp_path / "overview.html"
    assert main(["corpus", "report", str(corpus), "-o", str(again)]) == 0
    assert again.read_bytes() == page.read_bytes()


def test_the_report_of_a_story_is_made_on_demand(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with database(corpus) as tables:
        found = overview(tables, "outlet")
    assert found.stories
    (oil,) = (story for story in found.stories if story.title.startswith("Oil, says"))
    assert oil.outlets == ("Daily Lamp", "Harbour Post")
    file = tmp_path / "o.html"
    assert main(["corpus", "report", str(corpus), "-o", str(file), "--story", str(oil.number)]) == 0
    report = story_file(file, oil.number)
    assert f'<a href="o-stories/{oil.number}.html">' in file.read_text("utf-8")
    assert "the brutal regime of the owners was to blame" in unescape(re.sub("<[^>]+>", "", report.read_text("utf-8")))
    capsys.readouterr()
    assert main(["corpus", "report", str(corpus), "-o", str(file), "--story", "99999"]) == 2
    assert "there is no story 99999" in capsys.readouterr().err


def test_pages_are_served_on_this_machine_alone(corpus: Path, tmp_path: Path) -> None:
    asked: list[int] = []

    def story(number: int) -> str:
        asked.append(number)
        if number == 7:
            raise ValueError("there is no story 7")
        return f"<p>story {number}</p>"

    with server(0, tmp_path / "o.html", "<p>front</p>", story) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{found.server_port}"

        def text(path: str) -> tuple[int, str]:
            try:
                with urllib.request.urlopen(address + path) as answer:
                    return answer.status, answer.read().decode()
            except urllib.error.HTTPError as error:
                return error.code, error.read().decode()

        assert found.server_address[0] == "127.0.0.1"
        assert text("/") == text("/o.html") == (200, "<p>front</p>")
        assert text("/o-stories/90.html") == text("/o-stories/90.html") == (200, "<p>story 90</p>")
        assert asked == [90]  # the second time it is there
        assert text("/o-stories/7.html") == (404, "there is no story 7")
        for path in ("/o-stories/../../a.jsonl", "/corpus/corpus.json", "/other-stories/90.html", "/o-stories/x.html"):
            assert text(path)[0] == 404
        found.shutdown()
    assert [file.name for file in (tmp_path / "o-stories").iterdir()] == ["90.html"]


# ---------------------------------------------------------------- in a browser


@pytest.fixture
def calm(browser: Browser) -> Iterator[Browser]:
    browser.messages()
    browser.requests()
    yield browser
    assert browser.messages() == []
    assert [url for url in browser.requests() if not url.startswith(("data:", "blob:"))] == []


DRAWN = "return Boolean(document.querySelector('#plot-dots .main-svg'))"


def drawn(browser: Browser) -> None:
    script = """
        for (let n = 0; n < 200; n += 1) {
          if (document.querySelector('#plot-dots .main-svg')) return true;
          await new Promise((ready) => setTimeout(ready, 50));
        }
        return false;
    """
    assert browser.awaited(script)


@pytest.mark.parametrize(("width", "dark"), [(1400, False), (1400, True), (420, False)])
def test_figures_are_drawn_and_follow_the_chosen_measure(calm: Browser, page: Path, width: int, dark: bool) -> None:
    calm.open(page, width=width, dark=dark)
    drawn(calm)
    assert calm.number("figure.drawn") == 3
    before = calm.text("#plot-dots")
    calm.run(
        "const box = document.getElementById('measure'); box.value = arguments[0];"
        "box.dispatchEvent(new Event('change'))",
        "anonymous_share",
    )
    assert calm.text("figcaption .chosen") == "attributions to a source of the kind anonymous"
    assert calm.text("#plot-dots") != before
    assert calm.run("return location.hash") == "#measure=anonymous_share"
    assert calm.number("thead [data-measure]") == 1
    assert calm.run("return document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(("width", "dark"), [(1400, False), (1400, True), (420, False)])
def test_axe_finds_nothing_serious(calm: Browser, page: Path, width: int, dark: bool) -> None:
    calm.open(page, width=width, dark=dark)
    drawn(calm)
    calm.run("for (const fold of document.querySelectorAll('details')) fold.open = true")
    calm.driver.execute_script(Path(AXE_FILE_PATH).read_text("utf-8"))
    found = calm.awaited(
        """
        const found = await axe.run(document, { resultTypes: ["violations"] });
        return found.violations.filter((one) => ["serious", "critical"].includes(one.impact))
          .map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`);
        """
    )
    assert found == []


def test_without_script_the_tables_say_it_all(calm: Browser, page: Path) -> None:
    calm.open(page, js=False)
    assert calm.number("figure.drawn") == 0
    assert calm.number("tbody tr") > 5
    assert calm.number(".chooser") == 0


def test_hostile_articles_change_nothing(calm: Browser, tmp_path: Path) -> None:
    from tests.report.test_hostile import STRINGS

    file = tmp_path / "a.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows(STRINGS)), "ascii")
    folder = tmp_path / "corpus"
    annotate(documents([str(file)]), folder, Here(), Settings())
    with database(folder) as tables:
        outlets = {outlet for (outlet,) in tables.execute("SELECT outlet FROM articles").fetchall()}
        html = overview_page(overview(tables, "outlet"), "<script>window.struck=1</script>", lambda story: None)
    sent = [json.loads(json.dumps(one)).replace("\ud800", "\ufffd") for one in STRINGS]  # two halves become one sign
    kept = {f"{n} {one}" for n, one in enumerate(sent)}
    assert {one for one in kept if len(one) < 60} - outlets == set()
    page = tmp_path / "o.html"
    page.write_text(html, "utf-8")
    calm.open(page)
    drawn(calm)
    assert calm.run("return window.struck === undefined")
    assert not re.search(r'<script(?! type="application|>)', html)
    assert html.count("<script>") == 1
