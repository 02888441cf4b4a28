"""Two versions of one article: every change with its exact spans, and what it does to what is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from framing.article import Span
from framing.events.facts import Fact
from framing.events.revision import Heading, Revision, revision
from framing.events.wording import Stretch
from framing.reading import Reading

Reader = Callable[..., Reading]

OLD = (
    "Ferry runs aground off Adrano\n\n"
    "A ferry ran aground off Adrano on Monday. Mayor Ann Lee said that 12 people were hurt. “We warned them twice,” "
    "said Ilan Brook, who led the crew. The harbour office closed the pier, and it will stay shut until June.\n\n"
    "The ferry is forty years old.\n"
)


def changed(read: Reader, *edits: tuple[str, str]) -> Revision:
    new = OLD
    for before, after in edits:
        assert new.count(before) == 1, before
        new = new.replace(before, after)
    return revision(read(OLD), read(new))


def facts(found: Revision) -> list[tuple[str, str | None, str | None]]:
    return [(fact.kind, fact.before, fact.after) for change in found.changes for fact in change.facts]


def test_the_same_text_is_the_same(read: Reader) -> None:
    found = changed(read)
    assert found.same
    assert [change.kind for change in found.changes] == ["same"] * 6
    assert [change.old for change in found.changes] == [change.new for change in found.changes]


@pytest.mark.parametrize(
    "edit", [("\n\nA ferry", "\nA ferry"), ("off Adrano on", "off  Adrano\non"), ("old.\n", "old.")]
)
def test_spaces_and_line_breaks_are_no_difference(edit: tuple[str, str], read: Reader) -> None:
    assert changed(read, edit).same


@pytest.mark.parametrize(
    "edit", [("“We", '"We'), ("ferry is", "Ferry is"), ("June.", "June"), ("old.", "old\u200b."), ("forty", "forty-")]
)
def test_every_other_character_is_one(edit: tuple[str, str], read: Reader) -> None:
    found = changed(read, edit)
    assert not found.same
    assert [change.kind for change in found.changes].count("changed") == 1


def test_a_changed_sentence_has_its_spans_and_words(read: Reader) -> None:
    (change,) = [change for change in changed(read, ("12 people", "14 people")).changes if change.kind != "same"]
    assert change.kind == "changed"
    assert change.old == change.new == Span(73, 117)
    assert OLD[73:117] == "Mayor Ann Lee said that 12 people were hurt."
    assert change.stretches[1] == Stretch(False, Span(97, 99), Span(97, 99))
    assert change.facts == (Fact("number", Span(97, 99), Span(97, 99), "12", "14"),)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("12 people", "14 people"), ("number", "12", "14")),
        (("12 people", "at least 12 people"), ("number", "12", "at least 12")),
        (("until June", "until July"), ("date", "June", "July")),
        (("Mayor Ann Lee said", "Mayor Ann Lee claimed"), ("cue", "said (neutral)", "claimed (doubting)")),
        (
            ("warned them twice", "warned them often"),
            ("quotation", "“We warned them twice,”", "“We warned them often,”"),
        ),
        (
            ("Mayor Ann Lee said that 12", "At least 12"),
            ("source", "Ann Lee (named person)", None),
        ),
        (("The harbour office", "The thugs of the harbour office"), ("term", None, "thugs (WL07, own voice)")),
    ],
)
def test_what_a_change_does_to_what_is_told(
    edit: tuple[str, str], expected: tuple[str, str | None, str | None], read: Reader
) -> None:
    assert expected in facts(changed(read, edit))


def test_a_number_that_stands_elsewhere_is_not_gone(read: Reader) -> None:
    found = changed(read, ("The ferry is forty years old.", "The ferry is forty years old. All 12 people went home."))
    assert "number" not in {kind for kind, _, _ in facts(found)}


def test_a_name_that_stands_elsewhere_is_not_gone_with_its_sentence(read: Reader) -> None:
    found = changed(read, ("A ferry ran aground off Adrano on Monday. ", ""))
    assert ("date", "Monday", None) in facts(found)
    assert ("name", "Adrano", None) not in facts(found)


def test_a_sentence_that_was_added_and_one_that_was_removed(read: Reader) -> None:
    found = changed(
        read, ("A ferry ran aground off Adrano on Monday. ", ""), ("years old.", "years old. Nobody answers for it.")
    )
    assert [change.kind for change in found.changes if change.kind != "same"] == ["removed", "added"]
    removed, added = (change for change in found.changes if change.kind != "same")
    assert removed.new is added.old is None
    assert removed.old
    assert added.new
    assert removed.old.of(OLD) == "A ferry ran aground off Adrano on Monday."
    assert added.new.of(found.new.article.text) == "Nobody answers for it."


def test_a_sentence_that_was_split_and_one_that_moved(read: Reader) -> None:
    found = changed(read, ("the pier, and it will", "the pier. It will"))
    (change,) = [change for change in found.changes if change.kind != "same"]
    assert (change.kind, change.shape) == ("changed", "split")
    moved = "A ferry ran aground off Adrano on Monday. "
    found = changed(read, (moved, ""), ("\n\nThe ferry is", f"\n\n{moved}The ferry is"))
    (change,) = [change for change in found.changes if change.kind != "same"]
    assert (change.kind, change.stretches) == ("moved", ())
    assert change.old
    assert change.old.of(OLD) == moved.strip()


def test_titles_and_dates_are_compared_where_both_are_known(read: Reader) -> None:
    old, new = read(OLD, title="Ferry aground", date="2031-05-12"), read(OLD, title="Ferry hits pier")
    found = revision(old, new)
    assert found.headings == (Heading("title", "Ferry aground", "Ferry hits pier"),)
    assert not found.same
    assert revision(old, read(OLD, date="2031-05-12")).same
    assert revision(old, read(OLD, date="2031-05-13")).headings == (Heading("date", "2031-05-12", "2031-05-13"),)


def test_a_text_in_another_language_is_compared_too(read: Reader) -> None:
    text = "Міністр заявив у вівторок, що переговори триватимуть до кінця тижня. Сторони не згодні.\n"
    found = revision(read(text), read(text.replace("тижня", "місяця")))
    assert [change.kind for change in found.changes] == ["changed", "same"]
    assert facts(found) == []


def test_no_word_is_left_out(read: Reader) -> None:
    """Bylines and what was taken for parts of the page are compared as well."""
    text = f"By Ann Lee\n\n{OLD}\n© 2031 Adrano Post. All rights reserved.\n"
    for before, after in (("Ann Lee\n", "Bo Marsh\n"), ("© 2031", "© 2032")):
        assert not revision(read(text), read(text.replace(before, after))).same
