"""All kinds of thing that may be reported, as the composition root put them together."""

from __future__ import annotations

from flask import current_app

from ecosystem.kernel.access.messages import Message
from ecosystem.reports.models import Action, Decision
from ecosystem.reports.reportable import Reportables
from ecosystem.reports.wording import PAGE, Wording


def reportables() -> Reportables:
    registered: Reportables = current_app.extensions["reportables"]
    return registered


def wording_of(kind: str) -> Wording:
    """How decisions about a kind of thing are told; of one that there is no more, as of pages."""
    known = reportables().get(kind)
    return known.wording if known is not None else PAGE


def chip_of(decision: Decision) -> tuple[Message, str]:
    """What was decided in two words, with the look."""
    return wording_of(decision.kind).chips[Action(decision.action)]
