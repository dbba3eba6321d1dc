"""What would let two fit who cannot: one thing changed at a time, and the limits looked at again.

Only what the reader could really change: see `within_reach`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matching.profiles import InvestorProfile, StartupProfile
from ecosystem.matchmaking.own_steps import may_rule, within_reach
from ecosystem.matchmaking.reader import Reader, Side, rate_of_ask, rate_of_cheque

if TYPE_CHECKING:
    from ecosystem.matching.constraints import Obstacle

Pair = tuple[StartupProfile, InvestorProfile]


def mending(
    startup: StartupProfile, investor: InvestorProfile, reader: Reader, relaxed: frozenset[str]
) -> list[Message]:
    """Each change of the reader's own page after which nothing stands between the two, but what is `relaxed`."""
    from ecosystem.matching.constraints import obstacles  # noqa: PLC0415 -- numpy is loaded by those who match

    def fits(pair: Pair) -> bool:
        return not obstacles(*pair, relaxed)

    found = obstacles(startup, investor, relaxed)
    altered = _of_founder if reader.side is Side.FOUNDER else _of_investor
    return [words for one in found for pair, words in altered(one, startup, investor, reader) if fits(pair)]


def _of_founder(
    obstacle: Obstacle, startup: StartupProfile, investor: InvestorProfile, reader: Reader
) -> Iterator[tuple[Pair, Message]]:
    thesis = investor.thesis
    if thesis is None:
        return
    asked, ticket = startup.largest_amount, startup.minimum_ticket
    if obstacle.kind == "ask_below_cheque" and thesis.cheque_min and within_reach(asked, thesis.cheque_min):
        least = _up(thesis.cheque_min, rate_of_ask(startup))
        words = N_("If you asked for %(ask)s, nothing would stand between you.", ask=reader.asked(least, least))
        yield (replace(startup, amount_to=least), investor), words
    if obstacle.kind == "ticket_above_cheque" and thesis.cheque_max and may_rule(ticket, thesis.cheque_max):
        most = _down(thesis.cheque_max, rate_of_ask(startup))
        told = reader.asked(most, most)
        words = N_("If your minimum ticket were %(most)s, nothing would stand between you.", most=told)
        yield (replace(startup, minimum_ticket=most), investor), words
    if obstacle.kind == "instrument_differs":
        names = reader.labels("instrument", thesis.instruments)
        words = N_(
            "If you also offered one of these, nothing would stand between you: %(instruments)s", instruments=names
        )
        yield (replace(startup, instruments=thesis.instruments), investor), words


def _of_investor(
    obstacle: Obstacle, startup: StartupProfile, investor: InvestorProfile, reader: Reader
) -> Iterator[tuple[Pair, Message]]:
    thesis = investor.thesis
    if thesis is None:
        return
    if obstacle.kind == "ask_below_cheque" and may_rule(thesis.cheque_min, startup.largest_amount):
        least = _down(startup.largest_amount or 0, rate_of_cheque(thesis))
        told = reader.put_in(least, thesis)
        words = N_("If your cheque started at %(least)s, nothing would stand between you.", least=told)
        yield (startup, replace(investor, thesis=replace(thesis, cheque_min=least))), words
    if obstacle.kind == "ticket_above_cheque" and may_rule(thesis.cheque_max, startup.minimum_ticket):
        most = _up(startup.minimum_ticket or 0, rate_of_cheque(thesis))
        told = reader.put_in(most, thesis)
        words = N_("If your cheque went up to %(most)s, nothing would stand between you.", most=told)
        yield (startup, replace(investor, thesis=replace(thesis, cheque_max=most))), words
    if obstacle.kind == "sector_excluded":
        names = reader.labels("sector", obstacle.codes)
        words = N_("If you did not exclude %(sectors)s, nothing would stand between you.", sectors=names)
        yield (startup, replace(investor, thesis=replace(thesis, excluded_sectors=()))), words
    if obstacle.kind == "place_outside":
        names = "; ".join(reader.place(code) for code in obstacle.codes)
        words = N_("If you also invested in %(places)s, nothing would stand between you.", places=names)
        yield (startup, replace(investor, thesis=replace(thesis, countries=(), regions=(), cities=()))), words
    if obstacle.kind == "instrument_differs":
        names = reader.labels("instrument", startup.instruments)
        words = N_("If you also used one of these, nothing would stand between you: %(instruments)s", instruments=names)
        yield (startup, replace(investor, thesis=replace(thesis, instruments=()))), words


def _up(amount: float, rate: float) -> float:
    """To two digits of the currency of `rate`, as amounts are told: what is told is enough."""
    own = round(amount / rate)
    step = _step(own)
    return max(amount, -(-own // step) * step * rate)


def _down(amount: float, rate: float) -> float:
    own = round(amount / rate)
    step = _step(own)
    return min(amount, own // step * step * rate)


def _step(own: int) -> int:
    return int(10 ** max(0, len(str(own)) - 2))
