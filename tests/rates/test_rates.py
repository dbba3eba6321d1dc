from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from ecosystem.catalogue.money import converted
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR, VISITOR
from ecosystem.kernel.access.errors import Forbidden, Invalid
from ecosystem.kernel.db.transaction import transaction
from ecosystem.rates.queries import rates
from ecosystem.rates.rates import Rate, Rates
from ecosystem.rates.service import set_rate
from tests.discovery.world import results
from tests.factories import Factory

USD = Rates({"USD": Rate("USD", Decimal(26000), date(2026, 11, 1))})
AMOUNTS = st.integers(0, 10**15)


@given(AMOUNTS)
def test_vnd_stays_vnd(amount: int) -> None:
    assert USD.in_vnd(amount, "VND") == amount == USD.from_vnd(amount, "VND")


@given(AMOUNTS, AMOUNTS)
def test_a_larger_amount_is_not_worth_less(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert (USD.in_vnd(low, "USD") or 0) <= (USD.in_vnd(high, "USD") or 0)


@given(st.integers(0, 10**9))
def test_there_and_back_is_the_same(amount: int) -> None:
    assert USD.from_vnd(USD.in_vnd(amount, "USD"), "USD") == amount


def test_without_a_rate_an_amount_is_unknown_and_not_zero() -> None:
    assert Rates().in_vnd(5, "USD") is None
    assert Rates().from_vnd(5, "USD") is None
    assert USD.in_vnd(None, "USD") is None
    assert converted(5, None, "USD", "vi", Rates()) is None


def test_an_amount_in_words_with_the_rate_it_is_by() -> None:
    about = converted(1_800_000_000, 2_600_000_000, "VND", "vi", USD)
    assert about is not None
    assert about.text == "69.000–100.000 USD"
    assert about.rate.day == date(2026, 11, 1)
    other = converted(500_000, None, "USD", "en", USD)
    assert other is not None
    assert other.text == "from VND 13 billion"


def test_the_latest_day_counts_whenever_it_was_entered(session: Session) -> None:
    today = clock.today()
    with transaction():
        set_rate(session, OPERATOR, "USD", Decimal(26100), today)
        set_rate(session, OPERATOR, "USD", Decimal(25000), today - timedelta(days=30))
    assert rates(session).in_vnd(1, "USD") == 26100
    with transaction():
        set_rate(session, OPERATOR, "USD", Decimal("26200.5"), today)
    assert rates(session).in_vnd(2, "USD") == 52401


@pytest.mark.parametrize("rate", ["0", "-1", "26000.00001", "1e12"])
def test_a_rate_that_cannot_be_is_refused(session: Session, rate: str) -> None:
    with pytest.raises(Invalid):
        set_rate(session, OPERATOR, "USD", Decimal(rate), clock.today())


def test_a_day_to_come_and_anybody_else_are_refused(session: Session) -> None:
    with pytest.raises(Invalid):
        set_rate(session, OPERATOR, "USD", Decimal(26000), clock.today() + timedelta(days=1))
    with pytest.raises(Forbidden):
        set_rate(session, VISITOR, "USD", Decimal(26000), clock.today())


def command(app: Flask, *words: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["rates", *words])
    return done.exit_code, done.output


def test_an_operator_enters_a_rate_and_reads_it_back(app_context: Flask) -> None:
    assert command(app_context, "set", "USD", "26000", "--date", "2026-11-01")[0] == 0
    assert "1 USD = 26000 VND" in command(app_context, "list")[1]
    for wrong in (("USD", "much"), ("USD", "0"), ("GBP", "1"), ("USD", "1", "--date", "2999-01-01")):
        code, output = command(app_context, "set", *wrong)
        assert code != 0, output


def test_a_rate_in_doubt_is_refused_with_how_to_write_it(app_context: Flask) -> None:
    for doubtful in ("26.500", "26,500", "2650", "26.5"):
        code, output = command(app_context, "set", "USD", doubtful)
        assert code != 0, doubtful
        assert "26000.5" in output
    assert command(app_context, "list")[1] == ""
    for clear in ("26 500", "26.500,00", "26500.25"):
        assert command(app_context, "set", "USD", clear)[0] == 0, clear
    for far in ("13000", "54000"):
        code, output = command(app_context, "set", "USD", far)
        assert code != 0, far
        assert "26500.25" in output
        assert "--confirm" in output
    assert command(app_context, "set", "USD", "13000", "--confirm")[0] == 0
    assert "1 USD = 13000 VND" in command(app_context, "list")[1]


def test_prices_in_dollars_are_found_once_there_is_a_rate(app_context: Flask, make: Factory) -> None:
    """And found anew, by themselves, when the rate changes."""
    make.entry(None, "Giá bằng đô la", price_from=100_000, currency="USD")
    make.entry(None, "Giá bằng đồng", price_from=2_000_000_000)
    make.index()
    client = app_context.test_client()
    below = ("price_to", "2,5 tỷ")
    assert results(client, "/technologies", below).titles == ["Giá bằng đồng"]
    assert "USD" in client.get("/technologies?price_to=100000USD").text
    command(app_context, "set", "USD", "20000", "--date", "2026-11-01")
    make.index()
    assert sorted(results(client, "/technologies", below).titles) == ["Giá bằng đô la", "Giá bằng đồng"]
    assert results(client, "/technologies", ("price_to", "100000 USD")).total == 2
    assert results(client, "/technologies", ("price_to", "90000USD")).total == 0
    command(app_context, "set", "USD", "26000", "--date", "2026-11-02")
    make.index()
    assert results(client, "/technologies", below).titles == ["Giá bằng đồng"]
    assert results(client, "/technologies", ("sort", "price")).titles == ["Giá bằng đồng", "Giá bằng đô la"]


def test_the_page_shows_the_other_currency_with_the_rate_and_its_day(app_context: Flask, make: Factory) -> None:
    entry = make.entry(None, price_from=2_600_000_000)
    client = app_context.test_client()
    path = f"/technologies/{entry.address}"
    assert "USD" not in client.get(path).text
    command(app_context, "set", "USD", "26000", "--date", "2026-11-01")
    page = client.get(path).text
    assert "100.000 USD" in page
    assert "26.000" in page
    assert "01/11/2026" in page
