"""The page in a real browser: figures drawn, nothing refused by its own policy, nothing asked of the network."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest

from framing.comparison import comparison
from framing.files import written
from framing.intake.collection import collection
from framing.reading import reading
from framing.report.page import page

SEEDS = Path(__file__).parents[2] / "seeds"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HOSTILE = (
    '<script>document.title="owned"</script><img src="http://192.0.2.1/x.png" onerror="document.title=1"> The ministry '
    'said it was late on Monday.\n\n<iframe src="http://192.0.2.1/"></iframe><style>@import url(http://192.0.2.1/a.css)'
    "</style> “We will pay 3 million,” the minister told the paper. The regime collapsed.\n"
)

if BROWSER is None and os.environ.get("FRAMING_REQUIRE_BROWSER"):
    pytest.fail("FRAMING_REQUIRE_BROWSER is set and there is no chromium on the path", pytrace=False)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on the path")


@dataclass(frozen=True)
class Visit:
    """What a browser made of a page: its elements, its console and the addresses that it asked for."""

    dom: str
    console: tuple[str, ...]
    asked: tuple[str, ...]


def visited(file: Path, folder: Path) -> Visit:
    log = folder / "net.json"
    done = subprocess.run(
        [
            str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
            "--disable-default-apps", "--no-default-browser-check", "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}", "--enable-logging=stderr", "--v=0",
            "--virtual-time-budget=8000", "--dump-dom", file.as_uri(),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    )  # fmt: skip
    console = tuple(re.findall(r"CONSOLE.*", done.stderr.decode("utf-8", "replace")))
    return Visit(done.stdout.decode("utf-8", "replace"), console, _asked(log.read_text("utf-8")))


def _asked(log: str) -> tuple[str, ...]:
    """The addresses that the page asked for, from a net log; the browser's own errands have no origin."""
    try:
        events = json.loads(log)["events"]
    except json.JSONDecodeError:  # a browser that ends while it writes leaves the list open
        events = json.loads(log.rstrip().rstrip(",") + "]}")["events"]
    found = [one.get("params", {}) for one in events]
    return tuple(one["url"] for one in found if one.get("initiator", "not an origin") != "not an origin")


class Attributes(HTMLParser):
    """All elements and the addresses in their attributes, scripts' and styles' text left out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.feed(re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "srcset", "xlink:href")]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def reported(inputs: Path, folder: Path) -> Path:
    found = collection([str(inputs)])
    file = folder / "report.html"
    written(file, page(comparison([reading(article) for article in found.articles]), found.problems))
    return file


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Visit:
    folder = tmp_path_factory.mktemp("seeds")
    return visited(reported(SEEDS, folder), folder)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Visit:
    folder = tmp_path_factory.mktemp("hostile")
    rows = [
        {"text": HOSTILE, "outlet": "<img src=http://192.0.2.1/o.png>", "title": "<svg onload=alert(1)>"},
        {"text": HOSTILE.replace("3", "4"), "outlet": '<a href="javascript:alert(1)">x</a>'},
    ]
    file = folder / "in.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return visited(reported(file, folder), folder)


def test_figures_are_drawn(seeds: Visit) -> None:
    plots = re.findall(r'<div id="plot-(\w+)" class="plot[^"]*"[^>]*>', seeds.dom)
    assert sorted(plots) == ["coverage", "sourcing", "wording"]
    assert seeds.dom.count('class="main-svg"') >= 3
    assert not re.search(r'<div id="plot-\w+"[^>]*\bhidden', seeds.dom)


def test_the_console_stays_empty(seeds: Visit, hostile: Visit) -> None:
    assert seeds.console == ()
    assert hostile.console == ()


def test_nothing_is_asked_of_the_network(seeds: Visit, hostile: Visit) -> None:
    assert seeds.asked == ()
    assert hostile.asked == ()


def test_the_net_log_would_show_a_request(tmp_path: Path) -> None:
    file = tmp_path / "control.html"
    file.write_text('<!DOCTYPE html><title>x</title><img src="http://192.0.2.1/x.png">', encoding="utf-8")
    assert set(visited(file, tmp_path).asked) == {"http://192.0.2.1/x.png"}


def test_hostile_text_makes_no_elements(hostile: Visit) -> None:
    found = Attributes(hostile.dom)
    assert "<title>Framing: 2 articles compared</title>" in hostile.dom
    assert not {"img", "iframe", "object", "embed"} & set(found.tags)
    assert found.handlers == []
    assert not [one for one in found.addresses if not one.startswith(("#", "https://"))]
    assert not [one for one in found.addresses if "192.0.2.1" in one]


def test_tables_and_texts_do_not_need_scripts(tmp_path: Path) -> None:
    text = reported(SEEDS, tmp_path).read_text("utf-8")
    still = re.sub(r"<script\b.*?</script>", "", text, flags=re.DOTALL)
    assert still.count("<noscript>") == 3
    assert len(re.findall(r'<div id="plot-\w+"[^>]*\bhidden>', still)) == 3
    for caption in ("Attributions by kind of source", "Marked words by voice", "by how each article stands"):
        assert caption in still
    assert len(re.findall(r'<div class="raw"', still)) == 5
