"""The language of a text is that of most of its letters; too short a text has none."""

from __future__ import annotations

import pytest

from framing.language.identification import language

PARAGRAPHS = {
    "en": "The harbour council of the town agreed on Monday that a second pier would be built next to the old one.",
    "uk": "Міська рада у понеділок погодила будівництво другого причалу поруч зі старим, повідомили її представники.",
    "ru": "Городской совет в понедельник согласился построить второй причал у старого, сообщил его представитель.",
    "de": "Der Hafenrat der Stadt hat am Montag beschlossen, neben dem alten einen zweiten Pier zu bauen, hieß es.",
    "fr": "Le conseil du port a décidé lundi de construire une deuxième jetée à côté de l'ancienne, selon ses membres.",
    "es": "El consejo del puerto acordó el lunes construir un segundo muelle junto al antiguo, según sus miembros.",
}


@pytest.mark.parametrize("code", PARAGRAPHS)
def test_a_paragraph(code: str) -> None:
    assert language(PARAGRAPHS[code]) == code


def test_capitals_are_english_too() -> None:
    assert language(PARAGRAPHS["en"].upper()) == "en"


@pytest.mark.parametrize(
    "text", ["", " \n", "Pier agreed", "Der Rat hat es beschlossen.", "12 345 " * 50, "🛳 " * 60, "。" * 99]
)
def test_too_few_letters_leave_it_undetermined(text: str) -> None:
    assert language(text) == "und"


def test_only_the_beginning_is_looked_at() -> None:
    assert language(PARAGRAPHS["en"] * 50 + PARAGRAPHS["uk"] * 500) == "en"
