"""An Agreement becomes a JSON object: schema "framing.agreement/1".

Every number stands with the names of the units that it counts, and each unit with its words, the tool's verdict and
what each coder says. What can go wrong: nothing; a measure of nothing has null as its value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.measures import Measure
from framing.report.records import Record, rounded
from framing.validation.against import Judged, State, Tally
from framing.validation.agreement import Agreement, Compared
from framing.validation.alpha import Alpha
from framing.validation.between import Crossed, Item
from framing.validation.codes import QUESTIONS
from framing.validation.filled import Keyed


def agreement_record(found: Agreement) -> Record:
    """The whole agreement."""
    return {
        "schema": "framing.agreement/1",
        "coders": [coder.name for coder in found.coders],
        "notes": list(found.notes),
        "kinds": [_kind(found, one) for one in found.kinds],
    }


def _kind(found: Agreement, one: Compared) -> Record:
    return {
        "kind": one.kind,
        "question": QUESTIONS[one.kind].words,
        "size": one.size,
        "drawn": len(one.units),
        "coded": [{"coder": by.coder, "sure": by.sure, "unsure": by.unsure, "empty": by.empty} for by in one.coded],
        "between": [_item(item) for item in one.between],
        "against": [_judged(judge) for judge in one.against],
        "units": [_unit(found, unit) for unit in one.units],
    }


def _item(item: Item) -> Record:
    return {
        "name": item.name,
        "about": item.about,
        "alpha": _alpha(item.alpha),
        "with_unsure": None if item.with_unsure is None else _alpha(item.with_unsure),
        "same": _measure(item.same),
        "differing": list(item.differing),
        "two": [
            {"a": two.a, "b": two.b, "alpha": _alpha(two.alpha), "crossed": _crossed(two.crossed)} for two in item.two
        ],
    }


def _judged(found: Judged) -> Record:
    made = found.estimates
    return {
        "by": found.judge,
        "precision": _measure(made.precision),
        "recall": _measure(made.recall),
        "f1": _measure(made.f1),
        "unknown": list(made.unknown),
        "hits": list(found.hits),
        "false_alarms": list(found.false_alarms),
        "misses": list(found.misses),
        "rejections": list(found.rejections),
        "left_out": _states(found.left_out),
        "strata": [_tally(tally) for tally in found.tallies],
        "details": [
            {
                "name": one.name,
                "about": one.about,
                "share": _measure(one.share),
                "crossed": _crossed(one.crossed),
                "left_out": list(one.left_out),
            }
            for one in found.details
        ],
        "groups": [
            {"group": name, **{part.name: _measure(part) for part in (one.precision, one.recall, one.f1)}}
            for name, one in found.groups
        ],
    }


def _tally(tally: Tally) -> Record:
    return {
        "stratum": tally.level,
        "group": tally.group,
        "size": tally.size,
        "drawn": tally.drawn,
        "share": _measure(tally.share),
        "units": _states(tally.units),
    }


def _unit(found: Agreement, unit: Keyed) -> Record:
    verdict = unit.verdict
    codings = {coder.name: coding for coder in found.coders for coding in coder.codings if coding.name == unit.name}
    return {
        "unit": unit.name,
        "stratum": unit.level,
        "group": unit.group,
        "places": list(unit.places),
        "sentences": list(unit.sentences),
        "tool": {
            "code": verdict.code,
            "voices": list(verdict.voices),
            "words": list(verdict.words),
            "sources": list(verdict.sources),
            "source_kind": verdict.source_kind or None,
        },
        "codes": [
            {
                "coder": name,
                "code": one.code or None,
                "voices": list(one.voices),
                "words": one.words,
                "who": one.who,
                "source_kind": one.source_kind or None,
                "note": one.note,
            }
            for name, one in codings.items()
        ],
    }


def _states(found: Mapping[State, Sequence[str]]) -> Record:
    return {state: list(names) for state, names in found.items()}


def _crossed(found: Sequence[Crossed]) -> list[Record]:
    return [{"a": one.a, "b": one.b, "units": list(one.units)} for one in found]


def _alpha(found: Alpha) -> Record:
    return {
        "value": _number(found.value),
        "units": found.units,
        "codes": found.values,
        "low": _number(found.low),
        "high": _number(found.high),
        "why": found.why or None,
    }


def _measure(found: Measure) -> Record:
    """A measure; its value is null where there is nothing to count."""
    value = found.value if found.n else None
    return {"value": _number(value), "n": found.n, "low": _number(found.low), "high": _number(found.high)}


def _number(value: float | None) -> float | int | None:
    return None if value is None else rounded(value)
