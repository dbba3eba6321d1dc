"""What every page shows round its content: menu, language switch, theme, footer, desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for
from sqlalchemy.exc import SQLAlchemyError

from ecosystem.catalogue.links import edit_url, entry_url, kinds, list_url
from ecosystem.catalogue.markdown import render_markdown
from ecosystem.catalogue.sources import source_name
from ecosystem.demonstration.service import has_demo
from ecosystem.following.views import number_followed
from ecosystem.introductions.panels import number_waiting
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import VISITOR, Actor
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.actors import current_actor
from ecosystem.kernel.web.languages import external_here, external_url, language_url, page_language, translate
from ecosystem.kernel.web.pictures import Picture
from ecosystem.kernel.web.queues import OFFICERS_PAGE
from ecosystem.kernel.web.submissions import new_nonce
from ecosystem.pages.site_card import site_picture

THEME_COOKIE = "theme"
THEMES = ("light", "dark")
_OFFICERS = frozenset({"organisations.checks", "organisations.check", "claims.waiting", "matches.appeals"})
"""Officers' pages that belong to other slices."""


def init_layout(app: Flask) -> None:
    app.context_processor(_layout)
    app.jinja_env.filters["markdown"] = render_markdown
    app.jinja_env.filters["hanoi"] = lambda moment: moment.astimezone(clock.HANOI)
    app.jinja_env.filters["source_name"] = lambda code: translate(source_name(code))
    app.jinja_env.globals.update(
        entry_url=entry_url,
        edit_url=edit_url,
        external_url=external_url,
        external_here=external_here,
        today=clock.today,
        nonce=lambda: new_nonce(_safely(current_actor, default=VISITOR).user_id),
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


@dataclass(frozen=True)
class Frame:
    """The parts round the content, made when the page asks: a panel, drawn for itself, has no frame."""

    actor: Actor

    @property
    def demo(self) -> bool:
        return bool(_safely(_has_demo, default=False))

    @property
    def menu(self) -> Sequence[Mapping[str, Any]]:
        return [
            *(_item(translate(kind.plural), list_url(kind), f"{kind.endpoint}.") for kind in kinds().all),
            _item(translate(N_("Plan")), url_for("plan.newest"), "plan."),
        ]

    @property
    def desk_menu(self) -> Sequence[Mapping[str, Any]]:
        if not self.actor.is_authenticated:
            return []
        return [
            _item(translate(N_("My work")), url_for("desk.index"), "desk."),
            _item(translate(N_("Matches")), url_for("matches.index"), "matches."),
            self._introductions,
            self._followed,
            *self._pipeline,
            _item(translate(N_("My organisations")), url_for("organisations.index"), "organisations."),
            _item(translate(N_("My account")), url_for("accounts.settings"), "accounts."),
            *self._officers,
        ]

    @property
    def _officers(self) -> Sequence[Mapping[str, Any]]:
        if not self.actor.is_officer:
            return []
        item = _item(translate(N_("Officers’ work")), url_for("officer.index"), "officer.")
        return [{**item, "current": item["current"] or _is_officers(str(request.endpoint))}]

    @property
    def _introductions(self) -> Mapping[str, Any]:
        item = _item(translate(N_("Introductions")), url_for("introductions.index"), "introductions.")
        return {**item, "count": _safely(lambda: number_waiting(self.actor), default=0) or None, "new": True}

    @property
    def _followed(self) -> Mapping[str, Any]:
        item = _item(translate(N_("Followed")), url_for("following.index"), "following.")
        return {**item, "count": _safely(number_followed, default=0) or None}

    @property
    def _pipeline(self) -> Sequence[Mapping[str, Any]]:
        """For who belongs to an organisation, whose it is."""
        return [_item(translate(N_("Pipeline")), url_for("pipeline.index"), "pipeline.")] if self.actor.roles else []

    @property
    def footer_links(self) -> Sequence[Mapping[str, Any]]:
        return _footer()

    @property
    def language_switch_url(self) -> str:
        return language_url("en" if page_language() == "vi" else "vi")

    @property
    def picture(self) -> Picture:
        return site_picture()


def _layout() -> dict[str, Any]:
    shared: dict[str, Any] = {"language": page_language(), "brand": _brand()}
    if not has_request_context():
        return {**shared, "theme": "", "actor": VISITOR}
    theme = request.cookies.get(THEME_COOKIE, "")
    actor = _safely(current_actor, default=VISITOR)
    return {
        **shared,
        "theme": theme if theme in THEMES else "",
        "actor": actor,
        "frame": Frame(actor),
        "operator": _operator(),
    }


def _item(label: str, url: str, endpoint_prefix: str) -> Mapping[str, Any]:
    here = str(request.endpoint)
    return {"label": label, "url": url, "current": here.startswith(endpoint_prefix) and not _is_officers(here)}


def _is_officers(endpoint: str) -> bool:
    """Also of a page that others read, too, where its view has said so."""
    return endpoint in _OFFICERS or OFFICERS_PAGE in request.environ


def _footer() -> Sequence[Mapping[str, Any]]:
    pages = [
        (N_("The city's plan"), "plan.newest"),
        (N_("Introductions in figures"), "introductions.figures"),
        (N_("How matching works"), "matching.method"),
        (N_("Who sees what"), "pages.visibility"),
        (N_("Terms of use"), "pages.terms"),
        (N_("Personal data"), "pages.privacy"),
    ]
    links = [{"label": translate(label), "url": url_for(endpoint)} for label, endpoint in pages]
    source = current_app.config["SOURCE_URL"]
    if source:
        links.append({"label": translate(N_("Source code (AGPL)")), "url": source})
    lists = [{"label": translate(kind.plural), "url": list_url(kind)} for kind in kinds().all]
    return [
        {
            "title": translate(N_("Find")),
            "links": [{"label": translate(N_("Search")), "url": url_for("discovery.search")}, *lists],
        },
        {"title": translate(N_("About")), "links": links},
    ]


def _operator() -> Mapping[str, str]:
    """Who runs this installation, and where to write to; "" where the operator has not said."""
    return {"name": str(current_app.config["OPERATOR_NAME"]), "email": str(current_app.config["OPERATOR_EMAIL"])}


def _brand() -> str:
    return str(current_app.config["BRAND_NAME"])


def _has_demo() -> bool:
    return has_demo(current_session())


def _safely(read: Callable[[], Any], *, default: Any) -> Any:
    """An error page is also drawn when the database is away: what needs it is then left out."""
    if has_request_context() and g.get("database_is_away"):
        return default
    try:
        return read()
    except SQLAlchemyError:
        return default
