"""The order of technologies for a startup, and of startups for an offer or an institute."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from ecosystem.matching.profiles import StartupProfile
from ecosystem.matching.technologies import TechnologyMatcher, TechnologyProfile
from ecosystem.matchmaking.pairings_technologies import StartupsForTechnologies, TechnologiesForStartup
from ecosystem.matchmaking.wishes import Wishes

PLACE: Any = {"country": "VN", "region": "north", "city": "01"}
ASKED = StartupProfile(
    "asked", ("water",), amount=5e9, words=("lọc nước", "màng", "sông", "làng nghề", "bùn thải"), **PLACE
)
LIKE = TechnologyProfile("like", ("lọc nước", "tre", "nứa", "mây", "gốm", "lụa"), ("water",), 1)
READY = TechnologyProfile("ready", ("sứ",), ("water",), 9, 1e7, **PLACE)
OTHERS = [TechnologyProfile(f"other-{n}", (f"từ {n}",), ("crops",), 5) for n in range(8)]


def served(*technologies: TechnologyProfile, startups: tuple[StartupProfile, ...] = (ASKED,)) -> Any:
    """What is served, as far as technologies are concerned."""
    every = [*technologies, *OTHERS]
    offers = SimpleNamespace(technologies={one.id: one for one in every}, startups=startups)
    return SimpleNamespace(offers=offers, offers_matcher=TechnologyMatcher(every, startups))


def test_what_fits_stands_before_what_only_scores_high() -> None:
    given = served(READY, LIKE)
    scores = {one.id: given.offers_matcher.match(one.id, one, ASKED) for one in (READY, LIKE)}
    assert scores["ready"].score > scores["like"].score
    assert (scores["ready"].is_specific, scores["like"].is_specific) == (False, True)
    found = TechnologiesForStartup(given, ASKED).find(Wishes(), frozenset(), {})
    assert [one.id for one in found.fitting][:2] == ["like", "ready"]


def test_an_institute_stands_in_the_list_with_the_offer_that_fits() -> None:
    pairing = StartupsForTechnologies(served(READY, LIKE), (READY, LIKE))
    (match,) = pairing.find(Wishes(), frozenset(), {}).fitting
    assert match.score == pairing.served.offers_matcher.score(LIKE, ASKED)
    assert match.is_specific


def test_what_is_in_the_way_stands_last_even_where_it_fits() -> None:
    dear = replace(LIKE, id="dear", price_from=8e9)
    pairing = StartupsForTechnologies(served(dear, READY), (dear, READY))
    (match,) = pairing.find(Wishes(), frozenset(), {}).fitting
    assert match.score == pairing.served.offers_matcher.score(READY, ASKED)
