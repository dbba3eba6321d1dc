"""What cannot fit, in words with its number: said for one pair, or for all who are left out of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matching.profiles import InvestorProfile
from ecosystem.matchmaking.reader import Reader, Side

if TYPE_CHECKING:
    from ecosystem.matching.constraints import Obstacle


def in_words(obstacle: Obstacle, investor: InvestorProfile, reader: Reader) -> Message:
    """One obstacle between the reader's startup and the investor."""
    return _WORDS[obstacle.kind](obstacle, investor, reader)


def _ask(obstacle: Obstacle, investor: InvestorProfile, reader: Reader) -> Message:
    thesis = investor.thesis
    least = reader.least_cheque(thesis) if thesis else ""
    gap = reader.gap(thesis.cheque_min if thesis else None, reader.startup.largest_amount, obstacle.gap)
    words = {"gap": gap, "least": least, "ask": reader.ask()}
    return N_("The ask of %(ask)s does not reach the smallest cheque, %(least)s; %(gap)s is lacking", **words)


def _ticket(obstacle: Obstacle, investor: InvestorProfile, reader: Reader) -> Message:
    thesis, ticket = investor.thesis, reader.startup.minimum_ticket
    most = reader.largest_cheque(thesis) if thesis else ""
    gap = reader.gap(ticket, thesis.cheque_max if thesis else None, obstacle.gap)
    words = {"ticket": reader.asked(ticket, ticket), "most": most, "gap": gap}
    return N_("The minimum ticket, %(ticket)s, exceeds the largest cheque, %(most)s; that is %(gap)s more", **words)


def _sectors(obstacle: Obstacle, _investor: InvestorProfile, reader: Reader) -> Message:
    if reader.side is Side.INVESTOR:
        return N_("You exclude %(sectors)s", sectors=reader.labels("sector", obstacle.codes))
    return N_("The investor excludes %(sectors)s", sectors=reader.labels("sector", obstacle.codes))


def _place(obstacle: Obstacle, _investor: InvestorProfile, reader: Reader) -> Message:
    places = ", ".join(reader.place(code) for code in obstacle.codes)
    if reader.side is Side.INVESTOR:
        return N_("%(places)s: outside the places where you invest", places=places)
    return N_("%(places)s: outside the places where the investor invests", places=places)


def _instruments(obstacle: Obstacle, investor: InvestorProfile, reader: Reader) -> Message:
    """Both sides' are public."""
    used = investor.thesis.instruments if investor.thesis else ()
    words = {"offered": reader.labels("instrument", obstacle.codes), "used": reader.labels("instrument", used)}
    if reader.side is Side.INVESTOR:
        return N_("No instrument in common. The startup offers: %(offered)s. You use: %(used)s", **words)
    return N_("No instrument in common. You offer: %(offered)s. The investor uses: %(used)s", **words)


_WORDS: Final[Mapping[str, Callable[[Obstacle, InvestorProfile, Reader], Message]]] = {
    "not_raising": lambda _obstacle, _investor, _reader: N_("The startup does not raise money now"),
    "not_investing": lambda _obstacle, _investor, _reader: N_("The investor does not invest now"),
    "ask_below_cheque": _ask,
    "ticket_above_cheque": _ticket,
    "sector_excluded": _sectors,
    "place_outside": _place,
    "instrument_differs": _instruments,
}
