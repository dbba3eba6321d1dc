"""Words and looks of what became of reports and decisions, as pages show them."""

from __future__ import annotations

from typing import Final

from ecosystem.kernel.access.messages import N_
from ecosystem.reports.models import Action, State, Verdict

STATES: Final = {
    State.UNCONFIRMED: (N_("Waiting for your confirmation"), "waiting"),
    State.OPEN: (N_("Waiting for an officer"), "handling"),
    State.DECIDED: (N_("Decided"), "closed"),
}
ACTIONS: Final = {
    Action.DISMISS: (N_("Nothing to change"), "closed"),
    Action.WITHDRAW: (N_("Taken down"), "refused"),
    Action.SUSPEND: (N_("Organisation suspended"), "refused"),
    Action.RESTORE: (N_("Put back"), "agreed"),
}
CHOICES: Final = {
    Action.DISMISS: N_("Nothing is wrong: it stays as it is"),
    Action.WITHDRAW: N_("Take it down: only its owner and officers see it, until it is put back"),
    Action.SUSPEND: N_("Suspend the organisation: all its pages are hidden and its people cannot write"),
}
VERDICTS: Final = {
    Verdict.OPEN: (N_("Waiting for an officer"), "handling"),
    Verdict.STAYS: (N_("The decision stays"), "refused"),
    Verdict.RESTORED: (N_("Put back"), "agreed"),
}
ANSWERS: Final = {
    Verdict.RESTORED: N_("Undo the decision: it is put back"),
    Verdict.STAYS: N_("The decision stays"),
}
