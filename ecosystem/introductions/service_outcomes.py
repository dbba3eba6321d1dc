"""What came of an introduction: one side says it, the other confirms it or says that it is not so; never commits.

An investment that both confirmed and let everybody read becomes a deal of the source "introductions". What is not for
everybody stays here: deals stand on public pages.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.deals import service as deals
from ecosystem.deals.facts import InvestmentFacts, Origin, RoundFacts, digest_of
from ecosystem.deals.known import INVESTOR, STARTUP
from ecosystem.introductions import queries, queries_talk, states
from ecosystem.introductions.input_talk import OutcomeInput
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import IntroductionOutcome, OutcomeKind, first_meeting
from ecosystem.introductions.policy import may_edit, side_of
from ecosystem.introductions.service import happen, note, tell
from ecosystem.introductions.states import Event, Side, State
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR, Actor
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_

SOURCE: Final = "introductions"
_ENDED: Final = N_(
    "An officer ended this introduction: nothing more can be told or confirmed. What both have confirmed stays."
)


def revealed(session: Session, actor: Actor, public_id: str) -> tuple[Introduction, Side, int]:
    """The introduction, locked, for whoever may act for a side of it once both agreed, also after it ended.

    Raises NotFound, Forbidden (viewers), Invalid (not agreed).
    """
    found = queries.find(session, actor, public_id, lock=True)
    if found is None:
        raise NotFound
    side = side_of(actor, found)
    if side is None or actor.user_id is None or not (may_edit(actor, found) and actor.is_confirmed):
        raise Forbidden
    if not found.is_revealed:
        raise Invalid({"": _ENDED if found.was_agreed else N_("An outcome can be told once both have agreed to meet")})
    return found, side, actor.user_id


def say(session: Session, actor: Actor, public_id: str, content: OutcomeInput) -> IntroductionOutcome:
    """Say what came of it; the other side gets a mail. What the other side said in the same words is thereby confirmed.

    Raises as `revealed`; Invalid where the same waits for the other side already.
    """
    found, side, user_id = revealed(session, actor, public_id)
    waiting = [one for one in queries_talk.outcomes(session, found) if one.is_waiting and one.kind == content.kind]
    same = next((one for one in waiting if one.side != side.value and _is_same(one, content)), None)
    if same is not None:
        _confirm(session, found, same, user_id, is_public=content.is_public)
        return same
    if any(one.side == side.value for one in waiting):
        raise Invalid({"": N_("You said so already; the other side has still to confirm it")})
    made = IntroductionOutcome(
        introduction_id=found.id,
        side=side.value,
        user_id=user_id,
        kind=content.kind.value,
        dated=content.dated,
        amount=content.amount,
        currency=content.currency if content.amount is not None else None,
        words=content.words if content.kind is OutcomeKind.NOT_MET else "",
        is_public=content.is_public,
        said_at=clock.now(),
    )
    session.add(made)
    session.flush()
    noted = note(session, found, "outcome", side, user_id)
    tell(session, found, noted, "introduction_outcome", (side.other,), made.public_id)
    return made


def say_whether_met(
    session: Session, actor: Actor, public_id: str, *, why_not: str | None = None
) -> IntroductionOutcome:
    """Say that they have met, or why not; what the other side said to the same end is thereby confirmed, whenever it
    was. Raises as `say`.
    """
    kind = OutcomeKind.MET if why_not is None else OutcomeKind.NOT_MET
    found, side, user_id = revealed(session, actor, public_id)
    for said in queries_talk.outcomes(session, found):
        if said.is_waiting and said.kind == kind and said.side != side.value:
            _confirm(session, found, said, user_id, is_public=False)
            return said
    return say(session, actor, public_id, OutcomeInput(kind=kind, words=why_not or ""))


def was_told(session: Session, found: Introduction, side: Side) -> bool:
    """Whether it is known already whether they met: `side` said so, or both did."""
    told = queries_talk.outcomes(session, found)
    return any(one.confirmed_at is not None or (one.side == side.value and one.denied_at is None) for one in told)


def confirm(session: Session, actor: Actor, public_id: str, outcome_id: str, *, is_public: bool) -> IntroductionOutcome:
    """Say that it is so. Raises as `revealed`; NotFound for another's; Invalid (one's own word, or answered)."""
    found, side, user_id = revealed(session, actor, public_id)
    said = _of_other_side(session, found, side, outcome_id)
    _confirm(session, found, said, user_id, is_public=is_public)
    return said


def deny(session: Session, actor: Actor, public_id: str, outcome_id: str) -> IntroductionOutcome:
    """Say that it is not so; it then counts nowhere. Raises as `confirm`."""
    found, side, user_id = revealed(session, actor, public_id)
    said = _of_other_side(session, found, side, outcome_id)
    said.denied_at = clock.now()
    noted = note(session, found, "deny", side, user_id)
    tell(session, found, noted, "introduction_outcome", (side.other,), said.public_id)
    return said


def show(session: Session, actor: Actor, public_id: str, outcome_id: str) -> IntroductionOutcome:
    """Let everybody read, as far as this side is concerned, what both have confirmed. Again, nothing happens.

    Raises as `revealed`; NotFound for another's; Invalid (not confirmed).
    """
    found, side, user_id = revealed(session, actor, public_id)
    said = _outcome(session, found, outcome_id)
    if said.confirmed_at is None:
        raise Invalid({"": N_("Only what both have confirmed can be shown to everybody")})
    if said.may_be_read(side):
        return said
    if said.side == side.value:
        said.is_public = True
    else:
        said.is_public_for_other = True
    note(session, found, "show", side, user_id)
    _record_if_shown(session, found, said)
    return said


def _outcome(session: Session, found: Introduction, outcome_id: str) -> IntroductionOutcome:
    said = next((one for one in queries_talk.outcomes(session, found) if one.public_id == outcome_id), None)
    if said is None:
        raise NotFound
    return said


def _of_other_side(session: Session, found: Introduction, side: Side, outcome_id: str) -> IntroductionOutcome:
    said = _outcome(session, found, outcome_id)
    if said.side == side.value:
        raise Invalid({"": N_("The other side confirms what you said")})
    if not said.is_waiting:
        raise Invalid({"": N_("This was answered already")})
    return said


def _confirm(
    session: Session, found: Introduction, said: IntroductionOutcome, user_id: int, *, is_public: bool
) -> None:
    said.confirmed_at, said.confirmed_by_id, said.is_public_for_other = clock.now(), user_id, is_public
    noted = note(session, found, "confirm", Side(said.side).other, user_id)
    tell(session, found, noted, "introduction_outcome", (Side(said.side),), said.public_id)
    if first_meeting([said]) and states.after(State(found.state), Event.MEET) is not None:
        happen(session, found, Event.MEET, None, None)
    _record_if_shown(session, found, said)
    session.flush()


def _is_same(said: IntroductionOutcome, content: OutcomeInput) -> bool:
    amount = (said.amount, said.currency) if said.amount is not None else None
    told = (content.amount, content.currency) if content.amount is not None else None
    return (said.dated, amount) == (content.dated, told)


def _record_if_shown(session: Session, found: Introduction, said: IntroductionOutcome) -> None:
    if said.kind == OutcomeKind.INVESTMENT and said.is_shown:
        _record_deal(session, found, said)


def _record_deal(session: Session, found: Introduction, said: IntroductionOutcome) -> None:
    """Between a startup and an investor alone: other pairs have no rounds.

    It is recorded by the product itself, as lists are: nobody edits deals by hand.
    """
    sides = {one.kind: one for one in (found.entry, found.own_entry) if one is not None}
    startup, investor = sides.get(STARTUP), sides.get(INVESTOR)
    if startup is None or investor is None:
        return
    origin = Origin(SOURCE, said.public_id)
    round_facts = RoundFacts(
        startup_id=startup.id,
        code="",
        source_code="",
        dated=said.dated.isoformat() if said.dated else None,
        amount=None,
        currency=said.currency,
    )
    ids = deals.add_rounds(session, OPERATOR, SOURCE, [deals.Said(origin, round_facts, digest_of(round_facts))])
    part = _part(investor, said)
    whole = deals.Said(origin, part, digest_of(part))
    deals.add_investments(session, OPERATOR, [(ids[said.public_id], whole)])


def _part(investor: Entry, said: IntroductionOutcome) -> InvestmentFacts:
    return InvestmentFacts(
        round_key="",
        investor_id=investor.id,
        investor_name="",
        investor_kind="",
        amount=said.amount,
        currency=said.currency,
        is_lead=None,
    )
