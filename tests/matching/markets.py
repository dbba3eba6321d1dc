"""Small markets, made by hypothesis or by hand."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from ecosystem.matching.history import History
from ecosystem.matching.matcher import Matcher
from ecosystem.matching.model import Model
from ecosystem.matching.profiles import STAGES, Deal, InvestorProfile, Market, StartupProfile, Thesis

TODAY = date(2020, 1, 1)
SECTORS = ("water", "energy", "health", "software")
COUNTRIES = ("VN", "SG", "US", "")

amounts = st.one_of(st.none(), st.floats(1e2, 1e10))


def _some(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), max_size=2, unique=True).map(tuple)


@st.composite
def startups(draw: st.DrawFn, name: str) -> StartupProfile:
    return StartupProfile(
        id=name,
        sectors=draw(_some(SECTORS)),
        country=draw(st.sampled_from(COUNTRIES)),
        founded=draw(st.one_of(st.none(), st.integers(1990, 2019))),
        stage=draw(st.sampled_from((*STAGES, ""))),
        amount=draw(amounts),
    )


@st.composite
def investors(draw: st.DrawFn, name: str) -> InvestorProfile:
    low = draw(amounts)
    thesis = Thesis(
        day=TODAY - timedelta(days=draw(st.integers(0, 900))),
        sectors=draw(_some(SECTORS)),
        stages=draw(_some(STAGES)),
        countries=draw(_some(("VN", "SG"))),
        cheque_min=low,
    )
    return InvestorProfile(
        id=name,
        kind=draw(st.sampled_from(("fund", "angel", ""))),
        country=draw(st.sampled_from(COUNTRIES)),
        thesis=draw(st.one_of(st.none(), st.just(thesis))),
    )


@st.composite
def markets(draw: st.DrawFn) -> Market:
    companies = [draw(startups(f"s{number}")) for number in range(draw(st.integers(1, 6)))]
    backers = [draw(investors(f"i{number}")) for number in range(draw(st.integers(1, 6)))]
    days = st.integers(1, 2000).map(lambda days: TODAY - timedelta(days=days))
    deal = st.builds(
        Deal,
        startup=st.sampled_from([one.id for one in companies]),
        investor=st.sampled_from([one.id for one in backers]),
        day=days,
        stage=st.sampled_from((*STAGES, "")),
        amount=amounts,
    )
    return Market(companies, backers, draw(st.lists(deal, max_size=15)))


def matcher(market: Market) -> Matcher:
    return Matcher(Model.of(History.before(market, TODAY)))


def crowd() -> Market:
    """Eight funds with a past of their own, and twenty startups."""
    companies = [
        StartupProfile(
            f"s{n:02}", (SECTORS[n % 4],), "VN" if n % 2 else "SG", founded=2010 + n % 5, stage="a", amount=1e6
        )
        for n in range(20)
    ]
    backers = [InvestorProfile(f"i{n}", "fund", "VN" if n % 2 else "SG") for n in range(8)]
    deals = [
        Deal(f"s{n:02}", f"i{(n * 3 + k) % 8}", TODAY - timedelta(days=40 * n + k + 1), f"r{n}", "a", 1e6)
        for n in range(20)
        for k in range(2)
    ]
    return Market(companies, backers, deals)
