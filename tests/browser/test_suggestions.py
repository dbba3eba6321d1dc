"""The box's suggestions by keyboard, by pointer, while an input method composes, and to a screen reader."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page, Route, expect

from tests.browser.conftest import Served
from tests.browser.test_accessibility import SIZES, THEMES, Theme, violations

TITLE = "Cụm lọc nước thải làng bún"
BOX = "#search-q"
OPTIONS = "[role=option]"


IS_ON_TOP = "([x, y]) => document.elementFromPoint(x, y).closest('.suggestions') !== null"


def begin(page: Page, url: str, typed: str) -> None:
    """Opens a page and types into its box until suggestions are there."""
    page.goto(url)
    page.locator(BOX).press_sequentially(typed)
    expect(page.locator(OPTIONS).first).to_be_visible()


def active(page: Page) -> str:
    """The words of the active option."""
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    expect(page.locator(BOX)).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    return chosen.inner_text()


def test_an_entry_is_chosen_by_keyboard(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page()
    begin(page, served.url, "cụm lọc nước thải là")
    box = page.locator(BOX)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#live")).to_have_text(re.compile(r"^\d+ gợi ý$"))
    assert page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    page.keyboard.press("ArrowDown")
    assert active(page) == TITLE
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{served.paths['technology']}")


def test_keys_walk_through_the_options_and_back_to_the_box(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page()
    begin(page, f"{served.url}/search", "n")
    names = [option.inner_text() for option in page.locator(OPTIONS).all()]
    assert len(names) > 2
    for key, name in (("ArrowDown", names[0]), ("ArrowDown", names[1]), ("End", names[-1]), ("Home", names[0])):
        page.keyboard.press(key)
        assert active(page) == name
    page.keyboard.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowUp")
    assert active(page) == names[-1]
    page.keyboard.press("Escape")
    expect(page.locator(OPTIONS)).to_have_count(0)
    expect(page.locator(BOX)).to_have_value("n")
    expect(page.locator(BOX)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(page.locator(OPTIONS).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(OPTIONS)).to_have_count(0)
    expect(page.locator("#search-form button")).to_be_focused()


@pytest.mark.parametrize("path", ["", "/search", "/technologies"])
def test_enter_without_a_choice_searches_what_was_typed(
    served: Served, open_page: Callable[..., Page], path: str
) -> None:
    page = open_page()
    begin(page, f"{served.url}{path}", "nuoc")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=nuoc*")
    expect(page.locator("[data-total]")).to_be_visible()
    expect(page.locator(OPTIONS)).to_have_count(0)


def test_a_tap_opens_what_was_tapped(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True)
    begin(page, f"{served.url}/technologies", "cum loc nuoc")
    page.locator(OPTIONS).first.tap()
    page.wait_for_url(f"**{served.paths['technology']}")


def test_the_list_closes_when_the_box_is_left(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page()
    begin(page, f"{served.url}/search", "nuoc")
    page.mouse.click(4, 500)
    expect(page.locator(OPTIONS)).to_have_count(0)


def test_nothing_is_asked_while_an_input_method_composes(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page()
    asked: list[str] = []

    def note(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_()

    page.route("**/search/suggest*", note)
    page.goto(served.url)
    page.locator(BOX).focus()
    keyboard: CDPSession = page.context.new_cdp_session(page)
    for text in ("n", "nu", "nuo", "nươ", "nươc", "nước"):
        keyboard.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    page.keyboard.press("ArrowDown")
    expect(page.locator(BOX)).to_have_value("nước")
    with page.expect_response("**/search/suggest*"):
        keyboard.send("Input.insertText", {"text": "nước"})
    expect(page.locator(OPTIONS).first).to_be_visible()
    assert [re.sub(r".*q=", "", url) for url in asked] == ["n%C6%B0%E1%BB%9Bc"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_list_is_accessible_and_moves_nothing(
    served: Served, open_page: Callable[..., Page], size: int, theme: Theme
) -> None:
    page = open_page(viewport={"width": size, "height": 800}, color_scheme=theme)
    for path in ("", "/en/technologies"):
        page.goto(f"{served.url}{path}")
        where = page.locator("main h2:visible").first.bounding_box()
        page.locator(BOX).press_sequentially("nuoc")
        expect(page.locator(OPTIONS).first).to_be_visible()
        page.keyboard.press("ArrowDown")
        assert violations(page) == []
        assert page.locator("main h2:visible").first.bounding_box() == where
        box, shown = page.locator("#search-form").bounding_box(), page.locator(".suggestions").bounding_box()
        assert box
        assert shown
        assert (round(shown["x"]), round(shown["width"])) == (round(box["x"]), round(box["width"]))
        assert page.evaluate("document.documentElement.scrollWidth") <= size
        assert page.evaluate(IS_ON_TOP, [shown["x"] + 20, shown["y"] + shown["height"] - 20])
