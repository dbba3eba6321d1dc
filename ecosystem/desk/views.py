"""The desk: today's work, first what waits for the person."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, render_template, request, url_for

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import OTHERS_CAN, ComesAs, role_named
from ecosystem.accounts.security import signed_in_user
from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import State
from ecosystem.desk import queries
from ecosystem.desk.first_steps import beginnings, first_steps
from ecosystem.desk.rows import row_of, unsaved_of
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.paging import Page, requested_page
from ecosystem.kernel.web.panels import panels
from ecosystem.organisations import queries_people
from ecosystem.organisations.invitation_links import link_to
from ecosystem.organisations.models import Organisation
from ecosystem.organisations.queries import organisations_of
from ecosystem.organisations.roles import ROLE_LABELS, role_of

desk = Blueprint("desk", __name__, url_prefix="/desk")

STATES: Final = {
    State.DRAFT: N_("Drafts"),
    State.PUBLIC: N_("Published"),
    State.WITHDRAWN: N_("Withdrawn"),
    State.TAKEN_DOWN: N_("Taken down by officers"),
    State.SUSPENDED: N_("Suspended with the organisation"),
}
_SHOWN: Final = 8
_MOST_UNSAVED: Final = 5


@desk.get("")
@sign_in_required
def index() -> str:
    """Invitations, own organisations, entries by state with the next step, what was typed and not saved."""
    actor, user, session = current_actor(), signed_in_user(), current_session()
    said = role_named(user.comes_as) if user else None
    organisations = organisations_of(session, actor)
    acting_for = _acting_for(actor, organisations)
    role = said or (role_of(acting_for.kind) if acting_for else None)
    counts = queries.counts(session, actor)
    may_write = not organisations or any(actor.may_edit_for(one.id) for one in organisations)
    return render_template(
        "desk/index.html",
        organisations=organisations,
        acting_for=acting_for,
        role_labels=ROLE_LABELS,
        today=clock.today(),
        email=user.email if user and not user.is_confirmed else "",
        invitations=_invitations(actor, user),
        unsaved=[unsaved_of(draft, kinds()) for draft in queries.unsaved(session, actor, _MOST_UNSAVED)],
        groups=[_group(actor, state, counts.by_state[state], _SHOWN) for state in STATES if counts.by_state.get(state)],
        first_steps=first_steps(role, organisations) if may_write and not counts.by_state else (),
        beginnings=beginnings(role, counts.by_kind, organisations) if may_write else None,
        others_can=OTHERS_CAN if role is ComesAs.OTHER else None,
        is_led=said is not None,
        main_panels=panels("desk.main", actor, None),
    )


@desk.get("/entries")
@sign_in_required
def entries() -> str:
    """All entries in one state, page by page."""
    state = next((one for one in STATES if one.value == request.args.get("state", State.DRAFT.value)), None)
    if state is None:
        raise NotFound
    actor = current_actor()
    total = queries.counts(current_session(), actor).by_state.get(state, 0)
    page = Page(requested_page(), total, total)
    if not page.exists:
        raise NotFound
    return render_template("desk/entries.html", group=_group(actor, state, total, page.size, page.offset), page=page)


def _group(actor: Actor, state: State, total: int, limit: int, offset: int = 0) -> dict[str, Any]:
    found = queries.entries_in(current_session(), actor, kinds(), state.value, offset=offset, limit=limit)
    rows = [row_of(entry, kinds(), actor) for entry in found]
    return {"state": state.value, "title": STATES[state], "total": total, "rows": rows}


def _acting_for(actor: Actor, organisations: list[Organisation]) -> Organisation | None:
    return next((one for one in organisations if one.id == actor.organisation_id), None)


def _invitations(actor: Actor, user: User | None) -> list[tuple[str, str]]:
    """Who invites the person to join, with the invitation's address; for a confirmed address alone."""
    if user is None or not user.is_confirmed:
        return []
    found = queries_people.open_to(current_session(), user.email, clock.today())
    new = [one for one in found if not actor.belongs_to(one.organisation_id)]
    return [(one.organisation.legal_name, url_for("invitations.show", link=link_to(one))) for one in new]
