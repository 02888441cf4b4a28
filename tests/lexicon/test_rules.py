"""The lexicon keeps its promises: every sentence in it is a test, every term has its page, the sides are even."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

import pytest

from framing.lexicon.rules import SHIPPED, LexiconError, Rule, Term, marked, rules
from framing.wording.matching import Matcher, matcher

RULES = rules()
TERMS = [(rule, term) for rule in RULES for term in rule.terms]
SIDES = {
    "russia-ukraine": {"russia", "ukraine"},
    "west-russia": {"west", "russia"},
    "israel-palestine": {"israel", "palestinians"},
    "us-parties": {"republicans", "democrats"},
    "migration": {"restriction", "openness"},
    "abortion": {"opponents", "supporters"},
    "climate": {"sceptics", "action"},
}


def named(kind: str) -> list[object]:
    """Every sentence of one kind as a case named for its rule and term."""
    return [
        pytest.param(rule, term, sentence, id=f"{rule.code}-{term.match[0]}-{number}")
        for rule, term in TERMS
        for number, sentence in enumerate(getattr(term, kind), 1)
    ]


def spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((hit.span.start, hit.span.end) for hit in matcher(RULES).hits(text))


@pytest.mark.parametrize(("rule", "term", "sentence"), named("flags"))
def test_what_a_term_flags_is_found_at_the_exact_spans_and_nothing_else(rule: Rule, term: Term, sentence: str) -> None:
    text, expected = marked(sentence)
    hits = matcher(RULES).hits(text)
    assert tuple((hit.span.start, hit.span.end) for hit in hits) == expected
    assert {(hit.rule.code, hit.term.match[0]) for hit in hits} == {(rule.code, term.match[0])}


@pytest.mark.parametrize(("rule", "term", "sentence"), named("passes"))
def test_what_a_term_passes_is_silent_for_every_rule(rule: Rule, term: Term, sentence: str) -> None:
    assert spans(sentence) == ()


@pytest.mark.xfail(strict=True, reason="known misses: take the sentence to flags when it is found")
@pytest.mark.parametrize(("rule", "term", "sentence"), named("misses"))
def test_what_a_term_misses(rule: Rule, term: Term, sentence: str) -> None:
    text, expected = marked(sentence)
    assert spans(text) == expected


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_every_part_of_its_page(rule: Rule) -> None:
    for part in ("what", "why", "instead", "limits"):
        text = getattr(rule, part)
        assert text[0].isupper() or text[0] == "“", f"{rule.code}: {part} is not a sentence"
        assert text.endswith("."), f"{rule.code}: {part} is not a sentence"
    assert all("-" in word or word.isalnum() for word in rule.name.split())


@pytest.mark.parametrize(("rule", "term"), TERMS, ids=lambda value: getattr(value, "match", [""])[0])
def test_a_term_is_sourced_and_its_plain_wordings_are_plain(rule: Rule, term: Term) -> None:
    assert term.citations
    assert term.note.endswith((".", "?"))
    for wording in term.plain:
        assert spans(wording) == (), f"{rule.code}: plain “{wording}” is itself loaded"
    for citation in term.citations:
        assert citation.supports.endswith(".")
        assert citation.address is None or citation.address.startswith(("https://", "http://"))


def test_rules_are_sorted_and_a_file_is_named_for_its_code() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert [path.name[:4].upper() for path in sorted(SHIPPED.glob("*.toml"))] == codes


def test_the_lexicon_is_large_enough_to_be_of_use() -> None:
    assert len(RULES) >= 12
    assert len(TERMS) >= 90


def test_every_form_is_unique_whatever_its_case() -> None:
    forms = Counter(form.casefold() for _, term in TERMS for form in term.match)
    assert [form for form, count in forms.items() if count > 1] == []


@pytest.mark.parametrize(("rule", "term"), TERMS, ids=lambda value: getattr(value, "match", [""])[0])
def test_every_exception_silences_what_would_be_found_without_it(rule: Rule, term: Term) -> None:
    without = Matcher((replace(rule, terms=(replace(term, unless=()),)),))
    with_it = Matcher((replace(rule, terms=(term,)),))
    for phrase in term.unless:
        text = f"Ruritania {phrase.title()}" if term.needs else phrase
        assert without.hits(text), f"{rule.code}: unless “{phrase}” is never needed"
        assert not with_it.hits(text)


# --- law 7: even-handed -------------------------------------------------------------------------------------------


def sided(rule: Rule) -> Counter[tuple[str | None, str | None]]:
    return Counter((term.axis, term.favours) for term in rule.terms if term.favours)


def test_sides_are_the_two_of_their_axis() -> None:
    for rule, term in TERMS:
        if term.favours:
            assert term.favours in SIDES.get(term.axis or "", ()), f"{rule.code} {term.match[0]}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_as_many_terms_for_each_side_or_says_why_not(rule: Rule) -> None:
    for axis in {term.axis for term in rule.terms if term.axis}:
        counts = {side: sided(rule)[axis, side] for side in SIDES[axis]}
        assert len(set(counts.values())) == 1 or rule.balance, f"{rule.code}: {axis} {counts}"


@pytest.mark.parametrize("axis", sorted(SIDES))
def test_an_axis_has_as_many_terms_for_each_side(axis: str) -> None:
    counts = Counter(term.favours for _, term in TERMS if term.axis == axis)
    assert set(counts) == SIDES[axis]
    assert len(set(counts.values())) == 1 or any(r.balance for r in RULES if any(t.axis == axis for t in r.terms))


def mirrors() -> list[object]:
    """The first, second, ... term for each side of an axis in one rule: they stand in pairs."""
    pairs: list[object] = []
    for rule in RULES:
        for axis in sorted({term.axis for term in rule.terms if term.axis}):
            one, other = sorted(SIDES[axis])
            ours = [term for term in rule.terms if (term.axis, term.favours) == (axis, one)]
            theirs = [term for term in rule.terms if (term.axis, term.favours) == (axis, other)]
            pairs += [
                pytest.param(rule, a, b, id=f"{rule.code}-{a.match[0]}") for a, b in zip(ours, theirs, strict=True)
            ]
    return pairs


@pytest.mark.parametrize(("rule", "one", "other"), mirrors())
def test_swapping_the_sides_of_a_sentence_changes_neither_flag_nor_severity(rule: Rule, one: Term, other: Term) -> None:
    for term in (one, other):
        (hit,) = matcher(RULES).hits(f"Yesterday the {term.match[0]} was named again.")
        assert (hit.rule, hit.term, hit.span.start) == (rule, term, len("Yesterday the "))


def test_severity_follows_the_status() -> None:
    for rule in RULES:
        assert (rule.severity == "error") == (rule.category == "dehumanising")


# --- broken files -------------------------------------------------------------------------------------------------

GOOD = """\
code = "ZZ01"
name = "sample"
bias = "lexical"
category = "sample"
status = "loaded"
severity = "info"
what = "A sample."
why = "It is one."
instead = "Nothing."
limits = "None."

[[citation]]
source = "A Book"
date = "1999"
supports = "It says so."

[[term]]
match = ["flimflam"]
plain = ["nonsense"]
note = "Funny."
flags = ["Such [[flimflam]] sells."]
passes = ["Such nonsense sells."]
"""


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "zz01.toml").write_text(GOOD, encoding="utf-8")
    (rule,) = rules(tmp_path)
    assert (rule.code, rule.axis, rule.terms[0].match) == ("ZZ01", None, ("flimflam",))
    assert rule.terms[0].citations == rule.citations


NOTE = 'note = "Funny."'
RULE = "zz01.toml: ZZ01: "
TERM = RULE + "term “flimflam”: "


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('why = "', 'whyy = "', RULE + "unknown key “whyy”; did you mean “why”?"),
        ("note =", "notes =", TERM + "unknown key “notes”; did you mean “note”?"),
        ('severity = "info"', 'severity = "warn"', RULE + "severity “warn” is unknown; did you mean “warning”?"),
        ('bias = "lexical"', 'bias = "x"', RULE + "bias “x” is unknown; choose lexical or informational"),
        ('limits = "None."\n', "", RULE + "“limits” is missing; add it"),
        ('note = "Funny."\n', "", TERM + "“note” is missing; add it"),
        ('plain = ["nonsense"]', "plain = []", TERM + "“plain” is missing or empty; give at least one"),
        ('passes = ["Such nonsense sells."]\n', "", TERM + "“passes” is missing or empty; give at least one"),
        (
            "[[flimflam]]",
            "flimflam",
            TERM + "nothing is marked in “Such flimflam sells.”; put [[brackets]] round what to find",
        ),
        (
            "Such nonsense",
            "Such [[nonsense]]",
            TERM + "“Such [[nonsense]] sells.” is to stay silent; take its brackets away or move it to flags",
        ),
        (
            'date = "1999"',
            'date = "last May"',
            RULE + "citation 1: date “last May” is not ISO 8601; write it like 2013 or 2013-04-02",
        ),
        ('date = "1999"', "date = 1999", RULE + "citation 1: “date” must be text; put it in quotation marks"),
        (
            'code = "ZZ01"',
            'code = "zed"',
            "zz01.toml: zed: code is not two capitals and two digits; write it like WL01",
        ),
        (NOTE, NOTE + '\nfavours = "us"', TERM + "favours and axis belong together; give both or neither"),
        (
            NOTE,
            NOTE + '\nunless = ["humbug"]',
            TERM + "unless “humbug” holds no form of the term; it can never apply, remove it",
        ),
        (NOTE, NOTE + '\ncapitals = "yes"', TERM + "capitals must be true or false, without quotation marks"),
        (
            'match = ["flimflam"]',
            'match = ["flimflam", "Flimflam"]',
            RULE + "“flimflam” stands twice in this file; keep it in one term",
        ),
        (
            'match = ["flimflam"]',
            'match = "flimflam"',
            RULE + 'a term without match: “match” must be a list of texts; write it like match = ["…"]',
        ),
    ],
)
def test_a_broken_file_gets_one_line_with_file_place_and_remedy(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in GOOD
    (tmp_path / "zz01.toml").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        rules(tmp_path)
    assert str(error.value) == f"{tmp_path}/{message}"
    assert "\n" not in str(error.value)


def test_a_syntax_error_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "zz01.toml").write_text(GOOD.replace('name = "sample"', "name = sample"), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"zz01\.toml: not TOML: .*line 2.*; repair that line"):
        rules(tmp_path)


def test_a_citation_is_needed(tmp_path: Path) -> None:
    start, end = GOOD.index("[[citation]]"), GOOD.index("[[term]]")
    (tmp_path / "zz01.toml").write_text(GOOD[:start] + GOOD[end:], encoding="utf-8")
    with pytest.raises(LexiconError, match="no citation; add a"):
        rules(tmp_path)


def test_codes_and_terms_are_unique_across_files(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.toml").write_text(GOOD.replace("flimflam", "humbug"), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"b\.toml: ZZ01: code already used in a\.toml"):
        rules(tmp_path)
    (tmp_path / "b.toml").write_text(GOOD.replace("ZZ01", "ZZ02"), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"b\.toml: ZZ02: “flimflam” already stands in a\.toml"):
        rules(tmp_path)


def test_an_empty_or_missing_folder_and_a_binary_file_are_errors(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(LexiconError, match="no rule files; name a folder"):
            rules(folder)
    (tmp_path / "zz01.toml").write_bytes(b'code = "\xff"')
    with pytest.raises(LexiconError, match=r"zz01\.toml: byte 8 is not UTF-8; save the file as UTF-8"):
        rules(tmp_path)


def test_values_are_immutable_and_shipped_rules_are_read_once() -> None:
    assert rules() is rules()
    assert hash(RULES[0]) == hash(replace(RULES[0]))
    assert all(isinstance(getattr(TERMS[0][1], field.name), tuple | str | bool | None) for field in fields(Term))


def test_marks_are_taken_out_and_their_ranges_kept() -> None:
    assert marked("A [[b]] and [[cd]].") == ("A b and cd.", ((2, 3), (8, 10)))
    assert marked("none") == ("none", ())
