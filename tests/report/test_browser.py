"""The page in a real browser: every link, key, facet, layer, card and export; nothing refused, nothing asked for."""

from __future__ import annotations

import json
import re
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from framing.comparison import Comparison
from framing.report.comparison_record import comparison_record
from framing.report.csv_files import csv_files
from framing.report.records import json_line
from tests.conftest import SEEDS
from tests.report.conftest import Browser

Pages = Callable[..., Path]
SECTIONS = "summary comparable sources events sourcing wording naming differences texts method".split()
DRAWN = ["coverage_over_time", "distinctive", "labels", "readability", "sourcing", "speakers", "wording"]
ESCAPE = "\ue00c"


@pytest.fixture(autouse=True)
def _nothing_is_refused_and_nothing_is_asked_for(browser: Browser) -> Iterator[None]:
    browser.messages()
    browser.requests()
    yield
    assert browser.messages() == []
    assert [url for url in browser.requests() if not url.startswith(("data:", "blob:"))] == []


def chosen(browser: Browser) -> dict[str, str]:
    """What stands in the address behind the place."""
    return dict(part.split("=", 1) for part in str(browser.run("return location.hash")).split("&")[1:])


def saved(browser: Browser, name: str) -> bytes:
    """A file that the page saves, when it is there."""
    file = browser.downloads / name
    for _ in range(200):
        if file.exists():
            data = file.read_bytes()
            file.unlink()
            return data
        time.sleep(0.05)
    raise AssertionError(f"{name} was not saved")


# ---------------------------------------------------------------- links and numbers


def test_every_link_leads_to_what_can_be_seen(browser: Browser, pages: Pages) -> None:
    browser.open(pages())
    lost = browser.awaited(
        """
        const hashes = [...new Set([...document.querySelectorAll("a[href^='#']")].map((one) => one.getAttribute("href")))];
        const lost = [];
        for (const hash of hashes) {
          const arrived = new Promise((done) => addEventListener("hashchange", done, { once: true }));
          if (location.hash === hash) continue;
          location.hash = hash;
          await arrived;
          const target = document.getElementById(hash.slice(1));
          const box = target?.getClientRects()[0];
          if (!box || box.bottom < -2 || box.top > innerHeight) lost.push(hash);
          closeCard();
          await new Promise((done) => setTimeout(done, 51)); // Chromium lets a page go to 200 places in ten seconds
        }
        return [hashes.length, lost];
        """
    )
    assert lost[0] > 200
    assert lost[1] == []


def test_a_number_opens_the_sentences_that_it_counts(browser: Browser, pages: Pages, seeds: Comparison) -> None:
    table = next(t for t in comparison_record(seeds)["tables"] if t["name"] == "sourcing")
    number, row = next((n, r) for n, r in enumerate(table["rows"], 1) if r["count"] and r["count"] > 2)
    browser.open(pages()).click(f"#r-sourcing-{number} summary")
    links = browser.run("return document.querySelectorAll(`#r-sourcing-${arguments[0]} .refs a`).length", number)
    assert browser.number("#card .sentences > li") == links <= row["count"]
    places = [(p["article"], p["span"]) for p in row["places"]]
    said = browser.run("return [...document.querySelectorAll('#card .sentences p')].map((one) => one.textContent)")
    texts = {reading.article.id: reading.article.text for reading in seeds.readings}
    for article, (start, end) in places:
        words = " ".join(texts[article][start:end].split())
        assert any(words in sentence for sentence in said)


# ---------------------------------------------------------------- figures


def test_every_figure_is_drawn_and_leads_to_its_number(browser: Browser, pages: Pages) -> None:
    browser.open(pages())
    for name in (name for name in DRAWN if name != "distinctive"):
        cell = browser.awaited(
            """
            const figure = document.getElementById(`fig-${given[0]}`);
            figure.scrollIntoView();
            for (let n = 0; n < 300 && !figure.querySelector(".plot .main-svg"); n++) await new Promise((done) => setTimeout(done, 30));
            const plot = figure.querySelector(".plot");
            if (!plot.data || !figure.querySelector(".drawn").hidden) return null;
            const trace = plot.data.find((one) => one.customdata);
            const cell = trace.customdata.flat().find(Boolean);
            plot.emit("plotly_click", { points: [{ customdata: cell }] });
            await new Promise((done) => setTimeout(done, 60));
            return [cell, location.hash, document.getElementById(cell).getClientRects().length];
            """,
            name,
        )
        assert cell, name
        assert cell[1] == f"#{cell[0]}"
        assert cell[2]
        browser.keys(ESCAPE)


def test_figures_fit_a_narrow_screen_with_all_their_labels(browser: Browser, pages: Pages) -> None:
    browser.open(pages(), width=390)
    found = browser.awaited(
        """
        const out = {};
        for (const figure of document.querySelectorAll("figure.figure:has(.plot)")) {
          await draw(figure);
          const [frame, plot] = [figure.querySelector(".plotted"), figure.querySelector(".plot")];
          const labels = [...plot.querySelectorAll(".annotation-text, .xtick text")].map((one) => one.getBoundingClientRect());
          const box = frame.getBoundingClientRect();
          const lost = labels.filter((one) => one.left < box.left - 1 || one.right > box.right + 1).length;
          out[figure.id] = [frame.scrollWidth <= frame.clientWidth, plot.layout.yaxis.tickvals.length, labels.length, lost];
        }
        return out;
        """
    )
    assert len(found) == len(DRAWN) - 1  # no word sets these articles apart
    for name, (fits, rows, labels, lost) in found.items():
        assert fits, name
        assert labels > rows, name
        assert lost == 0, name


def test_figures_stand_still_without_plotly(browser: Browser, pages: Pages) -> None:
    file = pages(drawn="light")
    assert file.stat().st_size < 400_000
    browser.open(file)
    assert browser.number(".figure svg.still") == 7
    assert browser.run("return typeof Plotly") == "undefined"
    hrefs = browser.run(
        "return [...document.querySelectorAll('svg.still a')].map((one) => one.getAttribute('href').slice(1))"
    )
    assert len(hrefs) > 100
    assert browser.run("return arguments[0].filter((id) => !document.getElementById(id))", hrefs) == []


@pytest.mark.parametrize("drawn", ["full", "light"])
def test_each_figure_is_saved_as_svg_and_png(browser: Browser, pages: Pages, drawn: str) -> None:
    browser.open(pages(drawn=drawn))
    for name in ("sourcing", "chains", "labels"):
        browser.run("document.getElementById(`fig-${arguments[0]}`).scrollIntoView()", name)
        time.sleep(0.8)
        for kind in ("SVG", "PNG"):
            browser.click(f"#fig-{name} button[aria-label$='{kind}']")
            data = saved(browser, f"framing-{name}.{kind.lower()}")
            if kind == "SVG":
                assert data.startswith(b"<svg")
                assert b"Caliber" in data
            else:
                assert data[:8] == b"\x89PNG\r\n\x1a\n"
                width, height = struct.unpack(">II", data[16:24])
                assert width > 600
                assert height > 200


# ---------------------------------------------------------------- cards


def test_a_marked_word_opens_its_card_and_is_copied_with_its_place(
    browser: Browser, pages: Pages, seeds: Comparison
) -> None:
    browser.open(pages())
    browser.driver.execute_cdp_cmd("Browser.grantPermissions", {"permissions": ["clipboardReadWrite"]})
    marks = sum(len(reading.findings) for reading in seeds.readings)
    assert browser.run("return document.querySelectorAll('#texts mark[data-rule]').length") >= marks
    browser.click("#texts mark[data-rule=WL01]")
    shown = browser.text("#card")
    for part in (
        "Voice",
        "own: the outlet’s own words",
        "WL01",
        "Why",
        "Instead",
        "Sources",
        "plainer",
        "Copy as false alarm",
    ):
        assert part in shown
    alarms = browser.run(
        "return [...document.querySelectorAll('#texts mark[data-rule]')].map((mark) => falseAlarm(mark, mark.closest('.s')))"
    )
    texts = {reading.article.id: reading.article.text for reading in seeds.readings}
    spans = {(r.article.id, tuple(f.span), f.rule.code, f.voice) for r in seeds.readings for f in r.findings}
    for alarm in map(json.loads, alarms):
        start, end = alarm["span"]
        assert texts[alarm["article"]][start:end] == alarm["text"]
    whole = [a for a in map(json.loads, alarms) if (a["article"], tuple(a["span"]), a["rule"], a["voice"]) in spans]
    assert len(whole) == marks  # a mark that a line of another voice cuts is whole in one card at least


def test_a_sentence_opens_who_speaks_and_what_is_aligned_with_it(
    browser: Browser, pages: Pages, seeds: Comparison
) -> None:
    browser.open(pages()).click("#texts .s.paired")
    assert "Aligned sentences" in browser.text("#card")
    assert browser.number("#card .beside b.only") == 0
    browser.click("#card .diff")
    assert browser.number("#card .beside b.only") > 1
    browser.click("#card .close")
    assert browser.number("#card") == 0


# ---------------------------------------------------------------- facets, search, layers


def test_facets_leave_what_belongs_and_stand_in_the_address(browser: Browser, pages: Pages, seeds: Comparison) -> None:
    own = [f for r in seeds.readings for f in r.findings if f.rule.code == "WL01" and f.voice == "own"]
    assert own
    browser.open(pages(), "#wording&rule=WL01&voice=own")
    assert browser.number("ul.findings > li[data-r]") == len(own)
    assert browser.run("return document.querySelectorAll('#texts mark:not(.faint)').length") >= len(own)
    assert browser.run("return document.querySelectorAll('#texts mark.faint').length") > len(own)
    assert f"{len(own)} of" in browser.text(".finder [role=status]")
    browser.click("#show-matches")
    assert 0 < browser.number("#card .sentences > li") <= len(own)
    browser.keys(ESCAPE)
    browser.click("#clear")
    assert chosen(browser) == {}
    assert browser.number("mark.faint") == 0


def test_one_outlet_alone(browser: Browser, pages: Pages) -> None:
    browser.open(pages(), "#texts&group=3%20%C2%B7%20Caliber.Az")
    assert browser.number("article.text") == 1
    assert browser.number("table[data-table=sourcing] tbody tr") == 1
    assert browser.number("table.matrix tbody tr:first-child td") == 1


def test_one_speaker_alone(browser: Browser, pages: Pages, seeds: Comparison) -> None:
    spoken = [s for r in seeds.readings for s in r.sourcings if s.speaker == "Jens Stoltenberg"]
    browser.open(pages(), "#texts&speaker=Jens%20Stoltenberg")
    browser.run("for (const one of document.querySelectorAll('#texts details')) one.open = true")
    assert browser.number("tr[id*='-q']") == len(spoken) > 3


def test_words_are_searched_in_the_texts(browser: Browser, pages: Pages, seeds: Comparison) -> None:
    browser.open(pages())
    browser.keys("/")
    browser.driver.switch_to.active_element.send_keys("Security Guarantees")
    time.sleep(0.5)
    assert chosen(browser) == {"q": "Security%20Guarantees"}
    with_it = [
        s
        for r in seeds.readings
        for s in r.sentences
        if "security guarantees" in " ".join(s.of(r.article.text).lower().split())
    ]
    assert f"{len(with_it)} sentences" in browser.text(".finder [role=status]")
    assert browser.run("return CSS.highlights.get('asked').size") >= len(with_it)


def test_layers_are_switched_and_kept(browser: Browser, pages: Pages) -> None:
    browser.open(pages())
    line = "return getComputedStyle(document.querySelector('.raw .v-attributed')).textDecorationLine"
    assert browser.run(line) == "underline"
    browser.click("#layer-voices")
    assert browser.run(line) == "none"
    assert chosen(browser)["layers"].split("%2C") == ["findings", "roles", "numbers"]
    browser.open(pages(), "#texts&layers=names")
    assert browser.run("return getComputedStyle(document.querySelector('.raw mark')).backgroundImage") == "none"
    assert "gradient" in browser.run("return getComputedStyle(document.querySelector('.raw i')).backgroundImage")
    styles = {voice: browser.run(f"return getComputedStyle(document.querySelector('.key .v-{voice}')).textDecorationStyle") for voice in ("own", "attributed", "quoted", "scare")}  # fmt: skip
    assert styles == {"own": "solid", "attributed": "dashed", "quoted": "dotted", "scare": "wavy"}


def test_texts_in_parallel_are_joined_where_they_are_aligned(browser: Browser, pages: Pages) -> None:
    browser.open(pages(), "#texts&view=parallel&columns=1,3")
    assert browser.number("article.text") == 2
    boxes = browser.run(
        "return [...document.querySelectorAll('article.text:not([hidden])')].map((one) => one.getBoundingClientRect().left)"
    )
    assert boxes[0] < boxes[1]
    pair = browser.run("return page.pairs.find(([a, b]) => a.startsWith('a1-') && b.startsWith('a3-'))")
    heights = browser.awaited(
        """
        const [a, b] = given.map((id) => document.getElementById(id));
        a.scrollIntoView({ block: "center" });
        showSentence(a);
        await new Promise((done) => setTimeout(done, 200));
        return [a, b].map((one) => one.getBoundingClientRect().top);
        """,
        *pair[:2],
    )
    assert abs(heights[0] - heights[1]) < 3
    assert browser.number(".joins path.now") == 1
    browser.keys(ESCAPE)
    browser.run("document.querySelector('.columns input').scrollIntoView({block: 'center'})")
    browser.click(".columns input[value='2']")
    assert chosen(browser)["columns"] == "1%2C2%2C3"


# ---------------------------------------------------------------- keys


def test_every_key_does_what_the_list_says(browser: Browser, pages: Pages) -> None:
    browser.open(pages())

    def at() -> str:
        return str(browser.run("return location.hash.split('&')[0].slice(1)"))

    for key, back, place in (("j", "k", ".s"), ("n", "p", ".s, .block"), ("a", "a", ".s.paired")):
        browser.open(pages()).keys(key)
        first = at()
        assert browser.run("return document.getElementById(arguments[0]).matches(arguments[1])", first, place), key
        browser.keys(key)
        second = at()
        assert second != first
        browser.keys(back)
        assert (at() == first) == (back != key)
    browser.open(pages()).keys("a")
    browser.keys("o")
    assert browser.number("#card") == 1
    browser.keys(ESCAPE)
    assert browser.number("#card") == 0
    browser.keys("d")
    assert browser.number("#card b.only") > 0
    browser.keys(ESCAPE)
    browser.open(pages()).keys("]]")
    assert at() in ("comparable", "sources")
    browser.keys("[")
    assert at() in ("summary", "comparable")
    browser.keys("t")
    assert chosen(browser)["view"] == "parallel"
    browser.keys("t")
    for key, layer in zip("123456", "voices findings charged roles names quantities".split(), strict=True):
        before = browser.run("return document.getElementById(`layer-${arguments[0]}`).checked", layer)
        browser.keys(key)
        assert browser.run("return document.getElementById(`layer-${arguments[0]}`).checked", layer) != before
    browser.keys("e")
    assert browser.run("return document.querySelectorAll('main details.fold:not([open])').length") == 0
    browser.keys("?")
    listed = set(browser.run("return [...document.querySelectorAll('#card kbd')].map((one) => one.textContent)"))
    assert listed == {*"jknpaod[]/t123456e?", "Esc"}
    browser.click("#card input[type=checkbox]")
    browser.keys(ESCAPE)
    here = at()
    browser.keys("j")
    assert at() == here
    assert chosen(browser)["keys"] == "off"


# ---------------------------------------------------------------- files


def test_the_page_saves_the_files_that_the_command_writes(browser: Browser, pages: Pages, seeds: Comparison) -> None:
    record = comparison_record(seeds)
    files = {"comparison.json": json_line(record) + "\n", **csv_files(record)}
    browser.open(pages(), "#data")
    browser.awaited(
        "for (let n = 0; n < 200 && !document.querySelector('#saves button'); n++) await new Promise((done) => setTimeout(done, 30))"
    )
    names = browser.run("return [...document.querySelectorAll('#saves button')].map((one) => one.textContent)")
    assert set(names) == {*files, "summary.md"}
    for name in ("comparison.json", "sourcing.csv", "findings.csv", "labels.csv"):
        browser.run(
            "[...document.querySelectorAll('#saves button')].find((one) => one.textContent === arguments[0]).click()",
            name,
        )
        assert saved(browser, name).decode() == files[name]


def test_a_light_page_saves_its_tables(browser: Browser, pages: Pages) -> None:
    browser.open(pages(drawn="light"), "#data")
    browser.click("#saves button")
    assert saved(browser, "articles.csv").decode().splitlines()[0].startswith('"Article","Outlet, with evidence"')


# ---------------------------------------------------------------- print, no script, sizes, schemes, access


def test_printing_opens_all_that_is_folded(browser: Browser, pages: Pages) -> None:
    browser.open(pages())
    browser.run(
        "addEventListener('beforeprint', () => { window.folded = document.querySelectorAll('details:not([open])').length })"
    )
    done = browser.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
    assert len(done["data"]) > 200_000
    assert browser.run("return window.folded") == 0
    assert browser.run("return document.querySelectorAll('details:not([open])').length") > 20


def test_without_script_all_can_be_read(browser: Browser, pages: Pages) -> None:
    browser.open(pages(), js=False)
    assert browser.number(".figure svg.still") == 7
    assert browser.number(".plot") == browser.number("#tools *") == browser.number("#card") == 0
    assert browser.number("table") > 10
    assert browser.number("article.text .raw") == 5
    browser.click("details.n > summary")
    assert browser.number("details.n[open] .refs a") > 1


@pytest.mark.parametrize("width", [360, 768, 1400, 2200])
def test_no_width_makes_the_page_itself_scroll_sideways(browser: Browser, pages: Pages, width: int) -> None:
    browser.open(pages(), width=width)
    for section in SECTIONS:
        browser.run("document.getElementById(arguments[0]).scrollIntoView()", section)
    assert browser.run("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "dark"), [(1400, False), (390, False), (1400, True)])
def test_axe_finds_nothing_serious(browser: Browser, pages: Pages, width: int, dark: bool) -> None:
    layers = "voices,findings,charged,roles,names,quantities,numbers"
    browser.open(pages(), f"#texts&layers={layers}", width=width, dark=dark)
    browser.run("unfold()")
    time.sleep(0.5)
    browser.run(Path(AXE_FILE_PATH).read_text("utf-8"))
    for section in [*(f"#{name}" for name in SECTIONS), ".side", ".top"]:
        assert grave(browser, section) == [], section
    browser.run("showMark(document.querySelector('#texts mark[data-rule]'))")
    assert grave(browser, "#card") == []


def grave(browser: Browser, part: str) -> list[list[str]]:
    """What axe-core finds serious or critical in a part of the page, with the first place of each."""
    script = """
    const done = arguments[arguments.length - 1];
    axe.run(arguments[0], { resultTypes: ["violations"] }).then((found) => done(found.violations
      .filter((one) => one.impact === "serious" || one.impact === "critical")
      .map((one) => [one.id, one.nodes[0].html.slice(0, 160)])), (error) => done([["error", String(error)]]));
    """
    return list(browser.driver.execute_async_script(script, part))


def test_the_page_opens_quickly(browser: Browser, pages: Pages) -> None:
    assert pages().stat().st_size < 6_000_000
    times = []
    for _ in range(3):
        browser.open(pages())
        times.append(
            browser.awaited(
                "while (document.readyState !== 'complete') await new Promise((done) => setTimeout(done, 10)); return performance.getEntriesByType('navigation')[0].loadEventEnd"
            )
        )
    assert min(times) < 1500


def test_withheld_texts_are_nowhere_on_the_page(browser: Browser, pages: Pages, seeds: Comparison) -> None:
    file = pages(with_text=False)
    html = file.read_text("utf-8")
    for reading in seeds.readings:
        for sentence in reading.sentences:
            words = sentence.of(reading.article.text)
            assert len(words) < 30 or reading.article.title == words or words not in html
    browser.open(file)
    assert browser.number("article.text .raw.blank") == 5
    browser.click("#texts mark[data-rule]")
    assert re.search(r"characters \d+ to \d+", browser.text("#card"))


def test_requests_would_be_seen(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text('<!DOCTYPE html><title>x</title><img src="http://192.0.2.1/x.png">')
    browser.open(tmp_path / "x.html")
    assert browser.requests() == ["http://192.0.2.1/x.png"]
    assert browser.messages()
    assert SEEDS.is_dir()
