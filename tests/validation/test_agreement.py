"""Coders among themselves, and the tool against them: each number with the units that it counts."""

from __future__ import annotations

import pytest

from framing.validation.against import Judgement, judged, judgement, majority
from framing.validation.between import items
from framing.validation.codes import Kind, Verdict
from framing.validation.filled import Coder, Coding, Keyed


def unit(name: str, level: str, size: int, verdict: Verdict | None = None, group: str = "A") -> Keyed:
    kind: Kind = {"w": "wording", "a": "attributions", "p": "pairs"}[name[0]]  # type: ignore[assignment]
    told = verdict or Verdict("yes" if level in ("own", "elsewhere", "sure", "likely") else "no")
    return Keyed(name, kind, level, group, 1, size, told, ("a.txt[0-1]",), ("One.",))


def coder(name: str, codes: str, kind: str = "w") -> Coder:
    """A coder by letters: y, n, ?, "." for an empty cell, in the order of the units w-0, w-1, …"""
    words = {"y": "yes", "n": "no", "?": "unsure", ".": ""}
    return Coder(name, tuple(Coding(f"{kind}-{n}", words[code]) for n, code in enumerate(codes)))


# ---------------------------------------------------------------- between coders


def test_coders_who_agree_in_three_of_four() -> None:
    units = [unit(f"w-{n}", "own", 9) for n in range(6)]
    loaded, voice = items("wording", units, [coder("anna", "yynn?y"), coder("ben", "ynnny.")])
    assert (loaded.name, loaded.alpha.units, loaded.alpha.values) == ("loaded", 4, 8)
    # Values: 3 yes, 5 no; one unit of four differs: 1 - 7 * 2 / (2 * 3 * 5).
    assert loaded.alpha.value == pytest.approx(1 - 7 * 2 / 30)
    assert (loaded.same.value, loaded.same.n) == (0.75, 4)
    assert loaded.differing == ("w-1",)
    (two,) = loaded.two
    assert [(one.a, one.b, one.units) for one in two.crossed] == [
        ("no", "no", ("w-2", "w-3")),
        ("yes", "no", ("w-1",)),
        ("yes", "yes", ("w-0",)),
    ]
    assert voice.alpha.units == 0


def test_unsure_counts_as_a_code_beside() -> None:
    units = [unit(f"w-{n}", "own", 9) for n in range(5)]
    (loaded, _) = items("wording", units, [coder("anna", "yynn?"), coder("ben", "yynny")])
    assert loaded.alpha.value == 1
    assert loaded.with_unsure is not None
    assert loaded.with_unsure.units == 5
    assert (loaded.with_unsure.value or 1) < 1
    (sure, _) = items("wording", units, [coder("anna", "yynn"), coder("ben", "yynn")])
    assert sure.with_unsure is None


def test_types_are_compared_finely_and_coarsely() -> None:
    units = [unit(f"a-{n}", "direct", 9) for n in range(3)]
    anna = Coder("anna", tuple(Coding(f"a-{n}", code) for n, code in enumerate(("direct", "mixed", "none"))))
    ben = Coder("ben", tuple(Coding(f"a-{n}", code) for n, code in enumerate(("direct", "indirect", "none"))))
    found = {item.name: item for item in items("attributions", units, [anna, ben])}
    assert found["type"].differing == ("a-1",)
    assert found["reported"].differing == ()
    assert found["reported"].alpha.value == 1


def test_three_coders_are_compared_two_by_two_as_well() -> None:
    units = [unit(f"w-{n}", "own", 9) for n in range(4)]
    (loaded, _) = items("wording", units, [coder("a", "yynn"), coder("b", "yynn"), coder("c", "nynn")])
    assert [(two.a, two.b, two.alpha.value == 1) for two in loaded.two] == [
        ("a", "b", True),
        ("a", "c", False),
        ("b", "c", False),
    ]
    assert (loaded.same.value, loaded.alpha.values) == (0.75, 12)


# ---------------------------------------------------------------- what judges say


def test_a_coder_and_the_tool_share_a_word() -> None:
    told = unit("a-0", "direct", 9, Verdict("direct", sources=("she", "Ann Oster"), source_kind="named-person"))

    def shared(who: str) -> str | None:
        return judgement("attributions", told, Coding("a-0", "direct", who=who)).said.get("source")

    assert shared("Oster") == shared("the harbour master Ann Oster") == shared("She") == "shared"
    assert shared("the harbour master") == shared("he") == "apart"
    assert shared("") is None
    nobody = unit("a-0", "direct", 9, Verdict("direct"))
    assert judgement("attributions", nobody, Coding("a-0", "direct", who="she")).said["source"] == "apart"


def test_small_words_are_not_enough_in_common() -> None:
    told = unit("w-0", "own", 9, Verdict("yes", ("own",), ("war of choice",)))
    assert judgement("wording", told, Coding("w-0", "yes", words="a host of lies")).said["words"] == "apart"
    assert judgement("wording", told, Coding("w-0", "yes", words="choice")).said["words"] == "shared"


@pytest.mark.parametrize(
    ("states", "state"),
    [
        (["yes", "yes"], "yes"),
        (["yes", "no"], "tie"),
        (["yes", "no", "no"], "no"),
        (["yes", "unsure"], "yes"),
        (["yes", "no", "unsure"], "tie"),
        (["unsure", "empty"], "unsure"),
        (["empty", "empty"], "empty"),
        ([], "empty"),
    ],
)
def test_the_majority(states: list[str], state: str) -> None:
    assert majority([Judgement(one, {}) for one in states]).state == state  # type: ignore[arg-type]


def test_the_majority_in_a_thing_more() -> None:
    given = [Judgement("yes", {"type": one}) for one in ("direct", "direct", "mixed")]
    assert majority(given).said == {"type": "direct"}
    assert majority(given[1:]).said == {}
    assert majority([*given[:1], Judgement("no", {}), Judgement("yes", {})]).said == {"type": "direct"}


# ---------------------------------------------------------------- the tool against them

UNITS = [
    *(unit(f"w-{n}", "own", 40, Verdict("yes", ("own",), ("thugs",))) for n in range(4)),
    *(unit(f"w-{n}", "nothing", 400) for n in range(4, 8)),
]


def test_every_number_leads_to_its_units() -> None:
    (found,) = judged("wording", UNITS, [coder("anna", "yyn?nnny")])
    assert found.judge == "anna"
    assert (found.hits, found.false_alarms, found.misses) == (("w-0", "w-1"), ("w-2",), ("w-7",))
    assert found.rejections == ("w-4", "w-5", "w-6")
    assert found.left_out == {"unsure": ("w-3",), "tie": (), "empty": ()}
    assert (found.estimates.precision.value, found.estimates.precision.n) == (pytest.approx(2 / 3), 3)
    # Of 40, 20 stand to be a yes; of 400 there are 100.
    assert found.estimates.recall.value == pytest.approx(20 / 120)
    whole = [tally for tally in found.tallies if tally.group is None]
    assert [(one.level, one.size, one.units["yes"]) for one in whole] == [
        ("own", 40, ("w-0", "w-1")),
        ("nothing", 400, ("w-7",)),
    ]
    assert whole[1].share.value == 0.25


def test_the_majority_comes_first_then_each_coder() -> None:
    found = list(judged("wording", UNITS, [coder("anna", "yyynnnnn"), coder("ben", "yynnnny.")]))
    assert [one.judge for one in found] == ["majority", "anna", "ben"]
    assert found[0].left_out == {"unsure": (), "tie": ("w-2", "w-6"), "empty": ()}
    assert found[0].rejections == ("w-4", "w-5", "w-7")
    assert found[2].left_out["empty"] == ("w-7",)


def test_units_that_a_sheet_lacks_are_empty() -> None:
    (found,) = judged("wording", UNITS, [coder("anna", "yy")])
    assert found.left_out["empty"] == tuple(f"w-{n}" for n in range(2, 8))
    assert found.estimates.unknown == ("nothing",)


def test_groups_stand_by_themselves() -> None:
    units = [unit(f"w-{n}", level, 50, group=group) for n, (level, group) in enumerate(
        [("own", "A"), ("own", "B"), ("nothing", "A"), ("nothing", "B")]
    )]  # fmt: skip
    (found,) = judged("wording", units, [coder("anna", "ynny")])
    values = [(name, one.precision.value, one.recall.value) for name, one in found.groups]
    assert values == [("A", 1.0, 1.0), ("B", 0.0, 0.0)]


def test_voices_and_words_where_both_say_yes() -> None:
    codings = [
        Coding("w-0", "yes", ("own",), "thugs"),
        Coding("w-1", "yes", ("quoted",), "the thugs"),
        Coding("w-2", "yes", (), "gate"),
        Coding("w-4", "yes", ("own",), "gate"),
    ]
    (found,) = judged("wording", UNITS, [Coder("anna", tuple(codings))])
    voice, written = found.details
    assert (voice.name, voice.share.value, voice.share.n, voice.left_out) == ("voice", 0.5, 2, ("w-2",))
    assert [(one.a, one.b, one.units) for one in voice.crossed] == [
        ("own", "own", ("w-0",)),
        ("own", "quoted", ("w-1",)),
    ]
    assert (written.share.value, written.share.n) == (pytest.approx(2 / 3), 3)


def test_types_and_kinds_where_both_find_an_attribution() -> None:
    told = Verdict("indirect", sources=("the board",), source_kind="organisation")
    units = [*(unit(f"a-{n}", "indirect", 10, told) for n in range(2)), unit("a-2", "none", 10, Verdict("none"))]
    codings = (
        Coding("a-0", "indirect", who="the board", source_kind="organisation"),
        Coding("a-1", "mixed", who="she", source_kind="unknown"),
        Coding("a-2", "none"),
    )
    (found,) = judged("attributions", units, [Coder("anna", codings)])
    shares = {detail.name: detail.share.value for detail in found.details}
    assert shares == {"type": 0.5, "source": 0.5, "source kind": 0.5}
    assert found.estimates.f1.value == 1
