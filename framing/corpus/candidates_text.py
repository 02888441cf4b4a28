"""Candidates for the lexicon become a list to read, JSON, or a stub of rules in TOML to be filled in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Final

import duckdb

from framing.corpus.candidates import Candidates, Place, Substitute, Word
from framing.report.records import Record

Sentences = Mapping[Place, tuple[str, str]]
"""The sentence of a place, its words in double brackets, and whose it is: outlet, day and id."""

HEAD: Final = """\
# Candidates for the lexicon. Nothing here says that a word is loaded: people decide, and a source says so.
# Keep what is; give the rule its code, texts and a citation, each term its plain words, and sentences of your own that
# test it (framing help lexicon-policy). Then put the file into a folder of rules: framing check --lexicon FOLDER.
code = ""       # yours: two capital letters and two digits, such as "XX01"
name = ""       # in small letters, with hyphens
bias = "lexical"
category = ""
status = ""     # framing help lexicon-policy lists them
severity = "info"
what = ""
why = ""
instead = ""
limits = ""
"""


def sentences(database: duckdb.DuckDBPyConnection, found: Candidates) -> Sentences:
    """The sentences of all places of candidates; none where texts are not kept."""
    places = sorted(
        {place for word in found.words for place in word.places}
        | {place for one in found.substitutes for pair in one.places for place in pair},
        key=lambda place: (place.article, place.start, place.end),
    )
    rows = [(place.article, place.start, place.end) for place in places]
    database.execute('CREATE OR REPLACE TEMP TABLE spots (article BIGINT, "start" INTEGER, "end" INTEGER)')
    if rows:
        database.executemany("INSERT INTO spots VALUES (?, ?, ?)", rows)
    out = {}
    for article, start, end, before, words, behind, outlet, day, id in database.execute(
        """SELECT article, p."start", p."end", cut(text, s."start", p."start"), cut(text, p."start", p."end"),
                  cut(text, p."end", s."end"), articles.outlet, date, id
           FROM spots p JOIN sentences s USING (article) JOIN articles USING (article)
           WHERE s."start" <= p."start" AND p."start" < s."end" AND text IS NOT NULL"""
    ).fetchall():
        whose = ", ".join(part for part in (outlet, day and day.isoformat(), id) if part)
        shown = " ".join(f"{before}[[{words}]]{behind}".split())
        out[Place(article, start, end)] = (shown, whose)
    return out


def listed(found: Candidates, most: int) -> tuple[Word, ...]:
    """The words that people are shown, each once: those whose sentences are more charged than others, the surest first.

    What sets outlets apart in plain sentences is rather their topics and house style; where nothing was measured all
    are shown.
    """
    out: dict[str, Word] = {}
    for word in found.words:
        if word.charged is None or found.charged is None or word.charged > found.charged:
            out.setdefault(word.word, word)
    return tuple(out.values())[:most]


def candidates_text(found: Candidates, spoken: Sentences, most: int) -> Iterator[str]:
    """A list to read, line by line; ``most`` words and as many substitutions."""
    yield f"Words that set groups apart: {len(found.words):,} of {found.looked:,} looked at, corrected for all of them"
    if found.charged is not None:
        yield f"Shown are those in sentences more charged than all are on average ({found.charged:.2f}); JSON has all"
    for word in listed(found, most):
        yield ""
        yield f"{word.word}  {_of_word(word)}"
        yield from (f"    {sentence}  ({whose})" for sentence, whose in _spoken(word.places, spoken))
    yield ""
    if found.read is None:
        yield "Substitutions: stories have not been looked for (framing corpus stories DIR)"
        return
    yield f"Substitutions: {len(found.substitutes):,} in {found.read:,} stories that several outlets tell"
    for one in found.substitutes[:most]:
        yield ""
        yield f"{one.a} / {one.b}  {_of_substitute(one)}"
        for pair in one.places[:1]:
            yield from (f"    {sentence}  ({whose})" for sentence, whose in _spoken(pair, spoken))


def candidates_stub(found: Candidates, spoken: Sentences, most: int) -> str:
    """A stub of a rule (TOML) whose terms are the candidates that no rule has yet."""
    lines = [HEAD]
    for word in [one for one in listed(found, len(found.words)) if not one.rules][:most]:
        lines += ["", *_comment(_of_word(word), _spoken(word.places, spoken)), *_term(word.word, [])]
    for one in [one for one in found.substitutes if not one.rules][:most]:
        told = [sentence for pair in one.places[:1] for sentence in _spoken(pair, spoken)]
        lines += ["", *_comment(f"{one.a} / {one.b}: {_of_substitute(one)}", told), *_term(one.a, [one.b])]
        lines += ["# or the other way round", *_term(one.b, [one.a])]
    return "\n".join(lines) + "\n"


def candidates_record(found: Candidates, spoken: Sentences) -> Record:
    """All candidates as JSON ("framing.candidates/1")."""

    def place(one: Place) -> Record:
        sentence, _ = spoken.get(one, (None, None))
        return {"article": one.article, "span": [one.start, one.end], "sentence": sentence}

    words = [
        {**_rounded(asdict(word)), "rules": list(word.rules), "places": [place(one) for one in word.places]}
        for word in found.words
    ]
    substitutes = [
        {
            "a": one.a,
            "b": one.b,
            "count": one.count,
            "stories": one.stories,
            "outlets_a": [list(pair) for pair in one.outlets_a],
            "outlets_b": [list(pair) for pair in one.outlets_b],
            "rules": list(one.rules),
            "places": [{"a": place(a), "b": place(b)} for a, b in one.places],
        }
        for one in found.substitutes
    ]
    return {
        "schema": "framing.candidates/1",
        "looked_at": found.looked,
        "charged": None if found.charged is None else round(found.charged, 6),
        "words": words,
        "stories": found.read,
        "substitutions": substitutes,
    }


def _rounded(found: Record) -> Record:
    return {key: round(value, 6) if isinstance(value, float) else value for key, value in found.items()}


def _of_word(word: Word) -> str:
    charged = "" if word.charged is None else f"; its sentences are charged {word.charged:.2f}"
    marked = f"; in {', '.join(word.rules)}" if word.rules else ""
    return (
        f"{word.label}: {word.count:,} times in {word.articles:,} articles, {word.elsewhere:,} elsewhere; "
        f"log-odds {word.odds:.2f} ({word.low:.2f} to {word.high:.2f}){charged}{marked}"
    )


def _of_substitute(one: Substitute) -> str:
    marked = f"; in {', '.join(one.rules)}" if one.rules else ""
    times = "time" if one.count == 1 else "times"
    stories = "story" if one.stories == 1 else "stories"
    return (
        f"{one.count} {times} in {one.stories} {stories}; {_outlets(one.outlets_a)} / {_outlets(one.outlets_b)}{marked}"
    )


def _outlets(found: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{outlet} {count}" for outlet, count in found[:4]) + (" and others" if len(found) > 4 else "")


def _spoken(places: Sequence[Place], spoken: Sentences) -> list[tuple[str, str]]:
    return [spoken[place] for place in places if place in spoken]


def _comment(told: str, examples: Sequence[tuple[str, str]]) -> list[str]:
    lines = [told, *(f"> {sentence}  ({whose})" for sentence, whose in examples)]
    return [f"# {''.join(sign if sign.isprintable() else ' ' for sign in line)}" for line in lines]


def _term(form: str, plain: list[str]) -> list[str]:
    return [
        "[[term]]",
        f"match = {_listed([form])}",
        f"plain = {_listed(plain)}",
        'note = ""',
        "flags = []     # sentences of your own, the term in double brackets",
        "passes = []    # sentences of your own in which nothing is to be found",
    ]


def _listed(values: list[str]) -> str:
    return "[" + ", ".join(json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") for value in values) + "]"
