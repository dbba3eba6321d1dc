"""The mails about claims: an operator's answer, to the person who claimed, in that person's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ecosystem.catalogue.links import kinds
from ecosystem.claims import queries
from ecosystem.claims.models import Claim, State
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.mail.request import Prepare, Recipient
from ecosystem.kernel.web.languages import external_url


def _accepted(params: Mapping[str, Any]) -> tuple[Recipient, Mapping[str, Any]] | None:
    claim = _claim(params, State.ACCEPTED)
    if claim is None:
        return None
    endpoint = f"{kinds().of(claim.entry).endpoint}.edit"
    address = external_url(endpoint, language=claim.user.language, slug=claim.entry.public_id)
    return _to(claim), {**_shared(claim), "action_url": address}


def _refused(params: Mapping[str, Any]) -> tuple[Recipient, Mapping[str, Any]] | None:
    claim = _claim(params, State.REFUSED)
    if claim is None:
        return None
    address = external_url("claims.show", language=claim.user.language, claim=claim.public_id)
    return _to(claim), {**_shared(claim), "action_url": address}


def _claim(params: Mapping[str, Any], state: State) -> Claim | None:
    """The claim, while it is what the mail says and its person is here."""
    found = queries.find(current_session(), OPERATOR, str(params["claim"]))
    return found if found is not None and found.state == state and found.user.active else None


def _to(claim: Claim) -> Recipient:
    return Recipient(claim.user.email, claim.user.name, claim.user.language)


def _shared(claim: Claim) -> dict[str, Any]:
    return {
        "title": claim.entry.title,
        "organisation": claim.organisation.legal_name,
        "answer": claim.answer,
        "is_given_away": claim.is_given_away,
    }


PREPARERS: Final[Mapping[str, Prepare]] = {"claim_accepted": _accepted, "claim_refused": _refused}
"""By the name of the template under templates/email/."""
