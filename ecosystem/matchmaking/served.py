"""The market as it is served: made into a model once a process, remembered, made anew when the data changed.

numpy and scipy are loaded by the first who asks for matches, never by the start of the process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from math import isnan
from threading import Lock
from typing import TYPE_CHECKING, Final

from flask import current_app
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import current_session
from ecosystem.matching.profiles import InvestorProfile, StartupProfile
from ecosystem.matchmaking import queries
from ecosystem.matchmaking.queries_technologies import Offers, gather_offers
from ecosystem.matchmaking.queries_weights import weights_in_use
from ecosystem.matchmaking.versions import Version, version_of

if TYPE_CHECKING:
    from ecosystem.matching.matcher import Matcher
    from ecosystem.matching.technologies import TechnologyMatcher

SMALL: Final = 5_000
"""Up to so many profiles and deals together a model is made within half a second, so whoever asks waits for it."""
LOOK_AGAIN: Final = timedelta(seconds=40)
"""How long a large market is served before somebody looks whether its data changed."""


@dataclass(frozen=True)
class Served:
    """A model of the market as it was at `version`, and the profiles in it by public id."""

    version: Version
    matcher: Matcher
    startups: Mapping[str, StartupProfile]
    investors: Mapping[str, InvestorProfile]
    offers: Offers
    offers_matcher: TechnologyMatcher

    @cached_property
    def candidates(self) -> tuple[StartupProfile, ...]:
        """The startups that raise, or will soon: those whom an investor may be shown."""
        return tuple(one for one in self.startups.values() if one.is_raising)

    def knows_investor(self, public_id: str) -> bool:
        """Whether it has a deal or a thesis, without which nothing is known of it."""
        return public_id in self.matcher.model.history.positions

    def deals_of(self, investor: str) -> int:
        """How many startups the investor is known to have invested in."""
        model = self.matcher.model
        place = model.history.positions.get(investor)
        return 0 if place is None else int(model.deals[place])

    def last_year(self, investor: str) -> int | None:
        """Of its last recorded deal; None without one."""
        from ecosystem.matching.history import DAYS_A_YEAR  # noqa: PLC0415 -- numpy: see `make`

        history = self.matcher.model.history
        place = history.positions.get(investor)
        years = float("nan") if place is None else float(history.last_deal[place])
        return None if isnan(years) else (history.day - timedelta(days=years * DAYS_A_YEAR)).year

    def alone(self, investor: str, terms: Sequence[str]) -> float:
        """What these terms, which do not look at the startup, add to each of the investor's scores."""
        import numpy as np  # noqa: PLC0415 -- loaded by those who match

        model, weights = self.matcher.model, self.matcher.weights
        chosen = {name: weights[name] for name in terms if name in weights}
        place = np.array([model.history.positions[investor]])
        parts = model.contributions(model.read([StartupProfile("")]), chosen, place)
        return sum((float(table[0, 0]) for table in parts.values()), start=0.0)

    def owners_of(self, startup: str) -> tuple[str, ...]:
        """The investors that the startup has, by public id."""
        history = self.matcher.model.history
        return tuple(history.investors[place].id for place in history.owners.get(startup, ()))


@dataclass
class ServedMarket:
    """What this process remembers. A large market is made anew in the background while the last one is served."""

    run: Callable[[Callable[[], None]], None]
    small: int = SMALL
    _served: Served | None = None
    _looked_at: datetime | None = None
    _making: bool = False
    _lock: Lock = field(default_factory=Lock)

    def get(self, session: Session) -> Served | None:
        """The market of now, of a minute ago at most where it is large; None while a large one is first made."""
        served = self._served
        if served is not None and self._is_fresh(served):
            return served
        version, self._looked_at = version_of(session), clock.now()
        if served is not None and served.version == version:
            return served
        if version.size <= self.small:
            return self._make(session, version)
        self._begin()
        return self._served

    def _is_fresh(self, served: Served) -> bool:
        """Whether a large market was looked at a moment ago."""
        if served.version.size <= self.small or self._looked_at is None:
            return False
        return clock.now() - self._looked_at < LOOK_AGAIN

    def forget(self) -> None:
        """As if the process had just started."""
        self._served = None

    def _begin(self) -> None:
        with self._lock:
            if self._making:
                return
            self._making = True
        self.run(self._make_anew)

    def _make_anew(self) -> None:
        try:
            session = current_session()
            self._make(session, version_of(session))
        finally:
            self._making = False

    def _make(self, session: Session, version: Version) -> Served:
        self._served = made = make(session, version)
        return made


def make(session: Session, version: Version) -> Served:
    """Gathers everything and works out the model: some seconds for tens of thousands of profiles."""
    from ecosystem.matching.history import History  # noqa: PLC0415 -- numpy: see above
    from ecosystem.matching.matcher import Matcher  # noqa: PLC0415 -- as above
    from ecosystem.matching.model import Model  # noqa: PLC0415 -- as above
    from ecosystem.matching.technologies import TechnologyMatcher  # noqa: PLC0415 -- as above

    market = queries.gather(session)
    startups = {one.id: one for one in market.startups}
    offers = gather_offers(session, startups, current_app.extensions["language"].glossary)
    return Served(
        version=version,
        matcher=Matcher(Model.of(History.before(market, clock.today())), weights_in_use(session)),
        startups=startups,
        investors={one.id: one for one in market.investors},
        offers=offers,
        offers_matcher=TechnologyMatcher(list(offers.technologies.values()), offers.startups, offers.is_half),
    )


def served_market() -> Served | None:
    """That of this application; see `ServedMarket.get`."""
    remembered: ServedMarket = current_app.extensions["served_market"]
    return remembered.get(current_session())
