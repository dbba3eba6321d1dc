"""An investor, thinking in dollars: from registering to screening startups that ask in tỷ đồng."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ecosystem.kernel.db.session import db
from tests.browser.conftest import Served
from tests.browser.test_journey import newest_mail, send
from tests.factories import PASSWORD, Factory

EMAIL = "ha@quy-bai-giua.example"
COMPANY = "Công ty Quản lý quỹ Bãi Giữa"
FUND = "Quỹ Nước sạch Bãi Giữa"
FITS, TOO_LARGE = "Màng lọc Bãi Giữa", "Nhà máy nước Bãi Giữa"


@pytest.fixture
def startups(served: Served) -> None:
    """Two that raise, for 5 and for 50 tỷ đồng; and the rate of the day, as the operator enters it."""
    with served.app.app_context():
        entered = served.app.test_cli_runner().invoke(args=["rates", "set", "USD", "26000"])
        assert entered.exit_code == 0, entered.output
        make = Factory()
        for name, amount in ((FITS, 5 * 10**9), (TOO_LARGE, 50 * 10**9)):
            asks: dict[str, Any] = {
                "raising": "now",
                "amount_sought": amount,
                "round": "seed",
                "stage": "first-customers",
            }
            make.entry(make.organisation(kind="company", name=f"Công ty {name}"), name, kind="startup", **asks)
        db.session.remove()


def register(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/register")
    page.check("[name=role][value=investor]", force=True)
    page.fill("[name=name]", "Phạm Thu Hà")
    page.fill("[name=email]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=organisation_name]", COMPANY)
    page.check("[name=accept_terms]")
    send(page)
    link = re.search(r"http://\S+/confirm/\S+", newest_mail(page, served.mails, EMAIL))
    assert link is not None
    page.goto(link.group(0))
    send(page)
    page.goto(f"{served.url}/login")
    page.fill("[name=email]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    send(page)
    page.wait_for_url("**/desk**")
    page.locator("main a[href$='/organisations/new']").first.click()
    expect(page.locator("[name=legal_name]")).to_have_value(COMPANY)
    expect(page.locator("[name=kind][value=fund]")).to_be_checked()
    send(page)
    page.wait_for_url("**/investors/new")


def state_the_thesis(page: Page) -> None:
    page.fill("[name=title]", FUND)
    page.select_option("[name=investor_kind]", "fund")
    page.fill("[name=summary]", "Vốn và khách hàng đầu tiên cho nhóm làm nước sạch ở làng nghề.")
    page.locator("details:has([value=water-wastewater]) > summary").first.click()
    page.check("[name=sectors][value=water-wastewater]")
    page.check("[name=stages][value=first-customers]")
    send(page)
    page.wait_for_url("**/edit/thesis")
    page.fill("[name=thesis]", "Chúng tôi tìm nhóm xử lý nước thải bằng công nghệ có số đo.")
    page.check("[name=rounds][value=seed]")
    page.check("[name=geographies][value=vietnam]")
    send(page)
    page.wait_for_url("**/edit/cheque")
    page.select_option("[name=investing]", "now")
    page.fill("[name=cheque_min]", "200,000")
    page.fill("[name=cheque_max]", "500,000")
    page.select_option("[name=currency]", "USD")
    send(page)
    page.wait_for_url("**/edit/people")
    page.goto(page.url.rpartition("/edit")[0] + "/edit")
    page.locator("form[action$='/publish'] button").first.click()
    expect(page.locator("h1")).to_contain_text(FUND)


def until_found(page: Page, address: str, name: str) -> None:
    """The worker indexes meanwhile."""
    for _ in range(600):
        page.goto(address)
        if page.get_by_role("link", name=name).count():
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{name} is not at {address}")


@pytest.mark.usefixtures("startups")
def test_from_registering_to_screening(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 1280, "height": 900})
    register(page, served)
    state_the_thesis(page)
    expect(page.locator("main")).to_contain_text("200.000–500.000 USD")
    expect(page.locator("main")).to_contain_text("5,2–13 tỷ đồng")
    expect(page.locator("svg.funding-range rect.cheque")).to_be_visible()

    until_found(page, f"{served.url}/startups?sector=water-wastewater", TOO_LARGE)
    page.goto(f"{served.url}/startups")
    page.check("#sector-environment", force=True)
    page.wait_for_url("**sector=environment**")
    page.fill("#raising_to", "500000USD")
    page.press("#raising_to", "Enter")
    page.wait_for_url("**raising_to=500000USD**")
    results = page.locator("ol.result-list")
    expect(results.get_by_role("link", name=FITS)).to_be_visible()
    expect(results.get_by_role("link", name=TOO_LARGE)).to_have_count(0)
    page.goto(f"{served.url}/startups?sector=environment&raising_from=500000USD")
    expect(page.locator("ol.result-list").get_by_role("link", name=TOO_LARGE)).to_be_visible()
    expect(page.locator("ol.result-list").get_by_role("link", name=FITS)).to_have_count(0)

    founder = open_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    until_found(founder, f"{served.url}/investors?cheque=8+t%E1%BB%B7&investing=now", FUND)
    founder.goto(f"{served.url}/investors?cheque=50+t%E1%BB%B7")
    assert founder.get_by_role("link", name=FUND).count() == 0
