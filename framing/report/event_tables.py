"""Events, concepts and distinctive words become tables: who tells how much and when, and what it calls whom.

What can go wrong: an article whose day of writing is open; its row in the table over time says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from framing.comparison import Comparison
from framing.concepts import Concept
from framing.events.events import Event
from framing.groups import Group, column
from framing.measures import Measure
from framing.report.tables import Row, Spot, Table

STATES = ("reports", "contrasts", "absent", "before", "unknown")
TOLD = ("contrasts", "reports")
PRECEDENCE = ("contrasts", "reports", "unknown", "absent", "before")
"""How a group stands to an event: by the first of these states that one of its articles is in. One that may have told
it keeps the group from being said to be without it.
"""
LABELLED = 25
"""Concepts in the table of labels, at most: those that most articles name."""


def leaves(found: Comparison) -> list[Event]:
    """The events that are no parents of others."""
    parents = {event.parent for event in found.events}
    return [event for event in found.events if event.id not in parents]


def shared(found: Comparison) -> list[Event]:
    """The leaves that two texts or more tell."""
    return [event for event in leaves(found) if len(event.tellers) > 1]


def coverage(found: Comparison, grouped: Sequence[Group]) -> Table:
    """How many of the shared events stand in which state in each group."""
    rows = []
    both = shared(found)
    for group in grouped:
        states: dict[str, list[Event]] = {state: [] for state in STATES}
        for event in both:
            own = {event.tellings[n].state for n in group.articles}
            states[next(state for state in PRECEDENCE if state in own)].append(event)
        for state, events in states.items():
            spots = _told(events, group) if state in TOLD else ()
            rows.append(Row((group.name, state), len(events), None, spots, tuple(event.id for event in events)))
    return Table(
        "coverage",
        "Coverage of shared events",
        "The events that two articles or more tell, by how each group stands to them. A later article can tell more: "
        "this is no ranking.",
        (column(grouped), "state"),
        "",
        tuple(rows),
    )


def _told(events: Sequence[Event], group: Group) -> tuple[Spot, ...]:
    return tuple((n, span) for event in events for n in group.articles for span in event.tellings[n].passages)


def coverage_over_time(found: Comparison, grouped: Sequence[Group]) -> Table:
    """When each article was written, and how many of the shared events it tells."""
    rows = []
    told: defaultdict[int, list[Event]] = defaultdict(list)
    for event in shared(found):
        for n in event.told_by:
            told[n].append(event)
    for group in grouped:
        for n in group.articles:
            events = told[n]
            spots = tuple((n, span) for event in events for span in event.tellings[n].passages)
            keys = (group.name, found.readings[n].article.id, *written(found, n))
            rows.append(Row(keys, len(events), None, spots, tuple(event.id for event in events)))
    return Table(
        "coverage_over_time",
        "Coverage over time",
        "For each article how many of the shared events it tells, and between which days it was written (“open”: "
        "nothing bounds that end).",
        (column(grouped), "article", "earliest", "latest"),
        "",
        tuple(rows),
    )


def written(found: Comparison, article: int) -> tuple[str, str]:
    """The first and last day on which an article can have been written."""
    bounds = found.readings[article].article.date_bounds
    return bounds.earliest or "open", bounds.latest or "open"


def labels(found: Comparison, grouped: Sequence[Group]) -> Table:
    """What each group calls the actors, places and things that two articles or more name.

    A thing without a name is there only if it is called by two nouns: "the war" here, "the conflict" there.
    """
    rows = []
    named = [c for c in found.concepts if _widely(c) and c.nouns != 1]
    group_of = {n: group.name for group in grouped for n in group.texts}
    for concept in named[:LABELLED]:
        every = {mention.label for mention in concept.mentions}
        counted: dict[str, dict[str, list[Spot]]] = {group.name: {} for group in grouped}
        for mention in concept.mentions:
            if mention.article in group_of:
                label = " ".join(mention.label.split())
                inside = label[:1].lower() + label[1:]  # "Polls" that opens a sentence is the "polls" of another
                label = inside if inside in every else label
                own = counted[group_of[mention.article]]
                own.setdefault(label, []).append((mention.article, mention.span))
        for name, own in counted.items():
            for label in sorted(own, key=lambda label: (-len(own[label]), label)):
                rows.append(Row((concept.name, label, name), len(own[label]), None, tuple(own[label])))
    about = "What each group calls the same actor, place or thing, and how often"
    return Table(
        "labels",
        "Labels of actors, places and things",
        f"{about}: the {LABELLED} named by most articles" if len(named) > LABELLED else about,
        ("concept", "label", column(grouped)),
        "",
        tuple(rows),
    )


def _widely(concept: Concept) -> bool:
    return len({mention.article for mention in concept.mentions}) > 1


def distinctive(found: Comparison, _: Sequence[Group]) -> Table:
    """The words that set a group apart from the others together."""
    rows = []
    for one in found.distinctive.contrasts:
        group = found.groups[one.group]
        n = len(one.spots) + one.elsewhere
        keys = (group.name, one.word, f"{one.articles} of {len(group.texts)}")
        rows.append(Row(keys, len(one.spots), Measure("log_odds", one.odds, n, one.low, one.high), one.spots))
    return Table(
        "distinctive",
        "Words that set groups apart",
        "Log-odds of a word in one group against all others (Monroe, Colaresi and Quinn 2008), outside quotation marks "
        "and names: uses in the group, n uses in all, 95 % interval after correction for all words looked at.",
        (column(found.groups), "word", "articles"),
        "log-odds",
        tuple(rows),
    )
