"""A founder on a phone without JavaScript, a team without a company: from registering to being found by strangers."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.browser.test_journey import PHONE, newest_mail, no_sideways_scroll, send
from tests.factories import PASSWORD

EMAIL = "trang@nhom-lua.example"
BRAND = "Lúa Xanh Số Bãi Giữa"
CLAIM = "Đo khí mê-tan ruộng lúa bằng cảm biến giá rẻ, giúp hợp tác xã bán tín chỉ carbon."


def register(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/register")
    no_sideways_scroll(page)
    page.check("[name=role][value=startup]", force=True)
    page.fill("[name=name]", "Nguyễn Minh Trang")
    page.fill("[name=email]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=organisation_name]", "Nhóm Lúa Xanh Bãi Giữa")
    page.check("[name=accept_terms]")
    send(page)
    link = re.search(r"http://\S+/confirm/\S+", newest_mail(page, served.mails, EMAIL))
    assert link is not None
    page.goto(link.group(0))
    send(page)
    page.locator("main a.btn-primary").first.click()
    page.fill("[name=email]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    send(page)


def become_a_team(page: Page) -> None:
    """The name is kept from registration; a team has no tax code, and is led on to its page."""
    page.wait_for_url("**/organisations/new")
    no_sideways_scroll(page)
    expect(page.locator("[name=legal_name]")).to_have_value("Nhóm Lúa Xanh Bãi Giữa")
    page.check("[name=kind][value=team]", force=True)
    send(page)


def publish(page: Page) -> None:
    page.wait_for_url("**/startups/new")
    no_sideways_scroll(page)
    page.fill("[name=title]", BRAND)
    page.fill("[name=summary]", CLAIM)
    page.locator("details:has([value=crops]) > summary").last.click()
    page.check("[name=sectors][value=crops]")
    page.select_option("[name=stage]", "first-customers")
    send(page)
    page.wait_for_url("**/edit/round")
    no_sideways_scroll(page)
    page.select_option("[name=raising]", "now")
    page.select_option("[name=round]", "seed")
    page.fill("[name=amount_sought]", "8 tỷ")
    page.fill("[name=amount_sought_to]", "12 tỷ")
    page.fill("[name=use_of_funds-0-purpose]", "Mở rộng ra 12 tỉnh")
    page.fill("[name=use_of_funds-0-share]", "55")
    send(page)
    page.wait_for_url("**/edit/traction")
    for row, (month, value) in enumerate((("8/2026", "86"), ("9/2026", "1.284"), ("10/2026", "238"))):
        if row:
            page.locator("button[name=_add][value=traction]").click()
        page.fill(f"[name=traction-{row}-metric]", "Doanh thu")
        page.fill(f"[name=traction-{row}-month]", month)
        page.fill(f"[name=traction-{row}-value]", value)
        page.fill(f"[name=traction-{row}-unit]", "triệu đồng")
    no_sideways_scroll(page)
    send(page)
    page.wait_for_url("**/edit/about")
    page.goto(page.url.rpartition("/edit")[0] + "/edit")
    no_sideways_scroll(page)
    page.locator("form[action$='/publish'] button").first.click()
    expect(page.locator("h1")).to_contain_text(BRAND)
    expect(page.locator("main")).to_contain_text("8–12 tỷ đồng")
    no_sideways_scroll(page)


def test_from_registering_to_being_found(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page(**PHONE)
    register(page, served)
    become_a_team(page)
    publish(page)

    private = open_page(**PHONE)
    for _ in range(100):
        private.goto(f"{served.url}/search?q=do+khi+metan+ruong+lua")
        if private.get_by_role("link", name=BRAND).count():
            break
        private.wait_for_timeout(50)
    own = private.locator("[data-kind]").filter(has_text=BRAND)
    expect(own).to_contain_text(BRAND)
    no_sideways_scroll(private)
    own.locator("a").first.click()
    expect(private.locator("h1")).to_contain_text(BRAND)
    drawing = private.locator("svg.chart-drawing")
    expect(drawing.locator("rect")).to_have_count(3)
    expect(drawing).to_have_attribute("aria-label", re.compile("1.284 triệu đồng|238 triệu đồng"))
    no_sideways_scroll(private)
    private.goto(f"{served.url}/startups?round=seed&raising_from=10000USD&q=lua")
    expect(private.locator("[data-total]").first).to_be_visible()
