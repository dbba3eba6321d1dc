"""The market out of the database: what is public, in codes and đồng; nothing of persons."""

from __future__ import annotations

import inspect
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from ecosystem.deals.models import Investment, Round
from ecosystem.investors import match_profile as of_investors
from ecosystem.investors.match_profile import places
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import transaction
from ecosystem.matching.profiles import Thesis
from ecosystem.matchmaking import queries
from ecosystem.matchmaking.queries import gather
from ecosystem.rates.service import set_rate
from ecosystem.startups import match_profile as of_startups
from ecosystem.startups.match_profile import REGION_OF_PROVINCE
from ecosystem.taxonomy.queries import vocabularies
from tests.factories import Factory
from tests.matching.test_model import NEVER

DAY = date(2024, 1, 31)


def deal(
    session: Session, startup_id: int, investor_id: int | None, dated: str | None = "2024-01", **values: object
) -> None:
    shared = {"source": "test", "digest": "", "recorded_at": clock.now()}
    key = f"{startup_id}-{investor_id}-{dated}"
    with transaction():
        made = Round(startup_id=startup_id, dated=dated, external_id=key, **shared, **values)
        session.add(made)
        session.flush()
        session.add(Investment(round_id=made.id, investor_id=investor_id, external_id=key, **shared))


def test_a_startup_is_told_in_codes_and_dong(session: Session, make: Factory) -> None:
    with transaction():
        set_rate(session, OPERATOR, "USD", Decimal(25000), clock.today())
    entry = make.entry(
        make.organisation(), kind="startup", sectors=["water-wastewater"], founded_on="2019-03", raising="now",
        round="series-a",
        amount_sought=300_000, amount_sought_to=500_000, currency="USD", instruments=["equity"],
    )  # fmt: skip
    (found,) = gather(session).startups
    assert found.id == entry.public_id
    assert found.sectors == ("water-wastewater",)
    assert (found.country, found.founded, found.stage) == ("VN", 2019, "a")
    assert (found.amount, found.amount_to) == (7_500_000_000, 12_500_000_000)
    assert (found.instruments, found.is_raising) == (("equity",), True)


def test_a_startup_with_four_fields_is_told(session: Session, make: Factory) -> None:
    make.entry(kind="startup", sectors=["health"], stage="prototype", raising="now")
    (found,) = gather(session).startups
    assert (found.stage, found.amount, found.is_raising) == ("seed", None, True)


def test_a_startup_out_of_a_list_is_nowhere_until_the_list_says_where(session: Session, make: Factory) -> None:
    make.entry(kind="startup")
    assert gather(session).startups[0].country == ""


def test_an_ask_that_is_over_is_none(session: Session, make: Factory) -> None:
    make.entry(kind="startup", raising="now", round_closes_on=clock.today() - timedelta(days=1))
    assert gather(session).startups[0].is_raising is False


def test_a_thesis_in_dollars(session: Session, make: Factory) -> None:
    with transaction():
        set_rate(session, OPERATOR, "USD", Decimal(25000), clock.today())
    make.entry(
        kind="investor", sectors=["environment"], investor_kind="fund", investing="now", rounds=["seed"],
        stages=["growth"], geographies=["hanoi"], cheque_min=100_000, currency="USD", excluded_sectors=["crafts"],
    )  # fmt: skip
    (found,) = gather(session).investors
    assert found.kind == "fund"
    assert found.is_investing is True
    assert found.thesis == Thesis(
        day=clock.today(),
        sectors=("environment", *[one.code for one in vocabularies(session).children("sector", "environment")]),
        stages=("seed", "a"),
        countries=("VN",),
        cities=("01",),
        cheque_min=2_500_000_000,
        excluded_sectors=("crafts",),
        stated=(100_000, None, "USD"),
        rounds=("seed",),
    )


def test_without_a_rate_an_amount_is_unknown_and_nothing_said_is_no_thesis(session: Session, make: Factory) -> None:
    make.entry(kind="investor", sectors=[], cheque_min=100_000, currency="USD", investing="paused")
    (found,) = gather(session).investors
    assert found.thesis is None
    assert found.is_investing is False


def test_deals_are_those_between_public_pages_with_a_date(session: Session, make: Factory) -> None:
    startup, hidden = make.entry(kind="startup"), make.entry(kind="startup", public=False)
    investor, person = make.entry(kind="investor"), make.entry(kind="investor", public=False)
    deal(session, startup.id, investor.id, "2024-01", code="seed", amount=5_000_000_000, currency="VND")
    for startup_id, investor_id, dated in (
        (hidden.id, investor.id, "2024-02"),
        (startup.id, person.id, "2024-02"),
        (startup.id, None, "2024-03"),
        (startup.id, investor.id, None),
    ):
        deal(session, startup_id, investor_id, dated)
    (found,) = gather(session).deals
    assert (found.startup, found.investor) == (startup.public_id, investor.public_id)
    assert (found.day, found.stage, found.amount) == (DAY, "seed", 5_000_000_000)


def test_statements_do_not_grow_with_the_rows(session: Session, make: Factory) -> None:
    def count() -> int:
        told: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            told.append(statement)

        session.rollback()
        event.listen(db.engine, "before_cursor_execute", note)
        gather(session)
        event.remove(db.engine, "before_cursor_execute", note)
        return len(told)

    few = count()
    for _ in range(3):
        deal(session, make.entry(kind="startup").id, make.entry(kind="investor").id)
    assert count() == few


@pytest.mark.parametrize(
    ("geographies", "expected"),
    [
        ([], ((), (), ())),
        (["worldwide", "hanoi"], ((), (), ())),
        (["vietnam"], (("VN",), (), ())),
        (["hanoi"], (("VN",), (), ("01",))),
        (["vietnam-north", "vietnam-south"], (("VN",), ("vietnam-north", "vietnam-south"), ())),
        (["hanoi", "north-america"], (("CA", "US", "VN"), (), ("01",))),
    ],
)
def test_places_of_a_thesis(geographies: list[str], expected: tuple[tuple[str, ...], ...]) -> None:
    assert places(geographies) == expected


def test_every_province_has_a_region_and_every_country_a_code(session: Session) -> None:
    terms = vocabularies(session)
    assert set(REGION_OF_PROVINCE) == {one.code for one in terms.children("place")}
    for geography in ("vietnam", "southeast-asia", "asia", "europe", "north-america"):
        countries, _, _ = places([geography])
        assert countries
        assert all(terms.has("country", code) for code in countries), geography


def test_every_round_and_stage_has_a_place_in_matching(session: Session) -> None:
    terms = vocabularies(session)
    assert set(of_startups.STAGE_OF_ROUND) == {one.code for one in terms.terms("round")}
    assert set(of_startups.STAGE_OF_COMPANY) == {one.code for one in terms.terms("stage")}


def test_nothing_of_persons_is_read() -> None:
    read = {column.key for column in (*of_startups.COLUMNS, *of_investors.COLUMNS)}
    assert read & (NEVER | {"title", "contact_name", "contact_email", "contact_phone", "contact_role"}) == set()
    for module in (of_startups, of_investors, queries):
        source = inspect.getsource(module)
        assert not any(word in source for word in (".team", ".partners", ".contact_", "User", ".legal_name"))
