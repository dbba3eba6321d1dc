"""A deal out of somebody's list: its startup and investor are found in the same source alone, by id or else by name.

A round or an investment is found again by its own id in the source; what the source says now takes the place of what
it said before. What it no longer mentions stays.
"""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from ecosystem.deals import service
from ecosystem.deals.facts import InvestmentFacts, Origin, RoundFacts, differing, digest_of
from ecosystem.deals.input import DealInput
from ecosystem.deals.known import INVESTOR, STARTUP, Known, KnownRound
from ecosystem.deals.service import Said
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.tabular.errors import RowRejected
from ecosystem.kernel.tabular.outcome import Effect, FieldNote
from ecosystem.organisations.names import folded_name

_EARLIER = N_("differs from what an earlier row says of the same round, which stays")
_SEVERAL = re.compile(r"[;\n]")


class DealImporter:
    """Imports the deals of one source, in the caller's transactions.

    New ones wait for `settle`; `forget` drops them, and all that is known, after a rollback.
    """

    def __init__(self, session: Session, actor: Actor, source: str) -> None:
        self._session = session
        self._actor = actor
        self._source = source
        self._known: Known | None = None
        self._rounds: list[Said[RoundFacts]] = []
        self._investments: list[tuple[KnownRound, Said[InvestmentFacts]]] = []

    def forget(self) -> None:
        """Read anew what is known, before the next deal."""
        self._known = None
        self._rounds.clear()
        self._investments.clear()

    def settle(self) -> None:
        """Write what is new, all together. Raises Forbidden."""
        if self._known and self._rounds:
            ids = service.add_rounds(self._session, self._actor, self._source, self._rounds)
            for key, row_id in ids.items():
                self._known.rounds[key].row_id = row_id
            self._rounds.clear()
        if self._investments:
            new = [(parent.row_id, said) for parent, said in self._investments]
            service.add_investments(self._session, self._actor, new)
            self._investments.clear()

    def write(
        self, deal: DealInput, external_id: str = "", *, is_demo: bool = False
    ) -> tuple[Effect, tuple[FieldNote, ...]]:
        """Write one deal, a new one at `settle`; one that says what is stored writes nothing.

        `external_id` is of the investment.

        The notes name what contradicts an earlier deal of the same round. Raises RowRejected, with nothing written,
        when startup or investor is not here, and Forbidden.
        """
        known = self._known = self._known or Known.read(self._session, self._source)
        startup_id, investor_id = _parties(self._session, known, deal)
        round_key = deal.round_id or _round_key(deal)
        facts = _round_facts(deal, startup_id)
        parent = known.rounds.get(round_key)
        notes = _contradictions(parent, facts)
        key = external_id or f"{round_key}|{deal.investor_id or _name_key(deal)}"
        parent, is_changed = self._write_round(known, parent, Origin(self._source, round_key, is_demo), facts)
        part = _investment_facts(deal, round_key, investor_id)
        effect = self._write_investment(known, parent, Origin(self._source, key, is_demo), part)
        return (Effect.CHANGED if is_changed and effect is Effect.UNCHANGED else effect), notes

    def _write_round(
        self, known: Known, stored: KnownRound | None, origin: Origin, facts: RoundFacts
    ) -> tuple[KnownRound, bool]:
        """The round, and whether anything of it was written. The first row of a file speaks for the round."""
        if stored is not None and stored.said is not None:
            return stored, False
        digest = digest_of(facts)
        if stored is None:
            self._rounds.append(Said(origin, facts, digest))
            made = known.rounds[origin.external_id] = KnownRound(digest, said=facts)
            return made, True
        stored.said = facts
        if stored.digest == digest:
            return stored, False
        service.change_round(self._session, self._actor, stored.row_id, facts, digest)
        stored.digest = digest
        return stored, True

    def _write_investment(self, known: Known, parent: KnownRound, origin: Origin, facts: InvestmentFacts) -> Effect:
        stored, digest = known.investments.get(origin.external_id), digest_of(facts)
        if stored == digest:
            return Effect.UNCHANGED
        known.investments[origin.external_id] = digest
        said = Said(origin, facts, digest)
        if stored is None:
            self._investments.append((parent, said))
            return Effect.NEW
        self.settle()
        service.change_investment(self._session, self._actor, parent.row_id, said)
        return Effect.CHANGED


def _parties(session: Session, known: Known, deal: DealInput) -> tuple[int, int | None]:
    """The entries of startup and investor. Raises RowRejected that names the one that is not here, or not alone."""
    if not deal.investor_id and not deal.investor_name:
        raise RowRejected(N_("names no investor"), field="investor_id")
    startup_id = known.startup(deal.startup_id) if deal.startup_id else _named(session, known, STARTUP, deal)
    investor_id = known.investor(deal.investor_id) if deal.investor_id else _named(session, known, INVESTOR, deal)
    lacks_investor = bool(deal.investor_id) and investor_id is None
    startup = deal.startup_id or deal.startup_name
    if startup_id is None and lacks_investor:
        raise RowRejected(
            N_(
                "neither the startup %(startup)s nor the investor %(investor)s is here: import both from the same"
                " source first",
                startup=startup,
                investor=deal.investor_id,
            )
        )
    if startup_id is None:
        reason = N_("the startup %(id)s is not here: import it from the same source first", id=startup)
        raise RowRejected(reason, field="startup_id" if deal.startup_id else "startup_name")
    if lacks_investor:
        reason = N_("the investor %(id)s is not here: import it from the same source first", id=deal.investor_id)
        raise RowRejected(reason, field="investor_id")
    return startup_id, investor_id


def _named(session: Session, known: Known, kind: str, deal: DealInput) -> int | None:
    """The one entry of the source that is called so, None where there is none. Raises RowRejected for several."""
    field = f"{kind}_name"
    name: str = getattr(deal, field)
    found = known.named(session, kind, name)
    if len(found) > 1:
        reason = N_("several here are called %(name)s: give their ids", name=name)
        raise RowRejected(reason, field=field)
    if not found and kind == INVESTOR and _SEVERAL.search(name):
        raise RowRejected(N_("names several investors: give each a row of its own"), field=field)
    return next(iter(found), None)


def _contradictions(stored: KnownRound | None, facts: RoundFacts) -> tuple[FieldNote, ...]:
    """A note for each thing that an earlier row of this run said otherwise; another startup is a rejection."""
    if stored is None or stored.said is None or stored.said == facts:
        return ()
    names = differing(stored.said, facts)
    if "startup_id" in names:
        raise RowRejected(N_("an earlier row says that this round is of another startup"), field="startup_id")
    told = dict.fromkeys("amount" if name == "currency" else name for name in names)
    return tuple(FieldNote(name, _stood(facts, name), _EARLIER) for name in told)


def _stood(facts: RoundFacts, name: str) -> str:
    said = str(getattr(facts, name) or "")
    return f"{said} {facts.currency}" if name == "amount" and said else said


def _round_key(deal: DealInput) -> str:
    """What makes a round where the source has no id for it."""
    return f"{deal.startup_id or folded_name(deal.startup_name)}|{deal.dated or ''}|{deal.code or deal.source_code}"


def _name_key(deal: DealInput) -> str:
    """The investor's name where it has no id; in a list of names alone, however it is spelt."""
    return deal.investor_name if deal.startup_id else folded_name(deal.investor_name)


def _round_facts(deal: DealInput, startup_id: int) -> RoundFacts:
    return RoundFacts(
        startup_id=startup_id,
        code=deal.code or "",
        source_code=deal.source_code,
        dated=deal.dated,
        amount=deal.amount,
        currency=deal.currency if deal.amount is not None else None,
    )


def _investment_facts(deal: DealInput, round_key: str, investor_id: int | None) -> InvestmentFacts:
    return InvestmentFacts(
        round_key=round_key,
        investor_id=investor_id,
        investor_name="" if investor_id is not None else deal.investor_name,
        investor_kind="" if investor_id is not None else deal.investor_kind,
        amount=deal.invested,
        currency=(deal.invested_currency or deal.currency) if deal.invested is not None else None,
        is_lead=deal.is_lead,
    )
