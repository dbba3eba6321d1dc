"""Institutes: their list, their pages, their editor."""

from __future__ import annotations

from typing import Any

from flask import flash, request

from ecosystem.catalogue.pages import kind_blueprint
from ecosystem.catalogue.views import Editor
from ecosystem.institutes.kind import KIND
from ecosystem.institutes.queries import first_page_of
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.actors import current_actor
from ecosystem.kernel.web.languages import translate


class InstituteEditor(Editor):
    """The editor of every kind, which says so when the organisation has its page already."""

    def new(self) -> Any:
        """The first step of a new page; a second page of one organisation is allowed, and asked about."""
        if request.method != "POST":
            self._mention_known_page()
        return super().new()

    def _mention_known_page(self) -> None:
        actor = current_actor()
        known = first_page_of(current_session(), actor, actor.roles)
        if known is None or known.owner is None:
            return
        message = N_(
            "%(organisation)s already has a page, “%(title)s”: you can edit that one. Go on here only for a unit with "
            "a page of its own, such as a laboratory.",
            organisation=known.owner.legal_name,
            title=known.title,
        )
        flash(translate(message), "info")


institutes = kind_blueprint(KIND)
InstituteEditor(KIND).register(institutes)
