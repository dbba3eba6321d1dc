"""Every mail in a browser as wide as a phone: axe, contrast among it, and nothing that scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from ecosystem.mailing.samples import SAMPLES
from tests.browser.conftest import Served
from tests.browser.test_accessibility import LANGUAGES, THEMES, violations

WIDTH = 360
OF_PAGES = ("landmark", "region")
"""A mail is shown inside of a page that has landmarks of its own."""


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_mail_is_legible_on_a_phone_in_light_and_dark(
    served: Served, open_page: Callable[..., Page], name: str
) -> None:
    page = open_page(viewport={"width": WIDTH, "height": 800})
    for number, theme in enumerate(THEMES):
        page.emulate_media(color_scheme=theme)
        page.goto(f"{served.url}{LANGUAGES[(number + len(name)) % 2]}/mail/previews/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
        ground = page.evaluate("getComputedStyle(document.querySelector('.panel')).backgroundColor")
        assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(19, 31, 29)"}[theme]
        assert [one for one in violations(page) if not one.startswith(OF_PAGES)] == [], theme


def test_what_has_no_space_breaks(served: Served, open_page: Callable[..., Page]) -> None:
    """Long words of others, as an address that somebody typed without spaces."""
    page = open_page(viewport={"width": WIDTH, "height": 800})
    page.goto(f"{served.url}/mail/previews/introduction_message")
    page.evaluate("document.querySelector('.quote').textContent = 'https://vi.example/' + 'x'.repeat(300)")
    page.evaluate("document.querySelector('h1').textContent = 'y'.repeat(120)")
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
