"""Every number on the page is the JSON's, and every number's link leads to text that supports it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from framing.comparison import comparison
from framing.intake.collection import collection
from framing.measures import VOICES, Measure
from framing.reading import reading
from framing.report.comparison_record import comparison_record
from framing.report.numerals import interval, written
from framing.report.page import page

SEEDS = Path(__file__).parents[2] / "seeds"
NUMBER = re.compile(r"\d[\d,]*( \(.*\)| of \d+)?( [a-z][a-z ]*)?")
"""What a link shows if it is a number and no place such as 2.14, which is what numbers lead to."""
STRIKES = [
    ("Alpha News", "North", "The Kiev regime said on Monday that 12 people died in Odesa. Two ships sank, Anna Novak said."),
    ("Alpha News", "North", "Kyiv said that 15 people died in Odesa on Monday. Officials claimed that two ships sank."),
    ("Beta Post", "South", "Ukraine said on Monday that 12 people died in Odesa. “Two ships sank”, Anna Novak said."),
]  # fmt: skip
"""An outlet with two articles, and an event that is told with another number."""
Record = dict[str, Any]
Node = Any


def words(node: Node) -> str:
    if node.tag == "tr":
        return " ".join(map(words, node))
    return " ".join(node.text_content().split())


class Walk:
    """A page beside its JSON, and which of its numbers were compared."""

    def __init__(self, text: str, record: Record) -> None:
        self.tree = html.fromstring(re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL))
        figures = re.findall(r'<figure class="figure" id="fig-(\w+)"(.*?)</figure>', text, re.DOTALL)
        data = {name: re.search(r'class="figure-data">(.*?)</script>', inside, re.DOTALL) for name, inside in figures}
        self.figures = {name: json.loads(one[1]) for name, one in data.items() if one}
        self.ids = {node.get("id"): node for node in self.tree.iter() if isinstance(node.tag, str) and node.get("id")}
        self.record = record
        self.numbers = {one["article"]["id"]: n for n, one in enumerate(record["readings"], 1)}
        self.readings = {one["article"]["id"]: one for one in record["readings"]}
        self.seen: set[Node] = set()

    def find(self, path: str) -> list[Node]:
        return list(self.tree.xpath(path))

    def shown(self, holder: Node) -> str:
        """The number of an element: what opens its sentences, or leads to the one, or its first word."""
        for node in holder.iter("details", "a"):
            if node.tag == "details" or "art" not in (node.get("class") or ""):
                self.seen.add(node)
                return words(node.find("summary") if node.tag == "details" else node)
        return words(holder).split(" ")[0] if words(holder) else ""

    def leads(self, holder: Node) -> Counter[str]:
        """Where the number of an element leads: how often to which id; a link that is itself a number, that often."""
        out: Counter[str] = Counter()
        for link in holder.iter("a"):
            if link.get("class") != "art":
                beside = link.getnext()
                times = words(beside)[1:] if beside is not None and beside.get("class") == "times" else words(link)
                out[link.get("href")[1:]] += (
                    int(times)
                    if times.isdigit() and not (link.xpath("ancestor::*[@class='refs']") and times == words(link))
                    else 1
                )
        return out

    def place(self, place: Record) -> str:
        """The id of where a place stands, whose text must hold the place's."""
        article, span = place["article"], place["span"]
        number, found = self.numbers[article], self.readings[article]
        if span is None:
            return f"a{number}"
        for kind, spans in (("s", found["sentences"]), ("b", [block["span"] for block in found["blocks"]])):
            for n, (start, end) in enumerate(spans, 1):
                if start <= span[0] < end:
                    said = found["text"][span[0] : min(span[1], end)]
                    assert " ".join(said.split()) in words(self.ids[f"a{number}-{kind}{n}"])
                    return f"a{number}-{kind}{n}"
        return f"a{number}"

    def places(self, row: Record) -> Counter[str]:
        return Counter(map(self.place, row["places"]))


def made(by: str, folder: Path) -> Walk:
    found = comparison([reading(article) for article in collection([str(folder)]).articles], by=by)
    return Walk(page(found), comparison_record(found))


@pytest.fixture(scope="module", params=["seeds", "outlets", "columns"])
def walk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    if request.param == "seeds":
        return made("outlet", SEEDS)
    file = tmp_path_factory.mktemp("in") / "strikes.jsonl"
    names = ("outlet", "region", "text")
    file.write_text("\n".join(json.dumps(dict(zip(names, row, strict=True))) for row in STRIKES), encoding="utf-8")
    return made("region" if request.param == "columns" else "outlet", file)


def test_every_number_is_the_json_s_and_leads_to_what_it_counts(walk: Walk) -> None:
    _summary(walk)
    _tables(walk)
    _articles(walk)
    _events(walk)
    _overview(walk)
    _lists(walk)
    left = [
        words(node)
        for node in walk.find("//main//details[contains(@class, 'n')][@class='n'] | //main//a[starts-with(@href, '#')]")
        if node not in walk.seen
        and (node.tag == "details" or NUMBER.fullmatch(words(node)))
        and not node.xpath("ancestor::details[@class='n'] | ancestor::*[@class='refs']")
        and not node.xpath("ancestor::div[contains(@class, 'raw')]")
    ]
    assert left == []


def _summary(walk: Walk) -> None:
    sentences = walk.find("//ol[@class='summary']/li")
    assert len(sentences) == len(walk.record["summary"]) == 5
    for node, sentence in zip(sentences, walk.record["summary"], strict=True):
        whole = html.fromstring(html.tostring(node))
        for refs in whole.xpath(".//*[@class='refs']"):
            refs.drop_tree()
        assert words(whole) == " ".join(sentence["text"].split())
        numbers = [n for n in node.iter("details", "a") if not n.xpath("ancestor::*[@class='refs']")]
        for number, row in zip(numbers, (row for row in sentence["numbers"] if row["value"]), strict=True):
            walk.seen.add(number)
            assert words(number.find("summary") if number.tag == "details" else number) == " ".join(row["text"].split())
            leads = walk.leads(number) if number.tag == "details" else Counter([number.get("href")[1:]])
            assert leads == walk.places(row) + Counter(f"ev-{e}" for e in row["events"]) + Counter(row["anchors"])
            assert sum(leads.values()) == row["value"] or len(row["anchors"]) == 1
            if len(row["anchors"]) == 1 and row["value"] != 1:
                assert re.search(rf"\b{row['value']:,}\b", words(walk.ids[row["anchors"][0]]))


def _tables(walk: Walk) -> None:
    cells = set()
    for table in walk.record["tables"]:
        for n, row in enumerate(table["rows"], 1):
            id = f"r-{table['name']}-{n}"
            cells.add(id)
            cell = walk.ids[id]
            number = cell.xpath(".//span[@class='kind']")[0] if table["name"] == "chains" else cell
            value = Measure("", row["value"], row["n"], row["low"], row["high"]) if row["n"] else None
            shown = written(value, table["unit"]) if value and row["count"] is None else str(row["count"])
            assert walk.shown(number) == shown, id
            if value is not None:
                assert all(part in words(cell).replace("\u202f", " ") for part in (
                    written(value, table["unit"]).replace("\u202f", " "),
                    interval(value, table["unit"]).replace("\u202f", " "), str(row["n"]),
                )), id  # fmt: skip
            if row["places"] and row["places"][0]["span"] is None:
                assert set(walk.leads(number)) == set(walk.places(row)), id
            elif row["places"]:
                assert walk.leads(number) == walk.places(row), id
            elif row["events"]:
                assert set(walk.leads(number)) == {f"ev-{event}" for event in row["events"]}, id
    assert cells == {id for id in walk.ids if id.startswith("r-")}
    for name, figure in walk.figures.items():
        _figure(walk, name, figure)


def _figure(walk: Walk, name: str, figure: Record) -> None:
    """What a figure draws is what the cell says that a click leads to."""
    table = next(t for t in walk.record["tables"] if t["name"] == name)
    rows = {f"r-{name}-{n}": row for n, row in enumerate(table["rows"], 1)}
    drawn = 0
    for trace in figure["data"]:
        if trace["type"] == "heatmap":
            for line, ids in zip(trace["z"], trace["customdata"], strict=True):
                for count, id in zip(line, ids, strict=True):
                    if count is not None:
                        alike = [one["count"] for one in rows.values() if one["keys"][:2] == rows[id]["keys"][:2]]
                        assert count == (sum(alike) if name == "speakers" else rows[id]["count"])
                        drawn += 1
        elif trace["type"] == "bar" or "error_x" in trace or name == "distinctive":
            for value, id in zip(trace["x"], trace["customdata"], strict=True):
                row = rows[id]
                own = row["count"] if row["value"] is None else row["value"] * (100 if table["unit"] == "share" else 1)
                assert value == pytest.approx(own, abs=1e-3)
                drawn += 1
    assert drawn or name == "readability"


def _articles(walk: Walk) -> None:
    rows = walk.find("//table[@data-table='articles']/tbody/tr")
    for row, found in zip(rows, walk.record["readings"], strict=True):
        cells = [cell for cell in row if cell.get("class") == "r"]
        assert [walk.shown(cell) for cell in cells] == [
            str(int(found["measures"]["words"]["value"])), str(len(found["sentences"]))
        ]  # fmt: skip
        assert all(set(walk.leads(cell)) == {f"a{walk.numbers[found['article']['id']]}"} for cell in cells)


def _events(walk: Walk) -> None:
    events = {event["id"]: event for event in walk.record["events"]}
    parents = {event["parent"] for event in events.values()}
    rows = walk.find("//table[@class='matrix']/tbody/tr")
    assert {row.get("id") for row in rows} == {f"row-{e['id']}" for e in events.values() if len(e["tellers"]) > 1}
    for row in rows:
        for telling in events[row.get("id")[4:]]["tellings"]:
            cell = row.xpath(f"./td[@data-a='{walk.numbers[telling['article']]}']")[0]
            assert cell[0].get("aria-label") == telling["state"]
            near = [telling["nearest"]] if "nearest" in telling else []
            stood = [{"article": telling["article"], "span": span} for span in [*telling["passages"], *near]]
            assert walk.leads(cell) == Counter(map(walk.place, stood))
    whole = [event for event in events.values() if event["id"] not in parents]
    alone = Counter(event["tellers"][0] for event in whole if len(event["tellers"]) == 1)
    said = walk.ids["events-counted"]
    for link in said.iter("a"):
        walk.seen.add(link)
    expected = [len(whole), len(whole) - alone.total(), *([alone.total()] if alone else [])]
    assert re.findall(r"\d[\d,]*", words(said))[: len(expected)] == list(map(str, expected))
    assert [words(link) for link in said.iter("a")] == [str(alone[id]) for id in walk.numbers if alone[id]]
    for id, number in walk.numbers.items():
        fold = walk.ids[f"alone-{number}"]
        assert words(fold.find("summary")).endswith(f": {alone[id]}")
        assert len(fold.xpath(".//tbody/tr")) == alone[id]
    spoken = walk.ids["attributions-counted"]
    numbers = [len(found["attributions"]) for found in walk.record["readings"]]
    assert words(spoken).startswith(f"{sum(numbers)} attribution")
    links = list(spoken.iter("a"))
    walk.seen.update(links)
    assert [(words(a), a.get("href")) for a in links] == [
        (str(n), f"#a{i}-spoken") for i, n in enumerate(numbers, 1) if n
    ]
    for place, n in enumerate(numbers, 1):
        rows = walk.find(f"//tr[starts-with(@id, 'a{place}-q')]")
        assert len(rows) == n
        if n:
            assert f"{n} attributions" in words(walk.ids[f"a{place}-spoken"].find("summary"))


def _overview(walk: Walk) -> None:
    """A number of the overview leads to the cell of the table that shows the same number."""
    links = walk.find("//section[@id='summary']//a[starts-with(@href, '#r-')]")
    assert len(links) > 5
    for link in links:
        walk.seen.add(link)
        assert words(link) == walk.shown(walk.ids[link.get("href")[1:]])
    told = {event["id"]: len(event["tellers"]) for event in walk.record["events"]}
    for item in walk.find("//section[@id='summary']//ol[@class='tight']/li"):
        link, number = item
        assert words(number).split()[0] == str(told[link.get("href").removeprefix("#row-")])
    own = Counter(
        (finding["rule"], finding["term"])
        for found in walk.record["readings"] for finding in found["findings"] if finding["voice"] in VOICES["own"]
    )  # fmt: skip
    for item in walk.find("//section[@id='summary']//ul/li[span[contains(@class, 'tag')]]"):
        term, rule = (words(item.find(tag)) for tag in ("bdi", "span[@class='kind']"))
        number = next(node for node in item if node.tag in ("details", "a"))
        walk.seen.add(number)
        assert words(number.find("summary") if number.tag == "details" else number) == str(own[rule, term])
    differing = sum(len(event["contrasts"]) for event in walk.record["events"])
    shown = walk.find("//section[@id='summary']//ul/li[a[starts-with(@href, '#ev-')]]")
    assert len(shown) == min(5, differing)
    for node in walk.find("//section[@id='summary']//p[@class='note']/a"):
        walk.seen.add(node)
        n, what = words(node).split(" ", 1)
        assert n == str({"in all": differing, "terms in all": len(own)}.get(what, n))
        if what == "rows in all":
            assert n == str(len(walk.find("//table[@class='matrix']/tbody/tr")))


def _lists(walk: Walk) -> None:
    """Numbers in the heads of what is folded, which the rows below must add up to."""
    findings = [finding for found in walk.record["readings"] for finding in found["findings"]]
    for fold in walk.find("//section[@id='wording']/details[contains(@class, 'rule')]"):
        rule = words(fold.find("summary/code"))
        own = [finding for finding in findings if finding["rule"] == rule]
        n, in_own = map(int, re.search(r": (\d+), (\d+) in own voice", words(fold.find("summary"))).groups())
        assert (n, in_own) == (len(own), sum(finding["voice"] in VOICES["own"] for finding in own))
        assert len(fold.xpath("./ul/li")) == n
    assert len(walk.find("//ul[@class='findings']/li[@data-r]")) == len(findings)
    assert len(walk.find("//mark[@data-rule]")) >= len(findings)
    folds = walk.find("//section[@id='differences']/details")
    for fold, found in zip(folds, walk.record["readings"], strict=True):
        assert words(fold.find("summary")).endswith(f": {len(found['quantities'])}")
    assert len(walk.find("//section[@id='differences']/div[@class='pair']")) == len(walk.record["discrepancies"])
    loose = walk.find("//section[@id='comparable']//tr[starts-with(@id, 'when-')]")
    for row, found in zip(loose, walk.record["readings"], strict=True):
        bounds = found["article"]["date_bounds"]
        assert [words(cell) for cell in row if cell.get("class") == "day"] == [
            bounds["earliest"] or "open",
            bounds["latest"] or "open",
        ]
    shares = [side["share"] for one in walk.record["reuse"] for side in (one["a"], one["b"])]
    cells = walk.find("//table[caption[contains(., 'copied runs')]]//td[span[@class='ci']]")
    for cell, share in zip(cells, shares, strict=True):
        assert words(cell).startswith(f"{100 * share['value']:.0f}")
        assert words(cell).endswith(f"n {share['n']}")


def test_a_number_that_is_wrong_would_be_seen() -> None:
    """The walk is of use only if it fails: one figure changed on the page, one link led astray, one number put in."""
    found = comparison([reading(article) for article in collection([str(SEEDS)]).articles])
    text, record = page(found), comparison_record(found)
    cell = re.search(r'id="r-sourcing-1">.*?<summary>(\d+)</summary>', text)
    link = re.search(r'id="r-sourcing-1">.*?href="(#a1-s\d+)"', text)
    assert cell is not None
    assert link is not None
    wrong = [
        text[: cell.start(1)] + "99" + text[cell.end(1) :],
        text[: link.start(1)] + "#a1-s2" + text[link.end(1) :],
        text.replace('<ol class="summary">', '<p><a href="#a1">77</a></p><ol class="summary">', 1),
    ]
    for one in wrong:
        assert one != text
        with pytest.raises(AssertionError):
            test_every_number_is_the_json_s_and_leads_to_what_it_counts(Walk(one, record))
