"""The first organisation of somebody who signs up, as the accounts' pages ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask

from ecosystem.accounts.models import User
from ecosystem.accounts.registration import Candidate
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.languages import page_language
from ecosystem.organisations import service
from ecosystem.organisations.actors import load_actor
from ecosystem.organisations.input import KINDS, OrganisationInput
from ecosystem.organisations.queries import similar
from ecosystem.taxonomy.queries import vocabularies


class Registration:
    """Implements `accounts.registration.FirstOrganisation`."""

    def similar(self, name: str) -> Sequence[Candidate]:
        session = current_session()
        known, language = vocabularies(session), page_language()
        return [
            Candidate(
                name=one.legal_name,
                kind=known.label("organisation_kind", one.kind, language),
                place=known.label("place", one.ward_code or one.province_code or "", language),
            )
            for one in similar(session, name)
        ]

    def problem_with_kind(self, kind: str) -> Message | None:
        return None if kind in KINDS else N_("Please choose one of the options")

    def found(self, user: User, name: str, kind: str) -> None:
        actor = Actor(user_id=user.id, name=user.name)
        service.create(current_session(), actor, OrganisationInput(kind=kind, legal_name=name, is_new=True))


def init_organisations(app: Flask) -> None:
    """Tell the lower rooms what only this one knows: whose roles a person has, and which organisations exist."""
    app.extensions["actor_loader"] = load_actor
    app.extensions["registration"] = Registration()
