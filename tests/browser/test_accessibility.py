"""axe on every template: each pair of page, size, theme and language is met (all combinations: `make audit`)."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import AXE, Served

Theme = Literal["light", "dark"]
SIZES = (360, 768, 1280)
THEMES: tuple[Theme, ...] = ("light", "dark")
LANGUAGES = ("", "/en")
PUBLIC = (
    "/",
    "/search",
    "/search?q=nuoc+thai",
    "/search?q=xyzzyx&sector=health",
    "/search?q=nước+thìa",
    "/search?q=nước+-trấu",
    "/search?q=membrane+filter",
    "/search?q=nuoc+thai&exact=1",
    "/technologies?trl_from=5&sector=environment",
    "/institutes",
    "/startups?raising_to=500000USD",
    "/investors?cheque=5000000000",
    "{technology}",
    "{institute}",
    "{startup}",
    "{investor}",
    "{investor}/portfolio",
    "{unclaimed}",
    "/register",
    "/register?role=startup",
    "/check-mail/register",
    "/login",
    "/recover",
    "/terms",
    "/privacy",
    "/visibility",
    "/matching",
    "/introductions/figures",
    "{mail_agree}",
    "{mail_decline}",
    "{mail_met}",
    "{mail_time}",
    "{mail_propose}",
    "{mail_write}",
    "{mail_tell}",
    "{mail_outcome}",
    "{unsubscribe}",
    "/mail/previews",
    "/plan/2024",
    "/plans",
    "{report}",
    "/reports/sent",
    "/nowhere",
)
MEMBERS = (
    "/desk",
    "/account",
    "/account/password",
    "/account/email",
    "/account/devices",
    "/organisations",
    "/organisations/new",
    "/following",
    "/matches",
    "{matches}",
    "{table}",
    "{why}",
    "{passed}",
    "{dismiss}",
    "{appeal}",
    "{pipeline}",
    "{pipeline}?closed=1",
    "{pipeline}?stage=new",
    "{pipeline}/stages",
    "{pipeline}/stages/met",
    "{pipeline}/stages/new/remove",
    "{card}",
    "{note}",
    "{organisation}",
    "{organisation}/edit",
    "{organisation}/members",
    "{decision}",
    "{organisation}/leave",
    "/technologies/new",
    "/institutes/new",
    "/startups/new",
    "/investors/new",
    "{edit}",
    "{draft}",
    "{edit}/basics",
    "{edit}/working",
    "{edit}/readiness",
    "{edit}/rights",
    "{edit}/terms",
    "{translation}",
    "{own_startup}",
    "{own_startup}/round",
    "{own_startup}/traction",
    "{claim}",
    "/introductions",
    "/introductions/blocks",
    "{asked}",
    "{report_request}",
    "{talking}",
    "{talking}/outcome",
    "{request}",
    "/introductions/decline",
)
OFFICERS = (
    "/officer",
    "/officer/reports",
    "{reported}",
    "/officer/decisions",
    "{decided}",
    "/officer/objections",
    "/organisations/checks",
    "{organisation}/check",
    "/claims/waiting",
    "/introductions/undelivered",
    "/matches/appeals",
)
AUDIT = bool(os.environ.get("AUDIT"))
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,
    "resultTypes": ["violations"],
}
RUN = """async options => (await axe.run(document, options)).violations.flatMap(
    one => one.nodes.map(node => `${one.id}: ${node.target}`))"""


def violations(page: Page) -> list[str]:
    """What axe finds, as short lines."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, OPTIONS)
    return found


def views(number: int) -> list[tuple[int, Theme, str]]:
    """(size, theme, language) in which the page of this number is looked at.

    The smallest and the largest, so that every two values are met on some page; or all, and the size between.
    """
    if AUDIT:
        return list(itertools.product(SIZES, THEMES, LANGUAGES))
    return [
        (size, THEMES[(number + step) % 2], LANGUAGES[(number // 2 + step) % 2])
        for step, size in enumerate((SIZES[0], SIZES[-1]))
    ]


@pytest.mark.parametrize(("number", "path"), list(enumerate(PUBLIC + MEMBERS + OFFICERS)))
def test_no_violations(
    served: Served, open_page: Callable[..., Page], signed_in: Any, officer_signed_in: Any, number: int, path: str
) -> None:
    page = open_page(storage_state=signed_in if path in MEMBERS else officer_signed_in if path in OFFICERS else None)
    address = path.format(**served.paths, translation=served.paths["edit"].replace("/edit", "/translation"))
    for size, theme, language in views(number):
        page.set_viewport_size({"width": size, "height": 800})
        page.emulate_media(color_scheme=theme)
        answer = page.goto(served.url + language + address)
        assert answer is not None
        assert answer.status == (404 if path == "/nowhere" else 200)
        assert page.evaluate("document.documentElement.scrollWidth") <= size
        assert violations(page) == [], f"{size} {theme} {language or '/'}"
