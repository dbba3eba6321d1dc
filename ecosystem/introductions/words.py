"""What the two sides may read of each other: words, masked until both agreed, and then the persons. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ecosystem.introductions.masking import Masked, mask
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.states import Side

WORDS: Final = ("why", "proposal", "question", "reply", "decline_words")
"""All that is written before the yes."""


@dataclass(frozen=True)
class Contact:
    """The person of one side; `telephone` is "" where none was given for this introduction."""

    name: str
    email: str
    telephone: str

    @property
    def words(self) -> str:
        """All of it in a row."""
        return ", ".join(one for one in (self.name, self.email, self.telephone) if one)


def said(introduction: Introduction) -> Mapping[str, Masked]:
    """The texts by name, as both sides read them."""
    texts = ((name, str(getattr(introduction, name))) for name in WORDS)
    if introduction.is_revealed:
        return {name: Masked(text, 0) for name, text in texts}
    return {name: mask(text) for name, text in texts}


def contact_of(introduction: Introduction, side: Side) -> Contact | None:
    """Who asked, or who agreed; None before both agreed."""
    if not introduction.is_revealed:
        return None
    if side is Side.ASKING:
        person, telephone = introduction.asker, introduction.asker_telephone
        return Contact(person.name, person.email, telephone)
    answerer = introduction.answerer
    return Contact(answerer.name, answerer.email, introduction.answerer_telephone) if answerer else None
