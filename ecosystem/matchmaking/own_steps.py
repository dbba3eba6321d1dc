"""What an investor itself could say otherwise, and how much that would raise the score: each found by scoring again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matching.profiles import REACH, InvestorProfile, StartupProfile, Thesis
from ecosystem.matchmaking.points import signed, tenths
from ecosystem.matchmaking.reader import Reader
from ecosystem.matchmaking.sentences_values import STAGES

if TYPE_CHECKING:
    from ecosystem.matching.matcher import Matcher

WORTH_TELLING: Final = 2
"""Tenths: less than that is within what the model can be sure of."""


_FARTHEST: Final = 3.0
"""Times up or down that somebody may move a rule of its own, such as its cheque, without becoming somebody else."""


def within_reach(now: float | None, then: float) -> bool:
    """Whether what is asked, or a price, could be planned so: at most a third of it more or less."""
    return now is not None and now * (1 - REACH) <= then <= now * (1 + REACH)


def may_rule(now: float | None, then: float | None) -> bool:
    """Whether a limit that one sets oneself could be set so."""
    return bool(now and then) and max(now or 0, then or 0) <= _FARTHEST * min(now or 0, then or 0)


def gain_in_words(gain: float, language: str) -> str | None:
    """Without its sign; None where it is not worth telling."""
    return signed(tenths(gain), language).removeprefix("+") if tenths(gain) >= WORTH_TELLING else None


def of_investor(matcher: Matcher, startup: StartupProfile, investor: InvestorProfile, reader: Reader) -> list[Message]:
    """The largest gain first. Makes the model anew for each step, since a thesis is a part of it."""
    from ecosystem.matching.constraints import obstacles  # noqa: PLC0415 -- numpy is loaded by those who match

    before = matcher.score(startup, investor.id)
    found: list[tuple[float, Message]] = []
    for thesis, told in _steps(startup, investor.thesis or Thesis(matcher.model.history.day), reader):
        other = replace(investor, thesis=thesis)
        if obstacles(startup, other, {"not_investing"}):
            continue
        gain = replace(matcher, model=matcher.model.with_investor(other)).score(startup, investor.id) - before
        if (words := gain_in_words(gain, reader.language)) is not None:
            found.append((gain, Message(told.id, {**told.params, "gain": words})))
    return [message for _, message in sorted(found, key=lambda one: -one[0])]


def _steps(startup: StartupProfile, thesis: Thesis, reader: Reader) -> Iterator[tuple[Thesis, Message]]:
    lacking = tuple(one for one in startup.sectors if one not in (*thesis.sectors, *thesis.excluded_sectors))
    if lacking:
        yield replace(thesis, sectors=(*thesis.sectors, *lacking)), _naming(reader.labels("sector", lacking))
    if startup.stage and startup.stage not in thesis.stages:
        yield replace(thesis, stages=(*thesis.stages, startup.stage)), _naming(STAGES[startup.stage])
    if startup.country and thesis.countries and startup.country not in thesis.countries:
        yield replace(thesis, countries=(*thesis.countries, startup.country)), _naming(reader.place(startup.country))
    ask = startup.typical_amount
    if ask and thesis.cheque_max and ask > thesis.cheque_max and may_rule(thesis.cheque_max, ask):
        told = N_("The score would rise by %(gain)s if your cheque went up to %(ask)s.", ask=reader.put_in(ask, thesis))
        yield replace(thesis, cheque_max=ask, stated=None), told
    if ask and thesis.cheque_min and ask < thesis.cheque_min and may_rule(thesis.cheque_min, ask):
        told = N_("The score would rise by %(gain)s if your cheque started at %(ask)s.", ask=reader.put_in(ask, thesis))
        yield replace(thesis, cheque_min=ask, stated=None), told


def _naming(value: str | Message) -> Message:
    return N_("The score would rise by %(gain)s if your thesis named %(value)s.", value=value)
