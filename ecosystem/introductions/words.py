"""What the two sides may read of each other: words, masked until both agreed, and then the persons. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ecosystem.introductions.masking import Masked, mask_together
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.states import Side

WORDS: Final = (("why", "proposal", "reply"), ("question", "decline_words"))
"""All that is written before the yes, by the side that writes it: first the asking one."""


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
    written = [{name: str(getattr(introduction, name)) for name in names} for names in WORDS]
    if introduction.is_revealed:
        return {name: Masked(text, 0) for texts in written for name, text in texts.items()}
    return {name: masked for texts in written for name, masked in mask_together(texts).items()}


def contact_of(introduction: Introduction, side: Side) -> Contact | None:
    """Who asked, or who agreed; None before both agreed."""
    if not introduction.is_revealed:
        return None
    if side is Side.ASKING:
        person, telephone = introduction.asker, introduction.asker_telephone
        return Contact(person.name, person.email, telephone)
    answerer = introduction.answerer
    return Contact(answerer.name, answerer.email, introduction.answerer_telephone) if answerer else None
