"""What the accounts' pages ask of this slice: who was invited, and where a newly confirmed person goes on."""

from __future__ import annotations

from flask import Flask, url_for

from ecosystem.accounts.models import User
from ecosystem.accounts.registration import Invited, Onward
from ecosystem.accounts.roles import ComesAs, role_named
from ecosystem.kernel import clock
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session
from ecosystem.organisations import queries_people
from ecosystem.organisations.actors import load_actor
from ecosystem.organisations.invitation_links import link_to, public_id_at
from ecosystem.organisations.models import InvitationState
from ecosystem.organisations.queries import roles_of


class Arrivals:
    """Implements `accounts.registration.Arrival`."""

    def invited(self, address: str | None) -> Invited | None:
        public_id = public_id_at(address)
        found = queries_people.invitation(current_session(), public_id) if public_id else None
        if found is None or found.state_on(clock.today()) is not InvitationState.OPEN:
            return None
        return Invited(found.email, found.organisation.legal_name)

    def onward(self, user: User) -> Onward:
        session = current_session()
        roles = roles_of(session, user.id)
        found = queries_people.open_to(session, user.email, clock.today())
        invitation = next((one for one in found if one.organisation_id not in roles), None)
        if invitation is not None:
            name = invitation.organisation.legal_name
            return Onward(
                url_for("invitations.show", link=link_to(invitation)),
                N_("To the invitation"),
                N_("%(organisation)s has invited you: look at the invitation and accept it.", organisation=name),
            )
        role = role_named(user.comes_as)
        needs_own = user.organisation_name or role not in {None, ComesAs.OTHER}
        if needs_own and not roles:
            return Onward(
                url_for("organisations.new"),
                N_("Create your organisation"),
                N_("Next comes your organisation: its name and kind are enough, and you can show it at once."),
            )
        return Onward(url_for("desk.index"), N_("To my work"), N_("All is done: this link has nothing more to do."))


def init_organisations(app: Flask) -> None:
    """Tell the lower rooms what only this one knows: whose roles a person has, who is invited."""
    app.extensions["actor_loader"] = load_actor
    app.extensions["arrival"] = Arrivals()
