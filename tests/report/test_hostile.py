"""Hostile articles change nothing on the page: more than fifty strings, in texts, titles, outlets, columns and names."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from framing.cli import main
from framing.comparison import Comparison, comparison
from framing.files import written
from framing.intake.collection import Collection, collection
from framing.reading import reading
from framing.report.all_tables import tables
from framing.report.comparison_record import comparison_record
from framing.report.csv_files import csv_files
from framing.report.markdown_summary import markdown_summary
from framing.report.page import page
from tests.report.conftest import Browser

RUN = "window.struck=1"
STRINGS = (
    f"<script>{RUN}</script>", f"</script><script>{RUN}</script>", f"<SCRIPT>{RUN}</SCRIPT >", f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f'"><script>{RUN}</script>', f"'><script>{RUN}</script>", f"</title><script>{RUN}</script>", f"</style><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>", f"--><script>{RUN}</script>", f"]]><script>{RUN}</script>", f"<!--<script>{RUN}",
    "<!-- framing", "-->", "<![CDATA[x", "</body></html>", "</main></section>", "</details></summary>", "</table></td></tr>", "</svg></text>",
    f"<img src=x onerror={RUN}>", f"<svg onload={RUN}>", f"<svg><script>{RUN}</script></svg>", f"<body onload={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>", f"<details open ontoggle={RUN}>", f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>", f"<math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>",
    f'" onmouseover="{RUN}', f"' onmouseover='{RUN}", f'" autofocus onfocus="{RUN}" x="', f"` onmouseover={RUN}", f'"></a><a href="javascript:{RUN}">',
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"java\tscript:{RUN}", f"data:text/html,<script>{RUN}</script>", f"vbscript:{RUN}",
    "{{ 7*7 }}", "{% raw %}", "{% include 'page.html.j2' %}", "{# no #}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{ heads.__class__.__mro__ }}",
    "%s%d%n", "\\u003cscript\\u003e", "&lt;script&gt;", "&amp;amp;", "&#60;script&#62;", "&#x3c;img&#x3e;",
    '{"__proto__": {"group": 1}}', "__proto__", "constructor", "a\x00b", "a\x01b\x1bc\x7f", "\ufeffbom", "\u202eright to left", "\u2066isolate",
    "\ud800 alone", "\ud83d\ude00", "e" + "\u0301" * 60, "\u2028line", "x" * 3000, "a'b\"c<d>e&f`g", "=1+1", "@SUM(A1)", "#a1&group=x&q=%", "%00%3Cscript%3E",
    "../../etc/passwd", "<base href=//example.org>", "<meta http-equiv=refresh content=0;url=//example.org>", "<link rel=stylesheet href=//example.org/a.css>",
    "<style>*{display:none}</style>", "<form action=//example.org><button>", "<a href=//example.org>go</a>", "@import url(//example.org/a.css);",
)  # fmt: skip
CALM_WORDS = tuple(f"word{n}" for n in range(len(STRINGS)))
CALM = "The ministry said on Monday that {0} was late. “We regret {0}”, Anna Novak told Reuters. The {0} regime claimed that {0} fell."


def rows(strings: tuple[str, ...]) -> Iterator[dict[str, str]]:
    for n, one in enumerate(strings):
        yield {
            "id": f"{n}-{one}", "text": CALM.format(one), "outlet": f"{n} {one}", "title": one, "author": one, one: one,
            "section": one, "url": one, "date": "2031-05-06",
        }  # fmt: skip


def compared(found: Collection, by: str = "outlet") -> Comparison:
    return comparison([reading(article) for article in found.articles], by=by)


def of_lines(lines: Sequence[Mapping[str, str]]) -> Collection:
    """What a file of these lines is read as."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lines.jsonl"
        file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        return collection([str(file)])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Each string in every field of an article of its own."""
    file = tmp_path_factory.mktemp("in") / "hostile.jsonl"
    file.write_text("\n".join(map(json.dumps, rows(STRINGS))), encoding="utf-8")
    return collection([str(file)])


def shown(text: str) -> str:
    """A string as a page can show it."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if "\ud83d" in text else text
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", whole)


@pytest.fixture(scope="module")
def found(hostile: Collection) -> Comparison:
    return compared(hostile, "section")


@pytest.fixture(scope="module")
def calm() -> Comparison:
    """The same articles with harmless words."""
    return compared(
        of_lines([{**row, "text": CALM.format("word"), "author": "word"} for row in rows(CALM_WORDS)]), "section"
    )


class Shapes(HTMLParser):
    """The kinds of elements of a page, each with the names of its attributes, and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.kinds: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.links: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.kinds[tag, tuple(sorted(name for name, _ in attrs))] += 1
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "srcdoc", "data")]


def test_there_are_more_than_fifty_and_all_are_read(hostile: Collection) -> None:
    assert len(STRINGS) > 50
    assert len(set(STRINGS)) == len(STRINGS)
    assert hostile.problems == ()
    assert [shown(article.title or "") for article in hostile.articles] == [shown(one) for one in STRINGS]


@pytest.mark.parametrize("options", [{}, {"drawn": "light"}, {"with_text": False}], ids=["full", "light", "no text"])
def test_no_element_and_no_attribute_comes_from_an_article(
    found: Comparison, calm: Comparison, seeds: Comparison, options: dict[str, Any]
) -> None:
    """Whatever stands in the articles, the page is built of the kinds of elements that harmless words make."""
    harmless = [Shapes(page(one, **options)).kinds for one in (seeds, calm)]
    shapes = Shapes(page(found, **options))
    assert shapes.kinds.keys() - harmless[0].keys() - harmless[1].keys() == set()
    assert [link for link in shapes.links if not re.match("#|https?://(?!example)", link)] == []
    for kind in ("script", "style", "base", "iframe", "form", "object"):
        count = sum(n for (tag, _), n in shapes.kinds.items() if tag == kind)
        assert count <= max(sum(n for (tag, _), n in one.items() if tag == kind) for one in harmless)


def test_in_a_browser_nothing_runs_and_all_is_shown(browser: Browser, found: Comparison, tmp_path: Path) -> None:
    written(tmp_path / "hostile.html", page(found))
    browser.messages()
    browser.requests()
    browser.open(tmp_path / "hostile.html")
    titles = browser.run(
        "return [...document.querySelectorAll('[data-table=articles] td.title')].map((one) => one.textContent)"
    )
    assert [one.strip() for one in titles] == [" ".join(shown(one).split(" ")).strip() for one in STRINGS]
    assert browser.run("return document.title") == f"Framing: {len(STRINGS)} articles compared"
    assert browser.run("return document.querySelectorAll('main > section').length") == 10
    browser.awaited(
        """
        for (const select of document.querySelectorAll(".finder select")) {
          for (const option of [...select.options].slice(0, 8)) { select.value = option.value; select.dispatchEvent(new Event("change")); }
          select.value = ""; select.dispatchEvent(new Event("change"));
        }
        for (const node of [...document.querySelectorAll("#texts mark[data-rule]")].slice(0, 40)) { node.click(); }
        for (const node of [...document.querySelectorAll("#texts .s")].slice(0, 40)) { node.click(); closeCard(); }
        for (const node of [...document.querySelectorAll("details.n > summary")].slice(0, 40)) { node.click(); closeCard(); }
        for (const figure of document.querySelectorAll("figure.figure")) { await draw(figure); await svgOf(figure); }
        """
    )
    assert browser.run("return window.struck") is None
    assert browser.messages() == []
    assert [url for url in browser.requests() if not url.startswith(("data:", "blob:"))] == []


def test_a_hostile_manifest_and_hostile_names_of_files(calm: Comparison, seeds: Comparison, tmp_path: Path) -> None:
    usable = [one for one in STRINGS if not re.search("[\x00-\x1f\x7f\ud800-\udfff]", one)]
    lines = []
    for n, one in enumerate(usable):
        name = f"{n} {one.replace('/', '_')}.txt"[:120] if n % 2 else f"{n}.txt"
        (tmp_path / name).write_text(CALM.format("word"), encoding="utf-8")
        told = json.dumps(one, ensure_ascii=False)
        lines += [
            "[[article]]",
            f"file = {json.dumps(name, ensure_ascii=False)}",
            f"outlet = {told}",
            f"title = {told}",
            f"country = {told}",
        ]
    (tmp_path / "manifest.toml").write_text("\n".join(lines), encoding="utf-8")
    found = collection([str(tmp_path)])
    assert len(found.articles) == len(usable) > 50
    text = page(compared(found, "country"))
    assert not re.search(
        r"<(?:script|img|svg|iframe)[^>]*(?:struck|onerror)", re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    )
    harmless = Shapes(page(calm)).kinds.keys() | Shapes(page(seeds)).kinds.keys()
    assert Shapes(text).kinds.keys() - harmless == set()


def test_markdown_and_csv_hold_no_markup_and_no_formula(found: Comparison) -> None:
    summary = markdown_summary(found, tables(found))
    assert not re.search(r"(?<!\\)<[a-z/!]", summary, re.IGNORECASE)
    assert not re.search(r"(?<!\\)\]\(", summary)
    for text in csv_files(comparison_record(found)).values():
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [
            cell for cell in cells if cell.startswith(("=", "+", "-", "@")) and not re.fullmatch(r"-?[\d.e-]+", cell)
        ]


def test_ten_megabytes_of_text_are_named_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "long.txt").write_text(
        "The ministry said on Monday that it was late. " * 220_000, encoding="utf-8"
    )
    for name in ("a", "b"):
        (tmp_path / "in" / f"{name}.txt").write_text(CALM.format(name), encoding="utf-8")
    assert (tmp_path / "in" / "long.txt").stat().st_size > 10_000_000
    assert main(["report", str(tmp_path / "in"), "--figures", "light", "-o", str(tmp_path / "out.html")]) == 0
    assert capsys.readouterr().err.startswith("framing: long.txt: ")
    text = (tmp_path / "out.html").read_text("utf-8")
    assert len(text) < 400_000
    assert "<title>Framing: 2 articles compared</title>" in text
    assert '<li><span class="file">long.txt</span>: ' in text
