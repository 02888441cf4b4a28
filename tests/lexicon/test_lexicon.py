"""The shipped lexicon keeps its promises: its sentences are tests, its terms have pages, its sides are even."""

from __future__ import annotations

from collections import Counter

import pytest

from framing.lexicon.axes import axes
from framing.lexicon.compiled import SHIPPED
from framing.lexicon.folders import rules
from framing.lexicon.index import index
from framing.lexicon.rules import GAP, Citation, Rule, Term, marked
from framing.wording.matching import Matcher, matcher
from framing.wording.trials import found_in

RULES = rules()
TERMS = [(rule, term) for rule in RULES for term in rule.terms]


def named(kind: str) -> list[object]:
    """Every sentence of one kind as a case named for its rule and term."""
    return [
        pytest.param(rule, term, sentence, id=f"{rule.code}-{term.match[0]}-{number}")
        for rule, term in TERMS
        for number, sentence in enumerate(getattr(term, kind), 1)
    ]


def spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((one.span.start, one.span.end) for one in found_in(text, RULES))


@pytest.mark.parametrize(("rule", "term", "sentence"), named("flags"))
def test_what_a_term_flags_is_found_at_the_exact_spans_and_nothing_else(rule: Rule, term: Term, sentence: str) -> None:
    text, expected = marked(sentence)
    found = found_in(text, RULES)
    assert tuple((one.span.start, one.span.end) for one in found) == expected
    assert {(one.rule.code, one.term.match[0]) for one in found} == {(rule.code, term.match[0])}


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
        assert text.endswith((".", "?")), f"{rule.code}: {part} is not a sentence"
    assert all("-" in word or word.isalnum() for word in rule.name.split())


@pytest.mark.parametrize(("rule", "term"), TERMS, ids=lambda value: getattr(value, "match", [""])[0])
def test_a_term_has_note_sentences_and_plain_wordings_that_are_plain(rule: Rule, term: Term) -> None:
    assert term.note.endswith((".", "?"))
    assert term.flags
    assert term.passes
    for wording in term.plain:
        loaded = [hit for hit in matcher(RULES).hits(wording) if not (hit.term.voices or "cue" in hit.term.needs)]
        assert loaded == [], f"{rule.code}: plain “{wording}” is itself loaded"


@pytest.mark.parametrize(("rule", "term"), TERMS, ids=lambda value: getattr(value, "match", [""])[0])
def test_a_term_has_a_citation_that_says_in_our_words_what_it_supports(rule: Rule, term: Term) -> None:
    assert term.citations
    for citation in (*term.citations, *term.counters):
        assert citation.supports.endswith(".")
        assert citation.address is None or citation.address.startswith(("https://", "http://"))


def cited(rule: Rule) -> set[Citation]:
    return {one for term in rule.terms for one in (*term.citations, *term.counters)}


def test_rules_are_sorted_and_a_file_is_named_for_its_code() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    files = sorted(path for path in SHIPPED.glob("*.toml"))
    assert [path.name[:4].upper() for path in files] == codes


def test_every_form_is_unique_whatever_its_case() -> None:
    forms = Counter(form.casefold() for _, term in TERMS for form in term.match)
    assert [form for form, count in forms.items() if count > 1] == []


@pytest.mark.parametrize(("rule", "term"), TERMS, ids=lambda value: getattr(value, "match", [""])[0])
def test_every_exception_silences_what_would_be_found_without_it(rule: Rule, term: Term) -> None:
    bare = term._replace(needs=(), voices=(), capitals=False)
    without = Matcher(index((rule._replace(terms=(bare._replace(unless=()),)),)))
    with_it = Matcher(index((rule._replace(terms=(bare,)),)))
    for phrase in term.unless:
        text = phrase.replace(f" {GAP} ", " some ")
        assert without.hits(text), f"{rule.code}: unless “{phrase}” is never needed"
        assert not with_it.hits(text)


# --- law 7: even-handed -------------------------------------------------------------------------------------------


def test_sides_are_the_two_of_their_axis() -> None:
    for rule, term in TERMS:
        if term.favours:
            assert term.favours in axes()[term.axis or ""].sides, f"{rule.code} {term.match[0]}"
    assert {term.axis for _, term in TERMS if term.axis} == set(axes())
    for axis in axes().values():
        assert list(axis.sides) == sorted(set(axis.sides))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_as_many_terms_for_each_side_or_says_why_not(rule: Rule) -> None:
    for axis in {term.axis for term in rule.terms if term.axis}:
        counts = Counter(term.favours for term in rule.terms if term.axis == axis)
        one, other = axes()[axis].sides
        assert counts[one] == counts[other] or rule.balance, f"{rule.code}: {axis} {counts}"


@pytest.mark.parametrize("axis", sorted(axes()))
def test_an_axis_has_as_many_terms_for_each_side_but_for_rules_that_say_why(axis: str) -> None:
    counts = Counter(term.favours for rule in RULES if not rule.balance for term in rule.terms if term.axis == axis)
    one, other = axes()[axis].sides
    assert counts[one] == counts[other]


def mirrors() -> list[object]:
    """Each pair of mirrored terms once."""
    return [
        pytest.param(rule, term, next(one for one in rule.terms if one.match[0] == term.mirror), id=term.match[0])
        for rule, term in TERMS
        if term.mirror and term.match[0] < term.mirror
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_sided_term_has_a_mirror_or_its_rule_says_why_not(rule: Rule) -> None:
    for term in rule.terms:
        assert term.mirror or not term.favours or rule.balance, f"{rule.code} {term.match[0]}"


@pytest.mark.parametrize(("rule", "one", "other"), mirrors())
def test_swapping_the_sides_of_a_sentence_changes_neither_flag_nor_severity(rule: Rule, one: Term, other: Term) -> None:
    assert one.needs == other.needs
    assert one.voices == other.voices
    for term in (one, other):
        words = term.match[0].replace(GAP, "some")
        sentence = (
            f"Yesterday the “{words}” was named again." if term.voices else f"Yesterday the {words} was named again."
        )
        (hit,) = matcher(RULES).hits(sentence)
        assert (hit.rule, hit.term, hit.span.of(sentence)) == (rule, term, words)


def test_only_what_dehumanises_is_an_error() -> None:
    for rule in RULES:
        assert (rule.severity == "error") == (rule.status == "dehumanising"), rule.code


def test_values_are_immutable_and_shipped_rules_are_read_once() -> None:
    assert rules() is rules()
    assert hash(RULES[0]) == hash(RULES[0]._replace(terms=()))
    assert all(isinstance(getattr(TERMS[0][1], name), tuple | str | bool | None) for name in Term._fields)
