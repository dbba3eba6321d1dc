"""Investors: their list, their pages, their editor."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect
from werkzeug.wrappers import Response

from ecosystem.catalogue.links import edit_url, entry_url
from ecosystem.catalogue.pages import kind_blueprint
from ecosystem.catalogue.policy import Action
from ecosystem.catalogue.views import Editor, public_id
from ecosystem.investors import service
from ecosystem.investors.funding_range import FundingRange, funding_range
from ecosystem.investors.kind import KIND
from ecosystem.investors.models import Investor
from ecosystem.investors.search_document import cheque_in_vnd
from ecosystem.kernel.access.errors import Invalid
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.languages import translate
from ecosystem.rates.queries import rates


class InvestorEditor(Editor):
    """The editor of every kind, and one button more: what was said of investing now still holds."""

    def confirm(self, slug: str) -> Response:
        """Put today's date on the statement; where there is none, lead to where it is made."""
        try:
            with transaction() as session:
                investor = service.confirm_investing(session, current_actor(), self.kind, public_id(slug))
        except Invalid as invalid:
            flash(translate(invalid.errors["investing"]), "wait")
            return redirect(edit_url(self._load(slug, Action.EDIT), "cheque"), 303)
        flash(translate(N_("Confirmed: the page shows today's date.")), "good")
        return redirect(entry_url(investor), 303)


investors = kind_blueprint(KIND)
editor = InvestorEditor(KIND)
editor.register(investors)
investors.add_url_rule("/<slug>/confirm", "confirm", sign_in_required(editor.confirm), methods=["POST"])


@investors.context_processor
def drawings() -> dict[str, Any]:
    """What the templates of investors draw."""
    return {"cheque_range": _cheque_range}


def _cheque_range(investor: Investor) -> FundingRange | None:
    return funding_range(*cheque_in_vnd(investor, rates(current_session())))
