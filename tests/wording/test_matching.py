"""What the matcher finds: whole words in any spelling of space, hyphen and apostrophe, at the text's own offsets."""

from __future__ import annotations

import random
import re
import time
import unicodedata
from itertools import pairwise

import pytest

from framing.article import Span
from framing.lexicon import folding
from framing.lexicon.folders import rules
from framing.lexicon.folding import folded
from framing.lexicon.index import index, pieces
from framing.lexicon.rules import Need, Rule, Term
from framing.wording.matching import Hit, Matcher, matcher


def term(*match: str, unless: tuple[str, ...] = (), needs: tuple[Need, ...] = (), capitals: bool = False) -> Term:
    return Term(match, ("plain",), "Note.", None, None, None, (), (), unless, needs, (), capitals, (), (), ())


def rule(code: str, *terms: Term) -> Rule:
    return Rule(code, "r", "lexical", "c", "s", "info", None, "W.", "Y.", "I.", "L.", None, (), (), terms)


def found(text: str, *terms: Term) -> list[str]:
    return [hit.span.of(text) for hit in matcher((rule("ZZ01", *terms),)).hits(text)]


# --- whole words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("claim", "Claimed claims disclaim", []),
        ("claim", "A claim, claim's and claim’s “claim”.", ["claim"] * 4),
        ("ukraine", "pro-Ukraine Ukraine-led Ukraine", ["Ukraine"]),
        ("ukraine", "Ukraine—and Ukraine--or - Ukraine -", ["Ukraine"] * 3),
        (
            "well-lit",
            "well-lit well\u2011lit well\u2010lit well lit welllit",
            ["well-lit", "well\u2011lit", "well\u2010lit"],
        ),
        ("don't", "don't don’t dont", ["don't", "don’t"]),
        ("won", "won't won’t won", ["won"]),
        ("straße", "STRASSE Straße straße", ["STRASSE", "Straße", "straße"]),
        ("café", "café cafe\u0301 cafe", ["café", "cafe\u0301"]),
        ("cafe", "cafe\u0301 cafe", ["cafe"]),
        ("u.s.", "the U.S. said; U.S.-led; U.S.", ["U.S.", "U.S."]),
        (
            "regime change",
            "regime change regime  change regime\nchange",
            ["regime change", "regime  change", "regime\nchange"],
        ),
        ("regime change", "regime\u00a0change regime \r\n change", ["regime\u00a0change", "regime \r\n change"]),
        ("regime change", "regime\n\nchange regime\r\n\r\nchange regime \n \n change", []),
        ("regime change", "re\u00adgime change regime\u200b change", ["re\u00adgime change", "regime\u200b change"]),
        ("regime", "_regime regime_ 2regime régime", []),
        ("regime", "(regime) *regime* regime/regime", ["regime"] * 4),
        ("режим", "Режим режима РЕЖИМ", ["Режим", "РЕЖИМ"]),
    ],
)
def test_whole_words_in_any_spelling_of_space_hyphen_and_apostrophe(form: str, text: str, expected: list[str]) -> None:
    assert found(text, term(form)) == expected


def test_offsets_are_code_points_of_the_text_itself() -> None:
    text = "Привет 😀 café 👨‍👩‍👧 e\u0301 «x»\u00a0 the Kiev\u00ad\r\nregime’s ﬁrst ß day, Kiev regime"
    (first, second) = matcher((rule("ZZ01", term("Kiev regime")),)).hits(text)
    assert first.span.of(text) == "Kiev\u00ad\r\nregime"
    assert first.span.start == text.index("Kiev")
    assert second.span == Span(len(text) - len("Kiev regime"), len(text))


def test_an_invisible_character_at_the_edge_stays_outside() -> None:
    text = "\ufeffregime\u200b, \u00adregime\u00ad."
    assert found(text, term("regime")) == ["regime", "regime"]


def test_nothing_to_find_and_nothing_to_look_for() -> None:
    assert matcher(()).hits("regime") == ()
    assert found("", term("regime")) == []
    assert found("peace", term("regime")) == []


# --- longest match, exceptions, names, capitals -------------------------------------------------------------------


def test_the_longest_match_wins_whatever_its_rule() -> None:
    short, long = rule("ZZ01", term("Kiev")), rule("ZZ02", term("Kiev regime"))
    hits = matcher((short, long)).hits("Kiev and the Kiev regime")
    assert [(hit.rule.code, hit.span) for hit in hits] == [("ZZ01", Span(0, 4)), ("ZZ02", Span(13, 24))]


def test_among_equals_the_lower_code_wins_and_the_order_of_rules_is_nothing() -> None:
    one, two, three = rule("ZZ01", term("b c")), rule("ZZ02", term("a b")), rule("ZZ03", term("b c d"))
    for order in [(one, two, three), (three, two, one), (two, three, one)]:
        hits = Matcher(index(order)).hits("a b c. a b c d.")
        assert [(hit.rule.code, hit.form) for hit in hits] == [("ZZ01", "b c"), ("ZZ03", "b c d")]


def test_the_same_form_in_two_rules_belongs_to_the_lower_code() -> None:
    both = (rule("ZZ02", term("regime")), rule("ZZ01", term("regime")))
    assert [hit.rule.code for hit in Matcher(index(both)).hits("a regime")] == ["ZZ01"]


def test_a_longer_phrase_silences_its_own_term_only() -> None:
    kiev = term("Kiev", unless=("chicken Kiev",))
    assert found("Chicken  Kiev in Kiev", kiev) == ["Kiev"]
    assert found("chicken Kievs", kiev) == []
    assert found("chicken Kiev", kiev, term("chicken")) == ["chicken"]
    assert found("the chicken. Kiev", kiev) == ["Kiev"]


def test_many_exceptions_cost_linear_time() -> None:
    only = matcher((rule("ZZ01", term("regime", unless=("sanctions regime",))),))
    text = "sanctions regime regime " * 20_000
    started = time.process_time()
    assert len(only.hits(text)) == 20_000
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Assad regime", ["Assad regime"]),
        ("the Bashar Assad regime's men", ["Bashar Assad regime"]),
        ("The Assad\nregime fell", ["Assad\nregime"]),
        ("“Assad regime” forces", ["Assad regime"]),
        ("In 2019 the Al-Assad regime", ["Al-Assad regime"]),
        ("The regime. This regime. New regime, A regime, Any Regime", []),
        ("a harsh regime and a VAT regime", []),
        ("He met Assad. Regime forces", []),
        ("He met Assad, regime forces", []),
        ("Assad\n\nregime", []),
        ("regime", []),
        ("Das Örtliche Regime", ["Das Örtliche Regime"]),
    ],
)
def test_a_name_before_is_needed_and_belongs_to_the_hit(text: str, expected: list[str]) -> None:
    assert found(text, term("regime", "regimes", needs=("name-before",))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Assad's regime and Assad’s  regime", ["Assad's regime", "Assad’s  regime"]),
        ("Bashar al-Assad's regime", ["Bashar al-Assad's regime"]),
        ("the Al-Khalifas' regime", ["Al-Khalifas' regime"]),
        ("his regime, today's regime, It's regime day", []),
        ("Assad's old regime", []),
    ],
)
def test_a_possessive_before_belongs_to_the_hit(text: str, expected: list[str]) -> None:
    assert found(text, term("regime", needs=("possessive-before",))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the regime in Damascus fell", ["regime in Damascus"]),
        ("the regime of Bashar Assad.", ["regime of Bashar Assad"]),
        ("the regime in\nKarsk’s suburbs", ["regime in\nKarsk"]),
        ("a regime of fines, the regime in The Hague, regime in 2019, regime of", []),
        ("the regime. In Damascus", []),
    ],
)
def test_a_place_after_belongs_to_the_hit(text: str, expected: list[str]) -> None:
    assert found(text, term("regime", needs=("place-after",))) == expected


def test_of_several_needs_one_must_hold_and_the_longest_range_counts() -> None:
    either = term("regime", needs=("place-after", "name-before"))
    assert found("The Assad regime, the regime in Damascus, a regime", either) == ["Assad regime", "regime in Damascus"]
    assert found("Many in the Assad regime in Damascus", either) == ["regime in Damascus"]


# --- gaps ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a flood of migrants", ["flood of migrants"]),
        ("a flood of young Syrian\nmigrants’ hopes", ["flood of young Syrian\nmigrants"]),
        ("flood of men, women and migrants", []),
        ("flood of the very many new migrants", []),
        ("flood of migrantsome", []),
        ("flood of migrants-to-be", []),
        ("bloodflood of migrants", []),
    ],
)
def test_a_gap_holds_up_to_three_words_without_a_mark_between(text: str, expected: list[str]) -> None:
    assert found(text, term("flood of * migrants")) == expected


def test_a_wording_may_have_two_gaps_and_a_gap_may_silence() -> None:
    assert found("holds the whole country to sudden ransom", term("holds * country to * ransom")) != []
    claimed = term("claimed", unless=("claimed * lives",))
    assert found("The storm claimed at least nine lives, he claimed.", claimed) == ["claimed"]


def test_capitals_count_where_a_term_says_so() -> None:
    assert found("SMO smo Smo", term("SMO", capitals=True)) == ["SMO"]
    assert found("ATO  zone, ATO Zone", term("ATO zone", capitals=True)) == ["ATO  zone"]


# --- folding ------------------------------------------------------------------------------------------------------


def test_plain_text_folds_without_an_offset_map() -> None:
    assert folded("The Kiev regime.").offsets is None
    assert folded("Der “Weg” – é").offsets is None
    assert folded("The Kiev regime.", case=True).text == "The Kiev regime."


@pytest.mark.parametrize("text", ["e\u0301o\u0302", "ß ﬁ İ", "a\u00adb  c\r\nd", "각 e\u0323\u0307"])
def test_folding_is_the_same_for_composed_and_decomposed_text(text: str) -> None:
    forms = {folded(unicodedata.normalize(form, text)).text for form in ("NFC", "NFD")}
    assert len(forms) == 1
    (once,) = forms
    assert folded(once).text == once


def test_every_offset_of_the_copy_leads_back() -> None:
    text = "A\u00a0 e\u0301\u00ad\u200bb ß😀\n\nc"
    copy = folded(text)
    assert copy.text == "a éb ss😀\nc"
    assert copy.span(0, len(copy.text)) == Span(0, len(text))
    pieces = [copy.span(i, i + 1).of(text) for i in range(len(copy.text))]
    assert pieces == ["A", "\u00a0 ", "e\u0301", "b", " ", "ß", "ß", "😀", "\n\n", "c"]


def test_the_short_way_of_folding_gives_what_the_long_way_gives() -> None:
    chosen = random.Random(7)
    pieces = [*ALPHABET, "é", "Œ", "…", "•", "€", "Kiev", "\t", "\r\n", "İ", "\x02", "?"]
    taken = 0
    for _ in range(2_000):
        text = "".join(chosen.choice(pieces) for _ in range(chosen.randint(1, 12)))
        short = folding._evenly(text)
        if short is not None:
            taken += 1
            assert len(short) == len(text)
            assert re.sub(r" ?\n+ ?", "\n", short) == folding._unevenly(text, case=False)[0], text
    assert taken > 300


# --- properties ---------------------------------------------------------------------------------------------------


ALPHABET = [
    " ",
    "  ",
    "\n",
    "\n\n",
    "\u00a0",
    "\u00ad",
    "-",
    "\u2011",
    "—",
    "’",
    "'",
    "“",
    "e\u0301",
    "ß",
    "😀",
    ".",
    ",",
    "The",
]


def random_text(random_: random.Random, forms: list[str]) -> str:
    pieces: list[str] = []
    for _ in range(random_.randint(1, 40)):
        piece = random_.choice(forms) if random_.random() < 0.5 else random_.choice(ALPHABET)
        piece = random_.choice([piece, piece.upper(), unicodedata.normalize("NFD", piece), piece.replace(" ", "\n ")])
        pieces += piece, random_.choice(["", " ", " ", "\u00a0"])
    return "".join(pieces)


def test_a_hit_folds_to_its_form_and_hits_never_overlap() -> None:
    random_ = random.Random(20)
    shipped = rules()
    shuffled = list(shipped)
    random_.shuffle(shuffled)
    ours, other = matcher(shipped), Matcher(index(tuple(shuffled)))
    terms = [entry for one in shipped for entry in one.terms if not entry.voices]
    forms = [form.replace(" *", "") for entry in terms for form in (*entry.match, *entry.unless)]
    seen: list[Hit] = []
    for _ in range(400):
        text = random_text(random_, forms)
        hits = ours.hits(text)
        assert hits == other.hits(text), "the order of the rules must not matter"
        for hit in hits:
            copy, parts = folded(hit.span.of(text)).text, pieces(hit.form, hit.term)[0]
            assert all(part in copy for part in parts), (text, hit.form)
            assert hit.term.needs or len(parts) > 1 or copy == parts[0], (text, hit.form)
        assert all(a.span.end <= b.span.start for a, b in pairwise(hits)), text
        seen += hits
    assert len(seen) > 1_000
    assert any(hit.term.needs for hit in seen)
