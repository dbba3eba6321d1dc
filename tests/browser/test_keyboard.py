"""Searching and mending errors by keyboard alone (cases Y01 and Y03)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served


def focused(page: Page) -> str:
    found: str = page.evaluate(
        "`${document.activeElement.tagName}:${document.activeElement.name || document.activeElement.id}`"
    )
    return found


@pytest.mark.parametrize("width", [1280, 360])
def test_a_filter_keeps_focus_announces_once_and_goes_back(
    served: Served, open_page: Callable[..., Page], width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(f"{served.url}/technologies")
    if width == 360:
        page.locator("a[href='#bo-loc']").first.click()
    box = page.locator("[name=transfer]").first
    box.focus()
    before = page.title()
    with page.expect_response(re.compile("/fragment")):
        page.keyboard.press("Space")
    page.wait_for_url("**transfer=**")
    expect(page).not_to_have_title(before)
    assert focused(page) == "INPUT:transfer"
    total = page.locator("[data-total]").first.get_attribute("data-total")
    expect(page.locator("#live")).to_contain_text(str(total))
    page.go_back()
    page.wait_for_url(lambda url: "transfer=" not in url)
    expect(page.locator("[name=transfer]").first).not_to_be_checked()


def test_the_sheet_closes_with_escape_and_gives_focus_back(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(f"{served.url}/technologies")
    opener = page.locator("a[href='#bo-loc']").first
    opener.focus()
    page.keyboard.press("Enter")
    page.locator("[name=transfer]").first.focus()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_the_sheets_button_counts_what_is_being_typed(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(f"{served.url}/startups#bo-loc")
    button = page.locator(".facet-submit .btn")
    before = button.inner_text()
    page.locator("#raising_to").press_sequentially("2 tỷ")
    expect(button).not_to_have_text(before)
    counted = button.inner_text()
    expect(page.locator("#raising_to")).to_be_focused()
    with page.expect_response(re.compile("/fragment")):
        button.click()
    page.wait_for_url("**raising_to=2**#ket-qua")
    total = page.locator("[data-total]").first.get_attribute("data-total")
    assert total is not None
    assert re.findall(r"\d+", counted) == [total]
    assert re.findall(r"\d+", before) != [total]


@pytest.mark.parametrize("width", [360, 768])
def test_the_menu_closes_by_its_own_button(served: Served, open_page: Callable[..., Page], width: int) -> None:
    """Without a script there is no other way, and the line about demonstration data stands above it."""
    page = open_page(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page.goto(served.url)
    button, body = page.locator(".site-menu > summary"), page.locator(".site-menu > .menu-body")
    button.click()
    expect(body).to_be_visible()
    button.click()
    expect(body).to_be_hidden()


def test_without_script_the_number_stands_in_title_and_heading(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{served.url}/search?q=nuoc&sector=environment")
    total = page.locator("[data-total]").first.get_attribute("data-total")
    assert total is not None
    assert total in page.title()
    expect(page.locator("h1")).to_contain_text(total)
    expect(page.locator("a[href='#ket-qua']").first).to_be_attached()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_errors_are_told_beside_their_fields(
    served: Served, open_page: Callable[..., Page], signed_in: Any, prefix: str
) -> None:
    page = open_page(storage_state=signed_in)
    page.goto(f"{served.url}{prefix}/organisations/new")
    page.fill("[name=legal_name]", "")
    page.fill("[name=tax_code]", "0100047517")
    page.locator("main form button.btn-primary").first.click()
    summary = page.locator("[role=alert]").first
    expect(summary).to_be_focused()
    assert re.match("Lỗi|Error", page.title())
    expect(page.locator("[name=tax_code]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=tax_code]")).to_have_value("0100047517")
    for link in summary.locator("a").all():
        target = page.locator(str(link.get_attribute("href")))
        expect(target).to_be_attached()
        described = [
            page.locator(f"#{one}").inner_text() for one in str(target.get_attribute("aria-describedby")).split()
        ]
        assert any(described)
    expect(page.locator("main")).to_contain_text(re.compile("thứ 10|tenth", re.IGNORECASE))
