"""Sentences about the ask: beside the rounds that the investor joined, and beside the cheque that it states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matchmaking.reader import Reader
from ecosystem.matchmaking.wording import decimal, number_of

if TYPE_CHECKING:
    from ecosystem.matching.explanation import Part

_NEAR: Final = 1.5
"""Up to half as large again, or two thirds, is near."""
_ROUGH: Final = 3.0
"""Times; above that, tenths say nothing."""


def ticket(part: Part, reader: Reader) -> Message:
    """The usual size of rounds beside the ask; the cheque where no round with an amount is known."""
    ask, median = reader.startup.typical_amount or 0, number_of(part, "median")
    low, high = number_of(part, "low"), number_of(part, "high")
    if median is None:
        return beside_cheque(part, reader, low, high)
    words: dict[str, object] = {"ask": reader.ask(), "median": reader.money(median, median), "who": reader.who}
    times = _times(ask, median)
    words["times"] = decimal(times if times < _ROUGH else round(times), reader.language)
    if times <= _NEAR:
        if part.contribution > 0:
            return N_("The ask of %(ask)s is near the usual size of rounds %(who)s joined, %(median)s", **words)
        return N_(
            "The ask of %(ask)s is near the middle of the rounds %(who)s joined, %(median)s, which vary widely", **words
        )
    if part.contribution > 0 and (low or high):
        first = beside_cheque(part, reader, low, high)
        return N_("%(first)s; the usual size of rounds %(who)s joined is %(median)s", **{**words, "first": first})
    apart = _apart(is_larger=ask > median, words=words)
    if part.contribution > 0:
        return N_("%(first)s; with the average investor rounds of that size are rarer still", first=apart)
    return apart


def _apart(*, is_larger: bool, words: Mapping[str, object]) -> Message:
    if is_larger:
        return N_("The ask of %(ask)s is %(times)s times the usual size of rounds %(who)s joined, %(median)s", **words)
    return N_("The usual size of rounds %(who)s joined, %(median)s, is %(times)s times the ask of %(ask)s", **words)


def beside_cheque(part: Part, reader: Reader, low: float | None, high: float | None) -> Message:
    """The ask beside the stated cheque, from `low` to `high` in VND. A cheque is a part of a round."""
    ask = reader.startup.typical_amount or 0
    cheque = reader.money(low, high) if reader.declared is None else reader.cheque(reader.declared)
    words = {"ask": reader.ask(), "cheque": cheque}
    if part.contribution > 0 and high is not None and ask > high:
        return N_("The declared cheque, %(cheque)s, can be a part of the ask of %(ask)s", **words)
    told = _for_cheque(ask, reader, low, high) if part.contribution > 0 else _against_cheque(ask, reader, low, high)
    return Message(told.id, words)


def _for_cheque(ask: float, reader: Reader, low: float | None, high: float | None) -> Message:
    if low is not None and ask < low:
        if _overlap(reader, low, high):
            return N_("The ask of %(ask)s lies partly within the declared cheque, %(cheque)s")
        return N_("The ask of %(ask)s is near the declared cheque, %(cheque)s")
    return N_("The ask of %(ask)s suits the declared cheque, %(cheque)s")


def _against_cheque(ask: float, reader: Reader, low: float | None, high: float | None) -> Message:
    if (low or 0) <= ask <= (high or ask):
        return N_("The ask of %(ask)s lies within the declared cheque, %(cheque)s, as with most investors")
    if _overlap(reader, low, high):
        return N_("Only a part of the ask of %(ask)s lies within the declared cheque, %(cheque)s")
    if low is not None and ask < low:
        return N_("The ask of %(ask)s is below the declared cheque, %(cheque)s")
    return N_("The ask of %(ask)s is above the declared cheque, %(cheque)s")


def _overlap(reader: Reader, low: float | None, high: float | None) -> bool:
    """Whether the range that is asked for and that of the cheque have an amount in common."""
    most = reader.startup.largest_amount or 0
    least = reader.startup.amount or most
    return least <= (high or least) and most >= (low or 0)


def says_the_same(ticket_part: Part, _amount_part: Part, reader: Reader) -> bool:
    """Whether both terms tell of the stated cheque: the ask is near no round that the investor joined."""
    states_cheque = number_of(ticket_part, "low") is not None or number_of(ticket_part, "high") is not None
    ask, median = reader.startup.typical_amount, number_of(ticket_part, "median")
    if not states_cheque or median is None or not ask:
        return states_cheque and median is None
    return ticket_part.contribution > 0 and _times(ask, median) > _NEAR


def _times(ask: float, median: float) -> float:
    return max(ask / median, median / ask) if ask else 0.0
