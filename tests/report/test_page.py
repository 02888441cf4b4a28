"""The page keeps its promises: the text whole, every link with a target, hostile text as text, the same bytes again."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from framing.article import Span
from framing.comparison import Comparison, comparison
from framing.intake.collection import Collection, Problem, collection
from framing.reading import Reading, reading
from framing.report import assets
from framing.report.assets import MissingAsset, asset, policy
from framing.report.assets import assets as scripts
from framing.report.marked import Mark, marked
from framing.report.page import contents, page

SEEDS = Path(__file__).parents[2] / "seeds"
VOID = {"meta", "link", "input", "br", "img", "hr", "wbr", "base", "source"}
HOSTILE = (
    'The <script>alert(1)</script> ministry said "</style><b onclick=x>late</b>" on Monday.\r\n\r\n'
    "A {{ 7*7 }} {% raw %} plan & a <!-- comment --> by the regime\x00 was due.\n\n"
    "It cost ${alert(1)} &amp; &lt;i&gt; \ud800 more, the <img src=x onerror=alert(1)> office announced.\n\n"
    "The junta won.\n"
)
UKRAINIAN = (
    "Уряд оголосив про нову угоду в понеділок. Міністр сказав, що переговори тривали два дні.\n\n"
    "За словами речника, обидві сторони погодилися на наступну зустріч у червні цього року."
)


class Elements(HTMLParser):
    """The elements of a page with their attributes, and whether they are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def compared(found: Collection) -> Comparison:
    return comparison([reading(article) for article in found.articles])


def bare(text: str) -> str:
    """A page without Plotly's code, which is not ours to look at."""
    return re.sub(r"<script>\s*/\*\*.*?</script>", "", text, flags=re.DOTALL)


def texts_of(text: str) -> list[str]:
    """What is left of each article's text when the tags are taken away and the rest is unescaped."""
    raw = re.findall(r'<div class="raw"[^>]*>(.*?)</div>\n(?=<p class="note">|<details|</article>)', text, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]*>", "", one)) for one in raw]


def shown(text: str) -> str:
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


@pytest.fixture(scope="module")
def seeds() -> Comparison:
    return compared(collection([str(SEEDS)]))


@pytest.fixture(scope="module")
def seeds_page(seeds: Comparison) -> str:
    return page(seeds, ())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    file = tmp_path_factory.mktemp("in") / "hostile.jsonl"
    wrong = {
        "text": HOSTILE,
        "outlet": '<script>alert("o")</script>',
        "title": '"></title><script>alert(2)</script>{{ title }}',
        "url": "javascript:alert(3)",
        "section": "<b>{{ 1 }}</b>\x00",
    }
    other = {"text": HOSTILE.replace("Monday", "Tuesday"), "outlet": "<i>'\"&", "url": "https://example.org/?a=1&b=<2>"}
    file.write_text("\n".join(json.dumps(one) for one in (wrong, other)), encoding="utf-8")
    return compared(collection([str(file)]))


# ---------------------------------------------------------------- form


def test_elements_are_closed_in_order(seeds_page: str, hostile: Comparison) -> None:
    for text in (seeds_page, page(hostile, (Problem("<a>.txt", "<b>no</b>"),))):
        found = Elements(bare(text))
        assert found.open == []
        tags = [tag for tag, _ in found.found]
        assert tags.count("h1") == tags.count("main") == tags.count("nav") == 1


def test_every_internal_link_has_one_target(seeds_page: str, hostile: Comparison) -> None:
    for text in (seeds_page, page(hostile, ())):
        found = Elements(bare(text)).found
        ids = [attributes["id"] for _, attributes in found if "id" in attributes]
        assert len(ids) == len(set(ids))
        links = [a["href"] for tag, a in found if tag == "a" and a["href"] and a["href"].startswith("#")]
        assert links
        assert {link[1:] for link in links if link} <= set(ids)


def test_sections_stand_in_their_order(seeds_page: str) -> None:
    names = "summary comparable sources events sourcing wording naming differences texts method".split()
    assert re.findall(r'<section id="(\w+)"', seeds_page) == names
    assert re.findall(r'<li><a href="#(\w+)">', seeds_page)[:10] == names


def test_tables_have_scoped_heads(seeds_page: str) -> None:
    heads = [attributes for tag, attributes in Elements(bare(seeds_page)).found if tag == "th"]
    assert heads
    assert all(attributes.get("scope") in ("col", "row", "rowgroup") for attributes in heads)


def test_size(seeds_page: str) -> None:
    assert len(seeds_page.encode()) < 6_000_000


# ---------------------------------------------------------------- what it shows


def test_texts_return_when_the_tags_are_taken_away(seeds: Comparison, seeds_page: str, hostile: Comparison) -> None:
    assert texts_of(seeds_page) == [r.article.text for r in seeds.readings]
    assert texts_of(page(hostile, ())) == [shown(r.article.text) for r in hostile.readings]


def test_every_sentence_has_its_anchor(seeds: Comparison, seeds_page: str) -> None:
    for number, one in enumerate(seeds.readings, 1):
        for place in range(1, len(one.sentences) + 1):
            assert seeds_page.count(f'id="a{number}-s{place}"') == 1


def test_every_event_tells_of_every_article(seeds: Comparison) -> None:
    found = contents(seeds, ())["events"]
    alone = [row for one in found["alone"] for row in one["rows"]]
    parents = {event.parent for event in seeds.events}
    leaves = [row["id"] for row in [*found["rows"], *alone] if not row.get("parent")]
    assert sorted(leaves) == sorted(event.id for event in seeds.events if event.id not in parents)
    events = {event.id: event for event in seeds.events}
    for row in found["rows"]:
        tellings = events[row["id"]].tellings
        assert [cell["state"] for cell in row["cells"]] == [telling.state for telling in tellings]
        assert [len(cell["links"]) for cell in row["cells"]] == [len(t.passages) for t in tellings]
    for row in alone:
        tellings = events[row["id"]].tellings
        assert sum(n for _, n in row["others"]) == len(seeds.readings) - 1
        assert len(row["told"]) == sum(len(telling.passages) for telling in tellings)
        assert len(row["near"]) == sum(telling.nearest is not None for telling in tellings)


def test_sentences_that_are_compared_with_nothing_are_counted(read: Callable[..., Reading]) -> None:
    sides = [
        read("Nobody was hurt. The old harbour of Adrano burned on Monday."),
        read("Adrano lost its harbour. Why?"),
    ]
    found = comparison(sides)
    assert [sides[p.article].sentences.index(p.span) for p in found.passages] == [1, 0]
    assert "stand in no event: 2 here." in page(found, ())
    assert "stand in no event" not in page(comparison([read("The old harbour of Adrano burned.")]), ())


def test_counts_have_as_many_links(seeds: Comparison) -> None:
    def counts(value: object) -> list[dict[str, object]]:
        if isinstance(value, dict):
            own = (
                [value]
                if {"n", "links"} <= set(value) and isinstance(value["n"], int) and "events" not in value
                else []
            )
            return own + [count for one in value.values() for count in counts(one)]
        return [count for one in value for count in counts(one)] if isinstance(value, list | tuple) else []

    found = counts(contents(seeds, ()))
    assert len(found) > 100
    for count in found:
        links = sum(link["times"] for link in count["links"])  # type: ignore
        table = str(count.get("id", "")).removeprefix("r-").partition("-")[0]
        if table in ("coverage", "coverage_over_time"):  # an event can be told in several sentences
            assert links >= count["n"]  # type: ignore
        elif table != "voices":  # these count words, and lead to the article
            assert links == count["n"]


def test_every_finding_stands_in_the_list_and_in_the_text(seeds: Comparison, seeds_page: str) -> None:
    number = sum(len(r.findings) for r in seeds.readings)
    listed = contents(seeds, ())["wording"]["groups"]
    assert sum(len(group["findings"]) for group in listed) == number
    assert seeds_page.count("<mark data-rule=") == number


def test_labels_and_shared_words_lead_to_their_sentences(read: Callable[..., Reading]) -> None:
    text = "The <b> rebels seized the radio station in the old harbour of Adrano before dawn on Monday."
    sides = [read(text.replace("rebels", word), outlet=f"Outlet {word}") for word in ("rebels", "terrorists")]
    found = Elements(bare(shown_page := page(comparison(sides), ())))
    assert found.open == []
    part = shown_page.split('<section id="naming"')[1].split("</section>")[0]
    assert "“rebels”" in part
    assert "<td>Outlet terrorists</td><td>“terrorists”</td>" in part
    assert set(re.findall(r'href="#(a\d-s\d)"', part)) == {"a1-s1", "a2-s1"}
    assert "seized the radio station" in part
    assert "copy, 14 words" in part


def test_where_nothing_is_shared_the_page_says_so(seeds_page: str) -> None:
    part = seeds_page.split('<section id="naming"')[1].split("</section>")[0]
    assert part.count("None found") == 2


def test_no_verdict_words(seeds_page: str) -> None:
    prose = re.sub(r'<div class="raw".*?</div>\n|<blockquote>.*?</blockquote>', "", bare(seeds_page), flags=re.DOTALL)
    words = re.sub(r"<[^>]*>", " ", re.sub(r"<(style|script)\b.*?</\1>", "", prose, flags=re.DOTALL)).lower()
    for word in ("is biased", "bias score", "propaganda score", "trustworthy", "unreliable", "manipulat"):
        assert word not in words


# ---------------------------------------------------------------- safety


def test_policy_allows_exactly_the_scripts_that_stand_here(seeds_page: str) -> None:
    stated = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', seeds_page)
    assert stated
    allowed = re.findall(r"'sha256-([^']*)'", html.unescape(stated[1]))
    scripts = re.findall(r"<script>(.*?)</script>", seeds_page, re.DOTALL)
    packed = re.search(r'id="page-plotly">([^<]+)<', seeds_page)
    assert packed
    scripts.append(gzip.decompress(base64.b64decode(packed[1])).decode())  # it is run from where it lies packed
    assert [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts] == allowed
    assert len(allowed) == 2
    assert html.unescape(stated[1]) == policy(scripts)
    assert "unsafe-inline" not in html.unescape(stated[1]).split("script-src")[1].split(";")[0]


def test_nothing_is_loaded_from_outside(seeds_page: str, hostile: Comparison) -> None:
    for text in (seeds_page, page(hostile, ())):
        for tag, attributes in Elements(bare(text)).found:
            assert "src" not in attributes
            assert tag not in ("link", "iframe", "object", "embed", "img", "base", "form")
            assert not any(name.startswith("on") for name in attributes)
            if tag == "a" and not (attributes["href"] or "").startswith("#"):
                assert re.match(r"https?://", attributes["href"] or "")
                assert attributes["rel"] == "noopener noreferrer"
        style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
        assert style
        assert "url(" not in style[1]
        assert "@import" not in style[1]


def test_hostile_text_comes_out_as_text(hostile: Comparison) -> None:
    text = page(hostile, (Problem("<script>x", "{{ no }}"),))
    ours = bare(text)
    assert not re.search(r"<script>\s*alert", text)
    assert "<img" not in ours
    assert "onclick=x>" not in re.sub(r"<b[^&]*&", "", ours)
    assert 'href="javascript:' not in ours
    assert "{{ 7*7 }}" in ours
    assert "&lt;script&gt;alert(&#34;o&#34;)" in ours
    assert "\x00" not in text
    text.encode("utf-8")
    assert 'href="https://example.org/?a=1&amp;b=&lt;2&gt;"' in ours


def test_data_blocks_cannot_be_left(hostile: Comparison) -> None:
    for block in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page(hostile, ()), re.DOTALL):
        assert "<" not in block
        assert json.loads(block)


def test_assets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "</style" not in asset("style.css")
    assert not [script for script in scripts("script", ".js") if "</script" in script]
    monkeypatch.setattr(assets, "FOLDERS", (tmp_path,))
    with pytest.raises(MissingAsset, match=r"style\.css"):
        asset("style.css")


# ---------------------------------------------------------------- the same again, and odd inputs


def test_same_bytes_whatever_the_hash_seed(seeds: Comparison, seeds_page: str) -> None:
    assert page(seeds, ()) == seeds_page
    code = (
        "import sys, hashlib; from framing.intake.collection import collection; from framing.reading import reading;"
        "from framing.comparison import comparison; from framing.report.page import page;"
        "found = comparison([reading(a) for a in collection([sys.argv[1]]).articles]);"
        "print(hashlib.sha256(page(found, ()).encode()).hexdigest())"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = [sys.executable, "-c", code, str(SEEDS)]
        done = subprocess.run(run, env=environment, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == hashlib.sha256(seeds_page.encode()).hexdigest()


def test_one_article(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The mayor resigned on Monday. “I am tired,” she said.\n\nNobody objected.")
    text = page(compared(collection([str(tmp_path)])), ())
    assert "One article, read closely" in text
    assert "nothing to compare it with" in text
    assert Elements(bare(text)).open == []


def test_an_article_in_another_language(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(UKRAINIAN, encoding="utf-8")
    (tmp_path / "b.txt").write_text("The mayor resigned on Monday. Nobody objected to it.", encoding="utf-8")
    text = page(compared(collection([str(tmp_path)])), ())
    assert '<div class="raw" dir="auto" lang="uk">' in text
    assert "shown, but not analysed" in text
    assert texts_of(text)[0] == UKRAINIAN


def said(text: str) -> str:
    """What a reader sees of a page, in one line."""
    shown = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", bare(text))).split())
    return shown.replace(" ;", ";").replace(" ,", ",").replace(" .", ".")


STORM = "A storm tore the roof off the town hall of Adrano on Monday night. Forty people slept in the sports hall."


def test_an_article_in_another_language_is_no_story_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORM, encoding="utf-8")
    (tmp_path / "b.txt").write_text(UKRAINIAN, encoding="utf-8")
    (tmp_path / "c.txt").write_text(f"{STORM} Nobody was hurt, and the mayor thanked the firemen.", encoding="utf-8")
    shown = said(page(compared(collection([str(tmp_path)])), ()))
    assert "Those in English report one story;" in shown
    assert "do not all report one event" not in shown
    assert "Not in English, so not analysed and left out of all that is compared: b.txt (uk)." in shown
    assert "1 story. Story of 2 articles: 1 a.txt, 3 c.txt Not in English, so in no story: 2 b.txt" in shown


def test_one_article_that_can_be_read_is_compared_with_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORM, encoding="utf-8")
    (tmp_path / "b.txt").write_text(UKRAINIAN, encoding="utf-8")
    shown = said(page(compared(collection([str(tmp_path)])), ()))
    assert "1 is in English, so that nothing is compared;" in shown
    assert "1 article is in English, so nothing is compared." in shown
    assert "They report" not in shown


def test_two_articles_with_one_text_are_said_to_be_one_witness(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"{STORM} Nobody was hurt, the mayor said.", encoding="utf-8")
    shown = said(page(compared(collection([str(tmp_path)])), ()))
    assert "None of the 3 events was found in two texts: what articles with one text tell counts once." in shown
    assert "No event is told by two texts." in shown
    assert "Found only in 1 a.txt (and in 2, with the same text): 3" in shown


def test_a_contrast_is_named_in_the_title_of_what_stands_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{STORM} The mayor resigned.", encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        STORM.replace("Forty people", "Ninety people") + " A choir sang for them until the morning came.",
        encoding="utf-8",
    )
    text = page(compared(collection([str(tmp_path)])), ())
    shown = said(text)
    assert "”  2 articles contrast: number".replace("  ", " ") in shown
    rows = re.findall(r'<a href="#ev-([^"]+)">', text)
    assert list(dict.fromkeys(rows)) == re.findall(r'<div id="ev-([^"]+)"', text)
    assert len(set(rows)) == 2


def test_nothing_but_an_article_that_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hello.", encoding="utf-8")
    text = page(compared(collection([str(tmp_path)])), ())
    assert "No attribution was found" in text
    assert "The lexicon marks no word" in text


# ---------------------------------------------------------------- marks


@pytest.mark.parametrize("seed", range(60))
def test_marks_that_overlap_in_any_way_leave_the_text_as_it_was(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choice("ab <&>\"'\n\r{}é\U0001f600") for _ in range(chance.randrange(1, 80)))
    marks = []
    for number in range(chance.randrange(0, 14)):
        start, end = sorted(chance.randrange(-2, len(text) + 3) for _ in range(2))
        once = (("id", f"m{number}"),)
        marks.append(Mark(Span(start, end), chance.randrange(4), chance.choice(["span", "a", "b"]), (), once))
    out = str(marked(text, Span(0, len(text)), marks))
    assert html.unescape(re.sub(r"<[^>]*>", "", out)) == text
    found = Elements(out)
    assert found.open == []
    ids = [attributes["id"] for _, attributes in found.found if "id" in attributes]
    seen = [f"m{n}" for n, m in enumerate(marks) if max(m.span.start, 0) < min(m.span.end, len(text))]
    assert sorted(ids) == sorted(seen)


def test_a_mark_that_another_one_cuts_is_opened_again() -> None:
    marks = [Mark(Span(0, 3), 0, "b"), Mark(Span(2, 5), 1, "i", (("class", "x"),), (("id", "y"),))]
    assert marked("abcdef", Span(0, 6), marks) == '<b>ab<i id="y" class="x">c</i></b><i class="x">de</i>f'
