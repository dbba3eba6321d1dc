"""An outcome in words, to each of the two sides: how much, when, and who may read it."""

from __future__ import annotations

from ecosystem.catalogue.money import price_text
from ecosystem.introductions.models_talk import IntroductionOutcome
from ecosystem.introductions.states import Side
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.web.languages import page_language

_BOTH_ONLY = N_("for both organisations only")


def money(amount: int | None, currency: str | None) -> str:
    """The value in the language of the page or mail; "" where it was not told."""
    return price_text(amount, amount, currency or "", page_language()) if amount is not None else ""


def readers(said: IntroductionOutcome, side: Side) -> Message:
    """Who may read it, as `side` reads it: also what the side that told it proposed and is not decided yet."""
    if said.is_shown:
        return N_("for everybody to read")
    own, others = said.may_be_read(side), said.may_be_read(side.other)
    if not (own or others) or said.denied_at is not None:
        return _BOTH_ONLY
    if said.is_waiting:
        if own:
            return N_("you propose that everybody may read it; it waits for their confirmation")
        return N_("they propose that everybody may read it; you decide when you confirm")
    if own:
        return N_("for both organisations only: you let everybody read it, they have not yet")
    return N_("for both organisations only: they let everybody read it, you have not yet")
