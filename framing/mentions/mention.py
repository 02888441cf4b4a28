"""A name in the text, and what a report calls the actor, place or thing that it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from framing.article import Span
from framing.lexicon.gazetteer import entities

MentionKind = Literal["state", "place", "organisation", "media", "person", "name"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: ``concept`` is the same for all names of one actor, place or thing in an article."""

    span: Span
    concept: str
    label: str
    kind: MentionKind
    use: str = "name"


@cache
def concept_names() -> Mapping[str, str]:
    """What a report calls each entity of the gazetteer, by its id."""
    return {entity.id: entity.name for entity in entities()}


def slug(name: str) -> str:
    """A concept's id made from a name: lower case, words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")
