"""An institute on a phone without JavaScript: from registering to the technology found in a private window."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.factories import PASSWORD

PHONE = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}


def newest_mail(page: Page, folder: Path, to: str) -> str:
    """The text of the newest mail to an address; the worker sends it meanwhile."""
    for _ in range(1200):
        for file in sorted(folder.glob("*.eml"), reverse=True):
            message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            body = message.get_body(("plain",))
            if to in str(message["To"]) and body is not None:
                return str(body.get_content())
        page.wait_for_timeout(50)
    raise AssertionError(f"no mail to {to}")


def send(page: Page) -> None:
    page.locator("main form").first.locator("button.btn-primary").first.click()


def no_sideways_scroll(page: Page) -> None:
    """Without JavaScript in the page the browser still tells the size of what it drew."""
    box = page.locator("main").bounding_box()
    assert box is not None
    assert box["width"] <= 360


def test_from_registering_to_being_found(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page(**PHONE)
    page.goto(served.url)
    page.goto(f"{served.url}/register")
    no_sideways_scroll(page)
    page.check("[name=role][value=institute]")
    page.fill("[name=name]", "Trần Thị Minh")
    page.fill("[name=email]", " Minh.Tran@Vien.example ")
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=organisation_name]", "Viện Vật liệu Bãi Giữa")
    page.check("[name=accept_terms]")
    send(page)
    expect(page.locator("h1")).to_be_visible()

    text = newest_mail(page, served.mails, "minh.tran@vien.example")
    link = re.search(r"http://\S+/confirm/\S+", text)
    assert link is not None
    elsewhere = open_page(**PHONE)
    elsewhere.goto(link.group(0))
    send(elsewhere)
    expect(elsewhere.locator("main")).to_contain_text(re.compile("xác nhận", re.IGNORECASE))
    elsewhere.goto(link.group(0))
    expect(elsewhere.locator("h1")).to_be_visible()

    page.goto(f"{served.url}/login")
    page.fill("[name=email]", "minh.tran@vien.example")
    page.fill("[name=password]", PASSWORD)
    send(page)
    page.wait_for_url("**/desk**")
    no_sideways_scroll(page)

    page.locator("main a[href$='/organisations/new']").first.click()
    expect(page.locator("[name=legal_name]")).to_have_value("Viện Vật liệu Bãi Giữa")
    expect(page.locator("[name=kind][value=institute]")).to_be_checked()
    no_sideways_scroll(page)
    send(page)
    page.wait_for_url("**/institutes/new")

    page.goto(f"{served.url}/technologies/new")
    page.fill("[name=title]", "Gạch lát thấm nước từ xỉ than Bãi Giữa")
    page.fill("[name=summary]", "Gạch lát vỉa hè cho nước mưa thấm qua, làm từ xỉ than.")
    page.locator("details:has([value=construction-materials]) > summary").last.click()
    page.check("[name=sectors][value=construction-materials]")
    send(page)
    page.goto(page.url.rpartition("/edit")[0] + "/edit/readiness")
    page.select_option("[name=trl]", "6")
    page.locator("button[name=_add][value=parameters]").click()
    page.fill("[name=parameters-0-name]", "Độ thấm")
    page.fill("[name=parameters-0-value]", "4,5")
    page.fill("[name=parameters-0-unit]", "mm/s")
    send(page)
    page.goto(page.url.rpartition("/edit")[0] + "/edit/terms")
    page.check("[name=transfers][value=non-exclusive-licence]")
    page.fill("[name=price_from]", "1,8 tỷ")
    send(page)
    no_sideways_scroll(page)
    page.locator("form[action$='/publish'] button").first.click()
    expect(page.locator("h1")).to_contain_text("Gạch lát thấm nước")
    expect(page.locator("main")).to_contain_text("1,8 tỷ đồng")
    no_sideways_scroll(page)

    private = open_page(**PHONE)
    for _ in range(100):
        private.goto(f"{served.url}/search?q=gach+lat+tham+nuoc")
        if private.get_by_role("link", name="Gạch lát thấm nước từ xỉ than Bãi Giữa").count():
            break
        private.wait_for_timeout(50)
    first = private.locator("[data-kind=technology]").first
    expect(first).to_contain_text("Gạch lát thấm nước từ xỉ than Bãi Giữa")
    first.locator("a").first.click()
    expect(private.locator("h1")).to_contain_text("Gạch lát thấm nước")
    no_sideways_scroll(private)
    private.goto(f"{served.url}/en/technologies?sector=construction-materials&trl_from=6&trl_to=6")
    expect(private.locator("[data-total]").first).to_be_visible()
    assert private.locator("html").get_attribute("lang") == "en"
