"""What either side of a technology could say otherwise: what would let the two fit, and what would raise the score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matching.profiles import REACH, StartupProfile
from ecosystem.matchmaking.own_steps import gain_in_words, within_reach
from ecosystem.matchmaking.reader import Reader

if TYPE_CHECKING:
    from ecosystem.matching.technologies import TechnologyMatcher, TechnologyProfile


def of_offer(
    matcher: TechnologyMatcher, technology: TechnologyProfile, startup: StartupProfile, reader: Reader
) -> list[Message]:
    """For whoever offers the technology."""
    return _told(matcher, technology, startup, reader, _of_offer(technology, startup, reader))


def of_startup(
    matcher: TechnologyMatcher, technology: TechnologyProfile, startup: StartupProfile, reader: Reader
) -> list[Message]:
    """For the startup."""
    return _told(matcher, technology, startup, reader, _of_startup(technology, startup, reader))


_Steps = Iterator[tuple["TechnologyProfile", StartupProfile, Message]]


def _told(
    matcher: TechnologyMatcher, technology: TechnologyProfile, startup: StartupProfile, reader: Reader, steps: _Steps
) -> list[Message]:
    """Those that take away what stands between the two, then those that raise the score, the largest gain first."""
    from ecosystem.matching.technologies import technology_obstacles  # noqa: PLC0415 -- numpy: see `served`

    is_apart, before = bool(technology_obstacles(technology, startup)), matcher.score(technology, startup)
    fitting: list[Message] = []
    rising: list[tuple[float, Message]] = []
    for other, asking, told in steps:
        if technology_obstacles(other, asking):
            continue
        gain = matcher.score(other, asking) - before
        if is_apart:
            fitting.append(N_("%(step)s, nothing would stand between you.", step=told))
        elif (words := gain_in_words(gain, reader.language)) is not None:
            rising.append((gain, N_("%(step)s, the score would rise by %(gain)s.", step=told, gain=words)))
    return [*fitting, *(message for _, message in sorted(rising, key=lambda one: -one[0]))]


def _of_offer(technology: TechnologyProfile, startup: StartupProfile, reader: Reader) -> _Steps:
    price, most = technology.least_price, startup.largest_amount
    lower = None if price is None else min(price * (1 - REACH), most or price)
    if lower and within_reach(price, lower):
        told = N_("If your price were %(price)s", price=reader.money(lower, lower))
        yield replace(technology, price_from=lower, price_to=None), startup, told
    for code in startup.sectors:
        if code not in technology.sectors:
            told = N_("If your technology were for %(sector)s too", sector=reader.label("sector", code))
            yield replace(technology, sectors=(*technology.sectors, code)), startup, told


def _of_startup(technology: TechnologyProfile, startup: StartupProfile, reader: Reader) -> _Steps:
    price, asked = technology.least_price, startup.typical_amount
    more = None if asked is None or price is None else max(asked * (1 + REACH), price)
    if more and within_reach(asked, more):
        told = N_("If you asked for %(ask)s", ask=reader.asked(more, more))
        yield technology, replace(startup, amount=more, amount_to=None), told
    for code in technology.sectors:
        if code not in startup.sectors:
            told = N_("If you also worked in %(sector)s and your page said so", sector=reader.label("sector", code))
            yield technology, replace(startup, sectors=(*startup.sectors, code)), told
