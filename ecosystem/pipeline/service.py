"""Writing cards; never commits.

Whoever adds, moves or writes on a card locks the organisation first, as whoever changes its stages or its people does,
then the card: of two who add the same entry at once the second one finds the card, no card is moved to a stage that is
being removed, and none is given to a member who is leaving.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from ecosystem.catalogue.drafts import base_of
from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import Entry
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Conflict, Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.organisations import queries_people
from ecosystem.organisations.models import Organisation
from ecosystem.pipeline import queries
from ecosystem.pipeline.changes import looked_at
from ecosystem.pipeline.input import CardInput
from ecosystem.pipeline.models import Card, Source
from ecosystem.pipeline.policy import Action, may
from ecosystem.pipeline.stages import usual_stages

MOST_CARDS: Final = 500
"""Cards of one pipeline, so that one page and a few statements hold them all."""
FIELDS: Final = tuple(CardInput.model_fields)


class Added(NamedTuple):
    """The organisation's card of the entry, and whether it was made now."""

    card: Card
    is_new: bool


def add(
    session: Session, actor: Actor, kinds: Kinds, organisation: Organisation, entry: Entry, *, source: Source
) -> Added:
    """Put the entry into the organisation's first open stage; where there is a card of it, that one is answered.

    Raises NotFound (another's pipeline, an entry that is not public), Forbidden (viewers), Invalid (its own entry, too
    many cards).
    """
    require(actor, Action.WRITE, organisation.id)
    queries_people.locked(session, organisation.id)
    known = queries.card_of(session, organisation.id, entry.id)
    if known is not None:
        return Added(known, is_new=False)
    found = queries.public_entries(session, kinds, [entry.id]).get(entry.id)
    if found is None:
        raise NotFound
    if found.owner_id == organisation.id:
        raise Invalid({"": N_("This page is your own; a pipeline holds pages of others")})
    if queries.number_of_cards(session, organisation.id) >= MOST_CARDS:
        raise Invalid({"": N_("A pipeline holds %(number)s cards; take some away first", number=MOST_CARDS)})
    ensure_stages(session, organisation)
    first = next(one for one in queries.stages(session, organisation.id) if one.is_open)
    moment = clock.now()
    made = Card(
        organisation_id=organisation.id,
        entry_id=found.id,
        stage_id=first.id,
        source=source.value,
        facts=looked_at(found, clock.today()),
        looked_at=moment,
        created_at=moment,
    )
    session.add(made)
    session.flush()
    return Added(made, is_new=True)


def load(session: Session, actor: Actor, public_id: str, action: Action = Action.SEE, *, lock: bool = False) -> Card:
    """The card, when the actor may do `action`. Raises NotFound (also for another's), Forbidden."""
    found = queries.card(session, actor, public_id, lock=lock)
    if found is None:
        raise NotFound
    require(actor, action, found.organisation_id)
    return found


def values_of(card: Card) -> dict[str, Any]:
    """What stands on the card, by the names of the input."""
    return {
        "assignee": card.assignee.public_id if card.assignee else None,
        "next_step": card.next_step,
        "next_on": card.next_on,
        "verdict": card.verdict,
        "verdict_words": card.verdict_words,
    }


def base(values: Mapping[str, Any]) -> str:
    """What a form was filled with: as long as it stays, nobody changed the card."""
    return base_of(dict(values), FIELDS)


def save(session: Session, actor: Actor, public_id: str, typed: CardInput, filled_with: str) -> Card:
    """Write on the card. `filled_with`: the `base` of what the form showed.

    Raises NotFound, Forbidden, Invalid (no member), Conflict (somebody wrote something else meanwhile).
    """
    queries_people.locked(session, load(session, actor, public_id, Action.WRITE).organisation_id)
    card = load(session, actor, public_id, Action.WRITE, lock=True)
    saved, values = values_of(card), typed.model_dump()
    if base(saved) == base(values):
        return card
    if base(saved) != filled_with:
        raise Conflict(saved, 0)
    members = {one.public_id: one.membership_id for one in queries.members(session, card.organisation_id)}
    if typed.assignee is not None and typed.assignee not in members:
        raise Invalid({"assignee": N_("Please choose one of the members")})
    if (typed.assignee, typed.next_on) != (saved["assignee"], saved["next_on"]):
        card.reminded_for = None
    if (typed.verdict, typed.verdict_words) != (card.verdict, card.verdict_words):
        card.verdict_on = clock.today() if typed.verdict else None
    card.assignee_id = members[typed.assignee] if typed.assignee else None
    card.next_step, card.next_on = typed.next_step, typed.next_on
    card.verdict, card.verdict_words = typed.verdict, typed.verdict_words
    session.flush()
    return card


def move(session: Session, actor: Actor, public_id: str, stage_key: str, stood_in: str) -> Card:
    """Put the card into another stage. `stood_in`: the key of the stage in which the page showed it.

    Raises NotFound (also for a stage that is gone), Forbidden, Conflict (somebody moved it elsewhere meanwhile).
    """
    organisation_id = load(session, actor, public_id, Action.WRITE).organisation_id
    queries_people.locked(session, organisation_id)
    card = load(session, actor, public_id, Action.WRITE, lock=True)
    target = next((one for one in queries.stages(session, organisation_id) if one.key == stage_key), None)
    if target is None:
        raise NotFound
    if card.stage.key not in {stage_key, stood_in}:
        raise Conflict({"stage": card.stage.key}, 0)
    card.stage = target
    session.flush()
    return card


def look(session: Session, actor: Actor, kinds: Kinds, public_id: str) -> Card:
    """The changes on the entry are seen: from now on later ones count. Raises NotFound, Forbidden."""
    card = load(session, actor, public_id, Action.WRITE, lock=True)
    entry = queries.public_entries(session, kinds, [card.entry_id]).get(card.entry_id)
    if entry is not None:
        card.facts, card.looked_at = looked_at(entry, clock.today()), clock.now()
        session.flush()
    return card


def remove(session: Session, actor: Actor, public_id: str) -> Card:
    """Take the card away with all notes on it: for owners alone. Raises NotFound, Forbidden."""
    card = load(session, actor, public_id, Action.SHAPE, lock=True)
    session.delete(card)
    session.flush()
    return card


def ensure_stages(session: Session, organisation: Organisation) -> None:
    """Give a pipeline the usual stages while it has none; the caller holds the organisation."""
    if not queries.stages(session, organisation.id):
        session.add_all(usual_stages(organisation.id, organisation.kind))
        session.flush()


def require(actor: Actor, action: Action, organisation_id: int) -> None:
    """Raises NotFound for another's pipeline, Forbidden for who may only see it."""
    if not may(actor, Action.SEE, organisation_id):
        raise NotFound
    if not may(actor, action, organisation_id):
        raise Forbidden(N_("Your role here lets you read, not change"))
