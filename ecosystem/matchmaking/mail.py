"""The mails about appeals: to the operator, with the reasons as they were; to the person, at once and when answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask import current_app

from ecosystem.catalogue.links import kinds
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.access.language import DEFAULT
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.mail.request import Prepare, Recipient
from ecosystem.kernel.web.languages import external_url
from ecosystem.matchmaking import queries_feedback as queries
from ecosystem.matchmaking.models import Appeal
from ecosystem.matchmaking.reasons import as_read

Prepared = tuple[Recipient, Mapping[str, Any]]


def _to_operator(params: Mapping[str, Any]) -> Prepared | None:
    """Nobody, where the operator has given no address: the appeal then waits in `matching appeals list`."""
    found, address = _appeal(params), str(current_app.config["OPERATOR_EMAIL"])
    if found is None or not address:
        return None
    name = str(current_app.config["OPERATOR_NAME"])
    person = {"person": found.user.name, "person_email": found.user.email if found.user.active else ""}
    return Recipient(address, name, DEFAULT), {**_shared(found, DEFAULT), **person, "public_id": found.public_id}


def _received(params: Mapping[str, Any]) -> Prepared | None:
    found = _appeal(params)
    return _to_person(found) if found is not None else None


def _answered(params: Mapping[str, Any]) -> Prepared | None:
    found = _appeal(params)
    return _to_person(found) if found is not None and not found.is_open else None


def _appeal(params: Mapping[str, Any]) -> Appeal | None:
    return queries.appeal(current_session(), OPERATOR, str(params["appeal"]))


def _to_person(found: Appeal) -> Prepared | None:
    if not found.user.active:
        return None
    language = found.user.language
    address = external_url("matches.appeal_shown", language=language, appeal=found.public_id)
    return Recipient(found.user.email, found.user.name, language), {**_shared(found, language), "action_url": address}


def _shared(found: Appeal, language: str) -> dict[str, Any]:
    other = found.other_entry
    reasons, score = as_read(found.reasons, found.score, language)
    return {
        "own_title": found.own_entry.title,
        "is_about_one": other is not None,
        "other_title": other.title if other is not None and other.is_public else "",
        "other_url": _page(found, language) if other is not None and other.is_public else "",
        "organisation": found.organisation.legal_name,
        "words": found.words,
        "reasons": reasons,
        "score": score,
        "answer": found.answer,
    }


def _page(found: Appeal, language: str) -> str:
    other = found.other_entry
    if other is None:
        return ""
    return external_url(f"{kinds().of(other).endpoint}.show", language=language, slug=other.address)


PREPARERS: Final[Mapping[str, Prepare]] = {
    "appeal_to_operator": _to_operator,
    "appeal_received": _received,
    "appeal_answered": _answered,
}
"""By the name of the template under templates/email/."""
