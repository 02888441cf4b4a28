"""Forty articles still scroll; names that run from right to left do not break the lines around them."""

from __future__ import annotations

import json
import random
from pathlib import Path

from framing.comparison import Comparison, comparison
from framing.files import written
from framing.intake.collection import collection
from framing.reading import reading
from framing.report.page import page
from tests.report.conftest import Browser

ACTORS = "The ministry, Anna Novak, The mayor, Reuters, The opposition, A spokesman, Brussels, The union".split(", ")
VERBS = "closed, praised, left, raised, lost, repaired, sold, searched, opened, flooded, mapped, doubted".split(", ")
THINGS = "the port, the treaty, the dam, the mill, the school, the archive, the bridge, the mine, the vineyard, the court".split(
    ", "
)
PLACES = "Varna, Malta, Lorn, Tarfaya, Odesa, Ghent, Turku, Piran, Bergen, Kotor, Nafplio, Zadar, Umea, Tralee".split(
    ", "
)
FRAMES = ("{0} said on {2} that it {1}.", "{0} {1}, two officials claimed.", "“We {1}”, {0} told reporters on {2}.", "{0} {1} after {3} people were hurt on {2}.")  # fmt: skip


def deed(chosen: random.Random) -> str:
    return f"{chosen.choice(VERBS)} {chosen.choice(THINGS)} of {chosen.choice(PLACES)}"


def compared(file: Path) -> Comparison:
    return comparison([reading(article) for article in collection([str(file)]).articles])


def test_forty_articles_stay_small_and_scroll(browser: Browser, tmp_path: Path) -> None:
    chosen = random.Random(5)
    days = ("Monday", "Tuesday", "Friday")
    lines = []
    for number in range(40):
        said = [
            chosen.choice(FRAMES).format(
                chosen.choice(ACTORS), deed(chosen), chosen.choice(days), chosen.randint(2, 90)
            )
            for _ in range(25)
        ]
        text = "\n\n".join(" ".join(said[at : at + 5]) for at in range(0, 25, 5))
        lines.append(json.dumps({"text": text, "outlet": f"Outlet {number}", "date": "2031-05-06"}))
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    size = written(tmp_path / "forty.html", page(compared(tmp_path / "in.jsonl")))
    assert size < 12_000_000
    browser.open(tmp_path / "forty.html")
    times = browser.awaited(
        """
        const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        const whole = document.documentElement.scrollHeight;
        const times = [];
        for (let n = 1; n <= 30; n++) {
          const began = performance.now();
          scrollTo({ top: whole * n / 31, behavior: "instant" });
          await frame();
          times.push(performance.now() - began);
        }
        return [times, scrollY, whole];
        """
    )
    assert times[1] > 0.8 * times[2]
    assert (
        sorted(times[0])[len(times[0]) // 2] < 250
    )  # a frame of a page that scrolls; far less on a machine of one's own
    assert browser.run("return document.querySelectorAll('article.text').length") == 40


def test_names_from_right_to_left_stay_in_their_place(browser: Browser, tmp_path: Path) -> None:
    names = ("صوت الشرق (1)", "קול הנגב 24", "North Post")
    texts = [
        f"The mayor of Valletta said on Monday that {n} people died. {name} reported it first."
        for n, name in enumerate(names, 12)
    ]
    lines = [
        json.dumps({"text": text, "outlet": name, "date": "2031-05-06"})
        for text, name in zip(texts, names, strict=True)
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    written(tmp_path / "rtl.html", page(compared(tmp_path / "in.jsonl")))
    for width in (390, 1400):
        browser.open(tmp_path / "rtl.html", width=width)
        heads = browser.run(
            """
            return [...document.querySelectorAll("a.art")].filter((one) => one.getClientRects().length).map((one) => {
              const range = document.createRange();
              range.selectNodeContents(one);
              range.setStartAfter(one.querySelector(".no"));
              const number = one.querySelector(".no").getBoundingClientRect();
              const name = range.getClientRects();
              return [number.left, Math.min(...[...name].filter((r) => r.top < number.bottom).map((r) => r.left)), one.textContent.trim()];
            });
            """
        )
        assert len(heads) > 10
        assert [said for left, name, said in heads if name is not None and name < left] == []
        lines_of = browser.run(
            """
            return [...document.querySelectorAll("#differences summary")].map((one) => {
              const [name, whole] = [one.querySelector("bdi").getBoundingClientRect(), document.createRange()];
              whole.selectNode(one.lastChild);
              return [name.right, whole.getBoundingClientRect().left];
            });
            """
        )
        assert [(right, after) for right, after in lines_of if after < right - 1] == []
        assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
