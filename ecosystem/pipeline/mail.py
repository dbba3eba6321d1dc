"""The mail about a next step, to whoever takes care of the card, in that person's language. It holds no notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.texts import texts_in
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.mail.request import Prepare, Recipient
from ecosystem.kernel.web.languages import external_url
from ecosystem.mailing.links import PIPELINE, unsubscribe_url
from ecosystem.pipeline import queries


def _next_step(params: Mapping[str, Any]) -> tuple[Recipient, Mapping[str, Any]] | None:
    """Nobody, where meanwhile nobody takes care of it, its date is another one, or the address is not confirmed."""
    session = current_session()
    card = queries.card_to_remind_of(session, str(params["card"]))
    if card is None or card.next_on is None or card.next_on.isoformat() != params["day"]:
        return None
    person = card.assignee
    if person is None or not (person.active and person.is_confirmed):
        return None
    entry = queries.public_entries(session, kinds(), [card.entry_id]).get(card.entry_id)
    title = texts_in(entry, kinds().of(entry), person.language, ("title",)).values["title"] if entry else ""
    stop = unsubscribe_url(person.email, PIPELINE, person.language)
    return Recipient(person.email, person.name, person.language, PIPELINE, stop), {
        "title": title,
        "organisation": card.organisation.legal_name,
        "next_step": card.next_step,
        "day": card.next_on,
        "action_url": external_url("pipeline.card", language=person.language, card=card.public_id),
    }


PREPARERS: Final[Mapping[str, Prepare]] = {"pipeline_next_step": _next_step}
"""By the name of the template under templates/email/."""
