"""Who has invested with whom, as sentences tell it."""

from __future__ import annotations

from datetime import timedelta

from ecosystem.matching.explanation import explain
from ecosystem.matching.profiles import Deal, InvestorProfile, Market, StartupProfile, Thesis
from tests.matching.markets import TODAY, matcher

ASKED = StartupProfile("asked", ("water",), "VN")
OTHERS = [StartupProfile(name, ("water",), "VN") for name in ("old", "new", "apart")]


def _deal(startup: str, investor: str, days: int) -> Deal:
    return Deal(startup, investor, TODAY - timedelta(days=days), f"{startup}-{days}")


MARKET = Market(
    [ASKED, *OTHERS],
    [InvestorProfile(name) for name in ("owner", "friend", "stranger", "other")],
    [
        _deal("asked", "owner", 900),
        _deal("old", "owner", 800),
        _deal("old", "friend", 800),
        _deal("new", "owner", 300),
        _deal("new", "friend", 200),
        _deal("old", "other", 700),
        _deal("apart", "stranger", 100),
        _deal("apart", "other", 90),
    ],
)


def _facts(investor: str, term: str) -> dict[str, object]:
    told = explain(matcher(MARKET), ASKED, investor)
    reasons = [*told.reasons, *told.rest]
    return dict(next(part for one in reasons for part in one.parts if part.term == term).facts)


def test_the_startup_where_two_met_last_is_known() -> None:
    facts = _facts("friend", "closest_coinvestor")
    assert (facts["closest"], facts["times"], facts["company"]) == ("owner", 2.0, "new")


def test_the_circle_is_those_who_have_invested_beside_the_startups_investors() -> None:
    """Friend and other have, with the owner in "old"; a stranger has invested with one of them."""
    facts = _facts("stranger", "circle")
    assert (facts["circle"], facts["known"]) == (2.0, 1.0)
    assert _facts("friend", "circle")["circle"] == 1.0, "without itself"


def test_what_else_a_thesis_names_is_counted() -> None:
    thesis = Thesis(TODAY, ("water",), countries=("VN", "SG", "US"))
    elsewhere = InvestorProfile("elsewhere", thesis=Thesis(TODAY, countries=("US",)))
    market = Market([ASKED], [InvestorProfile("fund", thesis=thesis), elsewhere], [])
    told = explain(matcher(market), ASKED, "fund")
    others = {part.term: part.facts.get("others") for one in [*told.reasons, *told.rest] for part in one.parts}
    assert others["country"] == 2.0
