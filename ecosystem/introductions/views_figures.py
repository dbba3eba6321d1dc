"""The public page of figures: by quarter, with definitions, and the rows that may be shown."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from flask import render_template

from ecosystem.introductions import queries_figures
from ecosystem.introductions.outcome_words import money
from ecosystem.introductions.queries_figures import FEWEST, MEASURE_OF, MEASURES, ShownOutcome, quarter_of
from ecosystem.kernel import clock
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session

LABELS: Final = {
    "asked": (N_("Asked"), N_("requests for an introduction that were sent, also those withdrawn later")),
    "answered": (N_("Answered"), N_("requests to which the asked side gave a first answer: a question, a yes or a no")),
    "agreed": (N_("Agreed"), N_("introductions to which both sides said yes")),
    "met": (
        N_("Met"),
        N_(
            "introductions after which both sides confirmed that they met, or something that nobody does without: a "
            "memorandum, a contract, an investment; each once, when the first of these was confirmed"
        ),
    ),
    "memoranda": (N_("Memoranda"), N_("signed memoranda that both sides confirmed; no contracts among them")),
    "contracts": (N_("Contracts"), N_("signed contracts that both sides confirmed; no memoranda among them")),
    "investments": (N_("Investments"), N_("investments that both sides confirmed")),
}
"""Each measure: its name, and what counts."""
_MOST_ROWS: Final = 100


def figures() -> str:
    """For everybody."""
    session = current_session()
    groups: dict[tuple[int, int, str], list[tuple[ShownOutcome, str]]] = defaultdict(list)
    for one in queries_figures.shown_outcomes(session, _MOST_ROWS):
        key = (*quarter_of(one.confirmed_at), MEASURE_OF[one.kind])
        groups[key].append((one, money(one.amount, one.currency)))
    return render_template(
        "introductions/figures.html",
        measures=MEASURES,
        labels=LABELS,
        quarters=queries_figures.quarters(session),
        groups=groups,
        fewest=FEWEST,
        cut_off=clock.now().astimezone(clock.HANOI),
    )
